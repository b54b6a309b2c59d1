"""Claims: sentences with the condition under which they are true, as a file lists them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budgetsim.declarations import GROUPS
from budgetsim.language import told
from budgetsim.model.measures import OUTCOMES
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.scenario_files.faults import Fault, ScenarioError, is_number, kind_of, listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.factors import Place
from budgetsim.studies.study_file import StudyFile, open_study_file
from budgetsim.studies.values import Value

BLOCK = "claim"
CHANGES = "changes"
DIRECTIONS = {"up": 1, "down": -1}
HOLDS, UNLESS, DEPENDS, FAILS = "holds", "unless", "depends", "fails"
VERDICTS = (HOLDS, UNLESS, DEPENDS, FAILS)
"""A claim holds; holds unless the world is another; depends on what nobody knows; or its contrary holds."""
KEYS = (
    "id", "sentence", "told", "base", "policy", "before", "after", "outcome", "direction", "range", "level", "expects",
)  # fmt: skip
NEEDED = ("id", "sentence", "base", "outcome", "expects")


@dataclass(frozen=True)
class Claim:
    """A claim about an outcome.

    Attributes
    ----------
    id, sentence
        Its name, and what it says.
    family
        Name of the scenario that ``base`` is made from: claims of one family are simulated together.
    base
        The scenario that is compared with, or spoken of where ``policy`` is ``None``.
    policy
        The scenario that is compared.
    outcome
        Name of the outcome.
    direction
        1 if the policy raises it, −1 if it lowers it, 0 where a range is claimed.
    low, high
        Range of the median over draws: of the difference, or of the level where there is no policy.
    expects
        The verdict that the file expects.
    told
        How pages say it, with ``{median}``, ``{low}``, ``{high}``, ``{size}`` and ``{share}`` where its numbers stand.
    """

    id: str
    sentence: str
    family: str
    base: Scenario
    policy: Scenario | None
    outcome: str
    direction: int
    low: float
    high: float
    expects: str
    told: tuple[str, ...] = ()

    @property
    def scenarios(self) -> list[Scenario]:
        """What it compares, or speaks of."""
        return [self.base] if self.policy is None else [self.base, self.policy]


@dataclass(frozen=True)
class ClaimsFiles(Value):
    """Files of claims."""

    metavar = "CLAIMS.toml…"
    may_be_study = False
    many = True

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[Claim, ...]:
        """As ``Value.of_texts``."""
        del place
        return read_claims(*map(Path, texts))

    def of_file(self, file: StudyFile, key: str) -> None:
        """Return nothing: a study file has no claims."""

    def of_python(self, given: Any, place: Place) -> tuple[Claim, ...]:
        """As ``Value.of_python``; claims may be given as they are."""
        del place
        items = [given] if isinstance(given, str | Path) else list(given)
        files = [Path(item) for item in items if isinstance(item, str | Path)]
        return read_claims(*files) + tuple(item for item in items if isinstance(item, Claim))


def read_claims(*paths: Path) -> tuple[Claim, ...]:
    """Return the claims of files.

    Raises
    ------
    ScenarioError
        With every fault of them.
    """
    seen: set[str] = set()
    claims: list[Claim] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            claims += _read(path, seen)
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(faults)
    return tuple(claims)


def _read(path: Path, seen: set[str]) -> list[Claim]:
    """Return the claims of a file, and take note of their names."""
    file = open_study_file(path)
    blocks = file.raw(BLOCK)
    file.text("description")
    if not isinstance(blocks, list) or not blocks or not all(isinstance(one, Mapping) for one in blocks):
        file.told((BLOCK,), None, "audit-fault-no-claims", kind=kind_of(blocks))
        blocks = []
    readers = [_Reader(file, number, block) for number, block in enumerate(blocks)]
    claims = [claim for reader in readers if (claim := reader.claim()) is not None]
    for number, block in enumerate(blocks):
        name = str(block.get("id", ""))
        if name in seen:
            file.told((BLOCK, number, "id"), name, "audit-fault-twice")
        seen.add(name)
    file.done()
    return claims


def moved(root: Scenario, settings: Mapping[str, Any]) -> Scenario:
    """Return a scenario with settings, named for both.

    Raises
    ------
    ScenarioError
        If a value is not admissible.
    """
    scenario = root.replace(**dict(settings))
    whole = scenario.to_dict()
    values = {name: value for group in GROUPS for name, value in whole[group].items()}
    values[CHANGES] = settings.get(CHANGES)
    return scenario.replace(
        name=" ".join((root.name, *(f"{name}={values[name]}" for name in sorted(settings))))
    )


@dataclass
class _Reader:
    """Reads one claim, and notes its faults in the file."""

    file: StudyFile
    number: int
    block: Mapping[str, Any]

    def claim(self) -> Claim | None:
        """Return the claim; ``None`` if it is faulty."""
        before = len(self.file.faults)
        for key in self.block:
            if key not in KEYS:
                hint = did_you_mean(key, KEYS, told("study-keys-allowed", keys=listed(KEYS)))
                self._fault(key, None, told("fault-unknown-key"), hint)
        for key in NEEDED:
            if key not in self.block:
                self._told(key, None, "audit-fault-lacks", key=key)
        texts = {key: self._text(key) for key in ("id", "sentence")}
        root, policy = self._scenario("base"), self._scenario("policy")
        base = self._moved(root, "before")
        if policy is not None and "after" in self.block:
            self._told("after", None, "audit-fault-both")
        elif "after" in self.block:
            policy = self._moved(root, "after")
        direction, low, high = self._wanted(has_policy=bool({"policy", "after"} & set(self.block)))
        outcome, expects = self._choice("outcome", list(OUTCOMES)), self._choice("expects", VERDICTS)
        told_as = self._texts("told")
        if len(self.file.faults) > before or root is None or base is None:
            return None
        return Claim(
            texts["id"], texts["sentence"], root.name, base, policy, outcome, direction, low, high, expects, told_as
        )  # fmt: skip

    def _fault(self, key: str, value: Any, message: str, hint: str = "") -> None:
        self.file.fault((BLOCK, self.number, key), value, message, hint)

    def _told(self, key: str, value: Any, message: str, /, **values: str) -> None:
        self.file.told((BLOCK, self.number, key), value, message, **values)

    def _text(self, key: str) -> str:
        value = self.block.get(key, "")
        if not isinstance(value, str):
            self._fault(key, value, told("fault-not-text", kind=kind_of(value)))
        return str(value)

    def _texts(self, key: str) -> tuple[str, ...]:
        """Return a text or a list of texts."""
        value = self.block.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        return (self._text(key),)

    def _choice(self, key: str, options: Sequence[str]) -> str:
        value = self._text(key)
        if key in self.block and value not in options:
            self._fault(
                key, value, told("study-one-of", options=listed(options)), did_you_mean(value, options)
            )
        return value

    def _scenario(self, key: str) -> Scenario | None:
        value = self.block.get(key)
        if value is None:
            return None
        try:
            return load_scenario(self._text(key))
        except ScenarioError as error:
            self._take(error, key)
            return None

    def _moved(self, root: Scenario | None, key: str) -> Scenario | None:
        """Return the base with settings, named for them, so that equal ones are simulated once."""
        settings = self.block.get(key, {})
        if not isinstance(settings, Mapping):
            self._fault(key, settings, told("fault-not-table", kind=kind_of(settings)))
            return None
        if root is None:
            return None
        try:
            return moved(root, settings)
        except ScenarioError as error:
            self._take(error, key)
            return None

    def _take(self, error: ScenarioError, key: str) -> None:
        place = self.file.place(BLOCK, self.number, key)
        self.file.faults += [
            Fault(place.source, place.line, fault.field, fault.value, fault.message, fault.suggestion)
            for fault in error.faults
        ]

    def _wanted(self, *, has_policy: bool) -> tuple[int, float, float]:
        """Return the direction that is claimed, or the range."""
        ways = [key for key in ("direction", "range", "level") if key in self.block]
        if len(ways) != 1:
            self._told(ways[-1] if ways else "direction", None, "audit-fault-one-way")
            return 0, -math.inf, math.inf
        way = ways[0]
        if has_policy == (way == "level"):
            self._told(way, None, "audit-fault-level" if has_policy else "audit-fault-no-policy")
        if way == "direction":
            return DIRECTIONS.get(self._choice(way, tuple(DIRECTIONS)), 0), -math.inf, math.inf
        ends = self.block[way]
        is_pair = isinstance(ends, list) and len(ends) == 2 and all(is_number(end) for end in ends)
        if not is_pair or ends[0] > ends[1]:
            self._told(way, str(ends)[:50], "audit-fault-range")
            return 0, -math.inf, math.inf
        return 0, float(ends[0]), float(ends[1])
