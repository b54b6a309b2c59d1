"""``budgetsim sweep``: many points of a design, resumable; and how far such a study is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli.guard import InputError
from budgetsim.cli.options import Doing
from budgetsim.cli.study import load_scenarios, refuse_fixed, refuse_inert, run_or_resume, seeds_from
from budgetsim.cli.sweep_flags import Asked, Points, Tried

if TYPE_CHECKING:
    from collections.abc import Sequence

    from budgetsim.studies.study import Study
    from budgetsim.studies.sweep import Sweep


def sweep(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="WHAT",
            help="A study file, a scenario or several, or the directory of a sweep to go on with.",
        ),
    ],
    *,
    points: Points,
    asked: Asked,
    tried: Tried,
    doing: Doing,
) -> None:
    """Simulate every point of a design: a grid of levers, random draws of uncertainties, a factorial.

    Try:

      budgetsim sweep wangcheng_2022 --vary policy.monitoring_intensity=0:1:11 --vary policy.result_use=0.1,0.5

      budgetsim sweep wangcheng_2022 --vary staff=1:10 --uncertain external_noise --design sobol --samples 256

      budgetsim sweep experiments/monitoring_and_use.toml --workers 2

      budgetsim sweep results/sweep-wangcheng_2022 --status
    """
    directory = _directory(what)
    if asked.status:
        from budgetsim.cli.status import show_status

        show_status(_need_directory(directory, what), json=doing.json)
        return
    from budgetsim.cli.sweep_results import present
    from budgetsim.report.sweep_answer import SHOWN
    from budgetsim.studies.study_file import outcomes_of

    shown = outcomes_of(asked.outcomes, SHOWN)
    given = {**vars(points), **vars(tried), "own_seeds": points.own_seeds or None}
    if directory is None:
        result = run_or_resume(_study(what, given), doing.running)
    else:
        study = _stored(directory, given, doing.out)
        result = run_or_resume(study, replace(doing.running, out=directory))
    present(result, shown, doing.formats, json=doing.json, quiet=doing.quiet)


def _directory(what: Sequence[str]) -> Path | None:
    """Return the directory that is meant, or ``None`` if scenarios or a study file are."""
    for text in what:
        if Path(text).is_dir() and not (text == Path(text).name and _is_reference(text)):
            if len(what) > 1:
                raise InputError(f"{text} is a directory; a sweep goes on in one directory, named alone")
            return Path(text)
    return None


def _is_reference(name: str) -> bool:
    from budgetsim.scenario import scenario_names

    return name in scenario_names()


def _need_directory(directory: Path | None, what: Sequence[str]) -> Path:
    if directory is None:
        raise InputError(f"--status needs the directory of a study; {what[0]!r} is none")
    return directory


def _stored(directory: Path, given: dict[str, Any], out: Path | None) -> Study:
    """Return the study of a directory; it is what it is, so flags that would change it are refused."""
    from budgetsim.studies.directory import read_description
    from budgetsim.studies.provenance import refusal
    from budgetsim.studies.store import CampaignResult, load_study

    odd = next((name for name, value in given.items() if value is not None), "out" if out else None)
    if odd is not None:
        flag = {"settings": "set"}.get(odd, odd).replace("_", "-")
        raise InputError(f"--{flag} would make another study; {directory} goes on with its own settings")
    about = read_description(directory)
    if about is not None and refusal(directory, about):
        raise InputError(refusal(directory, about))
    found = load_study(directory, allow_partial=True)
    command = "" if isinstance(found, CampaignResult) else found.study.command
    if isinstance(found, CampaignResult) or command != "sweep":
        raise InputError(
            f"{directory} holds no sweep; give the command again that made it, and it goes on there"
        )
    return found.study


def _study(what: Sequence[str], given: dict[str, Any]) -> Study:
    """Return the study that scenarios or a study file and the flags ask for; faults of all of them at once."""
    from budgetsim.cli.study import check_code
    from budgetsim.scenario import ScenarioError
    from budgetsim.studies.sweep import sweep_study

    plan: dict[str, Any] = {}
    named, faults = _given_factors(given)
    try:
        plan = _plan(what, given)
    except ScenarioError as error:
        faults = [*error.faults, *faults]
    faults += _design_faults(given)
    if faults:
        raise ScenarioError(faults)
    plan["code"] = check_code(given["policy_rule"], given["behaviour"])
    return sweep_study(_overruled(plan, given, named))


def _plan(what: Sequence[str], given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the sweep of a study file, or of scenarios."""
    from budgetsim.scenario import apply_settings
    from budgetsim.studies.sweep import read_sweep

    if not _names_study(what):
        scenarios = load_scenarios(what, given["settings"])
        return {"name": "-".join(scenario.name for scenario in scenarios), "bases": scenarios, "factors": ()}
    plan = dict(vars(read_sweep(Path(what[0]))))
    plan["bases"] = tuple(apply_settings(base, given["settings"] or ()) for base in plan["bases"])
    return plan


def _names_study(what: Sequence[str]) -> bool:
    from budgetsim.studies.study_file import is_study_file

    found = [text for text in what if text.endswith(".toml") and is_study_file(Path(text))]
    if found and len(what) > 1:
        raise InputError(f"{found[0]} describes a whole study; give it alone")
    return bool(found)


def _design_faults(given: dict[str, Any]) -> list[Any]:
    from budgetsim.scenario import Fault
    from budgetsim.scenario_files.names import did_you_mean
    from budgetsim.studies.sampling import DESIGNS

    if given["design"] is None or given["design"] in DESIGNS:
        return []
    message = f"must be one of {', '.join(DESIGNS)}"
    return [Fault("--design", None, "", given["design"], message, did_you_mean(given["design"], DESIGNS))]


def _overruled(plan: dict[str, Any], given: dict[str, Any], named: dict[str, Any]) -> Sweep:
    """Return the sweep with what the command line says; it overrules the file."""
    from budgetsim.studies.sweep import Sweep

    placing = [
        key for key in ("vary", "uncertain", "design", "samples", "design_seed") if given[key] is not None
    ]
    if plan.get("rows") and placing:
        flag = placing[0].replace("_", "-")
        raise InputError(f"--{flag}: the points of this study are listed; change them in its file")
    if given["design"] is not None:
        plan["samples"] = None  # those of the file belong to its own design
    for key in ("design", "samples", "design_seed", "from_year", "years"):
        if given[key] is not None:
            plan[key] = given[key]
    if given["replications"] is not None or given["seed"] is not None or "seeds" not in plan:
        own = plan.get("seeds") or tuple(range(30))
        first = own[0] if given["seed"] is None else given["seed"]
        plan["seeds"] = seeds_from(first, given["replications"] or len(own))
    if given["own_seeds"]:
        plan["common_seeds"] = False
    kept = [named.pop(factor.name, factor) for factor in plan["factors"]]
    plan["factors"] = (*kept, *named.values())
    refuse_fixed(plan["factors"], given["settings"] or (), plan.get("from_year"))
    refuse_inert(plan["bases"], given["settings"] or (), plan["factors"], plan.get("code"))
    return Sweep(**plan)


def _given_factors(given: dict[str, Any]) -> tuple[dict[str, Any], list[Any]]:
    """Return the factors of the flags by name, and what is wrong with others."""
    from budgetsim.scenario import Fault, ScenarioError
    from budgetsim.studies.factors import Factor, parse_vary

    named: dict[str, Factor] = {}
    faults: list[Fault] = []
    for flag, role in (("vary", None), ("uncertain", "uncertainty")):
        for text in given[flag] or ():
            try:
                made = parse_vary(text, f"--{flag}", role)  # type: ignore[arg-type]
            except ScenarioError as error:
                faults += error.faults
                continue
            if made.name in named:
                faults.append(Fault(f"--{flag}", None, made.key, None, "varied twice", "name it once"))
            named[made.name] = made
    return named, faults
