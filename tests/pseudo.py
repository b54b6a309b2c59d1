"""A language made by machine: every letter of the English messages with an accent, so that English words stand out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fluent.syntax import ast, parse, serialize

from budgetsim.declarations import declarations
from budgetsim.language import language
from budgetsim.language.speech import _FOLDERS, unit_key, words_of
from budgetsim.model.measures import OUTCOMES
from budgetsim.registry import KINDS
from budgetsim.report.declared import meaning_of
from budgetsim.studies.moments import MOMENTS

CODE, NAME, TAG = "xx", "Ṕśéúďó", "en-GB"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áƀçďéƒğħíĵķĺḿñóƥɋŕšťúṽŵẋýžÁƁÇĎÉƑĞĦÍĴĶĹḾÑÓƤɊŔŠŤÚṼŴẊÝŽ"
LETTERS = str.maketrans(PLAIN, ACCENTED)
KEPT = re.compile(
    r"--?[a-z][\w-]*|https?://\S*|\bbudgetsim [a-z]+(?: [a-z]+_\d+)?|\b\w+\.(?:toml|json|csv|parquet|md)\b"
)
"""What is typed or named: flags, addresses, commands, files."""


def accented(text: str) -> str:
    """Return a text with accents on its letters, except what is typed or named."""
    kept = [(found.start(), found.end()) for found in KEPT.finditer(text)]
    pieces, before = [], 0
    for start, end in kept:
        pieces += [text[before:start].translate(LETTERS), text[start:end]]
        before = end
    return "".join([*pieces, text[before:].translate(LETTERS)])


def write_language(home: Path) -> None:
    """Write the language into a folder: the messages of all areas and kinds, and translations of what is declared."""
    folder = home / CODE
    folder.mkdir(parents=True)
    files = {file.stem: file for file in _FOLDERS["en"].glob("*.ftl")}
    files |= {kind: words_of(package) / "en.ftl" for kind, package in KINDS.items()}
    for area, file in files.items():
        resource = parse(file.read_text(encoding="utf-8"))
        resource.body = [entry for entry in resource.body if not _is_declared(entry)]
        for entry in resource.body:
            if isinstance(entry, ast.Message | ast.Term):
                for pattern in (entry.value, *(item.value for item in entry.attributes)):
                    _accent(pattern)
        text = serialize(resource)
        if area == "terms":
            text += "\n" + "\n".join(declared())
        (folder / f"{area}.ftl").write_text(text, encoding="utf-8")
    (folder / "language.ftl").write_text(f"language-name = {NAME}\nlanguage-tag = {TAG}\n", encoding="utf-8")


def declared() -> Iterator[str]:
    """Yield the translations of names, meanings and units that are declared in English, as Fluent messages."""
    english = language("en")
    for name in dict.fromkeys([*declarations(), *OUTCOMES]):
        yield f"term-{name} = {accented(english.name(name))}"
        yield f"    .meaning = {accented(meaning_of(english, name))}"
        if name in declarations() and name in OUTCOMES:
            yield f"    .parameter = {accented(meaning_of(english, name, parameter=True))}"
    units = {item.unit for item in (*declarations().values(), *OUTCOMES.values(), *MOMENTS.values())}
    for key, unit in {unit_key(unit): unit for unit in sorted(units)}.items():
        yield f"{key} = {accented(unit)}"


def _is_declared(entry: ast.EntryType) -> bool:
    """Tell whether an entry names a parameter, which ``declared`` does."""
    return isinstance(entry, ast.Message) and entry.id.name.startswith("term-")


def _accent(pattern: ast.Pattern | None, *, inside: bool = False) -> bool:
    """Put accents on the words of a pattern, those between backticks excepted; return whether one is still open."""
    for element in pattern.elements if pattern else ():
        if isinstance(element, ast.TextElement):
            pieces = element.value.split("`")
            for place, piece in enumerate(pieces):
                inside = inside if place == 0 else not inside
                pieces[place] = piece if inside else accented(piece)
            element.value = "`".join(pieces)
        elif isinstance(element, ast.Placeable) and isinstance(element.expression, ast.SelectExpression):
            for variant in element.expression.variants:
                _accent(variant.value, inside=inside)
        elif isinstance(element, ast.Placeable) and isinstance(element.expression, ast.StringLiteral):
            element.expression.value = accented(element.expression.value)
    return inside
