"""What pages and lessons say that the model shows is a claim, in its words and with its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from programs import program

from budgetsim.app.lessons.content import Lesson
from budgetsim.app.lessons.reading import lessons
from budgetsim.kinds.audit.answer import Row, Tried
from budgetsim.kinds.audit.claims import Claim, read_claims
from budgetsim.language import LANGUAGES, language

WORDS = re.compile(
    r"\b(rais\w+|lowers?|ris(?:e|es|ing)|falls?|gains?|helps?|harms?|worse|better off|cuts?|costs? more|save[sd]?|"
    r"hardly|nearly|drops?|grow(?:s|ing)?|shrinks?|reduc\w+|deters?|brings? (?:no|little|more|less)|buys?|pays?)\b"
)
"""Words by which a text of a lesson says what the model shows."""
NO_CLAIMS = {
    "hidden-action-short": "what the lesson is about",
    "hidden-action-check-risk.b": "the variance of a multiple",
    "hidden-action-check-risk.b-why": "the same",
    "hidden-action-check-noise.a-why": "the formula; that risk is little is told",
    "hidden-action-check-audit": "a case of the formula",
    "hidden-action-check-audit.c": "a case of the formula",
    "hidden-action-check-audit.c-why": "a case of the formula",
    "adverse-selection-check-why.b": "what departments want",
    "adverse-selection-check-honest": "what the experiment shows, with declared parameters",
    "adverse-selection-check-honest.b-why": "the finding `worth`",
    "multitasking-check-shift.c-why": "what the word means",
    "multitasking-check-caps.a": "how a cap works",
    "ratchet-short": "what the lesson is about",
    "ratchet-check-who.a-why": "the formula",
    "ratchet-check-weak": "the formula beside the finding `effort`",
    "year-end-rush-check-why": "the prediction",
    "soft-result-use-check-money": "the finding `money`",
    "yardstick-check-rivals.b-why": "the formula",
    "yardstick-check-sizes.a": "the rule",
    "multitasking-check-remedy.c-why": "what a form is",
    "hidden-action-try-1": "a question",
    "hidden-action-check-audit.b-why": "a case of the formula",
    "multitasking-check-remedy.b-why": "advice",
    "ratchet-meaning-2": "advice",
    "red-tape-check-cost.a-why": "what an account is",
    "red-tape-check-cost.b-why": "the finding `effort`",
    "year-end-rush-try-2": "a question",
    "soft-result-use-check-announce": "a question",
    "soft-result-use-check-money.c-why": "law",
    "yardstick-check-rivals.a-why": "the formula",
    "red-tape-short": "what the lesson is about",
    "red-tape-check-cost.c-why": "what an account is",
    "red-tape-check-cost": "what an account is",
}
"""Texts that say something else with such words, and what."""
MOVES = re.compile(
    r"\b(rais(?:es|ed|e)|lowers?|rises?|falls?|fell|gains?|helps?|harms?|cuts?|loses?|worse|better|drops?|saves?|worth)\b"
)
MEASURED = re.compile(r"(?<![\w.])(?:[−+]?\d?\.\d+|\d+(?:\.\d+)? ?%)")
"""A paragraph with both says how much something moves."""
ELSEWHERE = {
    "README": {"How far to trust it"},  # tests that it names
    "calibration": {"*"},  # fits of the command that it names
    "coverage": {"*"},  # the experiment that it names
    "data": {"*"},  # files, no model
    "forms": {"*"},  # files, no model
    "discover": {"*"},  # shares of states that the commands there print
    "effects": {
        "Over draws of parameters", "What is estimated",  # definitions
        "Reading the status quo", "How much use of results is best?",  # what the commands there print
    },
    "evidence": {"*"},  # the scorecard of `budgetsim verify --evidence`
    "figures": {"*"},  # what figures show
    "information": {"What is answered", "How it is found"},  # what the command there prints; definitions
    "known": {"*"},  # definitions
    "lab": {"What it offers"},  # what the page shows
    "lessons": {"1 Hidden action (`hidden-action`, 20 min)", "Writing a lesson of your own"},  # a sweep; definitions
    "odd": {"*"},  # equations, and facts by which the model is judged
    "optimise": {"*"},  # what the commands there print
    "outcomes": {"*"},  # definitions
    "parameters": {"*"},  # definitions
    "posterior": {"*"},  # facts and weights
    "scale": {"*"},  # speed
    "room": {"*"},  # what the pages of a room show
    "sensitivity": {"How to read it"},  # definitions
    "survey": {"*"},  # answers; what its tests find
    "statics": {"*"},  # signs that `tests/test_statics.py` tries
    "theory": {"*"},  # the scorecard of `budgetsim verify --theory`
    "trace": {"What does not fit", "5 Implementation verification"},  # scorecards and tests that it names
    "trial": {"*"},  # what the command there prints
}  # fmt: skip
"""Sections whose numbers stand on something else than claims."""
MARK = re.compile(r"<!-- claim: ([a-z0-9 -]+) -->")
SIGNS = {
    "en": (re.compile(r"\brises? from"), re.compile(r"\bfalls? (?:here )?from")),
    "zh": (re.compile(r"升到|提高到 \{"), re.compile(r"降到")),
}


@pytest.fixture(scope="module")
def audit(root: Path) -> ModuleType:
    return program(root / "scripts" / "audit.py")


@pytest.fixture(scope="module")
def claims(audit: ModuleType) -> list[Claim]:
    return [claim for claims in audit.sources().values() for claim in claims]


@pytest.fixture(scope="module")
def pages(audit: ModuleType) -> dict[str, str]:
    return {f"{page.parent.name}/{page.name}": page.read_text(encoding="utf-8") for page in audit.pages()}


@pytest.fixture(scope="module")
def numbers(audit: ModuleType) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = audit.kept_numbers(audit.PAGE.read_text(encoding="utf-8"))
    return found


def untold(audit: ModuleType, claims: list[Claim], pages: dict[str, str]) -> list[tuple[str, str]]:
    """Return the words of claims that no page says."""
    whole = "\n".join(pages.values())
    return [
        (claim.id, told)
        for claim in claims
        for told in claim.told
        if not audit.pattern_of(told).search(whole)
    ]


def stale(
    audit: ModuleType, claims: list[Claim], pages: dict[str, str], numbers: dict[str, dict[str, str]]
) -> list[str]:
    """Return the claims whose numbers some page tells otherwise."""
    return [
        claim.id
        for claim in claims
        if any(audit.renewed(text, claim, numbers[claim.id]) != text for text in pages.values())
    ]


def test_claims_are_told_in_their_words_and_with_their_numbers(
    audit: ModuleType, claims: list[Claim], pages: dict[str, str], numbers: dict[str, dict[str, str]]
) -> None:
    names = [claim.id for claim in claims]
    assert len(set(names)) == len(names)
    assert set(numbers) == set(names), "docs/claims.md is not of these claims: make audit"
    assert untold(audit, claims, pages) == []
    assert stale(audit, claims, pages, numbers) == []


def test_a_turned_word_and_a_scaled_number_of_a_page_are_seen(
    audit: ModuleType, claims: list[Claim], pages: dict[str, str], numbers: dict[str, dict[str, str]]
) -> None:
    readme = next(name for name in pages if name.endswith("README.md"))
    turned = pages | {readme: pages[readme].replace("Diversion falls by", "Diversion rises by")}
    assert [name for name, _ in untold(audit, claims, turned)] == ["reform-cuts-diversion"]
    value = numbers["reform-cuts-diversion"]["median"].lstrip("−")
    scaled = pages | {readme: pages[readme].replace(f"falls by {value}", f"falls by {2 * float(value):.3f}")}
    assert stale(audit, claims, scaled, numbers) == ["reform-cuts-diversion"]
    signed = pages | {readme: re.sub(r"changes by −", "changes by +", pages[readme])}
    assert stale(audit, claims, signed, numbers) == ["unfunded-harms"]


def test_numbers_of_a_claim_are_put_where_they_belong(audit: ModuleType, claims: list[Claim]) -> None:
    claim = replace(
        claims[0], told=("falls by {size} ({least} to {most}) in {share}", "is {median}, {low} to {high}")
    )
    told = {"median": "−0.5", "low": "−0.75", "high": "−0.25", "share": "98 %"}
    page = "It falls\n  by 1.0 (0.1 to 2) in 7 %; it is +3, 1 to 2."
    assert (
        audit.renewed(page, claim, told)
        == "It falls\n  by 0.5 (0.25 to 0.75) in 98 %; it is −0.5, −0.75 to −0.25."
    )


def test_medians_under_stances_and_the_least_sure_world_are_told_and_kept(
    audit: ModuleType, claims: list[Claim]
) -> None:
    rows = (
        Row("declared", 0.1, 0.05, 0.2, 1.0, agrees=True),
        Row("stance_0", 0.083, 0.04, 0.1, 1.0, agrees=True),
        Row("stance_5", -0.021, -0.1, 0.3, 1.0, agrees=True),
        Row("adaptive", 0.1, 0.0, 0.2, 15 / 16, agrees=False),
    )
    tried = Tried(
        "mine", "It holds.", "base", "policy", "net_social_value", "up", rows, "unless", "unless", ("adaptive",),
        "adaptive",
    )  # fmt: skip
    numbers = audit.numbers_of(tried)
    assert numbers == {
        "median": "+0.100", "low": "0.050", "high": "0.200", "share": "100 %", "stance_low": "−0.021",
        "stance_high": "0.100", "share_adaptive": "94 %",
    }  # fmt: skip
    assert audit.kept_numbers(audit._row(claims[0], tried)) == {"mine": numbers}
    without = replace(tried, rows=(rows[0], rows[3]))
    assert "stance_low" not in audit.numbers_of(without)
    assert audit.kept_numbers(audit._row(claims[0], without)) == {"mine": audit.numbers_of(without)}
    claim = replace(claims[0], told=("from {stance_low} to {stance_high}, at worst {share_adaptive}",))
    assert audit.renewed("from 1 to 2, at worst 3 %", claim, numbers) == "from −0.021 to 0.100, at worst 94 %"
    with pytest.raises(SystemExit, match="share_gaming"):
        audit.renewed("", replace(claims[0], told=("in {share_gaming}",)), numbers)


def test_readme_marks_its_claims(root: Path) -> None:
    """Every claim that a page marks is one of the files', and every claim of README's file is marked there."""
    files = {
        file.stem: {claim.id for claim in read_claims(file)} for file in (root / "claims").glob("*.toml")
    }
    marked = {
        page.stem: {
            name for found in MARK.findall(page.read_text(encoding="utf-8")) for name in found.split()
        }
        for page in [root / "README.md", *(root / "docs").glob("*.md")]
    }
    assert set().union(*marked.values()) <= set().union(*files.values())
    assert marked["README"] == files["readme"]


def unbacked(page: str, told: list[re.Pattern[str]], elsewhere: set[str]) -> list[str]:
    """Return the paragraphs of a page that say how much something moves, and are no claim."""
    found, section = [], ""
    for paragraph in re.split(
        r"\n\s*\n|\n(?=[*-] |\d+\. |\||#)", re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    ):
        if paragraph.startswith("#"):
            section = paragraph.splitlines()[0].strip("# ")
        elif not {section, "*"} & elsewhere and MOVES.search(paragraph) and MEASURED.search(paragraph):
            found += [] if any(one.search(paragraph) for one in told) else [f"{section}: {paragraph}"]
    return found


def test_what_pages_say_of_the_model_is_a_claim(audit: ModuleType, claims: list[Claim]) -> None:
    told = [audit.pattern_of(text) for claim in claims for text in claim.told]
    pages = {page.stem: page.read_text(encoding="utf-8") for page in audit.pages() if page.suffix == ".md"}
    for name, page in pages.items():
        assert unbacked(page, told, ELSEWHERE.get(name, set())) == [], (
            f"{name}: write a claim and how it is told"
        )
    planted = pages["README"] + "\nUnder the reform honesty rises by 12 %.\n"
    assert len(unbacked(planted, told, ELSEWHERE["README"])) == 1


@pytest.mark.slow
def test_verdicts_are_as_expected_and_pages_tell_the_numbers_of_an_audit(audit: ModuleType) -> None:
    assert audit.main(["--check"]) == 0


def texts_of(lesson: Lesson, code: str) -> Iterator[tuple[str, str]]:
    """Yield what a lesson says by itself: no findings (they are claims), no questions, theory, field or homework."""
    say = language(code)
    right = {f"{lesson.key('check', check.id)}.{check.right}" for check in lesson.checks}
    for key in lesson.message_keys():
        if any(
            part in key
            for part in ("-finding-", "-theory-", "-evidence-", "-homework-", "-question", "-predict")
        ):
            continue
        name, _, part = key.partition(".")
        if part and not part.endswith("-why") and key not in right:
            continue
        message = say.bundle.get_message(name)
        pattern = message.attributes[part] if part else message.value
        text, _ = say.bundle.format_pattern(
            pattern, {slider.name: "…" for slider in lesson.experiment.sliders}
        )
        yield key.removeprefix("lesson-"), text


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.id)
def test_what_a_lesson_says_of_the_model_is_a_claim(
    lesson: Lesson, audit: ModuleType, claims: list[Claim]
) -> None:
    told = [audit.pattern_of(text) for claim in claims for text in claim.told]
    unbacked = [
        (key, text)
        for key, text in texts_of(lesson, "en")
        if WORDS.search(text) and key not in NO_CLAIMS and not any(one.search(text) for one in told)
    ]
    assert unbacked == [], "\n".join(map(str, unbacked))


def test_texts_that_claim_nothing_still_stand_in_lessons() -> None:
    keys = {key for lesson in lessons() for key, _ in texts_of(lesson, "en")}
    assert set(NO_CLAIMS) <= keys


def test_a_claim_of_a_lesson_is_told_in_every_language(claims: list[Claim], audit: ModuleType) -> None:
    texts = {
        code: "\n".join(text for one in lessons() for _, text in texts_of(one, code)) for code in LANGUAGES
    }
    for claim in claims:
        said = {
            code for code in texts if any(audit.pattern_of(told).search(texts[code]) for told in claim.told)
        }
        assert said in (set(), set(LANGUAGES)), claim.id


def turned(lesson: Lesson) -> list[str]:
    """Return the findings that say in some language that an outcome moves the other way."""
    found = []
    for code, ways in SIGNS.items():
        for finding in lesson.findings:
            text = language(code)(lesson.key("finding", finding.id), before="{", after="{", relative="{")
            up, down = (bool(way.search(text)) for way in ways)
            if (up and finding.sign == "down") or (down and finding.sign == "up"):
                found.append(finding.id)
    return found


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.id)
def test_findings_say_the_way_that_they_claim(lesson: Lesson) -> None:
    assert turned(lesson) == []


def test_a_finding_that_says_the_contrary_is_seen() -> None:
    lesson = next(one for one in lessons() if one.id == "red-tape")
    contrary = [
        finding.model_copy(update={"sign": "up"}) if finding.id == "waste" else finding
        for finding in lesson.findings
    ]
    assert "waste" in turned(lesson.model_copy(update={"findings": tuple(contrary)}))
