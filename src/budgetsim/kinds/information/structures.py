"""What knowing more is worth under other structures of the model, which are rivals: side by side, never averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from budgetsim.kinds.information.worth import NORMAL, Decision, Worth, in_order, standard_error
from budgetsim.numerics import Array
from budgetsim.studies.table import Interval


@dataclass(frozen=True)
class Within:
    """What is best, and what knowing more is worth, within one structure.

    ``behind`` is by how much what is chosen in the model as declared is worse there than the best, with its 95 %
    interval; no interval where it is the best there too.
    """

    best: str
    behind: Interval
    perfect: Worth
    parameters: Mapping[str, Worth]
    draws: int

    @property
    def first(self) -> str:
        """The parameter that is worth most of those clearly worth something; an empty text if none is."""
        clear = {name: worth.value for name, worth in self.parameters.items() if worth.is_clear}
        return max(clear, key=lambda name: clear[name]) if clear else ""


def within(
    names: Sequence[str], chosen: str, values: Array, weights: Array, columns: Mapping[str, Array]
) -> Within:
    """Return what holds within a structure.

    Parameters
    ----------
    names
        The policies.
    chosen
        The policy that is chosen in the model as declared.
    values
        (draw, seed, policy), so that more is better.
    weights
        (draw,), which add up to 1.
    columns
        Values (draw,) of every parameter.
    """
    decision = Decision(values, weights)
    singles = dict(zip(columns, decision.of_each(np.column_stack(list(columns.values()))), strict=True))
    choice, best = names.index(chosen), decision.best
    behind = (values[..., best] - values[..., choice]).mean(axis=1)
    middle, half = float(weights @ behind), NORMAL * standard_error(behind, weights)
    gap = Interval(0.0) if choice == best else Interval(middle, middle - half, middle + half)
    return Within(names[best], gap, in_order(decision.perfect(), singles), singles, len(weights))
