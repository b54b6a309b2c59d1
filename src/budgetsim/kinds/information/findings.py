"""What is found, in words: the choice now, what knowing more is worth, and what to measure first."""

from __future__ import annotations

from budgetsim.kinds.information.answer import Information
from budgetsim.kinds.information.bearing import FINDINGS, OWN, measurement_of
from budgetsim.kinds.information.worth import FOLDS, REPEATS, SHUFFLES, Worth
from budgetsim.kinds.scenarios.drawn_words import structure_told, structures_told
from budgetsim.kinds.scenarios.tables import unit_of
from budgetsim.language import Language
from budgetsim.report.figure_words import clauses, enumerated, scenario_label, sentences
from budgetsim.report.results import number
from budgetsim.rounding import amount, estimate, per_cent
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.money import estimate_told
from budgetsim.studies.table import Interval

MOST_TOLD = 3
"""Parameters that get a paragraph each."""
MOST_OTHERS = 4
"""Further ones that are named."""
MOST_FINDINGS = 3
NARROWED = 0.95
"""Part of the spread below which evidence has narrowed a parameter: draws are too few to tell more."""


def findings(answer: Information, say: Language) -> list[str]:
    """Return the choice now, what perfect information is worth, and the parameters to measure first."""
    return [*_within_the_model(answer, say), *_elsewhere(answer, say)]


def _within_the_model(answer: Information, say: Language) -> list[str]:
    """Return what holds in the model as declared."""
    texts = [_choice(answer, say), _perfect(answer, say)]
    if not answer.perfect.is_clear:
        return texts
    if not answer.clear:
        texts.append(say("information-none-clear", parameters=str(len(answer.parameters))))
        likely = [name for name in answer.ranked if answer.parameters[name].worth.is_likely][:1]
        return [
            *texts,
            *(_parameter(answer, name, say, "likely") for name in likely),
            *_mechanism(answer, say),
        ]
    texts += [_parameter(answer, name, say) for name in answer.clear[:MOST_TOLD]]
    others = answer.clear[MOST_TOLD : MOST_TOLD + MOST_OTHERS]
    if others:
        texts.append(
            say("information-others", parameters=enumerated(say, [say.name(name) for name in others]))
        )
    return [*texts, *_mechanism(answer, say)]


def _choice(answer: Information, say: Language) -> str:
    best, rival = answer.policies[answer.best], answer.policies[answer.rival]
    ahead = estimate(number(rival.behind.value), rival.behind.low, rival.behind.high)
    return say(
        "information-choice",
        best=scenario_label(say, answer.best),
        rival=scenario_label(say, answer.rival),
        outcome=say.name(answer.outcome),
        ahead=ahead.value,
        low=ahead.low,
        high=ahead.high,
        share=per_cent(best.share_best),
        draws=str(answer.draws),
    )


def _told(worth: Worth) -> dict[str, str]:
    figures = estimate(worth.value, worth.low, worth.high)
    return {"worth": figures.value, "low": figures.low, "high": figures.high, "share": per_cent(worth.share)}


def _perfect(answer: Information, say: Language) -> str:
    if not answer.perfect.share:
        return say("information-perfect-nothing")
    if not answer.perfect.is_clear:
        return say("information-perfect-unclear", **_told(answer.perfect))
    first = say("information-perfect", unit=say.unit(unit_of(answer.outcome) or ""), **_told(answer.perfect))
    return sentences(say, [first, _in_money(answer, answer.perfect, say)])


def _in_money(answer: Information, worth: Worth, say: Language) -> str:
    """Say what a worth is for all departments together; nothing where no money is declared."""
    if answer.money is None:
        return ""
    amount = estimate_told(answer.money, Interval(worth.value, worth.low, worth.high), say, is_drawn=False)
    return say("information-money", worth=amount)


def _parameter(answer: Information, name: str, say: Language, sure: str = "clear") -> str:
    parameter = answer.parameters[name]
    perfect = answer.perfect.value
    part = per_cent(min(parameter.worth.value / perfect, 1.0)) if perfect > 0.0 else per_cent(0.0)
    first = say(
        f"information-parameter-{sure}", parameter=say.name(name), part=part, **_told(parameter.worth)
    )
    texts = [
        first,
        _in_money(answer, parameter.worth, say),
        say("information-measure", how=say(measurement_of(name))),
        say(f"information-now-{parameter.basis}"),
    ]
    if parameter.left is not None:
        narrowed = parameter.left < NARROWED
        texts.append(
            say("information-left", left=per_cent(parameter.left))
            if narrowed
            else say("information-not-narrowed")
        )
    known = enumerated(say, parameter.findings[:MOST_FINDINGS]) if parameter.findings else ""
    of = "parameter" if name in FINDINGS else "mechanism"
    texts.append(
        say("information-findings", findings=known, of=of) if known else say("information-no-findings")
    )
    return sentences(say, texts)


def _mechanism(answer: Information, say: Language) -> list[str]:
    clear = {name: worth for name, worth in answer.mechanisms.items() if worth.is_clear}
    if not clear:
        return []
    name = max(clear, key=lambda name: clear[name].value)
    text = say("information-together", mechanism=say(f"information-mechanism-{name}"), **_told(clear[name]))
    return [text]


def _elsewhere(answer: Information, say: Language) -> list[str]:
    """Say how choice and worth differ between structures of the model, and where the same is to be measured first."""
    if not answer.structures:
        return []
    return [
        sentences(say, [*_other_choices(answer, say), _other_worth(answer, say), *_other_firsts(answer, say)])
    ]


def _other_choices(answer: Information, say: Language) -> list[str]:
    others = {name: within for name, within in answer.structures.items() if within.best != answer.best}
    if not others:
        return [say("information-structures-same", best=scenario_label(say, answer.best))]
    worlds = []
    for name, within in others.items():
        cost = estimate(number(within.behind.value), within.behind.low, within.behind.high)
        about = {"structure": structure_told(name, say), "other": scenario_label(say, within.best)}
        worlds.append(
            say("information-structures-world", **about, cost=cost.value, low=cost.low, high=cost.high)
        )
    return [
        say(
            "information-structures-other", best=scenario_label(say, answer.best), worlds=clauses(say, worlds)
        )
    ]


def _other_worth(answer: Information, say: Language) -> str:
    """Say in which structures knowing everything is worth least and most."""
    worth = {name: within.perfect for name, within in answer.structures.items()}
    least, most = (end(worth, key=lambda name: worth[name].value) for end in (min, max))
    return say(
        "information-structures-worth",
        least=amount(worth[least].value),
        most=amount(worth[most].value),
        lowest=structure_told(least, say),
        highest=structure_told(most, say),
    )


def _other_firsts(answer: Information, say: Language) -> list[str]:
    """Say which parameter is first to be measured in which structures, where any is clearly worth it."""
    places: dict[str, list[str]] = {}
    for name, within in answer.structures.items():
        places.setdefault(within.first, []).append(name)
    none = places.pop("", [])
    firsts = [
        say("information-structures-first", parameter=say.name(name), structures=structures_told(there, say))
        for name, there in places.items()
    ]
    texts = [say("information-structures-measure", firsts=clauses(say, firsts))] if firsts else []
    if none and not firsts:
        return [say("information-structures-no-first")]
    if none:
        texts.append(say("information-structures-unclear", structures=structures_told(none, say)))
    return texts


def lead(answer: Information, say: Language) -> str:
    """Return what was asked."""
    names = [scenario_label(say, name) for name in answer.policies]
    return say(
        "information-lead",
        scenarios=enumerated(say, names),
        outcome=say.name(answer.outcome),
        draws=str(answer.draws),
        seeds=str(len(answer.seeds)),
    )


def method(answer: Information, say: Language) -> list[str]:
    """Return how the numbers were made."""
    last = str(min(LAST_YEARS, answer.years))
    few = max((within.draws for within in answer.structures.values()), default=0)
    texts = [
        say(
            "information-method-draws",
            draws=str(answer.draws),
            distinct=str(answer.distinct_draws),
            parameters=str(len(answer.parameters)),
            source=answer.drawn_from,
            seeds=str(len(answer.seeds)),
            years=str(answer.years),
            last=last,
        ),
        say("information-method-perfect"),
        say("information-method-partial", folds=str(FOLDS), repeats=str(REPEATS), shuffles=str(SHUFFLES)),
        say("information-method-structure", few=str(few), has="yes" if few else "no"),
    ]
    if answer.stance != OWN:
        weight, _, cost = answer.stance.partition(":")
        texts.append(say("information-method-stance", weight=weight, cost=cost))
    return texts
