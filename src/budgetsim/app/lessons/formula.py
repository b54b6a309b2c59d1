"""Formulas as MathML, which browsers draw and read aloud without a network."""

from __future__ import annotations

from functools import cache

from latex2mathml.converter import convert


@cache
def mathml(latex: str) -> str:
    """Return a formula in LaTeX as an element ``<math>`` that stands in a line of its own."""
    return str(convert(latex, display="block"))
