"""What a reader should know about the model before believing it: limits, assumptions, records, citation, version."""

from __future__ import annotations

from pathlib import Path

import solara

from budgetsim.app.widgets import Card, Facts, Items, Words, html
from budgetsim.language import Language
from budgetsim.report.caveats import CAVEATS
from budgetsim.report.standing import assumed, bases, bibtex, citation, not_for, records
from budgetsim.studies.provenance import SCIENCE, environment
from budgetsim.version import __version__

STYLE = Path(__file__).with_name("guide.css")
SHOWN_DIGEST = 12
"""Letters of a digest that tell two versions of the equations apart."""


@solara.component
def AboutPage(speak: Language) -> None:
    """Show the page."""
    solara.Style(STYLE)
    Words(speak("lab-about"), tag="h1")
    Words(speak("guide-about-lead"), classes="lab-lead")
    with Card(speak("guide-not"), "guide-text guide-not", tag="section"):
        Items(not_for(speak))
    with Card(speak("guide-assumed-title"), "guide-text guide-assumed", tag="section"):
        Words(assumed(speak))
        rows = [(speak(f"guide-basis-{basis}"), str(number)) for basis, number in bases().items()]
        Facts(rows, (speak("guide-basis"), speak("guide-parameters")))
    with Card(speak("guide-faults"), "guide-text guide-faults", tag="section"):
        Items([speak(caveat.key) for caveat in CAVEATS])
    with Card(speak("guide-records"), "guide-text guide-records", tag="section"):
        Items(records(speak))
    with Card(speak("guide-cite"), "guide-text guide-cite", tag="section"):
        Words(html('<span lang="en" translate="no">{}</span>', citation()))
        Words(html('<span lang="en" translate="no">{}</span>', bibtex()), tag="pre")
        Words(speak("guide-cite-results"))
    with Card(speak("guide-version"), "guide-text guide-version", tag="section"):
        Facts(versions(speak))


def versions(speak: Language) -> list[tuple[str, str]]:
    """Return what tells this version from others, by name."""
    digest = html(
        '<code title="{0}">{1}</code>', (whole := environment()["model_sha256"]), whole[:SHOWN_DIGEST]
    )
    return [
        (speak("guide-version-package"), __version__),
        (speak("guide-version-science"), str(SCIENCE)),
        (speak("guide-version-model"), digest),
        (speak("guide-licence"), "MIT"),
    ]
