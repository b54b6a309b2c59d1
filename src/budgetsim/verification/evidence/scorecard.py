"""The scorecard of field experiments: its lines, the score of what was left out, whether the fits are up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from budgetsim.verification.evidence.finding import FieldFinding
from budgetsim.verification.evidence.fits import differences, read_fits
from budgetsim.verification.evidence.leaving_out import made_of
from budgetsim.verification.evidence.register import evidence_folder
from budgetsim.verification.evidence.score import loo
from budgetsim.verification.evidence.score_all import all_scores
from budgetsim.verification.finding import Finding


@dataclass(frozen=True)
class Scorecard:
    """Lines of the theory, lines of field experiments, and the score of the latter (empty without any)."""

    theory: tuple[Finding, ...]
    rows: tuple[FieldFinding, ...]
    loo: dict[str, Any]

    def to_dict(self, *, details: bool = False) -> Any:
        """Return plain values for JSON: a list of the theory's lines, or an object once there are field experiments.

        The object has ``rows`` and ``loo``, and ``theory`` where limits were verified as well; ``details`` keeps
        checks beyond what a limit promises.
        """
        theory = [line.to_dict() for line in self.theory if details or not line.detail]
        if not self.rows:
            return theory
        field = {"rows": [row.to_dict() for row in self.rows], "loo": self.loo}
        return {"theory": theory, **field} if self.theory else field


def scorecard(findings: Sequence[Finding]) -> Scorecard:
    """Return the scorecard of what was verified.

    Raises
    ------
    ScenarioError
        If the file of the fits is damaged.
    """
    rows = tuple(line for line in findings if isinstance(line, FieldFinding))
    theory = tuple(line for line in findings if not isinstance(line, FieldFinding))
    return Scorecard(theory, rows, score_of(rows) if rows else {})


def score_of(rows: Sequence[FieldFinding]) -> dict[str, Any]:
    """Return the score of all findings on checks, and under ``stale`` what the fits no longer belong to."""
    fits = read_fits(evidence_folder())
    stale = ["no fits"] if fits is None else differences(fits.made_of, made_of())
    return {**loo(rows, fits), "all": all_scores(rows), "stale": stale}
