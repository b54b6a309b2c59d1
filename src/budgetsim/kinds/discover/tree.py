"""Boxes in which failures gather, found with a classification tree (CART: Breiman, Friedman, Olshen & Stone 1984).

Every node of a tree is a box. How far the tree grows is not chosen by hand: of the nested subtrees that cost-complexity
pruning yields, at several least sizes of leaves, the coarsest is taken that predicts left-out states about
as well as the best. Trees are scikit-learn's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.kinds.discover.boxes import Box, Columns, Limit, above, below, column_of, with_level
from budgetsim.numerics import Array, BoolArray
from budgetsim.studies.factors import Factor

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
"""Positions of states, or numbers of worlds."""


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
        made = [_feature(factor, level, columns[column_of(factor)]) for factor, level in self.features]
        return np.column_stack(made)


def encoding_of(factors: Sequence[Factor]) -> Encoding:
    """Return how factors become columns of numbers."""
    found: list[tuple[Factor, Any]] = []
    for factor in factors:
        if factor.is_ordered:
            found.append((factor, None))
        else:
            marked = factor.levels[1:] if len(factor.levels) == 2 else factor.levels
            found += [(factor, level) for level in marked]
    return Encoding(tuple(found))


def tuned(factors: Sequence[Factor], columns: Columns, fails: BoolArray, worlds: Places, seed: int) -> Growth:
    """Return how far a tree should grow: the coarsest that predicts left-out states about as well as the best.

    Parameters
    ----------
    factors
        What states differ in.
    columns
        Values of the factors, one array over states each.
    fails
        Which states fail; at least ``FOLDS`` do and as many do not.
    worlds
        A number for each state; those of one number stay together when states are parted.
    seed
        Of the partings of the cross-validation, and of ties between equally good splits.
    """
    from sklearn.model_selection import GridSearchCV
    from sklearn.tree import DecisionTreeClassifier

    matrix = encoding_of(factors).matrix(columns)
    parting = [pair for k in range(REPEATS) for pair in parted(fails, worlds, FOLDS, seed + k)]
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


def parted(fails: BoolArray, worlds: Places, parts: int, seed: int) -> list[tuple[Places, Places]]:
    """Return partings of states into a large and a small part, each state once in a small one.

    Failures are spread evenly, as far as states of one world stay together.
    """
    from sklearn.model_selection import StratifiedGroupKFold

    fold = StratifiedGroupKFold(n_splits=parts, shuffle=True, random_state=seed % SEEDS)
    return list(fold.split(np.zeros((len(fails), 1)), fails, worlds))


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

    found = []
    for least in sorted({max(SMALLEST_LEAF, round(share * len(fails))) for share in LEAF_SHARES}):
        tree = DecisionTreeClassifier(random_state=seed, min_samples_leaf=least)
        path = np.unique(np.maximum(tree.cost_complexity_pruning_path(matrix, fails).ccp_alphas, 0.0))
        between = np.sqrt(path[:-1] * path[1:])[-SUBTREES:]
        found += [Growth(penalty, least) for penalty in (*between.tolist(), 2.0 * float(path[-1]) + 1.0)]
    return sorted(found, key=lambda growth: (growth.ccp_alpha, growth.min_samples_leaf), reverse=True)


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


def _feature(factor: Factor, level: Any, values: Any) -> Array:
    if factor.is_ordered:
        return np.asarray(values, dtype=np.float64)
    return np.asarray(values == level, dtype=np.float64)
