"""What the tests of reports share: a strict reader of pages, and a small study."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from budgetsim import load_scenario, simulate
from budgetsim.language import LANGUAGES
from budgetsim.report.figures import catalogue, figures_of
from budgetsim.report.page import pictures
from budgetsim.scenario import Scenario

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
RAW = {"script", "style"}


def draw_only(patch: pytest.MonkeyPatch, *names: str) -> None:
    """Let reports draw these figures alone: drawing takes most of the time."""
    patch.setattr(
        pictures,
        "figures_of",
        lambda *given: {name: kept for name, kept in figures_of(*given).items() if name in names},
    )


def captions_alone(patch: pytest.MonkeyPatch) -> None:
    """Let reports say what figures show, without laying out and rendering the pictures."""
    patch.setattr(catalogue, "settle", lambda _: None)
    patch.setattr(pictures, "embedded", lambda *_: "")


@dataclass
class Node:
    """An element of a page."""

    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Node]:
        """Elements below this one, in the order of the page."""
        for child in self.children:
            if isinstance(child, Node):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def text(self, code: str = "en", skip: tuple[str, ...] = ()) -> str:
        """What a reader of a language sees."""
        told = []
        for child in self.children:
            if isinstance(child, str):
                told.append(child)
            elif child.attributes.get("class") not in set(LANGUAGES) - {code} and child.tag not in (
                *RAW,
                *skip,
            ):
                told.append(child.text(code, skip))
        return "".join(told)

    def numbers(self) -> list[float]:
        """Values for machines, in order, of one language."""
        found: list[float] = []
        for child in self.children:
            if isinstance(child, Node) and child.attributes.get("class") != "zh":
                found += [float(child.attributes["value"])] if child.tag == "data" else child.numbers()
        return found


class _Reader(HTMLParser):
    """Builds the tree, and refuses tags that do not close each other in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#page", {})
        self.open = [self.root]
        self.doctype = ""

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


@lru_cache(maxsize=16)
def read_page(text: str) -> Node:
    """Return the tree of a page that is well-formed, once for all who look at it."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert [node.tag for node in reader.open] == ["#page"], f"not closed: {[n.tag for n in reader.open]}"
    assert reader.doctype.casefold() == "doctype html"
    return reader.root


def chinese(node: Node) -> Iterator[Node]:
    """Yield what a Chinese reader sees below an element."""
    for child in node.children:
        if isinstance(child, Node) and child.attributes.get("class") != "en":
            yield child
            yield from chinese(child)


def table(page: Node, key: str) -> list[tuple[str, list[float]]]:
    """Return a table of a page: of every row its heading in English and its numbers, the heading's among them."""
    (found,) = [node for node in page.all("table") if node.attributes.get("data-table") == key]
    body = next(found.all("tbody"))
    return [(next(row.all("th")).text().strip(), row.numbers()) for row in body.all("tr")]


def addresses(text: str, page: Node) -> list[str]:
    """Return everything that a page could load or lead to."""
    names = (
        "src",
        "href",
        "xlink:href",
        "srcset",
        "data",
        "action",
        "poster",
        "background",
        "formaction",
        "ping",
    )
    found = [node.attributes[name] for node in page.all() for name in names if name in node.attributes]
    found += re.findall(r"url\(\s*['\"]?([^'\")]+)", text)
    return found + re.findall(r"@import\s+([^;]+)", text)


def small(name: str = "small", **given: object) -> Scenario:
    """A district that is simulated in no time."""
    return load_scenario("wangcheng_2022").replace(name=name, departments=6, burn_in=1, **given)


def saved(directory: Path, *scenarios: Scenario, seeds: int = 2, years: int = 2) -> Path:
    """A finished study in a directory."""
    return simulate(list(scenarios) or [small()], seeds, years).save(directory)
