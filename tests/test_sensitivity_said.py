"""What is said of a sensitivity analysis: no headline that its own intervals contradict, in findings and captions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from budgetsim.language import language
from budgetsim.numerics import Array
from budgetsim.report.sensitivity import importance
from budgetsim.report.sensitivity_data import asked_of
from budgetsim.report.sensitivity_text import finding
from budgetsim.studies.sensitivity.analyse import Analysis, analyse
from budgetsim.studies.sensitivity.design import Design
from budgetsim.studies.sensitivity.problem import Problem
from budgetsim.studies.sensitivity.standing import standing_of

THREE = Design("sobol", Problem(("x0", "x1", "x2")), 64)


def analysed(function: Callable[[Array], Array]) -> Analysis:
    return analyse(THREE, "y", function(THREE.sample))


def unequal(cube: Array) -> Array:
    return cube[:, 0] + 0.9 * cube[:, 1] + 0.01 * cube[:, 2]


def test_nothing_matters_most_where_every_interval_reaches_zero() -> None:
    got = analysed(unequal)
    wide = replace(got, indices=tuple(replace(index, low=0.0, high=1.0) for index in got.indices))
    assert standing_of(wide, "sobol", "ST").verdict == "wide"
    told = finding(THREE, wide)
    assert told != finding(THREE, got)
    assert "matter" not in told


def test_no_share_alone_is_larger_than_the_share_in_all() -> None:
    got = analysed(unequal)

    def told(change: float) -> str:
        moved = (replace(i, value=i.value + change) if i.kind == "S1" else i for i in got.indices)
        return finding(THREE, replace(got, indices=tuple(moved)))

    assert " alone" in told(-0.2)
    assert " alone" not in told(0.2)


def test_a_caption_names_those_whom_the_finding_names() -> None:
    got = analysed(unequal)
    wide = replace(got, indices=tuple(replace(index, high=1.0) for index in got.indices))
    assert standing_of(wide, "sobol", "ST").leaders == ("x0", "x1")
    _, caption = importance(asked_of(THREE), [wide], language("en"))
    assert "x0 and x1" in caption
    assert "x2" not in caption
