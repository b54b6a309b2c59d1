"""A discovery in plain words: how often a policy fails, where most often, and with what certainty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from budgetsim.kinds.discover.answer import Counted, Discovery, Found
from budgetsim.kinds.discover.condition import WORST_SHARE, Condition
from budgetsim.kinds.discover.find import FEWEST, RESAMPLES
from budgetsim.kinds.discover.structures import Under, where_it_gathers
from budgetsim.kinds.discover.tree import SCENARIO_COLUMN, Limit
from budgetsim.kinds.scenarios.drawn_words import structure_told, structures_told
from budgetsim.language import Language
from budgetsim.report.figure_words import enumerated, level_label, scenario_label, sentences
from budgetsim.rounding import amount, fixed, per_cent, share_estimate, signed
from budgetsim.studies.keep import LAST_YEARS

"""Between conditions of one rule, and before the last of them."""


def failing(condition: Condition, base: str, say: Language) -> str:
    """Return the meaning of failure, as a clause."""
    about = {"outcome": say.name(condition.outcome), "base": scenario_label(say, base)}
    end = "low" if condition.is_low else "high"
    if condition.quantile is not None:
        share = per_cent(condition.quantile)
        return say("discover-failing-quantile", of=condition.of or "level", end=end, share=share, **about)
    bound = condition.bound or 0.0
    if condition.of == "level":
        return say(
            "discover-failing-level",
            outcome=about["outcome"],
            end=end,
            bound=_in_money(condition, number_told(bound), say),
        )
    if bound == 0.0:
        return say("discover-failing-worse", end=end, **about)
    return say("discover-failing-change", end=end, bound=_in_money(condition, signed(bound), say), **about)


def _in_money(condition: Condition, bound: str, say: Language) -> str:
    """Return a bound with its unit of money, if it has one."""
    return say("discover-bound-money", bound=bound, unit=condition.money) if condition.money else bound


def limit_told(name: str, limit: Limit, say: Language, delivered: Sequence[str] = ()) -> str:
    """Return a limit in words: ``staff skill at most 0.31``."""
    factor = subject_told(name, say, delivered)
    if limit.levels:
        kind, levels = ("other", limit.left_out) if _is_all_but_one(limit) else ("levels", limit.levels)
        return say(f"discover-limit-{kind}", factor=factor, levels=_alternatives(name, levels, say))
    values = {
        key: number_told(end) for key, end in (("low", limit.low), ("high", limit.high)) if end is not None
    }
    if limit.low is not None and limit.low == limit.high:
        return say("discover-limit-equal", factor=factor, value=values["low"])
    if len(values) == 2:
        return say("discover-limit-between", factor=factor, **values)
    if limit.low is not None:
        return say(f"discover-limit-{'least' if limit.discrete else 'above'}", factor=factor, **values)
    return say("discover-limit-most", factor=factor, high=number_told(limit.high or 0.0))


def limits_told(items: Iterable[str], say: Language) -> str:
    """Return limits that hold together."""
    between, before_last = say("discover-limits-between"), say("discover-limits-last")
    *first, last = items
    return f"{between.join(first)}{before_last}{last}" if first else last


def limit_short(name: str, limit: Limit, say: Language, called: str | None = None) -> str:
    """Return a limit as a formula: ``staff_skill ≤ 0.31``.

    ``called`` is what the column ``name`` is called there, if not by its own name.
    """
    factor = called or name
    if limit.low is None or limit.high is None or limit.low == limit.high:
        return f"{factor} {ends_told(name, limit, say)}"
    less = "≤" if limit.discrete else "<"
    return f"{number_told(limit.low)} {less} {factor} ≤ {number_told(limit.high)}"


def ends_told(name: str, limit: Limit, say: Language) -> str:
    """Return a limit without its factor: ``≤ 0.31``."""
    low, high = limit.low, limit.high
    if limit.levels:
        other = _is_all_but_one(limit)
        levels = limit.left_out if other else limit.levels
        return f"{'≠' if other else '='} {_alternatives(name, levels, say)}"
    if low is not None and low == high:
        return f"= {number_told(low)}"
    if low is not None and high is not None:
        return say("discover-range", low=number_told(low), high=number_told(high))
    if low is not None:
        return f"{'≥' if limit.discrete else '>'} {number_told(low)}"
    return f"≤ {number_told(high or 0.0)}"


def subject_told(name: str, say: Language, delivered: Sequence[str] = ()) -> str:
    """Return a column of factors as words; of levers that are delivered it says so."""
    if name == SCENARIO_COLUMN:
        return say("discover-scenario")
    subject = say.name(name)
    return say("discover-delivered", lever=subject) if name in delivered else subject


def level_told(name: str, level: Any, say: Language) -> str:
    """Return a level of a column of factors as people write it; switches are on or off."""
    return scenario_label(say, str(level)) if name == SCENARIO_COLUMN else level_label(say, level)


def number_told(value: float) -> str:
    """Return a limit, which is rounded already, as people write it."""
    return f"{value:.10g}".replace("-", "−")


def _is_all_but_one(limit: Limit) -> bool:
    """Whether the one level that is not allowed is shorter told than those that are."""
    return len(limit.left_out) == 1 and len(limit.levels) > 1


def _alternatives(name: str, levels: Iterable[Any], say: Language) -> str:
    return say("discover-or").join(level_told(name, level, say) for level in levels)


MOSTLY = 0.5
"""Share of the failures from which a rule covers most of them; the whole interval must lie above."""
MOST_NAMED = 5
"""Factors of which it is told how often other halves name them."""
ACCIDENT = 0.25
"""Share of other halves below which a limit of the first rule is called an accident (a convention)."""


def findings(answer: Discovery, say: Language) -> list[str]:
    """Return the findings, a paragraph each, the answer first."""
    texts = [
        sentences(say, [_how_often(answer, found, say), _unclear(found, say), *_where(answer, found, say)])
        for found in (answer, answer.worst)
        if found is not None
    ]
    least = round(FEWEST / WORST_SHARE)
    if answer.too_few and answer.worst is None and answer.states < least:
        texts.append(say("discover-more-states", least=str(least)))
    texts += [_over_draws(answer, say)] if answer.draws else []
    return [*texts, *_elsewhere(answer.told, say)]


def _over_draws(answer: Discovery, say: Language) -> str:
    """Say over which draws of parameters shares hold."""
    return say("discover-over-draws", draws=str(answer.draws), beneath=str(len(answer.beneath)))


def _elsewhere(found: Found, say: Language) -> list[str]:
    """Say under which other structures failures concentrate in the first rule, and how many states fail there."""
    if not found.under:
        return []
    declared, *others = found.under
    least, most = min(others, key=_share), max(others, key=_share)
    shares = say(
        "discover-structures-shares",
        declared=per_cent(declared.share),
        least=per_cent(least.share),
        most=per_cent(most.share),
        lowest=structure_told(least.structure, say),
        highest=structure_told(most.structure, say),
        among=among(found.failing),
    )
    if not found.rules:
        return [shares]
    gathers, rest = where_it_gathers(found.under)
    text = say(
        "discover-structures-rule",
        those=structures_told([under.structure for under in gathers], say) if gathers else "",
        holds="every" if not rest else "some" if gathers else "none",
        among=among(found.failing),
    )
    apart = [
        say(
            "discover-structures-not",
            structure=structure_told(under.structure, say),
            inside=per_cent(under.rules[0].density),
            outside=per_cent(under.rules[0].outside),
        )
        for under in rest
    ]
    not_there = [say("discover-structures-rest", those=enumerated(say, apart))] if apart else []
    return [sentences(say, [text, *not_there, shares])]


def _share(under: Under) -> float:
    return under.share


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
    """Return the method, and what a reader must know about the numbers."""
    findings, last = answer.told, min(LAST_YEARS, answer.years)
    about = {
        "states": f"{answer.states:,}",
        "design": "latin" if answer.design == "latin_hypercube" else "other",
        "runs": f"{answer.runs:,}",
        "seeds": str(len(answer.seeds)),
        "one": "one" if len(answer.seeds) == 1 else "many",
    }
    means = say("discover-means", last=str(last), years=str(answer.years), one="one" if last == 1 else "many")
    texts = [say("discover-method", **about), means]
    if not findings.too_few:
        judged = findings.states - findings.held_out
        texts.append(say("discover-judged", found=f"{judged:,}", held=f"{findings.held_out:,}"))
    if findings.rules:
        texts.append(_other_halves(findings, say))
    if answer.unclear is None:
        texts.append(say("discover-one-seed"))
    if answer.draws:
        texts += _draws_taken(answer, findings, say)
    return [*texts, say("discover-no-probabilities", drawn="yes" if answer.from_draws else "no")]


def _draws_taken(answer: Discovery, found: Found, say: Language) -> list[str]:
    """Say where draws come from, which factors have their values, and what states are worth that share them."""
    about = {"draws": str(answer.draws), "source": answer.drawn_from, "searched": str(len(answer.from_draws))}
    text = say("discover-draws", has="yes" if answer.from_draws else "no", **about)
    texts = [text, say("discover-effect", effect=fixed(found.effect, 2))] if found.effect > 1.0 else [text]
    if not found.under:
        return texts
    about = {
        "states": f"{found.under[0].states:,}",
        "structures": structures_told([under.structure for under in found.under if under.structure], say),
    }
    return [*texts, say("discover-structures-method", **about)]


def _other_halves(found: Found, say: Language) -> str:
    """Say how often other splits of the states would have named the factors."""
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
    """Say for how many states Monte-Carlo noise leaves open whether they count, if for any."""
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
        value=signed(value) if condition.of == "change" else amount(value),
    )


def _where(answer: Discovery, found: Found, say: Language) -> list[str]:
    """Say under which conditions it fails most often."""
    if found.too_few:
        alike = found.failures in (0, found.states)
        return [] if alike else [say("discover-too-few", lack=found.too_few)]
    if not found.rules:
        return [say("discover-no-rule", among=among(found.failing))]
    first = found.rules[0]
    limits = first.box(answer.factors).limits
    least = first.count(found).coverage_interval[0]
    rule = say(
        "discover-rule",
        word="mostly" if least >= MOSTLY else "clearly",
        limits=limits_told([limit_told(name, limits[name], say, answer.delivered) for name in limits], say),
        among=among(found.failing),
        **_counted(first, found),
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
            **_counted(found.together, found),
        )
    ]


def _counted(counted: Counted, found: Found) -> dict[str, str]:
    """Return coverage and density with their intervals, and the share that fails anywhere; all on held-out states."""
    count = counted.count(found)
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
