"""The answer of an audit: whether every claim holds in every world."""

from __future__ import annotations

from dataclasses import dataclass

from budgetsim.studies.answer import Answer


@dataclass(frozen=True)
class Row:
    """What a claim speaks of in one world: median and middle 90 % of draws, and the share of draws that agree.

    ``agrees`` tells whether that world is as sure of the claim: 95 % of draws, or the median in the range.
    """

    name: str
    median: float | None
    low: float | None
    high: float | None
    share: float
    agrees: bool


@dataclass(frozen=True)
class Tried:
    """A tested claim: what it states, the result in each world, the verdict, and the verdict that the file expects.

    ``unless`` are the worlds that are not as sure of it, ``weakest`` the one that is least.
    """

    id: str
    sentence: str
    base: str
    policy: str
    outcome: str
    claimed: str
    rows: tuple[Row, ...]
    verdict: str
    expects: str
    unless: tuple[str, ...]
    weakest: str

    @property
    def is_expected(self) -> bool:
        """Whether the verdict is the one that the file expects."""
        return self.verdict == self.expects

    @property
    def declared(self) -> Row:
        """The model as declared."""
        return self.rows[0]

    def row(self, name: str) -> Row:
        """Return one world."""
        return next(row for row in self.rows if row.name == name)


@dataclass(frozen=True, repr=False)
class Audit(Answer):
    """Claims, tried over draws of parameters, structures of the model, stances, horizons and sizes."""

    claims: tuple[Tried, ...]
    draws: int
    seeds: tuple[int, ...]
    drawn_from: str

    @property
    def unexpected(self) -> list[Tried]:
        """Claims whose verdict is not the one that the file expects."""
        return [claim for claim in self.claims if not claim.is_expected]
