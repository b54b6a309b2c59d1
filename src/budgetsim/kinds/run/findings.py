"""What one scenario comes to, in words, link by link."""

from __future__ import annotations

from budgetsim.kinds.run.answer import RunAnswer
from budgetsim.kinds.scenarios.answer import Cell
from budgetsim.kinds.scenarios.tables import drawn_method, means_told, size_of
from budgetsim.language import Language
from budgetsim.report.results import PURPOSE, middle_of
from budgetsim.rounding import Estimate, estimate, share_estimate


def findings(answer: RunAnswer, say: Language) -> list[str]:
    """Return what a run came to, a sentence for each link."""
    cells = answer.scenarios[answer.base]

    def of(name: str) -> str:
        return _told(estimate(*_numbers(cells[name])), say, answer.draws)

    def share(name: str) -> str:
        return _told(share_estimate(*_numbers(cells[name])), say, answer.draws)

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
    is_alone = len(answer.seeds) == 1 and not answer.draws
    return [*links, say("run-one-seed")] if is_alone else links


def lead(answer: RunAnswer, say: Language) -> str:
    """Return what was simulated."""
    return say("run-lead-drawn" if answer.draws else "run-lead", **size_of(answer, say))


def method(answer: RunAnswer, say: Language) -> list[str]:
    """Return how the numbers were made."""
    return [means_told(answer, say), *drawn_method(answer, say)]


def _told(level: Estimate, say: Language, draws: int) -> str:
    if level.half.rstrip("%") in ("", "0"):
        return level.value
    key = "run-estimate-drawn" if draws else "run-estimate"
    return say(key, value=level.value, low=level.low, high=level.high)


def _numbers(cell: Cell) -> tuple[float, float | None, float | None]:
    """Return mean and interval; NaN for a mean that is not defined."""
    middle = middle_of(cell)
    return float("nan") if middle is None else middle, cell["low"], cell["high"]


def _load(cell: Cell) -> str:
    """Return whether the work is clearly more than the staff's time: ``over``, ``under`` or ``about``."""
    low, high = (cell[key] if cell[key] is not None else middle_of(cell) for key in ("low", "high"))
    return "over" if (low or 0.0) > 1.0 else "under" if (high or 0.0) <= 1.0 else "about"
