"""The same estimates by ``pyfixest``, a package that others maintain: what researchers run on such data.

Source: Fischer, Yu & others, pyfixest (Python), after fixest of Bergé 2018 (R).
"""

from __future__ import annotations

import warnings
from importlib.util import find_spec
from typing import Any

import numpy as np

from budgetsim.kinds.trial.estimators import CR1, CR3, DID, DID2S, ESTIMATORS, MEANS, Panel
from budgetsim.numerics import Array

NAME, EXTRA = "pyfixest", "budgetsim[trial]"
FORMULAS = {
    "means": "y ~ treated | year",
    "did": "y ~ treated | unit + year",
    "twfe": "y ~ treated | unit + year",
    "did2s": "~0 | unit + year",
}
"""What is estimated; of ``did2s`` the first stage. ``treated`` of ``did`` is ever treated × after the last cohort."""


def is_installed() -> bool:
    """Whether the package is there."""
    return find_spec(NAME) is not None


def frame_of(panel: Panel, outcomes: Array) -> Any:
    """Return the panel of a world as a data frame, from outcomes (unit, year)."""
    import pandas as pd

    units, years = outcomes.shape
    since = np.repeat(panel.since, years)
    year = np.tile(np.arange(1, years + 1), units)
    return pd.DataFrame(
        {
            "unit": np.repeat(np.arange(units), years),
            "year": year,
            "since": since,
            "treated": panel.is_treated.ravel().astype(np.float64),
            "ever": (since > 0).astype(np.float64),
            "y": outcomes.ravel(),
        }
    )


def package_estimates(panel: Panel, outcomes: Array, inference: str = CR1) -> dict[str, tuple[float, float]]:
    """Return estimate and standard error by estimator, as the package gives them for one world.

    With one year before the first cohort ``did2s`` is left out: the package takes its first stage to be collinear. It
    has no jackknife of two stages either, and errors of ``wild`` are those of CR1.
    """
    names = [name for name in ESTIMATORS if name != DID2S or (panel.cohorts[0] > 2 and inference == CR1)]
    frame = frame_of(panel, outcomes)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {name: _estimated(name, panel, frame, inference) for name in names}


def _estimated(name: str, panel: Panel, frame: Any, inference: str) -> tuple[float, float]:
    import pyfixest

    if name == DID2S:
        fit = pyfixest.did2s(
            frame.copy(), yname="y", first_stage=FORMULAS[name], second_stage="~treated", treatment="treated",
            cluster="unit",
        )  # fmt: skip
    else:
        first, last = panel.cohorts[0], panel.cohorts[-1]
        if name == MEANS:
            frame = frame[frame["year"] >= first]
        if name == DID:
            frame = frame[(frame["year"] < first) | (frame["year"] >= last)]
            frame = frame.assign(treated=frame["ever"] * (frame["year"] >= last))
        # Of the jackknife the package has the sum of squares; its factor is (G − 1) / G, not that of CR1.
        is_cut = inference == CR3
        about = {"ssc": pyfixest.ssc(k_adj=False, G_adj=False)} if is_cut else {}
        fit = pyfixest.feols(FORMULAS[name], data=frame, vcov={"CRV3" if is_cut else "CRV1": "unit"}, **about)
    factor = (1.0 - 1.0 / panel.units) ** 0.5 if inference == CR3 and name != DID2S else 1.0
    return float(fit.coef()["treated"]), factor * float(fit.se()["treated"])
