"""Try every claim of the project, and renew the numbers that pages tell of them.

Claims are those of ``claims/*.toml`` and the findings of all lessons. They are tried together, so that those about the
same scenarios share their runs. ``docs/claims.md`` lists them all. Elsewhere a page says a claim in the words of its
key ``told``, with its numbers in the places of ``{median}``, ``{low}`` and ``{high}`` (with their signs), ``{size}``,
``{least}`` and ``{most}`` (without), and ``{share}`` (of draws).

    python scripts/audit.py            renew docs/claims.md and the numbers of other pages
    python scripts/audit.py --check    tell what is out of date

In both cases it tells which verdicts are not the expected ones, and then ends with exit code 1.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import budgetsim
from budgetsim.app.lessons.known import claims_of
from budgetsim.app.lessons.reading import lessons
from budgetsim.kinds.audit.answer import Audit, Tried
from budgetsim.kinds.audit.claims import Claim, read_claims
from budgetsim.kinds.audit.findings import worlds_told
from budgetsim.language import language
from budgetsim.rounding import estimate

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "claims.md"
SAY = language("en")
NUMBER = "[−+]?[0-9]+(?:[.][0-9]+)?"
PLACES = {**dict.fromkeys(("median", "low", "high", "size", "least", "most"), NUMBER), "share": "[0-9]+ %"}
PLACE = re.compile(r"\{(\w+)\}")
ROW = re.compile(
    rf"^\| (?P<id>[a-z0-9-]+) \|.*\| (?P<median>{NUMBER}) \((?P<low>{NUMBER}) to (?P<high>{NUMBER})\) "
    r"\| (?P<share>[0-9]+ %) \|",
    re.MULTILINE,
)
TOP = """# Claims

What this project says that its model shows, tried by `make audit`: {claims} claims, each over {draws} draws of what
nobody knows in {seeds} worlds each, and one change at a time under other structures of the model, stances on welfare,
horizons and sizes of district ([how](known.md#claims)). Written by `scripts/audit.py`: do not edit by hand. A
difference is that of the policy from its base; outcomes are means over the last three years.
"""
HEAD = (
    "| claim | what it says | outcome | median (middle 90 %) | draws that agree | verdict | not as sure in |\n"
    "| --- | --- | --- | --- | --- | --- | --- |\n"
)


def sources() -> dict[str, tuple[Claim, ...]]:
    """Return all claims by where they stand: files, and lessons by their titles."""
    files = {file.name: read_claims(file) for file in sorted((ROOT / "claims").glob("*.toml"))}
    return files | {f"Lesson {lesson.order}: findings": claims_of(lesson) for lesson in lessons()}


def pages() -> list[Path]:
    """Return what is read: pages, and the texts of lessons in all languages."""
    texts = sorted((ROOT / "src" / "budgetsim" / "language").glob("*/lessons.ftl"))
    return [
        ROOT / "README.md",
        *sorted(page for page in (ROOT / "docs").glob("*.md") if page != PAGE),
        *texts,
    ]


def pattern_of(told: str) -> re.Pattern[str]:
    """Return the pattern of a text: lines may break anywhere, and any number may stand in a place of one."""
    parts = PLACE.split(told)
    texts = [r"\s+".join(re.escape(word) for word in part.split(" ")) for part in parts[::2]]
    places = [f"({PLACES[name]})" for name in parts[1::2]]
    return re.compile("".join(part for pair in zip(texts, [*places, ""], strict=True) for part in pair))


def numbers_of(tried: Tried) -> dict[str, str]:
    """Return median, ends and share of draws of a claim, with the digits that they deserve."""
    row = tried.declared
    if row.median is None or row.low is None or row.high is None:
        raise SystemExit(f"{tried.id}: its outcome is not defined")
    told = estimate(row.median, row.low, row.high, sign=bool(tried.policy))
    return {"median": told.value, "low": told.low, "high": told.high, "share": f"{100.0 * row.share:.0f} %"}


def in_places(numbers: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in the places of a text: numbers as they are, and without their signs."""
    size, least, most = (numbers[name].lstrip("−+") for name in ("median", "low", "high"))
    least, most = sorted((least, most), key=float)
    return {**numbers, "size": size, "least": least, "most": most}


def renewed(text: str, claim: Claim, numbers: Mapping[str, str]) -> str:
    """Return a page with the numbers of a claim wherever it is told."""
    numbers = in_places(numbers)
    for told in claim.told:
        names = PLACE.findall(told)
        if not names:
            continue
        for found in reversed(list(pattern_of(told).finditer(text))):
            for place, name in reversed(list(enumerate(names, start=1))):
                text = text[: found.start(place)] + numbers[name] + text[found.end(place) :]
    return text


def page_of(by_source: dict[str, tuple[Claim, ...]], answer: Audit) -> str:
    """Return the page of all claims."""
    tried = {claim.id: claim for claim in answer.claims}
    parts = [TOP.format(claims=len(tried), draws=answer.draws, seeds=len(answer.seeds))]
    for source, claims in by_source.items():
        rows = "".join(_row(claim, tried[claim.id]) for claim in claims)
        parts.append(f"## {source}\n\n{HEAD}{rows}")
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _row(claim: Claim, tried: Tried) -> str:
    numbers = numbers_of(tried)
    unless = worlds_told(tried, SAY) if tried.unless and tried.verdict == "unless" else ""
    cells = (
        tried.id,
        claim.sentence,
        SAY.name(tried.outcome),
        f"{numbers['median']} ({numbers['low']} to {numbers['high']})",
        numbers["share"],
        SAY(f"audit-verdict-{tried.verdict}").removesuffix(" …"),
        unless,
    )
    return f"| {' | '.join(cells)} |\n"


def changed(by_source: dict[str, tuple[Claim, ...]], answer: Audit) -> Iterator[tuple[Path, str]]:
    """Yield pages that are out of date, and what they should hold."""
    tried = {claim.id: claim for claim in answer.claims}
    for page in pages():
        before = text = page.read_text(encoding="utf-8")
        for claim in (claim for claims in by_source.values() for claim in claims):
            text = renewed(text, claim, numbers_of(tried[claim.id]))
        if text != before:
            yield page, text
    whole = page_of(by_source, answer)
    if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != whole:
        yield PAGE, whole


def kept_numbers(page: str) -> dict[str, dict[str, str]]:
    """Return the numbers of all claims, by their names, from the page of all claims."""
    found = ROW.finditer(page)
    return {row["id"]: {name: row[name] for name in ("median", "low", "high", "share")} for row in found}


def main(arguments: Sequence[str]) -> int:
    """Try all claims; renew or check; return the exit code."""
    by_source = sources()
    answer = budgetsim.audit([claim for claims in by_source.values() for claim in claims])
    old = list(changed(by_source, answer))
    for page, text in old:
        print(f"{page.relative_to(ROOT)} {'is out of date' if '--check' in arguments else 'is renewed'}")
        if "--check" not in arguments:
            page.write_text(text, encoding="utf-8")
    wrong = answer.unexpected
    print(f"{len(answer.claims) - len(wrong)} of {len(answer.claims)} claims are as expected")
    for claim in wrong:
        told = numbers_of(claim)
        value = f"{told['median']} ({told['low']} to {told['high']}), {told['share']}"
        print(
            f"{claim.id}: {claim.verdict}, expected {claim.expects}; {claim.outcome} {value} {', '.join(claim.unless)}"
        )
    return int(bool(wrong) or ("--check" in arguments and bool(old)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
