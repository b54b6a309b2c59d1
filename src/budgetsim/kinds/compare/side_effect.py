"""The largest side effect of a scenario, in words, over draws of parameters and with declared ones alike."""

from __future__ import annotations

from budgetsim.kinds.compare.answer import Comparison
from budgetsim.language import Language
from budgetsim.report.results import worst_side_effect
from budgetsim.rounding import apart


def side_effect(answer: Comparison, name: str, say: Language) -> str:
    """Name the outcome that becomes worse by the largest proportion, if one surely does."""
    effect = worst_side_effect(answer.scenarios, answer.differences, name, len(answer.seeds))
    if effect is None:
        return say("compare-known-no-side-effect" if answer.draws else "compare-no-side-effect")
    outcome, before, after = effect
    was, now = apart(before, after)
    way = "rises" if after > before else "falls"
    return say("compare-side-effect", outcome=say.name(outcome), way=way, before=was, after=now)
