"""The page of the lab's area *Play*: ten years as the finance bureau, then the truth."""

from __future__ import annotations

from collections.abc import Callable

import solara

from budgetsim.app.markup import Box, Words
from budgetsim.app.play.game import BUDGET, YEARS, Game, GameError, close, new_code, opening_levers
from budgetsim.app.play.office import Office, money
from budgetsim.app.play.reveal import Reveal
from budgetsim.app.play.table import views
from budgetsim.app.session import use_kept
from budgetsim.app.widgets import Button, Text
from budgetsim.language import Language

NO_GAME: Game | None = None
LONGEST_CODE = 40


@solara.component
def PlayPage(speak: Language) -> None:
    """Show the area."""
    game, set_game = use_kept("play-game", NO_GAME)
    levers, set_levers = use_kept("play-levers", opening_levers())

    def begin(code: str) -> None:
        set_levers(opening_levers())
        set_game(Game(code))

    Words(speak("lab-play-title"), tag="h1")
    if game is None:
        Words(speak("lab-play-lead", years=YEARS), classes="lab-lead")
        Entrance(begin, speak)
        return
    with Box(classes="play-code lab-row"):
        Words(speak("lab-play-code-shown", code=game.code), tag="span")
        Button(speak("lab-play-restart"), lambda: set_game(None), quiet=True, classes="play-leave")
    if game.over:
        Reveal(game, lambda: set_game(None), speak)
        return
    known = views(game)

    def close_year() -> None:
        try:
            set_game(close(game, levers, known[-1]))
        except GameError:
            # The button is disabled for such a plan; a message that comes too late changes nothing.
            return

    Office(game, levers, set_levers, close_year, known, speak)


@solara.component
def Entrance(on_begin: Callable[[str], None], speak: Language) -> None:
    """Ask for the class code and explain the game."""
    own = solara.use_memo(new_code, [])
    code, set_code = use_kept("play-code", "")
    given = code.strip() or own
    with Box(classes="lab-grid-2"):
        with Box(classes="lab-card play-entrance"):
            Words(speak("lab-play-how"), tag="h2")
            for number in range(1, 5):
                Words(
                    speak(f"lab-play-how-{number}", years=YEARS, budget=money(BUDGET, speak)),
                    classes="play-step",
                )
        with Box(classes="lab-card play-entrance"):
            Words(speak("lab-play-code"), tag="h2")
            Words(speak("lab-play-code.about"))
            Text("class-code", speak("lab-play-code"), code, set_code, hint=own, longest=LONGEST_CODE)
            Button(speak("lab-play-begin", code=given), lambda: on_begin(given), classes="play-begin")
