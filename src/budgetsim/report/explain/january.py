"""Who the department is, what it knew in January, and the objective that came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from budgetsim.language import Language
from budgetsim.report.explain.telling import (
    NEGLIGIBLE,
    Facts,
    Row,
    Section,
    at_limit,
    by_calculation,
    heads,
    money,
    name_of,
    paragraph,
    sentences_of,
    yes,
)
from budgetsim.rounding import amount, fixed, per_cent


def who(f: Facts, speak: Language) -> Section:
    """Introduce the department, with what only it knows."""
    traits = f["who"]
    private = paragraph(
        speak,
        speak(
            "explain-who-private",
            productivity=amount(traits["productivity"]),
            rank=str(traits["productivity_rank"]),
            departments=str(f["departments"]),
            taste=amount(traits["slack_taste"]),
        ),
        speak(
            "explain-who-bias",
            side="over" if traits["self_bias"] >= 0 else "under",
            points=fixed(abs(traits["self_bias"]), 0),
        ),
    )
    return Section("who", speak("explain-who"), (kind(f, speak), private))


def kind(f: Facts, speak: Language) -> str:
    """Say what kind of department it is: everybody knows that."""
    traits = f["who"]
    return paragraph(
        speak,
        speak("explain-who-kind", name=name_of(f, speak), archetype=traits["archetype"]),
        speak("explain-who-size", size=amount(traits["size"])),
        speak(
            "explain-who-measured",
            output=per_cent(traits["measurability_output"]),
            benefit=per_cent(traits["measurability_benefit"]),
        ),
    )


def knew(f: Facts, speak: Language) -> Section:
    """Say what the department knew in January: its budget, the announcements, its beliefs, its stake."""
    return Section(
        "knew",
        speak("explain-knew"),
        (_budget(f, speak), announced(f, speak), _beliefs(f, speak), _stake(f, speak)),
    )


def _budget(f: Facts, speak: Language) -> str:
    k = f["knew"]
    norm = "explain-knew-norm-linear" if f["score_form"] == "linear" else "explain-knew-norm"
    return paragraph(
        speak,
        speak(
            "explain-knew-budget",
            **{"has-kept": yes(abs(k["kept_from_last_year"]) >= NEGLIGIBLE)},
            budget=money(f, k["budget"], speak),
            kept=money(f, k["kept_from_last_year"], speak),
            output=amount(k["forecast_output"]),
            benefit=amount(k["forecast_benefit"]),
        ),
        _adjusted(k["adjusted_by"], speak),
        speak(norm, output=amount(k["norm_output"]), benefit=amount(k["norm_benefit"])),
    )


def _adjusted(part: float, speak: Language) -> str:
    """Say by how much the budget is adjusted within the year, if it is."""
    if abs(part) < NEGLIGIBLE:
        return ""
    return speak("explain-knew-adjusted", way="up" if part > 0.0 else "down", part=per_cent(abs(part)))


def announced(f: Facts, speak: Language) -> str:
    """Say what the bureau announces, and whether it can do it."""
    policy, programme = f["knew"]["policy"], f["knew"]["programme"]
    load = per_cent(programme["workload"])
    return paragraph(
        speak,
        speak(
            "explain-knew-announced",
            monitoring=per_cent(policy["monitoring_intensity"]),
            evaluation=per_cent(policy["evaluation_coverage"]),
            review=per_cent(policy["objective_review"]),
            use=per_cent(policy["result_use"]),
        ),
        speak("explain-knew-capable", load=load)
        if programme["workload"] <= 1.0
        else speak("explain-knew-overloaded", load=load, delivered=per_cent(programme["delivered"])),
    )


def _beliefs(f: Facts, speak: Language) -> str:
    k = f["knew"]
    return paragraph(
        speak,
        speak("explain-knew-risk", check=per_cent(k["perceived_risk"]), found=per_cent(k["found_chance"])),
        speak(
            "explain-knew-belief",
            consequence=per_cent(k["consequence_belief"]),
            credibility=per_cent(k["credibility"]),
        ),
        speak("explain-knew-culture", culture=amount(k["culture"])),
    )


def _stake(f: Facts, speak: Language) -> str:
    stake = f["knew"]["stake"]
    return paragraph(
        speak,
        speak(
            "explain-knew-stake",
            total=amount(stake["total"]),
            use=amount(stake["use"]),
            face=amount(stake["total"] - stake["use"]),
        ),
        speak("explain-knew-parts", own=amount(stake["self_part"]), key=amount(stake["external_part"])),
    )


def objective(f: Facts, speak: Language) -> Section:
    """Say what the department proposed and why, and what the bureau made of it."""
    paragraphs = sentences_of(_proposed(f, speak), reviewed(f, speak))
    return Section("objective", speak("explain-objective"), paragraphs, level_table(f, speak))


def _proposed(f: Facts, speak: Language) -> str:
    contract, motive = f["knew"]["policy"]["objective_contract"], f["chose"]["sandbagging"]
    if f["score_form"] == "linear":
        return speak("explain-objective-linear")
    if contract == "top_down":
        return speak("explain-objective-top-down")
    place = {"place": _place(motive["chosen"], speak), "understated": amount(motive["chosen"])}
    if contract == "truth_inducing" and by_calculation(motive):
        return speak("explain-objective-bonus", **place)
    if contract == "truth_inducing":
        return speak("explain-objective-anyhow", wanted=_place(motive["best"], speak), **place)
    gain, cost = (term["amount"] for term in motive["terms"])
    choice = (
        speak("explain-objective-proposal", limit=at_limit(motive), **place)
        if by_calculation(motive)
        else speak("explain-objective-anyhow", wanted=_place(motive["best"], speak), **place)
    )
    return paragraph(speak, speak("explain-objective-motive", gain=amount(gain), cost=amount(-cost)), choice)


def _place(understated: float, speak: Language) -> str:
    """Say where a proposal lies relative to the expectation."""
    side = "equal" if abs(understated) < NEGLIGIBLE else ("below" if understated > 0 else "above")
    return speak("explain-objective-place", side=side, share=per_cent(abs(understated)))


def reviewed(f: Facts, speak: Language) -> str:
    """Say what review made of the proposal."""
    contract, seen, norm = f["knew"]["policy"]["objective_contract"], f["seen"], f["knew"]["norm_output"]
    target = amount(seen["target_output"])
    if contract == "top_down" or f["score_form"] == "linear":
        return speak("explain-objective-set", target=target)
    if seen["target_output"] - seen["proposal_output"] >= NEGLIGIBLE:
        return speak(
            "explain-objective-raised",
            force=per_cent(f["knew"]["programme"]["review"]),
            proposed=amount(seen["proposal_output"]),
            target=target,
            norm=amount(norm),
        )
    why = "none" if contract != "negotiated" else "enough"
    return speak("explain-objective-left", why=why, target=target, norm=amount(norm))


def level_table(f: Facts, speak: Language, only: Collection[str] | None = None) -> tuple[Row, ...]:
    """Return the levels of an objective, all or some of them, as a table."""
    head = heads(speak, "objective-head", "objective-outputs", "objective-benefits")
    rows = (
        (speak(f"explain-objective-{key}"), amount(output), amount(benefit))
        for key, output, benefit in levels(f)
        if only is None or key in only
    )
    return (head, *rows)


def levels(f: Facts) -> Iterator[tuple[str, float, float]]:
    """Yield the levels of outputs and benefits that an objective is made of, in the order in which they arise."""
    k, seen, true = f["knew"], f["seen"], f["true"]
    linear = f["score_form"] == "linear"
    if not linear:
        yield "expected", k["forecast_output"], k["forecast_benefit"]
    if not linear and k["policy"]["objective_contract"] != "top_down":
        yield "proposed", seen["proposal_output"], seen["proposal_benefit"]
    yield "norm", k["norm_output"], k["norm_benefit"]
    yield "target", seen["target_output"], seen["target_benefit"]
    if linear:
        yield "measured", seen["reported_output"], seen["reported_benefit"]
    else:
        yield "reached", true["output"], true["benefit"]
