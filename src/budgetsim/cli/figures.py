"""``budgetsim figures``: the catalogue of figures, and any of them drawn again from results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.guard import InputError, complain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from budgetsim.report.drawing import Drawn
    from budgetsim.report.figures import Kept

WITHOUT_DATA = "fiscal_year"
FOLDER = "figures"


def figures(  # noqa: PLR0913 - one flag each
    results: Annotated[
        Path | None,
        typer.Argument(
            metavar="[RESULTS]",
            help="Directory that run, compare, sweep, effects, sensitivity, optimise, discover, calibrate or"
            " verify --out wrote; without one, the catalogue is listed.",
            show_default=False,
            autocompletion=o.complete_results,
        ),
    ] = None,
    *,
    only: Annotated[
        str | None, typer.Option(metavar="A,B,…", help="Draw these figures only.", rich_help_panel=o.OUTPUT)
    ] = None,
    language: o.Language = o.LanguageCode.EN,
    figure_format: o.FigureFormats = None,
    dpi: o.Dpi = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Where the figures go; default: figures in RESULTS, figures/zh for Chinese ones.",
            rich_help_panel=o.OUTPUT,
        ),
    ] = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """List the figures that there are, or draw those of some results again: for a paper, in another language or format.

    Try:

      budgetsim figures

      budgetsim figures results/compare-mine --language zh --figure-format pdf --figure-format svg

      budgetsim figures results/effects-mine --only tornado --out paper

      budgetsim figures --only fiscal_year --out paper
    """
    from budgetsim.report.drawing import FigureError

    wanted, formats = _wanted(only), o.formats_of(figure_format, dpi)
    if results is None and not wanted:
        _catalogue(str(language), json=json)
        return
    place = _place(results, out, str(language))
    try:
        drawn = _draw(_chosen(results, wanted), str(language), place, formats)
    except FigureError as error:
        raise InputError(str(error)) from error
    except OSError as error:
        raise InputError(f"figures cannot be written to {place}: {error.strerror or error}") from error
    if json:
        from budgetsim.cli.console import print_json

        print_json([_plain(one) for one in drawn])
    elif not quiet:
        from budgetsim.cli.console import say

        for one in drawn:
            say(f"Figure: {', '.join(map(str, one.files))}\n  {one.caption}")


def _wanted(only: str | None) -> list[str]:
    """Return the figures that are asked for; every wrong name is told.

    Raises
    ------
    InputError
        If there is no such figure.
    """
    from budgetsim.report.figures import FIGURES
    from budgetsim.scenario_files.names import did_you_mean

    names = [name.strip() for name in (only or "").split(",") if name.strip()]
    wrong = [name for name in names if name not in FIGURES]
    if wrong or (only is not None and not names):
        hints = "; ".join(f"{name!r}: {did_you_mean(name, FIGURES, 'no such figure')}" for name in wrong)
        raise InputError(f"--only {hints or 'names nothing'}; `budgetsim figures` lists all")
    return names


def _chosen(results: Path | None, wanted: Sequence[str]) -> list[Kept]:
    """Return the figures to draw.

    Raises
    ------
    InputError
        If the results have no data for a figure that is asked for.
    """
    from budgetsim.report.figures import FIGURES, Kept, figures_of

    known = {WITHOUT_DATA: Kept(WITHOUT_DATA, lambda: None)}
    if results is not None:
        known |= figures_of(results)
    lacking = [name for name in wanted if name not in known]
    if lacking:
        needs = "; ".join(f"{name} needs {FIGURES[name].data.source}" for name in lacking)
        where = "no results were given" if results is None else f"{results} does not hold the data"
        raise InputError(f"--only {','.join(lacking)}: {where}; {needs}")
    barred = [name for name in wanted if known[name].lack]
    if barred:
        raise InputError(f"--only {','.join(barred)}: {results}: {known[barred[0]].lack}")
    chosen = wanted or [name for name, kept in known.items() if name != WITHOUT_DATA and not kept.lack]
    _tell_left_out([kept for kept in known.values() if kept.lack and kept.name not in chosen])
    return [known[name] for name in chosen]


def _tell_left_out(barred: Sequence[Kept]) -> None:
    if barred:
        complain(f"not drawn: {', '.join(kept.name for kept in barred)}; {barred[0].lack}")


def _place(results: Path | None, out: Path | None, language: str) -> Path:
    if out is not None:
        return out
    folder = Path(FOLDER) if results is None else results / FOLDER
    return folder if language == "en" else folder / language


def _draw(chosen: Sequence[Kept], language: str, place: Path, formats: Sequence[str]) -> list[Drawn]:
    import warnings

    from budgetsim.report.lettering import FontWarning

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", FontWarning)
        drawn = [figure.draw(language).save(place, formats) for figure in chosen]
    for text in dict.fromkeys(str(one.message) for one in told if issubclass(one.category, FontWarning)):
        complain(text)
    return drawn


def _plain(drawn: Drawn) -> dict[str, Any]:
    files = [str(file) for file in drawn.files]
    return {"name": drawn.name, "caption": drawn.caption, "alt": drawn.alt, "files": files}


def _catalogue(language: str, *, json: bool) -> None:
    from budgetsim.cli.console import console, print_json, table
    from budgetsim.report.figures import FIGURES

    if json:
        about = {"title": "title", "shows": "shows", "alt": "alt"}
        print_json(
            [
                {"name": kind.name, **{key: getattr(kind, name)(language) for key, name in about.items()},
                 "needs": kind.data.source, "columns": list(kind.data.columns)}
                for kind in FIGURES.values()
            ]
        )  # fmt: skip
        return
    rows = [(kind.name, kind.shows(language), kind.data.source) for kind in FIGURES.values()]
    console().print(table([("figure", "keep"), ("what it shows", "left"), ("drawn from", "left")], rows))
