"""What a study of effects asks, its faults, and its cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from budgetsim.kinds.effects.answer import PARTS
from budgetsim.kinds.effects.cost_effectiveness import COST
from budgetsim.kinds.effects.design import Design
from budgetsim.kinds.effects.drawn import OverDraws
from budgetsim.kinds.effects.levers import (
    DOSES,
    MOST_DOSES,
    Lever,
    Levers,
    PlaceOf,
    Switches,
    place_of_flag,
    read_levers,
)
from budgetsim.kinds.effects.rounds import MOST, Target, added_doses
from budgetsim.language import told
from budgetsim.posterior import Posterior
from budgetsim.scenario import Scenario, ScenarioError, never_begins
from budgetsim.scenario_files.faults import Fault, listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.revise import parse_setting
from budgetsim.studies import ask
from budgetsim.studies.ask import Faults, Where, asked
from budgetsim.studies.band import FUNDS, GAIN, VALUE
from budgetsim.studies.cost import Cost, Work, work_of
from budgetsim.studies.keep import LAST_YEARS, Keep
from budgetsim.studies.money import money, money_faults
from budgetsim.studies.parameters import (
    POINT,
    draw_faults,
    draws,
    draws_of,
    parameters,
    posterior_of,
    replications,
)
from budgetsim.studies.states import States, states_of
from budgetsim.studies.study import Head
from budgetsim.studies.untouched import inert_faults
from budgetsim.studies.values import Names, OneScenario, Outcomes, Real, Text, Truth, Whole

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
REPLICATIONS = 30
"""Seeds with declared parameters."""
EVERY = "all"
"""Stands for all outcomes that are shown."""

REASONS = ("factorial", "sequencing", "sequencing-years", "dose")
"""Why a part cannot be had: ends of the messages ``effects-lacking-``."""


@dataclass(frozen=True)
class Question:
    """A question about effects.

    ``levers`` and ``switch`` are texts as ``read_levers`` takes them, the usual levers where both are empty; what is
    ``None`` has the usual value, which ``design`` holds.
    """

    scenario: Scenario = asked(OneScenario(), "wangcheng_2022", argument=True)
    levers: tuple[str, ...] = asked(Levers(), (), also=("lever",))
    switch: tuple[str, ...] = asked(Switches(), ())
    parts: tuple[str, ...] = asked(Names(lambda: PARTS), ())
    refine: bool = asked(Truth(), True)  # noqa: FBT003 - a default
    from_year: int = asked(Whole(1, ask.MOST_YEARS), FROM_YEAR)
    second_year: int | None = asked(Whole(2, ask.MOST_YEARS), None)
    doses: int | None = asked(Whole(2, MOST_DOSES), None)
    precision: float | None = asked(Real(), None, panel="design")
    precision_outcome: tuple[str, ...] | None = asked(Names(), None, panel="design")
    max_replications: int | None = asked(Whole(2, ask.MOST_REPLICATIONS), None, panel="design")
    outcomes: tuple[str, ...] = asked(Outcomes(), USUAL_OUTCOMES)
    last: int | None = asked(Whole(1, ask.MOST_YEARS), None)
    settings: tuple[str, ...] = ask.settings()
    years: int | None = ask.years()
    parameters: str | Posterior = parameters()
    draws: int | None = draws()
    replications: int | None = replications()
    seed: int = ask.first_seed()
    behaviour: str = ask.behaviour()
    keep: Keep = ask.keep()
    money: str = money()
    name: str = asked(Text(), "", panel="file")

    def faults(self, where: Where) -> Faults:
        """Yield what is wrong between the fields."""
        yield lambda: self._faults_of_precision(where)
        yield lambda: money_faults((self.scenario,), self.money, where)
        yield lambda: draw_faults(self.parameters, self.draws, where, is_drawn=self.is_drawn)
        yield lambda: self._faults_of_seeds(where)
        wrong = list(self._faults_of_years(where))
        yield from wrong
        if wrong:
            return
        try:
            self._read_levers(where.factor)
        except ScenarioError as error:
            yield from error.faults
            return
        factors = [lever.factor for lever in self.moved]
        yield lambda: inert_faults((self.scenario,), self.settings, factors, self.code)
        yield lambda: self._faults_of_parts(where)
        yield lambda: self._faults_of_keep(where)

    def _faults_of_seeds(self, where: Where) -> list[Fault]:
        most = self.max_replications or 0 if self.precision is not None else 0
        return ask.seed_faults(self.seed, max(self.seeds, most), where)

    @cached_property
    def moved(self) -> tuple[Lever, ...]:
        """Levers with their contrasts."""
        return self._read_levers(place_of_flag)

    def _read_levers(self, place: PlaceOf) -> tuple[Lever, ...]:
        base, doses = self.scenario, self.doses or DOSES
        return read_levers(self.levers, self.switch, base, self.from_year, doses, place)

    def _faults_of_years(self, where: Where) -> Iterator[Fault]:
        years, first = str(self.horizon), str(self.from_year)
        if self.from_year > self.horizon:
            yield where.told("from_year", self.from_year, "effects-fault-late", years=years)
        elif never_begins(self.scenario, self.horizon):
            begin = {"scenario": self.scenario.name, "year": str(self.scenario.changes[0].year)}
            yield where.told("years", self.horizon, "effects-fault-never-begins", **begin)
        most = self.horizon - self.from_year + 1
        if self.last is not None and self.last > most:
            yield where.told("last", self.last, "effects-fault-last", most=str(most), years=years, year=first)

    def _faults_of_parts(self, where: Where) -> Iterator[Fault]:
        for part in self.parts:
            if part in self._lacking:
                yield where.told("parts", part, f"effects-lacking-{self._lacking[part]}")
        if "sequencing" in self._answered and not self.from_year < self._second <= self.horizon:
            years = {"first": str(self.from_year), "last": str(self.horizon)}
            yield where.told("second_year", self._second, "effects-fault-second-year", **years)
        for key, part in {"second_year": "sequencing", "doses": "dose"}.items():
            if getattr(self, key) is not None and part not in self._answered:
                yield where.told(key, getattr(self, key), "effects-fault-other-part", part=part)

    def _faults_of_keep(self, where: Where) -> Iterator[Fault]:
        if "sequencing" in self._answered and not self.keep.has_every_year:
            others = ",".join(part for part in self._answered if part != "sequencing")
            yield where.told("keep", None, "study-keep-fault-paths", parts=others or "effects")
            return
        band = (GAIN, FUNDS) if VALUE in self._shown else ()
        usual = self.outcomes == USUAL_OUTCOMES
        asked_for = (COST,) if usual and "cost" in self._answered else () if usual else self._shown
        yield from ask.keep_faults(self.keep, where, (*asked_for, *band), (self.horizon,), self._last)

    @property
    def _last(self) -> int:
        """Years at the end whose mean counts."""
        most = self.horizon - self.from_year + 1
        return min(LAST_YEARS, most) if self.last is None else self.last

    def _faults_of_precision(self, where: Where) -> Iterator[Fault]:
        if self.precision is None:
            for key in ("precision_outcome", "max_replications"):
                value = getattr(self, key)
                if value is not None:
                    spelled = ",".join(value) if isinstance(value, tuple) else value
                    yield where.told(key, spelled, "effects-fault-no-precision")
            return
        if not {"effects", "cost"} & set(self._answered):
            yield where.told("precision", self.precision, "effects-fault-precision")
        if self.is_drawn:
            yield where.told("precision", self.precision, "effects-fault-precision-drawn")
        if self.seeds < 2:
            yield where.told("replications", self.seeds, "effects-fault-two-replications")
        most = self.max_replications or MOST
        if most < self.seeds:
            least = str(self.seeds)
            yield where.told("max_replications", most, "effects-fault-too-few", replications=least)
        shown = self._shown
        for name in self.precision_outcome or ():
            if name not in (*shown, EVERY):
                hint = did_you_mean(name, shown)
                about = {"outcomes": listed(shown)}
                yield where.told("precision_outcome", name, "effects-fault-not-shown", hint, **about)

    @property
    def horizon(self) -> int:
        """Recorded years."""
        return self.years or self.scenario.protocol.years

    @property
    def code(self) -> dict[str, str]:
        """Code of the user's own by role."""
        return {"behaviour": self.behaviour} if self.behaviour else {}

    @cached_property
    def design(self) -> Design:
        """The question with its usual values; there is one only without faults."""
        base, years, keep = self.scenario, self.horizon, self.keep
        if max(self.from_year, self._second) > base.protocol.years:
            base = base.replace(years=years)  # reforms may come later than the scenario's own years
        reasons = () if self.parts else tuple(self._lacking.values())
        return Design(
            base=base,
            levers=self.moved,
            parts=self._answered,
            years=years,
            from_year=self.from_year,
            second_year=self._second,
            last=self._last,
            outcomes=self._shown,
            first_seed=self.seed,
            replications=self.seeds,
            code=self.code,
            keep=replace(keep, means=self._last) if keep.means else keep,
            left_out=reasons,
            name=self.name,
        )

    @property
    def target(self) -> Target | None:
        """The precision that is asked for."""
        if self.precision is None:
            return None
        named = self.precision_outcome or self._shown[:1]
        outcomes = self._shown if EVERY in named else named
        return Target(self.precision, outcomes, self.max_replications or MOST)

    @property
    def is_refined(self) -> bool:
        """Whether doses are added around the best ones."""
        return self.refine and "dose" in self._answered

    @property
    def seeds(self) -> int:
        """Seeds with declared parameters; under draws there are as many only where somebody asks for a number."""
        return self.replications or REPLICATIONS

    @property
    def is_drawn(self) -> bool:
        """Whether parameters are drawn too: unless declared ones are asked for, or it would be dear.

        It is dear with code of somebody's own, which runs one world after the other. Precision is that of declared
        parameters: more seeds do not make ignorance less.
        """
        if self.parameters == "":
            return not self.code and self.precision is None
        return bool(self.parameters != POINT)

    @cached_property
    def states(self) -> States | None:
        """The states that levers meet; ``None`` where parameters are as declared."""
        if not self.is_drawn:
            return None
        said = [parse_setting(text)[0].rpartition(".")[2] for text in self.settings]
        count = draws_of(self.parameters, self.draws)
        return states_of(posterior_of(self.parameters), [self.scenario], count, said)

    def over_draws(self, design: Design) -> OverDraws | None:
        """Return the studies of a design over draws; ``None`` where parameters are as declared, or none is needed."""
        if self.states is None:
            return None
        drawn = OverDraws(design, self.states, self.replications)
        return drawn if drawn.parts else None

    @property
    def has_rounds(self) -> bool:
        """Whether studies follow from each other: rounds of more seeds, of more doses, or over draws."""
        return self.target is not None or self.is_refined or self.over_draws(self.design) is not None

    @property
    def _second(self) -> int:
        """Year of the second of two reforms."""
        waiting = max(1, (self.horizon - self.from_year + 1) // WAITING_PART)
        return self.from_year + waiting if self.second_year is None else self.second_year

    @property
    def _lacking(self) -> dict[str, str]:
        """Parts that cannot be had, and why, by keys of ``REASONS``."""
        alone = len(self.moved) < 2
        too_short = self.second_year is None and self._second > self.horizon
        reasons = {
            "factorial": "factorial" if alone else "",
            "sequencing": "sequencing" if alone else "sequencing-years" if too_short else "",
            "dose": "" if any(lever.doses for lever in self.moved) else "dose",
        }
        return {part: reason for part, reason in reasons.items() if reason}

    @property
    def _answered(self) -> tuple[str, ...]:
        named: Sequence[str] = self.parts or [part for part in PARTS if part not in self._lacking]
        return tuple(part for part in PARTS if part in named)

    @property
    def _shown(self) -> tuple[str, ...]:
        """Outcomes: those asked for, and the cost that effects are divided by."""
        outcomes = self.keep.shown(self.outcomes, USUAL_OUTCOMES)
        divides = "cost" in self._answered and COST not in outcomes
        return (*outcomes, COST) if divides else outcomes


def head(question: Question) -> Head | None:
    """Return what identifies the rounds of a question; ``None`` where one study answers it."""
    if not question.has_rounds:
        return None
    own = question.design.head()
    draws = question.over_draws(question.design)
    if draws is None:
        return own
    seeds = {name: part.seeds for name, part in draws.parts.items()}
    return replace(own, settings={**own.settings, "over_draws": {**draws.states.to_dict(), "seeds": seeds}})


def cost(question: Question) -> tuple[Cost, Work] | None:
    """Return what rounds take, and the work by which that is timed.

    Nobody knows how many rounds precision takes; the cost is that of all replications that are allowed.
    """
    if not question.has_rounds:
        return None
    target = question.target
    begun = work_of(question.design.study())
    usual, most = added_doses(question.design) if question.is_refined else (0, 0)
    seeds = begun.seeds if target is None else target.most
    draws = question.over_draws(question.design)
    drawn = 0 if draws is None else -(-draws.runs // seeds)
    work = begun.of(begun.points + (usual if target is None else most) + drawn, seeds)
    points = {
        "scenario": question.scenario.name,
        "points": f"{begun.points:,}",
        "draws": draws.states.draws if draws else 0,
    }
    about: Mapping[str, Any] = {
        "at_most": target is not None,
        "most": (begun.points + most + drawn) * seeds if target is None and most else None,
        "how": told("effects-takes", **points, more="yes" if most else "no"),
        "smaller": (*(("--max-replications",) if target else ()), *SMALLER),
    }
    return Cost(work.runs, 0.0, work.disk(csv=False), **about), work


SMALLER = ("--levers", "--parts", "--doses", "--draws", "--replications")
"""Flags that take less, the most useful first."""
