"""What is asked about: factors on the unit interval, with the values that each has, one by one or in groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from budgetsim.language import told
from budgetsim.numerics import Array
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, listed, told_with_remedy
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.ask import Where
from budgetsim.studies.factors import Factor, Place, spec_hint
from budgetsim.studies.study_file import StudyFile
from budgetsim.studies.values import Factors, Value

ScaleKind = Literal["continuous", "steps", "two", "choice"]
SCALES: tuple[ScaleKind, ...] = ("continuous", "steps", "two", "choice")
FINE = 20
"""Ordered values from which a factor is as good as continuous: waves then lose half a percent of a linear effect."""


@dataclass(frozen=True)
class Scale:
    """The values of a factor on its part of the unit cube.

    ``places`` are where its values stand on its range, from 0 to 1, in the order in which equal parts of the unit
    interval hold them; none if it takes any value. Without an order the places mean nothing but their number.
    """

    places: tuple[float, ...] = ()
    ordered: bool = True

    @property
    def kind(self) -> ScaleKind:
        """What kind of factor it is."""
        if not self.places:
            return "continuous"
        if len(self.places) == 2:
            return "two"
        return "steps" if self.ordered else "choice"

    @property
    def told(self) -> str:
        """What values there are, in a few words for a fault."""
        return told(f"sensitivity-values-{self.kind}", count=str(len(self.places)))

    def share(self, level: int) -> float:
        """Return the middle of the part of the unit interval that a level has."""
        return (level + 0.5) / len(self.places)

    def levels(self, shares: Array) -> NDArray[np.intp]:
        """Return the number of the level at each share of the unit interval."""
        count = len(self.places)
        return np.asarray(np.minimum((shares * count).astype(np.intp), count - 1))


CONTINUOUS = Scale()


def scale_of(factor: Factor) -> Scale:
    """Return the scale of a factor of a study; very many ordered values count as continuous."""
    if not factor.is_ordered:
        return Scale(
            tuple(float(place) for place in np.linspace(0.0, 1.0, len(factor.levels))), ordered=False
        )
    if not factor.levels and factor.kind == "number":
        return CONTINUOUS
    low, high = (float(end) for end in factor.extremes())
    values = [float(v) for v in factor.levels] if factor.levels else list(np.arange(low, high + 1.0))
    if len(values) >= FINE:
        return CONTINUOUS
    return Scale(tuple((value - low) / (high - low) for value in values))


FEWEST = 2
"""Subjects that a sensitivity analysis needs: with one there is nothing to compare."""


@dataclass(frozen=True)
class Problem:
    """Factors of a design, each on the unit interval.

    ``groups`` holds the label of each factor's group, or nothing: then every factor is asked about by itself.
    ``scales`` say what values each factor has; without them every factor takes any value of a range.
    """

    names: tuple[str, ...]
    groups: tuple[str, ...] = ()
    scales: tuple[Scale, ...] = ()

    def scale(self, name: str) -> Scale:
        """Return what values a factor has."""
        return self.scales[self.names.index(name)] if self.scales else CONTINUOUS

    @property
    def subjects(self) -> tuple[str, ...]:
        """What gets an index: groups in the order of their first factor, or the factors."""
        return tuple(dict.fromkeys(self.groups or self.names))

    def members(self, subject: str) -> tuple[str, ...]:
        """Return the factors of a subject."""
        labels = self.groups or self.names
        return tuple(name for name, label in zip(self.names, labels, strict=True) if label == subject)

    def salib(self) -> dict[str, Any]:
        """Return the problem as SALib wants it: a new dictionary each time, since SALib writes into it."""
        names = list(self.names)
        bounds = [[0.0, 1.0] for _ in names]
        groups = {"groups": list(self.groups)} if self.groups else {}
        return {"num_vars": len(names), "names": names, "bounds": bounds, **groups}


def make_problem(
    names: Sequence[str],
    groups: Mapping[str, Sequence[str]] | None = None,
    scales: Sequence[Scale] = (),
) -> Problem:
    """Return the problem of some factors, by bare name; a factor in no group is a group of its own.

    ``scales`` say what values each factor has; none if all take any value of a range.

    Raises
    ------
    ScenarioError
        With every fault of the groups, or if there are fewer than two subjects.
    """
    faults = list(group_faults(names, groups or {}, lambda _: Place("--groups")))
    if faults:
        raise ScenarioError(faults)
    return Problem(tuple(names), _labels(names, groups or {}), tuple(scales))


def group_faults(
    names: Sequence[str], groups: Mapping[str, Sequence[str]], where: Callable[[str], Place]
) -> Iterator[Fault]:
    """Yield what is wrong with groups, and that there are fewer than two subjects; ``where`` tells a group's place."""
    wrong = [fault for label in groups for fault in _group_faults(label, groups, names, where(label))]
    yield from wrong
    if wrong:
        return
    labels = _labels(names, groups)
    subjects = tuple(dict.fromkeys(labels or names))
    if len(subjects) < FEWEST:
        here = where(next(iter(groups))) if labels else Place("--factors")
        what = "group" if labels else "factor"
        yield here.told(subjects[0] if names else "", None, "sensitivity-fault-only-one", what=what)


def _labels(names: Sequence[str], groups: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    of = {name: label for label, inside in groups.items() for name in inside}
    return tuple(of.get(name, name) for name in names) if of else ()


@dataclass(frozen=True)
class Varied(Factors):
    """Factors of which each is named once and has several values."""

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[Factor, ...]:
        """As ``Value.of_texts``."""
        return self._checked(super().of_texts(texts, place), place)

    def of_file(self, file: StudyFile, key: str) -> tuple[Factor, ...] | None:
        """As ``Factors.of_file``."""
        factors = super().of_file(file, key)
        where = Where({}, file)
        file.faults += factor_faults(factors or (), lambda name: where.factor(key, name))
        return factors

    def of_python(self, given: Any, place: Place) -> tuple[Factor, ...]:
        """As ``Factors.of_python``."""
        return self._checked(super().of_python(given, place), place)

    def _checked(self, factors: tuple[Factor, ...], place: Place) -> tuple[Factor, ...]:
        faults = factor_faults(factors, lambda _: place)
        if faults:
            raise ScenarioError(faults)
        return factors


def factor_faults(factors: Sequence[Factor], where: Callable[[str], Place]) -> list[Fault]:
    """Return factors that come twice, and those of which there is only one value; ``where`` tells where they stand."""
    names = [factor.name for factor in factors]
    faults = [
        where(name).told(name, None, "sensitivity-fault-twice")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    for factor in factors:
        if len(factor.levels) == 1:
            hint = spec_hint()
            place = where(factor.name)
            faults.append(place.told(factor.key, factor.levels[0], "sensitivity-fault-one-value", hint))
    return faults


@dataclass(frozen=True)
class Groups(Value):
    """Factors that are treated as one: ``label=a,b; other=c,d``, in files a table of lists."""

    metavar = '"X=A,B; Y=C,D"'
    many = True

    def of_texts(self, texts: Sequence[str], place: Place) -> dict[str, tuple[str, ...]]:
        """As ``Value.of_texts``: faults are pieces that are not of this form, and labels that come twice."""
        groups: dict[str, tuple[str, ...]] = {}
        faults = []
        for piece in (piece.strip() for text in texts for piece in text.split(";")):
            if not piece:
                continue
            label, equals, members = (part.strip() for part in piece.partition("="))
            inside = tuple(name.strip().rpartition(".")[2] for name in members.split(",") if name.strip())
            if not label or not equals or not inside:
                faults.append(place.told("", piece, "sensitivity-fault-group"))
            elif label in groups:
                faults.append(place.told(label, None, "sensitivity-fault-group-twice"))
            groups[label] = inside
        if faults:
            raise ScenarioError(faults)
        return groups

    def of_file(self, file: StudyFile, key: str) -> dict[str, tuple[str, ...]] | None:
        """As ``Value.of_file``."""
        groups = {}
        for label, members in file.table(key).items():
            if isinstance(members, list) and all(isinstance(name, str) for name in members):
                groups[label] = tuple(name.rpartition(".")[2] for name in members)
            else:
                about = {"kind": kind_of(members), "group": label}
                file.fault((key, label), members, *told_with_remedy("sensitivity-fault-members", **about))
        return groups or None

    def of_python(self, given: Any, place: Place) -> dict[str, tuple[str, ...]]:
        """As ``Value.of_python``: a mapping of labels to factors."""
        if isinstance(given, Mapping):
            return {label: tuple(members) for label, members in given.items()}
        return self.of_texts([given] if isinstance(given, str) else list(given), place)


def _group_faults(
    label: str, groups: Mapping[str, Sequence[str]], names: Sequence[str], here: Place
) -> list[Fault]:
    """Return what is wrong with one group; a factor in two groups is told with the second."""
    inside = groups[label]
    field, faults = f"groups.{label}", []
    if not inside:
        faults.append(here.told(field, None, "sensitivity-fault-group-empty"))
    if label in names and tuple(inside) != (label,):
        faults.append(here.told(field, None, "sensitivity-fault-group-name"))
    earlier = [name for other in list(groups)[: list(groups).index(label)] for name in groups[other]]
    for place, name in enumerate(inside):
        if name not in names:
            hint = did_you_mean(name, names)
            faults.append(here.told(field, name, "sensitivity-fault-no-factor", hint, factors=listed(names)))
        elif name in earlier or name in inside[:place]:
            faults.append(here.told(field, name, "sensitivity-fault-two-groups"))
    return faults
