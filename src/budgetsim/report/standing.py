"""What a referee asks of the model: what it is not for, how much is assumed, where it stands, how to cite it.

The lab and the reports of studies answer with the same sentences.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from budgetsim.declarations import declarations
from budgetsim.version import __version__

T = TypeVar("T")
Say = Callable[..., T]
"""A language, or the sentences of a report in every language: called with a key and the values of a message."""

NOT_FOR = ("forecast", "amounts", "verdict", "elsewhere")
"""What the numbers must not be used for, the most tempting first."""
RECORDS = {
    "equations": "docs/odd.md",
    "parameters": "docs/parameters.md",
    "unknown": "docs/known.md",
    "evidence": "docs/evidence.md",
    "faults": "docs/trace.md",
}
"""What is written down in which page of the documentation."""
BASES = ("measured", "cited", "assumed")
"""Where defaults come from, the firmest first."""
AUTHORS = "budgetsim developers"
TITLE = "budgetsim: an agent-based simulation of principal-agent budget dynamics"
YEAR = 2026


def not_for(say: Say[T]) -> list[T]:
    """Return sentences about what the model is not for."""
    return [say(f"guide-not-{use}") for use in NOT_FOR]


def bases() -> dict[str, int]:
    """Return how many parameters are measured, cited and assumed."""
    found: list[str] = [item.basis for item in declarations().values()]
    return {basis: found.count(basis) for basis in BASES}


def assumed(say: Say[T]) -> T:
    """Return a sentence about how much of the model is assumed."""
    drawn = sum(item.is_uncertain for item in declarations().values())
    numbers = {basis: str(number) for basis, number in bases().items()}
    return say("guide-assumed", all=str(len(declarations())), drawn=str(drawn), **numbers)


def records(say: Say[T], named: Callable[[str], object] = str) -> list[T]:
    """Return sentences about where the model is written down; ``named`` makes a file's name a value of a message."""
    return [say(f"guide-record-{record}", page=named(page)) for record, page in RECORDS.items()]


def citation() -> str:
    """Return the line of a list of references under which this version is cited."""
    return f"{AUTHORS} ({YEAR}). {TITLE}. Version {__version__}."


def bibtex() -> str:
    """Return the same as an entry of BibTeX."""
    fields = {"author": f"{{{AUTHORS}}}", "title": TITLE, "year": str(YEAR), "version": __version__}
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@software{{budgetsim,\n{lines}\n}}"
