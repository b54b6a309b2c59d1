"""The frame of an experiment: base, treatment, who is treated, moderator, years; and looks made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from budgetsim.declarations import ARCHETYPES
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import RANDOM, check_change
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.records import Change
from budgetsim.studies.study_file import StudyFile, flat
from budgetsim.verification.evidence.blocks import MOST_YEARS, Block
from budgetsim.verification.evidence.design import CONTRASTS, KINDS, Kind, Look
from budgetsim.verification.evidence.measure import known_outcomes

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Frame:
    """What the looks of an experiment share."""

    base: Scenario
    treatment: Change | None
    moderator: Mapping[str, Any]
    share: float
    assignment: str
    from_year: int
    years: int
    measured: tuple[int, int]

    @property
    def has_controls(self) -> bool:
        """Whether some departments stay untreated."""
        return self.share < 1.0 or self.assignment != RANDOM


def read_frame(file: StudyFile, top: Block) -> Frame | None:
    """Return the frame, or ``None`` if the base scenario cannot be read; faults go to the file."""
    bases = file.scenarios()
    if len(bases) > 1:
        file.fault(("scenarios",), None, "one scenario is the base of an experiment", 'write scenario = "…"')
    years = top.whole("years", MOST_YEARS, None)
    if "years" in file.wrong:
        years = MOST_YEARS  # one fault is told, not those that follow from it
    from_year = top.whole("from_year", years, 1)
    measured = top.window(years, None)
    share = top.number("share")
    if share is not None and not 0.0 < share <= 1.0:
        top.fault("share", share, "must be above 0 and at most 1")
        share = None
    assignment = top.choice("assignment", (RANDOM, *ARCHETYPES), needed=False) or RANDOM
    levers, moderator = file.table("treatment"), file.table("moderator")
    if not bases:
        return None
    frame = Frame(bases[0], None, {}, 1.0 if share is None else share, assignment, from_year, years, measured)
    treatment = _change(file, frame, levers, ("treatment",)) if levers else None
    settings = _settings(moderator, ("moderator",))
    moved = _replaced(file, frame.base, settings)
    kept = {name: value for name, (value, _) in settings.items()} if moved else {}
    return replace(frame, treatment=treatment, moderator=kept)


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
    if usual is not None:
        base = _replaced(file, base, _settings(block.settings("set"), (*block.path, "set"))) or base
        levers = block.settings("treatment")
        treatment = _change(file, frame, levers, (*block.path, "treatment")) if levers else treatment
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
        if look.treatment is None and "treatment" not in block.file.document.data:
            block.fault(here, look.kind, "needs a treatment", "write [treatment] and its levers below it")
        if look.measured[0] < frame.from_year:
            hint = f"measure from year {frame.from_year} on, or begin earlier"
            block.fault(
                "measured",
                None,
                f"the treatment begins in year {frame.from_year}, after what is measured",
                hint,
            )
    if look.kind == "interaction" and not look.moderator and "moderator" not in block.file.document.data:
        block.fault(here, look.kind, "needs a moderator", "write [moderator] and its settings below it")
    known = known_outcomes(look.kind, groups=frame.has_controls or look.kind == "treated_level")
    if look.outcome not in known:
        hint = did_you_mean(look.outcome, known, f"known: {', '.join(known)}")
        block.fault("outcome", look.outcome, f"cannot be measured as {look.kind}", hint)


def _change(file: StudyFile, frame: Frame, levers: Mapping[str, Any], path: KeyPath) -> Change | None:
    """Return the treatment as a change of levers; its faults are told where the levers stand."""
    about = {"year": frame.from_year, "share": frame.share, "assignment": frame.assignment}
    document = file.document
    change, faults = check_change(
        {**levers, **about}, 1, document.file, lambda key: document.lines.of(*path, key)
    )
    for fault in faults:
        file.faults.append(
            replace(fault, field=f"{path[-1]}{fault.field.removeprefix('change 1').replace(', ', '.')}")
        )
    return None if faults else change


def _settings(table: Mapping[str, Any], path: KeyPath) -> dict[str, tuple[Any, KeyPath]]:
    return {name: (value, where) for name, where, value in flat(table, path)}


def _replaced(
    file: StudyFile, base: Scenario, settings: Mapping[str, tuple[Any, KeyPath]]
) -> Scenario | None:
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
