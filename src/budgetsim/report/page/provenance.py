"""Where the numbers come from: the resolved scenarios, seeds, versions, files and their hashes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.language import DEFAULT
from budgetsim.report.page.html import Block, Fold, Paragraph, Table, Verbatim
from budgetsim.report.page.source import OF_SCENARIOS, Source, digest_of, recorded
from budgetsim.report.page.text import Said, count, joined, name, say, scenario, told_in_each, unit, visible
from budgetsim.report.page.told import heads_of, seeds_told, title_of, value_of
from budgetsim.scenario import load_scenario, scenario_names
from budgetsim.scenario_files.names import instead_of
from budgetsim.studies.directory import DESIGN, MANIFEST, RESULT
from budgetsim.studies.files import SCORECARD, SUMMARY
from budgetsim.studies.provenance import environment
from budgetsim.studies.states import stored_states
from budgetsim.studies.study import STUDY

MOST_SCENARIOS = 8
"""Resolved scenarios that are spelled out."""
LONGEST_FILE = 60_000
"""Characters of ``study.toml`` that a page shows."""
NAMED = (STUDY, MANIFEST, DESIGN, SUMMARY, RESULT, SCORECARD)
"""Files whose hashes are told beside those of the parts."""


def provenance_of(source: Source) -> list[Block]:
    """Return the blocks of the section on provenance."""
    blocks: list[Block] = [_identity(source)]
    blocks += _scenarios(source)
    if source.environment:
        blocks.append(_versions(source))
    blocks.append(_files(source))
    text = _study_text(source)
    if text:
        blocks.append(Fold(say("report-fold-study", file=name(STUDY)), [Verbatim(text)], is_printed=False))
    return blocks


def finished_at(source: Source) -> str:
    """Return when the last part was finished, as it was written down; empty if it was not."""
    ends = [
        str(session["started"])
        for study in source.studies
        for session in study.manifest.get("timings", ())
        if isinstance(session, dict) and "started" in session
    ]
    return max(ends, default="")


def _identity(source: Source) -> Block:
    rows: list[list[Said]] = [
        [say("report-prov-command"), name(f"budgetsim {source.command}")],
        [say("report-prov-name"), name(source.name)],
    ]
    if "identity" in source.about:
        rows.append([say("report-prov-identity"), name(source.about["identity"])])
    if source.study is not None and source.study.seeds:
        rows.append([say("report-prov-seeds"), seeds_told(source.study.seeds)])
    if source.studies:
        runs = sum(study.runs for study in source.studies)
        parts = sum(study.parts for study in source.studies)
        rows.append([say("report-prov-runs"), count(runs)])
        rows.append([say("report-prov-parts"), count(parts)])
    if finished_at(source):
        rows.append([say("report-prov-started"), name(finished_at(source))])
    for role, code in dict(source.about.get("code") or {}).items():
        rows.append([name(role), name(code)])
    if source.environment.get("model_sha256") not in (None, environment()["model_sha256"]):
        rows.append([say("report-prov-model"), say("report-prov-other-model")])
    return Table("identity", say("report-table-identity"), heads_of("what", "value"), rows)


def _versions(source: Source) -> Block:
    rows = [[name(key), name(value)] for key, value in source.environment.items()]
    return Table("versions", say("report-table-versions"), heads_of("what", "version"), rows)


def _scenarios(source: Source) -> list[Block]:
    """The scenarios as they were resolved: what they are, what changes when, and every parameter."""
    found = _resolved(source)
    if not found:
        return []
    blocks: list[Block] = [
        Paragraph(say("report-prov-scenario", scenario=scenario(one["name"]), about=_about(one)))
        for one in found
        if one.get("description")
    ]
    if source.studies and source.kind not in OF_SCENARIOS:
        blocks.insert(0, Paragraph(say("report-prov-first-point")))
    changes = [row for one in found for row in _changes(one)]
    if changes:
        heads = heads_of("scenario", "year", "share", "assignment", "levers")
        blocks.append(Table("changes", say("report-table-changes"), heads, changes))
    blocks.append(Fold(say("report-fold-parameters"), [_parameters(found), *_went(found)]))
    return blocks


def _about(one: dict[str, Any]) -> Said:
    """Return what a scenario is: a reference scenario in every language, somebody's own in its author's words."""
    own = _flat(one["description"])
    # Points of a design have names of their own, and the description of the scenario that they were made from.
    called = next((name for name in scenario_names() if _flat(load_scenario(name).description) == own), None)
    if called is not None:
        return told_in_each(
            lambda speak: own if speak.code == DEFAULT else speak(f"scenario-{called}.meaning")
        )
    return name(own)


def _flat(text: object) -> str:
    """Return a description as one paragraph."""
    return re.sub(r"\s+", " ", str(text)).strip()


def _resolved(source: Source) -> list[dict[str, Any]]:
    """Return resolved scenarios as flat values: name, description, changes, parameters; of designs, the first few."""
    if source.study is None:
        return []
    if source.studies:
        table, drawn = _first(source), stored_states(source.study)
        if drawn:
            table = table[table["name"].isin(drawn["scenarios"])]
        few = table.head(MOST_SCENARIOS if source.kind in OF_SCENARIOS else 1)
        return [{str(key): value for key, value in row.items()} for row in few.to_dict("records")]
    settings = source.study.settings.get("base")
    if not isinstance(settings, dict):
        return []
    flat = {key: value for key, value in settings.items() if not isinstance(value, dict)}
    for group in settings.values():
        flat |= group if isinstance(group, dict) else {}
    return [flat]


def _first(source: Source) -> Any:
    """Return the design that begins with what the others depart from: of references if there are any."""
    return next(
        (study.design for study in source.studies if study.directory.name == "references"),
        source.studies[0].design,
    )


def _changes(one: dict[str, Any]) -> list[list[Said]]:
    stored = one.get("changes")
    found = json.loads(stored) if isinstance(stored, str) and stored else stored
    if not isinstance(found, list):
        return []
    rows = []
    for change in found:
        levers = [
            say("report-setting", name=title_of(key), value=value_of(value))
            for key, value in change["levers"].items()
        ]
        rows.append(
            [
                scenario(str(one["name"])),
                count(change["year"]),
                value_of(float(change.get("share", 1.0))),
                name(change.get("assignment", "–")),
                joined(levers, say("report-between")),
            ]
        )
    return rows


def _parameters(found: Sequence[dict[str, Any]]) -> Table:
    heads = [*heads_of("parameter", "key", "unit"), *(scenario(str(one["name"])) for one in found)]
    rows = []
    for about in declarations().values():
        if not any(about.name in one for one in found):
            continue
        values = [value_of(_plain(one.get(about.name))) for one in found]
        rows.append([title_of(about.name), name(about.key), unit(about.unit), *values])
    return Table("parameters", say("report-table-parameters"), heads, rows)


def _went(found: Sequence[dict[str, Any]]) -> list[Block]:
    """Parameters that the scenarios had and the model no longer has, and what stands in for them."""
    gone = [key for key in dict.fromkeys(key for one in found for key in one) if instead_of(key)]
    if not gone:
        return []
    heads = [*heads_of("key"), *(scenario(str(one["name"])) for one in found), *heads_of("instead")]
    rows = []
    for key in gone:
        values = [value_of(_plain(one.get(key))) for one in found]
        rows.append([name(key), *values, _instead(key)])
    return [Table("went", say("report-table-went"), heads, rows)]


def _instead(key: str) -> Said:
    return say(instead_of(key) or "")


def _files(source: Source) -> Block:
    there = [file for file in NAMED if (source.directory / file).is_file()]
    rows = [[name(file), name(digest_of(source.directory / file))] for file in there]
    for study in source.studies:
        inside = study.directory.relative_to(source.directory).as_posix()
        lead = "" if inside == "." else f"{inside}/"
        rows += [[name(f"{lead}{file}"), name(digest)] for file, digest in recorded(study.manifest)]
    table = Table("files", say("report-table-files"), heads_of("file", "sha256"), rows[:1000])
    return Fold(say("report-fold-files", number=count(len(rows))), [table], is_printed=False)


def _study_text(source: Source) -> str:
    try:
        text = (source.directory / STUDY).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    lines = [line if len(line) < 2000 else f"{line[:2000]} …" for line in text.splitlines()]
    whole = visible("\n".join(lines))
    return whole if len(whole) <= LONGEST_FILE else whole[:LONGEST_FILE] + "\n…"


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
