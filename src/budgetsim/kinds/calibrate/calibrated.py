"""The calibrated scenario: the base with the estimates, and how far these can be trusted."""

from __future__ import annotations

import os
from pathlib import Path

from budgetsim.declarations import GROUPS
from budgetsim.kinds.calibrate.answer import Calibration
from budgetsim.kinds.calibrate.inference import VERDICTS
from budgetsim.kinds.calibrate.target import Target
from budgetsim.rounding import amount, estimate, p_value
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.scenario_files.resolve import is_path
from budgetsim.scenario_files.syntax import toml_value

CALIBRATED = "calibrated"
"""Name of the calibrated scenario, and of its file without its ending."""


def calibrated_toml(answer: Calibration, target: Target, best: Scenario, directory: Path) -> str:
    """Return the calibrated scenario as TOML that extends the base; estimates carry their standard errors.

    A base that was made in Python has no file to extend, so that everything is written.
    """
    scenario = best.replace(name=CALIBRATED, description=_description(answer, target))
    lines = [f"# {line}" for line in _state(answer)]
    extends = target.extends
    if not extends:
        return "\n".join([*lines, scenario.to_toml()])
    base = load_scenario(extends)
    if is_path(extends):
        # A relative path without a slash would still end in .toml, so it stays a path.
        extends = Path(os.path.relpath(extends, directory.resolve())).as_posix()
    lines += [f"description = {toml_value(scenario.description)}", f"extends = {toml_value(extends)}"]
    notes = {factor.key: _note(answer, factor.name) for factor in target.parameters}
    moved = {key: own for key, own, _ in scenario.differences(base)}
    moved |= {f.key: getattr(getattr(scenario, f.key.partition(".")[0]), f.name) for f in target.parameters}
    for group in GROUPS:
        own = {key: value for key, value in moved.items() if key.partition(".")[0] == group}
        if own:
            lines += ["", f"[{group}]"]
            lines += [
                f"{key.partition('.')[2]} = {toml_value(value)}{notes.get(key, '')}"
                for key, value in own.items()
            ]
    return "\n".join(lines) + "\n"


def _description(answer: Calibration, target: Target) -> str:
    """Say what was estimated from what, and what speaks against the estimates as a whole."""
    reserve = "" if answer.convergence.converged else " The search did not converge."
    if answer.overidentification.rejected:
        reserve += " The moments contradict the model as a whole."
    return (
        f"{target.scenario.name} with {len(answer.estimates)} parameters estimated from a panel of"
        f" {answer.units:,} units, {answer.years[0]} to {answer.years[-1]} ({answer.name}).{reserve}"
    )


def _state(answer: Calibration) -> list[str]:
    """Say in a few lines how far the estimates can be trusted."""
    found, search = answer.overidentification, answer.convergence
    about = f"J = {amount(found.j)}, {found.degrees_of_freedom} degrees of freedom"
    test = "no more moments than parameters, so nothing tests the model"
    if found.p is not None:
        p = p_value(found.p)
        verdict = "not rejected"
        if found.rejected:
            verdict = "REJECTED: the moments contradict the model as a whole"
        test = f"{about}, {f'p {p}' if p[0] in '<>' else f'p = {p}'}; {verdict}"
    elif found.degrees_of_freedom:
        test = f"{about}; too few units for a verdict"
    ended = f"{search.status}, {search.descents} descents, of which {search.agreeing} ended at these values"
    state = ended if search.converged else f"NOT CONVERGED ({ended}): no value is pinned down"
    told = [
        f"{verdict}: {', '.join(names)}" for verdict in VERDICTS if (names := answer.with_verdict(verdict))
    ]
    return [
        f"Search: {state}.",
        f"Test of overidentification: {test}.",
        f"Weights of moments: {answer.weighting.used}.",
        f"Parameters ({len(answer.estimates)}): {'; '.join(told)}.",
    ]


def _note(answer: Calibration, parameter: str) -> str:
    """Return the comment on an estimated parameter."""
    found = answer.estimates[parameter]
    said = found.verdict
    if found.error is not None:
        told = estimate(found.estimate, found.low, found.high)
        said = f"standard error {amount(found.error)}, 90 % interval {told.low} to {told.high}; {said}"
    return f"  # estimated; {said}"
