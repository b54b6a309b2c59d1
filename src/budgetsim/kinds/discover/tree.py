"""Boxes in which failures gather, found with a classification tree (CART: Breiman, Friedman, Olshen & Stone 1984).

Every node of a tree is a box. How far the tree grows is not chosen by hand: of the nested subtrees that cost-complexity
pruning yields, at several least sizes of leaves, the coarsest is taken that predicts left-out states about
as well as the best. Trees are scikit-learn's.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array, BoolArray
from budgetsim.studies.factors import SCENARIO, Factor

PARTS = 50.0
"""Parts of a factor's range below which limits are not told apart: a limit is rounded to the next power of ten below
a fiftieth of the range. A few hundred states place it no better, and rules are judged with the rounded limits."""

SCENARIO_COLUMN = "base"
"""Column of the factor ``scenario`` in the points of a study, where ``scenario`` names the point itself."""
Columns = Mapping[str, Any]
"""Values of every factor, one array over states each, by the factor's name."""


@dataclass(frozen=True)
class Limit:
    """The part of one factor's values that a box allows.

    Of factors that are numbers: from ``low`` to ``high``, ``None`` where the range is not cut. Both ends belong to the
    box where values are ``discrete`` (whole numbers, levels); else the upper one only, so that boxes side by side
    share no state. Of the others: ``levels``.
    """

    low: float | None = None
    high: float | None = None
    levels: tuple[Any, ...] = ()
    left_out: tuple[Any, ...] = ()
    """The other levels of the factor, for words."""
    discrete: bool = False

    def holds(self, values: Any) -> BoolArray:
        """Tell which values are allowed."""
        if self.levels:
            return np.isin(values, np.array(self.levels, dtype=np.asarray(values).dtype))
        inside = np.ones(len(values), dtype=bool)
        if self.low is not None:
            inside &= values >= self.low if self.discrete else values > self.low
        if self.high is not None:
            inside &= values <= self.high
        return inside


@dataclass(frozen=True)
class Box:
    """Limits by name of factor; what is not named is not limited."""

    limits: Mapping[str, Limit] = field(default_factory=dict)

    def holds(self, columns: Columns) -> BoolArray:
        """Tell which states are in the box, from the values of at least the limited factors."""
        inside = np.ones(len(next(iter(columns.values()))), dtype=bool)
        for name, limit in self.limits.items():
            inside &= limit.holds(columns[name])
        return inside

    def without(self, name: str) -> Box:
        """Return the box with one limit taken away."""
        return Box({key: limit for key, limit in self.limits.items() if key != name})


def below(factor: Factor, limit: Limit, threshold: float) -> Limit:
    """Return the part of a limit at or below a threshold."""
    return Limit(limit.low, _ends(factor, threshold)[0], discrete=is_discrete(factor))


def above(factor: Factor, limit: Limit, threshold: float) -> Limit:
    """Return the part of a limit above a threshold."""
    return Limit(_ends(factor, threshold)[1], limit.high, discrete=is_discrete(factor))


def with_level(factor: Factor, limit: Limit, level: Any, *, wanted: bool) -> Limit:
    """Return a limit of levels with one of them alone, or without it."""
    held = limit.levels or factor.levels
    kept = (level,) if wanted else tuple(each for each in held if each != level)
    left_out = tuple(each for each in factor.levels if each not in kept)
    return Limit(levels=kept, left_out=left_out, discrete=True)


def is_discrete(factor: Factor) -> bool:
    """Whether a factor takes separate values, so that a limit is one of them."""
    return factor.kind != "number" or bool(factor.levels)


def column_of(factor: Factor) -> str:
    """Return the column of a factor in the points of a study."""
    return SCENARIO_COLUMN if factor.name == SCENARIO else factor.name


def _ends(factor: Factor, threshold: float) -> tuple[float, float]:
    """Return the largest value that is not above a threshold and the next one; of any values, the threshold rounded."""
    if not is_discrete(factor):
        low, high = factor.extremes()
        end = round(threshold, -math.floor(math.log10((high - low) / PARTS)))
        return end, end
    if not factor.levels:
        return math.floor(threshold), math.floor(threshold) + 1
    levels = factor.levels
    return float(max(v for v in levels if v <= threshold)), float(min(v for v in levels if v > threshold))


FOLDS, REPEATS = 5, 3
"""Parts of the cross-validation, and how often states are parted anew: one parting alone chooses by luck."""
SUBTREES = 12
"""Coarsest subtrees among which cross-validation chooses. With more leaves there are more rules than anybody reads."""
SEEDS = 2**32
"""Number of seeds that scikit-learn takes."""
LEAF_SHARES = (0.01, 0.03)
"""Least sizes of leaves among which cross-validation chooses, as shares of the states."""
SMALLEST_LEAF = 5
"""States that a leaf has at least, however few states there are."""
SCORE = "neg_brier_score"
"""What left-out states judge: the mean square of the predicted chance's error (Brier 1950). It counts how well leaves
tell chances apart, also where failure is rare, when no leaf would ever be called failing by its majority; and it is
what the tree itself makes small (the Gini impurity)."""


Places = NDArray[np.intp]
"""Positions of states, or numbers of groups of states."""


@dataclass(frozen=True)
class Growth:
    """How far a tree grows, by the names of scikit-learn."""

    ccp_alpha: float
    """Penalty for each leaf."""
    min_samples_leaf: int
    """States that a leaf has at least."""


@dataclass(frozen=True)
class Node:
    """A node of a tree as a box."""

    box: Box
    path: tuple[int, ...]
    """Numbers of the nodes from the root to this one."""

    def overlaps(self, other: Node) -> bool:
        """Whether one lies below the other; otherwise they share no state."""
        return self.path[-1] in other.path or other.path[-1] in self.path


@dataclass(frozen=True)
class Encoding:
    """Factors as columns of numbers: one for each factor that is a number, one for each level of the others.

    Of two levels one column says all.
    """

    features: tuple[tuple[Factor, Any], ...]
    """Factor, and the level that the column marks; ``None`` if it is the value itself."""

    def matrix(self, columns: Columns) -> Array:
        """Return the matrix (state, feature)."""
        values = ((factor, level, columns[column_of(factor)]) for factor, level in self.features)
        return np.column_stack(
            [
                np.asarray(column if factor.is_ordered else column == level, dtype=np.float64)
                for factor, level, column in values
            ]
        )


def encoding_of(factors: Sequence[Factor]) -> Encoding:
    """Return how factors become columns of numbers."""
    encoded: list[tuple[Factor, Any]] = []
    for factor in factors:
        if factor.is_ordered:
            encoded.append((factor, None))
        else:
            marked = factor.levels[1:] if len(factor.levels) == 2 else factor.levels
            encoded += [(factor, level) for level in marked]
    return Encoding(tuple(encoded))


def tuned(factors: Sequence[Factor], columns: Columns, fails: BoolArray, groups: Places, seed: int) -> Growth:
    """Return how far a tree should grow: the coarsest that predicts left-out states about as well as the best.

    At least ``FOLDS`` states fail and as many do not; states of one group stay together when they are parted. The seed
    is that of the partings of the cross-validation, and of ties between equally good splits.
    """
    from sklearn.model_selection import GridSearchCV
    from sklearn.tree import DecisionTreeClassifier

    matrix = encoding_of(factors).matrix(columns)
    parting = [pair for k in range(REPEATS) for pair in parted(fails, groups, FOLDS, seed + k)]
    candidates = [{k: [v] for k, v in vars(growth).items()} for growth in _candidates(matrix, fails, seed)]
    tree = DecisionTreeClassifier(random_state=seed)
    search = GridSearchCV(tree, candidates, scoring=SCORE, cv=parting, refit=simplest)
    return Growth(**search.fit(matrix, fails).best_params_)


def grow(
    factors: Sequence[Factor], columns: Columns, fails: BoolArray, growth: Growth, seed: int
) -> list[Node]:
    """Return the nodes of the tree that grows so far; the root alone if nothing parts the states."""
    from sklearn.tree import DecisionTreeClassifier

    encoding = encoding_of(factors)
    tree = DecisionTreeClassifier(random_state=seed, **vars(growth))
    return list(_nodes(tree.fit(encoding.matrix(columns), fails).tree_, encoding))


def parted(fails: BoolArray, groups: Places, parts: int, seed: int) -> list[tuple[Places, Places]]:
    """Return partings of states into a large and a small part, each state once in a small one.

    Failures are spread evenly, as far as states of one group stay together.
    """
    from sklearn.model_selection import StratifiedGroupKFold

    fold = StratifiedGroupKFold(n_splits=parts, shuffle=True, random_state=seed % SEEDS)
    return list(fold.split(np.zeros((len(fails), 1)), fails, groups))


def simplest(results: Mapping[str, Any]) -> int:
    """Return the first candidate, the coarsest tree, that is within one standard error of the best (Breiman et al.).

    Partings anew add no states, so the error is that of ``FOLDS`` parts.
    """
    means = np.asarray(results["mean_test_score"])
    best = int(means.argmax())
    error = results["std_test_score"][best] / np.sqrt(FOLDS)
    return int(np.argmax(means >= means[best] - error))


def _candidates(matrix: Array, fails: BoolArray, seed: int) -> list[Growth]:
    """Return ways to grow, from the coarsest tree to the finest.

    Between two subtrees of the path lies the geometric mean of the penalties at which they appear (Breiman et al.).
    """
    from sklearn.tree import DecisionTreeClassifier

    candidates = []
    for least in sorted({max(SMALLEST_LEAF, round(share * len(fails))) for share in LEAF_SHARES}):
        tree = DecisionTreeClassifier(random_state=seed, min_samples_leaf=least)
        path = np.unique(np.maximum(tree.cost_complexity_pruning_path(matrix, fails).ccp_alphas, 0.0))
        between = np.sqrt(path[:-1] * path[1:])[-SUBTREES:]
        candidates += [Growth(penalty, least) for penalty in (*between.tolist(), 2.0 * float(path[-1]) + 1.0)]
    return sorted(candidates, key=lambda growth: (growth.ccp_alpha, growth.min_samples_leaf), reverse=True)


def _nodes(
    tree: Any, encoding: Encoding, path: tuple[int, ...] = (0,), box: Box | None = None
) -> Iterator[Node]:
    """Yield a node, the last of a path from the root, and all below it."""
    node, held = path[-1], box or Box()
    yield Node(held, path)
    if tree.children_left[node] < 0:
        return
    factor, level = encoding.features[tree.feature[node]]
    threshold = float(tree.threshold[node])
    for child, upper in ((int(tree.children_left[node]), False), (int(tree.children_right[node]), True)):
        cut = _cut(factor, level, held, threshold, upper=upper)
        yield from _nodes(tree, encoding, (*path, child), cut)


def _cut(factor: Factor, level: Any, box: Box, threshold: float, *, upper: bool) -> Box:
    """Return the part of a box on one side of a split."""
    name = column_of(factor)
    held = box.limits.get(name, Limit())
    if level is None:
        limit = above(factor, held, threshold) if upper else below(factor, held, threshold)
    else:
        limit = with_level(factor, held, level, wanted=upper)
    return Box({**box.limits, name: limit})
