"""What a file says of the control arm: facts that are levers, and outcomes that parameters are matched to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budgetsim.declarations import Declaration, declarations
from budgetsim.declarations.renamed import current
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.study_file import StudyFile
from budgetsim.verification.evidence.blocks import Block
from budgetsim.verification.evidence.control import CONSEQUENCES, LEVERS, MOST_MATCHED, OUTCOMES, Aim
from budgetsim.verification.evidence.published import FACTS, PublishedFinding

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
        matched.fault(
            aims[-1].parameter, None, f"at most {MOST_MATCHED} parameters are matched", "leave one out"
        )
    levers = {LEVERS[what]: (value, ("baseline", what)) for what, value in facts.items() if what in LEVERS}
    return Baseline(levers, tuple(aims), word)


def _check_registered(block: Block, what: str, value: float, findings: Sequence[PublishedFinding]) -> None:
    """A number of the control arm that was registered is not written anew."""
    for one in findings:
        known = next((fact.value for fact in one.context.control if fact.what == what), None)
        if isinstance(known, float) and known != value:
            hint = f"{one.id} was registered with it; only a new finding can correct it"
            block.fault(what, value, f"the registered value is {known:g}", hint)
            return


def _aims(block: Block, facts: Mapping[str, float], named: Collection[str]) -> list[Aim]:
    """Return the parameters that are solved, each with the outcome of the control arm that it is solved from."""
    found: list[Aim] = []
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
            hint = did_you_mean(name, declarations(), "docs/parameters.md lists them")
            block.fault(given_as, None, "no parameter that has a value to solve for", hint)
        elif what is not None and what not in named:
            hint = f"write {what} = … in [baseline]"
            block.fault(given_as, what, f"the control arm's {what} is not given", hint)
        elif what is not None and what in facts:
            low, high = span or usual_range(about)
            found.append(Aim(name, seen or OUTCOMES[what][0], facts[what], low, high))
    return found


def usual_range(about: Declaration) -> tuple[float, float]:
    """Return where a parameter is sought: a factor of ``WIDE`` around its default, within its hard bounds."""
    default: Any = about.default
    lower, upper = float(about.lower or 0.0), float(about.upper or 0.0)
    return max(lower, default / WIDE), min(upper, default * WIDE)
