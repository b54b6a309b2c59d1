"""What notebooks show of a scenario, of results and of a model: the table that a person wants to see."""

from __future__ import annotations

from html import escape
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.language import DEFAULT, language
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.mesa import BudgetModel
from budgetsim.model.result import Result
from budgetsim.report.declared import KEY_OUTCOMES
from budgetsim.scenario import Change, Scenario, ScenarioError, load_scenario
from budgetsim.studies.summary import LAST_YEARS, level_table
from budgetsim.studies.table import Column, Interval, Table, html_of


def scenario_html(scenario: Scenario) -> str:
    """Return the differences of a scenario from its base, with the source of each value that is replaced."""
    base, name = _base(scenario)
    differences = scenario.differences(base)
    head = f"<p><b>{escape(scenario.name)}</b> {escape(' '.join(scenario.description.split()))}</p>"
    if not differences:
        return f"{head}<p>{escape(f'the same as {name}')}</p>"
    columns = [Column("parameter"), Column("here"), Column(name), Column("unit"), Column("source")]
    rows = [row for key, here, there in differences for row in _rows(key, here, there, base)]
    return head + html_of(Table("differences", columns, rows), language(DEFAULT))


def result_html(result: Result) -> str:
    """Return the key outcomes of every scenario: means over the last years, with 95 % intervals over seeds."""
    names = [scenario.name for scenario in result.scenarios]
    levels = level_table(result.outcomes).set_index(["outcome", "scenario"])
    columns = [
        Column("outcome"),
        *(Column(name, "number") for name in names),
        Column("unit"),
        Column("about"),
    ]
    rows = [
        (
            outcome,
            *(
                Interval(*map(_number, levels.loc[(outcome, name), ["mean", "low", "high"]]))
                for name in names
            ),
            OUTCOMES[outcome].unit,
            about,
        )
        for outcome, about in KEY_OUTCOMES.items()
    ]
    last = min(LAST_YEARS, *result.years)
    note = f"{len(result.seeds)} seeds; means over the last {last} years, 95 % intervals over seeds"
    return html_of(Table("outcomes", columns, rows, note=lambda _: note), language(DEFAULT))


def model_html(model: BudgetModel) -> str:
    """Return what a model is and the outcomes of its last closed year."""
    columns = [Column("outcome"), Column("value", "number"), Column("unit")]
    table = model.outcomes
    if not len(table):
        return f"<p>{escape(repr(model))}; no year is closed yet</p>"
    last = table.iloc[-1]
    rows = [(name, float(last[name]), OUTCOMES[name].unit) for name in KEY_OUTCOMES]
    return f"<p>{escape(repr(model))}</p>" + html_of(Table("outcomes", columns, rows), language(DEFAULT))


def _base(scenario: Scenario) -> tuple[Scenario, str]:
    """Return what a scenario extends, where that can be loaded, else the declared defaults."""
    if scenario.extends:
        try:
            return load_scenario(scenario.extends), scenario.extends
        except ScenarioError:
            pass
    return Scenario(), "declared defaults"


def _rows(key: str, here: Any, there: Any, base: Scenario) -> list[tuple[str, str, str, str, str]]:
    """Return a difference as rows: one, or of a change over time one for each lever that it moves."""
    if not isinstance(here, Change):
        return [_row(key, key, here, there)]
    return [
        _row(f"policy.{name}", f"policy.{name} from year {here.year}", value, getattr(base.policy, name))
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
        return f"from year {value.year}: {', '.join(value.levers)}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _number(value: Any) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 - only NaN differs from itself
