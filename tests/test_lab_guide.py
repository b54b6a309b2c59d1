"""Pages that guide: every term is explained in every language and leads somewhere; what a referee asks is answered."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from budgetsim.app.addresses import AREAS, PATHS
from budgetsim.app.guide import glossary
from budgetsim.app.guide.glossary import GROUPS, IDEAS, entries
from budgetsim.app.guide.start import ORDER, READERS
from budgetsim.app.lessons.reading import LessonError, lessons
from budgetsim.declarations import declarations, levers_by_link
from budgetsim.language import LANGUAGES, language
from budgetsim.model.measures import OUTCOMES
from budgetsim.report import standing


def test_start_leads_to_every_area() -> None:
    assert set(ORDER) == set(AREAS)
    assert set(READERS.values()) <= set(PATHS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_glossary_holds_every_declared_term_once(code: str) -> None:
    found = list(entries(language(code)))
    assert max(Counter(entry.id for entry in found).values()) == 1
    names = {
        group: {entry.id.removeprefix(f"{group}-") for entry in found if entry.group == group}
        for group in GROUPS
    }
    levers = {name for names in levers_by_link().values() for name in names}
    assert names["lever"] == levers
    assert names["outcome"] == set(OUTCOMES)
    assert names["parameter"] == set(declarations()) - levers
    assert names["idea"] == set(IDEAS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_terms_say_what_they_mean_and_what_others_call_them(code: str) -> None:
    for entry in entries(language(code)):
        assert entry.meaning, entry.id
        assert len(entry.others) == len(LANGUAGES) - 1, entry.id
        assert not any(other["text"] == entry.name for other in entry.others), entry.id


def test_terms_lead_to_pages_that_there_are() -> None:
    pages = {*PATHS.values(), *(f"/lessons/{lesson.id}" for lesson in lessons())}
    for entry in entries(language()):
        assert {place["path"] for place in entry.places} <= pages, entry.id
    wanted = {f"/{place}" for places in IDEAS.values() for place in places}
    assert wanted <= pages, "an idea is said to occur in a page that is not there"


def test_every_lesson_of_the_lab_leads_to_its_ideas() -> None:
    assert [lesson.id for lesson in lessons() if not glossary.ideas_of(f"lessons/{lesson.id}")] == []


def test_levers_lead_to_the_lessons_that_move_them() -> None:
    for lesson in lessons():
        for slider in lesson.experiment.sliders:
            assert f"lessons/{lesson.id}" in glossary.lessons_with(slider.name)
    assert glossary.lessons_with("tournament"), "a choice that a lesson sets"
    assert glossary.lessons_with("nothing_like_it") == ()


def test_glossary_stands_where_a_lesson_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise LessonError("mine.toml: no")

    monkeypatch.setattr(glossary, "lessons", broken)
    found = list(entries(language()))
    assert not any("/lessons/" in place["path"] for entry in found for place in entry.places)
    assert any(place["path"] == "/explore" for entry in found for place in entry.places)


# What a referee asks -----------------------------------------------------------------------------------------------


def test_what_is_assumed_is_counted() -> None:
    assert sum(standing.bases().values()) == len(declarations())
    said = standing.assumed(language())
    drawn = sum(item.is_uncertain for item in declarations().values())
    for number in (len(declarations()), *standing.bases().values(), drawn):
        assert f" {number} " in f" {said} "


def test_records_are_pages_of_the_documentation(root: Path) -> None:
    assert all((root / page).is_file() for page in standing.RECORDS.values())
    for code in LANGUAGES:
        said = " ".join(standing.records(language(code)))
        assert all(page in said for page in standing.RECORDS.values())


def test_citation_is_that_of_the_citation_file(root: Path) -> None:
    file = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f'title: "{standing.TITLE}"' in file
    assert f"- name: {standing.AUTHORS}\n" in file
    assert f"date-released: {standing.YEAR}-" in file
    for part in (standing.TITLE, standing.AUTHORS, str(standing.YEAR)):
        assert part in standing.citation()
        assert part in standing.bibtex()
