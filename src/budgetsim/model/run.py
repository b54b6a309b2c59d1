"""A run: scenarios under seeds with draws, world, burn-in, years and months, and rules that set next year's levers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

import numpy as np

from budgetsim.declarations import ARCHETYPES, Parameters, Policy, declarations
from budgetsim.declarations.renamed import current
from budgetsim.language import told
from budgetsim.model import fiscal_year
from budgetsim.model.batch import Batch, needed_draws, parameter_rows
from budgetsim.model.bureau import BureauView, bureau_view
from budgetsim.model.fiscal_year import Amend, Behaviour
from budgetsim.model.measures import measure_all
from budgetsim.model.months import DECEMBER
from budgetsim.model.shocks import Shocks
from budgetsim.model.state import Year
from budgetsim.model.timeline import YearPolicy, policies_by_year, policy_arrays, stack
from budgetsim.model.world import RosterArrays, World, build_world
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.scenario_files.changes import ALL
from budgetsim.scenario_files.roster import Roster

# Rules that set next year's levers from what the bureau has seen: for students, optimisers, learning algorithms


PolicyRule = Callable[[BureauView], Mapping[str, Any]]

_EXAMPLE = "{'monitoring_intensity': 0.3}"


class RuledPolicy:
    """Applies a policy rule at the end of each year; levers that it has set stay until it sets them again."""

    def __init__(self, scenario: Scenario, rule: PolicyRule | None) -> None:
        self._scenario = scenario
        self._rule = rule
        self._set: dict[str, Any] = {}
        self.history: list[Mapping[str, Any]] = [{}]
        """What is set by recorded year, the coming one included; nothing in the first."""

    def apply(self, planned: YearPolicy) -> YearPolicy:
        """Return the scenario's policy for a year with the rule's levers on top."""
        if not self._set:
            return planned
        layers = {name: layer for name, layer in planned.layers.items() if name not in self._set}
        return YearPolicy({**planned.values, **self._set}, layers)

    def observe(self, world: World, year: int) -> None:
        """Show the bureau's view of the last closed year to the rule, if there is one, and check what it wants.

        Raises
        ------
        ScenarioError
            If the rule names no lever, or a value out of its range.
        """
        if self._rule is None:
            return
        wanted = self._rule(last_view(world, year))
        if not isinstance(wanted, Mapping):
            raise ScenarioError(told("fault-policy-rule", type=type(wanted).__name__, example=_EXAMPLE))
        levers = {_lever(name): _plain(value) for name, value in wanted.items()}
        checked = self._scenario.placed(**levers)
        self._set.update({name: getattr(checked.policy, name) for name in map(current, wanted)})
        self.history.append(dict(self._set))


def _lever(name: Any) -> str:
    """Return the parameter that a rule names.

    A rule moves levers from next year on; names such as staff@all, which speak of all years, are none.
    """
    key = f"policy.{name}"
    return key.replace(ALL, told("fault-all-years")) if ALL in key else key


def last_view(world: World, year: int) -> BureauView:
    """Return what the bureau of a single run knows after the last closed year."""
    books = world.closed
    if books is None:
        raise ValueError(told("fault-no-year"))
    return bureau_view(
        world.bureau, books.levers, books.programme, books.messages, books.targets, books.use, year
    )


def _plain(value: Any) -> Any:
    """NumPy scalars as Python numbers; everything else as it is, for the check to judge."""
    return value.item() if hasattr(value, "item") and getattr(value, "ndim", 1) == 0 else value


# A run: scenarios of one shape under the same seeds, lived month by month from the burn-in on ---------------


LARGEST_BLOCK = 5
"""Years that are drawn at a time: more save few calls and cost memory."""
FEW = 1024
"""Departments × seeds × years up to which more years are: of so few numbers the calls cost more."""


class Run:
    """Scenarios, the points of the batch, under the same seeds: it owns draws, world, burn-in, years and months.

    >>> run = Run(scenario, range(30))  # doctest: +SKIP
    >>> for books in run.recorded_years():  # doctest: +SKIP
    ...     print(run.year, books.use.allocation)

    The scenarios must agree on everything that selects code or shapes arrays: horizon and burn-in, number of
    departments and neighbours, categorical levers year by year, the protocol, and whether there is a roster.

    Parameters
    ----------
    scenarios
        One scenario or several.
    seeds
        Seeds, or draws that are shared with other runs of the same shape.
    years
        Recorded years to plan for; by default those of the first scenario. A run may go on beyond them, under the
        last year's policy.
    timelines
        Policies of the scenarios by year, where they are known already (``policies_by_year``).
    behaviour, amend
        As in ``fiscal_year.open_year``; ``amend`` may be changed between two years.
    policy_rule
        Rule that sets next year's levers from what the bureau saw; only for one scenario under one seed.

    Raises
    ------
    ValueError
        If there is a policy rule for several scenarios or seeds.
    """

    def __init__(  # noqa: PLR0913 - what a run may depend on
        self,
        scenarios: Scenario | Sequence[Scenario],
        seeds: Iterable[int] | Shocks,
        years: int | None = None,
        *,
        timelines: Sequence[Sequence[YearPolicy]] | None = None,
        behaviour: Behaviour | None = None,
        amend: Amend | None = None,
        policy_rule: PolicyRule | None = None,
    ) -> None:
        self.scenarios = (scenarios,) if isinstance(scenarios, Scenario) else tuple(scenarios)
        first = self.scenarios[0]
        self.horizon = first.protocol.years if years is None else years
        self.shocks = seeds if isinstance(seeds, Shocks) else draw_shocks(self.scenarios, seeds, self.horizon)
        self.year = 0
        """The recorded year that is open or was closed last; 0 before the first."""
        self.amend = amend
        if policy_rule is not None and (len(self.scenarios) > 1 or len(self.shocks.seeds) > 1):
            raise ValueError(told("fault-one-run"))
        self._burn_in = first.protocol.burn_in
        self._behaviour = behaviour
        self._rule = RuledPolicy(first, policy_rule)
        self._timelines = (
            [policies_by_year(scenario, self.horizon) for scenario in self.scenarios]
            if timelines is None
            else timelines
        )
        self.world = _new_world(self.scenarios, [timeline[0] for timeline in self._timelines], self.shocks)
        self._levers: tuple[list[YearPolicy], Policy[Array]] | None = None

    @property
    def in_burn_in(self) -> bool:
        """Whether the next year to open is one that nobody records."""
        return self.world.elapsed < self._burn_in

    def policies(self) -> list[YearPolicy]:
        """Return the policy of each scenario in the current year, or before any change while none is recorded."""
        return [self._rule.apply(timeline[min(self.year, len(timeline) - 1)]) for timeline in self._timelines]

    @property
    def ruled(self) -> tuple[Mapping[str, Any], ...]:
        """Levers that a policy rule had set in each recorded year so far."""
        return tuple(self._rule.history[: self.year])

    def open_year(self) -> Year:
        """Open the next year; return its books after all January decisions."""
        self.year = max(0, self.world.elapsed - self._burn_in + 1)
        levers = self._levers_of(self.policies())
        return fiscal_year.open_year(self.world, levers, self._behaviour, self.amend)

    def live_month(self) -> None:
        """Live one month of the open year."""
        fiscal_year.month(self.world)

    def close_year(self) -> Year:
        """Close the open year after its December; the policy rule sees it if it is recorded."""
        books = fiscal_year.close_year(self.world)
        if self.year > 0:
            self._rule.observe(self.world, self.year)
        return books

    def outcomes(self) -> dict[str, float]:
        """Return the outcomes of the year that was closed last, of one scenario under one seed."""
        return {name: float(value[0, 0, 0]) for name, value in measure_all(self.world.books).items()}

    def live_year(self, watch: Callable[[World], None] | None = None) -> Year:
        """Live the whole next year; return the closed books. ``watch`` sees the world after every month."""
        self.open_year()
        for _ in range(DECEMBER):
            self.live_month()
            if watch is not None:
                watch(self.world)
        return self.close_year()

    def burn_in(self) -> Run:
        """Live the unrecorded years, as far as they lie ahead; return the run."""
        while self.in_burn_in:
            self.live_year()
        return self

    def recorded_years(self, watch: Callable[[World], None] | None = None) -> Iterator[Year]:
        """Yield the closed books of every recorded year to the horizon, after the burn-in.

        The world lives on: what is wanted of a year must be read before the next one is asked for.
        """
        self.burn_in()
        while self.year < self.horizon:
            yield self.live_year(watch)

    def _levers_of(self, policies: list[YearPolicy]) -> Policy[Array]:
        """Policies as arrays, the same ones as long as the policies are the same objects."""
        if self._levers is None or any(
            new is not held for new, held in zip(policies, self._levers[0], strict=True)
        ):
            world = self.world
            self._levers = policies, policy_arrays(policies, self.shocks.traits, world.traits.archetype)
        return self._levers[1]


def draw_shocks(
    scenarios: Sequence[Scenario], seeds: Iterable[int], years: int, *, keep: bool = False
) -> Shocks:
    """Return the draws that scenarios need over their burn-in and some recorded years (``keep`` as in ``Shocks``)."""
    numbers = tuple(seeds)
    block = max(LARGEST_BLOCK, FEW // max(1, len(numbers) * scenarios[0].district.departments))
    return _drawn(scenarios[0], optional_draws(scenarios), numbers, years, keep=keep, block=block)


def optional_draws(scenarios: Sequence[Scenario]) -> dict[str, bool]:
    """Return which draws some of the scenarios use that others can do without; no other draw depends on it."""
    return needed_draws(parameter_rows(scenarios), scenarios[0].protocol)


def draw_batch(
    batch: Batch, seeds: Iterable[int], *, keep: bool = False, block: int | None = LARGEST_BLOCK
) -> Shocks:
    """Return the draws that the points of a batch need likewise.

    ``keep`` and ``block`` are as in ``Shocks``, but for ``None``, which stands for all years.
    """
    return _drawn(batch.first, batch.draws, seeds, batch.years, keep=keep, block=block)


def _drawn(  # noqa: PLR0913 - which draws, and how many at a time
    first: Scenario,
    used: Mapping[str, bool],
    seeds: Iterable[int],
    years: int,
    *,
    keep: bool,
    block: int | None,
) -> Shocks:
    whole = max(1, first.protocol.burn_in + years)
    return Shocks(
        tuple(seeds),
        first.district.departments,
        [name for name, needed in used.items() if needed],
        version=first.protocol.stream_version,
        keep=keep,
        block=whole if block is None else min(whole, block),
    )


def _new_world(scenarios: Sequence[Scenario], policies: Sequence[YearPolicy], shocks: Shocks) -> World:
    """World of some scenarios of one shape, before its first year."""
    parameters = _stack_parameters(scenarios)
    no_archetypes = np.zeros((1, 1, 1), dtype=np.intp)
    levers = policy_arrays(policies, shocks.traits, no_archetypes)
    roster = roster_arrays([s.roster for s in scenarios if s.roster is not None])
    return build_world(parameters, levers, shocks, len(scenarios), roster, used_rules(scenarios))


def used_rules(scenarios: Sequence[Scenario]) -> tuple[bool, bool]:
    """Return whether any department of some scenarios may be adaptive, or satisficing."""
    return (
        any(s.department.adaptive_share > 0.0 for s in scenarios),
        any(s.department.satisficing_share > 0.0 for s in scenarios),
    )


def _stack_parameters(scenarios: Sequence[Scenario]) -> Parameters[Array]:
    """Parameters of several scenarios as (point, 1, 1) arrays; categorical ones must agree."""
    groups: dict[str, Any] = {}
    for group in ("department", "bureau", "district"):
        rows = [getattr(scenario, group) for scenario in scenarios]
        if all(row is rows[0] for row in rows):
            rows = rows[:1]  # one object for all points, as where only levers are varied
        groups[group] = type(rows[0])(
            **{
                f.name: stack(list(map(attrgetter(f.name), rows)))
                if declarations()[f.name].kind == "number"
                else getattr(rows[0], f.name)
                for f in fields(rows[0])
            }
        )
    return Parameters(**groups, protocol=scenarios[0].protocol)


def roster_arrays(rosters: Sequence[Roster]) -> RosterArrays | None:
    """Return the users' own departments as arrays, or ``None`` where they are drawn."""
    if not rosters:
        return None
    kinds = [[ARCHETYPES.index(a) for a in roster.archetypes] for roster in rosters]
    return RosterArrays(
        np.array(kinds, dtype=np.intp)[:, None, :],
        np.array([roster.sizes for roster in rosters], dtype=np.float64)[:, None, :],
        np.array([roster.budgets for roster in rosters], dtype=np.float64)[:, None, :],
    )
