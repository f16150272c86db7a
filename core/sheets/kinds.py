"""What kind of file is this? Decided by its content; the name may lie."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from typing import IO, Final

HEAD: Final = 4096
ZIP_MAGIC: Final = b"PK\x03\x04"
OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
# A workbook that unpacks to more than this is no list but an attack on memory.
MOST_UNPACKED: Final = 400 * 1024 * 1024
OTHER_KINDS: Final = (
    (b"%PDF", "een pdf"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een foto"),
    (b"GIF8", "een afbeelding"),
    (b"{\\rtf", "een tekstdocument (rtf)"),
    (b"\x1f\x8b", "een ingepakt bestand"),
    (b"7z\xbc\xaf", "een ingepakt bestand"),
    (b"Rar!", "een ingepakt bestand"),
    (b"SQLite format", "een database"),
    (b"MZ", "een programma"),
    (b"\x7fELF", "een programma"),
)
WANTED: Final = "VIK leest xlsx, xls, ods en csv."


class FileProblem(Exception):
    """The file as a whole can't be read; the message is a Dutch sentence."""


class FileKind(StrEnum):
    """The kinds that can be read."""

    WORKBOOK = "WORKBOOK"
    TEXT = "TEXT"


def kind_of(stream: IO[bytes]) -> FileKind:
    """The kind of a file; raises :class:`FileProblem` for one that holds no table."""
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    if not head.strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n"):
        raise FileProblem("Dit bestand is leeg.")
    if head.startswith(ZIP_MAGIC):
        _check_zip(stream)
        return FileKind.WORKBOOK
    if head.startswith(OLE_MAGIC):
        return FileKind.WORKBOOK
    for magic, name in OTHER_KINDS:
        if head.startswith(magic):
            raise FileProblem(f"Dit is {name}, geen lijst. {WANTED}")
    _refuse_markup(head)
    if b"\x00" in head and not head.startswith(UTF16_MARKS) and not _is_wide_text(head):
        raise FileProblem(f"Dit bestand is geen lijst die VIK kan lezen. {WANTED}")
    return FileKind.TEXT


def _refuse_markup(head: bytes) -> None:
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        raise FileProblem("Dit is een webpagina, geen werkblad. Open het in Excel en sla het op als xlsx.")
    if start.startswith((b"<?xml", b"<workbook")):
        raise FileProblem("Dit is een oud soort werkblad (xml). Open het in Excel en sla het op als xlsx.")
    if start.startswith((b"from:", b"received:", b"return-path:", b"delivered-to:", b"mime-version:")):
        raise FileProblem("Dit is een e-mail, geen lijst. M.-meldingen leest u in bij M.-meldingen.")


def _is_wide_text(head: bytes) -> bool:
    """UTF-16 without a mark: of plain text every other byte is empty."""
    even, odd = head[0::2], head[1::2]
    empty_even, empty_odd = even.count(0) / len(even), odd.count(0) / max(len(odd), 1)
    return (empty_even > 0.6 and empty_odd < 0.1) or (empty_odd > 0.6 and empty_even < 0.1)


def _check_zip(stream: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise FileProblem("Dit bestand is beschadigd en kan niet worden geopend.") from None
    finally:
        stream.seek(0)
    names = {entry.filename for entry in entries}
    if any(name.startswith("word/") for name in names):
        raise FileProblem(f"Dit is een Word-document, geen lijst. {WANTED}")
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise FileProblem(f"Dit is een ingepakt bestand, geen lijst. {WANTED}")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise FileProblem("Dit werkblad is te groot. Splits het in kleinere bestanden.")
