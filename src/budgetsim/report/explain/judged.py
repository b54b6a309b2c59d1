"""How the year was judged, by the department and by an external evaluation, and what it led to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from budgetsim.language import Language
from budgetsim.report.explain.telling import (
    NEGLIGIBLE,
    Facts,
    Row,
    Section,
    change,
    heads,
    money,
    paragraph,
    score,
    trend,
    yes,
)
from budgetsim.rounding import amount, apart, level, per_cent

FULL = 100.0


def self_evaluation(f: Facts, speak: Language) -> Section:
    """Tell the self-score, and what it is made of."""
    claimed = f["scores"]["attained_output"]
    linear = f["score_form"] == "linear"
    told = paragraph(
        speak,
        speak(
            "explain-self-score",
            score=score(f["seen"]["self_score"]),
            early=_early(f),
            final=score(f["true"]["self_score"]),
        ),
        _attained(claimed, speak, linear=linear),
    )
    return Section("self", speak("explain-self"), (told,), _score_table(f, speak))


def _attained(claimed: Mapping[str, float], speak: Language, *, linear: bool) -> str:
    number = amount if linear else per_cent
    shared = {
        "attained": number(claimed["claimed_in_all"]),
        "measured": number(claimed["measured"]),
        "claimed": number(claimed["made_up"]),
        "error": number(claimed["error"]),
    }
    if linear:
        return speak("explain-self-attained-linear", **shared)
    return speak(
        "explain-self-attained",
        unmeasured=per_cent(claimed["unmeasured"]),
        capped=yes(claimed["claimed_in_all"] > 1.0),
        **shared,
    )


def _score_table(f: Facts, speak: Language) -> tuple[Row, ...]:
    head = heads(speak, "self-head", "self-head-weight", "self-head-reached", "self-head-points")
    number = amount if f["score_form"] == "linear" else per_cent
    rows = [
        (
            speak(f"explain-self-part-{item['part']}"),
            "" if item["weight"] is None else level(item["weight"]),
            "" if item["reached"] is None else number(item["reached"]),
            score(item["points"]),
        )
        for item in f["scores"]["self_parts"]
    ]
    return (head, *rows, (speak("explain-self-total"), "", "", score(f["true"]["self_score"])))


def external_evaluation(f: Facts, speak: Language) -> Section:
    """Tell the external evaluation or that there was none, and set what the bureau saw beside the truth."""
    return Section(
        "key",
        speak("explain-key"),
        (paragraph(speak, _key_score(f, speak), _key_made(f, speak)), _rank(f, speak)),
        seen_and_true(f, speak),
    )


def _key_score(f: Facts, speak: Language) -> str:
    seen, final = f["seen"]["external_score"], score(f["true"]["external_score"])
    if seen is None:
        return speak("explain-key-none", score=final)
    return speak("explain-key-done", score=score(seen), early=_early(f), final=final)


def _key_made(f: Facts, speak: Language) -> str:
    parts = f["scores"]["external_parts"]
    whole = sum(parts.values())
    capped = "no"
    if f["score_form"] != "linear":
        capped = "yes" if whole > FULL else ("floor" if whole < 0.0 else "no")
    return speak("explain-key-made", capped=capped, **{name: score(value) for name, value in parts.items()})


def _rank(f: Facts, speak: Language) -> str:
    true = f["true"]
    return speak(
        "explain-key-rank",
        performance=amount(true["performance"]),
        rank=str(true["performance_rank"]),
        departments=str(f["departments"]),
    )


def seen_and_true(f: Facts, speak: Language) -> tuple[Row, ...]:
    """Return what the bureau saw beside what was true."""
    seen, true = seen_by_bureau(f, speak), _truth(f, speak)
    rows = ((speak(f"explain-seen-{name}"), seen.get(name, "–"), true[name]) for name in true)
    return (heads(speak, "", "seen-head-bureau", "seen-head-truth"), *rows)


def seen_by_bureau(f: Facts, speak: Language) -> dict[str, str]:
    """Return what reached the bureau, by the names of ``explain-seen-…``."""
    seen = f["seen"]
    key = seen["external_score"]
    return {
        "target": _proposal(f, speak),
        "output": _amount(speak, "reported", seen["reported_output"]),
        "benefit": _amount(speak, "reported", seen["reported_benefit"]),
        "self": _reported_score(f, seen["self_score"], speak),
        "key": speak("explain-seen-no-key") if key is None else _reported_score(f, key, speak),
        "diverted": _found(f, speak),
        "productivity": f"{amount(seen['expected_productivity'])} ± {amount(seen['productivity_sd'])}",
    }


def _truth(f: Facts, speak: Language) -> dict[str, str]:
    true, claimed = f["true"], amount(f["chose"]["manipulation"]["chosen"])
    shares, key = true["shares_of_budget"], score(true["external_score"])
    would = "explain-seen-would" if f["seen"]["external_score"] is None else "explain-points"
    return {
        "target": _amount(speak, "expected", true["honest_proposal_output"]),
        "output": amount(true["output"]),
        "benefit": amount(true["benefit"]),
        "self": speak("explain-seen-made-up", score=score(true["self_score"]), claimed=claimed),
        "key": speak(would, score=key),
        "diverted": _diverted(f, speak),
        "passive": speak("explain-of-budget", share=_of_budget(f, shares["passive"], speak)),
        "useful": speak("explain-of-budget", share=_of_budget(f, shares["useful"], speak)),
        "productivity": amount(f["who"]["productivity"]),
    }


def _of_budget(f: Facts, share: float, speak: Language) -> str:
    """Return a share of the budget, with the money that it is if the scenario has any."""
    return money(f, share * f["panel"]["budget"], speak, per_cent(share))


def _amount(speak: Language, what: str, value: float) -> str:
    return speak(f"explain-seen-{what}", amount=amount(value))


def _proposal(f: Facts, speak: Language) -> str:
    if f["knew"]["policy"]["objective_contract"] == "top_down":
        return _amount(speak, "set", f["seen"]["target_output"])
    return _amount(speak, "proposed", f["seen"]["proposal_output"])


def _reported_score(f: Facts, points: float, speak: Language) -> str:
    key = "explain-seen-preliminary" if _early(f) == "yes" else "explain-points"
    return speak(key, score=score(points))


def _early(f: Facts) -> str:
    return yes(f["knew"]["policy"]["evaluation_lag"] == 1)


def _found(f: Facts, speak: Language) -> str:
    seen = f["seen"]
    return speak(
        "explain-seen-found",
        findings=round(seen["findings"] + seen["audit_findings"]),
        checks=round(seen["checks"]),
        audit=yes(seen["audit_findings"] > 0),
    )


def _diverted(f: Facts, speak: Language) -> str:
    shares = f["true"]["shares_of_budget"]
    whole = _of_budget(f, shares["diverted"] + shares["concealed"], speak)
    if shares["concealed"] <= 0:
        return speak("explain-of-budget", share=whole)
    return speak("explain-seen-hidden", share=whole, hidden=per_cent(shares["concealed"]))


def followed(f: Facts, speak: Language) -> Section:
    """Say which score counted, how the next budget came about, and what was learned."""
    paragraphs = (used(f, speak), paragraph(speak, *budget(f, speak)), *_learned(f, speak))
    return Section("followed", speak("explain-followed"), paragraphs, belief_table(f, speak))


def used(f: Facts, speak: Language) -> str:
    """Say which score the bureau arrived at, and from what."""
    after, seen = f["followed"], f["seen"]
    return speak(
        "explain-followed-used",
        correction=score(seen["inflation_correction"]),
        score=score(after["used_score"]),
        source="self" if seen["external_score"] is None else "both",
        mean=score(after["mean_used_score"]),
    )


def budget(f: Facts, speak: Language) -> Iterator[str]:
    """Say how the next budget came about."""
    after = f["followed"]
    old, new, without = after["allocation"], after["next_allocation"], after["next_without_results"]
    yield speak(
        "explain-followed-rests",
        which=_source(f),
        score=score(after["score_in_use"]),
        mean=score(after["mean_score_in_use"]),
    )
    rounded = apart(old, new, without)
    yield speak(
        "explain-followed-budget",
        old=money(f, old, speak, rounded[0]),
        new=money(f, new, speak, rounded[1]),
        change=change(new / old - 1.0),
        without=money(f, without, speak, rounded[2]),
        effect=change(new / without - 1.0),
    )
    if after["kept"] >= NEGLIGIBLE:
        yield speak("explain-followed-kept", kept=money(f, after["kept"], speak))


def _source(f: Facts) -> str:
    """Return what the next budget rests on."""
    rule = f["knew"]["policy"]["budget_rule"]
    if rule in ("incremental", "posterior"):
        return "none" if rule == "incremental" else "belief"
    return "this" if f["followed"]["score_in_use_year"] == f["year"] else "last"


def _learned(f: Facts, speak: Language) -> tuple[str, str]:
    """Say what the department and the bureau learned."""
    learned = f["followed"]["learned"]
    guess, truth = learned["expected_productivity"], f["who"]["productivity"]
    nearer = abs(guess["before"] - truth) - abs(guess["after"] - truth)
    distance = "same" if abs(nearer) < NEGLIGIBLE else ("closer" if nearer > 0 else "further")
    department = paragraph(
        speak,
        speak(
            "explain-learned-risk", checks=round(f["seen"]["checks"]), trend=trend(learned["perceived_risk"])
        ),
        speak("explain-learned-consequence", trend=trend(learned["consequence_belief"])),
    )
    bureau = paragraph(
        speak,
        speak("explain-learned-norm", trend=trend(learned["norm_output"])),
        speak("explain-learned-guess", trend=distance),
    )
    return department, bureau


def belief_table(f: Facts, speak: Language, only: Collection[str] | None = None) -> tuple[Row, ...]:
    """Return what was believed before and after the year, all or some of it, as a table."""
    learned = f["followed"]["learned"]
    rows = (
        (speak(f"explain-learned-{name}"), *apart(learned[name]["before"], learned[name]["after"]))
        for name in only or learned
    )
    return (heads(speak, "learned-head", "learned-head-before", "learned-head-after"), *rows)
