"""How far a study is, from what its directory says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.cli.console import print_json, say
from budgetsim.report.words import listed
from budgetsim.rounding import per_cent
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
    found = status_of(directory)
    if json:
        print_json(found)
        return
    say(f"{found['command']} {found['name']} ({found['identity'][:8]}): {_state(found)}", style="bold")
    if found["kind"] == "campaign":
        say(f"Rounds: {found['rounds']}, {found['runs_done']:,} runs.")
    else:
        share = per_cent(found["runs_done"] / max(1, found["runs"]))
        say(
            f"Runs: {found['runs_done']:,} of {found['runs']:,} ({share})"
            f" in {found['parts_done']:,} of {found['parts']:,} parts."
        )
    if found["rate"]:
        left = found["seconds_left"]
        say(
            f"Rate: {found['rate']:,.0f} runs per second"
            + (f", about {spoken_time(left)} left." if left else ".")
        )
    if found["damaged"]:
        told = found["damaged"][:MOST_TOLD]
        told += [f"{len(found['damaged']) - MOST_TOLD} more"] if len(found["damaged"]) > MOST_TOLD else []
        say(f"Damaged: {listed(told)}; made anew when the study goes on.")
    for failure in found["failures"]:
        say(f"Failed: part {failure['part']}: {failure['error']} (see {directory / failure['file']})")
    if found["state"] not in ("complete", "running"):
        again = f"budgetsim sweep {directory}" if found["command"] == "sweep" else "the same command again"
        say(f"To go on: {again}")


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
        raise StudyError(
            f"{directory}: another process has begun a study here and plans it; ask again in a moment"
        )
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


def _state(found: dict[str, Any]) -> str:
    told: dict[str, str] = {
        "complete": "complete",
        "running": "running now",
        "interrupted": "interrupted",
        "failed": "ended with failed parts",
        "stopped": "stopped before its end",
        "damaged": "ended, but parts were damaged since",
    }
    return told[found["state"]]
