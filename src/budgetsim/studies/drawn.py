"""Factors that were drawn together: what each of them does once the others are allowed for.

At the levels of a grid all other factors take the same values, so means can be compared as they are. Drawn points that
share the value of one factor differ in all others by luck. What these do on average is therefore fitted and taken off
first: partial residuals (Larsen & McCleary 1972, Technometrics 14, 781-790).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from budgetsim.numerics import Array
from budgetsim.studies.factors import SCENARIO

if TYPE_CHECKING:
    from budgetsim.studies.factors import Factor

STATES_PER_TERM = 4
"""Drawn states that each term of the fit needs; with fewer it is simplified, then left out (assumed)."""


def states_of(
    factors: Sequence[Factor], points: pd.DataFrame, values: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the states that were drawn, and outcomes averaged over the points that share a state.

    Parameters
    ----------
    factors
        Those that were drawn together.
    points
        ``result.points``: one row per point.
    values
        Outcomes of every point, indexed by its name.
    """
    names = [stored_column(factor) for factor in factors]
    number = points.groupby(names, sort=False).ngroup().to_numpy()
    states = points[names].groupby(number).first()
    return states, values.loc[points["scenario"]].groupby(number).mean()


def adjusted(
    factors: Sequence[Factor], states: pd.DataFrame, values: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Return, for every factor, outcomes freed of what the other factors do on average.

    Effects are fitted together by least squares: numbers straight and bent (squares), choices freely. What a factor
    does in a way of its own, and what it does only together with others, stays in.

    Parameters
    ----------
    factors, states, values
        As ``states_of`` takes and returns them.
    """
    for degree in (2, 1):
        terms = {factor.name: _terms(factor, states[stored_column(factor)], degree) for factor in factors}
        count = 1 + sum(own.shape[1] for own in terms.values())
        if len(states) >= STATES_PER_TERM * count:
            break
    else:
        return {factor.name: values for factor in factors}
    matrix = np.column_stack([np.ones(len(states)), *terms.values()])
    fitted = np.linalg.lstsq(matrix, values.to_numpy(dtype=np.float64), rcond=None)[0]
    found, first = {}, 1
    everything = matrix[:, 1:] @ fitted[1:]
    for factor in factors:
        last = first + terms[factor.name].shape[1]
        found[factor.name] = values - (everything - matrix[:, first:last] @ fitted[first:last])
        first = last
    return found


def stored_column(factor: Factor) -> str:
    """Return the column of a factor in ``result.points``."""
    return "base" if factor.name == SCENARIO else factor.name


def _terms(factor: Factor, column: pd.Series[Any], degree: int) -> Array:
    """Columns of a factor in the fit, each with mean 0; none if it takes one value only."""
    values = column.to_numpy()
    if not factor.is_ordered:
        kinds = sorted(set(values.tolist()), key=str)
        found = [(values == kind).astype(np.float64) for kind in kinds[1:]]
    else:
        numbers = values.astype(np.float64)
        spread = float(numbers.std())
        scaled = (numbers - numbers.mean()) / spread if spread > 0.0 else numbers * 0.0
        most = min(degree, len(np.unique(numbers)) - 1)
        found = [scaled**power for power in range(1, most + 1)]
    empty = np.empty((len(values), 0))
    return np.column_stack([empty, *(term - term.mean() for term in found)]) if found else empty
