"""What ``budgetsim effects`` says in the end: findings in words, tables, and where everything is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from budgetsim.cli.console import say
from budgetsim.cli.effects_shown import SHOW
from budgetsim.report.effects_tables import frame_rows, write_tables
from budgetsim.report.words import counted
from budgetsim.studies.effects.analysis import Effects
from budgetsim.studies.files import keep_answer
from budgetsim.studies.provenance import KEY, SCIENCE


def present(made: Effects, directory: Path, formats: Sequence[str], *, json: bool, quiet: bool) -> None:
    """Write tables, draw figures, print findings."""
    files = write_tables(made, directory)
    drawn = []
    if formats:
        from budgetsim.report.effects import draw_effects

        drawn = draw_effects(made, directory / "figures", formats)
    document = summary(made, directory)
    keep_answer(document, directory)
    if json:
        from budgetsim.cli.console import print_json

        print_json(document)
    elif not quiet:
        _show(made)
        say(f"Results: {directory} (design.parquet or rounds/, parts/, study.toml)")
        say(f"Tables: {files[0].parent} ({', '.join(made.tables)}: .csv, .md, .tex)")
        for figure in drawn:
            say(f"Figure: {figure.files[0]}\n  {figure.caption}")


def summary(made: Effects, directory: Path) -> dict[str, Any]:
    """Return findings and tables as plain values; what is undefined is ``None``."""
    from budgetsim.cli.effects import _as_json
    from budgetsim.language import DEFAULT, LANGUAGES, language
    from budgetsim.report.effects_text import findings

    request = made.request
    others = {f"findings_{code}": findings(made, language(code)) for code in LANGUAGES if code != DEFAULT}
    return {
        "findings": findings(made),
        **others,
        "scenario": request.base.name,
        "levers": [
            {"name": lever.name, "own": lever.own, "low": lever.low, "high": lever.high, "doses": list(lever.doses)}
            for lever in request.levers
        ],
        "outcomes": list(made.outcomes),
        "years": request.years,
        "from_year": request.from_year,
        "second_year": request.second_year if "sequencing" in request.parts else None,
        "last": request.last,
        "replications": made.seeds,
        "seeds": list(made.runs.seeds),
        "points": len(request.plan.names),
        "runs": len(request.plan.names) * made.seeds,
        "precision": None if made.precision is None else _as_json(made.precision),
        **{part: [{n: _plain(v) for n, v in row.items()} for row in frame_rows(t)] for part, t in made.tables.items()},
        KEY: SCIENCE,
        "directory": str(directory),
    }  # fmt: skip


def _plain(value: Any) -> Any:
    item = getattr(value, "item", None)
    value = item() if callable(item) else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _show(made: Effects) -> None:
    from budgetsim.report.effects_text import findings

    request = made.request
    points = len(request.plan.names)
    say(
        f"Effects in {request.base.name}: {points} points, {counted(made.seeds, 'common seed')},"
        f" {points * made.seeds:,} runs",
        style="bold",
    )
    for text in findings(made):
        say(text)
        say()
    for part in made.tables:
        SHOW[part](made)
