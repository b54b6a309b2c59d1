"""Figures: drawn without warnings, readable, with a caption made from the data."""

from __future__ import annotations

import itertools
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from figure_data import sample

from budgetsim.report import budgets, drawing, layout, scores, style, trajectories, workload
from budgetsim.report.declared import KEY_OUTCOMES, OUTCOMES
from budgetsim.report.figures import OF_STUDY, Sample, draw_all, sample_of
from budgetsim.report.intervals import means, t_bounds
from budgetsim.scenario import Scenario

PNG, PDF = b"\x89PNG\r\n\x1a\n", b"%PDF"


@pytest.fixture(scope="module")
def pair() -> Sample:
    return sample("base", "reform")


def test_every_figure_is_drawn_with_its_caption(pair: Sample, tmp_path: Path) -> None:
    formats = ("png", "svg", "pdf")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = draw_all(pair, tmp_path, formats)
    assert [figure.name for figure in drawn] == list(OF_STUDY)
    for figure in drawn:
        assert [file.suffix[1:] for file in figure.files] == list(formats)
        assert (tmp_path / f"{figure.name}.txt").read_text(encoding="utf-8") == figure.caption + "\n"
        assert figure.caption.endswith(".")
        assert "base" in figure.caption
        assert "reform" in figure.caption
        assert figure.alt
    starts = {file.suffix: file.read_bytes()[:8] for file in drawn[0].files}
    assert starts[".png"] == PNG
    assert starts[".pdf"].startswith(PDF)


def test_same_data_give_the_same_bytes(pair: Sample, tmp_path: Path) -> None:
    with style.house_style():
        made = [
            drawing.save(*budgets.draw(pair.departments), tmp_path / name, "budgets", ("png", "svg", "pdf"))
            for name in "ab"
        ]
    one, two = ([file.read_bytes() for file in drawn.files] for drawn in made)
    assert one == two


@pytest.mark.parametrize(
    ("names", "about"),
    [
        (("alone",), {"years": 1}),
        (("one",), {"departments": 1, "seeds": 1, "years": 1}),
        pytest.param(
            tuple(f"scenario_with_a_rather_long_name_{k}" for k in range(10)),
            {"years": 2},
            marks=pytest.mark.slow,
        ),
    ],
)
def test_odd_sizes_are_drawn(names: tuple[str, ...], about: dict[str, Any], tmp_path: Path) -> None:
    made = sample(*names, **about)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = draw_all(made, tmp_path, ("png@60",))
    assert all("nan" not in figure.caption for figure in drawn)


def test_other_peoples_settings_are_left_alone(pair: Sample) -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    with style.house_style():
        budgets.draw(pair.departments)
        assert dict(mpl.rcParams) != before
    assert dict(mpl.rcParams) == before


def test_panels_carry_units_and_lines_lie_on_the_means(pair: Sample) -> None:
    figure, _ = trajectories.draw(pair.outcomes)
    for axis, name in zip(figure.axes, KEY_OUTCOMES, strict=True):
        assert axis.get_ylabel() == OUTCOMES[name].unit
        assert axis.get_xlabel() or axis.get_shared_x_axes().joined(axis, figure.axes[-1])
        expected = pair.outcomes.groupby(["scenario", "year"], sort=False)[name].mean().to_numpy()
        assert np.concatenate([line.get_ydata() for line in axis.lines]) == pytest.approx(expected)
    assert figure.axes[-1].get_xlabel() == "Year"


def test_interval_is_the_t_interval(pair: Sample) -> None:
    from scipy import stats

    part = pair.outcomes[pair.outcomes["scenario"] == "base"]
    made = means(part, ["year"], "performance").set_index("year").loc[2]
    values = part[part["year"] == 2]["performance"]
    low, high = stats.t.interval(0.95, len(values) - 1, values.mean(), stats.sem(values))
    assert (made["low"], made["high"]) == pytest.approx((low, high))
    assert t_bounds(values) == pytest.approx((low, high))
    assert np.isnan(t_bounds(values[:1])).all()


@pytest.mark.parametrize("value", [1.0, 0.0])
def test_no_number_at_a_share_is_beyond_what_it_can_be(value: float) -> None:
    """A share that never moves stands alone in its panel, which would end beyond it."""
    table = sample("base").outcomes.assign(credibility=value)
    figure, _ = trajectories.draw(table, outcomes=["credibility"])
    axis = figure.axes[0]
    low, high = axis.get_ylim()
    assert low < value < high
    shown = [float(tick) for tick in axis.get_yticks() if low <= tick <= high]
    assert len(shown) > 1
    assert (min(shown) if value == 0.0 else max(shown)) == pytest.approx(value)


def test_legends_lie_outside_all_panels(pair: Sample) -> None:
    for draw, table in ((trajectories.draw, pair.outcomes), (scores.draw, pair.departments)):
        figure, _ = draw(table)
        layout.settle(figure)
        figure.canvas.draw()
        legend = figure.legends[0].get_window_extent()
        assert all(not legend.overlaps(axis.get_window_extent()) for axis in figure.axes)
        assert legend.x1 <= figure.bbox.x1


def test_every_department_is_a_point(pair: Sample) -> None:
    figure, _ = scores.draw(pair.departments)
    shown = sum(len(group.get_offsets()) for group in figure.axes[0].collections)
    assert shown == 3 * 15


def test_budget_caption_tells_the_gap_between_best_and_worst(pair: Sample) -> None:
    figure, caption = budgets.draw(pair.departments)
    mean = figure.axes[0].lines[0].get_ydata()
    assert f"{mean[-1] - mean[0]:+.1f} under base".replace("-", "−") in caption


def test_the_days_available_lie_inside_every_panel() -> None:
    few = Scenario(name="few").replace(**{"district.departments": 6, "protocol.burn_in": 1})
    made = sample_of([few.replace(staff=2), few.replace(name="many", staff=30)], 2, 2)
    figure, _ = workload.draw(made.work)
    for axis in figure.axes:
        low, high = axis.get_ylim()
        assert low == 0.0
        assert all(np.max(line.get_ydata()) < high for line in axis.lines)


def test_neighbouring_lines_differ_in_colour_and_dashes() -> None:
    looks = [(style.colour(k), style.line(k)) for k in range(32)]
    assert len({colour for colour, _ in looks[:8]}) == 8
    assert len(set(looks)) == 32
    assert all(one[1] != two[1] for one, two in itertools.pairwise(looks))


@pytest.mark.parametrize("departments", [2, 3, 4, 5, 7, 60])
def test_the_worst_and_the_best_fifth_hold_somebody(departments: int) -> None:
    performance = pd.Series(np.random.default_rng(departments).normal(size=departments))
    fifth = budgets.fifths_of(performance)
    assert (fifth[performance.idxmin()], fifth[performance.idxmax()]) == (1, budgets.FIFTHS)
    assert fifth[performance.sort_values().index].is_monotonic_increasing
