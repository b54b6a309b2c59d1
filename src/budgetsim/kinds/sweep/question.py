"""What a sweep asks: scenarios, factors and a design, or the directory of a sweep to go on with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from budgetsim.kinds.scenarios.question import REPLICATIONS, SEEDS_OF_A_DRAW, code_of
from budgetsim.kinds.sweep.listed import LIST, Listed, Row, factors_of
from budgetsim.language import told
from budgetsim.posterior import Posterior
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.revise import parse_setting
from budgetsim.seeds import MAX_SEED
from budgetsim.studies import ask
from budgetsim.studies.ask import Faults, Where, asked
from budgetsim.studies.cost import SECONDS_PER_COMPILED_YEAR
from budgetsim.studies.directory import read_description
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor, Place, parameters_of
from budgetsim.studies.keep import Keep
from budgetsim.studies.keeping import horizons_of
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
from budgetsim.studies.provenance import refusal
from budgetsim.studies.sampling import DESIGNS, MOST_POINTS, SAMPLED, misfits, size_of
from budgetsim.studies.states import FEW, STRUCTURES, States, states_of
from budgetsim.studies.store import CampaignResult, StudyResult, load_study
from budgetsim.studies.study_file import StudyFile
from budgetsim.studies.untouched import fixed_faults, inert_faults, year_problem
from budgetsim.studies.values import (
    Choice,
    Factors,
    Outcomes,
    Scenarios,
    Text,
    Truth,
    Value,
    Whole,
    is_directory,
)

SHOWN = ("net_social_value", "performance", "active_waste", "validity", "manipulation", "administrative_cost")
"""Outcomes that are shown where none are asked for."""
MOST_DRAWN, DEAR_SECONDS = 200, 60.0
"""Points, and seconds that all draws of them take by rough numbers, above which parameters are as declared where nobody
asks for draws: of more points nobody reads an answer that holds every difference."""


@dataclass(frozen=True)
class Swept(Scenarios):
    """Scenarios that are all swept alike, the study file that names them, or a directory, which is another question."""

    metavar = "SCENARIO…|STUDY.toml|DIR"


@dataclass(frozen=True)
class SweepRuns(Value):
    """The directory of a sweep, finished or not."""

    metavar = "DIR"

    def of_texts(self, texts: Sequence[str], place: Place) -> StudyResult:
        """As ``Value.of_texts``.

        Raises
        ------
        StudyError
            If there is no sweep, it is damaged, or the model has moved on since.
        """
        del place
        directory = Path(texts[-1])
        about = read_description(directory)
        if about is not None and refusal(directory, about):
            raise StudyError(refusal(directory, about))
        result = load_study(directory, allow_partial=True)
        if isinstance(result, CampaignResult) or result.study.command != "sweep":
            raise StudyError(told("sweep-fault-no-sweep-to-go-on", directory=str(directory)))
        return result

    def of_file(self, file: StudyFile, key: str) -> None:
        """Return nothing: a study file has scenarios."""


@dataclass(frozen=True)
class Flagged(Factors):
    """Factors that flags change or add; a study file has tables of them."""

    metavar = "KEY=VALUES"

    def of_file(self, file: StudyFile, key: str) -> None:
        """Return nothing."""


@dataclass(frozen=True)
class Written(Factors):
    """The factors of the tables of a study file, in their order."""

    def of_file(self, file: StudyFile, key: str) -> tuple[Factor, ...] | None:
        """As ``Value.of_file``."""
        del key
        levers, switches = file.factors("levers", "lever"), file.switches()
        uncertainties = file.factors("uncertainties", "uncertainty")
        file.check_overlaps()
        return (*levers, *switches, *uncertainties) or None


@dataclass(frozen=True)
class Design(Choice):
    """The name of a design; in files and Python points may be listed too."""

    def of_file(self, file: StudyFile, key: str) -> str | None:
        """As ``Value.of_file``."""
        return file.choice(key, (*self.names(), LIST), None)

    def of_python(self, given: Any, place: Place) -> str:
        """As ``Value.of_python``."""
        return LIST if given == LIST else self.of_texts([str(given)], place)


@dataclass(frozen=True)
class Samples(Whole):
    """A number of points to draw; an empty text takes that of a study file back, which belongs to another design."""

    def of_texts(self, texts: Sequence[str], place: Place) -> int | None:  # type: ignore[override] # or none
        """As ``Value.of_texts``."""
        return None if texts[-1] == "" else super().of_texts(texts, place)


@dataclass(frozen=True)
class OwnSeeds(Truth):
    """Whether points have seeds of their own; files say whether they have common ones."""

    def of_file(self, file: StudyFile, key: str) -> bool | None:
        """As ``Value.of_file``."""
        del key
        return not file.truth("common_random_numbers", default=True)


@dataclass(frozen=True)
class OfDirectory:
    """A sweep that is there: what is missing of it is run; ``outcomes`` are those that are shown."""

    scenarios: StudyResult = asked(SweepRuns(), argument=True)
    outcomes: tuple[str, ...] = asked(Outcomes(), SHOWN, panel="output")

    @property
    def shown(self) -> tuple[str, ...]:
        """Outcomes that are shown."""
        return self.scenarios.keep.shown(self.outcomes, SHOWN)


@dataclass(frozen=True)
class Question:
    """What is varied, and how.

    ``design`` places the points of all factors; with ``uncertainty_design`` it places the levers alone, and every
    point of the levers meets every point of the uncertainties. ``points`` are those of the design ``list``. Several
    scenarios are all swept alike. ``outcomes`` choose what is shown, not what is run.
    """

    scenarios: tuple[Scenario, ...] = asked(Swept(), argument=True)
    vary: tuple[Factor, ...] = asked(Flagged(), (), panel="design")
    uncertain: tuple[Factor, ...] = asked(Flagged("uncertainty"), (), panel="design")
    design: str = asked(Design(lambda: DESIGNS), "grid", panel="design")
    samples: int | None = asked(Samples(1, MOST_POINTS), None, panel="design")
    design_seed: int = asked(Whole(0, MAX_SEED), 0, panel="design")
    from_year: int | None = asked(Whole(1, ask.MOST_YEARS), None, panel="design")
    own_seeds: bool = asked(OwnSeeds(), default=False, panel="design")
    settings: tuple[str, ...] = ask.settings()
    years: int | None = ask.years()
    parameters: str | Posterior = parameters()
    draws: int | None = draws()
    replications: int | None = replications()
    seed: int = ask.first_seed()
    policy_rule: str = ask.policy_rule()
    behaviour: str = ask.behaviour()
    outcomes: tuple[str, ...] = asked(Outcomes(), SHOWN, panel="output")
    keep: Keep = ask.keep()
    money: str = money()
    points: tuple[Row, ...] = asked(Listed(), (), panel="file")
    factors: tuple[Factor, ...] = asked(Written(), (), panel="file")
    uncertainty_design: str | None = asked(Choice(lambda: DESIGNS), None, panel="file")
    uncertainty_samples: int | None = asked(Whole(1, MOST_POINTS), None, panel="file")
    name: str = asked(Text(), "", panel="file")

    @classmethod
    def understood(cls, given: Mapping[str, Any]) -> tuple[type[Any], Mapping[str, Any]]:
        """Return the question that is meant: of a directory another one.

        Raises
        ------
        ScenarioError
            If a directory is named beside others.
        """
        what = given.get("scenarios", ())
        named = [what] if isinstance(what, str | Path | Scenario) else list(what)
        directory = next((one for one in named if is_directory(one)), None)
        if directory is not None and len(named) > 1:
            raise ScenarioError(Place("").told("", None, "sweep-fault-directory", directory=str(directory)))
        if directory is not None:
            return OfDirectory, given
        if given.get("design") is not None and given.get("samples") is None:
            return cls, {**given, "samples": ""}
        return cls, given

    @property
    def shown(self) -> tuple[str, ...]:
        """Outcomes that are shown."""
        return self.keep.shown(self.outcomes, SHOWN)

    @property
    def placing(self) -> str:
        """The design that places the points; what is listed is placed already."""
        return LIST if self.points else self.design

    @cached_property
    def varied(self) -> tuple[Factor, ...]:
        """The factors: those of a file, changed by those of flags, which come after them where they are new."""
        flagged = {factor.name: factor for factor in (*self.vary, *self.uncertain)}
        written = (*self.factors, *factors_of(self.points))
        merged = [flagged.pop(factor.name, factor) for factor in written]
        return (*merged, *flagged.values())

    def faults(self, where: Where) -> Faults:
        """Yield what is wrong between the fields."""
        yield lambda: money_faults(self.scenarios, self.money, where)
        yield lambda: draw_faults(self.parameters, self.draws, where, is_drawn=self.is_drawn)
        yield lambda: self._own_seed_faults(where)
        yield lambda: ask.seed_faults(self.seed, self.replications or REPLICATIONS, where)
        yield lambda: self._repeated(where)
        yield lambda: fixed_faults(self.varied, self.settings, self.from_year)
        yield lambda: inert_faults(self.scenarios, self.settings, self.varied, code_of(self))
        yield lambda: self._year_faults(where)
        yield lambda: self._keep_faults(where)
        yield lambda: self._placing_faults(where)

    @cached_property
    def size(self) -> int:
        """Number of points, as far as the factors tell it before they are placed."""
        if self.placing == LIST:
            count = len(self.points)
        elif self.uncertainty_design is None:
            count = size_of(self.design, self.varied, self.samples)
        else:
            roles = {
                role: [one for one in self.varied if one.role == role] for role in ("lever", "uncertainty")
            }
            levers = size_of(self.design, roles["lever"], self.samples) if roles["lever"] else 1
            count = levers * size_of(self.uncertainty_design, roles["uncertainty"], self.uncertainty_samples)
        return len(self.scenarios) * count

    @property
    def is_drawn(self) -> bool:
        """Whether parameters are drawn too: where somebody asks for it, and usually where it is not dear.

        It is dear where points are many, with code of somebody's own, which runs one world after the other, and where
        every point has seeds of its own, so that differences are paired by nothing.
        """
        if self.parameters == "" and self.draws is None:
            return not (code_of(self) or self.own_seeds or self.is_large)
        return bool(self.parameters != POINT)

    @property
    def is_large(self) -> bool:
        """Whether points are so many, or so large, that all of them under draws would be dear."""
        if self.size > MOST_DRAWN:
            return True
        seeds = self.replications or SEEDS_OF_A_DRAW
        lived = max(
            (base.protocol.burn_in + (self.years or base.protocol.years)) * base.district.departments
            for base in self.scenarios
        )
        count = draws_of(self.parameters, None)
        states = 1 + count + len(STRUCTURES) * min(FEW, count)
        return self.size * states * seeds * lived * SECONDS_PER_COMPILED_YEAR > DEAR_SECONDS

    @property
    def seeds(self) -> int:
        """Number of seeds, of every draw where parameters are drawn."""
        return self.replications or (SEEDS_OF_A_DRAW if self.is_drawn else REPLICATIONS)

    @cached_property
    def states(self) -> States | None:
        """The states that points meet; ``None`` where parameters are as declared."""
        if not self.is_drawn:
            return None
        said = [parse_setting(text)[0].rpartition(".")[2] for text in self.settings]
        varied = {name for factor in self.varied for name in parameters_of(factor)}
        count = draws_of(self.parameters, self.draws)
        return states_of(posterior_of(self.parameters), self.scenarios, count, said, varied=varied)

    def _own_seed_faults(self, where: Where) -> Iterator[Fault]:
        if self.own_seeds and self.is_drawn:
            yield where.told("own_seeds", None, "sweep-fault-own-seeds")

    def _year_faults(self, where: Where) -> Iterator[Fault]:
        problem = year_problem(self.scenarios, self.varied, self.years, self.from_year)
        if problem:
            name, *words = problem
            yield where.fault(name, getattr(self, name), *words)

    def _keep_faults(self, where: Where) -> list[Fault]:
        asked_for = () if self.outcomes == SHOWN else self.outcomes
        horizons = horizons_of(self.scenarios, self.years, self.varied)
        return ask.keep_faults(self.keep, where, asked_for, horizons)

    def _placing_faults(self, where: Where) -> Iterator[Fault]:
        """Yield what keeps the points from being placed."""
        if self.placing == LIST:
            yield from self._list_faults(where)
        elif not self.varied and len(self.scenarios) < 2:
            yield Place("").told("", None, "sweep-fault-nothing")
        else:
            yield from self._design_faults(where)

    def _repeated(self, where: Where) -> Iterator[Fault]:
        """Yield factors that flags name twice."""
        seen: set[str] = set()
        for flag in ("vary", "uncertain"):
            for factor in getattr(self, flag):
                if factor.name in seen:
                    yield where(flag).told(factor.key, None, "sweep-fault-twice")
                seen.add(factor.name)
        moved: dict[str, str] = {}
        for factor in self.varied:
            for name in parameters_of(factor):
                other = moved.setdefault(name, factor.name)
                if other != factor.name:
                    place = where.factor(self._flag_of(factor.name), factor.name)
                    yield place.told(factor.key, None, "sweep-fault-moved", name=name, other=other)

    def _list_faults(self, where: Where) -> Iterator[Fault]:
        """Yield what would place points that are listed already."""
        for flag in ("vary", "uncertain", "design", "samples", "design_seed"):
            if where.is_given(flag) and getattr(self, flag) not in (None, LIST):
                yield where(flag).told("", None, "sweep-fault-listed")
        if not self.points:
            yield where("design").told("", LIST, "sweep-fault-no-points")
        if self.samples is not None and not where.is_given("samples"):
            yield where.told("samples", self.samples, "sweep-fault-listed-samples")
        if self.uncertainty_design is not None:
            yield where.told("uncertainty_design", self.uncertainty_design, "sweep-fault-listed-states")

    def _design_faults(self, where: Where) -> Iterator[Fault]:
        """Place factors on paper: what the designs need of them and of the numbers of samples."""
        other = self.uncertainty_design
        if self.design_seed and not {self.design, other} & set(SAMPLED):
            yield where.told("design_seed", self.design_seed, "sweep-fault-seed-idle", design=self.design)
        if other is None:
            if self.uncertainty_samples is not None:
                yield where.told("uncertainty_samples", None, "sweep-fault-no-state-design")
            yield from self._misfits("design", self.varied, where)
            return
        states = [factor for factor in self.varied if factor.role == "uncertainty"]
        levers = [factor for factor in self.varied if factor.role == "lever"]
        if not states:
            yield where.told("uncertainty_design", other, "sweep-fault-no-states")
        yield from self._misfits("uncertainty_design", states, where)
        if levers or self.samples is not None:
            yield from self._misfits("design", levers, where)

    def _misfits(self, key: str, factors: Sequence[Factor], where: Where) -> Iterator[Fault]:
        size = key.replace("design", "samples")
        samples = getattr(self, size)
        keys = {factor.name: factor.key for factor in factors}
        for misfit in misfits(getattr(self, key), factors, samples):
            if misfit.subject in keys:
                place = where.factor(self._flag_of(misfit.subject), misfit.subject)
                yield place.fault(keys[misfit.subject], None, misfit.message, misfit.hint)
            else:
                at = key if samples is None else size
                yield where.fault(at, samples, f"{misfit.message} ({size})", misfit.hint)

    def _flag_of(self, name: str) -> str:
        """Return the field that names a factor: the last that does, which overrules the others."""
        named = (
            key for key in ("uncertain", "vary") if any(factor.name == name for factor in getattr(self, key))
        )
        return next(named, "factors")
