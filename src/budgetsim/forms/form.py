"""What the forms ask for, and what a filled one holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

EXECUTION = "execution"
WEIGHTS = {"outputs": 50.0, "benefits": 30.0, "satisfaction": 10.0}
"""Points of each group of indicators; source: Ministry of Finance of China, 2020, no. 10."""
EXECUTION_WEIGHT = 10.0
"""Points of budget execution in self-evaluations; forms of objectives have none."""
KINDS = {
    "outputs": ("quantity", "quality", "timeliness", "cost"),
    "benefits": ("economic", "social", "ecological", "lasting"),
    "satisfaction": ("served",),
}
"""Second level of the indicators of each group."""
COLUMNS = ("group", "kind", "indicator", "target", "actual", "weight", "score", "reason")
"""Columns of the table of indicators of a self-evaluation."""


@dataclass(frozen=True)
class Form:
    """One form.

    ``heads`` are what is asked for above, by row; ``amounts`` the rows of the table of money, of which the first is the
    total of the others; ``money`` its columns.
    """

    name: str
    heads: tuple[tuple[str, ...], ...]
    amounts: tuple[str, ...]
    money: tuple[str, ...]
    is_scored: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the table of indicators."""
        left_out = () if self.is_scored else ("actual", "score", "reason")
        return tuple(column for column in COLUMNS if column not in left_out)

    @property
    def aims(self) -> tuple[str, ...]:
        """Texts on the year as a whole."""
        return ("aim", "outcome") if self.is_scored else ("aim",)


_PROJECT = (("project", "year"), ("department", "agency"))
_SOURCES = ("total", "appropriation", "carried", "other")
_BUDGET = ("approved", "adjusted", "executed")
FORMS = {
    "objectives": Form("objectives", _PROJECT, _SOURCES, ("requested",), is_scored=False),
    "project": Form("project", _PROJECT, _SOURCES, _BUDGET),
    "department": Form("department", (("department", "year"),), ("total", "basic", "projects"), _BUDGET),
}


@dataclass(frozen=True)
class Indicator:
    """One indicator: its place in the tree, what was promised and reached, in words, and its points."""

    group: str
    kind: str
    name: str
    target: str
    weight: float | None
    actual: str = ""
    score: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Filled:
    """A filled form.

    ``texts`` and ``numbers`` are by key: ``department``, ``aim``; ``year``, ``total.approved``, ``execution.score``.
    ``cells`` are where each stands (``total.approved``; of the third indicator ``2.score``), ``stated`` are the sums
    that the form shows, which follow from the rest. ``unread`` are the cells that hold what cannot be read: they are
    neither empty nor part of a sum.
    """

    form: Form
    texts: Mapping[str, str]
    numbers: Mapping[str, float]
    indicators: tuple[Indicator, ...]
    money_unit: str
    file: str = field(default="", compare=False)
    sheet: str = field(default="", compare=False)
    cells: Mapping[str, str] = field(default_factory=dict, compare=False)
    stated: Mapping[str, float] = field(default_factory=dict, compare=False)
    unread: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def year(self) -> int | None:
        """The fiscal year, if it is there."""
        return int(self.numbers["year"]) if "year" in self.numbers else None

    @property
    def score(self) -> float | None:
        """Sum of all scores; ``None`` while one of them is missing."""
        scores = [self.numbers.get(f"{EXECUTION}.score"), *(one.score for one in self.indicators)]
        known = [score for score in scores if score is not None]
        return round(sum(known), 10) if self.indicators and len(known) == len(scores) else None

    @property
    def weight(self) -> float:
        """Sum of all weights that are there."""
        weights = [self.numbers.get(f"{EXECUTION}.weight"), *(one.weight for one in self.indicators)]
        return round(sum(weight for weight in weights if weight is not None), 10)
