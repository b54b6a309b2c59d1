"""What ``budgetsim optimise`` says in the end: the knee, what it costs elsewhere, and how far to trust it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from budgetsim.report.results import digits_for, fixed, side_effect
from budgetsim.report.words import listed, per_cent, spoken

if TYPE_CHECKING:
    from budgetsim.studies.factors import Factor
    from budgetsim.studies.optimise.answer import Answer
    from budgetsim.studies.optimise.problem import Objective

PURPOSE = "net_social_value"
CELL = 22
"""Columns of the terminal for an outcome, space between columns included."""
END_SHARE = 0.02
"""A lever this close to an end of its range, as a share of the range, is at the end (assumed)."""
MOST_ON_END = 0.5
"""Share of the front at an end of a lever's range from which the end is worth a word."""


def present(made: Answer, directory: Path, formats: Sequence[str], *, json: bool, quiet: bool) -> None:
    """Draw figures, print findings."""
    drawn = []
    if formats:
        from budgetsim.report.optimise import draw_optimise

        drawn = draw_optimise(made, directory / "figures", formats)
    if json:
        from budgetsim.cli.console import print_json
        from budgetsim.studies.optimise.answer import summary

        print_json({**summary(made), "knee": knee_json(made), "directory": str(directory)})
    elif not quiet:
        from budgetsim.cli.console import say

        _show(made)
        say(
            f"Results: {directory} (front.csv, references.csv, mixes.parquet, convergence.csv, {_scenario_files(made)},"
            " rounds/)"
        )
        say(f"Run the knee with: budgetsim compare {made.asked.base.name} {directory / 'knee.toml'}")
        for figure in drawn:
            say(f"Figure: {figure.files[0]}\n  {figure.caption}")


def knee_json(made: Answer) -> dict[str, Any]:
    """Return the knee as plain values: its levers, and every outcome with its difference from the status quo."""
    cells = made.cells
    mix = made.front.iloc[made.checked.knee]
    return {
        "mix": str(mix["mix"]),
        "levers": {factor.name: _plain(mix[factor.name]) for factor in made.asked.levers},
        "outcomes": cells["scenarios"]["knee"],
        "differences": cells["differences"]["knee"],
        "at_an_end": at_ends(made),
    }


def headline(made: Answer) -> str:
    """Say what the knee brings and costs, against the status quo, and how the knee is defined."""
    if len(made.sought) == 1:
        return f"The best mix: {listed(_against(made, o) for o in made.asked.objectives)}."
    return (
        f"The knee of the front: {listed(_against(made, o) for o in made.asked.objectives)}. It is the mix farthest"
        f" from the plane through the ends of the front, with {_sought_words(made)} each scaled to its range there:"
        " beyond it, a little more of one costs much of the others."
    )


def unsought(made: Answer) -> str:
    """Say which objectives hardly answer to the levers, and were therefore told and not sought."""
    told = []
    for objective in made.asked.objectives:
        if objective in made.sought:
            continue
        every = made.mixes[objective.name]
        low, high = float(every.min()), float(every.max())
        places = digits_for(None, None, high - low)
        told.append(
            f"{spoken(objective.name)} ({fixed(low, places)} to {fixed(high, places)} over all mixes)"
        )
    if not told:
        return ""
    one = len(told) == 1
    return (
        f"{listed(told).capitalize()} hardly {'answers' if one else 'answer'} to these levers, by less than"
        f" {per_cent(made.asked.material)} of the status quo; {'it was' if one else 'they were'} told but not sought"
        " (--material)."
    )


def side_effects(made: Answer) -> str:
    """Say what the knee does to what was not sought."""
    cells = made.cells
    levels, differences = cells["scenarios"], cells["differences"]
    told = []
    if PURPOSE not in [objective.name for objective in made.asked.objectives]:
        before, after = levels["status_quo"][PURPOSE]["mean"], levels["knee"][PURPOSE]["mean"]
        told.append(
            f"Net social value, which also counts the costs of effort, risk and administration, goes from"
            f" {fixed(before, 3)} to {fixed(after, 3)} at the knee."
        )
    return " ".join([*told, side_effect(levels, differences, "knee")])


def at_ends(made: Answer) -> dict[str, str]:
    """Return the levers whose value at the knee is an end of its range, and which end."""
    mix = made.front.iloc[made.checked.knee]
    found = {}
    for factor in made.asked.levers:
        end = _end_of(factor, mix[factor.name])
        if end:
            found[factor.name] = end
    return found


def corners(made: Answer) -> str:
    """Say where the knee leans against the ranges that it was allowed."""
    found = at_ends(made)
    told = []
    for end in ("upper", "lower"):
        names = [spoken(name) for name, own in found.items() if own == end]
        if names:
            told.append(f"at the {end} end of {listed(names)}")
    if not told:
        return "The knee lies inside the range of every lever."
    return f"The knee lies {' and '.join(told)}: there the range decides, not the trade-off."


def trust(made: Answer) -> str:
    """Say what the check on fresh seeds left of what the search promised."""
    told = []
    promises = zip(made.asked.objectives, made.checked.promised, made.checked.kept, strict=True)
    for objective, promised, kept in promises:
        if objective not in made.sought:
            continue
        places = digits_for(None, None, max(abs(promised), abs(kept), 1e-9))
        lost = promised - kept
        part = f", {per_cent(max(0.0, lost) / promised)} of the gain lost" if promised > 0.0 else ""
        told.append(
            f"{spoken(objective.name)} {fixed(promised, places, sign=True)} in the search,"
            f" {fixed(kept, places, sign=True)} on fresh seeds{part}"
        )
    count, kept_on = len(made.front), int(made.checked.on_front.sum())
    over = len(made.checked.holds) - int(made.checked.holds.sum())
    broken = f" {over} of them broke the budget there and were set aside." if over else ""
    return (
        f"Mixes chosen for looking good look too good on the seeds of the choice. Mean gain of the front over the"
        f" status quo: {'; '.join(told)}. Of {count} mixes, {kept_on} are still unbeaten there.{broken}"
    )


def convergence(made: Answer) -> str:
    """Say whether the search has settled."""
    gain, count = made.found.late_gain, len(made.found.volumes)
    if count < 2:
        return "One generation is a sample, no search; ask for more (--generations)."
    born = int(made.front["generation"].iloc[made.checked.knee])
    said = (
        f"The knee was found in generation {born} of {count}; the last quarter of them added"
        f" {per_cent(max(0.0, gain))} to the hypervolume of the front"
    )
    if made.is_settled:
        return f"{said}: the search has settled."
    return f"{said}: it has not settled; the same command with more --generations goes on."


def _show(made: Answer) -> None:
    from budgetsim.cli.console import console, say

    say(_title(made), style="bold")
    say(headline(made))
    say(side_effects(made))
    say()
    for grid in _mix_tables(made):
        console().print(grid)
    console().print(_lever_table(made))
    for text in (_method(made), corners(made), unsought(made), trust(made), convergence(made)):
        if text:
            say(text)


def _title(made: Answer) -> str:
    asked = made.asked
    limit = "no limit on administrative cost (--budget)"
    if asked.budget is not None:
        limit = (
            f"administrative cost at most {asked.budget:g} per department and year, {per_cent(asked.budget)} of a"
            " mean budget"
        )
    return f"{asked.name}: {len(made.found.archive.names):,} mixes of {len(asked.levers)} levers; {limit}"


def _method(made: Answer) -> str:
    from budgetsim.studies.optimise.robust import IN_WORDS

    asked = made.asked
    unknown = listed(spoken(f.name) for f in asked.uncertainties) if asked.uncertainties else ""
    states = f"{asked.states} states of {unknown} x " if unknown else ""
    years = asked.base.protocol.years
    return (
        f"Mixes begin in year {asked.from_year}; outcomes are means over the last {min(3, years)} of {years} years,"
        f" {IN_WORDS[asked.robust]} ({states}{len(asked.seeds)} seeds in the search, {states}{asked.fresh} fresh seeds"
        " in these tables), ± half of the 95% interval over seeds."
    )


def _mix_tables(made: Answer) -> list[Any]:
    """Return tables of mixes by objective, and net social value if nobody asked for it; as many as the width needs."""
    from budgetsim.cli.console import table, width

    rows = _table_rows(made)
    columns = [(_head(o), [_objective_cell(row, o.name) for _, row in rows]) for o in made.asked.objectives]
    if PURPOSE not in [objective.name for objective in made.asked.objectives]:
        cells = [made.cells["scenarios"][label][PURPOSE] for label, _ in rows]
        told = [_told(cell["mean"], cell["low"], cell["high"]) for cell in cells]
        columns.append((("net social value\n(mean; not sought)", "right"), told))
    labels = [spoken(label) for label, _ in rows]
    fitting = max(1, (width() - max(map(len, labels)) - 2) // CELL)
    made_tables = []
    for start in range(0, len(columns), fitting):
        own = columns[start : start + fitting]
        lines = [(label, *(cells[n] for _, cells in own)) for n, label in enumerate(labels)]
        made_tables.append(table([("mix", "keep"), *(head for head, _ in own)], lines))
    return made_tables


def _table_rows(made: Answer) -> list[tuple[str, Any]]:
    rows = [(str(row["mix"]), row) for row in made.references.to_dict("records")]
    return rows + [(name, made.front.iloc[place]) for name, place in made.named.items()]


def _objective_cell(row: Any, name: str) -> str:
    return _told(row[name], row[f"{name}_low"], row[f"{name}_high"])


def _head(objective: Objective) -> tuple[str, str]:
    way = {"max": "more is better", "min": "less is better"}[objective.way]
    return "\n".join([*wrap(spoken(objective.name), CELL - 3), f"({way})"]), "right"


def _lever_table(made: Answer) -> Any:
    from budgetsim.cli.console import table

    heads = [("lever", "keep"), ("range", "right"), ("status quo", "right"), ("knee", "right"),
             ("middle 80% of the front", "right"), ("front at an end", "left")]  # fmt: skip
    rows = []
    for factor in made.asked.levers:
        column = made.front[factor.name]
        rows.append(
            (
                factor.name,
                _span(factor),
                _value(made.references[factor.name].iloc[0]),
                _value(column.iloc[made.checked.knee]),
                _middle(factor, column),
                _front_end(factor, column),
            )
        )
    return table(heads, rows)


def _span(factor: Factor) -> str:
    if factor.levels:
        return ", ".join(_value(level) for level in factor.levels)
    return " to ".join(_value(end) for end in factor.extremes())


def _middle(factor: Factor, column: Any) -> str:
    if not factor.is_ordered:
        shares = column.astype(str).value_counts(normalize=True)
        return ", ".join(f"{name} {per_cent(share)}" for name, share in shares.items())
    return " to ".join(_value(float(end)) for end in column.astype(float).quantile([0.1, 0.9]))


def _front_end(factor: Factor, column: Any) -> str:
    ends = [_end_of(factor, value) for value in column]
    for end in ("upper", "lower"):
        share = ends.count(end) / len(ends)
        if share >= MOST_ON_END:
            return f"{per_cent(share)} at the {end} end"
    return ""


def _end_of(factor: Factor, value: Any) -> str:
    """Return which end of its range a lever is at, if any."""
    if not factor.is_ordered:
        return ""
    low, high = min(factor.extremes()), max(factor.extremes())
    if high <= low:
        return ""
    share = (float(value) - low) / (high - low)
    return "lower" if share <= END_SHARE else "upper" if share >= 1.0 - END_SHARE else ""


def _against(made: Answer, objective: Objective) -> str:
    name = objective.name
    knee, before = made.front.iloc[made.checked.knee], made.references.iloc[0]
    what = f"regret of {spoken(name)}" if made.asked.robust == "regret" else spoken(name)
    places = digits_for(knee[f"{name}_low"], knee[f"{name}_high"], max(abs(knee[name]), abs(before[name])))
    return f"{what} {fixed(float(knee[name]), places)} (status quo {fixed(float(before[name]), places)})"


def _sought_words(made: Answer) -> str:
    return listed(spoken(objective.name) for objective in made.sought)


def _scenario_files(made: Answer) -> str:
    return ", ".join(f"{name}.toml" for name in made.named)


def _told(value: float, low: float | None, high: float | None) -> str:
    """Return a value and the half-width of its interval, with the digits that the interval deserves."""
    value = float(value)
    if low is None or high is None or math.isnan(low) or math.isnan(high):
        return fixed(value, digits_for(None, None, value))
    places = digits_for(low, high, value)
    half = fixed((high - low) / 2.0, places)
    if half == "0":
        return fixed(value, places) + (f" ±<{10.0**-places:.{places}f}" if high > low else "")
    return f"{fixed(value, places)} ±{half}"


def _value(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return "on" if value else "off"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
