"""Which encoding the text of a file is in, as far as its bytes tell."""

from __future__ import annotations

import codecs
import re
from collections import Counter

ENCODINGS = (
    "utf-8", "gb18030", "gbk", "big5", "cp932", "cp949", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255",
    "cp1256", "cp1257", "iso8859-15", "utf-16", "utf-16-le", "utf-16-be", "mac-roman",
)  # fmt: skip
"""How the text of a file may be written: Excel in China saves GBK, of which GB 18030 is the larger brother."""
USUAL = "cp1252"
"""What is taken where nothing is certain: every byte but five is a letter in it."""
RARE = 0.2
"""Share of Chinese letters outside GB 2312 above which bytes are rather another language: common texts have few."""
HANGUL, LEAST_HANGUL = 0.97, 5
"""Share of Korean syllables, and different ones, from which a text that might be Chinese is Korean."""
NOT_ASKED = ("utf-8", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
"""Encodings that are certain, or were looked for before."""
SAMPLE = 100_000
"""Bytes of lines beyond ASCII that are looked at."""
_POINTS = re.compile("[\u05b0-\u05c4]")
"""Vowel points, which no bureau writes: Cyrillic capitals are such in the Hebrew encoding."""
_WESTERN = {
    **dict.fromkeys("äöüßéèêëàâáåçñóíúãõôîûïÄÖÜÉÅÀÓÁÍÑÇ", 1.0),
    **dict.fromkeys("ìòùøæœýÿØÆŒÈÊ€–—“”‘’«»°²³·", 0.6),
}
_CENTRAL = {
    **dict.fromkeys("čďěňřšťůžąćęłńśźżőűăşţđČĎŇŘŠŤŽĄĆĘŁŃŚŹŻŐŰ", 1.0),
    **dict.fromkeys("áéíóúýöüäôâîľÁÉÍÓÚÖÜÄß–„”", 0.8),
}
_LATIN = {
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "cp1254": {**_WESTERN, **dict.fromkeys("çğıöşüÇĞİÖŞÜ", 1.0)},
    "cp1257": {**dict.fromkeys("āčēģīķļņšūžėįųąęĀČĒĢĪĶĻŅŠŪŽĖĮŲ", 1.0), **dict.fromkeys("äöüõé", 0.8)},
    "mac-roman": _WESTERN,
}
"""How usual letters are in what is written in each Latin encoding, the likeliest encoding first."""


def guess_encoding(content: bytes) -> str:
    """Return the encoding of some bytes; UTF-8 of such as are no text in any.

    UTF-8 is certain where all bytes are such, UTF-16 without its mark where every other one of Latin text is zero, and
    Chinese in GB 18030 where nearly all letters are common ones. Scripts are told apart by how often letters follow
    each other (charset-normalizer), and Latin encodings by how usual the letters are that they make.
    """
    if b"\0" in content:
        wide = (name for name in ("utf-16-le", "utf-16-be") if _is_text(tried(content[:SAMPLE], name)))
        return next(wide, "utf-8")
    if tried(content, "utf-8") is not None:
        return "utf-8"
    if _is_chinese(tried(content, "gb18030")) and not _is_korean(tried(content, "cp949")):
        return "gb18030"
    from charset_normalizer import from_bytes

    lines = [line for line in content.splitlines() if not line.isascii()]
    sample = b"\n".join(dict.fromkeys(lines))[:SAMPLE]
    known = {codecs.lookup(name).name: name for name in ENCODINGS if name not in NOT_ASKED}
    ranked = from_bytes(sample, cp_isolation=list(known.values()), enable_fallback=False)
    likely = [known[codecs.lookup(one.encoding).name] for one in ranked if not _POINTS.search(str(one))]
    found = next(iter(likely), USUAL)
    return found if found not in (*_LATIN, "iso8859-15") else _latin(sample)


def tried(content: bytes, encoding: str) -> str | None:
    """Return the text of some bytes without its mark, or nothing if they are none in this encoding."""
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _is_text(text: str | None) -> bool:
    """Tell whether a text has lines and common letters, and no control characters."""
    return text is not None and "\n" in text and any(mark in text for mark in ",;\t|") and "\0" not in text


def _latin(sample: bytes) -> str:
    """Return the Latin encoding in which the letters beyond ASCII are most usual; of equals the likeliest."""
    return max(_LATIN, key=lambda name: _usual(tried(sample, name), _LATIN[name]))


def _usual(text: str | None, weights: dict[str, float]) -> float:
    beyond = [letter for letter in text or "" if not letter.isascii()]
    return sum(weights.get(letter, 0.0) for letter in beyond) / len(beyond) if beyond else -1.0


def _is_chinese(text: str | None) -> bool:
    """Tell whether the letters beyond ASCII are Chinese ones in common use."""
    beyond = Counter(letter for letter in text or "" if not letter.isascii())
    rare = sum(number for letter, number in beyond.items() if not _is_common(letter))
    return beyond.total() > 0 and rare <= RARE * beyond.total()


def _is_common(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_korean(text: str | None) -> bool:
    """Tell whether nearly all letters beyond ASCII are Korean syllables; of Chinese ones a third would be others."""
    beyond = [letter for letter in text or "" if not letter.isascii() and letter.isalpha()]
    hangul = [letter for letter in beyond if "가" <= letter <= "힣"]
    return len(set(hangul)) >= LEAST_HANGUL and len(hangul) >= HANGUL * len(beyond)
