"""A calibration in plain words: estimates, model fit, and what the moments cannot identify."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from budgetsim.data.notes import notes_told
from budgetsim.kinds.calibrate.answer import MISFIT, Calibration, Fit, Score
from budgetsim.kinds.calibrate.calibrated import CALIBRATED
from budgetsim.kinds.calibrate.inference import BOUNDED, EDGE, NOT, PINNED, WEAKLY
from budgetsim.kinds.calibrate.own import DRAWN, POSTERIOR
from budgetsim.kinds.calibrate.search import SAME_FIT
from budgetsim.language import DEFAULT, Language
from budgetsim.report.figure_words import clauses, enumerated, quantity_name, sentences
from budgetsim.rounding import amount, fixed, level, p_value
from budgetsim.studies.panel_data import YEARS_TO_NET

MOST_NAMED = 6
VERDICTS = {
    WEAKLY: "calibrate-weakly",
    BOUNDED: "calibrate-bounded",
    EDGE: "calibrate-edge",
    NOT: "calibrate-not",
}


class HasYears(Protocol):
    """What says how its moments were taken."""

    @property
    def year_effects(self) -> bool:
        """Whether they are net of what all units share in a year."""

    @property
    def are_years_asked(self) -> bool:
        """Whether that was asked for."""


def findings(answer: Calibration, say: Language) -> list[str]:
    """Return everything worth saying, what puts the rest in doubt first."""
    if answer.told:
        return list(answer.told.get(say.code, answer.told[DEFAULT]))
    every: tuple[Callable[[Calibration, Language], str], ...] = (
        convergence, weights, headline, whole, fit, others, blind, forecast, draws,
    )  # fmt: skip
    if answer.convergence.converged:
        every = (*((whole,) if answer.overidentification.rejected else ()), *every[1:], convergence)
    texts = [text for tell in dict.fromkeys(every) if (text := tell(answer, say))]
    panel = (year_effects(answer, say), *notes_told(answer.panel_notes, say))
    return [*texts[:1], *panel, *texts[1:]]


def lead(answer: Calibration, say: Language) -> str:
    """Say what was estimated from what."""
    return say(
        "calibrate-lead",
        parameters=str(len(answer.estimates)),
        one="one" if len(answer.estimates) == 1 else "many",
        base=say.scenario(answer.base),
        units=f"{answer.units:,}",
        first=str(answer.years[0]),
        last=str(answer.years[-1]),
        moments=str(len(answer.of_fitted(fitted=True))),
    )


def method(answer: Calibration, say: Language) -> list[str]:
    """Say how the estimates were made."""
    return [say("calibrate-method", candidates=f"{answer.convergence.candidates:,}")]


def suggestion(answer: Calibration, say: Language) -> list[str]:
    """Say how the calibrated scenario is run, and how with the uncertainty of its estimates."""
    folder = answer.directory or Path()
    texts = [say("calibrate-then", file=str(folder / f"{CALIBRATED}.toml"))]
    if answer.draws is not None:
        files = {"scenario": str(folder / DRAWN), "file": str(folder / POSTERIOR)}
        texts.append(say("calibrate-then-drawn", **files))
    return texts


def draws(answer: Calibration, say: Language) -> str:
    """Say what the draws hold that were written, or why there are none."""
    drawn = answer.draws
    if drawn is None:
        return "" if answer.convergence.converged else say("calibrate-not-drawn")
    return say(
        "calibrate-drawn",
        draws=str(drawn.draws),
        own=str(drawn.own),
        other=str(drawn.other),
        widened="no" if drawn.widened == 1.0 else fixed(drawn.widened, 2),
    )


def year_effects(answer: HasYears, say: Language) -> str:
    """Say whether moments are net of what all units share in a year, and how to have it otherwise."""
    way = "on" if answer.year_effects else "off" if answer.are_years_asked else "short"
    return say("calibrate-year-effects", way=way, years=str(YEARS_TO_NET))


def headline(answer: Calibration, say: Language) -> str:
    """Say which parameters the moments identify, and which not; nothing of a search that did not converge."""
    if not answer.convergence.converged:
        return ""
    model = "rejected" if answer.overidentification.rejected else "kept"
    sure = str(len(answer.with_verdict(PINNED)))
    texts = [say("calibrate-pinned", number=sure, all=str(len(answer.estimates)), model=model)]
    for verdict, key in VERDICTS.items():
        parameters = [say.name(name) for name in answer.with_verdict(verdict)]
        if parameters:
            texts.append(
                say(
                    key, parameters=enumerated(say, parameters), one="one" if len(parameters) == 1 else "many"
                )
            )
    return sentences(say, texts)


def weights(answer: Calibration, say: Language) -> str:
    """Say which moments are redundant, and where optimal weights would have rested on noise."""
    weighting, texts = answer.weighting, []
    if weighting.used != weighting.asked:
        texts.append(
            say(
                "calibrate-diagonal",
                moments=str(len(answer.of_fitted(fitted=True))),
                groups=f"{weighting.groups:,}",
                condition=amount(math.inf if weighting.condition is None else weighting.condition),
            )
        )
    for name, same in weighting.doubles.items():
        others = enumerated(say, [moment_name(say, other) for other in same])
        texts.append(say("calibrate-double", moment=moment_name(say, name), others=others))
    return sentences(say, texts) if texts else ""


def fit(answer: Calibration, say: Language) -> str:
    """Say which of the fitted moments the model does not fit."""
    moments = answer.of_fitted(fitted=True)
    wrong = _missed(moments)
    if not wrong:
        return say("calibrate-fits", all=str(len(moments)), errors=level(MISFIT))
    return say("calibrate-misses", all=str(len(moments)), number=str(len(wrong)), moments=_named(wrong, say))


def others(answer: Calibration, say: Language) -> str:
    """Say which of the other moments the model does not fit."""
    moments = answer.of_fitted(fitted=False)
    if not moments:
        return ""
    wrong = _missed(moments)
    about = {"all": str(len(moments)), "one": "one" if len(moments) == 1 else "many"}
    if not wrong:
        return say("calibrate-others-fit", **about)
    return say("calibrate-others-missed", **about, number=str(len(wrong)), moments=_named(wrong, say))


def whole(answer: Calibration, say: Language) -> str:
    """Say what the test of overidentification says of the model as a whole."""
    j_test = answer.overidentification
    about = {
        "j": amount(j_test.j),
        "freedom": str(j_test.degrees_of_freedom),
        "one": "one" if j_test.degrees_of_freedom == 1 else "many",
    }
    if j_test.p is None:
        return say("calibrate-untested", **about) if j_test.degrees_of_freedom else say("calibrate-exact")
    p_text = p_value(j_test.p)
    p = f"p {p_text[0]} {p_text[1:]}" if p_text[0] in "<>" else f"p = {p_text}"
    return say("calibrate-overidentified", **about, p=p, verdict="rejected" if j_test.rejected else "kept")


def blind(answer: Calibration, say: Language) -> str:
    """Say which parameters the moments cannot tell apart."""
    directions = [_direction(direction, say) for direction in answer.identification.blind_directions]
    return say("calibrate-blind", directions=clauses(say, directions)) if directions else ""


def forecast(answer: Calibration, say: Language) -> str:
    """Say how the held-out year was predicted."""
    prediction = answer.prediction
    if prediction is None:
        return ""
    of_fitted, rest, year = prediction.fitted, prediction.all, str(prediction.year)
    if not of_fitted.count:
        return say("calibrate-not-scored", year=year)
    return say(
        "calibrate-predicted",
        year=year,
        fitted=str(of_fitted.count),
        inside=str(of_fitted.in_interval),
        nearer=str(of_fitted.nearer_than_last_year),
        model=amount(of_fitted.model_miss or 0.0),
        naive=amount(of_fitted.naive_miss or 0.0),
        better=better(of_fitted),
        all=str(rest.count),
        allinside=str(rest.in_interval),
        allnearer=str(rest.nearer_than_last_year),
    )


def better(score: Score) -> str:
    """Say whether the model beats the no-change forecast: by median miss and by how often it is nearer."""
    is_smaller = (score.model_miss or 0.0) < (score.naive_miss or 0.0)
    signs = (is_smaller, 2 * score.nearer_than_last_year > score.count)
    return "yes" if all(signs) else "mixed" if any(signs) else "no"


def convergence(answer: Calibration, say: Language) -> str:
    """Say whether the search converged; if not, why, and what to do."""
    search = answer.convergence
    about = {"tried": f"{search.candidates:,}", "descents": str(search.descents)}
    if search.converged:
        return say("calibrate-converged", **about, agreeing=str(search.agreeing))
    if search.status == "one start":
        return say("calibrate-one-start", tried=about["tried"])
    if search.status == "unsettled":
        return say("calibrate-unsettled", **about, rounds=str(answer.rounds))
    return say(
        "calibrate-parted", **about, apart=_apart(answer, say), starts=str(min(2 * answer.starts, 100))
    )


def _apart(answer: Calibration, say: Language) -> str:
    """Return how the two best descents differ."""
    apart = answer.convergence.apart
    if apart is None:
        return ""
    if not apart.parameter:
        one, two = pair_told(apart.best, apart.rival, SAME_FIT)
        return say("calibrate-apart-fit", one=one, other=two)
    one, two = pair_told(apart.best, apart.rival, apart.error)
    parameter, errors = say.name(apart.parameter), fixed(apart.distance, 1)
    return say("calibrate-apart", parameter=parameter, one=one, other=two, errors=errors)


def _direction(direction: Mapping[str, float], say: Language) -> str:
    """Return what may change without any fitted moment showing it."""
    first, *more = direction
    if not more:
        return say("calibrate-any-value", parameter=say.name(first))
    rest = [
        say("calibrate-moves", parameter=say.name(name), way="up" if direction[name] > 0 else "down")
        for name in more
    ]
    return say("calibrate-together", parameter=say.name(first), others=enumerated(say, rest))


def _missed(moments: Mapping[str, Fit]) -> dict[str, Fit]:
    """Return the moments that the model does not fit, the worst first."""
    wrong = [name for name, one in moments.items() if not one.fits]
    return {name: moments[name] for name in sorted(wrong, key=lambda name: -abs(moments[name].t or 0.0))}


def _named(wrong: Mapping[str, Fit], say: Language) -> str:
    """Return misfits in words, the first few of them."""
    misfits = []
    for name, one in list(wrong.items())[:MOST_NAMED]:
        data, model = pair_told(one.data, math.nan if one.simulated is None else one.simulated, one.error)
        misfits.append(say("calibrate-misfit", moment=moment_name(say, name), data=data, model=model))
    more = len(wrong) - len(misfits)
    return enumerated(say, [*misfits, say("calibrate-more", number=str(more))] if more > 0 else misfits)


def moment_name(say: Language, moment: str) -> str:
    """Return what a moment is called: in English as target files have it, in words."""
    return moment.replace("_", " ") if say.code == DEFAULT else quantity_name(say, moment)


def pair_told(data: float, model: float, error: float) -> tuple[str, str]:
    """Return an observed and a simulated number with the decimals that the standard error deserves."""
    places = places_of(error)
    return fixed(data, places), fixed(model, places)


def places_of(error: float) -> int:
    """Return decimals that a standard error deserves."""
    if not math.isfinite(error) or error <= 0.0:
        return 3
    return max(0, min(6, 1 - math.floor(math.log10(error))))
