"""From a question to its answer: states are simulated, or taken from a directory, and rules sought in them."""

from __future__ import annotations

from budgetsim.kinds.discover.answer import Discovery, design_of, discovery_of
from budgetsim.kinds.discover.cases import cases_of
from budgetsim.kinds.discover.find import analysis_seed, find, find_weakest
from budgetsim.kinds.discover.question import OfRuns, Question
from budgetsim.kinds.discover.states import study_of
from budgetsim.studies.kind import Steps, Stored


def steps(question: Question | OfRuns) -> Steps[Discovery]:
    """Simulate every state, then seek rules; runs that are there already are only asked."""
    result = yield Stored(question.scenario) if isinstance(question, OfRuns) else study_of(question)
    cases = cases_of(result, question.condition, question.policy_name, question.base_name)
    about = result.settings
    seed = analysis_seed(int(about.get("design_seed", 0)))
    findings = find(cases, seed)
    return discovery_of(
        findings,
        find_weakest(findings, seed),
        seeds=tuple(result.seeds),
        years=int(result.about["years"] or result.design["years"].iloc[0]),
        runs=result.runs,
        name=result.about["name"],
        design=design_of(about),
    )
