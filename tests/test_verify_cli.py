"""``budgetsim verify``: what it prints, what it writes, what it refuses, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.main import app
from budgetsim.kinds.verify.answer import Line, Verification
from budgetsim.kinds.verify.question import Question
from budgetsim.kinds.verify.steps import steps
from budgetsim.kinds.verify.theory import closed_forms, worlds
from budgetsim.kinds.verify.theory.catalogue import LIMITS
from budgetsim.language import language
from budgetsim.studies.ask import pose

KEYS = ["id", "parameters", "quantity", "simulated", "expected", "tolerance", "holds"]
PARAMETERS = {
    "T1": "r c sigma2",
    "T2": "r sigma2 k12",
    "T3": "r c sigma2_1 sigma2_2",
    "T4": "gain sanction",
    "T5": "interest ratchet",
    "T6": "quantity cost_slope pass_through",
    "T7": "peers sigma2_common sigma2_own r c",
    "T8": "prize cost n",
    "T9": "a b c gamma",
    "T10": "A theta_low theta_high nu",
    "T11": "alpha beta gamma",
    "T12": "sigma_percent memory_principal memory_agent runs",
}
QUANTITIES = {
    "T1": "beta effort surplus",
    "T2": "beta",
    "T3": "beta beta_1 beta_2",
    "T4": "threshold",
    "T5": "effort_factor",
    "T6": "effort",
    "T7": "beta filter",
    "T8": "effort",
    "T9": "output_niskanen output",
    "T10": "q_low q_high rent",
    "T11": "truthful",
    "T12": "effort_ratio premium_ratio",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["verify", *arguments])


def listed(*arguments: str) -> list[dict[str, Any]]:
    got = invoke(*arguments, "--json")
    assert got.exit_code == 0, got.output
    found: list[dict[str, Any]] = json.loads(got.stdout)["theory"]
    return found


def refused(*arguments: str) -> str:
    got = invoke(*arguments)
    assert got.exit_code == 2, got.output
    assert got.stdout == ""
    assert "Traceback" not in got.stderr
    return " ".join(got.stderr.split())


def test_limits_have_the_names_that_users_and_scripts_rely_on() -> None:
    assert {limit: " ".join(about.names) for limit, about in LIMITS.items()} == PARAMETERS
    assert {limit: " ".join(about.quantities) for limit, about in LIMITS.items()} == QUANTITIES


@pytest.mark.slow
def test_everything_holds_and_is_listed() -> None:
    got = listed("--theory")
    assert list(dict.fromkeys(row["id"] for row in got)) == list(LIMITS)
    for row in got:
        assert list(row) == KEYS
        assert list(row["parameters"]) == PARAMETERS[row["id"]].split()
        assert row["holds"] is True
        assert abs(row["simulated"] - row["expected"]) <= row["tolerance"]
    for limit, quantities in QUANTITIES.items():
        assert {row["quantity"] for row in got if row["id"] == limit} == set(quantities.split())
    # Hidden action with its whole grid of memories.
    assert len([row for row in got if row["id"] == "T12"]) == 2 * 12


@pytest.mark.parametrize(
    "how", [("--theory", "T9", "T6"), ("--theory", "t6,T9"), ("T6, T9",), ("T6", "T9,T6")]
)
def test_limits_are_named_with_spaces_or_commas(how: tuple[str, ...]) -> None:
    assert [row["id"] for row in listed(*how)] == ["T6"] * 2 + ["T9"] * 2


def test_settings_take_the_place_of_the_worked_values() -> None:
    got = listed("--theory", "T1", "--set", "r=4", "--set", "c=0.5", "--set", "sigma2=0.25")
    assert [row["quantity"] for row in got] == ["beta", "effort", "surplus"]
    assert got[0]["parameters"] == {"r": 4, "c": 0.5, "sigma2": 0.25}
    assert [row["simulated"] for row in got] == pytest.approx([2 / 3, 4 / 3, 2 / 3], abs=1e-6)


def test_a_setting_holds_in_every_worked_case_and_equal_cases_run_once() -> None:
    assert [row["parameters"]["k12"] for row in listed("T2", "--set", "r=4")] == [0.0, 0.5, 0.9]
    assert len(listed("T2", "--set", "k12=0.5")) == 1


def test_a_setting_holds_for_every_limit_that_has_it() -> None:
    got = listed("T1", "T2", "T6", "--set", "r=0")
    assert {row["id"]: row["parameters"].get("r") for row in got} == {"T1": 0, "T2": 0, "T6": None}


def test_unlimited_memory_is_a_text_in_json() -> None:
    for endless in ("inf", "infinity", "INF"):
        settings = ("sigma_percent=10", f"memory_principal={endless}", "memory_agent=2", "runs=100")
        (effort, premium) = listed("T12", *(word for text in settings for word in ("--set", text)))
        assert effort["parameters"] == {
            "sigma_percent": 10, "memory_principal": "inf", "memory_agent": 2, "runs": 100,
        }  # fmt: skip
        assert premium["quantity"] == "premium_ratio"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--theory", "T99"), ["'T99'", "no such limit", "did you mean T9?", "T1, T2"]),
        (("--theory", "T1", "X", "Y"), ["2 faults", "'X'", "'Y'"]),
        (("T1", "--set", "sigma_2=1"), ["sigma_2", "T1 has no such parameter", "did you mean sigma2?", "r, c"]),
        (("T1", "--set", "ratchet=1"), ["ratchet", "T1 has no such parameter", "it belongs to T5"]),
        (("T1", "--set", "r=-1"), ["T1.r", "-1", "too small", "from 0 to 1000"]),
        (("T2", "--set", "k12=1"), ["T2.k12", "too large", "from 0 to 0.99"]),
        (("T1", "--set", "c=many"), ["T1.c", "'many'", "a text, not a number", "from 0.001 to 1000000"]),
        (("T1", "--set", "c=nan"), ["T1.c", "not a number"]),
        (("T1", "--set", "c=1e400"), ["T1.c", "too large"]),
        (("T7", "--set", "peers=2.5"), ["T7.peers", "not a whole number", "from 2 to 100"]),
        (("T8", "--set", "n=1"), ["T8.n", "too small", "from 2 to 1000"]),
        (("T12", "--set", "runs=inf"), ["T12.runs", "not a number"]),
        (("T12", "--set", "memory_agent=0"), ["T12.memory_agent", "from 1 to", "inf: all"]),
        (("T1", "--set", "r"), ["'r'", "key=value"]),
        (("T1", "--set", "r="), ["'r='", "key=value"]),
        (("T1", "--set", "r=1", "--set", "r=2"), ["r", "set twice"]),
        (("T9", "--set", "c=20"), ["T9.c", "20", "from a/2 = 50 to below a = 100"]),
        (("T9", "--set", "a=50"), ["T9.c", "set c too"]),
        (("T10", "--set", "theta_low=4"), ["T10.theta_high", "above theta_low = 4"]),
        (("T7", "--set", "sigma2_common=0", "--set", "sigma2_own=0"), ["T7.sigma2_own", "at least 0.05"]),
        (("T4", "--set", "gain=0", "--set", "sanction=0"), ["T4.gain", "both 0"]),
        (("T10", "--set", "A=5"), ["T10.A", "must be above", "= 6"]),
        (("T11", "--set", "alpha=1", "--set", "beta=1.0000001"), ["T11.beta", "less than 1e-06", "further apart"]),
        (("T1", "T4", "--set", "r=-1", "--set", "gain=-2", "--set", "x=1"), ["3 faults", "T1.r", "T4.gain", "x"]),
        (("--json", "--markdown"), ["--json", "--markdown", "choose one"]),
    ],
)  # fmt: skip
def test_wrong_input_is_refused_in_plain_words(arguments: tuple[str, ...], words: list[str]) -> None:
    said = refused(*arguments)
    for word in words:
        assert word in said


def test_scorecard_in_the_terminal() -> None:
    got = invoke("T3", "T5")
    assert got.exit_code == 0
    lines = got.stdout.splitlines()
    assert lines[0] == "All 2 limits hold: 5 quantities and 3 further checks."
    assert max(map(len, lines)) <= 100
    for quantity in ("beta_1", "effort_factor", "variance", "deviation"):
        found = [line for line in lines if line.startswith(" T") and quantity in line.split()]
        assert found
        assert all(line.split()[-1] == "yes" for line in found)
    assert "sigma2_2=0.25" in got.stdout


def test_scorecard_as_markdown_is_a_table() -> None:
    got = invoke("T2", "--markdown").stdout
    assert "\n\nThe limit holds: 3 quantities.\n\n" in got
    table = [line for line in got.splitlines() if line.startswith("|")]
    assert len(table) == 2 + 3
    assert {line.count("|") for line in table} == {8}
    assert "| T2 multitasking | r=2 sigma2=0.5 k12=0.9 | beta | 0.0840336 | 0.0840336 | 1e-06 | yes |" in got


def test_quiet_prints_nothing() -> None:
    got = invoke("T6", "--quiet")
    assert (got.exit_code, got.stdout, got.stderr) == (0, "", "")


def test_out_writes_scorecard_and_figure(here: Path) -> None:
    got = invoke("T6", "T10", "--out", "found")
    assert got.exit_code == 0, got.output
    stored = json.loads((here / "found" / "summary.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in stored["theory"]] == ["T6"] * 2 + ["T10"] * 3
    assert "All 2 limits hold" in (here / "found" / "scorecard.md").read_text(encoding="utf-8")
    assert "python" in json.loads((here / "found" / "environment.json").read_text(encoding="utf-8"))
    assert (here / "found" / "figures" / "theory.png").stat().st_size > 5_000
    assert "found/figures/theory.png" in got.stdout


def test_out_draws_formats_or_nothing(here: Path) -> None:
    invoke("T6", "--out", "a", "--no-figures")
    assert not (here / "a" / "figures").exists()
    invoke("T6", "--out", "b", "--figure-format", "svg", "--figure-format", "pdf")
    assert {path.suffix for path in (here / "b" / "figures").glob("theory.*")} == {".svg", ".pdf", ".txt"}


def test_memories_are_drawn(here: Path) -> None:
    settings = ("--set", "runs=100", "--set", "memory_agent=1", "--set", "sigma_percent=45")
    assert invoke("T12", *settings, "--out", "m").exit_code == 0
    assert (here / "m" / "figures" / "theory.png").stat().st_size > 5_000


def test_out_that_cannot_be_a_directory_is_refused(here: Path) -> None:
    (here / "file").write_text("", encoding="utf-8")
    assert "file" in refused("T6", "--out", "file")


def test_a_limit_that_does_not_hold_ends_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closed_forms, "contest_effort", lambda *_: 16.001)
    got = invoke("T6", "T8")
    assert got.exit_code == 1
    assert got.stdout.startswith("T8 does not hold: 1 of 3 quantities")
    assert "NO" in got.stdout
    got = invoke("T8", "--json")
    assert got.exit_code == 1
    (row,) = json.loads(got.stdout)["theory"]
    assert row["holds"] is False
    assert invoke("T8", "--quiet").exit_code == 1


def test_a_failed_further_check_is_told_where_the_list_has_no_place_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = worlds.paid_score_variance
    monkeypatch.setattr(
        "budgetsim.kinds.verify.theory.contracts.paid_score_variance",
        lambda world, expected: (1.2 * expected, right(world, expected)[1]),
    )
    got = invoke("T1", "--json")
    assert got.exit_code == 1
    assert all(row["holds"] for row in json.loads(got.stdout)["theory"])
    assert [row["holds"] for row in json.loads(got.stdout)["further"]] == [False]
    assert "T1 does not hold" in got.stderr


def test_every_line_is_a_row_of_its_table() -> None:
    lines = tuple(Line("T1", {"r": r}, "beta", 0.5, 0.5, 1e-6, holds=True) for r in (2.0, 3.0))
    further = (Line("T1", {"r": 2.0}, "variance", 0.7, 0.5, 0.1, holds=False),)
    answer = Verification(lines, further)
    assert [row[1:3] for row in answer.tables["theory"].texts(language())] == [
        ["r=2", "beta"],
        ["r=3", "beta"],
    ]
    assert [row[2:] for row in answer.tables["further"].texts(language())] == [
        ["variance", "0.500", "0.700", "0.1", "NO"]
    ]
    assert answer.findings() == ["T1 does not hold: 1 of 2 quantities and 1 further check."]
    assert answer.markdown().count("\n| T1 ") == 3


def test_program_prints_json_and_nothing_else(here: Path) -> None:
    command = [sys.executable, "-m", "budgetsim", "verify", "--theory", "T6", "--json"]
    done = subprocess.run(command, cwd=here, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert [row["quantity"] for row in json.loads(done.stdout)["theory"]] == ["effort", "effort"]
    assert done.stderr == ""
    assert list(here.iterdir()) == []


def test_interruption_is_told_and_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules[steps.__module__], "check", stop)
    got = invoke("T6")
    assert got.exit_code == 130
    assert "interrupted" in got.stderr
    assert got.stdout == ""


# Field experiments beside the limits -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "flags", "limits", "experiments"),
    [
        ((), {"evidence": True}, None, []),
        (("olken_2007",), {"evidence": True}, None, ["olken_2007"]),
        (("T6",), {}, ["T6"], None),
        (("olken_2007",), {}, None, ["olken_2007"]),
        (("T6", "olken_2007"), {}, ["T6"], ["olken_2007"]),
        (("T6",), {"theory": True}, ["T6"], None),
        ("T6,olken_2007", {"theory": True, "evidence": True}, ["T6"], ["olken_2007"]),
        ((), {}, [], []),
    ],
)
def test_names_find_their_part(
    names: Any, flags: dict[str, bool], limits: list[str] | None, experiments: list[str] | None
) -> None:
    question = pose(Question, {"names": names, **flags} if names else flags, flags=False)
    assert question.parts == (limits, experiments)


def test_settings_without_limits_are_refused() -> None:
    assert "--set: gives parameters to limits" in refused("--evidence", "olken_2007", "--set", "r=1")


def test_every_fault_is_told_at_once() -> None:
    said = refused("T1", "olken_2099", "--set", "r=-1")
    assert "2 faults" in said
    assert "olken_2099" in said
    assert "T1.r" in said


def test_python_asks_the_same() -> None:
    answer = budgetsim.verify("T1", settings={"r": 4}, progress=False)
    assert isinstance(answer, Verification)
    assert [line.parameters["r"] for line in answer.theory or ()] == [4, 4, 4]
    assert answer.directory is None
    assert list(answer.figures()) == ["theory", "closed_forms"]


def test_scorecards_of_earlier_versions_are_read(here: Path) -> None:
    assert invoke("T1", "olken_2007", "--replications", "2", "--out", "now", "--no-figures").exit_code == 0
    kept = json.loads((here / "now" / "summary.json").read_text(encoding="utf-8"))
    (here / "then").mkdir()
    (here / "now" / "closed_forms.csv").rename(here / "then" / "closed_forms.csv")
    old = {"theory": [*kept["theory"], *kept["further"]], "rows": kept["rows"], "loo": kept["loo"]}
    (here / "then" / "scorecard.json").write_text(json.dumps(old), encoding="utf-8")
    assert budgetsim.load("then") == budgetsim.load("now")
    (here / "then" / "scorecard.json").write_text(json.dumps(old["theory"]), encoding="utf-8")
    answer = budgetsim.load("then")
    assert isinstance(answer, Verification)
    assert (answer.rows, len(answer.checks)) == (None, 4)
