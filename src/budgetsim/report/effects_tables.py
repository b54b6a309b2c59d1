"""The tables of a study of effects as text: Markdown, LaTeX with booktabs, and CSV with everything."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.report.results import band_cell
from budgetsim.report.words import counted
from budgetsim.rounding import apart, estimate, fixed, p_value
from budgetsim.studies.effects.analysis import Effects
from budgetsim.studies.effects.cost import STANDINGS, cost_draws
from budgetsim.studies.effects.levers import value_text
from budgetsim.studies.effects.sequencing import yearly_paths
from budgetsim.studies.files import csv_bytes, in_words, write_whole

if TYPE_CHECKING:
    import pandas as pd

DIRECTORY = "tables"
LONGEST_TABULAR = 40
"""Rows from which a LaTeX table must be able to break over pages."""
LATEX = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "×": r"$\times$"}
LATEX |= {
    "−": "$-$",
    "±": r"$\pm$",
    "<": "$<$",
    "Δ": r"$\Delta$",
    "–": "--",
    "~": r"\textasciitilde{}",
    "^": r"\^{}",
}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of a written table: its heading, and the text of a row's cell."""

    heading: str
    cell: Callable[[Row], str]
    is_number: bool = True


def write_tables(made: Effects, directory: Path) -> list[Path]:
    """Write every table as CSV (all columns, all digits), Markdown and LaTeX; return the files.

    What figures show beyond them is written as CSV alone.

    Raises
    ------
    StudyError
        If the disk refuses.
    """
    folder = directory / DIRECTORY
    written = []
    with in_words(folder, "write tables"):
        folder.mkdir(parents=True, exist_ok=True)
        for part, table in made.tables.items():
            rows = [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
            files = {
                "csv": csv_bytes(table),
                "md": markdown(COLUMNS[part], rows).encode(),
                "tex": latex(COLUMNS[part], rows, caption(made, part)).encode(),
            }
            for ending, data in files.items():
                written.append(folder / f"{part}.{ending}")
                write_whole(written[-1], data)
        for name, table in made_for_figures(made).items():
            write_whole(folder / f"{name}.csv", csv_bytes(table))
    return written


def made_for_figures(made: Effects) -> dict[str, pd.DataFrame]:
    """Return what figures show beyond the tables of the parts: paths year by year, costs and effects seed by seed."""
    found: dict[str, pd.DataFrame] = {}
    if "sequencing" in made.tables:
        found["sequencing_paths"] = yearly_paths(made.request.plan, made.yearly)
    if "cost" in made.tables and not made.tables["cost"].empty:
        found["cost_draws"] = cost_draws(made.request.plan, made.runs)
    return found


def caption(made: Effects, part: str) -> str:
    """Return what a table shows, in one sentence or two."""
    request = made.request
    seeds = f"{counted(made.seeds, 'paired replication')} of {request.base.name}"
    window = (
        f"means over the last {request.last} of {request.years} years, reform in year {request.from_year}"
    )
    p = "p adjusted over all rows (Holm)"
    return {
        "effects": f"Effect of each lever moved alone: {window}; {seeds}; 95% t intervals, simultaneous ones after"
        f" Bonferroni; {p}; Δ: Glass's, g: of paired differences, both with Hedges' correction.",
        "dose": f"Dose and response: difference from the scenario; {window}; {seeds}; 95% t intervals; {p}; best dose"
        " of each curve, and doses not told apart from it.",
        "factorial": f"Main effects and interactions, as differences of effects; {window}; {seeds}; 95% t intervals;"
        f" {p}.",
        "sequencing": f"First reform in year {request.from_year}, second in year {request.second_year}, less the other"
        f" order: means over the years of each window; {seeds}; 95% t intervals; {p}.",
        "cost": f"Improvement per unit of administrative cost; {window}; {seeds}; Fieller's 95% intervals.",
    }[part]


def markdown(columns: Sequence[Column], rows: Sequence[Row]) -> str:
    """Return a table as Markdown."""
    lines = [
        [column.heading for column in columns],
        ["--:" if column.is_number else "---" for column in columns],
    ]
    lines += [[column.cell(row).replace("|", r"\|") for column in columns] for row in rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def latex(columns: Sequence[Column], rows: Sequence[Row], said: str) -> str:
    """Return a table as LaTeX with rules of booktabs; long ones break over pages (longtable)."""
    head = " & ".join(_latex(column.heading) for column in columns) + r" \\"
    body = [" & ".join(_latex(column.cell(row)) for column in columns) + r" \\" for row in rows]
    shape = "".join("r" if column.is_number else "l" for column in columns)
    inside = [r"\toprule", head, r"\midrule"]
    if len(rows) > LONGEST_TABULAR:
        about = [
            r"% \usepackage{booktabs,longtable}",
            rf"\begin{{longtable}}{{{shape}}}",
            rf"\caption{{{_latex(said)}}} \\",
        ]
        return "\n".join([*about, *inside, r"\endhead", *body, r"\bottomrule", r"\end{longtable}", ""])
    about = [
        r"% \usepackage{booktabs}",
        r"\begin{table}",
        rf"\caption{{{_latex(said)}}}",
        rf"\begin{{tabular}}{{{shape}}}",
    ]
    return "\n".join([*about, *inside, *body, r"\bottomrule", r"\end{tabular}", r"\end{table}", ""])


def told(value: float, low: float, high: float, *, sign: bool = True) -> str:
    """Return a number with the digits that its interval deserves."""
    return estimate(value, low, high, sign=sign).value


def span(value: float, low: float, high: float) -> str:
    """Return an interval with the digits that it deserves."""
    found = estimate(value, low, high)
    return f"{found.low} to {found.high}" if found.is_known and not math.isnan(value) else "–"


def with_half_width(value: float, low: float, high: float, *, sign: bool = True) -> str:
    """Return a number and half of its interval, for narrow columns."""
    found = estimate(value, low, high, sign=sign)
    if math.isnan(value) or not found.is_known:
        return found.value
    return "0" if value == 0.0 and found.half == "0" else f"{found.value} ±{found.half}"


def sizes(value: float) -> str:
    """Return a standardised effect."""
    if math.isnan(value):
        return "–"
    return fixed(value, 0 if abs(value) >= 100.0 else 1 if abs(value) >= 10.0 else 2)


def _latex(text: str) -> str:
    return "".join(LATEX.get(letter, letter) for letter in text)


def _text(name: str, heading: str | None = None) -> Column:
    return Column(heading or name.replace("_", " "), lambda row: str(row[name]), is_number=False)


def _number(name: str, heading: str, low: str = "low", high: str = "high", *, sign: bool = True) -> Column:
    return Column(heading, lambda row: told(row[name], row[low], row[high], sign=sign))


def _interval(name: str, low: str = "low", high: str = "high", heading: str = "95% interval") -> Column:
    return Column(heading, lambda row: span(row[name], row[low], row[high]))


_P = Column("p (Holm)", lambda row: p_value(row["p_holm"]))
_SIMULTANEOUS = "simultaneous interval"
COLUMNS: dict[str, tuple[Column, ...]] = {
    "effects": (
        _text("lever"),
        Column("from", lambda row: row["low_value"]),
        Column("to", lambda row: row["high_value"]),
        _text("outcome"),
        Column("before", lambda row: apart(row["before"], row["after"])[0]),
        _number("difference", "difference"),
        _interval("difference"),
        _interval("difference", "sim_low", "sim_high", _SIMULTANEOUS),
        Column("Δ", lambda row: sizes(row["glass_delta"])),
        Column("g", lambda row: sizes(row["g_z"])),
        _P,
        _text("verdict"),
        Column("band", band_cell),
    ),
    "dose": (
        _text("lever"),
        Column("dose", lambda row: value_text(row["dose"])),
        _text("outcome"),
        _number("difference", "difference"),
        _interval("difference"),
        _P,
        _number("step", "step from the dose before", "step_low", "step_high"),
        Column(
            "best",
            lambda row: "best" if row["best"] else "as good" if row["as_good"] else "",
            is_number=False,
        ),
    ),
    "factorial": (
        _text("term"),
        _text("outcome"),
        _number("effect", "effect"),
        _interval("effect"),
        _interval("effect", "sim_low", "sim_high", _SIMULTANEOUS),
        _P,
        _text("verdict"),
        _text("aliases", "mixed with"),
    ),
    "sequencing": (
        Column("years", lambda row: f"{row['first_year']}–{row['last_year']}"),
        _text("window"),
        _text("first", "lever A"),
        _text("second", "lever B"),
        _text("outcome"),
        _number("difference", "A first less B first"),
        _interval("difference"),
        _P,
        _number("total", "added up over the years", "total_low", "total_high"),
        _text("better_first", "better first"),
    ),
    "cost": (
        _text("lever"),
        _text("outcome"),
        _number("cost", "administrative cost", "cost_low", "cost_high"),
        _interval("cost", "cost_low", "cost_high"),
        _number("improvement", "improvement", "improvement_low", "improvement_high"),
        _interval("improvement", "improvement_low", "improvement_high"),
        _number("ratio", "per unit of cost", "ratio_low", "ratio_high"),
        _interval("ratio", "ratio_low", "ratio_high", "Fieller's 95% interval"),
        Column("standing", lambda row: STANDINGS[row["standing"]], is_number=False),
    ),
}
"""Columns of the written tables; CSV has all columns instead."""


def frame_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as rows of plain names and values."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
