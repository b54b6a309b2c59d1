"""Words for what is known over draws of parameters: structures, what would turn a sign, ignorance and chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgetsim.kinds.scenarios.drawn import STANCE
from budgetsim.language import Language
from budgetsim.model.mechanisms.welfare import STANCES
from budgetsim.report.declared import better_sign
from budgetsim.report.figure_words import clauses, enumerated
from budgetsim.report.results import known_of, number
from budgetsim.rounding import amount, estimate, per_cent


def structure_told(name: str, say: Language) -> str:
    """Return what a structure of the model, or a stance on welfare, is called."""
    if name.startswith(STANCE):
        weight, cost = STANCES[int(name.removeprefix(STANCE))]
        return say("drawn-stance", weight=f"{weight:g}", cost=f"{cost:g}")
    return say(f"drawn-structure-{name}")


def structures_told(names: Sequence[str], say: Language) -> str:
    """Return several structures, one after the other."""
    return enumerated(say, [structure_told(name, say) for name in names])


def difference_told(
    outcome: str, cell: Mapping[str, Any], subject: str, say: Language, key: str = "drawn-known"
) -> str:
    """Say what is known of a difference over draws, and how surely; words follow from ``known_of`` alone.

    ``key`` begins the messages, of which some differences have their own.
    """
    known = known_of(outcome, cell)
    if known.word == "same":
        return say(f"{key}-same", subject=subject)
    share = number(cell["share_worse" if known.word in ("worse", "less") else "share_better"])
    return say(
        f"{key}-{known.word}",
        subject=subject,
        difference=middle_told(cell, say),
        share=per_cent(share),
        neutral="no" if better_sign(outcome) else "yes",
        unless=say("drawn-known-unless", structures=structures_told(known.unless, say))
        if known.unless
        else "",
    )


def middle_told(cell: Mapping[str, Any], say: Language, *, sign: bool = True) -> str:
    """Return a median with the ends of the middle 90 % of draws in brackets."""
    told = estimate(number(cell["median"]), cell["low"], cell["high"], sign=sign)
    return say("drawn-middle", value=told.value, low=told.low, high=told.high)


def behind_difference(outcome: str, cell: Mapping[str, Any], say: Language) -> list[str]:
    """Say what would turn the sign of a difference, and what part of it is ignorance of parameters."""
    texts = []
    if cell["flips"]:
        gain = number(cell["mean"]) * (better_sign(outcome) or 1.0)
        texts.append(
            say("drawn-flips", flips=clauses(say, [flip_told(flip, gain, say) for flip in cell["flips"]]))
        )
    part = ignorance_share(cell)
    return texts if part is None else [*texts, say("drawn-split", part=per_cent(part))]


def flip_told(flip: Mapping[str, Any], gain: float, say: Language) -> str:
    """Return where a parameter would turn the sign of a difference, and to what.

    ``gain`` is the mean difference over draws, by which flips are found, above zero where it is better.
    """
    return say(
        "drawn-flip",
        parameter=say.name(str(flip["parameter"])),
        side="above" if flip["above"] else "below",
        value=value_told(flip),
        to="negative" if gain > 0.0 else "positive",
    )


def value_told(flip: Mapping[str, Any]) -> str:
    """Return the value at which a parameter turns the sign, with no more digits than draws can tell."""
    return amount(float(flip["value"]))


def ignorance_share(cell: Mapping[str, Any]) -> float | None:
    """Return the part of the variance of a difference that parameters bring; ``None`` where nothing varies."""
    parameters, seeds = number(cell["variance_parameters"]), number(cell["variance_seeds"])
    whole = parameters + seeds
    return parameters / whole if whole > 0.0 else None
