"""The marginal comparisons behind each action, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from budgetsim.report.words import amount, per_cent, signed

Facts = Mapping[str, Any]
Motive = Mapping[str, Any]
LABELS = {
    "sandbagging": "propose a lower target",
    "effort_output": "effort on outputs",
    "effort_benefit": "effort on benefits",
    "manipulation": "make up results",
    "diversion": "divert money",
    "concealment": "hide what is diverted",
}


def margins_table(chose: Mapping[str, Motive]) -> tuple[tuple[str, ...], ...]:
    """Gains and costs of one more unit of each action, term by term."""
    rows = [("one more unit of …", "what it changes", "symbol", "worth")]
    for action, label in LABELS.items():
        for number, term in enumerate(chose[action]["terms"]):
            rows.append(
                (label if number == 0 else "", term["meaning"], term["symbol"], signed(term["amount"]))
            )
    return tuple(rows)


def sandbagging(f: Facts) -> str:
    """Say why the proposal is as low as it is."""
    motive, contract = f["chose"]["sandbagging"], f["knew"]["policy"]["objective_contract"]
    if contract == "top_down":
        return "Objective: the bureau sets it without a proposal, so there is nothing to understate."
    if contract == "truth_inducing":
        return (
            "Objective: its bonus punishes a report on either side of what it reaches, so it reports a target "
            f"{deviation(motive['chosen'])} what it expects (s = {amount(motive['chosen'])})."
        )
    gain, cost = (term["amount"] for term in motive["terms"])
    return (
        f"Objective: understating its target wholly is worth {amount(gain)} to it at the margin, since an "
        f"easier target raises its score; it costs {amount(-cost)} if review notices. So it proposes a target "
        f"{deviation(motive['chosen'])} what it expects (s = {amount(motive['chosen'])}){limit(motive)}."
    )


def deviation(understated: float) -> str:
    """Say where a report lies relative to the expectation."""
    if abs(understated) < 5e-4:
        return "equal to"
    return f"{per_cent(abs(understated))} {'below' if understated > 0 else 'above'}"


def efforts(f: Facts) -> str:
    """Say why it works as much as it does, on what."""
    output, benefit = f["chose"]["effort_output"], f["chose"]["effort_benefit"]
    own, key, care = (term["amount"] for term in output["terms"])
    lead = "outputs" if output["chosen"] >= benefit["chosen"] else "benefits"
    ratchet = 1.0 - f["knew"]["ratchet_factor"]
    feared = (
        f" (the fear that good results only raise the next target has taken {per_cent(ratchet)} off that)"
        if ratchet >= 5e-4
        else ""
    )
    return (
        f"Effort: one more unit on outputs is worth {amount(output['net'])} to it: {amount(own)} through its own "
        f"score{feared}, {amount(key)} through a key evaluation, {amount(care)} because it cares for the "
        f"public. One more unit on benefits is worth {amount(benefit['net'])}. The two compete for the same "
        f"people, and each unit costs c̃ = {amount(output['curvature'])} more than the one before. So it gives "
        f"e₁ = {amount(output['chosen'])} to outputs and e₂ = {amount(benefit['chosen'])} to benefits: more to "
        f"{lead}, {_why(f, lead)}."
    )


def _why(f: Facts, lead: str) -> str:
    k = f["knew"]
    other = {"outputs": "benefit", "benefits": "output"}[lead]
    this = {"outputs": "output", "benefits": "benefit"}[lead]
    measured = k[f"measurability_{this}"] > k[f"measurability_{other}"]
    return "where it is measured better" if measured else "where its score gains more"


def manipulation(motive: Motive) -> str:
    """Say why its report claims what it claims."""
    gain, cost = (term["amount"] for term in motive["terms"])
    start = (
        f"Report: claiming one unit of attainment that is not there is worth {amount(gain)} and costs "
        f"{amount(-cost)} in expected sanctions"
    )
    if motive["net"] <= 0:
        return f"{start}. That does not pay, {_outcome(motive, 'so it makes up nothing (g = 0)')}."
    price = f"each further unit is dearer by {amount(motive['curvature'])} to make up"
    return f"{start}; {price}. So it adds g = {amount(motive['chosen'])} to its attainment{limit(motive)}."


def diversion(motive: Motive, hidden: Motive) -> str:
    """Say why it diverts what it diverts, and why it hides a part of it."""
    gain, sanction, guilt = (term["amount"] for term in motive["terms"])
    start = (
        f"Money: diverting one more unit of money is worth b·A = {amount(gain)} to it, costs P̂·γᵐ·F = "
        f"{amount(-sanction)} in expected sanctions and ι·κ = {amount(-guilt)} in guilt"
    )
    if motive["net"] <= 0:
        start += f". The costs are higher, {_outcome(motive, 'so it diverts nothing openly (d = 0)')}."
    else:
        start += (
            f"; what remains, {amount(motive['net'])}, it weighs against k = {amount(motive['curvature'])} per "
            f"unit that taking the money costs. So it diverts d = {amount(motive['chosen'])} of what it "
            f"spends{limit(motive)}{' openly' if hidden['chosen'] > 0 else ''}."
        )
    if hidden["chosen"] <= 0:
        return start
    return (
        f"{start} Hiding a unit well, out of the reach of checks and audits, is worth {amount(hidden['net'])} "
        f"and dearer by {amount(hidden['curvature'])} with each unit: it hides another c = "
        f"{amount(hidden['chosen'])}{limit(hidden)}."
    )


def _outcome(motive: Motive, usual: str) -> str:
    return usual if motive["chosen"] == 0 else f"yet its action is {amount(motive['chosen'])}"


def limit(motive: Motive) -> str:
    """Say so where an action is at its largest possible value."""
    at_limit = motive["largest"] is not None and motive["chosen"] >= motive["largest"]
    return ", the most that is possible" if at_limit else ""


def departures(f: Facts) -> Iterator[str]:
    """Say what a calculating department would have done, where this one did something else."""
    other = [
        f"{LABELS[action]}: {amount(motive['best'])} rather than {amount(motive['chosen'])}"
        for action, motive in f["chose"].items()
        if abs(motive["best"] - motive["chosen"]) > 1e-9
    ]
    if other:
        yield f"With the same beliefs a calculating department would have chosen otherwise ({'; '.join(other)})."
