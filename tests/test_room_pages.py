"""Pages of a room as browsers ask for them: what each of them may see and do, whatever it sends."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from apart import run_apart
from gate_door import HOST
from room_door import CODE, Browser, Building

from budgetsim.app.play.game import YEARS, opening_levers
from budgetsim.app.room.classroom import STAGES, Place
from budgetsim.app.room.leaders import leaders
from budgetsim.app.room.store import Student
from budgetsim.language import LANGUAGES, language
from budgetsim.scenario import load_scenario

ENGLISH = language("en")


@pytest.fixture
def building(tmp_path: Path) -> Building:
    return Building(tmp_path)


def test_student_plays_ten_years_and_sees_the_truth_once_it_is_shown(building: Building) -> None:
    ann = building.student("Ann")
    english = language("en")
    for year in range(1, YEARS + 1):
        answer = ann.close(year)
        assert answer.status == 200
        assert english("lab-play-files", year=year) in answer.body
        assert english("lab-play-unseen") not in answer.body
    assert english("room-over", years=YEARS) in ann.get().body
    assert building.lecturer.post("desk", "truth", value="1").status == 200
    assert english("lab-play-unseen") in ann.get().body
    assert building.lecturer.post("desk", "truth", value="0").status == 200
    assert english("lab-play-unseen") not in ann.get().body


def test_best_policy_is_shown_once_the_lecturer_opens_it(building: Building) -> None:
    ann, optimum = building.student("Ann"), language("en")("lab-player-name-optimum")
    for year in range(1, YEARS + 1):
        ann.close(year)
    building.lecturer.post("desk", "truth", value="1")
    building.lecturer.post("desk", "stage", value="paths")
    assert optimum not in ann.get().body + building.lecturer.get("stage").body
    building.lecturer.post("desk", "best", value="1")
    assert optimum in ann.get().body
    assert optimum in building.lecturer.get("stage").body


def test_own_game_is_taken_along_once_the_truth_is_shown(building: Building) -> None:
    ann = building.student("Ann/Sophie")
    for year in range(1, YEARS + 1):
        ann.close(year)
    assert ann.get("game.csv").status == 403
    building.lecturer.post("desk", "truth", value="1")
    taken = ann.get("game.csv")
    assert len(taken.body.splitlines()) == 1 + YEARS
    assert "Ann-Sophie.csv" in (taken.header("content-disposition") or "")
    assert building.browser().get("game.csv").status == 403


def test_gradebook_is_taken_as_a_workbook(building: Building, monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="reads the workbook")
    ann = building.student("=1+1")
    ann.close(1)
    building.lecturer.post("desk", "ask", text="+How much?")
    ann.post("predict", question=1, value="30")
    assert ann.get("desk", "gradebook.xlsx").status == 403
    assert building.lecturer.get("desk", "gradebook.pdf").status == 404
    answer = building.lecturer.get("desk", "gradebook.xlsx")
    assert "xlsx" in (answer.header("content-disposition") or "")
    packed = b"".join(part.get("body", b"") for part in answer.sent)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(packed)).worksheets
    heads, cells = ([cell.value for cell in row] for row in sheet.iter_rows())
    row = dict(zip(heads, cells, strict=True))
    assert (row["name"], row["attempts"], row["years_closed"], row["'+How much?"]) == ("=1+1", 1, 1, 30.0)
    assert {cell.data_type for cell in sheet["B"]} == {"s"}
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    refused = building.lecturer.get("desk", "gradebook.xlsx")
    assert refused.status == 501
    assert "budgetsim[files]" in refused.body


def test_student_plays_again_when_asked(building: Building) -> None:
    ann = building.student("Ann")
    assert ann.post("again").status == 409
    ann.close(1)
    assert "Year 1 of 10" in ann.post("again").body
    building.restart(ann)
    assert "Year 1 of 10" in ann.get().body


def test_lecturer_opens_another_room_but_no_existing_one(building: Building) -> None:
    ann = building.student("Ann")
    assert ann.post("desk", "another", code="Mine").status == 403
    opened = building.browser()
    opened.cookie = building.lecturer.cookie
    answer = opened.post("desk", "another", code="Evening class")
    assert answer.status == 303
    opened.path = (answer.header("location") or "").removesuffix("/desk")
    assert "Evening class" in opened.get("desk").body
    assert building.lecturer.get("desk").status == 200
    for code in ("", CODE, "evening  CLASS", "x" * 41):
        assert building.lecturer.post("desk", "another", code=code).status == 409
    assert len(building.store.rooms()) == 2


def test_another_room_may_lead_another_district_which_is_told_at_the_door_and_on_the_desk(
    building: Building,
) -> None:
    district, desk = {"code": "Evening class", "scenario": "teaching_yardstick"}, building.browser()
    desk.cookie = building.lecturer.cookie
    assert desk.post("desk", "another", **district | {"scenario": "teaching_ratchet"}).status == 409
    desk.path = (desk.post("desk", "another", **district).header("location") or "").removesuffix("/desk")
    ann = Browser(building.door, desk.path)
    said = ENGLISH("sides-district", title=ENGLISH.scenario("teaching_yardstick"))
    assert said in ann.get().body
    assert ann.post("join", name="Ann").status == 303
    assert ann.close(1, opening_levers(load_scenario("teaching_yardstick"))).status == 200
    for page in (ann.get(), desk.get("desk"), desk.get("desk", "debrief")):
        assert said in page.body


def test_room_is_taken_along_and_deleted_by_its_lecturer_alone(building: Building) -> None:
    ann = building.student("Ann")
    ann.close(1)
    assert ann.get("desk", "export").status == 403
    assert ann.post("desk", "delete").status == 403
    packed = b"".join(part.get("body", b"") for part in building.lecturer.get("desk", "export").sent)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        tables = {name: archive.read(name).decode("utf-8-sig").splitlines() for name in archive.namelist()}
    assert {name: len(lines) for name, lines in tables.items()} == {
        "students.csv": 2,
        "decisions.csv": 2,
        "answers.csv": 1,
    }
    assert building.lecturer.post("desk", "delete").status == 200
    assert building.lecturer.get("desk").status == 404
    assert ann.close(2).status == 404
    assert building.store.rooms() == []


def test_server_killed_in_year_four_loses_and_doubles_nothing(building: Building) -> None:
    students = [building.student(f"Student {number}") for number in range(12)]
    for year in (1, 2, 3):
        assert {student.close(year).status for student in students} == {200}
    half = students[:6]
    assert {student.close(4).status for student in half} == {200}
    building.restart(*students)
    for student in students:  # phones that heard no answer send it again
        assert student.close(4).status == 200
    assert [place.closed for place in building.pages.classroom(building.slug).places()] == [4] * 12
    for student in students:
        assert "Year 5 of 10" in student.get(part=True).body
    assert building.lecturer.get("desk").status == 200


def test_lecturers_pages_open_with_the_key_alone(building: Building) -> None:
    ann, stranger = building.student("Ann"), building.browser()
    for browser in (ann, stranger):
        for page in ("desk", "stage", "desk/events", "desk?key=wrong", "desk?key="):
            assert browser.get(page).status == 403
        for act in ("pace", "truth", "close", "remove", "message"):
            assert browser.post("desk", act, value="1", text="x", student="1").status == 403
    assert not building.pages.classroom(building.slug).room.shown
    stolen = Browser(building.door, f"/room/{building.slug}", ann.cookie.replace("student", "lecturer"))  # type: ignore[union-attr]
    assert stolen.get("desk").status == 403


def test_key_of_one_room_opens_no_other(building: Building) -> None:
    other, _ = building.store.open_room("Another room")
    browser = Browser(building.door, f"/room/{other.slug}", building.lecturer.cookie)
    assert browser.get("desk").status == 403
    assert browser.get(f"desk?key={building.key}").status == 403
    ann = building.student("Ann")
    assert Browser(building.door, f"/room/{other.slug}", ann.cookie).close(1).status == 403


def test_no_other_writing_of_its_address_opens_the_desk(building: Building) -> None:
    ann = building.student("Ann")
    places = (
        "desk/", "desk//debrief", "./desk/debrief", "x/../desk/debrief", "desk%2Fdebrief", "DESK", "desk/export/",
        "desk/gradebook.csv/", "desk;/debrief", "desk/debrief?key=", "desk/debrief?slug=x", "stage/",
        "desk/gradebook.json",
    )  # fmt: skip
    for place in places:
        for method in ("GET", "HEAD", "POST", "PUT", "OPTIONS"):
            answer = building.door.ask(
                f"{ann.path}/{place}", method, cookie=ann.cookie, origin=f"http://{HOST}", room_part="1"
            )
            assert answer.status in {303, 307, 403, 404, 405}, (method, place)


def test_form_that_names_another_student_acts_on_who_sends_it_alone(building: Building) -> None:
    ann, bo = building.student("Ann"), building.student("Bo")
    building.lecturer.post("desk", "ask", text="How much?")
    room = building.pages.classroom(building.slug)
    first, second = room.store.students(building.slug)
    forged = {"student": str(first.id), "id": str(first.id), "name": first.name, "attempt": "1"}
    bo.post("close", year=1, **dict(opening_levers()) | forged)
    bo.post("predict", question=room.question.id if room.question else 0, value=7, **forged)
    bo.post("list", value=1, **forged)
    bo.post("again", **forged)
    places = {place.student.name: place for place in room.places()}
    assert (places["Ann"].closed, places["Ann"].student.listed, places["Ann"].student.attempt) == (
        0,
        False,
        1,
    )
    assert (places["Bo"].student.listed, places["Bo"].student.attempt) == (True, 2)
    assert room.question is not None
    assert list(room.store.predictions(room.question.id)) == [second.id]
    assert "Year 1 of 10" in ann.get().body


def test_bots_are_not_waited_for_where_they_cannot_answer(building: Building) -> None:
    ann = building.student("Ann")
    building.lecturer.post("desk", "bots", count=3)
    building.lecturer.post("desk", "ask", text="How much?")
    ann.post("predict", question=1, value=7)
    said = ENGLISH("room-answers", answers=1, count=1)
    for page in ("desk", "stage"):
        assert said in building.lecturer.get(page).body


def test_truth_that_is_hidden_again_is_hidden_from_everybody(building: Building) -> None:
    ann = building.student("Ann")
    for year in range(1, YEARS + 1):
        ann.close(year)
    for value, status in (("1", 200), ("0", 403)):
        building.lecturer.post("desk", "truth", value=value)
        assert ann.get("game.csv").status == status
        assert (ENGLISH("lab-play-unseen") in ann.get().body) is (status == 200)
    building.lecturer.post("desk", "truth", value="1")
    ann.post("again")
    ann.close(1)
    assert ENGLISH("lab-play-unseen") not in ann.get().body
    assert ann.get("game.csv").status == 403


def test_student_sees_no_other_students_work(building: Building) -> None:
    ann, bo = building.student("Ann-Sophie"), building.student("Bo-Anders")
    levers = tuple((dict(opening_levers()) | {"staff": 7.0}).items())
    ann.close(1, levers)
    page = bo.get().body
    assert "Ann-Sophie" not in page
    assert "Year 1 of 10" in page
    for stage in STAGES:
        building.lecturer.post("desk", "stage", value=stage)
        projected = building.lecturer.get("stage").body
        assert "Ann-Sophie" not in projected
        assert "Bo-Anders" not in projected


def test_leaderboard_shows_those_alone_who_asked_for_it(building: Building) -> None:
    names = ("Ann-Sophie", "Bo-Anders", "Cleo-Marie")
    ann, bo, cleo = (building.student(name) for name in names)
    for student, training in ((ann, 0.0), (bo, 0.1), (cleo, 0.05)):
        student.close(1, tuple((dict(opening_levers()) | {"training": training}).items()))
    for student in (ann, bo):
        assert student.post("list", value="1").status == 200
    assert "Ann-Sophie" not in building.lecturer.get("stage").body
    building.lecturer.post("desk", "stage", value="leaders")
    shown = building.lecturer.get("stage").body
    gains = {
        place.student.name: place.gain or 0.0 for place in building.pages.classroom(building.slug).places()
    }
    first, second = sorted(names[:2], key=lambda name: -gains[name])
    assert shown.index(first) < shown.index(second)
    assert "Cleo-Marie" not in shown
    assert "Bo-Anders" not in ann.get().body
    assert cleo.get("stage").status == 403
    building.restart(ann, bo, cleo)
    ann.post("list", value="0")
    shown = building.lecturer.get("stage").body
    assert "Ann-Sophie" not in shown
    assert "Bo-Anders" in shown
    assert building.browser().post("list", value="1").status == 403


def test_equal_gains_share_a_rank() -> None:
    places = [
        Place(
            Student(number, f"{number}", listed=number != 3),
            1,
            ready=True,
            online=False,
            gain=gain,
            years=(gain,),
        )
        for number, gain in enumerate((1.0, 2.0, 2.0, 9.0, 0.5))
    ]
    assert [(one.rank, one.place.student.id) for one in leaders(places)] == [(1, 1), (1, 2), (3, 0), (4, 4)]


def test_removed_student_is_out(building: Building) -> None:
    ann = building.student("Ann")
    building.lecturer.post("desk", "remove", student="1")
    assert ann.close(1).status == 403
    assert ann.get().status == 200  # the door, with the field for a name
    assert building.pages.classroom(building.slug).places() == []


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "http://127.0.0.1:9999"])
def test_forms_of_other_sites_are_refused(building: Building, origin: str | None) -> None:
    ann = building.student("Ann")
    assert ann.post("close", origin=origin, year=1, **dict(opening_levers())).status == 403
    assert building.browser().post("join", origin=origin, name="Eve").status == 403
    assert building.lecturer.post("desk", "truth", origin=origin, value="1").status == 403
    assert [place.closed for place in building.pages.classroom(building.slug).places()] == [0]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"year": "1"},
        {"year": "x"},
        {"year": "1", **dict.fromkeys(dict(opening_levers()), "nan")},
        {"year": "2"},
    ],
)
def test_year_that_is_none_closes_nothing(building: Building, form: dict[str, str]) -> None:
    ann = building.student("Ann")
    levers = dict(opening_levers()) if form == {"year": "2"} else {}
    assert ann.post("close", **(form | levers)).status == 409
    assert building.pages.classroom(building.slug).places()[0].closed == 0


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("pace", {"value": "faster"}),
        ("stage", {}),
        ("timer", {"minutes": "soon"}),
        ("timer", {"minutes": "9999"}),
        ("ask", {"text": ""}),
        ("message", {"text": "x" * 301}),
        ("remove", {"student": "all"}),
    ],
)
def test_form_of_the_desk_that_is_none_is_told(building: Building, act: str, form: dict[str, str]) -> None:
    before = building.pages.classroom(building.slug).room
    assert building.lecturer.post("desk", act, **form).status == 409
    assert building.pages.classroom(building.slug).room == before


def test_names_questions_and_messages_are_text(building: Building) -> None:
    ann = building.student("<b onclick=x>")
    building.lecturer.post("desk", "ask", text="<i>How much?")
    building.lecturer.post("desk", "message", text="<img src=x>")
    for page in (ann.get().body, building.lecturer.get("desk").body, building.lecturer.get("stage").body):
        for tag in ("<b onclick", "<i>How", "<img"):
            assert tag not in page


def test_pages_hold_no_script_and_may_load_none_of_others(building: Building) -> None:
    answer = building.student("Ann").get()
    policy = answer.header("content-security-policy") or ""
    assert "script-src 'self';" in policy
    assert "default-src 'none';" in policy
    assert "unsafe" not in policy
    assert "style=" not in answer.body
    assert answer.body.count("<script") == 1
    assert len(answer.body) + sum(len(text) for text, _ in building.pages._files.values()) < 120_000


def test_long_form_is_refused(building: Building) -> None:
    assert building.browser().post("join", name="x" * 20_000).status == 413


def test_one_address_may_not_ask_without_end(building: Building) -> None:
    building.door.gate.rates.left["127.0.0.1"] = (0.0, building.door.gate.rates.clock() + 60.0)
    assert building.browser().get().status == 429


def test_mistyped_code_is_told(building: Building) -> None:
    assert building.door.ask("/room").status == 200
    assert building.door.ask("/room?code=Public%20finance%207").header("location") == f"/room/{building.slug}"
    refused = building.door.ask("/room?code=Publik%20finance%208")
    assert refused.status == 404
    assert f"did you mean {CODE}?" in refused.body
    assert "did you mean" not in building.door.ask("/room?code=Chemistry").body
    assert building.door.ask("/room/AAAAA").status == 404
    assert building.door.ask("/room/a/b/c/d").status == 404
    assert building.door.ask(f"/room/{building.slug}", host="evil.example").status == 421


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_speaks_every_language(building: Building, code: str) -> None:
    speak, ann = language(code), building.student("Ann")
    lecturer = building.lecturer
    lecturer.post("desk", "pace", value="step")
    lecturer.post("desk", "timer", minutes="2")
    asked = f"?lang={code}"
    assert speak("room-join") in building.door.ask(ann.path + asked).body
    assert speak("lab-play-close", year=1) in building.door.ask(ann.path + asked, cookie=ann.cookie).body
    for page, key in (("desk", "room-pace-step"), ("stage", "room-join-at")):
        assert speak(key) in building.door.ask(f"{ann.path}/{page}{asked}", cookie=lecturer.cookie).body
    refused = building.door.ask(f"{ann.path}/desk{asked}", host=HOST)
    assert speak("room-not-lecturer") in refused.body


def test_room_has_the_name_that_the_lecturer_gave_it(building: Building) -> None:
    assert CODE in building.browser().get().body


def test_open_answer_says_what_is_new_and_ends_with_the_server(building: Building) -> None:
    building.student("Ann")
    classroom = building.pages.classroom(building.slug)
    (ann,) = classroom.store.students(classroom.slug)
    asked = iter([False, False, True])
    building.pages.is_closing = lambda: next(asked)

    async def heard() -> list[str]:
        said = building.pages.heard(classroom, lambda: classroom.news, ann)
        return [event async for event in said if classroom.online[ann.id] == 1]

    events = run_apart(heard())
    assert [event.startswith("data: ") for event in events] == [False, True]
    assert classroom.online[ann.id] == 0
