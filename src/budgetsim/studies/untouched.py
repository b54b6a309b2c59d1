"""Settings and factors that would have no effect: refused, since a number that moves nothing misleads."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence

from budgetsim.declarations import declarations
from budgetsim.language import told
from budgetsim.scenario import (
    Fault,
    Scenario,
    ScenarioError,
    ScenarioWarning,
    check_years,
    never_begins,
    parse_setting,
)
from budgetsim.scenario_files.changes import limited, reach_of, spelled, split_all
from budgetsim.scenario_files.effect import unmet
from budgetsim.scenario_files.faults import listed
from budgetsim.studies.factors import Factor, parameters_of


def inert_faults(
    scenarios: Sequence[Scenario],
    settings: Sequence[str],
    factors: Sequence[Factor] = (),
    code: Mapping[str, str] | None = None,
    *,
    dummies: bool = False,
) -> Iterator[Fault]:
    """Yield settings and factors of parameters that matter in no scenario; warn of those that matter in some.

    With ``dummies`` a factor may be one that matters nowhere: sensitivity studies have such to see what noise alone
    gives. Nobody knows what user code makes of a parameter, so with ``code`` nothing is refused.
    """
    if code or not scenarios:
        return
    varied = {name for factor in factors for name in parameters_of(factor)}
    keys = [_key(text) for text in settings]
    named = [("--set", key, key.rpartition(".")[2]) for key in keys]
    named += [] if dummies else [("", factor.key, factor.name) for factor in factors]
    for flag, key, name in named:
        reasons = [reason for scenario in scenarios if (reason := unmet(name, scenario, varied))]
        if len(reasons) == len(scenarios):
            message = told("fault-inert", reasons=told("fault-semicolon").join(reasons))
            yield Fault(flag, None, key, None, message, told("fault-inert.remedy"))
        elif reasons:
            note = f"{key}{told('fault-colon')}{told('fault-semicolon').join(reasons)}"
            warnings.warn(note, ScenarioWarning, stacklevel=2)


def tell_uneven(scenarios: Sequence[Scenario], settings: Sequence[str]) -> None:
    """Note which scenarios a setting moves in all years, where others follow it in some only."""
    for key, value in map(parse_setting, settings):
        group, _, lever = key.rpartition(".")
        if group != "policy":
            continue
        moved = {s.name: limited(lever, value, reach_of(lever, s.changes)) for s in scenarios}
        whole = [name for name, years in moved.items() if not years]
        if whole and len(whole) < len(moved):
            text = told("note-uneven", scenarios=listed(whole), key=key, value=spelled(value))
            warnings.warn(text, ScenarioWarning, stacklevel=2)


def fixed_faults(
    factors: Sequence[Factor],
    settings: Sequence[str],
    from_year: int | None = None,
    *,
    years: int | None = None,
) -> Iterator[Fault]:
    """Yield settings and years that a factor would overrule; before a reform, those of levers have their effect."""
    from_the_start = [factor for factor in factors if from_year is None or factor.role != "lever"]
    moved = {name for factor in from_the_start for name in parameters_of(factor)}
    message, hint = told("fault-fixed-and-varied"), told("fault-fixed-and-varied.remedy")
    for text in settings:
        if _key(text).rpartition(".")[2] in moved:
            yield Fault("--set", None, text.partition("=")[0], None, message, hint)
    if years is not None and "years" in moved:
        yield Fault("--years", None, "", years, message, told("fault-one-out"))


def late_faults(scenarios: Sequence[Scenario], years: int | None) -> Iterator[Fault]:
    """Yield reforms that would never come within so many recorded years; warn of changes that come after them."""
    if years is None:
        return
    try:
        check_years(scenarios, years, "--years")
    except ScenarioError as error:
        yield from error.faults


def year_problem(
    bases: Sequence[Scenario], factors: Sequence[Factor], years: int | None, from_year: int | None
) -> tuple[str, str, str] | None:
    """Return which of ``years`` and ``from_year`` would have no effect or take a factor's, why, and what to do."""
    moved = {name for factor in factors for name in parameters_of(factor)}
    if years is not None and "years" in moved:
        return "years", told("fault-years-varied"), told("fault-one-out")
    if years is not None and (never := [base for base in bases if never_begins(base, years)]):
        first = never[0].changes[0].year
        about = {"scenario": never[0].name, "year": str(first)}
        return "years", told("fault-reform-later", **about), told("fault-reform-later.remedy")
    if from_year is None:
        return None
    if not any(
        declarations()[name].group == "policy"
        for f in factors
        if f.role == "lever" and not f.always
        for name in parameters_of(f)
    ):
        return "from_year", told("fault-no-lever-moves"), told("fault-no-lever-moves.remedy")
    last = years if years is not None else min((base.protocol.years for base in bases), default=from_year)
    if from_year > last and "years" not in moved:
        message = told("fault-after-last", year=str(last))
        return "from_year", message, told("fault-after-last.remedy")
    return None


def _key(setting: str) -> str:
    return split_all(setting.partition("=")[0].strip())[0]
