"""What a sweep found, in words: where an outcome is best, how sure that is, what moves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budgetsim.kinds.scenarios.tables import drawn_method
from budgetsim.kinds.sweep.answer import SweepAnswer
from budgetsim.kinds.sweep.best import Best
from budgetsim.kinds.sweep.known import factor_told, known_findings, place_told
from budgetsim.language import Language
from budgetsim.report import caveats as record
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import enumerated, one_or_many, sentences
from budgetsim.rounding import amount, estimate, per_cent
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.money import ACCOUNT, estimate_told
from budgetsim.studies.table import Interval

MOST_TOLD = 3
"""Outcomes whose best point is told."""
MOST_SHARES = 4
"""Factors of which it is told what they explain."""


def findings(answer: SweepAnswer, say: Language) -> list[str]:
    """Return where the first outcomes are best, which points are as good, and which factors move them most."""
    outcomes = answer.outcomes[:MOST_TOLD]
    if answer.drawn is None:
        texts = [_headline(answer, outcome, say) for outcome in outcomes]
        texts += [say("sweep-undrawn")] if answer.is_undrawn else []
    else:
        texts = known_findings(answer, answer.drawn, outcomes, say)
        texts.append(say("drawn-beside", text=_headline(answer, outcomes[0], say)))
    texts[1:1] = _in_money(answer, outcomes, say)
    return [*texts, say("report-one-seed")] if len(answer.seeds) == 1 else texts


def _in_money(answer: SweepAnswer, outcomes: Sequence[str], say: Language) -> list[str]:
    """Say what the best of each outcome that is money is for all departments together."""
    money, is_drawn = answer.money, answer.drawn is not None
    if money is None:
        return []
    best = {name: answer.best_value(name) for name in outcomes if name in ACCOUNT}
    values = {
        name: estimate_told(money, interval, say, is_drawn=is_drawn)
        for name, interval in best.items()
        if interval.value is not None
    }
    return [say("sweep-money", outcome=say.name(name), value=value) for name, value in values.items()]


def caveats(answer: SweepAnswer, say: Language) -> list[str]:
    """Return what is known to be wrong with the model about the levers."""
    return record.caveats([factor.name for factor in answer.varied if factor.role == "lever"], say)


def lead(answer: SweepAnswer, say: Language) -> str:
    """Return what was simulated."""
    return say(
        "sweep-lead",
        name=say.scenario(answer.name),
        points=f"{answer.size:,}",
        many=one_or_many(answer.size),
        factors=enumerated(say, [factor_told(factor, say) for factor in answer.varied]),
        seeds=f"{len(answer.seeds):,}",
        one=one_or_many(len(answer.seeds)),
        own="common" if answer.common_seeds else "own",
        runs=f"{answer.runs:,}",
        single=one_or_many(answer.runs),
        known="no" if answer.drawn is None else "yes",
        draws="" if answer.drawn is None else str(answer.drawn.draws),
    )


def method(answer: SweepAnswer, say: Language) -> list[str]:
    """Return how points were placed, over which years means are, and under which seeds."""
    last = min(LAST_YEARS, answer.years)
    years = {"last": str(last), "years": str(answer.years), "one": one_or_many(last)}
    texts = [say("sweep-method-design", design=_design(answer.design, say))]
    if answer.uncertainty_design:
        texts.append(say("sweep-method-states", design=_design(answer.uncertainty_design, say)))
    common = "yes" if answer.common_seeds else "no"
    texts += [say("report-method-means", **years), say("sweep-method-seeds", common=common)]
    if answer.drawn is None:
        return texts
    return [*texts, *drawn_method(answer.drawn, say), say("sweep-method-known")]


def _design(design: str, say: Language) -> str:
    return say(f"sweep-design-{design.replace('_', '-')}")


def _headline(answer: SweepAnswer, outcome: str, say: Language) -> str:
    best = answer.best[outcome]
    about = {"outcome": say.name(outcome), "way": OUTCOMES[outcome].direction}
    about["at"] = place_told(best.at, answer.varied, say)
    if best.states is not None:
        numbers = {
            "states": str(best.states),
            "value": amount(best.value.value or 0.0),
            "won": per_cent(best.won or 0.0),
        }
        texts = [say("sweep-best-levers", **about, **numbers)]
    else:
        texts = [_best_point(answer, best, about, say), *_compared(answer, best, say)]
    return sentences(say, [*texts, _shares(answer, best, say)])


def _best_point(answer: SweepAnswer, best: Best, about: Mapping[str, str], say: Language) -> str:
    value, low, high = _texts(best.value)
    sure = say("sweep-interval", low=low, high=high) if best.value.is_bounded else say("sweep-one-seed")
    if answer.design == "list":
        return say("sweep-best-named", name=best.point, value=value, sure=sure, **about)
    return say("sweep-best", value=value, sure=sure, **about)


def _compared(answer: SweepAnswer, best: Best, say: Language) -> list[str]:
    """Say which points are as good as the best, and whether it lies at an end of what was tried."""
    others = answer.size - 1
    if best.tied is None:
        return []
    about = {"others": str(others), "one": one_or_many(others)}
    if best.tied == others:
        return [say("sweep-flat", **about)]
    if best.gap is not None:
        first = say("sweep-apart", gap=_gap(best.gap, say))
    else:
        first = say("sweep-alike", near=str(best.tied), **about)
    if not best.ends:
        return [first]
    ends = [factor_told(factor, say) for factor in answer.varied if factor.name in best.ends]
    return [first, say("sweep-ends", factors=enumerated(say, ends), one=one_or_many(len(ends)))]


def _gap(gap: Interval, say: Language) -> str:
    value, low, high = _texts(gap)
    if estimate(gap.value or 0.0, gap.low, gap.high).half == "0":
        return value
    return say("sweep-gap", value=value, low=low, high=high)


def _shares(answer: SweepAnswer, best: Best, say: Language) -> str:
    """Say how much of the differences between points each factor explains by itself."""
    factors = {factor.name: factor for factor in answer.varied}
    shares = [
        say("sweep-share", factor=factor_told(factors[name], say), share=per_cent(share))
        for name, share in list(best.shares.items())[:MOST_SHARES]
        if share > 0.0
    ]
    return say("sweep-explained", shares=enumerated(say, shares)) if shares else ""


def _texts(cell: Interval) -> tuple[str, str, str]:
    rounded = estimate(cell.value or 0.0, cell.low, cell.high)
    return rounded.value, rounded.low, rounded.high
