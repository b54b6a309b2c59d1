"""What ranks of true values say of intervals: coverage, histograms, distribution functions, and their bands.

A true value below which its intervals say that a share q lies should be there in a share q of the panels (simulation-
based calibration: Talts and others 2018), for every q; bands say how far chance alone goes. Tables have a row for each
panel and parameter: ``panel``, ``parameter``, ``true``, ``rank``, ends of intervals ``low_0.9``, ``high_0.9`` …, and
``left``, the part that is left of what was not known.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import binom, norm

from budgetsim.numerics import Array
from budgetsim.report import layout, style

LEVELS = (0.50, 0.90, 0.95)
TOLD = 0.9
"""Part of the prior's standard deviation, as the mean over panels, below which panels tell something of a parameter."""
SEED = 20261130
BINS, POINTS = 10, 99
"""Bins of histograms of ranks; points at which distribution functions are compared."""
BAND, TRIALS = 0.95, 10_000


def rank(below: Array, count: float, even: Array) -> Array:
    """Return the rank of true values among weighted draws, from 0 to 1, even if truth and draws are alike.

    Of L equal draws r lie below the truth, and each of the L + 1 numbers is as likely, so that (r + u) / (L + 1) is
    even for an even u. Weighted draws count as so many equal ones as they are worth.

    Parameters
    ----------
    below
        Weight of the draws below the true value, (parameter,).
    count
        Equal draws that they are worth.
    even
        Numbers from 0 to 1, (parameter,).
    """
    return np.asarray((count * below + even) / (count + 1.0))


def sides(level: float) -> tuple[float, float]:
    """Return the shares that lie below both ends of the middle interval of some level."""
    return (1.0 - level) / 2.0, (1.0 + level) / 2.0


def coverage(found: pd.DataFrame) -> pd.DataFrame:
    """Return by level the share of intervals that hold the truth, and its error over panels, which are independent."""
    rows = []
    for level in LEVELS:
        by_panel = holds(found, level).groupby(found["panel"]).mean()
        rows.append((level, by_panel.mean(), by_panel.std() / np.sqrt(len(by_panel))))
    return pd.DataFrame(rows, columns=["level", "held", "error"])


def holds(found: pd.DataFrame, level: float) -> pd.Series:
    """Return whether the interval of a level holds the truth, (row,)."""
    return (found[f"low_{level:g}"] <= found["true"]) & (found["true"] <= found[f"high_{level:g}"])


def by_parameter(found: pd.DataFrame) -> pd.DataFrame:
    """Return coverage of each parameter, what is left of its ignorance, and whether its ranks leave the band."""
    rows = []
    for name, own in found.groupby("parameter", sort=False):
        apart = np.abs(differences(own["rank"].to_numpy()[:, None])[:, 0])
        leaves = bool((apart > band(len(own))).any())
        rows.append((name, own["left"].mean(), *(holds(own, level).mean() for level in LEVELS), leaves))
    return pd.DataFrame(
        rows, columns=["parameter", "left", *(f"held_{level:g}" for level in LEVELS), "leaves"]
    )


def told_of(found: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of parameters that panels tell something of."""
    left = found.groupby("parameter")["left"].transform("mean")
    return found[left < TOLD]


def at_points() -> Array:
    """Return where distribution functions are compared, (point,)."""
    return np.arange(1, POINTS + 1) / (POINTS + 1.0)


def differences(ranks: Array) -> Array:
    """Return by how much distribution functions exceed an even one, (point, parameter), of ranks (panel, parameter)."""
    points = at_points()
    return np.asarray((ranks[None, :, :] <= points[:, None, None]).mean(axis=1) - points[:, None])


@cache
def _level_of_points(count: int) -> float:
    """Return the level of intervals at each point with which all of them hold at once in ``BAND`` of even samples.

    By simulation: Säilynoja, Bürkner & Vehtari 2022, algorithm 1.
    """
    points = at_points()
    samples = np.random.default_rng(SEED).random((TRIALS, count))
    below = np.stack([(samples <= point).sum(axis=1) for point in points], axis=1)
    tails = np.minimum(binom.cdf(below, count, points), binom.sf(below - 1, count, points))
    return float(np.quantile(2.0 * tails.min(axis=1), 1.0 - BAND))


def band(count: int) -> Array:
    """Return how far the distribution function of so many even ranks stays from an even one at all points, (point,).

    The wider of both sides at each point.
    """
    points, part = at_points(), _level_of_points(count) / 2.0
    low, high = binom.ppf(part, count, points) / count, binom.ppf(1.0 - part, count, points) / count
    return np.asarray(np.maximum(points - low, high - points))


def pooled_band(found: pd.DataFrame) -> tuple[Array, Array]:
    """Return difference and band of all ranks together, (point,) each.

    Ranks of one panel depend on each other, panels do not: the band rests on how panels differ (largest of normal
    deviations with their covariance).
    """
    by_panel = np.stack(
        [differences(own["rank"].to_numpy()[:, None])[:, 0] for _, own in found.groupby("panel")]
    )
    errors = by_panel.std(axis=0, ddof=1) / np.sqrt(len(by_panel))
    away = (by_panel - by_panel.mean(axis=0)) / len(by_panel)
    normal = np.random.default_rng(SEED).standard_normal((TRIALS, len(by_panel)))
    differs = errors > 0.0
    largest = np.abs(normal @ away[:, differs] / errors[differs]).max(axis=1)
    return by_panel.mean(axis=0), np.quantile(largest, BAND) * errors


# Shown ----------------------------------------------------------------------------------------------------------------

NAMED = {"draws": "weighted draws", "calibrate": "`budgetsim calibrate`"}
HEIGHT = 2.1


def page(found: dict[str, pd.DataFrame]) -> str:
    """Return coverage of both estimators and of each parameter as Markdown."""
    lines = [
        "| intervals | parameters | panels | of 50 % | of 90 % | of 95 % | leave the band |",
        f"| --- | ---: | ---: {'| ---: ' * 4}|",
    ]
    for name, table in found.items():
        for which, rows in _kinds(name, table):
            each = by_parameter(rows)
            cells = [f"{row.held:.1%} ± {row.error:.1%}" for row in coverage(rows).itertuples()]
            count = rows["panel"].nunique()
            lines.append(
                f"| {which} | {len(each)} | {count} | {' | '.join(cells)} | {each['leaves'].sum()} |"
            )
    for name, table in found.items():
        lines += [
            "",
            f"| parameter ({NAMED[name]}) | left | of 50 % | of 90 % | of 95 % |",
            f"| --- {'| ---: ' * 4}|",
        ]
        each = by_parameter(_kinds(name, table)[-1][1]).sort_values("left", kind="stable")
        for row in each.itertuples(index=False):
            lines.append(f"| `{row[0]}` | {row[1]:.2f} | {' | '.join(f'{cell:.0%}' for cell in row[2:5])} |")
    return "\n".join(lines)


def _kinds(estimator: str, table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return which rows are pooled, and what they are called."""
    named_as = NAMED[estimator]
    if estimator == "calibrate":
        return [(named_as, table)]
    return [(f"{named_as}, all", table), (f"{named_as}, those that panels bear on", told_of(table))]


def drawn(found: dict[str, pd.DataFrame]) -> Any:
    """Return the figure: histograms of ranks on top, differences of distribution functions below."""
    with style.house_style():
        figure, axes = layout.new_figure(HEIGHT, 2, len(found), sharey="row", sharex=True)
        for place, (name, table) in enumerate(found.items()):
            _, rows = _kinds(name, table)[-1]
            _histogram(
                axes[place], rows, f"{NAMED[name].replace('`', '')}: {rows['parameter'].nunique()} parameters"
            )
            _functions(axes[len(found) + place], rows)
        axes[0].set_ylabel("ranks, relative to uniform ones")
        axes[len(found)].set_ylabel("distribution function,\nless the uniform one")
        for axis in axes[len(found) :]:
            axis.set_xlabel("rank of the true value")
        layout.legend_above(figure, *axes[len(found)].get_legend_handles_labels())
        layout.settle(figure)
    return figure


def _histogram(axis: Any, rows: pd.DataFrame, title: str) -> None:
    """Draw how often ranks fall in each bin, with 95 % of what panels that are alike would show."""
    ends = np.linspace(0.0, 1.0, BINS + 1)
    by_panel = np.stack([np.histogram(own["rank"], ends)[0] for _, own in rows.groupby("panel")])
    height = BINS * by_panel / by_panel.sum(axis=1, keepdims=True)
    error = height.std(axis=0, ddof=1) / np.sqrt(len(height))
    half = norm.ppf(sides(0.95)[1]) * error
    middle = (ends[:-1] + ends[1:]) / 2.0
    axis.bar(middle, height.mean(axis=0), width=0.9 / BINS, color=style.colour(0), alpha=0.75, linewidth=0)
    axis.fill_between(middle, 1.0 - half, 1.0 + half, color=style.MUTED, alpha=0.3, linewidth=0, zorder=3)
    axis.axhline(1.0, color=style.INK, linewidth=0.8, zorder=4)
    axis.set_title(title)


def _functions(axis: Any, rows: pd.DataFrame) -> None:
    """Draw differences of distribution functions: each parameter thin with its band, all together thick."""
    points = at_points()
    half = band(rows["panel"].nunique())
    mean, around = pooled_band(rows)
    lines = [differences(own["rank"].to_numpy()[:, None])[:, 0] for _, own in rows.groupby("parameter")]
    axis.plot(points, mean, color=style.colour(0), label="all parameters", zorder=4)
    axis.fill_between(
        points, -around, around, color=style.colour(1), alpha=0.3, linewidth=0, label="95 % band of all",
    )  # fmt: skip
    for number, line in enumerate(lines):
        label = "" if number else "one parameter"
        axis.plot(points, line, color=style.FAINT, linewidth=0.6, label=label)
    axis.fill_between(
        points, -half, half, color=style.MUTED, alpha=0.2, linewidth=0, label="95 % band of one",
    )  # fmt: skip
    axis.axhline(0.0, color=style.INK, linewidth=0.8)
