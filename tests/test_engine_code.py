"""Python code in compiled runs: behaviours, policy rules and observers see and move the same numbers as with NumPy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from strategies import scenarios

from budgetsim import Change, Decision, DepartmentView, Scenario, load_scenario, rational, simulate
from budgetsim.model import simulation
from budgetsim.model.bureau import BureauView
from budgetsim.model.department.decisions import DecisionError
from budgetsim.model.ledger import Ledger
from budgetsim.model.result import Result
from budgetsim.model.run import Run
from budgetsim.model.simulation import Chunk
from budgetsim.model.world import World
from budgetsim.scenario import ScenarioError
from budgetsim.scenario_files.roster import Roster

pytest.importorskip("llvmlite")
from budgetsim.model.engine import choice, coded, compiler, cuts, trace
from budgetsim.model.engine.single import CompiledRun
from budgetsim.model.engine.steps import IN_JANUARY, YEARLY

SEEDS, YEARS = (3, 11, 2**40), 4


# Worlds: panels, points that differ, treated departments, reforms, rosters, all that is mostly off ---------


def plain() -> list[Scenario]:
    base = load_scenario("wangcheng_2022").replace(departments=19, burn_in=2)
    return [base, base.replace(name="used", result_use=0.8, staff=7.0)]


def mostly_off() -> list[Scenario]:
    base = plain()[0].replace(
        adaptive_share=0.3, satisficing_share=0.3, adjustment_sd=0.2, adjustment_tails=2.0, departments=17,
        external_bias_persistence=0.7, productivity_persistence=0.8, indicator_renewal=0.2, self_year_sd=0.02,
    )  # fmt: skip
    return [base, base.replace(name="rational", adaptive_share=0.0, satisficing_share=0.0)]


def treated() -> list[Scenario]:
    base = plain()[0]
    changes = (
        Change(year=2, levers={"monitoring_intensity": 0.5}, share=0.5),
        Change(year=3, levers={"monitoring_intensity": 0.7}, share=0.3, assignment="risk"),
        Change(year=3, levers={"budget_rule": "posterior", "staff": 6.0}),
        Change(year=4, levers={"evaluation_lag": 2}),
    )
    return [base.replace(name="treated", changes=changes), base]


def in_order() -> list[Scenario]:
    """Draws of the first version of the streams."""
    return [scenario.replace(stream_version=1) for scenario in plain()]


def imposed() -> list[Scenario]:
    """Nobody understates, which is one number for all."""
    return [plain()[0].replace(objective_contract="top_down", departments=3)]


def one_department() -> list[Scenario]:
    return [plain()[0].replace(departments=1, burn_in=0)]


def precautious() -> list[Scenario]:
    base = plain()[0].replace(year_end="precaution", late_demand_spread=0.2, departments=8)
    return [base, base.replace(name="grown", envelope_growth=0.03)]


def roster() -> list[Scenario]:
    kinds = ("production", "craft", "coping", "procedural")
    own = Roster(("A", "B", "C", "D"), kinds, (1.0, 2.0, 3.0, 4.0), (1.0, 2.0, 2.0, 5.0))
    base = replace(load_scenario("wangcheng_2022").replace(departments=4, burn_in=1), roster=own)
    return [base, base.replace(name="checked", monitoring_intensity=0.6)]


WORLDS = (plain, mostly_off, treated, in_order, imposed, one_department, precautious, roster)


# Code: rules of departments and of the bureau, and what looks on -------------------------------------------


def simple(view: DepartmentView[Any]) -> Decision[Any]:
    nothing = np.zeros_like(view.productivity)
    return Decision(
        effort_output=0.9 * view.last_effort_output + 0.01 * view.budget,
        effort_benefit=0.5 * view.last_effort_benefit,
        manipulation=nothing,
        diversion=0.1 * view.culture,
        sandbagging=nothing,
        hoarding=nothing + 0.1,
    )


def stubborn(view: DepartmentView[Any]) -> Decision[Any]:
    d, level = view.parameters.department, np.zeros_like(view.productivity)
    return replace(
        rational(view), effort_output=level + d.habit_output, effort_benefit=level + d.habit_benefit
    )


def meddler(view: DepartmentView[Any]) -> Decision[Any]:
    """Writes into what it sees, which is the state of departments itself."""
    view.culture[...] *= 0.9
    return simple(view)


def other_categories(seen: BureauView) -> dict[str, Any]:
    """Another way to budget in some seeds, more staff in others."""
    found = {"staff": seen.policy.staff * 1.05} if seen.findings.sum() > 1.0 else {"budget_rule": "grades"}
    return found | ({"evaluation_lag": 2} if seen.year == 2 else {})


def more_checks(seen: BureauView) -> dict[str, Any]:
    return {"monitoring_intensity": min(1.0, float(np.mean(seen.policy.monitoring_intensity)) + 0.05)}


class Everything:
    """An observer that copies every array of the world after every month."""

    def __init__(self) -> None:
        self.seen: dict[tuple[Any, ...], Any] = {}

    def __call__(self, chunk: Chunk, year: int, world: World) -> None:
        books = world.books
        records = {**trace.carried(world), "books": books, "adjusted": world.adjusted, "closed": world.closed}
        for name, record in records.items():
            for path, value in trace.leaves(record, (name,), truths=True):
                self.seen[chunk, year, books.month, path] = np.array(np.broadcast_to(value, world.shape))
        self.seen[chunk, year, books.month, "clock"] = world.elapsed, world.age, world.years_of_growth


CODE: dict[str, dict[str, Any]] = {
    "behaviour": {"behaviour": simple},
    "rational behaviour": {"behaviour": stubborn},
    "writing behaviour": {"behaviour": meddler},
    "rule": {"policy_rule": more_checks},
    "rule of categories": {"policy_rule": other_categories},
    "rule and behaviour": {"policy_rule": other_categories, "behaviour": simple},
    "observer": {"observer": Everything},
    "observed behaviour": {"observer": Everything, "behaviour": simple},
    "observed rule": {"observer": Everything, "policy_rule": more_checks},
}


def run_both(
    scenarios: list[Scenario], forbid: Callable[[], None], **code: Any
) -> tuple[list[Result], list[Any]]:
    """Return results and observers of both engines."""
    results, observers = [], []
    for engine in ("numpy", "compiled"):
        if engine == "compiled":
            forbid()
        given = {role: value() if role == "observer" else value for role, value in code.items()}
        observers.append(given.get("observer"))
        results.append(simulate(scenarios, SEEDS, YEARS, departments=True, engine=engine, **given))
    return results, observers


def assert_same(first: Result, second: Result) -> None:
    for name, values in first.values.items():
        assert values.tobytes() == second.values[name].tobytes(), name
        assert np.array_equal(first.panels[name], second.panels[name], equal_nan=True), name
        assert np.array_equal(first.archetypes[name], second.archetypes[name])


CASES = [
    (plain, "behaviour"),
    (plain, "rational behaviour"),
    (plain, "writing behaviour"),
    (mostly_off, "behaviour"),
    (mostly_off, "observed rule"),
    (treated, "rule"),
    (treated, "observer"),
    (precautious, "rule of categories"),
    (precautious, "rule and behaviour"),
    (in_order, "observed behaviour"),
    (imposed, "behaviour"),
    (one_department, "observed behaviour"),
    (roster, "behaviour"),
    (roster, "rule"),
]


@pytest.mark.filterwarnings("ignore::budgetsim.ScenarioWarning")
@pytest.mark.parametrize(("world", "code"), CASES, ids=lambda part: getattr(part, "__name__", part))
def test_code_gets_and_gives_the_same_numbers(
    world: Callable[[], list[Scenario]], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(world(), CODE[code], monkeypatch)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::budgetsim.ScenarioWarning")
@pytest.mark.parametrize(
    ("world", "code"),
    [pair for pair in product(WORLDS, CODE) if pair not in CASES],
    ids=lambda part: getattr(part, "__name__", part),
)
def test_any_other_code_in_any_world(
    world: Callable[[], list[Scenario]], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(world(), CODE[code], monkeypatch)


@pytest.mark.slow
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_code_in_random_worlds(data: st.DataObject) -> None:
    world = data.draw(scenarios("drawn")).replace(departments=data.draw(st.integers(1, 300)))
    with pytest.MonkeyPatch.context() as monkeypatch:
        check([world], CODE[data.draw(st.sampled_from(sorted(CODE)))], monkeypatch)


def check(worlds: list[Scenario], code: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Run on both engines; compare results and what observers saw."""
    first, seen = run("numpy", worlds, code)
    monkeypatch.setattr(simulation, "Run", lambda *_, **__: pytest.fail("a chunk was run by NumPy"))
    second, seen_again = run("compiled", worlds, code)
    for name, values in first.values.items():
        assert values.tobytes() == second.values[name].tobytes(), name
        assert np.array_equal(first.panels[name], second.panels[name], equal_nan=True), name
        assert np.array_equal(first.archetypes[name], second.archetypes[name])
    for key, value in seen.items():
        assert np.array_equal(value, seen_again[key], equal_nan=True), key


def run(
    engine: str, worlds: list[Scenario], code: dict[str, Any]
) -> tuple[Result, dict[tuple[Any, ...], Any]]:
    observer = Everything() if "observer" in code else None
    result = simulate(worlds, SEEDS, YEARS, departments=True, engine=engine, **{**code, "observer": observer})
    return result, {} if observer is None else observer.seen


def test_a_ledger_keeps_the_same_accounts() -> None:
    ledgers = {engine: Ledger() for engine in ("numpy", "compiled")}
    results = [
        simulate(plain(), SEEDS, YEARS, observer=ledger, engine=engine) for engine, ledger in ledgers.items()
    ]
    first, second = ledgers.values()
    assert first.months(results[0]).equals(second.months(results[1]))
    assert first.work(results[0]).equals(second.work(results[1]))


def test_runs_do_not_depend_on_their_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    options: dict[str, Any] = {"behaviour": simple, "engine": "compiled", "departments": True}
    whole = simulate(plain(), 5, 2, **options)
    monkeypatch.setattr(simulation, "CHUNK_ELEMENTS", 40)
    cut = simulate(plain(), 5, 2, **options)
    for name, values in whole.values.items():
        assert values.tobytes() == cut.values[name].tobytes()
        assert np.array_equal(whole.panels[name], cut.panels[name])


def test_a_rule_is_asked_run_by_run() -> None:
    """A rule that remembers can tell by the first year that another run begins."""
    asked: dict[str, list[int]] = {"numpy": [], "compiled": []}
    for engine, years in asked.items():

        def rule(seen: BureauView, years: list[int] = years) -> dict[str, Any]:
            years.append(seen.year)
            return {}

        simulate(plain()[0], 3, 2, policy_rule=rule, engine=engine)
    assert asked["compiled"] == asked["numpy"] == [1, 2] * 3


# Errors ----------------------------------------------------------------------------------------------------


def greedy(view: DepartmentView[Any]) -> Decision[Any]:
    return replace(simple(view), diversion=np.ones_like(view.productivity))


def test_an_inadmissible_decision_is_told_in_the_same_words() -> None:
    told = []
    for engine in ("numpy", "compiled"):
        with pytest.raises(DecisionError, match="diversion") as caught:
            simulate(plain(), SEEDS, 1, behaviour=greedy, engine=engine)
        told.append(str(caught.value))
    assert told[0] == told[1]


def test_a_lever_out_of_its_range_is_told_in_the_same_words() -> None:
    told = []
    for engine in ("numpy", "compiled"):
        with pytest.raises(ScenarioError, match="staff") as caught:
            simulate(plain()[0], 1, 2, policy_rule=lambda _: {"staff": -1.0}, engine=engine)
        told.append(str(caught.value))
    assert told[0] == told[1]


# Which engine ----------------------------------------------------------------------------------------------


@pytest.fixture
def nothing_compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No steps in memory, and an empty folder for them."""
    monkeypatch.setattr(cuts, "_STEPS", {})
    monkeypatch.setattr(cuts, "_WANTED", {})
    monkeypatch.setenv(compiler.VARIABLE, str(tmp_path / "kept"))


@pytest.mark.usefixtures("nothing_compiled")
def test_auto_compiles_a_behaviour_once_it_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    simulate(plain(), 2, 2, behaviour=simple)
    assert not cuts._STEPS
    monkeypatch.setattr(simulation, "WORTH_LOADING", 0)
    simulate(plain(), 2, 2, behaviour=simple)
    assert not cuts._STEPS
    monkeypatch.setattr(coded, "WORTH_COMPILING", 1)
    simulate(plain(), 2, 2, behaviour=simple)
    assert {cutting for _, cutting in cuts._STEPS} == {IN_JANUARY}


@pytest.mark.usefixtures("nothing_compiled")
def test_auto_compiles_runs_under_a_rule_by_their_number() -> None:
    few, more = 2, choice.WORTH_COMPILING_STEPS
    world = plain()[0].replace(departments=3, burn_in=0)
    simulate(world, few, 1, policy_rule=more_checks)
    assert not cuts._STEPS
    simulate(world, more, 1, policy_rule=more_checks)
    assert {cutting for _, cutting in cuts._STEPS} == {YEARLY}


@pytest.mark.usefixtures("nothing_compiled")
def test_a_thrifty_run_goes_on_with_numpy_where_another_form_comes() -> None:
    scenario = plain()[0].replace(year_end="precaution", late_demand_spread=0.1, burn_in=0)
    expected = simulate(scenario, [5], YEARS, departments=True, policy_rule=other_categories, engine="numpy")
    options: dict[str, Any] = {"policy_rule": other_categories, "departments": True, "cutting": YEARLY}
    run = CompiledRun(scenario, [5], YEARS, thrifty=True, **options)
    outcomes, panel = coded.live(run, None, departments=True)
    assert len(cuts._STEPS) == 1
    assert outcomes[0].tobytes() == expected.values[scenario.name].tobytes()
    assert panel is not None
    assert np.array_equal(panel[0], expected.panels[scenario.name])


def test_a_record_that_is_put_in_the_place_of_another_is_taken_over() -> None:
    """Whoever puts another array into the state, or another state into the world, moves the same numbers."""
    runs = [Run(plain()[0], [5], YEARS), CompiledRun(plain()[0], [5], YEARS)]
    for run in runs:
        run.burn_in()
        state = run.world.state
        state.culture = np.full(run.world.shape, 0.25)
        run.open_year()
        run.live_month()
        run.world.state = replace(state, perceived_risk=0.5 * state.perceived_risk)
        run.world.books.spent = run.world.books.spent + 0.01
        for _ in range(11):
            run.live_month()
        run.close_year()
        run.live_year()
    first, second = (run.world for run in runs)
    assert runs[0].outcomes() == runs[1].outcomes()
    assert np.array_equal(first.state.perceived_risk, second.state.perceived_risk)
