"""Signals by what they say: number, place, plate, telephone, words of the text, who is linked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from encryption.blind_index import blind_index
from legal import identifiers
from legal.addresses import split_address
from signals.models import Involvement, KeyKind, Signal, SignalKey
from signals.models.signal import text_tokens
from signals.queries.inbox import light

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is sought in signals; empty parts are not asked. Days count in local time."""

    text: str = ""
    number: str = ""
    address: str = ""
    plate: str = ""
    phone: str = ""
    themes: Collection[str] = ()
    sources: Collection[str] = ()
    after: date | None = None
    before: date | None = None
    subjects: Collection[UUID] = ()


@dataclass(frozen=True, slots=True)
class FoundSignal:
    """A signal with the reason why it was found."""

    signal: Signal
    why: str


def find_signals(actor: User, wanted: Wanted) -> list[FoundSignal]:
    """At most 50 signals that the actor may see, the strongest reason first, then the newest."""
    found: dict[UUID, FoundSignal] = {}
    for why, rows in _ways(actor, wanted):
        limited = _within(rows, wanted).exclude(pk__in=list(found))
        for signal in light(limited).order_by("-received_at", "-id")[: MOST - len(found)]:
            found[signal.pk] = FoundSignal(signal, why)
        if len(found) >= MOST:
            break
    return list(found.values())


def _ways(actor: User, wanted: Wanted) -> Iterable[tuple[str, QuerySet[Signal]]]:
    mine = Signal.objects.visible_to(actor)
    if wanted.number:
        yield "nummer", mine.filter(number=wanted.number.upper())
    for why, kind, key in keys_of(wanted):
        holders = SignalKey.objects.filter(kind=kind, key=key).visible_to(actor)
        yield why, mine.filter(pk__in=holders.values("signal_id"))
    if wanted.subjects:
        links = Involvement.objects.filter(subject__in=wanted.subjects, withdrawn_at=None)
        yield "gekoppeld", mine.filter(pk__in=links.visible_to(actor).values("signal_id"))
    tokens = text_tokens(wanted.text)
    if tokens:
        # The index on tokens works only inside this function, which holds the second lock itself.
        ids = RawSQL("SELECT id FROM signals_with_words(%s::bigint[])", [sorted(tokens)])
        yield "woorden in de tekst", mine.filter(pk__in=ids)
    only_filters = (wanted.themes or wanted.sources or wanted.after or wanted.before) and not any(
        (wanted.text, wanted.number, wanted.address, wanted.plate, wanted.phone, wanted.subjects)
    )
    if only_filters:
        yield "past bij het filter", mine


def keys_of(wanted: Wanted) -> Iterable[tuple[str, str, bytes]]:
    """The search keys of a question, each with the reason in words and its kind."""
    house = split_address(wanted.address).house if wanted.address else ""
    if house:
        yield "zelfde adres", KeyKind.LOCATION, blind_index(house, context="signals.location")
    plate = identifiers.normalise_plate(wanted.plate)
    if plate:
        yield "zelfde kenteken", KeyKind.PLATE, blind_index(plate, context="signals.plate")
    phone = identifiers.normalise_phone(wanted.phone) if wanted.phone else ""
    if phone:
        yield "zelfde telefoonnummer", KeyKind.PHONE, blind_index(phone, context="signals.phone")


def _within(rows: QuerySet[Signal], wanted: Wanted) -> QuerySet[Signal]:
    if wanted.themes:
        asked = Q()
        for theme in wanted.themes:
            asked |= Q(theme__code=theme) | Q(theme__label__iexact=theme)
        rows = rows.filter(asked)
    if wanted.sources:
        rows = rows.filter(source_type__in=wanted.sources)
    if wanted.after:
        rows = rows.filter(received_at__gte=_start(wanted.after))
    if wanted.before:
        rows = rows.filter(received_at__lt=_start(wanted.before))
    return rows


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
