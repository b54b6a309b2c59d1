"""The answer of a study of effects: rows of its five tables, the paths of reforms, and how precise it is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from budgetsim.scenario import Money
from budgetsim.studies.answer import Answer
from budgetsim.studies.money import ACCOUNT, interval_in_money
from budgetsim.studies.table import Interval

if TYPE_CHECKING:
    import pandas as pd

PARTS = ("effects", "dose", "factorial", "sequencing", "cost")
"""Parts of the answer, in the order in which they are told."""
LeverValue = bool | int | float | str
Known = float | None
"""A number; ``None`` where it is undefined, as intervals are under one seed."""
R = TypeVar("R")


@dataclass(frozen=True)
class Moved:
    """A lever: the scenario's own value, the two that are compared, the doses of its curve, and what it moves."""

    name: str
    own: LeverValue
    low: LeverValue
    high: LeverValue
    doses: tuple[float, ...]
    moves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Precision:
    """The half-width that was asked for, and the widest interval that was reached, in units of the outcome."""

    target: float
    outcomes: tuple[str, ...]
    reached: bool
    half_width: Known
    lever: str
    outcome: str
    replications: int
    rounds: int

    @property
    def needed(self) -> int:
        """Replications that the spread seen so far asks for."""
        if self.half_width is None:
            return self.replications
        return math.ceil(self.replications * (self.half_width / self.target) ** 2)


@dataclass(frozen=True)
class Effect:
    """The effect of a lever on an outcome, as ``paired.paired_effects`` tells it."""

    lever: str
    low_value: str
    high_value: str
    outcome: str
    before: Known
    after: Known
    difference: Known
    low: Known
    high: Known
    sim_low: Known
    sim_high: Known
    p: Known
    p_holm: Known
    verdict: str
    least_seen: Known
    band_low: Known
    band_high: Known
    share_better: Known
    glass_delta: Known
    g_z: Known


@dataclass(frozen=True)
class Dose:
    """What a dose of a lever does, as ``dose.dose_response`` tells it; ``added`` if nobody asked for it."""

    lever: str
    dose: float
    is_own: bool
    outcome: str
    difference: Known
    low: Known
    high: Known
    sim_low: Known
    sim_high: Known
    p: Known
    p_holm: Known
    verdict: str
    least_seen: Known
    band_low: Known
    band_high: Known
    level: Known
    step: Known
    step_low: Known
    step_high: Known
    best: bool
    as_good: bool
    behind: Known
    behind_low: Known
    behind_high: Known
    added: bool


@dataclass(frozen=True)
class Term:
    """A main effect or an interaction, as ``factorial.factorial_effects`` tells it."""

    term: str
    order: int
    aliases: str
    outcome: str
    effect: Known
    low: Known
    high: Known
    sim_low: Known
    sim_high: Known
    p: Known
    p_holm: Known
    verdict: str
    least_seen: Known
    band_low: Known
    band_high: Known


@dataclass(frozen=True)
class Order:
    """What the order of two reforms changes in a window of years, as ``order.order_effects`` tells it."""

    window: str
    first_year: int
    last_year: int
    first: str
    second: str
    outcome: str
    difference: Known
    low: Known
    high: Known
    sim_low: Known
    sim_high: Known
    p: Known
    p_holm: Known
    verdict: str
    least_seen: Known
    band_low: Known
    band_high: Known
    total: Known
    total_low: Known
    total_high: Known
    first_leads: Known
    second_leads: Known
    at_once: Known
    better_first: str


@dataclass(frozen=True)
class CostEffect:
    """What a lever brings for its cost, as ``cost_effectiveness.cost_effectiveness`` tells it."""

    lever: str
    outcome: str
    cost: Known
    cost_low: Known
    cost_high: Known
    improvement: Known
    improvement_low: Known
    improvement_high: Known
    ratio: Known
    ratio_low: Known
    ratio_high: Known
    verdict: str
    standing: str


@dataclass(frozen=True)
class PathYear:
    """The first outcome in a year on a path of two reforms, less neither reform."""

    first: str
    second: str
    path: str
    year: int
    outcome: str
    difference: Known
    low: Known
    high: Known


@dataclass(frozen=True)
class CostDraws:
    """What every lever costs and brings seed by seed, for the first outcome that has a better way."""

    outcome: str
    cost: Mapping[str, tuple[float, ...]]
    improvement: Mapping[str, tuple[float, ...]]

    @classmethod
    def of(cls, table: pd.DataFrame) -> CostDraws:
        """Return a table with one row per lever and seed."""
        by_lever = dict(list(table.groupby("lever", sort=False)))
        cost, improvement = (
            {str(lever): tuple(rows[name].tolist()) for lever, rows in by_lever.items()}
            for name in ("cost", "improvement")
        )
        return cls(str(table["outcome"].iloc[0]), cost, improvement)


@dataclass(frozen=True)
class Factorial:
    """How many corners the factorial has, whether these are all, and what its clear pairs mean.

    ``beside`` holds of every pair of levers the effect of the first on the first outcome where the second is low, and
    where it is high; of a full factorial only.
    """

    corners: int
    is_full: bool
    beside: Mapping[str, tuple[Interval, Interval]] = field(default_factory=dict)


@dataclass(frozen=True)
class DrawnDose:
    """What a dose does to the first outcome over draws of parameters, less the scenario's own dose.

    ``low`` and ``high`` are the ends of the middle 90 % of draws, ``share_best`` the share in which it is the best.
    What follows is told as of every difference (``kinds.scenarios.drawn``), of the model as it is declared alone.
    """

    lever: str
    dose: float
    is_own: bool
    outcome: str
    median: float
    low: float
    high: float
    share_best: float
    mean: Known = None
    share_better: Known = None
    share_worse: Known = None
    variance_parameters: Known = None
    variance_seeds: Known = None
    flips: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class BestDose:
    """Where the best dose of a lever lies over draws of parameters.

    ``median``, ``low`` and ``high`` (the middle 90 %) are over draws in which doses matter, ``None`` where they do in
    none; the other four are shares of all draws: the best dose is at the start of the range, inside, at its end, or the
    whole curve lies within a hundredth of the outcome's level.
    """

    lever: str
    outcome: str
    median: Known
    low: Known
    high: Known
    at_start: float
    inside: float
    at_end: float
    hardly_matters: float


@dataclass(frozen=True)
class DrawnPair:
    """How two levers go together over draws of parameters, for the first outcome.

    ``beside_low`` and ``beside_high`` are what the first brings where the second is low and where it is high:
    ``median``, ``low`` and ``high`` over draws. ``shares`` are those of draws by the keys of ``interactions.KINDS``.
    """

    term: str
    first: str
    second: str
    outcome: str
    beside_low: Mapping[str, float]
    beside_high: Mapping[str, float]
    shares: Mapping[str, float]


@dataclass(frozen=True)
class DrawnOrder:
    """What is known of the order of two reforms in a window of years, by outcome: first-then-second less the other."""

    window: str
    first_year: int
    last_year: int
    first: str
    second: str
    outcomes: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class DrawnYear:
    """What the order of two reforms changes in the first outcome in a year, over draws of parameters."""

    first: str
    second: str
    year: int
    outcome: str
    median: float
    low: float
    high: float
    share_better: float
    share_worse: float


@dataclass(frozen=True)
class Drawn:
    """What is known of levers over draws of parameters.

    ``effects`` holds by lever and outcome what ``kinds.scenarios.drawn`` says of a difference, those with declared
    parameters under ``point``; where costs are shown, ``per_cost`` too. ``interactions`` and ``sequencing`` say the
    same of levers together and of their order. Seeds are those of each draw, 0 where there was no such study.
    """

    draws: int
    drawn_from: str
    drawn: tuple[str, ...]
    structures: tuple[str, ...]
    runs: int
    effect_seeds: int = 0
    together_seeds: int = 0
    dose_seeds: int = 0
    effects: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    interactions: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    pairs: tuple[DrawnPair, ...] = ()
    sequencing: tuple[DrawnOrder, ...] = ()
    sequencing_paths: tuple[DrawnYear, ...] = ()
    doses: tuple[DrawnDose, ...] = ()
    best: tuple[BestDose, ...] = ()


@dataclass(frozen=True, repr=False)
class Effects(Answer):
    """Effects of levers: each alone, by dose, with others, in turn, and for their cost.

    ``effects``, ``dose``, ``factorial``, ``sequencing`` and ``cost`` are ``None`` where they were not asked for. What
    follows them was not kept by earlier versions: ``left_out`` says why parts cannot be had (``None`` of an answer of
    before, whose sentences are those that were told then), ``rivals`` are the levers whose effect on the first outcome
    is not told apart from the largest; ``drawn`` is what is known over draws of parameters, beside all else, which
    holds with declared ones (``None`` where these alone were asked for).
    """

    scenario: str
    levers: tuple[Moved, ...]
    outcomes: tuple[str, ...]
    years: int
    from_year: int
    second_year: int | None
    last: int
    replications: int
    seeds: tuple[int, ...]
    points: int
    runs: int
    precision: Precision | None
    effects: tuple[Effect, ...] | None = None
    dose: tuple[Dose, ...] | None = None
    factorial: tuple[Term, ...] | None = None
    sequencing: tuple[Order, ...] | None = None
    cost: tuple[CostEffect, ...] | None = None
    left_out: tuple[str, ...] | None = None
    rivals: tuple[str, ...] = ()
    corners: Factorial | None = None
    sequencing_paths: tuple[PathYear, ...] = ()
    cost_draws: CostDraws | None = None
    drawn: Drawn | None = None
    money: Money | None = None
    """Money in which effects on all departments together are told beside those per department."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Parts that were asked for, in the order in which they are told."""
        return tuple(part for part in PARTS if getattr(self, part) is not None)

    def lever(self, name: str) -> Moved:
        """Return a lever by its name."""
        return next(lever for lever in self.levers if lever.name == name)

    @property
    def valued(self) -> dict[str, dict[str, Interval]]:
        """Effects of levers moved alone on outcomes that are money, per department: over draws where there are any."""
        effects: dict[str, dict[str, Interval]] = {}
        if self.drawn is not None:
            for lever, cells in self.drawn.effects.items():
                monetary = {outcome: cell for outcome, cell in cells.items() if outcome in ACCOUNT}
                effects[lever] = {
                    name: Interval(cell["median"], cell["low"], cell["high"])
                    for name, cell in monetary.items()
                }
        if effects:
            return effects
        for row in self.effects or ():
            if row.outcome in ACCOUNT:
                effects.setdefault(row.lever, {})[row.outcome] = Interval(row.difference, row.low, row.high)
        return effects

    def to_dict(self) -> dict[str, Any]:
        """As ``Answer.to_dict``; parts that were not asked for are not there, effects in money are."""
        document = super().to_dict()
        if self.money is not None:
            document["money"]["effects"] = {
                lever: {name: vars(interval_in_money(cell, self.money)) for name, cell in cells.items()}
                for lever, cells in self.valued.items()
            }
        optional = (*PARTS, "drawn")
        return {key: value for key, value in document.items() if value is not None or key not in optional}


def rows_of(table: pd.DataFrame, row: type[R]) -> tuple[R, ...]:
    """Return the rows of a table as they are kept: plain values, what is undefined as ``None``."""
    names = [one.name for one in fields(row)]  # type: ignore[arg-type] # a dataclass
    columns = [table[name].tolist() for name in names] if len(table) else []
    return tuple(row(*map(_plain, values)) for values in zip(*columns, strict=True))


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def completed(document: dict[str, Any], directory: Path) -> dict[str, Any]:
    """Return a document of an earlier version with what answers did not hold then.

    These are the rows of tables that were in files alone, and under the first science the bands of net social value.
    """
    rows = (
        row
        for value in document.values()
        if isinstance(value, list)
        for row in value
        if isinstance(row, dict)
    )
    for row in rows:
        if "verdict" in row:
            row.setdefault("band_low", None)
            row.setdefault("band_high", None)
    if "left_out" in document:
        return document
    import pandas as pd

    completed_document, tables = dict(document), directory / "tables"
    paths, draws = tables / "sequencing_paths.csv", tables / "cost_draws.csv"
    if paths.is_file():
        completed_document["sequencing_paths"] = rows_of(pd.read_csv(paths), PathYear)
    if draws.is_file():
        completed_document["cost_draws"] = CostDraws.of(pd.read_csv(draws))
    return completed_document
