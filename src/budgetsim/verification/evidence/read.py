"""From a file to a field experiment; every fault is told at once, with its line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from budgetsim.scenario import ScenarioError
from budgetsim.scenario_files.faults import Fault
from budgetsim.studies.study_file import StudyFile, open_study_file
from budgetsim.verification.evidence.blocks import NONE, Block, blocks
from budgetsim.verification.evidence.design import (
    RULES,
    Basis,
    Direction,
    Experiment,
    Look,
    Published,
    Reading,
    Role,
    Target,
)
from budgetsim.verification.evidence.frame import Frame, read_frame, read_look

BASES: tuple[Basis, ...] = ("read", "computed", "recalled")
ROLES: tuple[Role, ...] = ("calibration", "prediction")
DIRECTIONS: tuple[Direction, ...] = ("up", "down")
REPLICATIONS = 100
"""Seeds of an experiment that does not say how many: Monte-Carlo intervals are then far narrower than field ones."""
MOST_REPLICATIONS = 1_000_000


def read_experiments(paths: Iterable[Path]) -> list[Experiment]:
    """Return the experiments in some files.

    Raises
    ------
    ScenarioError
        With every fault of every file.
    """
    found: list[Experiment] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            found.append(read_experiment(path))
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(faults)
    return found


def read_experiment(path: Path) -> Experiment:
    """Return the experiment in a file.

    Keys: ``title``, ``source``, ``basis`` (read, computed, recalled), ``design``, ``mapping``, ``scenario``,
    ``years``, ``measured``, ``from_year``, ``share``, ``assignment``, ``replications``, ``pool``; tables
    ``[set]`` (both arms), ``[treatment]``, ``[moderator]``; blocks ``[[target]]`` and ``[[reading]]``. docs/evidence.md
    explains each.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    file = open_study_file(path)
    top = Block(file, (), dict(file.document.data))
    parts = blocks(file, "target")
    if not parts and "target" not in file.wrong:
        file.fault(
            ("target",), None, "nothing is compared", "write [[target]] and what was published below it"
        )
    runs = [part for part in parts if "not_expressible" not in part.data]
    about: dict[str, Any] = {key: top.text(key, needed=True) for key in ("title", "source", "design")}
    about["basis"] = top.choice("basis", BASES)
    about["mapping"] = top.text("mapping", needed=bool(runs))
    about["pool"] = top.whole("pool", MOST_REPLICATIONS, 1)
    about["replications"] = top.whole("replications", MOST_REPLICATIONS, REPLICATIONS)
    frame = read_frame(file, top) if runs else None
    targets = [_target(file, part, frame) for part in parts]
    usual = next((target.look for target in targets if target and target.look), None)
    readings = [_reading(file, part, frame, usual) for part in blocks(file, "reading")]
    _finish(file, top)
    kept = tuple(target for target in targets if target)
    return Experiment(
        path.stem, targets=kept, readings=tuple(filter(None, readings)), file=str(path), **about
    )


def _finish(file: StudyFile, top: Block) -> None:
    """Tell all faults; what the block of the top level was asked for is known to the file."""
    for key in top.known:
        file.raw(key)
    file.faults = list(dict.fromkeys(file.faults))
    file.done()


def _target(file: StudyFile, block: Block, frame: Frame | None) -> Target | None:
    published = _published(block)
    if "not_expressible" in block.data:
        outcome, reason = block.text("outcome", needed=True), block.text("not_expressible", needed=True)
        block.done()
        return Target(outcome, published, not_expressible=reason)
    look = read_look(file, block, frame) if frame else None
    rule = block.choice("agreement", tuple(RULES))
    margin = block.number("margin")
    role, stated = block.choice("role", ROLES), block.day("stated")
    reason, why = block.text("reason", needed=True), block.text("why")
    _check_rule(block, rule, margin, published)
    if frame:
        block.done()
    if look is None or role is None or stated is None:
        return None
    return Target(
        look.outcome, published, look, "", rule, margin or 0.0, role, stated, reason, why
    )  # fmt: skip


def _published(block: Block) -> Published:
    effect = block.number("published")
    direction = block.choice("direction", DIRECTIONS, needed=False)
    if effect is not None and direction is not None:
        block.fault("direction", direction, "the published number has a sign already", "leave direction out")
    expressed = "not_expressible" not in block.data
    needs_interval = expressed or "interval" in block.data
    interval = block.interval("interval") if needs_interval else None
    if interval and effect is not None and not interval[0] <= effect <= interval[1]:
        block.fault("interval", list(interval), f"does not hold the published value, {effect:g}")
    return Published(
        finding=block.text("finding", needed=True),
        effect=effect,
        direction=direction,
        interval=interval,
        note=block.text("interval_note", needed=needs_interval),
        unit=block.text("unit", needed=expressed),
    )


def _check_rule(block: Block, rule: str | None, margin: float | None, published: Published) -> None:
    """Find what a rule of agreement lacks."""
    if rule in ("size", "margin") and published.effect is None and block.data.get("published") is None:
        block.fault(
            "published", None, f'agreement = "{rule}" compares with a number', 'give it, or use "sign"'
        )
    if rule in ("size", "sign") and published.sign == 0.0 and block.data.get("direction") is None:
        block.fault(
            "direction", None, "neither a published effect nor its direction", 'write direction = "up"'
        )
    if rule == "interval" and block.data.get("interval") == NONE:
        block.fault("interval", None, 'agreement = "interval" needs one', "give it, or use another rule")
    if rule == "margin" and (margin is None or margin <= 0.0):
        block.fault("margin", margin, "must be a number above 0", "say how far apart the values may be")
    if rule != "margin" and margin is not None:
        block.fault("margin", margin, 'belongs to agreement = "margin" alone', "leave it out")


def _reading(file: StudyFile, block: Block, frame: Frame | None, usual: Look | None) -> Reading | None:
    what = block.text("what", needed=True)
    if frame is None or usual is None:
        if not file.faults:
            block.fault("what", None, "there is nothing to read in another way", "express a target first")
        return None
    look = read_look(file, block, frame, usual)
    block.done()
    return Reading(what, look) if look else None
