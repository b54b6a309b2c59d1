"""A calibration as tables: their headings, and all of it as one Markdown page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budgetsim.language import language
from budgetsim.report.calibrate_rows import data_rows, estimate_rows, moment_rows, prediction_rows
from budgetsim.report.calibrate_text import findings, title, year_effects
from budgetsim.report.panel_text import notes_told
from budgetsim.studies.calibrate.result import Answer

Heads = tuple[tuple[str, str], ...]

PARAMETERS: Heads = (
    ("parameter", "keep"), ("base", "right"), ("estimate ± s.e.", "right"), ("90% interval", "right"),
    ("verdict", "left"), ("comes mainly from", "left"),
)  # fmt: skip
FIT: Heads = (
    ("moment", "keep"), ("data ± s.e.", "right"), ("model", "right"), ("t", "right"), ("", "left"), ("unit", "left"),
)  # fmt: skip
FORECAST: Heads = (
    ("moment", "keep"), ("observed", "right"), ("predicted", "right"), ("90% interval", "right"),
    ("inside", "left"), ("last year", "right"),
)  # fmt: skip
DATA: Heads = (
    ("moment", "keep"), ("data", "right"), ("s.e.", "right"), ("", "left"), ("unit", "left"), ("meaning", "left"),
)  # fmt: skip


def tables(made: Answer) -> list[tuple[str, Heads, list[tuple[str, ...]]]]:
    """Return every table that has rows: its title, its headings, its rows."""
    solution = made.solution.prediction
    year = f"The held-out year {solution.year}" if solution is not None else ""
    every = [
        ("Estimates", PARAMETERS, estimate_rows(made)),
        ("Moments that were fitted", FIT, moment_rows(made, fitted=True)),
        ("Other moments that the panel yields", FIT, moment_rows(made, fitted=False)),
        (year, FORECAST, prediction_rows(made)),
    ]
    return [table for table in every if table[2]]


def note(made: Answer) -> str:
    """Say what the columns hold."""
    problem = made.problem
    clusters = len(set(problem.whole.groups.tolist()))
    by = "units" if clusters == len(problem.whole.units) else f"{clusters} clusters of units"
    return (
        f"s.e.: standard errors from {problem.target.bootstrap} bootstrap panels of resampled {by}; those of"
        f" estimates hold the luck of {problem.target.copies} simulated copies too. t: data less model in standard"
        " errors of both; 'missed' beyond 1.96. Scores run from 0 to 100."
    )


def page(made: Answer) -> str:
    """Return the whole answer as Markdown."""
    parts = [f"**{title(made)}.**", "\n".join(f"* {text}" for text in findings(made, language()))]
    for name, heads, rows in tables(made):
        parts += [f"**{name}.**", markdown_table(heads, rows)]
    return "\n\n".join([*parts, note(made)]) + "\n"


def data_page(problem: Any) -> str:
    """Return the moments of a panel, how they are taken, and the notes on it, as Markdown."""
    told = (year_effects(problem, language()), *notes_told(problem.whole.notes, language()))
    notes = "\n".join(f"* {text}" for text in told)
    return "\n\n".join(filter(None, [notes, markdown_table(DATA, data_rows(problem))])) + "\n"


def markdown_table(heads: Heads, rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table as Markdown."""
    aligned = ["---:" if kind == "right" else "---" for _, kind in heads]
    lines = [[name for name, _ in heads], aligned, *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
