"""What a discovery leaves beside the runs: boxes, their limits, the states, and a summary of plain values."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.studies.discover.boxes import Limit, column_of
from budgetsim.studies.discover.find import Findings
from budgetsim.studies.discover.judge import Contribution, Count, Judged, share_interval
from budgetsim.studies.factors import Factor
from budgetsim.studies.files import csv_bytes, in_words, write_whole

if TYPE_CHECKING:
    import pandas as pd

RULES, LIMITS, STATES, SUMMARY, WORDS = "rules.csv", "limits.csv", "states.csv", "summary.json", "rules.md"


def write(
    findings: Findings, weakest: Findings | None, words: str, document: dict[str, Any], directory: Path
) -> None:
    """Write tables, words and summary.

    Parameters
    ----------
    findings
        About the condition that was asked.
    weakest
        About the worst tenth of the states, where too few failed for rules; its boxes are written then.
    words, document
        The findings as Markdown and as plain values.

    Raises
    ------
    StudyError
        If the disk refuses.
    """
    told = weakest or findings
    tables = {
        RULES: rule_table(told),
        LIMITS: limit_table(told),
        STATES: state_table(findings),
    }
    files = {name: csv_bytes(table) for name, table in tables.items()}
    files[WORDS] = words.encode()
    files[SUMMARY] = (json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()
    for name, data in files.items():
        with in_words(directory, f"write {name}"):
            write_whole(directory / name, data)


def asked_before(directory: Path) -> str:
    """Return the condition of the findings in a directory, or an empty text if there are none."""
    try:
        found = json.loads((directory / SUMMARY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    condition = found.get("condition") if isinstance(found, dict) else None
    return condition if isinstance(condition, str) else ""


def rule_table(findings: Findings) -> pd.DataFrame:
    """Return one row per box, rules first; shares are of held-out states unless they are called found."""
    import pandas as pd

    rows = []
    for number, judged in enumerate(findings.boxes, 1):
        own, low, high = judged.held_out, *judged.held_out.interval
        rows.append(
            {
                "box": number,
                "is_rule": judged.is_rule,
                "condition": str(findings.cases.condition),
                "limits": len(judged.box.limits),
                "coverage": own.coverage,
                "density": own.density,
                "density_low": low,
                "density_high": high,
                "support": own.support,
                "lift": own.lift,
                "states": own.inside,
                "failures": own.fails_inside,
                "p_value": judged.chance,
                "found_coverage": judged.found.coverage,
                "found_density": judged.found.density,
                "found_states": judged.found.inside,
            }
        )
    columns = list(rows[0]) if rows else ["box", "is_rule", "condition"]
    return pd.DataFrame(rows, columns=columns)


def limit_table(findings: Findings) -> pd.DataFrame:
    """Return one row per limit of every box: its ends or levels, the whole range, and what it adds."""
    import pandas as pd

    factors = by_column(findings)
    rows = []
    for number, judged in enumerate(findings.boxes, 1):
        for item in judged.contributions:
            factor, limit = factors[item.name], judged.box.limits[item.name]
            rows.append({"box": number, "is_rule": judged.is_rule, **_limit(factor, limit, item)})
    columns = list(rows[0]) if rows else ["box", "is_rule", "factor"]
    table = pd.DataFrame(rows, columns=columns)
    if "levels" in table:
        table["levels"] = [", ".join(str(level) for level in levels) for levels in table["levels"]]
    return table


def state_table(findings: Findings) -> pd.DataFrame:
    """Return one row per state: the factors, the outcome with its 95 % interval over seeds, and what became of it."""
    import pandas as pd

    cases = findings.cases
    name = f"{cases.condition.of}_{cases.condition.outcome}"
    numbers = {name: cases.measured, f"{name}_low": cases.low, f"{name}_high": cases.high}
    rest = {"fails": findings.fails, "held_out": findings.held_out}
    states = range(1, findings.states + 1)
    return pd.DataFrame({"state": states, **cases.columns, **numbers, **rest})


def summary(findings: Findings, weakest: Findings | None) -> dict[str, Any]:
    """Return the findings as plain values; what is undefined is ``None``."""
    cases = findings.cases
    return {
        "policy": cases.policy or None,
        "against": cases.base or None,
        **_findings(findings),
        "uncertain": [factor.to_dict() for factor in cases.factors],
        "worst": None if weakest is None else _findings(weakest),
    }


def by_column(findings: Findings) -> dict[str, Factor]:
    """Return the factors by the column that holds their values."""
    return {column_of(factor): factor for factor in findings.cases.factors}


def _findings(findings: Findings) -> dict[str, Any]:
    low, high = share_interval(findings.failures, findings.states)
    rules = [_rule(findings, rule) for rule in findings.rules]
    return {
        "condition": str(findings.cases.condition),
        "failing": asdict(findings.cases.condition),
        "cut": _number(findings.cut),
        "states": findings.states,
        "failures": findings.failures,
        "share": findings.failures / findings.states,
        "share_low": low,
        "share_high": high,
        "unclear": findings.unclear,
        "too_few": findings.lack or None,
        "held_out": int(findings.held_out.sum()),
        "boxes": len(findings.boxes),
        "rules": rules,
        "telling": [] if findings.lack else list(findings.telling),
        "named_by_other_halves": dict(findings.named),
        "together": _count(findings.together) if rules else None,
    }


def _rule(findings: Findings, rule: Judged) -> dict[str, Any]:
    factors = by_column(findings)
    limits = [_limit(factors[item.name], rule.box.limits[item.name], item) for item in rule.contributions]
    found = {"coverage": rule.found.coverage, "density": rule.found.density, "states": rule.found.inside}
    return {"limits": limits, **_count(rule.held_out), "p_value": rule.chance, "where_found": found}


def _count(count: Count) -> dict[str, Any]:
    low, high = count.interval
    return {
        "coverage": count.coverage,
        "density": count.density,
        "density_low": low,
        "density_high": high,
        "support": count.support,
        "lift": count.lift,
        "states": count.inside,
        "failures": count.fails_inside,
    }


def _limit(factor: Factor, limit: Limit, item: Contribution) -> Mapping[str, Any]:
    low, high = factor.extremes() if factor.is_ordered else (None, None)
    return {
        "factor": item.name,
        "key": factor.key,
        "low": limit.low,
        "high": limit.high,
        "levels": list(limit.levels),
        "range_low": low,
        "range_high": high,
        "unit": factor.unit,
        "density_without": item.without.density,
        "coverage_without": item.without.coverage,
        "p_value": item.chance,
    }


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
