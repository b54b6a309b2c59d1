"""From a question to its answer: one study, or rounds of more seeds and of more doses around the best ones."""

from __future__ import annotations

from budgetsim.kinds.effects.analyse import analyse
from budgetsim.kinds.effects.answer import Effects
from budgetsim.kinds.effects.precision import replicate
from budgetsim.kinds.effects.question import Question
from budgetsim.kinds.effects.refine import refine
from budgetsim.kinds.effects.runs import Runs, read_windows
from budgetsim.studies.kind import Round, Steps
from budgetsim.studies.store import StudyResult


def steps(question: Question) -> Steps[Effects]:
    """Simulate what is asked for; with more seeds until effects are precise enough, then with more doses."""
    design, reached = question.design, None
    results: list[StudyResult] = []
    if not question.has_rounds:
        results.append((yield design.study()))
        return analyse(design, results)
    if question.target is None:
        results.append((yield Round("first", design.study())))
    else:
        reached = yield from replicate(design, question.target, results)
    refined = design
    if question.is_refined:

        def read(*rounds: StudyResult) -> Runs:
            """Return what doses are judged by: means over the last years of the first outcome."""
            return read_windows(rounds, design.outcomes[:1], {"end": design.window})["end"]

        def read_more(result: StudyResult) -> Runs:
            results.append(result)
            return read(result)

        refined, _ = yield from refine(design, read(*results), read_more)
    return analyse(refined, results, reached, asked=design)
