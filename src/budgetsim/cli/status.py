"""How far a study is, from what its directory says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.cli.console import print_json, say
from budgetsim.language import told
from budgetsim.rounding import per_cent
from budgetsim.scenario_files.faults import listed
from budgetsim.studies.progress import spoken_time

if TYPE_CHECKING:
    from budgetsim.studies.store import CampaignResult, StudyResult

MOST_TOLD = 5
"""Damaged parts that are named."""


def show_status(directory: Path, *, json: bool) -> None:
    """Print how far the study in a directory is, whoever runs it.

    Raises
    ------
    StudyError
        If there is no study in the directory.
    """
    status = status_of(directory)
    if json:
        print_json(status)
        return
    study = f"{status['command']} {status['name']} ({status['identity'][:8]})"
    say(told("fault-colon").join([study, told(f"cli-state-{status['state']}")]), style="bold")
    done = f"{status['runs_done']:,}"
    if status["kind"] == "campaign":
        say(told("cli-status-rounds", rounds=str(status["rounds"]), runs=done))
    else:
        share = per_cent(status["runs_done"] / max(1, status["runs"]))
        parts = {"done_parts": f"{status['parts_done']:,}", "parts": f"{status['parts']:,}"}
        say(told("cli-status-runs", done=done, runs=f"{status['runs']:,}", share=share, **parts))
    if status["rate"]:
        rate, left = f"{status['rate']:,.0f}", status["seconds_left"]
        say(
            told("cli-status-rate-left", rate=rate, left=spoken_time(left))
            if left
            else told("cli-status-rate", rate=rate)
        )
    if status["damaged"]:
        names, more = listed(status["damaged"][:MOST_TOLD]), len(status["damaged"][MOST_TOLD:])
        if more:
            say(told("cli-status-damaged-many", names=names, more=str(more)))
        else:
            say(told("cli-status-damaged", names=names))
    for failure in status["failures"]:
        known = {"part": str(failure["part"]), "error": failure["error"]}
        say(told("cli-status-failed", file=str(directory / failure["file"]), **known))
    if status["state"] not in ("complete", "running"):
        command = status["command"]
        line = f"budgetsim {command} {directory}"
        say(told("cli-status-go-on-there", line=line) if _goes_on(command) else told("cli-status-go-on"))


def _goes_on(command: str) -> bool:
    """Whether the command goes on in a directory that is named in place of a scenario."""
    from budgetsim.registry import KINDS
    from budgetsim.studies.kind import kind_of

    return command in KINDS and kind_of(command).goes_on


def status_of(directory: Path) -> dict[str, Any]:
    """Return how far a study is, as plain values.

    ``state`` is ``complete``, ``damaged``, ``running`` (somebody writes it now), ``interrupted``, ``failed`` or
    ``stopped`` (killed, or the machine went down, or parts were lost). ``rate`` is runs per second in the last session,
    ``None`` if it is not known. ``damaged`` are parts that have not the size they were written with.

    Raises
    ------
    StudyError
        If there is no study in the directory.
    """
    from budgetsim.studies.errors import StudyError
    from budgetsim.studies.files import is_locked
    from budgetsim.studies.store import CampaignResult, load_study

    busy = is_locked(directory)
    try:
        result = load_study(directory, allow_partial=True)
    except StudyError:
        if not busy:
            raise
        return _of_beginning(directory)
    found: dict[str, Any] = {key: result.about[key] for key in ("command", "name", "identity")}
    found |= _of_campaign(result) if isinstance(result, CampaignResult) else _of_study(result)
    if busy:
        found["state"] = "running"
    is_timed = found["kind"] == "study" and found["state"] == "running" and found["rate"]
    found["seconds_left"] = (found["runs"] - found["runs_done"]) / found["rate"] if is_timed else None
    return found


def _of_beginning(directory: Path) -> dict[str, Any]:
    """What is known of a study whose design is still being written."""
    from budgetsim.studies.directory import read_description
    from budgetsim.studies.errors import StudyError

    about = read_description(directory)
    if about is None:
        raise StudyError(told("cli-status-planned", directory=str(directory)))
    runs = int(about.get("scenario_count", 0)) * len(about.get("seeds", ()))
    parts = about.get("plan", {}).get("parts", 0)
    return {
        **{key: about[key] for key in ("command", "name", "identity")},
        "kind": "study", "state": "running", "runs": runs, "runs_done": 0, "parts": parts, "parts_done": 0,
        "rate": None, "failures": [], "damaged": [], "seconds_left": None,
    }  # fmt: skip


def _of_campaign(result: CampaignResult) -> dict[str, Any]:
    return {
        "kind": "campaign",
        "state": "complete" if result.complete else "stopped",
        "rounds": len(result.rounds),
        "runs_done": sum(study.runs for study in result.rounds),
        "rate": None,
        "failures": [],
        "damaged": [],
    }


def _of_study(result: StudyResult) -> dict[str, Any]:
    damaged = _damaged(result.directory, result.manifest)
    told = result.manifest.get("status")
    state = told if told in ("interrupted", "failed") else "stopped"
    if result.complete:
        state = "damaged" if damaged else "complete"
    return {
        "kind": "study",
        "state": state,
        "runs": result.planned_runs,
        "runs_done": result.runs,
        "parts": result.planned_parts,
        "parts_done": result.parts,
        "rate": _rate(result.manifest),
        "failures": _records(result.manifest, "failures", part=int, error=str, file=str),
        "damaged": damaged,
    }


def _records(manifest: dict[str, Any], key: str, **kinds: Any) -> list[dict[str, Any]]:
    """Return the records of a list in the manifest that hold what they should: people edit files."""
    found = manifest.get(key)
    return [
        record
        for record in (found if isinstance(found, list) else [])
        if isinstance(record, dict)
        and all(isinstance(record.get(name), kind) for name, kind in kinds.items())
    ]


def _damaged(directory: Path, manifest: dict[str, Any]) -> list[str]:
    """Parts that are there, but not of the size that the manifest tells."""
    found = []
    for record in _records(manifest, "parts", file=str, bytes=int):
        path = directory / "parts" / Path(record["file"]).name
        if path.is_file() and path.stat().st_size != record["bytes"]:
            found.append(path.name)
    return found


def _rate(manifest: dict[str, Any]) -> float | None:
    """Runs per second of the last session that wrote anything."""
    parts = _records(manifest, "parts", runs=int)
    per_part = sum(part["runs"] for part in parts) / len(parts) if parts else 0.0
    for session in reversed(_records(manifest, "timings", parts_written=int, seconds=int | float)):
        if session["parts_written"] > 0 and session["seconds"] > 0:
            return float(per_part * session["parts_written"] / session["seconds"]) or None
    return None
