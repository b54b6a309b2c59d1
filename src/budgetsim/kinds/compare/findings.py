"""What a comparison of scenarios finds, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetsim.kinds.compare.answer import Comparison
from budgetsim.kinds.compare.known import MOST_TOLD, known_findings, side_effect
from budgetsim.kinds.scenarios.tables import drawn_method, interval_of, means_told, size_of
from budgetsim.language import Language
from budgetsim.report.figure_words import enumerated, scenario_label, sentences
from budgetsim.report.results import PURPOSE, band_ends, best_of, has_band, number
from budgetsim.rounding import estimate, per_cent, signed
from budgetsim.studies.money import difference_told
from budgetsim.studies.table import Interval


def findings(answer: Comparison, say: Language) -> list[str]:
    """Return the findings of a comparison, a paragraph each: the best scenario first, then the others.

    Claims hold over draws of parameters; with declared parameters alone, after adjustment for the scenarios that are
    compared, a side effect after adjustment for all outcomes (Bonferroni).
    """
    differences = answer.differences
    if answer.draws:
        return known_findings(answer, say)
    if len(answer.seeds) == 1:
        ranked = _ranked(differences, best_of(differences))
        return [*(_single(answer, name, say) for name in ranked[:MOST_TOLD]), say("compare-one-seed")]
    others = _ranked(differences, answer.best)[1:MOST_TOLD]
    return [_first(answer, answer.best, say), *(_one(answer, name, say) for name in others)]


def lead(answer: Comparison, say: Language) -> str:
    """Return what was compared."""
    about = size_of(answer, say)
    others = enumerated(say, [scenario_label(say, name) for name in answer.differences])
    key = "compare-lead-drawn" if answer.draws else "compare-lead"
    return say(key, base=about.pop("scenario"), others=others, **about)


def method(answer: Comparison, say: Language) -> list[str]:
    """Return how the numbers were made."""
    return [means_told(answer, say), say("compare-method-paired"), *drawn_method(answer, say)]


def _ranked(differences: Mapping[str, Any], first: str) -> list[str]:
    """Return scenarios, one in front and the others by net social value."""
    others = [name for name in differences if name != first]
    return [first, *sorted(others, key=lambda name: -number(differences[name][PURPOSE]["mean"]))]


def _first(answer: Comparison, name: str, say: Language) -> str:
    """Say what the best scenario does, which others are as good, and its largest side effect."""
    several, kind = len(answer.differences) > 1, answer.verdict(name)
    if kind == "raises":
        near = answer.not_told_apart if several else ()
        most = "most" if several and not near else "some"
        labels = [scenario_label(say, other) for other in near]
        also = say("compare-alike", others=enumerated(say, labels)) if near else ""
        return sentences(say, [_one(answer, name, say, most), also, side_effect(answer, name, say)])
    kinds = {answer.verdict(other) for other in answer.differences}
    base = scenario_label(say, answer.base)
    if several:
        lead = say("compare-all-lower" if kinds == {"lowers"} else "compare-none", base=base)
        return sentences(say, [lead, _one(answer, name, say)])
    side = [side_effect(answer, name, say)] if kind == "lowers" else []
    return sentences(say, [_one(answer, name, say), *side])


def _one(answer: Comparison, name: str, say: Language, most: str = "some") -> str:
    """Say what one scenario does to net social value."""
    kind, cell = answer.verdict(name), answer.purpose(name)
    mean, low, high = (number(cell[key]) for key in ("mean", "low", "high"))
    if kind == "lowers":
        mean, low, high = -mean, -high, -low
    difference = estimate(mean, low, high, sign=kind in ("alone", "unclear", "disputed"))
    ends = band_ends(cell)
    first = say(
        f"compare-{kind}",
        band_low=ends[0],
        band_high=ends[1],
        change=difference.value,
        low=difference.low,
        high=difference.high,
        most=most,
        number=str(len(answer.differences)),
        **_about(answer, name, say),
    )
    money = difference_told(answer.money if kind != "same" else None, interval_of(cell), say, is_drawn=False)
    if kind not in ("raises", "lowers") or not has_band(cell):
        return sentences(say, [first, money])
    return sentences(say, [first, money, say("compare-band", low=ends[0], high=ends[1])])


def _single(answer: Comparison, name: str, say: Language) -> str:
    """Say what one scenario does to net social value in a single world."""
    mean = number(answer.purpose(name)["mean"])
    first = say("compare-single", change=signed(mean), **_about(answer, name, say))
    return sentences(say, [first, difference_told(answer.money, Interval(mean), say, is_drawn=False)])


def _about(answer: Comparison, name: str, say: Language) -> dict[str, str]:
    base = answer.base
    before = number(answer.scenarios[base][PURPOSE]["mean"])
    part = abs(number(answer.purpose(name)["mean"]) / before) if before else 0.0
    return {
        "scenario": scenario_label(say, name),
        "base": scenario_label(say, base),
        "part": per_cent(part),
    }
