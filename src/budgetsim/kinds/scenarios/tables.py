"""Tables that a run and a comparison share: levels of outcomes, with what each is and which way is better."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from budgetsim.kinds.scenarios.answer import Cell, OfScenarios
from budgetsim.kinds.scenarios.drawn_words import structures_told
from budgetsim.language import Language
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import scenario_label
from budgetsim.report.results import middle_of, number
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.states import FEW
from budgetsim.studies.table import Interval, Label


def interval_of(cell: Cell) -> Interval:
    """Return a mean, or over draws a median, with its interval."""
    return Interval(number(middle_of(cell)), cell["low"], cell["high"])


BETTER = {"up": "more", "down": "less", "neither": "neither"}
"""What files and frames say of the way in which an outcome is better, in place of a mark."""


def better_of(outcome: str) -> Label:
    """Return which way an outcome is better for the public."""
    direction = OUTCOMES[outcome].direction if outcome in OUTCOMES else "neither"
    return Label(BETTER[direction], lambda say: say(f"report-better-{direction}"))


def unit_of(outcome: str) -> str | None:
    """Return the unit of an outcome; ``None`` of one that the model no longer has."""
    return OUTCOMES[outcome].unit if outcome in OUTCOMES else None


def heading_of(name: str) -> Callable[[Language], str]:
    """Return the heading of a column about a scenario."""
    return lambda say: scenario_label(say, name)


def label_of(name: str) -> Label:
    """Return the cell of a scenario, which a language tells in its own words."""
    return Label(name, heading_of(name))


def size_of(answer: OfScenarios, say: Language) -> dict[str, str]:
    """Return how many seeds and years there are, for messages that say so."""
    seeds, years, departments = len(answer.seeds), answer.years, answer.departments.get(answer.base)
    return {
        "scenario": scenario_label(say, answer.base),
        "seeds": f"{seeds:,}",
        "years": str(years),
        "draws": str(answer.draws),
        "departments": "" if departments is None else str(departments),
        "known": "no" if departments is None else "yes",
        "one": "one" if seeds == 1 else "many",
        "year": "one" if years == 1 else "many",
    }


def means_told(answer: OfScenarios, say: Language) -> str:
    """Say over which years outcomes are means."""
    last = min(LAST_YEARS, answer.years)
    about = {"last": str(last), "years": str(answer.years)}
    return say("report-method-means", one="one" if last == 1 else "many", **about)


class OverDraws(Protocol):
    """What an answer says of draws of parameters."""

    @property
    def draws(self) -> int:
        """Their number; 0 where parameters are as declared."""

    @property
    def drawn_from(self) -> str:
        """Where they come from."""

    @property
    def drawn(self) -> tuple[str, ...]:
        """What is drawn."""

    @property
    def structures(self) -> tuple[str, ...]:
        """Other structures that were tried."""


def drawn_method(answer: OverDraws, say: Language) -> list[str]:
    """Say what is drawn and from where; nothing where parameters are as declared."""
    if not answer.draws:
        return []
    about = {"draws": str(answer.draws), "parameters": str(len(answer.drawn)), "source": answer.drawn_from}
    texts = [say("drawn-method", **about)]
    if answer.structures:
        names = structures_told(answer.structures, say)
        texts.append(say("drawn-method-structures", draws=str(min(FEW, answer.draws)), structures=names))
    return texts
