"""``budgetsim parameters`` and ``budgetsim outcomes``: everything that is declared, as tables or as pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli.console import console, print_text, say, table
from budgetsim.cli.guard import InputError
from budgetsim.cli.options import Markdown

if TYPE_CHECKING:
    from budgetsim.report.declared import Declaration

DIRECTIONS = {"up": "more", "down": "less", "neither": "–"}
GROUP_TITLES = {
    "policy": "levers of the finance bureau and its superior; a [[change]] may move them over time",
    "department": "what departments are like",
    "bureau": "what the bureau can do, and its formulas",
    "district": "how many departments, of which kind",
    "protocol": "how a scenario is run",
}


def parameters(
    *,
    group: Annotated[
        str | None, typer.Option(help="Only this group: policy, department, bureau, district or protocol.")
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Only those whose name, symbol or meaning holds this text."),
    ] = None,
    markdown: Markdown = False,
) -> None:
    """List every parameter: symbol, default, range, unit, meaning.

    Try: budgetsim parameters --group policy; budgetsim parameters --search ratchet
    """
    from budgetsim.report.declared import GROUPS

    if group is not None and group not in GROUPS:
        from budgetsim.report.words import listed
        from budgetsim.scenario_files.names import did_you_mean

        raise InputError(
            f"--group {group!r}: {did_you_mean(group, GROUPS, 'no such group')} (groups: {listed(GROUPS)})"
        )
    found = _matching(group, search)
    if not found:
        from budgetsim.language import told
        from budgetsim.scenario_files.names import instead_of

        gone = instead_of(search or "")
        if gone:
            raise InputError(f"{search}: {told('fault-went')}; {gone.spoken}")
        raise InputError(
            f"no parameter has {search!r} in its name, symbol or meaning; `budgetsim parameters` lists all"
        )
    if markdown:
        print_text(_parameters_page(found))
        return
    for name in GROUPS:
        own = [item for item in found if item.group == name]
        if own:
            console().print(_parameters_table(name, own))
    say("Set them with --set group.name=value, or in a scenario file. `--markdown` adds sources.")


def outcomes(*, markdown: Markdown = False) -> None:
    """List every outcome: unit, which way is better, definition.

    Try: budgetsim outcomes
    """
    from budgetsim.report.declared import OUTCOMES

    heads = ("name", "unit", "better", "definition")
    rows = [(item.name, item.unit, DIRECTIONS[item.direction], item.definition) for item in OUTCOMES.values()]
    if markdown:
        print_text(_page("Outcomes", "budgetsim outcomes --markdown", _OUTCOMES_INTRO, {"": (heads, rows)}))
        return
    console().print(
        table([("outcome", "keep"), ("unit", "left"), ("better", "keep"), ("definition", "left")], rows)
    )


def _matching(group: str | None, search: str | None) -> list[Declaration]:
    from budgetsim.report.declared import declarations

    wanted = (search or "").casefold()
    return [
        item
        for item in declarations().values()
        if group in (None, item.group)
        and (wanted in f"{item.key} {item.meaning}".casefold() or search == item.symbol)
    ]


def _parameters_table(group: str, items: Sequence[Declaration]) -> Any:
    columns = [
        ("name", "keep"),
        ("default", "right"),
        ("range", "left"),
        ("unit", "left"),
        ("meaning", "left"),
    ]
    rows = [
        (
            item.name,
            plain(item.default),
            limits(item),
            item.unit,
            f"{item.meaning} ({item.symbol})" if item.symbol else item.meaning,
        )
        for item in items
    ]
    return table(columns, rows, f"{group}: {GROUP_TITLES.get(group, '')}")


def _parameters_page(items: Sequence[Declaration]) -> str:
    heads = ("name", "symbol", "unit", "range", "in studies", "default", "meaning", "source", "basis")
    tables: dict[str, Any] = {}
    for item in items:
        row = (
            f"`{item.name}`", item.symbol, item.unit, limits(item), studied(item), plain(item.default), item.meaning,
            item.source, item.basis,
        )  # fmt: skip
        tables.setdefault(f"{item.group}: {GROUP_TITLES.get(item.group, '')}", (heads, []))[1].append(row)
    return _page("Parameters", "budgetsim parameters --markdown", _PARAMETERS_INTRO, tables)


_PARAMETERS_INTRO = (
    "Every parameter of the model, as it is declared in the code. Bounds are inclusive. *In studies* is the range "
    "that sweeps and sensitivity analyses vary when they are given none. The basis says where a "
    "default comes from: *measured* in data, *cited* from a source, or *assumed*. Money is in mean budgets of "
    "the first year."
)
_OUTCOMES_INTRO = (
    "Every outcome of a year, as it is declared in the code. Shares run from 0 to 1 and scores from 0 to 100; "
    "means over departments are unweighted unless the definition says otherwise."
)


def _page(
    title: str, command: str, intro: str, tables: dict[str, tuple[Sequence[str], Iterable[Sequence[str]]]]
) -> str:
    parts = [f"# {title}", f"This page is generated by `{command}`; do not edit it.", intro]
    for heading, (heads, rows) in tables.items():
        parts += [f"## {heading}"] if heading else []
        lines = [heads, ["---"] * len(heads), *rows]
        parts.append(
            "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
        )
    return "\n\n".join(parts) + "\n"


def limits(item: Declaration) -> str:
    """Return the allowed values of a parameter in words."""
    if item.choices:
        return ", ".join(str(choice) for choice in item.choices)
    if item.lower is None or item.upper is None:
        return "any"
    return f"{item.lower:,.10g} to {item.upper:,.10g}"


def studied(item: Declaration) -> str:
    """Return in words the range that studies vary, or the choices."""
    if item.study_range is None:
        return limits(item) if item.choices else "–"
    return "{:,.6g} to {:,.6g}".format(*item.study_range)


def plain(value: Any) -> str:
    """Return a value of a parameter as it is written in a scenario file, texts without quotation marks."""
    return f"{value:g}" if isinstance(value, float) else str(value)
