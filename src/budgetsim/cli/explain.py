"""``budgetsim explain``: one department's year, step by step."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from budgetsim.cli import options as o
from budgetsim.cli.asking import asking, parameters_of, posed, texts_of
from budgetsim.cli.commands import examples
from budgetsim.cli.guard import InputError
from budgetsim.language import spoken, told
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import Fault
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies import ask
from budgetsim.studies.ask import asked
from budgetsim.studies.code import code_of_user
from budgetsim.studies.money import money, money_faults, money_of
from budgetsim.studies.parameters import POINT, POSTERIOR
from budgetsim.studies.untouched import inert_faults
from budgetsim.studies.values import Choice, OneScenario, Text, Whole

if TYPE_CHECKING:
    from budgetsim.report.explain import Section


@dataclass(frozen=True)
class Named(Text):
    """A department, by number or by its name in a roster."""

    metavar = "K"


@dataclass(frozen=True)
class Reference(OneScenario):
    """A scenario by name or path."""

    metavar = "SCENARIO"
    may_be_study = False


@dataclass(frozen=True)
class Drawn(Choice):
    """Whether the year closes with draws of what nobody knows."""

    metavar = f"{POINT}|{POSTERIOR}"


@dataclass(frozen=True)
class Question:
    """Whose year is told, and of which run."""

    scenario: Scenario = asked(Reference(), argument=True)
    department: str = asked(Named(), also=("k",))
    year: int = asked(Whole(1, ask.MOST_YEARS), also=("y",))
    settings: tuple[str, ...] = ask.settings()
    seed: int = ask.first_seed()
    parameters: str = asked(Drawn(lambda: (POINT, POSTERIOR)), POSTERIOR)
    money: str = money()
    policy_rule: str = ask.policy_rule()
    behaviour: str = ask.behaviour()

    @cached_property
    def number(self) -> int | None:
        """Number of the department that is given by number or by name; ``None`` if there is none."""
        given, last = self.department, self.scenario.district.departments - 1
        names = () if self.scenario.roster is None else self.scenario.roster.names
        if given in names:
            return names.index(given)
        is_number = given.isascii() and given.isdigit() and len(given) < 10
        return int(given) if is_number and int(given) <= last else None

    def faults(self, where: ask.Where) -> ask.Faults:
        """Yield what is wrong between the fields."""
        yield lambda: self._wrong_department(where)
        yield lambda: inert_faults((self.scenario,), self.settings)
        yield lambda: money_faults([self.scenario], self.money, where)

    def _wrong_department(self, where: ask.Where) -> Iterator[Fault]:
        if self.number is not None:
            return
        last, roster = str(self.scenario.district.departments - 1), self.scenario.roster
        also = told("cli-or-roster", example=roster.names[0]) if roster else ""
        hint = did_you_mean(self.department, roster.names, also) if roster else ""
        known = {"scenario": self.scenario.name, "last": last}
        yield where.told("department", self.department, "cli-no-department", hint, **known)


def _explain(*, json: bool = False, **given: Any) -> None:
    """Tell one department's year: what it knew, what it chose and why, what was seen, what followed."""
    from budgetsim.report.explain import capture_year, drawn_facts, facts_of, sections_of, title_of
    from budgetsim.scenario_files.revise import parse_setting

    question = posed(Question, {name: texts_of(value) for name, value in given.items()})
    code = {name: _careful(getattr(question, name)) for name in ("behaviour", "policy_rule")}
    number = question.number or 0
    captured = capture_year(question.scenario, number, question.year, question.seed, **code)
    facts = facts_of(captured, money_of([question.scenario], question.money))
    if question.parameters == POSTERIOR and not any(code.values()):
        said = [parse_setting(text)[0].rpartition(".")[2] for text in question.settings]
        facts["drawn"] = drawn_facts(question.scenario, number, question.year, question.seed, said)
    if json:
        from budgetsim.cli.console import print_json

        print_json(facts)
    else:
        _show(title_of(facts, spoken()), sections_of(facts, spoken()))


def command() -> Callable[..., None]:
    """Return the command, as Typer reads it."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    json = inspect.Parameter("json", keyword, default=False, annotation=o.Json)
    lines = (
        "budgetsim explain wangcheng_2022 --department 17 --year 4",
        "budgetsim explain teaching_ratchet -k 3 -y 2 --seed 5",
        "budgetsim explain reform_unfunded -k 8 -y 5 --language zh",
    )
    return examples(*lines)(asking(_explain, [*parameters_of("explain", Question), json], Question))


def _careful(name: str) -> Callable[..., Any] | None:
    """Return code of the user's own with its failures told in plain words; ``None`` where there is none."""
    if not name:
        return None
    code = code_of_user(name)

    def called(view: Any) -> Any:
        try:
            return code(view)
        except Exception as error:
            trace = error.__traceback__.tb_next if error.__traceback__ else None
            known = {"name": name, "error": f"{type(error).__name__}: {error}"}
            if trace is None:
                raise InputError(told("cli-code-raised", **known)) from error
            raise InputError(told("cli-code-raised-in-line", line=str(trace.tb_lineno), **known)) from error

    return called


def _show(title: str, sections: list[Section]) -> None:
    from budgetsim.cli.console import console, say, table

    say(title, style="bold underline")
    for section in sections:
        say()
        say(section.title, style="bold")
        for paragraph in section.paragraphs:
            say()
            say(paragraph)
        if section.table:
            head, *rows = section.table
            say()
            console().print(table([(head[0], "left"), *((cell, "left") for cell in head[1:])], rows))
