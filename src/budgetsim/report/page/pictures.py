"""The figures of a study for a page: drawn here in both languages where that is possible, else as they were kept."""

from __future__ import annotations

import base64
import re
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.language import DEFAULT, LANGUAGES
from budgetsim.report.page.content import Picture
from budgetsim.report.page.source import OF_SCENARIOS, Source
from budgetsim.report.page.text import English, Piece, Said, english, say, visible
from budgetsim.studies.provenance import environment

if TYPE_CHECKING:
    from budgetsim.report.drawing import Drawing
    from budgetsim.studies.store import StudyResult

Draw = Callable[[str, str], "Drawing"]
OF_COMMAND: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        OF_SCENARIOS, ("trajectories", "distributions", "scores", "budgets", "flow", "december", "workload")
    ),
    "effects": ("tornado", "dose", "interactions"),
    "sensitivity": ("sobol",),
    "optimise": ("pareto",),
    "verify": ("theory", "evidence"),
}
"""Figures of the catalogue that tell a study, in reading order."""
REPLACED = {
    "tornado": {"effects"},
    "dose": {"dose"},
    "interactions": {"interactions"},
    "sobol": {"sobol-indices"},
    "pareto": {"front"},
    "theory": {"scorecard"},
}
"""Kept figures that a figure of the catalogue takes the place of, beside one of its own name."""
SAMPLE = 8
"""Seeds whose departments are simulated again for figures."""
LARGEST_SVG, LARGEST_PNG = 450_000, 2_000_000
"""Bytes from which a drawing becomes an image of points, and from which a kept image is left out."""
_DROPPED = re.compile(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>", re.DOTALL)
_IDENTIFIER = re.compile(r' id="([^"]*)"')
_DEFINITIONS = re.compile(r"<defs>\s*</defs>")


def pictures_of(source: Source, lead: str, tell: Callable[[str], None]) -> list[Picture]:
    """Return the figures of a study.

    Parameters
    ----------
    source
        The study.
    lead
        What identifiers in the drawings begin with: different for every study of a page.
    tell
        Called with the name of every figure before it is drawn.
    """
    found, done = [], set[str]()
    order = OF_COMMAND.get(source.command, ())
    for figure in order:
        tell(figure)
        draw = _drawer(source, figure)
        made = _drawn(draw, figure, lead) if draw is not None else None
        if made is not None:
            found.append(made)
            done |= {figure, *REPLACED.get(figure, ())}
    kept = [path for path in sorted((source.directory / "figures").glob("*.png")) if path.stem not in done]
    kept.sort(key=lambda path: order.index(path.stem) if path.stem in order else len(order))
    return [*found, *(picture for path in kept if (picture := _kept(path)) is not None)]


def _drawer(source: Source, figure: str) -> Draw | None:
    """Return what draws a figure of this study; ``None`` if there is nothing to draw it from."""
    from budgetsim.report.figures import draw

    data = _data(source, figure)
    return None if data is None else lambda name, code: draw(name, data, language=code)


def _data(source: Source, figure: str) -> Any:
    import pandas as pd

    tables = {
        "tornado": "tables/effects.csv",
        "dose": "tables/dose.csv",
        "interactions": "tables/factorial.csv",
        "sobol": "indices.csv",
    }
    if figure in tables:
        path = source.directory / tables[figure]
        wrong = figure == "sobol" and source.answer["method"] != "sobol"
        return None if wrong or not path.is_file() else pd.read_csv(path)
    if figure == "pareto":
        return _front(source.directory)
    if source.command == "verify":
        lines = [line for line in source.answer if ("role" in line) == (figure == "evidence")]
        return lines or None
    return _sampled(source, figure)


def _front(directory: Path) -> Mapping[str, Any] | None:
    import pandas as pd

    names = {"front": "front.parquet", "mixes": "mixes.parquet"}
    if not all((directory / name).is_file() for name in (*names.values(), "references.csv")):
        return None
    return {
        **{key: pd.read_parquet(directory / name) for key, name in names.items()},
        "references": pd.read_csv(directory / "references.csv"),
    }


def _sampled(source: Source, figure: str) -> Any:
    """Return the table of a figure of a run; what is below the district is simulated again, if the model is the same.

    Code of others that a study was run with is never loaded by a report.
    """
    from budgetsim.report.figures import FIGURES

    study: Any = source.study
    if FIGURES[figure].needs == "outcomes":
        return study.outcomes
    same = source.environment.get("model_sha256") == environment()["model_sha256"]
    if source.about["code"] or not same:
        return None
    return _sample_of(study).of(figure)


def _sample_of(study: StudyResult) -> Any:
    """Return a sample of the study's worlds, simulated once."""
    kept = study.__dict__.get("_report_sample")
    if kept is None:
        from budgetsim.report.figures import MOST_PANELS, sample_of

        kept = sample_of(study.scenarios[:MOST_PANELS], study.seeds[:SAMPLE], study.about["years"])
        study.__dict__["_report_sample"] = kept
    return kept


def _drawn(draw: Draw, figure: str, lead: str) -> Picture | None:
    """Draw a figure in every language; ``None`` if its data do not suffice."""
    from budgetsim.report.figures import FigureError

    svg: dict[str, str] = {}
    png: dict[str, str] = {}
    alt: dict[str, tuple[Piece, ...]] = {}
    caption: dict[str, tuple[Piece, ...]] = {}
    for code in LANGUAGES:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the command says once that a font is missing
                drawing = draw(figure, code)
                markup = embedded(drawing, f"{lead}-{figure}-{code}")
        except FigureError:
            return None
        if len(markup) > LARGEST_SVG:
            png[code] = base64.b64encode(drawing.png()).decode()
        else:
            svg[code] = markup
        is_own = drawing.language == code
        alt[code] = (visible(drawing.alt),) if is_own else (English(visible(drawing.alt)),)
        caption[code] = (visible(drawing.caption),) if is_own else (English(visible(drawing.caption)),)
    return Picture(figure, Said(alt), Said(caption), svg, png)


def embedded(drawing: Drawing, prefix: str) -> str:
    """Return a drawing as markup for a page: no style of its own that would reach the page, nothing invisible."""
    return visible(_told_apart(_DEFINITIONS.sub("", _DROPPED.sub("", drawing.svg(prefix)))))


def _told_apart(markup: str) -> str:
    """Give identifiers that a drawing has twice, such as those of panels with the same picture, a number each."""
    seen: dict[str, int] = {}

    def once(found: re.Match[str]) -> str:
        seen[found[1]] = seen.get(found[1], 0) + 1
        return found[0] if seen[found[1]] == 1 else f' id="{found[1]}-{seen[found[1]]}"'

    return _IDENTIFIER.sub(once, markup)


def _kept(path: Path) -> Picture | None:
    """Return a figure as a command left it, with its caption in English."""
    try:
        data = path.read_bytes()
        words = path.with_suffix(".txt")
        caption = (
            words.read_text(encoding="utf-8", errors="replace").strip() if words.is_file() else path.stem
        )
    except OSError:
        return None
    if not data.startswith(b"\x89PNG") or len(data) > LARGEST_PNG:
        return None
    picture = base64.b64encode(data).decode()
    kind = visible(path.stem.replace("-", " ").replace("_", " "))
    return Picture(
        path.stem, say("report-figure-kept", kind=english(kind)), english(caption), {}, {DEFAULT: picture}
    )
