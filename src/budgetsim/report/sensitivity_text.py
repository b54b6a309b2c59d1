"""A sensitivity analysis in plain words: what matters most, how sure that is, and how much of it is luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetsim.language import Language, language
from budgetsim.report.effects_phrases import lever_name
from budgetsim.report.figure_words import SEPARATORS, capital, enumerated, sentences
from budgetsim.report.sensitivity_panels import order_of
from budgetsim.report.words import counted
from budgetsim.rounding import Estimate, amount, digits_for, estimate, fixed, per_cent
from budgetsim.studies.factors import Factor
from budgetsim.studies.sensitivity.analyse import Analysis
from budgetsim.studies.sensitivity.calls import Index
from budgetsim.studies.sensitivity.design import Design
from budgetsim.studies.sensitivity.fitness import able_of
from budgetsim.studies.sensitivity.method import quantile
from budgetsim.studies.sensitivity.noise import LITTLE_LUCK, MOST_SEEDS, Noise
from budgetsim.studies.sensitivity.outcomes import OutcomeKind
from budgetsim.studies.sensitivity.sobol import BLOCKS
from budgetsim.studies.sensitivity.standing import HARDLY, least_of, standing_of

LINEAR, MONOTONIC, MIXED = 0.1, 0.5, 1.0
"""Bounds of sigma/mu*: nearly linear, monotonic, almost monotonic, and beyond (Garcia Sanchez et al. 2014)."""
ONE_WAY = 0.9
"""Part of mu* that mu must reach for an effect to have one direction."""
MOST_PAIRS, MOST_NAMED, MOST_RIVALS = 3, 6, 2
SHARE_PLACES, TINY = 3, 0.001
SHARES = ("ST", "S1", "S2", "delta", "interactions")
"""Indices that are shares, between 0 and 1."""
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
    if analysis.withheld:
        return withheld_told(design.method, analysis.withheld, name, say)
    if analysis.ranking is None:
        return luck_told(analysis, name, say)
    parts = [
        _leaders(design, analysis, say),
        _joint(analysis, say),
        _some_luck(analysis, say),
        _without_influence(design, analysis, say),
    ]
    return say("sensitivity-finding", outcome=name, parts=sentences(say, parts))


def withheld_told(method: str, kind: OutcomeKind, outcome: str, say: Language) -> str:
    """Return why a method says nothing of an outcome, and which methods do."""
    able = enumerated(say, able_of(kind))
    return say("sensitivity-withheld", outcome=outcome, method=method, able=able)


def luck_told(analysis: Analysis, outcome: str, say: Language) -> str:
    """Return that the indices of an outcome tell of luck, and how many replications would do."""
    noise = analysis.noise
    if noise is None:
        return ""
    about = {"seeds": str(noise.seeds), "share": per_cent(noise.mean_share), "outcome": outcome}
    return sentences(say, [say("sensitivity-luck", **about), _enough(noise, say)])


def ranking_told(design: Design, analysis: Analysis) -> str:
    """Return whether the order of factors has settled; an empty text where there is no order."""
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
    near = [pair for pair in ranking.close if pair[0] in ranking.order[:MOST_NAMED]]
    pairs = "; ".join(f"{one} and {two}" for one, two in near[:MOST_PAIRS])
    if not ranking.settled:
        return (
            f"The ranking has not settled: the intervals do not tell apart {pairs}; take {2 * now:,} samples."
        )
    told = f"The ranking has settled: pairs that the intervals tell apart stood in this order at {before:,} samples."
    return f"{told} Not told apart near the top: {pairs}." if near else told


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
    order = order_of(analysis, design.calculus.main)
    found = []
    for subject in order:
        cells = [_cell(column.get(subject), design, analysis) for column in columns]
        found.append((subject, *cells, _values(design, subject, factors)))
    return found


def clear_pairs(analysis: Analysis) -> list[Index]:
    """Return pairs whose joint share is above zero although many pairs were looked at (Bonferroni), largest first.

    None where the indices tell of luck; and no pair whose share is no larger than that of luck.
    """
    from scipy.special import stdtrit

    found = [index for index in analysis.indices if index.kind == "S2"]
    if not found or analysis.ranking is None:
        return []
    wider = -float(stdtrit(BLOCKS - 1, 0.025 / len(found))) / quantile(BLOCKS)
    clear = (i for i in found if i.low > 0.0 and i.value > wider * (i.value - i.low))
    return sorted(clear, key=lambda index: -index.value)


def _leaders(design: Design, analysis: Analysis, say: Language) -> str:
    standing = standing_of(analysis, design.method, design.calculus.main)
    if standing.verdict == "none":
        return _none(design, analysis, standing.least, say)
    main = analysis.of(design.calculus.main)
    first = main[standing.leaders[0]]
    about = {
        "factor": lever_name(say, first.subject),
        "sized": say(
            f"sensitivity-sized-{first.kind.replace('_', '-').lower()}",
            size=_size(first),
            bounds=_bounds(first, say),
            alone=_alone(analysis, first, say),
        ),
        "then": _then([main[name] for name in standing.behind[:2]], say),
    }
    if standing.verdict == "several":
        lead = say("sensitivity-leaders", several=_some(standing.leaders, say, MOST_RIVALS + 1), **about)
    else:
        lead = say(
            {"one": "sensitivity-leader"}.get(standing.verdict, f"sensitivity-{standing.verdict}"), **about
        )
    return sentences(say, [lead, *_shape(analysis, first.subject, say)])


def _none(design: Design, analysis: Analysis, least: float, say: Language) -> str:
    """Say that no factor matters, and above what none rises."""
    if analysis.about_all("chance") is not None:
        return say("sensitivity-none-above-chance", chance=amount(least))
    told = amount(least) if design.method == "morris" else per_cent(least)
    kind = "luck" if design.calculus.main == "ST" and least > HARDLY else design.calculus.main
    return say("sensitivity-none-above-least", least=told, kind=kind)


def _some_luck(analysis: Analysis, say: Language) -> str:
    """Say how much of the variance is luck where it is worth a word, or that it cannot be told."""
    noise = analysis.noise
    if noise is None:
        return say("sensitivity-one-seed")
    if noise.mean_share < LITTLE_LUCK:
        return ""
    told = say("sensitivity-some-luck", share=per_cent(noise.mean_share))
    return sentences(say, [told, _enough(noise, say)])


def _enough(noise: Noise, say: Language) -> str:
    """Say how many replications would bring luck to a tenth."""
    share = per_cent(LITTLE_LUCK)
    if noise.enough_seeds is None:
        return say("sensitivity-never-enough", share=share, count=f"{MOST_SEEDS:,}")
    known = "yes" if noise.points else "no"
    return say("sensitivity-enough", share=share, count=str(noise.enough_seeds), known=known)


def _then(behind: Sequence[Index], say: Language) -> str:
    """Return the factors that come next, after what is said of the first."""
    told = [say("sensitivity-factor", factor=lever_name(say, i.subject), size=_size(i)) for i in behind]
    return say("sensitivity-then", factors=enumerated(say, told)) if told else ""


def _alone(analysis: Analysis, first: Index, say: Language) -> str:
    """Say what a factor does alone, unless noise makes it more than what it does in all."""
    own = analysis.of("S1").get(first.subject)
    if own is None or first.kind != "ST" or own.value > first.value:
        return ""
    return say("sensitivity-alone", size=_size(own))


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
    return [*told, say("sensitivity-shape", factor=factor, shape=shape, ratio=amount(ratio))]


def _joint(analysis: Analysis, say: Language) -> str:
    """Say what interactions make up, if they are told from nothing; luck of some size is in it and named with it."""
    rest = _interactions(analysis)
    if rest is None or (not rest.has_interval and rest.value < HARDLY):
        return ""
    strongest = clear_pairs(analysis)[:MOST_PAIRS]
    pairs = enumerated(say, [pair_told(i, _size(i), say) for i in strongest]) if strongest else ""
    if rest.has_interval and rest.low <= 0.0:
        most = _size(replace(rest, value=rest.high))
        if not strongest:
            return say("sensitivity-joint-unclear", most=most)
        return say("sensitivity-joint-unclear-pairs", most=most, pairs=pairs)
    noise = analysis.noise
    luck = "yes" if noise is not None and noise.mean_share >= LITTLE_LUCK else "no"
    about = {"share": _size(rest), "bounds": _bounds(rest, say), "luck": luck}
    if not strongest:
        return say("sensitivity-joint", **about)
    return say("sensitivity-joint-pairs", pairs=pairs, **about)


def _interactions(analysis: Analysis) -> Index | None:
    """Return what interactions make up; without an interval of its own, with the one that those of S1 leave."""
    rest, alone = analysis.about_all("interactions"), analysis.of("S1").values()
    if rest is None or rest.has_interval or not alone or not all(index.has_interval for index in alone):
        return rest
    low, high = (1.0 - sum(getattr(index, end) for index in alone) for end in ("high", "low"))
    return replace(rest, low=low, high=high)


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
        return say("sensitivity-not-above-chance", chance=amount(chance.high), factors=_some(lost, say))
    if design.calculus.main == "S1":
        return ""
    none = [name for name, index in main.items() if index.value == 0.0]
    least = least_of(analysis, design.method, design.calculus.main)
    little = [name for name, index in main.items() if 0.0 < index.value <= least]
    of = "effect" if design.method == "morris" else "variance"
    told = [say("sensitivity-without", factors=_some(none, say))] if none else []
    usual = HARDLY * (max(index.value for index in main.values()) if design.method == "morris" else 1.0)
    if little and least > usual:
        told.append(say("sensitivity-not-above-luck", factors=_some(little, say)))
    elif little:
        told.append(say("sensitivity-little", least=per_cent(HARDLY), of=of, factors=_some(little, say)))
    return sentences(say, told)


def _some(names: Sequence[str], say: Language, most: int = MOST_NAMED) -> str:
    told, more = [lever_name(say, name) for name in names], len(names) - most
    if more <= 0:
        return enumerated(say, told)
    first = SEPARATORS[say.code][0].join(told[:most])
    return say("sensitivity-some", first=first, more=str(more), one="one" if more == 1 else "many")


def _size(index: Index) -> str:
    """Return a value, with the digits that its interval deserves."""
    if index.has_interval:
        return _estimate(index).value + _sign(index)
    own = within(index).value
    return per_cent(own) if index.kind in SHARES else amount(own)


def _bounds(index: Index, say: Language) -> str:
    if not index.has_interval:
        return ""
    told, sign = _estimate(index), _sign(index)
    return say("sensitivity-bounds", low=told.low + sign, high=told.high + sign)


def _estimate(index: Index) -> Estimate:
    """Return an index with its interval as texts, shares in per cent."""
    own, scale = within(index), 100.0 if index.kind in SHARES else 1.0
    return estimate(scale * own.value, scale * own.low, scale * own.high)


def _sign(index: Index) -> str:
    return "%" if index.kind in SHARES else ""


def within(index: Index) -> Index:
    """Return an index as it is shown: shares within 0 and 1, since what is beyond them is noise."""
    if index.kind not in SHARES:
        return index
    value, low, high = (min(max(end, 0.0), 1.0) for end in (index.value, index.low, index.high))
    return (
        replace(index, value=value, low=low, high=high) if index.has_interval else replace(index, value=value)
    )


def _values(design: Design, subject: str, factors: Sequence[Factor]) -> str:
    members = design.problem.members(subject)
    if design.problem.groups and members != (subject,):
        return "\n".join(members)
    return next(range_of(factor) for factor in factors if factor.name == subject)


def _cell(index: Index | None, design: Design, analysis: Analysis) -> str:
    """Return a value, and its interval in parentheses if it has one."""
    if index is None:
        return "–"
    own = within(index)
    if index.kind in SHARES and 0.0 < max(own.value, own.high if own.has_interval else 0.0) < TINY:
        return f"<{TINY:g}"
    if own.has_interval:
        told = estimate(own.value, own.low, own.high)
        return f"{told.value} ({told.low} to {told.high})"
    largest = max(abs(i.value) for i in analysis.of(design.calculus.main).values())
    places = digits_for(None, None, largest) if design.method == "morris" else SHARE_PLACES
    return fixed(own.value, places)
