"""``budgetsim parameters`` and ``budgetsim outcomes``: everything that is declared, as tables or as pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from budgetsim.cli import options as o
from budgetsim.cli.commands import examples
from budgetsim.cli.console import console, print_text, say, table
from budgetsim.cli.guard import InputError, joined
from budgetsim.declarations import GROUPS
from budgetsim.language import DEFAULT, language, spoken, told

if TYPE_CHECKING:
    from budgetsim.language import Language
    from budgetsim.report.declared import Declaration


@examples("budgetsim parameters --group policy", "budgetsim parameters --search ratchet")
def parameters(
    *,
    group: Annotated[str | None, o.text("GROUP", panel=o.OUTPUT, parser=o.one_of(tuple(GROUPS)))] = None,
    search: Annotated[str | None, o.text("TEXT", panel=o.OUTPUT)] = None,
    markdown: o.Markdown = False,
) -> None:
    """List every parameter: symbol, default, range, unit, meaning.

    Raises
    ------
    InputError
        If none matches.
    """
    matching = _matching(group, search)
    if not matching:
        raise InputError(_none_found(search or ""))
    if markdown:
        print_text(_parameters_page(matching))
        return
    for name in GROUPS:
        items = [item for item in matching if item.group == name]
        if items:
            console().print(_parameters_table(name, items))
    say(told("cli-parameters-note"))


@examples("budgetsim outcomes")
def outcomes(*, markdown: o.Markdown = False) -> None:
    """List every outcome: unit, which way is better, definition."""
    say_in = language(DEFAULT) if markdown else spoken()
    heads = ("name", "unit", "better", "definition")
    rows = _outcome_rows(say_in)
    if markdown:
        titles = [say_in(f"cli-head-{head}") for head in heads]
        page = _page("outcomes", "budgetsim outcomes --markdown", {"": (titles, rows)})
        print_text(page)
        return
    ways = ("keep", "left", "keep", "left")
    console().print(
        table([(told(f"cli-head-{head}"), way) for head, way in zip(heads, ways, strict=True)], rows)
    )


def _none_found(search: str) -> str:
    """Return that no parameter matches; one that went from the model is told with what stands in for it."""
    from budgetsim.scenario_files.names import instead_of

    gone = instead_of(search)
    if gone:
        return joined(f"{search}{told('fault-colon')}{told('fault-went')}", told(gone))
    return told("cli-no-parameter", text=repr(search))


def _outcome_rows(say: Language) -> list[tuple[str, ...]]:
    from budgetsim.report.declared import OUTCOMES, meaning_of

    return [
        (
            item.name,
            say.unit(item.unit),
            say(f"cli-direction-{item.direction}"),
            meaning_of(say, item.name),
        )
        for item in OUTCOMES.values()
    ]


def _matching(group: str | None, search: str | None) -> list[Declaration]:
    """Return the parameters of a group whose name, symbol or meaning holds a text, in any language."""
    from budgetsim.report.declared import declarations, meaning_of

    wanted = (search or "").casefold()
    return [
        item
        for item in declarations().values()
        if group in (None, item.group)
        and (
            wanted
            in f"{item.key} {item.meaning} {meaning_of(spoken(), item.name, parameter=True)}".casefold()
            or search == item.symbol
        )
    ]


def _parameters_table(group: str, items: Sequence[Declaration]) -> Any:
    from budgetsim.report.declared import meaning_of

    ways = {"name": "keep", "default": "right", "range": "left", "unit": "left", "meaning": "left"}
    rows = []
    for item in items:
        meaning = meaning_of(spoken(), item.name, parameter=True)
        if item.symbol:
            meaning = told("cli-meaning-symbol", meaning=meaning, symbol=item.symbol)
        rows.append(
            (item.name, plain(item.default), limits(item, spoken()), spoken().unit(item.unit), meaning)
        )
    heads = [(told(f"cli-head-{head}"), way) for head, way in ways.items()]
    return table(heads, rows, f"{group}{told('fault-colon')}{told(f'cli-group-{group}')}")


def _parameters_page(items: Sequence[Declaration]) -> str:
    say = language(DEFAULT)
    keys = (
        "name",
        "symbol",
        "unit",
        "range",
        "in-studies",
        "default",
        "meaning",
        "source",
        "basis",
        "reason",
    )
    heads = [say(f"cli-head-{key}") for key in keys]
    tables: dict[str, Any] = {}
    for item in items:
        row = (
            f"`{item.name}`",
            item.symbol,
            item.unit,
            limits(item, say),
            studied(item, say),
            plain(item.default),
            item.meaning,
            item.source,
            item.basis,
            item.range_reason,
        )
        tables.setdefault(f"{item.group}: {say(f'cli-group-{item.group}')}", (heads, []))[1].append(row)
    return _page("parameters", "budgetsim parameters --markdown", tables)


def _page(name: str, command: str, tables: dict[str, tuple[Sequence[str], Iterable[Sequence[str]]]]) -> str:
    """Return a page of the documentation, which is in English."""
    say = language(DEFAULT)
    parts = [
        f"# {say(f'cli-page-{name}')}", say("cli-page-generated", command=command), say(f"cli-page-{name}.lead")
    ]  # fmt: skip
    for heading, (heads, rows) in tables.items():
        parts += [f"## {heading}"] if heading else []
        lines = [heads, ["---"] * len(heads), *rows]
        parts.append(
            "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
        )
    return "\n\n".join(parts) + "\n"


def limits(item: Declaration, say: Language) -> str:
    """Return the allowed values of a parameter in words."""
    if item.choices:
        return ", ".join(str(choice) for choice in item.choices)
    if item.lower is None or item.upper is None:
        return say("cli-any")
    return _range(item.lower, item.upper, 10, say)


def studied(item: Declaration, say: Language) -> str:
    """Return in words the range that studies vary, or the choices."""
    if item.study_range is None:
        return limits(item, say) if item.choices else "–"
    return _range(*item.study_range, 6, say)


def _range(low: float, high: float, digits: int, say: Language) -> str:
    return say("cli-range", low=f"{low:,.{digits}g}", high=f"{high:,.{digits}g}")


def plain(value: Any) -> str:
    """Return a value of a parameter as it is written in a scenario file, texts without quotation marks."""
    return f"{value:g}" if isinstance(value, float) else str(value)
