"""The letterhead of a municipality around a text: who writes, how it can be reached, how it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from core.prose import parse
from documents.letters import Paper, Sender
from legal.terms import written
from reference.models import Authority, LetterKind

if TYPE_CHECKING:
    from reference.models import Letterhead

# Nobody is greeted on a door, and not by an order to pay either.
WITHOUT_GREETING: Final = frozenset({LetterKind.NOTICE, LetterKind.WRIT})
DRAFT: Final = "CONCEPT"


def day_of_letter(day: date) -> str:
    """A day as a letter writes it: *23 november 2026*."""
    return written(day).partition(" ")[2]


def name_of_authority(authority: str, municipality: str) -> str:
    """Who decides, within a sentence: *de burgemeester van Almelo*."""
    if authority == Authority.MAYOR:
        return f"de burgemeester van {municipality}"
    return f"het college van burgemeester en wethouders van {municipality}"


def town_of(letterhead: Letterhead) -> str:
    """The municipality without the word itself: *Almelo*."""
    return letterhead.label.removeprefix("Gemeente ").strip()


def paper_of(
    letterhead: Letterhead,
    *,
    kind: str,
    authority: str,
    recipient: Sequence[str],
    subject: str,
    text: str,
    on: date,
    number: str,
    handler: str = "",
    draft: bool = False,
) -> Paper:
    """A letter in the house style; ``text`` in the format of :mod:`core.prose`."""
    lines = (letterhead.visit, letterhead.post, letterhead.phone, letterhead.email, letterhead.website)
    references = [("Datum", day_of_letter(on)), ("Ons kenmerk", number)]
    if handler and kind != LetterKind.NOTICE:
        references.append(("Behandeld door", handler))
    poster = kind == LetterKind.NOTICE
    return Paper(
        sender=Sender(
            name=letterhead.label, under=letterhead.department, lines=[line for line in lines if line]
        ),
        recipient=[] if poster else [line for line in recipient if line.strip()],
        subject=subject,
        blocks=parse(text),
        references=references,
        signature=_signature(letterhead, authority),
        greeting="" if kind in WITHOUT_GREETING else "Met vriendelijke groet,",
        footer=f"{letterhead.label} · {number}",
        draft=DRAFT if draft else "",
        poster=poster,
    )


def _signature(letterhead: Letterhead, authority: str) -> list[str]:
    town = town_of(letterhead)
    if authority == Authority.MAYOR:
        return [f"De burgemeester van {town},", *filter(None, [letterhead.mayor])]
    names = [
        f"{name}, {role}"
        for name, role in (
            (letterhead.secretary, "gemeentesecretaris"),
            (letterhead.mayor, "burgemeester"),
        )
        if name
    ]
    return [f"Burgemeester en wethouders van {town},", *names]
