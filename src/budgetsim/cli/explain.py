"""``budgetsim explain``: one department's year, step by step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from budgetsim.cli import options as o
from budgetsim.cli.guard import InputError

if TYPE_CHECKING:
    from budgetsim.report.explain import Section
    from budgetsim.scenario import Scenario

WORD = r"[^\s\u4e00-\u9fff“（，。；：、）”]+"
PIECES = re.compile(rf"(?:[\u4e00-\u9fff“（]|{WORD}(?: = {WORD})?)[，。；：、）”]*\s*|\s+|.")
"""A Chinese character, a word, or a symbol with its value; each with the punctuation and the space behind it."""


def explain(  # noqa: PLR0913 - one flag each
    scenario: o.ScenarioName,
    department: Annotated[
        str,
        typer.Option(
            "--department", "-k", metavar="K", help="Its number, from 0, or its name in the roster."
        ),
    ],
    year: Annotated[
        int,
        typer.Option(
            "--year",
            "-y",
            parser=o.whole_number(1, 1000),
            metavar="N",
            help="The year to tell; 1 is the first recorded.",
        ),
    ],
    *,
    settings: o.Settings = None,
    seed: o.OneSeed = 0,
    policy_rule: o.PolicyRule = None,
    behaviour: o.Behaviour = None,
    language: o.Language = o.LanguageCode.EN,
    json: o.Json = False,
) -> None:
    """Tell one department's year: what it knew, what it chose and why, what was seen, what followed.

    The numbers are those of the panel that `budgetsim run … --departments` stores for the same seed.

    Try:

      budgetsim explain wangcheng_2022 --department 17 --year 4

      budgetsim explain teaching_ratchet -k 3 -y 2 --seed 5

      budgetsim explain reform_unfunded -k 8 -y 5 --language zh
    """
    from budgetsim.cli.code import careful, check_code
    from budgetsim.cli.study import load_scenarios, refuse_inert
    from budgetsim.language import language as language_of
    from budgetsim.report.explain import capture_year, facts_of, sections_of, title_of

    check_code(policy_rule, behaviour)
    (chosen,) = load_scenarios([scenario], settings)
    refuse_inert((chosen,), settings or ())
    number = _number(department, chosen)
    captured = capture_year(
        chosen, number, year, seed,
        behaviour=careful("behaviour", behaviour), policy_rule=careful("policy_rule", policy_rule),
    )  # fmt: skip
    facts = facts_of(captured)
    if json:
        from budgetsim.cli.console import print_json

        print_json(facts)
        return
    speak = language_of(language)
    _show(title_of(facts, speak), sections_of(facts, speak))


def _number(given: str, scenario: Scenario) -> int:
    """Return the number of a department that is given by number or by name."""
    from budgetsim.scenario_files.names import did_you_mean

    last = scenario.district.departments - 1
    names = () if scenario.roster is None else scenario.roster.names
    if given in names:
        return names.index(given)
    if given.isascii() and given.isdigit() and int(given[:9]) <= last and len(given) < 10:
        return int(given)
    also = f", or a name of the roster; {did_you_mean(given, names, 'such as ' + names[0])}" if names else ""
    raise InputError(f"--department {given!r}: {scenario.name} has the departments 0 to {last}{also}")


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of a terminal: Chinese between any two characters, other text between words.

    Rich breaks at spaces alone, which leaves Chinese lines half empty.
    """
    from rich.cells import cell_len

    lines = [""]
    for piece in PIECES.findall(text):
        if cell_len(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def _show(title: str, sections: list[Section]) -> None:
    from budgetsim.cli.console import console, say, table

    say(title, style="bold underline")
    for section in sections:
        say()
        say(section.title, style="bold")
        for paragraph in section.paragraphs:
            say()
            say("\n".join(wrapped(paragraph, console().width)))
        if section.table:
            head, *rows = section.table
            say()
            console().print(table([(head[0], "left"), *((cell, "left") for cell in head[1:])], rows))
