"""The lab's Inspect page: the text of ``budgetsim explain``, the bureau's part of it, charts and tables."""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.main import app
from budgetsim.language import LANGUAGES, language
from budgetsim.report.explain import (
    Section,
    bureau_sections_of,
    capture_year,
    drawn,
    drawn_section,
    facts_of,
    sections_of,
    title_of,
)
from budgetsim.scenario import Scenario, ScenarioError

solara = pytest.importorskip("solara", reason="needs the extra lab")

from budgetsim.app import own, runs  # noqa: E402
from budgetsim.app.charts import FOREMOST, worst  # noqa: E402
from budgetsim.app.explore import compare  # noqa: E402
from budgetsim.app.explore.policy import Experiment, Plan, Work  # noqa: E402 - after the check for the extra
from budgetsim.app.inspect import page, year  # noqa: E402 - after the check for the extra
from budgetsim.app.inspect.page import (  # noqa: E402
    QUESTIONS,
    crowd_of,
    question_of,
)
from budgetsim.app.inspect.pictures import picture  # noqa: E402

CHOICES = (
    year.Selection(),
    year.Selection("reform_package", 3, 10, 59),
    year.Selection("teaching_ratchet", 0, 1, 7),
    year.Selection("teaching_yardstick", 12, 5, 20),
)


def explained(choice: year.Selection) -> dict[str, Any]:
    """Facts as the command makes them."""
    scenario = budgetsim.load_scenario(choice.scenario)
    return facts_of(capture_year(scenario, choice.department, choice.year, choice.seed))


def subject(choice: year.Selection) -> year.Subject:
    return year.subject_of(choice, {})


def shown(asked: year.Subject, side: str, code: str) -> str:
    """Everything that the story puts on the page, in its order, all steps at once."""

    @solara.component
    def Whole() -> None:  # noqa: N802 - a component
        for section in asked.story(side, language(code)):
            page.Step(section, asked.facts, side, language(code))

    box, context = solara.render(Whole(), handle_error=False)
    try:
        return text_of(box)
    finally:
        context.close()


def text_of(box: Any) -> str:
    """Return the text of a piece of a page, line by line."""
    texts: list[str] = []

    def walk(widget: Any) -> None:
        texts.append(str(getattr(widget, "unsafe_innerHTML", None) or ""))
        for child in getattr(widget, "children", None) or []:
            if not isinstance(child, str):
                walk(child)

    walk(box)
    return unescape(re.sub(r"<caption.*?</caption>|<[^>]+>", "\n", "\n".join(texts)))


def pieces(sections: list[Section]) -> list[str]:
    """Titles, paragraphs and cells of a story, in their order on the page."""
    return [
        text
        for section in sections
        for text in (
            section.title,
            *section.paragraphs,
            *(cell for row in section.table for cell in row if cell.strip()),
        )
    ]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("choice", CHOICES)
def test_page_tells_the_text_of_explain(choice: year.Selection, code: str) -> None:
    got = [line for line in shown(subject(choice), year.TRUTH, code).split("\n") if line.strip()]
    assert got == pieces(sections_of(explained(choice), language(code)))


@pytest.mark.parametrize("code", LANGUAGES)
def test_page_tells_what_the_bureau_knew(code: str) -> None:
    choice = CHOICES[1]
    got = [line for line in shown(subject(choice), year.BUREAU, code).split("\n") if line.strip()]
    assert got == pieces(bureau_sections_of(explained(choice), language(code)))


def test_command_on_the_page_tells_the_same_year() -> None:
    choice = CHOICES[3]
    words = subject(choice).command("zh").split()
    assert words[0] == "budgetsim"
    answer = CliRunner().invoke(app, words[1:])
    assert answer.exit_code == 0
    assert answer.stdout.splitlines()[0].strip() == title_of(explained(choice), language("zh"))


# what nobody knows -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small() -> year.Subject:
    """A year of a policy that somebody made, small enough to be worked out over draws in a moment."""
    scenario = budgetsim.load_scenario("wangcheng_2022").replace(
        name="policy_b", departments=8, years=2, burn_in=2, staff=3.0
    )
    return year.subject_of(year.Selection("policy_b", 4, 2, 3), {"policy_b": scenario})


def test_draws_of_the_page_are_those_of_the_command(
    small: year.Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("policy_b.toml").write_text(small.scenario.to_toml(), encoding="utf-8")
    answer = CliRunner().invoke(app, [*small.command("en").split()[1:], "--json"])
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout) == json.loads(json.dumps({**small.facts, "drawn": small.drawn}))


def test_a_year_is_worked_out_over_draws_once(small: year.Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    known = small.drawn
    monkeypatch.setattr(year, "at_work", None)
    again = year.subject_of(small.choice, {"policy_b": small.scenario.replace(description="the same")})
    assert again.drawn is known


@pytest.mark.parametrize("code", LANGUAGES)
def test_closing_step_waits_and_then_tells_the_draws(small: year.Subject, code: str) -> None:
    speak = language(code)
    box, context = solara.render(page.Closing(small, speak), handle_error=False)
    try:
        waiting = speak("inspect-waiting")
        patience = time.monotonic() + 30.0
        while waiting in (told := text_of(box)) and time.monotonic() < patience:
            time.sleep(0.05)
        assert [line for line in told.split("\n") if line.strip()] == pieces(
            [drawn_section({"drawn": small.drawn}, speak)]
        )
    finally:
        context.close()


def test_closing_step_tells_that_it_failed(small: year.Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_asked: object) -> None:
        raise MemoryError

    monkeypatch.setattr(year._drawn, "get", fail)
    speak = language("en")
    box, context = solara.render(page.Closing(small, speak), handle_error=False)
    try:
        patience = time.monotonic() + 30.0
        while speak("inspect-failed") not in text_of(box) and time.monotonic() < patience:
            time.sleep(0.05)
        assert speak("inspect-failed") in text_of(box)
    finally:
        context.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_chart_of_draws_holds_both_ranges(small: year.Subject, code: str) -> None:
    facts = {"drawn": small.drawn}
    shown = picture(year.CLOSING, facts, year.TRUTH, language(code))
    chosen = [small.drawn["choices"][name] for name in drawn.CHOICES]
    bars = [series for series in shown.option["series"] if series["type"] == "bar"]
    ranges = [series for series in shown.option["series"] if series["type"] == "custom"]
    for series, key in zip(bars, ("median", "point"), strict=True):
        assert series["data"] == pytest.approx([cell[key] for cell in chosen], rel=1e-3)
    ends = ([(cell["low"], cell["high"]) for cell in chosen], [tuple(cell["luck"]) for cell in chosen])
    for series, expected in zip(ranges, ends, strict=True):
        np.testing.assert_allclose([row[1:] for row in series["data"]], expected, rtol=1e-3)
    assert picture(year.CLOSING, facts, year.BUREAU, language(code)) is None


def test_choice_stays_within_a_smaller_scenario() -> None:
    small = budgetsim.load_scenario("wangcheng_2022").replace(departments=5, years=2, name="policy_b")
    got = year.subject_of(year.Selection("policy_b", 4, 9, 40), {"policy_b": small})
    assert got.choice == year.Selection("policy_b", 4, 2, 4)
    assert len(got.panel) == 5
    assert got.command("en") == "budgetsim explain policy_b.toml --department 4 --year 2 --seed 4"


def test_policy_that_is_gone_gives_way_to_the_status_quo() -> None:
    assert subject(year.Selection("policy_a", 1, 2, 3)).choice == year.Selection(year.FIRST, 1, 2, 3)


def test_policies_made_in_explore_can_be_inspected() -> None:
    untouched = (Plan("wangcheng_2022"), Plan("reform_package"))
    assert year.own_policies(Work(untouched)) == {}
    moved = (untouched[0], untouched[1].move("staff", 9.0, Experiment()))
    own = year.own_policies(Work(moved))
    assert list(own) == ["policy_b"]
    assert year.subject_of(year.Selection("policy_b", year=4), own).facts["knew"]["policy"]["staff"] == 9.0
    short = year.own_policies(Work(untouched, Experiment(years=3)))
    assert [scenario.protocol.years for scenario in short.values()] == [3, 3]


def test_panel_of_the_page_is_that_of_simulate() -> None:
    choice = CHOICES[1]
    got = subject(choice).panel.reset_index(drop=True)
    assert got.equals(panel_of(choice).reset_index(drop=True))


@pytest.fixture
def brought(tmp_path: Path) -> Iterator[Scenario]:
    """A district of somebody's own with which the lab is opened."""
    (tmp_path / "own.csv").write_text(
        "部门,编制人数,预算\n教育局,9,300\n水利局,5,250\n执法局,4,50\n", encoding="utf-8"
    )
    file = tmp_path / "mine.toml"
    file.write_text('[district]\ndepartments_file = "own.csv"\n[money]\nunit = "万元"\n', encoding="utf-8")
    yield own.bring(str(file))
    runs.add("")


@pytest.mark.filterwarnings("ignore::budgetsim.data.notes.SheetNote")
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_district_of_ones_own_is_explored_and_inspected_by_name_and_in_its_money(
    brought: Scenario, code: str, tmp_path: Path
) -> None:
    assert runs.reference_names()[:2] == (year.FIRST, "mine")
    asked = year.subject_of(year.Selection("mine", 0, 2, 1), {})
    assert asked.names == ("教育局", "水利局", "执法局")
    assert asked.command("en") == f"budgetsim explain {tmp_path / 'mine.toml'} --department 1 --year 2"
    assert asked.facts == facts_of(capture_year(brought, 1, 2, 0), brought.money)
    small = Experiment(years=5, seeds=3, from_year=2)
    pair = Work((Plan("mine"), Plan("mine", (("monitoring_intensity", 0.6),))), small).scenarios()
    compared = runs.compare(pair, small.seed_list, small.years, runs.COUNTED, compare.PURPOSE)
    (row,) = (
        one
        for one in compare.rows_of(compared.levels, compared.differences, year.NAMES, compared.band)
        if one.outcome == compare.PURPOSE
    )
    assert "万元" in compare.in_own_money(row, pair, language(code))
    work = Work().put(1, Plan("mine"))
    assert [plan.start for plan in work.plans] == ["mine", "mine"]
    assert work.has_own_departments
    assert [plan.start for plan in work.put(0, Plan(year.FIRST)).plans] == [year.FIRST, year.FIRST]
    assert "600.0 万元" in own.meaning_of_start("mine", language(code))
    assert runs.watch(pair[0], 0, 2).names == asked.names
    labels = [own.department_told(asked.names, 1, kind, language(code)) for kind in asked.kinds]
    assert all("水利局" in label for label in labels)


@pytest.mark.parametrize(
    ("name", "text", "fields"),
    [
        (f"{year.NAMES[0]}.toml", 'extends = "wangcheng_2022"', ["name"]),
        ("big.toml", "[district]\ndepartments = 200\n[protocol]\nyears = 30\n", ["departments", "years"]),
    ],
)
def test_scenarios_that_pages_cannot_show_are_refused(
    name: str, text: str, fields: list[str], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        own.bring(str(tmp_path / name))
    assert [fault.field for fault in caught.value.faults] == fields
    result = CliRunner().invoke(app, ["app", "--no-open", "--scenario", str(tmp_path / "none.toml")])
    assert result.exit_code == 2
    assert "none.toml" in result.stderr


def test_scenarios_to_choose_from_are_the_reference_scenarios() -> None:
    names = runs.reference_names()
    assert names[0] == year.FIRST
    assert len(set(names)) == len(names) > 20
    assert all(language(code).has(f"scenario-{name}") for name in names for code in LANGUAGES)


# who stands out ----------------------------------------------------------------------------------------------------


def panel_of(choice: year.Selection) -> Any:
    panel = budgetsim.simulate(choice.scenario, [choice.seed], departments=True).departments
    return panel[panel["year"] == choice.year]


def test_those_who_stand_out_are_those_of_the_panel() -> None:
    panel = panel_of(CHOICES[1])
    share = ((panel["diverted"] + panel["concealed"]) / panel["budget"]).to_numpy()
    got = question_of(year.TRUTH, "diverts").values(panel)
    assert np.array_equal(got, share)
    foremost = worst(got)
    assert len(foremost) == FOREMOST
    assert [got[number] for number in foremost] == sorted(got, reverse=True)[:FOREMOST]


def test_bureau_is_asked_only_for_what_reached_it() -> None:
    panel = panel_of(CHOICES[0])
    private = ["diverted", "concealed", "manipulation", "sandbagging", "performance", "external_score"]
    blind = panel.drop(columns=private)
    for question in QUESTIONS[year.BUREAU]:
        assert np.array_equal(question.values(blind), question.values(panel))
    assert question_of(year.BUREAU, "diverts").key == "caught"


def test_ties_go_to_the_lower_number() -> None:
    assert worst(np.array([0.0, 2.0, 1.0, 2.0, 0.0, 0.0])) == (1, 3, 2, 0, 4)


def test_chosen_department_is_drawn_last_and_alone() -> None:
    panel = panel_of(CHOICES[0])
    option = crowd_of(question_of(year.TRUTH, "games"), 7, panel, language("en"))
    points = [series for series in option["series"] if series["type"] == "scatter"]
    assert [item["name"] for item in points[-1]["data"]] == ["7"]
    assert sorted(int(item["name"]) for series in points for item in series["data"]) == list(range(60))


# charts and tables -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("side", year.SIDES)
@pytest.mark.parametrize("settings", [{}, {"score_form": "linear"}, {"objective_contract": "top_down"}])
def test_every_step_with_something_to_see_has_a_chart(settings: dict[str, str], side: str, code: str) -> None:
    scenario = budgetsim.load_scenario("wangcheng_2022").replace(
        name="other", departments=12, years=2, **settings
    )
    facts = facts_of(capture_year(scenario, 3, 2, 0))
    for section in sections_of(facts):
        drawn = picture(section.key, facts, side, language(code))
        if drawn is None:
            assert (side, section.key) == (year.BUREAU, "chose")
            continue
        values = [
            value for series in drawn.option["series"] if series["type"] == "bar" for value in series["data"]
        ]
        assert values
        assert all(value is None or math.isfinite(value) for value in values)
        assert drawn.description


def test_charts_hold_the_numbers_of_the_facts() -> None:
    choice = CHOICES[1]
    facts, speak = explained(choice), language("en")
    spent, diverted = picture("months", facts, year.TRUTH, speak).option["series"]
    last = facts["months"][-1]
    assert sum(spent["data"]) == pytest.approx(last["spent"] / last["budget"], rel=1e-4)
    given_back = sum(month["returned"] for month in facts["months"])
    taken = (last["diverted"] + last["concealed"] + given_back) / last["budget"]
    assert sum(diverted["data"]) == pytest.approx(taken, rel=1e-3)
    reached, _ = picture("self", facts, year.TRUTH, speak).option["series"]
    assert sum(reached["data"]) == pytest.approx(facts["true"]["self_score"], rel=1e-4)
    gains, costs = picture("chose", facts, year.TRUTH, speak).option["series"]
    nets = [motive["net"] for motive in facts["chose"].values()]
    assert [a + b for a, b in zip(gains["data"], costs["data"], strict=True)] == pytest.approx(nets, abs=1e-4)


def test_tables_escape_text_and_align_numbers() -> None:
    markup = str(
        page.story_table(
            (("a <b>", "n", "text"), ("<script>", "−1.5%", "x"), ("", "+2", "")), "caption & all"
        )
    )
    assert "<script>" not in markup
    assert "&lt;script&gt;" in markup
    assert markup.count('class="lab-number"') == 3
    assert '<th scope="row">&lt;script&gt;</th>' in markup
    assert "caption &amp; all" in markup
