"""Signals by what they say: number, place, plate, telephone, words of the text, who is linked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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
from signals.states import Lane

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 50
# So many are counted; one more tells that there are more.
CAP: Final = 1000
_FUNCTION: Final = (
    "SELECT id FROM signals_with_words(%s::bigint[], %s::uuid[], %s::text[], %s::uuid[], %s::int[], "
    "%s::timestamptz, %s::timestamptz, %s)"
)


# The columns of a found signal, as :class:`SignalRow` has them after its reason.
Row = tuple[UUID, str, UUID | None, UUID | None, int, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is sought in signals; empty parts are not asked. Days count in local time.

    ``themes`` and ``areas`` are None when not asked: asked for one that is not there, nothing fits. A
    signal without an area fits when one of ``owners`` keeps it. ``everything``: nothing is asked but what
    narrows, so all that fits is found.
    """

    text: str = ""
    number: str = ""
    address: str = ""
    plate: str = ""
    phone: str = ""
    themes: Collection[UUID] | None = None
    sources: Collection[str] = ()
    areas: Collection[UUID] | None = None
    owners: Collection[int] = ()
    after: date | None = None
    before: date | None = None
    subjects: Collection[UUID] = ()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class SignalRow:
    """What a count needs of a found signal, with the reason why it was found."""

    why: str
    pk: UUID
    source_type: str
    theme_id: UUID | None
    area_id: UUID | None
    owner_id: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class FoundSignal:
    """A signal with the reason why it was found."""

    signal: Signal
    why: str


def signal_rows(actor: User, wanted: Wanted, most: int = CAP + 1) -> list[SignalRow]:
    """At most so many found signals, the strongest reason first, then the newest. A query for each way."""
    found: dict[UUID, SignalRow] = {}
    for why, rows in _ways(actor, wanted, most):
        for row in rows:
            found.setdefault(row[0], SignalRow(why, *row))
    return list(found.values())[:most]


def found_signals(actor: User, rows: Sequence[SignalRow]) -> list[FoundSignal]:
    """These signals in this order, as a list shows them. One query."""
    mine = Signal.objects.visible_to(actor).filter(pk__in=[row.pk for row in rows])
    signals = {signal.pk: signal for signal in light(mine)}
    return [FoundSignal(signals[row.pk], row.why) for row in rows if row.pk in signals]


def _ways(actor: User, wanted: Wanted, most: int) -> Iterable[tuple[str, Iterable[Row]]]:
    mine = _within(Signal.objects.visible_to(actor), wanted)
    if wanted.number:
        yield "nummer", _newest(mine.filter(number=wanted.number.upper()), most)
    for why, kind, key in keys_of(wanted):
        holders = SignalKey.objects.filter(kind=kind, key=key).visible_to(actor)
        yield why, _newest(mine.filter(pk__in=holders.values("signal_id")), most)
    if wanted.subjects:
        links = Involvement.objects.filter(subject__in=wanted.subjects, withdrawn_at=None)
        yield "gekoppeld", _newest(mine.filter(pk__in=links.visible_to(actor).values("signal_id")), most)
    tokens = text_tokens(wanted.text)
    if tokens:
        # The index on tokens works only inside this function, which holds the second lock itself.
        ids = RawSQL(_FUNCTION, [sorted(tokens), *_arguments(wanted), most])  # noqa: S611 -- values apart
        yield "woorden in de tekst", _newest(Signal.objects.visible_to(actor).filter(pk__in=ids), most)
    if wanted.everything:
        yield "past bij het filter", _newest_of_all(mine, most)


def _newest(rows: QuerySet[Signal], most: int) -> QuerySet[Signal, Row]:
    columns = ("pk", "source_type", "theme_id", "area_id", "owner_id", "received_at")
    return rows.order_by("-received_at", "-id").values_list(*columns)[:most]


def _newest_of_all(mine: QuerySet[Signal], most: int) -> list[Row]:
    """The newest of everything: the index has each lane in order, not all of them together."""
    lanes = [_newest(mine.filter(lane=lane), most) for lane in Lane]
    rows = lanes[0].union(*lanes[1:], all=True)
    return sorted(rows, key=lambda row: (row[5], row[0]), reverse=True)[:most]


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
    """What narrows, as the function on words has it too."""
    if wanted.themes is not None:
        rows = rows.filter(theme__in=wanted.themes)
    if wanted.sources:
        rows = rows.filter(source_type__in=wanted.sources)
    if wanted.areas is not None:
        rows = rows.filter(Q(area__in=wanted.areas) | Q(area=None, owner__in=wanted.owners))
    if wanted.after:
        rows = rows.filter(received_at__gte=_start(wanted.after))
    if wanted.before:
        rows = rows.filter(received_at__lt=_start(wanted.before))
    return rows


def _arguments(wanted: Wanted) -> list[object]:
    return [
        None if wanted.themes is None else list(wanted.themes),
        list(wanted.sources) or None,
        None if wanted.areas is None else list(wanted.areas),
        list(wanted.owners),
        _start(wanted.after) if wanted.after else None,
        _start(wanted.before) if wanted.before else None,
    ]


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
