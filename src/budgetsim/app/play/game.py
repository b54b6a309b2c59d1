"""Rules of the game: levers under a budget, the class code, closing a year, keeping a game. Nothing is simulated here.

The student is the finance bureau of one district for ten years. A game is the levers of the years that are closed,
and nothing else, so that the same levers always give the same numbers; so these are all that is kept of it.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, cast

import numpy as np
from pydantic import Field

from budgetsim.app.declared import LINKS as ALL_LINKS
from budgetsim.app.declared import Bounds
from budgetsim.app.keeping import Keeping, KeptError, Shape, edition_of
from budgetsim.declarations import Bureau, Policy, declarations, levers_by_item
from budgetsim.language import Language, told
from budgetsim.model.bureau import BureauView
from budgetsim.model.mechanisms import capacity
from budgetsim.numerics import Array
from budgetsim.rounding import apart
from budgetsim.scenario import Change, Scenario, load_scenario

START = "wangcheng_2022"
BUDGET = 0.008
"""Largest planned cost of administration per department and year, in mean budgets; the status quo costs 0.004."""
LARGEST_STAFF = 15
LEFT_ALONE = frozenset({"autonomy", "relative_evaluation", "carryover"})
"""Levers of these links that stay as the student finds them, as choices between rules do."""
LINKS = {
    link: tuple(
        lever
        for lever in ALL_LINKS[link]
        if lever not in LEFT_ALONE and declarations()[lever].kind == "number"
    )
    for link in ("capacity", "objectives", "monitoring", "evaluation", "use")
}
"""The levers of the game by the link that they serve."""
LEVERS = tuple(lever for link in LINKS.values() for lever in link)
COSTS = levers_by_item()
"""What the budget pays for, by the levers that make it cost; costs add up.

Follow-up of findings is left out, since nobody knows in January how many there will be: it is paid on top, and counts
in net social value like every cost.
"""
Levers = tuple[tuple[str, float], ...]
YEARS = 10
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LONGEST_CODE = 40
KEPT_COSTS = 4096
"""Costs of one item at some values of its levers: a class and a search for the best ask for the same ones again."""
Moves = dict[str, float]


@dataclass(frozen=True)
class Plan:
    """What a year's levers would cost and ask for, as the bureau can reckon in January."""

    costs: Mapping[str, float]
    """By item, per department, in mean budgets."""
    load: float
    """Staff days that the announcements ask for."""
    days: float
    """Staff days available."""

    @property
    def cost(self) -> float:
        """Planned cost per department, in mean budgets."""
        return sum(self.costs.values())

    @property
    def fits(self) -> bool:
        """Whether the budget allows the plan."""
        return affordable(self.cost)

    @property
    def delivered(self) -> float:
        """Share of the announced work that can be done."""
        return 1.0 / max(1.0, self.ratio)

    @property
    def ratio(self) -> float:
        """Work asked for per day available."""
        return self.load / max(self.days, self.load / capacity.LARGEST_OVERLOAD + 1e-300)


@cache
def start() -> Scenario:
    """Return the district that the student takes over."""
    return load_scenario(START)


def opening_levers(district: Scenario | None = None) -> Levers:
    """Return the levers that the student finds, in the game's district or another one."""
    policy = (district or start()).policy
    return tuple((name, float(getattr(policy, name))) for name in LEVERS)


def bounds_of(lever: str) -> Bounds:
    """Return the slider of a lever."""
    if lever == "staff":
        return Bounds(0.0, LARGEST_STAFF, 1.0)
    declared = declarations()[lever]
    return Bounds(float(declared.lower or 0.0), float(declared.upper or 1.0), 0.01)


def plan_of(levers: Levers, view: BureauView, district: Scenario | None = None) -> Plan:
    """Return what levers would cost, and ask for in the year after ``view``, at last year's number of findings.

    ``district`` is another one than the game's.
    """
    technology, count = _technology(district), (district or start()).district.departments
    found = float(np.sum(view.findings))
    policy = _arrays(dict(levers), district)
    work = capacity.workload(policy, technology, np.full((1, 1, 1), found), count)
    days = capacity.capacity(policy, technology)
    return Plan(costs_of(levers, district), float(work.item()), float(days.item()))


def costs_of(levers: Levers, district: Scenario | None = None) -> dict[str, float]:
    """Return what levers would cost by item, per department, in mean budgets."""
    values = dict(levers)
    return {
        item: _cost(tuple((name, values[name]) for name in names), district) for item, names in COSTS.items()
    }


def afford(
    levers: Levers, lever: str, wanted: float, view: BureauView, district: Scenario | None = None
) -> Levers:
    """Return the levers with one moved towards a value, as far as the budget allows.

    A move that makes the plan cheaper is always allowed.
    """
    values = dict(levers)
    present, now = values[lever], plan_of(levers, view, district)
    moved = tuple((values | {lever: wanted}).items())
    new = plan_of(moved, view, district)
    if new.fits or new.cost < now.cost:
        return moved
    if not now.fits:
        return levers
    step = bounds_of(lever).step
    steps = round(abs(wanted - present) / step)
    direction = 1.0 if wanted > present else -1.0
    reach = [round(present + direction * step * number, 10) for number in range(steps + 1)]
    low, high = 0, steps
    while high - low > 1:
        middle = (low + high) // 2
        fits = plan_of(tuple((values | {lever: reach[middle]}).items()), view, district).fits
        low, high = (middle, high) if fits else (low, middle)
    return tuple((values | {lever: reach[low]}).items())


def affordable(cost: float) -> bool:
    """Tell whether the budget allows a planned cost per department."""
    return cost <= BUDGET * (1.0 + 1e-12)


@lru_cache(maxsize=KEPT_COSTS)
def _cost(values: Levers, district: Scenario | None) -> float:
    """Cost per department of some levers alone, all others at nothing."""
    policy = _arrays(dict.fromkeys(LEVERS, 0.0) | dict(values), district)
    count = (district or start()).district.departments
    work = capacity.AdministrativeWork(
        training=policy.training,
        evaluations=policy.evaluation_coverage,
        findings=np.zeros((1, 1, 1)),
        consequence=policy.rectification,
        disclosure=policy.disclosure,
    )
    return float(capacity.administrative_cost(policy, _technology(district), work, count).item())


def _technology(district: Scenario | None) -> Bureau[Array]:
    """What the bureau can do; plain numbers, which broadcast like arrays of one point."""
    return cast("Bureau[Array]", (district or start()).bureau)


def _arrays(values: Mapping[str, float], district: Scenario | None) -> Policy[Array]:
    """Levers as arrays of one point; those outside the game stay as the student found them."""
    numbers: dict[str, Any] = {name: np.full((1, 1, 1), float(value)) for name, value in values.items()}
    return cast("Policy[Array]", replace((district or start()).policy, **numbers))


class GameError(ValueError):
    """A move that the rules do not allow; the message says why."""


@dataclass(frozen=True)
class Game:
    """A class code, and the levers of the years that are closed."""

    code: str
    closed: tuple[Levers, ...] = ()

    @property
    def seed(self) -> int:
        """Seed of the world that the code stands for."""
        return seed_of(self.code)

    @property
    def year(self) -> int:
        """Year that is to be planned, from 1; one more than the last when the game is over."""
        return len(self.closed) + 1

    @property
    def over(self) -> bool:
        """Whether all years are closed."""
        return len(self.closed) >= YEARS


def seed_of(code: str) -> int:
    """Return the seed of a class code: the same for everybody who writes it, whatever the case or the width."""
    digest = hashlib.sha256(f"budgetsim class {plain_code(code)}".encode()).digest()
    return int.from_bytes(digest[:6], "big")


def plain_code(code: str) -> str:
    """Return a class code without what makes no difference: case, width, and blanks beyond one between words."""
    return " ".join(unicodedata.normalize("NFKC", code).casefold().split())


def new_code() -> str:
    """Return a code that nobody has used, easy to say aloud."""
    return "".join(secrets.choice(LETTERS) for _ in range(5))


def check_levers(levers: Levers) -> None:
    """Make sure that levers are those of the game, each within its range.

    Raises
    ------
    GameError
        If a lever is missing, unknown or out of its range.
    """
    values = dict(levers)
    if set(values) != set(LEVERS):
        raise GameError(told("lab-play-fault-levers", levers=", ".join(LEVERS)))
    for name, value in values.items():
        bounds = bounds_of(name)
        if not bounds.lower <= value <= bounds.upper:
            lower, upper = f"{bounds.lower:g}", f"{bounds.upper:g}"
            raise GameError(
                told("lab-play-fault-range", lever=name, value=f"{value:g}", lower=lower, upper=upper)
            )


def close(
    game: Game, levers: Levers, view: BureauView, year: int | None = None, district: Scenario | None = None
) -> Game:
    """Return the game with one more year closed; there is no way back.

    ``view`` is what the bureau knows when the year begins. ``year`` is the one that is meant, from 1: asking twice
    closes one, and a year that is closed stays as it was closed. Without it, the year that is to be planned is meant.
    ``district`` is another one than the game's.

    Raises
    ------
    GameError
        If the game is over, another year's turn comes first, a lever is missing, unknown or out of its range, or the
        plan exceeds the budget.
    """
    if year is not None and year < game.year:
        return game
    if year is not None and year > game.year:
        raise GameError(told("lab-play-fault-turn", year=str(year), first=str(game.year)))
    check_levers(levers)
    return _closed(game, levers, plan_of(levers, view, district).cost)


def close_again(game: Game, levers: Levers) -> Game:
    """Return the game with a year closed that was closed before: the rules are checked, nothing is simulated.

    Raises
    ------
    GameError
        As ``close``.
    """
    check_levers(levers)
    return _closed(game, levers, sum(costs_of(levers).values()))


def _closed(game: Game, levers: Levers, cost: float) -> Game:
    if game.over:
        raise GameError(told("lab-play-fault-over", years=str(YEARS)))
    if not affordable(cost):
        planned, budget = apart(cost, BUDGET)
        raise GameError(told("lab-play-fault-cost", cost=planned, budget=budget))
    values = dict(levers)
    return replace(game, closed=(*game.closed, tuple((name, values[name]) for name in LEVERS)))


def scenario_of(closed: tuple[Levers, ...], name: str = "you", district: Scenario | None = None) -> Scenario:
    """Return the scenario of some years' levers: ``simulate`` gives the game's numbers from it, bit for bit.

    ``district`` is another one than the game's.
    """
    present = dict(opening_levers(district))
    changes = []
    for year, levers in enumerate(closed, start=1):
        moved = {lever: value for lever, value in levers if value != present[lever]}
        if moved:
            changes.append(Change(year=year, share=1.0, assignment="random", levers=moved))
        present |= moved
    return (district or start()).replace(
        name=name, description="Played in the teaching lab.", years=YEARS, changes=changes
    )


@dataclass(frozen=True)
class Work:
    """A game, and the levers on the desk for the year that is to be closed."""

    game: Game
    desk: Levers


class _Text(Shape):
    """What a text holds: each year names the levers that differ from the year before."""

    code: str = Field(min_length=1, max_length=LONGEST_CODE)
    years: list[Moves] = Field(max_length=YEARS)
    desk: Moves = Field(default_factory=dict)


@cache
def edition() -> str:
    """Return what a game's numbers depend on: the program's version, the district and the rules."""
    bounds = [bounds_of(name) for name in LEVERS]
    return edition_of(YEARS, BUDGET, LEVERS, bounds, start().to_toml())


def _content(work: Work) -> dict[str, object]:
    before = (opening_levers(), *work.game.closed)
    years = [_moves(old, new) for old, new in zip(before, work.game.closed, strict=False)]
    return {"code": work.game.code, "years": years, "desk": _moves(_last(work.game), work.desk)}


def _shared(work: Work) -> Work:
    """Leave out what lies on the desk."""
    return replace(work, desk=_last(work.game))


def _restored(held: _Text) -> Work:
    if held.code != held.code.strip() or not held.code.isprintable():
        raise KeptError("damaged")
    game = Game(held.code)
    for moves in held.years:
        game = close_again(game, _moved(_last(game), moves))
    desk = _moved(_last(game), held.desk)
    check_levers(desk)
    return Work(game, desk)


def _covers(first: Work, second: Work) -> bool:
    """Tell whether one game goes on where the other stands."""
    reached = first.game.closed[: len(second.game.closed)]
    return first.game.code == second.game.code and reached == second.game.closed


def _described(work: Work, speak: Language) -> str:
    """Name a game by its code and its closed years."""
    return speak("kept-game", code=work.game.code, years=len(work.game.closed))


def _last(game: Game) -> Levers:
    return game.closed[-1] if game.closed else opening_levers()


def _moves(old: Levers, new: Levers) -> Moves:
    stood = dict(old)
    return {name: value for name, value in new if value != stood[name]}


def _moved(old: Levers, moves: Moves) -> Levers:
    return tuple((dict(old) | {name: float(value) for name, value in moves.items()}).items())


KEEPING = Keeping("game", _Text, edition, _content, _restored, _covers, _described, _shared)
