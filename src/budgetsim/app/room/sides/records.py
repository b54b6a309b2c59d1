"""What one department knows: records of its own seat, cut out of a district. What they lack, its page cannot show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

BUREAU = -1
"""The bureau's seat; departments count from 0."""
PARTS = {
    "score": ("score",),
    "kept": ("private_use",),
    "care": ("public_care",),
    "effort": ("effort",),
    "sanctions": ("sanction", "found_claim", "low_proposal"),
    "conscience": ("guilt", "misuse", "claims", "understatement"),
    "rest": ("risk", "own_time", "saved", "holding"),
}
"""A department's pay-off U in plain parts, each the sum of some of its terms (``utility.payoff_terms``)."""


@dataclass(frozen=True)
class SeatYear:
    """A closed year as one department knows it: its own, and nothing of others."""

    actions: Mapping[str, float]
    budget: float
    next_budget: float
    spent: float
    """Share of the budget."""
    performance: float
    """Its own true result, which it knows."""
    self_score: float
    external_score: float | None
    """If it was evaluated."""
    checks: int
    findings: int
    """On itself."""
    payoff: float
    parts: Mapping[str, float]


@dataclass(frozen=True)
class SeatBrief:
    """What one department knows in January, once the bureau has announced the year."""

    budget: float
    expected_output: float
    """Result that it expects of itself at last year's effort."""
    expected_benefit: float
    norm_output: float
    """What the bureau holds to be normal for it."""
    norm_benefit: float
    misuse_found: float
    """Chance in a year that misuse is found, as it believes."""
    claim_found: float
    """Chance that a claim beyond the truth is found, as it believes."""
    consequence: float
    """What it believes to follow from a finding, 0–1."""
    score_worth: float
    """What ten points of score are worth to it, in its pay-off."""
