"""The model of ``hidden_action`` a second time: run by run, one number at a time, without Lambert's W.

A premium and the agent's answer to it are found as roots of the agent's condition p ρ e^{−η p (ρa + θ̂)} = a, the
largest inducible effort as the root of its own definition. The random numbers are the same, so that every run must
come out the same.
"""

from __future__ import annotations

from math import exp, inf, sqrt

from scipy.optimize import brentq

from budgetsim.verification.theory.hidden_action import (
    AVERSION,
    CANDIDATES,
    LEAST_EFFORT,
    PERIODS,
    PRODUCTIVITY,
    Draws,
    Setting,
)

PRECISION = {"xtol": 1e-14, "rtol": 1e-13}
"""Far below the millionth to which the two ways must agree."""


def live_plainly(setting: Setting, draws: Draws, run: int) -> tuple[float, float]:
    """Return effort and premium in the last period of one run."""
    principal, agent = Person(setting.memory_principal), Person(setting.memory_agent)
    wanted = float(draws.start[run]) * most_effort(0.0)
    premium = premium_for(wanted, 0.0)
    for period in range(PERIODS):
        if period > 0:
            wanted, premium = look_around(wanted, principal.belief(), draws.search[run, period].tolist())
        effort = answer(premium, agent.belief())
        output = PRODUCTIVITY * effort + setting.noise * float(draws.environment[run, period])
        principal.memories.append(output - PRODUCTIVITY * wanted)
        agent.memories.append(output - PRODUCTIVITY * effort)
    return effort, premium


class Person:
    """Somebody who remembers the last few estimates of the environment."""

    def __init__(self, memory: float) -> None:
        self.memory = memory
        self.memories = [0.0]

    def belief(self) -> float:
        """Return the mean of what is remembered."""
        recent = self.memories if self.memory == inf else self.memories[-int(self.memory) :]
        return sum(recent) / len(recent)


def look_around(last: float, believed: float, uniform: list[float]) -> tuple[float, float]:
    """Return the best effort to induce among the principal's candidates, and the premium that induces it."""
    least, most = max(0.0, -believed / PRODUCTIVITY), most_effort(believed)
    if least <= last <= most:
        reach = (most - least) / 2.0
        start, end = max(last - reach, LEAST_EFFORT), min(last + reach, most)
        tried = [last] + [start + u * (end - start) for u in uniform[1:CANDIDATES]]
    else:
        tried = [max(least + u * (most - least), LEAST_EFFORT) for u in uniform]

    offers = [(effort, premium_for(effort, believed)) for effort in tried]
    return max(offers, key=lambda offer: (PRODUCTIVITY * offer[0] + believed) * (1.0 - offer[1]))


def premium_for(effort: float, believed: float) -> float:
    """Return the smallest premium that induces an effort."""
    expected = PRODUCTIVITY * effort + believed

    def pull(premium: float) -> float:
        return premium * PRODUCTIVITY * exp(-AVERSION * premium * expected) - effort

    # Beyond 1/(ηX) a higher premium makes the agent richer and lazier; where X is negative, none beyond a/ρ is needed.
    end = 1.0 / (AVERSION * expected) if expected > 0.0 else effort / PRODUCTIVITY
    return end if pull(end) <= 0.0 else float(brentq(pull, 0.0, end, **PRECISION))


def answer(premium: float, believed: float) -> float:
    """Return the effort that the agent chooses for a premium."""
    most = premium * PRODUCTIVITY * exp(-AVERSION * premium * believed)

    def gain(effort: float) -> float:
        return most * exp(-AVERSION * premium * PRODUCTIVITY * effort) - effort

    return float(brentq(gain, 0.0, most, **PRECISION))


def most_effort(believed: float) -> float:
    """Return the largest effort that any premium induces: at the premium 1/(ηX) the condition is aX = ρ/(ηe)."""
    limit = PRODUCTIVITY / (AVERSION * exp(1.0))
    end = abs(believed) / PRODUCTIVITY + sqrt(limit / PRODUCTIVITY)
    return float(brentq(lambda a: a * (PRODUCTIVITY * a + believed) - limit, 0.0, end + 1.0, **PRECISION))
