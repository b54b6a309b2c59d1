"""What simulating commands do: load scenarios and code of the user's own, run or resume the study."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.cli.guard import InputError
from budgetsim.language import told

if TYPE_CHECKING:
    from budgetsim.scenario import Fault, Scenario
    from budgetsim.studies.factors import Factor


def load_scenarios(
    names: Sequence[str], settings: Sequence[str] | None, years: int | None = None
) -> tuple[Scenario, ...]:
    """Return the scenarios with settings applied; what moves less than it seems to is told as notes.

    With ``years``, reforms must come within them.

    Raises
    ------
    ScenarioError
        With the faults of all of them at once.
    InputError
        If two have the same name.
    """
    from budgetsim.scenario import ScenarioError, apply_settings, check_years, load_scenario
    from budgetsim.studies.untouched import tell_uneven

    found: list[Scenario] = []
    faults: dict[str, Fault] = {}
    for name in names:
        try:
            found.append(apply_settings(load_scenario(name), settings or ()))
        except ScenarioError as error:
            # A wrong setting is wrong for every scenario; it is told once.
            faults.update({str(fault): fault for fault in error.faults})
    if years is not None:
        try:
            check_years(found, years, "--years")
        except ScenarioError as error:
            faults |= {str(fault): fault for fault in error.faults}
    if faults:
        raise ScenarioError(list(faults.values()))
    tell_uneven(found, settings or ())
    given = [scenario.name for scenario in found]
    twice = next((name for name in given if given.count(name) > 1), None)
    if twice is not None:
        raise InputError(told("cli-same-name", name=twice))
    return tuple(found)


def refuse_inert(
    scenarios: Sequence[Scenario],
    settings: Sequence[str],
    factors: Sequence[Factor] = (),
    code: Mapping[str, str] | None = None,
) -> None:
    """Refuse settings and factors of parameters that matter in no scenario; note those that matter in some.

    Raises
    ------
    ScenarioError
        With a fault for each of them.
    """
    from budgetsim.scenario import ScenarioError
    from budgetsim.studies.untouched import inert_faults

    faults = list(inert_faults(scenarios, settings, factors, code))
    if faults:
        raise ScenarioError(faults)


def refuse_fixed(
    factors: Sequence[Factor],
    settings: Sequence[str],
    from_year: int | None = None,
    *,
    years: int | None = None,
) -> None:
    """Refuse settings and years that a factor would overrule; before a reform, those of levers have their effect.

    Raises
    ------
    ScenarioError
        With a fault for each of them.
    """
    from budgetsim.scenario import ScenarioError
    from budgetsim.studies.untouched import fixed_faults

    faults = list(fixed_faults(factors, settings, from_year, years=years))
    if faults:
        raise ScenarioError(faults)


def check_code(policy_rule: str | None, behaviour: str | None) -> dict[str, str]:
    """Return the names of given code by role, after loading each once.

    Raises
    ------
    InputError
        If code is not found, cannot be imported, or cannot be called.
    """
    named = {"policy_rule": policy_rule, "behaviour": behaviour}
    given = {role: name for role, name in named.items() if name is not None}
    for role, name in given.items():
        _load(role, name)
    return given


def _load(role: str, name: str) -> Callable[..., Any]:
    """Return the code of a role."""
    from budgetsim.studies.code import code_of_user
    from budgetsim.studies.errors import StudyError

    try:
        return code_of_user(name)
    except StudyError as error:
        raise InputError(f"--{role.replace('_', '-')} {error}") from error


def careful(role: str, name: str | None) -> Callable[..., Any] | None:
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
