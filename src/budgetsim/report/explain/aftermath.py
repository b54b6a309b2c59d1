"""What the year led to: score, next budget, and what everybody learned, in words."""

from __future__ import annotations

from collections.abc import Iterator

from budgetsim.language import Language
from budgetsim.report.explain.telling import (
    NEGLIGIBLE,
    Facts,
    Row,
    Section,
    change,
    heads,
    score,
    told,
    trend,
)
from budgetsim.rounding import amount, apart


def followed(f: Facts, speak: Language) -> Section:
    """Say which score counted, how the next budget came about, and what was learned."""
    paragraphs = (used(f, speak), told(speak, *budget(f, speak)), *_learned(f, speak))
    return Section("followed", speak("explain-followed"), paragraphs, _beliefs(f, speak))


def used(f: Facts, speak: Language) -> str:
    """Say which score the bureau arrived at, and from what."""
    after, seen = f["followed"], f["seen"]
    return speak(
        "explain-followed-used",
        correction=score(seen["inflation_correction"]),
        score=score(after["used_score"]),
        source="self" if seen["key_score"] is None else "both",
        mean=score(after["mean_used_score"]),
    )


def budget(f: Facts, speak: Language) -> Iterator[str]:
    """Say how the next budget came about."""
    after = f["followed"]
    old, new, without = after["allocation"], after["next_allocation"], after["next_without_results"]
    yield speak(
        "explain-followed-rests",
        which=_source(f),
        score=score(after["score_in_use"]),
        mean=score(after["mean_score_in_use"]),
    )
    told = apart(old, new, without)
    yield speak(
        "explain-followed-budget",
        old=told[0],
        new=told[1],
        change=change(new / old - 1.0),
        without=told[2],
        effect=change(new / without - 1.0),
    )
    if after["kept"] >= NEGLIGIBLE:
        yield speak("explain-followed-kept", kept=amount(after["kept"]))


def _source(f: Facts) -> str:
    """Return what the next budget rests on."""
    rule = f["knew"]["policy"]["budget_rule"]
    if rule in ("incremental", "posterior"):
        return "none" if rule == "incremental" else "belief"
    return "this" if f["followed"]["score_in_use_year"] == f["year"] else "last"


def _learned(f: Facts, speak: Language) -> tuple[str, str]:
    """Say what the department and the bureau learned."""
    learned = f["followed"]["learned"]
    guess, truth = learned["expected_productivity"], f["who"]["productivity"]
    nearer = abs(guess["before"] - truth) - abs(guess["after"] - truth)
    distance = "same" if abs(nearer) < NEGLIGIBLE else ("closer" if nearer > 0 else "further")
    department = told(
        speak,
        speak(
            "explain-learned-risk", checks=round(f["seen"]["checks"]), trend=trend(learned["perceived_risk"])
        ),
        speak("explain-learned-consequence", trend=trend(learned["consequence_belief"])),
    )
    bureau = told(
        speak,
        speak("explain-learned-norm", trend=trend(learned["norm_output"])),
        speak("explain-learned-guess", trend=distance),
    )
    return department, bureau


def _beliefs(f: Facts, speak: Language) -> tuple[Row, ...]:
    rows = (
        (speak(f"explain-learned-{name}"), *apart(pair["before"], pair["after"]))
        for name, pair in f["followed"]["learned"].items()
    )
    return (heads(speak, "learned-head", "learned-head-before", "learned-head-after"), *rows)
