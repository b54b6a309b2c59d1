"""Tables of results that somebody damaged or edited: reports and figures say so, whatever the damage."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from budgetsim.cli.guard import WRONG_INPUT
from budgetsim.cli.main import app

SMALL = ["--set", "departments=8", "--years", "3", "--replications", "3", "--quiet", "--no-figures"]
STUDIES: dict[str, list[str]] = {
    "effects": ["effects", "--levers", "monitoring_intensity,staff", "--doses", "3", *SMALL],
    "sensitivity": [
        "sensitivity",
        "wangcheng_2022",
        "--factors",
        "staff,training",
        "--samples",
        "16",
        *SMALL,
    ],
    "optimise": [
        *("optimise", "--levers", "staff=1:9", "--levers", "result_use", "--population", "4"),
        *("--generations", "2", "--fresh", "3", "--draws", "8", *SMALL),
    ],
    "information": ["information", "wangcheng_2022", "reform_unfunded", "--draws", "20", *SMALL],
    "discover": ["discover", "--policy", "reform_unfunded", "--samples", "100", *SMALL],
    "sweep": ["sweep", "wangcheng_2022", "--vary", "staff=1:9:3", *SMALL],
    "verify": ["verify", "T1", "T3", "--quiet", "--no-figures"],
}


def damages(path: Path) -> Iterator[tuple[str, bytes]]:
    """Ways in which a file can be wrong."""
    data = path.read_bytes()
    yield "empty", b""
    yield "half", data[: len(data) // 2]
    yield "bytes", bytes(range(256))
    if path.suffix == ".csv":
        head, *rows = data.decode().splitlines()
        yield "another column", "\n".join([f"x{head}", *rows]).encode()
        yield "no rows", f"{head}\n".encode()
        words = (",".join("word" for _ in row.split(",")) for row in rows)
        yield "words for numbers", "\n".join([head, *words]).encode()
    if path.suffix == ".json":
        yield "list", b"[]"
        yield "object", b"{}"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


def made(name: str, place: Path) -> Path:
    directory = place / name
    if not directory.exists():
        got = CliRunner().invoke(app, [*STUDIES[name], "--out", str(directory)])
        assert got.exit_code == 0, got.output
    return directory


def told(command: str, directory: Path) -> str:
    """What a command says of a directory, which it must either read or refuse in words."""
    got = CliRunner().invoke(app, [command, str(directory), "--quiet"])
    assert got.exit_code in (0, WRONG_INPUT), got.output
    assert "Traceback" not in got.output
    assert got.stderr.strip() or got.exit_code == 0
    return got.stderr


def test_answer_that_lost_something_is_named(place: Path) -> None:
    """Figures and reports come from the answer, so an edited table of numbers for others harms neither."""
    copy = shutil.copytree(made("sensitivity", place), place / "copy")
    (copy / "indices.csv").write_bytes(b"")
    assert told("figures", copy) == ""
    answer = json.loads((copy / "summary.json").read_text(encoding="utf-8"))
    del answer["outcomes"]["validity"]["noise"]
    (copy / "summary.json").write_text(json.dumps(answer), encoding="utf-8")
    for command in ("figures", "report"):
        message = told(command, copy)
        assert str(copy) in message
        assert "outcomes.validity.noise" in message
        assert "give the command again" in message


@pytest.mark.slow
@pytest.mark.parametrize("name", STUDIES)
def test_any_damage_is_read_or_refused(name: str, place: Path, tmp_path: Path) -> None:
    directory = made(name, place)
    files = [path for path in directory.iterdir() if path.suffix in (".csv", ".json", ".toml", ".parquet")]
    files += (directory / "tables").glob("*.csv")
    tables = sorted(path for path in files if path.suffix == ".csv")
    # Figures come from the answer: all tables are damaged at once in each way, what is beside them one by one.
    harms = {
        f"{path.name}: {way}": {path: data}
        for path in sorted({*files} - {*tables})
        for way, data in damages(path)
    }
    for path in tables:
        for way, data in damages(path):
            harms.setdefault(way, {})[path] = data
    for harm in harms.values():
        copy = tmp_path / "copy"
        shutil.copytree(directory, copy)
        for path, data in harm.items():
            (copy / path.relative_to(directory)).write_bytes(data)
        told("figures", copy)
        shutil.rmtree(copy)
