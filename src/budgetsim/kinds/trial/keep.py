"""Worlds kept while they are made: a file for every few draws, so that a trial that was killed goes on reading."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from budgetsim.kinds.trial.worlds import Order, Seen, Worlds, joined, orders_of, worlds_of
from budgetsim.language import told
from budgetsim.numerics import Array
from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import Workers
from budgetsim.studies.files import in_words, remove_temporary, write_whole
from budgetsim.studies.identity import model_digest
from budgetsim.studies.runner import Progress

WORLDS = "worlds"
ABOUT = "about"
Piece = tuple[int, str, Order]
"""Number of a piece, digest of the model with which it was planned, and what is to be made."""


def kept_worlds(order: Order, directory: Path, workers: Workers, progress: Progress | None = None) -> Worlds:
    """Return all worlds of an order: those that its directory holds, and the others, which are made and kept there.

    Raises
    ------
    StudyError
        If worlds cannot be made, or kept.
    """
    place = directory / WORLDS
    with in_words(directory, "use"):
        place.mkdir(exist_ok=True)
        remove_temporary(place)
    pieces = orders_of(order)
    files = [place / f"draws-{number:04d}.npz" for number in range(len(pieces))]
    sizes = [plan.size for plan in order.plans]
    found = {number: own for number, file in enumerate(files) if (own := _read(file, sizes)) is not None}
    runs = [_runs(piece) for piece in pieces]
    done = sum(runs[number] for number in found)
    if progress is not None:
        progress(done, sum(runs))
    missing = [(number, model_digest(), piece) for number, piece in enumerate(pieces) if number not in found]
    for number, made in workers.map(_made, missing):
        with in_words(directory, "write", files[number].name):
            write_whole(files[number], _bytes(made))
        found[number] = made
        done += runs[number]
        if progress is not None:
            progress(done, sum(runs))
    return joined([found[number] for number in range(len(pieces))])


def _made(piece: Piece) -> tuple[int, Worlds]:
    """Simulate a piece: work for one process."""
    number, model, order = piece
    if model != model_digest():
        raise StudyError(told("study-worker-version"))
    return number, worlds_of(order)


def _runs(order: Order) -> int:
    arms = {name for plan in order.plans for name in plan.arms()}
    return len(arms) * sum(map(len, order.seeds))


def _bytes(worlds: Worlds) -> bytes:
    """Return worlds as a file: the same bytes for the same worlds, with a checksum of all arrays."""
    arrays = {
        f"{size}-{name}": values for size, seen in worlds.seen.items() for name, values in vars(seen).items()
    }
    arrays |= {"everybody": worlds.everybody, "nobody": worlds.nobody}
    sink = io.BytesIO()
    np.savez_compressed(sink, allow_pickle=False, **arrays, **{ABOUT: np.array(_digest(arrays))})
    return sink.getvalue()


def _read(file: Path, sizes: Sequence[int]) -> Worlds | None:
    """Return the worlds in a file; ``None`` if it is not there or damaged."""
    with suppress(OSError, ValueError, KeyError, EOFError, BadZipFile, NotImplementedError):
        with np.load(file, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
        if str(arrays.pop(ABOUT)) == _digest(arrays):
            seen = {
                size: Seen(*(arrays[f"{size}-{name}"] for name in Seen.__dataclass_fields__))
                for size in sizes
            }
            return Worlds(seen, arrays["everybody"], arrays["nobody"])
    return None


def _digest(arrays: Mapping[str, Array]) -> str:
    digest = hashlib.sha256(json.dumps({name: list(one.shape) for name, one in arrays.items()}).encode())
    for one in arrays.values():
        digest.update(np.ascontiguousarray(one, dtype="<f8").tobytes())
    return digest.hexdigest()
