"""Tables of answers for other programs: workbooks, Stata, CSV and Parquet, all with labels and a codebook."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, told
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import csv_bytes, in_words, write_whole
from budgetsim.studies.labelled import LONGEST_LABEL, Labelled, codebook, labelled, labelled_frame
from budgetsim.studies.workbook import new_workbook, workbook_bytes

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.studies.table import Table

WORKBOOK, CODEBOOK = "tables.xlsx", "codebook.csv"
MOST_ROWS = 1_048_575
"""Rows below a header that a sheet holds."""
LONGEST_SHEET = 31
"""Letters that the name of a sheet may have."""
WIDEST, NARROWEST = 40, 8
"""Widths of columns in a workbook, in letters."""
STATA_LONG = 2045
"""Letters from which on Stata keeps texts elsewhere."""
STATA_INTEGERS = (-2_147_483_647, 2_147_483_620)
"""Whole numbers that Stata keeps as such."""
_NO_CLOCK = datetime(1980, 1, 1)  # noqa: DTZ001 - what Stata writes has no zone
"""Time that Stata files tell, so that the same table is the same bytes."""


def export(
    tables: Iterable[Table], folder: Path, formats: Sequence[str], say: Language, study: Path | None = None
) -> list[Path]:
    """Write tables of an answer in some formats, and the codebook; return the files.

    Parameters
    ----------
    tables
        The tables.
    folder
        Where the files go; older ones of the same names are replaced.
    formats
        Names of ``FORMATS``.
    say
        Language of labels and categories; names of variables are the same in all.
    study
        Directory of the study whose outcomes, and departments if they were kept, are written too, run by run.

    Raises
    ------
    StudyError
        If there is no such format or study, a sheet cannot hold a table, or the disk refuses.
    """
    for name in formats:
        if name not in FORMATS:
            raise StudyError(told("table-no-format", name=repr(name), known=", ".join(FORMATS)))
    data = [labelled(table, say) for table in tables]
    data += [] if study is None else _of_runs(study, say)
    files = {CODEBOOK: csv_bytes(codebook(data, say))}
    for name in dict.fromkeys(formats):
        files |= FORMATS[name](data, say)
    with in_words(folder, "use"):
        folder.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        with in_words(folder, "write", file):
            write_whole(folder / file, content)
    return [folder / file for file in files]


def _lever_units() -> dict[str, str]:
    from budgetsim.declarations import declarations
    from budgetsim.model.timeline import LEVERS

    return {name: declarations()[name].unit for name in LEVERS}


def _of_runs(directory: Path, say: Language) -> list[Labelled]:
    """Return outcomes, and departments if they were kept, of a study."""
    from budgetsim.model.measures import OUTCOMES
    from budgetsim.studies.store import StudyResult, load_study

    study = load_study(directory)
    units = {name: one.unit for name, one in OUTCOMES.items()}
    frames = [labelled_frame("outcomes", say("table-title-outcomes"), study.outcomes, say, units)]
    if isinstance(study, StudyResult):
        with suppress(StudyError):  # departments that were not asked for
            title = say("table-title-departments")
            frames.append(labelled_frame("departments", title, study.departments, say, _lever_units()))
    return frames


# Formats ----------------------------------------------------------------------------------------------------------


def _csv(tables: Sequence[Labelled], say: Language) -> dict[str, bytes]:
    del say
    return {f"{_file(table)}.csv": csv_bytes(table.frame) for table in tables}


def _parquet(tables: Sequence[Labelled], say: Language) -> dict[str, bytes]:
    """Return Parquet files; labels are the metadata ``label`` of each field, the title that of the table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    del say
    files = {}
    for table in tables:
        columns = pa.Table.from_pandas(_plain(table.frame), preserve_index=False)
        fields = [
            columns.schema.field(variable.name).with_metadata({"label": variable.label})
            for variable in table.variables
        ]
        sink = io.BytesIO()
        pq.write_table(columns.cast(pa.schema(fields, metadata={"title": table.title})), sink)
        files[f"{_file(table)}.parquet"] = sink.getvalue()
    return files


def _stata(tables: Sequence[Labelled], say: Language) -> dict[str, bytes]:
    """Return Stata files: labels of variables, and of the values of categories."""
    del say
    files = {}
    for table in tables:
        names = {variable.name: variable.stata for variable in table.variables}
        frame = _for_stata(table.worded()).rename(columns=names)
        sink = io.BytesIO()
        frame.to_stata(
            sink,
            write_index=False,
            version=118,
            time_stamp=_NO_CLOCK,
            data_label=table.title[:LONGEST_LABEL],
            variable_labels={variable.stata: variable.short_label for variable in table.variables},
            convert_strl=[
                column
                for column in frame
                if frame[column].dtype == object and _longest(frame[column]) > STATA_LONG
            ],
        )
        files[f"{_file(table)}.dta"] = sink.getvalue()
    return files


def _longest(texts: pd.Series[Any]) -> int:
    return max((len(text.encode()) for text in texts), default=0)


def _for_stata(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose columns Stata can hold: what is undefined or infinite is missing, whole numbers fit."""
    frame = _plain(frame)
    for name in frame.columns:
        column = frame[name]
        kind = getattr(column.dtype, "kind", "O")
        if kind == "f":
            frame[name] = column.where(np.isfinite(column))
        elif kind == "b":
            frame[name] = column.astype(np.int8)
        elif kind in "iu" and len(column):
            fits = STATA_INTEGERS[0] <= column.min() and column.max() <= STATA_INTEGERS[1]
            frame[name] = column.astype(np.int32 if fits else np.float64)
    return frame


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame in which columns of mixed values are texts; what is none is an empty text."""
    import pandas as pd

    frame = frame.copy()
    for name in frame.columns:
        if frame[name].dtype == object or isinstance(frame[name].dtype, pd.StringDtype):
            frame[name] = pd.Series(
                ["" if pd.isna(cell) else str(cell) for cell in frame[name]], dtype=object, index=frame.index
            )
    return frame


def _workbook(tables: Sequence[Labelled], say: Language) -> dict[str, bytes]:
    """Return one workbook, a sheet a table: names of variables as the header, labels in the sheet of the codebook.

    Raises
    ------
    StudyError
        If a table has more rows than a sheet.
    """
    book = new_workbook()
    for table in tables:
        if len(table.frame) > MOST_ROWS:
            raise StudyError(told("table-too-long", name=table.name, rows=f"{len(table.frame):,}"))
        _add_sheet(book, table.name, table.worded())
    _add_sheet(book, say("table-codebook"), codebook(tables, say))
    return {WORKBOOK: workbook_bytes(book)}


def _add_sheet(book: Any, name: str, frame: pd.DataFrame) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    titles = {sheet.title.casefold() for sheet in book.worksheets}
    title = re.sub(r"[\[\]:*?/\\]", "_", name)[:LONGEST_SHEET]
    while title.casefold() in titles:
        title = f"{title[: LONGEST_SHEET - 1]}_"
    sheet = book.create_sheet(title)
    columns = [[_cell(value) for value in frame[column].astype(object)] for column in frame.columns]
    sheet.append([str(column) for column in frame.columns])
    for row in zip(*columns, strict=True):
        sheet.append(row)
    for place, (heading, cells) in enumerate(zip(frame.columns, columns, strict=True), 1):
        sheet.cell(1, place).font = Font(bold=True)
        longest = max((len(str(cell)) for cell in [heading, *cells[:200]]), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, NARROWEST), WIDEST)
        for line, cell in enumerate(cells, 2):
            if isinstance(cell, str) and cell.startswith("="):
                sheet.cell(line, place).data_type = "s"  # a text, whatever it begins with
    sheet.freeze_panes = "A2"


def _cell(value: Any) -> Any:
    """Return what a cell of a workbook can hold; nothing for what is undefined or infinite."""
    if value is None or isinstance(value, str | bool):
        return value
    number = float(value)
    if not np.isfinite(number):
        return None
    return int(number) if isinstance(value, int | np.integer) else number


def _file(table: Labelled) -> str:
    return re.sub(r"[^\w-]+", "_", table.name)


FORMATS: dict[str, Callable[[Sequence[Labelled], Language], dict[str, bytes]]] = {
    "xlsx": _workbook,
    "dta": _stata,
    "csv": _csv,
    "parquet": _parquet,
}
"""What writes tables in a format: from tables and a language to contents by file."""
