"""What is said of a sensitivity analysis: no headline that its own intervals contradict, in findings and captions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from budgetsim.kinds.sensitivity.answer import Analysis, Sensitivity, VariedFactor
from budgetsim.kinds.sensitivity.methods import design_of
from budgetsim.kinds.sensitivity.problem import Problem
from budgetsim.kinds.sensitivity.standing import standing_of
from budgetsim.kinds.sensitivity.steps import analyse
from budgetsim.numerics import Array

THREE = design_of("sobol", Problem(("x0", "x1", "x2")), 64)


def analysed(function: Callable[[Array], Array]) -> Analysis:
    return analyse(THREE, "y", function(THREE.sample))


def unequal(cube: Array) -> Array:
    return cube[:, 0] + 0.9 * cube[:, 1] + 0.01 * cube[:, 2]


def changed(analysis: Analysis, kinds: tuple[str, ...], **ends: float) -> Analysis:
    """Return an analysis with other ends of some of its intervals, and what may then be said of it."""
    indices = {
        kind: {name: replace(cell, **(ends if kind in kinds else {})) for name, cell in cells.items()}
        for kind, cells in analysis.indices.items()
    }
    moved = replace(analysis, indices=indices)
    standing = standing_of("sobol", moved.of("ST"), moved.ranking, moved.noise, kind="ST")
    return replace(moved, standing=standing)


def answer_of(analysis: Analysis) -> Sensitivity:
    """Return an answer about one outcome."""
    factor = VariedFactor("", "lever", "number", "", 0.0, 1.0, ())
    names = THREE.problem.names
    return Sensitivity(
        scenario="wangcheng_2022", method="sobol", main_index="ST", samples=64, sample_seed=0,
        points=THREE.points, seeds=(0,), years=3, from_year=None, factors=dict.fromkeys(names, factor),
        groups={}, outcomes={"y": analysis},
    )  # fmt: skip


def finding(analysis: Analysis) -> str:
    (sentence,) = answer_of(analysis).findings()
    return sentence


def test_nothing_matters_most_where_every_interval_reaches_zero() -> None:
    got = analysed(unequal)
    assert "matter" in finding(got)
    wide = changed(got, ("ST", "S1"), low=0.0, high=1.0)
    assert wide.standing.verdict == "wide"
    assert "matter" not in finding(wide)


def test_no_share_alone_is_larger_than_the_share_in_all() -> None:
    got = analysed(unequal)

    def told(change: float) -> str:
        alone = {name: replace(cell, value=cell.value + change) for name, cell in got.indices["S1"].items()}
        return finding(replace(got, indices={**got.indices, "S1": alone}))

    assert " alone" in told(-0.2)
    assert " alone" not in told(0.2)


def test_a_caption_names_those_whom_the_finding_names() -> None:
    wide = changed(analysed(unequal), ("ST", "S1"), high=1.0)
    assert wide.standing.leaders == ("x0", "x1")
    assert "x0 and x1" in finding(wide)
    caption = answer_of(wide).figures()["sobol"].caption
    assert "x0 and x1" in caption
    assert "x2" not in caption
