"""Settings and factors that have no effect, refused before anything runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budgetsim.scenario import Scenario
    from budgetsim.studies.factors import Factor


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
