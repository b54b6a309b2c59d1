"""What figures are drawn from: kinds of data, where each comes from, and the columns that it must have."""

from __future__ import annotations

from dataclasses import dataclass

KEYS = ("scenario", "seed", "year")
MAPPED = ("cost", "front", "sweep")
"""Kinds of data whose table may stand in a mapping, under the name of the kind, with what belongs to it."""


@dataclass(frozen=True)
class Needed:
    """A kind of data: where it comes from, and the columns without which nothing can be drawn.

    ``kind`` names the kind of study whose answer is needed, where that is no table.
    """

    name: str
    source: str
    columns: tuple[str, ...] = ()
    kind: str = ""


DATA: dict[str, Needed] = {
    needed.name: needed
    for needed in (
        Needed("outcomes", "Result.outcomes, or outcomes.csv of a result directory", KEYS),
        Needed(
            "departments",
            "Result.departments of simulate(..., departments=True)",
            (
                *KEYS,
                *("department", "archetype", "performance", "self_score", "external_score"),
                *("allocation", "next_allocation"),
            ),
        ),
        Needed(
            "months",
            "Ledger.months: one row per scenario x seed x year x month, money in mean budgets",
            (*KEYS, "month", "budget", "spent"),
        ),
        Needed(
            "work",
            "Ledger.work: one row per scenario x seed x year x task, in staff days",
            (*KEYS, "task", "days", "capacity"),
        ),
        Needed(
            "effects",
            "tables/effects.csv of `budgetsim effects`",
            ("lever", "low_value", "high_value", "outcome", "difference", "low", "high"),
        ),
        Needed(
            "adjusted",
            "tables/effects.csv of `budgetsim effects`",
            (
                *("lever", "low_value", "high_value", "outcome", "difference", "low", "high"),
                *("sim_low", "sim_high", "verdict"),
            ),
        ),
        Needed(
            "doses",
            "tables/dose.csv of `budgetsim effects`",
            ("lever", "dose", "is_own", "best", "outcome", "difference", "low", "high"),
        ),
        Needed(
            "factorial",
            "tables/factorial.csv of `budgetsim effects`",
            ("term", "order", "outcome", "effect", "verdict"),
        ),
        Needed(
            "terms",
            "tables/factorial.csv of `budgetsim effects`",
            ("term", "order", "outcome", "effect", "low", "high", "sim_low", "sim_high", "verdict"),
        ),
        Needed(
            "paths",
            "tables/sequencing_paths.csv of `budgetsim effects`",
            ("first", "second", "path", "year", "outcome", "difference", "low", "high"),
        ),
        Needed(
            "cost",
            "tables/cost.csv of `budgetsim effects`, or a mapping of cost to it and draws to tables/cost_draws.csv",
            (
                *(
                    "lever",
                    "outcome",
                    "cost",
                    "cost_low",
                    "cost_high",
                    "ratio",
                    "ratio_low",
                    "ratio_high",
                    "standing",
                ),
                *("improvement", "improvement_low", "improvement_high"),
            ),
        ),
        Needed(
            "sweep",
            "runs of `budgetsim sweep`, as a mapping of sweep (levels), points, factors and outcomes",
            ("factor", "level", "outcome", "mean", "low", "high", "over"),
        ),
        Needed(
            "indices",
            "indices.csv of `budgetsim sensitivity --method sobol`",
            ("outcome", "index", "factor", "value", "low", "high"),
        ),
        Needed(
            "sensitivity",
            "the answer of budgetsim.sensitivity or budgetsim.load, or summary.json of `budgetsim sensitivity`",
            kind="sensitivity",
        ),
        Needed(
            "front",
            "front.csv of `budgetsim optimise`, or a mapping of front, mixes and references to such tables",
            ("mix", "knee"),
        ),
        Needed("search", "convergence.csv of `budgetsim optimise`", ("generation", "hypervolume")),
        Needed(
            "discovery",
            "the answer of budgetsim.discover or budgetsim.load, or a mapping of states (states.csv of `budgetsim"
            " discover`) and answer (its summary.json)",
            kind="discover",
        ),
        Needed(
            "estimates",
            "estimates.csv of `budgetsim calibrate`",
            ("parameter", "base", "estimate", "error", "low", "high", "range_low", "range_high", "verdict"),
        ),
        Needed(
            "moments",
            "moments.csv of `budgetsim calibrate`",
            ("moment", "data", "simulated", "t", "fitted", "fits"),
        ),
        Needed(
            "prediction",
            "prediction.csv of `budgetsim calibrate` with a year held out",
            ("moment", "observed", "error", "predicted", "low", "high", "in_interval", "last_year", "fitted"),
        ),
        Needed("evidence", "lines of scorecard.json of `budgetsim verify --evidence`"),
        Needed("theory", "lines of scorecard.json of `budgetsim verify --theory`"),
        Needed(
            "curves",
            "closed_forms.csv of `budgetsim verify --theory`",
            ("limit", "quantity", "parameter", "series", "at", "expected", "simulated"),
        ),
        Needed("nothing", "no data"),
    )
}
"""Kinds of data by name."""
