"""What a study asks: fields of a frozen dataclass, each declared once, read from flags, study files or Python alike.

``asked(value, default)`` declares a field: the kind of value it takes, its default, the part of the help it belongs to.
``pose(question, given)`` makes a question of what was given: of a study file if one is named, overruled by the rest.
Every fault is told at once, with the place where it was written.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from budgetsim.language import told
from budgetsim.scenario import Scenario, apply_settings, load_scenario
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, told_with_remedy
from budgetsim.scenario_files.resolve import is_path
from budgetsim.seeds import MAX_SEED
from budgetsim.studies.factors import Place
from budgetsim.studies.keep import EVERYTHING, LAST_YEARS, Keep
from budgetsim.studies.keeping import Kept, problems
from budgetsim.studies.study_file import StudyFile, is_study_file, open_study_file
from budgetsim.studies.untouched import tell_uneven
from budgetsim.studies.values import Code, OneScenario, Settings, Truth, Value, Whole

T = TypeVar("T")
Panel = Literal["question", "design", "running", "code", "output", "file"]
"""Parts of the help of a command, in their order; what only a study file says is in none of them (``file``)."""
MOST_REPLICATIONS, MOST_YEARS = 1_000_000, 1000
DECLARED = "ask"
Faults = Iterator[Fault | Callable[[], Iterable[Fault]]]
"""What is wrong between the fields of a question: faults, and rules that find some."""


@dataclass(frozen=True)
class Ask:
    """How a field is asked for: ``flag`` is its name on the command line, ``argument`` that it needs none there.

    ``also`` are other names of the flag.
    """

    value: Value
    panel: Panel
    flag: str = ""
    argument: bool = False
    also: tuple[str, ...] = ()


def asked(  # noqa: PLR0913 - all that is said of a field
    value: Value,
    default: Any = MISSING,
    *,
    panel: Panel = "question",
    flag: str = "",
    argument: bool = False,
    also: tuple[str, ...] = (),
) -> Any:
    """Declare a field of a question; without a default it must be given."""
    return field(default=default, metadata={DECLARED: Ask(value, panel, flag, argument, also)})


@dataclass(frozen=True)
class Asked:
    """A declared field: its name, its default, and how it is asked for."""

    name: str
    ask: Ask
    default: Any

    @property
    def is_needed(self) -> bool:
        """Whether it has no default."""
        return self.default is MISSING

    @property
    def flag(self) -> str:
        """Its flag, without dashes."""
        return self.ask.flag or self.name.replace("_", "-")


def asked_fields(question: type[Any]) -> list[Asked]:
    """Return the declared fields of a question, in their order."""
    return [
        Asked(one.name, one.metadata[DECLARED], one.default)
        for one in fields(question)
        if DECLARED in one.metadata
    ]


def years(panel: Panel = "running") -> Any:
    """Declare the recorded years of a study; ``None`` leaves each scenario its own."""
    return asked(Whole(1, MOST_YEARS), None, panel=panel)


def settings() -> Any:
    """Declare changes of parameters."""
    return asked(Settings(), (), panel="running", flag="set")


def behaviour() -> Any:
    """Declare code that decides for departments instead of the model's rules."""
    return asked(Code(), "", panel="code")


def replications(usual: int) -> Any:
    """Declare the number of seeds."""
    return asked(Whole(1, MOST_REPLICATIONS), usual, panel="running")


def first_seed() -> Any:
    """Declare the first seed; the others follow."""
    return asked(Whole(0, MAX_SEED), 0, panel="running")


def departments() -> Any:
    """Declare whether the yearly panel of departments is stored too."""
    return asked(Truth(), default=False, panel="output")


def keep() -> Any:
    """Declare what is stored of the outcomes."""
    return asked(Kept(), EVERYTHING, panel="output")


def policy_rule() -> Any:
    """Declare code that sets next year's levers from what the bureau saw."""
    return asked(Code(), "", panel="code")


class Where:
    """Where each field of a question was written: a flag, a line of a study file, or an argument of Python."""

    def __init__(
        self,
        given: Mapping[str, Any],
        file: StudyFile | None = None,
        *,
        flags: bool = True,
        progress: Callable[[int, int], None] | None = None,
        named: Mapping[str, str] | None = None,
    ) -> None:
        self._given, self._file, self._flags = given, file, flags
        self._named = named or {}
        self.progress = progress
        """Told how far a check is that takes time."""

    def __call__(self, name: str, *path: str | int) -> Place:
        """Return the place of a field, or of a value within it."""
        if self._file is not None and self._is_in_file(name):
            return self._file.place(name, *path)
        return Place(f"--{self._named.get(name, name.replace('_', '-'))}" if self._flags else name)

    def fault(self, name: str, value: Any, message: str, hint: str = "") -> Fault:
        """Return a fault of a field's value; in a file it is named by its key, which a flag tells already."""
        return self(name).fault(name if self._is_in_file(name) else "", value, message, hint)

    def told(self, name: str, value: Any, key: str, /, hint: str = "", **values: Any) -> Fault:
        """As ``fault``, by the key of a message, whose part ``remedy`` is the hint if none is given."""
        return self.fault(name, value, *told_with_remedy(key, hint, **values))

    def is_given(self, name: str) -> bool:
        """Whether a flag or an argument gave a field, and not a study file or its default."""
        return name in self._given

    def _is_in_file(self, name: str) -> bool:
        return self._file is not None and not self.is_given(name) and self._file.raw(name) is not None

    def factor(self, key: str, name: str) -> Place:
        """Return the place of a factor: in one of the tables of a file, or where all of them are."""
        if self._file is None or key in self._given:
            return self(key)
        path = self._file.path_of(name)
        if path is not None:
            return self._file.place(*path)
        table = self._file.document.data.get(key)
        if isinstance(table, Mapping):
            written = next((own for own in table if own.rpartition(".")[2] == name), None)
            if written is not None:
                return self._file.place(key, written)
        return self(key)


def pose(
    question: type[T],
    given: Mapping[str, Any],
    *,
    flags: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> T:
    """Return the question that was asked.

    Parameters
    ----------
    question
        Its type. If it has a method ``faults(where)``, that tells what is wrong between its fields: it yields faults,
        or rules, functions that return some. A rule is judged although fields that it does not ask for are wrong. A
        class method ``understood(given)`` returns the type that is meant, and what was given as that takes it.
    given
        What was given, by field: texts of the command line, or values of Python; what is missing or ``None`` is the
        study file's, if one is named, or the default.
    flags
        Whether the command line gave it.
    progress
        Told how far the checks between the fields are, where these take time.

    Raises
    ------
    ScenarioError
        With every fault of flags and file.
    """
    known = {name: value for name, value in given.items() if value is not None}
    flag_of = {one.name: one.flag for one in asked_fields(question)}
    understood = getattr(question, "understood", None)
    asked_as, known = understood(known) if understood is not None else (question, known)
    declared = asked_fields(asked_as)
    values: dict[str, Any] = {}
    unread: set[str] = set()
    file, by_flag, faults = _read_all(declared, known, values, unread, flags=flags)
    faults = [*_misplaced(known, declared, flag_of, flags=flags), *faults]
    _load_defaults(declared, values, unread, file)
    faults += _apply_settings(declared, values, unread, flags=flags)
    posed: T = _partly(asked_as, values, unread) if faults else asked_as(**values)
    where = Where(by_flag, file, flags=flags, progress=progress, named=flag_of)
    faults += [*_years_twice(declared, values, where), *_between(posed, where)]
    if faults:
        raise ScenarioError(sorted(dict.fromkeys(faults), key=lambda fault: fault.line or math.inf))
    return posed


def _read_all(
    declared: Sequence[Asked],
    known: Mapping[str, Any],
    values: dict[str, Any],
    unread: set[str],
    *,
    flags: bool,
) -> tuple[StudyFile | None, dict[str, Any], list[Fault]]:
    """Add the values of the study file, if one is named, and of what was given; note what could not be read.

    Returns the file, what was given for fields of its own, and the faults of both.
    """
    file, named_by, in_file = _named_file(declared, known, values, unread)
    faults = list(in_file)
    by_flag = [one for one in declared if one.name in known and one.name != named_by]
    for one in by_flag:
        faults += _read_given(one, known[one.name], values, file, flags=flags)
    unread |= {one.name for one in by_flag if one.name not in values}
    lacking = [one for one in declared if one.is_needed and one.name not in {*values, *known}]
    unread |= {one.name for one in lacking}
    if not named_by:
        faults += [_lacking(one, declared, flags=flags) for one in lacking]
    return file, {one.name: known[one.name] for one in by_flag}, faults


def _years_twice(declared: Sequence[Asked], values: Mapping[str, Any], where: Where) -> list[Fault]:
    """Return the fault of recorded years that a setting gives although they are asked for: only these would count."""
    asked_for = values.get("years")
    settings = next((one.name for one in declared if isinstance(one.ask.value, Settings)), "")
    keys = [text.partition("=")[0].strip() for text in values.get(settings, ())]
    named = [key for key in keys if key in ("years", "protocol.years")]
    if asked_for is None or not named:
        return []
    return [where(settings).told(named[0], None, "study-years-twice", years=str(asked_for))]


def _named_file(
    declared: Sequence[Asked], known: Mapping[str, Any], values: dict[str, Any], unread: set[str]
) -> tuple[StudyFile | None, str, Sequence[Fault]]:
    """Return the study file that is named, if one is, the field that names it, and its faults; add what it gives."""
    file, named_by = None, ""
    try:
        path, named_by = _study_path(declared, known)
        if path is not None:
            file = open_study_file(path)
            return file, named_by, _read_file(file, path, declared, values, unread)
    except ScenarioError as error:
        unread |= {one.name for one in declared if one.name not in known or one.ask.argument}
        return file, named_by, error.faults
    return None, "", ()


def _load_defaults(
    declared: Sequence[Asked], values: dict[str, Any], unread: set[str], file: StudyFile | None
) -> None:
    """Add the scenarios that are defaults by name."""
    for one in declared:
        is_scenario = isinstance(one.default, str) and isinstance(one.ask.value, OneScenario)
        if is_scenario and one.name not in values and one.name not in unread:
            values[one.name] = _fixed(load_scenario(one.default), file)


def _read_given(
    one: Asked, raw: Any, values: dict[str, Any], file: StudyFile | None, *, flags: bool
) -> Sequence[Fault]:
    """Put what was given for a field among the values, over what a file said; return what is wrong with it."""
    place = Place(f"--{one.flag}" if flags else one.name)
    read = one.ask.value.of_texts if flags else one.ask.value.of_python
    before = values.pop(one.name, None)
    try:
        value = _fixed(read([raw] if flags and isinstance(raw, str) else raw, place), file)
        values[one.name] = value if before is None else one.ask.value.merged(before, value)
    except ScenarioError as error:
        return error.faults
    except TypeError:
        if flags or isinstance(raw, Iterable):
            raise
        return (place.told("", raw, "study-not-texts", kind=kind_of(raw), key=one.name),)
    return ()


class UnreadError(Exception):
    """A rule asks for a field that could not be read."""


def _partly(question: type[T], values: Mapping[str, Any], unread: set[str]) -> T:
    """Return a question of which some fields could not be read: to ask for these raises ``UnreadError``."""

    class Partly(question):  # type: ignore[valid-type,misc] # its base is given
        def __getattribute__(self, name: str) -> Any:
            if name in unread:
                raise UnreadError(name)
            return super().__getattribute__(name)

    partly: T = object.__new__(Partly)
    derived = {one.name for one in fields(question) if not one.init}  # type: ignore[arg-type] # a dataclass
    for one in fields(question):  # type: ignore[arg-type] # a dataclass
        if one.name not in unread | derived:
            object.__setattr__(partly, one.name, values.get(one.name, one.default))
    try:
        getattr(partly, "__post_init__", lambda: None)()
    except UnreadError:
        unread |= derived
    return partly


def _between(question: Any, where: Where) -> list[Fault]:
    """Return what is wrong between fields, as far as it can be judged by those that were read."""
    faults: list[Fault] = []
    with suppress(UnreadError):
        for one in getattr(question, "faults", _none)(where):
            with suppress(UnreadError):
                faults.extend((one,) if isinstance(one, Fault) else one())
    return faults


def _fixed(value: Any, file: StudyFile | None) -> Any:
    """Return a value that a flag or a default gave: what a study file fixes holds for such scenarios too."""
    return value.replace(**file.fixed()) if file is not None and isinstance(value, Scenario) else value


def _misplaced(
    known: Mapping[str, Any], declared: Sequence[Asked], flag_of: Mapping[str, str], *, flags: bool
) -> list[Fault]:
    """Return faults of what was given although the question, as it is understood, does not ask for it."""
    names = {one.name for one in declared}
    places = [Place(f"--{flag_of[name]}" if flags else name) for name in known if name not in names]
    return [place.fault("", None, told("study-misplaced"), told("study-leave-out")) for place in places]


def _lacking(one: Asked, declared: Sequence[Asked], *, flags: bool) -> Fault:
    """Return the fault of a field that was not given; what no flag gives, the study file must."""
    if flags and one.ask.panel == "file":
        one = next((other for other in declared if other.ask.value.is_study_file), one)
    name = one.name if one.ask.argument or not flags else f"--{one.flag}"
    hint = told("study-missing.remedy", value=one.ask.value.metavar)
    return Fault("", None, name, None, told("study-missing"), hint)


def _none(where: Where) -> Faults:
    del where
    return iter(())


def _study_path(declared: Sequence[Asked], known: Mapping[str, Any]) -> tuple[Path | None, str]:
    """Return the study file that is named, if one is, and the field that names it: its own, or that of a scenario.

    Raises
    ------
    ScenarioError
        If others are named beside it.
    """
    for one in declared:
        if one.ask.value.is_study_file and one.name in known:
            return Path(known[one.name]), one.name
        if not one.ask.argument or not one.ask.value.may_be_study:
            continue
        given = known.get(one.name)
        names = [given] if isinstance(given, str | Path) else given if isinstance(given, list | tuple) else []
        for name in names:
            if not isinstance(name, str | Path) or not is_path(str(name)) or Path(name).is_dir():
                continue
            if _describes_study(Path(name)):
                if len(names) > 1:
                    raise ScenarioError(Fault("", None, "", None, told("study-file-alone", file=str(name))))
                return Path(name), one.name
    return None, ""


def _describes_study(path: Path) -> bool:
    """Whether a file describes a study; what is wrong with one that cannot be read, its argument tells."""
    try:
        return is_study_file(path)
    except ScenarioError:
        return False


def _read_file(
    file: StudyFile, path: Path, declared: Sequence[Asked], values: dict[str, Any], unread: set[str]
) -> Sequence[Fault]:
    """Add the values that a study file gives, and the fields that are wrong there; return its faults.

    A value that a flag overrules may be wrong there too.
    """
    for one in declared:
        before = set(file.faults)
        value = file.name(path.stem) if one.name == "name" else one.ask.value.of_file(file, one.name)
        if not before.issuperset(file.faults):
            unread.add(one.name)
        if value is not None:
            values[one.name] = value
    file.text("description")
    if "design" in file.document.data and not any(one.name == "design" for one in declared):
        file.raw("design")
        file.fault(("design",), None, told("study-design-of-method"), told("study-leave-out"))
    try:
        file.done()
    except ScenarioError as error:
        return error.faults
    return ()


def _apply_settings(
    declared: Sequence[Asked], values: dict[str, Any], unread: set[str], *, flags: bool
) -> tuple[Fault, ...]:
    """Apply the settings to the scenarios that were read; return what is wrong, and note of which fields."""
    texts: tuple[str, ...] = ()
    asked_by = ""
    for one in declared:
        if isinstance(one.ask.value, Settings):
            texts, asked_by = values.get(one.name, ()), one.name
    if not texts:
        return ()
    faults: dict[Fault, None] = {}  # what is wrong for every scenario is told once
    settled: dict[str, Scenario] = {}
    for name, value in values.items():
        scenarios = value if isinstance(value, tuple) else (value,)
        if not scenarios or not all(isinstance(scenario, Scenario) for scenario in scenarios):
            continue
        try:
            moved = tuple(apply_settings(scenario, texts) for scenario in scenarios)
        except ScenarioError as error:
            faults |= dict.fromkeys(error.faults)
            unread |= {name, asked_by}
            continue
        values[name] = moved if isinstance(value, tuple) else moved[0]
        settled |= {scenario.name: scenario for scenario in moved}
    if len(settled) > 1:
        tell_uneven(list(settled.values()), texts)
    # From Python settings are an argument and no flag.
    return tuple(fault if flags else replace(fault, file=asked_by) for fault in faults)


def seed_range(first: int, count: int) -> tuple[int, ...]:
    """Return so many seeds from the first on."""
    return tuple(range(first, first + count))


def keep_faults(
    asked_for: Keep,
    where: Where,
    needed: Iterable[str],
    horizons: Collection[int],
    window: int = LAST_YEARS,
) -> list[Fault]:
    """Return what is wrong with what is to be kept of a study; parameters as of ``keeping.problems``."""
    return [where.fault("keep", *problem) for problem in problems(asked_for, needed, horizons, window)]


def seed_faults(first: int, count: int, where: Where) -> list[Fault]:
    """Return the fault of seeds that go beyond the largest one."""
    if first + count - 1 <= MAX_SEED:
        return []
    message = told("study-seeds-beyond", replications=str(count), most=str(MAX_SEED))
    return [where.fault("seed", first, message, told("study-seeds-beyond.remedy"))]
