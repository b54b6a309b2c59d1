"""From a file to a context; every fault is told at once, with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.scenario_files.faults import Fault
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.study_file import StudyFile, open_study_file
from budgetsim.verification.evidence.baseline import read_baseline
from budgetsim.verification.evidence.blocks import Block, blocks
from budgetsim.verification.evidence.control import ControlArm
from budgetsim.verification.evidence.design import Experiment, Look, Published, Reading, Target
from budgetsim.verification.evidence.frame import KNOWN, Frame, read_frame, read_look, replaced
from budgetsim.verification.evidence.published import (
    BASES,
    DIRECTIONS,
    FAMILIES,
    ROLES,
    UNITS,
    PublishedFinding,
)

REPLICATIONS = 100
"""Seeds of a context that does not say how many: Monte-Carlo errors are then far smaller than those of the field."""
MOST_REPLICATIONS = 1_000_000
OWN = "own"
"""Family of a finding that is stated in the file itself."""


def read_experiments(paths: Iterable[Path], register: Mapping[str, PublishedFinding]) -> list[Experiment]:
    """Return the contexts in some files.

    Raises
    ------
    ScenarioError
        With every fault of every file.
    """
    found: list[Experiment] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            found.append(read_experiment(path, register))
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(faults)
    return found


def read_experiment(path: Path, register: Mapping[str, PublishedFinding]) -> Experiment:
    """Return the context in a file.

    Keys: ``title``, ``mapping``, ``scenario``, ``replications``, ``pool``; tables ``[baseline]`` and ``[match]`` (the
    control arm), ``[known]`` (``years``, ``measured``, ``share``, ``assignment``, ``spillovers``, and the tables
    ``control``, ``treated``, ``moderator``); blocks ``[[finding]]`` and ``[[reading]]``. docs/evidence.md explains
    each.

    Parameters
    ----------
    path
        The file.
    register
        Registered findings by id, which ``[[finding]]`` refers to.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    file = open_study_file(path)
    top = Block(file, (), dict(file.document.data))
    parts = blocks(file, "finding")
    if not parts and "finding" not in file.wrong:
        file.fault(
            ("finding",), None, "nothing is compared", "write [[finding]] and what was published below it"
        )
    published = [_published(part, register) for part in parts]
    runs = [part for part in parts if "not_expressible" not in part.data]
    about: dict[str, Any] = {"title": top.text("title", needed=True)}
    about["mapping"] = top.text("mapping", needed=bool(runs))
    about["pool"] = top.whole("pool", MOST_REPLICATIONS, 1)
    about["replications"] = top.whole("replications", MOST_REPLICATIONS, REPLICATIONS)
    frame, control, about["consequence"] = (
        _world(file, top, path.stem, published) if runs else (None, None, "")
    )
    targets = [_target(file, part, one, frame) for part, one in zip(parts, published, strict=True)]
    usual = next((target.look for target in targets if target and target.look), None)
    readings = [_reading(file, block, frame, usual) for block in blocks(file, "reading")]
    for key in top.known:
        file.raw(key)
    file.faults = list(dict.fromkeys(file.faults))
    file.done()
    kept = tuple(target for target in targets if target)
    return Experiment(
        path.stem,
        targets=kept,
        readings=tuple(filter(None, readings)),
        control=control,
        file=str(path),
        **about,
    )


def _world(
    file: StudyFile, top: Block, name: str, published: Iterable[Published | PublishedFinding | None]
) -> tuple[Frame | None, ControlArm | None, str]:
    """Return the frame of all looks, the control arm where parameters are matched to it, and what findings lead to."""
    base = _base(file)
    known = Block(file, (KNOWN,), top.settings(KNOWN))
    facts = [one for one in published if isinstance(one, PublishedFinding)]
    baseline = read_baseline(file, top, facts)
    if base is None:
        return None, None, ""
    base = replaced(file, base, baseline.levers) or base
    frame = read_frame(file, known, base)
    known.done()
    if not baseline.aims:
        return frame, None, baseline.consequence
    arm = ControlArm(name, frame.base, frame.years, frame.measured, baseline.aims)
    return frame, arm, baseline.consequence


def _base(file: StudyFile) -> Scenario | None:
    bases = file.scenarios()
    if len(bases) > 1:
        file.fault(("scenarios",), None, "one scenario is the base of a context", 'write scenario = "…"')
    return bases[0] if bases else None


def _published(block: Block, register: Mapping[str, PublishedFinding]) -> Published | PublishedFinding | None:
    """Return the registered finding that a block names, or the one that it states itself."""
    if "id" not in block.data:
        return _own(block)
    name = block.text("id", needed=True)
    if name and name not in register:
        hint = did_you_mean(name, register, "experiments/findings holds them; leave id out to state one here")
        block.fault("id", name, "no registered finding", hint)
    return register.get(name)


def _own(block: Block) -> Published | None:
    """Return what a block says was published."""
    before = len(block.file.faults)
    effect, se = block.number("published"), block.number("se")
    direction = block.choice("direction", DIRECTIONS, needed=False)
    if effect is not None and direction is not None:
        block.fault("direction", direction, "the published number has a sign already", "leave direction out")
    if block.data.get("published") is None and block.data.get("direction") is None:
        block.fault(
            "published", None, "neither a published number nor its direction", 'write direction = "up"'
        )
    if se is not None and se <= 0.0:
        block.fault("se", se, "a standard error must be above 0", "leave it out where it is unknown")
    finding, source = (block.text(key, needed=True) for key in ("finding", "source"))
    quantity = block.text("quantity") or block.text("outcome")
    unit, role, basis = block.choice("unit", UNITS), block.choice("role", ROLES), block.choice("basis", BASES)
    family = block.choice("family", FAMILIES, needed=False) or OWN
    note, reason, why = (block.text(key) for key in ("se_note", "reason", "why"))
    if len(block.file.faults) > before or unit is None or role is None or basis is None:
        return None
    name = Path(block.file.document.file).stem
    return Published(
        name, quantity, finding, effect, direction, se, note, unit, family, role, source, basis, reason, why
    )


def _target(
    file: StudyFile, block: Block, found: Published | PublishedFinding | None, frame: Frame | None
) -> Target | None:
    published = Published.of(found) if isinstance(found, PublishedFinding) else found
    if "not_expressible" in block.data:
        reason = block.text("not_expressible", needed=True)
        block.done()
        return Target(published, not_expressible=reason) if published else None
    allowance = block.number("allowance") or 0.0
    if allowance < 0.0:
        block.fault("allowance", allowance, "must be at least 0", "say how far apart the values may be")
    unused = block.text("unused")
    if unused and published is not None and published.role != "calibration":
        block.fault("unused", unused, "a prediction sets no parameter anyway", "leave it out")
    given_up = block.text("given_up")
    if given_up and published is not None and (unused or published.role != "calibration"):
        block.fault("given_up", given_up, "no parameter is set by it anyway", "leave it out")
    look = read_look(file, block, frame) if frame else None
    if frame:
        block.done()
    if look is None or published is None:
        return None
    return Target(published, look, "", allowance, unused, given_up)


def _reading(file: StudyFile, block: Block, frame: Frame | None, usual: Look | None) -> Reading | None:
    what = block.text("what", needed=True)
    if frame is None or usual is None:
        if not file.faults:
            block.fault("what", None, "there is nothing to read in another way", "express a finding first")
        return None
    look = read_look(file, block, frame, usual)
    block.done()
    return Reading(what, look) if look else None
