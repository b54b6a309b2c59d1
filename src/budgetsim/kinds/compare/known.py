"""What a comparison over draws of parameters finds, in words: what is known, unless what, and what it depends on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgetsim.kinds.compare.answer import Comparison
from budgetsim.kinds.scenarios.answer import Cell
from budgetsim.kinds.scenarios.drawn_words import behind_difference, structures_told
from budgetsim.kinds.scenarios.tables import interval_of
from budgetsim.language import Language
from budgetsim.report.figure_words import enumerated, scenario_label, sentences
from budgetsim.report.results import PURPOSE, known_of, middle_of, number, worst_side_effect
from budgetsim.rounding import apart, estimate, per_cent
from budgetsim.scenario import Money
from budgetsim.studies.money import difference_told
from budgetsim.studies.table import share_told

MOST_TOLD = 6
"""Scenarios that get a sentence each."""


def known_findings(answer: Comparison, say: Language) -> list[str]:
    """Return what is known of every scenario, a paragraph each: the best first, with its rivals and side effect."""
    others = sorted(
        (name for name in answer.differences if name != answer.best),
        key=lambda name: -number(middle_of(answer.purpose(name))),
    )
    return [_best(answer, say), *(_of(answer, name, say) for name in others[: MOST_TOLD - 1])]


def _best(answer: Comparison, say: Language) -> str:
    name, several = answer.best, len(answer.differences) > 1
    texts = [_of(answer, name, say, most=several and not answer.not_told_apart)]
    word = known_of(PURPOSE, answer.purpose(name)).word
    if several and word != "better":
        words = {known_of(PURPOSE, answer.purpose(other)).word for other in answer.differences}
        key = "compare-all-lower" if words == {"worse"} else "compare-none"
        texts.insert(0, say(key, base=scenario_label(say, answer.base)))
    if several and word == "better" and answer.not_told_apart:
        labels = [scenario_label(say, other) for other in answer.not_told_apart]
        texts.append(say("compare-known-alike", others=enumerated(say, labels)))
    if word in ("better", "worse"):
        texts.append(side_effect(answer, name, say))
    return sentences(say, texts)


def _of(answer: Comparison, name: str, say: Language, *, most: bool = False) -> str:
    """Say what is known of the net social value of one scenario, and what of that is ignorance."""
    labels = scenario_label(say, name), scenario_label(say, answer.base)
    level = number(middle_of(answer.scenarios[answer.base][PURPOSE]))
    return known_told(answer.purpose(name), labels, level, answer.draws, say, most=most, money=answer.money)


def known_told(  # noqa: PLR0913 - what a sentence is about
    cell: Cell,
    labels: tuple[str, str],
    level: float,
    draws: int,
    say: Language,
    *,
    most: bool = False,
    money: Money | None = None,
) -> str:
    """Say what is known of a difference of net social value over draws, and what of that is ignorance.

    ``labels`` are what the scenario is called, and what it is compared with; ``level`` is that of the latter.
    """
    known, about = known_of(PURPOSE, cell), {"scenario": labels[0], "base": labels[1]}
    if known.word == "same":
        return say("compare-same", **about)
    middle, low, high = (number(cell[key]) for key in ("median", "low", "high"))
    share = share_told(known.word, number(cell["share_better"]), cell.get("share_worse"))
    if known.word == "worse":
        middle, low, high = -middle, -high, -low
    rounded = estimate(middle, low, high, sign=known.word in ("depends", "unknown"))
    first = say(
        f"compare-known-{known.word}",
        change=rounded.value,
        low=rounded.low,
        high=rounded.high,
        share=per_cent(share),
        draws=str(draws),
        part=per_cent(abs(middle / level) if level else 0.0),
        most="most" if most else "some",
        everywhere="no" if known.unless or not cell["structures"] else "yes",
        **about,
    )
    in_money = difference_told(money, interval_of(cell), say, is_drawn=True)
    return sentences(say, [first, in_money, *_qualified(cell, known.word, known.unless, say)])


def _qualified(cell: Mapping[str, Any], word: str, unless: Sequence[str], say: Language) -> list[str]:
    """Say under which structures it is not as sure, what would turn the sign, and what part of it is ignorance."""
    texts = behind_difference(PURPOSE, cell, say)
    if word in ("better", "worse") and unless:
        return [say("compare-known-unless", structures=structures_told(unless, say)), *texts]
    return texts


def side_effect(answer: Comparison, name: str, say: Language) -> str:
    """Name the outcome that becomes worse by the largest proportion, if one surely does, with any parameters."""
    effect = worst_side_effect(answer.scenarios, answer.differences, name, len(answer.seeds))
    if effect is None:
        return say("compare-known-no-side-effect" if answer.draws else "compare-no-side-effect")
    outcome, before, after = effect
    was, now = apart(before, after)
    way = "rises" if after > before else "falls"
    return say("compare-side-effect", outcome=say.name(outcome), way=way, before=was, after=now)
