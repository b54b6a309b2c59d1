"""The help of a command, in the language that is spoken: usage, what it does, lines to try, flags by panel."""

from __future__ import annotations

from typing import Any

from budgetsim.cli.guard import call_of, metavar_of
from budgetsim.language import SPOKEN, is_message, told

MOST_OF_LINE = 0.4
"""Share of a line that names of flags may take."""


def print_help(command: Any, ctx: Any) -> None:
    """Print the help of a command or of a group of commands."""
    from rich.text import Text

    from budgetsim.cli.console import console, paragraph

    out = console()
    text = Text(told("cli-usage"), style="yellow")
    out.print(text.append(f" {call_of(ctx)}", style="bold"))
    for part in (command.help or "").split("\n\n"):
        out.print()
        out.print(paragraph(" ".join(part.split())))
    lines = getattr(command, "examples", ())
    if lines:
        out.print()
        out.print(told("ask-try"), markup=False)
        for one in lines:
            out.print(f"  {one}", markup=False, overflow="fold")
    for title, rows in _panels(command, ctx).items():
        out.print()
        out.print(_panel(title, rows, out.width))


def _panels(command: Any, ctx: Any) -> dict[str, list[tuple[str, str, str]]]:
    """Return name, value and text of every flag or command, by the title of its panel."""
    panels: dict[str, list[tuple[str, str, str]]] = {}
    for one in command.get_params(ctx):
        is_argument = one.param_type_name == "argument"
        panel = one.rich_help_panel or ("arguments" if is_argument else "options")
        key = f"ask-panel-{panel}"
        title = told(key) if is_message(key, SPOKEN.get()) else panel
        names = metavar_of(one) if is_argument else ", ".join(_flags(one))
        is_switch = is_argument or one.is_flag
        panels.setdefault(title, []).append((names, "" if is_switch else one.metavar or "", _text(one)))
    if hasattr(command, "list_commands"):
        commands = [(name, command.get_command(ctx, name)) for name in command.list_commands(ctx)]
        rows = [(name, "", (one.help or "").partition("\n\n")[0]) for name, one in commands]
        panels[told("ask-panel-commands")] = rows
    return panels


def _flags(option: Any) -> list[str]:
    """Return the names of a flag, the long one first; of a switch both of its sides."""
    names = sorted(option.opts, key=len, reverse=True)
    return ["/".join([names[0], *option.secondary_opts]), *names[1:]]


def _text(one: Any) -> str:
    """Return what a flag means, with its default."""
    text = one.help or ""
    if one.param_type_name == "option" and one.required:
        return told("cli-required", text=text)
    default = one.default
    if one.show_default and default is not None and not isinstance(default, bool) and str(default):
        return told("ask-default", text=text, default=str(default))
    return text


def _panel(title: str, rows: list[tuple[str, str, str]], width: int) -> Any:
    from rich import box
    from rich.cells import cell_len
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    from budgetsim.cli.console import paragraph

    widest = max(cell_len(name) + cell_len(value) + bool(value) for name, value, _ in rows)
    first = min(widest, int(MOST_OF_LINE * width))
    second = width - first - 6  # the frame, and two columns between
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=first, overflow="fold")
    table.add_column(width=second, overflow="fold")
    for name, value, text in rows:
        names = Text(name, style="bold cyan")
        names.append(f" {value}" if value else "", style="yellow")
        table.add_row(names, paragraph(text))
    return Panel(
        table, title=Text(title), title_align="left", border_style="dim", box=box.ROUNDED, width=width
    )
