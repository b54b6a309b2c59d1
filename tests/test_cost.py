"""What a command costs is told before it begins: runs, time, disk; a dry run does nothing else."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from calibration import model_panel, written
from typer.testing import CliRunner

from budgetsim import Change, Scenario, load_scenario
from budgetsim.cli.main import app
from budgetsim.studies.cost import (
    MUCH_BYTES,
    TOLD_SECONDS,
    Cost,
    duration,
    seconds_of,
    size,
    work_like,
    work_of,
)
from budgetsim.studies.factors import Place, make_factor
from budgetsim.studies.points import Points
from budgetsim.studies.runner import run_study
from budgetsim.studies.study import Study

SMALL = Scenario(name="small").replace(departments=5, years=4, burn_in=1)
SEARCH = "--levers staff --population 6 --generations 5 --replications 2 --fresh 4 --references none --parameters point"
DRY = {
    "run": ("run small.toml --parameters point --replications 7", 7),
    "compare": ("compare small.toml wangcheng_2022 --parameters point --replications 7", 14),
    "sweep": (
        "sweep small.toml --vary staff=1,2,3 --vary result_use=0.1,0.5 --draws 2 --replications 7",
        6 * (1 + 2 + 6 * 2) * 7,
    ),
    "effects": (
        "effects small.toml --levers staff=1:9 --replications 7 --parts effects --parameters point",
        21,
    ),
    "sensitivity": ("sensitivity small.toml --factors staff,result_use --samples 16 --replications 7", 672),
    "optimise": (
        "optimise small.toml " + SEARCH,
        6 * 5 * 2 + 2 + (6 + 1) * 4,
    ),
    "discover": ("discover small.toml --policy reform.toml --samples 40 --replications 7", 3920),
    "information": ("information small.toml wangcheng_2022 --draws 20 --replications 7", 1974),
    "verify": ("verify olken_2007 --replications 7", 28),
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.toml").write_text(SMALL.to_toml(), encoding="utf-8")
    reform = SMALL.replace(name="reform", changes=[Change(2, {"staff": 9, "result_use": 0.4})])
    (tmp_path / "reform.toml").write_text(reform.to_toml(), encoding="utf-8")
    return tmp_path


def invoke(text: str, *more: str) -> Any:
    return CliRunner().invoke(app, [*text.split(), *more])


@pytest.mark.parametrize("command", DRY)
def test_dry_run_tells_and_leaves_nothing(here: Path, command: str) -> None:
    text, runs = DRY[command]
    before = set(here.iterdir())
    got = invoke(text, "--dry-run")
    assert (got.exit_code, got.stdout) == (0, ""), got.output
    assert f"{runs:,} runs" in got.stderr
    assert "of simulation on" in got.stderr
    assert set(here.iterdir()) == before


@pytest.mark.parametrize("command", DRY)
def test_dry_run_as_a_document(here: Path, command: str) -> None:
    text, runs = DRY[command]
    got = invoke(text, "--dry-run", "--json")
    document = json.loads(got.stdout)
    assert (got.exit_code, document["dry_run"], document["runs"]) == (0, True, runs)
    assert document["most_runs"] >= runs
    assert document["seconds"] > 0
    assert not (here / "results").exists()


def test_dry_run_refuses_what_a_run_refuses() -> None:
    assert invoke("run teaching_optimum --set staff=6 --dry-run").exit_code == 2
    assert invoke("sweep small.toml --dry-run").exit_code == 2


def test_dry_run_notes_what_a_setting_moves() -> None:
    got = invoke("run reform_package --set staff=6 --dry-run --json")
    assert "years 1 to 2 only" in json.loads(got.stdout)["notes"][0]


def test_dry_run_knows_what_is_there() -> None:
    text = "run small.toml --parameters point --replications 3 --no-figures --out made"
    assert invoke(text, "--quiet").exit_code == 0
    assert "3 runs are there already" in invoke(text, "--dry-run").stderr
    assert json.loads(invoke(text, "--dry-run", "--json").stdout)["runs_there"] == 3


def test_little_is_not_told_and_much_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "run small.toml --replications 3 --no-figures"
    assert "of simulation" not in invoke(text).stderr
    monkeypatch.setattr("budgetsim.studies.cost.TOLD_SECONDS", 0.0)
    assert "of simulation on one processor" in invoke(text, "--out", "again").stderr
    assert "of simulation" not in invoke(text, "--out", "silent", "--quiet").output


def test_much_says_how_to_make_it_less() -> None:
    little = Cost(1000, TOLD_SECONDS / 2, 1e6, smaller=("--samples",))
    assert not little.is_worth_telling
    assert "--samples" not in str(little)
    much = Cost(10**6, 100.0, 2 * MUCH_BYTES, directory=Path("there"), smaller=("--samples", "--years"))
    assert str(much) == (
        "1,000,000 runs; about 100 s of simulation on one processor; about 1.0 GB in there; less with smaller"
        " --samples, --years"
    ).replace("100 s", "2 min")


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.01, "1 s"), (89, "89 s"), (120, "2 min"), (5399, "90 min"), (7200, "2.0 h")]
)
def test_duration(seconds: float, told: str) -> None:
    assert duration(seconds) == told


@pytest.mark.parametrize(
    ("disk", "told"), [(10, "1 kB"), (2e5, "200 kB"), (3.4e6, "3 MB"), (9.88e8, "988 MB")]
)
def test_size(disk: float, told: str) -> None:
    assert size(disk) == told


def points(count: int) -> Points:
    factors = (
        make_factor("staff", "1:9", "lever", Place("t")),
        make_factor("risk_aversion", "2:20", None, Place("t")),
    )
    values = {
        "staff": [1 + 8 * n / count for n in range(count)],
        "risk_aversion": [2 + n / 4 for n in range(count)],
    }
    return Points((Scenario(name="b").replace(departments=20, culture_initial=0.3),), factors, values)


@pytest.mark.parametrize("panel", [False, True], ids=["outcomes", "panel"])
def test_disk_is_what_is_written(tmp_path: Path, *, panel: bool) -> None:
    study = Study("sweep", "t", points(12), tuple(range(20)), departments=panel)
    run_study(study, tmp_path / "s")
    written = sum(file.stat().st_size for file in (tmp_path / "s").rglob("*") if file.is_file())
    assert written / 1.6 < work_of(study).disk() < written * 1.6


@pytest.mark.flaky(reruns=1)  # it reads the clock
def test_time_is_what_is_taken(tmp_path: Path) -> None:
    study = Study("sweep", "t", points(60), tuple(range(8)))
    work = work_of(study)
    assert (work.points, work.seeds, work.runs) == (60, 8, 480)
    expected = seconds_of(work, always=True)
    begin = time.perf_counter()
    run_study(study, tmp_path / "s")
    taken = time.perf_counter() - begin
    # A machine that others use gives and takes by a factor of its own.
    assert taken / 8 < expected < taken * 8


def test_work_of_a_study_counts_every_point() -> None:
    longer = SMALL.replace(name="longer", years=9)
    work = work_of(Study("compare", "t", (SMALL, longer), (1, 2, 3)))
    assert (work.runs, work.years, work.lived, work.department_years) == (6, 13, 15, 75)
    assert work.of(20, 3).department_years == 750
    assert work_like((SMALL,), 100, (1, 2), {}).department_years == 50 * 25


def test_runs_of_field_experiments_are_those_that_are_simulated(monkeypatch: pytest.MonkeyPatch) -> None:
    from budgetsim.kinds.verify.evidence import estimate as worlds
    from budgetsim.kinds.verify.evidence.run import contexts_named, planned_worlds, run_experiment

    made: list[Any] = []
    simulate = worlds.simulate

    def counted(*given: Any, **more: Any) -> Any:
        made.append(given)
        return simulate(*given, **more)

    monkeypatch.setattr(worlds, "simulate", counted)
    for experiment in contexts_named(["liang_2023", "gerrish_2016", "rasul_rogger_2018"]):
        made.clear()
        run_experiment(experiment, 2)
        assert len(planned_worlds([experiment], 2)) == len(made)


def test_user_code_is_timed_by_itself(here: Path) -> None:
    slow = "import time\n\ndef rule(observed):\n    time.sleep(0.05)\n    return {}\n"
    (here / "slow.py").write_text(slow, encoding="utf-8")
    text = "run small.toml --replications 100 --policy-rule slow.py:rule --dry-run --json"
    # A hundred runs of four years.
    assert (
        20 <= json.loads(invoke(text).stdout)["seconds"] * json.loads(invoke(text).stdout)["processes"] <= 60
    )


def test_a_search_keeps_what_it_seeks(here: Path) -> None:
    import pyarrow.parquet as pq

    text = (
        DRY["optimise"][0]
        + " --no-figures --out made --quiet --objectives net_social_value,administrative_cost"
    )
    assert invoke(text).exit_code == 0
    first = pq.read_table(
        next(iter(sorted((here / "made" / "rounds" / "generation-0001").rglob("part-*.parquet"))))
    )
    assert first.column_names == ["scenario", "seed", "year", "net_social_value", "administrative_cost"]
    again = invoke(text.replace(" --quiet", ""))
    assert again.exit_code == 0


TARGET = """
scenario = "wangcheng_2022"
copies = 3
bootstrap = 60
search = 12
[set]
departments = 20
burn_in = 1
[parameters]
budget_noise = "0.02:0.5"
[moments]
budget_change_sd = true
budget_change_iqr = true
"""


@pytest.fixture
def panel(here: Path) -> Path:
    truth = load_scenario("wangcheng_2022").replace(departments=20, burn_in=1, budget_noise=0.2)
    (here / "target.toml").write_text(TARGET, encoding="utf-8")
    return written(model_panel(truth, range(900, 902)), here / "panel.csv")


def test_dry_run_of_a_calibration_gives_both_bounds(here: Path, panel: Path) -> None:
    text = f"calibrate {panel} --target target.toml --dry-run"
    before = set(here.iterdir())
    got = invoke(text)
    assert (got.exit_code, got.stdout) == (0, ""), got.output
    assert "usually " in got.stderr
    assert "runs, at most " in got.stderr
    document = json.loads(invoke(text, "--json").stdout)
    assert document["most_runs"] > document["runs"] > 0
    assert set(here.iterdir()) == before


@pytest.mark.parametrize(
    ("setting", "told"), [("budget_noise=0.3", "fixed and varied"), ("fair_cut=0.2", "would move nothing")]
)
def test_calibration_refuses_settings_without_effect(panel: Path, setting: str, told: str) -> None:
    got = invoke(f"calibrate {panel} --target target.toml --check --set {setting}")
    assert got.exit_code == 2
    assert told in got.stderr
