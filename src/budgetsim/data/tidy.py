"""A clean panel, and the recipe that made it: the same file and the same recipe give the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from budgetsim.data.notes import Note
from budgetsim.data.panel import Observed, read_panel

MOST_ROUNDS = 5
"""Times that a panel is mended and looked at again: a total may stand out only where another one is gone."""


@dataclass(frozen=True)
class Mended:
    """A panel after all that its notes propose was done, and the notes that were followed."""

    observed: Observed
    followed: tuple[Note, ...]


def mended(path: Path, observed: Observed) -> Mended:
    """Return a panel read again as its notes propose, until they propose nothing more.

    Raises
    ------
    ScenarioError
        If the file cannot be read so.
    """
    followed: list[Note] = []
    for _ in range(MOST_ROUNDS):
        proposals = [note for note in observed.artefacts if note.mend]
        recipe = observed.recipe.with_lines(note.mend for note in proposals)
        if recipe == observed.recipe:
            break
        followed += proposals
        observed = read_panel(path, recipe, tolerant=True)
    return Mended(observed, tuple(followed))


def clean_rows(observed: Observed) -> list[list[str]]:
    """Return a header and a row for each unit in each year: amounts in one currency unit, scores of 0 to 100."""
    cluster = [] if observed.clusters is None else ["cluster"]
    rows = [["unit", "year", *cluster, *observed.roles]]
    arrays = [observed.values[role] for role in observed.roles]
    for unit, year in zip(*np.nonzero(observed.present), strict=True):
        group = [] if observed.clusters is None else [observed.clusters[unit]]
        numbers = [number_text(float(array[unit, year])) for array in arrays]
        rows.append([observed.units[unit], str(observed.years[year]), *group, *numbers])
    return rows


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a CSV text."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def recipe_text(observed: Observed, source: Path, said: Sequence[str]) -> str:
    """Return a recipe as a file: its source and what was noted as comments, then the table ``[panel]``."""
    content = source.read_bytes()
    comments = [
        f"{source.name}, {len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}",
        "",
        *said,
    ]
    return "".join(f"# {line}".rstrip() + "\n" for line in comments) + "\n" + observed.recipe.to_toml()


def number_text(value: float) -> str:
    """Return the shortest decimal of a number, whole ones without a point; nothing where none was observed."""
    if np.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
