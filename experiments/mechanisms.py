"""Does a mechanism earn its place? Published findings beside what the model says with it and without it.

    python experiments/mechanisms.py                 # some minutes; prints the table of docs/evidence.md
    python experiments/mechanisms.py discretion      # one of them

A mechanism stays in when the model comes nearer to at least two independent findings with it, and the score over all
findings that were left out does not get worse.
The score is the CRPS of predictions made without each study, as a part of what the mean of the other studies has.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from budgetsim.kinds.verify.evidence.design import Experiment
from budgetsim.kinds.verify.evidence.finding import FieldFinding
from budgetsim.kinds.verify.evidence.fits import read_fits
from budgetsim.kinds.verify.evidence.register import evidence_folder
from budgetsim.kinds.verify.evidence.run import contexts_named, run_experiment
from budgetsim.kinds.verify.evidence.score import all_scores


@dataclass(frozen=True)
class Mechanism:
    """Settings with a mechanism and without it, and the findings that it speaks to."""

    name: str
    present: Mapping[str, Any]
    absent: Mapping[str, Any]
    findings: tuple[str, ...]


MECHANISMS = {
    "year_end": Mechanism(
        "a reserve against late demand, and late projects of uneven quality",
        {},
        {"year_end": "patience"},
        (
            "liang_2023_spending",
            "liebman_mahoney_2017_rollover",
            "liebman_mahoney_2017_month",
            "eichenauer_2020_rush",
            "eichenauer_2020_quality",
        ),
    ),
    "discretion": Mechanism(
        "work that needs somebody else's approval",
        {"discretion": 0.52},
        {"discretion": 0.0},
        (
            "bandiera_2021_prices",
            "bandiera_2021_delay",
            "rasul_rogger_2018_autonomy",
            "rasul_rogger_2018_incentives",
            "rasul_rogger_williams_2021_autonomy",
            "rasul_rogger_williams_2021_incentives",
            "rasul_rogger_williams_2021_clarity",
        ),
    ),
    "fading": Mechanism(
        "productivity that fades",
        {"productivity_persistence": 0.85},
        {"productivity_persistence": 1.0},
        (
            "mexico_external_two_years",
            "mexico_external_three_years",
            "michigan_score_one_year",
            "michigan_score_two_years",
            "michigan_score_three_years",
        ),
    ),
    "renewal": Mechanism(
        "indicators that are replaced",
        {},
        {"indicator_renewal": 0.0},
        ("mexico_self_one_year", "mexico_self_two_years", "mexico_self_three_years"),
    ),
    "swing": Mechanism(
        "budgets that swing back",
        {"budget_swing": 0.2},
        {"budget_swing": 0.0},
        ("mexico_budget_swing", "mexico_ministries_swing"),
    ),
    "adjustment": Mechanism(
        "budgets that are adjusted within the year",
        {"adjustment_sd": 0.4},
        {"adjustment_sd": 0.0},
        ("mexico_executed_10", "mexico_executed_25", "mexico_executed_75", "mexico_executed_90"),
    ),
    "gaming": Mechanism(
        "claims that get cheaper with the years of an indicator",
        {"gaming_learning": 0.5},
        {"gaming_learning": 0.0},
        ("greenstone_2022_level", "duflo_2013_reports", "mexico_self_drift"),
    ),
}


def placed(experiment: Experiment, settings: Mapping[str, Any]) -> Experiment:
    """Return an experiment whose worlds have other settings, control arm and treatments alike."""
    return replace(
        experiment,
        control=None if experiment.control is None else experiment.control.placed(settings),
        targets=tuple(
            replace(target, look=None if target.look is None else target.look.placed(settings))
            for target in experiment.targets
        ),
        readings=(),
    )


def lines_with(settings: Mapping[str, Any], replications: int | None) -> list[FieldFinding]:
    """Return the scorecard of the model with some settings; fits without each study stay as they are stored."""
    fits = read_fits(evidence_folder())
    return [
        line
        for experiment in contexts_named([])
        for line in run_experiment(placed(experiment, settings), replications, fits)
    ]


def table(mechanism: Mechanism, replications: int | None) -> list[str]:
    """Return the rows of a mechanism: each finding without and with it, then the score."""
    without, present = (lines_with(s, replications) for s in (mechanism.absent, mechanism.present))
    rows = []
    for old, new in zip(without, present, strict=True):
        published = None if new.target is None else new.target.published
        if published is None or published.id not in mechanism.findings:
            continue
        said = {1.0: "up", -1.0: "down", 0.0: "none"}[published.sign]
        cells = [
            published.id,
            said if published.effect is None else f"{published.effect:.3f}",
            *("-" if one.prediction is None else f"{one.prediction.mean:.3f}" for one in (old, new)),
        ]
        rows.append("| " + " | ".join([mechanism.name if not rows else "", *cells]) + " |")
    scores = [all_scores(lines)["crps_part_of_naive"] for lines in (without, present)]
    rows.append(
        "| | *score, part of the mean of the others* | | " + " | ".join(f"{s:.3f}" for s in scores) + " |"
    )
    return rows


def main() -> int:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("mechanism", nargs="*", choices=[*MECHANISMS, []], help="which; all by default")
    asked.add_argument("--replications", type=int, help="seeds of each design, instead of its own")
    options = asked.parse_args()
    print("| mechanism | finding | published | without | with |\n|---|---|---|---|---|")
    for name in options.mechanism or MECHANISMS:
        print("\n".join(table(MECHANISMS[name], options.replications)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
