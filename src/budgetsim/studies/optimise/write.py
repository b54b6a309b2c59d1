"""What a search leaves in its directory: tables, scenarios of the named mixes, and a summary of plain values."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.studies.files import csv_bytes, in_words, write_whole
from budgetsim.studies.optimise.answer import Answer
from budgetsim.studies.optimise.problem import Objective
from budgetsim.studies.optimise.worlds import STATUS_QUO

if TYPE_CHECKING:
    import pandas as pd

FRONT, REFERENCES, CONVERGENCE, MIXES, STATES = (
    "front.csv",
    "references.csv",
    "convergence.csv",
    "mixes.parquet",
    "states.csv",
)


def write(made: Answer, directory: Path) -> None:
    """Write the tables and the scenarios of the named mixes.

    Raises
    ------
    StudyError
        If the disk refuses.
    """
    tables = {FRONT: made.front, REFERENCES: made.references, CONVERGENCE: made.convergence}
    tables |= {STATES: _state_table(made)} if made.asked.uncertainties else {}
    files = {name: csv_bytes(table) for name, table in tables.items()}
    files |= {Path(FRONT).stem + ".parquet": made.front.to_parquet(index=False)}
    files |= {MIXES: made.mixes.to_parquet(index=False)}
    files |= {f"{name}.toml": made.scenario(name).to_toml().encode() for name in made.named}
    files |= {f"{STATUS_QUO}.toml": made.asked.base.to_toml().encode()}
    for name, data in files.items():
        with in_words(directory, f"write {name}"):
            write_whole(directory / name, data)


def summary(made: Answer) -> dict[str, Any]:
    """Return the findings as plain values; what is undefined is ``None``."""
    asked, found, checked = made.asked, made.found, made.checked
    return {
        "objectives": [{"name": o.name, "way": o.way} for o in asked.objectives],
        "levers": [factor.to_dict() for factor in asked.levers],
        "uncertainties": [factor.to_dict() for factor in asked.uncertainties],
        "budget": asked.budget,
        "robust": asked.robust,
        "states": asked.states,
        "seeds": list(asked.seeds),
        "fresh_seeds": list(asked.fresh_seeds),
        "from_year": asked.from_year,
        "years": asked.base.protocol.years,
        "mixes_simulated": len(found.archive.names),
        "front_of_search": len(found.front),
        "undefined": found.undefined,
        "holding": int(checked.holds.sum()),
        "surely_holding": int(checked.surely.sum()),
        "front": _records(made.front),
        "references": _records(made.references),
        "named": {name: str(made.front["mix"].iloc[place]) for name, place in made.named.items()},
        "sought": [objective.name for objective in made.sought],
        "check": [_kept(made, k, o) for k, o in enumerate(asked.objectives)],
        "convergence": {
            "hypervolume": found.volumes,
            "late_gain": found.late_gain,
            "settled": made.is_settled,
        },
    }


def _state_table(made: Answer) -> pd.DataFrame:
    import pandas as pd

    tables = [pd.DataFrame({"use": use, **columns}) for use, columns in made.states.items()]
    for table in tables:
        table.insert(1, "state", range(1, len(table) + 1))
    return pd.concat(tables, ignore_index=True)


def _kept(made: Answer, place: int, objective: Objective) -> dict[str, Any]:
    """What the search promised over the status quo in one objective, and what was kept on fresh worlds."""
    promised, kept = float(made.checked.promised[place]), float(made.checked.kept[place])
    return {
        "objective": objective.name,
        "promised": promised,
        "kept": kept,
        "lost_share": (promised - kept) / promised if promised > 0.0 else None,
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): _plain(v) for k, v in row.items()} for row in table.to_dict("records")]


def _plain(value: Any) -> Any:
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not math.isfinite(value) else value
