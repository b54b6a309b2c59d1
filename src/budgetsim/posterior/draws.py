"""Weighted draws of parameters: how few stand for all, and what they mean where a scenario states some itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import declarations
from budgetsim.numerics import Array
from budgetsim.posterior.prior import keeping
from budgetsim.posterior.weighing import effective
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.values import rules_of


@dataclass(frozen=True, eq=False)
class Posterior:
    """Draws of parameters that are not known, each with a weight.

    Attributes
    ----------
    names
        Bare names of the parameters.
    values
        (draw, parameter).
    weights
        (draw,), above zero or zero; they add up to 1.
    source
        Where they came from: the path of a file, or ``budgetsim`` for those of the package.
    place
        (draw,): where each draw stands in a line in which neighbours have like consequences; ``None``: not known.
    about
        How they were made, as their file tells it.
    """

    names: tuple[str, ...]
    values: Array
    weights: Array
    source: str = ""
    place: Array | None = None
    about: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        effective = f"{self.effective_draws:.0f} effective"
        return f"<Posterior {self.source!r}: {len(self)} draws ({effective}) of {len(self.names)} parameters>"

    def __len__(self) -> int:
        """Number of draws."""
        return len(self.values)

    @property
    def digest(self) -> str:
        """SHA-256 of names, values and weights: what results of these draws depend on, whatever the file is called."""
        sha = hashlib.sha256("\n".join(self.names).encode())
        for part in (self.values, self.weights, *(() if self.place is None else (self.place,))):
            sha.update(np.ascontiguousarray(part, dtype="<f8").tobytes())
        return sha.hexdigest()

    @property
    def effective_draws(self) -> float:
        """Equally weighted draws that these are worth."""
        return effective(self.weights)

    def column(self, name: str) -> Array:
        """Return the values of one parameter, (draw,).

        Raises
        ------
        KeyError
            If it is not drawn.
        """
        if name not in self.names:
            raise KeyError(name)
        return self.values[:, self.names.index(name)]

    def quantiles(self, name: str, shares: Sequence[float]) -> Array:
        """Return weighted quantiles of a parameter, (share,): between draws, linear in the middle of their weights."""
        column = self.column(name)
        order = np.lexsort((self.weights, column))
        weights = self.weights[order]
        middle = np.cumsum(weights) - weights / 2.0
        return np.asarray(np.interp(shares, middle, column[order]))

    def rows(self, count: int, key: int = 0) -> NDArray[np.intp]:
        """Return the rows of ``count`` equally likely draws; one may come several times if it weighs enough.

        Draws are laid in a line, each as long as its weight, and taken at evenly spaced places: systematic resampling
        (Kitagawa 1996). Places follow the sequence of van der Corput (1935), so that the first 64 of 128 are the
        first 64. In the line draws stand by ``place``, where that is known, else by weight, and by their values
        where they weigh the same: how rows of a file are ordered changes nothing.

        Parameters
        ----------
        count
            How many.
        key
            Where the first place is; another key is another selection of the same quality.
        """
        line = self._line()
        ends = np.cumsum(self.weights[line])
        start = int.from_bytes(hashlib.sha256(f"{key}".encode()).digest()[:8]) / 2.0**64
        places = (_van_der_corput(count) + start) % 1.0
        found = np.searchsorted(ends, places * ends[-1], side="right")
        chosen: NDArray[np.intp] = line[np.minimum(found, len(line) - 1)]
        return chosen

    def draws(self, count: int, key: int = 0) -> Posterior:
        """Return ``count`` equally weighted draws that represent these, as ``rows`` chooses them, in that order."""
        rows = self.rows(count, key)
        place = None if self.place is None else self.place[rows]
        return replace(self, values=self.values[rows], weights=np.full(count, 1.0 / count), place=place)

    def beside(self, scenario: Scenario) -> Posterior:
        """Return the draws without parameters that a scenario states itself: those unlike the declared defaults."""
        stated = {key.rpartition(".")[2] for key, *_ in scenario.differences(Scenario())}
        kept = [place for place, name in enumerate(self.names) if name not in stated]
        return replace(self, names=tuple(self.names[place] for place in kept), values=self.values[:, kept])

    def settings(self, scenario: Scenario) -> list[dict[str, float]]:
        """Return what each draw sets in a scenario, for ``scenario.placed(**settings)``.

        What the scenario states itself stays as stated. Where a draw would then break a rule between several
        parameters, those of the rule stay as the scenario has them.
        """
        drawn = self.beside(scenario)
        settings = [dict(zip(drawn.names, row, strict=True)) for row in drawn.values.tolist()]
        known = {
            name: getattr(getattr(scenario, about.group), name) for name, about in declarations().items()
        }
        for rule in rules_of(frozenset(drawn.names)):
            for row in np.flatnonzero(~keeping(rule, drawn.names, drawn.values, known)):
                for name in rule.names:
                    settings[row].pop(name, None)
        return settings

    def _line(self) -> NDArray[np.intp]:
        keys = [*self.values.T[::-1], self.weights]
        line: NDArray[np.intp] = np.lexsort([*keys, self.place] if self.place is not None else keys)
        return line


def _van_der_corput(count: int) -> Array:
    """Return the first ``count`` numbers of van der Corput's sequence: binary digits mirrored at the point."""
    numbers, sequence, part = np.arange(count), np.zeros(count), 0.5
    while numbers.any():
        sequence += part * (numbers & 1)
        numbers >>= 1
        part /= 2.0
    return sequence
