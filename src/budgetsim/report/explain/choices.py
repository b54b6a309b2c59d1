"""What the department chose and why, by marginal comparisons, and what it then did month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

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
    paragraph,
    sentences_of,
    yes,
)
from budgetsim.rounding import amount, per_cent, signed

Motive = Mapping[str, Any]
JULY, DECEMBER = 7, 12


def chose(f: Facts, speak: Language) -> Section:
    """Say what the department chose beside its objective, and why."""
    paragraphs = sentences_of(
        speak(f"explain-rule-{f['rule']}"),
        _efforts(f, speak),
        _claim(f["chose"]["manipulation"], speak),
        _money(f["chose"]["diversion"], f["chose"]["concealment"], speak),
        _departures(f, speak),
    )
    return Section("chose", speak("explain-chose"), paragraphs, _margins(f, speak))


def compared(f: Facts) -> Iterator[tuple[str, Motive]]:
    """Yield the actions whose gains and costs are compared; a proposal without effect is none of them."""
    for action, motive in f["chose"].items():
        if not (action == "sandbagging" and f["score_form"] == "linear"):
            yield action, motive


def _margins(f: Facts, speak: Language) -> tuple[Row, ...]:
    """Gains and costs of one more unit of each action, term by term."""
    rows = [heads(speak, "margin-head", "margin-change", "margin-symbol", "margin-worth")]
    for action, motive in compared(f):
        for number, term in enumerate(motive["terms"]):
            label = speak(f"explain-action-{action}") if number == 0 else ""
            rows.append(
                (label, speak(f"explain-term-{term['name']}"), term["symbol"], signed(term["amount"]))
            )
    return tuple(rows)


def _efforts(f: Facts, speak: Language) -> str:
    output, benefit = f["chose"]["effort_output"], f["chose"]["effort_benefit"]
    own, pleased, key, care = (term["amount"] for term in output["terms"])
    ratchet = 1.0 - f["knew"]["ratchet_factor"]
    return paragraph(
        speak,
        speak(
            "explain-effort-worth",
            worth=amount(output["net"]),
            own=amount(own + pleased),
            feared=yes(ratchet >= NEGLIGIBLE),
            ratchet=per_cent(ratchet),
            key=amount(key),
            care=amount(care),
            benefit=amount(benefit["net"]),
        ),
        speak("explain-effort-price", price=amount(output["curvature"])),
        _effort_choice(output, benefit, f, speak),
    )


def _effort_choice(output: Motive, benefit: Motive, f: Facts, speak: Language) -> str:
    levels = {"output": amount(output["chosen"]), "benefit": amount(benefit["chosen"])}
    if not by_calculation(output, benefit):
        return speak("explain-effort-anyhow", **levels)
    if abs(output["chosen"] - benefit["chosen"]) < NEGLIGIBLE:
        return speak("explain-effort-even", output=levels["output"])
    lead = "output" if output["chosen"] > benefit["chosen"] else "benefit"
    return speak("explain-effort-choice", lead=lead, why=_why(f, lead), **levels)


def _why(f: Facts, lead: str) -> str:
    """Return what makes one kind of work the better choice."""
    other = {"output": "benefit", "benefit": "output"}[lead]
    own, key, care = (
        [f["chose"][f"effort_{kind}"]["terms"][term]["amount"] for kind in (lead, other)] for term in range(3)
    )
    if own[0] + key[0] > own[1] + key[1]:
        measured = f["knew"][f"measurability_{lead}"] > f["knew"][f"measurability_{other}"]
        return "measured" if measured else "gains"
    return "public" if care[0] > care[1] else "habit"


def _claim(motive: Motive, speak: Language) -> str:
    """Say why its report claims what it claims."""
    gain, cost = (term["amount"] for term in motive["terms"])
    worth = speak("explain-claim-worth", gain=amount(gain), cost=amount(-cost))
    if not by_calculation(motive):
        return paragraph(speak, worth, speak("explain-claim-anyhow", chosen=amount(motive["chosen"])))
    if motive["chosen"] <= 0.0:
        return paragraph(speak, worth, speak("explain-claim-none"))
    return paragraph(
        speak,
        worth,
        speak("explain-claim-price", price=amount(motive["curvature"])),
        speak("explain-claim-choice", chosen=amount(motive["chosen"]), limit=at_limit(motive)),
    )


def _money(motive: Motive, hidden: Motive, speak: Language) -> str:
    """Say why it diverts what it diverts, and why it hides a part of it."""
    use, loss, sanction, guilt = (term["amount"] for term in motive["terms"])
    worth = speak(
        "explain-money-worth", gain=amount(use + loss), sanction=amount(-sanction), guilt=amount(-guilt)
    )
    return paragraph(speak, worth, *_open_choice(motive, hidden, speak), *_hidden_choice(hidden, speak))


def _open_choice(motive: Motive, hidden: Motive, speak: Language) -> Iterator[str]:
    chosen = amount(motive["chosen"])
    if not by_calculation(motive):
        yield speak("explain-money-anyhow", chosen=chosen)
    elif motive["net"] <= 0.0:
        yield speak("explain-money-none")
    elif motive["chosen"] <= 0.0:
        yield speak("explain-money-all-hidden")
    else:
        yield speak("explain-money-price", net=amount(motive["net"]), price=amount(motive["curvature"]))
        hides = yes(hidden["chosen"] > 0.0)
        yield speak("explain-money-choice", chosen=chosen, limit=at_limit(motive), hides=hides)


def _hidden_choice(hidden: Motive, speak: Language) -> Iterator[str]:
    if hidden["chosen"] <= 0.0:
        return
    yield speak("explain-hide-worth", net=amount(hidden["net"]), price=amount(hidden["curvature"]))
    if by_calculation(hidden):
        yield speak("explain-hide-choice", chosen=amount(hidden["chosen"]), limit=at_limit(hidden))
    else:
        yield speak("explain-hide-anyhow", chosen=amount(hidden["chosen"]))


def _departures(f: Facts, speak: Language) -> str:
    """Say what a calculating department would have done, where this one did something else."""
    other = [
        speak(
            "explain-departure",
            action=speak(f"explain-action-{action}"),
            best=amount(motive["best"]),
            chosen=amount(motive["chosen"]),
        )
        for action, motive in compared(f)
        if not by_calculation(motive)
    ]
    return speak("explain-departures", list=speak("explain-semicolon").join(other)) if other else ""


def months(f: Facts, speak: Language) -> Section:
    """Tell the year's spending, and a table of its months."""
    true = f["true"]
    intro = paragraph(
        speak,
        speak(
            "explain-months-hoarding",
            held=per_cent(f["hoarding"]["held_back"]),
            december=per_cent(true["december_share"]),
        ),
        *_late(f, speak),
        speak("explain-months-rush", rush=per_cent(true["shares_of_budget"]["rush_loss"])),
    )
    names = ("month", "spent", "share", "diverted", "rate", "event")
    head = heads(speak, *(f"months-head-{name}" for name in names))
    return Section("months", speak("explain-months"), (intro,), (head, *_rows(f, speak)))


def _late(f: Facts, speak: Language) -> Iterator[str]:
    """Tell what the year asked for beyond the plan, where anything did."""
    own = f["hoarding"]
    if own["late_demand"] > 0.0:
        yield speak("explain-months-late", late=per_cent(own["late_demand"]), gain=per_cent(own["late_gain"]))


def month_name(number: int, speak: Language) -> str:
    """Return the short name of a month."""
    return speak("explain-month", month=number)


def _rows(f: Facts, speak: Language) -> Iterator[Row]:
    hiding = f["chose"]["concealment"]["chosen"]
    for month, (*known, event) in zip(f["months"], known_months(f, speak), strict=True):
        diverted = money(f, month["diverted"] + month["concealed"], speak)
        yield (*known, diverted, per_cent(month["diversion_now"] + hiding), event)


def known_months(f: Facts, speak: Language) -> Iterator[Row]:
    """Yield of each month what the bureau could notice: its name, spending, share of the budget, and what happened."""
    past: Mapping[str, float] = {"checks": 0.0, "findings": 0.0, "shortcomings": 0.0}
    for month in f["months"]:
        happened = speak("explain-semicolon").join(_events(f, month, past, speak))
        share = per_cent(month["spent"] / month["budget"])
        yield month_name(month["month"], speak), money(f, month["spent"], speak), share, happened
        past = month


def _events(
    f: Facts, month: Mapping[str, float], past: Mapping[str, float], speak: Language
) -> Iterator[str]:
    is_misuse = month["findings"] > past["findings"]
    is_poor = month["shortcomings"] > past["shortcomings"]
    if is_misuse:
        yield _misuse(f, "check", month, speak)
    if is_poor:
        yield speak("explain-event-waste", source="check")
    if not (is_misuse or is_poor) and month["checks"] > past["checks"]:
        yield speak("explain-event-nothing", source="check")
    moved = f["true"]["moved_in_july"]
    if month["month"] == JULY and abs(moved) >= NEGLIGIBLE:
        yield speak(
            f"explain-event-{'received' if moved > 0 else 'taken'}", money=money(f, abs(moved), speak)
        )
    if month["audit_findings"] > 0:
        yield _misuse(f, "audit", month, speak)
    if month["month"] == DECEMBER:
        yield speak("explain-event-rush")


def _misuse(f: Facts, source: str, month: Mapping[str, float], speak: Language) -> str:
    return speak("explain-event-misuse", source=source, returned=money(f, month["returned"], speak))
