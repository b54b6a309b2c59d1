"""What holds for every kind of study, and the small one that the documentation builds."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from calibration import model_panel, written
from rich.console import Console
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli import console
from budgetsim.cli.main import app
from budgetsim.language import LANGUAGES, language, spoken
from budgetsim.registry import KINDS
from budgetsim.report import drawing
from budgetsim.report.figures import catalogue
from budgetsim.scenario import ScenarioError
from budgetsim.studies.ask import asked_fields
from budgetsim.studies.door import help_for
from budgetsim.studies.factors import Place
from budgetsim.studies.kind import kind_of
from budgetsim.studies.progress import Course
from budgetsim.studies.provenance import COMMAND_LINE
from budgetsim.studies.table import Column, Label, Table, html_of, latex_of, markdown_of
from budgetsim.studies.values import Factors, Real

SMALL = ["--set", "departments=8", "--years", "3"]
CLAIMS = str(Path(__file__).with_name("claims.toml"))
COMMANDS: dict[str, list[str]] = {
    "run": ["run", "reform_package", "--replications", "3", *SMALL],
    "compare": [
        *("compare", "wangcheng_2022", "reform_package", "reform_unfunded", "--replications", "3"),
        *("--outcomes", "validity,net_social_value", *SMALL),
    ],
    "optimise": [
        *(
            "optimise",
            "wangcheng_2022",
            "--levers",
            "staff=1:9,result_use",
            "--population",
            "6",
            "--generations",
            "3",
        ),
        *("--objectives", "public_value,administrative_cost", "--budget", "0.05", "--material", "0"),
        *("--uncertain", "risk_aversion=1:3", "--states", "2", "--replications", "2", "--fresh", "4", *SMALL),
    ],
    "sweep": [
        *("sweep", "wangcheng_2022", "--vary", "staff=1:9:3", "--vary", "result_use=0.1:0.5:3"),
        *("--outcomes", "validity,net_social_value", "--replications", "2", *SMALL),
    ],
    "effects": [
        *("effects", "wangcheng_2022", "--levers", "result_use=0.1:0.4:2,staff=3:6:2", "--replications", "3"),
        *("--outcomes", "net_social_value,active_waste", *SMALL),
    ],
    "discover": [
        *("discover", "--policy", "reform_unfunded", "--uncertain", "slack_taste,effective_days"),
        *("--fails", "performance:quantile:0.3", "--samples", "100", "--replications", "2", *SMALL),
    ],
    "information": [
        *("information", "wangcheng_2022", "reform_unfunded", "--draws", "40", "--replications", "2", *SMALL),
    ],
    "sensitivity": [
        *("sensitivity", "wangcheng_2022", "--factors", "staff,result_use", "--samples", "16"),
        *("--outcomes", "validity,active_waste", "--replications", "2", *SMALL),
    ],
    "calibrate": ["calibrate", "panel.csv", "--target", "target.toml", "--hold-out", "2022"],
    "audit": ["audit", CLAIMS, "--draws", "4", "--replications", "2"],
    "trial": [
        *("trial", "wangcheng_2022", "--cohorts", "2:4", "--controls", "4", "--years", "3", "--sizes", "8"),
        *("--set", "departments=8", "--draws", "4", "--replications", "2", "--checked", "0"),
    ],
    "verify": ["verify", "T1", "olken_2007", "--set", "r=3", "--replications", "2"],
}
"""A small study of every kind."""
TARGET = """
scenario = "wangcheng_2022"
copies = 2
bootstrap = 50
search = 6
starts = 2
rounds = 3
draws = 4
[set]
departments = 12
burn_in = 0
[parameters]
budget_noise = "0.02:0.5"
size_sd = "0.1:2"
[moments]
budget_change_sd = true
budget_change_iqr = true
size_sd = true
"""


@pytest.fixture(scope="module", autouse=True)
def _panel(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The files that a calibration asks for."""
    COMMANDS["calibrate"] = calibration_at(tmp_path_factory.mktemp("panel"))


def calibration_at(place: Path) -> list[str]:
    """Write the files that a calibration asks for; return its command."""
    truth = budgetsim.load_scenario("wangcheng_2022").replace(departments=12, burn_in=0, size_sd=1.1)
    written(model_panel(truth, range(700, 702)), place / "panel.csv")
    (place / "target.toml").write_text(TARGET, encoding="utf-8")
    return [str(place / word) if (place / word).is_file() else word for word in COMMANDS["calibrate"]]


def test_every_kind_is_tested_here() -> None:
    assert set(COMMANDS) == set(KINDS)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Path, dict[str, Any]]]]:
    """Directory and ``--json`` of every kind, run once."""
    place = tmp_path_factory.mktemp("kinds")
    done = {}
    for kind, line in COMMANDS.items():
        got = CliRunner().invoke(app, [*line, "--out", str(place / kind), "--json", "--no-figures"])
        assert got.exit_code == 0, got.output
        done[kind] = (place / kind, json.loads(got.stdout))
    return done


every_kind = pytest.mark.parametrize("kind", COMMANDS)


@every_kind
def test_answer_comes_back_from_its_directory(kind: str, answered: Any) -> None:
    directory, document = answered[kind]
    answer = budgetsim.load(directory)
    assert type(answer) is kind_of(kind).answer
    assert answer.kind.name == kind
    assert type(answer).from_dict(document) == answer
    for key in ("findings", "findings_zh", "directory", "command", "command_line", "science"):
        assert key in document
    assert answer.findings() == document["findings"]
    assert answer.findings("zh") == document["findings_zh"]


@every_kind
def test_answer_that_is_saved_elsewhere_is_the_same(
    kind: str, answered: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The next test but two draws all of these figures: here nothing is laid out and rendered.
    monkeypatch.setattr(catalogue, "settle", lambda _: None)
    monkeypatch.setattr(drawing, "render", lambda _, path, *__: path.touch())
    answer = budgetsim.load(answered[kind][0])
    assert budgetsim.load(answer.save(tmp_path / "copy")) == answer


def numbers(text: str) -> list[str]:
    """Numbers of a sentence, with the digits that they are told with; those within names are none."""
    return sorted(re.findall(r"(?<![A-Za-z_\d.,])\d(?:[\d,]*\d)?(?:\.\d+)?", text))


@every_kind
def test_findings_hold_the_same_numbers_in_all_languages(kind: str, answered: Any) -> None:
    answer = budgetsim.load(answered[kind][0])
    told = {code: answer.findings(code) for code in LANGUAGES}
    assert len({len(findings) for findings in told.values()}) == 1
    for texts in zip(*told.values(), strict=True):
        assert len({tuple(numbers(text)) for text in texts}) == 1, texts


@every_kind
def test_tables_render_in_every_form_and_language(kind: str, answered: Any) -> None:
    answer = budgetsim.load(answered[kind][0])
    assert answer.tables
    for table in answer.tables.values():
        frame = answer.to_df(table.name)
        assert len(frame) == len(table.rows)
        assert len(table.csv().splitlines()) == len(table.rows) + 1
        if table.file:
            assert (answer.directory / table.file).is_file()
        for code in LANGUAGES:
            say = language(code)
            rendered = [form(table, say) for form in (markdown_of, latex_of, html_of)]
            assert all(rendered)
            if table.audience != "files":
                assert not re.search(r"\b[a-z]+-[a-z]+-[a-z]+\b", table.title(say)), (
                    "a key instead of a message"
                )


@every_kind
def test_figures_are_drawn_from_a_loaded_answer(kind: str, answered: Any, tmp_path: Path) -> None:
    answer = budgetsim.load(answered[kind][0])
    for figure in answer.kind.figures(answer):
        drawing = figure.draw("zh")
        assert drawing.caption
        assert drawing.save(tmp_path, ("svg",), figure.file or figure.name).files[0].is_file()


@every_kind
def test_answers_show_themselves(kind: str, answered: Any) -> None:
    answer = budgetsim.load(answered[kind][0])
    lines = repr(answer).splitlines()
    assert len(lines) <= 25
    assert max(map(len, lines)) <= 220
    assert answer.findings()[0][:40] in repr(answer)
    assert "<table>" in answer._repr_html_()


@every_kind
def test_flags_keys_and_arguments_of_python_are_the_fields_of_the_question(kind: str) -> None:
    declared = {one.name for one in asked_fields(kind_of(kind).question)}
    got = CliRunner().invoke(app, [kind, "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    shown = [
        one
        for one in asked_fields(kind_of(kind).question)
        if one.ask.panel != "file" and not one.ask.argument
    ]
    assert [one.flag for one in shown if f"--{one.flag}" not in got.output] == []
    arguments = set(inspect.signature(getattr(budgetsim, kind)).parameters)
    assert declared <= arguments
    assert arguments - declared == {"workers", "scheduler", "engine", "out", "progress"}
    assert all(name in (getattr(budgetsim, kind).__doc__ or "") for name in arguments)


@every_kind
def test_the_same_command_again_runs_nothing_and_answers_the_same(kind: str, answered: Any) -> None:
    directory, document = answered[kind]
    got = CliRunner().invoke(app, [*COMMANDS[kind], "--out", str(directory), "--json", "--no-figures"])
    assert got.exit_code == 0, got.output
    again = json.loads(got.stdout)
    assert {key: value for key, value in again.items() if key != "command_line"} == {
        key: value for key, value in document.items() if key != "command_line"
    }


@every_kind
def test_terminal_speaks_chinese_as_reports_do(kind: str, answered: Any) -> None:
    line = [*COMMANDS[kind], "--out", str(answered[kind][0]), "--no-figures", "--language", "zh"]
    got = CliRunner().invoke(app, line)
    assert got.exit_code == 0, got.output
    shown = re.sub(r"\s+", "", got.stdout)
    for finding in answered[kind][1]["findings_zh"]:
        assert re.sub(r"\s+", "", finding) in shown
    helped = CliRunner().invoke(app, [kind, "--help", "--language", "zh"], env={"COLUMNS": "200"})
    assert re.sub(r"\s+", "", language("zh")(f"{kind}-help")) in re.sub(r"\s+", "", helped.output)
    for one in asked_fields(kind_of(kind).question):
        assert help_for(kind, one, language("zh")) != help_for(kind, one, language("en"))


def test_arguments_of_python_are_told_as_such() -> None:
    with pytest.raises(ScenarioError) as got:
        budgetsim.run("wangcheng_2022", settings={"stafff": 1}, years=0)
    assert {str(fault).partition(":")[0] for fault in got.value.faults} == {"settings", "years"}
    for name in ("factors", "outcomes", "settings"):
        with pytest.raises(ScenarioError, match=name):
            budgetsim.sensitivity("wangcheng_2022", **{name: 3})


def test_unknown_language_is_told_with_those_that_there_are() -> None:
    got = CliRunner().invoke(app, ["sensitivity", "wangcheng_2022", "--language", "fr"])
    assert got.exit_code == 2
    assert all(code in got.output for code in LANGUAGES)


@every_kind
def test_dry_run_of_every_kind_runs_nothing(kind: str, tmp_path: Path) -> None:
    got = CliRunner().invoke(app, [*COMMANDS[kind], "--out", str(tmp_path / "none"), "--dry-run", "--json"])
    assert got.exit_code == 0, got.output
    assert json.loads(got.stdout)["runs"] > 0
    assert not (tmp_path / "none").exists()


def test_answer_without_a_file_is_made_anew_from_the_runs(answered: Any, tmp_path: Path) -> None:
    for kind in ("run", "compare"):
        directory, document = answered[kind]
        bare = shutil.copytree(directory, tmp_path / kind)
        (bare / "summary.json").unlink()
        anew = budgetsim.load(bare).to_dict()
        kept = {key: document[key] for key in anew}
        if kind == "compare":
            assert kept.pop("shown") == ["validity", "net_social_value"]
            assert len(anew.pop("shown")) > 2, "which outcomes were to be shown is not among the runs"
        assert {key: anew[key] for key in kept} == kept


def test_results_of_simulate_are_read_like_those_of_the_commands(tmp_path: Path) -> None:
    small = budgetsim.load_scenario("wangcheng_2022").replace(departments=8, years=2, burn_in=0)
    reform = small.replace(name="reform", staff=9.0)
    for kind, scenarios in (("run", [small]), ("compare", [small, reform])):
        directory = budgetsim.simulate(scenarios, 2).save(tmp_path / kind)
        answer = budgetsim.load(directory)
        assert answer.kind.name == kind
        asked = scenarios if kind == "compare" else small
        assert answer == getattr(budgetsim, kind)(asked, replications=2, parameters="point")


def test_answer_that_was_kept_nowhere_can_draw_its_figures() -> None:
    small = budgetsim.load_scenario("wangcheng_2022").replace(departments=8, years=2, burn_in=0)
    answer = budgetsim.run(small, replications=2)
    assert answer.directory is None
    (flow,) = [figure for figure in answer.kind.figures(answer) if figure.name == "flow"]
    assert flow.draw("zh").caption


# Pieces that kinds are made of -------------------------------------------------------------------------------------


def test_progress_over_rounds_is_one_and_begins_with_what_was_there() -> None:
    told: list[tuple[int, int]] = []
    course = Course(lambda done, planned: told.append((done, planned)), 40)
    for done in (10, 10):  # two finished rounds of ten runs
        course(done, 10)
    assert told == []
    for done in (4, 7, 10):
        course(done, 10)
    for done in (0, 5):
        course(done, 10)
    assert told == [(24, 40), (27, 40), (30, 40), (30, 40), (35, 40)]
    course(10, 10)
    course(0, 2)
    course(2, 2)
    assert told[-1] == (42, 43)  # more than planned is never the end of it


def test_tables_that_are_too_wide_stand_below_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    heads = [("mix", "keep"), *((f"outcome {n}", "left") for n in range(4))]
    rows = [["status quo", *("x" * 15 for _ in range(4))]]
    assert console.parts_that_fit(heads, rows) == [[0, 1, 2], [0, 3, 4]]
    assert console.parts_that_fit(heads[:3], [rows[0][:3]]) == [[0, 1, 2]]
    # A column that never fits stands alone, and texts that can be broken take the room of a word.
    assert console.parts_that_fit(heads[:2], [["status quo", "x" * 90]]) == [[0, 1]]
    assert console.parts_that_fit(heads, [["status quo", *("x y " * 9 for _ in range(4))]]) == [
        [0, 1, 2, 3, 4]
    ]
    # Every part names its rows: with as many of the leading texts as it takes to tell them apart.
    named = [("outcome", "keep"), ("mix", "left"), ("effect", "right"), ("p", "right")]
    rows = [
        [outcome, mix, "x" * 30, "x" * 30] for outcome in ("score", "value") for mix in ("staff", "rules")
    ]
    assert console.parts_that_fit(named, rows) == [[0, 1, 2], [0, 1, 3]]
    assert console.parts_that_fit(named, rows[:1]) == [[0, 1, 2], [0, 3]]
    designs = [("departments", "right"), ("years", "right"), ("power", "keep"), ("coverage", "keep")]
    rows = [[units, years, "x" * 30, "x" * 30] for units in ("18", "36") for years in ("1", "2")]
    assert console.parts_that_fit(designs, rows) == [[0, 1, 2], [0, 1, 3]]


@pytest.mark.parametrize("columns", range(60, 121, 4))
def test_intervals_are_not_broken_whatever_the_width(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    heads = [("years after", "right"), ("power", "keep"), ("coverage", "keep"), ("mean estimate", "keep")]
    interval = "63.9% (58.2% to 69.6%)"
    rows = [["1", interval, interval, "−0.0671"], ["2", interval, interval, "−0.0711"]]
    shown = StringIO()
    screen = Console(file=shown, width=columns)
    for part in console.parts_that_fit(heads, rows):
        screen.print(console.table([heads[n] for n in part], [[row[n] for n in part] for row in rows]))
    assert shown.getvalue().count(interval) == 4
    assert max(map(len, shown.getvalue().splitlines())) <= columns


def test_columns_of_files_and_labels_are_shown_to_nobody_as_they_are() -> None:
    columns = [Column("mix", "label"), Column("on", "value"), Column("seen", "number", audience="files")]
    label = Label("knee", lambda say: say("figure-pareto-knee"))
    table = Table("mixes", columns, [[label, True, 0.5], [label, "linear", None]])
    assert table.csv() == "mix,on,seen\nknee,True,0.5\nknee,linear,\n"
    assert table.texts(language()) == [["knee", "on"], ["knee", "linear"]]
    assert table.texts(language("zh")) == [["拐点", "开"], ["拐点", language("zh").choice("linear")]]
    assert "\\begin{tabular}{ll}" in latex_of(table, language())


@pytest.mark.parametrize("text", ["0", "-1", "inf", "nan", "much", ""])
def test_numbers_that_are_none_or_out_of_range_are_refused(text: str) -> None:
    with pytest.raises(ScenarioError, match="above 0"):
        Real().of_texts([text], Place("--budget"))
    assert Real(0.0, 1.0).of_texts([" 0 "], Place("--share")) == 0.0
    with pytest.raises(ScenarioError, match="from 0 to 1"):
        Real(0.0, 1.0).of_texts(["1.5"], Place("--share"))


def test_flags_change_or_add_factors_of_a_study_file() -> None:
    place = Place("--levers")
    of_file = Factors("lever").of_texts(["staff=1:6", "training"], place)
    of_flag = Factors("lever").of_texts(["result_use,staff=2:3"], place)
    merged = Factors("lever").merged(of_file, of_flag)
    assert [(factor.name, factor.upper) for factor in merged] == [
        ("staff", 3.0), ("training", 1.0), ("result_use", 1.0)
    ]  # fmt: skip
    assert Factors().merged(of_file, of_flag) == of_flag


# The example of the documentation ----------------------------------------------------------------------------------


@pytest.fixture
def unusual(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The kind that docs/architecture.md builds, as a package of its own."""
    page = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page[page.index("**A kind of study.**") :]
    code, english, chinese = re.findall(r"```(?:python|ftl|ftl zh)\n(.*?)```", section, re.DOTALL)[:3]
    package = tmp_path / "unusual"
    (package / "words").mkdir(parents=True)
    (package / "__init__.py").write_text(code, encoding="utf-8")
    (package / "words" / "en.ftl").write_text(english, encoding="utf-8")
    (package / "words" / "zh.ftl").write_text(chinese, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    budgetsim.register("unusual", "unusual")
    yield
    del KINDS["unusual"]
    kind_of.cache_clear()
    sys.modules.pop("unusual", None)


@pytest.mark.usefixtures("unusual")
@pytest.mark.usefixtures("drawing_helper")
def test_example_of_a_kind_runs_from_the_command_line_from_python_and_into_a_report(tmp_path: Path) -> None:
    line = [
        "unusual",
        "wangcheng_2022",
        "--outcome",
        "validity",
        "--replications",
        "12",
        "--set",
        "departments=8",
    ]
    got = CliRunner().invoke(app, [*line, "--out", str(tmp_path / "mine"), "--json"])
    assert got.exit_code == 0, got.output
    document = json.loads(got.stdout)
    assert re.fullmatch(
        r"Seed \d+ is the most unusual: .* deviations (above|below) its mean\.",
        document["findings"][0],
    )
    answer = budgetsim.load(tmp_path / "mine")
    same = budgetsim.unusual(
        "wangcheng_2022", outcome="validity", replications=12, settings={"departments": 8}
    )
    assert same == answer
    assert len(answer.to_df()) == 12
    assert (tmp_path / "mine" / "seeds.csv").is_file()
    page = tmp_path / "page.html"
    got = CliRunner().invoke(app, ["report", str(tmp_path / "mine"), "--out", str(page), "--quiet"])
    assert got.exit_code == 0, got.output
    text = page.read_text(encoding="utf-8")
    assert document["findings"][0] in text
    assert document["findings_zh"][0] in text
    got = CliRunner().invoke(app, ["unusual", "wangcheng_2022", "--outcome", "validty"])
    assert got.exit_code == 2
    assert "did you mean validity?" in got.output


def test_a_line_leaves_its_language_to_no_later_one() -> None:
    english = CliRunner().invoke(app, ["run", "--help"]).output
    assert CliRunner().invoke(app, ["run", "--help", "--language", "zh"]).output != english
    assert spoken().code == "en"
    assert CliRunner().invoke(app, ["run", "--help"]).output == english
    assert COMMAND_LINE.get() == ""


@pytest.mark.parametrize("kind", COMMANDS)
@pytest.mark.parametrize(("text", "words"), [(None, "there is no such file"), ("a = [\n", "own.toml:1")])
def test_a_file_that_cannot_be_read_is_one_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, text: str | None, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if text is not None:
        (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    line = ["calibrate", "panel.csv", "-t", "own.toml"] if kind == "calibrate" else [kind, "own.toml"]
    got = CliRunner().invoke(app, line)
    assert got.exit_code == 2
    assert words in got.output
    assert got.output.count("own.toml") == 1


def test_cost_is_counted_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from budgetsim.studies import engine

    counted: list[object] = []
    work_of = engine.work_of
    monkeypatch.setattr(engine, "work_of", lambda study: counted.append(study) or work_of(study))
    got = CliRunner().invoke(app, [*COMMANDS["run"], "--out", str(tmp_path / "r"), "--no-figures", "-q"])
    assert (got.exit_code, len(counted)) == (0, 1)


@pytest.mark.parametrize(
    ("line", "started"),
    [
        (COMMANDS["run"], 1),
        ([*COMMANDS["run"], "--no-figures"], 0),
        ([*COMMANDS["run"], "--dry-run"], 0),
        (["run", "reform_package", "--set", "nothing=3"], 0),
    ],
)
@pytest.mark.usefixtures("drawing_helper")
def test_helper_that_draws_starts_once_something_will_be_drawn(
    line: list[str], started: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from budgetsim.cli.drawing import subprocess

    calls: list[list[str]] = []
    begin = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda line, **more: calls.append(line) or begin(line, **more))
    CliRunner().invoke(app, [*line, "--out", str(tmp_path / "r"), "-q"])
    # A platform may ask another program for its name.
    assert sum("budgetsim.report.draw" in call for call in calls) == started


@pytest.mark.usefixtures("drawing_helper")
def test_no_helper_waits_for_a_long_study(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from budgetsim.cli import kinds
    from budgetsim.cli.drawing import Draughtsman

    monkeypatch.setattr(kinds, "LONG", 0.0)
    seen: list[tuple[bool, bool]] = []
    start = Draughtsman.start

    def noted(self: Draughtsman) -> None:
        seen.append(((tmp_path / "r" / "summary.json").exists(), self._process is None))
        start(self)

    monkeypatch.setattr(Draughtsman, "start", noted)
    got = CliRunner().invoke(app, [*COMMANDS["run"], "--out", str(tmp_path / "r"), "-q"])
    assert (got.exit_code, seen) == (0, [(False, True), (True, True)])
    assert list((tmp_path / "r" / "figures").glob("*.png"))
