"""What ``budgetsim optimise`` does in the end: figures, findings, or one JSON document."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.cli import optimise_words as words
from budgetsim.report.findings import findings_in_each
from budgetsim.report.words import spoken
from budgetsim.studies.files import keep_answer
from budgetsim.studies.optimise.answer import KNEE
from budgetsim.studies.optimise.robust import IN_WORDS
from budgetsim.studies.optimise.worlds import STATUS_QUO
from budgetsim.studies.provenance import KEY, SCIENCE

if TYPE_CHECKING:
    from budgetsim.studies.optimise.answer import Answer


def present(made: Answer, directory: Path, formats: Sequence[str], *, json: bool, quiet: bool) -> None:
    """Draw figures, print findings."""
    drawn = []
    if formats:
        from budgetsim.report.optimise import draw_optimise

        drawn = draw_optimise(made, directory / "figures", formats)
    document = document_of(made, directory)
    keep_answer(document, directory)
    if json:
        from budgetsim.cli.console import print_json

        print_json(document)
    elif not quiet:
        from budgetsim.cli.console import say

        _show(made)
        say(
            f"Results: {directory} (front.csv, references.csv, mixes.parquet, convergence.csv, {_scenario_files(made)},"
            " rounds/)"
        )
        say(f"See every difference with: {compare_command(made, directory)}")
        if reservation := compare_reservation(made):
            say(reservation)
        for figure in drawn:
            say(f"Figure: {figure.files[0]}\n  {figure.caption}")


def document_of(made: Answer, directory: Path) -> dict[str, Any]:
    """Return findings in words and everything that was found as plain values."""
    from budgetsim.studies.optimise.write import summary

    return {
        **findings_in_each(partial(words.findings, made)),
        **summary(made),
        "knee": knee_json(made),
        "compare": compare_command(made, directory),
        "compare_reservation": compare_reservation(made),
        KEY: SCIENCE,
        "directory": str(directory),
    }


def compare_command(made: Answer, directory: Path) -> str:
    """Return the command that compares the knee with the status quo under the seeds of the tables."""
    asked = made.asked
    files = [shlex.quote(str(directory / f"{name}.toml")) for name in (STATUS_QUO, KNEE)]
    flags = ["--seed", str(asked.fresh_seeds[0]), "--replications", str(asked.fresh)]
    if "behaviour" in asked.code:
        flags += ["--behaviour", shlex.quote(asked.code["behaviour"])]
    return " ".join(["budgetsim", "compare", *files, *flags])


def compare_reservation(made: Answer) -> str:
    """Say why its difference is not the one between two rows of the tables, if it is not."""
    asked, told = made.asked, []
    if asked.uncertainties:
        unknown = ", ".join(spoken(factor.name) for factor in asked.uncertainties)
        told.append(
            f"it takes {unknown} as the scenario has them, the tables in {asked.states} states of them"
        )
    if asked.robust != "mean":
        told.append(f"it compares means, the tables tell the {IN_WORDS[asked.robust]}")
    if not told:
        return ""
    return f"Its differences are not those of the tables: {'; '.join(told)}. Worlds and seeds are otherwise the same."


def knee_json(made: Answer) -> dict[str, Any]:
    """Return the knee as plain values: its levers, and every outcome with its difference from the status quo."""
    cells = made.cells
    mix = made.front.iloc[made.checked.knee]
    return {
        "mix": str(mix["mix"]),
        "levers": {factor.name: _plain(mix[factor.name]) for factor in made.asked.levers},
        "outcomes": cells["scenarios"]["knee"],
        "differences": cells["differences"]["knee"],
        "at_an_end": words.at_ends(made),
    }


def _show(made: Answer) -> None:
    from budgetsim.cli.console import console, say
    from budgetsim.cli.optimise_tables import lever_tables, mix_tables
    from budgetsim.language import language

    english = language()
    say(words.title(made), style="bold")
    for tell in (words.headline, words.policy, words.side_effects):
        say(tell(made, english))
    say()
    for grid in mix_tables(made):
        console().print(grid)
    for grid in lever_tables(made):
        console().print(grid)
    for text in words.reserves(made, english):
        say(text)
    for tell in (words.method, words.corners, words.unsought, words.trust, words.convergence):
        if text := tell(made, english):
            say(text)


def _scenario_files(made: Answer) -> str:
    return ", ".join(f"{name}.toml" for name in (STATUS_QUO, *made.named))


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
