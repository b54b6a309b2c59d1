"""A sensitivity analysis in plain words: what matters most, how sure that is, and how much of it is luck."""

from __future__ import annotations

import math
from collections.abc import Sequence

from budgetsim.language import Language, language
from budgetsim.report.effects_phrases import lever_name
from budgetsim.report.figure_words import SEPARATORS, capital, enumerated, sentences
from budgetsim.report.results import interval
from budgetsim.report.words import counted
from budgetsim.rounding import amount, digits_for, fixed, per_cent
from budgetsim.studies.factors import Factor
from budgetsim.studies.sensitivity.analyse import Analysis
from budgetsim.studies.sensitivity.calls import Index
from budgetsim.studies.sensitivity.design import Design
from budgetsim.studies.sensitivity.method import quantile

HARDLY = 0.01
"""Share of variance, or of the largest elementary effect, below which a factor hardly matters (a convention)."""
LINEAR, MONOTONIC, MIXED = 0.1, 0.5, 1.0
"""Bounds of sigma/mu*: nearly linear, monotonic, almost monotonic, and beyond (Garcia Sanchez et al. 2014)."""
ONE_WAY = 0.9
"""Part of mu* that mu must reach for an effect to have one direction."""
MOST_PAIRS, MOST_NAMED, MOST_RIVALS = 3, 6, 2
SHARE_PLACES = 3
HEADS: dict[str, tuple[tuple[str, str], ...]] = {
    "sobol": (("ST", "in total (ST)"), ("S1", "alone (S1)")),
    "fast": (("ST", "in total (ST)"), ("S1", "alone (S1)")),
    "rbd_fast": (("S1", "alone (S1)"),),
    "delta": (("delta", "delta"),),
    "pawn": (("median", "median"), ("maximum", "maximum")),
    "morris": (("mu_star", "mu*"), ("mu", "mu"), ("sigma", "sigma")),
}
"""Indices of each method that people are shown, and what they are called."""


def finding(design: Design, analysis: Analysis, say: Language | None = None) -> str:
    """Return what was found for an outcome, the most important first; in English unless told otherwise."""
    say = say or language()
    name = capital(say.name(analysis.outcome))
    if not analysis.varies:
        return say("sensitivity-constant", outcome=name, value=amount(analysis.mean))
    parts = [
        _leaders(design, analysis, say),
        _joint(analysis, say),
        _without_influence(design, analysis, say),
    ]
    return say("sensitivity-finding", outcome=name, parts=sentences(say, parts))


def ranking_told(design: Design, analysis: Analysis) -> str:
    """Return whether the order of factors has settled; an empty text where nothing varies."""
    ranking = analysis.ranking
    if ranking is None:
        return ""
    if ranking.settled is None:
        return "Too few samples to see whether the ranking has settled; take twice as many."
    before, now = analysis.steps[-2].samples, design.samples
    if ranking.swapped:
        one, two = ranking.swapped[0]
        more = f" and {counted(len(ranking.swapped) - 1, 'more pair')}" if len(ranking.swapped) > 1 else ""
        return (
            f"The ranking has not settled: {one} and {two}{more} stood the other way round at {before:,} of {now:,}"
            f" samples; take {2 * now:,}."
        )
    told = f"The ranking has settled: pairs that the intervals tell apart stood in this order at {before:,} samples."
    firm = [pair for pair in ranking.close if pair[0] in ranking.order[:MOST_NAMED]]
    if firm:
        pairs = "; ".join(f"{one} and {two}" for one, two in firm[:MOST_PAIRS])
        return f"{told} Not told apart near the top: {pairs}."
    return told


def noise_told(analysis: Analysis) -> str:
    """Return how much of the variance is due to seeds."""
    noise = analysis.noise
    if noise is None:
        return "With one seed, luck cannot be told from the factors' effects: --replications 4 would show its share."
    if not noise.total:
        return "Nothing varies, neither between points nor between seeds."
    shares = [part / noise.total for part in (noise.points, noise.common, noise.rest)]
    return (
        f"Of the variance of single runs {per_cent(shares[0])} is due to the factors, {per_cent(shares[1])} to the seed"
        f" for all points alike, which no index holds, and {per_cent(shares[2])} to luck that meets points differently."
        f" After averaging over {counted(noise.seeds, 'seed')}, such luck is {per_cent(noise.mean_share)} of the"
        f" variance that the indices divide; the standard error of a point's mean is {amount(noise.level_error)}, in"
        f" comparison with other points {amount(noise.point_error)}."
    )


def range_of(factor: Factor) -> str:
    """Return the values of a factor in a few words."""
    if factor.levels:
        return ", ".join(
            str(level).lower() if isinstance(level, bool) else str(level) for level in factor.levels
        )
    low, high = factor.extremes()
    return f"{low:g} to {high:g}"


def rows(design: Design, analysis: Analysis, factors: Sequence[Factor]) -> list[tuple[str, ...]]:
    """Return a table's rows, the most important subject first: name, each index with its interval, values."""
    columns = [analysis.of(kind) for kind, _ in HEADS[design.method]]
    order = analysis.ranking.order if analysis.ranking else ()
    found = []
    for subject in order:
        cells = [_cell(column.get(subject), design, analysis) for column in columns]
        found.append((subject, *cells, _values(design, subject, factors)))
    return found


def clear_pairs(analysis: Analysis) -> list[Index]:
    """Return pairs whose joint share is above zero although many pairs were looked at (Bonferroni), largest first."""
    from scipy.special import ndtri

    found = [index for index in analysis.indices if index.kind == "S2"]
    if not found:
        return []
    wider = -float(ndtri(0.025 / len(found))) / quantile()
    return sorted((i for i in found if i.value > wider * i.half), key=lambda index: -index.value)


def _leaders(design: Design, analysis: Analysis, say: Language) -> str:
    main, least = analysis.of(design.calculus.main), _least(design, analysis)
    order = [
        name for name in (analysis.ranking.order if analysis.ranking else ()) if main[name].value > least
    ]
    if not order and analysis.about_all("chance") is None:
        return say("sensitivity-none-above-least", least=per_cent(least))
    if not order:
        return say("sensitivity-none-above-chance", chance=f"{least:.2f}")
    first = main[order[0]]
    rivals = (
        [name for name in order[1:] if not first.low > main[name].high] if math.isfinite(first.low) else []
    )
    sized = say(
        f"sensitivity-sized-{first.kind.replace('_', '-').lower()}",
        size=_size(first),
        bounds=_bounds(first, say),
        alone=_alone(analysis, first, say),
    )
    about = {
        "factor": lever_name(say, first.subject),
        "sized": sized,
        "then": _then([main[name] for name in order[1:] if name not in rivals][:2], say),
    }
    if rivals:
        several = _some([first.subject, *rivals], say, MOST_RIVALS + 1)
        lead = say("sensitivity-leaders", several=several, **about)
    else:
        lead = say("sensitivity-leader", **about)
    return sentences(say, [lead, *_shape(analysis, first.subject, say)])


def _then(behind: Sequence[Index], say: Language) -> str:
    """Return the factors that come next, after what is said of the first."""
    told = [say("sensitivity-factor", factor=lever_name(say, i.subject), size=_size(i)) for i in behind]
    return say("sensitivity-then", factors=enumerated(say, told)) if told else ""


def _least(design: Design, analysis: Analysis) -> float:
    """What an index must exceed to be worth a word among the first."""
    chance = analysis.about_all("chance")
    if chance is not None:
        return chance.high
    largest = max(index.value for index in analysis.of(design.calculus.main).values())
    return HARDLY * (largest if design.method == "morris" else 1.0)


def _alone(analysis: Analysis, first: Index, say: Language) -> str:
    own = analysis.of("S1").get(first.subject)
    return say("sensitivity-alone", size=_size(own)) if own is not None and first.kind == "ST" else ""


def _shape(analysis: Analysis, subject: str, say: Language) -> list[str]:
    """What Morris' numbers say of the leading factor's effect: direction, and whether it depends on the others."""
    spread, net = analysis.of("sigma").get(subject), analysis.of("mu").get(subject)
    size = analysis.of("mu_star").get(subject)
    if spread is None or size is None or not size.value:
        return []
    ratio, factor = spread.value / size.value, lever_name(say, subject)
    shape = (
        "linear" if ratio < LINEAR
        else "monotonic" if ratio < MONOTONIC
        else "almost" if ratio < MIXED
        else "mixed"
    )  # fmt: skip
    told = []
    if net is not None and abs(net.value) >= ONE_WAY * size.value:
        told.append(say("sensitivity-way", factor=factor, way="up" if net.value > 0.0 else "down"))
    return [*told, say("sensitivity-shape", factor=factor, shape=shape, ratio=f"{ratio:.2f}")]


def _joint(analysis: Analysis, say: Language) -> str:
    rest = analysis.about_all("interactions")
    if rest is None:
        return ""
    about = {"share": per_cent(max(0.0, rest.value)), "bounds": _bounds(rest, say)}
    strongest = clear_pairs(analysis)[:MOST_PAIRS]
    if not strongest:
        return say("sensitivity-joint", **about)
    pairs = enumerated(say, [pair_told(i, _size(i), say) for i in strongest])
    return say("sensitivity-joint-pairs", pairs=pairs, **about)


def pair_told(index: Index, size: str, say: Language) -> str:
    """Return a pair of factors with what they do together."""
    one, two = (lever_name(say, name) for name in (index.subject, index.other))
    return say("sensitivity-pair", one=one, two=two, size=size)


def _without_influence(design: Design, analysis: Analysis, say: Language) -> str:
    """Name the factors that could be left at any value."""
    main, chance = analysis.of(design.calculus.main), analysis.about_all("chance")
    if chance is not None:
        lost = [name for name, index in main.items() if index.value <= chance.high]
        if not 0 < len(lost) < len(main):
            return ""
        return say("sensitivity-not-above-chance", chance=f"{chance.high:.2f}", factors=_some(lost, say))
    if design.calculus.main == "S1":
        return ""
    none = [name for name, index in main.items() if index.value == 0.0]
    little = [name for name, index in main.items() if 0.0 < index.value <= _least(design, analysis)]
    of = "effect" if design.method == "morris" else "variance"
    told = [say("sensitivity-without", factors=_some(none, say))] if none else []
    if little:
        told.append(say("sensitivity-little", least=per_cent(HARDLY), of=of, factors=_some(little, say)))
    return sentences(say, told)


def _some(names: Sequence[str], say: Language, most: int = MOST_NAMED) -> str:
    told, more = [lever_name(say, name) for name in names], len(names) - most
    if more <= 0:
        return enumerated(say, told)
    first = SEPARATORS[say.code][0].join(told[:most])
    return say("sensitivity-some", first=first, more=str(more), one="one" if more == 1 else "many")


def _size(index: Index) -> str:
    if index.kind in ("ST", "S1", "S2", "delta"):
        value = max(0.0, index.value)
        return per_cent(round(value, 2 if value >= HARDLY else 3))
    return amount(index.value)


def _bounds(index: Index, say: Language) -> str:
    if not math.isfinite(index.low):
        return ""
    low, high = (max(0.0, end) for end in (index.low, index.high))
    if index.kind in ("ST", "S1", "delta", "interactions"):
        return say("sensitivity-bounds", low=per_cent(round(low, 2)), high=per_cent(round(high, 2)))
    return say("sensitivity-bounds", low=amount(low), high=amount(high))


def _values(design: Design, subject: str, factors: Sequence[Factor]) -> str:
    members = design.problem.members(subject)
    if design.problem.groups and members != (subject,):
        return "\n".join(members)
    return next(range_of(factor) for factor in factors if factor.name == subject)


def _cell(index: Index | None, design: Design, analysis: Analysis) -> str:
    """Return a value, and its interval in parentheses if it has one."""
    if index is None:
        return "–"
    largest = max(abs(i.value) for i in analysis.of(design.calculus.main).values())
    places = digits_for(None, None, largest) if design.method == "morris" else SHARE_PLACES
    value = fixed(index.value, places)
    if value == "0" and index.value:
        value = f"{'>−' if index.value < 0.0 else '<'}{10.0**-places:g}"
    return f"{value} ({interval(index.low, index.high, places)})" if math.isfinite(index.low) else value
