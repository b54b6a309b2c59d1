"""What mixes are called: by their names in tables, and in sentences by the labels of the search too."""

from __future__ import annotations

from budgetsim.kinds.optimise.answer import BEST, KNEE, Optimisation
from budgetsim.kinds.optimise.figures.pareto import reference_name
from budgetsim.language import Language
from budgetsim.studies.table import Label


def label_of(answer: Optimisation, name: str) -> Label:
    """Return what a mix is called: the status quo, the knee, the best in an objective, or a reform by its name.

    Over draws of parameters only nearly all of them make a mix the best; else it is so on average.
    """
    outcome = name.removeprefix(BEST)

    def tell(say: Language) -> str:
        if name == KNEE:
            return say("figure-pareto-knee")
        if name.startswith(BEST):
            key = "optimise-best-of" if is_best(answer, outcome) else "optimise-best-of-average"
            return say(key, objective=say.name(outcome))
        return reference_name(say, name)

    return Label(name, tell)


def name_of(answer: Optimisation, mix: str, say: Language) -> str:
    """Return what a mix is called by its label in the search, and by its name; a reference by its name alone."""
    if mix in [row["mix"] for row in answer.references]:
        return reference_name(say, mix)
    names = [name for name, row in answer.named_once.items() if row["mix"] == mix]
    if not names:
        return say("optimise-mix", mix=mix)
    return say("optimise-mix-named", mix=mix, name=label_of(answer, names[0]).tell(say))


def star(answer: Optimisation) -> str:
    """Return what the mix that is told first is: the knee, or, of a single objective, the best (on average)."""
    if not answer.is_alone:
        return "knee"
    return "best" if is_best(answer, answer.sought[0]) else "average"


def is_best(answer: Optimisation, outcome: str) -> bool:
    """Return whether the mix that is best in an objective on average is so in nearly all draws, or parameters known."""
    claims = () if answer.drawn is None else answer.drawn.claims
    return all(claim.word == "best" for claim in claims if claim.outcome == outcome)
