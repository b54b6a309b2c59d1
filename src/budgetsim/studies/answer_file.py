"""``summary.json``: what an analysis answered, as ``--json`` prints it, kept beside its runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import in_words, write_whole

SUMMARY = "summary.json"


def keep_answer(document: Mapping[str, Any], directory: Path) -> None:
    """Write the answer of an analysis into its directory, whose own name is left out: it may be moved.

    Raises
    ------
    StudyError
        If the disk refuses.
    """
    kept = {name: value for name, value in document.items() if name != "directory"}
    text = json.dumps(kept, indent=1, ensure_ascii=False, allow_nan=False)
    with in_words(directory, f"write {SUMMARY}"):
        write_whole(directory / SUMMARY, text.encode() + b"\n")


def kept_answer(directory: Path) -> dict[str, Any]:
    """Return the answer that an analysis left in its directory.

    Raises
    ------
    StudyError
        If there is none, or it was damaged.
    """
    again = "give the command again that made the study: its runs are kept and only the answer is made anew"
    try:
        found = json.loads((directory / SUMMARY).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StudyError(f"{directory}: its answer, {SUMMARY}, is not there; {again}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise StudyError(f"{directory / SUMMARY} cannot be read ({error}); {again}") from error
    if not isinstance(found, dict):
        raise StudyError(f"{directory / SUMMARY} holds no answer of an analysis; {again}")
    return found
