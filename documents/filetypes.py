"""Which kinds of files VIK keeps, and what is stored of each. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
WEBP: Final = "image/webp"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT: Final = "application/vnd.oasis.opendocument.text"
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
TEXT: Final = "text/plain"
CSV: Final = "text/csv"
MAIL: Final = "message/rfc822"

IMAGES: Final = frozenset({JPEG, PNG, WEBP, "image/heif"})
EXTENSIONS: Final = {
    JPEG: ".jpg",
    PNG: ".png",
    WEBP: ".webp",
    "image/heif": ".heic",
    PDF: ".pdf",
    DOCX: ".docx",
    XLSX: ".xlsx",
    ODT: ".odt",
    ODS: ".ods",
    TEXT: ".txt",
    CSV: ".csv",
    MAIL: ".eml",
}
NAMES: Final = {
    JPEG: "JPEG-foto",
    PNG: "PNG-afbeelding",
    WEBP: "WebP-afbeelding",
    "image/heif": "HEIC-foto",
    PDF: "PDF",
    DOCX: "Word-document",
    XLSX: "Excel-bestand",
    ODT: "ODT-document",
    ODS: "ODS-rekenblad",
    TEXT: "Tekst",
    CSV: "CSV-lijst",
    MAIL: "E-mail",
}
# What a file box proposes; what comes in is known by its content.
ACCEPT: Final = ",".join([*EXTENSIONS.values(), ".jpeg"])
WELCOME: Final = (
    "foto (JPEG, PNG of WebP), PDF, Word (DOCX), Excel (XLSX), ODT, ODS, tekst, CSV of e-mail (EML)"
)


class Part(StrEnum):
    """What is stored of one document, each sealed on its own."""

    ORIGINAL = "original"
    SHOWN = "shown"
    SMALL = "small"
    TEXT = "text"


def parts_of(media_type: str) -> tuple[Part, ...]:
    """The parts that a document of this kind has in the store."""
    if media_type in IMAGES:
        return (Part.ORIGINAL, Part.SHOWN, Part.SMALL)
    if media_type == PDF:
        return (Part.ORIGINAL, Part.SHOWN, Part.SMALL, Part.TEXT)
    return (Part.ORIGINAL, Part.TEXT)


def takes_pages(media_type: str) -> bool:
    """Can it be shown as pictures of pages?"""
    return media_type in IMAGES or media_type == PDF
