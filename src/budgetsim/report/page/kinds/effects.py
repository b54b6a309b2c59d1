"""A study of effects: which lever helps, at which dose, with which others, in which order, at what cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from budgetsim.measures import OUTCOMES
from budgetsim.report.page.content import Table
from budgetsim.report.page.kinds.told import (
    Told,
    factor_name,
    factor_word,
    findings_of,
    folded,
    heads_of,
    seeds_told,
    title_of,
    value_of,
    years_told,
)
from budgetsim.report.page.source import Source
from budgetsim.report.page.text import (
    Said,
    alike,
    count,
    estimate,
    interval,
    joined,
    listed,
    name,
    number,
    say,
    scenario,
    term,
)
from budgetsim.report.results import digits_for

Row = Mapping[str, Any]
GOOD, BAD = ("better", "more"), ("worse", "less")


def tell(source: Source) -> Told:
    """Tell what a study of effects found."""
    answer: dict[str, Any] = source.answer
    first = answer["outcomes"][0]
    lead = say(
        "report-lead-effects",
        scenario=scenario(answer["scenario"]),
        levers=listed([factor_word(lever["name"]) for lever in answer["levers"]]),
        year=count(answer["from_year"]),
        seeds=count(answer["replications"]),
        one="one" if answer["replications"] == 1 else "many",
    )
    findings = [
        *_ranking(answer.get("effects", ()), first),
        *_doses(answer.get("dose", ()), first),
        *_interaction(answer.get("factorial", ()), first),
        *_order(answer.get("sequencing", ()), first),
        *_costs(answer.get("cost", ())),
    ]
    if answer["replications"] == 1:
        findings = [say("report-one-seed")]
    tables = [folded(_TABLES[part](answer[part])) for part in _TABLES if answer.get(part)]
    return Told(lead, findings, [_levers(answer["levers"]), *tables], _method(answer), findings_of(answer))


def _ranking(rows: Sequence[Row], outcome: str) -> list[Said]:
    """Say which levers, moved alone, help or harm the first outcome."""
    own = [row for row in rows if row["outcome"] == outcome]
    sign = -1.0 if OUTCOMES[outcome].direction == "down" else 1.0
    ranked = sorted(own, key=lambda row: -sign * row["difference"])
    good = [row for row in ranked if row["verdict"] in GOOD]
    bad = [row for row in reversed(ranked) if row["verdict"] in BAD]
    rest = [row for row in ranked if row["verdict"] not in (*GOOD, *BAD)]
    told = []
    keys = ("raises", "lowers") if OUTCOMES[outcome].direction == "neither" else ("helps", "harms")
    for key, chosen in zip(keys, (good, bad), strict=True):
        if chosen:
            effects = joined([_moved(row) for row in chosen], say("report-semicolon"))
            told.append(say(f"report-effects-{key}", outcome=term(outcome), effects=effects))
    if rest and own:
        told.append(
            say(
                "report-effects-unclear",
                outcome=term(outcome),
                levers=listed([factor_word(row["lever"]) for row in rest]),
            )
        )
    return told


def _moved(row: Row) -> Said:
    return say(
        "report-effects-moved",
        lever=factor_word(row["lever"]),
        low=_setting(row["low_value"]),
        high=_setting(row["high_value"]),
        change=estimate(row["difference"], row["low"], row["high"], sign=True),
    )


def _setting(text: Any) -> Said:
    """Return a value that a table holds as text."""
    try:
        return value_of(float(text))
    except (TypeError, ValueError):
        return name(text)


def _doses(rows: Sequence[Row], outcome: str) -> list[Said]:
    best = [row for row in rows if row["outcome"] == outcome and row["best"]]
    told = [
        say("report-setting", name=factor_word(row["lever"]), value=_setting(row["dose"])) for row in best
    ]
    return (
        [say("report-effects-doses", outcome=term(outcome), doses=joined(told, say("report-between")))]
        if told
        else []
    )


def _interaction(rows: Sequence[Row], outcome: str) -> list[Said]:
    """Name the pair whose interaction is strongest, if one is clear."""
    own = [
        row
        for row in rows
        if row["outcome"] == outcome and row["order"] == 2 and row["verdict"] in (*GOOD, *BAD)
    ]
    if not own:
        return []
    row = max(own, key=lambda found: abs(found["effect"]))
    change = estimate(row["effect"], row["low"], row["high"], sign=True)
    return [
        say("report-effects-pair", pair=_term(row["term"], factor_word), outcome=term(outcome), change=change)
    ]


def _term(text: str, call: Callable[[str], Said] = factor_name) -> Said:
    return joined([call(part) for part in text.split(" × ")], alike(" × "))


def _order(rows: Sequence[Row], outcome: str) -> list[Said]:
    own = [
        row
        for row in rows
        if row["outcome"] == outcome
        and row["window"] == "whole"
        and row["verdict"] in (*GOOD, *BAD)
        and row["better_first"]
    ]
    if not own:
        return []
    row = max(own, key=lambda found: abs(found["difference"]))
    ends = sorted(abs(row[f"total_{end}"]) for end in ("low", "high"))
    return [
        say(
            "report-effects-order",
            first=factor_word(row["first"]),
            second=factor_word(row["second"]),
            better=factor_word(row["better_first"]),
            outcome=term(outcome),
            change=estimate(abs(row["total"]), *ends),
        )
    ]


def _costs(rows: Sequence[Row]) -> list[Said]:
    directed = [row for row in rows if OUTCOMES[row["outcome"]].direction != "neither"]
    if not directed:
        return []
    outcome = directed[0]["outcome"]
    own = [row for row in directed if row["outcome"] == outcome and row["standing"] == "buys"]
    ranked = sorted(own, key=lambda row: -row["ratio"])
    told = [
        say(
            "report-effects-ratio",
            lever=factor_word(row["lever"]),
            ratio=estimate(row["ratio"], row["ratio_low"], row["ratio_high"]),
        )
        for row in ranked
    ]
    if not told:
        return []
    return [say("report-effects-cost", outcome=term(outcome), ratios=joined(told, say("report-semicolon")))]


def _levers(levers: Sequence[Row]) -> Table:
    heads = heads_of("lever", "key", "own", "low", "high")
    rows = [
        [factor_name(row["name"]), name(row["name"]), *(_setting(row[key]) for key in ("own", "low", "high"))]
        for row in levers
    ]
    return Table("levers", say("report-table-levers"), heads, rows)


def _change(row: Row, mean: str = "difference", low: str = "low", high: str = "high") -> list[Said]:
    if row[mean] is None:
        return [alike("–"), alike("–")]
    places = digits_for(row[low], row[high], row[mean])
    return [number(row[mean], places, sign=True), interval(row[low], row[high], places)]


def _verdict(row: Row) -> Said:
    known = {"not clear": "unclear", "none": "same"}
    return say(f"report-verdict-{known.get(row['verdict'], row['verdict'])}")


def _p(value: float | None) -> Said:
    from budgetsim.report.page.text import Number

    if value is None:
        return alike("–")
    return alike(Number(value, "<0.001" if value < 0.001 else f"{value:.3f}"))


def _effect_table(rows: Sequence[Row]) -> Table:
    heads = heads_of(
        "lever", "low", "high", "outcome", "before", "after", "difference", "interval", "verdict", "p"
    )
    made = [
        [
            factor_name(row["lever"]),
            _setting(row["low_value"]),
            _setting(row["high_value"]),
            title_of(row["outcome"]),
            number(row["before"]),
            number(row["after"]),
            *_change(row),
            _verdict(row),
            _p(row["p_holm"]),
        ]
        for row in rows
    ]
    return Table("effects", say("report-table-effects"), heads, made, say("report-note-effects"))


def _dose_table(rows: Sequence[Row]) -> Table:
    heads = heads_of("lever", "dose", "outcome", "difference", "interval", "best-dose")
    made = [
        [
            factor_name(row["lever"]),
            _setting(row["dose"]),
            title_of(row["outcome"]),
            *_change(row),
            say("report-yes") if row["best"] else alike(""),
        ]
        for row in rows
    ]
    return Table("dose", say("report-table-dose"), heads, made)


def _factorial_table(rows: Sequence[Row]) -> Table:
    heads = heads_of("term", "outcome", "effect", "interval", "verdict", "p")
    made = [
        [
            _term(row["term"]),
            title_of(row["outcome"]),
            *_change(row, "effect"),
            _verdict(row),
            _p(row["p_holm"]),
        ]
        for row in rows
    ]
    return Table("factorial", say("report-table-factorial"), heads, made)


def _order_table(rows: Sequence[Row]) -> Table:
    heads = heads_of("first", "second", "window", "outcome", "difference", "interval", "verdict")
    made = [
        [
            factor_name(row["first"]),
            factor_name(row["second"]),
            say("report-range", low=count(row["first_year"]), high=count(row["last_year"])),
            title_of(row["outcome"]),
            *_change(row),
            _verdict(row),
        ]
        for row in rows
    ]
    return Table("sequencing", say("report-table-sequencing"), heads, made)


def _cost_table(rows: Sequence[Row]) -> Table:
    heads = heads_of("lever", "outcome", "cost", "interval", "ratio", "interval", "standing")
    made = [
        [
            factor_name(row["lever"]),
            title_of(row["outcome"]),
            *_change(row, "cost", "cost_low", "cost_high"),
            *_change(row, "ratio", "ratio_low", "ratio_high"),
            say(f"report-standing-{row['standing'].replace(' ', '-')}"),
        ]
        for row in rows
    ]
    return Table("cost", say("report-table-cost"), heads, made)


_TABLES = {
    "effects": _effect_table,
    "dose": _dose_table,
    "factorial": _factorial_table,
    "sequencing": _order_table,
    "cost": _cost_table,
}


def _method(answer: Mapping[str, Any]) -> list[Said]:
    seeds = answer["seeds"]
    return [
        say("report-method-model"),
        say("report-method-effects", year=count(answer["from_year"])),
        years_told(answer["years"]),
        say("report-method-seeds", number=count(len(seeds)), seeds=seeds_told(seeds)),
        say("report-method-points", points=count(answer["points"]), runs=count(answer["runs"])),
    ]
