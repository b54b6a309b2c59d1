"""Hidden action with limited memory (T12): a principal and an agent who learn what neither can see.

A small model of its own, the agentised hidden-action model of Reinwald, Leitner and Wall. Output is x = ρa + θ with
effort a and an environment θ ~ N(0, σ²). The principal pays the share p of it as a premium and keeps the rest; the
agent has U_A = (1 − e^{−ηpx})/η − a²/2. The textbook solution, which knows that θ is 0 on average, is the second best
a*, p*. Here both only remember: the principal takes the output beyond the effort that it meant to induce for the
environment, the agent, who knows its own effort, sees the environment itself. In every period the principal looks
around for a better effort to induce, and pays the premium that would induce it if the agent thought as it does.

All runs live at once, arrays are (run,) or (run, candidate). The same model is solved a second time below, without
Lambert's W.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import e, inf, sqrt

import numpy as np
from scipy.special import lambertw

from budgetsim.kinds.verify.theory.optimum import highest
from budgetsim.numerics import Array

PRODUCTIVITY = 50.0
"""ρ, output per unit of effort."""
AVERSION = 0.5
"""η, the agent's absolute risk aversion."""
PERIODS = 20
CANDIDATES = 3
"""Efforts that the principal compares in a period: the last one and two others, or three others."""
LEAST_EFFORT = 1e-10
"""Smallest effort that is tried: none at all needs no premium."""
BRANCH_POINT = -np.exp(-1.0) * (1.0 - 1e-15)
"""Smallest argument of Lambert's W₀ that rounding cannot push below −1/e, where W₀ ends."""
TINY = 1e-16
"""Arguments so near to 0 that W₀(x) is x to the last digit."""
SEED = 12
"""First part of the key of every stream; the second is its purpose."""
START, SEARCH, ENVIRONMENT = range(3)


@dataclass(frozen=True)
class Setting:
    """An environment and two memories; ``noise`` is σ in units of output, memories are in periods or infinite."""

    noise: float
    memory_principal: float
    memory_agent: float


@dataclass(frozen=True)
class Draws:
    """All random numbers of some runs; run by run, so that more runs begin like fewer."""

    start: Array
    """Uniform, (run,): the first effort."""
    search: Array
    """Uniform, (run, period, candidate)."""
    environment: Array
    """Standard normal, (run, period)."""


@dataclass(frozen=True)
class Paths:
    """What happened: efforts and premiums, (run, period)."""

    efforts: Array
    premiums: Array


def draw(runs: int) -> Draws:
    """Return the random numbers of some runs."""
    start, search, environment = (
        np.random.default_rng([SEED, purpose]) for purpose in (START, SEARCH, ENVIRONMENT)
    )
    return Draws(
        start.random(runs),
        search.random((runs, PERIODS, CANDIDATES)),
        environment.standard_normal((runs, PERIODS)),
    )


def live(setting: Setting, draws: Draws) -> Paths:
    """Let all runs live through all periods."""
    runs = draws.start.size
    efforts, premiums = np.empty((runs, PERIODS)), np.empty((runs, PERIODS))
    # What both believe before they have seen anything, 0, stays in memory like any other estimate.
    seen_by_principal, seen_by_agent = np.zeros((runs, PERIODS + 1)), np.zeros((runs, PERIODS + 1))
    wanted = draws.start * largest_inducible(np.zeros(runs))
    for period in range(PERIODS):
        believed = remembered(seen_by_principal, period, setting.memory_principal)
        if period > 0:
            wanted = next_effort(wanted, believed, draws.search[:, period])
        premium = inducing_premium(wanted, believed)
        effort = chosen_effort(premium, remembered(seen_by_agent, period, setting.memory_agent))
        environment = setting.noise * draws.environment[:, period]
        output = PRODUCTIVITY * effort + environment
        seen_by_principal[:, period + 1] = output - PRODUCTIVITY * wanted
        seen_by_agent[:, period + 1] = output - PRODUCTIVITY * effort
        efforts[:, period], premiums[:, period] = effort, premium
    return Paths(efforts, premiums)


def remembered(seen: Array, period: int, memory: float) -> Array:
    """Return the mean of the last estimates before a period, as many as memory holds."""
    first = 0 if memory > period else period + 1 - int(memory)
    return np.asarray(seen[:, first : period + 1].mean(axis=1))


def next_effort(last: Array, believed: Array, search: Array) -> Array:
    """Return the effort that the principal wants to induce: the best of its candidates, by what it believes."""
    tried = candidates(last, believed, search)
    value = expected_value(tried, believed[:, None])
    return np.asarray(tried[np.arange(last.size), value.argmax(axis=1)])


def candidates(last: Array, believed: Array, search: Array) -> Array:
    """Return the efforts that the principal compares, (run, candidate).

    The last one and two in its neighbourhood of half the inducible range to either side; three from all of the range
    where the last one has left it.
    """
    low, high = np.maximum(0.0, -believed / PRODUCTIVITY), largest_inducible(believed)
    reach = (high - low) / 2.0
    near_low, near_high = np.maximum(last - reach, LEAST_EFFORT), np.minimum(last + reach, high)
    lost = (last < low) | (last > high)
    from_low, to_high = np.where(lost, low, near_low)[:, None], np.where(lost, high, near_high)[:, None]
    tried: Array = np.maximum(from_low + search * (to_high - from_low), LEAST_EFFORT)
    tried[:, 0] = np.where(lost, tried[:, 0], last)
    return tried


def expected_value(effort: Array, believed: Array) -> Array:
    """Return what the principal expects to keep, (ρa + θ̂)(1 − p)."""
    return (PRODUCTIVITY * effort + believed) * (1.0 - inducing_premium(effort, believed))


def inducing_premium(effort: Array, believed: Array) -> Array:
    """Share of output that induces an effort a, p = −W₀(−η a X/ρ) / (η X) with X = ρa + θ̂; a/ρ where X is 0.

    Solves the agent's condition p ρ e^{−η p X} = a.
    """
    expected = PRODUCTIVITY * effort + believed
    argument = -AVERSION * effort * expected / PRODUCTIVITY
    tiny = np.abs(argument) < TINY
    return np.where(
        tiny, effort / PRODUCTIVITY, -lambert(argument) / (AVERSION * np.where(tiny, 1.0, expected))
    )


def chosen_effort(premium: Array, believed: Array) -> Array:
    """Effort with which the agent answers a premium p, a = W₀(η ρ² p² e^{−η p θ̂}) / (η ρ p)."""
    pull = PRODUCTIVITY * premium
    return lambert(AVERSION * pull * pull * np.exp(-AVERSION * premium * believed)) / (AVERSION * pull)


def largest_inducible(believed: Array) -> Array:
    """Largest effort that any premium induces, a_max = (−θ̂ + √(θ̂² + 4ρ²/(ηe))) / (2ρ): there W₀ ends."""
    root = np.sqrt(believed * believed + 4.0 * PRODUCTIVITY**2 / (AVERSION * np.e))
    return np.asarray((root - believed) / (2.0 * PRODUCTIVITY))


def lambert(x: Array) -> Array:
    """Lambert's W₀, the inverse of w e^w, on x ≥ −1/e."""
    return np.asarray(lambertw(np.maximum(x, BRANCH_POINT)).real)


@cache
def second_best() -> tuple[float, float]:
    """Effort a* and premium p* of a principal who knows that the environment is 0 on average."""
    known = np.zeros(1)
    # The value is steep where W₀ ends, close beyond its top: further grids leave that end out.
    effort = highest(lambda a: expected_value(a, known), 0.0, float(largest_inducible(known)[0]), zooms=2)
    return effort, float(inducing_premium(np.array([effort]), known)[0])


def noise_of(sigma_percent: float) -> float:
    """Return the standard deviation of the environment from its size in % of the second-best output."""
    return sigma_percent / 100.0 * PRODUCTIVITY * second_best()[0]


# The same model a second time, without Lambert's W -------------------------------------------------------------------
# A premium and the agent's answer to it are found as roots of the agent's condition p ρ e^{−η p (ρa + θ̂)} = a, the
# largest inducible effort as the root of its own definition. The random numbers are the same, so that every run must
# come out the same.

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
