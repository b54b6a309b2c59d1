"""Findings in every language, as an answer keeps them."""

from __future__ import annotations

from collections.abc import Callable

from budgetsim.language import DEFAULT, LANGUAGES, Language, language


def findings_in_each(tell: Callable[[Language], list[str]], name: str = "findings") -> dict[str, list[str]]:
    """Return what a function finds, as entries of an answer: ``findings`` in English, ``findings_zh`` beside it."""
    return {name if code == DEFAULT else f"{name}_{code}": tell(language(code)) for code in sorted(LANGUAGES)}
