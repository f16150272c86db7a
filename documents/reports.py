"""A sheet made from a record, as plain data: facts, tables and text under each other, and the PDF of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.prose import as_data, clean, parse
from documents.typesetting import typeset

Part = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A cover or a piece of a bundle: a title with what it belongs to, and its parts."""

    sender: str
    kicker: str
    title: str
    under: str = ""
    parts: Sequence[Part] = ()


def heading(text: str) -> Part:
    """A heading within a sheet."""
    return _line("heading", text) | {"level": 1}


def plain(text: str) -> list[Part]:
    """Text as it was written, without any meaning of signs: a paragraph for each line."""
    return [_line("paragraph", line) for line in clean(text).split("\n") if line.strip()]


def small(text: str) -> Part:
    """A remark in small print."""
    return _line("small", text)


def prose(text: str) -> list[Part]:
    """A text in the format of letters."""
    return as_data(parse(text))


def facts(rows: Iterable[tuple[str, str]]) -> list[Part]:
    """Terms and values below each other; nothing at all without a value."""
    kept = [[label, clean(value)] for label, value in rows if value]
    return [{"kind": "facts", "rows": kept}] if kept else []


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> list[Part]:
    """A table; ``widths`` in millimetres, 0 takes what is left. Nothing at all without rows."""
    kept = [[clean(cell) for cell in row] for row in rows]
    if not kept:
        return []
    return [{"kind": "table", "headings": list(headings), "rows": kept, "widths": list(widths)}]


def _line(kind: str, text: str) -> Part:
    return {"kind": kind, "lines": [[{"text": " ".join(clean(text).split()), "bold": False}]]}


def typeset_sheet(sheet: Sheet) -> bytes:
    """The sheet as a tagged PDF; raises :class:`core.errors.Refused` when it can't be made."""
    return typeset(
        "report",
        {
            "sender": sheet.sender,
            "kicker": sheet.kicker,
            "title": sheet.title,
            "under": sheet.under,
            "parts": list(sheet.parts),
        },
    )
