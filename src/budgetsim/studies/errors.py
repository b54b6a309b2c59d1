"""The error of studies."""

from __future__ import annotations


class StudyError(ValueError):
    """A study cannot be made, run, stored or loaded; the message says why and what to do."""
