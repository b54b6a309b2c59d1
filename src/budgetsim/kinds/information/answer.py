"""The answer: which policy is best now, what it would be worth to know more, and what bears on each parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from budgetsim.kinds.information.structures import Within
from budgetsim.kinds.information.worth import Worth
from budgetsim.scenario import Money
from budgetsim.studies.answer import Answer
from budgetsim.studies.money import interval_in_money
from budgetsim.studies.table import Interval


@dataclass(frozen=True)
class Policy:
    """What a policy comes to over draws, and how far it is behind the choice now.

    ``level`` is the mean over draws with the middle 90 % of them; ``behind`` the mean by which the choice now is better
    with its 95 % interval, nothing for the choice itself; ``share_best`` the share of draws in which it is the best.
    """

    level: Interval
    behind: Interval
    share_best: float


@dataclass(frozen=True)
class Parameter:
    """What it is worth to know a parameter, and what is known of it.

    ``left`` is the part of its standard deviation before any evidence that draws still have; ``findings`` are
    registered findings that speak of it, or of its mechanism.
    """

    worth: Worth
    mechanism: str
    basis: str
    left: float | None
    findings: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Information(Answer):
    """The worth of information for a choice between policies."""

    outcome: str
    stance: str
    best: str
    policies: Mapping[str, Policy]
    perfect: Worth
    parameters: Mapping[str, Parameter]
    mechanisms: Mapping[str, Worth]
    draws: int
    distinct_draws: int
    drawn_from: str
    seeds: tuple[int, ...]
    years: int
    structures: Mapping[str, Within] = field(default_factory=dict)
    """The same under other structures of the model, by name; none in answers of before."""
    money: Money | None = None
    """Money in which worths for all departments together are told beside those per department."""

    def to_dict(self) -> dict[str, Any]:
        """As ``Answer.to_dict``; with what knowing all, and each parameter, is worth in money."""
        document = super().to_dict()
        if self.money is not None:
            worths = {"perfect": self.perfect, **{name: one.worth for name, one in self.parameters.items()}}
            values = {
                name: vars(interval_in_money(Interval(one.value, one.low, one.high), self.money))
                for name, one in worths.items()
            }
            document["money"] |= {"perfect": values.pop("perfect"), "parameters": values}
        return document

    @property
    def ranked(self) -> list[str]:
        """Parameters by what it is worth to know them, those worth nothing left out."""
        values = {name: parameter.worth.value for name, parameter in self.parameters.items()}
        return sorted((name for name in values if values[name] > 0.0), key=lambda name: -values[name])

    @property
    def clear(self) -> list[str]:
        """Those of which it is clear that knowing them is worth something."""
        return [name for name in self.ranked if self.parameters[name].worth.is_clear]

    @property
    def rival(self) -> str:
        """The policy that is least behind the choice now."""
        others = [name for name in self.policies if name != self.best]
        return min(others, key=lambda name: self.policies[name].behind.value or 0.0)
