"""Pages that guide: every term is explained in every language and leads somewhere; what a referee asks is answered."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from budgetsim.app.addresses import AREAS, PATHS
from budgetsim.app.guide import glossary
from budgetsim.app.guide.causes import drawing
from budgetsim.app.guide.glossary import GROUPS, IDEAS, entries
from budgetsim.app.guide.pathways import QUANTITIES, pathways
from budgetsim.app.guide.start import ORDER, READERS
from budgetsim.app.lessons.reading import LessonError, lessons
from budgetsim.declarations import declarations, levers_by_link
from budgetsim.language import LANGUAGES, language
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.simulation import simulate
from budgetsim.report import standing
from budgetsim.scenario import load_scenario


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
        found = {place["path"] for place in entry.places}
        assert {path for path in found if not path.startswith("/causes/")} <= pages, entry.id
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


# What follows from what ----------------------------------------------------------------------------------------------


def test_way_of_a_lever_is_that_of_the_equations() -> None:
    found = pathways()
    assert found.levers["training"] == {"load", "training"}
    assert found.levers["target_ratchet"] >= {"norms", "effort"}, "next year's norms, and who looks ahead now"
    assert "effort-price" in found.levers["monitoring_intensity"], "red tape"
    assert "budgets" in found.levers["budget_rule"], "a choice, whose choices are other equations"
    assert found.causes["effort"] >= {"stakes", "effort-price", "detection"}
    assert "findings" not in found.causes["effort"], "nobody knows in January what December finds"
    assert found.causes["external-score"] >= {"results", "evaluations"}


def test_every_lever_comes_to_the_public() -> None:
    found = pathways()
    for names in levers_by_link().values():
        for lever in names:
            assert "value" in found.reached(lever)["public"], lever


def test_causes_come_before_effects_and_arrows_keep_every_way() -> None:
    found, order = pathways(), list(QUANTITIES)
    for effect, causes in found.causes.items():
        assert all(order.index(cause) < order.index(effect) for cause in causes), effect
    behind: dict[str, set[str]] = {quantity: set() for quantity in order}
    for cause, effect in found.arrows():
        behind[effect] |= {cause} | behind[cause]
    assert all(causes <= behind[effect] for effect, causes in found.causes.items())


def test_what_a_change_moves_was_said_to_be_reached() -> None:
    """Simulated: whatever differs in the first year in which a lever moves lies on its way."""
    found, base = pathways(), load_scenario("wangcheng_2022").replace(departments=12, burn_in=0)
    observed = {"manipulation": "gaming", "sandbagging": "sandbagging", "effort_output": "effort"}
    for lever, value in (
        ("target_ratchet", 1.0),
        ("carryover", 1.0),
        ("objective_review", 1.0),
        ("training", 1.0),
    ):
        changed = base.replace(**{lever: value, "name": "changed"})
        table = simulate([base, changed], seeds=1, years=1).outcomes.set_index("scenario")
        reached = {quantity for own in found.reached(lever).values() for quantity in own}
        for outcome, quantity in observed.items():
            if abs(table.loc["changed", outcome] - table.loc[base.name, outcome]) > 1e-9:
                assert quantity in reached, (lever, quantity)


@pytest.mark.parametrize("code", LANGUAGES)
def test_diagram_names_every_quantity_and_lever(code: str) -> None:
    made = drawing(pathways(), language(code))
    assert len({box["label"] for box in made["boxes"]}) == len(QUANTITIES)
    assert {item["id"] for group in made["groups"] for item in group["levers"]} == set(pathways().levers)
    width, height = made["size"]
    assert all(
        box["x"] + box["width"] <= width and box["y"] + box["height"] <= height for box in made["boxes"]
    )
