"""The figure of the field experiments: what was simulated in proportion to what was published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from budgetsim.report import style
from budgetsim.report.evidence import compared
from budgetsim.report.style import Drawn
from budgetsim.verification.evidence.agree import FACTOR
from budgetsim.verification.evidence.finding import FieldFinding

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, ROW, AROUND = 8.2, 0.27, 0.9
"""Inches: of the figure, of a row, of what is above and below the rows."""
LEFT = 4.3
FURTHEST = 4.0
"""Times the published size beyond which a point is drawn at the edge, as an arrow."""
BAND = "#dcdcdc"
COLOURS = {"calibration": style.colour(0), "prediction": style.colour(1)}
CAPTION = (
    "Simulated in proportion to published, 1 being the published value (95 % intervals over seeds). Grey: what agrees "
    f"(published interval, stated margin, or from 1/{FACTOR:g} to {FACTOR:g} times the size). Filled: agrees by the "
    "rule stated beforehand. Left out: findings without a number, or whose interval holds 0. Arrows: beyond the axis."
)


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
    shown = [finding for finding in findings if finding.estimate is not None and _published(finding)]
    if not shown:
        return None
    with style.house_style():
        size = (WIDTH, AROUND + ROW * len(shown))
        figure, (panel,) = style.new_figure(size, 1, 1, 1, left=LEFT)
        for place, finding in enumerate(shown):
            _row(panel, place, finding)
        panel.axvline(1.0, color=style.INK, linewidth=0.8)
        panel.axvline(0.0, color=style.FAINT, linewidth=0.8)
        panel.set_yticks(range(len(shown)), [_label(finding) for finding in shown])
        panel.set_ylim(len(shown) - 0.4, -0.6)
        panel.set_xlim(-FURTHEST * 0.35, FURTHEST)
        panel.set_xlabel("simulated / published")
        _legend(panel)
        return style.save(figure, CAPTION, directory, "evidence", formats)


def _row(panel: Axes, place: int, finding: FieldFinding) -> None:
    """Draw one finding: what agrees as a band, the simulated value with its interval."""
    value, found, target = _published(finding), finding.estimate, finding.target
    if found is None or target is None:
        return
    band = _band(finding)
    if band:
        low, high = sorted(end / value for end in band)
        panel.barh(place, high - low, left=low, height=0.62, color=BAND, zorder=1)
    low, mean, high = sorted((found.ends[0] / value, found.mean / value, found.ends[1] / value))
    colour = COLOURS[target.role or "prediction"]
    edge = min(max(mean, -FURTHEST * 0.35), FURTHEST)
    if edge != mean:
        panel.plot([edge], [place], ">" if mean > 0.0 else "<", color=colour, clip_on=False, zorder=3)
        return
    panel.plot([low, high], [place, place], color=colour, linewidth=1.6, zorder=2)
    panel.plot([mean], [place], "o", color=colour, markersize=5.5, zorder=3,
               markerfacecolor=colour if finding.holds else "white")  # fmt: skip


def _band(finding: FieldFinding) -> tuple[float, float] | None:
    """Return the values that agree; none where the sign alone counts."""
    from budgetsim.verification.evidence.agree import sizes

    target = finding.target
    if target is None or target.rule == "sign":
        return None
    effect = _published(finding)
    if target.rule == "margin":
        return effect - target.margin, effect + target.margin
    return target.published.interval if target.rule == "interval" else sizes(target.published)


def _published(finding: FieldFinding) -> float:
    """Return the published number; 0 if there is none, or if 0 is as likely, so that proportions mean nothing."""
    about = finding.target.published if finding.target else None
    if about is None or (about.interval is not None and about.interval[0] <= 0.0 <= about.interval[1]):
        return 0.0
    return about.effect or 0.0


def _label(finding: FieldFinding) -> str:
    return f"{compared(finding.target) if finding.target else finding.quantity}   {finding.id}"


def _legend(panel: Axes) -> None:
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], color=COLOURS["calibration"], marker="o", linestyle="", label="calibration"),
        Line2D([], [], color=COLOURS["prediction"], marker="o", linestyle="", label="prediction"),
        Line2D([], [], color=style.INK, marker="o", linestyle="", markerfacecolor="white", label="missed"),
    ]
    style.legend_above(panel.get_figure(), handles, [str(handle.get_label()) for handle in handles])  # type: ignore[arg-type]
