"""Memory that nothing uses any more, given back to the system."""

from __future__ import annotations

import ctypes
from contextlib import suppress

import pyarrow as pa


def release_unused() -> None:
    """Give back what Arrow and the C library keep for later: after each step of a large study some twenty megabytes.

    Only glibc keeps so much, and only there is something to call; elsewhere nothing but Arrow's memory is given back.
    """
    pa.default_memory_pool().release_unused()
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
