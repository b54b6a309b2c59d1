"""A game as a text: the class code, the levers of the closed years, and those that lie on the desk.

Numbers are not kept: the model gives the same ones again from the same levers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from budgetsim import __version__
from budgetsim.app.kept import Keeping, KeptError, pack, unpack
from budgetsim.app.play.game import (
    BUDGET,
    LEVERS,
    LONGEST_CODE,
    YEARS,
    Game,
    GameError,
    Levers,
    bounds_of,
    check_levers,
    close_again,
    opening_levers,
    start,
)
from budgetsim.language import Language

Moves = dict[str, float]


@dataclass(frozen=True)
class Work:
    """A game, and the levers on the desk for the year that is to be closed."""

    game: Game
    desk: Levers


class _Text(BaseModel):
    """What a text holds: each year names the levers that differ from the year before."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

    code: str = Field(min_length=1, max_length=LONGEST_CODE)
    years: list[Moves] = Field(max_length=YEARS)
    desk: Moves = Field(default_factory=dict)


def write(work: Work) -> str:
    """Return the text that a browser keeps."""
    return pack(_content(work) | {"desk": _moves(_last(work.game), work.desk)}, edition())


def link(work: Work) -> str:
    """Return the text for an address: the closed years without the desk."""
    return pack(_content(work), edition())


def read(text: str) -> Work:
    """Return the work in a text.

    Raises
    ------
    KeptError
        If the text cannot be used.
    """
    try:
        held = _Text.model_validate(unpack(text, edition()))
    except ValidationError:
        raise KeptError("damaged") from None
    if held.code != held.code.strip() or not held.code.isprintable():
        raise KeptError("damaged")
    game = Game(held.code)
    try:
        for moves in held.years:
            game = close_again(game, _moved(_last(game), moves))
        desk = _moved(_last(game), held.desk)
        check_levers(desk)
    except GameError:
        raise KeptError("rules") from None
    return Work(game, desk)


def covers(first: Work, second: Work) -> bool:
    """Tell whether one game goes on where the other stands."""
    reached = first.game.closed[: len(second.game.closed)]
    return first.game.code == second.game.code and reached == second.game.closed


def describe(work: Work, speak: Language) -> str:
    """Name a game by its code and its closed years."""
    return speak("kept-game", code=work.game.code, years=len(work.game.closed))


@cache
def edition() -> str:
    """Return what a game's numbers depend on: the program's version, the district and the rules."""
    bounds = [bounds_of(name) for name in LEVERS]
    rules = f"{__version__} {YEARS} {BUDGET} {LEVERS} {bounds} {start().to_toml()}"
    return hashlib.sha256(rules.encode()).hexdigest()


def _content(work: Work) -> dict[str, object]:
    before = (opening_levers(), *work.game.closed)
    years = [_moves(old, new) for old, new in zip(before, work.game.closed, strict=False)]
    return {"code": work.game.code, "years": years}


def _last(game: Game) -> Levers:
    return game.closed[-1] if game.closed else opening_levers()


def _moves(old: Levers, new: Levers) -> Moves:
    stood = dict(old)
    return {name: value for name, value in new if value != stood[name]}


def _moved(old: Levers, moves: Moves) -> Levers:
    return tuple((dict(old) | {name: float(value) for name, value in moves.items()}).items())


KEEPING = Keeping("game", write, link, read, covers, describe)
