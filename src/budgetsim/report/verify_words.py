"""What lines of a scorecard say in words, in the language of the reader: finding, quantity, and why they do not agree.

Files of findings and contexts say it in English. Messages hold the same words and their translation; a line whose
English is not that of the message, such as one of a reader's own file, keeps its own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from budgetsim.language import Language, language
from budgetsim.report.figure_words import enumerated, quantity_name
from budgetsim.rounding import fixed, per_cent

Line = Mapping[str, Any]
UNEXPLAINED = "verify-why-unexplained"
FURTHER = ("variance", "deviation")
"""Quantities that are checked beyond what a limit promises; ``--json`` leaves them out."""
ROLES = ("calibration", "prediction")
UNUSED = "unused"
SCORES = ("mae", "mae_naive", "mae_nothing", "crps", "crps_naive", "crps_nothing")
DIGITS = 3
LACKING = (
    "payment", "week", "penalties", "delay", "quality", "years", "contracts", "leadership", "overall", "envelope",
    "size", "coverage", "scales", "advance", "spending", "time", "drift", "adjust",
)  # fmt: skip
"""Reasons why findings cannot be expressed; several findings share one."""
_SPACES = re.compile(r"[^A-Za-z0-9_]+")


def theory_told(say: Language, lines: Sequence[Line]) -> str:
    """Say in one sentence whether every limit of the theory holds, and which do not."""
    limits = list(dict.fromkeys(str(line["id"]) for line in lines))
    further = sum(line["quantity"] in FURTHER for line in lines)
    checked = say("verify-checked", **_counted(len(lines) - further))
    if further:
        checked = say("verify-checked-further", checked=checked, **_counted(further))
    wrong = [line for line in lines if not line["holds"]]
    if not wrong:
        return say("verify-theory-holds", checked=checked, **_counted(len(limits)))
    failed = list(dict.fromkeys(str(line["id"]) for line in wrong))
    return say(
        "verify-theory-fails",
        limits=enumerated(say, failed),
        one="one" if len(failed) == 1 else "many",
        wrong=str(len(wrong)),
        checked=checked,
    )


def field_told(say: Language, lines: Sequence[Line]) -> str:
    """Say in one sentence how many targets of either role agree, and how many findings cannot be expressed."""
    compared = [line for line in lines if line["holds"] is not None]
    parts = []
    for role in ROLES:
        own = [bool(line["holds"]) for line in compared if role_of(line) == role]
        if own:
            parts.append(say(f"verify-field-{role}", agreed=str(sum(own)), **_counted(len(own))))
    left = len(lines) - len(compared)
    lacking = say("verify-field-lacking", **_counted(left)) if left else ""
    unused = sum(role_of(line) == UNUSED for line in compared)
    lacking = (say("verify-field-unused", **_counted(unused)) if unused else "") + lacking
    if not parts:
        return say("verify-field-nothing", lacking=lacking)
    return say("verify-field-agrees", parts=enumerated(say, parts), lacking=lacking)


def role_of(line: Line) -> str:
    """Return what a finding is for: ``unused`` if it was registered to set a parameter and sets none."""
    is_unused = line["role"] == "calibration" and bool(line.get("left_out"))
    return UNUSED if is_unused else str(line["role"])


def _counted(number: int) -> dict[str, str]:
    return {"number": str(number), "one": "one" if number == 1 else "many"}


def loo_told(say: Language, loo: Mapping[str, Any]) -> str:
    """Say how well effects of checks are predicted without their study, beside both rivals; empty without fits."""
    if loo.get("mae") is None:
        return ""
    numbers = {key: fixed(float(loo[key]), DIGITS) for key in SCORES}
    sigma = "–" if loo.get("sigma_delta") is None else fixed(float(loo["sigma_delta"]), DIGITS)
    coverage = per_cent(float(loo["coverage"]))
    return say("verify-loo", findings=str(loo["findings"]), coverage=coverage, sigma=sigma, **numbers)


def stale_told(say: Language, loo: Mapping[str, Any]) -> str:
    """Say what the fits without each study no longer belong to; empty where they are up to date."""
    changed = [say(f"verify-stale-{_slug(str(what))}") for what in loo.get("stale") or ()]
    return say("verify-stale", changed=enumerated(say, changed)) if changed else ""


def line_key(line: Line) -> str:
    """Return what tells a line of the scorecard from all others: the id of its finding."""
    return _slug(str(line["id"]))


def finding_key(line: Line) -> str | None:
    """Return the message of what was found, if it says what the line says."""
    return _same(f"verify-finding-{line_key(line)}", str(line.get("finding", "")))


def why_key(line: Line) -> str | None:
    """Return the message of why a line does not agree or cannot be expressed, if it says what the line says."""
    text = str(line.get("why", ""))
    keys = (f"verify-why-{line_key(line)}", UNEXPLAINED, *(f"verify-lacking-{what}" for what in LACKING))
    return next((key for key in keys if _same(key, text)), None)


def quantity_told(say: Language, quantity: str) -> str:
    """Return what a quantity of a scorecard is called; one in words that nobody translated keeps them."""
    key = f"verify-quantity-{_slug(quantity)}"
    return say(key) if say.has(key) else quantity_name(say, quantity)


def _same(key: str, text: str) -> str | None:
    plain = language()
    return key if plain.has(key) and plain(key) == text else None


def _slug(text: str) -> str:
    return _SPACES.sub("-", text).strip("-")
