"""A campaign: studies that follow from each other, such as the generations of a search, in one directory.

What comes next depends on what was found, so a campaign cannot be planned as one study. It is resumed by going the
same way again: rounds that are finished are read instead of run, and the first unfinished one goes on where it
stopped. Every round is an ordinary study directory under ``rounds/``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from budgetsim.studies.directory import RESULT, ROUNDS, STUDY, is_free
from budgetsim.studies.document import campaign_toml, read_study_toml
from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import Workers, open_executor
from budgetsim.studies.files import in_words, locked, remove_temporary, write_whole
from budgetsim.studies.runner import Progress, run_on
from budgetsim.studies.science import refusal
from budgetsim.studies.store import StudyResult
from budgetsim.studies.study import Head, Study


class Campaign:
    """An open campaign; made by ``open_campaign``."""

    def __init__(self, head: Head, directory: Path, pool: Workers, progress: Progress | None) -> None:
        self.head, self.directory = head, directory
        self._pool, self._progress = pool, progress
        self._done: dict[str, StudyResult] = {}

    def run(self, name: str, study: Study) -> StudyResult:
        """Run or read one round; its name is a plain file name.

        Raises
        ------
        StudyError, KeyboardInterrupt
            As ``run_study``; what is finished is kept.
        """
        if not name or name != Path(name).name or name in self._done:
            raise StudyError(f"round {name!r}: a new plain name is needed")
        place = self.directory / ROUNDS / name
        with in_words(self.directory, "make a round"):
            place.parent.mkdir(exist_ok=True)
        found = run_on(self._pool, study, place, csv=False, progress=self._progress)
        self._done[name] = found
        return found

    @property
    def results(self) -> tuple[StudyResult, ...]:
        """What the rounds so far found."""
        return tuple(self._done.values())

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Write down that the campaign is complete, which rounds it had, and a summary of plain values."""
        text = json.dumps(
            {"rounds": list(self._done), **summary}, indent=1, ensure_ascii=False, allow_nan=False
        )
        with in_words(self.directory, f"write {RESULT}"):
            write_whole(self.directory / RESULT, text.encode() + b"\n")


@contextmanager
def open_campaign(
    head: Head,
    directory: str | Path | None = None,
    *,
    workers: int | None = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> Iterator[Campaign]:
    """Hold a campaign's directory for writing, with workers for all of its rounds.

    Parameters
    ----------
    head
        What determines the campaign. A campaign that was stopped goes on in its directory.
    directory
        By default ``head.default_directory()``.
    workers, scheduler
        As in ``open_executor``. Files do not depend on them.
    progress
        Called for every round with its finished and planned runs.

    Raises
    ------
    StudyError
        If the directory holds something else, somebody else writes it, or the disk refuses.
    """
    path = head.default_directory() if directory is None else Path(directory)
    with in_words(path, "use the directory"):
        if path.exists() and not path.is_dir():
            raise StudyError(f"{path} is a file, not a directory; give another place with --out")
        path.mkdir(parents=True, exist_ok=True)
    with locked(path):
        with in_words(path, "write the campaign"):
            _refuse_others(head, path)
            remove_temporary(path)
            write_whole(path / STUDY, campaign_toml(head).encode())
            # A campaign that is gone through again says anew that it is complete.
            (path / RESULT).unlink(missing_ok=True)
        with open_executor(workers, scheduler) as pool:
            yield Campaign(head, path, pool, progress)


def _refuse_others(head: Head, path: Path) -> None:
    if is_free(path):
        return
    try:
        found = read_study_toml((path / STUDY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise StudyError(
            f"{path} is not empty and holds no study that can be read; give another directory with --out"
        ) from None
    if found.get("identity") != head.identity:
        other = refusal(path, found)
        if other and (found.get("command"), found.get("name")) == (head.command, head.name):
            raise StudyError(other)
        raise StudyError(
            f"{path} holds another study, '{found.get('command')} {found.get('name')}', not '{head.command}"
            f" {head.name}' with these settings; give another directory with --out, or remove this one"
        )
