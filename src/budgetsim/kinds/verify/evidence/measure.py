"""Outcomes of a district, of any group of its departments, and moments of their panel: one definition for all.

A group is measured by the functions of ``budgetsim.model.measures``, handed the group's rows of the panel as if they
were the books of a district of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any, Literal, cast

import numpy as np

from budgetsim.model.measures import OUTCOMES, SCORE_POINTS, Measure
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.state import Year
from budgetsim.numerics import Array
from budgetsim.studies.moments import MOMENTS
from budgetsim.studies.panel_data import SEEN, YEARS_TO_NET, Panel

Kind = Literal["difference", "relative", "interaction", "cross_section", "level", "treated_level", "moment"]


@dataclass(frozen=True)
class Derived:
    """An outcome made of declared ones."""

    unit: str
    meaning: str
    parts: tuple[str, ...]
    made: Callable[..., Array]


DERIVED: dict[str, Derived] = {
    "missing_money": Derived(
        "share of budget",
        "active and passive waste: all that is paid for and not there",
        ("active_waste", "passive_waste"),
        lambda active, passive: active + passive,
    ),
    "visible_waste": Derived(
        "share of budget",
        "active waste that checks and audits can find: all but what is hidden from them",
        ("active_waste", "concealed_waste"),
        lambda active, concealed: active - concealed,
    ),
    "passive_part_of_waste": Derived(
        "share of waste",
        "passive waste over active and passive waste",
        ("active_waste", "passive_waste"),
        lambda active, passive: passive / (active + passive),
    ),
    "reported_harm": Derived(
        "share of the truth",
        "what reports show of a harm that departments claim away, 1 - manipulation",
        ("manipulation",),
        lambda manipulation: 1.0 - manipulation,
    ),
    "price_level": Derived(
        "money per unit",
        "money that one unit of true performance takes, 1 / performance",
        ("performance",),
        lambda performance: 1.0 / performance,
    ),
    "december_spending": Derived(
        "share of budget",
        "spending in December over the budget",
        ("december_share", "execution_rate"),
        lambda share, rate: share * rate,
    ),
    "december_excess": Derived(
        "share of spending",
        "December's share of spending beyond that of an even month",
        ("december_share",),
        lambda share: share - 1.0 / 12.0,
    ),
}
COLUMNS_ALONE = ("findings",)
"""Columns of the panel that are outcomes of groups though no district has them: findings a year and department."""


def known_outcomes(kind: Kind, *, groups: bool) -> tuple[str, ...]:
    """Return the names that a kind of comparison can measure, of a district or of groups within it."""
    if kind == "moment":
        return tuple(MOMENTS)
    plain = outcomes_of_groups() if groups and kind != "level" else tuple(OUTCOMES)
    derived = (name for name, about in DERIVED.items() if set(about.parts) <= set(plain))
    return (*plain, *derived, *(COLUMNS_ALONE if groups and kind != "level" else ()))


@cache
def outcomes_of_groups() -> tuple[str, ...]:
    """Return the outcomes that the panel of departments is enough for: those whose measure asks for nothing else."""
    books = _books(np.ones((1, 3, len(DEPARTMENT_COLUMNS))))
    return tuple(name for name, item in OUTCOMES.items() if _is_measurable(item.measure, books))


def _is_measurable(measure: Measure, books: Year) -> bool:
    try:
        measure(books)
    except AttributeError:
        return False
    return True


def district_outcome(values: Array, outcome: str) -> Array:
    """Return an outcome of whole districts, (seed, year), from all that ``simulate`` recorded of them."""
    names = list(OUTCOMES)
    return _composed(outcome, lambda name: values[..., names.index(name)])


def group_outcome(table: Array, outcome: str) -> Array:
    """Return an outcome of a group of departments by year.

    Parameters
    ----------
    table
        The group's rows of the panel of one run, (year, department, column).
    """
    if outcome in COLUMNS_ALONE:
        return np.asarray(table[..., list(DEPARTMENT_COLUMNS).index(outcome)].mean(axis=1))
    books = _books(table)
    return _composed(outcome, lambda name: OUTCOMES[name].measure(books)[:, 0, 0])


def observed(table: Array) -> Panel:
    """Return the panel of a run, or of several beside each other, (year, department, column), as moments take it.

    External scores of all departments are taken, evaluated or not: who is evaluated is drawn at random, so moments are
    the same but for noise. From three years on moments are net of year effects, as those of data are.
    """
    columns = list(DEPARTMENT_COLUMNS)
    seen: dict[str, Any] = {name: table[..., columns.index(column)].T for name, column in SEEN.items()}
    everybody = np.ones(table.shape[1::-1], dtype=np.bool_)
    years = tuple(range(1, len(table) + 1))
    net = len(years) >= YEARS_TO_NET
    return Panel(years, present=everybody, covered=everybody, net_of_years=net, **seen)


def _composed(outcome: str, plain: Callable[[str], Array]) -> Array:
    about = DERIVED.get(outcome)
    return plain(outcome) if about is None else about.made(*(plain(part) for part in about.parts))


def _books(table: Array) -> Year:
    """Return the rows of a panel as closed books, years standing for points: (year, 1, department)."""
    column: dict[str, Any] = {
        name: np.ascontiguousarray(table[:, None, :, place]) for place, name in enumerate(DEPARTMENT_COLUMNS)
    }
    results = SimpleNamespace(
        performance=column["performance"],
        value=column["value"],
        kept=column["kept"],
        unspent=column["budget"] - column["spent"],
    )
    evaluation = SimpleNamespace(
        self_score=column["self_score"] / SCORE_POINTS,
        external_score=column["external_score"] / SCORE_POINTS,
        covered=column["evaluated"] > 0.0,
    )
    apart = SimpleNamespace(results=results, evaluation=evaluation, decision=SimpleNamespace(**column))
    return cast("Year", SimpleNamespace(**column, **vars(apart)))
