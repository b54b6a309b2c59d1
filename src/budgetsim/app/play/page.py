"""The page of the lab's area *Play*: ten years as the finance bureau, then the truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import solara

from budgetsim.app.keeper import Keeper, KeptNote, use_kept
from budgetsim.app.markup import Box, Card, Words
from budgetsim.app.play.game import KEEPING, LONGEST_CODE, YEARS, Game, GameError, Work, close, new_code
from budgetsim.app.play.office import Office, money
from budgetsim.app.play.plan import BUDGET, opening_levers
from budgetsim.app.play.reveal import Reveal
from budgetsim.app.play.table import views
from budgetsim.app.widgets import Asking, Button, Text
from budgetsim.language import Language

NO_WORK: Work | None = None


@solara.component
def PlayPage(speak: Language) -> None:
    """Show the area."""
    work, put = use_kept("play-work", NO_WORK)

    def leave() -> None:
        put(None)

    Keeper(KEEPING, work, put, speak)
    Words(speak("lab-play-title"), tag="h1")
    if work is None:
        Words(speak("lab-play-lead", years=YEARS), classes="lab-lead")
        Entrance(lambda code: put(Work(Game(code), opening_levers())), speak)
    else:
        game = work.game
        with Box(classes="play-code lab-row"):
            Words(speak("lab-play-code-shown", code=game.code), tag="span")
            Asking(
                speak("lab-play-restart"), speak("kept-ask-restart", years=len(game.closed)), leave, speak,
                classes="play-leave",
            )  # fmt: skip
        Play(work, put, speak)
    KeptNote(KEEPING, work, leave, speak)


@solara.component
def Play(work: Work, put: Callable[[Work | None], None], speak: Language) -> None:
    """Show the office while the game lasts, then the truth."""
    game = work.game
    if game.over:
        Reveal(game, lambda: put(None), speak)
        return
    known = views(game)

    def close_year(year: int) -> None:
        try:
            put(replace(work, game=close(game, work.desk, known[-1], year)))
        except GameError:
            # The button is disabled for such a plan; a message that comes too late changes nothing.
            return

    Office(game, work.desk, lambda desk: put(replace(work, desk=desk)), close_year, known, speak)


@solara.component
def Entrance(on_begin: Callable[[str], None], speak: Language) -> None:
    """Ask for the class code and explain the game."""
    own = solara.use_memo(new_code, [])
    code, set_code = use_kept("play-code", "")
    given = code.strip() or own
    with Box(classes="lab-grid-2"):
        with Card(speak("lab-play-how"), "play-entrance"):
            for number in range(1, 5):
                Words(
                    speak(f"lab-play-how-{number}", years=YEARS, budget=money(BUDGET, speak)),
                    classes="play-step",
                )
        with Card(speak("lab-play-code"), "play-entrance"):
            Words(speak("lab-play-code.about"))
            Text("class-code", speak("lab-play-code"), code, set_code, hint=own, longest=LONGEST_CODE)
            Button(speak("lab-play-begin", code=given), lambda: on_begin(given), classes="play-begin")
