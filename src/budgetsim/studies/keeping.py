"""How it is asked what of its runs a study stores: how that is written, and what of it is refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from budgetsim.declarations.renamed import current
from budgetsim.language import told
from budgetsim.model.measures import OUTCOMES
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.factors import Factor, Place
from budgetsim.studies.keep import EVERYTHING, LAST, LAST_YEARS, MEANS, ROUNDED, YEARS, Keep
from budgetsim.studies.study_file import StudyFile
from budgetsim.studies.values import Value, split_names, texts_of

WORDS = (MEANS, ROUNDED, f"{YEARS}={LAST}:3")
YEAR = re.compile(rf"(?:[0-9]{{1,4}}|{LAST}:[0-9]{{1,4}})")
Problem = tuple[Any, str, str]
"""The value that is wrong, what is wrong with it, and what to do."""


@dataclass(frozen=True)
class Kept(Value):
    """What is stored: outcomes by name, ``years=1,5,last:3`` or ``means``, and ``float32``, by comma."""

    metavar = "WHAT,…"

    def of_texts(self, texts: Sequence[str], place: Place) -> Keep:
        """As ``Value.of_texts``."""
        reading = _Reading(place)
        for word in split_names(texts):
            reading.take(word)
        if reading.faults:
            raise ScenarioError(reading.faults)
        return reading.made()

    def of_file(self, file: StudyFile, key: str) -> Keep | None:
        """As ``Value.of_file``; one text, or a list of them."""
        given = texts_of(file, key)
        return None if given is None else file.attempt(lambda: self.of_texts(given, file.place(key)))

    def of_python(self, given: Any, place: Place) -> Keep:
        """As ``Value.of_python``."""
        if isinstance(given, Keep):
            return given
        items = [given] if isinstance(given, str) or not isinstance(given, Iterable) else list(given)
        return self.of_texts(list(map(str, items)), place)

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return (*WORDS, *OUTCOMES)


@dataclass
class _Reading:
    """Words by comma, while they are read: a number behind ``years=`` is one of the years."""

    place: Place
    faults: list[Fault] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    last: int = 0
    words: list[str] = field(default_factory=list)
    in_years: bool = False

    def take(self, word: str) -> None:
        """Take one word."""
        name, equals, value = (part.strip() for part in word.partition("="))
        if equals and name == YEARS:
            self.in_years = True
            self._take_year(value)
        elif YEAR.fullmatch(word):
            if self.in_years:
                self._take_year(word)
            else:
                self._refuse(word, "study-keep-fault-year-alone", word=word)
        elif word in (MEANS, ROUNDED):
            self.in_years = False
            self._take_once(word, self.words)
        else:
            self.in_years = False
            self._take_outcome(word)

    def _take_year(self, text: str) -> None:
        if not YEAR.fullmatch(text) or not int(text.rpartition(":")[2]):
            self._refuse(text, "study-keep-fault-year")
        elif text.startswith(LAST):
            if self.last:
                self._refuse(text, "study-keep-fault-twice")
            self.last = int(text.rpartition(":")[2])
        elif int(text) in self.years:
            self._refuse(text, "study-keep-fault-twice")
        else:
            self.years.append(int(text))

    def _take_outcome(self, word: str) -> None:
        name = current(word)
        if name in OUTCOMES:
            self._take_once(name, self.outcomes)
            return
        hint = did_you_mean(name, [*OUTCOMES, *WORDS], told("study-keep-fault-word.remedy"))
        self.faults.append(self.place.fault("", word, told("study-keep-fault-word"), hint))

    def _take_once(self, word: str, taken: list[str]) -> None:
        if word in taken:
            self._refuse(word, "study-keep-fault-twice")
        else:
            taken.append(word)

    def _refuse(self, value: str, key: str, **about: str) -> None:
        self.faults.append(self.place.told("", value, key, **about))

    def made(self) -> Keep:
        """Return what was read.

        Raises
        ------
        ScenarioError
            If it says nothing, or both years and means.
        """
        asks_years = bool(self.years or self.last)
        if not (self.outcomes or asks_years or self.words):
            raise ScenarioError(self.place.told("", None, "study-keep-fault-nothing"))
        if asks_years and MEANS in self.words:
            raise ScenarioError(self.place.told("", MEANS, "study-keep-fault-means-and-years"))
        # In the order of the columns, so that nothing hangs on how they were typed.
        outcomes = tuple(name for name in OUTCOMES if name in self.outcomes)
        means = LAST_YEARS if MEANS in self.words else 0
        return Keep(outcomes, tuple(sorted(self.years)), self.last, means, ROUNDED in self.words)


def problems(
    keep: Keep,
    needed: Iterable[str],
    horizons: Collection[int],
    window: int = LAST_YEARS,
) -> Iterator[Problem]:
    """Yield what is wrong with what is kept: what would change nothing, and what the study itself needs.

    Parameters
    ----------
    keep
        What was asked for.
    needed
        Outcomes that the study tells.
    horizons
        Recorded years of its runs.
    window
        Years at the end of a run over whose mean it tells them.
    """
    if keep == EVERYTHING:
        return
    lacking = [name for name in dict.fromkeys(needed) if name not in keep.names]
    if lacking:
        full = replace(keep, outcomes=tuple(n for n in OUTCOMES if n in (*keep.outcomes, *lacking)))
        yield (
            None,
            told("study-keep-fault-needed", outcomes=listed(lacking)),
            told("study-keep-fault-write", keep=str(full)),
        )
    if set(keep.outcomes) == set(OUTCOMES):
        yield None, told("study-keep-fault-every-outcome"), told("study-leave-out")
    yield from _year_problems(keep, sorted(horizons), window)


def _year_problems(keep: Keep, horizons: Sequence[int], window: int) -> Iterator[Problem]:
    longest = horizons[-1]
    beyond = [year for year in (*keep.years, keep.last) if year > longest]
    if beyond:
        yield beyond[0], told("study-keep-fault-beyond", years=str(longest)), ""
        return
    if keep.means:
        if longest == 1:
            yield MEANS, told("study-keep-fault-one-year"), told("study-leave-out")
        return
    if keep.has_every_year:
        return
    if all(keep.rows(horizon) == horizon for horizon in horizons):
        yield None, told("study-keep-fault-every-year", years=str(longest)), told("study-leave-out")
    for horizon in horizons:
        end = range(max(1, horizon - window + 1), horizon + 1)
        lacking = [str(year) for year in end if year not in keep.years_of(horizon)]
        if lacking:
            early = tuple(year for year in keep.years if year <= longest - window)
            full = replace(keep, years=early, last=max(keep.last, window))
            why = told(
                "study-keep-fault-window", years=listed(lacking), many="one" if len(lacking) == 1 else "many"
            )
            yield None, why, told("study-keep-fault-write", keep=str(full))
            return


def horizons_of(
    scenarios: Iterable[Scenario], years: int | None, factors: Iterable[Factor] = ()
) -> frozenset[int]:
    """Return the recorded years of runs: those asked for, or of each scenario, or of a factor that moves them."""
    if years is not None:
        return frozenset((years,))
    moved = next((factor for factor in factors if factor.name == YEARS), None)
    if moved is None:
        return frozenset(scenario.protocol.years for scenario in scenarios)
    return frozenset(int(value) for value in (moved.levels or moved.extremes()))
