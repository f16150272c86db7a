"""The triage inbox: one page of rows, counts per lane, and what is known already, each in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from core import clock
from signals.models import SavedFilter, SealOpening, Signal, SourceType
from signals.queries.overlaps import MOST, overlap_counts, overlap_sentence
from signals.states import OPEN, Lane, SignalState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accounts.models import User

PAGE: Final = 50
CAP: Final = 1000
# An open signal that lies longer than this is shown as late.
LATE: Final = timedelta(days=5)
MINE: Final = "bij-mij"
LANE_LABELS: Final = {
    Lane.NEW.value: "Nieuw",
    MINE: "Bij mij",
    Lane.WAITING.value: "Wacht",
    Lane.WEIGHING_3.value: "Weging 3",
    Lane.FOLLOW_UP.value: "Vervolg",
    Lane.SEALED.value: "Verzegeld",
    Lane.DONE.value: "Klaar",
}
OLDER: Final = (2, 5, 14, 30)
WHO: Final = {"mij": "bij mij", "niemand": "bij niemand", "collega": "bij een collega"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the address of the inbox asks for; unknown values count as not asked."""

    lane: str = Lane.NEW.value
    source: str = ""
    theme: str = ""
    area: str = ""
    older: int = 0
    who: str = ""
    text: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        """From the query of an address."""
        # A NUL stands in no code or title, and the database takes none.
        query = {name: str(value).replace("\x00", "") for name, value in query.items()}
        older = query.get("ouder", "")
        lane, source, who = (query.get(name, "") for name in ("bak", "bron", "wie"))
        return cls(
            lane=lane if lane in LANE_LABELS else Lane.NEW.value,
            source=source if source in SourceType.values else "",
            theme=query.get("thema", "")[:60],
            area=query.get("wijk", "")[:60],
            older=int(older) if older in {str(days) for days in OLDER} else 0,
            who=who if who in WHO else "",
            text=query.get("q", "").strip()[:80],
            after=query.get("na", "")[:24],
        )

    def query(self, **changes: Any) -> str:
        """The query of the address that asks for this, with ``changes``; empty parts are left out."""
        asked = replace(self, **changes) if changes else self
        pairs = {
            "bak": asked.lane,
            "bron": asked.source,
            "thema": asked.theme,
            "wijk": asked.area,
            "ouder": asked.older or "",
            "wie": asked.who,
            "q": asked.text,
            "na": asked.after,
        }
        return urlencode({name: value for name, value in pairs.items() if value})

    @property
    def narrowed(self) -> bool:
        """Is anything but the lane asked for?"""
        return any((self.source, self.theme, self.area, self.older, self.who, self.text))


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of the list."""

    signal: Signal
    known: int = 0
    known_why: str = ""

    @property
    def known_label(self) -> str:
        """The number, or *25+* where counting stopped."""
        return f"{MOST}+" if self.known >= MOST else str(self.known)

    @property
    def week(self) -> str:
        """The week of receipt of anonymous information, of which nobody may know the moment."""
        return week_label(self.signal)

    @property
    def late(self) -> bool:
        """Is it open and lying for too long?"""
        return self.signal.state in OPEN and clock.now() - self.signal.received_at > LATE


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of the list, and the number after which the next one starts."""

    rows: list[InboxRow] = field(default_factory=list)
    following: str = ""


def week_label(signal: Signal) -> str:
    """*week 47* for anonymous information, empty for the rest."""
    if signal.source_type != SourceType.ANONYMOUS:
        return ""
    return f"week {timezone.localtime(signal.received_at).isocalendar().week}"


def inbox(actor: User, filters: Filters) -> Slice:
    """At most 50 rows, newest first, each with how many other signals it overlaps."""
    # In two steps: the index of the lane carries the acl and finds the keys without touching a row.
    found = list(_ordered(actor, filters).values_list("pk", flat=True)[: PAGE + 1])
    fetched = {row.pk: row for row in light(Signal.objects.visible_to(actor).filter(pk__in=found[:PAGE]))}
    rows = [fetched[pk] for pk in found[:PAGE] if pk in fetched]
    overlaps = overlap_counts(actor, [row.pk for row in rows])
    return Slice(
        [InboxRow(row, overlaps.total(row.pk), overlap_sentence(overlaps.kinds(row.pk))) for row in rows],
        rows[-1].number if len(found) > PAGE else "",
    )


def next_in_lane(actor: User, filters: Filters, signal: Signal) -> str:
    """The number of the signal after this one in the list, or of the first; empty when none is left."""
    rows = matching(actor, filters).exclude(pk=signal.pk)
    older = _after(rows, signal.received_at, signal.pk)
    for candidates in (older, rows):
        number = candidates.order_by("-received_at", "-id").values_list("number", flat=True).first()
        if number:
            return str(number)
    return ""


def matching(actor: User, filters: Filters) -> QuerySet[Signal]:
    """Every visible signal that the filters ask for."""
    rows = Signal.objects.visible_to(actor).filter(_lane(actor, filters.lane))
    if filters.source:
        rows = rows.filter(source_type=filters.source)
    if filters.theme:
        rows = rows.filter(theme__code=filters.theme)
    if filters.area:
        rows = rows.filter(Q(area__code=filters.area) | Q(area__parent__code=filters.area))
    if filters.older:
        rows = rows.filter(received_at__lt=clock.now() - timedelta(days=filters.older))
    if filters.who:
        rows = rows.filter(_who(actor, filters.who))
    if filters.text:
        rows = rows.filter(Q(number__iexact=filters.text) | Q(title__icontains=filters.text))
    return rows


def light(rows: QuerySet[Signal]) -> QuerySet[Signal]:
    """Only what a list shows: sealed content is not even fetched."""
    return rows.select_related("handler", "area", "theme").only(
        "number",
        "title",
        "state",
        "lane",
        "source_type",
        "received_at",
        "urgency",
        "retention_until",
        "regimes",
        "phenomena",
        "team",
        "confidentiality",
        "owner_id",
        "police_alignment",
        "handler__name",
        "area__label",
        "theme__label",
    )


def _ordered(actor: User, filters: Filters) -> QuerySet[Signal]:
    rows = light(matching(actor, filters))
    if filters.after:
        # The cursor is a number, not a moment: the moment of anonymous information is nobody's business.
        last = Signal.objects.visible_to(actor).filter(number=filters.after)
        point = last.values_list("received_at", "pk").first()
        if point:
            rows = _after(rows, *point)
    return rows.order_by("-received_at", "-id")


def _after(rows: QuerySet[Signal], moment: datetime, pk: Any) -> QuerySet[Signal]:
    return rows.filter(Q(received_at__lt=moment) | Q(received_at=moment, pk__lt=pk), received_at__lte=moment)


def _lane(actor: User, lane: str) -> Q:
    if lane == MINE:
        return Q(handler=actor, state__in=OPEN)
    return Q(lane=lane)


def _who(actor: User, who: str) -> Q:
    if who == "mij":
        return Q(handler=actor)
    return Q(handler=None) if who == "niemand" else Q(handler__isnull=False) & ~Q(handler=actor)


def lane_counts(actor: User) -> dict[str, int]:
    """How many signals each lane holds, at most 1,001 each, in one query."""
    parts: list[str] = []
    params: list[Any] = []
    for lane in LANE_LABELS:
        rows = Signal.objects.visible_to(actor).filter(_lane(actor, lane)).order_by().values("pk")[: CAP + 1]
        sql, values = rows.query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) counted)")  # noqa: S608 -- made by Django, values apart
        params += values
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), params)
        counted: Sequence[int] = cursor.fetchone()
    return dict(zip(LANE_LABELS, counted, strict=True))


def count_label(count: int) -> str:
    """1000+ beyond the cap."""
    return f"{CAP}+" if count > CAP else str(count)


@dataclass(frozen=True, slots=True)
class Week:
    """The numbers of an empty screen: what was done, and what waits."""

    handled: int
    late: int
    seals: int


def week_numbers(actor: User) -> Week:
    """Decided since Monday, open for too long, and sealed content that somebody asks to open."""
    today = clock.today()
    monday = timezone.make_aware(datetime.combine(today - timedelta(days=today.weekday()), time.min))
    mine = Signal.objects.visible_to(actor)
    handled = mine.filter(decided_at__gte=monday).order_by().values("pk")[: CAP + 1].count()
    late_rows = mine.filter(state__in=OPEN, received_at__lt=clock.now() - LATE)
    late = late_rows.order_by().values("pk")[: CAP + 1].count()
    asked = SealOpening.objects.visible_to(actor).filter(
        agreed_at=None,
        refused_at=None,
        signal__state__in=(SignalState.NO_FOLLOW_UP, SignalState.NOT_UNDERMINING),
    )
    return Week(handled, late, asked.count())


def saved_filter(actor: User) -> SavedFilter | None:
    """The standard view of the actor."""
    return SavedFilter.objects.filter(user=actor).visible_to(actor).first()


def chosen_signals(actor: User, numbers: Sequence[str]) -> list[Signal]:
    """The signals that were ticked in the list; what the actor may not see is simply not there."""
    rows = light(
        Signal.objects.filter(number__in=[number for number in numbers if "\x00" not in number]).visible_to(
            actor
        )
    )
    return list(rows.order_by("-received_at", "-id"))
