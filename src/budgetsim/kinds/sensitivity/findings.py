"""What a sensitivity analysis found, in plain words: what matters most, how surely, and how much of it is luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetsim.kinds.sensitivity.answer import Analysis, Sensitivity
from budgetsim.kinds.sensitivity.calls import Index
from budgetsim.kinds.sensitivity.design import quantile
from budgetsim.kinds.sensitivity.methods import able_of
from budgetsim.kinds.sensitivity.methods.sobol import BLOCKS
from budgetsim.kinds.sensitivity.standing import HARDLY, LITTLE_NOISE, MOST_SEEDS, Noise, least_of
from budgetsim.language import Language
from budgetsim.report.figure_words import capital, enumerated, lever_name, sentences
from budgetsim.rounding import Estimate, amount, estimate, per_cent, written_out
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.money import ACCOUNT

LINEAR, MONOTONIC, MIXED = 0.1, 0.5, 1.0
"""Bounds of sigma/mu*: nearly linear, monotonic, almost monotonic, and beyond (Garcia Sanchez et al. 2014)."""
ONE_WAY = 0.9
"""Part of mu* that mu must reach for an effect to have one direction."""
MOST_PAIRS, MOST_NAMED, MOST_RIVALS = 3, 6, 2
SHARES = ("ST", "S1", "S2", "delta", "interactions")
"""Indices that are shares, between 0 and 1."""


def findings(answer: Sensitivity, say: Language) -> list[str]:
    """Return what was found for each outcome, the most important factor first."""
    return [_of_outcome(answer, name, say) for name in answer.outcomes]


def _of_outcome(answer: Sensitivity, outcome: str, say: Language) -> str:
    analysis = answer.outcomes[outcome]
    name = capital(say.name(outcome))
    match analysis.standing.verdict:
        case "constant":
            return say("sensitivity-constant", outcome=name, value=amount(analysis.mean))
        case "withheld":
            able = enumerated(say, able_of(analysis.withheld or "few"))
            return say("sensitivity-withheld", outcome=name, method=answer.method, able=able)
        case "luck":
            return _luck(analysis, name, say)
    parts = [
        _leaders(answer, analysis, say),
        _in_money(answer, outcome, say),
        _joint(analysis, say),
        _some_luck(analysis, say),
        _without_influence(answer, analysis, say),
    ]
    return say("sensitivity-finding", outcome=name, parts=sentences(say, parts))


def _in_money(answer: Sensitivity, outcome: str, say: Language) -> str:
    """Say what the outcome is, and by how much it varies, for all departments together; nothing if it is no money."""
    money, analysis = answer.money, answer.outcomes[outcome]
    if money is None or outcome not in ACCOUNT:
        return ""
    mean, spread = (written_out(money.of_district(value)) for value in (analysis.mean, analysis.spread))
    return say("sensitivity-money", mean=mean, spread=spread, unit=money.unit)


def lead(answer: Sensitivity, say: Language) -> str:
    """Return what was asked."""
    return say(
        "sensitivity-lead",
        scenario=say.scenario(answer.scenario),
        outcomes=enumerated(say, map(say.name, answer.outcomes)),
        number=str(len(answer.factors)),
        one="one" if len(answer.factors) == 1 else "many",
    )


def method(answer: Sensitivity, say: Language) -> list[str]:
    """Return how the numbers were made."""
    caution = f"sensitivity-caution-{answer.method.replace('_', '-')}"
    texts = [
        say(
            "sensitivity-method",
            method=answer.method,
            samples=f"{answer.samples:,}",
            seed=str(answer.sample_seed),
            points=f"{answer.points:,}",
        ),
        say("sensitivity-method-indices"),
        _means(answer, say),
        *_noise_without_table(answer, say),
    ]
    return [*texts, say(caution)] if say.has(caution) else texts


def _noise_without_table(answer: Sensitivity, say: Language) -> list[str]:
    """Return how much is due to seeds of outcomes that vary and yet have no table, below which that would stand."""
    return [
        say("sensitivity-finding", outcome=capital(say.name(outcome)), parts=noise_note(analysis, say))
        for outcome, analysis in answer.outcomes.items()
        if analysis.varies and not analysis.indices
    ]


def _means(answer: Sensitivity, say: Language) -> str:
    """Say what outcomes are means of, and whether the reform covers all of it."""
    last = min(LAST_YEARS, answer.years)
    covered = answer.years + 1 - (answer.from_year or 1)
    text = say(
        "sensitivity-means", last=str(last), years=str(answer.years), seeds=str(len(answer.seeds)),
        one="one" if len(answer.seeds) == 1 else "many", year="one" if last == 1 else "many",
    )  # fmt: skip
    return (
        text if covered >= last else sentences(say, [text, say("sensitivity-covered", covered=str(covered))])
    )


def ranking_note(answer: Sensitivity, analysis: Analysis, say: Language) -> str:
    """Return whether the order of factors has settled; an empty text where there is no order."""
    if not analysis.ranking:
        return ""
    if analysis.settled is None:
        return say("sensitivity-settled-unknown")
    before, now = analysis.convergence[-2].samples, answer.samples
    about = {"before": f"{before:,}", "now": f"{now:,}", "twice": f"{2 * now:,}"}
    if analysis.swapped:
        pair, more = _pair_names(analysis.swapped[0], say), len(analysis.swapped) - 1
        return say("sensitivity-swapped", pair=pair, more=str(more), others=_number(more), **about)
    near = [pair for pair in analysis.not_told_apart if pair[0] in analysis.ranking[:MOST_NAMED]]
    pairs = enumerated(say, [_pair_names(pair, say) for pair in near[:MOST_PAIRS]]) if near else ""
    if not analysis.settled:
        return say("sensitivity-unsettled", pairs=pairs, **about)
    settled = say("sensitivity-settled", **about)
    return sentences(say, [settled, say("sensitivity-near", pairs=pairs)]) if near else settled


def noise_note(analysis: Analysis, say: Language) -> str:
    """Return how much of the variance is due to seeds."""
    noise = analysis.noise
    if noise is None:
        return say("sensitivity-one-seed-note")
    if not noise.total:
        return say("sensitivity-nothing-varies")
    parts = (noise.variance_points, noise.variance_seeds_common, noise.variance_seeds_rest)
    points, common, rest = (per_cent(part / noise.total) for part in parts)
    return say(
        "sensitivity-noise", points=points, common=common, rest=rest, seeds=str(noise.seeds),
        one=_number(noise.seeds), share=per_cent(noise.share_of_luck_in_means),
        level=amount(noise.standard_error_level), between=amount(noise.standard_error_between_points),
    )  # fmt: skip


def _pair_names(pair: Sequence[str], say: Language) -> str:
    return say("sensitivity-two", one=lever_name(say, pair[0]), two=lever_name(say, pair[1]))


def _number(count: int) -> str:
    return "none" if count == 0 else "one" if count == 1 else "many"


def _luck(analysis: Analysis, outcome: str, say: Language) -> str:
    """Say that the indices of an outcome tell of luck, and how many replications would do."""
    noise = analysis.noise
    if noise is None:
        return ""
    about = {"seeds": str(noise.seeds), "share": per_cent(noise.share_of_luck_in_means), "outcome": outcome}
    return sentences(say, [say("sensitivity-luck", **about), _enough(noise, say)])


def clear_pairs(analysis: Analysis) -> list[Index]:
    """Return pairs whose joint share is above zero although many pairs were looked at (Bonferroni), largest first.

    None where the indices tell of luck; and no pair whose share is no larger than that of luck.
    """
    from scipy.special import stdtrit

    pairs = analysis.joint()
    if not pairs or not analysis.ranking:
        return []
    wider = -float(stdtrit(BLOCKS - 1, 0.025 / len(pairs))) / quantile(BLOCKS)
    clear = (i for i in pairs if i.low > 0.0 and i.value > wider * (i.value - i.low))
    return sorted(clear, key=lambda index: -index.value)


def _leaders(answer: Sensitivity, analysis: Analysis, say: Language) -> str:
    standing = analysis.standing
    if standing.verdict == "none":
        return _none(answer, analysis, standing.least, say)
    main = analysis.of(answer.main_index)
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


def _none(answer: Sensitivity, analysis: Analysis, least: float, say: Language) -> str:
    """Say that no factor matters, and above what none rises."""
    if analysis.about_all("chance") is not None:
        return say("sensitivity-none-above-chance", chance=amount(least))
    size = amount(least) if answer.method == "morris" else per_cent(least)
    kind = "luck" if answer.main_index == "ST" and least > HARDLY else answer.main_index
    return say("sensitivity-none-above-least", least=size, kind=kind)


def _some_luck(analysis: Analysis, say: Language) -> str:
    """Say how much of the variance is luck where it is worth a word, or that it cannot be told."""
    noise = analysis.noise
    if noise is None:
        return say("sensitivity-one-seed")
    if noise.share_of_luck_in_means < LITTLE_NOISE:
        return ""
    text = say("sensitivity-some-luck", share=per_cent(noise.share_of_luck_in_means))
    return sentences(say, [text, _enough(noise, say)])


def _enough(noise: Noise, say: Language) -> str:
    """Say how many replications would bring luck to a tenth."""
    share = per_cent(LITTLE_NOISE)
    if noise.enough_seeds is None:
        return say("sensitivity-never-enough", share=share, count=f"{MOST_SEEDS:,}")
    known = "yes" if noise.variance_points else "no"
    return say("sensitivity-enough", share=share, count=str(noise.enough_seeds), known=known)


def _then(behind: Sequence[Index], say: Language) -> str:
    """Return the factors that come next, after what is said of the first."""
    factors = [say("sensitivity-factor", factor=lever_name(say, i.subject), size=_size(i)) for i in behind]
    return say("sensitivity-then", factors=enumerated(say, factors)) if factors else ""


def _alone(analysis: Analysis, first: Index, say: Language) -> str:
    """Say what a factor does alone, unless noise makes it more than what it does in all."""
    main = analysis.of("S1").get(first.subject)
    if main is None or first.kind != "ST" or main.value > first.value:
        return ""
    return say("sensitivity-alone", size=_size(main))


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
    texts = []
    if net is not None and abs(net.value) >= ONE_WAY * size.value:
        texts.append(say("sensitivity-way", factor=factor, way="up" if net.value > 0.0 else "down"))
    return [*texts, say("sensitivity-shape", factor=factor, shape=shape, ratio=amount(ratio))]


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
    luck = "yes" if noise is not None and noise.share_of_luck_in_means >= LITTLE_NOISE else "no"
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


def _without_influence(answer: Sensitivity, analysis: Analysis, say: Language) -> str:
    """Name the factors that could be left at any value."""
    main, chance = analysis.of(answer.main_index), analysis.about_all("chance")
    if chance is not None:
        lost = [name for name, index in main.items() if index.value <= chance.high]
        if not 0 < len(lost) < len(main):
            return ""
        return say("sensitivity-not-above-chance", chance=amount(chance.high), factors=_some(lost, say))
    if answer.main_index == "S1":
        return ""
    none = [name for name, index in main.items() if index.value == 0.0]
    least = least_of(answer.method, main, analysis.noise, None, kind=answer.main_index)
    little = [name for name, index in main.items() if 0.0 < index.value <= least]
    of = "effect" if answer.method == "morris" else "variance"
    texts = [say("sensitivity-without", factors=_some(none, say))] if none else []
    usual = HARDLY * (max(index.value for index in main.values()) if answer.method == "morris" else 1.0)
    if little and least > usual:
        texts.append(say("sensitivity-not-above-luck", factors=_some(little, say)))
    elif little:
        texts.append(say("sensitivity-little", least=per_cent(HARDLY), of=of, factors=_some(little, say)))
    return sentences(say, texts)


def _some(names: Sequence[str], say: Language, most: int = MOST_NAMED) -> str:
    labels, more = [lever_name(say, name) for name in names], len(names) - most
    if more <= 0:
        return enumerated(say, labels)
    first = say("word-list").join(labels[:most])
    return say("sensitivity-some", first=first, more=str(more), one="one" if more == 1 else "many")


def _size(index: Index) -> str:
    """Return a value, with the digits that its interval deserves."""
    if index.has_interval:
        return _estimate(index).value + _sign(index)
    share = within(index).value
    return per_cent(share) if index.kind in SHARES else amount(share)


def _bounds(index: Index, say: Language) -> str:
    if not index.has_interval:
        return ""
    rounded, sign = _estimate(index), _sign(index)
    return say("sensitivity-bounds", low=rounded.low + sign, high=rounded.high + sign)


def _estimate(index: Index) -> Estimate:
    """Return an index with its interval as texts, shares in per cent."""
    inside, scale = within(index), 100.0 if index.kind in SHARES else 1.0
    return estimate(scale * inside.value, scale * inside.low, scale * inside.high)


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
