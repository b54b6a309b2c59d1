"""What was published somewhere: a number or a sign, with its source, its estimand and the place that it comes from."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from budgetsim.kinds.verify.evidence.blocks import Block, Word, blocks
from budgetsim.language import told
from budgetsim.scenario_files.faults import kind_of, listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.study_file import StudyFile, open_study_file

Basis = Literal["read", "computed", "recalled"]
Design = Literal["experiment", "natural experiment", "observational", "panel", "review"]
Direction = Literal["up", "down", "none"]
Family = Literal[
    "autonomy", "budgets", "checks", "management", "payments", "reporting", "scores", "supervision", "waste", "year-end"
]  # fmt: skip
Fact = Literal["waste", "passive_part", "monitoring", "audits", "staff", "consequence"]
Role = Literal["calibration", "prediction"]
Unit = Literal[
    "relative change",
    "share",
    "ratio",
    "correlation",
    "log points",
    "log points per point",
    "points of 5",
    "points per year",
    "sign",
]

BASES: dict[Basis, str] = {
    "read": "read again in public text: an abstract, unless `where` says otherwise",
    "computed": "computed from the data",
    "recalled": "known and not read again",
}
DESIGNS: dict[Design, str] = {
    "experiment": "assigned at random",
    "natural experiment": "a reform or a rule that reached some units before others",
    "observational": "a comparison of units as they are",
    "panel": "a description, without any treatment",
    "review": "a summary of other studies",
}
DIRECTIONS: dict[Direction, str] = {"up": "higher", "down": "lower", "none": "no change was found"}
FAMILIES: dict[Family, str] = {
    "autonomy": "freedom in how work is done",
    "budgets": "how budgets change, and whether scores move them",
    "checks": "what checks, audits and consequences do to waste or absence",
    "management": "performance management as a whole, and the use of what it tells",
    "payments": "how money reaches those whom it is meant for",
    "reporting": "what is reported, and what independent measurement says",
    "scores": "levels, agreement and persistence of scores",
    "supervision": "what checks and audits do to anything but waste or absence",
    "waste": "kinds of waste",
    "year-end": "spending at the end of the year",
}
FACTS: tuple[Fact, ...] = ("waste", "passive_part", "monitoring", "audits", "staff", "consequence")
"""What is asked of a control arm; ``verify-fact-`` says what each is."""
ROLES: dict[Role, str] = {
    "calibration": "parameters are set by it",
    "prediction": "predicted without it",
}
UNITS: dict[Unit, str] = {
    "relative change": "change in proportion to the control arm's mean; 0 is no change",
    "share": "0 to 1",
    "ratio": "one amount over another",
    "correlation": "-1 to 1",
    "log points": "of a budget",
    "log points per point": "of a budget, per point of a score that runs to 5 (25 points of 100)",
    "points of 5": "of a score that runs to 5",
    "points per year": "of a score that runs from 0 to 100",
    "sign": "only the direction is known",
}


@dataclass(frozen=True)
class Estimand:
    """What the number is an estimate of."""

    treated: str
    control: str
    outcome: str
    measured: str
    """How the outcome was measured, and by whom."""
    when: str
    spillovers: str
    """What reaches those who are not treated."""


@dataclass(frozen=True)
class ControlFact:
    """One thing that is known of the control arm: a number, or what can be said in words."""

    what: Fact
    value: float | str
    basis: Basis
    source: str


@dataclass(frozen=True)
class Context:
    """The place that a finding comes from."""

    country: str
    years: str
    setting: str
    units: str
    levers: str
    """What the design changed, in the words of the field."""
    control: tuple[ControlFact, ...]
    unknown: tuple[Fact, ...]
    """What was sought and not found."""

    def known(self, what: Fact) -> float | str | None:
        """Return a fact of the control arm; ``None`` where it is not known."""
        return next((fact.value for fact in self.control if fact.what == what), None)


@dataclass(frozen=True)
class PublishedFinding:
    """One finding, as it was registered; ``why`` alone may have been written since.

    ``published`` is in ``unit``, and ``se`` in the same; ``raw`` is the number as it was printed, in ``raw_unit``, and
    ``conversion`` says how ``published`` follows from it. A finding of sign alone has a ``direction`` instead.
    """

    id: str
    title: str
    source: str
    where: str
    basis: Basis
    design: Design
    family: Family
    quantity: str
    unit: Unit
    finding: str
    published: float | None
    direction: Direction | None
    raw: float | None
    raw_unit: str
    conversion: str
    se: float | None
    se_basis: Basis | None
    se_note: str
    estimand: Estimand
    context: Context
    role: Role
    reason: str
    registered: date
    why: str
    file: str

    @property
    def is_number(self) -> bool:
        """Whether a number is known, and not the sign alone."""
        return self.published is not None


# From a file to a published finding; every fault is told at once, with its line --------------------------------------

_ID = re.compile(r"[a-z][a-z0-9_]*")
TEXTS = ("title", "source", "where", "quantity", "finding", "reason")
ESTIMAND = ("treated", "control", "outcome", "measured", "when", "spillovers")
CONTEXT = ("country", "years", "setting", "units", "levers")


def read_finding(path: Path) -> PublishedFinding:
    """Return the finding in a file; its name without the ending is the finding's id.

    docs/evidence.md explains each key.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    file = open_study_file(path)
    top = Block(file, (), dict(file.document.data))
    about: dict[str, Any] = {key: top.text(key, needed=True) for key in TEXTS}
    about |= {
        "basis": top.choice("basis", BASES),
        "design": top.choice("design", DESIGNS),
        "family": top.choice("family", FAMILIES),
        "unit": top.choice("unit", UNITS),
        "role": top.choice("role", ROLES),
        "registered": top.day("registered"),
        "why": top.text("why"),
    }
    about |= _number(top) | _error(top)
    if not _ID.fullmatch(path.stem):
        file.told(("id",), path.stem, "verify-fault-id")
    estimand = _table(file, top, "estimand")
    about["estimand"] = Estimand(**{key: estimand.text(key, needed=True) for key in ESTIMAND})
    estimand.done()
    about["context"] = _context(file, top, about["design"])
    for key in top.known:
        file.raw(key)
    file.faults = list(dict.fromkeys(file.faults))
    file.done()
    return PublishedFinding(path.stem, file=str(path), **about)


def _number(top: Block) -> dict[str, Any]:
    """Return the number or the direction, and the printed number that it follows from."""
    published, raw = top.number("published"), top.number("raw")
    direction = top.choice("direction", DIRECTIONS, needed=False)
    if top.data.get("published") is None and top.data.get("direction") is None:
        top.told("published", None, "verify-fault-neither")
    if published is not None and direction is not None:
        top.told("direction", direction, "verify-fault-two-signs")
    if (top.data.get("unit") == "sign") != (top.data.get("direction") is not None):
        top.told("unit", top.data.get("unit"), "verify-fault-sign-unit")
    if raw is not None and published is None:
        top.told("raw", raw, "verify-fault-raw")
    return {
        "published": published,
        "direction": direction,
        "raw": raw,
        "raw_unit": top.text("raw_unit", needed=raw is not None),
        "conversion": top.text("conversion", needed=raw is not None),
    }


def _error(top: Block) -> dict[str, Any]:
    """Return the standard error, or why there is none."""
    se = top.number("se")
    has_number = top.data.get("published") is not None
    if se is not None and se <= 0.0:
        top.told("se", se, "verify-fault-se")
    if se is not None and not has_number:
        top.told("se", se, "verify-fault-se-of-sign")
    basis = top.choice("se_basis", BASES, needed=se is not None)
    if se is None and basis is not None:
        top.told("se_basis", basis, "verify-fault-no-se")
    return {"se": se, "se_basis": basis, "se_note": top.text("se_note", needed=has_number)}


def _context(file: StudyFile, top: Block, design: str | None) -> Context:
    table = _table(file, top, "context")
    texts = {key: table.text(key, needed=True) for key in CONTEXT}
    unknown = _words(table, "unknown", FACTS)
    table.done()
    facts = tuple(filter(None, (_control(part) for part in blocks(file, "control"))))
    known = [fact.what for fact in facts]
    for what in FACTS:
        count = known.count(what) + unknown.count(what)
        if count > 1:
            table.told("unknown", what, "verify-fault-fact-twice")
        elif not count and design == "experiment" and not table.file.wrong & {"control", "context"}:
            fact = told(f"verify-fact-{what.replace('_', '-')}")
            table.told("unknown", what, "verify-fault-fact-unsaid", fact=fact)
    return Context(control=facts, unknown=unknown, **texts)


def _control(part: Block) -> ControlFact | None:
    what, basis = part.choice("what", FACTS), part.choice("basis", BASES)
    value, words = part.number("value"), part.text("words")
    source = part.text("source", needed=True)
    if (part.data.get("value") is None) == (part.data.get("words") is None):
        part.told("value", None, "verify-fault-value-or-words")
    part.done()
    if what is None or basis is None:
        return None
    return ControlFact(what, words if value is None else value, basis, source)


def _table(file: StudyFile, top: Block, key: str) -> Block:
    value = top.raw(key)
    if isinstance(value, dict):
        return Block(file, (key,), value)
    message = "study-missing" if value is None else "fault-not-table"
    top.told(key, None, message, told("verify-remedy-table", name=key), kind=kind_of(value))
    return _Nowhere(file, (key,), {})


class _Nowhere(Block):
    """A table that is not there: one fault is enough."""

    def fault(self, key: str, value: Any, message: str, hint: str = "") -> None:
        """Say nothing more."""


def _words(block: Block, key: str, options: Collection[Word]) -> tuple[Word, ...]:
    """Return a list of words, none if there is no list."""
    value = block.raw(key)
    if value is None:
        return ()
    if not isinstance(value, list):
        hint = told("verify-remedy-list", name=key, example=next(iter(options)))
        block.told(key, value, "fault-not-list", hint, kind=kind_of(value))
        return ()
    words = []
    for word in value:
        known = next((option for option in options if option == word), None)
        if known is None:
            hint = did_you_mean(word, options) if isinstance(word, str) else ""
            block.told(key, word, "verify-fault-some-of", hint, options=listed(options))
        else:
            words.append(known)
    return tuple(words)
