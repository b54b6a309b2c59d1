"""Which figures a result directory has the data for, and each of them drawn again."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from budgetsim.language import DEFAULT
from budgetsim.report.drawing import Drawing, FigureError
from budgetsim.report.figures.catalogue import draw
from budgetsim.report.figures.study import MOST_PANELS, OF_STUDY, Sample, sample_of

Reader = Callable[[], Any]
TABLES = {
    "tornado": "tables/effects.csv",
    "dose": "tables/dose.csv",
    "interactions": "tables/factorial.csv",
    "sobol": "indices.csv",
}
FRONT = {"front": "front.csv", "mixes": "mixes.parquet", "references": "references.csv"}
SCORECARD = "scorecard.json"
OF_SCENARIOS = ("run", "compare", "simulate")
"""Commands whose results are a few scenarios under many seeds."""
SAMPLE = 8
"""Seeds whose departments and months are simulated again."""


@dataclass(frozen=True)
class Kept:
    """A figure whose data a result directory holds.

    Attributes
    ----------
    name
        Its name in the catalogue.
    read
        Reads its data.
    options
        What the study says that the data do not: replications, objectives, the budget.
    """

    name: str
    read: Reader
    options: dict[str, Any] = field(default_factory=dict)

    def draw(self, language: str = DEFAULT) -> Drawing:
        """Draw it; parameters and errors as of ``draw``."""
        return draw(self.name, self.read(), language=language, **self.options)


def figures_of(directory: Path) -> dict[str, Kept]:
    """Return the figures that a result directory has the data for, by name.

    Parameters
    ----------
    directory
        What a command of budgetsim wrote, or ``verify --out``.

    Raises
    ------
    FigureError
        If there is nothing to draw from.
    StudyError
        If the study is damaged or not finished.
    """
    found = _of_scenarios(directory) | _of_tables(directory) | _of_scorecard(directory)
    if not found:
        what = (
            "no such directory" if not directory.is_dir() else "nothing there that a figure can be drawn from"
        )
        raise FigureError(
            f"{directory}: {what}; give the directory of run, compare, effects, sensitivity, optimise, or of"
            " verify --out"
        )
    options = _options(directory)
    return {name: Kept(name, read, options.get(name, {})) for name, read in found.items()}


def _options(directory: Path) -> dict[str, dict[str, Any]]:
    """Return what the answer of an analysis says beside its tables; nothing where there is none, or an older one."""
    from budgetsim.studies.answer_file import kept_answer
    from budgetsim.studies.study import StudyError

    found: dict[str, dict[str, Any]] = {}
    with suppress(StudyError, KeyError, TypeError):
        answer = kept_answer(directory)
        if "replications" in answer:
            about = {"seeds": answer["replications"], "outcomes": answer["outcomes"]}
            found |= dict.fromkeys(("tornado", "dose", "interactions"), about)
        if "method" in answer:
            found["sobol"] = {"points": answer["points"]}
        if "sought" in answer:
            sought = [
                (one["name"], one["way"]) for one in answer["objectives"] if one["name"] in answer["sought"]
            ]
            about = {"objectives": sought, "fresh": len(answer["fresh_seeds"])}
            found["pareto"] = about | {"budget": answer["budget"], "robust": answer["robust"]}
    return found


def _of_scenarios(directory: Path) -> dict[str, Reader]:
    from budgetsim.studies.directory import read_description
    from budgetsim.studies.store import read_study

    about = read_description(directory)
    if about is None or about.get("command") not in OF_SCENARIOS:
        return {}
    result = read_study(directory)
    if about["code"]:
        # Code of others decided in these runs; only what they left is read, and nothing of theirs is run again.
        return {"trajectories": lambda: result.outcomes}
    kept: list[Sample] = []

    def read(name: str) -> Any:
        if name == "trajectories":
            return result.outcomes
        if not kept:
            study = result.study
            kept.append(sample_of(study.scenarios[:MOST_PANELS], study.seeds[:SAMPLE], study.years))
        return kept[0].of(name)

    return {name: partial(read, name) for name in OF_STUDY}


def _of_tables(directory: Path) -> dict[str, Reader]:
    import pandas as pd

    found: dict[str, Reader] = {
        name: partial(pd.read_csv, directory / file)
        for name, file in TABLES.items()
        if (directory / file).is_file() and (name != "sobol" or _has_shares(directory / file))
    }
    if (directory / FRONT["front"]).is_file():
        found["pareto"] = partial(_front, directory)
    return found


def _has_shares(file: Path) -> bool:
    """Whether indices are shares of variance, as those of Sobol and FAST."""
    import pandas as pd

    from budgetsim.report.sobol import KINDS

    return bool(pd.read_csv(file)["index"].isin(KINDS).any())


def _front(directory: Path) -> dict[str, Any]:
    import pandas as pd

    readers: dict[str, Callable[..., Any]] = {".csv": pd.read_csv, ".parquet": pd.read_parquet}
    paths = {name: directory / file for name, file in FRONT.items()}
    return {name: readers[path.suffix](path) for name, path in paths.items() if path.is_file()}


def _of_scorecard(directory: Path) -> dict[str, Reader]:
    file = directory / SCORECARD
    if not file.is_file():
        return {}
    try:
        lines = json.loads(file.read_text(encoding="utf-8"))
        parts = {
            "evidence": [line for line in lines if "role" in line],
            "theory": [line for line in lines if "role" not in line],
        }
    except (OSError, ValueError, TypeError) as error:
        raise FigureError(f"{file} cannot be read as a scorecard: {error}") from error
    return {name: partial(list, own) for name, own in parts.items() if own}
