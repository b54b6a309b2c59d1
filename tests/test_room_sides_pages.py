"""Pages of a room with two sides as browsers ask for them: everybody sees only what their side would."""

from __future__ import annotations

import csv
import io
import math
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest
from gate_door import HOST, Answered
from room_door import Browser, Building

from budgetsim.app.play.game import YEARS, opening_levers, start
from budgetsim.app.room.constraint import constraint_of
from budgetsim.app.room.kinds import DISTRICTS
from budgetsim.app.room.sides.actions import sliders
from budgetsim.app.room.sides.classroom import STAGES, TwoSided
from budgetsim.app.room.sides.contrasts import choice_contrasts
from budgetsim.app.room.sides.leaders import department_leaders
from budgetsim.app.room.sides.records import BUREAU
from budgetsim.app.room.sides.truth import seen_row
from budgetsim.app.room.sides.without import course_of, otherwise
from budgetsim.app.room.sides.words import points
from budgetsim.language import LANGUAGES, language

ENGLISH = language("en")
SIZE = 12


@pytest.fixture
def building(tmp_path: Path) -> Building:
    made = Building(tmp_path)
    assert made.lecturer.post("desk", "sides", departments=str(SIZE)).status == 303
    assert made.lecturer.post("desk", "pause", value="0").status == 200
    return made


def room_of(building: Building) -> TwoSided:
    room = building.pages.classroom(building.slug)
    assert isinstance(room, TwoSided)
    return room


def send(browser: Browser, year: int, seat: int, **moved: float) -> Answered:
    values = {name: max(0.0, end.lower) for name, end in sliders(start().department).items()} | moved
    return browser.post("close", year=year, seat=seat, **values)


def announce(browser: Browser, year: int, *place: str, **moved: float) -> Answered:
    return browser.post(*(place or ("close",)), year=year, seat=-1, **(dict(opening_levers()) | moved))


def make_bureau(building: Building, student: int) -> None:
    answer = building.lecturer.post("desk", "bureau", value="student", student=str(student))
    assert answer.status == 200


def test_bureau_and_departments_play_ten_years_and_see_the_truth_once_it_is_shown(building: Building) -> None:
    ann, bo, cy = (building.student(name) for name in ("Ann", "Bo", "Cy"))
    make_bureau(building, 3)
    assert ENGLISH("sides-by-department") in cy.get().body
    for year in range(1, YEARS + 1):
        if year > 1:  # the rule had announced the first year before Cy took over
            assert ENGLISH("sides-wait-bureau") in ann.get(part=True).body
            assert announce(cy, year, staff=4.0).status == 200
        assert ENGLISH("sides-your-turn") in ann.get(part=True).body
        assert ENGLISH("sides-sent") in send(ann, year, 0, manipulation=0.4, diversion=0.2).body
        assert send(bo, year, 1, effort_output=0.2).status == 200
    for browser in (ann, bo, cy):
        assert ENGLISH("room-over", years=YEARS) in browser.get().body
        assert ENGLISH("sides-seen") not in browser.get().body
    building.lecturer.post("desk", "truth", value="1")
    for browser in (ann, bo, cy):
        assert ENGLISH("sides-seen") in browser.get().body
    assert ENGLISH("sides-truth-seat") in ann.get().body
    building.lecturer.post("desk", "truth", value="0")
    assert ENGLISH("sides-seen") not in ann.get().body


def numbers(page: str) -> set[str]:
    return set(re.findall(r">\s*([+−]?\d+\.\d)\s*<", page))


def test_department_sees_no_other_and_no_honest_score(building: Building) -> None:
    ann, bo, cy = (building.student(name) for name in ("Ann-Sophie", "Bo-Anders", "Cy-Malik"))
    make_bureau(building, 3)
    send(ann, 1, 0, manipulation=0.5, diversion=0.33)
    send(bo, 1, 1, diversion=0.11)
    room = room_of(building)
    closed = room.shared.closed[-1]
    page = bo.get().body
    for name in ("Ann-Sophie", "Cy-Malik", "Department 1<", "Department 1 "):
        assert name not in page
    own = {points(float(closed.panel["payoff"][1]))}
    others = {points(float(closed.panel["payoff"][seat])) for seat in range(SIZE) if seat != 1}
    assert own <= {one.rstrip(".") for one in re.findall(r"[\d.]+", page)}
    assert not (others - own) & numbers(page)
    assert ENGLISH("sides-by-department") not in page
    # The bureau reads claims and findings, and nothing of what is true.
    files = cy.get().body
    for secret in ("Ann-Sophie", "Bo-Anders", ENGLISH("sides-column-honest"), ENGLISH("sides-column-misuse")):
        assert secret not in files
    true = {points(float(value)) for value in closed.panel["payoff"]}
    assert not true & numbers(files)


def test_no_side_reaches_the_desk_the_truth_or_another_seat(building: Building) -> None:
    ann, bo, stranger = building.student("Ann"), building.student("Bo"), building.browser()
    for browser in (ann, bo, stranger):
        for page in ("desk", "stage", "desk/bureau", "desk/debrief", "desk/export", "desk/gradebook.csv"):
            assert browser.get(page).status == 403
        for act in ("bureau", "close", "truth", "sides", "remove", "pause"):
            form = {"value": "lecturer", "departments": "20", "student": "1"}
            assert browser.post("desk", act, **form).status == 403
        assert browser.post("desk", "plan", seat=-1).status == 403
        assert announce(browser, 1, "desk", "announce").status == 403
    for seat in (0, -1, 5):
        assert send(bo, 1, seat).status == 409
        assert announce(bo, 1).status == 409
    assert room_of(building).sent() == set()
    assert stranger.post("plan", seat=0).status == 403
    assert stranger.post("close", seat=0, year=1).status == 403
    assert room_of(building).sides.bureau == "rule"


def test_who_was_the_bureau_reads_its_files_no_more(building: Building) -> None:
    ann, bo = building.student("Ann"), building.student("Bo")
    make_bureau(building, 1)
    assert ENGLISH("sides-by-department") in ann.get().body
    make_bureau(building, 2)
    assert ENGLISH("sides-by-department") not in ann.get().body
    assert announce(ann, 1).status == 409
    assert ENGLISH("sides-by-department") in bo.get().body


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"seat": "0"},
        {"seat": "0", "year": "x"},
        {"seat": "0", "year": "-1"},
        {"seat": "0", "year": "1"},
        {"seat": "0", "year": "1", **dict.fromkeys(sliders(start().department), "nan")},
        {"seat": "0", "year": "1", **dict.fromkeys(sliders(start().department), "7")},
        {"seat": "0", "year": "2", **dict.fromkeys(sliders(start().department), "0.1")},
    ],
)
def test_decision_that_is_none_is_told_and_closes_nothing(building: Building, form: dict[str, str]) -> None:
    ann = building.student("Ann")
    building.student("Bo")
    assert ann.post("close", **form).status == 409
    assert room_of(building).sent() == set()


def test_sliders_are_put_down_and_targets_told(building: Building) -> None:
    ann = building.student("Ann")
    low = ann.post(
        "plan", seat=0, **(dict.fromkeys(sliders(start().department), 0.1) | {"sandbagging": 0.4})
    ).body
    high = ann.post(
        "plan", seat=0, **(dict.fromkeys(sliders(start().department), 0.1) | {"sandbagging": -0.4})
    ).body
    assert low != high
    building.lecturer.post("desk", "close")
    assert dict(room_of(building).shared.decided[0][0])["sandbagging"] == -0.4


def test_lecturer_is_the_bureau_when_chosen(building: Building) -> None:
    building.student("Ann")
    assert building.lecturer.get("desk", "bureau").status == 403
    building.lecturer.post("desk", "close")
    building.lecturer.post("desk", "bureau", value="lecturer")
    page = building.lecturer.get("desk", "bureau").body
    assert ENGLISH("sides-by-department") in page
    building.lecturer.post("desk", "close")
    plan = building.lecturer.post("desk", "plan", moved="staff", **dict(opening_levers()))
    assert plan.status == 200
    year = room_of(building).shared.year
    assert announce(building.lecturer, year, "desk", "announce", staff=5.0).status == 200
    announced = room_of(building).shared.announced
    assert announced is not None
    assert dict(announced.levers)["staff"] == 5.0


def test_server_that_was_killed_goes_on_in_the_middle_of_a_year(building: Building) -> None:
    ann, bo = building.student("Ann"), building.student("Bo")
    for year in (1, 2):
        send(ann, year, 0, diversion=0.1)
        send(bo, year, 1)
    send(ann, 3, 0, diversion=0.2)
    before = [closed.outcomes for closed in room_of(building).shared.closed]
    building.restart(ann, bo)
    assert ENGLISH("sides-sent") in ann.get(part=True).body
    assert send(bo, 2, 1, diversion=0.5).status == 200  # said again: nothing changes
    assert [closed.outcomes for closed in room_of(building).shared.closed] == before
    assert "Year 4 of 10" in send(bo, 3, 1).body


def test_room_is_taken_along(building: Building) -> None:
    ann = building.student("=Ann")
    send(ann, 1, 0, manipulation=0.3)
    building.lecturer.post("desk", "ask", text="How much?")
    ann.post("predict", question="1", value="20")
    packed = b"".join(part.get("body", b"") for part in building.lecturer.get("desk", "export").sent)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        tables = {name: archive.read(name).decode("utf-8-sig").splitlines() for name in archive.namelist()}
    lines = {name: len(rows) - 1 for name, rows in tables.items()}
    assert lines == {"seats.csv": 1, "departments.csv": SIZE, "bureau.csv": 1, "answers.csv": 1}
    assert "'=Ann" in tables["seats.csv"][1]
    book = building.lecturer.get("desk", "gradebook.csv").body
    assert points(room_of(building).shared.payoffs(0)[0])[:3].replace(".", "") in book.replace(".", "")


def test_debrief_tells_the_lecturer_who_played_what(building: Building) -> None:
    ann = building.student("Ann")
    assert ENGLISH("room-nothing-yet") in building.lecturer.get("desk", "debrief").body
    send(ann, 1, 0, manipulation=0.5)
    page = building.lecturer.get("desk", "debrief").body
    assert "1 · Ann" in page
    row = seen_row(room_of(building).shared.closed[1:], 0)
    assert row["honest"] < row["claimed"]
    assert ENGLISH("sides-beside") in page


def test_projector_shows_no_name_and_what_is_true_only_once_it_is_shown(building: Building) -> None:
    send(building.student("Ann-Sophie"), 1, 0, manipulation=0.4)
    for stage in STAGES:
        assert building.lecturer.post("desk", "stage", value=stage).status == 200
        hidden = building.lecturer.get("stage").body
        assert "Ann-Sophie" not in hidden
        assert ENGLISH("sides-honest") not in hidden.replace(ENGLISH("sides-stage-scores"), "")
    building.lecturer.post("desk", "truth", value="1")
    building.lecturer.post("desk", "stage", value="scores")
    shown = building.lecturer.get("stage").body
    assert ENGLISH("sides-misuse") in shown
    assert shown.count("room-dot room-true") == SIZE + 1


def test_acts_that_two_sides_do_not_have_are_told(building: Building) -> None:
    for act, form in (("pace", "open"), ("goal", "honest"), ("best", "1"), ("bots", "3"), ("next", "")):
        assert building.lecturer.post("desk", act, value=form, count="3").status == 409
    ann = building.student("Ann")
    assert ann.post("again").status == 409
    assert building.lecturer.post("desk", "sides", departments="20").status == 409
    assert building.lecturer.post("desk", "sides", departments="many").status == 409
    assert building.lecturer.post("desk", "bureau", value="student", student="all").status == 409


def played(building: Building, *names: str) -> list[Browser]:
    """A game of ten years: each plays as it did before, the first one claims."""
    browsers = [building.student(name) for name in names]
    for year in range(1, YEARS + 1):
        for seat, browser in enumerate(browsers):
            assert send(browser, year, seat, manipulation=0.0 if seat else 0.5).status == 200
    return browsers


def test_leaderboard_names_those_who_asked_and_only_once_the_truth_is_shown(building: Building) -> None:
    ann, bo, _ = played(building, "Ann-Sophie", "Bo-Anders", "Cy-Malik")
    for browser in (ann, bo):
        assert browser.post("list", value="1").status == 200
    building.lecturer.post("desk", "stage", value="leaders")
    assert "Ann-Sophie" not in building.lecturer.get("stage").body
    building.lecturer.post("desk", "truth", value="1")
    page = building.lecturer.get("stage").body
    assert "Ann-Sophie" in page
    assert "Bo-Anders" in page
    assert "Cy-Malik" not in page
    assert bo.post("list", value="0").status == 200
    assert "Bo-Anders" not in building.lecturer.get("stage").body
    room = room_of(building)
    other = otherwise(course_of(room.shared))
    ((leader, seat),) = department_leaders(room, other)
    gain = np.mean(room.shared.payoffs(0)) - np.mean(other.payoffs[0])
    assert (leader.rank, leader.place.gain, seat) == (1, pytest.approx(100.0 * gain), 0)


def test_students_take_their_own_years_along_once_the_truth_is_shown(building: Building) -> None:
    ann, bo = played(building, "Ann", "Bo")
    room = room_of(building)
    assert ann.get("game.csv").status == 403
    building.lecturer.post("desk", "truth", value="1")
    rows = list(csv.DictReader(io.StringIO(bo.get("game.csv").body.lstrip("\ufeff"))))
    assert [row["department"] for row in rows] == ["2"] * YEARS
    assert [float(row["payoff"]) for row in rows] == room.shared.payoffs(1)
    room.kept.sit(room.slug, {room.members()[0].student.id: BUREAU})
    rows = list(csv.DictReader(io.StringIO(ann.get("game.csv").body.lstrip("\ufeff"))))
    assert [float(row["staff"]) for row in rows] == [
        room.shared.ground.in_district(levers)["staff"] for levers in room.shared.levers
    ]


def test_gradebook_has_pay_offs_of_departments_and_the_gain_of_the_bureau(building: Building) -> None:
    building.student("Ann")
    building.student("Bo")
    make_bureau(building, 2)
    building.lecturer.post("desk", "close")
    body = building.lecturer.get("desk", "gradebook.csv").body
    bureau, ann = csv.DictReader(io.StringIO(body.lstrip("\ufeff")))
    assert (bureau["name"], bureau["seat"], bureau["payoff"]) == ("Bo", "bureau", "")
    assert float(ann["difference"]) == pytest.approx(float(ann["payoff"]) - float(ann["payoff_of_model"]))
    room = room_of(building)
    other = otherwise(course_of(room.shared))
    played_value = room.shared.closed[1].outcomes["net_social_value"]
    gain = 100.0 * (played_value - other.quiet["net_social_value"][0])
    assert float(bureau["gain"]) == pytest.approx(gain)
    assert ann["gain"] == ""


def test_class_is_a_natural_experiment_of_what_departments_chose(building: Building) -> None:
    names = [f"Student {number}" for number in range(7)]
    browsers = [building.student(name) for name in names]
    for seat, browser in enumerate(browsers):
        send(browser, 1, seat, manipulation=0.5 if seat > 3 else 0.1, diversion=0.3 if seat == 0 else 0.0)
    room = room_of(building)
    other = otherwise(course_of(room.shared))
    found = {one.name: one for one in choice_contrasts(room.shared, other)}
    claims, misuse = found["claims"], found["misuse"]
    assert (claims.did, claims.others) == (3, 4)
    gains = [100.0 * (room.shared.payoffs(seat)[0] - other.payoffs[seat][0]) for seat in range(7)]
    assert claims.difference == pytest.approx(np.mean(gains[4:]) - np.mean(gains[:4]))
    assert claims.low < claims.difference < claims.high
    assert (misuse.did, math.isnan(misuse.difference)) == (1, True)
    page = building.lecturer.get("desk", "debrief").body
    assert ENGLISH("sides-contrast-claims") in page
    assert ENGLISH("sides-unseen") in page


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_of_two_sides_speaks_every_language(building: Building, code: str) -> None:
    speak, asked = language(code), f"?lang={code}"
    ann, bo = building.student("Ann"), building.student("Bo")
    make_bureau(building, 2)
    pages = {
        (ann.path, ann.cookie): "sides-goal-department",
        (ann.path, bo.cookie): "sides-goal-bureau",
        (f"{ann.path}/desk", building.lecturer.cookie): "sides-turns",
        (f"{ann.path}/stage", building.lecturer.cookie): "room-join-at",
        (ann.path, None): "sides-join",
    }
    for (path, cookie), key in pages.items():
        assert speak(key) in building.door.ask(path + asked, cookie=cookie).body
    refused = building.door.ask(f"{ann.path}/desk/bureau{asked}", host=HOST)
    assert speak("room-not-lecturer") in refused.body


def test_district_is_chosen_on_the_desk_and_told_to_the_bureau(tmp_path: Path) -> None:
    made = Building(tmp_path)
    page = made.lecturer.get("desk").body
    assert [name for name in DISTRICTS if f'value="{name}"' in page] == list(DISTRICTS)
    form = {"departments": str(SIZE), "scenario": "teaching_yardsticks"}
    assert made.lecturer.post("desk", "sides", **form).status == 409
    form["scenario"] = "teaching_yardstick"
    assert made.lecturer.post("desk", "sides", **form).status == 303
    assert room_of(made).shared.ground.whole.name == "teaching_yardstick"
    made.lecturer.post("desk", "bureau", value="lecturer")
    for page in ("desk", "desk/bureau", "desk/debrief"):
        assert ENGLISH.scenario("teaching_yardstick") in made.lecturer.get(*page.split("/")).body


def test_what_binds_is_told_to_the_bureau_and_on_the_desk(building: Building) -> None:
    building.lecturer.post("desk", "bureau", value="lecturer")
    own = constraint_of(room_of(building).room.code)
    said = ENGLISH("room-binds", cause=ENGLISH(f"room-binds-{own.name}"))
    for page in (("desk",), ("desk", "bureau"), ("desk", "debrief")):
        assert said in building.lecturer.get(*page).body


def test_phone_loads_little(building: Building) -> None:
    answer = building.student("Ann").get()
    assert "style=" not in answer.body
    assert answer.body.count("<script") == 1
    assert len(answer.body) < 20_000
