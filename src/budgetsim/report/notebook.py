"""What notebooks show of a scenario, of results and of a model: the table that a person wants to see."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.language import Language, spoken, told
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.mesa import BudgetModel
from budgetsim.model.result import Result
from budgetsim.report.declared import KEY_OUTCOMES
from budgetsim.scenario import Change, Scenario, ScenarioError, load_scenario
from budgetsim.scenario_files.faults import listed
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.summary import level_table
from budgetsim.studies.table import Column, Interval, Table, html_of


def scenario_html(scenario: Scenario) -> str:
    """Return the differences of a scenario from its base, with the source of each value that is replaced."""
    base, name = _base(scenario)
    differences = scenario.differences(base)
    head = f"<p><b>{escape(scenario.name)}</b> {escape(' '.join(scenario.description.split()))}</p>"
    if not differences:
        return f"{head}<p>{escape(told('table-same-as', name=name))}</p>"
    columns = [
        Column("parameter", head="table-head-parameter"),
        Column("here", head="table-head-here"),
        Column(name, head=_named(name)),
        Column("unit", "unit"),
        Column("source", head="table-head-declared-source"),
    ]
    rows = [row for key, here, there in differences for row in _rows(key, here, there, base)]
    return head + html_of(Table("differences", columns, rows), spoken())


def result_html(result: Result) -> str:
    """Return the key outcomes of every scenario: means over the last years, with 95 % intervals over seeds."""
    names = [scenario.name for scenario in result.scenarios]
    levels = level_table(result.outcomes).set_index(["outcome", "scenario"])
    columns = [
        Column("outcome", "name"),
        *(Column(name, "number", head=_named(name)) for name in names),
        Column("unit", "unit"),
        Column("about", "message", "table-head-about"),
    ]
    rows = [
        (
            outcome,
            *(
                Interval(*map(_number, levels.loc[(outcome, name), ["mean", "low", "high"]]))
                for name in names
            ),
            OUTCOMES[outcome].unit,
            f"table-about-{outcome.replace('_', '-')}",
        )
        for outcome in KEY_OUTCOMES
    ]
    last = min(LAST_YEARS, *result.years)
    note = told("table-seeds-and-years", seeds=str(len(result.seeds)), last=str(last))
    return html_of(Table("outcomes", columns, rows, note=lambda _: note), spoken())


def model_html(model: BudgetModel) -> str:
    """Return what a model is and the outcomes of its last closed year."""
    columns = [
        Column("outcome", "name"),
        Column("value", "number", "table-head-value"),
        Column("unit", "unit"),
    ]
    table = model.outcomes
    if not len(table):
        open_yet = told("fault-semicolon") + told("table-no-year-closed")
        return f"<p>{escape(repr(model) + open_yet)}</p>"
    last = table.iloc[-1]
    rows = [(name, float(last[name]), OUTCOMES[name].unit) for name in KEY_OUTCOMES]
    return f"<p>{escape(repr(model))}</p>" + html_of(Table("outcomes", columns, rows), spoken())


def _base(scenario: Scenario) -> tuple[Scenario, str]:
    """Return what a scenario extends, where that can be loaded, else the declared defaults."""
    if scenario.extends:
        try:
            return load_scenario(scenario.extends), scenario.extends
        except ScenarioError:
            pass
    return Scenario(), told("table-declared-defaults")


def _rows(key: str, here: Any, there: Any, base: Scenario) -> list[tuple[str, str, str, str, str]]:
    """Return a difference as rows: one, or of a change over time one for each lever that it moves."""
    if not isinstance(here, Change):
        return [_row(key, key, here, there)]
    return [
        _row(
            f"policy.{name}",
            told("table-from-year", name=f"policy.{name}", year=str(here.year)),
            value,
            getattr(base.policy, name),
        )
        for name, value in here.levers.items()
    ]


def _row(key: str, label: str, here: Any, there: Any) -> tuple[str, str, str, str, str]:
    about = declarations().get(key.rpartition(".")[2])
    unit, source = (about.unit, about.source) if about else ("", "")
    return label, _spelled(here), _spelled(there), unit, source


def _spelled(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, Change):
        return told("table-levers-from-year", year=str(value.year), levers=listed(value.levers))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _named(name: str) -> Callable[[Language], str]:
    """Return a heading that is somebody's own word."""
    return lambda _: name


def _number(value: Any) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 - only NaN differs from itself
