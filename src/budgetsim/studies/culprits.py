"""Which runs of a failed part fail: found by halving, with a bound on what is run again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

MOST_TOLD = 3
"""Failing runs that are looked for; more rarely say more."""
RERUNS = 2
"""Runs that may be repeated, as a multiple of the part's: enough to find the first culprit, which takes one."""


@dataclass(frozen=True)
class Block:
    """Some scenarios × seeds of a part, by their places in it."""

    scenarios: range
    seeds: range

    @property
    def runs(self) -> int:
        """Number of runs."""
        return len(self.scenarios) * len(self.seeds)

    def halves(self) -> tuple[Block, Block]:
        """Return two blocks that make up this one, cut by scenarios first, since a scenario mostly is the cause."""
        if len(self.scenarios) > 1:
            middle = len(self.scenarios) // 2
            cut = self.scenarios[:middle], self.scenarios[middle:]
            return Block(cut[0], self.seeds), Block(cut[1], self.seeds)
        middle = len(self.seeds) // 2
        return Block(self.scenarios, self.seeds[:middle]), Block(self.scenarios, self.seeds[middle:])


@dataclass(frozen=True)
class Culprit:
    """A run that fails by itself: places of its scenario and seed, the error in a line, and where it happened."""

    scenario: int
    seed: int
    error: str
    trace: str


Attempt = Callable[[Block], tuple[str, str] | None]


class _SpentError(Exception):
    """As many runs have been repeated as may be."""


def find_culprits(whole: Block, attempt: Attempt) -> tuple[list[Culprit], bool]:
    """Return the first failing runs of a block that failed, and whether all of it was looked through.

    Parameters
    ----------
    whole
        The block that failed.
    attempt
        Runs a block; returns the error in a line and its traceback if it fails, else ``None``. The blocks that it
        is called for have at most ``RERUNS`` times the runs of the whole, all together.
    """
    left = RERUNS * whole.runs
    found: list[Culprit] = []

    def bounded(block: Block) -> tuple[str, str] | None:
        nonlocal left
        left -= block.runs
        if left < 0:
            raise _SpentError
        return attempt(block)

    try:
        for culprit in _search(whole, bounded, is_certain=True):
            found.append(culprit)
            if len(found) == MOST_TOLD:
                return found, whole.runs == MOST_TOLD
    except _SpentError:
        return found, False
    return found, True


def _search(block: Block, attempt: Attempt, *, is_certain: bool) -> Iterator[Culprit]:
    """Yield the failing runs of a block; ``is_certain`` saves the trial of one that must hold some."""
    told = None if is_certain and block.runs > 1 else attempt(block)
    if told is not None and block.runs == 1:
        yield Culprit(block.scenarios[0], block.seeds[0], *told)
    elif block.runs > 1 and (is_certain or told is not None):
        first, second = block.halves()
        count = 0
        for count, culprit in enumerate(_search(first, attempt, is_certain=False), 1):  # noqa: B007 - counts
            yield culprit
        yield from _search(second, attempt, is_certain=count == 0)
