"""Self-evaluations as the departments of a district of the model would fill them: an example without anybody's data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from budgetsim.forms.form import EXECUTION, EXECUTION_WEIGHT, FORMS, KINDS, WEIGHTS, Filled, Indicator
from budgetsim.language import Language
from budgetsim.rounding import per_cent

if TYPE_CHECKING:
    from budgetsim.scenario import Scenario

FIRST_YEAR = 2021
"""Calendar year of the first recorded one (assumed)."""
MEAN_BUDGET = 5000.0
"""Mean budget of a department in the unit of the form (assumed: 50 million yuan, in 万元)."""
PLACES = 2
"""Decimals of amounts and scores."""


def example_forms(
    scenario: Scenario, seed: int, years: int, money_unit: str, say: Language
) -> dict[str, list[Filled]]:
    """Return each department's self-evaluations as a whole, by year, from one simulated run.

    Parameters
    ----------
    scenario
        The district.
    seed, years
        The run, and how many of its years are told.
    money_unit
        Unit of the amounts, of which a mean budget has ``MEAN_BUDGET``.
    say
        Language of the texts.
    """
    from budgetsim.model.simulation import simulate

    frame = simulate(scenario, [seed], years, departments=True).departments
    forms: dict[str, list[Filled]] = {}
    for row in frame.to_dict("records"):
        number = str(int(row["department"]) + 1)
        name = str(row.get("name") or say("form-example-department", number=number))
        forms.setdefault(name, []).append(_filled(name, row, money_unit, say))
    return forms


def _filled(name: str, row: Mapping[Any, Any], money_unit: str, say: Language) -> Filled:
    """Return the form of a department in a year; groups share the points that execution leaves of its self-score."""
    approved, adjusted, executed = (
        round(MEAN_BUDGET * row[column], PLACES) for column in ("allocation", "budget", "spent")
    )
    execution = round(EXECUTION_WEIGHT * min(1.0, executed / adjusted), PLACES)
    others = sum(WEIGHTS.values())
    share = min(max((row["self_score"] - execution) / others, 0.0), 1.0)
    indicators = tuple(
        Indicator(
            group, KINDS[group][0], say(f"form-example-{group}"), say("form-example-target"), weight,
            per_cent(share), round(weight * share, PLACES), say("form-example-reason"),
        )
        for group, weight in WEIGHTS.items()
    )  # fmt: skip
    numbers = {
        "year": float(FIRST_YEAR - 1 + int(row["year"])),
        "total.approved": approved,
        "total.adjusted": adjusted,
        "total.executed": executed,
        f"{EXECUTION}.weight": EXECUTION_WEIGHT,
        f"{EXECUTION}.score": execution,
    }
    texts = {
        "department": name,
        "aim": say("form-example-aim"),
        "outcome": say("form-example-outcome", share=per_cent(share)),
    }
    return Filled(FORMS["department"], texts, numbers, indicators, money_unit)
