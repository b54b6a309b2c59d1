"""What one scenario comes to, in words, link by link."""

from __future__ import annotations

from budgetsim.kinds.run.answer import RunAnswer
from budgetsim.kinds.scenarios.answer import Cell
from budgetsim.kinds.scenarios.drawn_words import behind_difference, difference_told, ignorance_share
from budgetsim.kinds.scenarios.tables import drawn_method, interval_of, means_told, size_of
from budgetsim.language import Language
from budgetsim.report.figure_words import sentences
from budgetsim.report.results import PURPOSE, known_of, middle_of
from budgetsim.rounding import Estimate, estimate, per_cent, share_estimate
from budgetsim.studies.money import estimate_told

SHARES = ("best", "active", "passive", "december", "moved")
"""What is told in per cent, by its name in messages."""


def findings(answer: RunAnswer, say: Language) -> list[str]:
    """Return what a run came to, a sentence for each link."""
    cells = answer.scenarios[answer.base]

    def of(name: str) -> str:
        return _told(estimate(*_numbers(cells[name])), say, answer.draws)

    def share(name: str) -> str:
        return _told(share_estimate(*_numbers(cells[name])), say, answer.draws)

    def told(key: str, **about: str) -> list[str]:
        """Return a sentence about outcomes by the key of its message; none where not all of them were kept."""
        if not set(about.values()) <= set(cells):
            return []
        return [say(key, **{word: (share if word in SHARES else of)(name) for word, name in about.items()})]

    load = cells.get("workload_ratio")
    links = [
        *told("run-value", value=PURPOSE, best="value_to_first_best"),
        *_money(answer, say),
        *told("run-waste", active="active_waste", passive="passive_waste", december="december_share"),
        *told(
            "run-scores",
            self="self_score",
            external="external_score",
            agreement="self_external_correlation",
            validity="validity",
        ),
        *told("run-use", moved="money_moved", credibility="credibility"),
        *([say("run-work", ratio=share("workload_ratio"), load=_load(load))] if load else []),
        *_known(answer, say),
    ]
    is_alone = len(answer.seeds) == 1 and not answer.draws
    return [*links, say("run-one-seed")] if is_alone else links


def _known(answer: RunAnswer, say: Language) -> list[str]:
    """Say how much of what net social value varies is ignorance, and how surely it changes, over draws."""
    cells, changes = answer.scenarios[answer.base], answer.changes.get(answer.base, {})
    if not answer.draws or "variance_seeds" not in cells.get(PURPOSE, ()):  # results of before do not have it
        return []
    part = ignorance_share(cells[PURPOSE])
    texts = [] if part is None else [say("run-split", part=per_cent(part))]
    change = changes.get(PURPOSE)
    if change and known_of(PURPOSE, change).word != "same":
        told = difference_told(PURPOSE, change, say("run-change", last=str(answer.years)), say)
        texts += [say("run-changes", told=told), *behind_difference(PURPOSE, change, say)]
    return [sentences(say, texts)] if texts else []


def _money(answer: RunAnswer, say: Language) -> list[str]:
    """Say what all departments together come to in money; nothing where no money is declared."""
    cells, money = answer.scenarios[answer.base], answer.money
    names = {"value": PURPOSE, "gain": "private_gain", "administration": "administrative_cost"}
    if money is None or not set(names.values()) <= set(cells):
        return []
    amounts = {
        word: estimate_told(money, interval_of(cells[name]), say, is_drawn=bool(answer.draws))
        for word, name in names.items()
    }
    return [say("run-money", **amounts)]


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
