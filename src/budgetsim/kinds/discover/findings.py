"""A discovery in plain words: how often a policy fails, where mostly, and how sure that is."""

from __future__ import annotations

from budgetsim.kinds.discover.answer import Counted, Discovery, Found
from budgetsim.kinds.discover.condition import WORST_SHARE, Condition
from budgetsim.kinds.discover.find import FEWEST, RESAMPLES
from budgetsim.kinds.discover.phrases import failing, limit_told, limits_told, signed_told, subject_told
from budgetsim.language import Language
from budgetsim.report.figure_words import enumerated, scenario_label, sentences
from budgetsim.rounding import amount, per_cent, share_estimate
from budgetsim.studies.summary import LAST_YEARS

MOSTLY = 0.5
"""Share of the failures from which a rule covers most of them; the whole interval must lie above."""
MOST_NAMED = 5
"""Factors of which it is told how often other halves name them."""
ACCIDENT = 0.25
"""Share of other halves below which a limit of the first rule is called an accident (a convention)."""


def findings(answer: Discovery, say: Language) -> list[str]:
    """Return the findings, a paragraph each, the answer first."""
    told = [
        sentences(say, [_how_often(answer, found, say), _unclear(found, say), *_where(answer, found, say)])
        for found in (answer, answer.worst)
        if found is not None
    ]
    least = round(FEWEST / WORST_SHARE)
    if answer.too_few and answer.worst is None and answer.states < least:
        told.append(say("discover-more-states", least=str(least)))
    return told


def lead(answer: Discovery, say: Language) -> str:
    """Return what was asked."""
    return say(
        "discover-lead",
        policy=scenario_label(say, answer.policy or answer.name),
        base=scenario_label(say, answer.against or ""),
        against="yes" if answer.against else "no",
        states=f"{answer.states:,}",
        factors=str(len(answer.factors)),
        one="one" if len(answer.factors) == 1 else "many",
    )


def method(answer: Discovery, say: Language) -> list[str]:
    """Return how it was done, and what a reader must know about the numbers."""
    found, last = answer.told, min(LAST_YEARS, answer.years)
    about = {
        "states": f"{answer.states:,}",
        "design": "latin" if answer.design == "latin_hypercube" else "other",
        "runs": f"{answer.runs:,}",
        "seeds": str(len(answer.seeds)),
        "one": "one" if len(answer.seeds) == 1 else "many",
    }
    means = say("discover-means", last=str(last), years=str(answer.years), one="one" if last == 1 else "many")
    told = [say("discover-method", **about), means]
    if not found.too_few:
        judged = found.states - found.held_out
        told.append(say("discover-judged", found=f"{judged:,}", held=f"{found.held_out:,}"))
    if found.rules:
        told.append(_other_halves(found, say))
    if answer.unclear is None:
        told.append(say("discover-one-seed"))
    return [*told, say("discover-no-probabilities")]


def _other_halves(found: Found, say: Language) -> str:
    """Say how often other halves of the states would have named the factors."""
    limited = [limit.factor for limit in found.rules[0].limits]
    named = found.named_by_other_halves
    names = list(dict.fromkeys([*limited, *named]))[: max(MOST_NAMED, len(limited))]
    often = [
        say("discover-named", factor=subject_told(name, say), share=per_cent(named.get(name, 0.0)))
        for name in names
    ]
    accident = any(named.get(name, 0.0) < ACCIDENT for name in limited)
    return say(
        "discover-other-halves",
        halves=str(RESAMPLES),
        often=enumerated(say, often),
        accident="yes" if accident else "no",
    )


def _how_often(answer: Discovery, found: Found, say: Language) -> str:
    condition = found.failing
    if condition.quantile is not None:
        return _weakest(answer, found, say)
    fails, states = found.failures, found.states
    share = share_estimate(found.share, found.share_low, found.share_high)
    about = {"states": f"{states:,}", "failing": failing(condition, answer.against or "", say)}
    if not fails:
        return _of_policy("none", answer, say, high=share.high, **about)
    if fails == states:
        return _of_policy("every", answer, say, low=share.low, **about)
    few = say("discover-number", number=f"{fails:,}")
    part = few if found.too_few else share.value
    return _of_policy("part", answer, say, part=part, low=share.low, high=share.high, **about)


def _unclear(found: Found, say: Language) -> str:
    """Say of how many states luck leaves open whether they count, if of any."""
    if not found.unclear:
        return ""
    return say("discover-unclear", share=per_cent(found.unclear), among=among(found.failing))


def _of_policy(kind: str, answer: Discovery, say: Language, **about: str) -> str:
    """Return a sentence about a policy, or about states where no policy is compared."""
    if answer.policy:
        return say(f"discover-{kind}-policy", policy=scenario_label(say, answer.policy), **about)
    return say(f"discover-{kind}", **about)


def _weakest(answer: Discovery, found: Found, say: Language) -> str:
    condition = found.failing
    value = 0.0 if found.cut is None else found.cut
    return _of_policy(
        "weakest",
        answer,
        say,
        of=condition.of or "level",
        outcome=say.name(condition.outcome),
        end="low" if condition.is_low else "high",
        share=per_cent(condition.quantile or 0.0),
        value=signed_told(value) if condition.of == "change" else amount(value),
    )


def _where(answer: Discovery, found: Found, say: Language) -> list[str]:
    """Say under which conditions it fails mostly."""
    if found.too_few:
        alike = found.failures in (0, found.states)
        return [] if alike else [say("discover-too-few", lack=found.too_few)]
    if not found.rules:
        return [say("discover-no-rule", among=among(found.failing))]
    first = found.rules[0]
    limits = first.box(answer.factors).limits
    least = first.count(found.held_out).coverage_interval[0]
    rule = say(
        "discover-rule",
        word="mostly" if least >= MOSTLY else "clearly",
        limits=limits_told([limit_told(name, limits[name], say, answer.delivered) for name in limits], say),
        among=among(found.failing),
        **_counted(first, found.held_out),
    )
    return [rule, *_further(found, say)]


def _further(found: Found, say: Language) -> list[str]:
    """Say what the other rules add."""
    more = len(found.rules) - 1
    if not more or found.together is None:
        return []
    return [
        say(
            "discover-further",
            number=str(more),
            one="one" if more == 1 else "many",
            among=among(found.failing),
            **_counted(found.together, found.held_out),
        )
    ]


def _counted(counted: Counted, held_out: int) -> dict[str, str]:
    """Return coverage and density with their intervals, and the share that fails anywhere; all on held-out states."""
    count = counted.count(held_out)
    density = share_estimate(counted.density, counted.density_low, counted.density_high)
    coverage = share_estimate(counted.coverage, *count.coverage_interval)
    return {
        "density": density.value,
        "low": density.low,
        "high": density.high,
        "coverage": coverage.value,
        "least": coverage.low,
        "most": coverage.high,
        "rate": per_cent(count.rate),
    }


def among(condition: Condition) -> str:
    """Return what is counted: failures, or the worst states."""
    return "failures" if condition.quantile is None else "worst"
