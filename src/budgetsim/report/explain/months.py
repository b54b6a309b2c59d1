"""The twelve months: what was spent, diverted and found, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetsim.language import Language
from budgetsim.report.explain.telling import NEGLIGIBLE, Facts, Row, Section, heads, paragraph
from budgetsim.rounding import amount, per_cent

JULY, DECEMBER = 7, 12


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
    past: Mapping[str, float] = {"checks": 0.0, "findings": 0.0, "shortcomings": 0.0}
    hiding = f["chose"]["concealment"]["chosen"]
    for m in f["months"]:
        yield (
            month_name(m["month"], speak),
            amount(m["spent"]),
            per_cent(m["spent"] / m["budget"]),
            amount(m["diverted"] + m["concealed"]),
            per_cent(m["diversion_now"] + hiding),
            speak("explain-semicolon").join(events(f, m, past, speak)),
        )
        past = m


def events(f: Facts, month: Mapping[str, float], past: Mapping[str, float], speak: Language) -> Iterator[str]:
    """Yield what happened in a month that the bureau could notice."""
    is_misuse = month["findings"] > past["findings"]
    is_poor = month["shortcomings"] > past["shortcomings"]
    if is_misuse:
        yield _misuse("check", month, speak)
    if is_poor:
        yield speak("explain-event-waste", source="check")
    if not (is_misuse or is_poor) and month["checks"] > past["checks"]:
        yield speak("explain-event-nothing", source="check")
    moved = f["true"]["moved_in_july"]
    if month["month"] == JULY and abs(moved) >= NEGLIGIBLE:
        yield speak(f"explain-event-{'received' if moved > 0 else 'taken'}", money=amount(abs(moved)))
    if month["audit_findings"] > 0:
        yield _misuse("audit", month, speak)
    if month["month"] == DECEMBER:
        yield speak("explain-event-rush")


def _misuse(source: str, month: Mapping[str, float], speak: Language) -> str:
    return speak("explain-event-misuse", source=source, returned=amount(month["returned"]))
