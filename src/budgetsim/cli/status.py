"""How far a study is, from what its directory says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from budgetsim.cli.console import print_json, say
from budgetsim.cli.progress import spoken_time


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
        say(
            f"Runs: {found['runs_done']:,} of {found['runs']:,} ({100.0 * found['runs_done'] / found['runs']:.1f}%)"
            f" in {found['parts_done']:,} of {found['parts']:,} parts."
        )
    if found["rate"]:
        left = found["seconds_left"]
        say(
            f"Rate: {found['rate']:,.0f} runs per second"
            + (f", about {spoken_time(left)} left." if left else ".")
        )
    for failure in found["failures"]:
        say(f"Failed: part {failure['part']}: {failure['error']} (see {directory / failure['file']})")
    if found["state"] != "complete" and found["state"] != "running":
        again = f"budgetsim sweep {directory}" if found["command"] == "sweep" else "the same command again"
        say(f"To go on: {again}")


def status_of(directory: Path) -> dict[str, Any]:
    """Return how far a study is, as plain values.

    ``state`` is ``complete``, ``running`` (somebody writes it now), ``interrupted``, ``failed`` or ``stopped`` (killed,
    or the machine went down). ``rate`` is runs per second in the last session, ``None`` if it is not known.
    """
    from budgetsim.studies.files import is_locked
    from budgetsim.studies.rounds import CampaignResult
    from budgetsim.studies.store import load_study

    result = load_study(directory, allow_partial=True)
    busy = is_locked(directory)
    about = result.about
    common = {"command": about["command"], "name": about["name"], "identity": about["identity"]}
    if isinstance(result, CampaignResult):
        state = "complete" if result.complete else "running" if busy else "stopped"
        runs = sum(len(study.seeds) * len(study.points) for study in result.rounds if study.complete)
        return {
            **common, "kind": "campaign", "state": state, "rounds": len(result.rounds), "runs_done": runs,
            "rate": None, "seconds_left": None, "failures": [],
        }  # fmt: skip
    manifest = result.manifest
    told = manifest.get("status", "stopped")
    state = "running" if busy else "complete" if result.complete else "stopped" if told == "running" else told
    done, planned = result.runs, result.planned_runs
    rate = _rate(manifest)
    left = (planned - done) / rate if rate and state == "running" else None
    return {
        **common, "kind": "study", "state": state, "runs": planned, "runs_done": done, "parts": result.planned_parts,
        "parts_done": result.parts, "rate": rate, "seconds_left": left, "failures": manifest.get("failures", []),
    }  # fmt: skip


def _rate(manifest: dict[str, Any]) -> float | None:
    """Runs per second of the last session that wrote anything."""
    parts = manifest.get("parts") or []
    per_part = sum(part.get("runs", 0) for part in parts) / len(parts) if parts else 0.0
    for session in reversed(manifest.get("timings") or []):
        if session.get("parts_written") and session.get("seconds"):
            return float(per_part * session["parts_written"] / session["seconds"])
    return None


def _state(found: dict[str, Any]) -> str:
    told: dict[str, str] = {
        "complete": "complete",
        "running": "running now",
        "interrupted": "interrupted",
        "failed": "ended with failed parts",
        "stopped": "stopped before its end",
    }
    state = str(found["state"])
    return told.get(state, state)
