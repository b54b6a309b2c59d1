"""The answer of a study: typed values that become JSON and come back from it, and what people do with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from budgetsim.language import DEFAULT, LANGUAGES, Language, language, told
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import in_words, keep_answer, marked, write_whole
from budgetsim.studies.keep import KEEP, ROUNDED
from budgetsim.studies.kind import Figure, Kind, kind_of_answer
from budgetsim.studies.provenance import KEY, SCIENCE

if TYPE_CHECKING:
    import pandas as pd
    from pydantic import TypeAdapter

    from budgetsim.studies.table import Table


COMMAND = "command"
TO_PEOPLE = ("everybody", "brief")
"""Audiences of the tables that terminals, notebooks and pages of Markdown show."""


class Answer:
    """What every answer can do; its fields are those of its kind.

    Attributes
    ----------
    directory
        Where its runs and tables are; ``None`` for an answer that was made of values alone.
    """

    directory: ClassVar[Path | None] = None
    kept: ClassVar[dict[str, Any]] = {}
    """The document that was written or read: fields, findings in every language, and how it came about."""
    is_fresh: ClassVar[bool] = False
    """Whether it was made just now: code that its runs name is then that of whoever asks, and may be run again."""

    def at(self, directory: Path | None, document: Mapping[str, Any] | None = None) -> Self:
        """Return this answer, which now knows its directory, or that it has none, and the document that was read."""
        object.__setattr__(self, "directory", directory)
        if document is not None:
            object.__setattr__(self, "kept", dict(document))
        return self

    def fresh(self) -> Self:
        """Return this answer, which now counts as made just now."""
        object.__setattr__(self, "is_fresh", True)
        return self

    def findings(self, language: str | Language = DEFAULT) -> list[str]:
        """Return what was found, the most important first.

        Raises
        ------
        LanguageError
            If there is no such language.
        """
        return list(self.kind.findings(self, spoken(language)))

    def caveats(self, language: str | Language = DEFAULT) -> list[str]:
        """Return what is known to be wrong with the model about what was found; nothing where nothing is advised."""
        tell = self.kind.caveats
        return [] if tell is None else list(tell(self, spoken(language)))

    def how_made(self, language: str | Language = DEFAULT) -> list[str]:
        """Return how the numbers were made."""
        say = spoken(language)
        rounded = ROUNDED in str(self.kept.get(KEEP, "")).split(",")
        return [*self.kind.method(self, say), *([say("study-keep-note-rounded")] if rounded else [])]

    @property
    def kind(self) -> Kind[Any, Any]:
        """The kind of study that gave it."""
        return kind_of_answer(self)

    @property
    def tables(self) -> dict[str, Table]:
        """The numbers, by the names of the tables."""
        return {table.name: table for table in self.kind.tables(self)}

    def to_df(self, table: str | None = None) -> pd.DataFrame:
        """Return a table as a data frame; by default the first.

        Raises
        ------
        StudyError
            If there is no such table.
        """
        tables = self.tables
        name = next(iter(tables)) if table is None else table
        if name not in tables:
            from budgetsim.scenario_files.faults import listed
            from budgetsim.scenario_files.names import did_you_mean

            hint = did_you_mean(name, tables, listed(tables))
            raise StudyError(told("study-no-table", name=repr(name), hint=hint))
        return tables[name].to_df()

    def figures(self, language: str = DEFAULT) -> dict[str, Any]:
        """Return its figures as drawings, by name: shown in a notebook, saved with ``.save(directory)``."""
        return {figure.name: figure.draw(language) for figure in self.drawable}

    @property
    def drawable(self) -> list[Figure]:
        """The figures that may be drawn."""
        return [figure for figure in self.kind.figures(self) if not figure.lack]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold, as ``--json`` prints them: findings in every language first."""
        words = {"findings": self.findings, **({"caveats": self.caveats} if self.kind.caveats else {})}
        told = {
            name if code == DEFAULT else f"{name}_{code}": tell(code)
            for name, tell in words.items()
            for code in LANGUAGES
        }
        own = adapter_of(type(self)).dump_python(self, mode="json", by_alias=True)
        if own.get("money", ...) is None:
            del own["money"]
        return {**told, **own}

    @classmethod
    def from_dict(cls, document: dict[str, Any]) -> Self:
        """Return the answer that ``to_dict`` gave.

        Raises
        ------
        pydantic.ValidationError
            With everything that is missing or of the wrong kind.
        """
        answer: Self = adapter_of(cls).validate_python(document)
        return answer

    def markdown(self, language: str | Language = DEFAULT) -> str:
        """Return what was asked and found, the tables that people are shown, and the method, as a page of Markdown."""
        from budgetsim.studies.table import markdown_of

        say = spoken(language)
        lead = self.kind.lead(self, say)
        shown = [markdown_of(table, say) for table in self.tables.values() if table.audience in TO_PEOPLE]
        parts = [
            f"# {lead.rstrip('.。')}" if lead else "",
            *self.findings(say),
            *shown,
            *self.how_made(say),
        ]
        parts += self.caveats(say)
        return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"

    def save(self, directory: str | Path) -> Path:
        """Write answer, tables and figures into a directory; return it.

        Raises
        ------
        StudyError
            If the disk refuses.
        """
        path = Path(directory)
        path.mkdir(parents=True, exist_ok=True)
        self.keep(path)
        for figure in self.drawable:
            figure.draw(DEFAULT).save(path / "figures", name=figure.file or figure.name)
        return path

    def export(
        self,
        folder: str | Path,
        formats: Sequence[str] = ("xlsx",),
        language: str | Language = DEFAULT,
        *,
        runs: bool = False,
    ) -> list[Path]:
        """Write its tables for other programs (``xlsx``, ``dta``, ``csv``, ``parquet``), with labels and a codebook.

        Also writes the runs behind it if they are asked for. Returns the files.

        Raises
        ------
        StudyError
            If there is no such format, a sheet cannot hold a table, no run is behind it, or the disk refuses.
        """
        from budgetsim.studies.export import export

        if runs and self.directory is None:
            raise StudyError(told("table-no-runs"))
        study = self.directory if runs else None
        return export(self.tables.values(), Path(folder), formats, spoken(language), study)

    def keep(self, directory: Path | None, **about: Any) -> dict[str, Any]:
        """Write answer and tables beside the runs, or nowhere; return the document of the answer.

        Tables that people are shown are kept as Markdown and LaTeX too, where the table says so. ``about`` is what else
        the document says, such as the command line.

        Raises
        ------
        StudyError
            If the disk refuses.
        """
        document = {**self.to_dict(), KEY: SCIENCE, COMMAND: self.kind.name, **about}
        if directory is not None:
            files = {self.kind.page: self.markdown().encode()} if self.kind.page else {}
            for table in self.tables.values():
                files |= _files_of(table)
            for file, data in files.items():
                with in_words(directory, "write", file):
                    (directory / file).parent.mkdir(parents=True, exist_ok=True)
                    write_whole(directory / file, data)
            keep_answer(document, directory)
        object.__setattr__(self, "kept", document)
        return document

    def __repr__(self) -> str:
        findings = self.findings()
        more = f"\n  … {len(findings) - SHOWN} more" if len(findings) > SHOWN else ""
        where = f" in {self.directory}" if self.directory else ""
        lines = "".join(f"\n  {shortened(text)}" for text in findings[:SHOWN])
        tables = shortened(f"tables: {', '.join(self.tables)}")
        return f"<{self.kind.name}{where}{lines}{more}\n  {tables}>"

    def _repr_html_(self) -> str:
        """Findings and tables for a notebook."""
        from budgetsim.studies.table import html_of

        say = language(DEFAULT)
        items = "".join(f"<li>{escape(text)}</li>" for text in [*self.findings(say), *self.caveats(say)])
        shown = [table for table in self.tables.values() if table.audience in TO_PEOPLE]
        return f"<ul>{items}</ul>" + "".join(html_of(table, say) for table in shown)


def _files_of(table: Table) -> dict[str, bytes]:
    """Return the contents of the files in which a table is kept, by name."""
    files = {table.file: marked(table.csv())} if table.file else {}
    if table.text_file:
        from budgetsim.studies.table import latex_of, markdown_of

        say = language(DEFAULT)
        files[f"{table.text_file}.md"] = markdown_of(table, say).encode()
        files[f"{table.text_file}.tex"] = latex_of(table, say).encode()
    return files


SHOWN, LONGEST = 6, 200
"""Findings that ``repr`` shows, and letters of each."""


def adapter_of(answer: type[Any]) -> TypeAdapter[Any]:
    """Return what reads and writes answers of a type, made once."""
    from pydantic import TypeAdapter

    if answer not in _ADAPTERS:
        _ADAPTERS[answer] = TypeAdapter(answer)
    return _ADAPTERS[answer]


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def spoken(code: str | Language) -> Language:
    """Return a language, given by its code or as it is."""
    return language(code) if isinstance(code, str) else code


def shortened(text: str) -> str:
    """Return a text that fits a few lines of a screen."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
