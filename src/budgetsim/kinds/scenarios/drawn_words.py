"""Words for what is known over draws of parameters: structures, what would turn a sign, ignorance and chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgetsim.kinds.scenarios.drawn import STANCE
from budgetsim.language import Language
from budgetsim.model.mechanisms.welfare import STANCES
from budgetsim.report.figure_words import enumerated
from budgetsim.report.results import number
from budgetsim.rounding import amount


def structure_told(name: str, say: Language) -> str:
    """Return what a structure of the model, or a stance on welfare, is called."""
    if name.startswith(STANCE):
        weight, cost = STANCES[int(name.removeprefix(STANCE))]
        return say("drawn-stance", weight=f"{weight:g}", cost=f"{cost:g}")
    return say(f"drawn-structure-{name}")


def structures_told(names: Sequence[str], say: Language) -> str:
    """Return several structures, one after the other."""
    return enumerated(say, [structure_told(name, say) for name in names])


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
