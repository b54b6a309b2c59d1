"""What kind of outcome a method is given: one that varies, one that takes few values, one that does not vary."""

from __future__ import annotations

from typing import Literal

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.sensitivity.noise import SAME

OutcomeKind = Literal["continuous", "few", "constant"]
MOSTLY = 0.5
"""Part of the points that share their value with others from which an outcome counts as one of few values."""
DIGITS = 9
"""Digits of the range of values to which they count as the same."""


def kind_of_outcome(y: Array) -> OutcomeKind:
    """Return the kind of an outcome, one number per point."""
    if float(np.ptp(y)) <= SAME * float(np.abs(y).max()):
        return "constant"
    shares = same_values(y)[1]
    return "few" if float(shares[shares > 1.0 / len(y)].sum()) > MOSTLY else "continuous"


def same_values(y: Array) -> tuple[Array, Array]:
    """Return the different values of an outcome, and the share of points that has each."""
    steps = np.round((y - y.min()) / max(float(np.ptp(y)), np.finfo(float).tiny), DIGITS)
    _, first, counts = np.unique(steps, return_index=True, return_counts=True)
    return y[first], counts / len(y)
