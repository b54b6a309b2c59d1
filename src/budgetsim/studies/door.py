"""The door from Python: a function for every kind of study, made of its question."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from budgetsim.language import DEFAULT, Language, language, told
from budgetsim.model.engine.choice import using
from budgetsim.scenario_files.faults import listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.answer import Answer
from budgetsim.studies.ask import Asked, asked_fields, pose
from budgetsim.studies.engine import Running, answer, plan
from budgetsim.studies.keep import EVERYTHING
from budgetsim.studies.kind import Kind, kind_of
from budgetsim.studies.progress import ProgressLine, Shown

RUNNING = {
    "workers": "Parts that run at once: in threads if they are compiled, else in processes; no number depends on it.",
    "scheduler": "Address of a Dask scheduler whose workers run the work.",
    "engine": "auto, compiled or numpy; no number depends on it. By default what BUDGETSIM_ENGINE says, or auto.",
    "out": "Directory in which runs, tables and answer are kept, and in which the same question goes on after an"
    " interruption. By default nothing is kept.",
    "progress": "Whether to show how far it is.",
}


@cache
def door(name: str) -> Callable[..., Answer]:
    """Return the function of a kind of study.

    Raises
    ------
    StudyError
        If there is no such kind.
    """
    kind = kind_of(name)
    declared = asked_fields(kind.question)

    def ask(*given: Any, **named: Any) -> Answer:
        bound = signature.bind(*_gathered(given, declared), **_known(name, named, signature))
        values = dict(bound.arguments)
        running = {key: values.pop(key) for key in RUNNING if key in values}
        return _answer(kind, values, **running)

    is_told_by_file = any(one.ask.value.is_study_file for one in declared)
    parameters = [_parameter(one, is_told_by_file=is_told_by_file) for one in declared]
    signature = inspect.Signature([*parameters, *_running()], return_annotation=kind.answer)
    ask.__name__ = ask.__qualname__ = name
    ask.__module__ = "budgetsim"
    ask.__doc__ = _docstring(kind, declared, language(DEFAULT))
    ask.__signature__ = signature  # type: ignore[attr-defined] # read by inspect.signature
    return ask


def _gathered(given: tuple[Any, ...], declared: list[Asked]) -> tuple[Any, ...]:
    """Return positions with several values of the only argument as one list: they are typed like that to a shell."""
    arguments = [one for one in declared if one.ask.argument]
    return ([*given],) if len(given) > 1 and len(arguments) == 1 and arguments[0].ask.value.many else given


def _known(name: str, named: dict[str, Any], signature: inspect.Signature) -> dict[str, Any]:
    """Return what is given by name.

    Raises
    ------
    TypeError
        If nothing of that name is asked for, with the names that are most like it.
    """
    odd = [one for one in named if one not in signature.parameters]
    if odd:
        asked = list(signature.parameters)
        hints = [
            told("study-no-argument", kind=name, name=one, hint=did_you_mean(one, asked, listed(asked)))
            for one in odd
        ]
        raise TypeError(told("fault-semicolon").join(hints))
    return named


def _answer(  # noqa: PLR0913 - what is asked, and how it is run
    kind: Kind[Any, Any],
    given: dict[str, Any],
    *,
    workers: int | None = 1,
    scheduler: str | None = None,
    engine: str | None = None,
    out: str | Path | None = None,
    progress: bool = True,
) -> Answer:
    with using(engine):
        question = pose(kind.question, given, flags=False)
        planned = plan(kind, question)
        line = ProgressLine(Shown.detect() if progress else Shown.NOWHERE)
        try:
            if out is not None:
                kept: Answer = answer(planned, Running(Path(out), workers, scheduler, line, begun=line.begin))
                return kept
            with TemporaryDirectory(prefix="budgetsim-") as folder:
                usual = planned.directory()
                place = None if usual is None else Path(folder) / usual.name
                answered: Answer = answer(planned, Running(place, workers, scheduler, line, begun=line.begin))
                return answered.at(None)
        finally:
            line.close()


def _parameter(one: Asked, *, is_told_by_file: bool) -> inspect.Parameter:
    """Return a field as a parameter; one that a study file may tell is not needed."""
    kinds = inspect.Parameter
    default = kinds.empty if one.is_needed else one.default
    if one.is_needed and is_told_by_file and one.ask.panel == "file":
        default = None
    shape = kinds.POSITIONAL_OR_KEYWORD if one.ask.argument else kinds.KEYWORD_ONLY
    return kinds(one.name, shape, default=default)


def _running() -> list[inspect.Parameter]:
    usual = {"workers": 1, "scheduler": None, "engine": None, "out": None, "progress": True}
    return [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=usual[name]) for name in RUNNING]


def _docstring(kind: Kind[Any, Any], declared: list[Asked], say: Language) -> str:
    lines = [say(f"{kind.name}-help"), "", "Parameters", "----------"]
    for one in declared:
        lines += [one.name, f"    {help_for(kind.name, one, say)}"]
    for name, text in RUNNING.items():
        lines += [name, f"    {text}"]
    lines += [
        "",
        "Returns",
        "-------",
        kind.answer.__name__,
        f"    {(kind.answer.__doc__ or '').splitlines()[0]}",
    ]
    return "\n".join(
        [
            *lines,
            "",
            "Raises",
            "------",
            "ScenarioError",
            "    With everything that is wrong with what was given.",
        ]
    )


def help_for(kind_name: str, one: Asked, say: Language) -> str:
    """Return the help of a field, with its default and options as they are declared."""
    key = one.name.replace("_", "-")
    own = f"{kind_name}-ask-{key}"
    options = ", ".join(one.ask.value.options()) if one.ask.value.lists_options else ""
    text = say(own if say.has(own) else f"ask-{key}", options=options)
    if one.is_needed or one.default is False or one.default in (None, (), "", EVERYTHING):
        return text
    default = one.ask.value.spelled(one.default)
    return say("ask-default", text=text, default=default) if default else text
