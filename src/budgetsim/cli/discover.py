"""``budgetsim discover``: the conditions under which a policy fails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.groups import Doing, Running
from budgetsim.cli.guard import InputError
from budgetsim.cli.study import load_scenarios, refuse_fixed, refuse_inert, run_or_resume
from budgetsim.seeds import MAX_SEED

if TYPE_CHECKING:
    from budgetsim.studies.discover.condition import Condition
    from budgetsim.studies.discover.request import Discovery
    from budgetsim.studies.store import StudyResult

ASKED, UNKNOWN = "What to ask", "What is uncertain"
STORED = ("sweep", "discover")
"""Commands whose finished studies can be asked. Others place points for a purpose of their own, so that shares of
points would say nothing."""


@dataclass(frozen=True)
class Question:
    """Which policy, and when it fails."""

    policy: Annotated[
        str | None,
        typer.Option(
            metavar="SCENARIO",
            help="The policy that may fail. Default: reform_package.",
            rich_help_panel=ASKED,
        ),
    ] = None
    against: Annotated[
        str | None,
        typer.Option(
            metavar="SCENARIO",
            help="The base it is compared with, instead of naming it first.",
            rich_help_panel=ASKED,
        ),
    ] = None
    fails: Annotated[
        str | None,
        typer.Option(
            metavar="CONDITION",
            help="When it fails: OUTCOME<NUMBER or OUTCOME>NUMBER for the change against the base,"
            " level:OUTCOME<NUMBER for the level, OUTCOME:worse, OUTCOME:quantile:0.1. Default: net_social_value<0.",
            rich_help_panel=ASKED,
        ),
    ] = None


@dataclass(frozen=True)
class States:
    """What is uncertain, and the states of the world that are drawn."""

    uncertain: Annotated[
        list[str] | None,
        typer.Option(
            "--uncertain",
            metavar="KEY=LOW:HIGH",
            help="What nobody decides or knows, in both scenarios: a range, choices a,b,c, or KEY alone (several by"
            " comma); repeatable. Default: a set of behaviour and capacity.",
            rich_help_panel=UNKNOWN,
        ),
    ] = None
    delivered: Annotated[
        list[str] | None,
        typer.Option(
            "--delivered",
            metavar="KEY=LOW:HIGH",
            help="What the policy in fact attains of a lever that it moves; KEY alone: from the base's value to the"
            " announced one; repeatable.",
            rich_help_panel=UNKNOWN,
        ),
    ] = None
    samples: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(40, 20_000),
            metavar="N",
            help="States of the world that are drawn (Latin hypercube). Default: 2000.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None
    design_seed: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(0, MAX_SEED),
            metavar="N",
            help="Seed of the states and of their parting into halves. Default: 0.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None


@dataclass(frozen=True)
class Tried:
    """Under which seeds each state is tried."""

    settings: o.Settings = None
    years: o.Years = None
    replications: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, o.MAX_REPLICATIONS),
            metavar="R",
            help="Seeds of each state, the same for all and for both scenarios. Default: 6.",
            rich_help_panel=o.RUNNING,
        ),
    ] = None
    seed: o.SomeSeed = None
    behaviour: o.Behaviour = None


def discover(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="SCENARIO|STUDY.toml|DIR",
            help="The base, a study file, or the directory of a finished sweep or discovery. Default: wangcheng_2022.",
        ),
    ] = None,
    *,
    question: Question,
    states: States,
    tried: Tried,
    doing: Doing,
) -> None:
    """Find the conditions under which a policy fails, as rules that were tested on states that did not find them.

    Every state of the world is simulated with the policy and without, under the same seeds.

    Try:

      budgetsim discover --policy reform_unfunded

      budgetsim discover wangcheng_2022 --policy reform_package --delivered staff,staff_skill --uncertain slack_taste

      budgetsim discover --policy link_results --fails "validity:worse" --uncertain effective_days=60:160

      budgetsim discover results/sweep-mine --fails "level:performance<0.9"
    """
    given = {**vars(question), **vars(states), **vars(tried)}
    fails = given.pop("fails")
    if what is not None and _is_directory(what):
        task = _stored(Path(what), fails, given, doing.running)
    else:
        task = _simulated(what, fails, given, doing.running)
    from budgetsim.cli.discover_results import present

    present(task, doing.formats, json=doing.json, quiet=doing.quiet)


@dataclass(frozen=True)
class Task:
    """Runs that are there, and what they are asked."""

    result: StudyResult
    condition: Condition
    policy: str
    base: str


def _simulated(what: str | None, fails: str | None, given: dict[str, Any], how: Running) -> Task:
    """Simulate what the command line or a study file asks for."""
    from budgetsim.studies.discover.states import study_of

    own, condition = _asked(what, fails, given)
    result = run_or_resume(study_of(own), how)
    return Task(result, condition, own.policy.name, own.base.name)


def _asked(what: str | None, fails: str | None, given: dict[str, Any]) -> tuple[Discovery, Condition]:
    """Return the question: the study file's, if there is one, overruled by the command line; all faults at once."""
    from budgetsim.cli.code import check_code
    from budgetsim.scenario import ScenarioError
    from budgetsim.studies.discover.ask import complete, named_factors, overruled
    from budgetsim.studies.discover.condition import USUAL
    from budgetsim.studies.study_file import is_study_file

    faults: list[Any] = []
    condition = asked = None
    try:
        condition = None if fails is None else _need_condition(fails)
    except ScenarioError as error:
        faults += error.faults
    try:
        from_file = what is not None and what.endswith(".toml") and is_study_file(Path(what))
        own = _from_file(Path(what or ""), given) if from_file else _from_names(what, given)
        stated = own.pop("condition", None)
        condition = condition or stated
        for key in ("uncertain", "delivered"):
            own[key] = overruled(own.get(key, ()), named_factors(given[key] or (), f"--{key}"))
        plain = ("samples", "design_seed", "years", "replications", "seed")
        own |= {key: given[key] for key in plain if given[key] is not None}
        asked = complete({**own, "code": check_code(None, given["behaviour"])})
        # The usual range of a lever is about what the base has, so setting that has an effect.
        named = own["uncertain"] or own["delivered"]
        fixing = [factor for factor in asked.uncertain if named or not factor.key.startswith("policy.")]
        refuse_fixed(fixing, given["settings"] or (), years=given["years"])
        uncertain = asked.uncertain if named else ()
        refuse_inert((asked.base, asked.policy), given["settings"] or (), uncertain, asked.code)
    except ScenarioError as error:
        faults += error.faults
    if faults or asked is None:
        raise ScenarioError(faults)
    return asked, condition or _need_condition(USUAL)


def _from_names(what: str | None, given: dict[str, Any]) -> dict[str, Any]:
    """Return the two scenarios that the command line names."""
    from budgetsim.studies.discover.request import BASE, POLICY

    against = given["against"]
    if what is not None and against not in (None, what):
        raise InputError(f"the base is named twice: {what} and --against {against}; name it once")
    names = [what or against or BASE, given["policy"] or POLICY]
    if names[0] == names[1]:
        raise InputError(f"policy and base are both {names[0]}; name another with --policy or --against")
    base, policy = load_scenarios(names, given["settings"])
    return {"base": base, "policy": policy}


def _from_file(path: Path, given: dict[str, Any]) -> dict[str, Any]:
    """Return what a study file asks, its scenarios replaced where flags name others."""
    from budgetsim.scenario import apply_settings
    from budgetsim.studies.discover.ask import read_discovery

    own = read_discovery(path)
    settings = own.pop("set")
    for key, flag in (("base", "against"), ("policy", "policy")):
        if given[flag] is not None:
            own[key] = load_scenarios([given[flag]], None)[0].replace(**settings)
        own[key] = apply_settings(own[key], given["settings"] or ())
    return own


def _stored(directory: Path, fails: str | None, given: dict[str, Any], how: Running) -> Task:
    """Return the runs of a directory; they are what they are, so flags that would change them are refused."""
    from budgetsim.studies.discover.condition import USUAL
    from budgetsim.studies.discover.write import asked_before
    from budgetsim.studies.store import CampaignResult, load_study

    found = load_study(directory, allow_partial=True)
    command = "" if isinstance(found, CampaignResult) else found.about["command"]
    if isinstance(found, CampaignResult) or command not in STORED:
        raise InputError(
            f"{directory} holds no {' or '.join(STORED)}: its points were placed for another purpose, and shares of"
            " them would say nothing; sweep over what is uncertain first (budgetsim sweep --uncertain …)"
        )
    own = ("policy", "against") if command == "sweep" else ()
    changed = [name for name, value in given.items() if value is not None and name not in own]
    odd = next(iter(changed), "out" if how.out else None)
    if odd is not None:
        flag = {"settings": "set"}.get(odd, odd).replace("_", "-")
        raise InputError(
            f"--{flag} does not go with a directory: {directory} holds its own runs; only --fails can change"
        )
    if not found.complete:
        found = run_or_resume(found.study, replace(how, out=directory))
    about = found.settings
    policy, base = (given[key] or about.get(key, "") for key in ("policy", "against"))
    if bool(policy) != bool(base):
        raise InputError("--policy and --against go together: name the two scenarios of the sweep to compare")
    if fails is None:
        fails = asked_before(directory) or (USUAL if base else None)
    if fails is None:
        raise InputError(
            f"when does it fail? {directory} compares no policy with a base, so say it: --fails"
            ' "level:net_social_value<0.9"'
        )
    return Task(found, _need_condition(fails), policy, base)


def _need_condition(text: str) -> Condition:
    from budgetsim.studies.discover.condition import parse_condition
    from budgetsim.studies.factors import Place

    return parse_condition(text, Place("--fails"))


def _is_directory(name: str) -> bool:
    """Whether a directory is meant rather than a reference scenario of the same name."""
    from budgetsim.scenario import scenario_names

    return Path(name).is_dir() and not (name == Path(name).name and name in scenario_names())
