"""What is verified: limits of the theory at some values of their parameters, and published field experiments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from budgetsim.kinds.verify.evidence.design import Experiment
from budgetsim.kinds.verify.evidence.register import context_files
from budgetsim.kinds.verify.evidence.run import contexts_named
from budgetsim.kinds.verify.theory.catalogue import LIMITS, cases_of
from budgetsim.kinds.verify.theory.limit import Case
from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.studies.ask import MOST_REPLICATIONS, Where, asked
from budgetsim.studies.values import Names, Settings, Truth, Whole

LIMIT = re.compile(r"[tT][0-9]+")


class Identifiers(Names):
    """Limits, experiments, and paths of files of experiments, which are no study files."""

    metavar = "ID"
    many = True
    lists_options = False
    may_be_study = False

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return [*LIMITS, *context_files()]


class LimitSettings(Settings):
    """Values of parameters of limits, as ``KEY=VALUE``; in Python a mapping."""

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return [
            f"{name}=" for name in dict.fromkeys(name for limit in LIMITS.values() for name in limit.names)
        ]


@dataclass(frozen=True)
class Question:
    """What is verified; without a flag for either part, names say themselves which part they belong to."""

    names: tuple[str, ...] = asked(Identifiers(), (), argument=True)
    theory: bool = asked(Truth(), default=False)
    evidence: bool = asked(Truth(), default=False)
    settings: tuple[str, ...] = asked(LimitSettings(), (), flag="set")
    replications: int | None = asked(Whole(1, MOST_REPLICATIONS), None, panel="running")

    @property
    def parts(self) -> tuple[list[str] | None, list[str] | None]:
        """Names of limits and of experiments; ``None`` for a part that is not verified."""
        names = list(self.names)
        if self.theory == self.evidence:
            limits = [name for name in names if LIMIT.fullmatch(name)]
            others = [name for name in names if name not in limits]
            return limits if limits or not names else None, others if others or not names else None
        return (None, names) if self.evidence else (names, None)

    @cached_property
    def cases(self) -> list[Case] | None:
        """Cases of the limits; ``None`` if none is verified.

        Raises
        ------
        ScenarioError
            With everything that is wrong with names and settings.
        """
        limits, _ = self.parts
        return None if limits is None else cases_of(limits, self.settings)

    @cached_property
    def contexts(self) -> list[Experiment] | None:
        """Field experiments; ``None`` if none is verified.

        Raises
        ------
        ScenarioError
            With every unknown name, or everything that is wrong with the files.
        """
        _, experiments = self.parts
        return None if experiments is None else contexts_named(experiments)

    def faults(self, where: Where) -> Iterator[Fault]:
        """Yield what is wrong with names, settings and files."""
        if self.settings and self.parts[0] is None:
            yield where("set").fault("", None, told("verify-fault-settings"))
        for part in ("cases", "contexts"):
            try:
                getattr(self, part)
            except ScenarioError as error:
                yield from error.faults
