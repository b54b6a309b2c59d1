"""What people read, in English, Simplified Chinese and every language with a folder: one Fluent message a sentence.

Messages stand in ``en/*.ftl`` and ``zh/*.ftl``, one file for each area, with the same keys and the same variables in
all languages; a further language is a further folder with the same files (``add_languages``). The first word of a key
names its file (``speech.AREAS``), which is read when a message of it is first said; words of the domain stand in
``terms.ftl``. Names, meanings and units of parameters and outcomes are declared in English where they are used
(``declarations``, ``measures``); only their translation stands in the ``terms.ftl`` of other languages.
"""

from __future__ import annotations

from budgetsim.language.speech import (
    DEFAULT,
    LANGUAGES,
    SPOKEN,
    Language,
    LanguageError,
    add_languages,
    is_message,
    language,
    line,
    spoken,
    told,
)

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "SPOKEN",
    "Language",
    "LanguageError",
    "add_languages",
    "is_message",
    "language",
    "line",
    "spoken",
    "told",
]
