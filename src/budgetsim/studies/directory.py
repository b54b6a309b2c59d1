"""The directory of a study: where everything is, what of it is valid, and the one writer that may change it.

``study.toml`` holds everything that the study was resolved to, for people and for finding the study again.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from budgetsim.declarations.renamed import current_json
from budgetsim.language import told
from budgetsim.scenario_files.faults import listed
from budgetsim.scenario_files.syntax import toml_value
from budgetsim.studies.design import design_bytes
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import (
    in_words,
    is_own_leftover,
    locked,
    read_json,
    remove_temporary,
    write_whole,
)
from budgetsim.studies.keep import KEEP
from budgetsim.studies.memory import release_unused
from budgetsim.studies.parts import is_whole
from budgetsim.studies.plan import Part, Plan, make_plan
from budgetsim.studies.points import Points, StoredPoints
from budgetsim.studies.provenance import COMMAND_LINE, environment, refusal
from budgetsim.studies.study import FORMAT, STUDY, Head, Study
from budgetsim.studies.worker import PartFailure, PartFiles

MANIFEST, DESIGN, CSV = "manifest.json", "design.parquet", "outcomes.csv"
CSV_ROWS = 10_000
"""Studies with at most so many rows of outcomes get them as text too."""
OUTCOME_PARTS, PANEL_PARTS, FAILURES = "parts", "parts-departments", "failures"
ROUNDS, RESULT = "rounds", "campaign.json"
"""Of a campaign: the directories of its rounds, and what was written when it came to its end."""
SAVE_SECONDS = 2.0
"""Time between two savings of the manifest; parts themselves are saved as they come."""


_NUMBERS = re.compile(r"\[\s*\n\s*(\d+(?:,\n\s*\d+)*)\n\s*\]")


def part_name(number: int) -> str:
    """Return the file name of a part."""
    return f"part-{number:05d}.parquet"


def read_manifest(directory: Path) -> dict[str, Any] | None:
    """Return the manifest, or ``None`` if there is none or it cannot be understood."""
    try:
        manifest = read_json(current_json((directory / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        return None
    return manifest if is_understood(manifest) and isinstance(manifest.get("parts"), list) else None


def read_description(directory: Path) -> dict[str, Any] | None:
    """Return what the directory says of its study, from ``study.toml`` or else the manifest; ``None`` if nothing."""
    with suppress(OSError, ValueError):
        description = read_study_toml((directory / STUDY).read_text(encoding="utf-8"))
        if is_understood(description):
            return description
    return read_manifest(directory)


def is_understood(manifest: Any) -> bool:
    """Whether a description holds what is needed to find the parts again."""
    kinds: dict[str, Any] = {
        "identity": str,
        "command": str,
        "name": str,
        "seeds": list,
        "departments": bool,
        "plan": dict,
    }
    kinds |= {"code": dict, "settings": dict, "years": int | None}
    if isinstance(manifest, dict) and manifest.get("campaign") is True:
        return all(
            isinstance(manifest.get(key), kinds[key]) for key in ("identity", "command", "name", "settings")
        )
    if not isinstance(manifest, dict) or any(
        not isinstance(manifest.get(key), kind) for key, kind in kinds.items()
    ):
        return False
    cut = [manifest["plan"].get(key) for key in ("scenarios_per_part", "seeds_per_part")]
    return all(type(number) is int for number in manifest["seeds"]) and all(
        type(size) is int and size > 0 for size in cut
    )


MOST_SPELLED = 100
"""Scenarios that are written out in ``study.toml`` and the manifest; more are in ``design.parquet`` alone."""


def describe(study: Study, plan: Plan) -> dict[str, Any]:
    """Return what ``study.toml`` and the manifest tell of a study: head, identity, and how it is cut."""
    return {
        "format": FORMAT,
        "identity": study.identity(),
        **study.head(),
        "plan": {"scenarios_per_part": plan.width, "seeds_per_part": plan.depth, "parts": len(plan)},
        "scenario_count": len(study.scenarios),
    }


def spelled_scenarios(study: Study) -> list[dict[str, Any]] | None:
    """Return the resolved scenarios as plain values, or ``None`` if they are many or points of a design.

    Over draws of parameters, those that meet them, as they are declared.
    """
    met = study.settings.get("drawn", {}).get("scenarios", ())
    if met and len(met) <= MOST_SPELLED:
        return [study.scenarios[place].to_dict() for place in range(len(met))]
    if isinstance(study.scenarios, Points | StoredPoints) or len(study.scenarios) > MOST_SPELLED:
        return None
    return [scenario.to_dict() for scenario in study.scenarios]


def study_toml(study: Study, plan: Plan) -> str:
    """Return the text of ``study.toml``."""
    about = describe(study, plan)
    # TOML has no null: settings travel as JSON, and what is not set is left out.
    about["settings"] = json.dumps(about["settings"], sort_keys=True, ensure_ascii=False)
    lines = [
        "# What was run, resolved; written by budgetsim and read again when the study is resumed or loaded."
    ]
    lines += _table({key: value for key, value in about.items() if not isinstance(value, Mapping)})
    for name, table in {**about, "environment": environment()}.items():
        if isinstance(table, Mapping):
            lines += ["", f"[{name}]", *_table(table)]
    scenarios = spelled_scenarios(study)
    if scenarios is None:
        lines += ["", f"# {len(study.scenarios)} scenarios are in design.parquet, one row each."]
    for scenario in scenarios or []:
        lines += ["", *_scenario_lines(scenario)]
    return "\n".join(lines) + "\n"


def campaign_toml(head: Head) -> str:
    """Return the text of ``study.toml`` of a campaign, whose rounds are studies of their own."""
    about = {"format": FORMAT, "identity": head.identity(), "command": head.command, "name": head.name}
    settings = json.dumps(dict(head.settings), sort_keys=True, ensure_ascii=False)
    lines = [
        "# What was run, in rounds that followed from each other; each is a study of its own in rounds/.",
        *_table({**about, "campaign": True, "settings": settings}),
        *("", "[environment]", *_table(environment())),
    ]
    return "\n".join(lines) + "\n"


def read_study_toml(text: str) -> dict[str, Any]:
    """Return what ``describe`` told, from the text of ``study.toml``.

    Raises
    ------
    ValueError
        If the text is no TOML, or ``budgetsim`` did not write it.
    """
    try:
        document = tomllib.loads(text)
        document["settings"] = (
            json.loads(current_json(document["settings"])) if "settings" in document else {}
        )
    except (TypeError, RecursionError) as error:
        raise ValueError(f"not as budgetsim writes it: {error}") from error
    return {"years": None, "code": {}, "common_seeds": True, **document}


def _scenario_lines(scenario: Mapping[str, Any]) -> list[str]:
    plain = {key: value for key, value in scenario.items() if isinstance(value, str)}
    lines = ["[[scenario]]", *_table(plain)]
    for name, value in scenario.items():
        if isinstance(value, Mapping):
            lines += [f"[scenario.{name}]", *_table(value)]
    for change in scenario["changes"]:
        lines += ["[[scenario.change]]", *_table({k: v for k, v in change.items() if k != "levers"})]
        lines += ["[scenario.change.levers]", *_table(change["levers"])]
    return lines


def _table(values: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {toml_value(value)}" for name, value in values.items() if value is not None]


class StudyWriter:
    """The one writer of a study's directory; made by ``open_for_writing``."""

    def __init__(self, study: Study, plan: Plan, directory: Path) -> None:
        self.study, self.plan, self.directory = study, plan, directory
        self._records: dict[int, dict[str, Any]] = {}
        self._failures: list[dict[str, Any]] = []
        self._earlier: dict[str, Any] = read_manifest(directory) or {}
        self._started = datetime.now(UTC)
        self._saved = self._started
        self._written = 0

    @property
    def failures(self) -> list[dict[str, Any]]:
        """Parts that failed in this run: number, error, file with the traceback."""
        return self._failures

    def prepare(self) -> None:
        """Write what is known before the first run; keep what is valid of an earlier one."""
        remove_temporary(self.directory)
        # First of all what tells whose directory this is.
        write_whole(self.directory / STUDY, study_toml(self.study, self.plan).encode())
        for folder in (OUTCOME_PARTS, *((PANEL_PARTS,) if self.study.departments else ())):
            (self.directory / folder).mkdir(exist_ok=True)
            remove_temporary(self.directory / folder)
        metadata = {"budgetsim.study": self.study.identity()}
        write_whole(self.directory / DESIGN, design_bytes(self.study.scenarios, metadata))
        release_unused()  # what the table of a large design took is not needed again
        records = [record for record in self._earlier.get("parts", []) if isinstance(record, dict)]
        known = {record["number"]: record for record in records if type(record.get("number")) is int}
        for part in self.plan.parts():
            record = self._valid_record(part, known.get(part.number))
            if record is not None:
                self._records[part.number] = record
        self.save("running")

    def missing(self) -> list[Part]:
        """Return the parts that have to be run."""
        return [part for part in self.plan.parts() if part.number not in self._records]

    def write(self, part: Part, files: PartFiles) -> None:
        """Store a finished part; the outcomes come last, so a part with outcomes is whole."""
        with in_words(self.directory, "write", part_name(part.number)):
            if files.departments is not None:
                write_whole(self.directory / PANEL_PARTS / part_name(part.number), files.departments)
            write_whole(self.directory / OUTCOME_PARTS / part_name(part.number), files.outcomes)
            (self.directory / FAILURES / f"part-{part.number:05d}.txt").unlink(missing_ok=True)
        self._records[part.number] = self._record(part, files.outcomes, files.departments)
        self._written += 1
        self._save_sometimes()

    def fail(self, failure: PartFailure) -> None:
        """Keep the traceback of a part that failed."""
        file = f"{FAILURES}/part-{failure.number:05d}.txt"
        with in_words(self.directory, "write", file):
            (self.directory / FAILURES).mkdir(exist_ok=True)
            write_whole(self.directory / file, failure.trace.encode())
        self._failures.append({"part": failure.number, "error": failure.error, "file": file})
        self._save_sometimes()

    def save(self, status: str) -> None:
        """Write the manifest."""
        now = datetime.now(UTC)
        session = {
            "started": self._started.isoformat(timespec="seconds"),
            "seconds": round((now - self._started).total_seconds(), 3),
            "parts_written": self._written,
        }
        manifest = {
            **describe(self.study, self.plan),
            "status": status,
            "scenarios": spelled_scenarios(self.study),
            "parts": [self._records[number] for number in sorted(self._records)],
            "failures": self._failures,
            "command_lines": self._command_lines(),
            "environment": environment(),
            "earlier_environments": self._environments(),
            "timings": [*self._earlier_list("timings"), session],
        }
        text = json.dumps(manifest, indent=1, ensure_ascii=False, allow_nan=False)
        compact = _NUMBERS.sub(lambda found: f"[{' '.join(found[1].split())}]", text)
        with in_words(self.directory, "write", MANIFEST):
            write_whole(self.directory / MANIFEST, compact.encode() + b"\n")
        self._saved = now

    def finish(self) -> None:
        """Write the last manifest."""
        with suppress(OSError):
            (self.directory / FAILURES).rmdir()  # only if it is empty
        self.save("failed" if self._failures else "complete")

    def _save_sometimes(self) -> None:
        if (datetime.now(UTC) - self._saved).total_seconds() > SAVE_SECONDS:
            self.save("running")

    def _command_lines(self) -> list[str]:
        """Lines of the terminal that have written here, the one that began it first."""
        return [
            *dict.fromkeys(
                line for line in (*self._earlier_list("command_lines"), COMMAND_LINE.get()) if line
            )
        ]

    def _environments(self) -> list[Any]:
        """Other environments that have written here: across them numbers may differ in their last bits."""
        seen = [*self._earlier_list("earlier_environments"), self._earlier.get("environment")]
        return [item for i, item in enumerate(seen) if item not in (None, environment(), *seen[:i])]

    def _earlier_list(self, key: str) -> list[Any]:
        earlier = self._earlier.get(key)
        return earlier if isinstance(earlier, list) else []

    def _valid_record(self, part: Part, known: dict[str, Any] | None) -> dict[str, Any] | None:
        """Record of a part that is there and whole, else ``None``."""
        files: list[bytes | None] = []
        for folder, rows in ((OUTCOME_PARTS, part.rows), (PANEL_PARTS, part.panel_rows)):
            if folder == PANEL_PARTS and not self.study.departments:
                files.append(None)
                continue
            try:
                data = (self.directory / folder / part_name(part.number)).read_bytes()
            except OSError:
                return None
            if not is_whole(data, self.study.identity(), part.number, rows):
                return None
            files.append(data)
        record = self._record(part, files[0] or b"", files[1])
        return record if known is None or known == record else None

    def _record(self, part: Part, outcomes: bytes, departments: bytes | None) -> dict[str, Any]:
        record = {
            "number": part.number,
            "runs": part.runs,
            **_stored(OUTCOME_PARTS, part, part.rows, outcomes),
        }
        if departments is not None:
            record["departments"] = _stored(PANEL_PARTS, part, part.panel_rows, departments)
        return record


def _stored(folder: str, part: Part, rows: int, data: bytes) -> dict[str, Any]:
    sha256 = hashlib.sha256(data).hexdigest()
    return {"file": f"{folder}/{part_name(part.number)}", "rows": rows, "bytes": len(data), "sha256": sha256}


@contextmanager
def open_for_writing(study: Study, directory: Path) -> Iterator[StudyWriter]:
    """Hold a study's directory for writing; on the way out the manifest says how it ended.

    Raises
    ------
    StudyError
        As ``held_for``.
    """
    with held_for(study, directory):
        plan = make_plan(study.scenarios, len(study.seeds), study.years, study.keep)
        writer = StudyWriter(study, plan, directory)
        with in_words(directory, "study"):
            writer.prepare()
        try:
            yield writer
        except BaseException as error:
            # The disk may be full: what matters is on it already, and the first error is the one to tell.
            with suppress(StudyError):
                writer.save("interrupted" if isinstance(error, KeyboardInterrupt) else "stopped")
            raise


@contextmanager
def held_for(asked: Study | Head, directory: Path) -> Iterator[None]:
    """Hold a directory, made if there is none, that is free or holds the same study or campaign already.

    Raises
    ------
    StudyError
        If the directory holds another study or other files, somebody else writes it, or the disk refuses.
    """
    with in_words(directory, "use"):
        if directory.exists() and not directory.is_dir():
            raise StudyError(told("study-out-file", directory=str(directory)))
        directory.mkdir(parents=True, exist_ok=True)
        _refuse_others(asked, directory)
    with locked(directory):
        _refuse_others(asked, directory)
        yield


def _refuse_others(asked: Study | Head, directory: Path) -> None:
    with in_words(directory, "read"):
        inside = [path for path in directory.iterdir() if not is_own_leftover(path)]
    stored = read_description(directory)
    if not inside or (stored is not None and stored["identity"] == asked.identity()):
        return
    if stored is not None:
        other_science = refusal(directory, stored)
        if other_science and (stored["command"], stored["name"]) == (asked.command, asked.name):
            raise StudyError(other_science)
        odd = _differences(stored, asked)
        if odd == ["model"]:
            raise StudyError(told("study-other-model", directory=str(directory)))
        raise StudyError(
            told(
                "study-another",
                directory=str(directory),
                study=f"'{stored['command']} {stored['name']}'",
                identity=stored["identity"][:8],
                differences=listed(
                    told(f"study-part-{key.replace('_', '-')}") for key in odd or ["scenarios"]
                ),
                asked=asked.title(),
            )
        )
    ours = {STUDY, MANIFEST, DESIGN} & {path.name for path in inside}
    if ours:
        files = told("note-and").join(sorted(ours))
        raise StudyError(told("study-unknown-study", directory=str(directory), files=files))
    raise StudyError(told("study-not-empty", directory=str(directory)))


def _differences(stored: Mapping[str, Any], asked: Study | Head) -> list[str]:
    """Return in what a stored study differs, as far as its description tells, by the keys of the messages."""
    odd = [key for key, value in asked.head().items() if stored.get(key) != value]
    if "settings" in odd:
        one, two = dict(stored.get("settings", {})), dict(asked.head()["settings"])
        if one.pop(KEEP, None) != two.pop(KEEP, None):
            odd = [KEEP, *odd]
        if one == two:
            odd.remove("settings")
    if isinstance(asked, Study) and stored.get("scenario_count") != len(asked.scenarios):
        odd.append("scenario_count")
    made_by = stored.get("environment")
    if isinstance(made_by, dict) and made_by.get("model_sha256") != environment()["model_sha256"]:
        odd.append("model")
    return odd
