"""What a study stores of its runs: every outcome of every year, or some outcomes, some years, means, short numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from budgetsim.model.measures import OUTCOMES

KEEP = "keep"
"""Key of a study's settings, and of the document of an answer."""
MEANS, ROUNDED, YEARS, LAST = "means", "float32", "years", "last"
"""Words by which it is asked for."""
LAST_YEARS = 3
"""Years at the end of a run whose mean counts where nothing else is said."""


@dataclass(frozen=True, repr=False)
class Keep:
    """What is stored of the yearly outcomes of a run; by default everything.

    Attributes
    ----------
    outcomes
        Names of the outcomes; all where none are named.
    years
        Recorded years, counted from 1; where neither these nor ``last`` are given, every year.
    last
        So many years at the end of each run, beside those that are named.
    means
        Instead of years, their mean over so many at the end of each run; 0 for years.
    is_rounded
        Whether numbers are stored with the 24 bits of ``float32`` instead of 53.
    """

    outcomes: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    last: int = 0
    means: int = 0
    is_rounded: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the outcomes that are stored, in the order of their columns."""
        return self.outcomes or tuple(OUTCOMES)

    @property
    def has_every_year(self) -> bool:
        """Whether every year of a run is stored."""
        return not (self.years or self.last or self.means)

    def years_of(self, horizon: int) -> tuple[int, ...]:
        """Return the years that are stored of a run of so many; none where its means are."""
        if self.means:
            return ()
        every = range(1, horizon + 1)
        if self.has_every_year:
            return tuple(every)
        return tuple(year for year in every if year in self.years or year > horizon - self.last)

    def rows(self, horizon: int) -> int:
        """Return the number of rows that a run of so many years has."""
        return 1 if self.means else len(self.years_of(horizon))

    def is_over(self, years: Iterable[int], horizon: int) -> bool:
        """Whether the mean over some years can be known of a run of so many."""
        wanted = set(years)
        if self.means:
            return wanted == set(range(max(1, horizon - self.means + 1), horizon + 1))
        return wanted <= set(self.years_of(horizon))

    def shown(self, asked: tuple[str, ...], usual: tuple[str, ...]) -> tuple[str, ...]:
        """Return the outcomes that are told: those asked for; all that are kept, where the usual ones are not.

        What is asked for besides and not kept is refused elsewhere.
        """
        return self.names if asked == usual and not set(usual) <= set(self.names) else asked

    def settings(self) -> dict[str, Any]:
        """Return what a study's settings say of it; nothing where everything is stored."""
        about: dict[str, Any] = {"outcomes": list(self.outcomes), "years": list(self.years)}
        about |= {"last": self.last, "means": self.means, "float32": self.is_rounded}
        said = {key: value for key, value in about.items() if value}
        if not said:
            return {}
        return {KEEP: said["outcomes"] if set(said) == {"outcomes"} else said}

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Self:
        """Return what a study's settings say; a list there are names of outcomes.

        Raises
        ------
        ValueError
            If they were edited, so that they no longer tell.
        """
        said = settings.get(KEEP) or {}
        about = said if isinstance(said, Mapping) else {"outcomes": said}
        try:
            keep = cls(
                tuple(map(str, about.get("outcomes", ()))),
                tuple(map(int, about.get("years", ()))),
                int(about.get("last", 0)),
                int(about.get("means", 0)),
                bool(about.get("float32", False)),
            )
        except (TypeError, ValueError, AttributeError) as error:
            raise ValueError(f"{KEEP} = {said!r}") from error
        return keep

    def __str__(self) -> str:
        """As it is written behind ``--keep``; empty where everything is stored."""
        years = [*map(str, self.years), *([f"{LAST}:{self.last}"] if self.last else [])]
        words = [*self.outcomes, *([f"{YEARS}={','.join(years)}"] if years else [])]
        words += [MEANS] if self.means else []
        words += [ROUNDED] if self.is_rounded else []
        return ",".join(words)

    def __repr__(self) -> str:
        """In short, for signatures."""
        return f"Keep({str(self)!r})"


EVERYTHING = Keep()
