"""What one scenario comes to, in words, link by link: for ``--json`` and the report alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetsim.language import Language
from budgetsim.report.results import PURPOSE
from budgetsim.rounding import Estimate, estimate, share_estimate

Cell = Mapping[str, float | None]


def findings_told(answer: Mapping[str, Any], say: Language) -> list[str]:
    """Return what a run came to, a sentence for each link.

    Parameters
    ----------
    answer
        As ``summary_json`` returns it, of one scenario.
    say
        Language.
    """
    (cells,) = answer["scenarios"].values()

    def of(name: str) -> str:
        return _told(estimate(*_numbers(cells[name])), say)

    def share(name: str) -> str:
        return _told(share_estimate(*_numbers(cells[name])), say)

    told = [
        say("run-value", value=of(PURPOSE), best=share("value_to_first_best")),
        say(
            "run-waste",
            active=share("active_waste"),
            passive=share("passive_waste"),
            december=share("december_share"),
        ),
        say(
            "run-scores",
            self=of("self_score"),
            external=of("external_score"),
            agreement=of("self_external_correlation"),
            validity=of("validity"),
        ),
        say("run-use", moved=share("money_moved"), credibility=of("credibility")),
        say("run-work", ratio=share("workload_ratio"), load=_load(cells["workload_ratio"])),
    ]
    return [*told, say("run-one-seed")] if len(answer["seeds"]) == 1 else told


def _told(found: Estimate, say: Language) -> str:
    if found.half.rstrip("%") in ("", "0"):
        return found.value
    return say("run-estimate", value=found.value, low=found.low, high=found.high)


def _numbers(cell: Cell) -> tuple[float, float | None, float | None]:
    """Return mean and interval; NaN for a mean that is not defined."""
    mean = cell["mean"]
    return float("nan") if mean is None else mean, cell["low"], cell["high"]


def _load(cell: Cell) -> str:
    """Return whether the work is clearly more than the staff's time: ``over``, ``under`` or ``about``."""
    low, high = (cell[key] if cell[key] is not None else cell["mean"] for key in ("low", "high"))
    return "over" if (low or 0.0) > 1.0 else "under" if (high or 0.0) <= 1.0 else "about"
