"""The limits of the theory over their whole admissible range, not at the worked values only."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from budgetsim.kinds.verify.theory.catalogue import LIMITS
from budgetsim.kinds.verify.theory.limit import Case, Finding, Parameter, Values
from budgetsim.kinds.verify.theory.limited_memory import PLAIN_RUNS
from budgetsim.kinds.verify.theory.responses import APART

DECADES = 6.0
"""Powers of ten below the upper bound that are drawn as often as each other, where the lower bound is 0."""
FEW = {"T4": 20, "T5": 20, "T7": 15, "T12": 8}
"""Examples of limits that take longer than the usual number's."""
USUAL = 50
THOROUGH = 2
"""Examples of the further checks, which simulate thousands of districts; the slow tests take many more.

The distance to the tolerance is at most 0.47 of it in the first four examples, and at most 0.43 in the next four.
"""


def number(about: Parameter) -> st.SearchStrategy[float]:
    """Values of a parameter: its bounds, its range evenly, and its orders of magnitude evenly."""
    if about.whole:
        whole = st.integers(int(about.lower), min(int(about.upper), PLAIN_RUNS // 2))
        return st.one_of(whole, st.just(math.inf)) if about.endless else whole
    lowest = math.log10(about.lower) if about.lower > 0.0 else math.log10(about.upper) - DECADES
    magnitudes = st.floats(lowest, math.log10(about.upper)).map(
        lambda power: min(max(10.0**power, about.lower), about.upper)
    )
    return st.one_of(
        magnitudes, st.floats(about.lower, about.upper), st.sampled_from((about.lower, about.upper))
    )


@st.composite
def bureaucracies(draw: st.DrawFn) -> Values:
    about = {one.name: one for one in LIMITS["T9"].parameters}
    a, b, gamma = (draw(number(about[name])) for name in ("a", "b", "gamma"))
    # Cost lies between half of a and a, often close to either.
    margin = draw(st.one_of(st.floats(1e-6, 0.5), st.floats(-6.0, -0.31).map(lambda power: 10.0**power)))
    return {"a": a, "b": b, "c": max(a * (1.0 - margin), a / 2.0), "gamma": gamma}


@st.composite
def screenings(draw: st.DrawFn) -> Values:
    value, nu = draw(st.floats(-3.0, 6.0)), draw(st.floats(0.01, 0.99))
    # The inefficient type's output, and the difference of costs, as parts of what is left.
    high, share = draw(st.floats(0.0, 1.0)), draw(st.one_of(st.floats(1e-6, 1.0), st.just(1e-6)))
    value, theta = 10.0**value, high * 10.0**value
    largest = (value - theta) * (1.0 - nu) / nu
    return {"A": value, "theta_low": theta - min(theta, largest) * share, "theta_high": theta, "nu": nu}


@st.composite
def bonuses(draw: st.DrawFn) -> Values:
    """Weights of which two are often equal, for ties are where a limit is hard to hold."""
    some = draw(st.lists(st.floats(0.0, 100.0), min_size=3, max_size=3))
    tied = [some[place] for place in draw(st.lists(st.integers(0, 2), min_size=3, max_size=3))]
    return dict(
        zip(("alpha", "beta", "gamma"), draw(st.sampled_from((some, sorted(some), tied))), strict=True)
    )


OWN: dict[str, st.SearchStrategy[Values]] = {"T9": bureaucracies(), "T10": screenings(), "T11": bonuses()}


def admissible(limit: str) -> st.SearchStrategy[Values]:
    """Admissible parameters of a limit."""
    about = LIMITS[limit]
    drawn: Any = st.fixed_dictionaries({one.name: number(one) for one in about.parameters})
    if limit in OWN:
        drawn = OWN[limit]
    return drawn.filter(lambda values: not about.together(values))


def broken(limit: str, values: Values, *, thorough: bool) -> list[Finding]:
    about = LIMITS[limit]
    return [finding for finding in about.check(Case(about, values, thorough=thorough)) if not finding.holds]


@pytest.mark.parametrize("limit", LIMITS)
def test_limit_holds_over_its_whole_range(limit: str) -> None:
    @settings(max_examples=FEW.get(limit, USUAL))
    @given(values=admissible(limit))
    def check(values: Values) -> None:
        assert broken(limit, values, thorough=False) == []

    check()


@pytest.mark.parametrize("limit", ["T1", "T3", "T5", "T7", "T8"])
def test_further_checks_hold_over_the_whole_range(limit: str) -> None:
    @settings(max_examples=THOROUGH)
    @given(values=admissible(limit))
    def check(values: Values) -> None:
        assert broken(limit, values, thorough=True) == []

    check()


@pytest.mark.slow
@pytest.mark.parametrize("limit", LIMITS)
def test_limit_and_further_checks_hold_at_many_points(limit: str) -> None:
    @settings(max_examples=2 * FEW.get(limit, USUAL))
    @given(values=admissible(limit))
    def check(values: Values) -> None:
        assert broken(limit, values, thorough=True) == []

    check()


@given(values=bonuses())
def test_weights_that_are_nearly_equal_are_refused_and_equal_ones_are_not(values: Values) -> None:
    gaps = [abs(x - y) for x in values.values() for y in values.values() if x != y]
    assert bool(LIMITS["T11"].together(values)) == any(gap < APART for gap in gaps)


@given(low=st.floats(0.0, 49.0), step=st.floats(APART, 50.0))
def test_ties_leave_the_truth_one_of_several_best_reports(low: float, step: float) -> None:
    for weights in ((low, low, low + step), (low, low + step, low + step), (low, low, low)):
        values = dict(zip(("alpha", "beta", "gamma"), weights, strict=True))
        assume(not LIMITS["T11"].together(values))
        (finding,) = LIMITS["T11"].check(Case(LIMITS["T11"], values))
        assert finding.simulated == finding.expected == 0.0
