"""Both languages say the same things: the same keys with the same variables, and every declared name."""

from __future__ import annotations

import ast as python
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

from budgetsim.cli.explain import Question
from budgetsim.declarations import ARCHETYPES, Declaration, declarations
from budgetsim.kinds.verify.theory.catalogue import LIMITS
from budgetsim.language import LANGUAGES, Language, LanguageError, language
from budgetsim.language.speech import AREAS, area_of, unit_key
from budgetsim.model.measures import OUTCOMES, Outcome
from budgetsim.posterior import uncertain
from budgetsim.report.declared import meaning_of
from budgetsim.report.figure_words import quantity_name
from budgetsim.scenario_files.resolve import reference_files
from budgetsim.studies.ask import asked_fields
from budgetsim.studies.moments import MOMENTS, Moment

FOLDER = Path(str(resources.files("budgetsim.language")))
SOURCE = FOLDER.parent
DECLARED = re.compile(r"(term|unit)-")
"""Translations of what is declared in English elsewhere."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SAME_IN_BOTH = frozenset({"language-tag"})
"""Messages without a Chinese character: symbols and formulas that are written alike everywhere."""


class Content(Visitor):
    """Collects the variables and the words of a message."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.words = ""

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - fluent's name
        self.words += node.value

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - fluent's name
        self.names.add(node.id.name)


def messages(code: str) -> Iterator[tuple[str, str, set[str]]]:
    """File, key and variables of every message and attribute of a language."""
    return ((file, key, found.names) for file, key, found in parts_of(code))


def wording(code: str) -> Iterator[tuple[str, str]]:
    """Key and words of every message and attribute that has words of its own."""
    return ((key, found.words) for _, key, found in parts_of(code) if re.search(r"[^\W\d_]", found.words))


@cache
def parts_of(code: str) -> list[tuple[str, str, Content]]:
    """File, key and content of every message and attribute of a language."""
    return list(_parts_of(code))


def _parts_of(code: str) -> Iterator[tuple[str, str, Content]]:
    for file in sorted((FOLDER / code).glob("*.ftl")):
        for entry in parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file}: {entry.content[:80]!r}"
            if isinstance(entry, ast.Message):
                parts = [("", entry.value), *((f".{item.id.name}", item.value) for item in entry.attributes)]
                for part, pattern in parts:
                    if pattern is not None:
                        found = Content()
                        found.visit(pattern)
                        yield file.name, entry.id.name + part, found


def test_no_key_is_defined_twice() -> None:
    for code in LANGUAGES:
        keys = [key for _, key, _ in messages(code)]
        assert len(keys) == len(set(keys)), {key for key in keys if keys.count(key) > 1}


def test_messages_stand_in_the_file_of_their_first_word() -> None:
    """That is how a message is found without reading all files."""
    for code in LANGUAGES:
        wrong = [(file, key) for file, key, _ in messages(code) if file != f"{area_of(key)}.ftl"]
        assert wrong == []
        assert {*AREAS.values(), "terms"} == {file.stem for file in (FOLDER / code).glob("*.ftl")}


def test_only_the_files_that_are_needed_are_read() -> None:
    language.cache_clear()
    speak = language("en")
    assert speak("explain-who") == "1. Who it is"
    assert speak.name("staff") == "staff"
    assert "lessons" in speak.files
    assert not {"explain", "terms"} & set(speak.files)


def test_languages_have_the_same_messages_with_the_same_variables() -> None:
    tables = {
        code: {key: (file, names) for file, key, names in messages(code) if not DECLARED.match(key)}
        for code in LANGUAGES
    }
    assert tables["zh"] == tables["en"]


def test_no_message_is_left_that_nobody_says() -> None:
    """A message is asked for by its key, or by a key that begins alike and ends in a name (``f"lab-link-{link}"``)."""
    kinds = ("*.py", "*.vue", "*.toml", "*.html*")
    code = "\n".join(path.read_text(encoding="utf-8") for kind in kinds for path in SOURCE.rglob(kind))
    started = {found[1] for found in re.finditer(r"([a-z0-9]+(?:-[a-z0-9]+)*)-\{", code)}
    keys = {key.partition(".")[0] for _, key, _ in messages("en")} - flags_of_explain()
    silent = [
        key
        for key in sorted(keys)
        if key not in code and not any(key.startswith(f"{start}-") for start in started)
    ]
    assert silent == []


def test_unknown_key_and_missing_variable_are_told() -> None:
    with pytest.raises(LanguageError, match="no message 'no-such-key'"):
        language("en")("no-such-key")
    with pytest.raises(LanguageError, match="no language 'fr'"):
        language("fr")


@pytest.fixture(scope="module")
def chinese() -> Language:
    return language("zh")


def every_name() -> set[str]:
    return {*declarations(), *OUTCOMES}


def test_every_parameter_and_outcome_has_a_chinese_name_and_meaning(chinese: Language) -> None:
    missing = [name for name in sorted(every_name()) if not CHINESE.search(chinese.name(name))]
    assert missing == []
    for name in every_name():
        assert CHINESE.search(meaning_of(chinese, name)), name


def test_names_are_short_enough_for_a_label_and_tell_apart(chinese: Language) -> None:
    names = [chinese.name(name) for name in sorted(every_name())]
    assert [name for name in names if len(name) > 12] == []
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_name_of_parameter_and_outcome_is_told_apart_by_meaning(chinese: Language) -> None:
    both = set(declarations()) & set(OUTCOMES)
    assert both == {"effort_cost"}
    for speak in (language("en"), chinese):
        assert meaning_of(speak, "effort_cost") != meaning_of(speak, "effort_cost", parameter=True)
    assert meaning_of(language("en"), "effort_cost", parameter=True) == declarations()["effort_cost"].meaning


def measured() -> list[Declaration | Outcome | Moment]:
    """Everything that has a declared unit."""
    limits = [
        parameter.declared(limit.id, parameter.lower)
        for limit in LIMITS.values()
        for parameter in limit.parameters
    ]
    return [*declarations().values(), *OUTCOMES.values(), *MOMENTS.values(), *limits]


def test_every_moment_has_a_chinese_name_of_its_own(chinese: Language) -> None:
    names = [quantity_name(chinese, name) for name in MOMENTS]
    assert [name for name in names if not CHINESE.search(name)] == []
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_unit_has_a_chinese_name(chinese: Language) -> None:
    units = {item.unit for item in measured()}
    assert [unit for unit in sorted(units) if not CHINESE.search(chinese.unit(unit))] == []


def test_no_term_or_unit_is_translated_that_is_not_declared() -> None:
    units = {unit_key(item.unit) for item in measured()}
    known = {*(f"term-{name}" for name in every_name()), *units}
    keys = {key.partition(".")[0] for _, key, _ in messages("zh") if DECLARED.match(key)}
    assert sorted(keys - known) == []
    # In English meanings and units are those declared; only names too short to be read have others.
    named = {key for _, key, _ in messages("en") if DECLARED.match(key)}
    assert sorted(named - {f"term-{name}" for name in declarations()}) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_parameter_that_is_drawn_has_a_name_for_readers(code: str) -> None:
    speak = language(code)
    names = {name: speak.name(name) for name in uncertain()}
    assert len(set(names.values())) == len(names)
    mechanical = {name for name, told in names.items() if told == name.replace("_", " ")}
    assert mechanical <= {"effort_cost", "intrinsic_motivation", "risk_aversion", "discount_factor"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_choice_archetype_and_reference_scenario_is_named(code: str) -> None:
    speak = language(code)
    choices = {f"choice-{value}" for item in declarations().values() for value in item.choices}
    scenarios = {f"scenario-{name}" for name in reference_files()}
    wanted = choices | scenarios | {f"archetype-{x}" for x in ARCHETYPES}
    assert sorted(key for key in wanted if not speak.has(key)) == []
    kinds = re.compile(r"(choice|scenario|archetype)-")
    named = {key for _, key, _ in messages(code) if kinds.match(key) and "." not in key}
    assert sorted(named - wanted) == []


def test_scenario_or_choice_without_a_title_keeps_its_name(chinese: Language) -> None:
    assert chinese.scenario("my own.toml {x}") == "my own.toml {x}"
    assert chinese.choice("linear") != "linear"
    assert chinese.choice("no_such_rule") == "no_such_rule"


def test_no_chinese_message_is_left_in_english() -> None:
    left = [key for key, text in wording("zh") if not CHINESE.search(text) and key not in SAME_IN_BOTH]
    assert left == []


def test_blanks_stand_between_chinese_letters_and_numbers_or_latin_ones() -> None:
    han = "[\u4e00-\u9fff]"
    together = re.compile(rf"{han}[A-Za-z0-9]|[A-Za-z0-9%]{han}|第\{{|第 \{{[^}}]*\}}{han}")
    lines = [
        line
        for file in sorted((FOLDER / "zh").glob("*.ftl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    assert [line for line in lines if not line.startswith("#") and together.search(line)] == []


def test_no_english_message_holds_chinese() -> None:
    assert [key for key, text in wording("en") if CHINESE.search(text)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_can_be_said(code: str) -> None:
    speak = language(code)
    for _, key, names in messages(code):
        said = speak(key, **dict.fromkeys(names, "7"))
        assert "{" not in said, key


def keys_of_the_story() -> tuple[set[str], list[re.Pattern[str]]]:
    """Texts of the story's code that may be keys, and patterns of those that are put together.

    Headings of tables are named without ``explain-``, which alone says nothing about what is used.
    """
    plain, patterns = set(), []
    for file in (*(SOURCE / "report/explain").glob("*.py"), *(SOURCE / "app/inspect").glob("*.py")):
        for node in python.walk(python.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, python.Constant) and isinstance(node.value, str):
                plain |= {node.value, f"explain-{node.value}"}
            elif isinstance(node, python.JoinedStr):
                parts = [
                    re.escape(str(x.value)) if isinstance(x, python.Constant) else ".+" for x in node.values
                ]
                text = "".join(parts).replace("\\-", "-")
                if re.match(r"[a-z]+-[a-z]*", text) and text not in ("explain-.+", "inspect-.+"):
                    patterns += [re.compile(text), re.compile(f"explain-{text}")]
    return plain, patterns


def flags_of_explain() -> set[str]:
    return {f"explain-ask-{one.name.replace('_', '-')}" for one in asked_fields(Question)}


def test_every_message_of_the_story_is_used_somewhere() -> None:
    plain, patterns = keys_of_the_story()
    keys = {
        key for _, key, _ in messages("en") if key.startswith(("explain-", "inspect-"))
    } - flags_of_explain()
    used = {key for key in keys if key in plain or any(pattern.fullmatch(key) for pattern in patterns)}
    assert sorted(keys - used) == []
