"""A scorecard of verification: limits of the theory, published field experiments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgetsim.language import language
from budgetsim.report.page.html import Block, Fold, Paragraph, Table
from budgetsim.report.page.kinds.told import Told, exact, folded, heads_of
from budgetsim.report.page.source import Source
from budgetsim.report.page.text import (
    Number,
    Said,
    alike,
    count,
    interval,
    joined,
    listed,
    name,
    number,
    say,
    told_in_each,
)
from budgetsim.report.scorecard_file import Kept
from budgetsim.report.verify import numbers
from budgetsim.report.verify_words import (
    FURTHER,
    field_told,
    finding_key,
    loo_told,
    quantity_told,
    role_of,
    stale_told,
    theory_told,
    why_key,
)

Line = Mapping[str, Any]


def tell(source: Source) -> Told:
    """Tell what a verification found."""
    card: Kept = source.answer
    theory, field = card.theory, card.rows
    findings, tables = [], list[Block]()
    if theory:
        promised = [line for line in theory if line["quantity"] not in FURTHER]
        further = [line for line in theory if line["quantity"] in FURTHER]
        findings.append(told_in_each(lambda speak: theory_told(speak, theory)))
        tables.append(folded(_theory_table("theory", promised)))
        if further:
            more = _theory_table("theory-further", further)
            tables.append(Fold(say("report-fold-rows", title=more.caption, rows=count(len(further))), [more]))
    if field:
        findings.append(told_in_each(lambda speak: field_told(speak, field)))
        if loo_told(language(), card.loo):
            findings.append(told_in_each(lambda speak: loo_told(speak, card.loo)))
        if stale_told(language(), card.loo):
            findings.append(told_in_each(lambda speak: stale_told(speak, card.loo)))
        findings += _missed(field)
        tables += _field_tables(field)
    if card.is_earlier:
        findings.append(say("report-field-earlier"))
    kind = "both" if theory and field else "theory" if theory else "field"
    limits = count(len({line["id"] for line in theory}))
    lead = say("report-lead-verify", kind=kind, limits=limits, lines=count(len(field)))
    method = [say("report-method-theory")] * bool(theory) + [say("report-method-field")] * bool(field)
    return Told(lead, findings, tables, [say("report-method-model"), *method])


def _missed(lines: Sequence[Line]) -> list[Said]:
    """Name the published results that the model misses; the reasons stand below the table."""
    missed = [_line(line) for line in lines if line["holds"] is False]
    return [say("report-field-missed", lines=listed(missed))] if missed else []


def _line(line: Line) -> Said:
    return joined([name(line["id"]), _quantity(line)], alike(" "))


def _quantity(line: Line) -> Said:
    return told_in_each(lambda speak: quantity_told(speak, str(line["quantity"])))


def _own(key: str | None, words: object) -> Said:
    """Return a message, or the words of a line that no message knows."""
    return say(key) if key else name(words)


def _digits(line: Line) -> list[Said]:
    """Return what is expected and what was simulated; a dash for what is not finite."""
    values = [line["expected"], line["simulated"]]
    if None in values or line["tolerance"] is None:
        return [alike("–") if value is None else number(value) for value in values]
    told = numbers(line["expected"], line["simulated"], line["tolerance"])
    return [alike(Number(value, text)) for value, text in zip(values, told, strict=True)]


def _theory_table(key: str, lines: Sequence[Line]) -> Table:
    heads = heads_of("limit", "at", "quantity", "expected", "simulated", "tolerance", "holds")
    rows = [
        [
            name(line["id"]),
            _parameters(line["parameters"]),
            _quantity(line),
            *_digits(line),
            exact(line["tolerance"]) if line["tolerance"] is not None else alike("–"),
            _holds(line["holds"]),
        ]
        for line in lines
    ]
    return Table(key, say(f"report-table-{key}"), heads, rows, say("report-note-theory"))


def _parameters(parameters: Mapping[str, Any]) -> Said:
    told = [
        name(f"{key} = {value:g}" if isinstance(value, float) else f"{key} = {value}")
        for key, value in parameters.items()
    ]
    return joined(told, alike(", "))


def _holds(holds: bool | None) -> Said:  # noqa: FBT001 - a value of the scorecard
    return alike("–") if holds is None else say("report-yes" if holds else "report-no")


def _published(line: Line) -> Said:
    """Return the number, or the direction where it alone is known."""
    if line["published"] is not None:
        return exact(line["published"])
    return say(f"report-field-direction-{line.get('direction') or 'none'}")


def _field_tables(lines: Sequence[Line]) -> list[Block]:
    heads = heads_of("experiment", "finding", "published", "predicted", "interval90", "role", "agrees")
    rows = [
        [
            name(line.get("context", line["id"])),
            _own(finding_key(line), line.get("finding", line["id"])),
            _published(line),
            exact(line["predicted"]) if line["predicted"] is not None else alike("–"),
            interval(line["low"], line["high"]),
            say(f"report-field-role-{role_of(line)}"),
            _holds(line["holds"]),
        ]
        for line in lines
    ]
    table = Table("evidence", say("report-table-evidence"), heads, rows, say("report-note-evidence"))
    reasons = [
        Paragraph(say("verify-reason", line=_line(line), why=_own(why_key(line), line["why"])))
        for line in lines
        if not line["holds"] and line.get("why")
    ]
    sources = list(dict.fromkeys(str(line["source"]) for line in lines if line.get("source")))
    blocks: list[Block] = [table]
    if reasons:
        blocks.append(Fold(say("report-fold-reasons"), reasons))
    if sources:
        blocks.append(Fold(say("report-fold-sources"), [Paragraph(name(one)) for one in sources]))
    return blocks
