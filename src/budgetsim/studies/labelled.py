"""Tables with what their columns mean: labels, words for their categories, names that Stata takes, and the codebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language
from budgetsim.studies.table import Column, Interval, Label, Table, text_of

if TYPE_CHECKING:
    import pandas as pd

CATEGORIES = ("name", "term", "unit", "message", "truth", "label")
"""Kinds of cells that are categories: what is kept is one thing, what people read another."""
LONGEST_NAME, LONGEST_LABEL = 32, 80
"""Characters that Stata allows for the name and the label of a variable."""
MOST_VALUES = 50
"""Categories that a line of the codebook lists."""
_RESERVED = frozenset(
    {
        *("_all", "_b", "_coef", "_cons", "_n", "_N", "_pi", "_pred", "_rc", "_skip"),
        *("byte", "double", "float", "if", "in", "int", "long", "str", "strL", "using", "with"),
    }
)
"""Words that Stata keeps for itself, beside ``str1`` and so on."""


@dataclass(frozen=True)
class Variable:
    """A column: its name in files, its name in Stata, what it is, and the words for its categories by value."""

    name: str
    stata: str
    label: str
    words: dict[str, str] = field(default_factory=dict)

    @property
    def short_label(self) -> str:
        """The label as Stata allows it; the codebook has all of it."""
        is_long = len(self.label) > LONGEST_LABEL
        return f"{self.label[: LONGEST_LABEL - 1]}…" if is_long else self.label


@dataclass(frozen=True)
class Labelled:
    """A table as data: plain values, and the variables that they are."""

    name: str
    title: str
    frame: pd.DataFrame
    variables: tuple[Variable, ...]

    def worded(self) -> pd.DataFrame:
        """Return the values with the words for categories, as categories in the order in which they are met."""
        import pandas as pd

        frame = self.frame.copy()
        for variable in self.variables:
            if variable.words:
                texts = [variable.words.get(str(cell)) for cell in frame[variable.name]]
                frame[variable.name] = pd.Categorical(texts, list(variable.words.values()))
        return frame


def labelled(table: Table, say: Language) -> Labelled:
    """Return a table of an answer as data with labels in a language."""
    frame = table.to_df()
    taken: dict[str, str] = {}
    variables: list[Variable] = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        heading = " ".join(column.heading(say).split())
        values = _categories(column, cells, say)
        labels = {column.key: heading}
        if f"{column.key}_low" in frame.columns and any(isinstance(cell, Interval) for cell in cells):
            labels |= {
                f"{column.key}_{end}": say(f"table-label-{end}", label=heading) for end in ("low", "high")
            }
        for name, label in labels.items():
            taken[name] = stata_name(name, taken.values())
            variables.append(Variable(name, taken[name], label, values if name == column.key else {}))
    return Labelled(table.name, table.title(say), frame, tuple(variables))


def labelled_frame(
    name: str, title: str, frame: pd.DataFrame, say: Language, units: Mapping[str, str]
) -> Labelled:
    """Return a frame of runs as data, its columns labelled as readers call them, with their units if given."""
    taken: list[str] = []
    variables = []
    for column in map(str, frame.columns):
        taken.append(stata_name(column, taken))
        variables.append(Variable(column, taken[-1], _label_of_runs(column, say, units)))
    return Labelled(name, title, frame, tuple(variables))


def _label_of_runs(column: str, say: Language, units: Mapping[str, str]) -> str:
    if column in units:
        return f"{say.name(column)} ({say.unit(units[column])})"
    key = f"table-runs-{column}"
    return say(key) if say.has(key) else Column(column).heading(say)


def _categories(column: Column, cells: Sequence[Any], say: Language) -> dict[str, str]:
    """Return the words for each value of a column of categories; nothing if they do not tell all values apart."""
    if column.kind not in CATEGORIES:
        return {}
    words: dict[str, str] = {}
    for cell in cells:
        plain = cell.plain if isinstance(cell, Label) else cell
        if plain is None:
            continue
        if not isinstance(plain, str | bool):
            return {}
        words.setdefault(str(plain), " ".join(text_of(column, cell, say).split()))
    return words if len(set(words.values())) == len(words) and all(words.values()) else {}


def stata_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that Stata allows and that is not taken: letters, digits and underscores, 32 at most."""
    plain = re.sub(r"[^A-Za-z0-9_]+", "_", name)
    if not plain or plain[0].isdigit() or plain in _RESERVED or re.fullmatch(r"str\d+", plain):
        plain = f"_{plain}" if plain not in _RESERVED else f"{plain}_"
    others, short, number = set(taken), plain[:LONGEST_NAME], 1
    while short in others:
        number += 1
        short = f"{plain[: LONGEST_NAME - len(str(number)) - 1]}_{number}"
    return short


def codebook(tables: Sequence[Labelled], say: Language) -> pd.DataFrame:
    """Return what every variable of some tables is, one a row."""
    import pandas as pd

    heads = ("table", "title", "variable", "stata", "label", "type", "categories")
    rows = [
        (
            table.name,
            table.title,
            one.name,
            one.stata,
            one.label,
            say(f"table-type-{_type(table, one)}"),
            _listed(one),
        )
        for table in tables
        for one in table.variables
    ]
    return pd.DataFrame(rows, columns=[say(f"table-codebook-{head}") for head in heads])


def _type(table: Labelled, variable: Variable) -> str:
    if variable.words:
        return "category"
    return "number" if table.frame[variable.name].dtype.kind in "iufb" else "text"


def _listed(variable: Variable) -> str:
    pairs = [f"{value} = {text}" for value, text in list(variable.words.items())[:MOST_VALUES]]
    return "; ".join([*pairs, *(["…"] if len(variable.words) > MOST_VALUES else [])])
