"""What the year led to: score, next budget, and what everybody learned, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from budgetsim.report.words import amount, counted, per_cent, points

Facts = Mapping[str, Any]


def money_sentences(f: Facts) -> Iterator[str]:
    """Say which score counted, and how the next budget came about."""
    after, seen = f["followed"], f["seen"]
    source = (
        "from its self-score alone"
        if seen["key_score"] is None
        else "from its self-score and the key evaluation, each weighted by its precision"
    )
    yield (
        f"The bureau takes {points(seen['inflation_correction'])} off self-scores, as much as it has learned "
        f"that they are inflated, and arrives at a used score of {points(after['used_score'])} for this year, "
        f"{source} (mean of all departments {points(after['mean_used_score'])})."
    )
    old = after["score_in_use_year"]
    which = (
        "this year's score"
        if old == f["year"]
        else f"the score of the year before ({points(after['score_in_use'])})"
    )
    change = after["next_allocation"] / after["allocation"] - 1.0
    effect = after["next_allocation"] / after["next_without_results"] - 1.0
    yield (
        f"Its next budget rests on {which}, against a mean of {points(after['mean_score_in_use'])}. It goes from "
        f"{amount(after['allocation'])} to {amount(after['next_allocation'])} ({_signed(change)}). By the "
        f"past, its size and politics alone it would have been {amount(after['next_without_results'])}: the "
        f"score made a difference of {_signed(effect)}.{_kept(after)}"
    )


def learned_sentences(f: Facts) -> Iterator[str]:
    """Say what the department and the bureau learned."""
    learned = f["followed"]["learned"]
    risk, matters = learned["perceived_risk"], learned["consequence_belief"]
    seen = f"It was checked {counted(f['seen']['checks'], 'time')} and heard from its peers"
    yield (
        f"{seen}: it now takes a monthly check to be "
        f"{_trend(risk, 'likelier', 'less likely', 'as likely as before')}. That findings have consequences it "
        f"believes {_trend(matters, 'more', 'less', 'as before')}."
    )
    norm, guess, truth = learned["norm_output"], learned["expected_productivity"], f["who"]["productivity"]
    closer = abs(guess["after"] - truth) < abs(guess["before"] - truth)
    yield (
        f"The bureau {_trend(norm, 'raises', 'lowers', 'keeps')} what it holds to be its normal output: next "
        "year's targets start there (the ratchet). Its guess of the department's productivity is now "
        f"{'closer to' if closer else 'further from'} the truth."
    )


def _kept(after: Mapping[str, Any]) -> str:
    return f" It keeps {amount(after['kept'])} of unspent money on top." if after["kept"] >= 0.0005 else ""


def _signed(change: float) -> str:
    return f"{'+' if change >= 0 else '−'}{per_cent(abs(change))}"


def _trend(pair: Mapping[str, float], up: str, down: str, same: str) -> str:
    change = pair["after"] - pair["before"]
    return same if abs(change) < 5e-4 else (up if change > 0 else down)
