"""The page of the lab's area *Play*: ten years as the finance bureau, then the truth."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import solara

from budgetsim.app.charts import Axis, Bars, Chart, Line, bar_option, line_option
from budgetsim.app.declared import is_share
from budgetsim.app.explore.compare import OutcomeChoice, written
from budgetsim.app.keeper import Keeper, KeptNote, use_kept
from budgetsim.app.play.debrief import OtherWorlds
from budgetsim.app.play.game import (
    BUDGET,
    KEEPING,
    LEVERS,
    LONGEST_CODE,
    YEARS,
    Game,
    GameError,
    Work,
    close,
    new_code,
    opening_levers,
)
from budgetsim.app.play.office import Office, money
from budgetsim.app.play.table import (
    PLAYERS,
    PURPOSE,
    Standing,
    csv,
    levers_by_year,
    scenarios,
    standing,
    truth,
    views,
)
from budgetsim.app.runs import Watched
from budgetsim.app.widgets import Asking, Box, Button, Card, Facts, Text, Words, titled
from budgetsim.language import Language
from budgetsim.rounding import apart, fixed, level, per_cent
from budgetsim.studies.files import marked

NO_WORK: Work | None = None
HIDDEN = ("active_waste", "score_inflation", "sandbagging", "manipulation", "validity", "credibility")
"""What the student could not see, for the table of the last year."""


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


@solara.component
def Reveal(game: Game, on_restart: Callable[[], None], speak: Language) -> None:
    """Show how the game went."""
    worlds = solara.use_memo(lambda: truth(game), [game])
    result = standing(worlds)
    with Box(classes="lab-card play-score", aria_live="polite"):
        Score(result, speak)
    with Box(classes="lab-grid-2"):
        with Card(speak("lab-play-result")):
            Chart(result_option(result, speak), speak("lab-play-result.about"), height=300)
            Words(speak("lab-play-result.about"), classes="lab-small")
        with Card(speak("lab-explore-years")):
            Years(worlds, speak)
    with Box(classes="lab-grid-2"):
        with Card(speak("lab-play-unseen"), "lab-scroll"):
            Words(told(worlds["you"], speak))
            hidden = {
                name: [written(name, float(world.outcomes[name][-1])) for world in worlds.values()]
                for name in HIDDEN
            }
            ByPlayer("lab-outcome", hidden, speak, "play-unseen")
            Words(speak("lab-play-unseen.about"), classes="lab-small")
        with Card(speak("lab-play-levers"), "lab-scroll"):
            last = [levers_by_year(scenario)[-1] for scenario in scenarios(game).values()]
            levers = {name: [_lever(name, values[name]) for values in last] for name in LEVERS}
            ByPlayer("lab-play-lever", levers, speak, "play-lever-table")
    OtherWorlds(game, result, speak)
    with Box(classes="lab-card"):
        with Box(classes="lab-row"):
            solara.FileDownload(
                marked(csv(game, worlds)), f"budgetsim-{game.seed}.csv", label=speak("lab-play-csv"),
                mime_type="text/csv",
            )  # fmt: skip
            Asking(
                speak("lab-play-again"), speak("kept-ask-again"), on_restart, speak, quiet=False,
                classes="play-restart",
            )  # fmt: skip
        Words(speak("lab-play-csv.about"), classes="lab-small")


@solara.component
def Score(result: Standing, speak: Language) -> None:
    """Show the score, large, and what it means."""
    if result.score is None:
        Words(speak("lab-play-no-score"), classes="explore-finding")
        return
    score = _points(result.score)
    Words(score, tag="div", classes="play-points")
    with Box():
        kind = kind_of(result)
        Words(speak(f"lab-play-score-{kind}", score=score), classes="explore-finding")
        Words(speak("lab-play-score.about"), classes="lab-small")
        if result.band is not None:
            Words(score_band(result.band, speak), classes="lab-small")


def kind_of(result: Standing) -> str:
    """Return which sentence a score gets; none of better or worse where that depends on the stance."""
    score, (low, high) = result.score or 0.0, result.band or (math.nan, math.nan)
    if low < 0.0 < high or low < 100.0 < high:
        return "between" if 0.0 <= score <= 100.0 else "disputed"
    return "above" if score > 100.0 else "below" if score < 0.0 else "between"


def score_band(band: tuple[float, float], speak: Language) -> str:
    """Say between what the score lies over all stances on transfers and public funds."""
    low, high = (_points(end) for end in band)
    return speak("lab-play-score-same" if low == high else "lab-play-score-band", low=low, high=high)


@solara.component
def Years(worlds: dict[str, Watched], speak: Language) -> None:
    """Show an outcome over the ten years under the four policies."""
    chosen, set_chosen = use_kept("play-outcome", PURPOSE)
    OutcomeChoice(chosen, set_chosen, speak)
    years = range(1, YEARS + 1)
    lines = [
        Line(speak(f"lab-player-name-{player}"), years, world.outcomes[chosen].tolist(), style=number)
        for number, (player, world) in enumerate(worlds.items())
    ]
    option = line_option(
        lines,
        Axis(speak("lab-year"), lower=1, upper=YEARS),
        Axis(titled(speak.name(chosen)), percent=is_share(chosen)),
    )
    Chart(option, speak("lab-play-years.about", outcome=speak.name(chosen)), height=280)


@solara.component
def ByPlayer(first: str, rows: dict[str, list[str]], speak: Language, classes: str) -> None:
    """Show a table of declared names with a column for each of the four policies."""
    heads = [speak(first), *(speak(f"lab-player-name-{player}") for player in PLAYERS)]
    Facts([(titled(speak.name(name)), *cells) for name, cells in rows.items()], heads, classes=classes)


def told(world: Watched, speak: Language) -> str:
    """Say in words what the tenth year was like, beside what the files had shown."""
    last = {name: float(values[-1]) for name, values in world.outcomes.items()}
    return speak(
        "lab-play-told",
        waste=per_cent(last["active_waste"]),
        findings=fixed(float(world.seen.findings[-1, -1].sum()), 0),
        inflation=fixed(last["score_inflation"], 0),
        sandbagging=per_cent(last["sandbagging"]),
    )


def result_option(result: Standing, speak: Language) -> dict[str, Any]:
    """Return the four policies' mean net social value as bars."""
    names = [speak(f"lab-player-name-{player}") for player in PLAYERS]
    values = [result.means[player] for player in PLAYERS]
    labels = apart(*values)
    room = math.ceil(11.5 * max(0.1, *values)) / 10.0
    axis = Axis(titled(speak.name(PURPOSE)), lower=0, upper=room)
    bars = Bars(speak.name(PURPOSE), values, styles=range(len(PLAYERS)), labels=labels)
    return bar_option(names, [bars], axis, horizontal=True)


def _lever(name: str, value: float) -> str:
    return level(value) if name == "staff" else per_cent(value)


def _points(score: float) -> str:
    """Return a score in whole points, with a decimal where only that tells it from 100."""
    whole = fixed(score, 0)
    return fixed(score, 1) if whole == "100" and score != 100.0 else whole
