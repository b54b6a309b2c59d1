"""What a user asks of a study of effects, checked and completed, and the study made of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from budgetsim.scenario import Scenario, never_begins
from budgetsim.studies.effects.cost import COST
from budgetsim.studies.effects.levers import DOSES, Lever, read_levers
from budgetsim.studies.effects.plan import PARTS, Plan
from budgetsim.studies.errors import StudyError
from budgetsim.studies.study import Head, Study
from budgetsim.studies.study_file import names_of, outcomes_of
from budgetsim.studies.summary import LAST_YEARS

USUAL_OUTCOMES = (
    "net_social_value", "public_value", "performance", "active_waste", "manipulation", "validity", "credibility", COST,
)  # fmt: skip
"""Outcomes when none are named: what it all comes to, what departments achieve, the two hidden actions, whether scores
tell who is good and are believed to count, and what administration costs."""
FROM_YEAR = 1
"""Levers move in the first recorded year: departments have lived under the status quo during the burn-in, so that an
effect is that of a reform and not of another world."""
WAITING_PART = 3
"""The second of two reforms comes when a third of the years under reform are over: the first has had time to change
beliefs, and most years are left to see what lasts (the reference scenarios wait three years of eight)."""

REASONS = {
    "factorial": "interactions need two levers",
    "sequencing": "an order needs two levers",
    "sequencing-years": "two reforms in turn need two years",
    "dose": "no lever is a number, so there are no doses",
}
"""Why a part cannot be had."""


@dataclass(frozen=True)
class Request:
    """A complete question about effects.

    ``years`` are recorded years; ``last`` of them at the end count as the outcome. ``first_seed`` and ``replications``
    say which seeds are met, or with which a campaign for precision begins. ``left_out`` are keys of ``REASONS``: why
    parts that were not asked for by name cannot be had.
    """

    base: Scenario
    levers: tuple[Lever, ...]
    parts: tuple[str, ...]
    years: int
    from_year: int
    second_year: int
    last: int
    outcomes: tuple[str, ...]
    first_seed: int = 0
    replications: int = 30
    code: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @cached_property
    def plan(self) -> Plan:
        """The points."""
        return Plan(self.base, self.levers, self.parts, self.from_year, self.second_year)

    @cached_property
    def points(self) -> Any:
        """The scenarios of the points.

        Raises
        ------
        ScenarioError
            If they cannot be made.
        """
        return self.plan.points()

    def about(self) -> dict[str, Any]:
        """Return what tells the points, as plain values; what is only shown (outcomes, last years) is no part of it."""
        simulated = ["contrast"] if {"effects", "cost"} & set(self.parts) else []
        simulated += [part for part in self.parts if part not in ("effects", "cost")]
        return {
            "factors": [lever.factor.to_dict() for lever in self.levers],
            "levers": [lever.to_dict() for lever in self.levers],
            "simulated": simulated,
            "from_year": self.from_year,
            "second_year": self.second_year if "sequencing" in self.parts else None,
            "base": self.base.name,
        }

    def study(self, seeds: Sequence[int] | None = None, *, beyond: Collection[Any] = ()) -> Study:
        """Return the study of all points under some seeds, by default all that are asked for.

        ``beyond`` are points that another study holds already.
        """
        met = range(self.first_seed, self.first_seed + self.replications) if seeds is None else seeds
        points = self.plan.points(beyond) if beyond else self.points
        return Study(
            "effects", self.base.name, points, tuple(met), self.years, code=self.code, settings=self.about()
        )

    def head(self) -> Head:
        """Return what identifies a campaign: everything but how precise it is to be, so that more goes on from less."""
        scenario = {
            key: value for key, value in self.base.to_dict().items() if key not in ("description", "extends")
        }
        own = {
            "scenario": scenario,
            "years": self.years,
            "first_seed": self.first_seed,
            "code": dict(self.code),
        }
        return Head("effects", self.base.name, {**self.about(), **own, "replications": self.replications})


def complete(base: Scenario, given: Mapping[str, Any]) -> Request:
    """Return the request, with the usual values of what is not given (absent or ``None``).

    Parameters
    ----------
    base
        The scenario.
    given
        ``levers``, ``switches`` (texts as ``read_levers`` takes them), ``doses``, ``parts``, ``outcomes`` (names),
        ``years``, ``from_year``, ``second_year``, ``last``, ``first_seed``, ``replications``, ``code``.

    Raises
    ------
    StudyError
        If names are unknown, or years do not fit the horizon.
    ScenarioError
        With every fault of the levers.
    """
    own = {key: value for key, value in given.items() if value is not None}
    years = own.get("years", base.protocol.years)
    from_year = own.get("from_year", FROM_YEAR)
    if from_year > years:
        raise StudyError(
            f"from_year = {from_year}: the reform would begin after the last of {years} recorded years"
        )
    if never_begins(base, years):
        first = base.changes[0].year
        raise StudyError(
            f"years = {years}: the reform of {base.name} begins in year {first}; take as many years or more"
        )
    levers = read_levers(
        own.get("levers", ()), own.get("switches", ()), base, from_year, own.get("doses", DOSES)
    )
    second = own.get("second_year", from_year + max(1, (years - from_year + 1) // WAITING_PART))
    short = second > years and "second_year" not in own
    parts, left_out = _parts(own.get("parts"), levers, too_short=short)
    if "sequencing" in parts and not from_year < second <= years:
        raise StudyError(
            f"second_year = {second}: the second reform must come after the first, of year {from_year}, and by year"
            f" {years}"
        )
    if max(from_year, second) > base.protocol.years:  # reforms may come later than the scenario's own years
        base = base.replace(years=years)
    for key, part in {"second_year": "sequencing", "doses": "dose"}.items():
        if key in own and part not in parts:
            raise StudyError(f"{key} = {own[key]}: this is of the part {part}, which is not among --parts")
    return Request(
        base, levers, parts, years, from_year, second, _last(own.get("last"), years, from_year),
        _outcomes(own.get("outcomes"), parts), own.get("first_seed", 0), own.get("replications", 30),
        dict(own.get("code", {})), left_out,
    )  # fmt: skip


def _parts(
    asked: str | None, levers: Sequence[Lever], *, too_short: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parts that can be had, and why others are left out; parts asked for must be possible."""
    alone = len(levers) < 2
    reasons = {
        "factorial": "factorial" if alone else "",
        "sequencing": "sequencing" if alone else "sequencing-years" if too_short else "",
        "dose": "" if any(lever.doses for lever in levers) else "dose",
    }
    missing = {part: reason for part, reason in reasons.items() if reason}
    if asked is None:
        return tuple(part for part in PARTS if part not in missing), tuple(missing.values())
    named = names_of(asked, "--parts", PARTS, f"parts: {', '.join(PARTS)}")
    wrong = [f"--parts {part}: {REASONS[missing[part]]}" for part in named if part in missing]
    if wrong:
        raise StudyError("; ".join(wrong))
    return tuple(part for part in PARTS if part in named), ()


def _last(asked: int | None, years: int, from_year: int) -> int:
    most = years - from_year + 1
    if asked is not None and asked > most:
        raise StudyError(
            f"last = {asked}: only {most} of {years} years lie under the reform of year {from_year}; take fewer"
        )
    return min(LAST_YEARS, most) if asked is None else asked


def _outcomes(asked: str | None, parts: Sequence[str]) -> tuple[str, ...]:
    chosen = outcomes_of(asked, USUAL_OUTCOMES)
    if "cost" in parts and COST not in chosen:
        return (*chosen, COST)
    return chosen
