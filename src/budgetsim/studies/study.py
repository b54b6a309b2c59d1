"""What a study is: everything that determines its numbers, and the identity made of it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from budgetsim.language import told
from budgetsim.scenario import Scenario
from budgetsim.seeds import seed_list
from budgetsim.studies.code import source_digest
from budgetsim.studies.design import digest_scenarios
from budgetsim.studies.errors import StudyError
from budgetsim.studies.identity import canonical, model_digest
from budgetsim.studies.keep import Keep
from budgetsim.studies.plan import LIMITS
from budgetsim.studies.points import repeated_name
from budgetsim.version import __version__

STUDY = "study.toml"
"""What a directory of results is described by."""
CODE_ROLES = ("behaviour", "policy_rule")
FORMAT = 1
"""Version of the layout of study directories."""


class _Asked:
    """What has an identity, and a directory named after it."""

    command: str
    name: str

    def head(self) -> dict[str, Any]:
        """Return what was asked, as plain values."""
        raise NotImplementedError

    def _digest(self) -> str:
        raise NotImplementedError

    @cached_property
    def _identity(self) -> str:
        return self._digest()

    def identity(self) -> str:
        """Return a SHA-256 over everything that determines the numbers and their grouping.

        Of a study: scenarios (without descriptions), seeds, years, code with its source. The settings, the package
        version and the model's source count too; the number of workers, the place of the results and the machine do
        not.

        Raises
        ------
        StudyError
            If ``settings`` cannot be written as JSON.
        """
        return self._identity

    def title(self) -> str:
        """Return command, name and the start of the identity, for messages."""
        return f"'{self.command} {self.name}' ({self.identity()[:8]})"

    def default_directory(self, root: str | Path = "results") -> Path:
        """Return where it is kept if nobody says otherwise, as ``directory_of``."""
        return directory_of(root, self.command, self.name, self.identity())


@dataclass(frozen=True)
class Study(_Asked):
    """Scenarios × seeds that belong together.

    ``scenarios`` may be any sequence, also one that makes its items when they are asked for. ``years=None`` leaves
    each scenario its own years. ``code`` names what replaces the model's own rules, by role (``behaviour``,
    ``policy_rule``), as ``module:name`` or ``file.py:name``. ``settings`` holds what else the command needs to
    know its study again, such as the factors of a sweep: plain values that JSON can hold; under ``keep``, what is
    stored of the outcomes, where not everything is (``Keep.settings``).

    All scenarios meet the same seeds (common random numbers), unless ``common_seeds`` is false: then scenario n has
    seeds of its own, those given plus n times their span.

    Raises
    ------
    StudyError
        If there is no scenario or seed, a name or a seed comes twice, or a value is of the wrong kind.
    """

    command: str
    name: str
    scenarios: Sequence[Scenario]
    seeds: tuple[int, ...]
    years: int | None = None
    departments: bool = False
    code: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    common_seeds: bool = True

    def __post_init__(self) -> None:
        if not len(self.scenarios):
            raise StudyError(told("study-empty"))
        twice = repeated_name(self.scenarios)
        if twice is not None:
            raise StudyError(told("study-several-same", name=repr(twice)))
        object.__setattr__(self, "seeds", _seeds(self.seeds))
        if not self.common_seeds:
            _seeds(self.seeds_of(len(self.scenarios) - 1))
        if self.years is not None and (type(self.years) is not int or self.years < 1):
            raise StudyError(told("fault-run-years", years=repr(self.years)))
        unknown = sorted(set(self.code) - set(CODE_ROLES))
        if unknown:
            raise StudyError(
                told("study-code-role", role=repr(unknown[0]), roles=told("note-and").join(CODE_ROLES))
            )

    @property
    def keep(self) -> Keep:
        """What is stored of the outcomes."""
        return Keep.of(self.settings)

    def seeds_of(self, place: int) -> tuple[int, ...]:
        """Return the seeds that the scenario at a place meets."""
        return self.seeds if self.common_seeds else tuple(s + place * self.span for s in self.seeds)

    @property
    def span(self) -> int:
        """Distance of the seeds of one scenario from those of the next, where they have their own."""
        return max(self.seeds) - min(self.seeds) + 1

    def _digest(self) -> str:
        sources = {role: source_digest(named) for role, named in self.code.items()}
        made_by = {
            "version": __version__,
            "model": model_digest(),
            "limits": LIMITS,
            "sources": sources,
        }
        digest = hashlib.sha256(canonical({"format": FORMAT, **self.head(), **made_by}))
        digest_scenarios(digest, self.scenarios)
        return digest.hexdigest()

    def head(self) -> dict[str, Any]:
        """Return everything but the scenarios, as plain values."""
        return {
            "command": self.command,
            "name": self.name,
            "years": self.years,
            "departments": self.departments,
            "seeds": list(self.seeds),
            "code": dict(self.code),
            "settings": dict(self.settings),
            "common_seeds": self.common_seeds,
        }


@dataclass(frozen=True)
class Head(_Asked):
    """Everything that determines the rounds of a campaign: the command, its name, and its settings (plain values)."""

    command: str
    name: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    def head(self) -> dict[str, Any]:
        """Return everything, as plain values."""
        return {"command": self.command, "name": self.name, "settings": dict(self.settings)}

    def _digest(self) -> str:
        made_by = {"format": FORMAT, "version": __version__, "model": model_digest()}
        return hashlib.sha256(canonical(self.head() | made_by)).hexdigest()


def directory_of(root: str | Path, command: str, name: str, identity: str) -> Path:
    """Return ``<root>/<command>-<name>``, numbered if other studies of that name are there already.

    The name has only characters that every file system allows; which study a directory holds, its ``study.toml`` says.
    """
    label = re.sub(r"[^\w.+-]+", "-", f"{command}-{name}")[:80].strip("-.")
    for number in count(1):
        path = Path(root) / (label if number == 1 else f"{label}-{number}")
        if not path.exists() or _identity_in(path) == identity:
            return path
    raise AssertionError  # numbers do not end


def _identity_in(directory: Path) -> str | None:
    """Return the identity of the study in a directory; ``None`` if there is none that can be read."""
    try:
        return str(tomllib.loads((directory / STUDY).read_text(encoding="utf-8"))["identity"])
    except (OSError, ValueError, KeyError, RecursionError):
        return None


def _seeds(given: Any) -> tuple[int, ...]:
    try:
        return seed_list(given)
    except ValueError as error:
        raise StudyError(str(error)) from error
