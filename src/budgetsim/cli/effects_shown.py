"""Tables of ``budgetsim effects`` on a terminal, one function for each part."""

from __future__ import annotations

import math
from collections.abc import Callable
from textwrap import wrap
from typing import Any

from budgetsim.cli.console import console, say, width
from budgetsim.cli.console import table as grid
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.effects_tables import frame_rows, sizes, with_half_width
from budgetsim.report.results import BAND_NOTE, BETTER, band_cell, has_band
from budgetsim.rounding import amount, estimate, p_value
from budgetsim.studies.effects.analysis import Effects
from budgetsim.studies.effects.cost import STANDINGS
from budgetsim.studies.effects.factorial import TIMES
from budgetsim.studies.effects.levers import value_text
from budgetsim.studies.effects.optimum import optimum
from budgetsim.studies.effects.sequencing import END, TOGETHER, WHOLE

FIRST, EFFECT, CELL, DOSE, TERM = 22, 18, 23, 12, 10
"""Columns of the terminal: outcome, effect (it may wrap), number with half-width, dose beside its lever, term."""
Row = dict[str, Any]


def _effects(made: Effects) -> None:
    """Outcomes down, levers across."""
    rows = {(row["lever"], row["outcome"]): row for row in frame_rows(made.tables["effects"])}
    levers = made.request.levers
    per_table = max(1, (width() - FIRST) // (EFFECT + 1))
    for start in range(0, len(levers), per_table):
        chosen = levers[start : start + per_table]
        heads = [
            ("outcome", "keep"),
            *((f"{_broken(lever.name)}\n{lever.contrast}", "left") for lever in chosen),
        ]
        lines = [
            (
                _outcome_cell(rows[chosen[0].name, name]),
                *(_effect_cell(rows[lever.name, name]) for lever in chosen),
            )
            for name in made.outcomes
        ]
        console().print(grid(heads, lines, "Effect of each lever, moved alone"))
    request = made.request
    say(
        f"Means over the last {request.last} of {request.years} years, levers moved in year {request.from_year};"
        " difference ± half of its 95% interval, paired by seed. 'better' and 'worse' hold after adjustment for"
        f" {len(rows)} comparisons (p, Holm). Δ: in standard deviations between seeds (Glass); g: in standard"
        " deviations of the paired differences; both corrected for few seeds (Hedges)."
        f"{f' {BAND_NOTE}' if any(map(has_band, rows.values())) else ''}"
    )
    say()


def _effect_cell(row: Row) -> str:
    if row["verdict"] == "none":
        return "none\n\n"
    first = with_half_width(row["difference"], row["low"], row["high"])
    if math.isnan(row["p_holm"]):
        return f"{first}\n\n"
    p = p_value(row["p_holm"])
    standard = f"Δ {sizes(row['glass_delta'])}, g {sizes(row['g_z'])}"
    told = f"{first}\n{row['verdict']}, p{p if p.startswith('<') else f'={p}'}\n{standard}"
    return f"{told}\n({band_cell(row)})" if has_band(row) else told


def _outcome_cell(row: Row) -> str:
    way = BETTER[OUTCOMES[row["outcome"]].direction]
    before = amount(row["before"])
    return f"{row['outcome']}\n{before} before\n{'' if way == '–' else f'({way} is better)'}"


def _doses(made: Effects) -> None:
    """Doses down, outcomes across."""
    every = frame_rows(made.tables["dose"])
    rows = [row for row in every if not row["added"] or row["dose"] in _worth_a_line(made, row["lever"])]
    chosen, rest = _fitting(made, max(len(lever.name) for lever in made.request.levers) + DOSE)
    by_dose: dict[tuple[str, float], dict[str, Row]] = {}
    for row in rows:
        by_dose.setdefault((row["lever"], row["dose"]), {})[row["outcome"]] = row
    lines, before = [], ""
    for (lever, dose), cells in by_dose.items():
        lines.append(
            (
                "" if lever == before else lever,
                value_text(dose),
                *(_dose_cell(cells[name]) for name in chosen),
            )
        )
        before = lever
    heads = [("lever", "keep"), ("dose", "right"), *((_broken(name), "right") for name in chosen)]
    console().print(grid(heads, lines, "Dose and response: difference from the scenario"))
    hidden = (
        " Doses in between, added to find the best, are in tables/dose.csv." if len(rows) < len(every) else ""
    )
    say(
        "* best dose, = not told apart from the best by a paired comparison (Bonferroni over the curve); own: the"
        f" scenario's value.{hidden}{rest}"
    )
    say()


def _worth_a_line(made: Effects, lever: str) -> tuple[float, ...]:
    """Return the doses between which the optimum of the first outcome lies, and the best."""
    table = made.tables["dose"]
    curve = table[(table["lever"] == lever) & (table["outcome"] == made.outcomes[0])]
    if not curve["best"].any():
        return ()
    found = optimum(lever, made.outcomes[0], curve)
    return found.low, found.dose, found.high


def _dose_cell(row: Row) -> str:
    mark = "*" if row["best"] else "=" if row["as_good"] else " "
    if row["is_own"]:
        return f"own {mark}"
    return f"{with_half_width(row['difference'], row['low'], row['high'])} {mark}"


def _factorial(made: Effects) -> None:
    """Terms down, outcomes across; levers by letter, since names of three levers fill a line."""
    names = [lever.name for lever in made.request.levers]
    letters = {name: _letter(place) for place, name in enumerate(names)}
    chosen, rest = _fitting(made, TERM)
    by_term: dict[str, dict[str, Row]] = {}
    for row in frame_rows(made.tables["factorial"]):
        by_term.setdefault(row["term"], {})[row["outcome"]] = row
    lines = [
        (_in_letters(term, letters), *(_term_cell(cells[name]) for name in chosen))
        for term, cells in by_term.items()
    ]
    heads = [("term", "keep"), *((_broken(name), "right") for name in chosen)]
    plan = made.request.plan
    kind = f"{len(plan.signs)} corners, {'full' if plan.is_full else 'a fraction of resolution IV'}"
    console().print(grid(heads, lines, f"Main effects and interactions ({kind})"))
    named = ", ".join(
        f"{letters[lever.name]} {lever.name} ({lever.contrast})" for lever in made.request.levers
    )
    say(
        f"{named}. A: effect of A on average over the others; AB: how much larger the effect of A is with B high than"
        f" with B low; ABC: how much larger AB is with C high. * clear after adjustment (Holm).{rest}"
    )
    _aliases(by_term, letters)
    say()


def _aliases(by_term: dict[str, dict[str, Row]], letters: dict[str, str]) -> None:
    """Say which terms a fraction cannot tell apart."""
    mixed = {term: next(iter(cells.values()))["aliases"] for term, cells in by_term.items()}
    told_apart = [
        " + ".join(_in_letters(one, letters) for one in (term, *others.split("; ")))
        for term, others in mixed.items()
        if others
    ]
    if told_apart:
        say(
            "In this fraction these two-way interactions cannot be told apart, and their row is their sum:"
            f" {'; '.join(told_apart)}. Three-way interactions cannot be told from main effects; take six levers or"
            " fewer for all corners."
        )


def _in_letters(term: str, letters: dict[str, str]) -> str:
    return "".join(letters[name] for name in term.split(TIMES))


def _letter(place: int) -> str:
    """Return the letter of a lever; after Z they carry a number."""
    turn, letter = divmod(place, 26)
    return f"{chr(ord('A') + letter)}{turn or ''}"


def _term_cell(row: Row) -> str:
    if row["verdict"] == "none":
        return "0  "
    mark = " " if row["verdict"] == "not clear" else "*"
    return f"{with_half_width(row['effect'], row['low'], row['high'])} {mark}"


def _sequencing(made: Effects) -> None:
    """Pairs down, windows across, of the first outcome."""
    outcome = made.outcomes[0]
    table = made.tables["sequencing"]
    own = frame_rows(table[table["outcome"] == outcome])
    windows = {window: [row for row in own if row["window"] == window] for window in (WHOLE, TOGETHER, END)}
    years = {name: _years(rows[0]["first_year"], rows[0]["last_year"]) for name, rows in windows.items()}
    lines = []
    for whole, both, end in zip(*windows.values(), strict=True):
        total = with_half_width(whole["total"], whole["total_low"], whole["total_high"])
        cells = [f"{total} {_mark(whole)}"]
        cells += [
            f"{with_half_width(row['difference'], row['low'], row['high'])} {_mark(row)}"
            for row in (both, end)
        ]
        lines.append((f"{whole['first']}\n  then {whole['second']}", *cells))
    heads = [
        ("order", "keep"), (f"added up\n{years[WHOLE]}", "right"),
        (f"a year, with both\n{years[TOGETHER]}", "right"), (f"a year, at the end\n{years[END]}", "right"),
    ]  # fmt: skip
    console().print(grid(heads, lines, f"Order of two reforms: {outcome}, less the other order"))
    first, second = made.request.from_year, made.request.second_year
    say(
        f"First reform in year {first}, second in year {second}. What is added up holds the head start of"
        f" {_years(first, second - 1)}, in which one reform works alone. * clear after adjustment (Holm). Other"
        " outcomes: tables/sequencing.csv."
    )
    say()


def _years(first: int, last: int) -> str:
    return f"years {first} to {last}" if last > first else f"year {first}"


def _mark(row: Row) -> str:
    return " " if row["verdict"] in ("not clear", "none") else "*"


def _cost(made: Effects) -> None:
    """Levers down; the first outcome that has a better way."""
    rows = frame_rows(made.tables["cost"])
    if not rows:
        return
    outcome = next(name for name in made.outcomes if name in {row["outcome"] for row in rows})
    lines = [
        (
            row["lever"],
            with_half_width(row["cost"], row["cost_low"], row["cost_high"]),
            with_half_width(row["improvement"], row["improvement_low"], row["improvement_high"]),
            _ratio(row),
            STANDINGS[row["standing"]],
        )
        for row in rows
        if row["outcome"] == outcome
    ]
    heads = [
        ("lever", "keep"), ("cost", "right"), ("improvement", "right"), ("per unit of cost", "right"),
        ("standing", "left"),
    ]  # fmt: skip
    console().print(grid(heads, lines, f"Cost-effectiveness: {outcome} and administrative cost"))
    say(
        "Cost and improvement ± half of their 95% intervals; ratio with Fieller's 95% interval. Where the cost does not"
        " clearly differ, or a lever is better and cheaper or worse and dearer, a ratio means nothing and none is told."
        " Other outcomes: tables/cost.csv."
    )
    say()


def _ratio(row: Row) -> str:
    if math.isnan(row["ratio"]):
        return "–"
    found = estimate(row["ratio"], row["ratio_low"], row["ratio_high"])
    return f"{found.value}\n{found.low} to {found.high}" if found.is_known else "–"


def _fitting(made: Effects, taken: int) -> tuple[list[str], str]:
    """Return the outcomes that fit beside each other, and a word on the others."""
    count = max(1, (width() - taken) // CELL)
    rest = made.outcomes[count:]
    return list(made.outcomes[:count]), f" Not shown for lack of width: {', '.join(rest)}." if rest else ""


def _broken(name: str) -> str:
    """Break a heading at words, so that columns are as narrow as their numbers."""
    return "\n".join(wrap(name.replace("_", " "), EFFECT - 2))


SHOW: dict[str, Callable[[Effects], None]] = {
    "effects": _effects, "dose": _doses, "factorial": _factorial, "sequencing": _sequencing, "cost": _cost,
}  # fmt: skip
"""How each part is shown on a terminal."""
