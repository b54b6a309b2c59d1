"""``budgetsim calibrate``: behavioural parameters estimated from a panel of real units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budgetsim.cli import options as o
from budgetsim.cli.guard import INTERRUPTED, InputError, complain, leave_interrupted
from budgetsim.cli.options import Doing, Running
from budgetsim.cli.study import refuse_fixed, refuse_inert
from budgetsim.studies.progress import ProgressLine, Shown

if TYPE_CHECKING:
    from budgetsim.studies.calibrate.panel_file import PanelFile
    from budgetsim.studies.calibrate.problem import Problem
    from budgetsim.studies.calibrate.result import Answer
    from budgetsim.studies.calibrate.target import Target

ESTIMATION = "How to estimate"


@dataclass(frozen=True)
class Estimation:
    """How the parameters are estimated."""

    hold_out: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(-999_999, 999_999),
            metavar="YEAR",
            help="Predict the panel's last year instead of using it.",
            rich_help_panel=ESTIMATION,
        ),
    ] = None
    weighting: Annotated[
        str | None,
        typer.Option(
            metavar="HOW",
            help="Weights of moments: diagonal (inverse bootstrap variances; default) or optimal (inverse covariance).",
            rich_help_panel=ESTIMATION,
        ),
    ] = None
    year_effects: Annotated[
        str | None,
        typer.Option(
            metavar="HOW",
            help="Moments of scores and of changes of budgets net of what all units share in a year: on, off, or auto"
            " (on from three years of the panel; default).",
            rich_help_panel=ESTIMATION,
        ),
    ] = None
    copies: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(2, 1000),
            metavar="N",
            help="Simulated panels as large as yours for each candidate. Default: 10.",
            rich_help_panel=ESTIMATION,
        ),
    ] = None
    bootstrap: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(50, 100_000),
            metavar="N",
            help="Times that units are resampled. Default: 500.",
            rich_help_panel=ESTIMATION,
        ),
    ] = None
    search: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, 100_000),
            metavar="N",
            help="Candidates of the first look at the whole ranges. Default: 256.",
            rich_help_panel=ESTIMATION,
        ),
    ] = None
    starts: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, 100),
            metavar="N",
            help="The best of them from which to go downhill at most, until the two best ends agree. Default: 15.",
            rich_help_panel=ESTIMATION,
        ),
    ] = None
    settings: o.Settings = None
    seed: o.SomeSeed = None


@dataclass(frozen=True)
class Told(Doing):
    """Where a calibration runs, and how it is told."""

    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the findings as Markdown.", rich_help_panel=o.OUTPUT)
    ] = False

    @property
    def how(self) -> str:
        """What is printed: ``json``, ``markdown``, ``nothing`` or ``text``."""
        return "json" if self.json else "markdown" if self.markdown else "nothing" if self.quiet else "text"


def calibrate(
    panel: Annotated[
        Path,
        typer.Argument(metavar="PANEL.csv", help="Panel of units and years: one row per unit and year."),
    ],
    *,
    target: Annotated[
        Path,
        typer.Option(
            "--target",
            "-t",
            metavar="FILE.toml",
            help="Target file: base scenario, columns of the panel, parameters with ranges, moments. Examples are in"
            " experiments/calibration/.",
        ),
    ],
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Read panel and target, print the panel's moments, and simulate nothing."
        ),
    ] = False,
    estimation: Estimation,
    doing: Told,
) -> None:
    """Estimate behavioural parameters from a panel by the method of simulated moments, with their uncertainty.

    Says which parameters the moments cannot pin down and which moments the model does not fit, predicts a held-out
    year, and writes a scenario that extends the base.

    Try:

      budgetsim calibrate panel.csv --target experiments/calibration/generic.toml --check

      budgetsim calibrate panel.csv --target experiments/calibration/generic.toml --workers 2

      budgetsim calibrate panel.csv -t mine.toml --hold-out 2024 --copies 20 --out results/mine
    """
    if doing.json and doing.markdown:
        raise InputError("--json and --markdown: choose one; both print to standard output")
    problem = _problem(panel, target, estimation, quiet=doing.running.quiet)
    if check:
        _show_data(problem, doing.how)
        return
    made, directory = _run(problem, doing.running)
    _present(made, directory, doing.formats, doing.how)


def _problem(panel: Path, target: Path, estimation: Estimation, *, quiet: bool) -> Problem:
    """Return what is asked for; faults of the target file come before those of the panel that it describes."""
    from dataclasses import replace

    from budgetsim.scenario import apply_settings
    from budgetsim.studies.calibrate.panel_file import read_panel
    from budgetsim.studies.calibrate.target import WEIGHTINGS, YEAR_EFFECTS, read_target

    flags = dict(vars(estimation))
    settings = flags.pop("settings")
    _known("--weighting", flags["weighting"], WEIGHTINGS, "no such weighting", "weightings")
    _known("--year-effects", flags["year_effects"], YEAR_EFFECTS, "no such choice", "choices")
    asked = read_target(target, flags)
    if settings:
        asked = replace(asked, base=apply_settings(asked.base, settings))
        refuse_fixed(asked.factors, settings)
        refuse_inert((asked.base,), settings, asked.factors)
    return _posed(asked, read_panel(panel, asked.columns), quiet=quiet)


def _known(flag: str, value: str | None, options: Sequence[str], unknown: str, several: str) -> None:
    """Refuse a value of a flag that is not one of its options.

    Raises
    ------
    InputError
        With the nearest option and all of them.
    """
    from budgetsim.scenario_files.names import did_you_mean

    if value is not None and value not in options:
        hint = did_you_mean(value, options, unknown)
        raise InputError(f"{flag} {value!r}: {hint} ({several}: {', '.join(options)})")


def _posed(asked: Target, file: PanelFile, *, quiet: bool) -> Problem:
    """Return the problem, and say how far resampling is: a large panel takes minutes."""
    from budgetsim.language import language
    from budgetsim.report.panel_text import notes_told
    from budgetsim.scenario import ScenarioError
    from budgetsim.studies.calibrate.problem import pose

    line = ProgressLine(Shown.detect() if not quiet else Shown.NOWHERE, what="bootstrap panels")
    try:
        return pose(asked, file, line)
    except ScenarioError:
        for note in notes_told(file.notes, language()):  # an artefact may be why the panel yields no moment
            complain(f"note: {note}")
        raise
    except KeyboardInterrupt:
        line.close()
        complain("interrupted before anything was simulated; the same command starts anew")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        line.close()


def _run(problem: Problem, how: Running) -> tuple[Answer, Path]:
    """Calibrate or resume; what was finished stays when it is interrupted."""
    from budgetsim.studies.calibrate.answer import answer, head_of
    from budgetsim.studies.executors import open_executor
    from budgetsim.studies.runner import open_campaign

    head = head_of(problem)
    directory = head.default_directory() if how.out is None else how.out
    processes = _prepare(problem, directory, how)
    line = ProgressLine(Shown.detect() if not how.quiet else Shown.NOWHERE)
    try:
        with (
            open_campaign(head, directory) as campaign,
            open_executor(processes, how.scheduler) as pool,
        ):
            return answer(problem, campaign, pool, line), directory
    except KeyboardInterrupt:
        line.close()
        raise typer.Exit(leave_interrupted(f"the same command goes on in {directory}")) from None
    finally:
        line.close()


def _prepare(problem: Problem, directory: Path, how: Running) -> int:
    """Tell what the calibration costs, if somebody should know; return the number of processes."""
    from dataclasses import replace

    from budgetsim.cli.cost import SMALLER, WORTH_WORKERS, announce
    from budgetsim.studies.calibrate.cost import cost_of, rough_seconds
    from budgetsim.studies.cost import WORTH_A_TRIAL, processes_for
    from budgetsim.studies.executors import available_processors

    rough = rough_seconds(problem)
    processes = processes_for(rough, how.workers, how.scheduler, WORTH_WORKERS)
    at_once = min(processes, available_processors()) if how.scheduler is None else 1
    cost = cost_of(problem, directory, processes=processes, is_tried=how.dry_run or rough > WORTH_A_TRIAL)
    announce(replace(cost, seconds=cost.seconds / at_once, smaller=SMALLER["calibrate"]), how)
    return processes


def _present(made: Answer, directory: Path, formats: Sequence[str], how: str) -> None:
    """Draw figures, print findings as ``how`` says: "json", "markdown", "text" or "nothing"."""
    from budgetsim.report.calibrate_text import findings
    from budgetsim.report.findings import findings_in_each
    from budgetsim.studies.calibrate.answer import summary
    from budgetsim.studies.files import keep_answer
    from budgetsim.studies.provenance import KEY, SCIENCE

    drawn = []
    if formats:
        from budgetsim.report.calibrate import draw_calibration

        drawn = draw_calibration(made, directory / "figures", formats)
    document = {
        **findings_in_each(partial(findings, made)),
        **summary(made),
        KEY: SCIENCE,
        "directory": str(directory),
    }
    keep_answer(document, directory)
    if how == "json":
        from budgetsim.cli.console import print_json

        print_json(document)
    elif how == "markdown":
        from budgetsim.cli.console import print_text
        from budgetsim.report.calibrate_page import page

        print_text(page(made))
    elif how == "text":
        from budgetsim.cli.console import say

        _show(made)
        held = ", prediction.csv" if made.prediction is not None else ""
        say(
            f"Results: {directory} (estimates.csv, moments.csv{held}, sensitivity.csv, evaluations.csv,"
            " calibrated.toml)"
        )
        say(f"Run the calibrated scenario with: budgetsim run {directory / 'calibrated.toml'}")
        for figure in drawn:
            say(f"Figure: {figure.files[0]}\n  {figure.caption}")


def _show(made: Answer) -> None:
    from budgetsim.cli.console import console, say, table
    from budgetsim.language import language
    from budgetsim.report.calibrate_page import note, tables
    from budgetsim.report.calibrate_text import findings, title

    say(title(made), style="bold")
    for text in findings(made, language()):
        say(text)
    say()
    for name, heads, rows in tables(made):
        console().print(table(heads, rows, name))
    say(note(made))


def _show_data(problem: Problem, how: str) -> None:
    """Print what the panel says, before anything is simulated."""
    from budgetsim.cli.console import console, print_json, print_text, say, table
    from budgetsim.language import language
    from budgetsim.report.calibrate_page import DATA, data_page
    from budgetsim.report.calibrate_rows import data_rows
    from budgetsim.report.calibrate_text import year_effects
    from budgetsim.report.findings import findings_in_each
    from budgetsim.report.panel_text import notes_told

    panel = problem.panel
    if how == "json":
        cells = {
            one.name: {
                "data": float(problem.data[place]),
                "error": float(problem.errors[place]),
                "fitted": place < problem.fitted,
                "unit": one.unit,
            }
            for place, one in enumerate(problem.moments)
        }
        notes = findings_in_each(partial(notes_told, problem.whole.notes), name="notes")
        about = {"units": len(panel), "years": list(panel.years), "year_effects": panel.net_of_years}
        print_json({**about, **notes, "moments": cells})
    elif how == "markdown":
        print_text(data_page(problem))
    elif how == "text":
        say(
            f"{len(panel):,} units, {panel.years[0]} to {panel.years[-1]}, {int(panel.present.sum()):,} unit-years;"
            f" {int(panel.covered.sum()):,} externally evaluated. Nothing was simulated.",
            style="bold",
        )
        say(year_effects(problem, language()))
        for note in notes_told(problem.whole.notes, language()):
            say(note)
        console().print(table(DATA, data_rows(problem)))
