"""The model of ``hidden_action`` a second time, without Lambert's W.

A premium and the agent's answer to it are found as roots of the agent's condition p ρ e^{−η p (ρa + θ̂)} = a, the
largest inducible effort as the root of its own definition. The random numbers are the same, so that every run must
come out the same. Arrays are (run,) or (run, candidate).
"""

from __future__ import annotations

from collections.abc import Callable
from math import e, inf, sqrt

import numpy as np

from budgetsim.numerics import Array
from budgetsim.verification.theory.hidden_action import (
    AVERSION,
    LEAST_EFFORT,
    PERIODS,
    PRODUCTIVITY,
    Draws,
    Setting,
)

PRECISION = 1e-13
"""Relative change at which a root is taken as found: far below the millionth to which the two ways must agree."""
MOST_STEPS = 100
LIMIT = PRODUCTIVITY / (AVERSION * e)
"""What a X comes to at the largest effort a that any premium induces."""


def live_plainly(setting: Setting, draws: Draws, runs: slice | int) -> tuple[Array, Array]:
    """Return effort and premium in the last period of some runs."""
    principal, agent = Person(setting.memory_principal), Person(setting.memory_agent)
    start = np.asarray(draws.start[runs])
    wanted = start * most_effort(np.zeros(start.shape))
    premium = premium_for(wanted, np.zeros(start.shape))
    for period in range(PERIODS):
        if period > 0:
            wanted, premium = look_around(wanted, principal.belief(), draws.search[runs, period])
        effort = answer(premium, agent.belief())
        output = PRODUCTIVITY * effort + setting.noise * draws.environment[runs, period]
        principal.memories.append(output - PRODUCTIVITY * wanted)
        agent.memories.append(output - PRODUCTIVITY * effort)
    return effort, premium


class Person:
    """Somebody in every run who remembers the last few estimates of the environment."""

    def __init__(self, memory: float) -> None:
        self.memory = memory
        self.memories: list[Array] = [np.zeros(())]

    def belief(self) -> Array:
        """Return the mean of what is remembered."""
        recent = self.memories if self.memory == inf else self.memories[-int(self.memory) :]
        return np.asarray(sum(recent) / len(recent))


def look_around(last: Array, believed: Array, uniform: Array) -> tuple[Array, Array]:
    """Return the best effort to induce among the principal's candidates, and the premium that induces it."""
    least, most = np.maximum(0.0, -believed / PRODUCTIVITY), most_effort(believed)
    reach = (most - least) / 2.0
    start, end = np.maximum(last - reach, LEAST_EFFORT), np.minimum(last + reach, most)
    near = start[..., None] + uniform * (end - start)[..., None]
    near[..., 0] = last
    anywhere = np.maximum(least[..., None] + uniform * (most - least)[..., None], LEAST_EFFORT)
    tried = np.where(((least <= last) & (last <= most))[..., None], near, anywhere)

    premium = premium_for(tried, believed[..., None])
    kept = (PRODUCTIVITY * tried + believed[..., None]) * (1.0 - premium)
    best = kept.argmax(axis=-1)[..., None]
    return np.take_along_axis(tried, best, axis=-1)[..., 0], np.take_along_axis(premium, best, axis=-1)[
        ..., 0
    ]


def premium_for(effort: Array, believed: Array) -> Array:
    """Return the smallest premium that induces an effort."""
    expected = PRODUCTIVITY * effort + believed

    def pull(premium: Array) -> Array:
        return premium * PRODUCTIVITY * np.exp(-AVERSION * premium * expected) - effort

    def slope(premium: Array) -> Array:
        return PRODUCTIVITY * np.exp(-AVERSION * premium * expected) * (1.0 - AVERSION * premium * expected)

    # Beyond 1/(ηX) a higher premium makes the agent richer and lazier; where X is negative, none beyond a/ρ is needed.
    rising = expected > 0.0
    end = np.where(rising, 1.0 / (AVERSION * np.where(rising, expected, 1.0)), effort / PRODUCTIVITY)
    return np.where(pull(end) <= 0.0, end, root(pull, slope, np.zeros(end.shape), end))


def answer(premium: Array, believed: Array) -> Array:
    """Return the effort that the agent chooses for a premium."""
    most = premium * PRODUCTIVITY * np.exp(-AVERSION * premium * believed)
    damping = AVERSION * premium * PRODUCTIVITY

    def loss(effort: Array) -> Array:
        return effort - most * np.exp(-damping * effort)

    def slope(effort: Array) -> Array:
        return 1.0 + damping * most * np.exp(-damping * effort)

    return root(loss, slope, np.zeros(most.shape), most)


def most_effort(believed: Array) -> Array:
    """Return the largest effort that any premium induces: at the premium 1/(ηX) the condition is aX = ρ/(ηe)."""
    end = np.abs(believed) / PRODUCTIVITY + sqrt(LIMIT / PRODUCTIVITY) + 1.0
    return root(
        lambda effort: effort * (PRODUCTIVITY * effort + believed) - LIMIT,
        lambda effort: 2.0 * PRODUCTIVITY * effort + believed,
        np.zeros(end.shape),
        end,
    )


def root(f: Callable[[Array], Array], slope: Callable[[Array], Array], low: Array, high: Array) -> Array:
    """Return where f crosses 0 from below: by Newton's steps, and by halving where one would leave the bracket."""
    x = (low + high) / 2.0
    for _ in range(MOST_STEPS):
        value = f(x)
        low, high = np.where(value < 0.0, x, low), np.where(value < 0.0, high, x)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            step = x - value / slope(x)
        last, x = x, np.where((step >= low) & (step <= high), step, (low + high) / 2.0)
        if (np.abs(x - last) <= PRECISION * np.abs(x)).all():
            break
    return x
