"""The answer of a discovery: how often a policy fails, rules that say where, and the states behind them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from budgetsim.kinds.discover.condition import Condition
from budgetsim.kinds.discover.find import Contribution, Count, Findings, Judged, Lack, share_interval
from budgetsim.kinds.discover.structures import Under, under_structures
from budgetsim.kinds.discover.tree import Box, Limit, column_of, is_discrete
from budgetsim.language import told
from budgetsim.scenario_files.faults import listed
from budgetsim.studies.answer import Answer
from budgetsim.studies.directory import read_description
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor

if TYPE_CHECKING:
    import pandas as pd

STATES = "states.csv"
"""One row per state: beside the answer, which would be too long with them."""
Level = bool | int | float | str


@dataclass(frozen=True)
class RuleLimit:
    """A limit of a rule: its ends or levels, the whole range, and what it adds."""

    factor: str
    """Column of the factor in the table of states."""
    key: str
    low: int | float | None
    high: int | float | None
    levels: tuple[Level, ...]
    range_low: int | float | None
    range_high: int | float | None
    unit: str
    density_without: float
    coverage_without: float
    p_value: float

    def of(self, factor: Factor) -> Limit:
        """Return the part of the factor's values that it allows."""
        left_out = tuple(level for level in factor.levels if level not in self.levels) if self.levels else ()
        return Limit(self.low, self.high, self.levels, left_out, is_discrete(factor))


@dataclass(frozen=True)
class WhereFound:
    """Counts of a box on the states that found it."""

    coverage: float
    density: float
    states: int


@dataclass(frozen=True)
class Counted:
    """Counts of one or several boxes on held-out states: shares with the ends of an interval."""

    coverage: float
    density: float
    density_low: float
    density_high: float
    support: float
    lift: float
    states: int
    failures: int

    def count(self, found: Found) -> Count:
        """Return the counts behind the shares, among the states that judge."""
        fails = round(self.failures / self.coverage) if self.coverage else 0
        return Count(self.states, self.failures, found.held_out, fails, found.effect)


@dataclass(frozen=True)
class Limited:
    """Limits that hold together, the one that adds most first."""

    limits: tuple[RuleLimit, ...]

    def box(self, factors: Mapping[str, Factor]) -> Box:
        """Return the box of states that they allow; factors are given by column."""
        return Box({limit.factor: limit.of(factors[limit.factor]) for limit in self.limits})


@dataclass(frozen=True)
class Rule(Counted, Limited):
    """A box: its limits, its counts, and their p value, adjusted for the number of boxes."""

    p_value: float
    where_found: WhereFound


@dataclass(frozen=True)
class Found:
    """Findings about one condition."""

    condition: str
    failing: Condition
    cut: float | None
    """Threshold of failure."""
    states: int
    failures: int
    share: float
    share_low: float
    share_high: float
    unclear: float | None
    """Share of the states whose 95 % interval over seeds holds the cut; ``None`` with one seed."""
    too_few: Lack | None
    """Of what there is too little to seek rules."""
    held_out: int
    """States that judge the boxes."""
    boxes: int
    rules: tuple[Rule, ...]
    telling: tuple[str, ...]
    """Columns of the factors, the most telling first."""
    named_by_other_halves: Mapping[str, float]
    together: Counted | None
    """All rules taken together."""
    other_boxes: tuple[Rule, ...] = field(default=(), kw_only=True)
    """Boxes in which failures do not gather on the states that judge."""
    effect: float = field(default=1.0, kw_only=True)
    """States that count for one in intervals, since they share draws (design effect, Kish 1965)."""
    under: tuple[Under, ...] = field(default=(), kw_only=True)
    """The first states under other structures of the model, the declared one first; empty where none was met."""


@dataclass(frozen=True)
class Compared:
    """The policy that is judged, and what it is compared with."""

    policy: str | None
    against: str | None


@dataclass(frozen=True, repr=False)
class Discovery(Answer, Found, Compared):
    """Conditions under which a policy fails."""

    uncertain: tuple[Mapping[str, Any], ...]
    """Factors that states differ in, as ``Factor.to_dict`` tells them."""
    worst: Found | None
    """About the worst tenth of the states, where too few fail, or too few hold, for rules."""
    delivered: tuple[str, ...]
    seeds: tuple[int, ...]
    years: int
    runs: int
    name: str = ""
    """Name of the study."""
    design: str = "latin_hypercube"
    """How its states were placed."""
    draws: int = field(default=0, kw_only=True)
    """Draws of parameters that states took; 0 where they are as declared."""
    drawn_from: str = field(default="", kw_only=True)
    """Where the draws come from."""
    beneath: tuple[str, ...] = field(default=(), kw_only=True)
    """Parameters that were drawn and in which no rules are sought."""
    from_draws: tuple[str, ...] = field(default=(), kw_only=True)
    """Factors that have the values of the draws."""

    @property
    def told(self) -> Found:
        """The findings that have rules: about the condition asked, or about the worst tenth of the states."""
        return self.worst or self

    @cached_property
    def factors(self) -> dict[str, Factor]:
        """Factors in which states differ, by the column that holds the values."""
        return {column_of(factor): factor for factor in map(Factor.from_dict, self.uncertain)}

    @property
    def measure(self) -> str:
        """Column of the change or level of the outcome in the table of states."""
        return f"{self.failing.of}_{self.failing.outcome}"

    @cached_property
    def cases(self) -> pd.DataFrame:
        """One row per state: the factors, the outcome with its interval over seeds, and its classification.

        Raises
        ------
        StudyError
            If they are not beside the answer, or not as they were written.
        """
        from pyarrow import csv

        if self.directory is None:
            raise StudyError(told("discover-fault-unknown-states", file=STATES))
        try:
            table: pd.DataFrame = csv.read_csv(self.directory / STATES).to_pandas()
        except (OSError, ValueError) as error:
            raise self._damaged(str(error)) from error
        lacking = [name for name in (*self.factors, self.measure, "fails") if name not in table]
        if lacking or len(table) != self.states:
            about = {"columns": listed(lacking), "held": str(len(table)), "states": str(self.states)}
            raise self._damaged(told(f"discover-damaged-{'columns' if lacking else 'states'}", **about))
        return table

    @property
    def knows_states(self) -> bool:
        """Whether its states are at hand, or in its directory."""
        return self.directory is not None or "cases" in vars(self)

    def holding(self, cases: pd.DataFrame) -> Self:
        """Return this answer, which now knows its states."""
        object.__setattr__(self, "cases", cases)
        return self

    @classmethod
    def from_dict(cls, document: dict[str, Any]) -> Self:
        """As ``Answer.from_dict``; also of a mapping of ``states``, one row each, and their ``answer``."""
        if "answer" in document:
            return super().from_dict(dict(document["answer"])).holding(document["states"])
        return super().from_dict(document)

    def _damaged(self, why: str) -> StudyError:
        about = {"directory": str(self.directory), "file": STATES, "why": why}
        return StudyError(told("discover-fault-damaged", **about))


def discovery_of(findings: Findings, weakest: Findings | None, **about: Any) -> Discovery:
    """Return findings, and those about the worst tenth of the states if there are any, as an answer.

    ``about`` are seeds, years, runs, name and design of the study.
    """
    cases = findings.cases
    answer = Discovery(
        policy=cases.policy or None,
        against=cases.base or None,
        **_plain(findings),
        uncertain=tuple(factor.to_dict() for factor in cases.factors),
        worst=None if weakest is None else Found(**_plain(weakest)),
        delivered=tuple(cases.delivered),
        **about,
    )
    return answer.holding(state_table(findings))


def state_table(findings: Findings) -> pd.DataFrame:
    """Return one row per state: the factors, the outcome with its 95 % interval over seeds, and its classification."""
    import pandas as pd

    cases = findings.cases
    name = f"{cases.condition.of}_{cases.condition.outcome}"
    numbers = {name: cases.measured, f"{name}_low": cases.low, f"{name}_high": cases.high}
    rest = {"fails": findings.fails, "held_out": findings.held_out}
    states = range(1, findings.states + 1)
    return pd.DataFrame({"state": states, **cases.columns, **numbers, **rest})


def completed(document: dict[str, Any], directory: Path) -> dict[str, Any]:
    """Add the study's name and design, which earlier versions left to its description."""
    about = read_description(directory) or {}
    settings = about.get("settings", {})
    named = {"name": about.get("name", "")}
    if about.get("command") == "sweep":
        named["design"] = design_of(settings)
    return {**named, **document}


def design_of(settings: Mapping[str, Any]) -> str:
    """Return how the states of a study were placed."""
    return str(settings.get("uncertainty_design") or settings.get("design") or "latin_hypercube")


def _plain(findings: Findings) -> dict[str, Any]:
    low, high = share_interval(findings.failures, findings.states, findings.effect)
    factors = {column_of(factor): factor for factor in findings.cases.factors}
    rules = tuple(_rule(factors, box) for box in findings.rules)
    return {
        "condition": str(findings.cases.condition),
        "failing": findings.cases.condition,
        "cut": findings.cut if math.isfinite(findings.cut) else None,
        "states": findings.states,
        "failures": findings.failures,
        "share": findings.failures / findings.states,
        "share_low": low,
        "share_high": high,
        "unclear": findings.unclear,
        "too_few": findings.lack or None,
        "held_out": int(findings.held_out.sum()),
        "boxes": len(findings.boxes),
        "rules": rules,
        "telling": () if findings.lack else findings.telling,
        "named_by_other_halves": dict(findings.named),
        "together": Counted(**_counted(findings.together)) if rules else None,
        "effect": findings.effect,
        "under": under_structures(findings),
        "other_boxes": tuple(_rule(factors, box) for box in findings.boxes if not box.is_rule),
    }


def _rule(factors: Mapping[str, Factor], judged: Judged) -> Rule:
    found = judged.found
    limits = (_limit(factors[item.name], judged.box.limits[item.name], item) for item in judged.contributions)
    return Rule(
        limits=tuple(limits),
        **_counted(judged.held_out),
        p_value=judged.chance,
        where_found=WhereFound(found.coverage, found.density, found.inside),
    )


def _counted(count: Count) -> dict[str, Any]:
    low, high = count.interval
    shares = {name: getattr(count, name) for name in ("coverage", "density", "support", "lift")}
    return {
        **shares, "density_low": low, "density_high": high, "states": count.inside, "failures": count.fails_inside,
    }  # fmt: skip


def _limit(factor: Factor, limit: Limit, item: Contribution) -> RuleLimit:
    low, high = factor.extremes() if factor.is_ordered else (None, None)
    return RuleLimit(
        factor=item.name,
        key=factor.key,
        low=limit.low,
        high=limit.high,
        levels=tuple(limit.levels),
        range_low=low,
        range_high=high,
        unit=factor.unit,
        density_without=item.without.density,
        coverage_without=item.without.coverage,
        p_value=item.chance,
    )
