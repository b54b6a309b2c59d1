"""What a sweep shows: outcomes point by point, and level by level of each factor.

Of factors that were drawn together: what each does once the others are allowed for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from budgetsim.model.measures import ANY, OUTCOMES, bounds_of
from budgetsim.numerics import Array
from budgetsim.studies.factors import SCENARIO, column_of
from budgetsim.studies.files import marked, open_whole
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.memory import release_unused
from budgetsim.studies.states import own_factors, stored_states
from budgetsim.studies.summary import t_interval
from budgetsim.studies.windows import at_end, mean_over_last, sd_over_last

if TYPE_CHECKING:
    from budgetsim.studies.factors import Factor
    from budgetsim.studies.store import StudyResult


BINS = 8
"""Parts into which the range of a factor without levels is cut for its table of levels, at most."""
POINTS_PER_BIN = 4
"""Drawn values that a part of a range should hold: of fewer, a mean is mostly luck (assumed)."""
LUCK = 0.05
"""Chance of an F-test above which a drawn factor is said to explain nothing."""
ROWS_TOGETHER = 4096
"""Points, or runs of some, that are held at once while their table is written."""
MOST_LEVELS = 200
"""Levels of a factor that are told one by one; more are put into bins."""


def point_table(result: StudyResult, outcomes: Sequence[str] | None = None) -> pd.DataFrame:
    """Return one row per point: its name, the value of every factor, and every outcome with its 95 % t interval.

    Parameters
    ----------
    result
        A loaded study.
    outcomes
        Names of outcomes; by default all that were kept.

    Returns
    -------
    DataFrame
        Of points over draws of parameters those with declared ones. Columns ``scenario``, one per factor
        (``factors.column_of``), then ``NAME``, ``NAME_low``, ``NAME_high`` per
        outcome: mean over the last three years and over seeds, and its interval over seeds (NaN with one seed).
    """
    return pd.concat(point_blocks(result, outcomes), ignore_index=True)


def point_blocks(result: StudyResult, outcomes: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
    """Yield the rows of ``point_table`` some thousand points at a time, in order: for studies beyond memory."""
    points, chosen = _named_points(result), list(result.kept_outcomes if outcomes is None else outcomes)
    most = max(1, ROWS_TOGETHER // len(result.seeds))
    for places in _joined(result.scenario_blocks(), most, len(points)):
        (means,) = result.window_means([at_end(LAST_YEARS)], chosen, scenarios=places)
        rows = points[places.start : places.stop]
        if result.complete:
            yield pd.concat([rows.reset_index(drop=True), _over_seeds(means, chosen)], axis=1)
            continue
        values = _of_runs(result.by_run(chosen, means, scenarios=places), chosen)
        yield _beside(_at(rows, values["scenario"]), values)


def points_of(result: StudyResult, means: pd.DataFrame) -> pd.DataFrame:
    """Return ``point_table`` of the outcomes in means by run, as ``result.run_means`` gives them."""
    points, names = _named_points(result), [name for name in means.columns if name in OUTCOMES]
    alone = not result.complete or len(result.seeds) == 1
    rows = len(means) if alone else max(1, ROWS_TOGETHER // len(result.seeds)) * len(result.seeds)
    some = (means[start : start + rows] for start in range(0, len(means), rows))
    values = _below([_of_runs(rows_together, names) for rows_together in some])
    return _beside(_at(points, values["scenario"]), values)


def write_points(result: StudyResult, path: Path) -> None:
    """Write the table of all points and outcomes as Parquet, never holding more than some thousand of its rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    release_unused()  # what was needed to judge the points
    schema = pa.Schema.from_pandas(_one_row(result), preserve_index=False)
    # Numbers hardly repeat: to look for repetitions takes memory in every column, and gains nothing.
    texts = [
        field.name for field in schema if pa.types.is_large_string(field.type) and field.name != "scenario"
    ]
    with (
        open_whole(path) as file,
        pq.ParquetWriter(
            file, schema, compression="zstd", write_page_checksum=True, use_dictionary=texts
        ) as writer,
    ):
        for block in _of_size(point_blocks(result), ROWS_TOGETHER):
            writer.write_table(pa.Table.from_pandas(block, schema=schema, preserve_index=False, nthreads=1))


def write_points_as_text(result: StudyResult, path: Path) -> None:
    """Write the table of all points and outcomes as CSV, likewise."""
    with open_whole(path) as file:
        for number, block in enumerate(point_blocks(result)):
            text = block.to_csv(index=False, header=number == 0)
            file.write(text.encode() if number else marked(text))


def _joined(blocks: Iterable[range], size: int, count: int) -> Iterator[range]:
    """Put blocks of the first ``count`` places together, up to about ``size``: many small tables take long."""
    start = 0
    for block in blocks:
        stop = min(block.stop, count)
        if start < stop and (stop == count or stop - start >= size):
            yield range(start, stop)
            start = stop


def _of_size(blocks: Iterable[pd.DataFrame], size: int) -> Iterator[pd.DataFrame]:
    """Put small blocks together: a file of many small groups of rows is large and slow to read."""
    waiting: list[pd.DataFrame] = []
    for block in blocks:
        waiting.append(block)
        if sum(map(len, waiting)) >= size:
            yield _below(waiting)
            waiting = []
    if waiting:
        yield _below(waiting)


def _one_row(result: StudyResult) -> pd.DataFrame:
    """Return a row like those of the table, for the types of its columns."""
    columns = [name + end for name in result.kept_outcomes for end in ("", "_low", "_high")]
    return pd.concat([_named_points(result).head(1), pd.DataFrame(0.0, [0], columns)], axis=1)


def swept_points(result: StudyResult) -> pd.DataFrame:
    """Return the points as ``result.points`` does: without states of the world that they meet, and what is drawn."""
    states = stored_states(result)
    if not states:
        return result.points
    columns = ["scenario", *map(stored_column, own_factors(result))]
    return result.points[columns].head(len(states["scenarios"]))


def _named_points(result: StudyResult) -> pd.DataFrame:
    """Return the points with their factors called as in tables that are shown."""
    return swept_points(result).rename(
        columns={stored_column(factor): column_of(factor) for factor in own_factors(result)}
    )


def _at(points: pd.DataFrame, names: pd.Series[str]) -> pd.DataFrame:
    """Return the rows of points by their names."""
    rows: pd.DataFrame = points.iloc[_places(points, names)]
    return rows


def _places(points: pd.DataFrame, names: pd.Series[str]) -> Any:
    """Return the places of points by their names; not looked up where names follow the points, each as often."""
    places = np.repeat(np.arange(len(points)), len(names) // max(1, len(points)))
    labels = points["scenario"].iloc[places].reset_index(drop=True)
    if labels.equals(names.reset_index(drop=True)):
        return places
    return pd.Index(points["scenario"]).get_indexer(names)


def _below(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Return tables below each other; one alone as it is, since a copy of a large one takes much memory."""
    return tables[0] if len(tables) == 1 else pd.concat(tables, ignore_index=True)


def _beside(points: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([points.reset_index(drop=True), values.drop(columns="scenario")], axis=1)


LEVEL_COLUMNS = ("factor", "level", "outcome", "mean", "low", "high", "points", "over")


def level_effects(  # noqa: PLR0913 - tables of a study, and how it was drawn
    factors: Sequence[Factor],
    points: pd.DataFrame,
    means: pd.DataFrame,
    outcomes: Sequence[str],
    *,
    paired: bool = True,
    drawn: Collection[str] = (),
) -> pd.DataFrame:
    """Return the mean of outcomes at every level of every factor, over the points that share the level.

    ``factors`` and ``points`` are those of a loaded study, ``means`` its ``run_means(outcomes=...)``. Where points are
    ``paired``, they met the same seeds: intervals then speak of differences between levels, and what a seed adds to all
    levels alike is taken out (Cousineau 2005), corrected for the number of levels (Morey 2008). Of factors that were
    ``drawn`` together, what the others do on average is taken off their means, and intervals are over drawn states.

    Returns
    -------
    DataFrame
        Columns ``factor``, ``level`` (of a range: the middle of a part of it), ``outcome``, ``mean``, ``low``, ``high``
        (95 % t interval), ``points`` (how many have the level) and ``over``, what intervals are over: ``seeds`` (within
        them; NaN with one seed or one level), ``runs`` where points have seeds of their own, or drawn ``states``.
        Levels come in order.
    """
    names = list(outcomes)
    together = [factor for factor in factors if factor.name in drawn]
    if together:
        states, values = states_of(together, points, _by_point(means, names))
        alone = adjusted(together, states, values)
    places = pd.Series(_places(points, means["scenario"]))
    tables = []
    for factor in factors:
        column = stored_column(factor)
        levels = np.asarray(levels_at(factor, points[column].iloc[places]))
        reached = places.groupby(levels, sort=False).nunique()
        for outcome in names:
            if factor.name in drawn:
                over, state_levels = "states", np.asarray(levels_at(factor, states[column]))
                table = _over_groups(alone[factor.name][outcome], state_levels)
            elif paired:
                over, table = "seeds", _within_seeds(_level_by_seed(means, outcome, levels), outcome)
            else:
                over, table = "runs", _over_groups(means[outcome], levels, bounds_of([outcome]))
            counts = reached.reindex(table.index).to_numpy()
            table = table.assign(factor=factor.name, outcome=outcome, over=over, points=counts)
            tables.append(_in_order(table, factor))
    # As objects: side by side with numbers, pandas would turn off and on into 0.0 and 1.0.
    frames = [table.rename_axis("level").reset_index().astype({"level": object}) for table in tables]
    return pd.concat(frames, ignore_index=True)[list(LEVEL_COLUMNS)]


def level_means(
    factors: Sequence[Factor], points: pd.DataFrame, values: pd.DataFrame, drawn: Collection[str] = ()
) -> dict[str, pd.DataFrame]:
    """Return by factor the means (level × quantity) of any quantities of points, as ``level_effects`` has them.

    ``values`` are indexed by the names of points; the others are as ``level_effects`` takes them.
    """
    together = [factor for factor in factors if factor.name in drawn]
    if together:
        states, state_values = states_of(together, points, values)
        alone = adjusted(together, states, state_values)
    tables = {}
    for factor in factors:
        is_drawn = factor.name in drawn
        table, at = (alone[factor.name], states) if is_drawn else (values, points)
        levels = np.asarray(levels_at(factor, at[stored_column(factor)]))
        tables[factor.name] = _in_order(table.groupby(levels, sort=False).mean(), factor)
    return tables


def _in_order(table: pd.DataFrame, factor: Factor) -> pd.DataFrame:
    """Levels from low to high; those of choices as they were named."""
    if factor.is_ordered:
        return table.sort_index()
    return table.reindex([level for level in factor.levels if level in table.index])


def _level_by_seed(means: pd.DataFrame, outcome: str, levels: Any) -> pd.DataFrame:
    """Means of an outcome by level (rows) and seed (columns)."""
    return means[["seed", outcome]].assign(level=levels).pivot_table(outcome, index="level", columns="seed")


def _within_seeds(table: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Mean and within-seed interval of levels (rows) over seeds (columns)."""
    values = table.to_numpy(dtype=float)
    levels, seeds = values.shape
    within = values - values.mean(axis=0) + values.mean()
    sd = np.full(levels, np.nan)
    if seeds > 1 and levels > 1:
        sd = within.std(axis=1, ddof=1) * np.sqrt(levels / (levels - 1.0))
    low, high = t_interval(values.mean(axis=1), sd, np.full(levels, float(seeds)), bounds_of([outcome]))
    return pd.DataFrame({"mean": values.mean(axis=1), "low": low, "high": high}, index=table.index)


def _over_groups(values: pd.Series[Any], groups: Any, bounds: tuple[Any, Any] = ANY) -> pd.DataFrame:
    """Mean and interval of the values of each group, which are within bounds where they are levels."""
    grouped = values.groupby(groups)
    mean = grouped.mean()
    sd, count = (np.asarray(about, dtype=np.float64) for about in (grouped.std(ddof=1), grouped.size()))
    low, high = t_interval(mean.to_numpy(), sd, count, bounds)
    return pd.DataFrame({"mean": mean, "low": low, "high": high})


def explained(
    factors: Sequence[Factor], points: pd.DataFrame, values: pd.Series[Any], drawn: Collection[str] = ()
) -> dict[str, float]:
    """Return the share of the variance between points that each factor explains by itself.

    The correlation ratio η² (Pearson 1905): variance of the means at the levels of a factor over the variance of all
    points. Shares of a balanced design sum to at most 1; what lacks is interaction. Factors that were drawn together
    are judged by the drawn states, each allowing for the others. Their shares are freed of the part that luck alone
    would explain, ε² (Kelley 1935), and 0 if an F-test cannot tell them from luck. All are 0 where points do not
    differ.

    Parameters
    ----------
    factors, points
        Of a loaded study: ``result.factors`` and ``result.points``.
    values
        One outcome per point, by name of the point.
    drawn
        Names of the factors that were drawn together.
    """
    return explained_by_outcome(factors, points, values.to_frame("value"), drawn)["value"]


def explained_by_outcome(
    factors: Sequence[Factor], points: pd.DataFrame, values: pd.DataFrame, drawn: Collection[str] = ()
) -> dict[str, dict[str, float]]:
    """Return ``explained`` of several outcomes of the same points, each a column of ``values``."""
    together = [factor for factor in factors if factor.name in drawn]
    if together:
        states, state_values = states_of(together, points, values)
        alone = adjusted(together, states, state_values)
    at = _at(points, values.index.to_series())
    spreads: dict[str, Any] = {}
    for factor in factors:
        column = stored_column(factor)
        if factor.name not in drawn:
            spreads[factor.name] = values.groupby(at[column].to_numpy()).transform("mean").var(ddof=0)
        elif len(together) == 1:
            spreads[factor.name] = state_values.var(ddof=0)
        else:
            levels = np.asarray(levels_at(factor, states[column]))
            spreads[factor.name] = _freed_of_luck(alone[factor.name], levels)
    return {
        str(outcome): {
            name: float(of[outcome]) / total if total > 0.0 else 0.0 for name, of in spreads.items()
        }
        for outcome, total in values.var(ddof=0).items()
    }


def _freed_of_luck(values: pd.DataFrame, levels: Array) -> pd.Series[float]:
    """Variance of the means at levels, without what would be there if levels meant nothing; 0 if that may be all."""
    from scipy.special import fdtrc

    grouped = values.groupby(levels)
    count, parts = len(values), grouped.ngroups
    if parts < 2 or parts >= count:
        return pd.Series(0.0, values.columns)
    means = grouped.transform("mean")
    within = ((values - means) ** 2).sum() / (count - parts)
    between = ((means - values.mean()) ** 2).sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = fdtrc(parts - 1, count - parts, between / (parts - 1) / within)
    freed = (between - (parts - 1) * within) / count
    return freed.mask(chance > LUCK, 0.0).where(within > 0.0, between / count)


def _has_one_seed(means: pd.DataFrame) -> bool:
    """Whether each run is the mean of its point, which has no interval then."""
    seeds = means["seed"].to_numpy()
    return bool((seeds == seeds[:1]).all())


def _by_point(means: pd.DataFrame, outcomes: list[str]) -> pd.DataFrame:
    """Return means over seeds, indexed by the names of points."""
    if _has_one_seed(means):
        return means.set_index("scenario")[outcomes]
    return means.groupby("scenario", sort=False)[outcomes].mean()


def _of_runs(means: pd.DataFrame, outcomes: list[str]) -> pd.DataFrame:
    if _has_one_seed(means):
        none = np.full(len(means), np.nan)
        alone: dict[str, Any] = {"scenario": means["scenario"]}
        for name in outcomes:
            alone |= {name: means[name], f"{name}_low": none, f"{name}_high": none}
        return pd.DataFrame(alone, copy=False)
    grouped = means.groupby("scenario", sort=False)[outcomes]
    mean, sd = grouped.mean(), grouped.std(ddof=1)
    size = np.asarray(grouped.size(), dtype=np.float64)
    count = np.repeat(size[:, None], len(outcomes), axis=1)
    low, high = t_interval(mean.to_numpy(), sd.to_numpy(), count, bounds_of(outcomes))
    columns: dict[str, Any] = {"scenario": mean.index}
    for k, name in enumerate(outcomes):
        columns |= {name: mean[name].to_numpy(), f"{name}_low": low[:, k], f"{name}_high": high[:, k]}
    return pd.DataFrame(columns)


def _over_seeds(means: Array, outcomes: Sequence[str]) -> pd.DataFrame:
    """Return what ``_of_runs`` does, with the same bits, of means (outcome, scenario, seed) of which none lacks."""
    mean, sd = mean_over_last(means), sd_over_last(means)
    least, most = bounds_of(outcomes)
    bounds = least[:, None], most[:, None]
    low, high = t_interval(mean, sd, np.full(mean.shape, float(means.shape[-1])), bounds)
    values = np.stack([mean, low, high], axis=1).reshape(3 * len(outcomes), -1).T
    columns = [name + end for name in outcomes for end in ("", "_low", "_high")]
    return pd.DataFrame(values, columns=columns, copy=False)


def levels_at(factor: Factor, values: pd.Series[Any]) -> Any:
    """Return the levels to which values belong: themselves if they are few, else middles of parts of the range."""
    numbers = values.to_numpy()
    if not factor.is_ordered:
        return numbers
    low, high = (float(end) for end in factor.extremes())
    distinct = len(np.unique(numbers))
    is_listed = bool(factor.levels) or (factor.kind == "integer" and high - low < MOST_LEVELS)
    # A factorial takes the two ends of a range: they are its levels.
    is_listed = is_listed or bool(np.isin(numbers.astype(float), (low, high)).all())
    if is_listed and distinct <= MOST_LEVELS:
        return numbers
    parts = max(1, min(BINS, distinct // POINTS_PER_BIN))
    part = np.clip(((numbers.astype(float) - low) / (high - low) * parts).astype(int), 0, parts - 1)
    return low + (part + 0.5) * (high - low) / parts


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
    by_point = values if values.index.equals(pd.Index(points["scenario"])) else values.loc[points["scenario"]]
    if (number == np.arange(len(points))).all():  # as in most designs that are drawn: nothing to average
        return points[names].reset_index(drop=True), by_point.reset_index(drop=True)
    return points[names].groupby(number).first(), by_point.groupby(number).mean()


def adjusted(
    factors: Sequence[Factor], states: pd.DataFrame, values: pd.DataFrame
) -> Mapping[str, pd.DataFrame]:
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
    ends = np.cumsum([1, *(own.shape[1] for own in terms.values())])
    terms.clear()
    fitted = np.linalg.lstsq(matrix, values.to_numpy(dtype=np.float64), rcond=None)[0]
    places = (slice(first, last) for first, last in pairwise(map(int, ends)))
    own = {factor.name: place for factor, place in zip(factors, places, strict=True)}
    return _Adjusted(values, matrix, fitted, own, matrix[:, 1:] @ fitted[1:])


@dataclass(frozen=True)
class _Adjusted(Mapping[str, pd.DataFrame]):
    """Outcomes by factor, reckoned when they are asked for: of a large study all of them would take much memory.

    ``own`` are the places of the terms of each factor in ``matrix``, ``everything`` what all terms do together.
    """

    outcomes: pd.DataFrame
    matrix: Array
    fitted: Array
    own: Mapping[str, slice]
    everything: Array

    def __getitem__(self, factor: str) -> pd.DataFrame:
        place = self.own[factor]
        return self.outcomes - (self.everything - self.matrix[:, place] @ self.fitted[place])

    def __iter__(self) -> Iterator[str]:
        return iter(self.own)

    def __len__(self) -> int:
        return len(self.own)


def stored_column(factor: Factor) -> str:
    """Return the column of a factor in ``result.points``."""
    return "base" if factor.name == SCENARIO else factor.name


def _terms(factor: Factor, column: pd.Series[Any], degree: int) -> Array:
    """Columns of a factor in the fit, each with mean 0; none if it takes one value only."""
    values = column.to_numpy()
    if not factor.is_ordered:
        kinds = sorted(set(values.tolist()), key=str)
        columns = [(values == kind).astype(np.float64) for kind in kinds[1:]]
    else:
        numbers = values.astype(np.float64)
        spread = float(numbers.std())
        scaled = (numbers - numbers.mean()) / spread if spread > 0.0 else numbers * 0.0
        most = min(degree, len(np.unique(numbers)) - 1)
        columns = [scaled**power for power in range(1, most + 1)]
    empty = np.empty((len(values), 0))
    return np.column_stack([empty, *(term - term.mean() for term in columns)]) if columns else empty
