"""What a file is by its content, the copy of it that is shown, and the words that stand in it."""

from __future__ import annotations

from typing import Any

from core.errors import Refused
from documents import filetypes
from documents.workshop import mail, plain

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# Some programs are made of readable signs only.
PROGRAMS = (b"MZ", b"\x7fELF")


def take(raw: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """Open a file that is no photo: its media type, number of pages, and its parts in the order of the type."""
    if raw.startswith(OLD_OFFICE):
        raise Refused(
            "Dit is een oud Office-bestand, of een bestand met een wachtwoord. "
            "Sla het zonder wachtwoord op als DOCX, XLSX of PDF."
        )
    if raw.startswith(b"%PDF-"):
        from documents.workshop import pdf  # noqa: PLC0415 -- loading it takes longer than reading a text

        made = pdf.take(raw)
        told = {"media_type": filetypes.PDF, "pages": made.pages}
        return told, [made.shown, made.small, made.text.encode()]
    if raw.startswith(ZIP):
        from documents.workshop import office  # noqa: PLC0415 -- as above

        media_type, text = office.take(raw)
        return {"media_type": media_type, "pages": None}, [text.encode()]
    if raw.startswith(PROGRAMS):
        raise plain.unknown()
    text = plain.text_of(raw)
    if mail.is_mail(text):
        return {"media_type": filetypes.MAIL, "pages": None}, [mail.text_of(raw).encode()]
    return {"media_type": plain.media_type_of(text), "pages": None}, [text.encode()]
