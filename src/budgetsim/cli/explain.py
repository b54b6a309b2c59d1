"""``budgetsim explain``: one department's year, step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from budgetsim.cli import options as o
from budgetsim.cli.commands import examples
from budgetsim.cli.guard import InputError, joined
from budgetsim.language import spoken, told
from budgetsim.scenario_files.names import did_you_mean

if TYPE_CHECKING:
    from budgetsim.report.explain import Section
    from budgetsim.scenario import Money, Scenario

POINT, POSTERIOR = PARAMETERS = ("point", "posterior")


@examples(
    "budgetsim explain wangcheng_2022 --department 17 --year 4",
    "budgetsim explain teaching_ratchet -k 3 -y 2 --seed 5",
    "budgetsim explain reform_unfunded -k 8 -y 5 --language zh",
)
def explain(  # noqa: PLR0913 - one flag each
    scenario: o.ScenarioName,
    department: Annotated[str, o.text("K", "--department", "-k")],
    year: Annotated[int, o.number(1, 1000, "--year", "-y", panel=o.QUESTION)],
    *,
    settings: o.Settings = None,
    seed: o.OneSeed = 0,
    parameters: Annotated[
        str, o.text("point|posterior", "--parameters", panel=o.QUESTION, parser=o.one_of(PARAMETERS))
    ] = POSTERIOR,
    money: Annotated[str, o.text("UNIT")] = "",
    policy_rule: o.PolicyRule = None,
    behaviour: o.Behaviour = None,
    json: o.Json = False,
) -> None:
    """Tell one department's year: what it knew, what it chose and why, what was seen, what followed."""
    from budgetsim.report.explain import capture_year, drawn_facts, facts_of, sections_of, title_of
    from budgetsim.scenario_files.revise import parse_setting

    code = {
        "behaviour": _careful("behaviour", behaviour),
        "policy_rule": _careful("policy_rule", policy_rule),
    }
    chosen = _scenario(scenario, settings or ())
    captured = capture_year(chosen, _number(department, chosen), year, seed, **code)
    facts = facts_of(captured, _money(chosen, money.strip()))
    if parameters == POSTERIOR and not any(code.values()):
        said = [parse_setting(text)[0].rpartition(".")[2] for text in settings or ()]
        facts["drawn"] = drawn_facts(chosen, captured.department, year, seed, said)
    if json:
        from budgetsim.cli.console import print_json

        print_json(facts)
    else:
        _show(title_of(facts, spoken()), sections_of(facts, spoken()))


def _scenario(name: str, settings: Sequence[str]) -> Scenario:
    """Return the scenario with settings applied.

    Raises
    ------
    ScenarioError
        If one of them is wrong, or would move nothing.
    """
    from budgetsim.scenario import ScenarioError, apply_settings, load_scenario
    from budgetsim.studies.untouched import inert_faults

    scenario = apply_settings(load_scenario(name), settings)
    faults = list(inert_faults((scenario,), settings))
    if faults:
        raise ScenarioError(faults)
    return scenario


def _money(scenario: Scenario, unit: str) -> Money | None:
    """Return the money in which amounts are told, in the unit that is asked for.

    Raises
    ------
    InputError
        If the scenario declares none, or none of which this is a unit.
    """
    from budgetsim.studies.money import money_of, problem_of

    problem = problem_of([scenario], unit) if unit else None
    if problem is not None:
        message, remedy = (told(key, **problem[1]) for key in (problem[0], f"{problem[0]}.remedy"))
        raise InputError(joined(f"--money {unit!r}", message, remedy))
    return money_of([scenario], unit)


def _careful(role: str, name: str | None) -> Callable[..., Any] | None:
    """Return the code of a role with its failures told in plain words, or ``None`` where there is none."""
    if name is None:
        return None
    code = _load(role, name)

    def called(view: Any) -> Any:
        try:
            return code(view)
        except Exception as error:
            trace = error.__traceback__.tb_next if error.__traceback__ else None
            known = {"name": name, "error": f"{type(error).__name__}: {error}"}
            if trace is None:
                raise InputError(told("cli-code-raised", **known)) from error
            raise InputError(told("cli-code-raised-in-line", line=str(trace.tb_lineno), **known)) from error

    return called


def _load(role: str, name: str) -> Callable[..., Any]:
    """Return the code of a role."""
    from budgetsim.studies.code import code_of_user
    from budgetsim.studies.errors import StudyError

    try:
        return code_of_user(name)
    except StudyError as error:
        raise InputError(f"--{role.replace('_', '-')} {error}") from error


def _number(given: str, scenario: Scenario) -> int:
    """Return the number of a department that is given by number or by name.

    Raises
    ------
    InputError
        If there is none.
    """
    last = scenario.district.departments - 1
    names = () if scenario.roster is None else scenario.roster.names
    if given in names:
        return names.index(given)
    if given.isascii() and given.isdigit() and int(given[:9]) <= last and len(given) < 10:
        return int(given)
    message = told("cli-no-department", given=repr(given), scenario=scenario.name, last=str(last))
    if not names:
        raise InputError(message)
    also = told("cli-or-roster", example=names[0])
    raise InputError(joined(message, did_you_mean(given, names, also)))


def _show(title: str, sections: list[Section]) -> None:
    from budgetsim.cli.console import console, say, table

    say(title, style="bold underline")
    for section in sections:
        say()
        say(section.title, style="bold")
        for paragraph in section.paragraphs:
            say()
            say(paragraph)
        if section.table:
            head, *rows = section.table
            say()
            console().print(table([(head[0], "left"), *((cell, "left") for cell in head[1:])], rows))
