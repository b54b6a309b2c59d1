"""The register of published findings: what was stated before anything was run, and whether it still says the same.

Findings are files in ``experiments/findings``, their contexts in ``experiments/contexts``, and
``experiments/registry.toml`` holds a digest of each finding. A wheel carries all of them in ``budgetsim/_experiments``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from budgetsim.kinds.verify.evidence.blocks import Block
from budgetsim.kinds.verify.evidence.published import Family, PublishedFinding, read_finding
from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import read_file
from budgetsim.scenario_files.resolve import is_path
from budgetsim.studies.factors import Place
from budgetsim.studies.study_file import open_study_file

PACKAGE, FOLDER = "budgetsim", "_experiments"
FINDINGS, CONTEXTS, REGISTRY = "findings", "contexts", "registry.toml"
FREE = "why"
"""The one key that may be written after registration: an explanation of what came out."""
_HERE = Path(__file__)
_HEAD = """# What every finding said when it was registered, before anything was run: SHA-256 of its file without `why`.
# Written by scripts/register.py, which adds new findings and changes nothing.
"""
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Entry:
    """When a finding was registered, and the digest of what it said then."""

    registered: date
    sha256: str


def evidence_folder() -> Path | None:
    """Return the folder that holds findings and registry: package data in a wheel, ``experiments`` in a checkout."""
    packed = resources.files(PACKAGE) / FOLDER
    source, root = _HERE.parents[4], _HERE.parents[5]
    places = [packed] if isinstance(packed, Path) else []
    places += [root / "experiments"] if source.name == "src" else []
    return next((place for place in places if (place / FINDINGS).is_dir()), None)


def context_files() -> dict[str, Path]:
    """Return the files by name, sorted."""
    folder = evidence_folder()
    return {file.stem: file for file in sorted((folder / CONTEXTS).glob("*.toml"))} if folder else {}


def files_named(names: Iterable[str]) -> list[Path]:
    """Return the files of some experiments, each once; all if none is named.

    A name that ends in ``.toml`` or holds a slash is a path to a file of one's own.

    Raises
    ------
    ScenarioError
        With every name that is no experiment, or if there are no files at all.
    """
    known = context_files()
    given = list(dict.fromkeys(names))
    wrong = [name for name in given if not is_path(name) and name not in known]
    if wrong or not (given or known):
        raise ScenarioError([_unknown(name, known) for name in wrong or ["experiments/contexts"]])
    return [Path(name) if is_path(name) else known[name] for name in given] or list(known.values())


def _unknown(name: str, known: dict[str, Path]) -> Fault:
    names = listed(known) or told("verify-none-found")
    there = told("verify-contexts-listed", names=names)
    begins = [other for other in known if other.startswith(name)]
    hint = told("fault-mean", name=begins[0]) if begins else did_you_mean(name, known)
    remedy = told("fault-bracketed", text=hint, more=there) if hint else there
    return Fault("", None, "", name, told("verify-fault-no-context"), remedy)


def finding_files(folder: Path | None = None) -> dict[str, Path]:
    """Return the files of findings by id, sorted; none where there is no folder."""
    folder = folder or evidence_folder()
    return {file.stem: file for file in sorted((folder / FINDINGS).glob("*.toml"))} if folder else {}


def read_register(folder: Path | None = None, family: Family | None = None) -> list[PublishedFinding]:
    """Return all findings, or those of a family, once it is clear that none was edited after registration.

    Raises
    ------
    ScenarioError
        With every finding that is not as it was registered, or else with every fault of every file.
    """
    check_register(folder)
    findings = _read_all(finding_files(folder).values())
    return [one for one in findings if family in (None, one.family)]


def check_register(folder: Path | None = None) -> None:
    """Compare every finding with what was registered; nothing is compared where there is no folder of findings.

    Raises
    ------
    ScenarioError
        With the name of each finding that was edited, removed or never registered.
    """
    folder = folder or evidence_folder()
    if folder is None:
        return
    entries = read_registry(folder / REGISTRY)
    files = finding_files(folder)
    new = [path for name, path in files.items() if name not in entries]
    faults = [Place(str(path)).told("", path.stem, "verify-fault-unregistered") for path in new]
    faults += _changes(folder, entries)
    if faults:
        raise ScenarioError(sorted(faults, key=lambda fault: fault.file))


def register_new(folder: Path) -> list[str]:
    """Write the findings that are new to the registry of a folder, and return their ids.

    Raises
    ------
    ScenarioError
        If an old finding was edited or is gone, or with every fault of the new ones; nothing is written then.
    """
    path = folder / REGISTRY
    entries = read_registry(path) if path.exists() else {}
    if faults := _changes(folder, entries):
        raise ScenarioError(faults)
    new = _read_all(file for name, file in finding_files(folder).items() if name not in entries)
    added = {one.id: Entry(one.registered, digest(read_file(Path(one.file)).data)) for one in new}
    if added:
        path.write_text(_written(entries | added), encoding="utf-8")
    return list(added)


def _changes(folder: Path, entries: Mapping[str, Entry]) -> list[Fault]:
    """Return a fault for every registered finding that was edited, cannot be read, or is gone."""
    files = finding_files(folder)
    faults: list[Fault] = []
    for name, entry in entries.items():
        if name not in files:
            file = f"{FINDINGS}/{name}.toml"
            faults.append(Place(str(folder / REGISTRY)).told("", name, "verify-fault-gone", file=file))
            continue
        try:
            now = digest(read_file(files[name]).data)
        except ScenarioError as error:
            faults += error.faults
            continue
        if now != entry.sha256:
            about = {"day": str(entry.registered), "free": FREE}
            faults.append(Place(str(files[name])).told("", name, "verify-fault-edited", **about))
    return faults


def _read_all(paths: Iterable[Path]) -> list[PublishedFinding]:
    findings: list[PublishedFinding] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            findings.append(read_finding(path))
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(faults)
    return findings


def _written(entries: Mapping[str, Entry]) -> str:
    """Return the text of a registry: by day and then by name, so that what is new stands last."""
    order = sorted(entries.items(), key=lambda item: (item[1].registered, item[0]))
    blocks = [f'[{name}]\nregistered = {one.registered}\nsha256 = "{one.sha256}"\n' for name, one in order]
    return "\n".join([_HEAD, *blocks])


def digest(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a finding says: all but ``why``, however its lines are broken and its keys ordered."""
    content = {key: _plain(value) for key, value in data.items() if key != FREE}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: whole numbers as they are read, dates as texts, texts on one line."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, bool) or not isinstance(value, int) else float(value)


def read_registry(path: Path) -> dict[str, Entry]:
    """Return the registered digests by id.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    file = open_study_file(path)
    registry: dict[str, Entry] = {}
    for name, value in file.document.data.items():
        file.raw(name)
        if not isinstance(value, Mapping):
            file.told((name,), value, "verify-fault-no-entry", name=name)
            continue
        block = Block(file, (name,), dict(value))
        day, text = block.day("registered"), block.text("sha256", needed=True)
        if text and not _DIGEST.fullmatch(text):
            block.told("sha256", text, "verify-fault-no-digest")
        block.done()
        if day is not None:
            registry[name] = Entry(day, text)
    file.done()
    return registry
