"""Python's warnings on the command line: libraries' are kept off the terminal, ours and the user's are one plain line.

A warning of a library speaks to whoever wrote the call, in the words of Python and with a line of its source; a reader
of findings can do nothing about it. Worker processes are told by an environment variable that they inherit.
"""

from __future__ import annotations

import logging
import os
import sys
import sysconfig
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

SHOWN = "BUDGETSIM_TRACEBACK"
"""Variable that leaves everything as Python has it, for whoever looks for a fault."""
PLAIN = "BUDGETSIM_PLAIN_WARNINGS"
"""Variable that a process which tells plainly sets for those that it starts."""
PACKAGE = "budgetsim"
_OWN = Path(__file__).resolve().parents[1]
_told: set[str] = set()


@contextmanager
def plain_warnings() -> Iterator[None]:
    """Tell warnings plainly inside the block, here and in processes that are started in it."""
    if os.environ.get(SHOWN):
        yield
        return
    before, last = os.environ.get(PLAIN), logging.lastResort
    _told.clear()
    with warnings.catch_warnings():
        _install()
        os.environ[PLAIN] = "1"
        try:
            yield
        finally:
            logging.lastResort = last
            os.environ.pop(PLAIN) if before is None else os.environ.update({PLAIN: before})


def tell_plainly_as_parent() -> None:
    """Tell warnings plainly in this process, for good, if the process that started it does."""
    if os.environ.get(PLAIN):
        _install()


def _install() -> None:
    warnings.showwarning = _show
    # Messages of libraries that configure no log: errors only, warnings such as "findfont: …" not.
    last = logging.StreamHandler(sys.stderr)
    last.setLevel(logging.ERROR)
    logging.lastResort = last


def _show(  # noqa: PLR0913 - Python's signature
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Take the place of ``warnings.showwarning``."""
    del file, line
    if category.__module__.partition(".")[0] == PACKAGE:
        _tell(str(message))
    elif _is_of_user(filename):
        _tell(f"{filename}:{lineno}: {message}")


def _tell(text: str) -> None:
    text = " ".join(text.split())
    if text not in _told:
        _told.add(text)
        print(f"{PACKAGE}: {text}", file=sys.stderr, flush=True)  # noqa: T201 - this is the place to print


def _is_of_user(filename: str) -> bool:
    """Tell whether code is neither ours, nor an installed package's, nor Python's."""
    if filename.startswith("<") or not Path(filename).is_file():
        return False
    place = Path(filename).resolve()
    kept = (
        Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "platstdlib", "purelib", "platlib")
    )
    return not any(place.is_relative_to(folder) for folder in (_OWN, *kept))
