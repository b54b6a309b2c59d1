"""Small plain data for every figure of the catalogue."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from budgetsim.report.figures import FIGURES, Drawing, Sample, draw, sample_of
from budgetsim.scenario import Scenario
from budgetsim.studies.factors import Factor, column_of
from budgetsim.studies.states import STRUCTURES

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


@cache
def drawing_of(name: str, code: str) -> Drawing:
    """Return a figure of these data in a language, drawn once for all tests that only look at it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return draw(name, data_of(name), language=code)


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


def effects_draws() -> pd.DataFrame:
    rows = [
        (lever, low, high, outcome, structure, size, size - 0.02, size + 0.03, share, verdict)
        for outcome in OUTCOMES
        for (lever, (low, high)), (size, share, verdict) in zip(
            LEVERS.items(),
            ((0.031, 1.0, "better-unless"), (-0.052, 0.02, "worse"), (0.004, 0.6, "depends")),
            strict=True,
        )
        for structure in ("declared", "gaming")
    ]
    columns = "lever low_value high_value outcome structure median low high share_better verdict"
    return pd.DataFrame(rows, columns=columns.split())


def interactions_draws() -> pd.DataFrame:
    sizes = {
        "staff × result_use": (0.03, 1.0, "better"),
        "staff × result_use × training": (-0.01, 0.4, "unknown"),
    }
    rows = [
        (term, outcome, "declared", size, size - 0.02, size + 0.03, share, verdict)
        for outcome in OUTCOMES
        for term, (size, share, verdict) in sizes.items()
    ]
    return pd.DataFrame(
        rows, columns=["term", "outcome", "structure", "median", "low", "high", "share_better", "verdict"]
    )


def order_draws() -> pd.DataFrame:
    pairs = {("staff", "result_use"): 0.98, ("staff", "training"): 0.5, ("result_use", "training"): 0.01}
    rows = [
        (
            *pair,
            year,
            "net_social_value",
            size := (share - 0.5) / year,
            size - 0.1,
            size + 0.1,
            share,
            1.0 - share,
        )
        for pair, share in pairs.items()
        for year in range(1, 7)
    ]
    return pd.DataFrame(
        rows,
        columns=[
            "first",
            "second",
            "year",
            "outcome",
            "median",
            "low",
            "high",
            "share_better",
            "share_worse",
        ],
    )


def dose_draws() -> pd.DataFrame:
    shares = {"staff": (0.1, 0.2, 0.6, 0.1), "training": (0.0, 0.3, 0.0, 0.5)}
    rows = [
        (lever, dose, dose == 1.0, "net_social_value", 0.01 * (dose - 1.0), -0.02, 0.03 + 0.01 * dose, share)
        for lever, own in shares.items()
        for dose, share in enumerate(own)
    ]
    return pd.DataFrame(
        rows, columns=["lever", "dose", "is_own", "outcome", "median", "low", "high", "share_best"]
    )


def structures() -> pd.DataFrame:
    names = ["declared", *STRUCTURES, "stance_0", "stance_5"]
    rows = [
        (scenario, name, size, size - 0.05, size + 0.06, 0.9)
        for scenario, size in (("reform", 0.1), ("other", -0.02))
        for name in names
    ]
    ends = ["difference", "difference_low", "difference_high", "share_better"]
    return pd.DataFrame(rows, columns=["scenario", "structure", *ends])


def audit() -> dict[str, Any]:
    def tried(name: str, shares: dict[str, float]) -> dict[str, Any]:
        rows = [
            {"name": world, "median": 0.1, "low": 0.0, "high": 0.2, "share": share, "agrees": share >= 0.95}
            for world, share in shares.items()
        ]
        about = {"base": "a", "policy": "b", "outcome": "active_waste", "claimed": "down", "expects": "holds"}
        told = {"id": name, "sentence": "Checks help.", "verdict": "unless", "unless": ["adaptive"]}
        return {**told, **about, "rows": rows, "weakest": "adaptive"}

    worlds = ["declared", *STRUCTURES, "years_5", "departments_300", "stance_0"]
    claims = [
        tried(name, dict.fromkeys(worlds, 1.0) | {"adaptive": share})
        for name, share in (("checks-help", 0.6), ("staff-helps", 0.1))
    ]
    return {"claims": claims, "draws": 64, "seeds": [0, 1], "drawn_from": "budgetsim"}


def trial() -> dict[str, Any]:
    def share(value: float) -> dict[str, float]:
        return {"value": value, "low": value - 0.05, "high": value + 0.05}

    def found(name: str, units: int, after: int) -> dict[str, Any]:
        parts = ("measurement", "weighting", "spillover", "before", "chance")
        shares = ("power", "wrong", "half", "coverage", "false_alarms")
        return {
            "name": name, "estimate": share(-0.07), "error": 0.02, "detectable": 0.06,
            "bias": dict.fromkeys(parts, -0.005), **dict.fromkeys(shares, share(0.1 + units / 80 + after / 20)),
        }  # fmt: skip

    tried = [
        {
            "units": units, "treated": units // 2, "after": after, "truth": -0.06 + units / 2000,
            "found": [found(name, units, after) for name in ("means", "did", "twfe", "did2s")],
        }
        for units in (12, 24, 36, 48)
        for after in (1, 2, 3)
    ]  # fmt: skip
    events = [
        {
            "since": since,
            **{name: share(-0.02 * max(since + 1, 0)) for name in ("true", "measured", "estimate")},
        }
        for since in range(-2, 3)
    ]
    return {
        "scenario": "wangcheng_2022", "treatment": {"monitoring_intensity": 0.5}, "outcome": "audited_waste",
        "unit": "department", "assignment": "random", "cohorts": {3: 12}, "controls": 12, "population": 60,
        "years": 5, "estimator": "did", "level": 0.25, "true": share(-0.05), "measured": share(-0.06),
        "rollout": share(-0.01), "tried": tried, "events": events, "specimen": [], "checked": None, "draws": 64,
        "worlds": 16, "first_seed": 0, "drawn_from": "budgetsim",
    }  # fmt: skip


def information() -> pd.DataFrame:
    names = ["slack_taste", "effective_days", "check_days", "late_demand_value", "culture_base"]
    rows = [
        (name, "diversion", "assumed", size, size / 2, size * 1.5, 0.1, 0.01, size > 0.002, 0.9, "olken_2007")
        for name, size in zip(names, (0.004, 0.003, 0.001, 0.0005, 0.0), strict=True)
    ]
    worth = ["worth", "worth_low", "worth_high", "share", "p", "is_clear", "left", "findings"]
    return pd.DataFrame(rows, columns=["parameter", "mechanism", "basis", *worth])


def together(table: pd.DataFrame, value: str) -> pd.DataFrame:
    """Add intervals of which the own ones are half as wide as those that hold together."""
    ends = {"low": -0.01, "high": 0.01, "sim_low": -0.02, "sim_high": 0.02}
    return table.assign(**{name: table[value] + end for name, end in ends.items()})


def adjusted() -> pd.DataFrame:
    table = together(effects(), "difference")
    return table.assign(verdict=np.where(table["difference"].abs() > 0.02, "better", "not clear"))


def terms() -> pd.DataFrame:
    table = together(factorial(), "effect")
    three = table.iloc[[0]].assign(term=" × ".join(LEVERS), order=3, effect=0.2, verdict="better")
    return pd.concat([table, three], ignore_index=True)


def paths() -> pd.DataFrame:
    names = list(LEVERS)
    sizes = {"first_leads": 0.03, "second_leads": 0.02, "at_once": 0.04}
    rows = [
        (a, b, path, year, OUTCOMES[0], size * year * (1 + place), size * year - 0.01, size * year + 0.01)
        for place, (a, b) in enumerate((one, two) for k, one in enumerate(names) for two in names[k + 1 :])
        for path, size in sizes.items()
        for year in (1, 2, 3)
    ]
    columns = ["first", "second", "path", "year", "outcome", "difference", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def cost() -> dict[str, pd.DataFrame]:
    standings = {"staff": "dominated", "result_use": "cost unclear", "training": "buys"}
    spent = {"staff": 0.002, "result_use": 0.0001, "training": 0.001}
    gained = {"staff": -0.01, "result_use": 0.005, "training": 0.05}
    table = pd.DataFrame(
        [
            {
                "lever": lever, "outcome": OUTCOMES[0], "standing": standings[lever],
                "cost": spent[lever], "cost_low": spent[lever] - 0.0002, "cost_high": spent[lever] + 0.0002,
                "improvement": gained[lever], "improvement_low": gained[lever] - 0.004,
                "improvement_high": gained[lever] + 0.004,
                **{
                    name: part * gained[lever] / spent[lever] if standings[lever] == "buys" else np.nan
                    for name, part in (("ratio", 1.0), ("ratio_low", 0.7), ("ratio_high", 1.4))
                },
            }
            for lever in LEVERS
        ]
    )  # fmt: skip
    draws = pd.DataFrame(
        [
            (lever, seed, OUTCOMES[0], spent[lever], gained[lever] + 0.001 * (seed - 2))
            for lever in LEVERS
            for seed in range(5)
        ],
        columns=["lever", "seed", "outcome", "cost", "improvement"],
    )
    return {"cost": table, "draws": draws}


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


def sensitivity() -> dict[str, Any]:
    """Answer of an analysis, such that every figure of one finds its numbers in it."""
    sizes = {"staff": 0.6, "slack_taste": 0.3, "training": 0.05}

    def cell(value: float) -> dict[str, float]:
        return {"value": value, "low": value - 0.02, "high": value + 0.02}

    kinds = {"ST": 1.0, "S1": 0.7, "mu_star": 1.0, "mu": 0.95, "sigma": 0.4}
    indices = {
        kind: {name: cell(part * size) for name, size in sizes.items()} for kind, part in kinds.items()
    }
    steps = [{"samples": n, "points": 4 * n, "indices": indices["mu_star"]} for n in (8, 16, 32)]
    nothing = {"value": None, "low": None, "high": None}
    outcome = {
        "varies": True, "mean": 1.0, "spread": 0.2, "withheld": None, "indices": indices, "ranking": list(sizes),
        "standing": {"verdict": "one", "leaders": ["staff"], "behind": ["slack_taste", "training"], "least": 0.01},
        "pairs": [{"factors": ["staff", "slack_taste"], **cell(0.2)}, {"factors": ["staff", "training"], **cell(0.0)},
                  {"factors": ["slack_taste", "training"], **cell(-0.01)}],
        "settled": True, "swapped": [], "not_told_apart": [], "interactions": nothing, "chance": nothing,
        "convergence": steps, "noise": None,
    }  # fmt: skip
    factor = {
        "key": "",
        "role": "lever",
        "kind": "number",
        "unit": "",
        "lower": 0.0,
        "upper": 1.0,
        "levels": [],
    }
    return {
        "scenario": "wangcheng_2022", "method": "morris", "main_index": "mu_star", "samples": 32, "sample_seed": 0,
        "points": 128, "seeds": [0, 1], "years": 10, "from_year": None, "groups": {},
        "factors": dict.fromkeys(sizes, factor), "outcomes": dict.fromkeys(OUTCOMES, outcome),
    }  # fmt: skip


def sweep() -> dict[str, Any]:
    """Levels of two crossed factors, three of each."""
    factors = [Factor(name, "lever", "number", levels=(0.1, 0.2, 0.3)) for name in ("result_use", "training")]
    grid = [(a, b) for a in factors[0].levels for b in factors[1].levels]
    points = pd.DataFrame(
        [(f"p{k}", a, b, a - b * b, 0.2 - a) for k, (a, b) in enumerate(grid)],
        columns=["scenario", *(column_of(factor) for factor in factors), *OUTCOMES],
    )
    rows = [
        (factor.name, level, outcome, level, level - 0.02, level + 0.02, 3, "seeds")
        for factor in factors
        for level in factor.levels
        for outcome in OUTCOMES
    ]
    columns = ["factor", "level", "outcome", "mean", "low", "high", "points", "over"]
    levels = pd.DataFrame(rows, columns=columns)
    return {"sweep": levels, "points": points, "factors": factors, "outcomes": OUTCOMES}


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


def front_draws() -> dict[str, pd.DataFrame]:
    """The same mixes over draws: each with its difference from the status quo in both objectives."""
    tables = front()
    every = pd.concat([tables["front"], tables["references"]])
    start = every.set_index("mix").loc["status_quo"]
    rows = [
        (
            row["mix"],
            name,
            size := row[name] - start[name],
            size - 0.3 * abs(size),
            size + 0.2 * abs(size),
            0.9,
        )
        for _, row in every.iterrows()
        for name in ("net_social_value", "administrative_cost")
    ]
    columns = ["mix", "outcome", "difference", "difference_low", "difference_high", "share_better"]
    return {**tables, "front_draws": pd.DataFrame(rows, columns=columns)}


def search() -> pd.DataFrame:
    return pd.DataFrame(
        {"generation": range(1, 9), "hypervolume": [0.2, 0.5, 0.7, 0.8, 0.88, 0.9, 0.98, 1.0]}
    )


def states() -> dict[str, Any]:
    """States of which those with much diversion fail, above all under grades; two rules say so."""
    rng = np.random.default_rng(5)
    rules = ["linear", "grades", "posterior"]
    table = pd.DataFrame(
        {
            "state": range(1, 61), "slack_taste": rng.uniform(0.1, 0.9, 60), "budget_rule": rules * 20,
            "staff_skill": rng.uniform(0.0, 1.0, 60),
        }
    )  # fmt: skip
    table["change_net_social_value"] = 0.3 - table["slack_taste"] - 0.1 * (table["budget_rule"] == "grades")
    table["fails"] = table["change_net_social_value"] < 0.0
    table["change_net_social_value_low"] = table["change_net_social_value"] - 0.05
    table["change_net_social_value_high"] = table["change_net_social_value"] + 0.05
    table["held_out"] = [True, False] * 30
    about: dict[str, Any] = {
        "coverage": 0.62, "density": 0.87, "density_low": 0.7, "density_high": 0.95, "support": 0.4, "lift": 1.4,
        "states": 14, "failures": 12, "p_value": 0.001,
        "where_found": {"coverage": 0.6, "density": 0.85, "states": 15},
    }  # fmt: skip
    open_ends: dict[str, Any] = {
        "low": None, "high": None, "levels": [], "range_low": None, "range_high": None, "unit": "share",
        "coverage_without": 0.7, "p_value": 0.01,
    }  # fmt: skip

    def limit(factor: str, **own: Any) -> dict[str, Any]:
        return {**open_ends, "factor": factor, "key": factor, **own}

    limits = [
        limit("slack_taste", low=0.45, density_without=0.5),
        limit("budget_rule", levels=["linear", "grades"], density_without=0.81),
    ]
    other = limit("staff_skill", high=0.4, density_without=0.55)
    plain = {"role": "uncertainty", "kind": "number", "levels": [], "settings": {}}
    answer = {
        "policy": "reform_package", "against": "wangcheng_2022", "delivered": ["staff_skill"], "worst": None,
        "telling": ["slack_taste", "budget_rule", "staff_skill"], "condition": "change:net_social_value<0",
        "failing": {"outcome": "net_social_value", "sign": "<", "bound": 0.0, "quantile": None, "of": "change"},
        "cut": 0.0, "states": 60, "failures": 40, "share": 0.67, "share_low": 0.54, "share_high": 0.77, "unclear": 0.1,
        "too_few": None, "held_out": 30, "boxes": 2, "named_by_other_halves": {"slack_taste": 1.0}, "together": None,
        "rules": [{**about, "limits": limits}, {**about, "density": 0.71, "limits": [limits[0], other]}],
        "seeds": [0, 1], "years": 10, "runs": 240,
        "uncertain": [
            {**plain, "name": "slack_taste", "lower": 0.1, "upper": 0.9},
            {**plain, "name": "budget_rule", "kind": "choice", "lower": None, "upper": None, "levels": rules},
            {**plain, "name": "staff_skill", "lower": 0.0, "upper": 1.0},
        ],
    }  # fmt: skip
    return {"states": table, "answer": answer}


def estimates() -> pd.DataFrame:
    about = {"unit": "share", "range_low": 0.0, "range_high": 1.0}
    return pd.DataFrame(
        [
            {**about, "parameter": "department.slack_taste", "base": 0.39, "estimate": 0.3, "error": 0.05,
             "low": 0.22, "high": 0.38, "verdict": "pinned down"},
            {**about, "parameter": "bureau.external_bias_persistence", "base": 2.0, "estimate": 0.6, "error": 0.4,
             "low": 0.0, "high": 1.0, "verdict": "not pinned down"},
            {**about, "parameter": "bureau.budget_inertia", "base": 0.5, "estimate": 1.0, "error": np.nan,
             "low": np.nan, "high": np.nan, "verdict": "at an end of its range"},
        ]
    )  # fmt: skip


def moments() -> pd.DataFrame:
    rows = [
        ("self_mean", 92.4, 91.2, 0.9, True),
        ("later_budget_per_external_points", 1.2, 0.4, 5.5, True),
        ("execution_q90", 1.01, 0.99, -40.0, False),
    ]
    table = pd.DataFrame(rows, columns=["moment", "data", "simulated", "t", "fitted"])
    return table.assign(unit="share", error=0.1, fits=table["t"].abs() < 1.96)


def prediction() -> pd.DataFrame:
    table = moments()[["moment", "unit", "error", "fitted"]]
    observed = [92.0, 1.0, 1.0]
    return table.assign(
        observed=observed, predicted=[92.1, 0.5, 0.7], low=[91.9, 0.4, 0.5], high=[92.3, 0.6, 0.9],
        last_year=[91.8, 1.1, 1.0], in_interval=[True, False, False],
    )  # fmt: skip


def verification() -> dict[str, Any]:
    """What `verify` found of the theory and in the field."""
    return {"theory": theory(), "further": [], "rows": evidence(), "loo": {}}


def evidence() -> list[dict[str, Any]]:
    about = {"role": "prediction", "status": "compared", "direction": None, "unit": "relative change", "se": None,
             "family": "checks", "holds": True, "inside": True, "left_out": True}  # fmt: skip
    return [
        {
            **about, "id": "olken_2007", "quantity": "missing expenditure", "published": -0.3, "se": 0.16,
            "predicted": -0.35, "low": -0.7, "high": 0.0,
        },
        {
            **about, "id": "greenstone_2022_level", "quantity": "reported pollution", "published": 0.35, "family":
            "reporting", "role": "calibration", "predicted": 0.1, "low": 0.0, "high": 0.2, "inside": False,
            "holds": False,
        },
        {
            **about, "id": "zamboni_litschig_2018", "quantity": "resources involved in corruption", "published": -0.4,
            "predicted": -0.12, "low": -0.2, "high": -0.01, "inside": False, "holds": False,
        },
        {**about, "id": "china_2013_december", "quantity": "December's share of spending", "unit": "share",
         "published": 0.179, "predicted": 0.2, "low": 0.19, "high": 0.21, "inside": False, "holds": False},
        {**about, "id": "unsaid_2012", "quantity": "use of performance information", "published": None, "unit": "sign",
         "direction": "up", "predicted": None, "low": None, "high": None, "inside": None, "holds": None},
    ]  # fmt: skip


def theory() -> list[dict[str, Any]]:
    about = {"parameters": {}, "tolerance": 0.1, "expected": 1.0}
    return [
        {**about, "id": "T1", "quantity": "beta", "simulated": 1.05, "holds": True},
        {**about, "id": "T1", "quantity": "effort", "simulated": 0.98, "holds": True},
        {**about, "id": "T4", "quantity": "threshold", "simulated": 1.25, "holds": False},
    ]


def curves() -> pd.DataFrame:
    columns = ["limit", "quantity", "parameter", "series", "at", "expected", "simulated"]
    rows: list[tuple[Any, ...]] = [
        ("T1", quantity, "sigma2", np.nan, at, 1.0 / (1.0 + slope * at), 1.0 / (1.0 + slope * at) + off)
        for quantity, slope, off in (("beta", 1.0, 0.0), ("effort", 2.0, 0.2))
        for at in (0.0, 1.0, 2.0)
    ]
    rows += [
        ("T4", "threshold", "sanction", np.nan, at, 1.0 - at / 200.0, 1.0 - at / 200.0) for at in (0.0, 80.0)
    ]
    rows += [
        (
            "T12",
            "effort_ratio",
            "memory_principal",
            spread,
            memory,
            0.9 - spread / 100.0,
            0.9 - spread / 100.0,
        )
        for spread in (5.0, 45.0)
        for memory in (1.0, 3.0, np.inf)
    ]
    return pd.DataFrame(rows, columns=columns)


MADE_UP = {
    "audit": audit,
    "trial": trial,
    "structures": structures,
    "effects_draws": effects_draws,
    "dose_draws": dose_draws,
    "interactions_draws": interactions_draws,
    "order_draws": order_draws,
    "effects": effects,
    "adjusted": adjusted,
    "terms": terms,
    "paths": paths,
    "cost": cost,
    "curves": curves,
    "doses": doses,
    "factorial": factorial,
    "indices": indices,
    "sensitivity": sensitivity,
    "front": front,
    "front_draws": front_draws,
    "search": search,
    "sweep": sweep,
    "discovery": states,
    "information": information,
    "estimates": estimates,
    "moments": moments,
    "prediction": prediction,
    "verification": verification,
    "nothing": lambda: None,
}
