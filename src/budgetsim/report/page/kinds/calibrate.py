"""A calibration: parameters estimated from a panel, what the model fits and what not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetsim.report import calibrate_words as words
from budgetsim.report.page.html import Block, Table
from budgetsim.report.page.kinds.told import Told, exact, factor_name, findings_of, heads_of
from budgetsim.report.page.source import Source
from budgetsim.report.page.text import (
    Said,
    alike,
    count,
    interval,
    name,
    number,
    say,
    scenario,
    told_in_each,
    unit,
)
from budgetsim.rounding import digits_for

VERDICTS = {
    "pinned down": "pinned",
    "weakly pinned down": "weakly",
    "bounded on one side": "bounded",
    "at an edge of its range": "edge",
    "not identified": "not",
    "not converged": "open",
}
Found = Mapping[str, Any]


def tell(source: Source) -> Told:
    """Tell what a calibration found."""
    answer: dict[str, Any] = source.answer
    estimates, moments = answer["estimates"], answer["moments"]
    years = answer["years"]
    lead = say(
        "report-lead-calibrate",
        parameters=count(len(estimates)),
        base=scenario(str(answer["base"])),
        units=count(answer["units"]),
        first=name(years[0]),
        last=name(years[-1]),
    )
    tables: list[Block] = [_estimates(estimates), _moments(moments, fitted=True)]
    if any(not cell["fitted"] for cell in moments.values()):
        tables.append(_moments(moments, fitted=False))
    if answer["prediction"] is not None:
        tables.append(_predicted(answer["prediction"]))
    return Told(lead, findings_of(answer), tables, _method(answer))


def moment_name(called: str) -> Said:
    """Return what a moment is called."""
    return told_in_each(lambda language: words.moment_name(language, called))


def _estimates(estimates: Mapping[str, Found]) -> Table:
    heads = heads_of(
        "parameter", "base-value", "estimate", "error", "interval90", "allowed", "verdict-data", "unit"
    )
    rows = []
    for called, cell in estimates.items():
        places = digits_for(cell["low"], cell["high"], cell["estimate"])
        rows.append(
            [
                factor_name(called),
                exact(cell["base"]),
                number(cell["estimate"], places),
                number(cell["error"], places + 1) if cell["error"] is not None else alike("–"),
                interval(cell["low"], cell["high"], places),
                say("report-range", low=exact(cell["range_low"]), high=exact(cell["range_high"])),
                say(f"report-pinned-{VERDICTS.get(cell['verdict'], 'not')}"),
                unit(cell["unit"]),
            ]
        )
    return Table("estimates", say("report-table-estimates"), heads, rows)


def _moments(moments: Mapping[str, Found], *, fitted: bool) -> Table:
    heads = heads_of("moment", "data", "error", "model", "t", "fits", "unit")
    rows = [
        [
            moment_name(called),
            *_pair(cell["data"], cell["error"]),
            number(cell["simulated"], _places(cell["error"])),
            number(cell["t"], 1),
            say("report-yes" if cell["fits"] else "report-missed"),
            unit(cell["unit"]),
        ]
        for called, cell in moments.items()
        if cell["fitted"] == fitted
    ]
    key = "fitted" if fitted else "other"
    return Table(
        f"moments-{key}", say(f"report-table-moments-{key}"), heads, rows, say("report-note-moments")
    )


def _predicted(prediction: Found) -> Table:
    heads = heads_of("moment", "observed", "error", "predicted", "interval90", "inside", "last-year")
    rows = []
    for called, cell in prediction["moments"].items():
        places = _places(cell["error"])
        rows.append(
            [
                moment_name(called),
                *_pair(cell["observed"], cell["error"]),
                number(cell["predicted"], places),
                interval(cell["low"], cell["high"], places),
                say("report-yes" if cell["in_interval"] else "report-no"),
                number(cell["last_year"], places),
            ]
        )
    return Table("prediction", say("report-table-prediction", year=name(prediction["year"])), heads, rows)


def _pair(value: float | None, error: float | None) -> list[Said]:
    places = _places(error)
    return [number(value, places), number(error, places + 1) if error is not None else alike("–")]


def _places(error: float | None) -> int:
    return digits_for(-error, error, error) if error else 3


def _method(answer: Mapping[str, Any]) -> list[Said]:
    found = answer["convergence"]
    return [say("report-method-model"), say("report-method-calibrate", candidates=count(found["candidates"]))]
