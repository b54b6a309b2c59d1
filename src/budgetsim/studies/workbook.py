"""Workbooks that are written: what is needed for it, and the same bytes for the same cells."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from budgetsim.language import told
from budgetsim.studies.errors import StudyError

if TYPE_CHECKING:
    from openpyxl import Workbook

EXTRA = "files"
"""Extra of the package without which workbooks cannot be written."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""Time of every file in a workbook: the earliest that an archive can hold."""
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def new_workbook() -> Workbook:
    """Return a workbook without a sheet.

    Raises
    ------
    StudyError
        If the package that writes workbooks is missing.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise StudyError(told("table-no-workbooks", extra=EXTRA)) from None
    book: Any = Workbook()
    book.remove(book.worksheets[0])
    return book


def workbook_bytes(book: Workbook) -> bytes:
    """Return the file of a workbook, in which no clock is left."""
    saved, still = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with ZipFile(saved) as archive, ZipFile(still, "w", ZIP_DEFLATED) as kept:
        for item in archive.infolist():
            content = archive.read(item)
            if item.filename == "docProps/core.xml":
                content = _SAVED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", content)
            kept.writestr(ZipInfo(item.filename, _FIRST_DAY), content, ZIP_DEFLATED)
    return still.getvalue()
