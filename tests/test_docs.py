"""The pages in docs/ against the code: names exist, defaults and figures are current, examples run."""

from __future__ import annotations

import importlib
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

import budgetsim
from budgetsim import load_scenario, simulate
from budgetsim.declarations import ARCHETYPES, declarations
from budgetsim.model import fiscal_year
from budgetsim.model.bureau import BureauMemory
from budgetsim.model.department import stakes
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.mechanisms import incentives, misconduct, objectives
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.run import Run
from budgetsim.model.state import Decision, DepartmentState, Traits
from budgetsim.scenario import Money, read_scenario_text, scenario_names

PAGES = ("odd", "architecture", "extending", "scenarios")
GENERATED = {"parameters.md", "outcomes.md"}
FILE_KEYS = {
    "assignment",
    "change",
    "description",
    "extends",
    "names",
    "archetypes",
    "sizes",
    "budgets",
    "name",
    "replace_changes",
    "roster",
    "panel",
    "budget",
    "size",
    "archetype",
    "encoding",
    "delimiter",
    "sheet",
    "header_row",
    "header_rows",
    "footer_rows",
    "fill_down",
    "only",
    "leave_out",
    "decimal",
    "thousands",
    "signs",
    "missing",
    "money",
    "unit",
    "EUR",
    "million EUR",
    "share",
    "year",
    "random",
}


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, str]:
    return {name: (root / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in PAGES}


def prose(page: str) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"```.*?```", "", page, flags=re.DOTALL)


def code_blocks(page: str, language: str) -> list[str]:
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    return [text for of, text in blocks if of == language]


def rows(page: str) -> list[list[str]]:
    """Return the cells of every row of every table."""
    lines = [line for line in page.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def resolves(dotted: str) -> bool:
    """Whether a dotted name below the package is a module, or an attribute of one."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(["budgetsim", *parts[:cut]]))
        except ModuleNotFoundError:
            continue
        for name in parts[cut:]:
            known = hasattr(found, name) or name in getattr(found, "__dataclass_fields__", {})
            if not known:
                return False
            found = getattr(found, name, None)
        return True
    return False


def known_names() -> set[str]:
    """Every plain identifier that a page may print as code."""
    found = set(declarations()) | set(OUTCOMES) | set(DEPARTMENT_COLUMNS) | set(scenario_names())
    found |= set(ARCHETYPES) | set(budgetsim.__all__) | FILE_KEYS | set(vars(fiscal_year))
    for about in declarations().values():
        found |= {str(option) for option in about.choices}
    for kind in (Traits, DepartmentState, Decision, BureauMemory, DepartmentView):
        found |= {item.name for item in fields(kind)}
    return found


def test_code_named_in_odd_exists(pages: dict[str, str]) -> None:
    packages = {path.stem for path in Path(budgetsim.__file__).parent.iterdir()}
    dotted = set(re.findall(r"`([a-z_]+(?:\.[A-Za-z_]+)+)`", prose(pages["odd"])))
    code = {name for name in dotted if name.split(".")[0] in packages}
    assert len(code) > 70
    assert {name for name in code if not resolves(name)} == set()


def test_names_printed_as_code_in_odd_are_declared(pages: dict[str, str]) -> None:
    words = set(re.findall(r"`([a-z][a-z0-9_]*)`", prose(pages["odd"])))
    modules = {path.stem for path in Path(budgetsim.__file__).parent.iterdir()}
    others = {"adaptive", "budgetsim", "decide", "risk", "satisficing"}
    assert words - known_names() - modules - others == set()


def test_every_parameter_and_outcome_is_in_odd(pages: dict[str, str]) -> None:
    assert {name for name in [*declarations(), *OUTCOMES] if f"`{name}`" not in pages["odd"]} == set()


def test_parameter_tables_of_odd_hold_symbols_defaults_and_units(pages: dict[str, str]) -> None:
    listed = {}
    for table in re.findall(r"^\| symbol \| parameter \|.*?\n\n", pages["odd"], re.DOTALL | re.MULTILINE):
        for _, name, default, unit, _ in rows(table)[2:]:
            assert name not in listed, f"{name} is listed twice"
            listed[name.strip("`")] = (default.strip("`"), unit)
    expected = {
        name: (
            about.default or "(empty)" if isinstance(about.default, str) else f"{about.default:g}",
            about.unit or "–",
        )
        for name, about in declarations().items()
    }
    assert listed == expected


def test_months_of_odd_are_those_of_the_fiscal_year(pages: dict[str, str]) -> None:
    docstring = fiscal_year.__doc__ or ""
    expected = [
        [cell.replace("``", "`") for cell in re.split(r"\s{2,}", line.strip())]
        for line in docstring.splitlines()
        if re.match(r"(\d|after)", line)
    ]
    calendar = pages["odd"].split("## 3 Process")[1].split("## 4 ")[0]
    assert len(expected) == 8
    assert rows(calendar)[2:] == expected


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(root: Path, pages: dict[str, str], name: str) -> None:
    headings = {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in pages[name].splitlines()
        if line.startswith("#")
    }
    for target in re.findall(r"\]\(([^)]+)\)", prose(pages[name])):
        file, _, anchor = target.partition("#")
        assert not file or file in GENERATED or (root / "docs" / file).is_file(), target
        assert file or anchor in headings, target


def test_formulas_are_closed(pages: dict[str, str]) -> None:
    blocks = code_blocks(pages["odd"], "math")
    inline = re.findall(r"\$([^$]+)\$", prose(pages["odd"]))
    assert len(blocks) > 30
    assert prose(pages["odd"]).count("$") % 2 == 0
    for formula in [*blocks, *inline]:
        assert formula.count("{") - formula.count(r"\{") == formula.count("}") - formula.count(r"\}"), formula
        assert len(re.findall(r"\\left\b", formula)) == len(re.findall(r"\\right\b", formula)), formula
    # Markdown takes a backslash before punctuation for an escape, except in a block.
    assert [formula for formula in inline if re.search(r"\\[^A-Za-z]", formula)] == []


def test_status_quo_figures_of_odd_are_current(pages: dict[str, str]) -> None:
    """The figures printed as `outcome` = value; after a change of the model, print the new ones."""
    told = re.findall(r"`(\w+)` = ([\d.]+)", pages["odd"].split("## 2 ")[0])
    outcomes = simulate("wangcheng_2022", 60).outcomes
    last = outcomes[outcomes["year"] > 7].groupby("seed").mean(numeric_only=True)
    now, error = last.mean(), last.sem()
    assert len(told) >= 6
    for name, value in told:
        # Two digits are printed, of one draw of the seeds.
        assert float(value) == pytest.approx(now[name], rel=0.01, abs=0.005 + 3.0 * error[name]), name


def test_lasting_of_scores_in_odd_is_current(pages: dict[str, str]) -> None:
    """Year-to-year correlations of section 1 C: department-years of all recorded years, pooled."""
    panel = simulate("wangcheng_2022", 60, departments=True).departments
    assert panel is not None
    for score, row in (("external_score", "external"), ("self_score", "self")):
        (cells,) = [c for c in rows(pages["odd"]) if c[0] == f"year-to-year correlation, {row}"]
        table = panel.pivot_table(index=["seed", "department"], columns="year", values=score)
        now = np.corrcoef(table.iloc[:, :-1].to_numpy().ravel(), table.iloc[:, 1:].to_numpy().ravel())[0, 1]
        assert float(cells[2].split(",")[0]) == pytest.approx(now, abs=0.04), row


def test_symbols_of_hoarding_and_smoothing_in_odd_are_the_declared_ones(pages: dict[str, str]) -> None:
    listed = {name.strip("`"): symbol for symbol, name, *_ in (r for r in rows(pages["odd"]) if len(r) == 5)}
    about = declarations()
    for name in ("hoarding_monitoring", "hoarding_reallocation", "hoarding_pressure", "carryover_patience"):
        assert listed[name] == f"${about[name].symbol}$"
    for name in ("smoothing", "smoothing_attainment"):
        assert listed[name] == f"$\\{about[name].symbol}$"


def status_quo_year() -> tuple[fiscal_year.World, fiscal_year.Year]:
    """First open year of the status quo, without burn-in."""
    scenario = load_scenario("wangcheng_2022").replace(burn_in=0)
    run = Run(scenario, [1])
    return run.world, run.open_year()


def test_worked_figures_of_odd() -> None:
    """The figures that sections 7.1 to 7.6 work out by hand."""
    world, books = status_quo_year()
    b = world.parameters.bureau
    p = books.programme
    days = 3 * 110 * 0.895 * 1.125
    load = 60 * (2.5 + 0.63 + 0.421800 + 0.6 + 0.05 + 0.1 + 0.04)
    assert np.allclose(days, 332.3, atol=0.05)
    assert np.allclose(p.workload, load / days, rtol=1e-12)
    assert np.allclose([p.monitoring_detection, p.evaluation_detection], 0.41)
    assert np.allclose(p.review, 0.205)
    assert np.allclose(p.external_error, 0.785)
    assert np.allclose(p.audit_chance, 0.016)
    assert np.allclose(p.external_weight, 0.870, atol=5e-4)
    assert objectives.ratchet_factor(0.205, 0.4, 0.9) == pytest.approx(0.840, abs=5e-4)
    value = incentives.budget_present_value(0.9, 2, b.budget_inertia)
    assert value == pytest.approx(4.263, abs=5e-4)
    posts = 0.976 * 4.2 * 0.1 / (1.0 + 4.0 * 0.1)
    use = 0.1 * (0.25 * (1 - 1 / 60) * value + 0.024 * 4.2) + posts
    assert use == pytest.approx(0.408, abs=5e-4)
    assert posts / use == pytest.approx(0.72, abs=5e-3)
    assert use + 0.275 + 0.125 * 0.1 == pytest.approx(0.695, abs=5e-4)
    hazard, audits, consequence = np.float64(0.04 * 0.41), np.float64(0.016), np.float64(0.3)
    kept, found = (
        misconduct.retained_share(hazard, audits, consequence),
        misconduct.found_chance(hazard, audits),
    )
    assert (float(kept), float(found)) == (pytest.approx(0.940, abs=5e-4), pytest.approx(0.193, abs=5e-4))
    about = (0.59, np.float64(0.196), kept, found, 0.3 * 0.5, 0.4 * 0.287, 3.0)
    tempted, d = misconduct.Temptation(*about), world.parameters.department
    openly, hidden = misconduct.diversion(tempted, d)
    assert float(misconduct.marginal_own_loss(tempted, d)) == pytest.approx(0.226, abs=5e-4)
    assert float(openly) == pytest.approx(0.125, abs=5e-4)
    assert float(hidden) == pytest.approx(0.017, abs=5e-4)


def test_reward_and_margins_follow_the_equations_of_odd() -> None:
    """Sections 7.3 to 7.5, typed again from the page, give the decision of the first year."""
    world, books = status_quo_year()
    d, b = world.parameters.department, world.parameters.bureau
    view = world.department_view(books.levers, books.programme)
    at_stake, omega = stakes.stakes(view), (0.625, 0.375)
    share = view.budget / view.budget.sum()
    gain = 0.1 * (0.25 * (1.0 - share) * 0.81 / 0.19 + 0.024 * 4.2) + 0.976 * 4.2 * 0.1 / 1.4
    total = gain + 0.275 + 0.0125
    np.testing.assert_allclose(at_stake.total, total, rtol=1e-12)
    key = total * 0.03 * view.programme.external_weight
    claim = (total - key) * 0.8 * 0.5  # A = 1 at the start, so every P is one half
    np.testing.assert_allclose(at_stake.claim, claim, rtol=1e-12)
    low = np.clip((claim * (1 - 0.205) - 0.205 * 0.12) / 0.35, 0.0, 0.4)
    np.testing.assert_allclose(books.decision.sandbagging, low, rtol=1e-12)
    risk = 1.0 - (1.0 - 0.03 * 0.41) * (1.0 - 0.016)
    lie = np.clip((claim * (1 - risk) - risk) / (1.8 * (1 + 2 * view.culture)), 0.0, 0.5)
    np.testing.assert_allclose(books.decision.manipulation, lie, rtol=1e-12)
    base = view.productivity * view.useful_share**0.7
    norm = 0.85**0.7 * 1.1
    measured = (view.measurability_output, view.measurability_benefit)
    seen = [mu + (1.0 - mu) * 0.5 * 0.41 for mu in measured]
    weight = omega[0] * seen[0] + omega[1] * seen[1]
    factor = 1.0 - 0.205 * 0.4 * 0.9 / (1.0 - 0.9 * 0.6)
    pull = []
    for j in (0, 1):
        proposed = base * 1.1 * (1.0 - low)
        target = proposed + 0.205 * np.maximum(0.0, norm - proposed)
        own = (total - key) * factor * 0.8 * omega[j] * 0.5 * measured[j] / target
        satisfied = (total - key) * b.satisfaction_weight * b.satisfaction_slope * 0.5
        outside = key * b.external_slope * omega[j] * seen[j] / weight
        pull.append(base * (own + satisfied + outside + view.culture * 0.7 * 0.5))
    price = 1.0 + 0.04 * (1.0 - 0.6 * 0.25) + 0.05 * 0.5
    effort = d.habit_output + (pull[0] - 0.5 * pull[1]) / (price * 0.75)
    interior = books.decision.effort_benefit > 0.0
    np.testing.assert_allclose(books.decision.effort_output[interior], effort[interior], rtol=1e-9)
    assert interior.mean() > 0.9


def test_examples_of_extending_run(pages: dict[str, str]) -> None:
    names: dict[str, object] = {"__name__": "docs"}
    blocks = code_blocks(pages["extending"], "python")
    assert len(blocks) >= 5
    for number, block in enumerate(blocks, 1):
        exec(compile(block, f"docs/extending.md, example {number}", "exec"), names)


def test_examples_of_scenarios_load(pages: dict[str, str], tmp_path: Path) -> None:
    first, said, roster, money = code_blocks(pages["scenarios"], "toml")
    scenario = read_scenario_text(first, "half_monitored.toml")
    assert (scenario.policy.staff, len(scenario.changes), scenario.protocol.years) == (6.0, 2, 12)
    (csv,) = code_blocks(pages["scenarios"], "csv")
    (tmp_path / "units.csv").write_text(csv, encoding="utf-8")
    from_csv = read_scenario_text('[district]\ndepartments_file = "units.csv"', "a.toml", tmp_path)
    assert from_csv.roster == read_scenario_text(roster, "a.toml").roster
    with pytest.raises(budgetsim.ScenarioError) as caught:
        read_scenario_text(said, "a.toml", tmp_path)
    assert [fault.field for fault in caught.value.faults] == ["district.departments_file"]  # it is not there
    assert read_scenario_text(money, "a.toml").money == Money("万元", 120_000.0)
    (python,) = code_blocks(pages["scenarios"], "python")
    names: dict[str, object] = {"__name__": "docs"}
    exec(compile(python, "docs/scenarios.md", "exec"), names)
    assert tomllib.loads(str(names["text"]))["policy"]["staff"] == 5.0


def test_every_reference_scenario_has_its_line(pages: dict[str, str]) -> None:
    table = pages["scenarios"].split("## Reference scenarios")[1].split("## A file")[0]
    listed = [cells[0].strip("`") for cells in rows(table)[2:]]
    assert sorted(listed) == scenario_names()


def test_error_shown_in_scenarios_is_what_is_said(pages: dict[str, str]) -> None:
    text = (
        'extends = "wangcheng_2022"\n\n[policy]\nmonitoring_intensty = 0.3\nresult_use = 30\n\n'
        "[[change]]\nyear = 12\nrectification = 0.5\n"
    )
    with pytest.raises(budgetsim.ScenarioError) as caught:
        read_scenario_text(text, "mine.toml")
    shown = next(block for block in code_blocks(pages["scenarios"], "") if block.startswith("3 faults"))
    assert " ".join(str(caught.value).split()) == " ".join(shown.split())


def test_layers_of_architecture_are_those_of_the_contract(root: Path, pages: dict[str, str]) -> None:
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = [re.findall(r"\w+", layer) for layer in contracts["contracts"][0]["layers"]]
    listed = next(block for block in code_blocks(pages["architecture"], "") if "numerics" in block)
    told = [re.findall(r"\w+", re.split(r"\s{2,}", line.strip())[0]) for line in listed.strip().splitlines()]
    assert told == layers
