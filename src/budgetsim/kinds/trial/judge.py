"""From observations to the results of a trial: power, bias in its parts, coverage, and effects by year.

With Y_it the true outcome of unit i in year t, M_it what is measured of it, A the trial and ∅ the same world in which
nobody is treated, Δ = M(A) − M(∅), and T the cells (unit, year) that are treated:

* true effect on the treated  τ = mean over T of Y_it(A) − Y_it(∅), and over the worlds of a draw where intervals and
  tests are judged by it: what a trial like this does to such units, whoever is drawn;
* effect of a full roll-out   τ* = mean over all units of Y_it(everybody) − Y_it(∅), at the treated cells' years since
  treatment began;
* an estimator                τ̂ = Σ w_it M_it(A), with the weights of ``estimators``.

Since τ̂ is linear, τ̂ − τ is the sum of five parts, world by world: measurement (mean over T of Δ, less τ), weighting
(Σ over T of w Δ, less the mean over T of Δ), spill-over (Σ of w Δ over controls, and over units not treated yet, from
the first cohort on), before (Σ of w Δ before the first cohort), chance (Σ w M(∅)).

Source: definition; Imbens & Rubin 2015 (potential outcomes under an assignment), Heckman, Lochner & Taber 1998 (effects
of a roll-out differ from those of a trial).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budgetsim.kinds.trial.answer import Bias, Estimated, Event, Tried
from budgetsim.kinds.trial.estimators import (
    CR1,
    Estimator,
    Panel,
    detectable,
    estimators,
    event_weights,
)
from budgetsim.kinds.trial.worlds import Seen, Worlds
from budgetsim.model.measures import SHARE
from budgetsim.numerics import Array, BoolArray
from budgetsim.studies.ignorance import ENDS
from budgetsim.studies.summary import t_interval
from budgetsim.studies.table import Interval

HALF = 0.5


def share_of(hits: BoolArray) -> Interval:
    """Return the share (draw, world) of worlds, with its 95 % interval: draws are independent, worlds of one are not.

    Of declared parameters alone worlds are.
    """
    by = hits.mean(axis=1) if len(hits) > 1 else hits[0].astype(np.float64)
    share = float(by.mean())
    if len(by) == 1:
        return Interval(share)
    low, high = t_interval(by.mean(), by.std(ddof=1), np.array(len(by)), SHARE)
    return Interval(share, float(low), float(high))


def over_draws(values: Array) -> Interval:
    """Return the mean of values (draw, world), with the middle 90 % of draws, or of worlds where there is one."""
    by = values.mean(axis=1) if len(values) > 1 else values[0]
    return _middle(by)


def over_worlds(values: Array) -> Interval:
    """Return the mean of values (draw, world), with the middle 90 % of worlds."""
    return _middle(values.ravel())


def _middle(values: Array) -> Interval:
    low, high = np.quantile(values, ENDS)
    return Interval(float(values.mean()), float(low), float(high))


@dataclass(frozen=True)
class Effects:
    """Effects in the cells of a trial: Δ in the truth and in what is measured, (draw, world, unit, year)."""

    panel: Panel
    seen: Seen

    @property
    def true(self) -> Array:
        """Y(A) − Y(∅)."""
        return self.seen.true - self.seen.true_without

    @property
    def measured(self) -> Array:
        """M(A) − M(∅)."""
        return self.seen.measured - self.seen.measured_without

    def on_treated(self, values: Array) -> Array:
        """Return the mean over treated cells, (draw, world)."""
        return np.asarray(values[:, :, self.panel.is_treated].mean(axis=-1))

    @property
    def level(self) -> float:
        """Mean of the true outcome of treated cells where nobody is treated."""
        return float(self.on_treated(self.seen.true_without).mean())


def effects_of(panel: Panel, seen: Seen) -> Effects:
    """Return the effects of a trial over the years of its panel."""
    cut = {name: values[..., : panel.years] for name, values in vars(seen).items()}
    return Effects(panel, Seen(**cut))


def rollout(panel: Panel, worlds: Worlds) -> Array:
    """Return the true effect of treating everybody from the first year on, (draw, world).

    The mean over treated cells of the effect that the roll-out has after as many years.
    """
    gain = (worlds.everybody - worlds.nobody)[..., panel.cohorts[0] - 1 : panel.years]
    counts = np.bincount(panel.event[panel.is_treated], minlength=gain.shape[-1])
    return np.asarray(gain @ (counts / counts.sum()))


def tried(panel: Panel, seen: Seen, after: int, inference: str = CR1) -> Tried:
    """Return what a trial of some size finds if it ends so many years after its last cohort begins."""
    effects = effects_of(panel.first(panel.cohorts[-1] - 1 + after), seen)
    true = effects.on_treated(effects.true)
    judged = [
        estimated(name, one, effects, true) for name, one in estimators(effects.panel, inference).items()
    ]
    treated = int(panel.is_ever.sum())
    return Tried(panel.units, treated, after, float(true.mean()), tuple(judged))


def estimated(name: str, estimator: Estimator, effects: Effects, true: Array) -> Estimated:
    """Return what an estimator finds over worlds; ``true`` is the effect on the treated, (draw, world)."""
    seen, shape = effects.seen, true.shape
    with_trial, without = (
        values.reshape(-1, *values.shape[2:]) for values in (seen.measured, seen.measured_without)
    )
    estimates = estimator.estimates(with_trial)
    value, error = estimates.value.reshape(shape), estimates.error.reshape(shape)
    finds = estimator.rejects(with_trial).reshape(shape)
    expected = np.broadcast_to(true.mean(axis=1, keepdims=True), shape)
    is_right = np.sign(value) == np.sign(expected)
    return Estimated(
        name=name,
        estimate=over_worlds(value),
        error=float(np.sqrt((error**2).mean())),
        bias=bias_of(estimator.weights, effects, true),
        power=share_of(finds & is_right),
        wrong=share_of(finds & ~is_right),
        half=share_of(value * np.sign(expected) >= HALF * np.abs(expected)),
        coverage=share_of(~estimator.rejects(with_trial, expected.ravel()).reshape(shape)),
        false_alarms=share_of(estimator.rejects(without).reshape(shape)),
        detectable=detectable(effects.panel.units) * float(np.sqrt((error**2).mean())),
    )


def bias_of(weights: Array, effects: Effects, true: Array) -> Bias:
    """Return the parts of the mean difference between estimate and true effect."""
    panel, moved = effects.panel, effects.measured
    on_treated = float(effects.on_treated(moved).mean())
    weighted = (weights * moved.mean(axis=(0, 1))).ravel()
    treated = panel.is_treated.ravel()
    before = np.broadcast_to(np.arange(1, panel.years + 1) < panel.cohorts[0], panel.is_treated.shape).ravel()
    return Bias(
        measurement=on_treated - float(true.mean()),
        weighting=float(weighted[treated].sum()) - on_treated,
        spillover=float(weighted[~treated & ~before].sum()),
        before=float(weighted[before].sum()),
        chance=float((weights * effects.seen.measured_without.mean(axis=(0, 1))).sum()),
    )


def events_of(effects: Effects) -> tuple[Event, ...]:
    """Return effects by year since treatment began, and what the event study estimates of them."""
    panel = effects.panel
    events = []
    for since, weights in event_weights(panel).items():
        cells = panel.event == since
        true, measured = (values[:, :, cells].mean(axis=-1) for values in (effects.true, effects.measured))
        estimate = (effects.seen.measured * weights).sum(axis=(2, 3))
        events.append(Event(since, *map(over_worlds, (true, measured, estimate))))
    return tuple(events)


def lengths_of(panel: Panel) -> Sequence[int]:
    """Return how many years after the last cohort's beginning a trial may end, at most as long as it is planned."""
    return range(1, panel.years - panel.cohorts[-1] + 2)
