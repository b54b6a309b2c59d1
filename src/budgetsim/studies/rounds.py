"""A campaign read from its directory: the union of its rounds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.studies.factors import Factor

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.studies.store import StudyResult

ROUNDS, RESULT, DESIGN = "rounds", "campaign.json", "design.parquet"


@dataclass(frozen=True)
class CampaignResult:
    """A campaign read from its directory; tables are those of its rounds below each other."""

    directory: Path
    complete: bool
    """Whether the campaign came to its end."""
    rounds: tuple[StudyResult, ...]
    manifest: dict[str, Any]
    """What was written at its end: names of the rounds and a summary; empty while it is not complete."""
    _about: dict[str, Any] = field(repr=False)

    @property
    def about(self) -> dict[str, Any]:
        """What the directory says of its study: command, name, identity, settings."""
        return dict(self._about)

    @property
    def settings(self) -> dict[str, Any]:
        """What the command needed to know of its study."""
        return dict(self._about["settings"])

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What the study varies."""
        return tuple(Factor.from_dict(about) for about in self.settings.get("factors", ()))

    @property
    def seeds(self) -> tuple[int, ...]:
        """Seeds of all rounds, in the order of their first use."""
        return tuple(dict.fromkeys(seed for study in self.rounds for seed in study.seeds))

    @property
    def rows(self) -> int:
        """Number of rows of outcomes."""
        return sum(study.rows for study in self.rounds)

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """One row per scenario × seed × year of every round."""
        return _below([study.outcomes for study in self.rounds])

    @cached_property
    def design(self) -> pd.DataFrame:
        """One row per scenario, as it was first used; scenarios that several rounds share come once."""
        found = _below([study.design for study in self.rounds])
        return found.drop_duplicates("name", ignore_index=True) if len(found) else found

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row per scenario: its name, and the value of every factor."""
        found = _below([study.points for study in self.rounds])
        return found.drop_duplicates("scenario", ignore_index=True) if len(found) else found

    def tables(self, outcomes: Sequence[str] | None = None) -> Iterator[Any]:
        """Yield the outcomes as Arrow tables, round by round, as ``StudyResult.tables``."""
        for study in self.rounds:
            yield from study.tables(outcomes)

    def run_means(self, last: int = 3, outcomes: Sequence[str] | None = None) -> pd.DataFrame:
        """Return means over the last years, one row per scenario × seed of every round."""
        return _below([study.run_means(last, outcomes) for study in self.rounds])


def load_campaign(path: Path, about: dict[str, Any], load: Any, *, allow_partial: bool) -> CampaignResult:
    """Load what is there of a campaign; ``load`` reads the directory of a round.

    Raises
    ------
    StudyError
        If it is not complete and that is not allowed.
    """
    from budgetsim.studies.study import StudyError

    manifest = _manifest(path)
    if not manifest and not allow_partial:
        raise StudyError(
            f"{path} is not finished; run the same command again to finish it, or load what is there with"
            " allow_partial=True"
        )
    # A round that has only been begun has no design yet.
    there = sorted(place.parent.name for place in (path / ROUNDS).glob(f"*/{DESIGN}"))
    names = manifest.get("rounds", there)
    rounds = tuple(load(path / ROUNDS / name, allow_partial=allow_partial) for name in names)
    return CampaignResult(path, bool(manifest), rounds, manifest, about)


def _manifest(path: Path) -> dict[str, Any]:
    """Return what was written at the end, or nothing if there is none or it was edited beyond use."""
    with suppress(OSError, ValueError, RecursionError):
        found = json.loads((path / RESULT).read_text(encoding="utf-8"))
        named = found.get("rounds") if isinstance(found, dict) else None
        if isinstance(named, list) and all(isinstance(name, str) for name in named):
            return dict(found)
    return {}


def _below(tables: list[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
