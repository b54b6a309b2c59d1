"""From a question to its answer: cases of the theory and contexts of the field are tasks of their own."""

from __future__ import annotations

from dataclasses import replace

from budgetsim.kinds.verify.answer import Verification
from budgetsim.kinds.verify.evidence.leaving_out import score_of
from budgetsim.kinds.verify.evidence.run import run_task, tasks_of, work_of
from budgetsim.kinds.verify.findings import title_told
from budgetsim.kinds.verify.question import Question
from budgetsim.kinds.verify.theory.catalogue import check, follow, memories
from budgetsim.language import spoken, told
from budgetsim.studies.cost import Cost
from budgetsim.studies.kind import Steps, Work

SECONDS_PER_CASE = 0.2
"""Of a closed-form limit, on average over all worked cases: some take no time, the probabilities of T12 most of it."""
DISK = 300e3
"""Bytes of scorecard and figures."""


def steps(question: Question) -> Steps[Verification]:
    """Check the limits, follow each along one of its parameters for a figure, and run the field experiments."""
    answer = Verification()
    if question.cases is not None:
        cases = question.cases
        names = [f"{case.limit.id} {told(f'figure-limit-{case.limit.id}')}" for case in cases]
        tasks = [(case.limit.id, case.values) for case in cases]
        found = yield Work(check, tasks, is_slow=True, names=names)
        findings = [finding for lines in found for finding in lines]
        limits = list(dict.fromkeys(case.limit.id for case in cases))
        followed = yield Work(follow, limits, is_slow=True, names=limits)
        curves = [point for points in followed for point in points] + memories(findings)
        answer = Verification(
            theory=tuple(finding.line() for finding in findings if not finding.detail),
            further=tuple(finding.line() for finding in findings if finding.detail),
            curves=tuple(curves),
        )
    if question.contexts is not None:
        contexts = question.contexts
        names = [title_told(context.name, context.title, spoken()) for context in contexts]
        found = yield Work(run_task, tasks_of(contexts, question.replications), is_slow=True, names=names)
        lines = [line for lines_of_task in found for line in lines_of_task]
        answer = replace(answer, rows=tuple(line.row() for line in lines), loo=score_of(lines))
    return answer


def cost(question: Question) -> tuple[Cost, None]:
    """Return what a verification takes on one process."""
    cases, contexts = question.cases or [], question.contexts
    runs, seconds = (0, 0.0) if contexts is None else work_of(contexts, question.replications)
    what = "theory" if contexts is None else "both" if cases else "field"
    numbers = {"cases": str(len(cases)), "one": "one" if len(cases) == 1 else "many"}
    how = told(f"verify-takes-{what}", **numbers) + (told("fault-colon") if runs else "")
    return Cost(runs, seconds + SECONDS_PER_CASE * len(cases), DISK, how=how), None
