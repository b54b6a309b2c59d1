"""The figure of the field experiments: what was simulated in proportion to what was published."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language, language
from budgetsim.report import style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import enumerated, quantity_name
from budgetsim.report.style import Drawn
from budgetsim.verification.evidence.agree import FACTOR

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from budgetsim.verification.evidence.finding import FieldFinding

BODY, ROW, AROUND = 3.9, 0.26, 0.65
"""Inches: of the width beside the names, of a row, of what is above and below the rows."""
LETTER = 0.07
FURTHEST = 4.0
"""Times the published size beyond which a point is drawn at the edge, as an arrow."""
NEAREST = -0.35 * FURTHEST
BAND = "#dcdcdc"
COLOURS = {"calibration": style.colour(0), "prediction": style.colour(1)}
KINDS = ("difference", "relative", "interaction")
_YEARS = re.compile(r"(\d{4})_(\d{4})")
Line = Mapping[str, Any]


def draw(
    findings: Sequence[FieldFinding], directory: Path, formats: Sequence[str] = ("png",)
) -> Drawn | None:
    """Draw the findings that have a published number; ``None`` if there is none.

    Parameters
    ----------
    findings
        What was found.
    directory
        Where the figure goes.
    formats
        png, svg or pdf.
    """
    lines = [finding.to_dict() for finding in findings]
    if not any(is_comparable(line) for line in lines):
        return None
    with style.house_style():
        return style.save(*sketch(lines), directory, "evidence", formats)


def sketch(lines: Sequence[Line], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure and its caption.

    Parameters
    ----------
    lines
        Lines of ``scorecard.json`` of ``budgetsim verify --evidence``; others are left out.
    say
        Language of the words; English by default.

    Raises
    ------
    FigureError
        If no line has a published number to compare with.
    """
    say = say or language()
    shown = [line for line in lines if is_comparable(line)]
    if not shown:
        raise FigureError(
            "no line of the scorecard has a published number that something can be compared with"
        )
    names = [_label(say, line) for line in shown]
    left = 0.3 + LETTER * max(map(style.letters, names))
    size = (left + BODY, AROUND + ROW * len(shown))
    figure, (panel,) = style.new_figure(size, 1, 1, 1, left=left, above=0.1)
    for place, line in enumerate(shown):
        _row(panel, place, line)
    panel.axvline(1.0, color=style.INK, linewidth=0.8)
    panel.axvline(0.0, color=style.FAINT, linewidth=0.8)
    panel.set_yticks(range(len(shown)), names)
    panel.set_ylim(len(shown) - 0.4, -0.6)
    panel.set_xlim(NEAREST, FURTHEST)
    panel.set_xlabel(say("figure-evidence-axis"))
    panel.tick_params(axis="y", length=0)
    _legend(figure, say)
    return figure, _caption(lines, shown, say)


def is_comparable(line: Line) -> bool:
    """Whether something was simulated and a number published, whose interval does not hold 0."""
    return line.get("role") is not None and line.get("simulated") is not None and _published(line) != 0.0


def _published(line: Line) -> float:
    """Return the published number; 0 if there is none, or if 0 is as likely, so that proportions mean nothing."""
    low, high = line.get("expected_low"), line.get("expected_high")
    if low is not None and high is not None and low <= 0.0 <= high:
        return 0.0
    return float(line.get("expected") or 0.0)


def _ends(line: Line) -> tuple[float, float]:
    """Return the simulated interval, or the mean alone where one seed allows none."""
    low, high, mean = line.get("simulated_low"), line.get("simulated_high"), float(line["simulated"])
    return (mean, mean) if low is None or high is None else (float(low), float(high))


def _row(panel: Axes, place: int, line: Line) -> None:
    """Draw one finding: what agrees as a band, the simulated value with its interval."""
    value, colour = _published(line), COLOURS[line["role"]]
    band = band_of(line)
    if band:
        low, high = sorted(end / value for end in band)
        panel.barh(place, high - low, left=low, height=0.62, color=BAND, zorder=1)
    ends = _ends(line)
    low, mean, high = sorted((ends[0] / value, float(line["simulated"]) / value, ends[1] / value))
    edge = min(max(mean, NEAREST), FURTHEST)
    if edge != mean:
        panel.plot([edge], [place], ">" if mean > 0.0 else "<", color=colour, clip_on=False, zorder=3)
        return
    panel.plot([low, high], [place, place], color=colour, linewidth=1.6, zorder=2)
    panel.plot([mean], [place], "o", color=colour, markersize=5.5, zorder=3,
               markerfacecolor=colour if line["holds"] else "white")  # fmt: skip


def band_of(line: Line) -> tuple[float, float] | None:
    """Return the values that agree by the rule of the line; none where the sign alone counts."""
    effect, rule = _published(line), line["agreement"]
    if rule == "interval" and line.get("expected_low") is not None:
        return float(line["expected_low"]), float(line["expected_high"])
    if rule == "margin" and line.get("tolerance") is not None:
        # The tolerance of a line is its margin and the simulated interval's arm towards the published number.
        mean, ends = float(line["simulated"]), _ends(line)
        arm = mean - ends[0] if mean > effect else ends[1] - mean
        margin = float(line["tolerance"]) - arm
        return effect - margin, effect + margin
    return (effect / FACTOR, effect * FACTOR) if rule == "size" else None


def _label(say: Language, line: Line) -> str:
    name, kind = quantity_name(say, str(line["quantity"])), line.get("as")
    what = say(f"figure-evidence-{kind}", name=name) if kind in KINDS else name
    return f"{what} · {_source(str(line['id']))}"


def _source(name: str) -> str:
    """Return the name of an experiment as people write it: ``olken_2007`` is Olken 2007."""
    words = _YEARS.sub(r"\1–\2", name).replace("_", " ")
    return " ".join(word[:1].upper() + word[1:] for word in words.split())


def _legend(figure: Figure, say: Language) -> None:
    from matplotlib.lines import Line2D

    about: dict[str, Any] = {"marker": "o", "linestyle": ""}
    handles = [Line2D([], [], color=colour, **about) for colour in COLOURS.values()]
    handles.append(Line2D([], [], color=style.INK, markerfacecolor="white", **about))
    labels = [say(f"figure-evidence-{role}") for role in (*COLOURS, "missed")]
    style.legend_above(figure, handles, labels)


def _caption(lines: Sequence[Line], shown: Sequence[Line], say: Language) -> str:
    told = []
    for role in COLOURS:
        mine = [line for line in shown if line["role"] == role]
        if mine:
            agree = str(sum(bool(line["holds"]) for line in mine))
            told.append(say(f"figure-evidence-{role}-agree", agree=agree, count=str(len(mine))))
    left = sum(line.get("role") is not None or "status" in line for line in lines) - len(shown)
    return say(
        "figure-evidence-caption",
        told=enumerated(say, told),
        least=f"1/{FACTOR:g}",
        most=f"{FACTOR:g}",
        left="" if left <= 0 else say("figure-evidence-left", count=str(left)),
    )
