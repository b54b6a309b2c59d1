"""From a file to a published finding; every fault is told at once, with its line."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from budgetsim.scenario_files.faults import kind_of
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.study_file import StudyFile, open_study_file
from budgetsim.verification.evidence.blocks import Block, Word, blocks
from budgetsim.verification.evidence.published import (
    BASES,
    DESIGNS,
    DIRECTIONS,
    FACTS,
    FAMILIES,
    ROLES,
    UNITS,
    Context,
    ControlFact,
    Estimand,
    PublishedFinding,
)

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
        hint = "small letters, digits and underscores, beginning with a letter"
        file.fault(("id",), path.stem, "the name of the file is no id", hint)
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
        top.fault(
            "published", None, "neither a number nor a direction", 'write published = …, or direction = "up"'
        )
    if published is not None and direction is not None:
        top.fault("direction", direction, "the published number has a sign already", "leave direction out")
    if (top.data.get("unit") == "sign") != (top.data.get("direction") is not None):
        top.fault("unit", top.data.get("unit"), 'unit = "sign" and a direction belong together')
    if raw is not None and published is None:
        top.fault("raw", raw, "nothing follows from it", "give the published number as well")
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
        top.fault("se", se, "a standard error must be above 0", "leave it out where it is unknown")
    if se is not None and not has_number:
        top.fault("se", se, "a finding of sign alone has no standard error", "leave it out")
    basis = top.choice("se_basis", BASES, needed=se is not None)
    if se is None and basis is not None:
        top.fault("se_basis", basis, "there is no standard error", "leave it out, or write se = …")
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
            table.fault("unknown", what, "told twice", "name it once, in [[control]] or as unknown")
        elif not count and design == "experiment" and not table.file.wrong & {"control", "context"}:
            hint = "give it in [[control]], or name it in unknown"
            table.fault("unknown", what, f"nothing is said of the control arm's {FACTS[what]}", hint)
    return Context(control=facts, unknown=unknown, **texts)


def _control(part: Block) -> ControlFact | None:
    what, basis = part.choice("what", FACTS), part.choice("basis", BASES)
    value, words = part.number("value"), part.text("words")
    source = part.text("source", needed=True)
    if (part.data.get("value") is None) == (part.data.get("words") is None):
        part.fault("value", None, "a number or words, one of the two", 'write value = … or words = "…"')
    part.done()
    if what is None or basis is None:
        return None
    return ControlFact(what, words if value is None else value, basis, source)


def _table(file: StudyFile, top: Block, key: str) -> Block:
    value = top.raw(key)
    if isinstance(value, dict):
        return Block(file, (key,), value)
    message = "missing" if value is None else f"{kind_of(value)}, not a table"
    top.fault(key, None, message, f"write [{key}] on a line of its own, and its keys below it")
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
        block.fault(key, value, f"{kind_of(value)}, not a list", f'write {key} = ["{next(iter(options))}"]')
        return ()
    found = []
    for word in value:
        known = next((option for option in options if option == word), None)
        if known is None:
            hint = did_you_mean(word, options) if isinstance(word, str) else ""
            block.fault(key, word, f"must be some of {', '.join(options)}", hint)
        else:
            found.append(known)
    return tuple(found)
