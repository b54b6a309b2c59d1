"""What a verification found, in sentences: whether every limit holds, and which published findings are predicted.

Files of findings and contexts say in English what was found and why the model misses it. Messages hold the same words
and their translation; a row whose English is another, such as one of a reader's own file, keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict

from budgetsim.kinds.verify.answer import Line, Reading, Row, Score, Verification
from budgetsim.language import Language, language
from budgetsim.report.figure_words import enumerated, quantity_name
from budgetsim.rounding import fixed, per_cent

ROLES = ("calibration", "prediction")
SCORES = ("mae", "mae_naive", "mae_nothing", "crps", "crps_naive", "crps_nothing")
DIGITS = 3
UNEXPLAINED = "verify-why-unexplained"
LACKING = (
    "payment", "week", "penalties", "delay", "quality", "years", "contracts", "leadership", "overall", "envelope",
    "size", "coverage", "scales", "advance", "spending", "time", "drift", "adjust",
)  # fmt: skip
"""Reasons why findings cannot be expressed; several findings share one."""
READINGS = (
    "no-discretion", "first-year", "hidden", "performance", "thorough-usual", "thorough-good", "fourth-year",
    "claims", "level", "half-calls", "third-year", "points", "passive", "tenth-year", "incentives-cross",
    "incentives-discretion", "incentives-both", "autonomy", "more-monitoring", "clear-tasks",
)  # fmt: skip
"""What contexts read off besides their findings; two contexts may share one."""
_SPACES = re.compile(r"[^A-Za-z0-9_]+")


def findings(answer: Verification, say: Language) -> list[str]:
    """Return whether the theory is found again, how many published findings agree, and how good predictions are."""
    texts = [theory_told(say, answer.checks)] if answer.theory else []
    if answer.rows and answer.loo is not None:
        texts += [field_told(say, answer.rows), score_told(say, answer.loo), stale_told(say, answer.loo)]
        texts.append(_missed(say, [row for row in answer.rows if row.holds is False]))
        texts.append(_at_the_line(say, [row for row in answer.rows if row.is_at_the_line]))
    texts += [say("verify-earlier")] if answer.is_earlier else []
    return [text for text in texts if text]


def lead(answer: Verification, say: Language) -> str:
    """Return what was verified, in a sentence."""
    kind = "both" if answer.theory and answer.rows else "theory" if answer.theory else "field"
    return say("verify-lead", kind=kind, limits=str(len(answer.limits)), lines=str(len(answer.rows or ())))


def method(answer: Verification, say: Language) -> list[str]:
    """Return how the numbers were made, in sentences."""
    return [say("verify-method-theory")] * bool(answer.theory) + [say("verify-method-field")] * bool(
        answer.rows
    )


def missed(answer: Verification, say: Language) -> str:
    """Return which checks did not hold, or which targets of the calibration are missed; empty if none."""
    texts = [theory_told(say, answer.checks)] if not all(line.holds for line in answer.checks) else []
    wrong = [row.id for row in answer.rows or () if row.fails]
    texts += (
        [say("verify-missed-targets", targets=enumerated(say, wrong), **_counted(len(wrong)))]
        if wrong
        else []
    )
    return " ".join(texts)


def theory_told(say: Language, lines: Sequence[Line]) -> str:
    """Say in one sentence whether every limit of the theory holds, and which do not."""
    limits = list(dict.fromkeys(line.id for line in lines))
    further = sum(line.is_further for line in lines)
    checked = say("verify-checked", **_counted(len(lines) - further))
    if further:
        checked = say("verify-checked-further", checked=checked, **_counted(further))
    wrong = [line for line in lines if not line.holds]
    if not wrong:
        return say("verify-theory-holds", checked=checked, **_counted(len(limits)))
    failed = list(dict.fromkeys(line.id for line in wrong))
    return say(
        "verify-theory-fails",
        limits=enumerated(say, failed),
        one="one" if len(failed) == 1 else "many",
        wrong=str(len(wrong)),
        checked=checked,
    )


def field_told(say: Language, rows: Sequence[Row]) -> str:
    """Say in one sentence how many targets of either role agree, and how many findings cannot be expressed."""
    compared = [row for row in rows if row.holds is not None]
    parts = []
    for role in ROLES:
        verdicts = [bool(row.holds) for row in compared if row.use == role]
        if verdicts:
            parts.append(say(f"verify-field-{role}", agreed=str(sum(verdicts)), **_counted(len(verdicts))))
    left, unused = len(rows) - len(compared), sum(row.use == "unused" for row in compared)
    lacking = say("verify-field-unused", **_counted(unused)) if unused else ""
    lacking += say("verify-field-lacking", **_counted(left)) if left else ""
    if not parts:
        return say("verify-field-nothing", lacking=lacking)
    return say("verify-field-agrees", parts=enumerated(say, parts), lacking=lacking)


def score_told(say: Language, score: Score) -> str:
    """Say how well effects of checks are predicted without their study, beside both rivals; empty without fits."""
    if score.mae is None or score.coverage is None:
        return ""
    numbers = {key: fixed(value, DIGITS) for key, value in asdict(score).items() if key in SCORES}
    sigma = "–" if score.sigma_delta is None else fixed(score.sigma_delta, DIGITS)
    coverage = per_cent(score.coverage)
    return say("verify-loo", findings=str(score.findings), coverage=coverage, sigma=sigma, **numbers)


def stale_told(say: Language, score: Score) -> str:
    """Say what the fits without each study no longer belong to; empty where they are up to date."""
    changed = [say(f"verify-stale-{_slug(what)}") for what in score.stale]
    return say("verify-stale", changed=enumerated(say, changed)) if changed else ""


def _missed(say: Language, rows: Sequence[Row]) -> str:
    """Name the published results that the model misses."""
    lines = [f"{row.id} {quantity_told(say, row.quantity)}" for row in rows]
    return say("verify-field-missed", lines=enumerated(say, lines)) if lines else ""


def _at_the_line(say: Language, rows: Sequence[Row]) -> str:
    """Name the findings of which other seeds could turn the verdict."""
    lines = [f"{row.id} {quantity_told(say, row.quantity)}" for row in rows]
    return say("verify-field-at-the-line", lines=enumerated(say, lines)) if lines else ""


def quantity_told(say: Language, quantity: str) -> str:
    """Return what a quantity is called; one in words that nobody translated keeps them."""
    key = f"verify-quantity-{_slug(quantity)}"
    return say(key) if say.has(key) else quantity_name(say, quantity)


def finding_told(row: Row, say: Language) -> str:
    """Return what was found in the field."""
    key = finding_key(row)
    return say(key) if key else row.finding or row.id


def why_told(row: Row, say: Language) -> str:
    """Return why a row does not agree, or cannot be expressed."""
    key = why_key(row)
    return say(key) if key else row.why


def title_told(name: str, title: str, say: Language) -> str:
    """Return what a context is about, of which the file has this name and this title."""
    key = _same(title, [f"verify-title-{_slug(name)}"])
    return say(key) if key else title


def reading_told(one: Reading, say: Language) -> str:
    """Return what a context reads off besides its findings."""
    key = reading_key(one)
    return say(key) if key else one.what


def reading_key(one: Reading) -> str | None:
    """Return the message of what is read off, if it says what the context says."""
    return _same(one.what, [f"verify-reading-{name}" for name in READINGS])


def finding_key(row: Row) -> str | None:
    """Return the message of what was found, if it says what the row says."""
    return _same(row.finding, [f"verify-finding-{_slug(row.id)}"])


def why_key(row: Row) -> str | None:
    """Return the message of why a row does not agree or cannot be expressed, if it says what the row says."""
    lacking = [f"verify-lacking-{what}" for what in LACKING]
    return _same(row.why, [f"verify-why-{_slug(row.id)}", UNEXPLAINED, *lacking])


def _same(words: str, keys: Sequence[str]) -> str | None:
    plain = language()
    return next((key for key in keys if plain.has(key) and plain(key) == words), None)


def _counted(number: int) -> dict[str, str]:
    return {"number": str(number), "one": "one" if number == 1 else "many"}


def _slug(text: str) -> str:
    return _SPACES.sub("-", text).strip("-")
