"""Figures of a calibration: estimates in their ranges, fit of the moments, and the held-out year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from budgetsim.report import calibrate_estimates, calibrate_moments, calibrate_prediction, drawing, style
from budgetsim.studies.calibrate.result import Answer


def draw_calibration(made: Answer, directory: Path, formats: Sequence[str] = ("png",)) -> list[drawing.Drawn]:
    """Draw the figures into a directory; return them in reading order."""
    with style.house_style():
        drawn = [
            drawing.save(*calibrate_estimates.draw(made.estimates), directory, "estimates", formats),
            drawing.save(*calibrate_moments.draw(made.moments), directory, "moments", formats),
        ]
        found = made.solution.prediction
        if found is not None and made.prediction is not None and len(made.prediction):
            figure = calibrate_prediction.draw(made.prediction, year=found.year)
            drawn.append(drawing.save(*figure, directory, "prediction", formats))
    return drawn
