"""Effects of levers in plain words: which helps, what else it does, and what it brings for its cost."""

from __future__ import annotations

import math

from budgetsim.report.declared import OUTCOMES
from budgetsim.report.effects_patterns import doses, interactions, order
from budgetsim.report.effects_phrases import UNCLEAR, Row, change, moved, moved_by, proportion, relative, size
from budgetsim.report.effects_tables import frame_rows
from budgetsim.report.results import PARTS_OF_PURPOSE
from budgetsim.report.words import counted, listed, per_cent, spoken
from budgetsim.studies.effects.analysis import Effects
from budgetsim.studies.effects.cost import BUYS, CHEAPER, DEARER, DOMINATED, DOMINATES, FREE, SAVES
from budgetsim.studies.effects.precision import UNITS, Reached

WORTH_TELLING = 0.01
"""Part of its level by which an outcome must become worse to be told as a side effect (a convention)."""


def findings(made: Effects) -> list[str]:
    """Return what was found, one paragraph per part, the most important first."""
    said = {
        "effects": lambda: [ranking(made), side_effects(made)],
        "dose": lambda: [doses(made)],
        "factorial": lambda: [interactions(made)],
        "sequencing": lambda: [order(made)],
        "cost": lambda: [cost(made)],
    }
    if made.seeds == 1:
        told = ["With one seed nothing can be said about chance: the tables show differences in one world."]
    else:
        told = [text for part in made.request.parts for text in said[part]()]
    if made.precision is not None:
        told.insert(0, precision_told(made.precision))
    told += [f"Left out: {', '.join(made.request.left_out)}."] if made.request.left_out else []
    return [text for text in told if text]


def precision_told(reached: Reached) -> str:
    """Say how many replications the precision took, or how far it is."""
    target = reached.target
    scores = any(OUTCOMES[name].unit in UNITS for name in target.outcomes)
    unit = ", scores in parts of 100 points" if scores else ""
    width = f"half-width {_plain(reached.half_width)} ({reached.lever} on {spoken(reached.outcome)}){unit}"
    count = f"{reached.replications:,} replications in {counted(reached.rounds, 'round')}"
    widest = f"the widest 95% interval of a main effect has {width}"
    if reached.is_reached:
        return f"Precision reached with {count}: {widest}, at most {_plain(target.half_width)} as asked."
    return (
        f"Precision not reached: after {count}, the most allowed, {widest}, more than {_plain(target.half_width)};"
        f" about {reached.needed:,} replications would do (--max-replications)."
    )


def ranking(made: Effects) -> str:
    """Say which levers, moved alone, do most for the first outcome, and which harm it."""
    outcome = made.outcomes[0]
    table = made.tables["effects"]
    down = OUTCOMES[outcome].direction == "down"
    own = frame_rows(table[table["outcome"] == outcome])
    own.sort(key=lambda row: row["difference"] if down else -row["difference"])
    good = [row for row in own if row["verdict"] in ("better", "more")]
    bad = [row for row in own if row["verdict"] in ("worse", "less")]
    if not good and not bad:
        return f"No lever, moved alone, changes {spoken(outcome)} clearly."
    up_down = ("lower", "raise") if down else ("raise", "lower")
    parts = [_leader(made, good, outcome, up_down[0])]
    if bad:
        each = listed(moved_by(made, row) for row in bad)
        parts.append(f"{each} {up_down[1]}{'s' if len(bad) == 1 else ''} it.")
    unclear = [row["lever"] for row in own if row["verdict"] in UNCLEAR]
    parts += [f"No clear effect: {listed(unclear)}."] if unclear else []
    return " ".join(parts)


def side_effects(made: Effects) -> str:
    """Name for every lever the outcome that becomes worse by the largest proportion, costs aside."""
    told, silent = [], []
    table = made.tables["effects"]
    costs = PARTS_OF_PURPOSE | {made.outcomes[0]}
    for lever in made.request.levers:
        rows = [row for row in frame_rows(table[table["lever"] == lever.name]) if row["outcome"] not in costs]
        harmed = [row for row in rows if row["verdict"] == "worse" and proportion(row) >= WORTH_TELLING]
        if harmed:
            told.append(f"{lever.name}: {change(max(harmed, key=proportion))}")
        if rows and all(row["verdict"] == "none" for row in rows):
            silent.append(lever.name)
    least = per_cent(WORTH_TELLING)
    parts = [
        f"Side effects: {'; '.join(told)}."
        if told
        else f"No clear side effect of {least} of its level or more."
    ]
    if silent:
        parts.append(f"{listed(silent)} {'moves' if len(silent) == 1 else 'move'} nothing else but costs.")
    return " ".join(parts)


def cost(made: Effects) -> str:
    """Say what levers bring per unit of administrative cost, or why no ratio is told."""
    table = made.tables["cost"]
    directed = [name for name in made.outcomes if name in set(table["outcome"])]
    if not directed:
        return "Cost-effectiveness: none of the outcomes has a better way."
    outcome = directed[0]
    own = frame_rows(table[table["outcome"] == outcome])
    own.sort(key=lambda row: -row["ratio"] if row["standing"] == BUYS else math.inf)
    told = "; ".join(_worth(row) for row in own)
    return f"Cost-effectiveness ({spoken(outcome)} per unit of administrative cost): {told}."


def _leader(made: Effects, good: list[Row], outcome: str, verb: str) -> str:
    """Name the lever that does most, and those behind it."""
    if not good:
        return f"Moved alone, no lever {verb}s {spoken(outcome)} clearly."
    first, *rest = good
    behind = f"; then {listed(moved_by(made, row) for row in rest)}" if rest else ""
    by = size(abs(first["difference"]), *_sizes(first))
    return (
        f"Moved alone, {moved(made, first['lever'])} {verb}s {spoken(outcome)}{' most' if rest else ''}, by {by} (in"
        f" brackets: 95% intervals){relative(first)}{behind}."
    )


def _sizes(row: Row) -> tuple[float, float]:
    """Return the interval of the size of a difference."""
    return (row["low"], row["high"]) if row["difference"] >= 0.0 else (-row["high"], -row["low"])


def _worth(row: Row) -> str:
    """Say what a lever brings for its cost."""
    standing, name = row["standing"], row["lever"]
    if standing in (BUYS, SAVES):
        ratio = size(row["ratio"], row["ratio_low"], row["ratio_high"])
        return f"{name} {ratio}{'' if standing == BUYS else ' lost per unit saved'}"
    effect = {"better": "is better", "worse": "is worse"}.get(row["verdict"], "has no clear effect")
    return {
        DOMINATES: f"{name} is better and cheaper",
        DOMINATED: f"{name} is worse and dearer",
        DEARER: f"{name} costs more without a clear effect",
        CHEAPER: f"{name} costs less without a clear effect",
        FREE: f"{name} costs nothing more and {effect}",
    }.get(standing, f"{name} has no clear difference of cost, so no ratio; it {effect}")


def _plain(value: float) -> str:
    return f"{value:.2g}" if math.isfinite(value) else "unknown"
