"""Try every claim of the project, and renew the numbers that pages tell of them.

Claims are those of ``claims/*.toml`` and the findings of all lessons. They are tried together, so that those about the
same scenarios share their runs. ``docs/claims.md`` lists them all. Elsewhere a page says a claim in the words of its
key ``told``, with its numbers in the places of ``{median}``, ``{low}`` and ``{high}`` (with their signs), ``{size}``,
``{least}`` and ``{most}`` (without), ``{share}`` (of draws), ``{share_WORLD}`` (of draws in the world where fewest
agree, which must be the one that is named), and of net social value ``{stance_low}`` and ``{stance_high}`` (the ends of
its medians under all stances).

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
from budgetsim.kinds.audit.answer import Audit, Row, Tried
from budgetsim.kinds.audit.claims import Claim, read_claims
from budgetsim.kinds.audit.findings import world_told, worlds_told
from budgetsim.kinds.audit.judge import DECLARED, SOON, WORLDS
from budgetsim.kinds.scenarios.drawn import STANCE
from budgetsim.language import language
from budgetsim.model.mechanisms.welfare import STANCES
from budgetsim.rounding import digits_for, estimate, fixed

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "claims.md"
SAY = language("en")
NUMBER = "[−+]?[0-9]+(?:[.][0-9]+)?(?:e−?[0-9]+)?"
SHARE = "[0-9]+ %"
PLACE = re.compile(r"\{(\w+)\}")
ROW = re.compile(
    rf"^\| (?P<id>[a-z0-9-]+) \|.*\| (?P<median>{NUMBER}) \((?P<low>{NUMBER}) to (?P<high>{NUMBER})\) "
    rf"\| (?P<share>{SHARE}) \| (?:(?P<stance_low>{NUMBER}) to (?P<stance_high>{NUMBER}))? \|"
    rf".*\| (?P<least_share>{SHARE}) \((?P<world>[^|]*)\) \|$",
    re.MULTILINE,
)
TOP = """# Claims

What this project says that its model shows, tried by `make audit`: {claims} claims, each over {draws} draws of what
nobody knows in {seeds} worlds each, and one change at a time under other structures of the model, stances on welfare,
horizons and sizes of district ([how](known.md#claims)). Written by `scripts/audit.py`: do not edit by hand. A
difference is that of the policy from its base; outcomes are means over the last three years.
"""
HEAD = (
    "| claim | what it says | outcome | median (middle 90 %) | draws that agree | medians under all stances | verdict "
    "| not as sure in | fewest agree |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
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
    places = [f"({SHARE if name.startswith('share') else NUMBER})" for name in parts[1::2]]
    return re.compile("".join(part for pair in zip(texts, [*places, ""], strict=True) for part in pair))


def numbers_of(tried: Tried) -> dict[str, str]:
    """Return what pages tell of a claim, by the names of their places, with the digits that it deserves."""
    row = tried.declared
    if row.median is None or row.low is None or row.high is None:
        raise SystemExit(f"{tried.id}: its outcome is not defined")
    told = estimate(row.median, row.low, row.high, sign=bool(tried.policy))
    found = {"median": told.value, "low": told.low, "high": told.high, "share": per_cent(row.share)}
    medians = [one.median for one in tried.rows if one.name.startswith(STANCE) and one.median is not None]
    if medians:
        places = digits_for(row.low, row.high, row.median)
        ends = (min(*medians, row.median), max(*medians, row.median))
        found |= dict(zip(("stance_low", "stance_high"), (fixed(end, places) for end in ends), strict=True))
    return found | {f"share_{tried.weakest}": per_cent(tried.row(tried.weakest).share)}


def per_cent(share: float) -> str:
    """Return a share of draws as pages tell it."""
    return f"{100.0 * share:.0f} %"


def in_places(numbers: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in the places of a text: numbers as they are, and without their signs."""
    size, least, most = (numbers[name].lstrip("−+") for name in ("median", "low", "high"))
    least, most = sorted((least, most), key=lambda text: float(text.replace("−", "-")))
    return {**numbers, "size": size, "least": least, "most": most}


def renewed(text: str, claim: Claim, numbers: Mapping[str, str]) -> str:
    """Return a page with the numbers of a claim wherever it is told."""
    numbers = in_places(numbers)
    for told in claim.told:
        names = PLACE.findall(told)
        if not names:
            continue
        if unknown := [name for name in names if name not in numbers]:
            raise SystemExit(f"{claim.id}: tells {', '.join(unknown)}; there are {', '.join(numbers)}")
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
        f"{numbers['stance_low']} to {numbers['stance_high']}" if "stance_low" in numbers else "",
        SAY(f"audit-verdict-{tried.verdict}").removesuffix(" …"),
        unless,
        f"{numbers[f'share_{tried.weakest}']} ({world_told(tried.row(tried.weakest), SAY)})",
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
    names = (DECLARED, *WORLDS, SOON, *(f"{STANCE}{number}" for number in range(len(STANCES))))
    worlds = {world_told(Row(name, None, None, None, 0.0, agrees=False), SAY): name for name in names}
    found = {}
    for row in ROW.finditer(page):
        numbers = {name: text for name, text in row.groupdict().items() if text}
        name, world, least = (numbers.pop(part) for part in ("id", "world", "least_share"))
        found[name] = numbers | {f"share_{worlds[world]}": least}
    return found


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
