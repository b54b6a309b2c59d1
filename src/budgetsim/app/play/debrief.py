"""The part of a game's end that tells ignorance from luck: how the student would have done in other worlds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import solara

from budgetsim.app.explore.draws import SEEDS_OF_A_DRAW
from budgetsim.app.play.game import Game
from budgetsim.app.play.known import WORLDS, Against, against
from budgetsim.app.play.table import PURPOSE, Standing
from budgetsim.app.widgets import Card, Facts, Words, titled
from budgetsim.kinds.compare.known import known_told
from budgetsim.kinds.scenarios.drawn_words import structures_told
from budgetsim.language import Language
from budgetsim.report.figure_words import sentences
from budgetsim.report.results import known_of, number, sure_sign
from budgetsim.rounding import estimate, per_cent
from budgetsim.studies.states import FEW, STRUCTURES
from budgetsim.studies.table import share_told

HEADS = tuple(f"lab-play-head-{head}" for head in ("rival", "luck", "drawn"))
STAYS = "status_quo"
"""The rival that a sentence is about: what would have come of changing nothing."""
Beside = Mapping[str, Against]


def sentence(beside: Beside, speak: Language) -> str:
    """Say what is known of the student's policy beside the status quo, what that depends on, and in which worlds."""
    one = beside[STAYS]
    labels = speak("lab-play-yours"), speak("lab-play-the-status-quo")
    known = titled(known_told(one.cell, labels, one.level, one.draws, speak))
    return sentences(speak, [known, *_elsewhere(one.cell, speak)])


def _elsewhere(cell: Mapping[str, Any], speak: Language) -> list[str]:
    """Say under how many other structures of the model the student does better; nothing where nothing differs."""
    known = known_of(PURPOSE, cell)
    if known.word == "same":
        return []
    others = [name for name in STRUCTURES if name in cell["structures"]]
    lost = [name for name in others if sure_sign(cell["structures"][name]) <= 0]
    # What makes it less sure has been named already; where all are lost, there is nothing to single out.
    named = [name for name in lost if name not in known.unless] if len(lost) < len(others) else []
    about = {"better": str(len(others) - len(lost)), "all": str(len(others))}
    told = structures_told(named, speak) if named else ""
    return [speak("lab-play-worlds", named="yes" if named else "no", others=told, **about)]


def rows_of(result: Standing, beside: Beside, speak: Language) -> list[tuple[str, str, str]]:
    """Return a row for each rival: the difference here and with other luck, and over draws with what is known of it."""
    means = result.means
    return [
        (
            speak(f"lab-player-name-{rival}"),
            _written(means["you"] - means[rival], *one.luck, speak),
            speak(
                "lab-play-known-of", difference=_over_draws(one.cell, speak), known=_reading(one.cell, speak)
            ),
        )
        for rival, one in beside.items()
    ]


def _over_draws(cell: Mapping[str, Any], speak: Language) -> str:
    return _written(number(cell["median"]), number(cell["low"]), number(cell["high"]), speak)


def _written(value: float, low: float, high: float, speak: Language) -> str:
    """Return a difference and its interval."""
    told = estimate(value, low, high, sign=True)
    return f"{told.value} ({_unbroken(speak('lab-interval', low=told.low, high=told.high))})"


def _unbroken(text: str) -> str:
    """Return a text that no line of a narrow page breaks."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _reading(cell: Mapping[str, Any], speak: Language) -> str:
    kind = known_of(PURPOSE, cell).verdict
    word = speak(f"lab-reading-{kind}")
    if kind == "same":
        return word
    share = share_told(kind, number(cell["share_better"]), number(cell["share_worse"]))
    return _unbroken(speak("lab-reading-share", word=word, share=per_cent(share)))


@solara.component
def OtherWorlds(game: Game, result: Standing, speak: Language) -> None:
    """Show the student's lead with other luck and over draws of what nobody knows, once that has been worked out."""

    def work_out() -> tuple[Game, Beside]:
        return game, against(game)

    task = solara.lab.use_task(work_out, dependencies=[game], raise_error=False)
    with Card(speak("lab-play-otherwise"), "lab-scroll play-otherwise"):
        if not task.finished or task.value is None or task.value[0] != game:
            key = "lab-play-otherwise-failed" if task.error else "lab-play-otherwise-waiting"
            Words(speak(key), classes="play-waiting")
            return
        beside = task.value[1]
        Words(sentence(beside, speak))
        Facts(rows_of(result, beside, speak), [speak(head) for head in HEADS])
        about = {
            "draws": str(beside[STAYS].draws),
            "first": str(FEW),
            "few": str(SEEDS_OF_A_DRAW),
            "worlds": str(WORLDS),
        }
        Words(speak("lab-play-otherwise.about", **about), classes="lab-small")
