"""What is asked about: factors on the unit interval, one by one or in groups, as SALib wants to be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.factors import Place
from budgetsim.studies.sensitivity.scales import CONTINUOUS, Scale

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
        found: dict[str, Any] = {
            "num_vars": len(names),
            "names": names,
            "bounds": [[0.0, 1.0] for _ in names],
        }
        return found | ({"groups": list(self.groups)} if self.groups else {})


def make_problem(
    names: Sequence[str],
    groups: Mapping[str, Sequence[str]] | None = None,
    scales: Sequence[Scale] = (),
    place: Callable[[str], Place] = lambda _: Place("--groups"),
) -> Problem:
    """Return the problem of some factors; a factor in no group is a group of its own.

    Parameters
    ----------
    names
        Factors, by bare name.
    groups
        Factors of each group, by its label.
    scales
        What values each factor has; none if all take any value of a range.
    place
        Where a group is written, for faults.

    Raises
    ------
    ScenarioError
        With every fault of the groups, or if there are fewer than two subjects.
    """
    faults = [
        fault for label in groups or {} for fault in _group_faults(label, groups or {}, names, place(label))
    ]
    if faults:
        raise ScenarioError(faults)
    of = {name: label for label, inside in (groups or {}).items() for name in inside}
    labels = tuple(of.get(name, name) for name in names) if of else ()
    made = Problem(tuple(names), labels, tuple(scales))
    if len(made.subjects) < FEWEST:
        what = "group" if labels else "factor"
        message = f"only one {what}: a sensitivity analysis compares at least two"
        here = place(next(iter(groups or {}), "")) if labels else Place("--factors")
        raise ScenarioError(here.fault(made.subjects[0] if names else "", None, message, "name another"))
    return made


def parse_groups(texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return groups from ``label=a,b; other=c,d``.

    Raises
    ------
    ScenarioError
        If a piece is not of this form, or a label comes twice.
    """
    here, found, faults = Place("--groups"), {}, []
    for piece in (piece.strip() for text in texts for piece in text.split(";")):
        if not piece:
            continue
        label, equals, members = (part.strip() for part in piece.partition("="))
        inside = tuple(name.strip().rpartition(".")[2] for name in members.split(",") if name.strip())
        if not label or not equals or not inside:
            hint = 'write it so: --groups "capacity=staff,staff_skill; checks=monitoring_intensity,audit_coverage"'
            faults.append(here.fault("", piece, "must be LABEL=factor,factor", hint))
        elif label in found:
            faults.append(here.fault(label, None, "the same group twice", "name all of its factors at once"))
        found[label] = inside
    if faults:
        raise ScenarioError(faults)
    return found


def _group_faults(
    label: str, groups: Mapping[str, Sequence[str]], names: Sequence[str], here: Place
) -> list[Fault]:
    """Return what is wrong with one group; a factor in two groups is told with the second."""
    inside = groups[label]
    field, faults = f"groups.{label}", []
    if not inside:
        faults.append(here.fault(field, None, "the group is empty", "name factors of the study"))
    if label in names and tuple(inside) != (label,):
        message = "the name of a group may not be a factor's: the two would be taken for one"
        faults.append(here.fault(field, None, message, "give the group another name"))
    earlier = [name for other in list(groups)[: list(groups).index(label)] for name in groups[other]]
    for place, name in enumerate(inside):
        if name not in names:
            hint = did_you_mean(name, names, f"factors: {', '.join(names)}")
            faults.append(here.fault(field, name, "no factor of this study", hint))
        elif name in earlier or name in inside[:place]:
            faults.append(here.fault(field, name, "a factor can be in one group only", "name it once"))
    return faults
