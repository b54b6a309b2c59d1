"""The answer of a calibration, written down: tables, a summary, and a scenario that extends the base."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.declarations import GROUPS
from budgetsim.rounding import amount, estimate, p_value
from budgetsim.scenario import load_scenario
from budgetsim.scenario_files.resolve import is_path
from budgetsim.scenario_files.write import toml_value
from budgetsim.studies.calibrate.evaluate import Evaluator
from budgetsim.studies.calibrate.identify import VERDICTS
from budgetsim.studies.calibrate.problem import Problem
from budgetsim.studies.calibrate.result import CALIBRATED, Answer
from budgetsim.studies.calibrate.solve import solve
from budgetsim.studies.executors import Workers
from budgetsim.studies.files import csv_bytes, in_words, write_whole
from budgetsim.studies.runner import Campaign, Progress
from budgetsim.studies.study import Head

if TYPE_CHECKING:
    import pandas as pd

ESTIMATES, MOMENTS_TABLE, PREDICTION, SENSITIVITY, EVALUATED = (
    "estimates.csv",
    "moments.csv",
    "prediction.csv",
    "sensitivity.csv",
    "evaluations.csv",
)


def head_of(problem: Problem) -> Head:
    """Return what determines a calibration: the target, and the panel's content (money in relative terms)."""
    panel = {"panel": problem.whole.panel.digest(), "groups": problem.whole.groups.tolist()}
    return Head("calibrate", problem.target.name, problem.target.settings() | panel)


def answer(problem: Problem, campaign: Campaign, pool: Workers, progress: Progress | None) -> Answer:
    """Solve a problem, or read how it was solved, and write everything into the campaign's directory.

    Raises
    ------
    StudyError, KeyboardInterrupt
        If workers or the disk fail, or it is interrupted; what is finished is kept.
    """
    evaluator = Evaluator(problem, campaign.directory, pool, progress)
    made = Answer(problem, solve(problem, evaluator), evaluator)
    tables: dict[str, Any] = {
        ESTIMATES: made.estimates,
        MOMENTS_TABLE: made.moments,
        SENSITIVITY: made.sensitivity,
        EVALUATED: made.evaluations,
        PREDICTION: made.prediction,
    }
    with in_words(campaign.directory, "write the results"):
        for name, table in tables.items():
            if table is not None:
                write_whole(campaign.directory / name, csv_bytes(table))
        write_whole(
            campaign.directory / f"{CALIBRATED}.toml", calibrated_toml(made, campaign.directory).encode()
        )
    campaign.finish(summary(made))
    return made


def calibrated_toml(made: Answer, directory: Path) -> str:
    """Return the calibrated scenario as TOML that extends the base; estimates carry their standard errors."""
    target = made.problem.target
    extends = target.extends
    if is_path(extends):
        extends = Path(os.path.relpath(extends, directory.resolve())).as_posix()
    # A relative path without a slash would still end in .toml, so it stays a path.
    lines = [f"# {line}" for line in _state(made)]
    lines += [f"description = {toml_value(made.scenario.description)}", f"extends = {toml_value(extends)}"]
    notes = _notes(made)
    moved = {name: own for name, own, _ in made.scenario.differences(load_scenario(target.extends))}
    for group in GROUPS:
        own = {name: value for name, value in moved.items() if name.partition(".")[0] == group}
        own |= {
            f.key: getattr(getattr(made.scenario, group), f.name)
            for f in target.factors
            if f.key.partition(".")[0] == group
        }
        if own:
            lines += ["", f"[{group}]"]
            lines += [
                f"{name.partition('.')[2]} = {toml_value(value)}{notes.get(name, '')}"
                for name, value in own.items()
            ]
    return "\n".join(lines) + "\n"


def _p_told(p: float) -> str:
    text = p_value(p)
    return f"p {text}" if text[0] in "<>" else f"p = {text}"


def _state(made: Answer) -> list[str]:
    """Say in a few lines how far the estimates can be trusted."""
    found, search = made.solution.estimates, made.solution.search
    test = "no more moments than parameters, so nothing tests the model"
    if found.p is not None:
        verdict = (
            "REJECTED: the moments contradict the model as a whole" if made.is_rejected else "not rejected"
        )
        test = f"J = {amount(found.j)}, {found.freedom} degrees of freedom, {_p_told(found.p)}; {verdict}"
    elif found.freedom:
        test = f"J = {amount(found.j)}, {found.freedom} degrees of freedom; too few units for a verdict"
    ended = (
        f"{search.status}, {len(search.descents)} descents, of which {search.agreeing} ended at these values"
    )
    state = ended if search.is_converged else f"NOT CONVERGED ({ended}): no value is pinned down"
    verdicts = made.solution.identification.verdicts
    told = [
        f"{verdict}: {', '.join(names)}" for verdict in VERDICTS if (names := _with_verdict(made, verdict))
    ]
    return [
        f"Search: {state}.",
        f"Test of overidentification: {test}.",
        f"Weights of moments: {made.problem.weighting.kind}.",
        f"Parameters ({len(verdicts)}): {'; '.join(told)}.",
    ]


def _notes(made: Answer) -> dict[str, str]:
    """Comments on estimated parameters, by dotted name."""
    found = {}
    for row in made.estimates.to_dict("records"):
        said = str(row["verdict"])
        if math.isfinite(row["error"]):
            told = estimate(row["estimate"], row["low"], row["high"])
            said = f"standard error {amount(row['error'])}, 90 % interval {told.low} to {told.high}; {said}"
        found[str(row["parameter"])] = f"  # estimated; {said}"
    return found


def summary(made: Answer) -> dict[str, Any]:
    """Return the answer as plain values that JSON can hold; nothing is NaN."""
    problem, solution = made.problem, made.solution
    found, identification = solution.estimates, solution.identification
    prediction = solution.prediction
    return {
        "name": problem.target.name,
        "base": problem.target.extends,
        "units": len(problem.panel),
        "years": list(problem.panel.years),
        "year_effects": problem.panel.net_of_years,
        "estimates": _by("parameter", made.estimates),
        "moments": _by("moment", made.moments),
        "misfits": made.misfits,
        "criterion": solution.search.best.criterion,
        "weighting": {
            "used": problem.weighting.kind,
            "asked": problem.weighting.asked,
            "condition": _finite(problem.weighting.condition),
            "groups": problem.weighting.groups,
            "doubles": {one.name: list(one.others) for one in problem.weighting.doubles},
        },
        "overidentification": {
            "j": found.j,
            "degrees_of_freedom": found.freedom,
            "p": found.p,
            "rejected": made.is_rejected,
        },
        "identification": {
            "singular_values": [float(value) for value in identification.singular_values],
            "condition": _finite(identification.condition),
            **{verdict.replace(" ", "_"): _with_verdict(made, verdict) for verdict in VERDICTS},
            "blind_directions": [
                {problem.target.factors[place].name: part for place, part in direction}
                for direction in identification.blind_directions
            ],
        },
        "convergence": {
            "candidates": len(made.evaluator.tried),
            "descents": len(solution.search.descents),
            "agreeing": solution.search.agreeing,
            "converged": solution.search.is_converged,
            "status": solution.search.status,
            "criteria": sorted(descent.criterion for descent in solution.search.descents),
        },
        "prediction": None
        if prediction is None or made.prediction is None
        else {"year": prediction.year, **scores(made), "moments": _by("moment", made.prediction)},
    }


def scores(made: Answer) -> dict[str, Any]:
    """Return how the prediction did, over all scored moments and over the fitted ones among them.

    Raises
    ------
    TypeError
        If no year was held out.
    """
    table = made.prediction
    if table is None:
        raise TypeError("no year was held out")
    found: dict[str, Any] = {}
    for label, part in (("all", table), ("fitted", table[table["fitted"]])):
        found[label] = {
            "count": len(part),
            "in_interval": int(part["in_interval"].sum()),
            "model_miss": _finite(part["model_miss"].median()),
            "naive_miss": _finite(part["naive_miss"].median()),
            "nearer_than_last_year": int((part["model_miss"] < part["naive_miss"]).sum()),
        }
    return found


def _by(key: str, table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Rows as plain values by name; parameters by their bare name."""
    return {
        str(row[key]).rpartition(".")[2]: {
            str(name): _plain(value) for name, value in row.items() if name != key
        }
        for row in table.to_dict("records")
    }


def _with_verdict(made: Answer, verdict: str) -> list[str]:
    named: Mapping[str, str] = dict(
        zip(
            (factor.name for factor in made.problem.target.factors),
            made.solution.identification.verdicts,
            strict=True,
        )
    )
    return [name for name, said in named.items() if said == verdict]


def _plain(value: Any) -> Any:
    value = value.item() if hasattr(value, "item") else value
    return _finite(value) if isinstance(value, float) else value


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
