"""One department of *Explore* on two pages: the bureau's file, and the truth."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import solara

from budgetsim.app.inspect.year import Choice as Inspected
from budgetsim.app.markup import Box, Words, html
from budgetsim.app.session import use_kept
from budgetsim.app.speech import with_language
from budgetsim.app.widgets import Button, Choice
from budgetsim.app.world import MONTHS, Hidden, Seen, Watched
from budgetsim.language import Language
from budgetsim.rounding import amount, fixed, per_cent

Facts = list[tuple[str, str]]


@solara.component
def Dossier(
    world: Watched,
    year: int,
    month: int,
    number: int,
    on_number: Callable[[int], None],
    suspects: tuple[int, ...],
    on_accuse: Callable[[], None],
    place: tuple[str, int],
    speak: Language,
    *,
    truth: bool,
) -> None:
    """Show one department; ``year`` and ``month`` count from 0, ``place`` is the policy in *Inspect* and the seed."""
    router = solara.use_router()
    _, choose = use_kept("inspect-choice", Inspected())

    def inspect() -> None:
        choose(Inspected(place[0], place[1], year + 1, number))
        router.push(with_language("/inspect", speak.code))

    with Box(classes="lab-card explore-dossier"):
        with Box(classes="explore-stage-head"):
            Words(speak("lab-dossier"), tag="h2")
            names = [
                (i, f"{speak('lab-watch-department', number=i)} · {speak(f'archetype-{kind}')}")
                for i, kind in enumerate(world.archetypes)
            ]
            Choice("department", speak("lab-dossier-choose"), number, on_number, names)
            suspected = number in suspects
            Button(
                speak("lab-watch-clear" if suspected else "lab-watch-accuse"), on_accuse, quiet=True,
                pressed=suspected, classes="explore-accuse",
            )  # fmt: skip
        with Box(classes="lab-grid-2"):
            _Facts(speak("lab-watch-seen"), seen_facts(world.seen, year, month, number, speak))
            if truth:
                _Facts(
                    speak("lab-watch-hidden"),
                    hidden_facts(world.hidden, world.seen, year, month, number, speak),
                )
            else:
                with Box(classes="explore-curtain"):
                    Words(speak("lab-dossier-hidden"))
        with Box(classes="lab-row"):
            Button(speak("lab-dossier-inspect"), inspect, quiet=True, classes="explore-inspect")


@solara.component
def _Facts(title: str, facts: Facts) -> None:
    lines = html("").join(
        html("<tr><th scope='row'>{}</th><td class='lab-number'>{}</td></tr>", *fact) for fact in facts
    )
    Words(
        html("<caption>{}</caption><tbody>{}</tbody>", title, lines),
        tag="table",
        classes="lab-table explore-facts",
    )


def seen_facts(seen: Seen, year: int, month: int, number: int, speak: Language) -> Facts:
    """Return what the bureau's file says of a department; nothing hidden can be in it, since it is made of ``Seen``."""
    view = seen.views[year]
    executed = seen.spent[year, month, number] / seen.budget[year, month, number]
    facts = [
        ("budget", amount(float(seen.budget[year, month, number]))),
        ("proposal", amount(float(view.proposed_output[number]))),
        ("target", amount(float(view.target_output[number]))),
        ("executed", per_cent(float(executed))),
        ("findings", fixed(float(seen.findings[year, month, number]), 0)),
    ]
    if month == MONTHS - 1:
        key = float(view.key_scores[number])
        facts += [
            ("checks", fixed(float(view.checks[number]), 0)),
            ("self", fixed(100.0 * float(view.self_scores[number]), 1)),
            ("key", speak("lab-fact-not-evaluated") if np.isnan(key) else fixed(100.0 * key, 1)),
            ("next-budget", amount(float(view.next_budgets[number]))),
        ]
    return [(speak(f"lab-fact-{name}"), text) for name, text in facts]


def hidden_facts(hidden: Hidden, seen: Seen, year: int, month: int, number: int, speak: Language) -> Facts:
    """Return what is true of a department."""
    own = {name: float(column[year, number]) for name, column in hidden.columns.items()}
    diverted = hidden.diverted[year, month, number] / seen.budget[year, month, number]
    facts = [
        ("diverted", per_cent(float(diverted))),
        ("sandbagging", per_cent(own["sandbagging"])),
        ("effort", f"{amount(own['effort_output'])} / {amount(own['effort_benefit'])}"),
        ("risk", per_cent(own["perceived_risk"])),
        ("credibility", per_cent(own["credibility"])),
    ]
    if month == MONTHS - 1:
        facts += [
            ("manipulation", amount(own["manipulation"])),
            ("performance", amount(own["performance"])),
            ("wouldbe", fixed(own["external_score"], 1)),
        ]
    return [(speak(f"lab-fact-{name}"), text) for name, text in facts]
