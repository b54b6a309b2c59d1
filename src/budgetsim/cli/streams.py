r"""Signs on streams that lack them: spelled with letters that every stream has, so that no meaning is lost.

A pipe on Windows, an old terminal or ``PYTHONIOENCODING=ascii`` cannot write ``−0.05 ≤ x``. A question mark in place
of a minus or of a relation would turn a finding round; spelled it reads ``-0.05 <= x``. What has no spelling is written
as an escape (``\u73b0``), by which different names stay different and which JSON and TOML read back.
"""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from pathlib import Path
from typing import Any

SPELLED = {
    "\ufffd": "?",
    "−": "-", "–": "-", "—": "--", "‑": "-", "×": "x", "÷": "/", "·": "*", "±": "+/-", "∓": "-/+",
    "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "≪": "<<", "≫": ">>", "∞": "inf", "√": "sqrt", "∂": "d", "Δ": "Delta",
    "Σ": "sum", "∑": "sum", "∈": "in", "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "↑": "(up)", "↓": "(down)",
    "²": "^2", "³": "^3", "½": "1/2", "¼": "1/4", "¾": "3/4", "…": "...", "•": "*", "°": " deg",
    "‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "‹": "<", "›": ">",
    "€": "EUR", "£": "GBP", "¥": "CNY", "✓": "yes", "✗": "no",
    "，": ", ", "。": ". ", "：": ": ", "；": "; ", "、": ", ", "（": "(", "）": ")", "《": '"', "》": '"', "％": "%",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": "", "\u00ad": "",
}  # fmt: skip
GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho",
    "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Θ": "Theta",
    "ϱ": "rho", "Λ": "Lambda", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip
_HANDLER = "budgetsim-spelled"


def spell(sign: str) -> str:
    """Return a sign in ASCII: its spelling, its letter without accents, or its escape."""
    known = SPELLED.get(sign) or GREEK.get(sign)
    if known is not None or sign in SPELLED:
        return known or ""
    if unicodedata.category(sign) == "Mn":
        return ""  # an accent that stands by itself
    plain = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    return plain or sign.encode("ascii", "backslashreplace").decode("ascii")


def writable(text: str, encoding: str | None) -> str:
    """Return a text as a stream of this encoding can write it; what it has stays as it is."""
    try:
        text.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return text.encode(encoding or "utf-8", _HANDLER).decode(encoding or "utf-8")
    except LookupError:
        return text
    return text


def prepare_streams() -> None:
    """Let standard output and standard error spell the signs that they lack; one that is closed takes everything."""
    for name in ("stdout", "stderr"):
        stream: Any = getattr(sys, name)
        if stream is None:
            # Somebody has closed it before the start: what is printed goes nowhere.
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_HANDLER)


def _handle(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    spelled = "".join(map(spell, error.object[error.start : error.end]))
    return spelled, error.end


codecs.register_error(_HANDLER, _handle)
