"""``budgetsim figures``: the catalogue of figures, and any of them drawn again from results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.commands import examples
from budgetsim.cli.guard import InputError, complain, joined
from budgetsim.language import DEFAULT, SPOKEN, told
from budgetsim.scenario_files.names import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from budgetsim.report.drawing import Drawn
    from budgetsim.report.figures import Kept

WITHOUT_DATA = "fiscal_year"
FOLDER = "figures"


@examples(
    "budgetsim figures",
    "budgetsim figures results/compare-mine --language zh --figure-format pdf --figure-format svg",
    "budgetsim figures results/effects-mine --only tornado --out paper",
    "budgetsim figures --only fiscal_year --out paper",
)
def figures(  # noqa: PLR0913 - one flag each
    results: Annotated[
        Path | None, typer.Argument(metavar="RESULTS", autocompletion=o.complete_results)
    ] = None,
    *,
    only: Annotated[str | None, o.text("A,B,…", panel=o.OUTPUT)] = None,
    figure_format: o.FigureFormats = None,
    dpi: o.Dpi = None,
    out: o.Out = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """List available figures, or redraw those of a results directory.

    Raises
    ------
    InputError
        If the data are not enough for a figure, or its files cannot be written.
    """
    from budgetsim.report.drawing import FigureError
    from budgetsim.scenario_files.read import reason_of

    wanted, formats, language = _wanted(only), o.formats_of(figure_format, dpi), SPOKEN.get()
    if results is None and not wanted:
        _catalogue(language, json=json)
        return
    folder = _folder(results, out, language)
    try:
        drawn = _draw(_chosen(results, wanted), language, folder, formats)
    except FigureError as error:
        raise InputError(str(error)) from error
    except OSError as error:
        reason = reason_of(error)
        raise InputError(told("cli-figures-not-written", folder=str(folder), reason=reason)) from error
    if json:
        from budgetsim.cli.console import print_json

        print_json([_plain(one) for one in drawn])
    elif not quiet:
        from budgetsim.cli.console import say_figure

        for one in drawn:
            say_figure(one, all_files=True)


def _wanted(only: str | None) -> list[str]:
    """Return the figures that are asked for; every wrong name is told.

    Raises
    ------
    InputError
        If there is no such figure.
    """
    from budgetsim.report.figures import FIGURES

    names = [name.strip() for name in (only or "").split(",") if name.strip()]
    wrong = [name for name in names if name not in FIGURES]
    if wrong or (only is not None and not names):
        hints = [f"{name!r}: {did_you_mean(name, FIGURES, told('cli-no-such-figure'))}" for name in wrong]
        raise InputError(
            joined(f"--only {'; '.join(hints) or told('cli-names-nothing')}", told("cli-figures-list"))
        )
    return names


def _chosen(results: Path | None, wanted: Sequence[str]) -> list[Kept]:
    """Return the figures to draw.

    Raises
    ------
    InputError
        If the results have no data for a figure that is asked for.
    """
    from budgetsim.report.figures import FIGURES, Kept, draw, figures_of

    known = {WITHOUT_DATA: Kept(WITHOUT_DATA, lambda code: draw(WITHOUT_DATA, language=code))}
    if results is not None:
        known |= figures_of(results)
    lacking = [name for name in wanted if name not in known]
    if lacking:
        names = ",".join(lacking)
        needs = [told("cli-figure-needs", figure=name, source=FIGURES[name].data.source) for name in lacking]
        if results is None:
            raise InputError(joined(told("cli-figures-without-results", names=names), *needs))
        message = told("cli-figures-without-data", names=names, directory=str(results))
        raise InputError(joined(message, *needs))
    barred = [name for name in wanted if known[name].lack]
    if barred:
        raise InputError(f"--only {','.join(barred)}: {results}: {known[barred[0]].lack}")
    chosen = wanted or [name for name, kept in known.items() if name != WITHOUT_DATA and not kept.lack]
    left_out = [kept for kept in known.values() if kept.lack and kept.name not in chosen]
    if left_out:
        names = ", ".join(kept.name for kept in left_out)
        complain(told("cli-not-drawn", names=names, reason=left_out[0].lack))
    return [known[name] for name in chosen]


def _folder(results: Path | None, out: Path | None, language: str) -> Path:
    if out is not None:
        return out
    folder = Path(FOLDER) if results is None else results / FOLDER
    return folder if language == DEFAULT else folder / language


def _draw(chosen: Sequence[Kept], language: str, folder: Path, formats: Sequence[str]) -> list[Drawn]:
    """Return the figures, drawn and written."""
    import warnings

    from budgetsim.report.lettering import FontWarning

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", FontWarning)
        drawn = [figure.draw(language).save(folder, formats) for figure in chosen]
    for text in dict.fromkeys(str(one.message) for one in warned if issubclass(one.category, FontWarning)):
        complain(text)
    return drawn


def _plain(drawn: Drawn) -> dict[str, Any]:
    files = [str(file) for file in drawn.files]
    return {"name": drawn.name, "caption": drawn.caption, "alt": drawn.alt, "files": files}


_COLUMNS = (("figure", "keep"), ("shows", "left"), ("drawn-from", "left"))


def _catalogue(language: str, *, json: bool) -> None:
    from budgetsim.cli.console import console, print_json, table
    from budgetsim.report.figures import FIGURES

    if json:
        print_json(
            [
                {
                    "name": kind.name,
                    "title": kind.title(language),
                    "shows": kind.shows(language),
                    "alt": kind.alt(language),
                    "needs": kind.data.source,
                    "columns": list(kind.data.columns),
                }
                for kind in FIGURES.values()
            ]
        )
        return
    rows = [(kind.name, kind.shows(language), kind.data.source) for kind in FIGURES.values()]
    console().print(table([(told(f"cli-head-{head}"), way) for head, way in _COLUMNS], rows))
