"""Figures of a search for mixes: the front, how levers go along it, and how the search converged."""

from __future__ import annotations

from functools import partial

from budgetsim.kinds.optimise.answer import Optimisation
from budgetsim.report.figures import draw
from budgetsim.studies.kind import Figure


def figures(answer: Optimisation) -> list[Figure]:
    """Return the figures of an answer, in reading order.

    The front is drawn where at least two objectives were sought; of one alone all mixes are, where their file is.
    """
    pictures = [] if answer.is_alone else [Figure("pareto", partial(_front, answer), "front")]
    if answer.drawn is not None and not answer.is_alone:
        pictures.append(Figure("front_draws", partial(_front_draws, answer)))
    if not answer.is_alone or answer.has_mixes:
        pictures.append(Figure("levers", partial(_levers, answer)))
    return [*pictures, Figure("hypervolume", partial(_hypervolume, answer), "convergence")]


def _front(answer: Optimisation, language: str) -> object:
    """Draw every pair of sought objectives: the front, its knee, the status quo and the reforms."""
    return draw(
        "pareto",
        answer.frames,
        language=language,
        money=answer.money,
        objectives=[(objective.name, objective.way) for objective in answer.aims],
        budget=_limit(answer),
        robust=answer.robust,
        fresh=len(answer.fresh_seeds),
        draws=None if answer.drawn is None else answer.drawn.draws,
    )


def _limit(answer: Optimisation) -> float | None:
    """Return the largest administrative cost in the unit in which it is drawn."""
    if answer.budget is None or answer.money is None:
        return answer.budget
    return answer.money.of_district(answer.budget)


def _front_draws(answer: Optimisation, language: str) -> object:
    """Draw what mixes change in every pair of sought objectives over draws of parameters."""
    return draw(
        "front_draws",
        {**answer.frames, "front_draws": answer.to_df("front_draws")},
        language=language,
        money=answer.money,
        objectives=[(objective.name, objective.way) for objective in answer.aims],
        draws=answer.drawn.draws if answer.drawn else None,
    )


def _levers(answer: Optimisation, language: str) -> object:
    """Draw the first sought objective against every lever over the front, or over all mixes if it was alone."""
    first = answer.aims[0]
    cloud = {"mixes": answer.mixes} if answer.is_alone else {}
    return draw(
        "levers",
        {**answer.frames, **cloud},
        language=language,
        money=answer.money,
        levers=answer.levers,
        objective=(first.name, first.way),
        robust=answer.robust,
        alone=answer.is_alone,
    )


def _hypervolume(answer: Optimisation, language: str) -> object:
    return draw("hypervolume", answer.to_df("convergence"), language=language)
