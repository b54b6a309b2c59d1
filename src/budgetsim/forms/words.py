"""What stands on a form, in a language: labels to write, and to find things by."""

from __future__ import annotations

import re

from budgetsim.data.numbers import plain
from budgetsim.data.units import without_unit
from budgetsim.forms.form import Form
from budgetsim.language import Language


def title(form: Form, say: Language) -> str:
    """Return the title of a form."""
    return say(f"form-title-{form.name}")


def label(key: str, form: Form, say: Language) -> str:
    """Return the label of a field, a row of money, a column or a group (``department``, ``score``)."""
    return say(f"form-{key}", form=form.name)


def folded(text: str) -> str:
    """Return a label without blanks, marks, stars of what is needed, and units in brackets."""
    return re.sub(r"[\W_]+", "", without_unit(plain(text)).casefold())
