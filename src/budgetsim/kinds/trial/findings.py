"""The findings of a trial in words: its power, what it sees of the truth, and what it misses and why."""

from __future__ import annotations

from budgetsim.kinds.trial.answer import Trial
from budgetsim.kinds.trial.estimators import LEVEL, POWER, RESAMPLED
from budgetsim.kinds.trial.outcomes import OUTCOMES
from budgetsim.kinds.trial.tables import estimator_told, outcome_told, treatment_told, unit_told, years_told
from budgetsim.language import Language
from budgetsim.report.figure_words import enumerated, scenario_label, sentences
from budgetsim.report.results import number
from budgetsim.rounding import estimate, per_cent, share_estimate, signed
from budgetsim.studies.table import Interval

NOTEWORTHY = 0.10
"""Part of the true effect from which a bias is told."""
COVERED = 0.93
"""Share of intervals that hold the truth, at least, if all is well; it may be more by its own interval."""
ALARMS = 0.075
"""Share of false alarms above which errors are told to be too small."""
LEAST_WRONG = 0.025


def findings(answer: Trial, say: Language) -> list[str]:
    """Return power, what is seen of the true effect and why, a full roll-out, intervals, and other designs."""
    return [
        _power(answer, say),
        _seen(answer, say),
        _rollout(answer, say),
        _intervals(answer, say),
        *_others(answer, say),
    ]


def _share(share: Interval) -> dict[str, str]:
    rounded = share_estimate(number(share.value), share.low, share.high)
    return {
        "value": rounded.value,
        "low": rounded.low,
        "high": rounded.high,
        "known": "yes" if rounded.is_known else "no",
    }


def _power(answer: Trial, say: Language) -> str:
    designs = answer.found
    texts = [
        say(
            "trial-power",
            units=str(answer.size),
            unit=answer.unit,
            treated=str(answer.treated),
            **years_told(answer.after),
            estimator=estimator_told(answer.estimator, say),
            level=per_cent(LEVEL),
            **_share(designs.power),
        ),
        say(
            "trial-detectable",
            size=_amount(designs.detectable),
            unit=unit_told(answer, say),
            power=per_cent(POWER),
        ),
    ]
    if number(designs.wrong.value) >= LEAST_WRONG:
        texts.append(say("trial-wrong", **_share(designs.wrong)))
    enough = [one for one in answer.tried if number(one.by(answer.estimator).power.value) >= POWER]
    if enough:
        least = min(
            enough, key=lambda one: (one.units * (answer.years - answer.after + one.after), one.units)
        )
        about = {"units": str(least.units), "unit": answer.unit, **years_told(least.after)}
        texts.append(say("trial-enough", power=per_cent(POWER), **about))
    else:
        texts.append(say("trial-never-enough", power=per_cent(POWER), designs=str(len(answer.tried))))
    return sentences(say, texts)


def _amount(value: float) -> str:
    return signed(value).removeprefix("+")


def _beside(value: float, truth: float) -> dict[str, str]:
    """Return what part of a true effect a value is, and in a word whether it is less, more, as much or contrary."""
    ratio = value / truth if truth else 1.0
    how = "less" if ratio < 1.0 else "more"
    if ratio < 0.0:
        how = "wrong"
    elif abs(ratio - 1.0) <= NOTEWORTHY:
        how = "same"
    return {"ratio": per_cent(abs(ratio)), "how": how}


def _seen(answer: Trial, say: Language) -> str:
    """Say what estimates are on average, beside the true effect, and which parts of the difference are large."""
    found, true = answer.found, answer.true
    effect = estimate(number(true.value), true.low, true.high, sign=True)
    texts = [
        say(
            "trial-true",
            truth=say(f"trial-truth-{OUTCOMES[answer.outcome].truth}"),
            unit=unit_told(answer, say),
            true=effect.value,
            low=effect.low,
            high=effect.high,
            level=_amount(answer.level),
            drawn="yes" if answer.draws else "no",
        )
    ]
    middle, truth = number(found.estimate.value), number(true.value)
    if truth:
        texts.append(say("trial-seen", estimate=signed(middle), **_beside(middle, truth)))
    parts = {name: value for name, value in vars(found.bias).items() if abs(value) > NOTEWORTHY * abs(truth)}
    for name in sorted(parts, key=lambda name: -abs(parts[name])):
        key = f"trial-because-{name}"
        about = {"assignment": answer.assignment, "outcome": answer.outcome, "unit": answer.unit}
        texts.append(say(key, size=signed(parts[name]), part=per_cent(abs(parts[name] / truth)), **about))
    return sentences(say, texts)


def _rollout(answer: Trial, say: Language) -> str:
    rollout, truth = answer.rollout, number(answer.true.value)
    effect = estimate(number(rollout.value), rollout.low, rollout.high, sign=True)
    return say(
        "trial-rollout",
        rollout=effect.value,
        low=effect.low,
        high=effect.high,
        **_beside(number(rollout.value), truth),
        unit=answer.unit,
        population=str(answer.population),
    )


def _intervals(answer: Trial, say: Language) -> str:
    designs = answer.found
    covered, alarms = number(designs.coverage.value), number(designs.false_alarms.value)
    return sentences(
        say,
        [
            say(
                "trial-coverage",
                well="yes" if max(covered, designs.coverage.high or 0.0) >= COVERED else "no",
                **_share(designs.coverage),
            ),
            say(
                "trial-false-alarms",
                many="yes" if alarms > ALARMS else "no",
                inference=answer.inference,
                **_share(designs.false_alarms),
            ),
        ],
    )


def _others(answer: Trial, say: Language) -> list[str]:
    """Say how far other estimators are from the truth, where cohorts make them differ."""
    truth = number(answer.true.value)
    if len(answer.cohorts) == 1 or not truth:
        return []
    texts = [
        say(
            "trial-other",
            estimator=estimator_told(one.name, say),
            ratio=per_cent(number(one.estimate.value) / truth),
        )
        for one in answer.own.found
    ]
    return [say("trial-others", those=enumerated(say, texts))]


def lead(answer: Trial, say: Language) -> str:
    """Return what was planned."""
    cohorts = [
        say("trial-cohort", year=str(year), units=str(units)) for year, units in answer.cohorts.items()
    ]
    return say(
        "trial-lead",
        scenario=scenario_label(say, answer.scenario),
        treatment=enumerated(say, treatment_told(answer, say)),
        cohorts=enumerated(say, cohorts),
        controls=str(answer.controls),
        unit=answer.unit,
        assignment=answer.assignment,
        outcome=outcome_told(answer, say),
        years=str(answer.years),
        population=str(answer.population),
    )


def method(answer: Trial, say: Language) -> list[str]:
    """Return how the numbers were made."""
    texts = [
        say(
            "trial-method-worlds",
            draws=str(answer.draws),
            worlds=str(answer.worlds),
            source=answer.drawn_from,
            drawn="yes" if answer.draws else "no",
        ),
        say("trial-method-truth"),
        say("trial-method-estimators"),
        say(
            "trial-method-errors",
            clusters=str(answer.size),
            inference=answer.inference,
            times=str(RESAMPLED),
        ),
        say(f"trial-measures-{answer.outcome.replace('_', '-')}"),
    ]
    if answer.checked is not None:
        about = {"package": answer.checked.package, "worlds": str(answer.checked.worlds)}
        texts.append(say("trial-method-checked", difference=f"{answer.checked.difference:.0e}", **about))
    return texts
