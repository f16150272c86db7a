"""Plain text and lists: decoded, and known to be nothing else."""

from __future__ import annotations

import re
from typing import Final

from core.errors import Refused
from documents.filetypes import CSV, TEXT, WELCOME

LONGEST: Final = 2_000_000
_CODE: Final = re.compile(
    r"\s*(?:<(?:!doctype|html|svg|script|\?xml|\?php|head|body|iframe)|#!)", re.IGNORECASE
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


def unknown() -> Refused:
    """The sentence for what VIK does not keep."""
    return Refused(f"Dit soort bestand neemt VIK niet aan. Stuur een {WELCOME}.")


def text_of(raw: bytes) -> str:
    """The text of a file that is text and no page, picture or program; raises :class:`Refused`."""
    text = _decoded(raw)
    if _CONTROL.search(text) or _CODE.match(text.lstrip("\ufeff")):
        raise unknown()
    return text.lstrip("\ufeff")[:LONGEST]


def _decoded(raw: bytes) -> str:
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unknown()


def media_type_of(text: str) -> str:
    """A list has the same separator as often in each of its first lines; anything else is text."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    if len(lines) > 1:
        for sign in (";", "\t", ","):
            counts = {line.count(sign) for line in lines}
            if len(counts) == 1 and counts != {0}:
                return CSV
    return TEXT
