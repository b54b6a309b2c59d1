"""The seed of a Mesa model, which Mesa calls ``seed`` or ``rng`` and takes in many shapes: here, a whole number."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import numpy as np

from budgetsim.seeds import MAX_SEED, is_seed

DRAWN_FROM = {
    np.random.Generator: "generator.integers(2**32)",
    np.random.RandomState: "state.randint(2**31)",
    np.random.BitGenerator: "np.random.Generator(bits).integers(2**32)",
    np.random.SeedSequence: "sequence.generate_state(1)[0]",
    random.Random: "generator.getrandbits(32)",
}
"""How a seed is drawn once from what draws numbers."""


def seed_of(seed: Any, rng: Any) -> int:
    """Return the seed meant by either argument, or a fresh one.

    A generator is refused, since the run would depend on what was drawn from it before: runs that share it in one
    process get one seed each, in their order, and runs in several processes get the same one.

    Raises
    ------
    ValueError
        If both are given, or what is given is no whole number from 0 to 2⁶³ − 1.
    """
    if seed is not None and rng is not None:
        raise ValueError(f"seed={seed!r} and rng={rng!r}: they mean the same, give one of them")
    name, given = ("rng", rng) if seed is None else ("seed", seed)
    if given is None:
        return int(np.random.SeedSequence().generate_state(1, np.uint32)[0])
    if not is_seed(given):
        raise ValueError(
            f"{name}={given!r}: a whole number from 0 to {MAX_SEED} is needed{_instead(name, given)}"
        )
    return int(given)


def _instead(name: str, given: Any) -> str:
    """Return what to give instead."""
    for kind, drawn in DRAWN_FROM.items():
        if isinstance(given, kind):
            return f"; draw one for each run beforehand, for example {name}=int({drawn})"
    if isinstance(given, float | np.floating) and given >= 0.0 and float(given).is_integer():
        return f"; give {name}={int(given)}"
    if isinstance(given, Iterable) and not isinstance(given, str | bytes):
        return "; a model is one run: build one for each seed, or call simulate(scenario, seeds)"
    return ""
