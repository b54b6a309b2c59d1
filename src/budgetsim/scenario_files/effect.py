"""Lines of a scenario file that move nothing, or less than they seem to: the first are faults, the others noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from budgetsim.scenario_files.changes import RISK
from budgetsim.scenario_files.document import Layer, Placed
from budgetsim.scenario_files.faults import Fault
from budgetsim.scenario_files.reach import ALL, RANDOM, for_all, limited, reach_of, spelled, without_levers
from budgetsim.scenario_files.records import Change, Roster


@dataclass(frozen=True)
class Written:
    """A change and where it stands: in which layer, counted from the last base, and where there."""

    change: Change
    depth: int
    place: Placed


def written_changes(layers: Sequence[Layer]) -> list[Written]:
    """Return the changes of all layers in order, base first, without those that a later layer drops.

    ``replace_changes`` drops all of the bases, a lever set in all years drops those of that lever.
    """
    found: list[Written] = []
    for depth, layer in enumerate(layers):
        if layer.replace_changes:
            found = []
        if layer.steady:
            found = [
                Written(change, each.depth, each.place)
                for each in found
                for change in without_levers([each.change], layer.steady)
            ]
        found += [Written(change, depth, place) for change, place in layer.changes]
    return sorted(found, key=lambda each: each.change.year)


@dataclass(frozen=True)
class Judged:
    """What a file says, its bases included: layers, base first, and their changes in order."""

    layers: Sequence[Layer]
    changes: Sequence[Written]
    burn_in: int

    def faults(self) -> list[Fault]:
        """Return the lines that move no recorded year."""
        return [*self._contradictions(), *self._values(self._idle_value), *self._set_twice()]

    def notes(self) -> list[Fault]:
        """Return the lines that move some years only because a base moves the others."""
        return [*self._values(self._partial_value), *self._cut_short()]

    def _values(self, judge: Callable[[str, Placed, int], Fault | None]) -> list[Fault]:
        """Judge every lever of ``[policy]`` that no later layer sets again."""
        found: dict[str, tuple[Placed, int]] = {}
        for depth, layer in enumerate(self.layers):
            found |= {name: (placed, depth) for name, placed in layer.values.items()}
        moved = {lever for each in self.changes for lever in each.change.levers}
        judged = [judge(name, *found[name]) for name in found if name in moved]
        return [fault for fault in judged if fault is not None]

    def _idle_value(self, lever: str, placed: Placed, depth: int) -> Fault | None:
        first = self._first_for_all(lever)
        if first is None or first.change.year > 1 or first.depth > depth:
            return None
        inherited = first.depth < depth
        if not inherited and self.burn_in:
            return None
        whose = f"a change of {self._file(first)}" if inherited else "a change of this file"
        to = spelled(first.change.levers[lever])
        message = f"no recorded year would move: {whose} sets it to {to} in year 1"
        return _fault(placed, f"policy.{lever}", message, self._advice(lever, placed.value))

    def _partial_value(self, lever: str, placed: Placed, depth: int) -> Fault | None:
        first = next(each for each in self.changes if lever in each.change.levers)
        if first.depth >= depth:
            return None
        reach = reach_of(lever, [each.change for each in self.changes])
        told = limited(lever, placed.value, reach, f"a change of {self._file(first)}")
        if not told or reach.until == 1:
            return None
        return _fault(placed, "", told, self._advice(lever, placed.value), value=None)

    def _set_twice(self) -> list[Fault]:
        """Levers that one file moves and, in the same year, moves again for all departments."""
        found = []
        for lever, these in self._by_lever().items():
            for first, second in pairwise(these):
                same = first.depth == second.depth and first.change.year == second.change.year
                if same and for_all(second.change):
                    message = f"change {second.place.value} sets it anew for all in the same year"
                    found.append(
                        self._at(
                            first, lever, message, "leave one of the two out, or move it to another year"
                        )
                    )
        return found

    def _cut_short(self) -> list[Fault]:
        """Levers that a file moves and a base moves again in a later year."""
        found = []
        for lever, these in self._by_lever().items():
            for place, own in enumerate(these):
                after = next((one for one in these[place + 1 :] if for_all(one.change)), None)
                if after is None or after.depth >= own.depth:
                    continue
                reach = reach_of(lever, [after.change])
                whose = f"a change of {self._file(after)}"
                told = limited(lever, own.change.levers[lever], reach, whose, first=own.change.year)
                found.append(self._at(own, lever, told, "move it there too, or write replace_changes = true"))
        return found

    def _contradictions(self) -> list[Fault]:
        """Levers that a file sets in all years and moves in one."""
        return [
            self._at(each, lever, f"the file sets {lever}{ALL} too", "leave one of the two out")
            for each in self.changes
            for lever in each.change.levers
            if lever in self.layers[each.depth].steady
        ]

    def _by_lever(self) -> dict[str, list[Written]]:
        found: dict[str, list[Written]] = {}
        for each in self.changes:
            for lever in each.change.levers:
                found.setdefault(lever, []).append(each)
        return found

    def _first_for_all(self, lever: str) -> Written | None:
        these = (each for each in self.changes if lever in each.change.levers and for_all(each.change))
        return next(these, None)

    def _file(self, each: Written) -> str:
        return self.layers[each.depth].document.stem or each.place.file

    def _at(self, each: Written, lever: str, message: str, hint: str) -> Fault:
        line = self.layers[each.depth].document.lines.of("change", each.place.value - 1, lever)
        return Fault(each.place.file, line, f"change {each.place.value}, {lever}", None, message, hint)

    @staticmethod
    def _advice(lever: str, value: Any) -> str:
        return (
            f'write "{lever}{ALL}" = {spelled(value)} for all years, or move it in a [[change]] of that year'
        )


def untreated(changes: Sequence[Written], values: Mapping[str, Any], roster: Roster | None) -> list[Fault]:
    """Return the changes that treat no department: of a share that rounds to none, or of a kind that there is not."""
    found = []
    for each in changes:
        change, count = each.change, values["departments"]
        if change.assignment in (RANDOM, RISK):
            why = "" if round(change.share * count) else f"no department of {count} is treated"
        else:
            is_there = change.share and _is_there(change.assignment, values, roster)
            why = "" if is_there else f"no {change.assignment} department is treated"
        if why:
            hint = "treat more of them, or leave the change out"
            label = f"change {each.place.value}, share"
            found.append(Fault(each.place.file, each.place.line, label, change.share, why, hint))
    return found


def _is_there(archetype: str, values: Mapping[str, Any], roster: Roster | None) -> bool:
    if roster is not None:
        return archetype in roster.archetypes
    named = {name: values[f"{name}_share"] for name in ("production", "procedural", "craft")}
    return bool(named.get(archetype, round(1.0 - sum(named.values()), 9)) > 0)


def _fault(placed: Placed, field: str, message: str, hint: str, value: Any = ...) -> Fault:
    shown = placed.value if value is ... else value
    return Fault(placed.file, placed.line, field, shown, message, hint)
