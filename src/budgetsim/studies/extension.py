"""More seeds for a finished study: what is there is kept, only the new seeds are simulated.

The new seeds are run as a study of their own, so that this too can be interrupted and resumed. The runs of both are
then laid into the parts of the whole study, which ends with the bytes that it would have had if run at once.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from budgetsim.language import told
from budgetsim.studies import parts
from budgetsim.studies.directory import open_for_writing, read_manifest
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import SUMMARY, in_words, is_own_leftover
from budgetsim.studies.identity import model_digest
from budgetsim.studies.plan import Part
from budgetsim.studies.runner import Progress, run_study, write_csv
from budgetsim.studies.store import CampaignResult, StudyResult, load_study
from budgetsim.studies.study import Study
from budgetsim.studies.worker import PartFiles

MORE, WHOLE, BEFORE = ".more-seeds", ".extended", ".before"
"""Endings of the directories beside the study, while it is extended: the new seeds, the whole, and what was there."""


def extend(
    directory: Path,
    replications: int,
    *,
    workers: int | None = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> StudyResult:
    """Give a study more seeds; return it, in its own directory.

    Parameters
    ----------
    directory
        The finished study.
    replications
        Number of seeds that it is to have: those that it has, and those that follow.
    workers, scheduler, progress
        As in ``run_study``.

    Raises
    ------
    StudyError
        If the study cannot be extended, or runs failed. What was there before stays as it was until the end.
    KeyboardInterrupt
        When interrupted; the same call goes on.
    """
    before, study = check(directory, replications)
    seeds = before.seeds
    new = tuple(range(seeds[-1] + 1, seeds[-1] + 1 + replications - len(seeds)))
    whole = replace(study, seeds=(*seeds, *new))
    beside = directory.with_name(directory.name + MORE)
    added = run_study(
        replace(study, seeds=new), beside, workers=workers, scheduler=scheduler, progress=progress
    )
    whole_directory = directory.with_name(directory.name + WHOLE)
    with open_for_writing(whole, whole_directory) as writer:
        for part in writer.missing():
            writer.write(part, _part(part, whole, (before, added)))
        write_csv(whole_directory)
        writer.finish()
    _take_place(directory, whole_directory)
    shutil.rmtree(beside)
    return _loaded(directory)


def check(directory: Path, replications: int) -> tuple[StudyResult, Study]:
    """Return a study that can be extended to so many seeds, and what was asked for.

    Raises
    ------
    StudyError
        Saying why it cannot, and what to do instead.
    """
    _restore(directory)
    result = _loaded(directory)
    seeds, study = result.seeds, result.study
    if replications <= len(seeds):
        raise StudyError(told("study-seeds-enough", directory=str(directory), seeds=str(len(seeds))))
    if seeds != tuple(range(seeds[0], seeds[0] + len(seeds))):
        raise StudyError(told("study-seeds-gaps", directory=str(directory)))
    if not study.common_seeds:
        raise StudyError(told("study-seeds-own", directory=str(directory)))
    environment = (read_manifest(directory) or {}).get("environment")
    if not isinstance(environment, dict) or environment.get("model_sha256") != model_digest():
        raise StudyError(told("study-seeds-other-model", directory=str(directory)))
    return result, study


def _loaded(directory: Path) -> StudyResult:
    result = load_study(directory, allow_partial=True)
    if isinstance(result, CampaignResult):
        raise StudyError(told("study-seeds-campaign", directory=str(directory)))
    if not result.complete:
        raise StudyError(told("study-seeds-unfinished", directory=str(directory)))
    return result


def _part(part: Part, whole: Study, sources: Sequence[StudyResult]) -> PartFiles:
    """Return a part of the whole study, made of the runs of both."""
    identity = whole.identity()
    names = [whole.scenarios[place].name for place in part.scenarios]
    seeds = [whole.seeds[place] for place in part.seeds]
    chosen = range(part.scenarios.start, part.scenarios.stop)
    outcomes = _rows([source.tables(scenarios=chosen) for source in sources], names, seeds)
    outcomes = parts.as_stored(outcomes, whole.keep)
    panel = None
    if whole.departments:
        rows = _rows([source.department_tables(scenarios=chosen) for source in sources], names, seeds)
        panel = parts.part_bytes(rows, identity, part.number)
    return PartFiles(part.number, parts.part_bytes(outcomes, identity, part.number), panel)


def _rows(sources: Sequence[Iterator[Any]], names: Sequence[str], seeds: Sequence[int]) -> Any:
    """Return the rows of some scenarios and seeds, in the order of scenario and seed, each run as it was stored."""
    scenarios, numbers = pa.array(list(names)), pa.array(list(seeds), pa.int64())
    tables = []
    for table in (table for source in sources for table in source):
        inside = pc.and_(pc.is_in(table["scenario"], scenarios), pc.is_in(table["seed"], numbers))
        tables.append(table.filter(inside))
    every = pa.concat_tables(tables, promote_options="default")
    order = pa.table(
        {
            "scenario": pc.index_in(every["scenario"], scenarios),
            "seed": every["seed"],
            "row": pa.array(np.arange(every.num_rows)),
        }
    )
    keys = [(name, "ascending") for name in order.column_names]
    return parts.together([every.take(pc.sort_indices(order, sort_keys=keys)).combine_chunks()])


def _take_place(directory: Path, whole: Path) -> None:
    """Put the whole study in the place of the one before, with whatever else lay there; its answer is made anew."""
    old = directory.with_name(directory.name + BEFORE)
    with in_words(directory, "replace"):
        for path in directory.iterdir():
            copy = whole / path.name
            if path.name == SUMMARY or copy.exists() or is_own_leftover(path):
                continue
            if path.is_dir():
                shutil.copytree(path, copy)
            else:
                shutil.copy2(path, copy)
        directory.rename(old)
        whole.rename(directory)
        shutil.rmtree(old)


def _restore(directory: Path) -> None:
    """Bring back what was there, if an extension was killed between putting it aside and taking its place."""
    old = directory.with_name(directory.name + BEFORE)
    if not old.is_dir():
        return
    with in_words(directory, "restore"):
        if directory.exists():
            shutil.rmtree(old)
        else:
            old.rename(directory)
