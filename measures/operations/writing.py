"""Letters: filled from the record, edited, made into a PDF that stays, followed by a new edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.contexts import elevated
from core import clock
from core.errors import Conflict, Refused
from core.prose import ProseProblem, check, fill, gaps_in
from documents.house_style import paper_of
from documents.letters import Paper, typeset_letter
from documents.operations import store_made
from measures.letters import Given, address_of, values_of
from measures.models import Claim, Ground, GroundKind, Letter, LetterState, Measure
from measures.operations.settling import for_change, write_step
from measures.queries import picture_of
from measures.wording import SAID, names_source, quotes
from reference.letter_fields import label_of
from reference.models import Letterhead, LetterKind, LetterText
from reference.queries import letter_texts, letterhead_of
from subjects.models import Subject

if TYPE_CHECKING:
    from accounts.models import User

ACTION: Final = "measures.write"
WHY: Final = "what a letter may not quote"
PDF: Final = "application/pdf"
DECISIONS: Final = frozenset(
    {LetterKind.DECISION, LetterKind.URGENT, LetterKind.EXTENSION, LetterKind.COLLECTION}
)
NO_ADDRESS: Final = "[vul in: adres]"


@transaction.atomic
def draft_letters(
    *,
    by: User,
    measure: Measure,
    text: LetterText,
    recipients: Sequence[tuple[Subject, Sequence[str]]],
    claim: Claim | None = None,
) -> list[Letter]:
    """Make a draft for each recipient, with every field filled in that is known.

    Raises :class:`Refused` without a recipient, and without the letterhead of the municipality.
    """
    measure = for_change(by, measure, action=ACTION)
    if not recipients:
        raise Refused("Kies ten minste één ontvanger.", field="recipients", article="Awb 5:24 lid 3")
    head = _head(measure)
    picture = picture_of(by, measure)
    clause = _clause(measure) if text.objection else None
    found = []
    for recipient, roles in recipients:
        given = Given(
            measure=measure,
            picture=picture,
            letterhead=head,
            recipient=recipient,
            roles=roles,
            on=clock.today(),
            claim=claim,
        )
        values = values_of(by, given)
        lines = address_of(by, recipient)
        whole = "\n\n".join([text.body, *([clause.body] if clause else [])])
        letter = Letter(
            measure=measure,
            claim=claim,
            recipient=recipient,
            text=text,
            kind=text.letter_kind,
            dated=given.on,
            address="\n".join(lines if len(lines) > 1 else [*lines, NO_ADDRESS]),
            subject_line=fill(text.subject_line, values, label_of)[:300],
            body=fill(whole, values, label_of),
            written_by=by,
            written_at=clock.now(),
        )
        letter.save()
        found.append(letter)
    write_step(measure, kind="letter_drafted", by=by)
    return found


def _clause(measure: Measure) -> LetterText | None:
    """The fixed text about bezwaar; that of the municipality itself goes first."""
    rows = letter_texts(measure.owner.municipality_code)
    return next((row for row in rows if row.letter_kind == LetterKind.CLAUSE), None)


def _head(measure: Measure) -> Letterhead:
    head = letterhead_of(measure.owner.municipality_code)
    if head is None:
        raise Refused("Er is geen briefhoofd voor deze gemeente. Vraag de beheerder om het in te vullen.")
    return head


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A draft as it was typed; ``version`` is what the page of the user showed."""

    dated: date
    address: str
    subject_line: str
    body: str
    version: int | None = None


@transaction.atomic
def edit_letter(*, by: User, letter: Letter, new: Edited) -> Letter:
    """Keep the words of a draft. Raises :class:`Refused` for M. named or quoted, and for a made letter."""
    letter = _held(by, letter, new.version)
    if not new.subject_line.strip():
        raise Refused("Vul een onderwerp in.", field="subject_line")
    for name, text in (("subject_line", new.subject_line), ("body", new.body), ("address", new.address)):
        _require_plain(text, name)
        _require_neutral(letter.measure, text, name)
    letter.dated, letter.address = new.dated, new.address.strip()
    letter.subject_line, letter.body = " ".join(new.subject_line.split())[:300], new.body.strip()
    letter.written_by, letter.written_at = by, clock.now()
    letter.version += 1
    letter.save()
    write_step(letter.measure, kind="letter_edited", by=by)
    return letter


def _held(by: User, letter: Letter, version: int | None = None) -> Letter:
    """The draft as it is now, held for a change that ``by`` may make."""
    rows = Letter.objects.filter(pk=letter.pk).visible_to(by).select_related("recipient", "claim", "text")
    found = rows.select_for_update(of=("self",)).get()
    found.measure = for_change(by, letter.measure, action=ACTION)
    if not found.is_draft:
        raise Refused("Deze brief is al gemaakt. Begin een nieuwe versie om iets te wijzigen.")
    if version is not None and version != found.version:
        raise Conflict("Iemand anders heeft deze brief intussen gewijzigd. Vergelijk de twee versies.")
    return found


def _require_plain(text: str, name: str) -> None:
    try:
        check(text, ())
    except ProseProblem:
        raise Refused("In een brief staan geen velden meer: vul de tekst zelf in.", field=name) from None


def _require_neutral(measure: Measure, text: str, name: str) -> None:
    """M. is never named, and what came anonymously never quoted (contract M.)."""
    if named := names_source(text):
        raise Refused(
            f"Noem de bron niet. Schrijf “{SAID}” in plaats van “{named[0]}”.",
            field=name,
            article="contract M.",
        )
    with elevated(why=WHY):
        rows = Ground.objects.filter(measure=measure, kind=GroundKind.ANONYMOUS, withdrawn_at=None)
        grounds = rows.exclude(signal=None).unrestricted(why=WHY).select_related("signal")
        told = [one.signal.narrative or "" for one in grounds if one.signal is not None]
    for source in told:
        if words := quotes(text, source):
            raise Refused(
                f"Deze woorden staan zo in {SAID}: “{words}”. Zeg het in eigen woorden.",
                field=name,
                article="contract M.",
            )


def paper_of_letter(letter: Letter, *, draft: bool) -> Paper:
    """The letter as it will be on paper."""
    measure = letter.measure
    return paper_of(
        _head(measure),
        kind=letter.kind,
        authority=measure.authority,
        recipient=letter.address.split("\n"),
        subject=letter.subject_line,
        text=letter.body,
        on=letter.dated,
        number=letter.claim.number if letter.claim else measure.number,
        handler=measure.handler.name if measure.handler else "",
        draft=draft,
    )


@transaction.atomic
def make_letter(*, by: User, letter: Letter, version: int | None = None) -> Letter:
    """Make the PDF and keep it, sealed, with the measure.

    Raises :class:`Refused` while something is still to be filled in, and when M. is named or quoted.
    """
    letter = _held(by, letter, version)
    parts = {"address": letter.address, "subject_line": letter.subject_line, "body": letter.body}
    gaps = list(dict.fromkeys(gap for text in parts.values() for gap in gaps_in(text)))
    if gaps:
        raise Refused(f"Vul eerst in: {', '.join(gaps)}.")
    for name, text in parts.items():
        _require_neutral(letter.measure, text, name)
    measure = letter.measure
    again = f", versie {letter.edition}" if letter.edition > 1 else ""
    title = f"{letter.subject_line}, aan {letter.recipient.label}{again}"
    document = store_made(
        by=by,
        raw=typeset_letter(paper_of_letter(letter, draft=False)),
        filename=f"{measure.number} {letter.get_kind_display()} {letter.edition}.pdf",
        media_type=PDF,
        record=measure,
        kind="DECISION" if letter.kind in DECISIONS else "LETTER",
        title=title[:1].upper() + title[1:],
    )
    letter.document, letter.state = document, LetterState.MADE
    letter.made_by, letter.made_at = by, clock.now()
    letter.version += 1
    letter.save()
    # Without a day: a letter must never stand before or behind a step of the table.
    write_step(measure, kind="letter_made", by=by)
    return letter


@transaction.atomic
def next_edition(*, by: User, letter: Letter) -> Letter:
    """A new draft with the words of a letter that was made; the old one stays as it is."""
    measure = for_change(by, letter.measure, action=ACTION)
    rows = Letter.objects.filter(series=letter.series).visible_to(by).select_for_update(of=("self",))
    editions = list(rows.order_by("-edition"))
    if not editions or editions[0].pk != letter.pk:
        raise Refused("Van deze brief is er al een nieuwere versie.")
    last = editions[0]
    if last.is_draft:
        raise Refused("Deze brief is nog een concept: wijzig hem daar.")
    fresh = Letter(
        measure=measure,
        claim=last.claim,
        recipient=last.recipient,
        text=last.text,
        kind=last.kind,
        series=last.series,
        edition=last.edition + 1,
        dated=clock.today(),
        address=last.address,
        subject_line=last.subject_line,
        body=last.body,
        written_by=by,
        written_at=clock.now(),
    )
    fresh.save()
    write_step(measure, kind="letter_drafted", by=by)
    return fresh


@transaction.atomic
def drop_letter(*, by: User, letter: Letter, why: str) -> Letter:
    """Let a draft go; that it was there stays to be seen, its words do not."""
    letter = _held(by, letter)
    if not why.strip():
        raise Refused("Schrijf op waarom deze brief vervalt.", field="why")
    letter.state, letter.dropped_why = LetterState.DROPPED, why.strip()
    letter.body = letter.address = ""
    letter.version += 1
    letter.save()
    write_step(letter.measure, kind="letter_dropped", by=by, why=why)
    return letter
