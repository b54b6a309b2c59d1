"""A study of effects: which lever helps, at which dose, with which others, in which order, at what cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgetsim.measures import OUTCOMES
from budgetsim.report.page.kinds.effects_tables import TABLES, Row, levers_table, setting, term_told
from budgetsim.report.page.kinds.told import Told, factor_word, findings_of, folded, seeds_told, years_told
from budgetsim.report.page.source import Source
from budgetsim.report.page.text import Said, count, estimate, joined, listed, say, scenario, term

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
    tables = [folded(TABLES[part](answer[part])) for part in TABLES if answer.get(part)]
    return Told(
        lead, findings, [levers_table(answer["levers"]), *tables], _method(answer), findings_of(answer)
    )


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
        low=setting(row["low_value"]),
        high=setting(row["high_value"]),
        change=estimate(row["difference"], row["low"], row["high"], sign=True),
    )


def _doses(rows: Sequence[Row], outcome: str) -> list[Said]:
    best = [row for row in rows if row["outcome"] == outcome and row["best"]]
    told = [say("report-setting", name=factor_word(row["lever"]), value=setting(row["dose"])) for row in best]
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
        say(
            "report-effects-pair",
            pair=term_told(row["term"], factor_word),
            outcome=term(outcome),
            change=change,
        )
    ]


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


def _method(answer: Mapping[str, Any]) -> list[Said]:
    seeds = answer["seeds"]
    return [
        say("report-method-model"),
        say("report-method-effects", year=count(answer["from_year"])),
        years_told(answer["years"]),
        say("report-method-seeds", number=count(len(seeds)), seeds=seeds_told(seeds)),
        say("report-method-points", points=count(answer["points"]), runs=count(answer["runs"])),
    ]
