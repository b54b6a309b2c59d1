"""A third language is added by adding words alone: one made by machine is spoken, and no English word is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import gate_door
import pseudo
import pytest
import test_faults_language
import test_kinds
from gate_door import Answered
from report_pages import draw_only, read_page
from room_door import CODE as ROOM
from room_door import Browser, Building
from typer.testing import CliRunner

import budgetsim
from budgetsim.app.lessons import content, reading
from budgetsim.app.play import game, table
from budgetsim.app.room.classroom import STAGES
from budgetsim.cli.main import app
from budgetsim.data.recipe import ROLES as COLUMNS
from budgetsim.data.recipe import Recipe
from budgetsim.declarations import ARCHETYPES, GROUPS, declarations
from budgetsim.kinds.calibrate.panel_file import read_panel
from budgetsim.kinds.verify.evidence.design import KINDS as SEEN_AS
from budgetsim.kinds.verify.evidence.published import BASES, DIRECTIONS, FAMILIES, ROLES, UNITS
from budgetsim.kinds.verify.theory.catalogue import LIMITS
from budgetsim.language import LANGUAGES, SPOKEN, add_languages, language
from budgetsim.language.speech import _FOLDERS
from budgetsim.model.measures import OUTCOMES
from budgetsim.registry import KINDS
from budgetsim.report import figures
from budgetsim.report.figures import FIGURES
from budgetsim.report.page import make_report, read_sources
from budgetsim.report.standing import citation
from budgetsim.scenario import Roster, scenario_names
from budgetsim.scenario_files.names import _BLOCKS
from budgetsim.studies import (
    code,
    errors,
    executors,
    extension,
    factors,
    files,
    sampling,
    shelf,
    store,
    study,
)
from budgetsim.studies.ask import asked_fields, pose
from budgetsim.studies.kind import kind_of
from budgetsim.studies.points import Points
from budgetsim.studies.provenance import environment
from budgetsim.studies.sampling import DESIGNS
from budgetsim.studies.study_file import STUDY_KEYS
from budgetsim.studies.table import markdown_of

WORD = re.compile(r"(?<![\w-])(?![a-f]+\b)[A-Za-z]{3,}(?![\w])")
"""A word; letters from a to f alone may be a piece of a digest."""
WORDS_OF_CODE = {
    "budgetsim", "True", "true", "false", "int", "float", "str", "dict", "list", "set", "NoneType", "module",
    "pip", "install", "toml", "json", "English", "year", "years", "share", "assignment", "changes", "reform",
    "stafff", "fee", "lower", "upper", "count", "base", "point", "design", "samples", "seed", "description",
    "command", "random",
}  # fmt: skip
"""Words of Python, of files and of commands, names of languages, and what the cases below type."""
TYPED = re.compile(
    r"`[^`]*`|'[^']*'|\"[^\"]*\"|--?[a-z][\w-]*|\S*[/\\=:@_~]\S*|\b[\w-]+\.\w+|\.\w+|\b[A-Z][A-Z,|…]+\b|p\d+"
)
"""What is written alike in every language: quotations, flags, paths, settings, files, placeholders, symbols."""


@pytest.fixture(scope="module", autouse=True)
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The language that is made by machine, known here and to programs that are started here, and spoken."""
    home = tmp_path_factory.mktemp("languages")
    pseudo.write_language(home)
    add_languages(home)
    token = SPOKEN.set(pseudo.CODE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUDGETSIM_WORDS", str(home))
        patch.setenv("BUDGETSIM_LANGUAGE", pseudo.CODE)
        patch.setenv("COLUMNS", "200")
        yield pseudo.CODE
    SPOKEN.reset(token)
    del LANGUAGES[pseudo.CODE], _FOLDERS[pseudo.CODE]


@cache
def names() -> frozenset[str]:
    """Names that are no words of a language: what is declared, keys of files, what a flag takes, commands."""
    asked = [one for kind in KINDS for one in asked_fields(kind_of(kind).question)]
    options = {name for one in asked for name in (one.name, *one.ask.value.options())}
    choices = {str(choice) for about in declarations().values() for choice in about.choices}
    keys = {
        *GROUPS,
        *STUDY_KEYS,
        *_BLOCKS,
        *ARCHETYPES,
        *(one.name for one in fields(budgetsim.Decision)),
    }
    keys |= {one.name for one in fields(Roster)} | set(KINDS) | set(DESIGNS) | set(FIGURES)
    return frozenset(
        {*declarations(), *OUTCOMES, *scenario_names(), *options, *choices, *keys, *WORDS_OF_CODE}
    )


def english(text: str, *typed: str) -> set[str]:
    """English words of a text that are no names and were not typed."""
    known = {word for name in (*names(), *typed) for word in WORD.findall(name)} | set(names())
    return set(WORD.findall(TYPED.sub(" ", text))) - known


def test_language_is_one_of_the_choices() -> None:
    assert LANGUAGES[pseudo.CODE] == pseudo.NAME
    got = CliRunner().invoke(app, ["run", "--help"])
    assert pseudo.CODE in got.output
    assert CliRunner().invoke(app, ["scenarios", "list", "--language", pseudo.CODE]).exit_code == 0


# Errors ---------------------------------------------------------------------------------------------------------

PLACE = factors.Place("--vary")


def vary(text: str) -> Callable[[], object]:
    return lambda: factors.parse_vary(text, "--vary", "lever")


def ask(kind: str, **given: Any) -> Callable[[], object]:
    return lambda: pose(kind_of(kind).question, given)


def in_file(text: str) -> Callable[[Path], object]:
    def read(place: Path) -> object:
        (place / "own.toml").write_text(text, encoding="utf-8")
        return pose(kind_of("effects").question, {"scenario": str(place / "own.toml")})

    return read


def written(name: str, text: str, then: Callable[[Path], object]) -> Callable[[Path], object]:
    def read(place: Path) -> object:
        (place / name).write_text(text, encoding="utf-8")
        return then(place)

    return read


BASE = 'scenario = "wangcheng_2022"\n'
RANGES = (factors.Factor("staff", "lever", "number", 1.0, 9.0),)
LEVELS = tuple(
    factors.Factor(name, "lever", "number", levels=(1.0, 2.0, 3.0)[:n])
    for name, n in (("staff", 2), ("fee", 3))
)
STUDIES: dict[str, Callable[[], object]] = {
    **{
        text: vary(text)
        for text in (
            "staff=",
            "stafff=1:2",
            "staff=1:2:3:4",
            "staff=3:1",
            "staff=1:2:x",
            "staff=1,,2",
            "staff=1,1",
            "staff@all@all=1",
            "output_elasticity=1:2",
            "output_elasticity@all=1:2",
            "staff=100000",
            "departments_file=a",
            "=3",
            "staff=1:1.0000000000000001:5",
            "budget_rule=linaer",
        )
    },
    "levels of nothing": lambda: factors.make_factor("staff", {}, None, PLACE),
    "range with another key": lambda: factors.make_factor(
        "staff", {"lower": 1, "upper": 2, "cuont": 3}, None, PLACE
    ),
    "range without an end": lambda: factors.make_factor("staff", {"lower": 1}, None, PLACE),
    "values that are none": lambda: factors.make_factor("staff", values=True, role=None, place=PLACE),
    "switch": lambda: factors.make_switch("staff", {"staff": 3, "policy.staff": 4}, "lever", PLACE),
    "switch that sets nothing": lambda: factors.make_switch("a/b", {}, "lever", PLACE),
    "whole": ask("run", scenario="wangcheng_2022", replications="x"),
    "many seeds": ask("run", scenario="wangcheng_2022", replications="5", seed=str(2**63 - 2)),
    "truth": lambda: (
        kind_of("run").question
        and pose(kind_of("run").question, {"scenario": "wangcheng_2022", "departments": "x"})
    ),
    "outcomes": ask(
        "compare", scenarios=["wangcheng_2022", "reform_package"], outcomes="validty,validity,validity"
    ),
    "no outcomes": ask("compare", scenarios=["wangcheng_2022", "reform_package"], outcomes=","),
    "one scenario": ask("compare", scenarios=["wangcheng_2022"]),
    "same scenario": ask("compare", scenarios=["wangcheng_2022", "wangcheng_2022"]),
    "missing": ask("run"),
    "choice": ask("sensitivity", scenario="wangcheng_2022", method="sobl"),
    "code": ask("run", scenario="wangcheng_2022", behaviour="nothing"),
    "code of no file": ask("run", scenario="wangcheng_2022", behaviour="nothing.py:it"),
    "code of no module": ask("run", scenario="wangcheng_2022", behaviour="json:nothing"),
    "code that is none": ask("run", scenario="wangcheng_2022", behaviour="math:pi"),
    "grid": lambda: sampling.grid(RANGES),
    "grid with samples": lambda: sampling.grid(LEVELS, 3),
    "zip": lambda: sampling.zipped(LEVELS),
    "sobol": lambda: sampling.sobol(RANGES, 3),
    "sobol without samples": lambda: sampling.sobol(RANGES),
    "too many samples": lambda: sampling.sobol(RANGES, 10**9),
    "too many points": lambda: sampling.crossed({"a": [1] * 10_000}, {"b": [1] * 10_000}),
    "too large a grid": lambda: sampling.grid(
        [factors.Factor(f"f{n}", "lever", "number", levels=(*range(10),)) for n in range(9)]
    ),
    "three values": lambda: sampling.fractional_factorial(
        [factors.Factor("budget_rule", "lever", "choice", levels=("a", "b", "c"))]
    ),
    "points without values": lambda: Points((budgetsim.Scenario(),), RANGES, {}, names=("a", "b")),
    "points of other lengths": lambda: Points(
        (budgetsim.Scenario(),), LEVELS, {"staff": [1.0], "fee": [1.0, 2.0]}
    ),
    "points of no base": lambda: Points((budgetsim.Scenario(),), (), {"scenario": ["other"]}),
    "points twice": lambda: Points((budgetsim.Scenario(),), RANGES * 2, {"staff": [1.0]}),
    "overruled points": lambda: Points((test_faults_language.REFORM,), RANGES, {"staff": [1.0]}),
    "wrong points": lambda: Points((budgetsim.Scenario(),), RANGES, {"staff": [1e9]}),
    "study of nothing": lambda: study.Study("run", "x", (), (1,)),
    "study of the same": lambda: study.Study("run", "x", (budgetsim.Scenario(),) * 2, (1,)),
    "study of no years": lambda: study.Study("run", "x", (budgetsim.Scenario(),), (1,), years=0),
    "study of other code": lambda: study.Study(
        "run", "x", (budgetsim.Scenario(),), (1,), code={"other": "a:b"}
    ),
    "workers": lambda: executors.open_executor(0).__enter__(),
    "kind": lambda: kind_of("other"),
    "code to load": lambda: code.load_code("a"),
    "figure": lambda: figures.draw("nothing"),
    "figure of nothing": lambda: figures.draw("scores"),
    "figure of other data": lambda: figures.draw("importance", 3),
    "seed and rng": lambda: budgetsim.BudgetModel(seed=1, rng=2),
    "seed": lambda: budgetsim.BudgetModel(seed=1.5),
}


def answer_kept(place: Path) -> None:
    files.keep_answer({}, place)


PLACES: dict[str, Callable[[Path], object]] = {
    "directory": lambda place: store.load_study(place / "nothing"),
    "file": written("x", "", lambda place: store.load_study(place / "x")),
    "no study": store.load_study,
    "results": lambda place: shelf.entries(place / "nothing"),
    "answer": budgetsim.load,
    "answer of no analysis": written("summary.json", "[]", files.kept_answer),
    "answer of another": written("summary.json", '{"command": "other"}', budgetsim.load),
    "extension": lambda place: extension.check(place / "nothing", 3),
    "figures": lambda place: figures.figures_of(place / "nothing"),
    "disk": lambda place: answer_kept(place / "nothing"),
    "text for a list": in_file(f"{BASE}outcomes = 3\n[levers]\nstaff = [1, 2]\n"),
    "unknown key": in_file(f"{BASE}[levels]\nstaff = [1, 2]\n[levers]\nstaff = [1, 2]\n"),
    "no scenario": in_file("[levers]\nstaff = [1, 2]\n"),
    "several scenarios": in_file(
        'scenarios = ["wangcheng_2022", "reform_package"]\n[levers]\nstaff = [1, 2]\n'
    ),
    "wrong scenario": in_file("scenario = 3\n[levers]\nstaff = [1, 2]\n"),
    "no such scenario": in_file('scenario = "nothing.toml"\n[levers]\nstaff = [1, 2]\n'),
    "no tables": in_file(f"{BASE}levers = 3\n"),
    "wrong levers": in_file(f"{BASE}[levers]\nstaff = 'x'\nfee = true\noutput_elasticity = [1, 2]\n"),
    "whole number": in_file(f"{BASE}replications = 'x'\nyears = 0\n[levers]\nstaff = [1, 2]\n"),
}


HEADER = "unit,year,approved,adjusted,executed,self_score,external_score\n"
ROWS = "a,2016,1,1,1,50,50\nb,2016,1,1,1,60,40\na,2017,1,1,1,50,50\nb,2017,1,1,1,60,40\n"
TARGET = f'{BASE}[parameters]\nslack_taste = "0.1:2"\n[moments]\nself_mean = true\n'


def panel(text: str) -> Callable[[Path], object]:
    return written("own.csv", text, lambda place: read_panel(place / "own.csv", Recipe()))


def target(text: str, rows: str = ROWS) -> Callable[[Path], object]:
    def read(place: Path) -> object:
        (place / "own.csv").write_text(HEADER + rows, encoding="utf-8")
        given = {"panel": str(place / "own.csv"), "target": str(place / "own.toml")}
        return pose(kind_of("calibrate").question, given)

    return written("own.toml", text, read)


def context(text: str) -> Callable[[Path], object]:
    return written("own.toml", text, lambda place: ask("verify", names=str(place / "own.toml"))())


FINDING = f'{BASE}title = "t"\nmapping = "m"\n[[finding]]\n'
OWN: dict[str, Callable[[Path], object]] = {
    "empty panel": panel(""),
    "panel of a header": panel(HEADER),
    "panel with another delimiter": panel(HEADER.replace(",", ";")),
    "panel without columns": panel("unit,year,aproved,unit\na,2016,1,1\n"),
    "wide panel": panel("unit,approved_2016,approved_2017\na,1,1\n"),
    "wrong cells": panel(
        f"{HEADER}a,20x6,(5),1.2.3,-1,101,x\n,2016/18,1e31,1-,3 km,1,1\na,2016\na,2016{',1' * 9}\n"
    ),
    "wrong rows": panel(f"{HEADER}a,2016,1,1,1,,\na,2016,1,1,1,,\nb,FY2099,1,1,1,,\n"),
    "one unit": panel(f"{HEADER}a,2016,1,1,1,1,1\n"),
    "panel without scores": panel(f"{HEADER}a,2016,1,1,1,,\nb,2016,1,1,,,\n"),
    "target of nothing": target(f"{BASE}[parameters]\n[moments]\n"),
    "wrong target": target(
        f'{BASE}[parameters]\nstaff = "1,2"\n[moments]\nself_maen = true\nself_sd = 0\n[new_year]\nx = 1\n'
        '[panel]\nunti = "a"\nunit = 3\nyear = "b"\napproved = "b"\nscore_range = [5, 1]\ntop_score = 200\n'
        'outside = "ignore"\ndecimal = ","\nthousands = ","\nsigns = "x"\n'
    ),
    "few moments": target(TARGET.replace("[moments]", 'effort_cost = "0.1:2"\n[moments]')),
    "held-out year": target(f"hold_out = 2015\n{TARGET}"),
    "moment without spread": target(TARGET.replace("self_mean", "budget_change_persistence")),
    "no such limit": ask("verify", theory="true", names="T99"),
    "parameters of limits": ask("verify", names="T1,T9", settings=["q=2", "r", "c=1", "c=2"]),
    "parameters together": ask("verify", names="T8,T10", settings=["A=1"]),
    "no such context": ask("verify", names="olken"),
    "context of nothing": context(f"{BASE}title = 3\n"),
    "wrong finding": context(
        f'{FINDING}published = 0.1\ndirection = "up"\nse = 0\nrole = "guess"\nas = "level"\noutcome = "x"\n'
        "measured = [3, 1]\nallowance = -1\nother = 1\n[known]\nyears = 3\nmeasured = [1, 3]\nshare = 2\n"
    ),
    "unregistered finding": context(f'{FINDING}id = "nobody"\n[match]\nslack_tsate = "waste"\n'),
}
"""What is wrong with data and experiments that people bring of their own."""
NAMED_THERE = " ".join(
    (
        *COLUMNS,
        *UNITS,
        *BASES,
        *ROLES,
        *DIRECTIONS,
        *FAMILIES,
        *SEEN_AS,
        "panel target known title mapping",
        "pool reading finding published basis role family source quantity unit why reason years measured share control",
        "direction treated unused given_up allowance outcome as own mean aproved",
    )
)
"""Columns, keys and choices of such files."""


FIELDS_OF_LESSONS = " ".join(
    (*content.Lesson.model_fields, *content.Experiment.model_fields, *content.Prediction.model_fields)
)


def message_of(call: Callable[[], object]) -> str:
    with pytest.raises((ValueError, budgetsim.ScenarioError, errors.StudyError)) as caught:
        call()
    return str(caught.value)


def check(message: str, typed: str = "") -> None:
    assert re.search(f"[{pseudo.ACCENTED}]", message), message
    assert english(message, *re.findall(r"[\w]+", typed)) == set(), message


@pytest.mark.parametrize("case", test_faults_language.CALLS)
def test_errors_of_scenarios_have_no_english_word(case: str) -> None:
    check(message_of(test_faults_language.CALLS[case]), case)


@pytest.mark.filterwarnings("ignore")
def test_money_and_own_districts_have_no_english_word(tmp_path: Path, root: Path) -> None:
    out, panel = tmp_path / "mine.toml", root / "examples" / "district_budget.csv"
    written_down = CliRunner().invoke(app, ["data", "district", str(panel), "--out", str(out)])
    assert written_down.exit_code == 0, written_down.output
    check(
        "\n".join(line for line in out.read_text(encoding="utf-8").splitlines() if line.startswith("#")),
        "unit year approved executed self_score money_unit archetype size panel In",
    )
    scenario = budgetsim.load_scenario(out)
    answer = budgetsim.run(scenario, parameters="point", replications=2, years=2, departments=True)
    say = language(pseudo.CODE)
    for name in ("money", "departments-money"):
        table = answer.tables[name]
        for text in (table.title(say), table.note(say), *table.heads(say)):
            check(text)
    check(answer.findings(say)[1])
    for call in (
        lambda: budgetsim.run(scenario, money="EUR"),
        lambda: budgetsim.run("wangcheng_2022", money="EUR"),
    ):
        check(message_of(call), "EUR mine wangcheng")


@pytest.mark.parametrize("case", STUDIES)
def test_errors_of_studies_have_no_english_word(case: str) -> None:
    check(message_of(STUDIES[case]), case)


@pytest.mark.parametrize("case", PLACES)
def test_errors_of_files_have_no_english_word(case: str, tmp_path: Path) -> None:
    check(message_of(lambda: PLACES[case](tmp_path)))


@pytest.mark.parametrize("case", OWN)
@pytest.mark.filterwarnings("ignore")
def test_errors_of_data_of_ones_own_have_no_english_word(case: str, tmp_path: Path) -> None:
    call = OWN[case]
    is_asked = case.startswith(("no such", "parameters"))
    check(message_of(call if is_asked else lambda: call(tmp_path)), NAMED_THERE)


# The lab -------------------------------------------------------------------------------------------------------


def ask_gate(path: str, method: str = "GET", **named: str) -> Callable[[Path], str]:
    spoken_path = f"{path}?lang={pseudo.CODE}"
    return lambda place: gate_door.door_of(gate_door.furnish(place)).ask(spoken_path, method, **named).body


GATE = {
    "no page": ask_gate("/none"),
    "another lab": ask_gate("/", host="evil.example"),
    "another site": ask_gate("/", origin="https://evil.example"),
    "method": ask_gate("/", "DELETE"),
    "upload": ask_gate("/", content_length="3"),
}


@pytest.mark.parametrize("case", GATE)
def test_answers_of_the_lab_s_gate_have_no_english_word(case: str, tmp_path: Path) -> None:
    body = re.sub(r"<style.*?</style>|<[^>]*>", " ", GATE[case](tmp_path))
    check(body.removeprefix("<!doctype html>"))


def test_pages_of_a_room_have_no_english_word(tmp_path: Path) -> None:
    building = Building(tmp_path)
    asked = f"?lang={pseudo.CODE}"
    door, ann, desk = building.browser(), building.student("Åsa"), building.lecturer

    def shown(browser: Browser, *more: str) -> Answered:
        return browser.door.ask("/".join([browser.path, *more]) + asked, cookie=browser.cookie)

    pages = [shown(door), shown(ann), shown(desk, "desk")]
    for year in range(1, game.YEARS + 1):
        ann.close(year, changed_lever(training=0.05))
    ann.post("list", value="1")
    desk.post("desk", "ask", text="?")
    for act in ("truth", "best"):
        desk.post("desk", act, value="1")
    pages += [shown(ann), shown(desk, "desk", "debrief")]
    for stage in STAGES:
        desk.post("desk", "stage", value=stage)
        pages.append(shown(desk, "stage"))
    for page in pages:
        assert page.status == 200
        said = [
            *re.findall(r'aria-(?:label|valuetext)="([^"]*)"', page.body),
            re.sub(r"<[^>]*>", " ", page.body),
        ]
        check(unescape(" ".join(said)).replace("<!doctype html>", ""), f"{ROOM} {building.slug}")


def changed_lever(**levers: float) -> game.Levers:
    return tuple({**dict(game.opening_levers()), **levers}.items())


OVER = game.Game("abcde", (game.opening_levers(),) * game.YEARS)
GAME: dict[str, Callable[[], object]] = {
    "missing lever": lambda: game.check_levers(game.opening_levers()[1:]),
    "range": lambda: game.check_levers(changed_lever(result_use=2.0)),
    "over": lambda: game.close_again(OVER, game.opening_levers()),
    "dear": lambda: game.close_again(
        game.Game("abcde"), changed_lever(staff=15.0, staff_skill=1.0, training=1.0)
    ),
    "turn": lambda: game.close(game.Game("abcde"), game.opening_levers(), None, 3),
    "truth": lambda: table.scenarios(game.Game("abcde")),
}


@pytest.mark.parametrize("case", GAME)
def test_errors_of_the_game_have_no_english_word(case: str) -> None:
    check(message_of(GAME[case]))


RATCHET = Path(budgetsim.__file__).parent / "app" / "lessons" / "catalogue" / "ratchet.toml"
LESSON = {
    "missing": ("minutes = 20", ""),
    "unknown": ("minutes = 20", "minuts = 20"),
    "text": ('scenario = "teaching_ratchet"', "scenario = 3"),
    "number": ("minutes = 20", 'minutes = "x"'),
    "pattern": ('id = "ratchet"', 'id = "Ratchet"'),
    "choice": ('kind = "relative"', 'kind = "relatve"'),
    "bound": ("close = 0.1", "close = -1"),
    "few": ('curves = ["effort_output"]', "curves = []"),
    "list": ('curves = ["effort_output"]', "curves = 3"),
    "check": ('right = "b"', 'right = "x"'),
    "close": ("close = 0.1", "close = 0.0"),
}


@pytest.mark.parametrize("case", LESSON)
def test_errors_of_lessons_have_no_english_word(case: str, tmp_path: Path) -> None:
    text = RATCHET.read_text(encoding="utf-8")
    assert LESSON[case][0] in text
    (tmp_path / "ratchet.toml").write_text(text.replace(*LESSON[case], 1), encoding="utf-8")
    check(message_of(lambda: reading.read_lesson(tmp_path / "ratchet.toml")), FIELDS_OF_LESSONS)


# Kinds of study, reports and results ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory, spoken: str) -> dict[str, tuple[Path, str]]:
    """Directory of a small study of every kind, and what its command printed."""
    del spoken
    place = tmp_path_factory.mktemp("kinds")
    done = {}
    lines = test_kinds.COMMANDS | {"calibrate": test_kinds.calibration_at(place)}
    for kind, line in lines.items():
        got = CliRunner().invoke(app, [*line, "--out", str(place / kind), "--no-figures"])
        assert got.exit_code == 0, got.output
        done[kind] = (place / kind, got.output)
    return done


every_kind = pytest.mark.parametrize("kind", sorted(test_kinds.COMMANDS))


@pytest.mark.parametrize("side", ["theory", "evidence"])
def test_what_a_verification_is_at_has_no_english_word(side: str) -> None:
    """While it runs, it says which limit or which experiment comes next."""
    kind = kind_of("verify")
    work = next(kind.steps(pose(kind.question, {side: "true"})))
    assert len(work.names) >= 12
    assert {name: english(name) for name in work.names if english(name)} == {}


def sources_of(answer: Any) -> list[str]:
    """Where published findings are from: titles stand as their authors gave them."""
    return [row.source for row in getattr(answer, "rows", ())]


@every_kind
def test_help_of_a_kind_has_no_english_word(kind: str) -> None:
    got = CliRunner().invoke(app, [kind, "--help"])
    page = re.sub(r"^ *budgetsim .*$", "", got.output, flags=re.MULTILINE)
    assert english(page) == set()


@every_kind
def test_what_a_kind_prints_has_no_english_word(kind: str, answered: dict[str, tuple[Path, str]]) -> None:
    assert english(answered[kind][1]) == set()


@every_kind
def test_findings_and_tables_have_no_english_word(kind: str, answered: dict[str, tuple[Path, str]]) -> None:
    answer = budgetsim.load(answered[kind][0])
    say = language(pseudo.CODE)
    texts = [
        *answer.findings(say),
        *answer.caveats(say),
        answer.kind.lead(answer, say),
        *answer.kind.then(answer, say),
    ]
    texts += [*answer.kind.method(answer, say), answer.kind.missed(answer, say)]
    texts += [markdown_of(table, say) for table in answer.tables.values() if table.audience != "files"]
    authors = sources_of(answer)
    assert {text: english(text, *authors) for text in texts if english(text, *authors)} == {}


@every_kind
def test_figures_have_no_english_word(kind: str, answered: dict[str, tuple[Path, str]]) -> None:
    from matplotlib.text import Text

    answer = budgetsim.load(answered[kind][0])
    for figure in answer.drawable:
        drawing = figure.draw(pseudo.CODE)
        labels = [text.get_text() for text in drawing.figure.findobj(Text)]
        texts = [drawing.caption, drawing.alt, drawing.title, *labels]
        authors = sources_of(answer)
        assert {text: english(text, *authors) for text in texts if english(text, *authors)} == {}, figure.name


def test_report_has_no_english_word(
    answered: dict[str, tuple[Path, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_only(monkeypatch)
    made = make_report(read_sources([place for place, _ in answered.values()]))
    page = read_page(made.html).text(pseudo.CODE, skip=("pre", "title"))
    text = "\n".join(" ".join(line.split()) for line in page.splitlines())
    descriptions = [" ".join(budgetsim.load_scenario(name).description.split()) for name in scenario_names()]
    for quoted in (*filter(None, descriptions), citation(), *environment(), *environment().values()):
        text = text.replace(quoted, " ")  # the words of authors and of the machine
    # Numbers of the machine went with its words, also those in names as sigma2.
    symbols = [name.rstrip("0123456789") for limit in LIMITS.values() for name in limit.names]
    authors = [*sources_of(budgetsim.load(answered["verify"][0])), *symbols]
    left = {line.strip(): english(line, *authors) for line in text.splitlines() if english(line, *authors)}
    assert left == {}


def test_results_are_listed_shown_and_compared_without_an_english_word(
    answered: dict[str, tuple[Path, str]],
) -> None:
    first, second = answered["run"][0], answered["compare"][0]
    for line in (
        ["list", "--in", str(first.parent)],
        ["show", str(first)],
        ["diff", str(first), str(second)],
    ):
        got = CliRunner().invoke(app, ["results", *line])
        assert got.exit_code == 0, got.output
        assert english(got.output) == set(), line
