"""Which column is what, guessed from its heading in the languages that bureaus write, or from what it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from budgetsim.data.file import Cell
from budgetsim.data.names import name_of
from budgetsim.data.numbers import MISSING, Number, plain, read_number
from budgetsim.data.recipe import NEEDED, ROLES, VALUES, Recipe
from budgetsim.data.table import Table
from budgetsim.data.units import factor_of, without_unit
from budgetsim.data.years import is_year, year_within

_WORDS = {
    "year": (
        r"(fiscal |financial |budget )?years?|fy|jahr|haushaltsjahr|ejercicio|año|ciclo|année|exercice|år"
        r"|anno|ano|rok|год"
        r"|exercício|time( period)?|שנה|שנת תקציב|年度?|年份|会计年度|预算年度|财年|財年|(회계)?[연년]도"
    ),
    "external_score": (
        r".*(external|third.party|re-?evaluat\w*|followup|evaluation) ?(score|rating|points|result)?s?"
        r"|.*(外部|第三方|财政|复核|重点|评核)(评价|评审|复评|绩效评价)?(得分|分数|评分|结果)?|.*评价得分|.*复评(得分|分)?"
        r"|évaluation externe|evaluaci[oó]n externa|avaliação externa|externe bewertung"
    ),
    "self_score": (
        r".*self.?(assess\w*|evaluat\w*|rat\w*|report\w*)? ?(score|rating|points)?s?|score"
        r"|.*自评(得分|分数|分|总分|结果)?|得分|绩效得分"
        r"|auto-?[ée]valuation|autoevaluaci[oó]n|autoavaliação|selbstbewertung"
    ),
    "adjusted": (
        r".*(adjusted|revised|amended|modified|modificado|current) ?(budget|appropriations?|estimates?|plan)?"
        r"|nachtrag.*|plan po zmianach|уточн[её]нн.*"
        r"|.*(modifi|rectifi|révis)é|.*(atualizad[oa]|vigente)|תקציב על שינוייו.*"
        r"|.*(调整后?|变动后?|补正后?|全年)(预算)?[数额]?|예산현액"
    ),
    "executed": (
        r".*(execut\w*|spent|spending|expended|expenditures?|actuals?|outturn|disburse\w*|outlays?|paid).*"
        r"|.*(ejercido|pag(ad)?[oa]|devengado|empenhad[oa]|liquidad[oa]|utfall|réalisé|exécuté|dépens).*|ist|ist-?ausgaben"
        r"|ביצוע.*|wykonan.*|исполнен.*|кассов.*|.*(执行数?|决算数?|支出数?|实际支出|已支出|支付数?)(额)?|(지출|집행|결산)액?"
    ),
    "approved": (
        r".*(approved|adopted|enacted|original|appropriat\w*|allocat\w*|budget\w*|estimate\w*|vote).*"
        r"|.*(aprobado|soll|ansatz|voté|dotação|orçamento|anslag).*|תקציב( מקורי.*)?|(본)?예산액?"
        r"|.*(批复|年初|预算)(预算)?(数|额|资金|安排)?(数|额)?"
        r"|plan|план|утвержден.*|amounts?|(obs )?values?|importe|valor|betrag|wert|belopp|montant|金额|数值|금액"
    ),
    "unit": (
        r"(budget |spending |organi[sz]ation(al)? )?(units?|agenc(y|ies)|departments?|depts?\.?|ministr(y|ies)"
        r"|programm?e?s?"
        r"|projects?|organi[sz]ations?|bureaus?|offices?|entit(y|ies)|areas?|municipalit(y|ies)|districts?)"
        r"( names?| titles?| codes?| desc\w*| id)?"
        r"|jednostka|ministerstwo|ведомство|министерство|учреждение|behörde|ressort|einzelplan|dependencia|ramo|unidad|organismo|ministère|programa|myndighet|kommun|id|name"
        r"|órgão|secretaria|.*(单位|部门|机构|机关|科室|委办局|部局|省庁|项目)(名称?|编码|代码)?|名称|(부서|기관|소관)명?"
    ),
}
"""Words of each role as a heading in full, folded; a role is sought before those below it."""
_ROLES = {role: re.compile(words, re.IGNORECASE) for role, words in _WORDS.items()}
_NOT = re.compile(
    r".*(\b(rates?|ratios?|shares?|per ?cent|variance|difference|change|no)\b|%|率|占比|比例|差额|增减|序号|编号).*",
    re.IGNORECASE,
)
"""Headings of what is worked out from amounts, or counts rows."""
_CODE = re.compile(r".*(编码|代码|\bcodes?|\bids?|\bno\.?)", re.IGNORECASE)
"""Headings of codes that stand for names."""
_SIMPLIFIED = str.maketrans(
    "預予執決數額單単機關門項補後當調評審績", "预预执决数额单单机关门项补后当调评审绩"
)
"""Characters of headings in Taiwan and Japan, and the ones of the same meaning in the words above."""
MOST_SHARE = 0.9
"""Share of the cells that must be years, or names, for a column to be taken for one."""


def role_of(heading: str) -> str | None:
    """Return the role that a heading means, or ``None``."""
    text = re.sub(r"[\s_]+", " ", plain(without_unit(heading)).translate(_SIMPLIFIED)).strip()
    if not text or (_NOT.fullmatch(text) and not re.search("得分|score", text, re.IGNORECASE)):
        return None
    return next((role for role, pattern in _ROLES.items() if pattern.fullmatch(text)), None)


def names_guessed(table: Table, given: Mapping[str, str]) -> dict[str, str]:
    """Return the column of each role: as given, else by the words of its heading, else by what it holds.

    Where the column of any value is given, those of others are not sought.
    """
    found = dict(given)
    taken = set(given.values())
    sought = NEEDED if set(VALUES) & given.keys() else (*NEEDED, *VALUES)
    for role in sought:
        if role in found:
            continue
        own = [
            heading
            for heading in table.headings
            if heading and heading not in taken and year_within(heading) is None
        ]
        exact = [heading for heading in own if plain(heading).casefold() == role]
        near = exact or [
            heading
            for heading in own
            if role_of(heading) == role
            and table.times(heading) == 1
            and (role in NEEDED or _is_filled(table, heading))
            and not (role == "unit" and _holds_units_of_money(table, heading))
        ]
        if near:
            found[role] = near[0] if role != "unit" else _telling_apart(table, near)
            taken.add(found[role])
    for role in NEEDED:
        if role not in found:
            heading = _by_content(table, role, taken)
            if heading:
                found[role] = heading
                taken.add(heading)
    return {role: found[role] for role in ROLES if role in found}


def _telling_apart(table: Table, headings: Sequence[str]) -> str:
    """Return the first of some columns of names in which no name comes twice in a year; the first if there is none.

    A ministry and its programmes are both units: rows are about the smaller ones, unless they are line items of both.
    Names come before codes; a name counts for the empty cells below it, since it may be written once for many rows.
    """
    if len(headings) == 1:
        return headings[0]
    years = next((place for place, heading in enumerate(table.headings) if role_of(heading) == "year"), None)
    for heading in sorted(headings, key=lambda own: _CODE.fullmatch(plain(own)) is not None):
        place = table.headings.index(heading)
        cells = [
            (row[place], "" if years is None else row[years])
            for row in table.rows
            if len(row) > max(place, years or 0)
        ]
        names = accumulate((name for name, _ in cells), _or_above)
        rows = [
            (name, year)
            for name, (_, year) in zip(names, cells, strict=True)
            if name != "" and (years is None or year != "")
        ]
        keys = set(rows)
        if rows and len(keys) == len(rows):
            return heading
    return next((own for own in headings if _CODE.fullmatch(plain(own)) is None), headings[0])


def _or_above(above: Cell, own: Cell) -> Cell:
    return above if own == "" else own


def _is_filled(table: Table, heading: str) -> bool:
    """Tell whether anything stands in a column: that of what is still to come (actuals) is there before it."""
    place = table.headings.index(heading)
    return not table.rows or any(len(row) > place and row[place] not in MISSING for row in table.rows)


def _holds_units_of_money(table: Table, heading: str) -> bool:
    """Tell whether a column says in which unit of money each row is (``单位`` means both)."""
    place = table.headings.index(heading)
    cells = {row[place] for row in table.rows if len(row) > place and row[place] != ""}
    return bool(cells) and all(isinstance(cell, str) and factor_of(cell) is not None for cell in cells)


def _by_content(table: Table, role: str, taken: set[str]) -> str:
    """Return the column whose cells are years, or names that differ and are no numbers, nearly throughout."""
    usual = Recipe().convention("approved")
    found = []
    for place, heading in enumerate(table.headings):
        cells = [row[place] for row in table.rows[:1000] if len(row) > place and row[place] not in MISSING]
        if not heading or heading in taken or not cells or year_within(heading) is not None:
            continue
        if role == "year":
            hits = sum(is_year(cell) for cell in cells)
        else:
            hits = sum(
                not isinstance(read_number(name_of(cell), usual), Number) and not is_year(cell)
                for cell in cells
            ) * (len(set(cells)) > 1)
        if hits >= MOST_SHARE * len(cells):
            found.append(heading)
    if not found:
        return ""
    return found[0] if role == "year" else _telling_apart(table, found)
