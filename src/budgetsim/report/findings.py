"""Findings in every language, as an answer keeps them."""

from __future__ import annotations

from collections.abc import Callable

from budgetsim.language import DEFAULT, LANGUAGES, Language, language


def findings_in_each(tell: Callable[[Language], list[str]]) -> dict[str, list[str]]:
    """Return what a function finds, as entries of an answer: ``findings`` in English, ``findings_zh`` beside it."""
    return {
        "findings" if code == DEFAULT else f"findings_{code}": tell(language(code))
        for code in sorted(LANGUAGES)
    }
