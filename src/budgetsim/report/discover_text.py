"""A discovery in plain words: how often a policy fails, where mostly, and how sure that is."""

from __future__ import annotations

from budgetsim.language import Language
from budgetsim.report.discover_words import (
    failing,
    limit_told,
    limits_told,
    signed_told,
)
from budgetsim.report.figure_words import scenario_label, sentences
from budgetsim.rounding import amount, per_cent, share_estimate
from budgetsim.studies.discover.condition import WORST_SHARE, Condition
from budgetsim.studies.discover.find import FEWEST, Findings
from budgetsim.studies.discover.judge import Count, share_interval

MOSTLY = 0.5
"""Share of the failures from which a rule covers most of them; the whole interval must lie above."""


def findings_told(findings: Findings, weakest: Findings | None, say: Language) -> list[str]:
    """Return the findings, a paragraph each, the answer first."""
    told = [
        sentences(say, [_how_often(own, say), _unclear(own, say), *_where(own, say)])
        for own in (findings, weakest)
        if own is not None
    ]
    least = round(FEWEST / WORST_SHARE)
    if findings.lack and weakest is None and findings.states < least:
        told.append(say("discover-more-states", least=str(least)))
    return told


def _how_often(findings: Findings, say: Language) -> str:
    condition = findings.cases.condition
    if condition.quantile is not None:
        return _weakest(findings, say)
    fails, states = findings.failures, findings.states
    told = share_estimate(fails / states, *share_interval(fails, states))
    low, high = told.low, told.high
    about = {"states": f"{states:,}", "failing": failing(condition, findings.cases.base, say)}
    if not fails:
        return _of_policy("none", findings, say, high=high, **about)
    if fails == states:
        return _of_policy("every", findings, say, low=low, **about)
    few = say("discover-number", number=f"{fails:,}")
    part = few if findings.lack else told.value
    return _of_policy("part", findings, say, part=part, low=low, high=high, **about)


def _unclear(findings: Findings, say: Language) -> str:
    """Say of how many states luck leaves open whether they count, if of any."""
    if not findings.unclear:
        return ""
    return say(
        "discover-unclear",
        share=per_cent(findings.unclear),
        among=_among(findings.cases.condition),
    )


def _of_policy(kind: str, findings: Findings, say: Language, **about: str) -> str:
    """Return a sentence about a policy, or about states where no policy is compared."""
    policy = findings.cases.policy
    if policy:
        return say(f"discover-{kind}-policy", policy=scenario_label(say, policy), **about)
    return say(f"discover-{kind}", **about)


def _weakest(findings: Findings, say: Language) -> str:
    condition, value = findings.cases.condition, findings.cut
    return _of_policy(
        "weakest",
        findings,
        say,
        of=condition.of or "level",
        outcome=say.name(condition.outcome),
        end="low" if condition.is_low else "high",
        share=per_cent(condition.quantile or 0.0),
        value=signed_told(value) if condition.of == "change" else amount(value),
    )


def _where(findings: Findings, say: Language) -> list[str]:
    """Say under which conditions it fails mostly."""
    if findings.lack:
        alike = findings.failures in (0, findings.states)
        return [] if alike else [say("discover-too-few", lack=findings.lack)]
    if not findings.rules:
        return [say("discover-no-rule", among=_among(findings.cases.condition))]
    first = findings.rules[0]
    own, limits, delivered = first.held_out, first.box.limits, findings.cases.delivered
    told = [limit_told(item.name, limits[item.name], say, delivered) for item in first.contributions]
    rule = say(
        "discover-rule",
        word="mostly" if own.coverage_interval[0] >= MOSTLY else "clearly",
        limits=limits_told(told, say),
        among=_among(findings.cases.condition),
        **_counted(own),
    )
    return [rule, *_further(findings, say)]


def _further(findings: Findings, say: Language) -> list[str]:
    """Say what the other rules add."""
    more, both = len(findings.rules) - 1, findings.together
    if not more:
        return []
    return [
        say(
            "discover-further",
            number=str(more),
            one="one" if more == 1 else "many",
            among=_among(findings.cases.condition),
            **_counted(both),
        )
    ]


def _counted(own: Count) -> dict[str, str]:
    """Return coverage and density with their intervals, and the share that fails anywhere; all on held-out states."""
    density = share_estimate(own.density, *own.interval)
    coverage = share_estimate(own.coverage, *own.coverage_interval)
    return {
        "density": density.value,
        "low": density.low,
        "high": density.high,
        "coverage": coverage.value,
        "least": coverage.low,
        "most": coverage.high,
        "rate": per_cent(own.rate),
    }


def _among(condition: Condition) -> str:
    """Return what is counted: failures, or the worst states."""
    return "failures" if condition.quantile is None else "worst"
