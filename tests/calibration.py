"""What the tests of calibration share: panels that the model made itself, and where a real one may be."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from budgetsim import simulate
from budgetsim.kinds.calibrate import KIND
from budgetsim.kinds.calibrate.answer import Calibration
from budgetsim.kinds.calibrate.question import Question
from budgetsim.scenario import Scenario
from budgetsim.studies.ask import pose
from budgetsim.studies.engine import Running, answer, plan

MEXICO = "mexico_programmes_2013_2016.csv"
FIRST_YEAR = 2019


def model_panel(truth: Scenario, seeds: range, years: int = 4) -> pd.DataFrame:
    """A panel as a government that is like the model would have it: external scores of evaluated units only."""
    table = simulate(truth, seeds, years, departments=True).departments
    return pd.DataFrame(
        {
            "unit": table["seed"].astype(str) + "-" + table["department"].astype(str),
            "year": table["year"] + FIRST_YEAR - 1,
            "approved": table["allocation"] * 1e6,
            "adjusted": table["budget"] * 1e6,
            "executed": table["spent"] * 1e6,
            "self_score": table["self_score"],
            "external_score": table["external_score"].where(table["evaluated"] > 0.0),
        }
    )


def written(table: pd.DataFrame, path: Path, **about: Any) -> Path:
    table.to_csv(path, index=False, **about)
    return path


def posed(panel: Path | str = "panel.csv", target: Path | str = "target.toml", **given: Any) -> Question:
    """The question that a target file poses on a panel, overruled by what is given."""
    return pose(Question, {"panel": panel, "target": target, **given}, flags=False)


def solved(question: Question, directory: Path, progress: Any = None, workers: int = 1) -> Calibration:
    """The answer to a question, kept in a directory."""
    made: Calibration = answer(plan(KIND, question), Running(directory, workers, progress=progress))
    return made


def real_panel(root: Path) -> Path:
    """The Mexican panel beside the project, or where BUDGETSIM_DATA says; skips if it is not there."""
    folders = [Path(os.environ["BUDGETSIM_DATA"])] if "BUDGETSIM_DATA" in os.environ else []
    for folder in [*folders, root.parent / "shared" / "data"]:
        if (folder / MEXICO).is_file():
            return folder / MEXICO
    pytest.skip(f"{MEXICO} is neither beside the project nor in BUDGETSIM_DATA")
