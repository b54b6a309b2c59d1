"""From a file to a context; every fault is told at once, with its line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from budgetsim.declarations import Declaration, declarations
from budgetsim.declarations.renamed import current
from budgetsim.kinds.verify.evidence.blocks import MOST_YEARS, Block, blocks
from budgetsim.kinds.verify.evidence.design import (
    CONTRASTS,
    KINDS,
    Experiment,
    Look,
    Published,
    Reading,
    Target,
)
from budgetsim.kinds.verify.evidence.matching import (
    CONSEQUENCES,
    LEVERS,
    MOST_MATCHED,
    OUTCOMES,
    Aim,
    ControlArm,
)
from budgetsim.kinds.verify.evidence.measure import Kind, known_outcomes
from budgetsim.kinds.verify.evidence.published import (
    BASES,
    DIRECTIONS,
    FACTS,
    FAMILIES,
    ROLES,
    UNITS,
    PublishedFinding,
)
from budgetsim.language import told
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import ASSIGNMENTS, RANDOM, Change, check_change
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.study_file import StudyFile, flat, open_study_file

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
    experiments: list[Experiment] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            experiments.append(read_experiment(path, register))
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(faults)
    return experiments


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
        file.told(("finding",), None, "verify-fault-no-finding")
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
    targets_read = tuple(target for target in targets if target)
    return Experiment(
        path.stem,
        targets=targets_read,
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
        file.told(("scenarios",), None, "verify-fault-one-scenario")
    return bases[0] if bases else None


def _published(block: Block, register: Mapping[str, PublishedFinding]) -> Published | PublishedFinding | None:
    """Return the registered finding that a block names, or the one that it states itself."""
    if "id" not in block.data:
        return _own(block)
    name = block.text("id", needed=True)
    if name and name not in register:
        hint = did_you_mean(name, register, told("verify-remedy-register"))
        block.told("id", name, "verify-fault-no-registered", hint)
    return register.get(name)


def _own(block: Block) -> Published | None:
    """Return what a block says was published."""
    before = len(block.file.faults)
    effect, se = block.number("published"), block.number("se")
    direction = block.choice("direction", DIRECTIONS, needed=False)
    if effect is not None and direction is not None:
        block.told("direction", direction, "verify-fault-two-signs")
    if block.data.get("published") is None and block.data.get("direction") is None:
        block.told("published", None, "verify-fault-neither")
    if se is not None and se <= 0.0:
        block.told("se", se, "verify-fault-se")
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
        block.told("allowance", allowance, "verify-fault-allowance")
    unused = block.text("unused")
    if unused and published is not None and published.role != "calibration":
        block.told("unused", unused, "verify-fault-unused")
    given_up = block.text("given_up")
    if given_up and published is not None and (unused or published.role != "calibration"):
        block.told("given_up", given_up, "verify-fault-given-up")
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
            block.told("what", None, "verify-fault-nothing-to-read")
        return None
    look = read_look(file, block, frame, usual)
    block.done()
    return Reading(what, look) if look else None


# What a file says of the control arm: facts that are levers, and outcomes that parameters are matched to -------------

WIDE = 20.0
"""Factor by which a matched parameter may leave its default, where the file gives no range."""


@dataclass(frozen=True)
class Baseline:
    """Levers of both arms as the control arm has them, and what is matched to it."""

    levers: Mapping[str, tuple[float, tuple[str | int, ...]]]
    """Values by lever, each with the place in the file that it comes from."""
    aims: tuple[Aim, ...]
    consequence: str = ""


def read_baseline(file: StudyFile, top: Block, findings: Sequence[PublishedFinding]) -> Baseline:
    """Return what ``[baseline]`` and ``[match]`` say; numbers must be those that were registered."""
    block = Block(file, ("baseline",), top.settings("baseline"))
    facts: dict[str, float] = {}
    word = block.choice("consequence", CONSEQUENCES, needed=False) or ""
    for what in FACTS:
        value = CONSEQUENCES.get(word) if what == "consequence" else block.number(what)
        if value is not None:
            facts[what] = value
            _check_registered(block, what, value, findings)
    block.done()
    matched = Block(file, ("match",), top.settings("match"))
    aims = _aims(matched, facts, set(block.data))
    if len(aims) > MOST_MATCHED:
        matched.told(aims[-1].parameter, None, "verify-fault-many-matched", most=str(MOST_MATCHED))
    levers = {LEVERS[what]: (value, ("baseline", what)) for what, value in facts.items() if what in LEVERS}
    return Baseline(levers, tuple(aims), word)


def _check_registered(block: Block, what: str, value: float, findings: Sequence[PublishedFinding]) -> None:
    """A number of the control arm that was registered is not written anew."""
    for one in findings:
        known = next((fact.value for fact in one.context.control if fact.what == what), None)
        if isinstance(known, float) and known != value:
            about = {"known": f"{known:g}", "finding": one.id}
            block.told(what, value, "verify-fault-registered-value", **about)
            return


def _aims(block: Block, facts: Mapping[str, float], named: Collection[str]) -> list[Aim]:
    """Return the parameters that are solved, each with the outcome of the control arm that it is solved from."""
    aims: list[Aim] = []
    for given_as, given in block.data.items():
        block.raw(given_as)
        name = current(given_as)
        table = given if isinstance(given, dict) else {"to": given}
        about = declarations().get(name.rpartition(".")[2])
        part = Block(block.file, (*block.path, given_as), dict(table))
        what = part.choice("to", tuple(OUTCOMES))
        seen = part.choice("seen_as", OUTCOMES[what], needed=False) if what and "seen_as" in table else None
        span = part.interval("range") if "range" in table else None
        part.done()
        if about is None or about.kind != "number" or about.lower is None or about.upper is None:
            hint = did_you_mean(name, declarations(), told("verify-remedy-parameters"))
            block.told(given_as, None, "verify-fault-unsolvable", hint)
        elif what is not None and what not in named:
            block.told(given_as, what, "verify-fault-no-baseline", what=what)
        elif what is not None and what in facts:
            low, high = span or usual_range(about)
            aims.append(Aim(name, seen or OUTCOMES[what][0], facts[what], low, high))
    return aims


def usual_range(about: Declaration) -> tuple[float, float]:
    """Return where a parameter is sought: a factor of ``WIDE`` around its default, within its hard bounds."""
    default: Any = about.default
    lower, upper = float(about.lower or 0.0), float(about.upper or 0.0)
    return max(lower, default / WIDE), min(upper, default * WIDE)


# The frame of a context: base, treatment in its phases, who is treated, moderator, years; and looks made from it -----

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
        known.told("share", share, "verify-fault-share")
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
            block.told(here, look.kind, "verify-fault-no-treatment")
        if look.measured[0] < frame.begins:
            block.told("measured", None, "verify-fault-early", year=str(frame.begins))
    if look.kind == "interaction" and not look.moderator and not frame.has_moderator:
        block.told(here, look.kind, "verify-fault-no-moderator")
    known = known_outcomes(
        look.kind, groups=frame.has_controls or look.kind in ("treated_level", "cross_section")
    )
    if look.outcome not in known:
        hint = did_you_mean(look.outcome, known, told("verify-outcomes-listed", names=listed(known)))
        block.told("outcome", look.outcome, "verify-fault-unmeasured", hint, kind=look.kind)


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
