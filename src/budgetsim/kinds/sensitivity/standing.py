"""What may be said of an outcome: which factors lead, or why none is said to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from budgetsim.kinds.sensitivity.calls import Index
from budgetsim.kinds.sensitivity.noise import LITTLE_LUCK, Noise

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


def standing_of(  # noqa: PLR0913 - everything that may forbid to say something
    method: str,
    main: Mapping[str, Index],
    order: Sequence[str],
    noise: Noise | None,
    chance: Index | None = None,
    *,
    kind: str,
) -> Standing:
    """Return what may be said of the factors of an outcome.

    Parameters
    ----------
    method, kind
        The method, and the kind of its main index.
    main
        The main index of each subject.
    order
        Subjects by their main index; none where indices tell of luck.
    noise, chance
        Luck told apart, and what chance reaches, where these are known.
    """
    if not order:
        return Standing("luck")
    least = least_of(method, main, noise, chance, kind=kind)
    above = [name for name in order if main[name].value > least]
    if not above:
        return Standing("none", least=least)
    first = main[above[0]]
    if not first.has_interval:
        return Standing("unsure", (above[0],), tuple(above[1:]), least)
    if all(main[name].low <= 0.0 for name in above):
        return Standing("wide", (above[0],), tuple(above[1:]), least)
    rivals = [name for name in above[1:] if main[name].high >= first.low]
    behind = tuple(name for name in above[1:] if name not in rivals)
    return Standing("several" if rivals else "one", (above[0], *rivals), behind, least)


def least_of(
    method: str, main: Mapping[str, Index], noise: Noise | None, chance: Index | None, *, kind: str
) -> float:
    """Return what an index must exceed for its factor to be said to matter.

    What chance reaches, where the method tells it; otherwise 1 %, of the variance or of the largest effect, or what
    luck alone gives to a factor that changes nothing but luck: its share of the variance of every total index, and
    to every elementary effect the mean difference of two runs that differ by luck.
    """
    if chance is not None:
        return chance.high
    if method == "morris":
        luck = PER_STANDARD_ERROR * noise.standard_error_between_points if noise else 0.0
        return max(HARDLY * max(index.value for index in main.values()), luck)
    share = noise.share_of_luck_in_means if noise and kind == "ST" else 0.0
    return max(HARDLY, share if share >= LITTLE_LUCK else 0.0)
