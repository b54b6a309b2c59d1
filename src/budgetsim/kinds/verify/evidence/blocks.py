"""One block of a file of field experiments, read key by key."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from budgetsim.language import told
from budgetsim.scenario_files.faults import is_number, kind_of, listed, told_with_remedy
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.study_file import StudyFile

Word = TypeVar("Word", bound=str)
NONE = "none"
MOST_YEARS = 1000


@dataclass
class Block:
    """A table of a list such as ``[[target]]``; faults go to the file, with the line of the key."""

    file: StudyFile
    path: tuple[str | int, ...]
    data: dict[str, Any]
    _known: set[str] = field(default_factory=set)

    @property
    def known(self) -> frozenset[str]:
        """Keys that were asked for."""
        return frozenset(self._known)

    def fault(self, key: str, value: Any, message: str, hint: str = "") -> None:
        """Take note of a fault of a key of this block."""
        self.file.fault((*self.path, key), value, message, hint)

    def told(self, name: str, value: Any, key: str, /, hint: str = "", **values: Any) -> None:
        """Take note of a fault of a key of this block, by the key of its message."""
        self.fault(name, value, *told_with_remedy(key, hint, **values))

    def raw(self, key: str) -> Any:
        """Return a value as it stands; ``None`` if it does not."""
        self._known.add(key)
        return self.data.get(key)

    def text(self, key: str, *, needed: bool = False) -> str:
        """Return a text, without the line breaks that it was written with."""
        value = self.raw(key)
        if isinstance(value, str) and (value.strip() or not needed):
            return " ".join(value.split())
        if value is not None or needed:
            hint = told("verify-remedy-text", name=key)
            if value is None:
                self.told(key, value, "study-missing", hint)
            elif isinstance(value, str):
                self.told(key, value, "verify-fault-empty-text", hint)
            else:
                self.told(key, value, "fault-not-text", hint, kind=kind_of(value))
        return ""

    def number(self, key: str) -> float | None:
        """Return a finite number, or ``None`` if there is none."""
        value = self.raw(key)
        if value is None or is_number(value):
            return None if value is None else float(value)
        self.told(key, value, "fault-not-number", kind=kind_of(value))
        return None

    def choice(self, key: str, options: Collection[Word], *, needed: bool = True) -> Word | None:
        """Return one of several words."""
        value = self.raw(key)
        if value is None and not needed:
            return None
        chosen = next((option for option in options if option == value), None)
        if chosen is None:
            hint = did_you_mean(value, options) if isinstance(value, str) else ""
            message = "verify-fault-missing-one-of" if value is None else "study-one-of"
            self.told(key, value, message, hint, options=listed(options))
        return chosen

    def day(self, key: str) -> date | None:
        """Return a date, which must be there."""
        value = self.raw(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        hint = told("verify-remedy-date", name=key)
        if value is None:
            self.told(key, None, "study-missing", hint)
        else:
            self.told(key, None, "verify-fault-not-date", hint, kind=kind_of(value))
        return None

    def interval(self, key: str) -> tuple[float, float] | None:
        """Return an interval, or ``None`` where the word ``none`` says that there is none."""
        value = self.raw(key)
        if value == NONE:
            return None
        if isinstance(value, list) and len(value) == 2 and all(map(is_number, value)):
            if value[0] <= value[1]:
                return float(value[0]), float(value[1])
            self.told(key, value, "verify-fault-interval-order")
            return None
        message = "study-missing" if value is None else "verify-fault-no-interval"
        self.told(key, value, message, told("verify-remedy-interval", name=key))
        return None

    def window(self, years: int, default: tuple[int, int] | None) -> tuple[int, int]:
        """Return the first and the last recorded year that count."""
        value = self.raw("measured")
        if value is None and default is not None and default[1] <= years:
            return default
        is_pair = isinstance(value, list) and len(value) == 2 and all(type(year) is int for year in value)
        if is_pair and 1 <= value[0] <= value[1] <= years:
            return value[0], value[1]
        message = "study-missing" if value is None else "verify-fault-measured"
        hint = told("verify-remedy-measured", years=str(years))
        self.told("measured", value, message, hint, years=str(years))
        return 1, years

    def whole(self, key: str, upper: int, default: int | None) -> int:
        """Return a whole number from 1."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if type(value) is int and 1 <= value <= upper:
            return value
        message = "verify-fault-missing-whole" if value is None else "study-whole"
        self.told(key, value, message, lower="1", upper=str(upper))
        return default or 1

    def settings(self, key: str) -> dict[str, Any]:
        """Return a table of settings."""
        value = self.raw(key)
        if value is None or isinstance(value, dict):
            return value or {}
        self.told(
            key, value, "fault-not-table", told("verify-remedy-settings", name=key), kind=kind_of(value)
        )
        return {}

    def done(self) -> None:
        """End the reading: keys that nobody asked for are faults too."""
        for key in self.data:
            if key not in self._known:
                allowed = told("study-keys-allowed", keys=listed(sorted(self._known)))
                self.told(key, None, "fault-unknown-key", did_you_mean(key, self._known, allowed))


def blocks(file: StudyFile, key: str) -> list[Block]:
    """Return the blocks of a list of tables."""
    value = file.raw(key)
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(part, dict) for part in value):
        return [Block(file, (key, number), part) for number, part in enumerate(value)]
    file.told((key,), value, "verify-fault-not-blocks", kind=kind_of(value), name=key)
    return []
