"""Make the draws of uncertain parameters that come with the package: ``src/budgetsim/posterior/posterior.parquet``.

    python experiments/posterior.py              # some six minutes of processor time; writes the file
    python experiments/posterior.py --show       # the same tables, from the file that is there

Draws of the prior are simulated in the contexts of the evidence, each matched to its control arm. Emulators of what
they show rule out draws of the prior that are far from what was published (history matching), are made anew with more
points where that is not ruled out, and weigh a great many draws of the prior. Of these 512 are taken as often as they
weigh, moved about within what the emulators find likely, simulated themselves, and weighed by how much likelier the
truth makes them than the emulators said.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import logit, ndtri

from budgetsim import load_posterior, load_scenario, simulate
from budgetsim.kinds.verify.evidence.design import Experiment
from budgetsim.kinds.verify.evidence.fits import read_fits
from budgetsim.kinds.verify.evidence.leaving_out import DISCREPANCY, PRIOR_SD, checks
from budgetsim.kinds.verify.evidence.many import effects_over
from budgetsim.kinds.verify.evidence.matching import CONSEQUENCES, PREFIX, UNSURE
from budgetsim.kinds.verify.evidence.register import evidence_folder
from budgetsim.kinds.verify.evidence.run import contexts_named
from budgetsim.model.measures import OUTCOMES
from budgetsim.numerics import Array
from budgetsim.posterior import Posterior, prior_draws, uncertain
from budgetsim.posterior.file import PACKED, parquet_bytes
from budgetsim.posterior.prior import holding, moments, prior_points, ranges, rounded
from budgetsim.posterior.tempering import settled, steadied
from budgetsim.posterior.weighing import FURTHEST, Emulator, Evidence, effective, emulate, normalised
from budgetsim.rounding import estimate
from budgetsim.studies.executors import available_processors
from budgetsim.version import __version__

DRAWS = 512
DESIGN = 512
"""Points of each of two waves that are simulated."""
CANDIDATES = 65_536
"""Draws of the prior that emulators judge."""
SEEDS = 20
"""Seeds of every context: as many as the districts of a panel that is as large as the data."""
SEED = 20261130
NORMAL_95 = 1.96
SWITCHED = ("bandiera_2021",)
"""Contexts of facts that set a parameter which is off by default and not drawn."""
STATUS_QUO, REFORM, UNFUNDED = "wangcheng_2022", "reform_package", "reform_unfunded"
PARTS = {"value": ("net_social_value",), "waste": ("active_waste", "passive_waste")}
"""What is told of reforms, and the outcomes that it is the sum of."""
LAST_YEARS = 3
QUANTILES = (0.05, 0.5, 0.95)
MOVED_MEAN, MOVED_SD = 0.25, 0.85
"""Shift of a mean in prior standard deviations, and part of the standard deviation left, from which one has moved."""


@dataclass(frozen=True)
class Facts:
    """The evidence, and the contexts that show it, targets in the same order."""

    experiments: tuple[Experiment, ...]
    evidence: Evidence


def read_facts() -> Facts:
    """Return numbers that defaults are set by, and effects of checks, with the family of each.

    Effects are of one family, whose discrepancy is as the fits without each study take it. Those of panels have the
    discrepancy that other studies show in the same unit; December is China's own and has none.
    """
    fits = read_fits(evidence_folder())
    if fits is None:
        raise SystemExit("there are no fits without each study: python scripts/leave_one_out.py")
    experiments = [*_set_by(), *checks()]
    names, published, errors, families = [], [], [], []
    scales: dict[str, float] = {}
    for target in (target for experiment in experiments for target in experiment.targets):
        about = target.published
        known = np.hypot(about.se or 0.0, target.allowance / NORMAL_95)
        family = "effects" if about.family == "checks" else f"{about.family}: {about.unit}"
        beside = fits.discrepancy_beside(about.study, about.unit) if about.se is not None else 0.0
        scales.setdefault(family, DISCREPANCY if family == "effects" else beside)
        names.append(about.id)
        published.append(about.effect)
        errors.append(known)
        families.append(family)
    evidence = Evidence(tuple(names), np.array(published), np.array(errors), tuple(families), scales)
    return Facts(tuple(experiments), evidence)


def _set_by() -> list[Experiment]:
    """Return the contexts of numbers that defaults are set by, with these alone."""
    found = []
    for experiment in contexts_named([]):
        targets = tuple(
            target
            for target in experiment.targets
            if target.is_set and target.published.effect is not None and target.look is not None
        )
        if targets and experiment.name not in SWITCHED:
            found.append(replace(experiment, targets=targets, readings=()))
    return found


@dataclass(frozen=True)
class Points:
    """Parameters at some points, (point, parameter), and what words of the code mean there, (point, word)."""

    parameters: Array
    words: Array

    @classmethod
    def of_prior(cls, count: int, seed: int) -> Points:
        """Return draws of the prior; a word is logit-normal around the code, as in the fits without each study."""
        values, even = prior_points(count, seed, further=len(UNSURE))
        center = logit([CONSEQUENCES[word] for word in UNSURE])
        return cls(values, 1.0 / (1.0 + np.exp(-(center + PRIOR_SD * ndtri(even)))))

    @classmethod
    def of_values(cls, values: Array) -> Points:
        """Return points of parameters and words side by side."""
        count = values.shape[1] - len(UNSURE)
        return cls(values[:, :count], values[:, count:])

    def __getitem__(self, rows: Any) -> Points:
        """Return some of the points."""
        return Points(self.parameters[rows], self.words[rows])

    def __add__(self, others: Points) -> Points:
        """Return these points and others below them."""
        return Points(*(np.concatenate(both) for both in zip(self.pair, others.pair, strict=True)))

    @property
    def pair(self) -> tuple[Array, Array]:
        """Parameters and words."""
        return self.parameters, self.words

    @property
    def standardised(self) -> Array:
        """Values and words in standard deviations of the prior, (point, parameter and word)."""
        mean, sd = moments()
        center = logit([CONSEQUENCES[word] for word in UNSURE])
        return np.hstack([(self.parameters - mean) / sd, (logit(self.words) - center) / PRIOR_SD])

    def shown(self, facts: Facts, workers: int) -> Array:
        """Return what the contexts show at the points, (point, fact)."""
        common = {f"{PREFIX}{word}": column for word, column in zip(UNSURE, self.words.T, strict=True)}
        return effects_over(facts.experiments, equal(self.parameters), common, range(SEEDS), workers)


def equal(values: Array, **more: Any) -> Posterior:
    """Return draws that weigh the same."""
    return Posterior(tuple(uncertain()), values, np.full(len(values), 1.0 / len(values)), **more)


def emulated(emulators: list[Emulator], points: Points) -> Array:
    """Return what emulators say of some points, (point, fact)."""
    at = points.standardised
    return np.column_stack([one.at(at) for one in emulators])


def emulators_of(points: Points, shown: Array) -> list[Emulator]:
    """Return the emulator of every fact."""
    return [emulate(points.standardised, column) for column in shown.T]


@dataclass(frozen=True)
class Weighed:
    """The draws, what each shows, their weights, and how they came about."""

    points: Points
    shown: Array
    weights: Array
    prior_shown: Array
    explained: Array
    left: float
    """Share of the prior's draws that the first emulators do not rule out."""


def weighed(
    facts: Facts, workers: int, design: int = DESIGN, candidates: int = CANDIDATES, count: int = DRAWS
) -> Weighed:
    """Return draws of the posterior, by two waves of history matching and weights."""
    points = Points.of_prior(design, seed=1)
    first = points.shown(facts, workers)
    many = Points.of_prior(candidates, seed=2)
    emulators = emulators_of(points, first)
    errors = np.array([one.error for one in emulators])
    likely = (facts.evidence.misses(emulated(emulators, many), errors) <= FURTHEST).all(axis=1)
    told(f"{likely.mean():.1%} of the prior is not ruled out")
    many = many[np.flatnonzero(likely)]
    points += many[np.arange(min(design, len(many.words)))]
    shown = np.concatenate([first, points[slice(design, None)].shown(facts, workers)])
    emulators = emulators_of(points, shown)
    errors = np.array([one.error for one in emulators])

    def judged(some: Points) -> Array:
        return facts.evidence.log_likelihood(emulated(emulators, some), errors)

    logs = judged(many)
    told(f"{effective(normalised(logs)):.0f} candidates count")
    chosen, logs = gone(many, logs, judged, count)
    chosen = replace(chosen, parameters=rounded(chosen.parameters))
    truth = chosen.shown(facts, workers)
    weights = steadied(facts.evidence.log_likelihood(truth) - logs)
    told(f"{effective(weights):.0f} of {count} draws count")
    explained = np.array([one.explained for one in emulators])
    return Weighed(chosen, truth, weights, first, explained, float(likely.mean()))


def gone(
    candidates: Points, logs: Array, judged: Callable[[Points], Array], count: int
) -> tuple[Points, Array]:
    """Return points that went to where emulators find the evidence likely, and the logs of how likely they do."""
    names = list(uncertain())

    def judged_together(values: Array) -> Array:
        kept = holding(names, values[:, : len(names)])
        return np.where(kept, judged(Points.of_values(values)), -np.inf)

    def fresh(step: int) -> Array:
        return np.hstack(Points.of_prior(count, seed=SEED + step).pair)

    random = np.random.default_rng(SEED)
    found = settled(np.hstack(candidates.pair), logs, judged_together, fresh, count, random)
    differ = len(np.unique(found.logs))
    told(f"{len(found.shares)} shares of the evidence, {found.taken:.0f} steps by each draw; {differ} differ")
    return Points.of_values(found.points), found.logs


def told(text: str) -> None:
    """Say how far it is."""
    print(text, file=sys.stderr, flush=True)


def posterior_of(facts: Facts, made: Weighed) -> Posterior:
    """Return the draws with their place in the line, and how they were made."""
    about = {
        "version": __version__,
        "made_by": "experiments/posterior.py",
        "ranges": ranges_digest(),
        "effective_draws": f"{effective(made.weights):.1f}",
        "not_ruled_out": f"{made.left:.4f}",
        "discrepancies": json.dumps(facts.evidence.discrepancies(made.shown, made.weights)),
        "facts": facts_table(facts, made).to_csv(index=False, float_format="%.4g"),
    }
    return in_line(replace(equal(made.points.parameters), weights=made.weights, about=about))


def in_line(draws: Posterior) -> Posterior:
    """Return draws with their place in the line by what the funded reform changes, and what reforms change at all."""
    shown = consequences(draws)
    place = np.argsort(np.argsort(shown.column(f"{REFORM}: value"), kind="stable"), kind="stable")
    about = {**draws.about, "reforms": json.dumps(quantiles_of(shown))}
    return replace(draws, place=place.astype(np.float64), about=about)


def ranges_digest() -> str:
    """Return what the prior depends on: names and ranges of all that is uncertain."""
    return hashlib.sha256(json.dumps(ranges()).encode()).hexdigest()


def consequences(draws: Posterior) -> Posterior:
    """Return what reforms change against the status quo under each draw, with its weight."""
    before, *after = (levels(draws, name) for name in (STATUS_QUO, REFORM, UNFUNDED))
    changes = {
        f"{name}: {what}": own[what] - before[what]
        for name, own in zip((REFORM, UNFUNDED), after, strict=True)
        for what in PARTS
    }
    return replace(draws, names=tuple(changes), values=np.column_stack(list(changes.values())))


def levels(draws: Posterior, name: str) -> dict[str, Array]:
    """Return what a scenario comes to under each draw, (draw,), means over seeds and the last years."""
    base = load_scenario(name)
    placed = [base.placed(name=f"draw_{n}", **one) for n, one in enumerate(draws.settings(base))]
    found = simulate(placed, SEEDS).values  # noqa: PD011 - no data frame
    means = np.array([found[one.name][:, -LAST_YEARS:].mean(axis=(0, 1)) for one in placed])
    column = dict(zip(OUTCOMES, means.T, strict=True))
    return {what: np.sum([column[part] for part in parts], axis=0) for what, parts in PARTS.items()}


def quantiles_of(shown: Posterior) -> dict[str, list[float]]:
    """Return by change the ends of the middle 90 % and the median between them, and how much weight is above zero."""
    return {
        name: [
            *shown.quantiles(name, QUANTILES).tolist(),
            float(shown.weights @ (shown.column(name) > 0.0)),
        ]
        for name in shown.names
    }


# What moved -----------------------------------------------------------------------------------------------------------


def facts_table(facts: Facts, made: Weighed) -> pd.DataFrame:
    """Return what was published, and means and standard deviations of what the model shows before and after."""
    mean = made.weights @ made.shown
    sd = np.sqrt(made.weights @ (made.shown - mean) ** 2)
    evidence = facts.evidence
    return pd.DataFrame({
        "fact": evidence.names, "family": evidence.families, "published": evidence.published,
        "error": evidence.errors, "before": np.nanmean(made.prior_shown, axis=0),
        "before_sd": np.nanstd(made.prior_shown, axis=0), "after": mean, "after_sd": sd, "emulated": made.explained,
    })  # fmt: skip


def moved_table(posterior: Posterior) -> pd.DataFrame:
    """Return median and middle 90 % of every parameter before and after, and how far it moved."""
    before = equal(prior_draws(4 * DRAWS))
    mean, sd = moments()
    rows = []
    for place, name in enumerate(posterior.names):
        column = posterior.column(name)
        center = posterior.weights @ column
        spread = np.sqrt(posterior.weights @ (column - center) ** 2)
        rows.append(
            (name, *before.quantiles(name, QUANTILES), *posterior.quantiles(name, QUANTILES),
             (center - mean[place]) / sd[place], spread / sd[place])
        )  # fmt: skip
    columns = [
        "parameter",
        *(f"{when}_{q:g}" for when in ("prior", "posterior") for q in QUANTILES),
        "shift",
        "left",
    ]
    return pd.DataFrame(rows, columns=columns)


def page(posterior: Posterior) -> str:
    """Return how many draws count, what moved, and what the evidence is, as Markdown."""
    about = posterior.about
    places = ", ".join(
        f"{name} {size:.2g}" for name, size in json.loads(about["discrepancies"]).items() if size
    )
    told_first = (
        f"{len(posterior)} draws of {len(posterior.names)} parameters count as much as {posterior.effective_draws:.0f} "
        f"of equal weight. The first emulators did not rule out {float(about['not_ruled_out']):.1%} of the prior. "
        f"What places have of their own, by family: {places}. Digest of the draws: `{posterior.digest[:12]}`."
    )
    return "\n\n".join([
        told_first, moved_page(posterior), facts_page(posterior), reforms_told(json.loads(about["reforms"])),
    ])  # fmt: skip


def reforms_told(found: dict[str, list[float]]) -> str:
    """Return in a sentence what reforms change over the draws."""

    def change(name: str) -> str:
        low, median, high, _ = found[name]
        told = estimate(median, low, high, sign=True)
        return f"{told.value} ({told.low} to {told.high})"

    value, waste = (change(f"{REFORM}: {what}") for what in PARTS)
    unfunded, of_it = (change(f"{UNFUNDED}: {what}") for what in PARTS)
    better = found[f"{UNFUNDED}: value"][3]
    return (
        f"With the evidence `{REFORM}` changes net social value by {value} and waste by {waste}; `{UNFUNDED}` changes "
        f"net social value by {unfunded}, for the better in {better:.0%} of the weight, and waste by {of_it}. In "
        "brackets: the middle 90 %."
    )


def moved_page(posterior: Posterior) -> str:
    """Return the table of those that moved as Markdown, the one that moved most first."""
    table = moved_table(posterior)
    moved = table[(table["shift"].abs() >= MOVED_MEAN) | (table["left"] <= MOVED_SD)]
    moved = moved.sort_values("left", kind="stable")
    lines = [
        "| parameter | prior: median (90 %) | posterior: median (90 %) | shift | left |",
        "| --- | --- | --- | ---: | ---: |",
    ]
    for row in moved.itertuples(index=False):
        cells = [f"{value:.3g}" for value in row[1:7]]
        before, after = (f"{cells[k + 1]} ({cells[k]} to {cells[k + 2]})" for k in (0, 3))
        lines.append(f"| `{row[0]}` | {before} | {after} | {row[7]:+.2f} | {row[8]:.2f} |")
    return "\n".join(lines)


def facts_page(posterior: Posterior) -> str:
    """Return the table of facts as Markdown."""
    table = pd.read_csv(io.StringIO(posterior.about["facts"]))
    lines = ["| finding | published | prior | posterior | emulated |", "| --- | ---: | ---: | ---: | ---: |"]
    for row in table.itertuples():
        error = f" ± {row.error:.2g}" if row.error else ""
        shown = [
            f"{mean:.3g} ± {sd:.2g}" for mean, sd in ((row.before, row.before_sd), (row.after, row.after_sd))
        ]
        lines.append(
            f"| {row.fact} | {row.published:g}{error} | {shown[0]} | {shown[1]} | {row.emulated:.0%} |"
        )
    return "\n".join(lines)


def main() -> int:
    """Make the file, or tell what is in it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--show", action="store_true", help="tables from the file that is there")
    asked.add_argument("--workers", type=int, default=available_processors(), help="processes")
    options = asked.parse_args()
    if not options.show:
        facts = read_facts()
        PACKED.write_bytes(parquet_bytes(posterior_of(facts, weighed(facts, options.workers))))
    print(page(load_posterior()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
