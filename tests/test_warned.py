"""No warning of Python reaches the terminal: libraries' are kept off it, the user's own code is told in one line."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from calibration import model_panel, written
from typer.testing import CliRunner

from budgetsim import load_scenario
from budgetsim.cli.main import COMMANDS, app
from budgetsim.studies.warned import PLAIN, plain_warnings

NOISY = """
import warnings
from budgetsim import rational

def noisy(view):
    warnings.warn("look at this", RuntimeWarning)
    return rational(view)
"""
SMALL = ("--set", "departments=8", "--set", "burn_in=0")
TARGET = """
scenario = "wangcheng_2022"
copies = 2
bootstrap = 50
search = 4
starts = 2
rounds = 3
[set]
departments = 20
burn_in = 1
[parameters]
budget_noise = "0.02:0.5"
[moments]
budget_change_sd = true
budget_change_iqr = true
"""
TINY = (*SMALL, "--years", "2")


def test_library_is_silent_and_the_users_code_is_told_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.py"
    path.write_text("import warnings\nfor _ in range(2):\n    warnings.warn('of mine')\n", encoding="utf-8")
    shown, last = warnings.showwarning, logging.lastResort
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        with plain_warnings():
            assert os.environ[PLAIN] == "1"
            exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), {})
            warnings.warn_explicit("of a library", UserWarning, pytest.__file__, 1)
            logging.getLogger("some.library").warning("findfont: no such font")
    assert capfd.readouterr().err == f"budgetsim: {path}:3: of mine\n"
    assert (warnings.showwarning, logging.lastResort) == (shown, last)
    assert PLAIN not in os.environ


def test_debugging_leaves_python_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGETSIM_TRACEBACK", "1")
    with pytest.warns(UserWarning, match="of a library"), plain_warnings():
        warnings.warn_explicit("of a library", UserWarning, pytest.__file__, 1)


def test_behaviour_of_the_user_is_told_by_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.py").write_text(NOISY, encoding="utf-8")
    arguments = ("--behaviour", "mine.py:noisy", "--replications", "2", "--no-figures", "--out", "out")
    with warnings.catch_warnings():
        warnings.simplefilter("always")  # the tests make errors of warnings
        got = CliRunner().invoke(app, ["run", "wangcheng_2022", *TINY, *arguments])
    assert got.exit_code == 0, got.output
    (line,) = got.stderr.splitlines()
    assert line.startswith("budgetsim: ")
    assert line.endswith("mine.py:6: look at this")


@pytest.mark.slow
def test_no_command_lets_a_warning_through(tmp_path: Path) -> None:
    """Every command with every warning of Python on, deprecations too, with figures and with worker processes."""
    (tmp_path / "mine.py").write_text(NOISY, encoding="utf-8")
    (tmp_path / "target.toml").write_text(TARGET, encoding="utf-8")
    truth = load_scenario("wangcheng_2022").replace(departments=20, burn_in=1, budget_noise=0.2)
    written(model_panel(truth, range(3)), tmp_path / "panel.csv")
    base, runs = "wangcheng_2022", ("--replications", "4", *TINY)
    commands = {
        "run": (base, *runs),
        "compare": (base, "reform_package", "--replications", "4", *SMALL, "--years", "4"),
        "sweep": (base, "--vary", "staff=2:6:3", *runs, "--workers", "2", "--behaviour", "mine.py:noisy"),
        "effects": (base, "--levers", "staff,result_use", *runs),
        "sensitivity": (base, "--factors", "staff=2:6,training", "--samples", "16", *runs),
        "optimise": (
            base, "--levers", "staff=1:9", "--references", "none", "--population", "4", "--generations", "2",
            "--algorithm", "nsga3", "--draws", "8", *runs,
        ),
        "discover": (
            base, "--uncertain", "risk_aversion=6:18", "--samples", "40", "--replications", "4", *SMALL, "--years", "4",
        ),
        "information": (base, "reform_unfunded", "--draws", "20", "--replications", "4", *SMALL, "--years", "4"),
        "calibrate": ("panel.csv", "--target", "target.toml"),
        "verify": ("--evidence", "olken_2007", "--replications", "2"),
        "explain": (base, "--department", "1", "--year", "2"),
        "parameters": (),
        "outcomes": (),
    }  # fmt: skip
    single = {name for name, where in COMMANDS.items() if isinstance(where, str)}
    assert set(commands) >= single - {"app", "report", "figures"}
    for name, arguments in commands.items():
        out = () if name in ("explain", "parameters", "outcomes") else ("--out", f"out-{name}")
        got = run_quietly(tmp_path, name, *arguments, *out)
        assert got.returncode in (0, 1), (name, got.stderr)  # 1: too few seeds for a verdict
        assert "Warning" not in got.stderr, (name, got.stderr)
        assert ("mine.py:6: look at this" in got.stderr) == (name == "sweep"), got.stderr
    for name in ("report", "figures"):
        got = run_quietly(tmp_path, name, "out-compare")
        assert got.returncode == 0, got.stderr
        assert "Warning" not in got.stderr, (name, got.stderr)


def run_quietly(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "always", "-m", "budgetsim", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
