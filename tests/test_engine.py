"""The compiled engine: the bits of NumPy for every world, on every processor, whatever becomes of its files."""

from __future__ import annotations

import ast
import ctypes
import dataclasses
import pickle
import threading
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from scipy import stats
from strategies import scenarios

import budgetsim
from budgetsim import (
    BudgetModel,
    Change,
    Decision,
    DepartmentAgent,
    DepartmentView,
    Scenario,
    load_scenario,
    simulate,
)
from budgetsim.declarations import ARCHETYPES
from budgetsim.declarations.protocol import STREAM_VERSIONS
from budgetsim.model import simulation
from budgetsim.model.bureau import BureauView
from budgetsim.model.engine import choice
from budgetsim.model.engine.choice import ENGINES
from budgetsim.model.engine.graph import Graph, TraceError
from budgetsim.model.result import Result
from budgetsim.model.shocks import Shocks
from budgetsim.numerics import LANES
from budgetsim.scenario import scenario_names
from budgetsim.scenario_files.roster import Roster

pytest.importorskip("llvmlite")
from budgetsim.model.engine import chunks, compiler

SEEDS = (3, 11, 2**40)
SMALL = {"departments": 5, "burn_in": 0}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(compiler.VARIABLE, str(tmp_path_factory.getbasetemp() / "programs"))


def assert_same(first: Result, second: Result) -> None:
    for name, values in first.values.items():
        assert values.tobytes() == second.values[name].tobytes(), name
    for name, panel in first.panels.items():
        assert np.array_equal(panel, second.panels[name], equal_nan=True), name
        assert np.array_equal(first.archetypes[name], second.archetypes[name])


def both(
    wanted: Scenario | list[Scenario], seeds: tuple[int, ...] = SEEDS, years: int | None = None
) -> tuple[Result, Result]:
    first, second = (
        simulate(wanted, seeds, years, departments=True, engine=engine) for engine in ("numpy", "compiled")
    )
    return first, second


@pytest.mark.parametrize("name", scenario_names())
def test_reference_scenarios(name: str) -> None:
    assert_same(*both(load_scenario(name), years=4))


VERSIONS = pytest.mark.parametrize("version", STREAM_VERSIONS, ids="version {}".format)


@VERSIONS
@pytest.mark.parametrize("departments", [1, 2, 7, 8, 9, 127, 129, 300, 3000])
def test_any_number_of_departments(departments: int, version: int) -> None:
    base = load_scenario("wangcheng_2022").replace(burn_in=1, network_degree=4, stream_version=version)
    assert_same(*both(base.replace(departments=departments), years=2))


@hypothesis_settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_random_worlds(data: st.DataObject) -> None:
    assert_same(*both([data.draw(scenarios(f"s{number}")) for number in range(2)], SEEDS[:2], years=2))


SIZES = st.one_of(st.sampled_from((1, 2, 7, 8, 9, 60, 64, 3000)), st.integers(1, 3000))


@pytest.mark.slow
@hypothesis_settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_many_random_worlds(data: st.DataObject) -> None:
    worlds = [data.draw(scenarios(f"s{number}")).replace(departments=data.draw(SIZES)) for number in range(2)]
    assert_same(*both(worlds, SEEDS[:2], years=3))


@VERSIONS
def test_everything_that_is_mostly_off(version: int) -> None:
    world = load_scenario("wangcheng_2022").replace(
        adaptive_share=0.3, satisficing_share=0.3, adjustment_sd=0.2, adjustment_tails=2.0, departments=17,
        external_bias_persistence=0.7, productivity_persistence=0.8, indicator_renewal=0.2, self_year_sd=0.02,
        late_demand_spread=0.2, burn_in=2, budget_noise_tails=3.0, stream_version=version,
    )  # fmt: skip
    assert_same(*both(world, years=4))


@VERSIONS
@pytest.mark.filterwarnings("ignore::budgetsim.ScenarioWarning")
def test_treated_departments_and_dated_reforms(version: int) -> None:
    changes = (
        Change(year=2, levers={"monitoring_intensity": 0.5}, share=0.5),
        Change(year=3, levers={"monitoring_intensity": 0.7}, share=0.3, assignment="risk"),
        Change(year=3, levers={"budget_rule": "posterior", "staff": 6.0}),
    )
    base = load_scenario("wangcheng_2022").replace(departments=19, burn_in=1, stream_version=version)
    treated = base.replace(name="treated", changes=changes)
    assert_same(*both([base, treated], years=4))


def test_departments_of_the_user() -> None:
    kinds = tuple(ARCHETYPES[number % 4] for number in range(11))
    names = tuple(map(str, range(11)))
    amounts = tuple(1.0 + 0.3 * number for number in range(11))
    base = load_scenario("wangcheng_2022").replace(departments=11, burn_in=1)
    own = dataclasses.replace(base, roster=Roster(names, kinds, amounts, amounts[::-1]))
    other = dataclasses.replace(base, name="other", roster=Roster(names, kinds[::-1], amounts[::-1], amounts))
    assert_same(*both([own, other.replace(result_use=0.9)], years=3))
    first, second = (simulate([own, other], 2, 2, engine=engine).values for engine in ENGINES[1:])
    for name in ("other", own.name):
        assert first[name].tobytes() == second[name].tobytes()


@pytest.mark.parametrize("shares", [(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.2, 0.0, 0.8)])
def test_kinds_of_departments_that_nobody_or_everybody_is(shares: tuple[float, float, float]) -> None:
    given = dict(zip(("production_share", "procedural_share", "craft_share"), shares, strict=True))
    base = load_scenario("wangcheng_2022").replace(departments=13, burn_in=0)
    assert_same(*both([base, base.replace(name="moved", **given)], years=2))


@pytest.mark.parametrize("rules", [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.4, 0.6)])
def test_points_of_one_program_decide_by_different_rules(rules: tuple[float, float]) -> None:
    base = load_scenario("wangcheng_2022").replace(departments=13, burn_in=1)
    moved = base.replace(name="moved", adaptive_share=rules[0], satisficing_share=rules[1])
    mixed = base.replace(name="mixed", adaptive_share=0.3, satisficing_share=0.3)
    assert_same(*both([base, moved, mixed], years=3))


@pytest.mark.filterwarnings("ignore::budgetsim.ScenarioWarning")
@pytest.mark.parametrize("burn_in", [0, 1])
def test_what_the_first_recorded_year_changes_is_announced(burn_in: int) -> None:
    """Departments begin with what held before; the first year may already bring something else."""
    changes = (
        Change(year=1, levers={"rectification": 0.9, "audit_coverage": 0.8}),
        Change(year=1, levers={"autonomy": 0.6}, share=0.5, assignment="craft"),
    )
    base = load_scenario("wangcheng_2022").replace(departments=19, burn_in=burn_in, announcement=0.5)
    assert_same(*both([base, base.replace(name="changed", changes=changes)], years=2))


@VERSIONS
def test_standards_move_from_the_first_year_on_where_nothing_is_burned_in(version: int) -> None:
    world = load_scenario("wangcheng_2022").replace(
        departments=5, burn_in=0, self_year_sd=0.05, adaptive_share=0.5, productivity_persistence=0.8,
        stream_version=version,
    )  # fmt: skip
    assert_same(*both(world, years=3))
    first, second = (BudgetModel(world, 5, engine=engine) for engine in ENGINES[1:])
    for model in (first, second):
        model.run_years(3)
    assert first.outcomes.equals(second.outcomes)


@VERSIONS
def test_points_do_not_depend_on_their_company_or_chunks(
    monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    base = load_scenario("wangcheng_2022").replace(departments=12, burn_in=1, stream_version=version)
    points = [base.replace(name=f"p{n}", result_use=n / 9, adaptive_share=0.2 * (n % 2)) for n in range(9)]
    whole = simulate(points, 5, years=2, departments=True, engine="compiled")
    monkeypatch.setattr(simulation, "COMPILED_ELEMENTS", 50)
    assert_same(whole, simulate(points, 5, years=2, departments=True, engine="compiled"))
    monkeypatch.setattr(simulation, "COMPILED_DRAWS", 1)
    assert_same(whole, simulate(points, 5, years=2, departments=True, engine="compiled"))
    assert_same(whole, simulate(points, 5, years=2, departments=True, engine="numpy"))


def test_versions_of_streams_beside_each_other_are_different_worlds() -> None:
    base = load_scenario("wangcheng_2022").replace(**SMALL)
    both_versions = [base, base.replace(name="second", stream_version=1)]
    found = [simulate(both_versions, 2, 2, engine=engine).values for engine in ENGINES[1:]]
    for values in found:
        assert (values[base.name] != values["second"])[..., 0].all()
        for scenario in both_versions:
            alone = simulate(scenario, 2, 2, engine="numpy").values[scenario.name]
            assert values[scenario.name].tobytes() == alone.tobytes()


def test_versions_of_streams_draw_from_the_same_laws() -> None:
    """Means over many seeds agree within their errors."""
    base = load_scenario("wangcheng_2022").replace(departments=20, burn_in=0)
    means = [
        simulate(base.replace(stream_version=version), 400, 2, engine="compiled")
        .values[base.name]
        .mean(axis=1)
        for version in STREAM_VERSIONS
    ]
    error = np.sqrt(sum(values.var(axis=0, ddof=1) for values in means) / 400.0)
    apart = np.abs(means[0].mean(axis=0) - means[1].mean(axis=0))
    assert (apart <= 4.5 * error + 1e-12).all()


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No program in memory, and an empty folder for them."""
    monkeypatch.setattr(chunks, "_PROGRAMS", {})
    monkeypatch.setenv(compiler.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.mark.parametrize(
    "features", ["", "+avx,+avx2", "+avx,+avx2,+fma"], ids=["SSE2", "AVX2", "AVX2 and fused multiplication"]
)
@pytest.mark.usefixtures("folder")
def test_a_lesser_processor_gives_the_same_bits(monkeypatch: pytest.MonkeyPatch, features: str) -> None:
    if not set(features.replace("+", "").split(",")) - {""} <= _present():
        pytest.skip(f"this processor has no {features}")
    monkeypatch.setattr(compiler, "processor", lambda: ("", features))
    assert_same(*both(load_scenario("wangcheng_2022").replace(**SMALL), years=2))


def _present() -> set[str]:
    return {name.lstrip("+") for name in compiler.processor()[1].split(",") if name.startswith("+")}


def test_a_kept_program_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = load_scenario("wangcheng_2022").replace(**SMALL)
    first = simulate(world, 2, years=1, engine="compiled")
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(chunks, "_PROGRAMS", {})
    monkeypatch.setattr(compiler, "object_code", lambda _text: pytest.fail("it was compiled again"))
    assert_same(first, simulate(world, 2, years=1, engine="compiled"))


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "foreign", "folder"])
def test_a_damaged_program_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    world = load_scenario("wangcheng_2022").replace(**SMALL)
    first = simulate(world, 2, years=1, engine="compiled")
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.unlink()
    if damage == "folder":
        file.mkdir()
    else:
        changed = whole[:-50] + b"x" * 50
        file.write_bytes({"cut": whole[:900], "changed": changed, "empty": b"", "foreign": b"{}\n"}[damage])
    monkeypatch.setattr(chunks, "_PROGRAMS", {})
    assert_same(first, simulate(world, 2, years=1, engine="compiled"))


def test_a_folder_that_cannot_be_written_is_passed_by(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    simulate(load_scenario("wangcheng_2022").replace(**SMALL), 1, years=1, engine="compiled")
    assert folder.read_text() == "a file where the folder should be"


def test_two_that_compile_at_once_do_not_harm_each_other(folder: Path) -> None:
    world = load_scenario("wangcheng_2022").replace(**SMALL)
    results: list[Result] = []
    threads = [
        threading.Thread(target=lambda: results.append(simulate(world, 2, years=1, engine="compiled")))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 3
    assert_same(results[0], results[1])
    assert_same(results[0], results[2])
    assert [file.suffix for file in folder.iterdir()] == [".program"]


@pytest.mark.usefixtures("folder")
def test_auto_compiles_what_is_worth_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    world = load_scenario("wangcheng_2022").replace(**SMALL)
    small = simulate(world, 2, years=1)
    assert not chunks._PROGRAMS
    monkeypatch.setattr(simulation, "WORTH_LOADING", 0)
    monkeypatch.setattr(choice, "WORTH_COMPILING", 0)
    assert_same(small, simulate(world, 2, years=1))
    assert chunks._PROGRAMS


@hypothesis_settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_mesa_model_lives_the_same_years(data: st.DataObject) -> None:
    scenario = data.draw(scenarios("s"))
    first, second = (BudgetModel(scenario, seed=7, engine=engine) for engine in ("numpy", "compiled"))
    for model in (first, second):
        model.run_years(2)
    assert first.outcomes.equals(second.outcomes)
    batch_of_one = simulate(scenario, [7], 2, engine="numpy").outcomes
    assert batch_of_one.drop(columns="scenario").equals(second.outcomes.drop(columns="scenario"))


class Careful(DepartmentAgent):
    def decide(self, view: DepartmentView[float]) -> Decision[float]:
        planned = super().decide(view)
        return replace(
            planned, diversion=0.5 * planned.diversion, effort_output=view.last_effort_output + 0.01
        )


def more_staff(view: BureauView) -> dict[str, object]:
    return {"staff": 4.0 + view.workload_ratio, "budget_rule": "posterior"} if view.year == 2 else {}


def test_code_steps_in_between_compiled_steps() -> None:
    """A department decides for itself, a rule moves levers, a column is written in May."""
    models = [
        BudgetModel("wangcheng_2022", 5, engine=engine, department_class=Careful, policy_rule=more_staff)
        for engine in ("numpy", "compiled")
    ]
    for model in models:
        model.run_years(1)
        for _ in range(5):
            model.step()
        department = model.departments[3]
        department.budget += 0.3
        department.culture = 0.9
        model.run_years(2)
    first, second = models
    assert first.outcomes.equals(second.outcomes)
    assert [d.perceived_risk for d in first.departments] == [d.perceived_risk for d in second.departments]


def test_a_copied_model_goes_on_by_itself() -> None:
    model = BudgetModel("wangcheng_2022", seed=5, engine="compiled")
    for _ in range(7):
        model.step()
    copied = pickle.loads(pickle.dumps(model))
    copied.departments[0].spent = 0.0
    model.run_years(1)
    copied.run_years(1)
    alone = BudgetModel("wangcheng_2022", seed=5, engine="numpy")
    alone.run_years(1)
    for _ in range(7):
        alone.step()
    assert model.outcomes.equals(alone.outcomes)
    assert not copied.outcomes.equals(alone.outcomes)


def test_a_copied_model_has_the_draws_of_the_original() -> None:
    """Some draws are single numbers out of longer rows, which a copy loses; rows are read in whole vectors."""
    world = load_scenario("wangcheng_2022").replace(
        departments=5, burn_in=1, self_year_sd=0.05, external_year_sd=0.05, indicator_renewal=0.3,
        external_bias_persistence=0.6, productivity_persistence=0.8,
    )  # fmt: skip
    model, alone = (BudgetModel(world, 5, engine=engine) for engine in ("compiled", "numpy"))
    for one in (model, alone):
        for _ in range(4):
            one.step()
    copied = pickle.loads(pickle.dumps(model))
    for one in (copied, alone):
        one.run_years(3)
    assert copied.outcomes.equals(alone.outcomes)


@VERSIONS
def test_draws_have_room_for_a_vector_behind_their_last_number(version: int) -> None:
    shocks = Shocks((1, 2), 5, version=version)
    for value in vars(shocks.year(0)).values():
        if value is not None:
            whole = value
            while whole.base is not None:
                whole = whole.base
            end = whole.__array_interface__["data"][0] + whole.nbytes
            last = value[0, -1, ..., -1].reshape(-1)[-1:].__array_interface__["data"][0]
            assert end - last > 8 * LANES


def test_without_llvmlite_auto_takes_numpy_and_compiled_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "can_compile", lambda: False)
    monkeypatch.setattr(simulation, "can_compile", lambda: False)
    monkeypatch.setattr(simulation, "WORTH_LOADING", 0)
    simulate("wangcheng_2022", 1, years=1)
    with pytest.raises(choice.EngineError, match="llvmlite"):
        simulate("wangcheng_2022", 1, years=1, engine="compiled")


def test_an_engine_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(choice.EngineError, match=r"fast.*auto, compiled, numpy"):
        simulate("wangcheng_2022", 1, years=1, engine="fast")
    monkeypatch.setenv(choice.VARIABLE, "fast")
    with pytest.raises(choice.EngineError, match=choice.VARIABLE):
        simulate("wangcheng_2022", 1, years=1)


PHYSICS = (
    "mechanisms", "department", "bureau.py", "fiscal_year.py", "opening.py", "months.py", "year_end.py", "renewal.py",
    "measures.py", "panel.py", "world.py",
)  # fmt: skip
LANGUAGE = {
    "abs", "arange", "float64", "full_like", "inf", "intp", "maximum", "minimum", "nan", "ones", "ones_like", "pi",
    "sign", "sqrt", "where", "zeros", "zeros_like",
}  # fmt: skip


def _physics() -> list[Path]:
    root = Path(budgetsim.__file__).parent / "model"
    files = [
        file
        for name in PHYSICS
        for file in ([root / name] if name.endswith(".py") else (root / name).rglob("*.py"))
    ]
    return [file for file in files if file.name != "view.py"]


ON_SINGLE_NUMBERS = ("checked", "_row", "_lever", "neighbours")
"""Functions of single numbers or of places, outside the equations."""


def _outside_the_language(tree: ast.AST) -> list[str]:
    faults = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef) and node.name in ON_SINGLE_NUMBERS:
            continue
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "np":
            if node.attr not in LANGUAGE:
                faults.append(f"line {node.lineno}: np.{node.attr}")
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow | ast.MatMult):
            faults.append(f"line {node.lineno}: {type(node.op).__name__}")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "scipy":
            faults.append(f"line {node.lineno}: from {node.module}")
        faults += _outside_the_language(node)
    return faults


@pytest.mark.parametrize("file", _physics(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_equations_keep_to_the_array_language(file: Path) -> None:
    assert _outside_the_language(ast.parse(file.read_text("utf-8"))) == []


@pytest.fixture(scope="module")
def whole_rows() -> compiler.Program:
    """What compiled code does with whole rows, callable by itself."""
    text = files("budgetsim.model.engine").joinpath("runtime.ll").read_text("utf-8")
    text = text.replace("define internal", "define") + "\nattributes #1 = { nounwind }\n"
    return compiler.Program(compiler.object_code(text))


@pytest.mark.parametrize("count", [1, 2, 7, 8, 9, 16, 60, 63, 200, 256, 257, 300])
@pytest.mark.parametrize("kind", ["apart", "tied", "zeros"])
def test_compiled_order_and_ranks(count: int, kind: str, whole_rows: compiler.Program) -> None:
    numbers = np.random.default_rng(count)
    key, ranked, ordered, back = (np.zeros(count + 2 * LANES) for _ in range(4))
    signs = numbers.choice([-0.0, 0.0], count)
    key[:count] = {
        "apart": numbers.normal(size=count),
        "tied": numbers.integers(-1, 3, count),
        "zeros": signs,
    }[kind]
    places = np.arange(float(key.size))

    def call(name: str, *rows: np.ndarray[Any, Any]) -> None:
        function = whole_rows.function(name, *[ctypes.c_void_p] * len(rows), ctypes.c_int64)
        function(*(row.ctypes.data for row in rows), count)

    call("ranks", key, ranked)
    call("sorted", places, key, ordered)
    call("unsorted", ordered, key, back)
    np.testing.assert_array_equal(ranked[:count], stats.rankdata(key[:count]))
    np.testing.assert_array_equal(ordered[:count], np.argsort(key[:count], kind="stable"))
    np.testing.assert_array_equal(back[:count], places[:count])


def test_an_equation_that_branches_on_a_number_is_told() -> None:
    graph = Graph(3)
    x = graph.input(("x",), vector=True)
    with pytest.raises(TraceError, match="branches"):
        bool(x > 0.0)
    with pytest.raises(TraceError, match="cumsum"):
        np.cumsum(x)  # type: ignore[call-overload]
