"""What is handed out: the wheel carries the scenarios, an editable install carries no copy of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from hatchling import build


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, root, cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(root: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of the commands of an environment that holds the wheel and nothing of the checkout."""
    home = tmp_path_factory.mktemp("user")
    venv.create(home / "env", with_pip=True)
    commands = home / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = (commands / "python", "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "install", "-c", root / "constraints.txt", wheel, cwd=home)
    return commands


def start(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program away from the checkout's own paths."""
    clean = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}}
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=cwd, env=clean, capture_output=True, text=True, check=False)


def run(*command: object, cwd: Path) -> str:
    """Run a program that must succeed, and return what it printed."""
    done = start(*command, cwd=cwd)
    assert done.returncode == 0, f"{done.args}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def scenario_texts(root: Path) -> dict[str, bytes]:
    """Every scenario file by its path below ``scenarios``, those of the theory in their sub-folder."""
    folder = root / "scenarios"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.toml")}


def reference_names(root: Path) -> set[str]:
    return {path.name for path in (root / "scenarios").glob("*.toml")}


@pytest.mark.slow
def test_wheel_contains_the_scenarios_as_they_are(root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        got = {
            name.removeprefix("budgetsim/_scenarios/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("budgetsim/_scenarios/")
        }
    expected = scenario_texts(root)
    assert any("/" in name for name in expected)
    assert got == expected


@pytest.mark.slow
def test_wheel_contains_the_package_and_nothing_else(root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {name.split("/")[0].split("-")[0] for name in names} == {"budgetsim"}
    held = {
        path.relative_to(root / "src").as_posix()
        for path in (root / "src" / "budgetsim").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    kinds = {Path(name).suffix for name in held}
    # What is no code is as necessary: messages, lessons, the lab's pages, templates of reports.
    assert {".py", ".typed", ".ftl", ".toml", ".vue", ".css"} <= kinds
    assert held - names == set()


@pytest.mark.slow
def test_installed_wheel_lists_its_own_scenarios(root: Path, installed: Path, tmp_path: Path) -> None:
    listed = run(installed / "budgetsim", "scenarios", "list", cwd=tmp_path)
    for name in reference_names(root):
        assert Path(name).stem in listed
    where = "import budgetsim, pathlib; print(pathlib.Path(budgetsim.__file__).parent)"
    package = Path(run(installed / "python", "-c", where, cwd=tmp_path).strip())
    assert package.is_relative_to(installed.parent)
    assert {path.name for path in (package / "_scenarios").glob("*.toml")} == reference_names(root)


@pytest.mark.slow
def test_installed_wheel_runs_a_scenario_from_another_directory(installed: Path, tmp_path: Path) -> None:
    out = tmp_path / "study"
    flags = ("--replications", 2, "--years", 2, "--out", out, "--quiet")
    run(installed / "budgetsim", "run", "wangcheng_2022", *flags, cwd=tmp_path)
    for name in ("study.toml", "manifest.json", "design.parquet"):
        assert (out / name).is_file(), name
    assert list((out / "parts").glob("part-*.parquet"))


@pytest.mark.slow
def test_installed_wheel_verifies_the_theory_by_its_own_scenarios(installed: Path, tmp_path: Path) -> None:
    said = run(installed / "budgetsim", "verify", "--theory", "T1", "T8", "--json", cwd=tmp_path)
    assert [row["holds"] for row in json.loads(said)["theory"]] == [True] * 4


@pytest.mark.slow
def test_installed_wheel_runs_as_a_module(installed: Path, tmp_path: Path) -> None:
    assert "wangcheng_2022" in run(installed / "python", "-m", "budgetsim", "scenarios", "list", cwd=tmp_path)


@pytest.mark.slow
def test_installed_wheel_speaks_both_languages(installed: Path, tmp_path: Path) -> None:
    words = ("explain", "reform_package", "--department", 3, "--year", 4, "--language")
    english = run(installed / "budgetsim", *words, "en", cwd=tmp_path)
    chinese = run(installed / "budgetsim", *words, "zh", cwd=tmp_path)
    assert "In January" in english
    assert "预算" in chinese


@pytest.mark.slow
def test_installed_wheel_holds_the_lessons(installed: Path, tmp_path: Path) -> None:
    asked = "from budgetsim.app.lessons.reading import lessons; print(*(lesson.id for lesson in lessons()))"
    assert len(run(installed / "python", "-c", asked, cwd=tmp_path).split()) == 8


@pytest.mark.slow
@pytest.mark.parametrize("command", ["app", "report"])
def test_installed_wheel_helps_without_the_lab(installed: Path, tmp_path: Path, command: str) -> None:
    assert command in run(installed / "budgetsim", command, "--help", cwd=tmp_path)


@pytest.mark.slow
def test_lab_without_its_extra_says_what_to_install(installed: Path, tmp_path: Path) -> None:
    done = start(installed / "budgetsim", "app", "--no-open", cwd=tmp_path)
    assert done.returncode == 2
    assert 'pip install "budgetsim[lab]"' in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_installed_wheel_writes_a_report(installed: Path, tmp_path: Path) -> None:
    flags = ("--replications", 2, "--years", 2, "--out", "study", "--quiet", "--no-figures")
    run(installed / "budgetsim", "run", "wangcheng_2022", *flags, cwd=tmp_path)
    run(installed / "budgetsim", "report", "study", cwd=tmp_path)
    page = next(tmp_path.rglob("*.html")).read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")


def test_editable_install_carries_no_copy(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    name = build.build_editable(str(tmp_path))
    with zipfile.ZipFile(tmp_path / name) as archive:
        copies = [item for item in archive.namelist() if item.endswith((".py", ".toml"))]
    assert copies == []


def test_source_archive_is_complete(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    name = build.build_sdist(str(tmp_path))
    with tarfile.open(tmp_path / name) as archive:
        got = {item.partition("/")[2] for item in archive.getnames()}
    folders = [
        folder for folder in ("src", "scenarios", "tests", "docs", "examples") if (root / folder).is_dir()
    ]
    expected = {
        path.relative_to(root).as_posix()
        for folder in folders
        for path in (root / folder).rglob("*")
        if path.suffix in {".py", ".toml", ".md", ".csv", ".ftl", ".vue", ".css", ".ipynb"}
    }
    assert expected <= got
    assert {"LICENSE", "Makefile", "constraints.txt", "pyproject.toml"} <= got
