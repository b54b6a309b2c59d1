"""Code of the user's own: found where the command runs, carried to where the parts run."""

from __future__ import annotations

import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from budgetsim import load_scenario
from budgetsim.studies.code import Source, load_code, source_digest, source_of
from budgetsim.studies.errors import StudyError
from budgetsim.studies.plan import make_plan
from budgetsim.studies.runner import _specs
from budgetsim.studies.study import Study
from budgetsim.studies.worker import attempt_part


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Where the command runs, and an empty directory where the workers were started."""
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    for place in (here, elsewhere):
        place.mkdir()
    monkeypatch.chdir(here)
    return here, elsewhere


def test_file_is_carried_to_another_directory(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, elsewhere = places
    (here / "mine.py").write_text("def f(x):\n    return x + 1\n", encoding="utf-8")
    source = source_of("mine.py:f")
    monkeypatch.chdir(elsewhere)
    (here / "mine.py").unlink()
    assert load_code("mine.py:f", source)(1) == 2
    with pytest.raises(StudyError, match=r"mine\.py cannot be imported"):
        load_code("mine.py:f")


def test_file_that_was_edited_is_loaded_anew(places: tuple[Path, Path]) -> None:
    path = places[0] / "mine.py"
    path.write_text("def f():\n    return 1\n", encoding="utf-8")
    before = source_of("mine.py:f")
    assert load_code("mine.py:f")() == 1
    path.write_text("def f():\n    return 2\n", encoding="utf-8")
    assert load_code("mine.py:f")() == 2
    assert load_code("mine.py:f", before)() == 1
    assert source_digest("mine.py:f") != before.digest


def test_file_is_run_once_for_all_parts(places: tuple[Path, Path]) -> None:
    (places[0] / "mine.py").write_text("CALLS = []\ndef f():\n    CALLS.append(1)\n    return len(CALLS)\n")
    source = source_of("mine.py:f")
    assert [load_code("mine.py:f", source)(), load_code("mine.py:f")()] == [1, 2]


def test_module_that_is_not_here_is_taken_from_its_source() -> None:
    source = Source("/somewhere/rules_of_mine.py", b"def f():\n    return __file__\n")
    assert load_code("rules_of_mine:f", source)() == "/somewhere/rules_of_mine.py"


def test_module_of_the_same_name_but_other_text_is_not_used(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (places[0] / "same_name.py").write_text("def f():\n    return 'theirs'\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(places[0]))
    source = Source("/elsewhere/same_name.py", b"def f():\n    return 'ours'\n")
    assert load_code("same_name:f", source)() == "ours"
    assert load_code("same_name:f")() == "theirs"


def test_part_of_a_package_is_not_taken_apart() -> None:
    source = Source("/somewhere/package_of_mine/rules.py", b"def f(): pass\n")
    with pytest.raises(StudyError, match="install the package 'package_of_mine'"):
        load_code("package_of_mine.rules:f", source)


def test_traceback_shows_lines_of_a_carried_file() -> None:
    source = Source("/somewhere/failing.py", b"def f():\n    return 1 / 0  # here\n")
    with pytest.raises(ZeroDivisionError) as caught:
        load_code("failing.py:f", source)()
    assert "return 1 / 0  # here" in "".join(traceback.format_exception(caught.value))


def test_worker_that_lacks_what_the_code_imports_says_so(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, elsewhere = places
    (here / "mine.py").write_text("import helper_of_mine\ndef f(view):\n    return {}\n", encoding="utf-8")
    study = Study("run", "x", (load_scenario("wangcheng_2022"),), (1,), code={"policy_rule": "mine.py:f"})
    spec = next(_specs(study, list(make_plan(study.scenarios, 1, 1).parts())))
    monkeypatch.chdir(elsewhere)
    got = attempt_part(spec)
    for said in ("mine.py", "helper_of_mine", "worker", str(elsewhere), "must be installed there"):
        assert said in got.error


@pytest.mark.slow
def test_command_on_a_cluster_that_was_started_elsewhere(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    here, elsewhere = places
    (here / "mine.py").write_text(
        "from dataclasses import replace\n"
        "from budgetsim.model.department.decisions import rational\n"
        "def careful(view):\n"
        "    best = rational(view)\n"
        "    return replace(best, diversion=0.5 * best.diversion)\n"
        "def hire(view):\n"
        "    return {'staff': 9.0}\n",
        encoding="utf-8",
    )

    def run(out: str, *flags: str) -> str:
        asked = ["run", "wangcheng_2022", "--set", "departments=4", "--years", "2", "--replications", "3"]
        code = ["--behaviour", "mine.py:careful", "--policy-rule", "mine.py:hire", "--no-figures", "-q"]
        ended = subprocess.run(
            [sys.executable, "-m", "budgetsim", *asked, *code, "--out", out, *flags],
            cwd=here, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        return (here / out / "outcomes.csv").read_text(encoding="utf-8")

    monkeypatch.chdir(elsewhere)
    about = {"n_workers": 1, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**about) as made:
        monkeypatch.chdir(here)
        got = run("dask", "--scheduler", made.scheduler_address)
    assert got == run("one", "--workers", "1")
