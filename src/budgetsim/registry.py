"""Which kinds of study there are: one line each. Nothing is imported until a kind is asked for."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "run": "budgetsim.kinds.run",
    "compare": "budgetsim.kinds.compare",
    "sweep": "budgetsim.kinds.sweep",
    "effects": "budgetsim.kinds.effects",
    "optimise": "budgetsim.kinds.optimise",
    "discover": "budgetsim.kinds.discover",
    "information": "budgetsim.kinds.information",
    "verify": "budgetsim.kinds.verify",
    "sensitivity": "budgetsim.kinds.sensitivity",
    "calibrate": "budgetsim.kinds.calibrate",
    "audit": "budgetsim.kinds.audit",
    "trial": "budgetsim.kinds.trial",
}
"""Package of every kind by its name. The package has a ``KIND`` (``studies.kind.Kind``), and beside it ``words/`` with
one file of messages for each language; keys begin with the name."""


def register(name: str, package: str) -> None:
    """Add a kind of study that lives in a package (or module) of its own; its command, reports and words are found."""
    KINDS[name] = package
