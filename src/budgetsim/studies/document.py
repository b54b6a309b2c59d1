"""``study.toml``: everything that a study was resolved to, for people and for finding the study again."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from typing import Any

from budgetsim.scenario_files.write import toml_value
from budgetsim.studies.plan import Plan
from budgetsim.studies.points import Points, StoredPoints
from budgetsim.studies.provenance import environment
from budgetsim.studies.study import FORMAT, Head, Study

MOST_SPELLED = 100
"""Scenarios that are written out in ``study.toml`` and the manifest; more are in ``design.parquet`` alone."""


def describe(study: Study, plan: Plan) -> dict[str, Any]:
    """Return what ``study.toml`` and the manifest tell of a study: head, identity, and how it is cut."""
    return {
        "format": FORMAT,
        "identity": study.identity(),
        **study.head(),
        "plan": {"scenarios_per_part": plan.width, "seeds_per_part": plan.depth, "parts": len(plan)},
        "scenario_count": len(study.scenarios),
    }


def spelled_scenarios(study: Study) -> list[dict[str, Any]] | None:
    """Return the resolved scenarios as plain values, or ``None`` if they are many or points of a design."""
    if isinstance(study.scenarios, Points | StoredPoints) or len(study.scenarios) > MOST_SPELLED:
        return None
    return [scenario.to_dict() for scenario in study.scenarios]


def study_toml(study: Study, plan: Plan) -> str:
    """Return the text of ``study.toml``."""
    about = describe(study, plan)
    # TOML has no null: settings travel as JSON, and what is not set is left out.
    about["settings"] = json.dumps(about["settings"], sort_keys=True, ensure_ascii=False)
    lines = [
        "# What was run, resolved; written by budgetsim and read again when the study is resumed or loaded."
    ]
    lines += _table({key: value for key, value in about.items() if not isinstance(value, Mapping)})
    for name, table in {**about, "environment": environment()}.items():
        if isinstance(table, Mapping):
            lines += ["", f"[{name}]", *_table(table)]
    scenarios = spelled_scenarios(study)
    if scenarios is None:
        lines += ["", f"# {len(study.scenarios)} scenarios are in design.parquet, one row each."]
    for scenario in scenarios or []:
        lines += ["", *_scenario_lines(scenario)]
    return "\n".join(lines) + "\n"


def campaign_toml(head: Head) -> str:
    """Return the text of ``study.toml`` of a campaign, whose rounds are studies of their own."""
    about = {"format": FORMAT, "identity": head.identity, "command": head.command, "name": head.name}
    settings = json.dumps(dict(head.settings), sort_keys=True, ensure_ascii=False)
    lines = [
        "# What was run, in rounds that followed from each other; each is a study of its own in rounds/.",
        *_table({**about, "campaign": True, "settings": settings}),
        *("", "[environment]", *_table(environment())),
    ]
    return "\n".join(lines) + "\n"


def read_study_toml(text: str) -> dict[str, Any]:
    """Return what ``describe`` told, from the text of ``study.toml``.

    Raises
    ------
    ValueError
        If the text is no TOML, or ``budgetsim`` did not write it.
    """
    try:
        found = tomllib.loads(text)
        found["settings"] = json.loads(found["settings"]) if "settings" in found else {}
    except (TypeError, RecursionError) as error:
        raise ValueError(f"not as budgetsim writes it: {error}") from error
    return {"years": None, "code": {}, "common_seeds": True, **found}


def _scenario_lines(scenario: Mapping[str, Any]) -> list[str]:
    plain = {key: value for key, value in scenario.items() if isinstance(value, str)}
    lines = ["[[scenario]]", *_table(plain)]
    for name, value in scenario.items():
        if isinstance(value, Mapping):
            lines += [f"[scenario.{name}]", *_table(value)]
    for change in scenario["changes"]:
        lines += ["[[scenario.change]]", *_table({k: v for k, v in change.items() if k != "levers"})]
        lines += ["[scenario.change.levers]", *_table(change["levers"])]
    return lines


def _table(values: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {toml_value(value)}" for name, value in values.items() if value is not None]
