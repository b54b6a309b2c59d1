"""The year as a story: sections of plain sentences and small tables, made from the facts, in either language."""

from __future__ import annotations

from budgetsim.language import Language, language
from budgetsim.report.explain.aftermath import followed
from budgetsim.report.explain.january import knew, objective, who
from budgetsim.report.explain.judged import key_evaluation, self_evaluation
from budgetsim.report.explain.months import months
from budgetsim.report.explain.reasons import chose
from budgetsim.report.explain.telling import Facts, Section, name_of

STEPS = (who, knew, objective, chose, months, self_evaluation, key_evaluation, followed)


def sections_of(facts: Facts, speak: Language | None = None) -> list[Section]:
    """Return the story in the order of the year, in English unless another language speaks."""
    speaker = language() if speak is None else speak
    return [step(facts, speaker) for step in STEPS]


def title_of(facts: Facts, speak: Language | None = None) -> str:
    """Return the title of the story: which department, year, scenario and seed."""
    speaker = language() if speak is None else speak
    return speaker(
        "explain-title",
        name=name_of(facts, speaker),
        year=str(facts["year"]),
        scenario=str(facts["scenario"]),
        seed=str(facts["seed"]),
    )
