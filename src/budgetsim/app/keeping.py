"""Work as a short text that a browser or an address can hold, and what is said when such a text cannot be used.

The text comes back from outside, so it is trusted in nothing: its length, its marks and what is inside are checked
before anything is made of it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from budgetsim.language import Language

FORMAT = "1"
"""First letter of every text; another one means another version of the lab."""
LONGEST = 6000
"""Letters of the longest text that is read; ten years with every lever moved take a quarter of it."""
LARGEST = 60_000
"""Bytes that a text may unfold to."""
MARK = 5
Reason = Literal["long", "damaged", "version", "rules"]
T = TypeVar("T")
S = TypeVar("S")


class KeptError(ValueError):
    """A text that cannot be used, and why: too long, damaged, of another version, or against the rules."""

    def __init__(self, why: Reason) -> None:
        super().__init__(why)
        self.why: Reason = why


@dataclass(frozen=True)
class Keeping(Generic[T, S]):
    """How one kind of work is kept, declared; writing and reading follow from it.

    Attributes
    ----------
    name
        What the browser and the address call it.
    shape
        Type of what a text holds, as pydantic checks it.
    edition
        What the content depends on; a text of another edition is of no use.
    content
        What a text holds of some work, as JSON can hold it.
    restore
        The work in a checked content. A ``ValueError`` says that it cannot have come about under the lab's rules.
    covers
        Whether the first work holds all that the second one holds.
    describe
        The work in a few words.
    shared
        The work as an address holds it: without what is only tried out.
    """

    name: str
    shape: Any
    edition: Callable[[], str]
    content: Callable[[T], Any]
    restore: Callable[[S], T]
    covers: Callable[[T, T], bool]
    describe: Callable[[T, Language], str]
    shared: Callable[[T], T] = lambda work: work

    @cached_property
    def _adapter(self) -> TypeAdapter[S]:
        return TypeAdapter(self.shape)

    def write(self, work: T) -> str:
        """Return the text that a browser keeps."""
        return pack(self.content(work), self.edition())

    def link(self, work: T) -> str:
        """Return the text that an address holds."""
        return self.write(self.shared(work))

    def read(self, text: str) -> T:
        """Return the work in a text.

        Raises
        ------
        KeptError
            If the text cannot be used.
        """
        try:
            held = self._adapter.validate_python(unpack(text, self.edition()))
        except ValidationError:
            raise KeptError("damaged") from None
        try:
            return self.restore(held)
        except KeptError:
            raise
        except ValueError:
            raise KeptError("rules") from None


class Shape(BaseModel):
    """Base of what texts hold: of exactly these types, and nothing else."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


@dataclass(frozen=True)
class Returned(Generic[T]):
    """What came back: the work to go on with, other work that the address offers, and what could not be used."""

    work: T | None
    offered: T | None
    faults: tuple[tuple[str, Reason], ...]


def find(kind: Keeping[T, Any], stored: str, linked: str) -> Returned[T]:
    """Choose between what the browser kept and what the address holds; empty texts are nothing.

    Whichever holds all of the other goes on. Where each has something that the other has not, the browser's goes on
    and the address's is offered, so that opening somebody's link loses nothing.
    """
    faults: list[tuple[str, Reason]] = []
    works: list[T | None] = []
    for source, text in (("stored", stored), ("linked", linked)):
        try:
            works.append(kind.read(text) if text else None)
        except KeptError as error:
            works.append(None)
            faults.append((source, error.why))
    device, address = works
    if device is None or address is None:
        return Returned(address if device is None else device, None, tuple(faults))
    if kind.covers(device, address):
        return Returned(device, None, ())
    if kind.covers(address, device):
        return Returned(address, None, ())
    return Returned(device, address, ())


def edition_of(*parts: object) -> str:
    """Name an edition by the program's version and whatever else content depends on."""
    return hashlib.sha256(" ".join(map(str, (version("budgetsim"), *parts))).encode()).hexdigest()


def pack(content: Any, edition: str) -> str:
    """Return content (what JSON can hold) as letters, digits, ``-`` and ``_``.

    ``edition`` names what the content depends on; the text is of no use to a lab of another edition.
    """
    data = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = _letters(squeezed.compress(data) + squeezed.flush())
    return f"{FORMAT}{_mark(edition)}{_mark(body)}{body}"


def unpack(text: str, edition: str) -> Any:
    """Return what ``pack`` was given.

    Raises
    ------
    KeptError
        If the text is too long, damaged, or of another format or edition.
    """
    if len(text) > LONGEST:
        raise KeptError("long")
    parts = re.fullmatch(rf"([A-Za-z0-9])([\w-]{{{MARK}}})([\w-]{{{MARK}}})([\w-]+)", text, re.ASCII)
    if parts is None or _mark(parts[4]) != parts[3]:
        raise KeptError("damaged")
    if parts[1] != FORMAT or parts[2] != _mark(edition):
        raise KeptError("version")
    try:
        folded = base64.urlsafe_b64decode(parts[4] + "=" * (-len(parts[4]) % 4))
        unfold = zlib.decompressobj(-zlib.MAX_WBITS)
        data = unfold.decompress(folded, LARGEST)
        if not unfold.eof:
            raise KeptError("long" if unfold.unconsumed_tail else "damaged")
        return json.loads(data)
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise error if isinstance(error, KeptError) else KeptError("damaged") from None


def _letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _mark(text: str) -> str:
    return _letters(hashlib.sha256(f"budgetsim kept {text}".encode()).digest())[:MARK]
