"""Wrong input on the command line: one plain message on standard error, the right exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from budgetsim.app import launch
from budgetsim.cli.guard import INTERNAL, INTERRUPTED, WRONG_INPUT, InputError, guarded
from budgetsim.cli.main import app
from budgetsim.language import told
from budgetsim.studies.progress import ProgressLine, Shown

REFERENCE = "wangcheng_2022"
WRONG: dict[str, tuple[str, tuple[str, ...]]] = {
    # what is typed: what the message must say
    "unknown_command": ("rnu", ("rnu", "run")),
    "unknown_option": (f"run {REFERENCE} --replication 3", ("--replication", "--replications")),
    "no_scenario": ("run", ("SCENARIO",)),
    "unknown_scenario": ("run wangcheng_2023", ("wangcheng_2023", "did you mean wangcheng_2022?")),
    "missing_file": ("run nothing.toml", ("nothing.toml", "no such file")),
    "wrong_file": (
        "run wrong.toml",
        ("wrong.toml", "monitoring_intensity = 3", "0 to 1", "stafff", "did you mean policy.staff?"),
    ),
    "sides_without_room": ("app --sides 24", ("--sides 24", "--room")),
    "reference_for_the_lab": ("app --scenario wangcheng_2015", ("--scenario wangcheng_2015", "own", ".toml")),
    "district_of_no_name": (
        "app --port 0 --room X --room-store store --scenario wangcheng_2051",
        ("wangcheng_2051", "did you mean", "wangcheng_2015"),
    ),
    "district_that_begins_too_dear": (
        "app --port 0 --room X --room-store store --scenario teaching_ratchet",
        ("teaching_ratchet", "administrative budget"),
    ),
    "no_toml": ("run broken.toml", ("broken.toml:1",)),
    "unknown_setting": (f"run {REFERENCE} --set stafff=3", ("stafff", "did you mean policy.staff?")),
    "setting_out_of_range": (f"run {REFERENCE} --set staff_skill=2", ("staff_skill = 2", "0 to 1")),
    "setting_without_value": (f"run {REFERENCE} --set staff", ("'staff'", "key=value")),
    "two_wrong_settings": (f"run {REFERENCE} --set a=1 --set b=2", ("2 faults", "a = '1'", "b = '2'")),
    "negative_replications": (f"run {REFERENCE} --replications -3", ("'-3'", "1 to 1000000")),
    "no_replications": (f"run {REFERENCE} --replications 0", ("'0'", "1 to 1000000")),
    "words_for_years": (f"run {REFERENCE} --years ten", ("'ten'", "1 to 1000")),
    "half_a_year": (f"run {REFERENCE} --years 1.5", ("'1.5'", "1 to 1000")),
    "negative_seed": (f"run {REFERENCE} --seed -1", ("'-1'", "from 0")),
    "seeds_too_large": (f"run {REFERENCE} --seed 9223372036854775807", ("9223372036854775807", "largest seed")),
    "no_workers": (f"run {REFERENCE} --workers 0", ("'0'", "1 to 1024")),
    "out_is_a_file": (f"run {REFERENCE} --out file", ("file",)),
    "out_is_not_a_study": (f"run {REFERENCE} --out full", ("full", "--out")),
    "unknown_figure_format": (f"run {REFERENCE} --figure-format gif", ("gif", "png")),
    "code_without_name": (f"run {REFERENCE} --policy-rule mine.py", ("--policy-rule", "file.py:name")),
    "code_without_file": (f"run {REFERENCE} --policy-rule nothing.py:rule", ("no file nothing.py",)),
    "code_without_module": (f"run {REFERENCE} --behaviour nothing:rule", ("--behaviour", "nothing")),
    "code_without_function": (f"run {REFERENCE} --policy-rule mine.py:rul", ("mine.py", "'rul'")),
    "code_that_is_no_function": (f"run {REFERENCE} --policy-rule mine.py:number", ("int", "cannot be called")),
    "code_that_exits": (f"run {REFERENCE} --policy-rule leave.py:rule", ("leave.py", "SystemExit")),
    "code_that_is_no_python": (f"run {REFERENCE} --policy-rule broken.py:rule", ("broken.py", "line 1")),
    "rule_that_fails": ("run small.toml --policy-rule mine.py:fails", ("ZeroDivisionError",)),
    "rule_out_of_range": ("run small.toml --policy-rule mine.py:too_much", ("staff_skill = 7", "0 to 1")),
    "rule_that_returns_a_number": ("run small.toml --policy-rule mine.py:counts", ("int", "dict of levers")),
    "behaviour_that_returns_a_number": ("run small.toml --behaviour mine.py:counts", ("int", "Decision")),
    "rule_that_fails_when_tried": (
        "run small.toml --policy-rule mine.py:fails --dry-run",
        ("mine.py:fails", "ZeroDivisionError"),
    ),
    "workers_beside_a_cluster": (
        f"run {REFERENCE} --workers 2 --scheduler tcp://127.0.0.1:9 --dry-run",
        ("--workers 2 has no effect", "--scheduler"),
    ),
    "workbook_that_is_none": ("data check noise.xlsx", ("noise.xlsx", "than its name says")),
    "table_that_is_none": (f"run {REFERENCE} --parameters noise.parquet", ("noise.parquet", "than its name says")),
    "text_that_is_none": ("run noise.toml", ("noise.toml", "UTF-8")),
    "claims_that_are_empty": ("audit empty.toml", ("empty.toml", "empty", "write something")),
    "one_to_compare": (f"compare {REFERENCE}", ("at least two", REFERENCE)),
    "same_twice": (f"compare {REFERENCE} {REFERENCE}", (REFERENCE, "another name")),
    "two_unknown": ("compare nothing_1 nothing_2", ("2 faults", "nothing_1", "nothing_2")),
    "unknown_outcome": (f"compare {REFERENCE} coordination --outcomes aktive_waste", ("did you mean active_waste?",)),
    "no_outcome": (f"compare {REFERENCE} coordination --outcomes ,", ("--outcomes",)),
    "department_too_large": (f"explain {REFERENCE} -k 60 -y 1", ("'60'", "0 to 59")),
    "department_negative": (f"explain {REFERENCE} -k -1 -y 1", ("'-1'", "0 to 59")),
    "department_unknown": (f"explain {REFERENCE} -k Roads -y 1", ("'Roads'", "0 to 59")),
    "department_missing": (f"explain {REFERENCE} -y 1", ("--department",)),
    "language_unknown": (f"explain {REFERENCE} -k 1 -y 1 --language fr", ("fr", "en", "zh")),
    "year_zero": (f"explain {REFERENCE} -k 1 -y 0", ("'0'", "1 to 1000")),
    "rule_that_fails_in_explain": (
        "explain small.toml -k 1 -y 2 --policy-rule mine.py:fails",
        ("line 4", "ZeroDivisionError"),
    ),
    "unknown_group": ("parameters --group polcy", ("'polcy'", "did you mean policy?")),
    "nothing_found": ("parameters --search zzz", ("'zzz'",)),
    "show_unknown": ("scenarios show nothing", ("'nothing'", REFERENCE)),
    "check_wrong": ("scenarios check wrong.toml", ("2 faults", "wrong.toml:2", "wrong.toml:3")),
    "check_missing": ("scenarios check nothing.toml", ("no such file",)),
    "new_exists": ("scenarios new small", ("small.toml", "exists")),
    "new_is_a_reference": (f"scenarios new {REFERENCE}", (REFERENCE, "reference scenario")),
    "new_elsewhere": ("scenarios new ../small", ("../small", "slashes")),
    "flag_most_alike": ("verify --theroy", ("--theroy", "did you mean --theory?")),
    "percentage": ("optimise --budget 5%", ("'5%'", "0.05")),
    "figures_above_results": ("figures above", ("above/mine",)),
    "show_above_results": ("results show above", ("above/mine",)),
    "diff_above_results": ("results diff above above/mine", ("above/mine",)),
    "export_above_results": ("results export above", ("above/mine",)),
    "report_above_results": ("report above", ("above/mine",)),
    "status_above_results": ("sweep above --status", ("above/mine",)),
    "unknown_policy": ("discover --policy reform_pakage", ("--policy: ", "did you mean reform_package?")),
    "export_of_nothing": ("results export full", ("full", "budgetsim results")),
    "answers_of_nothing": ("survey map full", ("full", "survey write")),
    "flags_twice": (
        f"run {REFERENCE} --seed 1 --seed=2 --workers 1 --workers=1 -q --quiet --figures",
        ("2 faults", "(--seed 1, --seed=2)", "(--figures, --no-figures)"),
    ),
    "flags_all_at_once": (
        f"run {REFERENCE} more --workers 0 --engine fast --dpi 3",
        ("4 faults", "'0'", "'fast'", "'3'", "too many words: more"),
    ),
    "flags_misspelt_all_at_once": (
        f"run {REFERENCE} --worker 2 --replication=3 --engine fast",
        ("3 faults", "did you mean --workers?", "did you mean --replications?", "'fast'"),
    ),
    "flags_read_early_and_late": (
        f"run {REFERENCE} --workers 0 --set stafff=3 --replications 0",
        ("3 faults", "--workers", "did you mean policy.staff?", "--replications"),
    ),
    "faults_beside_a_flag_with_a_value": (
        f"run {REFERENCE} --format x --set stafff=3",
        ("2 faults", "--format", "did you mean policy.staff?"),
    ),
    "flags_against_each_other_and_faults": (
        f"run {REFERENCE} --json --markdown --figure-format svg --no-figures --set stafff=3",
        ("3 faults", "--markdown", "--figure-format svg", "did you mean policy.staff?"),
    ),
    "explain_all_at_once": (
        f"explain {REFERENCE} -k 60 -y 0 --seed -1 --money EUR --behaviour mine.py",
        ("5 faults", "'60'", "'0'", "'-1'", "'EUR'", "file.py:name"),
    ),
    "limits_and_their_settings": (
        "verify --theory T99 --set nothing=1",
        ("2 faults", "did you mean T9?", "nothing = '1'"),
    ),
    "settings_beside_a_mistyped_limit": (
        "verify --theory T1 T9O --set sigma2=x --set nu=1", ("2 faults", "'T9O'", "sigma2 = 'x'")
    ),
    "unknown_references": (
        f"optimise {REFERENCE} --references nothing_1,reform_pakage",
        ("2 faults", "--references: scenario = 'nothing_1'", "did you mean reform_package?"),
    ),
    "room_of_nothing": ("app --room X --sides 24 --scenario nothing_1", ("--scenario: ", "'nothing_1'")),
    "languages_twice": (f"--language zh run {REFERENCE} --language en", ("(--language zh, --language en)",)),
    "all_beside_some": (f"compare {REFERENCE} coordination --outcomes validity --all", ("--all:", "validity")),
    "format_of_no_figures": (f"run {REFERENCE} --figure-format svg", ("--figure-format svg", "--no-figures")),
    "years_twice": (f"run {REFERENCE} --set protocol.years=3 --years 4", ("--set: protocol.years", "4 years")),
    "seed_of_no_draws": (
        f"sweep {REFERENCE} --vary staff=1,2 --design-seed 3",
        ("--design-seed", "3", "grid", "latin_hypercube"),
    ),
    "panel_is_toml": ("calibrate small.toml", ("small.toml", "--target small.toml")),
    "workbook_without_its_ending": ("survey write --out q.doc", ("q.doc", "--out q.xlsx")),
    "panel_without_its_ending": ("forms read full --out panel.xlsx", ("panel.xlsx", "--out panel.csv")),
    "lessons_of_nothing": ("app --lessons full --no-open", ("--lessons full", "*.toml")),
    "new_from_nothing": ("scenarios new fresh --from nothing", ("--from: ", "'nothing'")),
}  # fmt: skip
CODE = """number = 3

def fails(view):
    return 1 / 0

def too_much(view):
    return {"staff_skill": 7}

def counts(view):
    return 3
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with everything that can be wrong."""
    files = {
        "small.toml": "[district]\ndepartments = 5\n[protocol]\nyears = 2\nburn_in = 0\n",
        "wrong.toml": "[policy]\nmonitoring_intensity = 3\nstafff = 4\n",
        "broken.toml": "[policy\n",
        "mine.py": CODE,
        "leave.py": "import sys\nsys.exit(3)\n",
        "broken.py": "number = 1 +\n",
        "file": "",
        "full/letter.txt": "",
        "above/mine/summary.json": "{}",
    }
    (tmp_path / "empty.toml").touch()
    for name in ("noise.xlsx", "noise.parquet", "noise.toml"):
        (tmp_path / name).write_bytes(b"\x9c\xff\x00\xe7\n" * 20)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "budgetsim", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_is_told_and_exits_with_2(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "serve", lambda *_, **__: pytest.fail("pages are served"))
    typed, expected = WRONG[case]
    arguments = typed.split() + (["--no-figures"] if typed.startswith(("run ", "compare ")) else [])
    got = CliRunner().invoke(app, arguments)
    words = " ".join(got.stderr.replace("│", " ").split())
    assert (got.exit_code, got.stdout) == (WRONG_INPUT, ""), got.output
    assert [part for part in expected if part not in words] == []
    assert "Traceback" not in got.output
    assert got.exception is None or isinstance(got.exception, SystemExit)


def test_flag_that_is_like_none_is_not_taken_for_another() -> None:
    got = CliRunner().invoke(app, ["trial", REFERENCE, "--arms", "3"])
    assert (got.exit_code, "?" in got.stderr) == (WRONG_INPUT, False), got.stderr


def test_file_in_the_place_of_an_export_is_named(here: Path) -> None:
    run = ["run", "small.toml", "--no-figures", "--out", "mine", "--replications", "2"]
    assert CliRunner().invoke(app, run).exit_code == 0
    got = CliRunner().invoke(app, ["results", "export", "mine", "--as", "csv", "--out", str(here / "file")])
    assert got.exit_code == WRONG_INPUT
    assert told("study-doing-use", file="") in got.stderr


@pytest.mark.parametrize("case", ["unknown_command", "wrong_file", "rule_that_fails", "out_is_a_file"])
def test_the_program_itself_exits_with_2(case: str) -> None:
    got = program(*WRONG[case][0].split())
    assert (got.returncode, got.stdout) == (WRONG_INPUT, "")
    assert got.stderr
    assert "Traceback" not in got.stderr


def test_a_refused_command_leaves_nothing_behind(here: Path) -> None:
    CliRunner().invoke(app, ["run", "wrong.toml"])
    assert not (here / "results").exists()


def test_another_study_in_the_directory_is_refused(here: Path) -> None:
    run = ["run", "small.toml", "--no-figures", "--out", "mine", "--replications"]
    assert CliRunner().invoke(app, [*run, "2"]).exit_code == 0
    before = {path: path.read_bytes() for path in here.joinpath("mine").rglob("*") if path.is_file()}
    got = CliRunner().invoke(app, [*run, "3"])
    assert got.exit_code == WRONG_INPUT
    assert "mine" in got.stderr
    after = {path: path.read_bytes() for path in here.joinpath("mine").rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    "command",
    [
        "outcomes",
        "parameters --markdown",
        "scenarios list",
        "explain small.toml -k 1 -y 1",
        "run small.toml --no-figures",
    ],
)
def test_a_reader_that_leaves_is_no_error(command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    got = subprocess.run(
        [sys.executable, "-m", "budgetsim", *command.split()], stdout=writer, stderr=subprocess.PIPE, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    os.close(writer)
    assert (got.returncode, got.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        got = subprocess.run(
            [sys.executable, "-m", "budgetsim", "outcomes", "--markdown"], stdout=full, stderr=subprocess.PIPE,
            text=True, timeout=120, check=False,
        )  # fmt: skip
    assert got.returncode == WRONG_INPUT
    assert "No space left" in got.stderr
    assert "Traceback" not in got.stderr


def test_a_closed_output_is_no_error() -> None:
    line = f'"{sys.executable}" -m budgetsim outcomes >&-'
    got = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=120, check=False)
    assert (got.returncode, got.stderr) == (0, "")


def test_an_interrupted_run_exits_with_130_and_resumes(here: Path) -> None:
    slow = "import time\n\ndef rule(view):\n    time.sleep(0.004)\n    return {}\n"
    (here / "slow.py").write_text(slow, encoding="utf-8")
    command = [
        "run",
        "small.toml",
        "--policy-rule",
        "slow.py:rule",
        "--no-figures",
        "--out",
        "mine",
        "--workers",
        "1",
    ]
    # Two parts of at most 256 runs each: the first is kept when the second is interrupted.
    arguments = [*command, "--replications", "300"]
    with subprocess.Popen(
        [sys.executable, "-m", "budgetsim", *arguments],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        deadline = time.monotonic() + 60
        while not list(here.glob("mine/parts/*.parquet")) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        output, told = process.communicate(timeout=60)
    assert (process.returncode, output) == (INTERRUPTED, "")
    assert "interrupted" in told
    assert "mine" in told
    assert "Traceback" not in told
    got = program(*arguments)
    assert got.returncode == 0
    assert "of 300 runs are there already" in got.stderr
    assert "300 seeds" in got.stdout


def test_settings_that_hold_markup_are_printed_as_they_are() -> None:
    got = CliRunner().invoke(app, ["run", "[bold]x[/bold]"])
    assert "[bold]x[/bold]" in got.stderr


# The guard itself -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (InputError("no such thing"), WRONG_INPUT, "no such thing"),
        (FileNotFoundError(2, "No such file", "here.txt"), WRONG_INPUT, "here.txt: No such file"),
        (MemoryError(), WRONG_INPUT, "--replications"),
        (KeyboardInterrupt(), INTERRUPTED, "interrupted"),
        (ZeroDivisionError("division by zero"), INTERNAL, "BUDGETSIM_TRACEBACK=1"),
    ],
)
def test_every_failure_has_its_exit_code(
    error: BaseException, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> None:
        raise error

    with pytest.raises(typer.Exit) as got:
        guarded(fails)()
    assert got.value.exit_code == code
    told = capsys.readouterr()
    assert words in told.err
    assert told.out == ""
    assert "Traceback" not in told.err


def test_a_traceback_is_shown_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BUDGETSIM_TRACEBACK", "1")

    def fails() -> None:
        raise ZeroDivisionError

    with pytest.raises(typer.Exit):
        guarded(fails)()
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("quiet", "expected"), [(False, "200 of 1,000 runs"), (True, "")])
def test_progress_goes_to_standard_error_now_and_then(
    *, quiet: bool, expected: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter(float(40 * k) for k in range(10))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    line = ProgressLine(Shown.detect() if not quiet else Shown.NOWHERE)
    line(0, 1000)
    line(200, 1000)
    line.close()
    told = capsys.readouterr()
    assert told.out == ""
    assert (expected in told.err) if expected else told.err == ""


def test_help_of_unknown_arguments_is_whole(here: Path) -> None:
    del here
    got: Any = CliRunner().invoke(app, ["scenarios"])
    assert "check" in got.output
