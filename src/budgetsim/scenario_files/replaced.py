"""Parameters that went from the model, and what to write instead: scenario files outlive a version of the model."""

from __future__ import annotations

from dataclasses import dataclass

from budgetsim.declarations import declarations

WENT = "this parameter went with an earlier version of the model"


@dataclass(frozen=True)
class Instead:
    """What stands in for a parameter that went, in the languages of pages; declared names as they are written."""

    en: str
    zh: str


REPLACED: dict[str, Instead] = {
    "credibility_floor": Instead(
        "leave it out: belief in announced use follows what is delivered, whatever becomes of findings",
        "删去即可：部门是否相信结果应用，只取决于实际兑现的程度，与查出问题后的处理无关",
    ),
    "perceived_risk_initial": Instead(
        "write delivery_initial, the part of announced checks and audits that is expected to come (-1 is 1 now)",
        "改用 delivery_initial，即预期会落实的检查和审计占所宣布的比例（原来的 -1 相当于现在的 1）",
    ),
    "self_bias_persistence": Instead(
        "write indicator_renewal, 1 less the persistence: indicators that are replaced renew the error",
        "改用 indicator_renewal，取 1 减去原来的持续性：更换指标时误差随之更新",
    ),
}
"""By bare name. A new entry is one line; the tests ask for it when a parameter is taken out of the declarations."""


def instead_of(name: str) -> Instead | None:
    """Return what stands in for a name, bare or with its group; ``None`` if it never was, or still is, a parameter."""
    bare = name.rpartition(".")[2]
    return None if bare in declarations() else REPLACED.get(bare)
