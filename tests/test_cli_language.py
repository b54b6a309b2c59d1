"""The command line speaks Chinese throughout: the help of every command, what it refuses, what it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from commands import every_command
from typer.testing import CliRunner

from budgetsim.app.gate.rules import TAKEN
from budgetsim.cli.guard import PLAIN, UsageError, usage_message
from budgetsim.cli.main import ORDER, app
from budgetsim.declarations import declarations
from budgetsim.language import SPOKEN, is_message, told
from budgetsim.model.measures import OUTCOMES
from budgetsim.registry import KINDS
from budgetsim.scenario import scenario_names
from budgetsim.studies.ask import asked_fields
from budgetsim.studies.kind import kind_of

CHINESE = re.compile(r"[\u4e00-\u9fff]")
KINDS_TO_COME = {"calibrate", "verify"}
"""Commands that do not take their words from messages yet."""
REFERENCE = "wangcheng_2022"
KEPT = re.compile(
    r"`[^`]*`|https?://\S*|'[^']*'|\"[^\"]*\"|--?[a-z][\w-]*|\S*[/\\.=:@_~+]\S*|[A-Z][\w.|+-]*|\bbudgetsim\b"
)
"""What is written alike in every language: quotations, addresses, flags, paths, settings, names, symbols."""
PLAIN_WORDS = {
    "en", "zh", "png", "svg", "pdf", "all", "cookie", "shell", "auto", "on", "off", "module", "function", "key",
    "policy", "department", "bureau", "district", "protocol", "lab", "figures", "summary", "numpy", "s", "min",
    "compiled", "k", "t", "sobol", "reference", "e", "a", "b", "c", "objectives", "project",
    "xlsx", "dta", "csv", "parquet", "pyfixest", "panel", "unit", "repeated", "sum", "money", "million", "model",
}  # fmt: skip


@cache
def declared_names() -> frozenset[str]:
    """Names of parameters and outcomes, of commands, and those that a flag of a kind takes."""
    fields = [one for name in KINDS for one in asked_fields(kind_of(name).question)]
    options = {name for one in fields for name in one.ask.value.options()}
    commands = {name for path, _ in every_command(typer.main.get_command(app)) for name in path}
    return frozenset({*declarations(), *OUTCOMES, *options, *commands, *TAKEN, *PLAIN_WORDS})


def strange(text: str, typed: str = "") -> set[str]:
    """English words of a Chinese text that are no names, and that nobody typed."""
    names = sorted([*declared_names(), *typed.split()], key=len, reverse=True)
    plain = re.sub(rf"(?<![A-Za-z_])(?:{'|'.join(map(re.escape, names))})(?![A-Za-z_])", " ", text)
    return set(re.findall(r"[A-Za-z]+", KEPT.sub(" ", plain)))


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A working directory in which everything is said in Chinese."""
    monkeypatch.setenv("BUDGETSIM_LANGUAGE", "zh")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    token = SPOKEN.set("zh")
    yield tmp_path
    SPOKEN.reset(token)


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def test_every_help_text_of_every_command_is_chinese(chinese: Path) -> None:
    del chinese
    commands = dict(every_command(typer.main.get_command(app)))
    assert len(commands) > len(ORDER)
    for path, command in commands.items():
        if path[0] in KINDS_TO_COME - set(KINDS):
            continue
        texts = [command.help, *(one.help for one in command.params)]
        assert [text for text in texts if not CHINESE.search(text or "")] == [], path
        assert {text: strange(text) for text in texts if strange(text)} == {}, path


@pytest.mark.parametrize(
    "arguments", [(), ("scenarios",), ("results",), ("app",), ("results", "prune"), ("report",)]
)
def test_page_of_help_is_chinese(chinese: Path, arguments: tuple[str, ...]) -> None:
    del chinese
    page = invoke(*arguments, "--help").stdout
    assert told("cli-usage") in page
    assert told("ask-panel-options") in page
    plain = re.sub(r"^  budgetsim .*$", "", page, flags=re.MULTILINE)
    assert strange(plain.replace("CODE", "").replace("\n", " ")) == set()


@pytest.mark.parametrize("position", ["before", "behind", "environment"])
def test_language_is_given_before_or_behind_the_command_or_by_the_environment(
    position: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = {
        "before": ("--language", "zh", "scenarios", "list"),
        "behind": ("scenarios", "list", "--language=zh"),
        "environment": ("scenarios", "list"),
    }
    monkeypatch.setenv("BUDGETSIM_LANGUAGE", "zh" if position == "environment" else "en")
    assert CHINESE.search(invoke(*lines[position]).stdout)
    monkeypatch.setenv("BUDGETSIM_LANGUAGE", "en")
    assert not CHINESE.search(invoke("scenarios", "list").stdout)


REFUSED: dict[str, tuple[str, str]] = {
    # what is typed: the message that says what is wrong
    "command": ("rnu", "cli-no-such-command"),
    "command of a group": ("results nope", "cli-no-such-command"),
    "flag": (f"run {REFERENCE} --nope", "cli-no-such-flag"),
    "argument": ("run", "cli-missing"),
    "needed flag": (f"explain {REFERENCE} -y 1", "cli-missing"),
    "value": ("figures --only", "cli-needs-value"),
    "switch": ("figures --json=3", "cli-takes-no-value"),
    "words": (f"explain {REFERENCE} more -y 1 -k 1", "cli-too-many"),
    "number": ("figures --dpi x", "cli-not-whole"),
    "choice": ("figures --figure-format gif", "cli-not-an-option"),
    "language": ("figures --language fr", "cli-no-such-language"),
    "group": ("parameters --group polcy", "cli-not-an-option"),
    "search": ("parameters --search zzz", "cli-no-parameter"),
    "figure": ("figures --only nothing", "cli-no-such-figure"),
    "no figure": ("figures --only ,", "cli-names-nothing"),
    "dpi": ("figures --dpi 60 --figure-format pdf", "cli-dpi-without-points"),
    "department": (f"explain {REFERENCE} -k 99 -y 1", "cli-no-department"),
    "reference": (f"scenarios new {REFERENCE}", "cli-reference-name"),
    "name": ("scenarios new ../x", "cli-wrong-name"),
    "file": ("scenarios new small", "cli-exists"),
    "scenario": ("scenarios show nothing", "fault-reference"),
    "directory": ("results show nothing", "study-no-results"),
    "no results there": ("results show folder", "study-no-study"),
    "prune": ("results prune", "results-prune-which"),
    "report": ("report nothing", "report-fault-no-directory"),
    "report of a file": ("report small.toml", "report-fault-file"),
    "empty report": ("report folder", "report-fault-empty"),
    "several reports": ("report nothing folder", "report-fault-several"),
    "page": ("report folder --out page.txt", "cli-out-no-page"),
    "page is a folder": ("report folder --out folder", "cli-out-is-directory"),
    "root path": ("app --root-path a?b", "gate-fault-path"),
    "reserved path": ("app --root-path static", "gate-fault-reserved"),
    "url": ("app --base-url lab", "gate-fault-url"),
    "host name": ("app --allow-host *", "gate-fault-host"),
    "origin": ("app --embed-in x", "gate-fault-origin"),
    "host": ("app --host no.such.host.invalid --no-open", "gate-launch-no-host"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wrong_with_a_line_is_told_in_chinese(case: str, chinese: Path) -> None:
    (chinese / "small.toml").write_text("", encoding="utf-8")
    (chinese / "folder").mkdir()
    typed, key = REFUSED[case]
    assert is_message(key, "zh")
    got = invoke(*typed.split())
    assert got.exit_code == 2, got.output
    _, _, message = got.stderr.rpartition("budgetsim: ")
    if case == "language":  # no language that is spoken was asked for
        assert "fr" in message
        return
    assert CHINESE.search(message)
    assert strange(message.replace("\n", " "), typed) == set(), message


def test_what_the_parser_says_without_a_type_is_told_by_a_message() -> None:
    for _, key in PLAIN:
        assert is_message(key, "en")
        assert is_message(key, "zh")
    error = UsageError("Missing command.")
    assert usage_message(error) == told("cli-no-command")


@pytest.mark.parametrize(
    "typed",
    ["scenarios list", "scenarios show reform_package", "outcomes", "parameters", "results", "figures"],
)
def test_tables_and_sentences_are_chinese(typed: str, chinese: Path) -> None:
    (chinese / "results").mkdir()
    got = invoke(*typed.split())
    assert got.exit_code == 0, got.output
    assert CHINESE.search(got.stdout)
    if typed.startswith("scenarios"):
        assert strange(got.stdout, " ".join(scenario_names())) == set()


def test_a_new_scenario_file_explains_itself_in_chinese(chinese: Path) -> None:
    assert invoke("scenarios", "new", "mine", "--from", "reform_package").exit_code == 0
    text = (chinese / "mine.toml").read_text(encoding="utf-8")
    comments = [line for line in text.splitlines() if line.startswith("# ") and " = " not in line]
    assert len(comments) > 20
    assert invoke("scenarios", "check", "mine.toml").exit_code == 0
    assert CHINESE.search(text)
