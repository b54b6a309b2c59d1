"""The numbers of a discovery: rules and what their factors mean; boxes, limits and states as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import astuple
from functools import partial
from typing import Any

from budgetsim.kinds.discover.answer import STATES, Discovery, Found, Rule
from budgetsim.kinds.discover.findings import limit_short, number_told, subject_told
from budgetsim.kinds.factor_table import factor_table, varied
from budgetsim.kinds.scenarios.known_tables import structure_label
from budgetsim.language import DEFAULT, Language, language
from budgetsim.report.declared import meaning_of
from budgetsim.report.figure_words import enumerated
from budgetsim.rounding import per_cent
from budgetsim.studies.factors import SCENARIO, Factor
from budgetsim.studies.table import Column, Interval, Label, Table, value_text

RULES, LIMITS, STRUCTURES = "rules.csv", "limits.csv", "structures.csv"
NUMBERED = (Column("box", "count"), Column("is_rule", "truth"))
BEFORE_NONE = 3
"""Columns of the files of boxes and limits where there is none."""


def tables(answer: Discovery) -> list[Table]:
    """Return everything that was found."""
    findings = answer.told
    shown = [_rules(answer, findings), _meanings(answer, findings)] if findings.rules else []
    shown += [_structures(findings)] if findings.under else []
    factors = factor_table((name, varied(factor)) for name, factor in answer.factors.items())
    states = [_states(answer)] if answer.knows_states else []
    return [*shown, factors, _boxes(findings), _limits(findings), *states]


def _rules(answer: Discovery, found: Found) -> Table:
    columns = [
        Column("rule", "count", "discover-head-rule"),
        Column("where", "label", "discover-head-where"),
        Column("without", "text", "discover-head-without"),
        Column("support", "share", "discover-head-support", is_spare=True),
        Column("coverage", "share", "discover-head-coverage"),
        Column("density", "share", "discover-head-density"),
        Column("states", "count", "discover-head-states", is_spare=True),
        Column("lift", "number", "discover-head-lift", places=1),
        Column("p_value", "p", "discover-head-p", is_spare=True),
    ]
    rows = [
        (
            number,
            Label(where_told(answer, rule, language(DEFAULT)), partial(where_told, answer, rule)),
            "\n".join(per_cent(limit.density_without) for limit in rule.limits),
            rule.support,
            rule.coverage,
            Interval(rule.density, rule.density_low, rule.density_high),
            rule.states,
            rule.lift,
            rule.p_value,
        )
        for number, rule in enumerate(found.rules, 1)
    ]

    def title(say: Language) -> str:
        share = found.failing.quantile
        if share is None:
            return say("discover-table-rules")
        return say("discover-table-worst", share=per_cent(share))

    return Table("rules", columns, rows, title, lambda say: say("discover-note-rules"))


def where_told(answer: Discovery, rule: Rule, say: Language) -> str:
    """Return the limits of a rule, a line each."""
    limits = rule.box(answer.factors).limits
    return "\n".join(
        limit_short(name, limit, say, subject_told(name, say, answer.delivered))
        for name, limit in limits.items()
    )


def _structures(found: Found) -> Table:
    """Return how often the first states fail under every structure, and in each rule there."""
    columns = [
        Column("structure", "label"),
        Column("states", "count", "discover-head-states", is_spare=True),
        Column("fail", "share", "discover-head-fail"),
        *(Column(key, "share", audience="files") for key in ("fail_low", "fail_high")),
        *(column for number in range(1, len(found.rules) + 1) for column in _rule_columns(number)),
    ]
    rows = [
        (
            structure_label(under.structure),
            under.states,
            *(under.share, under.share_low, under.share_high),
            *(
                cell
                for rule in under.rules
                for cell in (Interval(rule.density, rule.low, rule.high), rule.outside, rule.gathers)
            ),
        )
        for under in found.under
    ]

    def note(say: Language) -> str:
        return say("discover-note-structures", rules="some" if found.rules else "none")

    return Table(
        "structures", columns, rows, lambda say: say("discover-table-structures"), note, file=STRUCTURES
    )


def _rule_columns(number: int) -> tuple[Column, ...]:
    """Return the columns of a rule: the share that fails in it, and outside, and whether failures gather in it."""

    def heading(key: str) -> Callable[[Language], str]:
        return lambda say: say(f"discover-head-{key}", rule=str(number))

    return (
        Column(f"inside_{number}", "share", heading("inside")),
        Column(f"outside_{number}", "share", heading("outside")),
        Column(f"gathers_{number}", "truth", heading("gathers")),
    )


def _meanings(answer: Discovery, found: Found) -> Table:
    """Return every factor that a rule limits, what it means, its unit, and the values that it took."""
    names = dict.fromkeys(limit.factor for rule in found.rules for limit in rule.limits)
    columns = [Column("factor", "name"), Column("meaning", "label", "discover-head-meaning")]
    rows = []
    for name in names:
        factor, delivered = answer.factors[name], name in answer.delivered
        tell = partial(meaning_told, factor, delivered=delivered)
        rows.append((name, Label(tell(language(DEFAULT)), tell)))
    return Table("meanings", columns, rows, audience="brief")


def meaning_told(factor: Factor, say: Language, *, delivered: bool) -> str:
    """Return what a factor means, its unit, and the values that it took."""
    if factor.name == SCENARIO:
        return say("discover-means-scenario")
    if factor.settings:
        settings = [f"{name} = {value}" for name, value in factor.settings.items()]
        return say("discover-means-switch", settings=enumerated(say, settings))
    meaning = meaning_of(say, factor.name, parameter=True)
    if delivered:
        meaning = say("discover-means-delivered", meaning=meaning)
    if not factor.is_ordered:
        levels = [value_text(level, say) for level in factor.levels]
        return say("discover-means-levels", meaning=meaning, levels=enumerated(say, levels))
    low, high = map(number_told, factor.extremes())
    unit = "" if factor.unit == "share" else say.unit(factor.unit)
    return say(
        "discover-means-range", meaning=meaning, low=low, high=high, unit=unit, has="yes" if unit else "no"
    )


def _boxes(found: Found) -> Table:
    """Return one row per box, rules first; shares are of held-out states unless they are called found."""
    columns = [
        *NUMBERED,
        Column("condition"),
        Column("limits", "count"),
        *(Column(key, "share") for key in ("coverage", "density", "support")),
        Column("lift", "number"),
        *(Column(key, "count") for key in ("states", "failures")),
        Column("p_value", "p"),
        *(Column(f"found_{key}", "share") for key in ("coverage", "density")),
        Column("found_states", "count"),
    ]
    rows = [
        (
            *numbered,
            found.condition,
            len(box.limits),
            box.coverage,
            Interval(box.density, box.density_low, box.density_high),
            *(getattr(box, key) for key in ("support", "lift", "states", "failures", "p_value")),
            *astuple(box.where_found),
        )
        for numbered, box in _numbered(found)
    ]
    return Table("boxes", columns if rows else columns[:BEFORE_NONE], rows, file=RULES, audience="files")


LIMIT_COLUMNS = (
    Column("factor"),
    Column("key"),
    *(Column(key, "number") for key in ("low", "high")),
    Column("levels"),
    *(Column(key, "number") for key in ("range_low", "range_high")),
    Column("unit", "unit"),
    *(Column(key, "share") for key in ("density_without", "coverage_without")),
    Column("p_value", "p"),
)
"""Columns of a limit, called like its fields."""


def _limits(found: Found) -> Table:
    """Return one row per limit of every box: its ends or levels, the whole range, and what it adds."""
    columns = [*NUMBERED, *LIMIT_COLUMNS]
    rows = [
        (*numbered, *(_cell(column, getattr(limit, column.key)) for column in LIMIT_COLUMNS))
        for numbered, box in _numbered(found)
        for limit in box.limits
    ]
    return Table("limits", columns if rows else columns[:BEFORE_NONE], rows, file=LIMITS, audience="files")


def _cell(column: Column, value: Any) -> Any:
    """Return a field of a limit as a table holds it: whole numbers as numbers, levels as a text."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return float(value) if column.kind == "number" and value is not None else value


def _states(answer: Discovery) -> Table:
    """Return one row per state."""
    cases = answer.cases
    columns = [Column(str(name), "text") for name in cases.columns]
    rows = list(zip(*(cases[name].tolist() for name in cases.columns), strict=True))
    return Table("states", columns, rows, file=STATES, audience="files")


def _numbered(found: Found) -> Iterator[tuple[tuple[int, bool], Rule]]:
    """Yield every box, rules first, with its number and whether it is a rule."""
    for number, box in enumerate((*found.rules, *found.other_boxes), 1):
        yield (number, number <= len(found.rules)), box
