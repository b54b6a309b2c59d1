"""Work that a browser or an address keeps: it comes back to the last bit, and what is damaged is told and left."""

from __future__ import annotations

import json
import string
from typing import Any

import pytest
import solara
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_lab_app import Page, text_of, widget_with, widgets_with

from budgetsim.app import keeping
from budgetsim.app.keeping import LARGEST, LONGEST, KeptError, find, pack, unpack
from budgetsim.app.play.game import (
    BUDGET,
    KEEPING,
    LEVERS,
    LONGEST_CODE,
    YEARS,
    Game,
    GameError,
    Levers,
    Work,
    bounds_of,
    close,
    close_again,
    costs_of,
    edition,
    opening_levers,
)
from budgetsim.app.play.table import views
from budgetsim.language import LANGUAGES, language

CODE = "Public Value 7"
SAFE = set(string.ascii_letters + string.digits + "-_")


def moved(levers: Levers, **values: float) -> Levers:
    return tuple((dict(levers) | values).items())


def game_of(*years: dict[str, float], code: str = CODE) -> Game:
    """A game with one closed year for each set of moves."""
    game, levers = Game(code), opening_levers()
    for moves in years:
        levers = moved(levers, **moves)
        game = close_again(game, levers)
    return game


@pytest.fixture(scope="module")
def work() -> Work:
    game = game_of({"staff": 4.0}, {}, {"rectification": 0.55, "training": 0.0}, {}, {"result_use": 0.3})
    return Work(game, moved(game.closed[-1], disclosure=0.41))


# Texts -----------------------------------------------------------------------------------------------------------


@st.composite
def works(draw: Any) -> Work:
    """Games that the budget allows, on the sliders' steps and off them."""
    code = draw(st.text("aZ5 号ß—&=%", min_size=1, max_size=LONGEST_CODE).map(str.strip).filter(bool))
    game, levers = Game(code), opening_levers()
    for _ in range(draw(st.integers(0, YEARS))):
        for name in draw(st.sets(st.sampled_from(LEVERS), max_size=5)):
            bounds = bounds_of(name)
            tried = moved(levers, **{name: draw(st.floats(bounds.lower, bounds.upper))})
            levers = tried if sum(costs_of(tried).values()) <= BUDGET else levers
        game = close_again(game, levers)
    return Work(game, levers)


@settings(max_examples=40, deadline=None)
@given(works())
def test_game_comes_back_to_the_last_bit(work: Work) -> None:
    assert KEEPING.read(KEEPING.write(work)) == work
    assert KEEPING.read(KEEPING.link(work)).game == work.game
    assert set(KEEPING.write(work)) <= SAFE


def test_longest_game_fits_an_address() -> None:
    years = [
        {name: 0.01 * ((7 * year + 3 * place) % 9) for place, name in enumerate(LEVERS)}
        for year in range(YEARS)
    ]
    game = game_of(
        *(moves | {"staff": float(year % 3)} for year, moves in enumerate(years)), code="号" * LONGEST_CODE
    )
    assert len(KEEPING.link(Work(game, game.closed[-1]))) < 2000


def test_address_leaves_out_what_is_only_tried(work: Work) -> None:
    again = KEEPING.read(KEEPING.link(work))
    assert again.game == work.game
    assert again.desk == work.game.closed[-1]


def test_same_numbers_come_from_the_kept_game(work: Work) -> None:
    first, again = views(work.game), views(KEEPING.read(KEEPING.link(work)).game)
    assert [view.external_scores.tobytes() for view in first] == [
        view.external_scores.tobytes() for view in again
    ]
    assert [view.next_budgets.tobytes() for view in first] == [view.next_budgets.tobytes() for view in again]


# Damage ----------------------------------------------------------------------------------------------------------


def why(text: str) -> str:
    with pytest.raises(KeptError) as caught:
        KEEPING.read(text)
    return caught.value.why


def test_cut_text_is_damaged(work: Work) -> None:
    text = KEEPING.write(work)
    assert {why(text[:length]) for length in range(1, len(text))} == {"damaged"}


def test_changed_letter_is_seen(work: Work) -> None:
    text = KEEPING.write(work)
    for place in range(len(text)):
        changed = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        assert why(changed) in ("damaged", "version"), place


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text(sorted(SAFE), max_size=80))
@example("\ud800")
@example('{"code": "5B"}')
@example("null")
def test_foreign_text_is_told_and_nothing_else(text: str) -> None:
    found = find(KEEPING, text, text)
    assert found.work is None
    assert [place for place, _ in found.faults] == (["stored", "linked"] if text else [])


def test_text_of_another_version_is_told_as_such(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    assert why("2" + KEEPING.write(work)[1:]) == "version"
    assert why(pack({"code": "x", "years": []}, "other rules")) == "version"
    monkeypatch.setattr(keeping, "FORMAT", "0")
    old = KEEPING.write(work)
    monkeypatch.undo()
    assert why(old) == "version"


def test_long_text_is_refused_before_it_is_read() -> None:
    assert why("1" * (LONGEST + 1)) == "long"
    assert why(pack("x" * (LARGEST + 1), edition())) == "long"
    assert why(pack("x" * 10 * LARGEST, edition())) == "long"


def test_deep_nesting_is_damage() -> None:
    text = "[" * 5000 + "]" * 5000
    deep: Any = json.loads("[" * 500 + "]" * 500)
    assert why(pack(deep, edition())) == "damaged"
    assert why(pack(text, edition())) == "damaged"


CONTENTS: dict[str, Any] = {
    "no record": [1, 2],
    "nothing": None,
    "no code": {"years": []},
    "empty code": {"code": "", "years": []},
    "blank code": {"code": "  ", "years": []},
    "long code": {"code": "x" * (LONGEST_CODE + 1), "years": []},
    "control characters": {"code": "a\u202eb\x00", "years": []},
    "code is a number": {"code": 7, "years": []},
    "years are no list": {"code": "x", "years": "ten"},
    "year is no record": {"code": "x", "years": [3]},
    "lever is a text": {"code": "x", "years": [{"staff": "4"}]},
    "lever is a truth": {"code": "x", "years": [{"staff": True}]},
    "too many years": {"code": "x", "years": [{}] * (YEARS + 1)},
    "something more": {"code": "x", "years": [], "name": "Wang Fang"},
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_content_of_another_shape_is_damage(content: Any) -> None:
    assert why(pack(content, edition())) == "damaged"


@pytest.mark.parametrize(
    "moves",
    [{"staff": 16}, {"staff": -1}, {"rigid_share": 0.1}, {"result_use": 1.5},
     {"staff": 15, "staff_skill": 1, "information_systems": 1}],
)  # fmt: skip
def test_game_against_the_rules_is_refused(moves: dict[str, float]) -> None:
    assert why(pack({"code": "x", "years": [moves]}, edition())) == "rules"
    assert unpack(pack(moves, ""), "") == moves


# Browser and address ---------------------------------------------------------------------------------------------


def test_whichever_holds_more_of_one_game_goes_on() -> None:
    short, long = (Work(game, game.closed[-1]) for game in (game_of({}), game_of({}, {"staff": 4.0})))
    assert KEEPING.covers(long, short)
    assert not KEEPING.covers(short, long)
    for own, other in ((short, long), (long, short)):
        found = find(KEEPING, KEEPING.write(own), KEEPING.link(other))
        assert (found.work, found.offered, found.faults) == (long, None, ())


def test_desk_of_the_device_is_kept_where_the_address_has_the_same_years(work: Work) -> None:
    assert find(KEEPING, KEEPING.write(work), KEEPING.link(work)).work == work


def test_other_game_of_an_address_is_offered_and_replaces_nothing(work: Work) -> None:
    other = Work(game_of({}, code="another"), opening_levers())
    found = find(KEEPING, KEEPING.write(work), KEEPING.link(other))
    assert (found.work, found.offered) == (work, other)


def test_damaged_device_does_not_hide_the_address(work: Work) -> None:
    found = find(KEEPING, "junk", KEEPING.link(work))
    assert found.work is not None
    assert found.work.game == work.game
    assert found.faults == (("stored", "damaged"),)


# Closing a year --------------------------------------------------------------------------------------------------


def test_closing_a_year_twice_closes_it_once() -> None:
    view = views(Game(CODE))[-1]
    first = close(Game(CODE), opening_levers(), view, 1)
    costlier = moved(opening_levers(), staff=4.0)
    assert close(first, costlier, view, 1) == first
    assert close(first, costlier, view, 2).year == 3


def test_year_whose_turn_has_not_come_cannot_be_closed() -> None:
    view = views(Game(CODE))[-1]
    with pytest.raises(GameError, match="meant year 3"):
        close(Game(CODE), opening_levers(), view, 3)


# Pages -----------------------------------------------------------------------------------------------------------


def keeper(box: Any) -> Any:
    return widget_with(box, "longest", str(LONGEST))


def tell(box: Any, stored: Any = "", linked: Any = "") -> None:
    keeper(box)._event_callbacks["found"]({"stored": stored, "linked": linked})


def test_page_goes_on_with_what_the_browser_kept(work: Work) -> None:
    box, rc = solara.render(Page("play", "en"), handle_error=False)
    assert keeper(box).content is None  # nothing is written before the browser was heard
    tell(box, KEEPING.write(work))
    button = widget_with(box, "look", "play-close-year")
    assert button.label == "Close year 6"
    assert KEEPING.read(keeper(box).content) == work
    assert KEEPING.read(keeper(box).link).game == work.game
    rc.close()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("told", ["junk", "2abc", None, 7, ["x"], {"a": 1}, "1" * 7000])
def test_page_tells_what_it_cannot_use_and_begins_anew(code: str, told: Any) -> None:
    speak = language(code)
    box, rc = solara.render(Page("play", code), handle_error=False)
    tell(box, told)
    assert widgets_with(box, "look", "play-begin")
    assert keeper(box).content == ""
    said = isinstance(told, str)
    assert (speak("kept-stored", why="?").split("?")[0] in text_of(box)) == said
    rc.close()


@pytest.mark.parametrize("nonsense", [None, "text", 3, [], {}, {"stored": None}])
def test_browser_that_tells_nonsense_is_a_browser_that_kept_nothing(nonsense: Any) -> None:
    box, rc = solara.render(Page("play", "en"), handle_error=False)
    keeper(box)._event_callbacks["found"](nonsense)
    assert widgets_with(box, "look", "play-begin")
    assert keeper(box).content == ""
    rc.close()


def test_second_page_of_a_session_does_not_bring_back_what_was_given_up(work: Work) -> None:
    box, rc = solara.render(Page("play", "en"), handle_error=False)
    tell(box, KEEPING.write(work))
    widget_with(box, "look", "play-leave")._event_callbacks["clicked"]()
    assert keeper(box).content == ""
    tell(box, KEEPING.write(work))
    assert widgets_with(box, "look", "play-begin")
    rc.close()


def test_click_for_a_closed_year_closes_no_other(work: Work) -> None:
    box, rc = solara.render(Page("play", "en"), handle_error=False)
    tell(box, KEEPING.write(work))
    for _ in range(3):
        widget_with(box, "look", "play-close-year")._event_callbacks["clicked"](6)
    assert widget_with(box, "look", "play-close-year").label == "Close year 7"
    rc.close()


def test_reader_chooses_between_the_address_and_the_device(work: Work) -> None:
    box, rc = solara.render(Page("play", "en"), handle_error=False)
    tell(box, KEEPING.write(work), KEEPING.link(Work(game_of({}, code="another"), opening_levers())))
    assert widget_with(box, "look", "play-close-year").label == "Close year 6"
    widget_with(box, "look", "lab-kept-other")._event_callbacks["clicked"]()
    assert widget_with(box, "look", "play-close-year").label == "Close year 2"
    assert not widgets_with(box, "look", "lab-kept-other")
    rc.close()
