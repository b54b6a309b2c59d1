"""What ``budgetsim verify`` says in the end: scorecards on the terminal, as JSON and as files, and figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.cli.guard import complain

if TYPE_CHECKING:
    from budgetsim.verification.finding import Finding


def print_json_lines(findings: Sequence[Finding]) -> None:
    """Print the lines of the scorecards; checks beyond them are told where they fail."""
    from budgetsim.cli.console import print_json
    from budgetsim.report.verify import headline

    print_json([finding.to_dict() for finding in findings if not finding.detail])
    failed = [finding for finding in findings if finding.detail and finding.fails]
    if failed:
        complain(f"a check beyond the listed quantities failed: {headline(failed)}")


def _by_part(findings: Sequence[Finding]) -> tuple[list[Finding], list[Any]]:
    """Return the lines of the theory's scorecard and those of the field experiments'."""
    theory = [finding for finding in findings if finding.part == "theory"]
    return theory, [finding for finding in findings if finding.part != "theory"]


def _page(findings: Sequence[Finding]) -> str:
    """Return the scorecards as Markdown, under headings where there are both."""
    from budgetsim.report import evidence as field
    from budgetsim.report import verify as limits

    theory, experiments = _by_part(findings)
    if not (theory and experiments):
        return limits.page(theory) if theory else field.page(experiments)
    return f"## Theory\n\n{limits.page(theory)}\n## Field experiments\n\n{field.page(experiments)}"


def print_page(findings: Sequence[Finding]) -> None:
    """Print the scorecards as Markdown."""
    from budgetsim.cli.console import print_text

    print_text(_page(findings))


def show(findings: Sequence[Finding], out: Path | None, drawn: Sequence[Any]) -> None:
    """Print the scorecards as tables, and where everything is."""
    from budgetsim.cli.console import say

    theory, experiments = _by_part(findings)
    if theory:
        _show_theory(theory)
    if experiments:
        say("\n" if theory else "")
        _show_evidence(experiments)
    if out is not None:
        say(f"Results: {out} (scorecard.json, scorecard.md)")
    for figure in drawn:
        say(f"Figure: {figure.files[0]}\n  {figure.caption}")


def _show_theory(findings: Sequence[Finding]) -> None:
    from budgetsim.cli.console import console, say, table
    from budgetsim.report.verify import HEADS, NOTE, headline, rows

    say(headline(findings), style="bold")
    say()
    console().print(table(HEADS, rows(findings)))
    say(NOTE)


def _show_evidence(findings: Sequence[Any]) -> None:
    from budgetsim.cli.console import console, say, table
    from budgetsim.report.evidence import NARROW_HEADS, NOTE, headline, narrow_rows, reasons

    say(headline(findings), style="bold")
    say()
    console().print(table(NARROW_HEADS, narrow_rows(findings)))
    say(f"{NOTE} `--markdown` also shows the experiments read in other ways.")
    told = reasons(findings)
    if told:
        say("\nWhere the two do not agree, and why:")
        for text in told:
            say(f"  {text}")


def write(findings: Sequence[Finding], out: Path, *, formats: Sequence[str]) -> list[Any]:
    """Write the scorecard in both forms, and the figures."""
    import json

    from budgetsim.studies.provenance import environment

    listed = [finding.to_dict() for finding in findings]
    (out / "scorecard.json").write_text(
        json.dumps(listed, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    (out / "scorecard.md").write_text(_page(findings), encoding="utf-8")
    made_with = json.dumps(environment(), ensure_ascii=False, indent=1) + "\n"
    (out / "environment.json").write_text(made_with, encoding="utf-8")
    theory, experiments = _by_part(findings)
    curves = _write_curves(theory, out) if theory else None
    return _draw(theory, experiments, curves, out / "figures", formats) if formats else []


def _write_curves(theory: Sequence[Finding], out: Path) -> Any:
    """Write what the figure of the closed forms is drawn from; return the table."""
    import pandas as pd

    from budgetsim.studies.files import csv_bytes, write_whole
    from budgetsim.verification.theory.curves import COLUMNS, curves

    table = pd.DataFrame(curves(theory), columns=list(COLUMNS))
    write_whole(out / "closed_forms.csv", csv_bytes(table))
    return table


def _draw(
    theory: Sequence[Finding],
    experiments: Sequence[Any],
    curves: Any,
    directory: Path,
    formats: Sequence[str],
) -> list[Any]:
    """Draw the figures of the parts that were verified."""
    from budgetsim.report import evidence_figure
    from budgetsim.report.figures import draw

    drawn: list[Any] = []
    if theory:
        scorecard = draw("theory", [finding.to_dict() for finding in theory])
        drawn = [
            draw("closed_forms", curves).save(directory, formats, "theory"),
            scorecard.save(directory, formats, "scorecard"),
        ]
    pictured = evidence_figure.draw(experiments, directory, formats) if experiments else None
    return [*drawn, pictured] if pictured else drawn
