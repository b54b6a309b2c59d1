"""The lines of the command line that lessons give students to go on with: each of them runs."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from budgetsim.app.lessons.reading import lessons
from budgetsim.cli.main import app
from budgetsim.kinds.verify.theory.catalogue import cases_of

LINES = [line for lesson in lessons() for line in lesson.commands]


def test_lines_about_theory_name_limits_and_parameters_that_exist() -> None:
    lines = [line for line in LINES if "--theory" in line]
    assert lines
    for line in lines:
        words = shlex.split(line)[3:]
        names = words[: words.index("--set")] if "--set" in words else words
        settings = [words[place + 1] for place, word in enumerate(words) if word == "--set"]
        assert cases_of(names, settings), line


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES)
def test_line_of_a_lesson_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    program, *arguments = shlex.split(line)
    few = [] if "--theory" in line else ["--replications", "2", "--no-figures"]
    done = CliRunner().invoke(app, [*arguments, *few])
    assert program == "budgetsim"
    # With two seeds a published target may be missed (1); a wrong line would end with 2.
    assert done.exit_code in ((0, 1) if "--evidence" in line else (0,)), done.output
