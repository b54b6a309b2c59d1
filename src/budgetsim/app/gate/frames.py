"""Messages on the socket of a session: small ones, of the kinds that pages send."""

from __future__ import annotations

import json

LONGEST = 1_000_000
"""Characters or bytes. The longest message of a page has some thousands."""
KINDS = frozenset(
    {"comm_close", "comm_info_request", "comm_msg", "comm_open", "kernel_info_request", "shutdown_request"}
)
TARGETS = frozenset({"jupyter.widget.control", "solara.control"})
"""What a page may open: it asks for the widgets that the lab has made, and makes none itself."""


def passes(message: str | bytes) -> bool:
    """Tell whether a message may reach the session."""
    if len(message) > LONGEST:
        return False
    if isinstance(message, bytes):
        return False  # buffers, as of files that are uploaded
    try:
        told = json.loads(message)
        kind = told["header"]["msg_type"]
        target = told["content"].get("target_name") if kind == "comm_open" else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    return kind in KINDS and (kind != "comm_open" or target in TARGETS)
