"""One world of *Explore*, month by month: what the bureau sees, and behind a curtain what is true.

Below it, one department on two pages: the bureau's file, and the truth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import solara

from budgetsim.app.addresses import with_language
from budgetsim.app.charts import FOREMOST, Axis, Chart, Option, crowd_option, worst
from budgetsim.app.explore.policy import Work
from budgetsim.app.inspect.year import Selection
from budgetsim.app.keeper import use_kept
from budgetsim.app.own import department_told
from budgetsim.app.runs import MONTHS, Hidden, Seen, Watched, watch
from budgetsim.app.widgets import Box, Button, Card, Choice, Facts, Words, vue
from budgetsim.declarations import ARCHETYPES
from budgetsim.language import Language
from budgetsim.rounding import amount, fixed, per_cent
from budgetsim.scenario import Scenario

PACE = 650
"""Milliseconds for a month while the year plays."""
Group = tuple[str, Sequence[int], int]
MEASURES = {
    "ledger": ("executed", "proposal", "self", "key"),
    "secret": ("diversion", "manipulation", "sandbagging", "performance"),
}
"""What departments may be looked at by: what the bureau's files show, and what is true."""
PERCENT = ("executed", "diversion", "sandbagging")
"""Measures that are shares."""
NOBODY: tuple[int, ...] = ()
PLAYER_WORDS = ("group", "play", "pause", "back", "forward", "month")
_Player = vue("player.vue", "month last pace months words echo event_moved")


@dataclass(frozen=True)
class Moment:
    """A month of a year, both from 0."""

    year: int
    month: int

    @property
    def closed(self) -> bool:
        """Whether the year is closed, so that its evaluations are known."""
        return self.month == MONTHS - 1


@solara.component
def World(scenarios: tuple[Scenario, Scenario], work: Work, speak: Language) -> None:
    """Show one world of one of the policies, month by month."""
    seeds, years = work.experiment.seed_list, work.experiment.years
    side, set_side = use_kept("explore-watched", 1)
    seed, set_seed = use_kept("explore-seed", seeds[0])
    shown, set_shown = use_kept("explore-truth", False)  # noqa: FBT003 - the curtain is closed at first
    place, set_place = use_kept("explore-month", 1)
    heard, set_heard = solara.use_state(0)
    chosen_seed = seed if seed in seeds else seeds[0]
    world = watch(scenarios[side], chosen_seed, years)
    month = min(place, years * MONTHS)

    def move(to: int) -> None:
        set_place(int(to))
        set_heard(heard + 1)

    with Box(classes="lab-card explore-stage"):
        with Box(classes="explore-stage-head"):
            letters = [(number, speak("lab-explore-policy", letter="AB"[number])) for number in (0, 1)]
            Choice("watched", speak("lab-watch-policy"), side, set_side, letters)
            worlds = [(value, speak("lab-watch-world", seed=value)) for value in seeds]
            Choice("world", speak("lab-watch-seed"), chosen_seed, set_seed, worlds)
            Button(
                speak("lab-watch-hide" if shown else "lab-watch-show"), lambda: set_shown(not shown),
                pressed=shown, quiet=not shown, classes="explore-truth-switch",
            )  # fmt: skip
        words = {word: speak(f"lab-player-{word}") for word in PLAYER_WORDS}
        words["date"] = speak("lab-player-date", year="[year]", month="[month]")
        _Player(
            month=month, last=years * MONTHS, pace=PACE, months=[speak(f"lab-month-{i}") for i in range(1, 13)],
            words=words, echo=heard, event_moved=move,
        )  # fmt: skip
    now = Moment((month - 1) // MONTHS, (month - 1) % MONTHS)
    Stage(world, now, (work.origin(side), chosen_seed), speak, truth=shown)


@solara.component
def Stage(world: Watched, now: Moment, place: tuple[str, int], speak: Language, *, truth: bool) -> None:
    """Show both sides at one moment; ``place`` is the policy's name in *Inspect* and the seed."""
    measure, set_measure = use_kept("explore-ledger", MEASURES["ledger"][0])
    hidden, set_secret = use_kept("explore-secret", MEASURES["secret"][0])
    suspects, set_suspects = use_kept("explore-suspects", NOBODY)
    picked, set_picked = use_kept("explore-picked", 0)
    count, labels = len(world.archetypes), point_labels(world, speak)
    chosen = min(picked, count - 1)
    guilty = worst(secret_values(world, hidden, now), FOREMOST) if truth and hidden != "performance" else ()
    marked = marks(guilty, suspects, speak)

    def pick(event: dict[str, Any]) -> None:
        name = str(event.get("name", ""))
        if name in labels:
            set_picked(labels.index(name))

    def accuse() -> None:
        rest = tuple(item for item in suspects if item != chosen)
        set_suspects(rest if chosen in suspects else (*rest, chosen)[-FOREMOST:])

    with Box(classes="lab-grid-2 explore-sides"):
        with Card(speak("lab-watch-seen"), "explore-seen"):
            Measured("ledger", measure, set_measure, speak)
            values, note = ledger_values(world.seen, measure, now, speak)
            caught = np.flatnonzero(world.seen.findings[now.year, now.month] > 0.0).tolist()
            groups = [
                *marked,
                (speak("lab-watch-found"), caught, 1),
                (speak("lab-watch-nothing"), range(count), 0),
            ]
            axis = Axis(speak(f"lab-ledger-{measure}"), percent=measure in PERCENT)
            option = _crowd(world, values, groups, labels, axis, speak)
            Chart(option, speak("lab-watch-seen.about"), height=330, on_click=pick)
            Words(note, classes="lab-small")
        with Card(speak("lab-watch-hidden"), "explore-hidden"):
            if truth:
                Measured("secret", hidden, set_secret, speak)
                groups = [*marked, (speak("lab-departments"), range(count), 0)]
                axis = Axis(speak(f"lab-secret-{hidden}.axis"), percent=hidden in PERCENT)
                option = _crowd(world, secret_values(world, hidden, now), groups, labels, axis, speak)
                Chart(option, speak("lab-watch-hidden.about"), height=330, on_click=pick)
                if guilty and suspects:
                    Words(hits(guilty, suspects, count, speak), classes="explore-hits")
                Words(speak(f"lab-secret-{hidden}.about"), classes="lab-small")
            else:
                Curtain([labels[item] if world.names else str(item) for item in suspects], speak)
    Dossier(world, now, chosen, set_picked, suspects, accuse, place, speak, truth=truth)


@solara.component
def Curtain(suspects: Sequence[str], speak: Language) -> None:
    """Show that the truth is hidden, and invite to guess."""
    with Box(classes="explore-curtain"):
        Words(speak("lab-watch-curtain"), classes="explore-finding")
        Words(speak("lab-watch-guess", count=FOREMOST))
        if suspects:
            names = speak("lab-list-separator").join(suspects)
            Words(speak("lab-watch-suspects", names=names))


@solara.component
def Measured(side: str, measure: str, on_measure: Callable[[str], None], speak: Language) -> None:
    """Let the reader choose what departments are looked at by."""
    options = [(name, speak(f"lab-{side}-{name}")) for name in MEASURES[side]]
    Choice(side, speak("lab-watch-look"), measure, on_measure, options)


def hits(guilty: tuple[int, ...], suspects: tuple[int, ...], count: int, speak: Language) -> str:
    """Say how many suspects are among those who do it most, and how many chance would have found."""
    right, chance = len(set(guilty) & set(suspects)), fixed(len(suspects) * FOREMOST / count, 1)
    return speak("lab-watch-hits", hits=right, named=len(suspects), worst=FOREMOST, chance=chance)


def marks(guilty: tuple[int, ...], suspects: tuple[int, ...], speak: Language) -> list[Group]:
    """Return the groups that are marked on both sides: suspects who did it, the others who did, the other suspects."""
    caught = [number for number in guilty if number in suspects]
    return [
        (speak("lab-watch-caught"), caught, 4),
        (speak("lab-watch-truly"), guilty, 3),
        (speak("lab-watch-suspect"), suspects, 2),
    ]


def ledger_values(seen: Seen, measure: str, now: Moment, speak: Language) -> tuple[list[float], str]:
    """Return what the bureau's files say of every department, and a word about how old it is."""
    if measure == "executed":
        spent, budget = (cube[now.year, now.month] for cube in (seen.spent, seen.budget))
        return (spent / budget).tolist(), speak("lab-ledger-executed.about")
    if measure == "proposal":
        return seen.views[now.year].proposed_output.tolist(), speak("lab-ledger-proposal.about")
    known = now.year if now.closed else now.year - 1
    if known < 0:
        return [float("nan")] * seen.spent.shape[-1], speak("lab-ledger-unknown")
    view = seen.views[known]
    scores = view.self_scores if measure == "self" else view.external_scores
    return (100.0 * scores).tolist(), speak(f"lab-ledger-{measure}.about", year=known + 1)


def secret_values(world: Watched, hidden: str, now: Moment) -> list[float]:
    """Return what is true of every department."""
    if hidden == "diversion":
        budget = world.seen.budget[now.year, now.month]
        return (world.hidden.diverted[now.year, now.month] / budget).tolist()  # type: ignore[no-any-return]
    return world.hidden.columns[hidden][now.year].tolist()  # type: ignore[no-any-return]


def point_labels(world: Watched, speak: Language) -> list[str]:
    """Return what each department is called beside its point: its number, and its name if it is somebody's own."""
    if not world.names:
        return [speak("lab-watch-department", number=number) for number in range(len(world.archetypes))]
    return [
        speak("lab-watch-named", number=str(number), name=name) for number, name in enumerate(world.names)
    ]


def _crowd(
    world: Watched,
    values: Sequence[float],
    groups: Sequence[Group],
    labels: Sequence[str],
    axis: Axis,
    speak: Language,
) -> Option:
    """Return the crowd with rows named by kinds of departments."""
    rows = [speak(f"archetype-{kind}") for kind in ARCHETYPES]
    return crowd_option(values, world.archetypes, groups, labels, axis, rows)


def _label(world: Watched, number: int, kind: str, speak: Language) -> str:
    if world.names:
        return department_told(world.names, number, kind, speak)
    return f"{speak('lab-watch-department', number=number)} · {speak(f'archetype-{kind}')}"


@solara.component
def Dossier(
    world: Watched,
    now: Moment,
    number: int,
    on_number: Callable[[int], None],
    suspects: tuple[int, ...],
    on_accuse: Callable[[], None],
    place: tuple[str, int],
    speak: Language,
    *,
    truth: bool,
) -> None:
    """Show one department; ``place`` is the policy's name in *Inspect* and the seed."""
    router = solara.use_router()
    _, choose = use_kept("inspect-choice", Selection())

    def inspect() -> None:
        choose(Selection(*place, now.year + 1, number))
        router.push(with_language("/inspect", speak.code))

    with Box(classes="lab-card explore-dossier"):
        with Box(classes="explore-stage-head"):
            Words(speak("lab-dossier"), tag="h2")
            names = [(i, _label(world, i, kind, speak)) for i, kind in enumerate(world.archetypes)]
            Choice("department", speak("lab-department"), number, on_number, names)
            suspected = number in suspects
            Button(
                speak("lab-watch-clear" if suspected else "lab-watch-accuse"), on_accuse, quiet=True,
                pressed=suspected, classes="explore-accuse",
            )  # fmt: skip
        with Box(classes="lab-grid-2"):
            Facts(seen_facts(world.seen, now, number, speak), caption=speak("lab-watch-seen"))
            if truth:
                facts = hidden_facts(world.hidden, world.seen, now, number, speak)
                Facts(facts, caption=speak("lab-watch-hidden"))
            else:
                with Box(classes="explore-curtain"):
                    Words(speak("lab-dossier-hidden"))
        with Box(classes="lab-row"):
            Button(speak("lab-dossier-inspect"), inspect, quiet=True, classes="explore-inspect")


def seen_facts(seen: Seen, now: Moment, number: int, speak: Language) -> list[tuple[str, str]]:
    """Return what the bureau's file says of a department; nothing hidden can be in it, since it is made of ``Seen``."""
    view = seen.views[now.year]
    spent, budget, findings = (
        float(cube[now.year, now.month, number]) for cube in (seen.spent, seen.budget, seen.findings)
    )
    facts = [
        ("budget", amount(budget)),
        ("proposal", amount(float(view.proposed_output[number]))),
        ("target", amount(float(view.target_output[number]))),
        ("executed", per_cent(spent / budget)),
        ("findings", fixed(findings, 0)),
    ]
    if now.closed:
        key = float(view.external_scores[number])
        facts += [
            ("checks", fixed(float(view.checks[number]), 0)),
            ("self", fixed(100.0 * float(view.self_scores[number]), 1)),
            ("key", speak("lab-fact-not-evaluated") if np.isnan(key) else fixed(100.0 * key, 1)),
            ("next-budget", amount(float(view.next_budgets[number]))),
        ]
    return [(speak(f"lab-fact-{name}"), text) for name, text in facts]


def hidden_facts(
    hidden: Hidden, seen: Seen, now: Moment, number: int, speak: Language
) -> list[tuple[str, str]]:
    """Return what is true of a department."""
    own = {name: float(column[now.year, number]) for name, column in hidden.columns.items()}
    diverted = hidden.diverted[now.year, now.month, number] / seen.budget[now.year, now.month, number]
    facts = [
        ("diverted", per_cent(float(diverted))),
        ("sandbagging", per_cent(own["sandbagging"])),
        ("effort", f"{amount(own['effort_output'])} / {amount(own['effort_benefit'])}"),
        ("risk", per_cent(own["perceived_risk"])),
        ("credibility", per_cent(own["credibility"])),
    ]
    if now.closed:
        facts += [
            ("manipulation", amount(own["manipulation"])),
            ("performance", amount(own["performance"])),
            ("wouldbe", fixed(own["external_score"], 1)),
        ]
    return [(speak(f"lab-fact-{name}"), text) for name, text in facts]
