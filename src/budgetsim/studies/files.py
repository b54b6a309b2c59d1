"""Files that appear whole or not at all, a lock that dies with its process, errors of the disk in words."""

from __future__ import annotations

import errno
import json
import math
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from budgetsim.declarations.renamed import current_json
from budgetsim.language import told
from budgetsim.scenario_files.read import reason_of
from budgetsim.studies.errors import StudyError

if TYPE_CHECKING:
    import pandas as pd


LOCK = ".lock"
Doing = Literal[
    "write", "study", "use", "read", "round", "answer", "evaluations", "report", "crate", "replace", "restore"
]
"""What may be attempted with files; ends the key of the message that says it."""
TEMPORARY = ".tmp"


@contextmanager
def in_words(directory: Path, doing: Doing, file: str = "") -> Iterator[None]:
    """Turn errors of the disk into ``StudyError``; ``doing`` ends the key of what was attempted, perhaps on a file.

    Raises
    ------
    StudyError
        Instead of an ``OSError``, with what was attempted and why it failed.
    """
    try:
        yield
    except OSError as error:
        place = error.filename2 or error.filename or directory  # of a renaming, what it should have become
        reason = reason_of(error)
        attempted = told(f"study-doing-{doing}", file=file)
        message = told(
            "study-disk", directory=str(directory), doing=attempted, reason=reason, place=str(place)
        )
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            message = told("fault-semicolon").join([message, told("study-disk.full")])
        raise StudyError(message) from error


def write_whole(path: Path, data: bytes | memoryview) -> None:
    """Write a file so that, whatever happens, it is there completely or not at all."""
    with open_whole(path) as file:
        file.write(data)


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """Hold a file that is written piece by piece; it takes its name when all of it is on the disk, or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}{TEMPORARY}")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError) and error.filename in (None, str(temporary)):
            error.filename = str(path)  # what people asked for, not what it is called until it is whole
        raise


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as the bytes of a CSV file: UTF-8, one row a line, without the index."""
    return marked(table.to_csv(index=False))


def marked(text: str) -> bytes:
    """Return the bytes of a CSV file, with the mark by which spreadsheets know UTF-8.

    Without it Excel takes the letters of Chinese names for those of the machine's old encoding. pandas, polars, DuckDB,
    Arrow, readr and Stata pass over it.
    """
    return text.encode("utf-8-sig")


def plain_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def read_json(text: str) -> Any:
    """Return what a JSON text holds.

    Raises
    ------
    ValueError, RecursionError
        If it is none, or has numbers that are none: they could not be written again.
    """
    return json.loads(text, parse_constant=_finite, parse_float=_finite)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text[:30]} is no finite number")
    return number


def remove_temporary(directory: Path) -> None:
    """Remove what writers that were killed left half-written; only for the holder of the lock."""
    for path in directory.glob(f".*{TEMPORARY}"):
        path.unlink(missing_ok=True)


def is_own_leftover(path: Path) -> bool:
    """Whether a file is a lock or a half-written file of ours."""
    return path.name == LOCK or (path.name.startswith(".") and path.name.endswith(TEMPORARY))


def is_locked(directory: Path) -> bool:
    """Whether somebody writes in the directory now."""
    from filelock import FileLock, Timeout

    if not (directory / LOCK).exists():
        return False
    try:
        with FileLock(directory / LOCK).acquire(timeout=0):
            return False
    except Timeout:
        return True
    except (OSError, NotImplementedError):
        return False  # a directory that cannot be locked is written by nobody


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the directory for one writer; the kernel frees it when the process ends, however it ends.

    Raises
    ------
    StudyError
        At once, if somebody else holds it.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(directory / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StudyError(told("study-locked", directory=str(directory))) from error
    except (OSError, NotImplementedError) as error:
        raise StudyError(told("study-cannot-lock", directory=str(directory), error=str(error))) from error
    try:
        yield
    finally:
        lock.release()


SUMMARY = "summary.json"
SCORECARD = "scorecard.json"
"""What earlier versions kept the answer of a verification in."""
ENVIRONMENT = "environment.json"
"""Versions and machine of an answer that no study is behind, whose manifest would say them."""


def keep_answer(document: Mapping[str, Any], directory: Path) -> None:
    """Write the answer of an analysis into its directory, whose own name is left out: it may be moved.

    Raises
    ------
    StudyError
        If the disk refuses.
    """
    kept = {name: value for name, value in document.items() if name != "directory"}
    text = json.dumps(kept, indent=1, ensure_ascii=False, allow_nan=False)
    with in_words(directory, "write", SUMMARY):
        write_whole(directory / SUMMARY, text.encode() + b"\n")


def answer_file(directory: Path) -> Path:
    """Return the file in which the answer of an analysis is kept, be it there or not."""
    is_earlier = (directory / SCORECARD).is_file() and not (directory / SUMMARY).is_file()
    return directory / (SCORECARD if is_earlier else SUMMARY)


def kept_answer(directory: Path) -> dict[str, Any]:
    """Return the answer that an analysis left in its directory.

    Raises
    ------
    StudyError
        If there is none, or it was damaged.
    """
    again, file = told("study-answer-again"), answer_file(directory)
    try:
        document = json.loads(current_json(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        message = told("study-answer-missing", directory=str(directory), file=SUMMARY, again=again)
        raise StudyError(message) from None
    except (OSError, ValueError, RecursionError) as error:
        raise StudyError(told("study-unreadable", file=str(file), error=str(error), again=again)) from error
    if file.name == SCORECARD:
        document = {"command": "verify", **(document if isinstance(document, dict) else {"theory": document})}
    if not isinstance(document, dict):
        raise StudyError(told("study-no-answer", file=str(file), again=again))
    return document
