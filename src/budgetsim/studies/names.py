"""Enumerations of names, such as ``--outcomes a,b``: read, and every name that is none told with the closest one."""

from __future__ import annotations

from collections.abc import Collection

from budgetsim.measures import OUTCOMES
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.errors import StudyError


def names_of(
    text: str, flag: str, known: Collection[str], listed: str, lacking: str = "there is none such"
) -> tuple[str, ...]:
    """Return the names in an enumeration, each once.

    Parameters
    ----------
    text
        Names by comma.
    flag
        What asks for them, for the message.
    known
        Names that there are.
    listed
        Where or what these are, for the message.
    lacking
        What is said of a name that resembles none.

    Raises
    ------
    StudyError
        With every name that is none, or if none is named.
    """
    wanted = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    wrong = [name for name in wanted if name not in known]
    if wrong or not wanted:
        hints = "; ".join(f"{name!r}: {did_you_mean(name, known, lacking)}" for name in wrong)
        raise StudyError(f"{flag} {hints or 'names nothing'}; {listed}")
    return wanted


def outcomes_of(text: str | None, usual: Collection[str]) -> tuple[str, ...]:
    """Return the outcomes that ``--outcomes`` names, or the usual ones.

    Raises
    ------
    StudyError
        With every name that is none, or if none is named.
    """
    if text is None:
        return tuple(usual)
    return names_of(text, "--outcomes", OUTCOMES, "`budgetsim outcomes` lists all", "no such outcome")
