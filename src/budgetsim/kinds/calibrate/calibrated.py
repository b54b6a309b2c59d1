"""The calibrated scenario, which has the estimates, one that leaves them to draws, and how far both can be trusted."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from budgetsim.declarations import GROUPS
from budgetsim.kinds.calibrate.answer import Calibration
from budgetsim.kinds.calibrate.inference import VERDICTS
from budgetsim.kinds.calibrate.own import POSTERIOR, drawn_names
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
    notes = {factor.key: _note(answer, factor.name) for factor in target.parameters}
    return _extending(scenario, target, directory, _state(answer), notes)


def drawn_toml(answer: Calibration, target: Target, scenario: Scenario, directory: Path) -> str:
    """Return the scenario that leaves to draws what they hold; estimated levers keep their estimates."""
    said = scenario.replace(description=_description(answer, target))
    levers = {
        factor.key: _note(answer, factor.name)
        for factor in target.parameters
        if factor.name not in drawn_names(target)
    }
    lines = [f"To be run with --parameters {POSTERIOR}, which holds what was estimated.", *_state(answer)]
    return _extending(said, target, directory, lines, levers)


def _extending(
    scenario: Scenario, target: Target, directory: Path, comments: Sequence[str], notes: Mapping[str, str]
) -> str:
    """Return a scenario as TOML that extends the base; what has a note is written even where the base says the same."""
    lines = [f"# {line}" for line in comments]
    extends = target.extends
    if not extends:
        return "\n".join([*lines, scenario.to_toml()])
    base = load_scenario(extends)
    if is_path(extends):
        # A relative path without a slash would still end in .toml, so it stays a path.
        extends = Path(os.path.relpath(extends, directory.resolve())).as_posix()
    lines += [f"description = {toml_value(scenario.description)}", f"extends = {toml_value(extends)}"]
    moved = {key: value for key, value, _ in scenario.differences(base)}
    moved |= {key: getattr(getattr(scenario, key.partition(".")[0]), key.partition(".")[2]) for key in notes}
    for group in GROUPS:
        in_group = {key: value for key, value in moved.items() if key.partition(".")[0] == group}
        if in_group:
            lines += ["", f"[{group}]"]
            lines += [
                f"{key.partition('.')[2]} = {toml_value(value)}{notes.get(key, '')}"
                for key, value in in_group.items()
            ]
    return "\n".join(lines) + "\n"


def _description(answer: Calibration, target: Target) -> str:
    """Say what was estimated from which data, and what speaks against the estimates as a whole."""
    reserve = "" if answer.convergence.converged else " The search did not converge."
    if answer.overidentification.rejected:
        reserve += " The moments contradict the model as a whole."
    return (
        f"{target.scenario.name} with {len(answer.estimates)} parameters estimated from a panel of"
        f" {answer.units:,} units, {answer.years[0]} to {answer.years[-1]} ({answer.name}).{reserve}"
    )


def _state(answer: Calibration) -> list[str]:
    """Say in a few lines how far the estimates can be trusted."""
    j_test, search = answer.overidentification, answer.convergence
    about = f"J = {amount(j_test.j)}, {j_test.degrees_of_freedom} degrees of freedom"
    test = "no more moments than parameters, so nothing tests the model"
    if j_test.p is not None:
        p = p_value(j_test.p)
        verdict = "not rejected"
        if j_test.rejected:
            verdict = "REJECTED: the moments contradict the model as a whole"
        test = f"{about}, {f'p {p}' if p[0] in '<>' else f'p = {p}'}; {verdict}"
    elif j_test.degrees_of_freedom:
        test = f"{about}; too few units for a verdict"
    ended = f"{search.status}, {search.descents} descents, of which {search.agreeing} ended at these values"
    state = ended if search.converged else f"NOT CONVERGED ({ended}): no value is pinned down"
    lines = [
        f"{verdict}: {', '.join(names)}" for verdict in VERDICTS if (names := answer.with_verdict(verdict))
    ]
    return [
        f"Search: {state}.",
        f"Test of overidentification: {test}.",
        f"Weights of moments: {answer.weighting.used}.",
        f"Parameters ({len(answer.estimates)}): {'; '.join(lines)}.",
    ]


def _note(answer: Calibration, parameter: str) -> str:
    """Return the comment on an estimated parameter."""
    row = answer.estimates[parameter]
    said = row.verdict
    if row.error is not None:
        interval = estimate(row.estimate, row.low, row.high)
        said = f"standard error {amount(row.error)}, 90 % interval {interval.low} to {interval.high}; {said}"
    return f"  # estimated; {said}"
