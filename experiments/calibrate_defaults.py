"""Estimate default parameters together from published facts, with what was known before as prior.

    python experiments/calibrate_defaults.py                # some minutes; writes experiments/calibration/defaults.csv
    python experiments/calibrate_defaults.py --check        # residuals at the shipped defaults only

Facts are the findings of role "calibration" with a number, in their contexts, simulated as ``budgetsim verify
--evidence`` does. Minimised is the sum of squared distances in standard errors, of facts and of parameters from their
priors: the mode of a posterior with normal errors (indirect Bayes with simulated moments). Predictions take no part.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import least_squares

from budgetsim.kinds.verify.evidence.design import Look, Target
from budgetsim.kinds.verify.evidence.run import contexts_named, estimates

HERE = Path(__file__).parent / "calibration"
NORMAL_95 = 1.96
SIZE_AS_ERROR = 0.5
"""Standard error of a published size without an interval, as a part of it: half to twice is agreement."""
STEP = 0.05
"""Step of derivatives in prior standard deviations."""
PINNED, WEAK = 0.5, 0.9
"""Standard deviation left, as a part of the prior's, up to which facts pin a parameter down, or say something of it."""


@dataclass(frozen=True)
class Fact:
    """A published number that defaults are set to."""

    experiment: str
    target: Target
    look: Look
    seeds: int
    pool: int

    @property
    def error(self) -> float:
        """Standard error that the published number deserves."""
        known = np.hypot(self.target.published.se or 0.0, self.target.allowance / NORMAL_95)
        return float(known) or SIZE_AS_ERROR * abs(self.target.published.effect or 0.0)


@dataclass(frozen=True)
class Prior:
    """Parameters that are estimated: prior means and deviations, and their ranges, (parameter,)."""

    names: tuple[str, ...]
    mean: np.ndarray
    sd: np.ndarray
    lower: np.ndarray
    upper: np.ndarray


def read_prior(settings: dict[str, Any]) -> Prior:
    """Return the parameters of the settings."""
    given = settings["parameters"]
    columns = [(g["prior"], g["sd"], *g["range"]) for g in given.values()]
    return Prior(tuple(given), *np.array(columns).T)


def read_facts(replications: int) -> list[Fact]:
    """Return every fact that a default is set by, with the seeds it is simulated under."""
    found = []
    for experiment in contexts_named([]):
        for target in experiment.targets:
            is_number = target.published.effect is not None and target.look is not None
            if target.is_set and is_number:
                arms = 4 if target.look.treatment else 1
                found.append(
                    Fact(experiment.name, target, target.look, replications // arms, experiment.pool)
                )
    return found


def simulated(facts: list[Fact], values: dict[str, float]) -> np.ndarray:
    """Return what the model makes of every fact; facts of one experiment share their worlds."""
    means = np.empty(len(facts))
    for name in dict.fromkeys(fact.experiment for fact in facts):
        rows = [row for row, fact in enumerate(facts) if fact.experiment == name]
        looks = [replace(facts[row].look, base=facts[row].look.base.replace(**values)) for row in rows]
        made = estimates(looks, facts[rows[0]].seeds, facts[rows[0]].pool)
        means[rows] = [one.mean for one in made]
    return means


def residuals(z: np.ndarray, prior: Prior, facts: list[Fact]) -> np.ndarray:
    """Return distances in standard errors, facts first; ``z`` are parameters in prior deviations from prior means."""
    values = dict(zip(prior.names, (prior.mean + z * prior.sd).tolist(), strict=True))
    found = simulated(facts, values)
    published = np.array([fact.target.published.effect for fact in facts])
    errors = np.array([fact.error for fact in facts])
    print(f"  sum of squares {np.sum(((found - published) / errors) ** 2) + z @ z:8.2f}", file=sys.stderr)
    return np.concatenate([(found - published) / errors, z])


def derivatives(z: np.ndarray, prior: Prior, facts: list[Fact]) -> np.ndarray:
    """Return forward differences of the residuals under common random numbers, inward at the upper ends."""
    here = residuals(z, prior, facts)
    columns = []
    for place in range(len(z)):
        step = (
            STEP if prior.mean[place] + (z[place] + STEP) * prior.sd[place] <= prior.upper[place] else -STEP
        )
        moved = z.copy()
        moved[place] += step
        columns.append((residuals(moved, prior, facts) - here) / step)
    return np.array(columns).T


def estimate(prior: Prior, facts: list[Fact]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the table of parameters and that of facts."""
    ends = [(end - prior.mean) / prior.sd for end in (prior.lower, prior.upper)]
    start = np.clip(np.zeros(len(prior.names)), ends[0] + 1e-6, ends[1] - 1e-6)
    made = least_squares(
        residuals, start, jac=derivatives, args=(prior, facts), bounds=ends, ftol=1e-3, xtol=1e-3, max_nfev=12,
    )  # fmt: skip
    covariance = np.linalg.pinv(made.jac.T @ made.jac)
    left = np.sqrt(np.diag(covariance))
    verdicts = ["pinned down" if part <= PINNED else "weakly" if part <= WEAK else "prior" for part in left]
    parameters = pd.DataFrame({
        "parameter": prior.names, "prior": prior.mean, "prior_sd": prior.sd, "estimate": prior.mean + made.x * prior.sd,
        "sd": left * prior.sd, "told_by_facts": verdicts,
    })  # fmt: skip
    return parameters, facts_table(facts, made.fun[: len(facts)])


def facts_table(facts: list[Fact], distance: np.ndarray) -> pd.DataFrame:
    """Return published and simulated facts with their distance in standard errors."""
    published = np.array([fact.target.published.effect for fact in facts])
    errors = np.array([fact.error for fact in facts])
    return pd.DataFrame({
        "experiment": [fact.experiment for fact in facts], "fact": [fact.target.published.id for fact in facts],
        "published": published, "error": errors, "simulated": published + distance * errors, "distance": distance,
    })  # fmt: skip


def main() -> int:
    """Estimate and write, or check."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--check", action="store_true", help="residuals at the shipped defaults only")
    asked.add_argument("--replications", type=int, help="seeds of panels")
    options = asked.parse_args()
    settings = tomllib.loads((HERE / "defaults.toml").read_text(encoding="utf-8"))
    facts = read_facts(options.replications or settings["replications"])
    pd.options.display.width = 160
    if options.check:
        distance = (simulated(facts, {}) - [f.target.published.effect for f in facts]) / [
            f.error for f in facts
        ]
        print(facts_table(facts, distance).round(4).to_string(index=False))
        return 0
    parameters, table = estimate(read_prior(settings), facts)
    parameters.round(4).to_csv(HERE / "defaults.csv", index=False)
    table.round(4).to_csv(HERE / "defaults_facts.csv", index=False)
    print(parameters.round(4).to_string(index=False), table.round(4).to_string(index=False), sep="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
