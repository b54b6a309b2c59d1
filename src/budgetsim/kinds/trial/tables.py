"""The numbers of a trial: estimators and why they miss, other designs, years since treatment, one world's panel."""

from __future__ import annotations

from collections.abc import Mapping

from budgetsim.kinds.trial.answer import Estimated, Trial, Tried
from budgetsim.kinds.trial.outcomes import OUTCOMES
from budgetsim.language import Language
from budgetsim.studies.table import Column, Interval, Label, Table, value_text


def tables(answer: Trial) -> list[Table]:
    """Return all tables, the most important first."""
    return [
        _estimators(answer),
        _bias(answer),
        _designs(answer),
        _events(answer),
        _every(answer),
        _specimen(answer),
    ]


def outcome_told(answer: Trial, say: Language) -> str:
    """Return what the trial measures."""
    return say(f"trial-outcome-{answer.outcome.replace('_', '-')}")


def unit_told(answer: Trial, say: Language) -> str:
    """Return in which unit it is measured."""
    return say.unit(OUTCOMES[answer.outcome].unit)


def _about(answer: Trial, say: Language) -> Mapping[str, str]:
    return {"outcome": outcome_told(answer, say), "unit": unit_told(answer, say), "units": str(answer.size)}


def estimator_told(name: str, say: Language) -> str:
    """Return what an estimator is called."""
    return say(f"trial-estimator-{name}")


def _label(name: str) -> Label:
    return Label(name, lambda say: estimator_told(name, say))


def _estimators(answer: Trial) -> Table:
    columns = [
        Column("estimator", "label", "trial-head-estimator"),
        Column("estimate", "number", "trial-head-estimate"),
        Column("power", "share", "trial-head-power"),
        Column("coverage", "share", "trial-head-coverage"),
        Column("false_alarms", "share", "trial-head-false-alarms"),
        Column("detectable", "number", "trial-head-detectable"),
        Column("half", "share", "trial-head-half", is_spare=True),
        Column("wrong", "share", "trial-head-wrong", is_spare=True),
    ]
    rows = [
        (
            _label(one.name),
            one.estimate,
            one.power,
            one.coverage,
            one.false_alarms,
            one.detectable,
            one.half,
            one.wrong,
        )
        for one in answer.own.found
    ]
    return Table(
        "estimators", columns, rows, lambda say: say("trial-table-estimators", **_about(answer, say)),
        lambda say: say("trial-note-estimators"), file="estimators.csv",
    )  # fmt: skip


def _bias(answer: Trial) -> Table:
    parts = ("measurement", "weighting", "spillover", "before", "chance")
    columns = [
        Column("estimator", "label", "trial-head-estimator"),
        Column("true", "number", "trial-head-true", sign=True),
        *(Column(part, "number", f"trial-head-{part}", sign=True) for part in parts),
        Column("estimate", "number", "trial-head-mean", sign=True),
    ]
    rows = [
        (
            _label(one.name),
            answer.own.truth,
            *(_part(getattr(one.bias, part), answer.own.truth) for part in parts),
            one.estimate.value,
        )
        for one in answer.own.found
    ]
    return Table(
        "bias", columns, rows, lambda say: say("trial-table-bias", **_about(answer, say)),
        lambda say: say("trial-note-bias"), file="bias.csv",
    )  # fmt: skip


def _part(value: float, whole: float) -> float:
    """Return a part, nothing where it is what additions leave over."""
    return 0.0 if abs(value) < 1e-9 * abs(whole) else value


def _designs(answer: Trial) -> Table:
    columns = [
        Column("units", "count", lambda say: say("trial-head-units", unit=answer.unit)),
        Column("treated", "count", "trial-head-treated"),
        Column("after", "count", "trial-head-after"),
        Column("power", "share", "trial-head-power"),
        Column("coverage", "share", "trial-head-coverage"),
        Column("true", "number", "trial-head-true", sign=True),
        Column("estimate", "number", "trial-head-mean", sign=True),
        Column("detectable", "number", "trial-head-detectable"),
    ]
    rows = [(*_design(one), *_told(one, one.by(answer.estimator))) for one in answer.tried]
    return Table(
        "designs", columns, rows,
        lambda say: say("trial-table-designs", **_about(answer, say)),
        lambda say: say("trial-note-designs", estimator=estimator_told(answer.estimator, say)),
    )  # fmt: skip


def _design(one: Tried) -> tuple[int, int, int]:
    return one.units, one.treated, one.after


def _told(one: Tried, found: Estimated) -> tuple[Interval, Interval, float, float | None, float]:
    return found.power, found.coverage, one.truth, found.estimate.value, found.detectable


def _every(answer: Trial) -> Table:
    """Return every size and length by every estimator, for frames and files."""
    columns = [
        Column("units", "count", "trial-head-size"), Column("treated", "count", "trial-head-treated"),
        Column("after", "count", "trial-head-after"), Column("estimator", head="trial-head-estimator"),
        Column("power", "share", "trial-head-power"), Column("coverage", "share", "trial-head-coverage"),
        Column("true", "number", "trial-head-true"), Column("estimate", "number", "trial-head-mean"),
        Column("detectable", "number", "trial-head-detectable"),
        Column("false_alarms", "share", "trial-head-false-alarms"), Column("half", "share", "trial-head-half"),
        Column("wrong", "share", "trial-head-wrong"),
        Column("error", "number", "trial-head-error"),
    ]  # fmt: skip
    rows = [
        (
            *_design(one), found.name, found.power, found.coverage, one.truth, found.estimate, found.detectable,
            found.false_alarms, found.half, found.wrong, found.error,
        )
        for one in answer.tried
        for found in one.found
    ]  # fmt: skip
    return Table("every", columns, rows, audience="files", file="designs.csv")


def _events(answer: Trial) -> Table:
    columns = [
        Column("since", "count", "trial-head-since"),
        Column("true", "number", "trial-head-true", sign=True),
        Column("measured", "number", "trial-head-measured", sign=True),
        Column("estimate", "number", "trial-head-estimate", sign=True),
    ]
    rows = [(one.since, one.true, one.measured, one.estimate) for one in answer.events]
    return Table(
        "events", columns, rows, lambda say: say("trial-table-events", **_about(answer, say)),
        lambda say: say("trial-note-events"), file="events.csv", audience="report",
    )  # fmt: skip


def _specimen(answer: Trial) -> Table:
    """Return the data of the first world as a researcher would have them, and the truth that nobody has."""
    columns = [
        Column("unit", head="trial-head-panel-unit"),
        Column("year", head="trial-head-panel-year"),
        Column("since", head="trial-head-panel-since"),
        Column("measured", "number", "trial-head-panel-measured"),
        Column("true", "number", "trial-head-panel-true"),
    ]
    return Table("panel", columns, answer.specimen, audience="files", file="panel.csv")


def years_told(after: int) -> dict[str, str]:
    """Return years under full treatment, for messages that say how many."""
    return {"after": str(after), "one": "one" if after == 1 else "many"}


def treatment_told(answer: Trial, say: Language) -> list[str]:
    """Return what the treated levers are set to, one after the other."""
    return [
        say("trial-lever", lever=say.name(name), value=value_text(value, say))
        for name, value in answer.treatment.items()
    ]
