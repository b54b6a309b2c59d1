"""Lessons as data: complete in both languages, checked when read, faults told in their author's words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fluent.syntax import ast, parse

from budgetsim.app.lessons import content, experiments
from budgetsim.app.lessons.content import Lesson
from budgetsim.app.lessons.experiments import findings
from budgetsim.app.lessons.reading import LessonError, lesson_named, lessons, read_folders, read_lesson, says
from budgetsim.app.lessons.steps import mathml
from budgetsim.language import LANGUAGES, language

CATALOGUE = Path(__file__).parent.parent / "src/budgetsim/app/lessons/catalogue"
TEXTS = Path(__file__).parent.parent / "src/budgetsim/language"
LESSONS = lessons()


def changed(tmp_path: Path, *replacements: tuple[str, str], name: str = "ratchet.toml") -> Path:
    """A copy of a lesson's file with some of its text replaced."""
    text = (CATALOGUE / name).read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


CONCEPTS = {
    "hidden_action", "adverse_selection", "multitasking", "ratchet",
    "red_tape", "year_end_rush", "soft_result_use", "yardstick",
}  # fmt: skip


def test_every_teaching_concept_has_its_lesson() -> None:
    assert {lesson.scenario for lesson in LESSONS} == {f"teaching_{concept}" for concept in CONCEPTS}
    assert {lesson.id for lesson in LESSONS} == {concept.replace("_", "-") for concept in CONCEPTS}
    assert [lesson.order for lesson in LESSONS] == list(range(1, len(CONCEPTS) + 1))


def test_lesson_is_found_by_name_only() -> None:
    assert lesson_named("ratchet") is next(lesson for lesson in LESSONS if lesson.id == "ratchet")
    assert lesson_named("../ratchet") is None


def sentences(lesson: Lesson, code: str) -> list[str]:
    """Everything that a lesson says, with its numbers."""
    speak = language(code)
    numbers = {
        lesson.key("finding", found.finding.id): experiments.finding_values(found.compared)
        for found in findings(lesson)
    }
    names = experiments.lever_values(lesson, speak)
    return [speak(key, **numbers.get(key, names if "-try-" in key else {})) for key in lesson.message_keys()]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_of_a_lesson_can_be_said(lesson: Lesson, code: str) -> None:
    assert all(said.strip() for said in sentences(lesson, code))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_of_a_lesson_is_left_over(code: str) -> None:
    said = {key.partition(".")[0] for lesson in LESSONS for key in lesson.message_keys()}
    resource = parse((TEXTS / code / "lessons.ftl").read_text(encoding="utf-8"))
    written = {entry.id.name for entry in resource.body if isinstance(entry, ast.Message)}
    own = {key for key in written if any(key == x.key() or key.startswith(x.key("")) for x in LESSONS)}
    assert sorted(own - said) == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_lesson_has_two_to_four_checks_and_says_why_to_each_answer(lesson: Lesson) -> None:
    assert 2 <= len(lesson.checks) <= 4
    for check in lesson.checks:
        key = lesson.key("check", check.id)
        reasons = [language("en")(f"{key}.{option}-why") for option in check.options]
        assert len(set(reasons)) == len(check.options)


def test_right_answers_stand_at_every_place() -> None:
    places = [check.options.index(check.right) for lesson in LESSONS for check in lesson.checks]
    assert min(places.count(place) for place in range(3)) >= len(places) // 6


@pytest.mark.parametrize("code", LANGUAGES)
def test_axes_and_sliders_of_theories_are_named(code: str) -> None:
    from budgetsim.app.lessons.theory import LIMITS

    speak = language(code)
    for theory in (theory for lesson in LESSONS for theory in lesson.theories if theory.limit):
        along = theory.along or LIMITS[theory.limit].along[0]
        for name in (along, theory.quantity, *(slider.name for slider in theory.sliders)):
            assert speak.has(f"lesson-axis-{theory.limit}-{name}")


def test_formulas_become_mathml_one_for_each_line() -> None:
    found = mathml("a = \\frac{b}{c}\nd = e\n")
    assert found.count("<math") == 2
    assert "<mfrac>" in found
    for lesson in LESSONS:
        for theory in lesson.theories:
            assert "\\" not in mathml(theory.formula), (lesson.id, theory.id)


def test_attribute_of_a_message_is_looked_up() -> None:
    speak = language("en")
    assert says(speak, "lesson-ratchet-check-who.a-why")
    assert not says(speak, "lesson-ratchet-check-who.z")
    assert not says(speak, "lesson-no-such.a")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('right = "b"', 'right = "x"', "the right answer 'x' is none of a, b, c"),
        ('by_year = "target_ambition"', 'by_year = "target_ambitoin"', "target_ambition"),
        ('scenario = "teaching_ratchet"', 'scenario = "teaching_ratchett"', "teaching_ratchet"),
        (
            '{ name = "discount_factor", lower = 0,',
            '{ name = "discount_factor", lower = -7,',
            "discount_factor",
        ),
        ('limit = "T5"', 'limit = "T55"', "no limit 'T55'"),
        (
            'quantity = "effort_factor"',
            'quantity = "effort"',
            "T5 has no quantity 'effort'; it has effort_factor",
        ),
        ('{ name = "interest",', '{ name = "interesst",', "T5 has no parameter 'interesst'"),
        ('curves = ["effort_output"]', 'curves = ["effort_output", "performance"]', "they need one unit"),
        ("homework = 2", "homework = 3", "lesson-ratchet-homework-3"),
        ("minutes = 20", "minuts = 20", "minuts"),
        ("close = 0.1", "close = 0.0", "needs `close`"),
        ('along = "target_ratchet"', 'along = "carryover"', "none of the sliders"),
        ("minutes = 20", "minutes = = 20", "TOML"),
    ],
)
def test_fault_of_a_lesson_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(LessonError, match=message) as raised:
        read_lesson(changed(tmp_path, (old, new)))
    assert all(re.match(r"ratchet\.toml:\d+:", line) for line in str(raised.value).splitlines())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('by_year = "target_ambition"', 'by_year = "target_ambitoin"'),
        ('limit = "T5"', 'limit = "T55"'),
        ("minutes = 20", "minuts = 20"),
        ("close = 0.1", 'close = "near"'),
        ("minutes = 20", "minutes = = 20"),
        ('scenario = "teaching_ratchet"', 'scenario = "teaching_ratchett"'),
    ],
)
def test_fault_of_a_lesson_stands_in_its_line(tmp_path: Path, old: str, new: str) -> None:
    path = changed(tmp_path, (old, new))
    rows = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, row in enumerate(rows, 1) if new in row)
    with pytest.raises(LessonError, match=rf"(?m)^ratchet\.toml:{line}:"):
        read_lesson(path)


def one_file(tmp_path: Path, name: str, **texts: str) -> Path:
    """A lesson with its texts in it, in English; given ones stand in place of the usual, empty ones are left out."""
    path = changed(tmp_path, ('id = "ratchet"', f'id = "{name}"'), ("order = 4", "order = 9"))
    keys = [key.removeprefix("lesson-ratchet").lstrip("-") or "title" for key in LESSONS[3].message_keys()]
    checks = sorted({key.partition(".")[0] for key in keys if "." in key})
    plain = {key: "Text." for key in keys if "." not in key and key not in checks} | texts
    lines = ["[texts.en]", *(f"{key} = {json.dumps(text)}" for key, text in plain.items() if text)]
    for check in checks:
        answers = [key.partition(".")[2] for key in keys if key.startswith(f"{check}.")]
        lines += [f"[texts.en.{check}]", 'ask = "Which?"', *(f'{answer} = "Answer."' for answer in answers)]
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_lesson_of_one_file_speaks_every_language_with_the_texts_it_has(tmp_path: Path) -> None:
    said = "[1] What happens?\n* one\n.two"
    lesson = read_lesson(one_file(tmp_path, "mine", question=said))
    for code in LANGUAGES:
        speak = language(code)
        assert all(says(speak, key) for key in lesson.message_keys())
        assert speak(lesson.key("check", lesson.checks[0].id)) == "Which?"
        assert speak("lesson-mine-question") == said


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({"short": ""}, "missing in English (en): lesson-faulty-0-short"),
        ({"short": "{ $open"}, "texts.en.short: no valid message"),
        ({"short": "It is { $before }."}, "texts.en.short has no variable 'before'"),
        ({"finding-effort": "It is { $befor }."}, "has no variable 'befor'; it has before, after, relative"),
    ],
    ids=range(4),
)
def test_fault_of_a_text_is_told_with_its_line(
    tmp_path: Path, request: pytest.FixtureRequest, texts: dict[str, str], message: str
) -> None:
    path = one_file(tmp_path, f"faulty-{request.node.callspec.id}", **texts)
    with pytest.raises(LessonError) as raised:
        read_lesson(path)
    told = next(line for line in str(raised.value).splitlines() if message in line)
    row = path.read_text(encoding="utf-8").splitlines()[int(told.split(":")[1]) - 1]
    assert row.startswith("[texts.en") or next(iter(texts)) in row


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("texts.en", "texts.fr", "'fr': no such language; there are en, zh"),
        ('ask = "Which?"', "", r"texts\.en\.check-[a-z]+: the question itself is missing"),
    ],
)
def test_texts_that_nobody_can_read_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = one_file(tmp_path, "unread")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(LessonError, match=message):
        read_lesson(path)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = changed(tmp_path, ('limit = "T5"', 'limit = "T55"'), ("homework = 2", "homework = 3"))
    with pytest.raises(LessonError) as raised:
        read_lesson(path)
    assert "T55" in str(raised.value)
    assert "missing in English (en): lesson-ratchet-homework-3" in str(raised.value)
    assert "missing in 简体中文 (zh): lesson-ratchet-homework-3" in str(raised.value)


def own_lesson(tmp_path: Path, order: int = 9) -> Path:
    """A folder with a lesson of one's own in one language: the ratchet's under another name."""
    changed(tmp_path, ('id = "ratchet"', 'id = "my-own"'), ("order = 4", f"order = {order}"))
    texts = (TEXTS / "zh" / "lessons.ftl").read_text(encoding="utf-8")
    lines = re.findall(r"^lesson-ratchet.*(?:\n    \..*)*", texts, re.MULTILINE)
    (tmp_path / "zh.ftl").write_text(
        "\n".join(lines).replace("lesson-ratchet", "lesson-my-own"), encoding="utf-8"
    )
    return tmp_path


def test_folder_of_ones_own_adds_a_lesson_in_the_language_that_it_has(tmp_path: Path) -> None:
    found = read_folders([CATALOGUE, own_lesson(tmp_path)])
    assert [lesson.id for lesson in found] == [*(lesson.id for lesson in LESSONS), "my-own"]
    spoken = {language(code)(found[-1].key()) for code in LANGUAGES}
    assert spoken == {language("zh")("lesson-ratchet")}


@pytest.mark.parametrize("code", LANGUAGES)
def test_example_of_a_lesson_is_one_file_that_says_all_and_is_borne_out(root: Path, code: str) -> None:
    (lesson,) = read_folders([root / "examples" / "lessons"])
    assert set(lesson.texts) == set(LANGUAGES)
    assert lesson.order > max(one.order for one in LESSONS)
    assert all(found.holds for found in findings(lesson))
    assert all(said.strip() for said in sentences(lesson, code))


def test_two_lessons_in_one_place_are_told(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match="several lessons have the order 4"):
        read_folders([CATALOGUE, own_lesson(tmp_path, order=4)])


def test_message_that_is_no_message_is_told(tmp_path: Path) -> None:
    (tmp_path / "en.ftl").write_text("lesson-mine = { $open\n", encoding="utf-8")
    with pytest.raises(LessonError, match=r"en\.ftl: no valid message"):
        read_folders([tmp_path])


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match="no such folder of lessons; BUDGETSIM_LESSONS"):
        read_folders([tmp_path / "none"])


def test_finding_of_no_change_needs_its_margin(tmp_path: Path) -> None:
    path = changed(tmp_path, ("within = 0.04\n", ""), name="adverse_selection.toml")
    with pytest.raises(LessonError, match="'files-beside' of sign `same` needs `within`"):
        read_lesson(path)


def test_page_for_lecturers_has_a_plan_for_every_lesson(root: Path) -> None:
    page = (root / "docs" / "lessons.md").read_text(encoding="utf-8")
    for lesson in LESSONS:
        assert f"(`{lesson.id}`, {lesson.minutes} min)" in page


def test_page_for_lecturers_names_every_field_of_a_lesson(root: Path) -> None:
    page = (root / "docs" / "lessons.md").read_text(encoding="utf-8")
    parts = (Lesson, content.Prediction, content.Experiment, content.Finding, content.Theory, content.Check)
    fields = {field.alias or name for part in parts for name, field in part.model_fields.items()}
    told = set(re.findall(r"`(?:\[\[?)?([a-z_]+)(?:\]\]?)?`", page))
    assert sorted(fields - told) == []
