"""What was found, as plain values for machines; what is undefined is ``None``."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.studies.factors import Factor
from budgetsim.studies.sensitivity.analyse import Analysis
from budgetsim.studies.sensitivity.calls import Index
from budgetsim.studies.sensitivity.convergence import Step
from budgetsim.studies.sensitivity.design import Design
from budgetsim.studies.sensitivity.noise import Noise
from budgetsim.studies.sensitivity.standing import Standing, standing_of

if TYPE_CHECKING:
    from budgetsim.studies.sensitivity.request import Request


def summary_of(request: Request, design: Design, analyses: Sequence[Analysis]) -> dict[str, Any]:
    """Return what was asked and what was found."""
    problem = design.problem
    return {
        "scenario": request.base.name,
        "method": design.method,
        "main_index": design.calculus.main,
        "samples": design.samples,
        "sample_seed": design.seed,
        "points": design.points,
        "seeds": list(request.seeds),
        "years": request.years or request.base.protocol.years,
        "from_year": request.from_year,
        "factors": {factor.name: _factor(factor) for factor in request.factors},
        "groups": {subject: list(problem.members(subject)) for subject in problem.subjects if problem.groups},
        "outcomes": {analysis.outcome: _outcome(design, analysis) for analysis in analyses},
    }


def _factor(factor: Factor) -> dict[str, Any]:
    about = {"key": factor.key, "role": factor.role, "kind": factor.kind, "unit": factor.unit}
    return about | {"lower": factor.lower, "upper": factor.upper, "levels": list(factor.levels)}


def _outcome(design: Design, analysis: Analysis) -> dict[str, Any]:
    kinds = dict.fromkeys(i.kind for i in analysis.indices if i.subject and not i.other)
    ranking = analysis.ranking
    return {
        "varies": analysis.varies,
        "mean": analysis.mean,
        "spread": analysis.spread,
        "withheld": analysis.withheld,
        "standing": _standing(standing_of(analysis, design.method, design.calculus.main)),
        "indices": {kind: {name: _cell(i) for name, i in analysis.of(kind).items()} for kind in kinds},
        "pairs": [{"factors": [i.subject, i.other], **_cell(i)} for i in analysis.indices if i.other],
        **{kind: _cell(analysis.about_all(kind)) for kind in ("interactions", "chance")},
        "ranking": list(ranking.order) if ranking else [],
        "settled": ranking.settled if ranking else None,
        "swapped": [list(pair) for pair in ranking.swapped] if ranking else [],
        "not_told_apart": [list(pair) for pair in ranking.close] if ranking else [],
        "convergence": [_step(step) for step in analysis.steps],
        "noise": _noise(analysis.noise),
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "verdict": standing.verdict,
        "leaders": list(standing.leaders),
        "behind": list(standing.behind),
        "least": standing.least,
    }


def _step(step: Step) -> dict[str, Any]:
    cells = {index.subject: _cell(index) for index in step.indices}
    return {"samples": step.samples, "points": step.points, "indices": cells}


def _noise(noise: Noise | None) -> dict[str, Any] | None:
    if noise is None:
        return None
    return {
        "seeds": noise.seeds,
        "variance_points": noise.points,
        "variance_seeds_common": noise.common,
        "variance_seeds_rest": noise.rest,
        "share_of_seeds": noise.seed_share,
        "share_of_luck_in_means": noise.mean_share,
        "mostly_luck": noise.is_mostly_luck,
        "enough_seeds": noise.enough_seeds,
        "upper_variance_points": noise.most_points,
        "standard_error_level": noise.level_error,
        "standard_error_between_points": noise.point_error,
    }


def _cell(index: Index | None) -> dict[str, float | None]:
    if index is None:
        return {"value": None, "low": None, "high": None}
    return {
        key: value if math.isfinite(value) else None
        for key, value in (("value", index.value), ("low", index.low), ("high", index.high))
    }
