"""What may be said of an outcome: which factors lead, or why none is said to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from budgetsim.studies.sensitivity.analyse import Analysis
from budgetsim.studies.sensitivity.noise import LITTLE_LUCK

Verdict = Literal["constant", "withheld", "luck", "none", "one", "several", "unsure", "wide"]
HARDLY = 0.01
"""Share of variance, or of the largest elementary effect, below which a factor hardly matters (a convention)."""
PER_STANDARD_ERROR = 1.13
"""Mean size of a difference of two numbers with a standard error each: 2 / sqrt(pi)."""


@dataclass(frozen=True)
class Standing:
    """What is said of an outcome's factors.

    ``verdict`` is ``constant``; ``withheld`` (the method means nothing for such an outcome); ``luck`` (indices tell
    of luck); ``none`` (no factor rises above ``least``); ``one`` (the first is apart from the second);
    ``several`` (the first are not told apart); ``unsure`` (there are no intervals);
    ``wide`` (the interval of every factor reaches zero). ``leaders`` are the first, or
    those not told apart from it; ``behind`` the others above ``least``, by their index.
    """

    verdict: Verdict
    leaders: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    least: float = 0.0


def standing_of(analysis: Analysis, method: str, main: str) -> Standing:
    """Return what may be said of an outcome analysed by a method whose main index is ``main``."""
    if not analysis.varies or analysis.withheld:
        return Standing("withheld" if analysis.varies else "constant")
    if analysis.ranking is None:
        return Standing("luck")
    indices, least = analysis.of(main), least_of(analysis, method, main)
    order = [name for name in analysis.ranking.order if indices[name].value > least]
    if not order:
        return Standing("none", least=least)
    first = indices[order[0]]
    if not first.has_interval:
        return Standing("unsure", (order[0],), tuple(order[1:]), least)
    if all(indices[name].low <= 0.0 for name in order):
        return Standing("wide", (order[0],), tuple(order[1:]), least)
    rivals = [name for name in order[1:] if indices[name].high >= first.low]
    behind = tuple(name for name in order[1:] if name not in rivals)
    return Standing("several" if rivals else "one", (order[0], *rivals), behind, least)


def least_of(analysis: Analysis, method: str, main: str) -> float:
    """Return what an index must exceed for its factor to be said to matter.

    What chance reaches, where the method tells it; otherwise 1 %, of the variance or of the largest effect, or what
    luck alone gives to a factor that changes nothing but luck: its share of the variance of every total index, and
    to every elementary effect the mean difference of two runs that differ by luck.
    """
    chance = analysis.about_all("chance")
    if chance is not None:
        return chance.high
    noise = analysis.noise
    if method == "morris":
        luck = PER_STANDARD_ERROR * noise.point_error if noise else 0.0
        return max(HARDLY * max(index.value for index in analysis.of(main).values()), luck)
    luck = noise.mean_share if noise and main == "ST" and noise.mean_share >= LITTLE_LUCK else 0.0
    return max(HARDLY, luck)
