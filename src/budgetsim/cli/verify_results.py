"""What ``budgetsim verify`` says in the end: scorecards on the terminal, as JSON and as files, and figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.cli.guard import complain

if TYPE_CHECKING:
    from budgetsim.verification.evidence.scorecard import Scorecard
    from budgetsim.verification.finding import Finding


def print_json_lines(card: Scorecard) -> None:
    """Print the scorecard; checks beyond the lines of the theory are told where they fail."""
    from budgetsim.cli.console import print_json
    from budgetsim.report.verify import headline

    print_json(card.to_dict())
    failed = [finding for finding in card.theory if finding.detail and finding.fails]
    if failed:
        complain(f"a check beyond the listed quantities failed: {headline(failed)}")


def _page(card: Scorecard) -> str:
    """Return the scorecards as Markdown, under headings where there are both."""
    from budgetsim.report import evidence as field
    from budgetsim.report import verify as limits

    if not (card.theory and card.rows):
        return limits.page(card.theory) if card.theory else field.page(card)
    return f"## Theory\n\n{limits.page(card.theory)}\n## Field experiments\n\n{field.page(card)}"


def print_page(card: Scorecard) -> None:
    """Print the scorecards as Markdown."""
    from budgetsim.cli.console import print_text

    print_text(_page(card))


def show(card: Scorecard, out: Path | None, drawn: Sequence[Any]) -> None:
    """Print the scorecards as tables, and where everything is."""
    from budgetsim.cli.console import say

    if card.theory:
        _show_theory(card.theory)
    if card.rows:
        say("\n" if card.theory else "")
        _show_evidence(card)
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


def _show_evidence(card: Scorecard) -> None:
    from budgetsim.cli.console import console, say, table
    from budgetsim.report.evidence import NARROW_HEADS, NOTE, headline, lacking, narrow_rows, reasons, score

    say(headline(card.rows), style="bold")
    for text in score(card):
        say(text)
    say()
    body = narrow_rows(card.rows)
    if body:
        console().print(table(NARROW_HEADS, body))
        say(f"{NOTE} `--markdown` also shows the experiments read in other ways.")
    for title, told in (
        ("Where the two do not agree, and why:", reasons(card.rows)),
        ("What cannot be expressed, and why:", lacking(card.rows)),
    ):
        if told:
            say(f"\n{title}")
            for text in told:
                say(f"  {text}")


def write(card: Scorecard, out: Path, *, formats: Sequence[str]) -> list[Any]:
    """Write the scorecard in both forms, and the figures."""
    import json

    from budgetsim.studies.provenance import environment

    told = card.to_dict(details=True)
    (out / "scorecard.json").write_text(
        json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    (out / "scorecard.md").write_text(_page(card), encoding="utf-8")
    made_with = json.dumps(environment(), ensure_ascii=False, indent=1) + "\n"
    (out / "environment.json").write_text(made_with, encoding="utf-8")
    curves = _write_curves(card.theory, out) if card.theory else None
    return _draw(card.theory, card.rows, curves, out / "figures", formats) if formats else []


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
