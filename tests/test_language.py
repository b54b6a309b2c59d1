"""Both languages say the same things: the same keys with the same variables, and every declared name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

from budgetsim.language import LANGUAGES, LanguageError, language

FOLDER = Path(str(resources.files("budgetsim.language")))
DECLARED = re.compile(r"(term|unit)-")
"""Translations of what is declared in English elsewhere."""


class Variables(Visitor):
    """Collects the variables of a message."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - fluent's name
        self.names.add(node.id.name)


def messages(code: str) -> Iterator[tuple[str, str, set[str]]]:
    """File, key and variables of every message and attribute of a language."""
    for file in sorted((FOLDER / code).glob("*.ftl")):
        for entry in parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file}: {entry.content[:80]!r}"
            if isinstance(entry, ast.Message):
                parts = [("", entry.value), *((f".{item.id.name}", item.value) for item in entry.attributes)]
                for part, pattern in parts:
                    if pattern is not None:
                        found = Variables()
                        found.visit(pattern)
                        yield file.name, entry.id.name + part, found.names


def test_no_key_is_defined_twice() -> None:
    for code in LANGUAGES:
        keys = [key for _, key, _ in messages(code)]
        assert len(keys) == len(set(keys)), {key for key in keys if keys.count(key) > 1}


def test_languages_have_the_same_messages_with_the_same_variables() -> None:
    tables = {
        code: {key: (file, names) for file, key, names in messages(code) if not DECLARED.match(key)}
        for code in LANGUAGES
    }
    assert tables["zh"] == tables["en"]


def test_unknown_key_and_missing_variable_are_told() -> None:
    with pytest.raises(LanguageError, match="no message 'no-such-key'"):
        language("en")("no-such-key")
    with pytest.raises(LanguageError, match="no language 'fr'"):
        language("fr")
