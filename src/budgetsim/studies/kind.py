"""A kind of study: what it asks, how it goes about it, and how its answer is told, tabulated and drawn.

A kind is one folder of ``budgetsim.kinds`` and one line of ``budgetsim.registry``. From its seven parts the engine
derives the command with its help, the reader of study files, running and resuming, ``--json``, the files of an answer
and reading them back, every form of its tables, its part of a report, and a function of the package. The question knows
no table, the steps know no words: the engine calls both.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from budgetsim.language import told
from budgetsim.registry import KINDS
from budgetsim.studies.errors import StudyError
from budgetsim.studies.study import Study

if TYPE_CHECKING:
    from budgetsim.language import Language
    from budgetsim.studies.cost import Cost
    from budgetsim.studies.cost import Work as Runs
    from budgetsim.studies.executors import Workers
    from budgetsim.studies.runner import Progress
    from budgetsim.studies.store import StudyResult
    from budgetsim.studies.study import Head
    from budgetsim.studies.table import Table

Q = TypeVar("Q")
A = TypeVar("A")


@dataclass(frozen=True)
class Round:
    """One study among several that follow from each other, under a name of its own.

    ``about`` is said to who waits, if something of the round is left to run: what the rounds before it found.
    """

    name: str
    study: Study
    about: str = ""


@dataclass(frozen=True)
class Work:
    """Calls of a picklable function that need no seeds, such as the analysis of each outcome.

    ``is_slow`` tells whether they take many seconds, so that several processes pay; ``about`` says so to who waits.
    ``names`` say what each of the tasks is, to who waits for them.
    """

    function: Callable[[Any], Any]
    tasks: Sequence[Any]
    is_slow: bool = False
    about: str = ""
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Stored:
    """A study that lies in a directory already, asked another question: only what it lacks is run, in that directory.

    The answer is kept there too, if nobody says otherwise.
    """

    result: StudyResult


@dataclass(frozen=True)
class Adaptive:
    """Work that finds out itself what is to be run next, inside a function that cannot stop in the middle.

    An optimiser is one, which calls what it minimises. The function is given the directory, in which it keeps what it
    needs to go on after an interruption, the workers, and whom to tell how far it is.
    """

    function: Callable[[Path, Workers, Progress | None], Any]


Steps = Generator["Study | Round | Work | Stored | Adaptive", Any, A]
"""Yields what is to be run and is sent what came of it; returns the answer. A plain study and a stored one are sent
their ``StudyResult``, work the list of its results in the order of the tasks, adaptive work what its function returns.
Gone through again, it must yield the same again: that is how an interrupted study is resumed. One that yields nothing
answers from the question alone: such an answer is shown and kept nowhere."""


@dataclass(frozen=True)
class Figure:
    """A figure that an answer has the data for.

    ``draw`` takes the code of a language and returns a drawing, ``file`` is what the command calls its files, if not
    by the figure's name; ``lack`` tells why it must not be drawn after all, and is empty if it may.
    """

    name: str
    draw: Callable[[str], Any]
    file: str = ""
    lack: str = ""


@dataclass(frozen=True)
class Kind(Generic[Q, A]):
    """A kind of study.

    Attributes
    ----------
    name
        Its command; its directories and the keys of its messages begin with it.
    question
        A frozen dataclass whose fields are declared once, by ``ask.asked``. A class method ``understood(given)`` may
        return another such type, and what was given as that takes it: a directory is asked less than a scenario.
    answer
        A frozen dataclass of plain values and such dataclasses, derived from ``Answer``.
    steps
        From a question to its answer.
    findings
        What was found, in sentences, the most important first. The only narrator: each sentence has looked at its
        own interval, noise and convergence, and says no more than these allow.
    tables
        The numbers of an answer. Those with a file are written beside the runs.
    figures
        The figures that an answer has, the same from a run and from a directory.
    lead
        What was asked, in a sentence.
    method
        How the numbers were made, in sentences.
    head
        What determines the rounds of a question, for kinds whose studies follow from each other; ``None`` for a
        question that one study answers.
    cost
        What a question takes, and the work by which that is timed (``None`` where its seconds are those of one
        process), where it is not what its first study takes; ``None`` where it is.
    missed
        What was asked for and not reached, in a sentence; empty if nothing was. The command says it on standard error
        and ends with exit code 1.
    completed
        Adds to a document of an earlier version, in its directory, what answers did not hold then.
    examples
        Command lines for the help.
    smaller
        Flags that take less, the most useful first.
    files
        What the steps leave beside the runs, apart from tables; those that are not there are not named.
    redrawn
        Figures that are removed before an answer's own are drawn: another question to the same runs may have left them.
    page
        Name of the Markdown file in which findings, tables and method are kept; empty if none is.
    then
        What may be done next with the results, in sentences.
    caveats
        What is known to be wrong with the model about what was found, for kinds that recommend something.
    remade
        Makes the answer anew from the runs in a directory, for kinds whose answers were not always kept.
    counted
        What is counted while a question is checked, in the plural, for kinds where that takes time.
    goes_on
        Whether its command goes on in a directory that is named in place of a scenario; ``--status`` tells how far the
        study there is.
    """

    name: str
    question: type[Q]
    answer: type[A]
    steps: Callable[[Q], Steps[A]]
    findings: Callable[[A, Language], Sequence[str]]
    tables: Callable[[A], Sequence[Table]]
    figures: Callable[[A], Sequence[Figure]] = lambda _: ()
    lead: Callable[[A, Language], str] = lambda _, __: ""
    method: Callable[[A, Language], Sequence[str]] = lambda _, __: ()
    head: Callable[[Q], Head | None] = lambda _: None
    cost: Callable[[Q], tuple[Cost, Runs | None] | None] = lambda _: None
    missed: Callable[[A, Language], str] = lambda _, __: ""
    completed: Callable[[dict[str, Any], Path], dict[str, Any]] = lambda document, _: document
    examples: Sequence[str] = ()
    smaller: Sequence[str] = ()
    files: Callable[[A], Sequence[str]] = lambda _: ()
    redrawn: Sequence[str] = ()
    page: str = ""
    then: Callable[[A, Language], Sequence[str]] = lambda _, __: ()
    caveats: Callable[[A, Language], Sequence[str]] | None = None
    remade: Callable[[Path], A] | None = None
    counted: str = ""
    goes_on: bool = False


@cache
def kind_of(name: str) -> Kind[Any, Any]:
    """Return a kind by its name.

    Raises
    ------
    StudyError
        If there is no such kind.
    """
    if name not in KINDS:
        raise StudyError(told("study-no-kind", name=repr(name), kinds=", ".join(KINDS)))
    kind: Kind[Any, Any] = import_module(KINDS[name]).KIND
    return kind


def kind_of_answer(answer: object) -> Kind[Any, Any]:
    """Return the kind to which an answer belongs; those that are not imported yet are asked last."""
    names = sorted(KINDS, key=lambda name: KINDS[name] not in sys.modules)
    return next(kind for kind in map(kind_of, names) if kind.answer is type(answer))
