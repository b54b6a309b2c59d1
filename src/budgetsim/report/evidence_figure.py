"""The figure of the field experiments: what was simulated in proportion to what was published."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import enumerated, quantity_name
from budgetsim.report.style import Drawn
from budgetsim.verification.evidence.agree import FACTOR

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from budgetsim.verification.evidence.finding import FieldFinding

ROW, AROUND = 0.19, 0.5
"""Inches of the height of a row, and of what is below the rows."""
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
    figure, (panel,) = layout.new_figure(AROUND + ROW * len(shown))
    _bands(panel, shown)
    _points(panel, shown)
    panel.axvline(1.0, color=style.INK, linewidth=0.7)
    panel.axvline(0.0, color=style.FAINT, linewidth=0.7)
    layout.name_rows(panel, names)
    panel.set_xlim(NEAREST, FURTHEST)
    panel.set(xlabel=say("figure-evidence-axis"), ylabel="")
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


def _bands(panel: Axes, shown: Sequence[Line]) -> None:
    """Draw what agrees with each finding."""
    for place, line in enumerate(shown):
        band = band_of(line)
        if band:
            low, high = sorted(end / _published(line) for end in band)
            panel.barh(place, high - low, left=low, height=0.62, color=BAND, linewidth=0, zorder=1)


def _points(panel: Axes, shown: Sequence[Line]) -> None:
    """Draw simulated over published values with their intervals; what lies beyond the panel is an arrow at its edge."""
    import pandas as pd
    import seaborn.objects as so

    table = pd.DataFrame([_scaled(line) for line in shown]).assign(at=range(len(shown)))
    inside = table[table["edge"] == table["value"]]
    (
        so.Plot(inside, x="value", y="at", xmin="low", xmax="high", color="tint", fill="holds")
        .scale(color=None, fill=so.Nominal({True: True, False: False}))
        .add(so.Range(linewidth=1.4), orient="y", legend=False)
        .add(so.Dot(pointsize=4.5), legend=False)
        .theme(style.current_theme())
        .on(panel)
        .plot()
    )
    for row in table[table["edge"] != table["value"]].to_dict("records"):
        shape = ">" if row["value"] > 0.0 else "<"
        panel.plot([row["edge"]], [row["at"]], shape, color=row["tint"], clip_on=False, zorder=3)


def _scaled(line: Line) -> dict[str, Any]:
    """Return the simulated value and its interval in proportion to the published number."""
    value, ends = _published(line), _ends(line)
    low, mean, high = sorted((ends[0] / value, float(line["simulated"]) / value, ends[1] / value))
    edge, tint = min(max(mean, NEAREST), FURTHEST), COLOURS[line["role"]]
    return {"low": low, "value": mean, "high": high, "edge": edge, "tint": tint, "holds": bool(line["holds"])}


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
    layout.legend_above(figure, handles, labels)


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
