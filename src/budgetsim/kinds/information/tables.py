"""The numbers: policies, parameters by what they are worth, and mechanisms."""

from __future__ import annotations

from budgetsim.kinds.information.answer import Information
from budgetsim.kinds.information.bearing import measurement_of
from budgetsim.kinds.information.structures import Within
from budgetsim.kinds.information.worth import Worth
from budgetsim.kinds.scenarios.known_tables import structure_label
from budgetsim.kinds.scenarios.tables import label_of, unit_of
from budgetsim.language import DEFAULT, Language, language
from budgetsim.report.figure_words import scenario_label
from budgetsim.rounding import amount
from budgetsim.studies.money import interval_in_money
from budgetsim.studies.table import Column, Interval, Label, Table

MOST_SHOWN = 12
"""Parameters that people are shown; the file has all."""
LISTED = "parameters-listed"
"""Table that the figure is drawn from."""


def tables(answer: Information) -> list[Table]:
    """Return policies, parameters and mechanisms."""
    parameters = [_parameters(answer), _measurements(answer)] if answer.ranked else []
    structures = [_structures(answer), _by_structure(answer)] if answer.structures else []
    return [_policies(answer), *parameters, _mechanisms(answer), *structures, _listed(answer)]


def interval(worth: Worth) -> Interval:
    """Return a worth as a cell."""
    return Interval(worth.value, worth.low, worth.high)


def _money_column(answer: Information) -> list[Column]:
    """Return the column of worths in money, if any is declared."""
    money = answer.money
    if money is None:
        return []
    return [Column("money", "number", lambda say: say("information-head-money", unit=money.unit))]


def _in_money(answer: Information, worth: Worth) -> list[Interval]:
    """Return the cells of a worth: per department, and in money if any is declared."""
    amounts = interval(worth)
    return [amounts] if answer.money is None else [amounts, interval_in_money(amounts, answer.money)]


def _policies(answer: Information) -> Table:
    columns = [
        Column("scenario", "label"),
        Column("level", "number", "information-head-level"),
        Column("behind", "number", "information-head-behind"),
        Column("share_best", "share", "information-head-share-best"),
    ]
    rows = [
        (
            label_of(name),
            policy.level,
            policy.behind if policy.behind.is_bounded else None,
            policy.share_best,
        )
        for name, policy in answer.policies.items()
    ]

    def title(say: Language) -> str:
        return say("information-table-policies", outcome=say.name(answer.outcome))

    return Table("policies", columns, rows, title, lambda say: say("information-note-policies"))


def _parameters(answer: Information) -> Table:
    columns = [
        Column("parameter", "name"),
        Column("worth", "number", "information-head-worth"),
        *_money_column(answer),
        Column("share", "share", "information-head-share"),
        Column("p", "p", "information-head-p"),
        Column("mechanism", "message", "information-head-mechanism", is_spare=True),
        Column("basis", "message", "information-head-basis", is_spare=True),
        Column("left", "share", "information-head-left", is_spare=True),
    ]
    rows = []
    for name in answer.ranked[:MOST_SHOWN]:
        parameter = answer.parameters[name]
        rows.append(
            (
                name,
                *_in_money(answer, parameter.worth),
                parameter.worth.share,
                parameter.worth.p,
                f"information-mechanism-{parameter.mechanism}",
                f"information-basis-{parameter.basis}",
                parameter.left,
            )
        )

    def title(say: Language) -> str:
        return say("information-table-parameters")

    return Table("parameters", columns, rows, title, lambda say: say("information-note-parameters"))


def _measurements(answer: Information) -> Table:
    """Return how the parameters that are worth most could be measured, and which findings speak of them."""
    columns = [
        Column("parameter", "name"),
        Column("measure", "message", "information-head-measure"),
        Column("findings", "text", "information-head-findings"),
    ]
    rows = [
        (name, measurement_of(name), ", ".join(answer.parameters[name].findings) or None)
        for name in answer.ranked[:MOST_SHOWN]
    ]

    def title(say: Language) -> str:
        return say("information-table-measurements")

    def note(say: Language) -> str:
        return say("information-note-measurements")

    return Table("measurements", columns, rows, title, note, audience="report")


def _mechanisms(answer: Information) -> Table:
    columns = [
        Column("mechanism", "message", "information-head-mechanism"),
        Column("worth", "number", "information-head-worth"),
        *_money_column(answer),
        Column("share", "share", "information-head-share"),
    ]
    groups = sorted(answer.mechanisms.items(), key=lambda item: -item[1].value)
    rows = [
        ("information-everything", *_in_money(answer, answer.perfect), answer.perfect.share),
        *(
            (f"information-mechanism-{name}", *_in_money(answer, worth), worth.share)
            for name, worth in groups
            if worth.value > 0.0
        ),
    ]

    def title(say: Language) -> str:
        return say("information-table-mechanisms", unit=say.unit(unit_of(answer.outcome) or ""))

    return Table("mechanisms", columns, rows, title, lambda say: say("information-note-mechanisms"))


def _structures(answer: Information) -> Table:
    """Return the choice, and what knowing more is worth, structure by structure; the model as declared first."""
    columns = [
        Column("structure", "label"),
        Column("best", "label", "information-head-best"),
        Column("behind", "number", "information-head-costs"),
        Column("worth", "number", "information-head-everything"),
        Column("share", "share", "information-head-share", is_spare=True),
        Column("first", "label", "information-head-first"),
    ]
    singles = {name: within.worth for name, within in answer.parameters.items()}
    declared = Within(answer.best, Interval(0.0), answer.perfect, singles, answer.distinct_draws)
    rows = [
        (
            structure_label(name),
            label_of(within.best),
            within.behind if within.behind.is_bounded else None,
            interval(within.perfect),
            within.perfect.share,
            _first(within),
        )
        for name, within in {"": declared, **answer.structures}.items()
    ]

    def note(say: Language) -> str:
        few = str(max(within.draws for within in answer.structures.values()))
        about = {"few": few, "best": scenario_label(say, answer.best), "draws": str(answer.distinct_draws)}
        return say("information-note-structures", **about)

    return Table("structures", columns, rows, lambda say: say("information-table-structures"), note)


def _first(within: Within) -> Label | None:
    """Return the parameter that is worth most, with its worth; nothing where none is clearly worth anything."""
    name = within.first
    if not name:
        return None
    worth = amount(within.parameters[name].value)
    return Label(name, lambda say: say("information-figure-one", parameter=say.name(name), worth=worth))


def _by_structure(answer: Information) -> Table:
    """Return what every parameter is worth in every structure."""
    columns = [
        *(Column(key) for key in ("structure", "parameter")),
        Column("worth", "number"),
        Column("share", "share"),
        Column("p", "p"),
        Column("is_clear", "truth"),
    ]
    rows = [
        (structure, name, interval(worth), worth.share, worth.p, worth.is_clear)
        for structure, within in answer.structures.items()
        for name, worth in within.parameters.items()
    ]
    return Table("parameters-structures", columns, rows, audience="files", file="information_structures.csv")


def _listed(answer: Information) -> Table:
    """Return every parameter, for frames and the figure."""
    columns = [
        *(Column(key) for key in ("parameter", "mechanism", "basis")),
        Column("worth", "number"),
        Column("share", "share"),
        Column("p", "p"),
        Column("is_clear", "truth"),
        Column("left", "share"),
        Column("findings"),
        Column("measure"),
    ]
    english = language(DEFAULT)
    names = [*answer.ranked, *(name for name in answer.parameters if name not in set(answer.ranked))]
    rows = []
    for name in names:
        parameter = answer.parameters[name]
        worth = parameter.worth
        row = (
            parameter.mechanism,
            parameter.basis,
            interval(worth),
            worth.share,
            worth.p,
            worth.is_clear,
            parameter.left,
        )
        rows.append((name, *row, ", ".join(parameter.findings), english(measurement_of(name))))
    return Table(LISTED, columns, rows, audience="files", file="information.csv")
