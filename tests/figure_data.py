"""Small plain data for every figure of the catalogue."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from budgetsim.report.figures import FIGURES, Sample, sample_of
from budgetsim.scenario import Scenario

LEVERS = {"staff": (3.0, 12.0), "result_use": (0.1, 0.4), "training": (0.1, 0.5)}
OUTCOMES = ("net_social_value", "active_waste")


@cache
def sample(*names: str, seeds: int = 3, years: int = 3, departments: int = 15) -> Sample:
    """Simulate a few small districts."""
    base = Scenario(name="base").replace(**{"district.departments": departments, "protocol.burn_in": 1})
    scenarios = [base.replace(name=name, monitoring_intensity=0.02 * (k + 1)) for k, name in enumerate(names)]
    return sample_of(scenarios, seeds, years)


def data_of(name: str) -> Any:
    """Return data for a figure; tables of analyses hold numbers made up."""
    needs = FIGURES[name].needs
    if needs in ("outcomes", "departments", "months", "work"):
        return sample("base", "reform").of(name)
    return MADE_UP[needs]()


def effects() -> pd.DataFrame:
    sizes = {"staff": 0.031, "result_use": -0.052, "training": 0.004}
    return pd.DataFrame(
        [
            {
                "lever": lever, "low_value": low, "high_value": high, "outcome": outcome, "difference": sizes[lever],
                "low": sizes[lever] - 0.01, "high": sizes[lever] + 0.01,
            }
            for outcome in OUTCOMES
            for lever, (low, high) in LEVERS.items()
        ]
    )  # fmt: skip


def doses() -> pd.DataFrame:
    rows = [
        {
            "lever": lever, "dose": float(dose), "is_own": place == 0, "best": place == 2, "outcome": outcome,
            "difference": 0.01 * place * (3 - place / 2), "low": 0.01 * place - 0.005, "high": 0.03 * place + 0.005,
        }
        for outcome in OUTCOMES
        for lever, (low, high) in LEVERS.items()
        for place, dose in enumerate(np.linspace(low, high, 4))
    ]  # fmt: skip
    return pd.DataFrame(rows)


def factorial() -> pd.DataFrame:
    names = list(LEVERS)
    terms = [(name, 1) for name in names]
    terms += [(f"{a} × {b}", 2) for k, a in enumerate(names) for b in names[k + 1 :]]
    return pd.DataFrame(
        [
            {
                "term": term, "order": order, "outcome": outcome, "effect": 0.0123 * (k - 2),
                "verdict": "none" if k == 2 else "better",
            }
            for outcome in OUTCOMES
            for k, (term, order) in enumerate(terms)
        ]
    )  # fmt: skip


def indices() -> pd.DataFrame:
    shares = {"staff": (0.6, 0.41), "slack_taste": (0.3, 0.25), "training": (0.05, 0.04)}
    return pd.DataFrame(
        [
            (outcome, kind, factor, value, value - 0.05, value + 0.05)
            for outcome in OUTCOMES
            for factor, pair in shares.items()
            for kind, value in zip(("ST", "S1"), pair, strict=True)
        ],
        columns=["outcome", "index", "factor", "value", "low", "high"],
    )


def front() -> dict[str, pd.DataFrame]:
    x = np.linspace(0.0, 1.0, 6)
    mixes = pd.DataFrame({"mix": [f"mix_{k}" for k in range(6)], "net_social_value": 1.0 + 0.2 * np.sqrt(x)})
    mixes["administrative_cost"] = 0.004 + 0.01 * x
    mixes["staff"], mixes["budget_rule"] = 3.0 + 9.0 * x, ["linear", "grades", "tournament"] * 2
    for name in ("net_social_value", "administrative_cost"):
        mixes[f"{name}_low"], mixes[f"{name}_high"] = mixes[name] - 0.001, mixes[name] + 0.001
    mixes["knee"] = np.arange(6) == 2
    cloud = mixes.assign(on_front=False, holds_budget=True, net_social_value=0.9 * mixes["net_social_value"])
    references = mixes.iloc[[0, 5]].assign(mix=["status_quo", "reform_package"])
    return {"front": mixes, "mixes": cloud, "references": references}


def search() -> pd.DataFrame:
    return pd.DataFrame(
        {"generation": range(1, 9), "hypervolume": [0.2, 0.5, 0.7, 0.8, 0.88, 0.9, 0.98, 1.0]}
    )


def evidence() -> list[dict[str, Any]]:
    about = {
        "role": "prediction",
        "status": "compared",
        "tolerance": None,
        "expected_low": None,
        "expected_high": None,
    }
    return [
        {
            **about, "id": "olken_2007", "quantity": "active_waste", "as": "difference", "agreement": "size",
            "expected": -0.08, "simulated": -0.06, "simulated_low": -0.07, "simulated_high": -0.05, "holds": True,
            "role": "calibration",
        },
        {
            **about, "id": "china_2013", "quantity": "december_share", "as": "level", "agreement": "margin",
            "expected": 0.179, "simulated": 0.2, "simulated_low": 0.199, "simulated_high": 0.201, "holds": False,
            "tolerance": 0.011,
        },
        {
            **about, "id": "far_2020", "quantity": "self_drift", "as": "moment", "agreement": "interval",
            "expected": 1.0, "expected_low": 0.9, "expected_high": 1.1, "simulated": 9.0, "simulated_low": 8.0,
            "simulated_high": 10.0, "holds": False,
        },
        {**about, "id": "unsaid_2012", "quantity": "use", "as": None, "agreement": None, "expected": None,
         "simulated": None, "holds": None, "role": None},
    ]  # fmt: skip


def theory() -> list[dict[str, Any]]:
    about = {"parameters": {}, "tolerance": 0.1, "expected": 1.0}
    return [
        {**about, "id": "T1", "quantity": "beta", "simulated": 1.05, "holds": True},
        {**about, "id": "T1", "quantity": "effort", "simulated": 0.98, "holds": True},
        {**about, "id": "T4", "quantity": "threshold", "simulated": 1.25, "holds": False},
    ]


MADE_UP = {
    "effects": effects,
    "doses": doses,
    "factorial": factorial,
    "indices": indices,
    "front": front,
    "search": search,
    "evidence": evidence,
    "theory": theory,
    "nothing": lambda: None,
}
