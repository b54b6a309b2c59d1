"""Effects of levers in plain words: which helps, what else it does, and what it brings for its cost."""

from __future__ import annotations

import math

from budgetsim.language import Language, language
from budgetsim.report.caveats import caveats
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.effects_doses import doses
from budgetsim.report.effects_interactions import interactions
from budgetsim.report.effects_order import order
from budgetsim.report.effects_phrases import (
    Row,
    lever_name,
    moved,
    moved_by,
    one,
    proportion,
    size,
    size_of,
)
from budgetsim.report.effects_tables import frame_rows
from budgetsim.report.figure_words import clauses, counted, enumerated, sentences
from budgetsim.report.results import DISPUTED, PARTS_OF_PURPOSE, band_ends, has_band
from budgetsim.rounding import amount, apart, levels, per_cent
from budgetsim.studies.effects.analysis import Effects
from budgetsim.studies.effects.cost import BUYS, SAVES
from budgetsim.studies.effects.cost import UNCLEAR as COST_UNCLEAR
from budgetsim.studies.effects.paired import rivals
from budgetsim.studies.effects.precision import UNITS, Reached

WORTH_TELLING = 0.01
"""Part of its level by which an outcome must become worse to be told as a side effect (a convention)."""
MOST_SHARE = 0.1
"""Part of an effect that a level must be at least, so that the effect can be told as a part of it."""


def findings(made: Effects, say: Language | None = None) -> list[str]:
    """Return what was found, one paragraph per part, the most important first; in English by default."""
    say = say or language()
    said = {
        "effects": (ranking, side_effects),
        "dose": (doses,),
        "factorial": (interactions,),
        "sequencing": (order,),
        "cost": (cost,),
    }
    if made.seeds == 1:
        told = [say("effects-one-seed")]
    else:
        told = [tell(made, say) for part in made.request.parts for tell in said[part]]
        told += caveats([name for lever in made.request.levers for name in lever.moves], say)
    if made.precision is not None:
        told.insert(0, precision_told(made.precision, say))
    if made.request.left_out:
        parts = [say(f"effects-left-out-{reason}") for reason in made.request.left_out]
        told.append(say("effects-left-out", parts=enumerated(say, parts)))
    return [text for text in told if text]


def precision_told(reached: Reached, say: Language | None = None) -> str:
    """Say how many replications the precision took, or how far it is; in English by default."""
    say = say or language()
    target = reached.target
    scores = any(OUTCOMES[name].unit in UNITS for name in target.outcomes)
    width, wanted = levels((reached.half_width, target.half_width))
    about = {
        "replications": counted(say, "replications", reached.replications),
        "rounds": say("effects-rounds", rounds=str(reached.rounds), one=one(reached.rounds)),
        "width": width if math.isfinite(reached.half_width) else say("effects-unknown"),
        "lever": lever_name(say, reached.lever),
        "outcome": say.name(reached.outcome),
        "scores": "yes" if scores else "no",
        "target": wanted,
    }
    if reached.is_reached:
        return say("effects-precision-reached", **about)
    return say("effects-precision-missed", **about, needed=f"{reached.needed:,}")


def ranking(made: Effects, say: Language) -> str:
    """Say which levers, moved alone, do most for the first outcome, and which harm it."""
    outcome = made.outcomes[0]
    table = made.tables["effects"]
    down = OUTCOMES[outcome].direction == "down"
    own = frame_rows(table[table["outcome"] == outcome])
    own.sort(key=lambda row: row["difference"] if down else -row["difference"])
    good = [row for row in own if row["verdict"] in ("better", "more")]
    bad = [row for row in own if row["verdict"] in ("worse", "less")]
    ways = ("down", "up") if down else ("up", "down")
    parts = [_leader(made, say, good, ways[0])] if good or bad else []
    if bad:
        each = enumerated(say, [moved_by(say, made, row) for row in bad])
        parts.append(say("effects-against", way=ways[1], levers=each))
    told = [*parts, *_bands(made, say, own), *_without_effect(made, say, own, alone=not parts)]
    return sentences(say, told)


def _bands(made: Effects, say: Language, rows: list[Row]) -> list[str]:
    """Say between what effects on net social value lie over stances, and which are gains or losses by them alone."""
    told = []
    for key, verdicts in {"band": ("better", "worse"), "disputed": (DISPUTED,)}.items():
        own = [row for row in rows if row["verdict"] in verdicts and has_band(row)]
        if own:
            told.append(say(f"effects-{key}", levers=clauses(say, [_banded(made, say, row) for row in own])))
    return told


def _banded(made: Effects, say: Language, row: Row) -> str:
    low, high = band_ends(row)
    name = lever_name(say, row["lever"])
    if row["verdict"] == DISPUTED:
        name = moved_by(say, made, row)
    return say("effects-lever-band", lever=name, low=low, high=high)


def _without_effect(made: Effects, say: Language, rows: list[Row], *, alone: bool) -> list[str]:
    """Name levers whose effect is not told from zero, what would have been told, and exact zeros."""
    told = []
    unclear = [row for row in rows if row["verdict"] == "not clear"]
    if unclear:
        sizes = [_sized(say, row) for row in unclear]
        least = amount(max(row["least_seen"] for row in unclear))
        told.append(say("effects-not-told", levers=enumerated(say, sizes), least=least))
    zero = [lever_name(say, row["lever"]) for row in rows if row["verdict"] == "none"]
    if zero:
        told.append(say("effects-no-effect", levers=enumerated(say, zero)))
    if alone:
        told.insert(0, say("effects-nothing-moves", outcome=say.name(made.outcomes[0])))
    return told


def _sized(say: Language, row: Row) -> str:
    change = size(say, row["difference"], row["low"], row["high"], sign=True)
    return say("effects-lever-effect", lever=lever_name(say, row["lever"]), effect=change)


def _leader(made: Effects, say: Language, good: list[Row], way: str) -> str:
    """Name the lever that does most, those that are not told apart from it, and those behind."""
    outcome = say.name(made.outcomes[0])
    if not good:
        return say("effects-no-leader", way=way, outcome=outcome)
    first, *rest = good
    alike = rivals(made.request.plan, made.runs, first["lever"], made.outcomes[0])
    close = [lever_name(say, row["lever"]) for row in rest if row["lever"] in alike]
    behind = ""
    if rest:
        others = enumerated(say, [moved_by(say, made, row) for row in rest])
        behind = say("effects-leader-behind", levers=others)
    return say(
        "effects-leader",
        lever=moved(say, made, first["lever"]),
        way=way,
        outcome=outcome,
        others="some" if rest and not close else "none",
        size=size_of(say, first["difference"], first["low"], first["high"]),
        share=_share(say, first),
        behind=behind,
        alike=say("effects-leader-alike", levers=enumerated(say, close)) if close else "",
    )


def _share(say: Language, row: Row) -> str:
    """Say what part of its level an outcome moves by; nothing where the level is near zero, or below."""
    if row["before"] < MOST_SHARE * abs(row["difference"]):
        return ""
    return say("effects-leader-share", share=per_cent(abs(row["difference"] / row["before"])))


def side_effects(made: Effects, say: Language) -> str:
    """Name for every lever the outcome that becomes worse by the largest proportion, costs aside."""
    told, silent = [], []
    table = made.tables["effects"]
    costs = PARTS_OF_PURPOSE | {made.outcomes[0]}
    for lever in made.request.levers:
        rows = [row for row in frame_rows(table[table["lever"] == lever.name]) if row["outcome"] not in costs]
        harmed = [row for row in rows if row["verdict"] == "worse" and proportion(row) >= WORTH_TELLING]
        if harmed:
            told.append(_change(say, max(harmed, key=proportion)))
        if rows and all(row["verdict"] == "none" for row in rows):
            silent.append(lever_name(say, lever.name))
    parts = [
        say("effects-side", changes=clauses(say, told))
        if told
        else say("effects-side-none", least=per_cent(WORTH_TELLING))
    ]
    if silent:
        parts.append(say("effects-side-silent", levers=enumerated(say, silent), one=one(len(silent))))
    return sentences(say, parts)


def _change(say: Language, row: Row) -> str:
    """Say from where to where a lever moves an outcome."""
    before, after = row["before"], row["after"]
    told = apart(before, after)
    return say(
        "effects-side-of",
        lever=lever_name(say, row["lever"]),
        outcome=say.name(row["outcome"]),
        way="up" if after > before else "down",
        before=told[0],
        after=told[1],
    )


def cost(made: Effects, say: Language) -> str:
    """Say what levers bring per unit of administrative cost, or why no ratio is told."""
    table = made.tables["cost"]
    directed = [name for name in made.outcomes if name in set(table["outcome"])]
    if not directed:
        return say("effects-cost-undirected")
    outcome = directed[0]
    own = frame_rows(table[table["outcome"] == outcome])
    own.sort(key=lambda row: -row["ratio"] if row["standing"] == BUYS else math.inf)
    told = clauses(say, [_worth(say, row) for row in own])
    return say("effects-cost", outcome=say.name(outcome), levers=told)


def _worth(say: Language, row: Row) -> str:
    """Say what a lever brings for its cost: a ratio with its interval and what it is made of, or why there is none."""
    standing, name = row["standing"], lever_name(say, row["lever"])
    gain = size(say, row["improvement"], row["improvement_low"], row["improvement_high"], sign=True)
    about = {
        "lever": name,
        "gain": gain,
        "cost": size(say, row["cost"], row["cost_low"], row["cost_high"], sign=True),
    }
    if standing in (BUYS, SAVES):
        if math.isnan(row["ratio_low"]):
            return say("effects-cost-unbounded", **about)
        ratio = size(say, row["ratio"], row["ratio_low"], row["ratio_high"])
        return say(f"effects-cost-{standing}", ratio=ratio, **about)
    verdict = row["verdict"] if row["verdict"] in ("better", "worse", DISPUTED) else "unclear"
    kind = "unclear" if standing == COST_UNCLEAR else standing
    return say(f"effects-cost-{kind}", verdict=verdict, **about)
