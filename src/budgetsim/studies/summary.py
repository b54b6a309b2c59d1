"""What a study shows: levels with intervals, paired differences, trajectories.

The unit of inference is the seed: years of a run are averaged first, then intervals are taken over seeds. Scenarios
under one seed meet the same world, so differences are paired by seed. With one seed there is no interval.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from budgetsim.language import told
from budgetsim.model.measures import ANY, OUTCOMES, bounds_of
from budgetsim.model.mechanisms.welfare import STANCES
from budgetsim.numerics import Array
from budgetsim.scenario_files.faults import listed
from budgetsim.studies.band import ENDS, VALUE, Stance, under_stances
from budgetsim.studies.errors import StudyError
from budgetsim.studies.keep import LAST_YEARS

CONFIDENCE = 0.95
KEYS = ("scenario", "seed", "year")


def run_means(outcomes: pd.DataFrame, last: int = LAST_YEARS) -> pd.DataFrame:
    """Return means over the last years of each run, or over all of a shorter one: one row per scenario × seed."""
    ends = outcomes.groupby("scenario", sort=False)["year"].transform("max")
    late = outcomes[outcomes["year"] > ends - last]
    return late.groupby(["scenario", "seed"], sort=False)[_names(outcomes)].mean().reset_index()


def level_table(outcomes: pd.DataFrame, last: int = LAST_YEARS) -> pd.DataFrame:
    """Return the level of every outcome in every scenario.

    Parameters
    ----------
    outcomes
        Outcomes by year, or what ``run_means`` made of them.
    last
        Years at the end of each run that count.

    Returns
    -------
    DataFrame
        Columns ``scenario``, ``outcome``, ``mean``, ``low``, ``high`` (95 % t interval over seeds; NaN with one
        seed; within the bounds of the outcome) and ``seeds``, their number.
    """
    means = _as_means(outcomes, last)
    return _long(means.groupby("scenario", sort=False)[_names(means)], ["scenario"], are_levels=True)


def difference_table(
    outcomes: pd.DataFrame, first: str | None = None, last: int = LAST_YEARS
) -> pd.DataFrame:
    """Return differences of every other scenario from one, paired by seed.

    Parameters
    ----------
    outcomes
        Outcomes by year, or what ``run_means`` made of them.
    first
        Name of the scenario to compare with; by default the first.
    last
        Years at the end of each run that count.

    Returns
    -------
    DataFrame
        Columns ``scenario``, ``outcome``, ``mean``, ``low``, ``high`` (paired 95 % t interval), ``share_better``
        and ``seeds``. ``share_better`` is the share of seeds under which the difference goes the way that is better
        for the public; for an outcome without a better way, the share under which it is positive. A difference of
        zero is not better.

    Raises
    ------
    StudyError
        If ``first`` is no scenario of the table, or another one shares no seed with it.
    """
    means = _as_means(outcomes, last)
    names = list(means["scenario"].drop_duplicates())
    base = names[0] if first is None else first
    if base not in names:
        raise StudyError(told("study-no-scenario-of", name=repr(base), names=listed(map(repr, names))))
    columns = _names(means)
    paired = _paired(means, base, columns)
    met = set(paired["scenario"])
    alone = [name for name in names if name != base and name not in met]
    if alone:
        raise StudyError(told("study-unpaired", first=repr(alone[0]), second=repr(base)))
    grouped = paired.groupby("scenario", sort=False)[columns]
    table = _long(grouped, ["scenario"])
    better = paired[columns] * _signs(columns) > 0
    shares = better.groupby(paired["scenario"], sort=False).mean()
    table.insert(len(table.columns) - 1, "share_better", shares.to_numpy().ravel())
    return table


def changes_by_run(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return by how much every outcome changes from the first to the last year: one row per scenario × seed."""
    years = outcomes.groupby("scenario", sort=False)["year"]
    first, last = (outcomes[outcomes["year"] == years.transform(end)] for end in ("min", "max"))
    return changes_between(first, last)


def changes_between(first: pd.DataFrame, last: pd.DataFrame) -> pd.DataFrame:
    """Return ``changes_by_run`` of two tables with one row per scenario × seed: the first year, and the last."""
    names = _names(first)
    early, late = (table.set_index(["scenario", "seed"])[names] for table in (first, last))
    return (late - early).reset_index()


def trajectories(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return mean and 95 % t interval over seeds by year.

    Columns ``scenario``, ``year``, ``outcome``, ``mean``, ``low``, ``high`` and ``seeds``.
    """
    grouped = outcomes.groupby(["scenario", "year"], sort=False)[_names(outcomes)]
    return _long(grouped, ["scenario", "year"], are_levels=True)


def summary_json(
    outcomes: pd.DataFrame, seeds: Sequence[int], years: int, stances: Mapping[str, Stance] | None = None
) -> dict[str, Any]:
    """Return levels, changes and differences from the first scenario as plain values; what is undefined is ``None``.

    ``{"scenarios": {NAME: {OUTCOME: {"mean", "low", "high"}}}, "changes": {NAME: {OUTCOME: {"mean", "low", "high"}}},
    "differences": {NAME: {OUTCOME: {"mean", "low", "high", "share_better"}}}, "seeds": [...], "years": n}``; changes
    are from the first to the last year, and left out of outcomes that are means over years already. With the stances
    behind the scenarios (``stances``), net social value has its band too (``with_bands``).
    """
    moved = {"changes": changes_json(changes_by_run(outcomes))} if "year" in outcomes.columns else {}
    means = _as_means(outcomes, LAST_YEARS)
    answer = {
        "scenarios": _nested(level_table(means), ("mean", "low", "high")),
        **moved,
        "differences": _nested(difference_table(means), ("mean", "low", "high", "share_better")),
        "seeds": [int(seed) for seed in seeds],
        "years": int(years),
    }
    return with_bands(answer, means, stances or {})


def changes_json(changes: pd.DataFrame) -> dict[str, dict[str, dict[str, float | None]]]:
    """Return changes by run as plain values: mean and interval over seeds."""
    by_scenario = changes.groupby("scenario", sort=False)[_names(changes)]
    return _nested(_long(by_scenario, ["scenario"]), ("mean", "low", "high"))


def with_bands(
    answer: Mapping[str, Any], means: pd.DataFrame, stances: Mapping[str, Stance]
) -> dict[str, Any]:
    """Return the answer of a comparison with the band of net social value, where it can be known.

    Cells of net social value get ``band_low`` and ``band_high``; ``stances`` holds what the difference of every
    scenario from the first is under each stance: ``transfer_weight``, ``cost_of_funds``, ``mean``, ``low``, ``high``
    (paired 95 % t interval).
    """
    under = under_stances(means, stances)
    if under is None:
        return dict(answer)
    levels, gaps = _stances_by_scenario(level_table(under)), _stances_by_scenario(difference_table(under))
    banded = dict(answer)
    for key, table in {"scenarios": levels, "differences": gaps}.items():
        banded[key] = {name: _with_ends(cells, table.get(name)) for name, cells in answer[key].items()}
    return {**banded, "stances": gaps} if gaps else banded


def _stances_by_scenario(table: pd.DataFrame) -> dict[str, list[dict[str, float | None]]]:
    rows: dict[str, list[dict[str, float | None]]] = {}
    for row in table.to_dict("records"):
        weight, cost = STANCES[int(row["outcome"])]
        ends = {key: None if np.isnan(row[key]) else float(row[key]) for key in ("mean", "low", "high")}
        rows.setdefault(str(row["scenario"]), []).append(
            {"transfer_weight": weight, "cost_of_funds": cost, **ends}
        )
    return rows


def _with_ends(cells: Mapping[str, Any], stances: list[dict[str, float | None]] | None) -> dict[str, Any]:
    if stances is None or VALUE not in cells:
        return dict(cells)
    values = [stance["mean"] for stance in stances if stance["mean"] is not None]
    ends = dict(zip(ENDS, (min(values), max(values)), strict=True))
    return {**cells, VALUE: {**cells[VALUE], **ends}}


def t_interval(mean: Array, sd: Array, count: Array, bounds: tuple[Any, Any] = ANY) -> tuple[Array, Array]:
    """Return the 95 % t interval of a mean of ``count`` draws with standard deviation ``sd``; NaN for one draw.

    What cannot be outside ``bounds`` has an interval that ends there: where the mean cannot be, no interval misses it,
    so that what is cut off takes nothing from the 95 %.
    """
    from scipy.special import stdtrit

    several = count > 1
    quantile = stdtrit(np.where(several, count - 1, 1), 0.5 + CONFIDENCE / 2)
    half = np.where(several, quantile * sd / np.sqrt(np.maximum(count, 1)), np.nan)
    least, most = bounds
    return np.maximum(mean - half, least), np.minimum(mean + half, most)


def wider(seeds: float, family: int) -> float:
    """Return how much wider than an interval of one comparison are those that hold a family together (Bonferroni)."""
    from scipy.special import stdtrit

    nu = max(seeds - 1.0, 1.0)
    half = (1.0 - CONFIDENCE) / 2.0
    return float(stdtrit(nu, 1.0 - half / max(1, family)) / stdtrit(nu, 1.0 - half))


def as_good(means: pd.DataFrame, best: str, outcome: str) -> list[str]:
    """Return the scenarios that are not told apart from the best one by an outcome.

    Their paired differences from it have intervals (Bonferroni over all of them) that hold 0.

    Parameters
    ----------
    means
        As ``run_means`` returns them.
    best
        The scenario with the best mean.
    outcome
        What it is best at.
    """
    differences = difference_table(means[["scenario", "seed", outcome]], best)
    half = (differences["high"] - differences["low"]) / 2.0
    half *= [wider(float(seeds), len(differences)) for seeds in differences["seeds"]]
    alike = differences["mean"].abs() <= half
    return [str(name) for name in differences.loc[alike, "scenario"]]


def _as_means(outcomes: pd.DataFrame, last: int) -> pd.DataFrame:
    return run_means(outcomes, last) if "year" in outcomes.columns else outcomes


def _names(frame: pd.DataFrame) -> list[str]:
    return [str(name) for name in frame.columns if name not in KEYS]


def direction_of(outcome: str) -> float:
    """Return −1 for an outcome of which less is better for the public, else 1."""
    return -1.0 if outcome in OUTCOMES and OUTCOMES[outcome].direction == "down" else 1.0


def _signs(columns: Sequence[str]) -> Array:
    return np.array([direction_of(name) for name in columns])


def _paired(means: pd.DataFrame, base: str, columns: list[str]) -> pd.DataFrame:
    """Differences from the base, one row per other scenario × seed that both have."""
    reference = means[means["scenario"] == base].set_index("seed")[columns]
    others = means[(means["scenario"] != base) & means["seed"].isin(reference.index)]
    differences = others[columns].to_numpy() - reference.loc[others["seed"]].to_numpy()
    table = pd.DataFrame(differences, columns=columns)
    table.insert(0, "scenario", others["scenario"].to_numpy())
    return table


def _long(grouped: Any, keys: list[str], *, are_levels: bool = False) -> pd.DataFrame:
    """One row per group and outcome: mean, interval, and number of seeds."""
    means = grouped.mean()
    sd = grouped.std(ddof=1).to_numpy()
    count = np.broadcast_to(grouped.size().to_numpy(dtype=np.float64)[:, None], sd.shape)
    outcomes = list(means.columns)
    low, high = t_interval(means.to_numpy(), sd, count, bounds_of(outcomes) if are_levels else ANY)
    places = np.repeat(np.arange(len(means)), len(outcomes))
    columns: dict[str, Any] = {key: means.index.get_level_values(key).take(places) for key in keys}
    columns["outcome"] = outcomes * len(means)
    columns |= {"mean": means.to_numpy().ravel(), "low": low.ravel(), "high": high.ravel()}
    return pd.DataFrame(columns | {"seeds": count.astype(np.int64).ravel()})


def _nested(table: pd.DataFrame, values: tuple[str, ...]) -> dict[str, dict[str, dict[str, float | None]]]:
    nested: dict[str, dict[str, dict[str, float | None]]] = {}
    for row in table.to_dict("records"):
        cell = {name: _number(row[name]) for name in values}
        nested.setdefault(str(row["scenario"]), {})[str(row["outcome"])] = cell
    return nested


def _number(value: Any) -> float | None:
    return float(value) if math.isfinite(value) else None


def holm(p: Array) -> Array:
    """Return p-values adjusted for their number, in the same shape; NaN stays NaN and counts for no comparison.

    The k-th smallest of m is multiplied by m − k + 1, never below the one before it and never above 1 (Holm 1979, A
    simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 65–70).
    """
    flat = np.asarray(p, dtype=np.float64).ravel()
    order = np.argsort(flat, kind="stable")  # NaN comes last
    order = order[: np.count_nonzero(~np.isnan(flat))]
    steps = np.arange(order.size, 0, -1)
    adjusted = np.full(flat.shape, np.nan)
    adjusted[order] = np.minimum(np.maximum.accumulate(flat[order] * steps), 1.0)
    return adjusted.reshape(np.shape(p))
