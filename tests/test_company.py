"""A run's numbers depend on its scenario and seed alone: never on what shares its chunk.

Alone, a parameter is a plain float; beside another value it is an array. Python's ``float ** 2`` and NumPy's
``array ** 2`` differ in the last bit for one number in a thousand, so the physics multiplies.
"""

from __future__ import annotations

import ast
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.special import gamma, ndtr
from strategies import CHOICES, LEVERS_DRAWN, REST_DRAWN

import budgetsim
from budgetsim import Scenario, numerics, simulate
from budgetsim.declarations import declarations
from budgetsim.model.result import Result

# Parameters are moved whatever else holds; that some move nothing is told thousands of times.
pytestmark = pytest.mark.filterwarnings("ignore::budgetsim.ScenarioWarning")

SMALL = Scenario(name="base").replace(departments=5, network_degree=2, burn_in=1, years=2)
DRAWN = (*LEVERS_DRAWN, *REST_DRAWN)
RNG = np.random.default_rng(11)
HOSTILE = {}
FACES = {
    "__init__.py", "__main__.py", "app", "cli", "data", "forms", "kinds", "language", "posterior", "report",
    "result.py", "rounding.py", "scenario.py", "scenario_files", "studies", "survey", "tables.py",
}  # fmt: skip
"""What reads, runs, keeps or shows: everything else computes the numbers of a run."""
UNSAFE = {"sum", "pow", "np.power", "np.float_power", "np.square", "np.emath.power", "numpy.power"}
"""Calls with other bits for a float than for an array, in some version of Python or on some processor."""


def hostile(low: float, high: float, rng: np.random.Generator) -> float:
    """A number of which ``pow`` and a product make different squares, as one in six hundred does."""
    values = rng.uniform(low, high, 10_000).tolist()
    return next((value for value in values if value**2 != value * value), values[0])


def drawn_values(rng: np.random.Generator) -> dict[str, object]:
    """Every numeric parameter away from its default, within its plausible range."""
    moved = {name: HOSTILE[name][rng.integers(3)] for name in DRAWN}
    shares = dict(
        zip(("production_share", "procedural_share", "craft_share"), rng.dirichlet(np.ones(4)), strict=False)
    )
    weights = dict(zip(("execution_weight", "objectives_weight"), rng.dirichlet(np.ones(3)), strict=False))
    weights["satisfaction_weight"] = 1.0 - sum(weights.values())
    grades = dict(
        zip(("fair_from", "good_from", "excellent_from"), np.sort(rng.uniform(0.3, 0.95, 3)), strict=True)
    )
    hidden = {name: hostile(0.1, 0.45, rng) for name in ("diversion_max", "concealment_max")}
    users = {name: hostile(0.1, 0.5, rng) for name in ("adaptive_share", "satisficing_share")}
    return {**moved, **shares, **weights, **grades, **hidden, **users, "staff": hostile(0.05, 2.0, rng)}


def assert_same_alone(points: list[Scenario], seeds: tuple[int, ...] = (1, 2)) -> None:
    together = simulate(points, seeds, departments=True)
    for point in points:
        alone = simulate(point, seeds, departments=True)
        for name, expected in _tables(alone, point.name).items():
            np.testing.assert_array_equal(_tables(together, point.name)[name], expected, err_msg=point.name)


def _tables(result: Result, name: str) -> dict[str, np.ndarray]:
    return {"outcomes": result.values[name], "departments": result.panels[name]}


HOSTILE.update({name: [hostile(*declarations()[name].study_range, RNG) for _ in range(3)] for name in DRAWN})


@pytest.mark.parametrize("rule", CHOICES["budget_rule"])
def test_each_parameter_alone_and_in_company(rule: str) -> None:
    # Together each of them is an array; alone all others are plain numbers.
    base = SMALL.replace(budget_rule=rule)
    points = [base.replace(name=name, **{name: HOSTILE[name][0]}) for name in DRAWN]
    assert_same_alone(points, (1,))


def test_slope_of_which_a_square_depends_on_company() -> None:
    points = [
        Scenario(name=name).replace(budget_rule="posterior", external_slope=slope)
        for name, slope in (("found", 0.5603810380614256), ("beside", 0.5))
    ]
    assert_same_alone(points)


@pytest.mark.parametrize("lever", ["result_use", "culture_initial"])
def test_negative_zero_is_zero(lever: str) -> None:
    zero, negative = (SMALL.replace(name="p", **{lever: value}) for value in (0.0, -0.0))
    np.testing.assert_array_equal(*(simulate(s, 2).values["p"].view(np.int64) for s in (zero, negative)))


@pytest.mark.parametrize(
    "choices", list(product(*CHOICES.values())), ids=lambda choices: "-".join(map(str, choices))
)
def test_all_parameters_alone_and_in_company(choices: tuple[object, ...]) -> None:
    chosen = dict(zip(CHOICES, choices, strict=True))
    rng = np.random.default_rng(sum(map(ord, str(choices))))
    assert_same_alone([SMALL.replace(name=f"p{n}", **chosen, **drawn_values(rng)) for n in range(3)])


def physics() -> list[Path]:
    root = Path(budgetsim.__file__).parent
    return sorted(p for p in root.rglob("*.py") if p.relative_to(root).parts[0] not in FACES)


@pytest.mark.parametrize("file", physics(), ids=lambda file: "/".join(file.parts[-2:]))
def test_physics_multiplies(file: Path) -> None:
    # A power with any exponent is `numerics.power`, which is one code path for floats and arrays.
    found = [
        f"{file.name}:{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow))
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in UNSAFE)
        or (isinstance(node, ast.Import) and "math" in [name.name for name in node.names])
        or (isinstance(node, ast.ImportFrom) and node.module in {"math", "statistics"})
    ]
    assert not found


def test_physics_is_found() -> None:
    names = {file.name for file in physics()}
    assert {"bureau.py", "world.py", "year_end.py", "stakes.py", "effort.py", "measures.py"} <= names


@pytest.mark.parametrize("function", [np.exp, np.log, np.sqrt, ndtr, gamma, numerics.twelfth_power])
@pytest.mark.parametrize("length", [1, 3, 60])
def test_functions_of_a_float_and_of_an_array_agree(function: Any, length: int) -> None:
    x = np.random.default_rng(5).uniform(0.01, 6.0, 3000)
    together = function(x.reshape(50, 1, 60))
    apart = np.concatenate([np.atleast_1d(function(row)) for row in x.reshape(-1, length)])
    np.testing.assert_array_equal(apart, together.ravel())
    np.testing.assert_array_equal([function(value) for value in x.tolist()], together.ravel())
    spaced = np.repeat(x, 7).reshape(-1, 7)[:, 2]
    np.testing.assert_array_equal(function(spaced), together.ravel())


def test_power_of_a_float_and_of_an_array_agree() -> None:
    rng = np.random.default_rng(6)
    base, exponent = rng.uniform(0.0, 3.0, 2000), rng.uniform(-2.0, 3.0, 2000)
    together = numerics.power(base, exponent)
    one_by_one = [numerics.power(b, e) for b, e in zip(base.tolist(), exponent.tolist(), strict=True)]
    np.testing.assert_array_equal(together, one_by_one)
    np.testing.assert_array_equal(
        numerics.power(base, exponent[0]), numerics.power(base, np.full(2000, exponent[0]))
    )
