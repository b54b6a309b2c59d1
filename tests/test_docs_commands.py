"""Every command line that README and docs/ show is one that the command line reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from documented import Line, lines, pages

from budgetsim.cli.guard import usage_message
from budgetsim.cli.main import app
from budgetsim.registry import KINDS
from budgetsim.studies.ask import asked_fields, pose
from budgetsim.studies.kind import kind_of

ROOT = Path(__file__).parents[1]
ALL = [line for page in pages(ROOT) for line in lines(page)]
SHIPPED = ("benchmarks", "claims", "examples", "experiments", "scenarios", "scripts", "tests")
"""Folders whose files a line may name because they are there."""
USAGE: Any = typer.BadParameter.__bases__[0]
EXAMPLE = "unusual"
"""The kind of study that docs/architecture.md builds; its own test runs it (``test_kinds``)."""
FILE = re.compile(r"\.(toml|csv|xlsx|parquet|dta)$|/")


def of(program: str) -> list[Line]:
    """Return the lines of one program."""
    return [line for line in ALL if line.words[0] == program]


def read(words: list[str]) -> tuple[tuple[str, ...], dict[str, Any] | None]:
    """Return the command of a line, and its flags as they are read; ``None`` where the line only names some."""
    command: Any = typer.main.get_command(app)
    path: tuple[str, ...] = ()
    rest = words[1:]
    while hasattr(command, "list_commands") and rest and not rest[0].startswith("-"):
        assert rest[0] in command.list_commands(None), rest[0]
        command = command.get_command(None, rest[0]).made
        path, rest = (*path, rest[0]), rest[1:]
    if all(word.startswith("--") and "=" not in word for word in rest):
        flags = {flag for one in command.get_params(typer.Context(command)) for flag in one.opts}
        assert set(rest) <= flags, rest
        return path, None
    return path, dict(command.make_context(path[-1], list(rest)).params)


def is_unreal(words: list[str]) -> bool:
    """Whether a line speaks of files and names that a reader puts there: only its flags can be read."""
    return any(
        "…" in word
        or "$" in word
        or word.isupper()
        or (FILE.search(word.rpartition("=")[2]) and not word.startswith((*SHIPPED, "tcp:")))
        for word in words[1:]
    )


def test_lines_are_found() -> None:
    assert len(of("budgetsim")) > 200
    assert len({line.page for line in ALL}) > 25
    real = [line for line in of("budgetsim") if not is_unreal(line.words)]
    assert len(real) > 100


def fault(line: Line) -> str:
    """Return what is wrong with a line; nothing if it is read, and asks for what there is."""
    try:
        path, flags = read(line.words)
        if flags is not None and path[0] in KINDS and not is_unreal(line.words):
            _pose(path[0], flags)
    except USAGE as error:
        return f"{line}: {usage_message(error)}"
    except (typer.Exit, AssertionError, ValueError) as error:
        return f"{line}: {error!r}"
    return ""


@pytest.mark.parametrize("name", [page.name for page in pages(ROOT)])
def test_lines_are_read_by_the_command_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = [line for line in of("budgetsim") if line.page == name and line.words[1] != EXAMPLE]
    assert [found for line in shown if (found := fault(line))] == []


@pytest.mark.parametrize(
    "text",
    [
        "budgetsim rnu wangcheng_2022",
        "budgetsim compare --jsn",
        "budgetsim run wangcheng_2022 --replicatons 4",
        "budgetsim compare wangcheng_2022 reform_packge",
        "budgetsim effects --levers staf=1:9",
    ],
)
def test_line_that_asks_for_what_is_not_there_is_found(text: str) -> None:
    assert fault(Line("page.md", 1, text))


def _pose(kind: str, flags: dict[str, Any]) -> None:
    """Ask what a line asks: scenarios are found, settings and levers are known, nothing contradicts the rest."""
    question = kind_of(kind).question
    own = {one.name for one in asked_fields(question)}
    given = {key: value for key, value in flags.items() if key in own and value not in (None, [], ())}
    pose(question, {key: str(value).lower() if value is True else value for key, value in given.items()})


def targets() -> Iterator[str]:
    """Yield the targets of the Makefile."""
    for found in re.finditer(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE):
        yield found[1]


def test_targets_of_make_exist() -> None:
    known = set(targets())
    assert [str(line) for line in of("make") if line.words[1] not in known] == []


def test_programs_exist_and_know_their_flags() -> None:
    faults = []
    for line in [*of("python"), *of("solara")]:
        _, *words = line.words
        file = next((word for word in words if word.endswith(".py")), None)
        if file is None:
            continue
        code = (ROOT / file).read_text(encoding="utf-8") if (ROOT / file).is_file() else ""
        faults += [f"{line}: no {file}"] * (not code)
        faults += [
            f"{line}: no {word}" for word in words if word.startswith("--") and f'"{word}"' not in code
        ]
        faults += [f"{line}: {file} takes words that it does not know"] * (
            line.words[0] == "python" and "ArgumentParser(" not in code
        )
    assert faults == []
