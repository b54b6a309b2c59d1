"""The theory's formula with simulated points on it, as numbers to draw.

Lines are the closed forms of ``budgetsim.verification.theory``; points come from the same scenarios, search and
tolerances as ``budgetsim verify --theory``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from budgetsim.app.lessons.content import Theory
from budgetsim.app.lessons.mechanisms import LINE, MECHANISMS, Drawn
from budgetsim.app.lessons.shared import Shared
from budgetsim.app.workers import at_work
from budgetsim.declarations import GROUPS
from budgetsim.scenario import load_scenario
from budgetsim.verification.finding import Finding
from budgetsim.verification.theory import closed_forms as forms
from budgetsim.verification.theory.limit import Case, Limit, Values
from budgetsim.verification.theory.registry import LIMITS

Formula = Callable[[Values], float]
Moved = tuple[tuple[str, float], ...]
KEPT = 128


def _slope(v: Values) -> float:
    return forms.incentive_slope(v["r"], v["c"], v["sigma2"])


def _types(form: Callable[[float, float, float, float], float]) -> Formula:
    return lambda v: form(v["A"], v["theta_low"], v["theta_high"], v["nu"])


FORMULAS: dict[tuple[str, str], Formula] = {
    ("T1", "beta"): _slope,
    ("T1", "effort"): lambda v: forms.contract_effort(_slope(v), v["c"]),
    ("T1", "surplus"): lambda v: forms.contract_surplus(_slope(v), v["c"]),
    ("T2", "beta"): lambda v: forms.multitask_slope(v["r"], v["sigma2"], v["k12"]),
    ("T4", "threshold"): lambda v: forms.deterrence_threshold(v["gain"], v["sanction"]),
    ("T5", "effort_factor"): lambda v: forms.ratchet_factor(v["interest"], v["ratchet"]),
    ("T6", "effort"): lambda v: forms.yardstick_effort(v["quantity"], v["cost_slope"], v["pass_through"]),
    ("T7", "filter"): lambda v: forms.best_filter(v["sigma2_common"], v["sigma2_own"], int(v["peers"])),
    ("T8", "effort"): lambda v: forms.contest_effort(v["prize"], v["cost"], int(v["n"])),
    ("T10", "q_low"): lambda v: forms.efficient_output(v["A"], v["theta_low"]),
    ("T10", "q_high"): _types(forms.distorted_output),
    ("T10", "rent"): _types(forms.information_rent),
}
"""Closed forms as functions of a limit's parameters, for smooth lines; of other quantities only points are known."""


_kept: Shared[tuple[str, Moved], Drawn] = Shared(KEPT)


def drawn(theory: Theory, moved: Mapping[str, float]) -> Drawn:
    """Return line and points of a theory under the settings of its sliders."""
    key = (theory.model_dump_json(), tuple(sorted(moved.items())))

    def work_out(_: object) -> dict[tuple[str, Moved], Drawn]:
        return {key: at_work(_drawn, theory, {**theory.fixed, **moved})}

    return _kept.get([key], work_out)[0]


def _drawn(theory: Theory, values: dict[str, float]) -> Drawn:
    return MECHANISMS[theory.mechanism](values) if theory.mechanism else _limit(theory, values)


def _limit(theory: Theory, moved: Mapping[str, float]) -> Drawn:
    limit = LIMITS[theory.limit]
    name, places = (theory.along, theory.points) if theory.along else limit.along
    places = theory.points or places
    cases = [Case(limit, {**limit.worked[0], **moved, name: place}, thorough=False) for place in places]
    cases = [case for case in cases if not limit.together(case.values)]
    found = [_finding(case, theory.quantity) for case in cases]
    points = tuple(float(case[name]) for case in cases)
    line = _line_places(limit, name, points)
    formula = FORMULAS.get((limit.id, theory.quantity))
    if formula is None:
        line, heights = points, tuple(one.expected for one in found)
    else:
        heights = tuple(formula({**limit.worked[0], **moved, name: place}) for place in line)
    return Drawn(
        f"{limit.id}-{name}", f"{limit.id}-{theory.quantity}", line, heights, points,
        tuple(one.simulated for one in found), tuple(one.expected for one in found),
        tuple(one.tolerance for one in found),
    )  # fmt: skip


def _finding(case: Case, quantity: str) -> Finding:
    return next(one for one in case.limit.check(case) if one.quantity == quantity)


def _line_places(limit: Limit, name: str, points: tuple[float, ...]) -> tuple[float, ...]:
    whole = next(parameter.whole for parameter in limit.parameters if parameter.name == name)
    if whole:
        return tuple(float(n) for n in range(int(points[0]), int(points[-1]) + 1))
    return tuple(map(float, np.linspace(points[0], points[-1], LINE)))


def slider_start(theory: Theory, scenario: str, name: str) -> float:
    """Return where a theory's slider stands at first: as fixed, else as worked, else as in the scenario."""
    if name in theory.fixed:
        return theory.fixed[name]
    if theory.limit:
        return float(LIMITS[theory.limit].worked[0][name])
    values = load_scenario(scenario).to_dict()
    return float(next(values[group][name] for group in GROUPS if name in values[group]))
