"""Doses, in plain words: which is best for the first outcome, how surely, and in which share of draws."""

from __future__ import annotations

from collections.abc import Sequence

from budgetsim.kinds.curves import HARDLY
from budgetsim.kinds.effects.answer import BestDose, Dose, Drawn, DrawnDose, Effects, Moved
from budgetsim.kinds.effects.dose import Optimum, leading_doses, optimum
from budgetsim.kinds.effects.findings.phrases import dose_name, or_nan, size, value_name, what_decides
from budgetsim.language import Language
from budgetsim.report.declared import OUTCOMES, declarations
from budgetsim.report.figure_words import clauses, lever_name, sentences
from budgetsim.rounding import amount, per_cent


def doses(answer: Effects, say: Language) -> str:
    """Say for every lever which dose is best for the first outcome, and between which the optimum lies."""
    outcome = answer.outcomes[0]
    if OUTCOMES[outcome].direction == "neither":
        return say("effects-doses-undirected", outcome=say.name(outcome))
    told = [
        _dose(say, lever, curve_of(answer, lever.name, outcome), outcome)
        for lever in answer.levers
        if lever.doses
    ]
    return say("effects-doses", outcome=say.name(outcome), doses=clauses(say, told))


def curve_of(answer: Effects, lever: str, outcome: str) -> list[Dose]:
    """Return the curve of a lever for an outcome."""
    return [row for row in answer.dose or () if row.lever == lever and row.outcome == outcome]


def _dose(say: Language, lever: Moved, rows: Sequence[Dose], outcome: str) -> str:
    """Say where the curve of one lever is best."""
    name = lever_name(say, lever.name)
    if all(row.verdict == "none" for row in rows):
        return say("effects-dose-nothing", lever=name)
    best_dose = optimum(lever.name, outcome, map(vars, rows))
    best = next(row for row in rows if row.best)
    dose = value_name(say, best.dose)
    if best_dose.is_flat:
        return say("effects-dose-flat", lever=name, dose=dose, least=amount(best_dose.least_seen))
    gain = size(say, best.difference, best.low, best.high, sign=True)
    own_dose = value_name(say, lever.own)
    return say(
        "effects-dose",
        lever=name,
        dose=dose,
        gain=say("effects-dose-own") if best.is_own else say("effects-dose-gain", gain=gain, own=own_dose),
        where=_where(say, best_dose, rows),
        little=_little(say, best_dose, abs(or_nan(best.difference))),
    )


def _where(say: Language, best_dose: Optimum, rows: Sequence[Dose]) -> str:
    """Say between which doses the optimum lies, and whether it may lie beyond them."""
    low, high = (value_name(say, dose) for dose in (best_dose.low, best_dose.high))
    ends = sorted(row.dose for row in rows)
    about = declarations().get(best_dose.lever)
    if best_dose.at_end:
        if best_dose.dose < ends[-1]:
            return say("effects-dose-level", low=low)
        bound = about is not None and about.upper is not None and best_dose.high >= about.upper
        return say("effects-dose-end", low=low, bound="yes" if bound else "no")
    if best_dose.at_start:
        if best_dose.dose > ends[0]:
            return say("effects-dose-down", high=high)
        bound = about is not None and about.lower is not None and best_dose.low <= about.lower
        return say("effects-dose-start", high=high, bound="yes" if bound else "no")
    return say("effects-dose-between", low=low, high=high)


def _little(say: Language, best_dose: Optimum, gain: float) -> str:
    """Say that a lever, or the way to its best dose, hardly matters."""
    least = per_cent(HARDLY)
    if best_dose.hardly_matters:
        return say("effects-dose-hardly", least=least)
    return say("effects-dose-little", least=least) if 0.0 < gain <= HARDLY * abs(best_dose.level) else ""


def known_doses(answer: Effects, say: Language, known: Drawn) -> str:
    """Say of every lever in which share of draws its best dose is inside its range, and where it lies."""
    if not known.best:
        return ""
    told = [_best(answer, say, row) for row in known.best]
    about = {"outcome": say.name(answer.outcomes[0]), "draws": str(known.draws)}
    best = say("effects-known-doses", **about, doses=clauses(say, told))
    leading = {_dose_name(say, answer, row): vars(row) for row in leading_doses(known)}
    return sentences(say, [best, *what_decides(say, answer.outcomes[0], leading, known.dose_seeds)])


def _dose_name(say: Language, answer: Effects, row: DrawnDose) -> str:
    return dose_name(say, row.lever, value_name(say, row.dose), value_name(say, answer.lever(row.lever).own))


def _best(answer: Effects, say: Language, row: BestDose) -> str:
    name = lever_name(say, row.lever)
    if row.median is None or row.low is None or row.high is None:
        return say("effects-known-dose-nothing", lever=name)
    curve = curve_of(answer, row.lever, row.outcome)
    point = next((value_name(say, dose.dose) for dose in curve if dose.best), "")
    return say(
        "effects-known-dose",
        lever=name,
        **{key: per_cent(getattr(row, key)) for key in ("inside", "at_start", "at_end")},
        nothing=say("effects-known-dose-hardly", share=per_cent(row.hardly_matters))
        if row.hardly_matters > 0.0
        else "",
        **{key: value_name(say, getattr(row, key)) for key in ("median", "low", "high")},
        point=say("effects-known-dose-point", dose=point) if point else "",
    )
