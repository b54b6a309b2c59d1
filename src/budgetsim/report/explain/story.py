"""The year as a story of plain sentences and small tables, as the department lived it and as the bureau knows it.

Nothing in the bureau's story looks at a department's private state.
"""

from __future__ import annotations

from budgetsim.language import Language, language
from budgetsim.report.explain.choices import chose, known_months, months
from budgetsim.report.explain.drawn import drawn_section
from budgetsim.report.explain.january import (
    announced,
    kind,
    knew,
    level_table,
    levels,
    objective,
    reviewed,
    who,
)
from budgetsim.report.explain.judged import (
    belief_table,
    budget,
    external_evaluation,
    followed,
    seen_by_bureau,
    self_evaluation,
    used,
)
from budgetsim.report.explain.telling import (
    Facts,
    Section,
    heads,
    money,
    name_of,
    paragraph,
    score,
    sentences_of,
    trend,
)
from budgetsim.rounding import amount, per_cent

STEPS = (who, knew, objective, chose, months, self_evaluation, external_evaluation, followed)


def sections_of(facts: Facts, speak: Language | None = None) -> list[Section]:
    """Return the story in the order of the year, in English unless another language speaks.

    Where facts hold what the department would do over draws of parameters (``drawn``), that closes the story.
    """
    speaker = language() if speak is None else speak
    told = [step(facts, speaker) for step in STEPS]
    return [*told, drawn_section(facts, speaker)] if "drawn" in facts else told


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


PUBLIC_LEVELS = ("proposed", "norm", "target")
OWN_BELIEFS = ("norm_output", "norm_benefit", "expected_productivity")


def bureau_sections_of(facts: Facts, speak: Language | None = None) -> list[Section]:
    """Return the year as the bureau knows it, in the sections of ``sections_of``."""
    speaker = language() if speak is None else speak
    return [step(facts, speaker) for step in BUREAU_STEPS]


def _who(f: Facts, speak: Language) -> Section:
    seen = f["seen"]
    guess = speak(
        "explain-bureau-guess",
        guess=amount(seen["expected_productivity"]),
        spread=amount(seen["productivity_sd"]),
    )
    return Section("who", speak("explain-who"), (kind(f, speak), guess))


def _january(f: Facts, speak: Language) -> Section:
    k = f["knew"]
    gives = speak(
        "explain-bureau-budget",
        budget=money(f, f["followed"]["allocation"], speak),
        output=amount(k["norm_output"]),
        benefit=amount(k["norm_benefit"]),
    )
    paragraphs = (gives, announced(f, speak), speak("explain-bureau-beliefs"))
    return Section("knew", speak("explain-bureau-knew"), paragraphs)


def _objective(f: Facts, speak: Language) -> Section:
    is_proposed = "proposed" in [key for key, _, _ in levels(f)]
    asked = speak("explain-bureau-objective" if is_proposed else "explain-bureau-set")
    paragraphs = (paragraph(speak, asked, reviewed(f, speak)),)
    return Section("objective", speak("explain-objective"), paragraphs, level_table(f, speak, PUBLIC_LEVELS))


def _chose(f: Facts, speak: Language) -> Section:
    del f
    return Section("chose", speak("explain-bureau-chose"), (speak("explain-bureau-hidden"),))


def _months(f: Facts, speak: Language) -> Section:
    spent = [month["spent"] for month in f["months"]]
    december = per_cent((spent[-1] - spent[-2]) / spent[-1])
    head = heads(speak, *(f"months-head-{name}" for name in ("month", "spent", "share", "event")))
    return Section(
        "months",
        speak("explain-months"),
        (speak("explain-bureau-months", december=december),),
        (head, *known_months(f, speak)),
    )


def _self_evaluation(f: Facts, speak: Language) -> Section:
    seen = f["seen"]
    reported = speak(
        "explain-bureau-self",
        score=score(seen["self_score"]),
        output=amount(seen["reported_output"]),
        benefit=amount(seen["reported_benefit"]),
    )
    doubt = speak("explain-bureau-doubt", correction=score(seen["inflation_correction"]))
    return Section("self", speak("explain-self"), (paragraph(speak, reported, doubt),))


def _key_evaluation(f: Facts, speak: Language) -> Section:
    key = f["seen"]["external_score"]
    text = (
        speak("explain-bureau-no-key")
        if key is None
        else speak("explain-key-done", score=score(key), early="no", final="")
    )
    rows = ((speak(f"explain-seen-{name}"), value) for name, value in seen_by_bureau(f, speak).items())
    head = heads(speak, "", "seen-head-bureau")
    return Section("key", speak("explain-bureau-key"), (text,), (head, *rows))


def _followed(f: Facts, speak: Language) -> Section:
    learned = f["followed"]["learned"]
    norm = speak("explain-learned-norm", trend=trend(learned["norm_output"]))
    guess = speak("explain-bureau-learned", trend=trend(learned["expected_productivity"]))
    paragraphs = sentences_of(
        used(f, speak), paragraph(speak, *budget(f, speak)), paragraph(speak, norm, guess)
    )
    return Section("followed", speak("explain-followed"), paragraphs, belief_table(f, speak, OWN_BELIEFS))


BUREAU_STEPS = (_who, _january, _objective, _chose, _months, _self_evaluation, _key_evaluation, _followed)
