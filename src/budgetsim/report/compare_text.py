"""What a comparison of scenarios finds, in words: for the terminal, ``--json`` and the report alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language
from budgetsim.report.figure_words import enumerated, scenario_label, sentences
from budgetsim.report.results import PURPOSE, SAME, band_ends, best_of, has_band, is_clear, worst_side_effect
from budgetsim.rounding import apart, estimate, per_cent, signed
from budgetsim.studies.band import cell_is_disputed
from budgetsim.studies.summary import as_good, run_means

if TYPE_CHECKING:
    import pandas as pd

Cell = Mapping[str, float | None]
Answer = Mapping[str, Any]
Alike = Callable[[str], Sequence[str]]
MOST_TOLD = 6
"""Scenarios that get a sentence each."""


def findings_told(answer: Answer, alike: Alike, say: Language) -> list[str]:
    """Return the findings of a comparison, a paragraph each: the best scenario first, then the others.

    Claims hold after adjustment for the scenarios that are compared, a side effect after adjustment for all outcomes
    (Bonferroni).

    Parameters
    ----------
    answer
        As ``summary_json`` returns it.
    alike
        Returns the scenarios that are not told apart from one by net social value.
    say
        Language.
    """
    differences = answer["differences"]
    if len(answer["seeds"]) == 1:
        ranked = _ranked(differences, best_of(differences))
        return [*(_single(answer, name, say) for name in ranked[:MOST_TOLD]), say("compare-one-seed")]
    raised = [name for name in differences if kind_of(answer, name) == "raises"]
    top = max(raised or differences, key=lambda name: _number(differences[name][PURPOSE]["mean"]))
    others = _ranked(differences, top)[1:MOST_TOLD]
    return [_first(answer, top, alike, say), *(_one(answer, name, say) for name in others)]


def findings_of(outcomes: pd.DataFrame, answer: Answer, say: Language) -> list[str]:
    """Return the findings of a comparison from its runs and what ``summary_json`` made of them."""

    def alike(best: str) -> list[str]:
        names = as_good(run_means(outcomes), best, PURPOSE)
        return [name for name in names if name in answer["differences"]]

    return findings_told(answer, alike, say)


def kind_of(answer: Answer, name: str) -> str:
    """Return what a scenario does to net social value.

    ``raises``, ``lowers``, ``unclear`` or ``same``; ``alone`` where it is clear by itself, but not after adjustment for
    all scenarios; ``disputed`` where it is clear, but a gain under some stances on transfers and public funds, and a
    loss under others.
    """
    cell, family = answer["differences"][name][PURPOSE], len(answer["differences"])
    seeds, mean = len(answer["seeds"]), _number(cell["mean"])
    if is_clear(cell, seeds, family) and cell_is_disputed(cell):
        return "disputed"
    if is_clear(cell, seeds, family):
        return "raises" if mean > 0.0 else "lowers"
    if is_clear(cell, seeds, 1):
        return "alone"
    width = _number(cell["high"]) - _number(cell["low"])
    return "same" if abs(mean) < SAME and width < SAME else "unclear"


def _ranked(differences: Mapping[str, Any], first: str) -> list[str]:
    """Return scenarios, one in front and the others by net social value."""
    others = [name for name in differences if name != first]
    return [first, *sorted(others, key=lambda name: -_number(differences[name][PURPOSE]["mean"]))]


def _first(answer: Answer, name: str, alike: Alike, say: Language) -> str:
    """Say what the best scenario does, which others are as good, and its largest side effect."""
    several, kind = len(answer["differences"]) > 1, kind_of(answer, name)
    if kind == "raises":
        near = list(alike(name)) if several else []
        most = "most" if several and not near else "some"
        labels = [scenario_label(say, other) for other in near]
        also = say("compare-alike", others=enumerated(say, labels)) if near else ""
        return sentences(say, [_one(answer, name, say, most), also, _side_effect(answer, name, say)])
    kinds = {kind_of(answer, other) for other in answer["differences"]}
    base = scenario_label(say, next(iter(answer["scenarios"])))
    if several:
        lead = say("compare-all-lower" if kinds == {"lowers"} else "compare-none", base=base)
        return sentences(say, [lead, _one(answer, name, say)])
    side = [_side_effect(answer, name, say)] if kind == "lowers" else []
    return sentences(say, [_one(answer, name, say), *side])


def _one(answer: Answer, name: str, say: Language, most: str = "some") -> str:
    """Say what one scenario does to net social value."""
    kind, cell = kind_of(answer, name), answer["differences"][name][PURPOSE]
    mean, low, high = (_number(cell[key]) for key in ("mean", "low", "high"))
    if kind == "lowers":
        mean, low, high = -mean, -high, -low
    told = estimate(mean, low, high, sign=kind in ("alone", "unclear", "disputed"))
    ends = band_ends(cell)
    first = say(
        f"compare-{kind}",
        band_low=ends[0],
        band_high=ends[1],
        change=told.value,
        low=told.low,
        high=told.high,
        most=most,
        number=str(len(answer["differences"])),
        **_about(answer, name, say),
    )
    if kind not in ("raises", "lowers") or not has_band(cell):
        return first
    return sentences(say, [first, say("compare-band", low=ends[0], high=ends[1])])


def _single(answer: Answer, name: str, say: Language) -> str:
    """Say what one scenario does to net social value in a single world."""
    mean = _number(answer["differences"][name][PURPOSE]["mean"])
    return say("compare-single", change=signed(mean), **_about(answer, name, say))


def _about(answer: Answer, name: str, say: Language) -> dict[str, str]:
    base = next(iter(answer["scenarios"]))
    before = _number(answer["scenarios"][base][PURPOSE]["mean"])
    part = abs(_number(answer["differences"][name][PURPOSE]["mean"]) / before) if before else 0.0
    return {
        "scenario": scenario_label(say, name),
        "base": scenario_label(say, base),
        "part": per_cent(part),
    }


def _side_effect(answer: Answer, name: str, say: Language) -> str:
    """Name the outcome that becomes worse by the largest proportion, if one clearly does."""
    found = worst_side_effect(answer["scenarios"], answer["differences"], name, len(answer["seeds"]))
    if found is None:
        return say("compare-no-side-effect")
    outcome, before, after = found
    was, now = apart(before, after)
    way = "rises" if after > before else "falls"
    return say("compare-side-effect", outcome=say.name(outcome), way=way, before=was, after=now)


def _number(value: Any) -> float:
    return 0.0 if value is None else float(value)
