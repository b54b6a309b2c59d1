"""Directories of results, checked before anything is said about them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from budgetsim.language import told
from budgetsim.registry import KINDS
from budgetsim.studies.directory import MANIFEST, RESULT, read_description
from budgetsim.studies.engine import kind_behind, load
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import ENVIRONMENT, SUMMARY, answer_file, is_locked
from budgetsim.studies.provenance import mixture
from budgetsim.studies.store import CampaignResult, StudyResult, load_study, results_below
from budgetsim.studies.study import STUDY

OF_SCENARIOS = ("run", "compare")
"""Kinds of which every scenario is shown as it was resolved; of designs, the first point."""
COMMANDS = ("simulate",)
"""Commands whose results can be told, beside those of kinds of study."""


class ReportError(StudyError):
    """A report cannot be made; the message says of every directory why, and what to do."""


@dataclass(frozen=True)
class Source:
    """A directory of results whose files are as they were written."""

    directory: Path
    command: str
    name: str
    about: dict[str, Any] = field(repr=False)
    """What ``study.toml`` says."""
    study: StudyResult | CampaignResult | None = field(repr=False, default=None)
    """The runs; nothing where no study is behind the answer."""
    answer: Any = field(repr=False, default=None)
    """What the command's ``--json`` printed, of commands that keep it."""

    @property
    def kind(self) -> str:
        """Kind of study that it holds."""
        return kind_behind(self.about)

    @property
    def studies(self) -> tuple[StudyResult, ...]:
        """The studies in the directory: one, the rounds of a campaign, or none."""
        if isinstance(self.study, CampaignResult):
            return self.study.rounds
        return () if self.study is None else (self.study,)

    @property
    def says_science(self) -> bool:
        """Whether the directory tells, or must have told, under which science of the model it was made."""
        return self.study is not None or "environment" in self.about

    @property
    def environment(self) -> dict[str, Any]:
        """Versions and machine that made it, as far as they were written down."""
        kept = self.about.get("environment")
        return dict(kept) if isinstance(kept, dict) else {}


def read_sources(directories: Sequence[Path]) -> list[Source]:
    """Read directories of results.

    Raises
    ------
    ReportError
        With everything that is wrong with any of them.
    """
    found, faults = [], []
    seen: set[Path] = set()
    for directory in directories:
        try:
            if directory.resolve() in seen:
                raise ReportError(told("report-fault-twice", directory=str(directory)))
            seen.add(directory.resolve())
            found.append(read_source(directory))
        except (StudyError, OSError) as error:
            faults.append(str(error))
    if len(faults) > 1:
        listed = "\n".join(f"  {number}. {fault}" for number, fault in enumerate(faults, 1))
        counts = {"number": str(len(faults)), "of": str(len(directories))}
        raise ReportError(f"{told('report-fault-several', **counts)}\n{listed}")
    if faults:
        raise ReportError(faults[0])
    mixed = mixture([(source.directory, source.about) for source in found if source.says_science])
    if mixed:
        raise ReportError(mixed)
    return found


def read_source(directory: Path) -> Source:
    """Read one directory of results.

    Raises
    ------
    StudyError
        If there is none, it is not finished, or its files are not as they were written.
    """
    _check_place(directory)
    about = read_description(directory)
    if about is None and answer_file(directory).is_file():
        return _answer_alone(directory)
    if about is None:
        raise ReportError(_unknown(directory))
    known = (*KINDS, *COMMANDS)
    if about["command"] not in known:
        command = repr(about["command"])
        raise ReportError(
            told("report-fault-command", directory=str(directory), command=command, known=", ".join(known))
        )
    if is_locked(directory):
        raise ReportError(told("report-fault-busy", directory=str(directory)))
    study = load_study(directory, allow_partial=True)
    _check_finished(directory, study)
    if isinstance(study, StudyResult):
        check_files(study)
    else:
        for own in study.rounds:
            check_files(own)
    answer: Any = None
    if kind_behind(about) in KINDS:
        answer = load(directory)
    return Source(directory, about["command"], about["name"], about, study, answer)


def check_files(study: StudyResult) -> None:
    """Compare the files of a study with what its manifest says of them.

    Raises
    ------
    ReportError
        If the manifest is missing, of another study, or a part is not as it was written.
    """
    place, manifest = study.directory, study.manifest
    if not manifest:
        raise ReportError(told("report-fault-manifest", file=str(place / MANIFEST)))
    if manifest["identity"] != study.about["identity"]:
        identities = {"first": manifest["identity"][:8], "second": study.about["identity"][:8]}
        raise ReportError(told("report-fault-mixed", directory=str(place), **identities))
    wrong = [file for file, digest in recorded(manifest) if digest_of(place / file) != digest]
    if len(list(recorded(manifest))) < study.planned_parts:
        raise ReportError(told("report-fault-parts", file=str(place / MANIFEST)))
    if wrong:
        raise ReportError(told("report-fault-changed", file=str(place / wrong[0]), more=len(wrong) - 1))


def recorded(manifest: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every file of parts that a manifest names, and its SHA-256.

    Raises
    ------
    ReportError
        If records are not as they are written.
    """
    for record in manifest.get("parts", ()):
        own = (
            [record, record["departments"]]
            if isinstance(record, dict) and "departments" in record
            else [record]
        )
        for item in own:
            file, digest = (item.get(key) if isinstance(item, dict) else None for key in ("file", "sha256"))
            if not isinstance(file, str) or not isinstance(digest, str):
                raise ReportError(told("report-fault-records"))
            yield file, digest


def _check_place(directory: Path) -> None:
    if not directory.exists():
        raise ReportError(told("report-fault-no-directory", directory=str(directory)))
    if not directory.is_dir():
        key = "report-fault-page" if directory.suffix == ".html" else "report-fault-file"
        raise ReportError(told(key, file=str(directory), directory=str(directory.parent)))
    if not any(directory.iterdir()):
        raise ReportError(told("report-fault-empty", directory=str(directory)))


def _check_finished(directory: Path, study: StudyResult | CampaignResult) -> None:
    if study.complete and all(own.complete for own in getattr(study, "rounds", ())):
        return
    if isinstance(study, StudyResult):
        parts = {"done": str(study.parts), "parts": str(study.planned_parts)}
        raise ReportError(told("report-fault-unfinished", directory=str(directory), **parts))
    raise ReportError(told("report-fault-unfinished-rounds", directory=str(directory), file=RESULT))


def _unknown(directory: Path) -> str:
    ours = [name for name in (STUDY, MANIFEST) if (directory / name).exists()]
    if ours:
        return told("report-fault-unreadable", directory=str(directory), files=", ".join(ours))
    return results_below(directory) or told(
        "report-fault-none", directory=str(directory), files=f"{STUDY}, {SUMMARY}"
    )


def _answer_alone(directory: Path) -> Source:
    """Read an answer that no study is behind, such as that of a verification."""
    answer = load(directory)
    about: dict[str, Any] = {"command": answer.kind.name}
    kept = directory / ENVIRONMENT
    if kept.is_file():
        try:
            about["environment"] = json.loads(kept.read_text(encoding="utf-8"))
        except (ValueError, RecursionError) as error:
            known = {"file": str(kept), "reason": str(error), "directory": str(directory)}
            raise ReportError(told("report-fault-alone", **known)) from error
    return Source(directory, answer.kind.name, directory.resolve().name, about, None, answer)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; an empty text if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
