"""What figures of a sensitivity analysis are drawn from: the analysis itself, or the answer that it left."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budgetsim.report.drawing import FigureError
from budgetsim.studies.sensitivity.analyse import Analysis
from budgetsim.studies.sensitivity.calls import Index
from budgetsim.studies.sensitivity.convergence import Ranking, Step
from budgetsim.studies.sensitivity.design import Design
from budgetsim.studies.sensitivity.noise import Noise

Cell = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """What was asked: the method, its main index, how many samples and points, and the factors or groups."""

    method: str
    main: str
    samples: int
    points: int
    subjects: tuple[str, ...]


def asked_of(design: Design) -> Asked:
    """Return what a design asks."""
    subjects = tuple(design.problem.subjects)
    return Asked(design.method, design.calculus.main, design.samples, design.points, subjects)


def analysed(data: Mapping[str, Any]) -> tuple[Asked, list[Analysis]]:
    """Return what was asked and found, outcomes that have indices alone, from ``summary.json``.

    Parameters
    ----------
    data
        A mapping whose ``answer`` is the document that ``budgetsim sensitivity --json`` prints.

    Raises
    ------
    FigureError
        If there is no answer, or it is incomplete.
    """
    answer = data.get("answer") if hasattr(data, "get") else None
    if not isinstance(answer, Mapping):
        raise FigureError("the figure needs a mapping of analysis and answer, the latter from summary.json")
    try:
        main = str(answer["main_index"])
        found = [_analysis(name, main, own) for name, own in answer["outcomes"].items() if own["indices"]]
        subjects = tuple(answer["groups"] or answer["factors"])
        asked = Asked(answer["method"], main, answer["samples"], answer["points"], subjects)
    except (KeyError, TypeError, AttributeError) as error:
        raise FigureError(f"the answer of the sensitivity analysis is incomplete: {error}") from error
    if not found:
        raise FigureError("no outcome has indices, so there is nothing to draw")
    return asked, found


def _analysis(name: str, main: str, own: Mapping[str, Any]) -> Analysis:
    indices = [
        _index(kind, cell, factor) for kind, cells in own["indices"].items() for factor, cell in cells.items()
    ]
    indices += [_index("S2", cell, *cell["factors"]) for cell in own["pairs"]]
    indices += [
        _index(kind, own[kind]) for kind in ("interactions", "chance") if own[kind]["high"] is not None
    ]
    steps = tuple(
        Step(step["samples"], step["points"], _of_step(main, step["indices"])) for step in own["convergence"]
    )
    ranking = Ranking(tuple(own["ranking"]), own["settled"]) if own["ranking"] else None
    return Analysis(
        name, varies=True, mean=own["mean"], spread=own["spread"], indices=tuple(indices), steps=steps,
        ranking=ranking, noise=_noise(own.get("noise")),
    )  # fmt: skip


def _noise(cell: Mapping[str, Any] | None) -> Noise | None:
    if cell is None:
        return None
    points, common, rest = (
        float(cell[f"variance_{part}"]) for part in ("points", "seeds_common", "seeds_rest")
    )
    return Noise(points, common, rest, int(cell["seeds"]), float(cell.get("upper_variance_points", 0.0)))


def _of_step(main: str, cells: Mapping[str, Cell]) -> tuple[Index, ...]:
    return tuple(_index(main, cell, factor) for factor, cell in cells.items())


def _index(kind: str, cell: Cell, subject: str = "", other: str = "") -> Index:
    value, low, high = (
        math.nan if cell[key] is None else float(cell[key]) for key in ("value", "low", "high")
    )
    return Index(kind, subject, value, low, high, other)


def kinds_of(asked: Asked, analyses: Sequence[Analysis]) -> list[str]:
    """Return the names of the figures that an analysis has, in reading order."""
    shares = asked.main in ("ST", "S1")
    names = ["sobol" if shares else "importance"]
    if asked.method == "morris":
        names.append("elementary_effects")
    if any(index.kind == "S2" for analysis in analyses for index in analysis.indices):
        names.append("factor_pairs")
    if any(len(analysis.steps) > 1 for analysis in analyses):
        names.append("index_convergence")
    return names
