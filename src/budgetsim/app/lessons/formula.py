"""Formulas as MathML, which browsers draw and read aloud without a network."""

from __future__ import annotations

from functools import cache

from latex2mathml.converter import convert


@cache
def mathml(latex: str) -> str:
    """Return formulas in LaTeX, one a line, as elements ``<math>`` that stand in lines of their own."""
    return "".join(str(convert(line, display="block")) for line in latex.splitlines() if line.strip())
