"""The band of net social value: what it is under every stance on transfers and on the cost of public funds.

Net social value is linear in both, so that two outcomes beside it suffice (``welfare.restated``), and
differences keep their pairing by seed. A gain under one stance that is a loss under another is a matter of the stance,
and is never told as better or worse.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.model.mechanisms.welfare import STANCES, restated
from budgetsim.numerics import Array

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.scenario import Scenario

VALUE, GAIN, FUNDS = "net_social_value", "private_gain", "public_funds"
PARAMETERS = ("transfer_weight", "cost_of_funds")
ENDS = ("band_low", "band_high")
"""Keys and columns of the smallest and the largest value over all stances."""
ROUNDING = 1e-12
"""Ends nearer to zero than this are zero."""

Stance = tuple[float, float]
"""Weight of transfers ω and cost of public funds μ_c."""


def stance_of(scenario: Scenario) -> Stance:
    """Return the stance behind a scenario's net social value."""
    return float(scenario.district.transfer_weight), float(scenario.district.cost_of_funds)


def stances_of(design: pd.DataFrame) -> dict[str, Stance]:
    """Return the stances of the rows of a design by name; none where results are older than the band."""
    if not {"name", *PARAMETERS} <= set(design.columns):
        return {}
    rows = zip(design["name"], *(design[key] for key in PARAMETERS), strict=True)
    return {str(name): (float(weight), float(cost)) for name, weight, cost in rows}


def under_stances(means: pd.DataFrame, stances: Mapping[str, Stance]) -> pd.DataFrame | None:
    """Return net social value under every stance, by run.

    Parameters
    ----------
    means
        One row per scenario × seed with the three outcomes.
    stances
        The stance behind each scenario.

    Returns
    -------
    DataFrame
        ``scenario``, ``seed`` and one column per stance, by its place in ``STANCES``; ``None`` where the outcomes or a
        stance are not there.
    """
    import pandas as pd

    names = set(means["scenario"])
    if not {VALUE, GAIN, FUNDS} <= set(means.columns) or not names <= set(stances):
        return None
    behind = np.array([stances[str(name)] for name in means["scenario"]]).reshape(-1, 2)
    value, gain, funds = (means[name].to_numpy() for name in (VALUE, GAIN, FUNDS))
    columns = {
        str(number): restated(value, gain, funds, (behind[:, 0], behind[:, 1]), stance)
        for number, stance in enumerate(STANCES)
    }
    return pd.DataFrame(
        {"scenario": means["scenario"].to_numpy(), "seed": means["seed"].to_numpy(), **columns}
    )


def is_disputed(low: float | None, high: float | None) -> bool:
    """Return whether a band holds gains and losses: what is better then depends on the stance."""
    return low is not None and high is not None and low < -ROUNDING and high > ROUNDING


def cell_is_disputed(cell: Mapping[str, Any]) -> bool:
    """Return whether a difference is a gain under some stances and a loss under others."""
    return is_disputed(*(cell.get(key) for key in ENDS))


def band_of(value: Array, gain: Array, funds: Array, behind: Stance) -> tuple[Array, Array]:
    """Return the smallest and the largest net social value, or difference of it, over all stances."""
    every = np.stack([restated(value, gain, funds, behind, stance) for stance in STANCES])
    return every.min(axis=0), every.max(axis=0)
