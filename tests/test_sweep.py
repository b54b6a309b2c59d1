"""``budgetsim sweep`` from the command line: what it runs, says, writes, resumes and refuses."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept_studies import contents
from rich.cells import cell_len
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.main import app
from budgetsim.kinds.sweep.figures import levels as figure
from budgetsim.kinds.sweep.tables import MOST_POINTS
from budgetsim.report import style
from budgetsim.scenario import load_scenario
from budgetsim.studies.factors import Factor, parse_vary
from budgetsim.studies.sampling import sobol

SMALL = 'description = "small"\n[district]\ndepartments = 6\n[protocol]\nyears = 3\nburn_in = 1\n'
STUDY = """
scenario = "small.toml"
replications = 2
[levers]
staff = [1, 2, 9]
[switches.platform]
information_systems = 0.9
"""
LISTED = """
scenario = "small.toml"
design = "list"
[[point]]
name = "a"
staff = 1
[[point]]
name = "b"
staff = 9
"""
FOUR = ("staff", "training", "disclosure", "coordination")
POINT = ("--parameters", "point")
QUICK = ("--replications", "2", *POINT, "--no-figures")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with a scenario, a reform of it, and studies."""
    files = {
        "small.toml": SMALL,
        "reform.toml": 'extends = "small.toml"\n[[change]]\nyear = 2\nstaff = 9\n',
        "study.toml": STUDY,
        "drawn.toml": 'scenario = "small.toml"\ndesign = "sobol"\nsamples = 8\n[levers]\nstaff = "1:9"\n',
        "list.toml": LISTED,
        "wrong.toml": 'scenario = "small.toml"\nsmaples = 3\n[levers]\nstafff = [1]\n',
        "broken.toml": "[levers\n",
        "late.py": "def rule(view):\n    return {'staff': 4}\n",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "notes.txt").write_text("mine")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["sweep", *arguments])


def stdout(*arguments: str) -> str:
    got = invoke(*arguments)
    assert got.exit_code == 0, got.output
    return str(got.stdout)


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished directory of the study file."""
    folder = tmp_path_factory.mktemp("swept")
    for name, text in (("small.toml", SMALL), ("study.toml", STUDY)):
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        stdout("study.toml", *QUICK, "--out", "s", "--quiet")
    return folder / "s"


def document(*arguments: str) -> dict[str, Any]:
    return dict(json.loads(stdout(*arguments, "--json")))


def flat(text: str) -> str:
    return " ".join(text.split())


# What is run ------------------------------------------------------------------------------------------------------


def test_a_sweep_gives_the_numbers_of_simulate(here: Path) -> None:
    stdout(
        "small.toml",
        "--vary",
        "staff=1,9",
        "--vary",
        "policy.result_use=0.1:0.5:2",
        *QUICK,
        "--seed",
        "4",
        "--out",
        "s",
    )
    base = load_scenario("small.toml")
    pairs = [(1, 0.1), (1, 0.5), (9, 0.1), (9, 0.5)]
    points = [base.replace(name=f"p{n:02d}", staff=a, result_use=b) for n, (a, b) in enumerate(pairs)]
    got = budgetsim.load_study(here / "s")
    pd.testing.assert_frame_equal(got.outcomes, budgetsim.simulate(points, [4, 5]).outcomes)
    assert got.points[["staff", "result_use"]].to_numpy().tolist() == [list(pair) for pair in pairs]
    table = pd.read_csv(here / "s" / "points.csv")
    late = got.outcomes.groupby("scenario")["performance"].mean()
    assert table.set_index("scenario")["performance"].tolist() == pytest.approx(late.tolist())


def test_drawn_points_are_those_of_the_design() -> None:
    got = document(
        "small.toml", "--vary", "staff=1:9", "--uncertain", "external_noise", "--design", "sobol", "--samples", "4",
        "--design-seed", "3", *QUICK,
    )  # fmt: skip
    factors = [parse_vary("staff=1:9", ""), parse_vary("external_noise", "", "uncertainty")]
    expected = sobol(factors, 4, 3)
    assert [point["factors"]["staff"] for point in got["points"]] == expected["staff"]
    assert [point["factors"]["external_noise"] for point in got["points"]] == expected["external_noise"]
    assert [factor["role"] for factor in got["factors"]] == ["lever", "uncertainty"]


@pytest.mark.parametrize(
    ("arguments", "points"),
    [
        (("--design", "zip", "--vary", "staff=1,2", "--vary", "training=0.1,0.2"), 2),
        (("--design", "factorial", "--vary", "staff=1:9", "--vary", "training", "--vary", "evaluation_lag"), 8),
        (("--design", "fractional_factorial", *(f"--vary={name}" for name in FOUR)), 8),
        (("--design", "latin_hypercube", "--samples", "5", "--vary", "staff", "--vary", "departments=5:7"), 5),
        (("--vary", "objective_contract", "--vary", "evaluation_lag"), 8),
        (("reform.toml",), 2),
        (("reform.toml", "--vary", "result_use=0.1,0.3"), 4),
    ],
)  # fmt: skip
def test_every_design_runs(arguments: tuple[str, ...], points: int) -> None:
    got = document("small.toml", *arguments, *QUICK)
    assert len(got["points"]) == points
    assert got["runs"] == 2 * points


def test_a_reform_moves_levers_in_its_year(here: Path) -> None:
    stdout("small.toml", "--vary", "staff=1,9", "--from-year", "3", *QUICK, "--out", "s")
    base = budgetsim.simulate("small.toml", 2).outcomes.drop(columns="scenario")
    for _, own in budgetsim.load_study(here / "s").outcomes.groupby("scenario"):
        early = own[own["year"] < 3].drop(columns="scenario").reset_index(drop=True)
        pd.testing.assert_frame_equal(early, base[base["year"] < 3].reset_index(drop=True))


def test_flags_overrule_the_file() -> None:
    got = document(
        "study.toml",
        "--vary",
        "staff=3,4",
        "--vary",
        "training=0.1,0.2",
        "--seed",
        "7",
        "--years",
        "2",
        "--no-figures",
    )
    assert [factor["name"] for factor in got["factors"]] == ["staff", "platform", "training"]
    assert {point["factors"]["staff"] for point in got["points"]} == {3.0, 4.0}
    assert (got["seeds"], got["years"]) == ([7, 8], 2)


def test_a_design_of_the_command_line_drops_the_samples_of_the_file() -> None:
    got = document("drawn.toml", "--design", "factorial", *QUICK)
    assert [point["factors"]["staff"] for point in got["points"]] == [1.0, 9.0]


def test_a_setting_holds_at_every_point(here: Path) -> None:
    stdout("study.toml", "--set", "training=0.4", *QUICK, "--out", "s")
    assert set(budgetsim.load_study(here / "s").design["training"]) == {0.4}


def test_own_seeds_are_shared_by_no_two_points(here: Path) -> None:
    text = flat(stdout("small.toml", "--vary", "staff=1,9", "--own-seeds", *QUICK, "--out", "s"))
    assert "2 own seeds for each point" in text
    assert "Paired by seed" not in text
    outcomes = budgetsim.load_study(here / "s").outcomes
    assert not outcomes.duplicated(["seed", "year"]).any()


def test_code_of_ones_own_is_swept(here: Path) -> None:
    stdout(
        "small.toml", "--vary", "result_use=0.1,0.5", "--policy-rule", "late.py:rule", *QUICK, "--out", "s"
    )
    assert budgetsim.load_study(here / "s").about["code"] == {"policy_rule": "late.py:rule"}


# What is said -----------------------------------------------------------------------------------------------------


def test_findings_come_first_in_words() -> None:
    text = flat(stdout("study.toml", *POINT, "--no-figures"))
    assert text.startswith("Best net social value:")
    assert "study: 6 points that differ in staff and platform, 2 common seeds, 12 runs." in text
    assert "factors explain by themselves: " in text
    assert "(summary.json, points.csv, design.parquet, study.toml; the runs in parts/)" in text


def test_one_point_under_one_seed_is_told_as_such() -> None:
    text = flat(stdout("small.toml", "--vary", "staff=3", "--replications", "1", *POINT))
    assert "small: 1 point that differs in staff, 1 common seed, 1 run." in text
    assert "(one seed, no interval)" in text
    assert "Figure" not in text
    assert "±" not in text


def test_the_best_point_is_the_best_in_the_direction_of_the_outcome() -> None:
    got = document("study.toml", "--outcomes", "active_waste", "--no-figures")
    waste = {
        tuple(point["factors"].values()): point["outcomes"]["active_waste"]["mean"] for point in got["points"]
    }
    (staff, platform), least = min(waste.items(), key=lambda item: item[1])
    text = flat(stdout("study.toml", "--outcomes", "active_waste", "--no-figures"))
    (told,) = re.findall(r"Least active waste: ([\d.]+) \(95% interval", text)
    assert float(told) == pytest.approx(least, abs=5e-3)
    assert f"at staff = {staff:g} and platform = {'on' if platform else 'off'}." in text


def test_levers_are_judged_over_the_states_of_uncertainties(here: Path) -> None:
    crossed = (
        'scenario = "small.toml"\nuncertainty_design = "sobol"\nuncertainty_samples = 8\nreplications = 2\n'
    )
    (here / "c.toml").write_text(
        f'{crossed}[levers]\nstaff = [1, 9]\n[uncertainties]\nslack_taste = "0.2:0.6"\n'
    )
    got = document("c.toml", "--no-figures", "--outcomes", "public_value")
    means = pd.DataFrame(
        [{**point["factors"], "value": point["outcomes"]["public_value"]["mean"]} for point in got["points"]]
    )
    best = means.groupby("staff")["value"].mean().idxmax()
    won = (
        means.pivot_table(index="slack_taste", columns="staff", values="value").idxmax(axis=1) == best
    ).mean()
    text = flat(stdout("c.toml", "--no-figures", "--outcomes", "public_value"))
    assert "on average over 8 states of the uncertainties" in text
    assert f"at staff = {best:g}, which is first in {100 * won:g}% of the states" in text


def test_points_whose_factors_move_together_explain_nothing() -> None:
    text = flat(stdout("list.toml", *QUICK))
    assert "explain by themselves" not in text
    assert " a " in text
    got = document("list.toml", *QUICK)
    assert {row["factor"] for row in got["levels"]} == {"point"}
    assert [row["level"] for row in got["levels"][:2]] == ["a", "b"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("study.toml",),
        ("small.toml", "--vary", "staff=0:9:30"),
        ("list.toml",),
        ("small.toml", "--vary", "objective_contract", "--vary", "budget_rule"),
    ],
)
def test_no_line_is_wider_than_the_terminal_and_no_number_is_cut(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns in (60, 80, 100, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        text = stdout(*arguments, *QUICK)
        assert max(cell_len(line) for line in text.splitlines()) <= columns
        table = text[text.index("──") : text.index("Means over")]
        cells = [line.split("±") for line in table.splitlines() if "±" in line]
        assert cells
        # A number that is cut off ends in its sign, and a name would lack its end.
        assert all(
            part.split() and part.split()[0].strip("<0123456789.") == "" for row in cells for part in row[1:]
        )
        assert "truth_inducin " not in table


def test_many_points_are_told_by_level_and_many_levels_in_short() -> None:
    text = stdout("small.toml", "--vary", "staff=0:9:10", "--vary", "result_use=0.1,0.5,0.9", *QUICK)
    assert MOST_POINTS < 30
    rows = {tuple(line.split()[:2]) for line in text.splitlines() if line.split()[:1] == ["result_use"]}
    assert rows == {("result_use", "0.1"), ("result_use", "0.5"), ("result_use", "0.9")}
    assert "within seeds, for differences between levels" in flat(text)
    short = stdout("small.toml", "--vary", "staff=0:9:100", *QUICK)
    assert "the first, the middle and the last level are shown" in flat(short)
    assert {line.split()[1] for line in short.splitlines() if line.split()[:1] == ["staff"]} == {
        "0",
        "4.545",
        "9",
    }


def test_levels_of_switches_and_of_numbers_are_not_mixed_up(here: Path) -> None:
    (here / "both.toml").write_text(STUDY.replace("[1, 2, 9]", '"0:9:15"\nmonitoring_intensity = [0, 1]'))
    lines = dict.fromkeys(
        tuple(line.split()[:2]) for line in stdout("both.toml", *QUICK).splitlines() if "±" in line
    )
    rows = list(lines)  # the columns of a wide table follow below
    assert [row[1] for row in rows if row[0] == "monitoring_intensity"] == ["0", "1"]
    assert [row[1] for row in rows if row[0] == "platform"] == ["off", "on"]


def test_json_is_one_document_and_never_nan() -> None:
    got = document("study.toml", "--replications", "1", "--outcomes", "validity,rent", *POINT, "--no-figures")
    assert set(got) == {
        "factors",
        "points",
        "levels",
        "runs",
        "seeds",
        "years",
        "findings",
        "findings_zh",
        "outcomes",
        "directory",
        "science",
        "command",
        "command_line",
        "caveats",
        "caveats_zh",
        "name",
        "design",
        "uncertainty_design",
        "common_seeds",
        "best",
    }
    assert got["points"][0]["outcomes"].keys() == {"validity", "rent"}
    assert got["points"][0]["outcomes"]["rent"]["low"] is None
    levels = [row["level"] for row in got["levels"]]
    assert repr(levels) == repr([1.0, 2.0, 9.0] * 2 + [False, True] * 2)
    assert repr(got["points"][1]["factors"]) == repr({"staff": 1.0, "platform": True})


def test_a_factor_named_like_an_outcome() -> None:
    text = flat(stdout("small.toml", "--vary", "effort_cost=0.5,1.5", "--outcomes", "effort_cost", *QUICK))
    assert "department.effort_cost" in text
    got = document("small.toml", "--vary", "effort_cost=0.5,1.5", "--outcomes", "effort_cost", *QUICK)
    assert [point["factors"] for point in got["points"]] == [{"effort_cost": 0.5}, {"effort_cost": 1.5}]


@pytest.mark.parametrize(
    ("years", "words"), [("1", "the last year"), ("2", "the last 2 years"), ("9", "the last 3 years")]
)
def test_over_which_years_means_are(years: str, words: str) -> None:
    assert f"Means over {words}," in flat(stdout("study.toml", "--years", years, *POINT, "--no-figures"))


def test_quiet_says_nothing() -> None:
    got = invoke("study.toml", *QUICK, "--quiet")
    assert (got.exit_code, got.output) == (0, "")


# Figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "figures"),
    [
        (("study.toml",), {"levels"}),
        (("small.toml", "--vary", "staff=1,2,3", "--vary", "training=0.1,0.2,0.3"), {"levels", "map"}),
        (("list.toml",), {"levels"}),
        (("small.toml", "reform.toml"), {"levels"}),
    ],
)
def test_figures_with_their_captions(arguments: tuple[str, ...], figures: set[str], here: Path) -> None:
    text = flat(
        stdout(
            *arguments,
            "--replications",
            "2",
            "--out",
            "s",
            "--figure-format",
            "svg",
            "--figure-format",
            "png",
        )
    )
    drawn = sorted((here / "s" / "figures").iterdir())
    assert {file.name for file in drawn} == {
        f"{name}.{end}" for name in figures for end in ("png", "svg", "txt")
    }
    for name in figures:
        assert flat((here / "s" / "figures" / f"{name}.txt").read_text()) in text


def test_of_many_factors_the_strongest_are_drawn() -> None:
    names = [
        "staff",
        "training",
        "disclosure",
        "coordination",
        "result_use",
        "staff_skill",
        "audit_coverage",
        "carryover",
    ]
    factors = [parse_vary(f"{name}=0.1,0.9", "--vary") for name in names]
    rows = [
        {"factor": name, "level": level, "outcome": "performance", "mean": strength * level, "low": None, "high": None,
         "points": 1, "over": "seeds"}
        for strength, name in enumerate(names) for level in (0.1, 0.9)
    ]  # fmt: skip
    levels = pd.DataFrame(rows).astype({"low": float, "high": float})
    with style.house_style():
        drawn, caption = figure.levels_figure(factors, levels, ["performance"])
    labels = [axis.get_xlabel().partition(" (")[0] for axis in drawn.axes]
    assert labels == [name.replace("_", " ") for name in names[2:]]
    assert "Of 8 factors" in caption
    assert "over carryover, " in caption


def points_alone(*names: str) -> tuple[pd.DataFrame, pd.DataFrame, list[Factor]]:
    """Points of two factors that move together, as ``draw_sweep`` takes them."""
    means = [1.0, 1.0001, 1.0002][: len(names)]
    about = {
        "scenario": names,
        "staff": [1.0, 2.0, 2.0][: len(names)],
        "budget_rule": ["linear", "linear", "grades"],
    }
    points = pd.DataFrame(
        {**about, "performance": means, "performance_low": means, "performance_high": means}
    )
    levels = pd.DataFrame({"factor": "point", "level": names, "outcome": "performance", "mean": means, "low": means,
                           "high": means, "points": 1, "over": "seeds"})  # fmt: skip
    return points, levels, [Factor("point", "lever", "choice", levels=names)]


def test_points_without_names_are_drawn_by_their_values() -> None:
    points, levels, _ = points_alone("p0", "p1", "p2")
    told = figure.named_by_values(points, levels)
    assert told is not None
    with style.house_style():
        drawn, _ = figure.levels_figure(*told, ["performance"])
    (axis,) = (axis for axis in drawn.axes if axis.get_visible())
    assert [label.get_text() for label in axis.get_xticklabels()] == ["1, linear", "2, linear", "2, grades"]
    assert axis.get_xlabel() == "staff, budget rule"


def test_points_with_names_keep_them() -> None:
    assert figure.named_by_values(*points_alone("as_it_is", "p1", "more_people")[:2]) is None


def test_points_that_look_alike_keep_their_names() -> None:
    points, levels, _ = points_alone("p0", "p1", "p2")
    assert figure.named_by_values(points.assign(budget_rule="linear"), levels) is None


def test_what_hardly_differs_looks_flat() -> None:
    _, levels, factors = points_alone("p0", "p1", "p2")
    with style.house_style():
        drawn, _ = figure.levels_figure(factors, levels, ["performance"])
    low, high = drawn.axes[0].get_ylim()
    assert high - low >= figure.SMALLEST_RANGE
    assert low < 1.0
    assert high > 1.0002


# The directory ----------------------------------------------------------------------------------------------------


def test_the_same_command_finds_its_results_and_a_directory_goes_on(here: Path) -> None:
    first = stdout("study.toml", *QUICK, "--out", "s")
    before = contents(here / "s")
    assert stdout("study.toml", *QUICK, "--out", "s") == first
    next((here / "s" / "parts").iterdir()).unlink()
    assert stdout("s", "--no-figures") == first
    assert contents(here / "s") == before


def test_the_directory_is_named_after_command_and_name(here: Path) -> None:
    stdout("small.toml", "reform.toml", *QUICK)
    (found,) = (here / "results").iterdir()
    assert found.name == "sweep-small-reform"


def test_a_reference_scenario_wins_over_a_directory_of_its_name(here: Path) -> None:
    (here / "wangcheng_2022").mkdir()
    got = document("wangcheng_2022", "--set", "departments=5", "--years", "1", "--vary", "staff=1,2", *QUICK)
    assert len(got["points"]) == 2


def test_an_interrupted_sweep_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from budgetsim.studies import engine

    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(engine, "run_on", interrupt)
        got = invoke("study.toml", *QUICK, "--out", "s")
    assert got.exit_code == 130
    assert "goes on in s" in got.stderr


@pytest.mark.slow
def test_workers_change_no_byte(here: Path) -> None:
    many = ("small.toml", "--vary", "staff=0:9:300", "--replications", "4", "--no-figures", "--quiet")
    for workers in ("1", "2"):
        command = [sys.executable, "-m", "budgetsim", "sweep", *many, "--workers", workers, "--out", workers]
        subprocess.run(command, check=True, cwd=here, timeout=120)
    assert len(list((here / "1" / "parts").iterdir())) > 1
    assert contents(here / "1") == contents(here / "2")
    assert (here / "1" / "points.csv").read_bytes() == (here / "2" / "points.csv").read_bytes()


# Wrong input ------------------------------------------------------------------------------------------------------

V = "small.toml --vary staff=1,2"
WRONG: dict[str, tuple[str, tuple[str, ...]]] = {
    # what is typed: what the message must say
    "nothing": ("", ("SCENARIO",)),
    "nothing_to_vary": ("small.toml", ("something to vary", "--vary")),
    "no_file": ("nothing.toml --vary staff=1,2", ("nothing.toml", "no such file")),
    "no_scenario": ("wangcheng_2023 --vary staff=1,2", ("did you mean wangcheng_2022?",)),
    "no_directory": ("results/none", ("results/none", "no such file")),
    "empty_directory": ("empty", ("empty holds no results",)),
    "foreign_directory": ("foreign", ("foreign holds no results",)),
    "two_directories": ("empty foreign", ("empty is a directory", "named alone")),
    "study_and_scenario": ("study.toml small.toml", ("study.toml describes a whole study", "alone")),
    "wrong_study": ("wrong.toml", ("2 faults", "wrong.toml:2: smaples", "mean samples?", "wrong.toml:4: stafff")),
    "broken_study": ("broken.toml", ("broken.toml:1", "no valid TOML")),
    "same_twice": ("small.toml small.toml", ("'small'",)),
    "unknown_factor": ("small.toml --vary stafff=1", ("--vary: stafff", "did you mean policy.staff?")),
    "many_wrong_factors": (
        "small.toml --vary stafff=1 --uncertain external_nois --set trainig=1 --design gird",
        ("4 faults", "--vary: stafff", "--uncertain: external_nois", "did you mean bureau.external_noise?",
         "--set: trainig", "--design: 'gird'", "did you mean grid?"),
    ),
    "no_values": ("small.toml --vary staff=", ("--vary: staff", "no values after =")),
    "varied_twice": (f"{V} --uncertain staff=1,3", ("--uncertain: policy.staff: varied twice",)),
    "varied_and_set": (f"{V} --set policy.staff=4", ("--set: policy.staff: fixed and varied",)),
    "uncertain_and_set": (
        f"{V} --from-year 2 --uncertain external_noise=0.1,0.2 --set external_noise=0.3",
        ("--set: external_noise: fixed and varied",),
    ),
    "switched_and_set": ("study.toml --set information_systems=0.5", ("--set: information_systems: fixed and varied",)),
    "unknown_design": (f"{V} --design sobl", ("--design: 'sobl'", "did you mean sobol?", "latin_hypercube")),
    "design_list": (f"{V} --design list", ("--design: 'list'", "must be one of")),
    "range_on_a_grid": ("small.toml --vary staff --vary training", ("2 faults", "policy.staff", "training=0:1:5")),
    "samples_of_a_grid": (f"{V} --samples 8", ("leave samples out",)),
    "no_samples": ("small.toml --vary staff --design sobol", ("--samples",)),
    "no_power_of_two": ("small.toml --vary staff --design sobol --samples 9", ("9 is no power of two", "8 or 16")),
    "zero_samples": ("small.toml --vary staff --design sobol --samples 0", ("--samples", "'0'", "1 to 20000000")),
    "half_samples": ("small.toml --vary staff --design sobol --samples 1.5", ("--samples", "'1.5'")),
    "design_seed": (f"{V} --design-seed -1", ("--design-seed", "'-1'", "from 0")),
    "from_year_zero": (f"{V} --from-year 0", ("--from-year", "'0'", "1 to 1000")),
    "from_year_late": (f"{V} --from-year 4", ("--from-year: 4", "the last recorded year is 3")),
    "from_year_without_lever": ("small.toml --uncertain self_noise=0.1 --from-year 2", ("--from-year: 2", "no lever")),
    "overruled": ("reform.toml --vary staff=1,2", ("policy.staff", "changes it in year 2", "from_year = 2")),
    "years_twice": ("small.toml --vary years=2,3 --years 2", ("--years: 2", "varied too")),
    "not_together": (
        "small.toml --vary adaptive_share=0.2,0.8 --vary satisficing_share=0.1,0.9",
        ("design: department.adaptive_share, department.satisficing_share", "point p01", "sum 1.1"),
    ),
    "list_and_vary": ("list.toml --vary training=0.1,0.2", ("--vary: the points of this study are listed",)),
    "list_and_design": ("list.toml --design grid", ("--design: the points of this study are listed",)),
    "list_and_samples": ("list.toml --samples 8", ("--samples: the points of this study are listed",)),
    "replications": (f"{V} --replications 0", ("--replications", "'0'", "1 to 1000000")),
    "years": (f"{V} --years ten", ("--years", "'ten'")),
    "seed": (f"{V} --seed 9223372036854775807", ("9223372036854775807", "largest seed")),
    "workers": (f"{V} --workers 0", ("--workers", "'0'")),
    "outcome": (f"{V} --outcomes validty,rentt", ("did you mean validity?", "did you mean rent?")),
    "no_outcome": (f"{V} --outcomes ,", ("--outcomes", "budgetsim outcomes")),
    "figure_format": (f"{V} --figure-format gif", ("gif", "png")),
    "rule": (f"{V} --policy-rule nothing.py:rule", ("no file nothing.py",)),
    "behaviour": (f"{V} --behaviour late.py:rul", ("late.py", "'rul'")),
    "out_is_a_file": (f"{V} --out small.toml", ("small.toml",)),
    "out_is_foreign": (f"{V} --out foreign", ("foreign is not empty", "--out")),
    "status_of_nothing": ("small.toml --status", ("--status needs the directory of a study", "'small.toml'")),
    "status_of_no_directory": ("results/none --status", ("--status needs the directory of a study",)),
    "unknown_flag": (f"{V} --vari staff=1", ("--vari",)),
    "huge_grid": (
        "small.toml --vary staff=0:1:100000 --vary training=0:1:100000",
        ("100000 x 100000", "20,000,000"),
    ),
}  # fmt: skip


def files_in(folder: Path) -> list[Path]:
    """Everything in a folder but what Python compiles for itself."""
    return sorted(path for path in folder.rglob("*") if "__pycache__" not in path.parts)


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_is_told_plainly(case: str, here: Path) -> None:
    text, words = WRONG[case]
    before = files_in(here)
    got = invoke(*shlex.split(text))
    assert (got.exit_code, got.stdout) == (2, "")
    assert not [word for word in words if word not in flat(got.stderr)], got.stderr
    assert "Traceback" not in got.stderr
    assert files_in(here) == before


@pytest.mark.parametrize(
    ("flag", "told"),
    [
        ("--vary=staff=1", "--vary"), ("--uncertain=external_noise", "--uncertain"), ("--design=zip", "--design"),
        ("--samples=3", "--samples"), ("--design-seed=3", "--design-seed"), ("--from-year=1", "--from-year"),
        ("--own-seeds", "--own-seeds"), ("--set=training=0.1", "--set"), ("--years=2", "--years"),
        ("--replications=3", "--replications"), ("--seed=3", "--seed"), ("--policy-rule=late.py:rule", "--policy-rule"),
        ("--behaviour=late.py:rule", "--behaviour"), ("--out=other", "--out"),
    ],
)  # fmt: skip
def test_a_directory_goes_on_with_its_own_settings(flag: str, told: str, swept: Path) -> None:
    shutil.copytree(swept, "s")
    got = invoke("s", flag)
    assert got.exit_code == 2
    assert f"{told}{'' if told == '--out' else ':'} does not go with a directory" in flat(got.stderr)


def test_a_directory_of_another_command_or_study_is_refused(here: Path) -> None:
    CliRunner().invoke(app, ["run", "small.toml", "--out", "r", *QUICK])
    got = invoke("r")
    assert (got.exit_code, "r holds no sweep" in got.stderr) == (2, True)
    stdout("study.toml", *QUICK, "--out", "s", "--quiet")
    before = contents(here / "s")
    other = invoke("study.toml", *QUICK, "--seed", "9", "--out", "s")
    assert other.exit_code == 2
    assert "it differs in seeds" in flat(other.stderr)
    assert contents(here / "s") == before


def test_a_missing_design_is_restored_by_the_command_that_made_it(here: Path) -> None:
    stdout("study.toml", *QUICK, "--out", "s", "--quiet")
    before = contents(here / "s")
    (here / "s" / "design.parquet").unlink()
    got = invoke("s")
    assert got.exit_code == 2
    assert "give the command again that made the study" in flat(got.stderr)
    stdout("study.toml", *QUICK, "--out", "s", "--quiet")
    assert contents(here / "s") == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.text(max_size=25),
    st.sampled_from(["--vary", "--uncertain", "--design", "--samples", "--outcomes", "--set", "--from-year"]),
)
def test_any_text_after_a_flag_is_told_or_run(text: str, flag: str) -> None:
    got = invoke("empty", "--status", f"{flag}={text}")
    assert got.exit_code == 2
    # Before anything is simulated: the last factor is wrong whatever the first is.
    got = invoke("small.toml", f"{flag}={text}", "--vary", "nobody=1", "--quiet")
    assert got.exit_code == 2, got.output
    assert "Traceback" not in got.stderr


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_directory_that_cannot_be_written_is_told(here: Path) -> None:
    (here / "locked").mkdir(mode=0o500)
    got = invoke(*shlex.split(f"{V} --out locked/s"), *QUICK)
    assert got.exit_code == 2
    assert "locked" in got.stderr


def test_faults_between_flags_are_told_beside_those_of_single_ones() -> None:
    got = invoke(
        "small.toml", "--vary", "staff=1,2", "--outcomes", "validty", "--years", "2", "--from-year", "3"
    )
    assert got.exit_code == 2
    assert "2 faults" in flat(got.stderr)
    assert "did you mean validity?" in flat(got.stderr)
    assert "--from-year: 3: the last recorded year is 2" in flat(got.stderr)


def test_a_rule_that_needs_an_unreadable_flag_is_not_judged() -> None:
    got = invoke("small.toml", "--vary", "stafff=1", "--from-year", "3", "--seed", "9223372036854775807")
    assert got.exit_code == 2
    assert "2 faults" in flat(got.stderr)
    assert "largest seed" in flat(got.stderr)
    assert "no lever" not in flat(got.stderr)
    assert "something to vary" not in flat(got.stderr)


def test_faults_between_keys_are_told_in_the_order_of_lines(here: Path) -> None:
    text = 'scenario = "small.toml"\nfrom_year = 9\nreplications = 0\n[levers]\nstaff = [1, 2]\n'
    (here / "late.toml").write_text(text)
    got = flat(invoke("late.toml").stderr)
    assert got.index("late.toml:2: from_year") < got.index("late.toml:3: replications")
