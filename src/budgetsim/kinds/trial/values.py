"""How a trial is written: the treatment, the cohorts and the sizes, on the command line, in files and in Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budgetsim.kinds.trial.plan import Cohort
from budgetsim.language import told
from budgetsim.scenario_files.changes import check_change, levers
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, listed
from budgetsim.scenario_files.names import did_you_mean, lever_hint, unknown
from budgetsim.scenario_files.revise import typed_settings
from budgetsim.studies.factors import Place
from budgetsim.studies.study_file import StudyFile
from budgetsim.studies.values import Several, Value, split_names

Levers = tuple[tuple[str, Any], ...]
MOST_UNITS, MOST_YEARS = 10_000, 1000
SIZES = ("units", "departments", "districts")
KEYS = ("year", *SIZES)
"""Keys of a cohort in a file, which may call its units what they are."""


@dataclass(frozen=True)
class Treatment(Value):
    """Levers of the treated, as ``LEVER=VALUE``; in files the table ``[treatment]``, in Python a mapping."""

    metavar = "LEVER=VALUE"
    many = True

    def of_texts(self, texts: Sequence[str], place: Place) -> Levers:
        """As ``Value.of_texts``."""
        values, faults = typed_settings(split_names(texts))
        faults = [place.fault(one.field, one.value, one.message, one.suggestion) for one in faults]
        return _checked(values, lambda _: place, faults)

    def of_file(self, file: StudyFile, key: str) -> Levers | None:
        """As ``Value.of_file``."""
        table = file.table(key)
        if not table:
            if file.raw(key) is not None and key not in file.wrong:
                file.told((key,), None, "trial-fault-no-treatment")
            return None
        return file.attempt(lambda: _checked(table, lambda name: file.place(key, name), []))

    def of_python(self, given: Any, place: Place) -> Levers:
        """As ``Value.of_python``."""
        if isinstance(given, Mapping):
            return _checked(given, lambda _: place, [])
        return self.of_texts([given] if isinstance(given, str) else list(map(str, given)), place)

    def options(self) -> list[str]:
        """As ``Value.options``."""
        return [f"{name}=" for name in levers()]

    def spelled(self, value: Any) -> str:
        """As ``Value.spelled``."""
        return ", ".join(f"{lever}={setting}" for lever, setting in value)


def _checked(table: Mapping[str, Any], place: Callable[[str], Place], faults: list[Fault]) -> Levers:
    """Return levers and their values, as a block ``[[change]]`` would take them."""
    short = {str(key).removeprefix("policy."): value for key, value in table.items()}
    faults = list(faults)
    for key in short.keys() - levers().keys():
        if key in ("year", "share", "assignment"):
            faults.append(place(key).fault(key, short[key], unknown(key, "lever"), lever_hint("")))
    values = {key: value for key, value in short.items() if key not in ("year", "share", "assignment")}
    if not values and not faults:
        faults.append(place("").told("", None, "trial-fault-no-treatment"))
    if values:
        change, wrong = check_change({"year": 1, **values}, 1, "", lambda _: None)
        for one in wrong:
            name = one.field.rpartition(", ")[2]
            faults.append(place(name).fault(name, one.value, one.message, one.suggestion))
        if change is not None and not faults:
            return tuple(change.levers.items())
    raise ScenarioError(faults)


@dataclass(frozen=True)
class Cohorts(Value):
    """Cohorts as ``YEAR:UNITS``, by comma; in files blocks ``[[cohorts]]``, in Python a mapping of years to units."""

    metavar = "YEAR:UNITS,…"

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[Cohort, ...]:
        """As ``Value.of_texts``."""
        cohorts, faults = [], []
        for text in split_names(texts):
            year, colon, units = text.partition(":")
            cohort = _cohort(year, units) if colon else None
            if cohort is None:
                faults.append(_no_cohort(place, text))
            else:
                cohorts.append(cohort)
        return _in_order(cohorts, faults, place)

    def of_file(self, file: StudyFile, key: str) -> tuple[Cohort, ...] | None:
        """As ``Value.of_file``."""
        blocks = file.raw(key)
        if blocks is None:
            return None
        if not isinstance(blocks, list) or not all(isinstance(one, Mapping) for one in blocks):
            file.told((key,), None, "trial-fault-no-blocks", kind=kind_of(blocks))
            return None
        cohorts, faults = [], []
        for number, block in enumerate(blocks):
            for name in block.keys() - set(KEYS):
                hint = did_you_mean(name, KEYS, told("study-keys-allowed", keys=listed(KEYS)))
                faults.append(
                    file.place(key, number, name).fault(
                        f"{key}.{name}", None, told("fault-unknown-key"), hint
                    )
                )
            (units, *further) = [block[size] for size in SIZES if size in block] or [""]
            cohort = None if further else _cohort(str(block.get("year", "")), str(units))
            if cohort is None:
                faults.append(
                    _no_cohort(
                        file.place(key, number),
                        ", ".join(f"{name} = {value}" for name, value in block.items()),
                    )
                )
            else:
                cohorts.append(cohort)
        return file.attempt(lambda: _in_order(cohorts, faults, file.place(key)))

    def of_python(self, given: Any, place: Place) -> tuple[Cohort, ...]:
        """As ``Value.of_python``."""
        if isinstance(given, Mapping):
            given = [f"{year}:{units}" for year, units in given.items()]
        if not isinstance(given, str):
            given = [one if isinstance(one, str) else f"{one.year}:{one.units}" for one in given]
        return self.of_texts([given] if isinstance(given, str) else given, place)

    def spelled(self, value: Any) -> str:
        """As ``Value.spelled``."""
        return ",".join(f"{one.year}:{one.units}" for one in value)


def _cohort(year: str, units: str) -> Cohort | None:
    parts = (year.strip(), units.strip())
    if not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        return None
    cohort = Cohort(*map(int, parts))
    return cohort if 1 <= cohort.year <= MOST_YEARS and 1 <= cohort.units <= MOST_UNITS else None


def _no_cohort(place: Place, text: str) -> Fault:
    return place.told("", text[:50], "trial-fault-cohort")


def _in_order(cohorts: Sequence[Cohort], faults: list[Fault], place: Place) -> tuple[Cohort, ...]:
    years = [one.year for one in cohorts]
    faults = [
        *faults,
        *(
            place.told("", year, "trial-fault-cohort-twice")
            for year in sorted({y for y in years if years.count(y) > 1})
        ),
    ]
    if not cohorts and not faults:
        faults.append(_no_cohort(place, ""))
    if faults:
        raise ScenarioError(faults)
    return tuple(sorted(cohorts, key=lambda one: one.year))


@dataclass(frozen=True)
class Sizes(Several):
    """Whole numbers by comma; in files and in Python a list."""

    metavar = "N,N,…"

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[int, ...]:
        """As ``Value.of_texts``."""
        given = split_names(texts)
        wrong = [
            text
            for text in given
            if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) <= MOST_UNITS
        ]
        if wrong or not given:
            raise ScenarioError(
                [place.told("", text, "trial-fault-size", most=str(MOST_UNITS)) for text in wrong or [""]]
            )
        return tuple(sorted({int(text) for text in given}))

    def of_file(self, file: StudyFile, key: str) -> tuple[int, ...] | None:
        """As ``Value.of_file``."""
        given = file.raw(key)
        if given is None:
            return None
        texts = list(map(str, given)) if isinstance(given, list) else [str(given)]
        return file.attempt(lambda: self.of_texts(texts, file.place(key)))
