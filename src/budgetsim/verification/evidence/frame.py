"""The frame of a context: base, treatment in its phases, who is treated, moderator, years; and looks made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import ASSIGNMENTS, RANDOM, Change, check_change
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.study_file import StudyFile, flat
from budgetsim.verification.evidence.blocks import MOST_YEARS, Block
from budgetsim.verification.evidence.design import CONTRASTS, KINDS, Look
from budgetsim.verification.evidence.measure import Kind, known_outcomes

KeyPath = tuple[str | int, ...]
KNOWN = "known"


@dataclass(frozen=True)
class Frame:
    """What the looks of a context share."""

    base: Scenario
    treatment: tuple[Change, ...]
    moderator: Mapping[str, Any]
    share: float
    assignment: str
    years: int
    measured: tuple[int, int]
    has_treatment: bool = False
    """Whether the file names a treatment, right or wrong."""
    has_moderator: bool = False

    @property
    def has_controls(self) -> bool:
        """Whether some departments stay untreated."""
        return self.share < 1.0 or self.assignment != RANDOM

    @property
    def begins(self) -> int:
        """The first year of the treatment."""
        return min((change.year for change in self.treatment), default=1)


def read_frame(file: StudyFile, known: Block, base: Scenario) -> Frame:
    """Return the frame that the block ``[known]`` describes; faults go to the file."""
    before = len(file.faults)
    years = known.whole("years", MOST_YEARS, None)
    if len(file.faults) > before:
        years = MOST_YEARS  # one fault is told, not those that follow from it
    measured = known.window(years, None)
    share = known.number("share")
    if share is not None and not 0.0 < share <= 1.0:
        known.fault("share", share, "must be above 0 and at most 1")
        share = None
    assignment = known.choice("assignment", ASSIGNMENTS, needed=False) or RANDOM
    known.text("spillovers")  # for readers: the world itself spreads what spreads
    moderator = known.settings("moderator")
    settings = _settings(known.settings("control"), (*known.path, "control"))
    base = replaced(file, base, settings) or base
    frame = Frame(base, (), {}, 1.0 if share is None else share, assignment, years, measured)
    treated = phases(known, "treated")
    treatment = [_change(file, frame, levers, path) for levers, path in treated]
    moved = _settings(moderator, (*known.path, "moderator"))
    is_good = replaced(file, base, moved) is not None
    return replace(
        frame,
        treatment=tuple(filter(None, treatment)),
        moderator={name: value for name, (value, _) in moved.items()} if is_good else {},
        has_treatment=bool(treated),
        has_moderator=bool(moderator),
    )


def phases(block: Block, key: str) -> list[tuple[dict[str, Any], KeyPath]]:
    """Return the phases of a treatment, each with its levers and its place: one table, or a list of them."""
    value = block.raw(key)
    if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
        return [(part, (*block.path, key, number)) for number, part in enumerate(value)]
    table = block.settings(key)
    return [(table, (*block.path, key))] if table else []


def read_look(file: StudyFile, block: Block, frame: Frame, usual: Look | None = None) -> Look | None:
    """Return the look that a block describes, or ``None`` with faults; ``usual`` is what a reading departs from."""
    before = len(file.faults)
    years = block.whole("years", MOST_YEARS, usual.years if usual else frame.years)
    measured = block.window(years, usual.measured if usual else frame.measured)
    kind: Kind | None = block.choice("as", tuple(KINDS), needed=usual is None) or (
        usual.kind if usual else None
    )
    outcome = block.text("outcome", needed=usual is None) or (usual.outcome if usual else "")
    base, treatment = frame.base, frame.treatment
    settings = _settings(block.settings("control"), (*block.path, "control"))
    base = replaced(file, base, settings) or base
    treated = phases(block, "treated")
    if treated:
        changes = [_change(file, frame, levers, path) for levers, path in treated]
        treatment = tuple(filter(None, changes))
    assignment = block.choice("assignment", ASSIGNMENTS, needed=False)
    if assignment is not None:
        treatment = tuple(replace(change, assignment=assignment) for change in treatment)
    if kind is None or len(file.faults) > before:
        return None
    look = Look(
        outcome, kind, base, treatment, frame.moderator if kind == "interaction" else {}, years, measured
    )
    _check(block, frame, look)
    return look if len(file.faults) == before else None


def _check(block: Block, frame: Frame, look: Look) -> None:
    """Find what the parts of a look lack together."""
    here = "as" if "as" in block.data else "outcome"
    if look.kind in CONTRASTS:
        if not look.treatment and not frame.has_treatment:
            block.fault(here, look.kind, "needs a treatment", "write [known.treated] and its levers below it")
        if look.measured[0] < frame.begins:
            hint = f"measure from year {frame.begins} on, or begin earlier"
            block.fault(
                "measured", None, f"the treatment begins in year {frame.begins}, after what is measured", hint
            )
    if look.kind == "interaction" and not look.moderator and not frame.has_moderator:
        block.fault(here, look.kind, "needs a moderator", "write [known.moderator] and its settings below it")
    known = known_outcomes(
        look.kind, groups=frame.has_controls or look.kind in ("treated_level", "cross_section")
    )
    if look.outcome not in known:
        hint = did_you_mean(look.outcome, known, f"known: {', '.join(known)}")
        block.fault("outcome", look.outcome, f"cannot be measured as {look.kind}", hint)


def _change(file: StudyFile, frame: Frame, levers: Mapping[str, Any], path: KeyPath) -> Change | None:
    """Return a phase of the treatment as a change of levers; its faults are told where the levers stand."""
    levers = dict(levers)
    about = {"year": levers.pop("from_year", 1), "share": frame.share, "assignment": frame.assignment}
    document = file.document
    change, faults = check_change(
        {**levers, **about}, 1, document.file, lambda key: document.lines.of(*path, key)
    )
    name = ".".join(str(step) for step in path)
    for fault in faults:
        file.faults.append(
            replace(fault, field=f"{name}{fault.field.removeprefix('change 1').replace(', ', '.')}")
        )
    return None if faults else change


def _settings(table: Mapping[str, Any], path: KeyPath) -> dict[str, tuple[Any, KeyPath]]:
    return {name: (value, where) for name, where, value in flat(table, path)}


def replaced(file: StudyFile, base: Scenario, settings: Mapping[str, tuple[Any, KeyPath]]) -> Scenario | None:
    """Return the base with settings, or take note of their faults where they stand."""
    try:
        return base.replace(**{name: value for name, (value, _) in settings.items()})
    except ScenarioError as error:
        paths = {name: path for name, (_, path) in settings.items()}
        file.faults += [_placed(fault, paths, file.place) for fault in error.faults]
        return None


def _placed(fault: Fault, paths: Mapping[str, KeyPath], place: Callable[..., Any]) -> Fault:
    """A fault of ``replace`` has no line; its setting has one."""
    named = {name.strip().rpartition(".")[2] for name in fault.field.split(",")}
    path = next((path for key, path in paths.items() if key.rpartition(".")[2] in named), ())
    moved: Fault = place(*path).fault(
        ".".join(map(str, path)) or fault.field, fault.value, fault.message, fault.suggestion
    )
    return moved
