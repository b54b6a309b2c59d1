"""The numbers of a calibration: as files for machines, and as people look at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.kinds.calibrate.answer import SENSITIVITY, Calibration, Estimate, Fit, HeldOut, Predicted
from budgetsim.kinds.calibrate.findings import moment_name
from budgetsim.kinds.calibrate.inference import BOUNDED, EDGE, NOT, OPEN, PINNED, WEAKLY
from budgetsim.language import DEFAULT, Language
from budgetsim.report.figure_words import quantity_name
from budgetsim.studies.table import Column, Interval, Label, Table

MOST_SENSITIVE = 3
MAIN = 0.5
"""Part of the largest sensitivity of an estimate from which a moment is among those that it mainly comes from."""
VERDICT_KEYS = {
    PINNED: "pinned",
    WEAKLY: "weakly",
    BOUNDED: "bounded",
    EDGE: "edge",
    NOT: "not",
    OPEN: "open",
}
"""Ends of the keys of verdicts."""
TEXTS = ("unit", "verdict", "meaning", "fitted", "fits", "in_interval")
"""Columns of files that hold no numbers."""


def tables(answer: Calibration) -> list[Table]:
    """Return everything that the calibration found."""
    parameters = {_key(name): one for name, one in answer.estimates.items()}
    every = [
        _of_file("estimates", "parameter", Estimate, parameters),
        _estimates(answer),
        _of_file("moments", "moment", Fit, answer.moments),
        _moments(answer, fitted=True),
        _moments(answer, fitted=False),
        _sensitivity(answer),
    ]
    if answer.prediction is not None:
        every += [
            _of_file("prediction", "moment", Predicted, answer.prediction.moments),
            _held_out(answer.prediction),
        ]
    return [table for table in every if table.rows or table.audience == "files"]


def moment_label(name: str) -> Label:
    """Return a moment as a table names it: in English as target files have it."""
    return Label(name, lambda say: name if say.code == DEFAULT else quantity_name(say, name))


def moment_column() -> Column:
    """Return the column of moments."""
    return Column("moment", "label", "calibrate-head-moment")


def _key(parameter: str) -> str:
    about = declarations().get(parameter)
    return f"{about.group}.{parameter}" if about else parameter


def _of_file(name: str, subject: str, kind: type[Any], rows: Mapping[str, Any]) -> Table:
    """Return rows of a kind as they are kept in a file."""
    keys = [one.name for one in fields(kind)]
    columns = [Column(subject), *(Column(key, "text" if key in TEXTS else "number") for key in keys)]
    lines = [(label, *(getattr(row, key) for key in keys)) for label, row in rows.items()]
    return Table(name, columns, lines, file=f"{name}.csv", audience="files")


def _sensitivity(answer: Calibration) -> Table:
    columns = [Column("moment"), *(Column(name, "number") for name in answer.estimates)]
    rows = [(moment, *row.values()) for moment, row in answer.sensitivity.items()]
    return Table("sensitivity", columns, rows, file=SENSITIVITY, audience="files")


def _estimates(answer: Calibration) -> Table:
    columns = [
        Column("parameter", "name", "calibrate-head-parameter"),
        Column("base", "value", "calibrate-head-base"),
        Column("estimate", "number", "calibrate-head-estimate"),
        Column("error", "number", "calibrate-head-error"),
        Column("lowest", "value", "calibrate-head-lowest"),
        Column("highest", "value", "calibrate-head-highest"),
        Column("verdict", "message", "calibrate-head-verdict"),
        Column("from", "label", "calibrate-head-from"),
        Column("unit", "unit", is_spare=True),
    ]
    rows = [
        (
            name,
            one.base,
            Interval(one.estimate, one.low, one.high),
            one.error,
            one.range_low,
            one.range_high,
            f"calibrate-verdict-{VERDICT_KEYS[one.verdict]}",
            _main_moments(answer, name),
            one.unit,
        )
        for name, one in answer.estimates.items()
    ]
    return Table("estimated", columns, rows, lambda say: say("calibrate-table-estimates"), _note(answer))


def _note(answer: Calibration) -> Any:
    def note(say: Language) -> str:
        by = "units" if answer.clusters is None else "clusters"
        clusters = str(answer.clusters or 0)
        return say(
            "calibrate-note-errors",
            by=by,
            clusters=clusters,
            times=str(answer.bootstrap),
            copies=str(answer.copies),
        )

    return note


def _main_moments(answer: Calibration, parameter: str) -> Label:
    """Return the moments from which an estimate mainly comes."""
    sizes = {
        moment: abs(row[parameter] or 0.0)
        for moment, row in answer.sensitivity.items()
        if row.get(parameter) is not None
    }
    largest = max(sizes.values(), default=0.0)
    chosen = [moment for moment, size in sizes.items() if size >= MAIN * largest]
    names = sorted(chosen, key=lambda moment: -sizes[moment])[:MOST_SENSITIVE]
    return Label(
        ", ".join(names), lambda say: say("calibrate-comma").join(moment_name(say, name) for name in names)
    )


def _moments(answer: Calibration, *, fitted: bool) -> Table:
    columns = [
        moment_column(),
        Column("data", "number", "calibrate-head-data"),
        Column("error", "number", "calibrate-head-error"),
        Column("simulated", "number", "calibrate-head-model"),
        Column("t", "number", "calibrate-head-t", places=1),
        Column("fits", "message", "calibrate-head-fits"),
        Column("unit", "unit"),
    ]
    rows = [
        (
            moment_label(name),
            one.data,
            one.error,
            one.simulated,
            one.t,
            "table-yes" if one.fits else "calibrate-missed",
            one.unit,
        )
        for name, one in answer.of_fitted(fitted=fitted).items()
    ]
    key = "fitted" if fitted else "other"
    return Table(
        f"moments-{key}",
        columns,
        rows,
        lambda say: say(f"calibrate-table-{key}"),
        lambda say: say("calibrate-note-t"),
    )


def _held_out(prediction: HeldOut) -> Table:
    columns = [
        moment_column(),
        Column("observed", "number", "calibrate-head-observed"),
        Column("error", "number", "calibrate-head-error"),
        Column("predicted", "number", "calibrate-head-predicted"),
        Column("inside", "truth", "calibrate-head-inside"),
        Column("last_year", "number", "calibrate-head-last-year"),
        Column("fitted", "truth", "calibrate-head-fitted", is_spare=True),
    ]
    rows = [
        (
            moment_label(name),
            one.observed,
            one.error,
            Interval(one.predicted, one.low, one.high),
            one.in_interval,
            one.last_year,
            one.fitted,
        )
        for name, one in prediction.moments.items()
    ]
    year = str(prediction.year)
    return Table("held-out", columns, rows, lambda say: say("calibrate-table-held-out", year=year))
