"""What ``budgetsim sweep`` says in the end: where outcomes are best, what moves them, and where everything is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from budgetsim.report.findings import findings_in_each
from budgetsim.report.sweep import draw_sweep, interval_words
from budgetsim.report.sweep_answer import MOST_IN_JSON, cell_of, rows_of, summary, tables_of
from budgetsim.report.sweep_text import CONFOUNDED, headline, value_words
from budgetsim.report.words import counted
from budgetsim.studies.factors import Factor, column_of
from budgetsim.studies.files import keep_answer
from budgetsim.studies.provenance import KEY, SCIENCE

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.studies.store import StudyResult

MOST_ROWS = 24
"""Points that a terminal shows one by one; of more, the levels of each factor are shown."""
WIDER_THAN_ANY = 10_000
"""Columns in which every table fits, to measure it."""
MOST_LEVEL_ROWS = 40
"""Levels that a terminal shows; of more, the first, the middle and the last of each factor."""
CELL = 19
"""Letters of a line of a heading, and two."""


def present(
    result: StudyResult, shown: Sequence[str], formats: Sequence[str], *, json: bool, quiet: bool
) -> None:
    """Write the table of points, print findings, draw figures."""
    made = tables_of(result, shown)
    table, means, levels = made.points, made.means, made.levels
    place = _write(result, small=len(table) <= MOST_IN_JSON)
    told = findings_in_each(lambda say: [headline(result, table, means, shown[0], say)])
    about = {"outcomes": list(shown), **told, KEY: SCIENCE}
    keep_answer(about, result.directory)
    pictures = []
    if formats and len(table) > 1:
        pictures = draw_sweep(made.factors, table, levels, shown, result.directory / "figures", formats)
    if json:
        from budgetsim.cli.console import print_json

        print_json({**about, **summary(result, table, levels, shown)})
    elif not quiet:
        _show(result, table, means, levels, shown)
        from budgetsim.cli.console import say

        say(f"Results: {result.directory} ({place.name}, design.parquet, parts/, study.toml)")
        for figure in pictures:
            say(f"Figure: {figure.files[0]}\n  {figure.caption}")


def _show(
    result: StudyResult, table: pd.DataFrame, means: pd.DataFrame, levels: pd.DataFrame, shown: Sequence[str]
) -> None:
    from budgetsim.cli.console import console, say
    from budgetsim.language import language
    from budgetsim.report.caveats import caveats

    seeds = "common seed" if result.about["common_seeds"] else "own seed"
    each = "" if result.about["common_seeds"] else " for each point"
    sizes = (
        counted(len(table), "point"),
        f"{counted(len(result.seeds), seeds)}{each}",
        counted(result.runs, "run"),
    )
    say(f"{result.about['name']}: {', '.join(sizes)}", style="bold")
    say(headline(result, table, means, shown[0]))
    say()
    by_point = len(table) <= MOST_ROWS or result.settings.get("design") in CONFOUNDED
    told = table.head(MOST_ROWS) if by_point else _shortened(levels)
    made, left_out = _fitting(result, told, shown, by_point=by_point)
    console().print(made)
    over = interval_words(levels) if not by_point else "between seeds" if len(result.seeds) > 1 else ""
    sure = f", ± half of the 95% interval ({over})" if over else "; one seed, so no intervals"
    if not by_point and len(told) < len(levels):
        sure += ". Of each factor the first, the middle and the last level are shown"
    elif by_point and len(told) < len(table):
        sure += f". The first {len(told)} of {len(table):,} points are shown"
    say(f"Means over {_last_years(result)}{sure}.{left_out}")
    for text in caveats([factor.name for factor in result.factors if factor.role == "lever"], language()):
        say(text)


def _last_years(result: StudyResult) -> str:
    from budgetsim.studies.summary import LAST_YEARS

    years = min(LAST_YEARS, max(result.years))
    return "the last year" if years == 1 else f"the last {years} years"


def _fitting(
    result: StudyResult, told: pd.DataFrame, shown: Sequence[str], *, by_point: bool
) -> tuple[Any, str]:
    """Return a table of as many outcomes as the terminal is wide, and what was left out."""
    from budgetsim.cli.console import console, width

    shapes: list[Callable[[Sequence[str]], Any]] = [
        lambda chosen: _point_rows(told, chosen, result.factors),
        lambda chosen: _point_rows(told, chosen, ()),
    ]
    if not by_point:
        shapes = [
            lambda chosen: _level_rows(told, chosen),
            lambda chosen: _level_rows(told, chosen, sized=False),
        ]
    screen = console()
    free = screen.options.update_width(WIDER_THAN_ANY)
    for place, shape in enumerate(shapes):
        for count in range(len(shown), 0, -1):
            made = shape(shown[:count])
            if screen.measure(made, options=free).maximum <= width():
                rest = [name.replace("_", " ") for name in shown[count:]]
                rest += ["values of factors" if by_point else "number of points"] * place
                return made, f" Not shown for lack of width: {', '.join(rest)}." if rest else ""
    return shapes[-1](shown[:1]), " The terminal is too narrow for the table."


def _shortened(levels: pd.DataFrame) -> pd.DataFrame:
    """Return a table of levels that fits a screen: of many levels, the first, the middle and the last of a factor."""
    if len(levels.drop_duplicates(["factor", "level"])) <= MOST_LEVEL_ROWS:
        return levels
    place = levels.groupby(["factor", "outcome"], sort=False).cumcount()
    size = levels.groupby(["factor", "outcome"], sort=False)["level"].transform("size")
    return levels[(place == 0) | (place == size // 2) | (place == size - 1)]


def _point_rows(table: pd.DataFrame, shown: Sequence[str], factors: Sequence[Factor]) -> Any:
    from budgetsim.cli.console import table as grid

    names = [column_of(factor) for factor in factors]
    heads = [("point", "keep"), *((name, "right") for name in names), *((name, "right") for name in shown)]
    rows = [
        (
            str(row["scenario"]),
            *(value_words(row[name]) for name in names),
            *(_told(row, name, name) for name in shown),
        )
        for row in rows_of(table)
    ]
    return grid(_broken(heads), rows)


def _level_rows(levels: pd.DataFrame, shown: Sequence[str], *, sized: bool = True) -> Any:
    from budgetsim.cli.console import table as grid

    heads = [("factor", "keep"), ("level", "right"), *[("points", "right")] * sized]
    heads += [(name, "right") for name in shown]
    rows = []
    # Factor by factor: levels of several, such as True and 1.0, would count as one.
    for factor, own in levels.groupby("factor", sort=False):
        for number, (level, at) in enumerate(own.groupby("level", sort=False)):
            cells = {row["outcome"]: row for row in rows_of(at)}
            head = ["" if number else str(factor), value_words(level), *[str(at["points"].iloc[0])] * sized]
            rows.append((*head, *(_told(cells[name], "mean", "") for name in shown)))
    return grid(_broken(heads), rows)


def _broken(heads: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Break headings of numbers at words, so that columns are as narrow as their numbers."""
    return [("\n".join(wrap(name.replace("_", " "), CELL - 2)), kind) for name, kind in heads]


def _told(row: dict[str, Any], mean: str, stem: str) -> str:
    """Return a mean and the half-width of its interval, with the digits that the interval deserves."""
    from budgetsim.rounding import estimate

    cell = cell_of(row, mean, stem)
    told = estimate(float(row[mean]), cell["low"], cell["high"])
    return f"{told.value} ±{told.half}" if told.is_known else told.value


def _write(result: StudyResult, *, small: bool) -> Path:
    """Write the table of points beside the study: as text, or as Parquet where text would be unwieldy."""
    from budgetsim.studies.files import csv_bytes, in_words, write_whole
    from budgetsim.studies.point_table import point_table, write_points

    path = result.directory / ("points.csv" if small else "points.parquet")
    with in_words(result.directory, f"write {path.name}"):
        if small:
            write_whole(path, csv_bytes(point_table(result)))
        else:
            write_points(result, path)
    return path
