"""What lines of a scorecard say in words, in the language of the reader: finding, quantity, and why they do not agree.

The files of field experiments say it in English. Messages hold the same words and their translation; a line whose
English is not that of the message, such as one of a reader's own file, keeps its own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from budgetsim.language import Language, language
from budgetsim.report.figure_words import quantity_name

Line = Mapping[str, Any]
UNEXPLAINED = "verify-why-unexplained"
_SPACES = re.compile(r"[^A-Za-z0-9_]+")


def line_key(line: Line) -> str:
    """Return what tells a line of the scorecard from all others: experiment, quantity, and how it is compared."""
    parts = (str(line["id"]), str(line["quantity"]), str(line.get("as") or ""))
    return "-".join(_slug(part) for part in parts if part)


def finding_key(line: Line) -> str | None:
    """Return the message of what was found, if it says what the line says."""
    return _same(f"verify-finding-{line_key(line)}", str(line.get("finding", "")))


def why_key(line: Line) -> str | None:
    """Return the message of why a line does not agree, if it says what the line says."""
    text = str(line.get("why", ""))
    return _same(f"verify-why-{line_key(line)}", text) or _same(UNEXPLAINED, text)


def quantity_told(say: Language, quantity: str) -> str:
    """Return what a quantity of a scorecard is called; one in words that nobody translated keeps them."""
    key = f"verify-quantity-{_slug(quantity)}"
    return say(key) if say.has(key) else quantity_name(say, quantity)


def _same(key: str, text: str) -> str | None:
    plain = language()
    return key if plain.has(key) and plain(key) == text else None


def _slug(text: str) -> str:
    return _SPACES.sub("-", text).strip("-")
