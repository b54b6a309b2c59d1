"""The page around the lab's areas: zooming allowed, in the reader's language, and nothing of the program's inside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

from budgetsim.app import page
from budgetsim.app.framework import WORDS, changes, dress_pages, dressed
from budgetsim.app.widgets import command_markup
from budgetsim.language import LANGUAGES, language

ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,.]+[A-Za-z]{2,}){2,}")


@pytest.fixture(scope="module")
def bare() -> str:
    """The framework's template as it comes."""
    server = pytest.importorskip("solara.server.server")
    return (Path(server.__file__).parent / "templates" / "solara.html.j2").read_text(encoding="utf-8")


class Said(HTMLParser):
    """Collects the texts of a page that people read."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        template = ("type", "text/x-template") in attrs
        if tag in ("script", "style") and not template:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.texts.append(data)


def vue_template(page: str) -> str:
    """What the framework shows around the areas in production."""
    found = re.search(r'<script type="x-template" id="vue-app-template"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found is not None
    unseen = r"<!--.*?-->|{#.*?#}|{% else %}.*?{% endif %}|{%.*?%}"
    return re.sub(unseen, "", found[1], flags=re.DOTALL)


def sentences(markup: str) -> Iterator[str]:
    said = Said()
    said.feed(markup)
    for text in said.texts:
        yield from ENGLISH.findall(re.sub(r"{{.*?}}", "", text))


def test_every_change_has_its_place_in_the_framework_as_installed(bare: str) -> None:
    page = bare
    for change in changes("en"):
        assert re.search(change.pattern, page), f"the framework's page has no place for {change.name!r}"
        page = re.sub(change.pattern, lambda _, put=change.put: put, page)


def test_page_says_nothing_in_english_of_its_own(bare: str) -> None:
    assert len(list(sentences(vue_template(bare)))) >= 4  # what this test would see
    assert list(sentences(vue_template(dressed(bare, "zh")))) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_two_fingers_may_zoom_and_the_page_names_its_language(bare: str, code: str) -> None:
    page = dressed(bare, code)
    viewport = re.findall(r'<meta name="viewport" content="([^"]*)"', page)
    assert viewport == ["width=device-width, initial-scale=1"]
    assert f'<html lang="{language(code).tag}">' in page
    assert "var debug = true" not in page


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_stand_in_the_page_in_every_language(code: str) -> None:
    page = dressed("<head></head>", code)
    found = re.search(r"labTags = (.*?), labWords = (.*?);\n", page)
    assert found is not None
    tags, words = json.loads(found[1]), json.loads(found[2])
    # The lab's own comes first: it is spoken where an address names none.
    assert next(iter(tags)) == code
    assert tags == {known: language(known).tag for known in LANGUAGES}
    assert words == {
        known: {word: language(known)(f"kept-page-{word}") for word in WORDS} for known in LANGUAGES
    }


def test_framework_finds_the_changed_page_first(bare: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from solara.server import app, server

    monkeypatch.setitem(app.apps, "__default__", SimpleNamespace(directory=Path(page.__file__).parent))
    dress_pages("zh")
    env = server.get_jinja_env(app_name="__default__")
    source, name, _ = env.loader.get_source(env, server.template_name)
    assert "dressed(page)" in source, name
    assert env.globals["dressed"](bare) == dressed(bare, "zh")
    assert "labWord" in env.get_template("loader-plain.html").render()


def test_a_command_is_broken_between_its_words_alone() -> None:
    line = "budgetsim compare a.toml b.toml --years 10 <mine>"
    words = re.findall(r'<span class="lab-word">([^<]*)</span>', command := str(command_markup(line)))
    assert [unescape(word) for word in words] == line.split(" ")
    assert re.sub(r"<[^>]*>", "", command) == escape(line)
