"""What one scenario comes to, in words, link by link."""

from __future__ import annotations

from budgetsim.kinds.run.answer import RunAnswer
from budgetsim.kinds.scenarios.answer import Cell
from budgetsim.kinds.scenarios.tables import means_told, size_of
from budgetsim.language import Language
from budgetsim.report.results import PURPOSE
from budgetsim.rounding import Estimate, estimate, share_estimate


def findings(answer: RunAnswer, say: Language) -> list[str]:
    """Return what a run came to, a sentence for each link."""
    cells = answer.scenarios[answer.base]

    def of(name: str) -> str:
        return _told(estimate(*_numbers(cells[name])), say)

    def share(name: str) -> str:
        return _told(share_estimate(*_numbers(cells[name])), say)

    links = [
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
    return [*links, say("run-one-seed")] if len(answer.seeds) == 1 else links


def lead(answer: RunAnswer, say: Language) -> str:
    """Return what was simulated."""
    return say("run-lead", **size_of(answer, say))


def method(answer: RunAnswer, say: Language) -> list[str]:
    """Return how the numbers were made."""
    return [means_told(answer, say)]


def _told(level: Estimate, say: Language) -> str:
    if level.half.rstrip("%") in ("", "0"):
        return level.value
    return say("run-estimate", value=level.value, low=level.low, high=level.high)


def _numbers(cell: Cell) -> tuple[float, float | None, float | None]:
    """Return mean and interval; NaN for a mean that is not defined."""
    mean = cell["mean"]
    return float("nan") if mean is None else mean, cell["low"], cell["high"]


def _load(cell: Cell) -> str:
    """Return whether the work is clearly more than the staff's time: ``over``, ``under`` or ``about``."""
    low, high = (cell[key] if cell[key] is not None else cell["mean"] for key in ("low", "high"))
    return "over" if (low or 0.0) > 1.0 else "under" if (high or 0.0) <= 1.0 else "about"
