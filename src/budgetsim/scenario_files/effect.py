"""What moves nothing, or less than it seems to: the first are faults in lines of a scenario file, the others noted.

Some parameters matter under one rule, form or kind of department only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.declarations.renamed import current
from budgetsim.language import told
from budgetsim.scenario_files.changes import (
    ALL,
    RANDOM,
    RISK,
    Change,
    for_all,
    limited,
    reach_of,
    spelled,
    without_levers,
)
from budgetsim.scenario_files.document import Layer, Placed
from budgetsim.scenario_files.faults import Fault
from budgetsim.scenario_files.read import Document
from budgetsim.scenario_files.roster import Roster


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
    written: list[Written] = []
    for depth, layer in enumerate(layers):
        if layer.replace_changes:
            written = []
        if layer.steady:
            written = [
                Written(change, each.depth, each.place)
                for each in written
                for change in without_levers([each.change], layer.steady)
            ]
        written += [Written(change, depth, place) for change, place in layer.changes]
    return sorted(written, key=lambda each: each.change.year)


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
        last: dict[str, tuple[Placed, int]] = {}
        for depth, layer in enumerate(self.layers):
            last |= {name: (placed, depth) for name, placed in layer.values.items()}
        moved = {lever for each in self.changes for lever in each.change.levers}
        judged = [judge(name, *last[name]) for name in last if name in moved]
        return [fault for fault in judged if fault is not None]

    def _idle_value(self, lever: str, placed: Placed, depth: int) -> Fault | None:
        first = self._first_for_all(lever)
        if first is None or first.change.year > 1 or first.depth > depth:
            return None
        inherited = first.depth < depth
        if not inherited and self.burn_in:
            return None
        whose = self._change_of(first) if inherited else told("note-change-here")
        message = told("fault-idle", whose=whose, to=spelled(first.change.levers[lever]))
        return _fault(placed, f"policy.{lever}", message, self._advice(lever, placed.value))

    def _partial_value(self, lever: str, placed: Placed, depth: int) -> Fault | None:
        first = next(each for each in self.changes if lever in each.change.levers)
        if first.depth >= depth:
            return None
        reach = reach_of(lever, [each.change for each in self.changes])
        message = limited(lever, placed.value, reach, self._change_of(first))
        if not message or reach.until == 1:
            return None
        return _fault(placed, "", message, self._advice(lever, placed.value), value=None)

    def _set_twice(self) -> list[Fault]:
        """Levers that one file moves and, in the same year, moves again for all departments."""
        faults = []
        for lever, these in self._by_lever().items():
            for first, second in pairwise(these):
                same = first.depth == second.depth and first.change.year == second.change.year
                if same and for_all(second.change):
                    message = told("fault-again", number=str(second.place.value))
                    faults.append(self._at(first, lever, message, told("fault-again.remedy")))
        return faults

    def _cut_short(self) -> list[Fault]:
        """Levers that a file moves and a base moves again in a later year."""
        notes = []
        for lever, these in self._by_lever().items():
            for position, moved in enumerate(these):
                after = next((one for one in these[position + 1 :] if for_all(one.change)), None)
                if after is None or after.depth >= moved.depth:
                    continue
                reach = reach_of(lever, [after.change])
                value, whose = moved.change.levers[lever], self._change_of(after)
                message = limited(lever, value, reach, whose, first=moved.change.year)
                notes.append(self._at(moved, lever, message, told("note-cut-short")))
        return notes

    def _contradictions(self) -> list[Fault]:
        """Levers that a file sets in all years and moves in one."""
        return [
            self._at(each, lever, told("fault-steady-too", lever=f"{lever}{ALL}"), told("fault-one-out"))
            for each in self.changes
            for lever in each.change.levers
            if lever in self.layers[each.depth].steady
        ]

    def _by_lever(self) -> dict[str, list[Written]]:
        by_lever: dict[str, list[Written]] = {}
        for each in self.changes:
            for lever in each.change.levers:
                by_lever.setdefault(lever, []).append(each)
        return by_lever

    def _first_for_all(self, lever: str) -> Written | None:
        these = (each for each in self.changes if lever in each.change.levers and for_all(each.change))
        return next(these, None)

    def _change_of(self, each: Written) -> str:
        """Name a change by the file in which it stands."""
        return told("note-change-of", file=self.layers[each.depth].document.stem or each.place.file)

    def _at(self, each: Written, lever: str, message: str, hint: str) -> Fault:
        line = self.layers[each.depth].document.lines.of("change", each.place.value - 1, lever)
        return Fault(each.place.file, line, f"{_label(each)}, {lever}", None, message, hint)

    @staticmethod
    def _advice(lever: str, value: Any) -> str:
        return told("fault-idle.remedy", lever=f"{lever}{ALL}", value=spelled(value))


def _label(each: Written) -> str:
    return told("fault-change", number=str(each.place.value))


def untreated(changes: Sequence[Written], values: Mapping[str, Any], roster: Roster | None) -> list[Fault]:
    """Return the changes that treat no department: of a share that rounds to none, or of a kind that there is not."""
    notes = []
    for each in changes:
        change, count = each.change, values["departments"]
        if change.assignment in (RANDOM, RISK):
            why = "" if round(change.share * count) else told("note-nobody", count=str(count))
        else:
            is_there = change.share and _is_there(change.assignment, values, roster)
            why = "" if is_there else told("note-nobody-of", archetype=change.assignment)
        if why:
            hint, label = told("note-nobody.remedy"), f"{_label(each)}, share"
            notes.append(Fault(each.place.file, each.place.line, label, change.share, why, hint))
    return notes


def _is_there(archetype: str, values: Mapping[str, Any], roster: Roster | None) -> bool:
    if roster is not None:
        return archetype in roster.archetypes
    named = {name: values[f"{name}_share"] for name in ("production", "procedural", "craft")}
    return bool(named.get(archetype, round(1.0 - sum(named.values()), 9)) > 0)


def _fault(placed: Placed, field: str, message: str, hint: str, value: Any = ...) -> Fault:
    shown = placed.value if value is ... else value
    return Fault(placed.file, placed.line, field, shown, message, hint)


@dataclass(frozen=True)
class Condition:
    """``names`` matter only while ``parameter`` has a value for which ``holds``; ``demand`` says which in words."""

    names: tuple[str, ...]
    parameter: str
    holds: Callable[[Any], bool]
    demand: Callable[[], str]


def _is(parameter: str, value: Any, *names: str) -> Condition:
    return Condition(
        names,
        parameter,
        lambda value_in_force: value_in_force == value,
        lambda: f"{_key(parameter)} = {value}",
    )


def _one_of(parameter: str, values: tuple[Any, ...], *names: str) -> Condition:
    def demand() -> str:
        return f"{_key(parameter)} = {told('note-or').join(map(str, values))}"

    return Condition(names, parameter, lambda value_in_force: value_in_force in values, demand)


def _some(parameter: str, *names: str) -> Condition:
    return Condition(
        names,
        parameter,
        lambda value_in_force: value_in_force > 0.0,
        lambda: told("note-above", key=_key(parameter)),
    )


def _key(name: str) -> str:
    return f"{declarations()[name].group}.{name}"


CONDITIONS = (
    _is("budget_rule", "tournament", "tournament_exponent", "tournament_pool", "tournament_prize"),
    _is("budget_rule", "grades", "excellent_from", "good_from", "fair_from", "fair_cut", "poor_cut"),
    _is("budget_rule", "posterior", "prior_reliability", "belief_drift"),
    _is("objective_contract", "truth_inducing", "contract_alpha", "contract_beta", "contract_gamma"),
    _is("evaluation_lag", 1, "preliminary_noise"),
    _is("score_form", "linear", "score_offset"),
    _some("adjustment_sd", "adjustment_tails"),
    _is(
        "score_form",
        "points",
        "satisfaction_level",
        "satisfaction_slope",
        "satisfaction_noise",
        "execution_weight",
        "objectives_weight",
        "satisfaction_weight",
        "external_level",
        "external_slope",
    ),
    _is("year_end", "precaution", "late_demand_spread", "late_demand_value"),
    _is("year_end", "patience", "carryover_patience"),
    _one_of("year_end", ("procrastination", "patience"), "hoarding"),
    _one_of("year_end", ("precaution", "procrastination"), "rush_quality_spread"),
    _some("adaptive_share", "search_step", "search_memory"),
    _some("satisficing_share", "aspiration", "satisficing_step"),
    Condition(
        ("size_sd", "production_share", "procedural_share", "craft_share"),
        "departments_file",
        lambda own: own == "",
        lambda: told("note-drawn"),
    ),
)
_OF = {name: condition for condition in CONDITIONS for name in condition.names}


def unmet(name: str, scenario: Any, varied: Collection[str] = ()) -> str:
    """Return why a parameter, by bare name, matters in no year of a scenario; nothing if it may matter.

    ``varied`` names parameters that a study varies, whose value in the scenario says nothing.
    """
    condition = _OF.get(name)
    if condition is None or condition.parameter in varied:
        return ""
    values = values_in_force(scenario, condition.parameter)
    if any(condition.holds(value) for value in values):
        return ""
    is_roster = condition.parameter == "departments_file"
    has = told("note-own-departments") if is_roster else told("note-and").join(map(spelled, values))
    return told("note-matters", demand=condition.demand(), scenario=scenario.name, has=has)


def idle(keys: Iterable[str], scenario: Any) -> list[str]:
    """Return a note on each parameter, by bare or dotted name, that matters in no year of a scenario."""
    named = (current(key, tell=False) for key in keys)
    reasons = ((key, unmet(key.rpartition(".")[2].removesuffix("@all"), scenario)) for key in named)
    return [told("note-idle", key=key, reason=reason) for key, reason in reasons if reason]


def idle_lines(document: Document, scenario: Any) -> list[str]:
    """Return a note on each line of a scenario file, if a person wrote it, that sets what matters in no year."""
    if not document.is_written:
        return []
    return [
        f"{document.file}:{document.lines.of(group, key)}{told('fault-colon')}{note}"
        for group, table in document.data.items()
        if isinstance(table, Mapping)
        for key in table
        for note in idle([f"{group}.{key}"], scenario)
    ]


def values_in_force(scenario: Any, name: str) -> list[Any]:
    """Return the values that a parameter has in some year, burn-in included."""
    if name == "departments_file":
        return ["" if scenario.roster is None else "own"]
    base = getattr(getattr(scenario, declarations()[name].group), name)
    later = (change.levers[name] for change in scenario.changes if name in change.levers)
    return list(dict.fromkeys((base, *later)))
