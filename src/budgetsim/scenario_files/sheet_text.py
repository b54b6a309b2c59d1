"""Text files as spreadsheets save them: their encoding and delimiter, recognised where it is certain, with a word.

Excel marks UTF-8 and UTF-16 with a byte-order mark; in China it otherwise saves GBK, in Western Europe cp1252, and
where the comma is the decimal sign it parts columns by semicolons.
"""

from __future__ import annotations

import codecs
import warnings
from collections.abc import Sequence

from budgetsim.scenario_files.read import decode

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
RARE = 0.2
"""Share of Chinese letters outside GB 2312 above which bytes are rather European: common texts have hardly any."""
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_WORDS = {
    "gb18030": "GB 18030, as Excel in China saves it",
    "cp1252": "cp1252, as Excel in Western Europe saves it",
}


class SheetNote(UserWarning):
    """How a text file was read that does not say it itself."""


def decode_sheet(content: bytes, name: str) -> str:
    """Return the text of a file that a spreadsheet saved; a guessed encoding is told by a ``SheetNote``.

    Raises
    ------
    ScenarioError
        If the bytes are no text in any encoding that spreadsheets use.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _decoded(content, encoding) or decode(content, name)
    if _decoded(content, "utf-8") is None and b"\0" not in content:
        for encoding in ("gb18030", "cp1252"):
            text = _decoded(content, encoding)
            if text is not None and (encoding != "gb18030" or _is_chinese(text)):
                message = (
                    f"{name}: not UTF-8; read as {_WORDS[encoding]} (save it as UTF-8 if names look wrong)"
                )
                warnings.warn(message, SheetNote, stacklevel=2)
                return text
    return decode(content, name)


def delimiter_of(header: str, columns: Sequence[str]) -> str:
    """Return the sign that parts a header into known columns; a comma where none does."""
    for delimiter in DELIMITERS:
        cells = [cell.strip().strip('"').lower() for cell in header.split(delimiter)]
        if len(cells) > 1 and set(cells) & set(columns):
            return delimiter
    return ","


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_chinese(text: str) -> bool:
    """Tell whether the letters beyond ASCII are Chinese ones in common use."""
    beyond = [letter for letter in text if not letter.isascii()]
    rare = sum(not _is_common(letter) for letter in beyond)
    return rare <= RARE * len(beyond)


def _is_common(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
