"""From directories of results to a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from budgetsim.language import DEFAULT
from budgetsim.registry import KINDS
from budgetsim.report.page.html import Block, Bullets, Paragraph, Part, Section, Verbatim, page
from budgetsim.report.page.pictures import pictures_of
from budgetsim.report.page.provenance import provenance_of
from budgetsim.report.page.source import Source
from budgetsim.report.page.text import Said, alike, count, joined, name, say, scenario
from budgetsim.report.page.told import tell as tell_answer
from budgetsim.report.standing import assumed, bibtex, citation, not_for, records
from budgetsim.studies.provenance import FIRST, SCIENCE, is_current, science_of

MOST_IN_TITLE = 3


@dataclass(frozen=True)
class Report:
    """A page, and what it says."""

    title: Said
    parts: tuple[Part, ...]
    html: str


def make_report(
    sources: Sequence[Source], language: str = DEFAULT, tell: Callable[[str], None] = lambda _: None
) -> Report:
    """Return the report of some studies.

    Parameters
    ----------
    sources
        The studies, in reading order.
    language
        Language in which the page opens; the other is in it too.
    tell
        Called with what is being made, which takes some seconds.

    Raises
    ------
    StudyError
        If an answer or a table cannot be read.
    """
    parts = _told_apart([_part(source, f"part-{place}", tell) for place, source in enumerate(sources, 1)])
    title = parts[0].title if len(parts) == 1 else say("report-title-several", number=count(len(parts)))
    return Report(title, parts, page(parts, title, language, _standing()))


def _standing() -> Section:
    """Return what a referee asks of the model behind all of it."""
    blocks: list[Block] = [
        Bullets(not_for(say)),
        Paragraph(assumed(say)),
        Bullets(records(say, name)),
        Paragraph(say("report-cite", citation=name(citation()))),
        Verbatim(bibtex()),
        Paragraph(say("guide-cite-results")),
    ]
    return Section("standing", say("report-section-standing"), blocks)


def _part(source: Source, lead: str, tell: Callable[[str], None]) -> Part:
    tell(f"{source.directory}: numbers")
    told = tell_answer(source)
    findings = [*_earlier(source), *told.findings]
    pictures = pictures_of(source, lead, lambda figure: tell(f"{source.directory}: figure {figure}"))
    sections: dict[str, Sequence[Block]] = {
        "findings": [Bullets(findings), *map(Paragraph, told.intervals)],
        "figures": pictures,
        "numbers": told.tables,
        "method": [Paragraph(text) for text in told.method],
        "provenance": provenance_of(source),
    }
    return Part(
        str(source.directory),
        source.command,
        _title(source),
        told.lead,
        findings,
        [Section(key, say(f"report-section-{key}"), blocks) for key, blocks in sections.items() if blocks],
        told.verdicts,
    )


def _told_apart(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Add the directory to titles that several parts have in common."""
    titles = [part.title.plain() for part in parts]
    return tuple(
        replace(part, title=say("report-title-of", title=part.title, directory=name(part.directory)))
        if titles.count(title) > 1
        else part
        for part, title in zip(parts, titles, strict=True)
    )


def _title(source: Source) -> Said:
    if source.command == "compare":
        names = list(source.answer.scenarios)
        if len(names) <= MOST_IN_TITLE:
            return say("compare-title", name=joined([scenario(one) for one in names], alike(" · ")))
    own = scenario(source.name) if source.study is not None else name(source.name)
    # A sweep whose runs were asked about by another command holds that command's answer.
    key = f"{source.answer.kind.name}-title" if source.command in KINDS else f"report-title-{source.command}"
    return say(key, name=own)


def _earlier(source: Source) -> list[Said]:
    """Say first what numbers of an earlier science of the model meant."""
    if not source.says_science or is_current(source.about):
        return []
    version = science_of(source.about)
    first = "first" if version == FIRST else "other"
    return [say("report-science", version=count(version), now=count(SCIENCE), first=first)]
