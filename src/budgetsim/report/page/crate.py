"""Results and their report as a research object: an RO-Crate of the profile Process Run Crate.

The folder holds every result file, the page, and ``ro-crate-metadata.json``, which says what was run, with which
software, when, from which question and with which result (https://w3id.org/ro/wfrun/process/0.5).
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim import __version__
from budgetsim.language import told
from budgetsim.report.page.source import ReportError, Source, digest_of
from budgetsim.studies.files import SCORECARD, in_words, is_own_leftover
from budgetsim.studies.study import STUDY

if TYPE_CHECKING:
    from rocrate.rocrate import ROCrate

    from budgetsim.report.page.make import Report

METADATA, PAGE, SOFTWARE = "ro-crate-metadata.json", "report.html", "#budgetsim"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
CONTEXT = "https://w3id.org/ro/terms/workflow-run/context"
COMPLETED = "http://schema.org/CompletedActionStatus"
FORMATS = {
    ".toml": "application/toml",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv",
    ".html": "text/html",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".md": "text/markdown",
}
ABOUT = {
    STUDY: "What was asked, resolved: scenarios, seeds, versions",
    SCORECARD: "Quantities expected and simulated",
}
MOST_FILES = 2000
"""Files of one study that are described one by one; of more, folders are."""


def write_crate(sources: Sequence[Source], report: Report, directory: Path) -> None:
    """Write results and report as a crate; a crate that budgetsim wrote there before is replaced, nothing else.

    Parameters
    ----------
    sources
        The studies.
    report
        Their page.
    directory
        Folder of the crate.

    Raises
    ------
    ReportError
        If the folder holds anything else, or lies in one of the results or around it.
    StudyError
        If the disk refuses.
    """
    check_folder(sources, directory)
    crate = _crate(sources, report)
    with in_words(directory, "crate"):
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=directory.parent, prefix=".crate-") as place:
            made = Path(place) / "crate"
            crate.write(made)
            if directory.exists():
                shutil.rmtree(directory)
            made.rename(directory)


def check_folder(sources: Sequence[Source], directory: Path) -> None:
    """Refuse a folder that is not free, or that would hold a copy of itself.

    Raises
    ------
    ReportError
        With what is in the way.
    """
    target = directory.resolve()
    for source in sources:
        own = source.directory.resolve()
        if target == own or own in target.parents or target in own.parents:
            places = {"crate": str(directory), "directory": str(source.directory)}
            raise ReportError(told("report-fault-crate-inside", **places))
    if directory.exists() and not directory.is_dir():
        raise ReportError(told("report-fault-crate-file", crate=str(directory)))
    if directory.is_dir() and any(directory.iterdir()) and not _is_ours(directory):
        raise ReportError(told("report-fault-crate-full", crate=str(directory)))


def _is_ours(directory: Path) -> bool:
    with suppress(OSError, ValueError, KeyError, TypeError):
        graph = json.loads((directory / METADATA).read_text(encoding="utf-8"))["@graph"]
        return any(item.get("@id") == SOFTWARE and item.get("name") == "budgetsim" for item in graph)
    return False


def _crate(sources: Sequence[Source], report: Report) -> ROCrate:
    from rocrate.model.contextentity import ContextEntity
    from rocrate.rocrate import ROCrate

    crate = ROCrate(version="1.1")
    crate.metadata.extra_contexts.append(CONTEXT)
    about = {"@type": "CreativeWork", "name": "Process Run Crate", "version": PROFILE.rpartition("/")[2]}
    root = crate.root_dataset
    root["conformsTo"] = crate.add(ContextEntity(crate, PROFILE, properties=about))
    crate.name = report.title.plain()
    crate.description = " ".join(part.lead.plain() for part in report.parts)
    crate.license = "No licence was stated; ask the holder of these results."
    spans = [span for source in sources if (span := _span(source)) is not None]
    crate.datePublished = max((end for _, end in spans), default=datetime.now(UTC))
    software = crate.add(ContextEntity(crate, SOFTWARE, properties=_software(sources)))
    added = [_add_source(crate, source, place, software) for place, source in enumerate(sources, 1)]
    results, actions = zip(*added, strict=True)
    page = {
        "name": report.title.plain(),
        "encodingFormat": "text/html",
        "inLanguage": ["en", "zh-Hans"],
        "description": "Findings, figures, numbers, method and provenance, in English and Chinese",
    }
    report_file = crate.add_file(dest_path=PAGE, source=io.StringIO(report.html), properties=page)
    writing = crate.add_action(
        software,
        identifier="#report",
        object=list(results),
        result=[report_file],
        properties={
            "name": "budgetsim report",
            "description": f"budgetsim report {' '.join(source.directory.name for source in sources)}",
            "endTime": crate.datePublished.isoformat(),
            "actionStatus": {"@id": COMPLETED},
        },
    )
    root["mentions"] = [*actions, writing]
    return crate


def _software(sources: Sequence[Source]) -> dict[str, Any]:
    versions = list(
        dict.fromkeys(str(source.environment.get("budgetsim", __version__)) for source in sources)
    )
    models = list(dict.fromkeys(str(source.environment.get("model_sha256", "unknown")) for source in sources))
    return {
        "@type": "SoftwareApplication",
        "name": "budgetsim",
        "description": "Agent-based simulation of principal-agent budget dynamics",
        "softwareVersion": versions[0] if len(versions) == 1 else versions,
        "license": "https://spdx.org/licenses/MIT",
        "identifier": [f"sha256 of the model's source: {model}" for model in models],
        "softwareRequirements": [
            f"{name} {version}"
            for name, version in sources[0].environment.items()
            if name not in ("budgetsim", "model_sha256", "platform", "cpu")
        ],
        "processorRequirements": str(sources[0].environment.get("cpu", "unknown")),
        "operatingSystem": str(sources[0].environment.get("platform", "unknown")),
    }


def _add_source(crate: ROCrate, source: Source, place: int, software: Any) -> tuple[Any, Any]:
    """Add the files of a study and the action that made them; return its folder and the action."""
    folder = f"results/{place:02d}-{source.directory.resolve().name}"
    whole = crate.add_directory(
        dest_path=f"{folder}/", properties={"name": f"{source.command} {source.name}"}
    )
    files = list(_files(source.directory))
    added = [crate.add_file(path, f"{folder}/{inside}", properties=_about(path)) for path, inside in files]
    whole["hasPart"] = added[:MOST_FILES]
    asked = [one for one, (path, _) in zip(added, files, strict=True) if path == source.directory / STUDY]
    made = [one for one in added if one not in asked]
    properties: dict[str, Any] = {
        "name": f"budgetsim {source.command} {source.name}",
        "description": f"budgetsim {source.command}: {source.name} ({source.about.get('identity', 'scorecard')[:16]})",
        "actionStatus": {"@id": COMPLETED},
    }
    span = _span(source)
    if span is not None:
        properties |= {"startTime": span[0].isoformat(), "endTime": span[1].isoformat()}
    action = crate.add_action(
        software,
        identifier=f"#run-{place}",
        object=asked,
        result=[whole, *made[:MOST_FILES]],
        properties=properties,
    )
    return whole, action


def _files(directory: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files of a study; its page, leftovers and links to files elsewhere are left out."""
    for path in sorted(directory.rglob("*")):
        inside = path.relative_to(directory)
        own = path.is_file() and not path.is_symlink() and not is_own_leftover(path)
        if own and inside.as_posix() != PAGE:
            yield path, inside.as_posix()


def _about(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": path.name,
        "contentSize": str(path.stat().st_size),
        "sha256": digest_of(path),
    }
    if path.suffix in FORMATS:
        found["encodingFormat"] = FORMATS[path.suffix]
    if path.name in ABOUT:
        found["description"] = ABOUT[path.name]
    return found


def _span(source: Source) -> tuple[datetime, datetime] | None:
    """Return when the runs began and ended, as manifests tell it."""
    spans = []
    for study in source.studies:
        for session in study.manifest.get("timings", ()):
            with suppress(KeyError, TypeError, ValueError):
                start = datetime.fromisoformat(session["started"])
                spans.append((start, start + timedelta(seconds=float(session["seconds"]))))
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None
