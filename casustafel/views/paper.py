"""An agenda on paper: for one reader, with his name and the time on every page, as a tagged PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.formats import date_format

from casustafel.models import Meeting
from casustafel.wording import SECRECY
from core.prose import clean
from documents import images
from documents.filetypes import PDF, Part
from documents.joining import NotJoined, Pages, Piece, as_pages, join_pieces, words_as_pages
from documents.models import Document
from documents.storage import FileGone, read
from documents.typesetting import typeset
from encryption.files import FileTampered
from encryption.keyring import DecryptionError
from encryption.seals import SealStoreMissing
from legal.regimes import REGIMES

if TYPE_CHECKING:
    from accounts.models import User

UNREADABLE: Final = (FileGone, FileTampered, DecryptionError, SealStoreMissing, NotJoined)


def mark_of(reader: User, at: datetime) -> str:
    """What stands on every page: who it is for, and when it was made."""
    return f"{reader.name} · {timezone.localtime(at):%d-%m-%Y %H:%M}"


def agenda_sheet(
    meeting: Meeting,
    items: Sequence[dict[str, Any]],
    reader: User,
    at: datetime,
    *,
    inventory: Sequence[str] = (),
) -> bytes:
    """The agenda of one reader; ``items`` are in the words in which they were sent."""
    start = timezone.localtime(meeting.starts_at)
    return typeset(
        "agenda",
        {
            "title": f"Agenda overleg {meeting.number}",
            "kicker": meeting.owner.name,
            "mark": mark_of(reader, at),
            "reader": f"{reader.name}, {reader.organisation.name}",
            "when": date_format(start, "l j F Y, H:i").lower(),
            "place": clean(meeting.place),
            "chair": meeting.chair.name,
            "secrecy": SECRECY,
            "items": [_told(item) for item in items],
            "inventory": [clean(line) for line in inventory],
        },
    )


def _told(item: dict[str, Any]) -> dict[str, Any]:
    labels = [REGIMES[code].label for code in item["regimes"] if code in REGIMES]
    under = [item["goal"], item["kind"], f"{item['minutes']} minuten"]
    if item["brought_by"]:
        under.append(f"ingebracht door {item['brought_by']}")
    facts = [
        ["Soort gegevens", ", ".join(labels)],
        ["Waarom u", item["why"]],
        ["Grondslag", item["basis"]],
        ["Stukken", "; ".join(f"{row['caption']} ({row['number']})" for row in item["documents"])],
    ]
    return {
        "heading": clean(f"{item['place']}. {item['title']}"),
        "question": clean(item["question"]),
        "under": clean(" · ".join(under)),
        "note": [line for line in clean(item["note"]).split("\n") if line.strip()],
        "facts": [[label, clean(value)] for label, value in facts if value],
    }


def _pages_of(document: Document, title: str, sender: str) -> bytes:
    """What is shown of a document, as pages: of an office file its text."""
    if document.has_pages:
        kind = PDF if document.media_type == PDF else images.SHOWN_MEDIA
        return as_pages(read(document.pk, Part.SHOWN), kind)
    if Part.TEXT not in document.parts:
        raise NotJoined("dit soort bestand kan niet worden samengevoegd")
    words = read(document.pk, Part.TEXT).decode()
    return words_as_pages(words, title=title, sender=sender, format_name=document.type_name)


def whole_pack(
    meeting: Meeting,
    items: Sequence[dict[str, Any]],
    reader: User,
    at: datetime,
    documents: Sequence[Document],
) -> bytes:
    """The agenda with its documents behind it; the mark and a number on every page."""
    captions = {row["number"]: row["caption"] for item in items for row in item["documents"]}
    pieces, missing = [], []
    for place, document in enumerate(documents, start=1):
        title = captions.get(document.number, document.number)
        try:
            raw = _pages_of(document, title, meeting.owner.name)
        except UNREADABLE:
            missing.append(f"{title} ({document.number}): staat alleen in VIK")
            continue
        pieces.append(Piece(str(place), title, raw))

    def cover(places: Sequence[Pages]) -> bytes:
        lines = [f"{piece.title}: blz. {at_.words}" for piece, at_ in zip(pieces, places, strict=True)]
        return agenda_sheet(meeting, items, reader, at, inventory=[*lines, *missing])

    made, _ = join_pieces(
        title=f"Stukken overleg {meeting.number}",
        foot=f"Geheim · {mark_of(reader, at)}",
        cover=cover,
        pieces=pieces,
    )
    return made
