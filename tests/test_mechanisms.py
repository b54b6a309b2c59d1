"""Every public mechanism states its equation and where it comes from."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from budgetsim.model import mechanisms
from budgetsim.model.mechanisms.score_forms import SCORE_FORMS

FORMULA = re.compile(r"[=∝<≤½Σ√²⁺^]|\S [+−·×/∓] \S|\w/\w")
SOURCE = re.compile(r"\b(?:1[89]|20)\d\d\b|docs/\w+\.md|^(?:assumed|derived|definition) \(.|^definition\b")


def public_functions() -> dict[str, Callable[..., Any]]:
    """Functions that a module of mechanisms defines, by dotted name."""
    found = {}
    for module in pkgutil.walk_packages(mechanisms.__path__, f"{mechanisms.__name__}."):
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            if function.__module__ == module.name and not name.startswith("_"):
                found[f"{module.name.removeprefix('budgetsim.model.mechanisms.')}.{name}"] = function
    return found


FUNCTIONS = public_functions()


def source_of(documented: object) -> str:
    """The paragraph that names the source, as one line."""
    paragraphs = (inspect.getdoc(documented) or "").split("\n\n")
    return next((" ".join(p.split()) for p in paragraphs if "Source:" in p), "").partition("Source: ")[2]


def is_source(text: str) -> bool:
    """Whether a text says where something comes from: a work, a derivation, a definition, or why it is assumed."""
    return bool(SOURCE.search(text))


def test_mechanisms_of_all_links_are_found() -> None:
    packages = {name.split(".")[0] for name in FUNCTIONS}
    assert packages == {
        "objectives", "execution", "scores", "results", "incentives", "utility", "effort", "misconduct",
        "learning", "capacity", "production", "welfare",
    }  # fmt: skip
    assert len(FUNCTIONS) > 140


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_mechanism_states_its_equation(name: str) -> None:
    equation = (inspect.getdoc(FUNCTIONS[name]) or "").partition("Source:")[0]
    assert FORMULA.search(equation), "state the equation in the docstring, in the symbols of docs/odd.md"


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_mechanism_states_its_source(name: str) -> None:
    assert is_source(source_of(FUNCTIONS[name])), (
        "end the docstring with 'Source: …', or 'Source: assumed (why)'"
    )


@pytest.mark.parametrize("form", sorted(SCORE_FORMS))
def test_score_form_states_its_equation_and_source(form: str) -> None:
    kind = type(SCORE_FORMS[form])
    assert FORMULA.search(inspect.getdoc(kind) or "")
    assert is_source(source_of(kind))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("the model", False),
        ("assumed", False),
        ("assumed (posts run out)", True),
        ("Becker 1968", True),
        ("derived (first-order condition)", True),
    ],
)
def test_source_is_told_from_empty_words(text: str, *, expected: bool) -> None:
    assert is_source(text) is expected
