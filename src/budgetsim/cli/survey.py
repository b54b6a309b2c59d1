"""``budgetsim survey``: the questionnaire written, answers read, set beside the model's, and made a scenario."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.commands import examples
from budgetsim.cli.guard import InputError, new_path
from budgetsim.language import spoken, told
from budgetsim.rounding import estimate
from budgetsim.scenario_files.faults import listed

if TYPE_CHECKING:
    from budgetsim.posterior import Posterior
    from budgetsim.scenario import Scenario
    from budgetsim.survey.mapping import Mapped
    from budgetsim.survey.read import Answers
    from budgetsim.survey.reliability import Reliability
    from budgetsim.survey.scales import Scale

AnswerFiles = Annotated[list[Path], typer.Argument(metavar="FILE...")]
Years = Annotated[int, o.number(1, 100)]
DESIGN: Mapping[str, Any] = {"design": "sobol", "samples": 64, "replications": 4}
"""How the study that is written goes through the ranges."""


@examples(
    "budgetsim survey write --out questionnaire.xlsx", "budgetsim survey write --language zh --out 问卷.xlsx"
)
def write(*, out: Annotated[str, o.text("FILE.xlsx", panel=o.OUTPUT)]) -> None:
    """Write the questionnaire: statements on the four links and what stands behind them, answered from 1 to 5."""
    from budgetsim.cli.console import say
    from budgetsim.survey.questionnaire import write_questionnaire

    path = new_path(out, ".xlsx")
    write_questionnaire(path, spoken())
    say(told("cli-forms-written", path=str(path)))


@examples("budgetsim survey example wangcheng_2022 --out answers.csv")
def example(
    scenario: o.ScenarioName,
    *,
    out: Annotated[str, o.text("FILE.csv", panel=o.OUTPUT)],
    years: Years = 5,
    seed: o.OneSeed = 0,
    respondents: Annotated[int, o.number(1, 100)] = 3,
) -> None:
    """Write what people in the departments of a district of the model answer at the end of a run."""
    from budgetsim.cli.console import say
    from budgetsim.scenario import load_scenario
    from budgetsim.studies.files import marked, write_whole
    from budgetsim.survey.items import ITEMS
    from budgetsim.survey.simulated import simulated_answers

    path = new_path(out, ".csv")
    answers = simulated_answers(load_scenario(scenario), seed, years, respondents)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["department", *(item.code for item in ITEMS)])
    writer.writerows(
        [name, *(int(value) for value in row)]
        for name, row in zip(answers.departments, answers.values, strict=True)
    )
    write_whole(path, marked(text.getvalue()))
    say(told("cli-forms-written", path=str(path)))


@examples(
    "budgetsim survey read answers.csv",
    "budgetsim survey read questionnaires --scenario wangcheng_2022 --figure survey.png",
)
def read(  # noqa: PLR0913 - one flag each
    files: AnswerFiles,
    *,
    scenario: Annotated[str | None, o.text("SCENARIO", autocompletion=o.complete_scenarios)] = None,
    years: Years = 5,
    seed: o.OneSeed = 0,
    figure: Annotated[Path | None, o.text("FILE.png", panel=o.OUTPUT)] = None,
    json: o.Json = False,
) -> None:
    """Tell what was answered on each scale and how reliably; beside what departments of the model answer.

    Raises
    ------
    InputError
        If a figure is asked for as something else than an image.
    """
    from budgetsim.cli.console import print_json
    from budgetsim.survey.scales import scales_of

    if figure is not None and figure.suffix.removeprefix(".") not in o.FORMATS:
        raise InputError(told("cli-survey-figure", name=figure.name, formats=listed(o.FORMATS)))
    answers = _answers(files)
    scales, reliable = scales_of(answers), _reliabilities(answers)
    simulated = _simulated(scenario, seed, years) if scenario else {}
    if json:
        print_json(
            {
                "respondents": len(answers.departments),
                "scales": {
                    name: {**_plain(scale), "reliability": _plain(reliable[name])}
                    for name, scale in scales.items()
                },
                "simulated": {name: _plain(scale) for name, scale in simulated.items()},
            }
        )
    else:
        _tell_scales(answers, scales, simulated, reliable)
    if figure is not None:
        _draw(figure, scales, simulated)


@examples(
    "budgetsim survey map answers.csv --base wangcheng_2022 --out mine.toml",
    "budgetsim survey map answers.csv --out mine.toml --draws mine.parquet",
)
def map_answers(  # noqa: PLR0913 - one flag each
    files: AnswerFiles,
    *,
    base: Annotated[
        str, o.text("SCENARIO", "--base", autocompletion=o.complete_scenarios)
    ] = "wangcheng_2022",
    out: Annotated[str | None, o.text("NAME.toml", panel=o.OUTPUT)] = None,
    draws: Annotated[str | None, o.text("FILE.parquet", panel=o.OUTPUT)] = None,
    parameters: Annotated[str | None, o.text("FILE")] = None,
    json: o.Json = False,
) -> None:
    """Say what answers mean for levers and traits, with ranges; write the scenario, and a study that draws from them.

    Raises
    ------
    InputError
        If a file is there already or cannot be, or draws are named and not to be written.
    """
    from budgetsim.cli.console import print_json, say
    from budgetsim.posterior import load_posterior
    from budgetsim.survey.mapping import mapped
    from budgetsim.survey.scales import scales_of

    if parameters and not draws:
        raise InputError(told("cli-survey-parameters"))
    paths = (
        [new_path(name, ".toml") for name in (out, f"{out.removesuffix('.toml')}_sweep.toml")] if out else []
    )
    drawn = new_path(draws) if draws else None
    if drawn is not None and drawn.suffix != ".parquet":
        raise InputError(told("cli-survey-draws-name", name=drawn.name))
    # Before anything is written: what cannot be read leaves no half of an answer behind.
    around = o.scenario_of("--base", base) if paths else None
    known = None if drawn is None else load_posterior(Path(parameters) if parameters else None)
    scales = scales_of(_answers(files))
    found = mapped(scales)
    if json:
        print_json([asdict(one) for one in found])
    else:
        _tell_mapped(found)
    if around is not None:
        number = max(scale.number for scale in scales.values())
        _write(around, found, number, paths, is_drawn=drawn is not None)
        if not json:
            say(told("cli-survey-written", scenario=str(paths[0]), study=str(paths[1])))
    if drawn is not None and known is not None:
        _write_draws(drawn, found, known, str(paths[0]) if paths else "", quiet=json)


def _write_draws(
    path: Path, found: Sequence[Mapped], known: Posterior, scenario: str, *, quiet: bool
) -> None:
    """Write draws that know what was answered, and tell which traits they are narrowed in."""
    from budgetsim.cli.console import say
    from budgetsim.posterior.file import parquet_bytes
    from budgetsim.studies.files import write_whole
    from budgetsim.survey.draws import narrowed

    made = narrowed(known, found)
    write_whole(path, parquet_bytes(made.posterior))
    if quiet:
        return
    say(
        told(
            "cli-survey-drawn",
            draws=str(path),
            number=str(len(made.posterior)),
            traits=listed(made.traits),
        )
    )
    if made.alone:
        say(told("cli-survey-drawn-alone", traits=listed(made.alone)))
    say(told("cli-survey-drawn-then", line=f"budgetsim run {scenario or 'SCENARIO'} --parameters {path}"))


def _write(
    base: Scenario, found: Sequence[Mapped], number: int, paths: Sequence[Path], *, is_drawn: bool
) -> None:
    from budgetsim.studies.files import write_whole
    from budgetsim.survey.draws import without_traits
    from budgetsim.survey.mapping import district, scenario_text, study_text

    scenario, study = paths
    about = told("survey-mapped-description", base=base.name, number=str(number))
    made = district(base, found, scenario.stem, about)
    made = without_traits(made, found) if is_drawn else made
    write_whole(scenario, scenario_text(made, found).encode())
    write_whole(study, study_text(scenario.name, found, DESIGN).encode())


def _answers(files: Sequence[Path]) -> Answers:
    from budgetsim.survey.read import read_answers

    return read_answers(files)


def _reliabilities(answers: Answers) -> dict[str, Reliability]:
    from budgetsim.survey.items import SCALES, items_of
    from budgetsim.survey.reliability import reliability

    return {name: reliability(answers.towards[:, items_of(name)]) for name in SCALES}


def _simulated(scenario: str, seed: int, years: int) -> dict[str, Scale]:
    from budgetsim.scenario import load_scenario
    from budgetsim.survey.scales import scales_of
    from budgetsim.survey.simulated import simulated_answers

    return scales_of(simulated_answers(load_scenario(scenario), seed, years))


def _plain(told_of: Any) -> dict[str, Any]:
    """Return values that JSON can hold: nothing for what is undefined."""
    values = asdict(told_of)
    return {
        key: None if isinstance(one, float) and not math.isfinite(one) else one for key, one in values.items()
    }


def _tell_scales(
    answers: Answers,
    scales: Mapping[str, Scale],
    simulated: Mapping[str, Scale],
    reliable: Mapping[str, Reliability],
) -> None:
    from budgetsim.cli.console import console, say, table

    say(told("cli-survey-read", respondents=f"{len(answers.departments):,}"), style="bold")
    heads = ["scale", "number", "surveyed", *(["simulated"] if simulated else [])]
    rows = [
        [
            told(f"survey-scale-{name}"), f"{scale.number:,}", _ranged(*scale.points),
            *([_ranged(*simulated[name].points)] if simulated else []),
        ]
        for name, scale in scales.items()
    ]  # fmt: skip
    console().print(table(_columns(heads), rows, told("survey-table-scales")))
    agreed = [
        [
            told(f"survey-scale-{name}"), str(own.items), f"{own.answers:,}",
            _ranged(own.alpha, own.low, own.high), _ranged(own.omega),
        ]
        for name, own in reliable.items()
    ]  # fmt: skip
    heads = ["scale", "statements", "complete", "alpha", "omega"]
    console().print(table(_columns(heads), agreed, told("survey-table-reliability")))
    say(told("cli-survey-note"))


def _columns(heads: Sequence[str]) -> list[tuple[str, str]]:
    return [(told(f"cli-head-{head}"), "keep" if head == "scale" else "right") for head in heads]


def _tell_mapped(found: Sequence[Mapped]) -> None:
    from budgetsim.cli.console import console, print_text, table

    heads = (
        ("scale", "left"),
        ("parameter", "keep"),
        ("value", "right"),
        ("range", "right"),
        ("why", "left"),
    )
    rows = [
        (told(f"survey-scale-{one.scale}"), one.parameter, f"{one.value:g}",
         told("table-interval", low=f"{one.low:g}", high=f"{one.high:g}"), one.reason)
        for one in found
    ]  # fmt: skip
    columns = [(told(f"cli-head-{head}"), way) for head, way in heads]
    console().print(table(columns, rows, told("survey-table-mapped")))
    ranges = (f"--uncertain {one.parameter}={one.low:g}:{one.high:g}" for one in found if one.low < one.high)
    print_text(" ".join(ranges) + "\n")


def _ranged(value: float, low: float = float("nan"), high: float = float("nan")) -> str:
    if not math.isfinite(value):
        return "–"
    found = estimate(value, low, high)
    if not found.is_known:
        return found.value
    return f"{found.value} ({told('table-interval', low=found.low, high=found.high)})"


def _draw(path: Path, scales: Mapping[str, Scale], simulated: Mapping[str, Scale]) -> None:
    from budgetsim.cli.console import say
    from budgetsim.report.survey import drawing

    points = {"surveyed": scales, **({"simulated": simulated} if simulated else {})}
    drawn = drawing(
        {kind: {name: one.points for name, one in own.items()} for kind, own in points.items()}, spoken()
    )
    drawn.save(path.parent, name=path.stem, formats=[path.suffix.removeprefix(".")])
    say(str(path))
