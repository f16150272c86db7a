"""Tell who handles a measure or claim that a term comes near: by mail, without content, the second too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef

from accounts.notices import send_notice
from core import clock
from measures.models import Claim, ClaimReminder, Measure, Reminder
from measures.models.reminder import OPEN
from measures.operations.claiming import follow_claim
from measures.operations.settling import settle
from measures.queries.colleagues import jurists
from measures.states import ENDED

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "terms are watched"
VERJARING: Final = "verjaring"
# Days before the last day on which a mail goes out; -1 is the day after it passed.
LADDER: Final = (90, 30, 14, 7, 1, -1)
# What can't be mended afterwards is told half a year before too.
FIRST_OF: Final = {"verjaring": 180}
# From here on the second person hears it too.
ESCALATE: Final = 7
TEXT: Final = (
    "Bij {number} komt een termijn dichterbij.\n\nMeld u aan om te zien welke, en waarom op die dag:\n\n"
    "{url}\n\nIn deze mail staat met opzet niets over de inhoud."
)


def step_due(due_on: date, today: date, code: str = "") -> int | None:
    """The lowest step of the ladder that was reached; None while the term is still far away."""
    left = (due_on - today).days
    ladder = (FIRST_OF[code], *LADDER) if code in FIRST_OF else LADDER
    reached = [step for step in ladder if left <= step]
    return min(reached) if reached else None


def watches_due() -> list[tuple[str, UUID]]:
    """The open watches of which a step of the ladder was not sent yet: (kind, key)."""
    today = clock.today()
    found = []
    for model in (Reminder, ClaimReminder):
        rows = model._default_manager.filter(met_at=None, explained_at=None).unrestricted(why=WHY)
        for row in rows.only("pk", "code", "due_on", "days_sent"):
            step = step_due(row.due_on, today, row.code)
            if step is not None and (row.days_sent is None or step < row.days_sent):
                found.append((model.__name__, row.pk))
    return found


def remind(kind: str, key: UUID) -> bool:
    """Send what is due of one watch; twice sends nothing. False when there was nothing or nobody to tell."""
    model: Any = {"Reminder": Reminder, "ClaimReminder": ClaimReminder}[kind]
    rows = model.objects.filter(pk=key, met_at=None, explained_at=None).unrestricted(why=WHY)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        return False
    step = step_due(row.due_on, clock.today(), row.code)
    if step is None or (row.days_sent is not None and step >= row.days_sent):
        return False
    record = row.measure if kind == "Reminder" else row.claim
    told = _tell(record, people_for(record, escalate=step <= ESCALATE))
    row.days_sent, row.sent_at, row.sent_to = step, clock.now(), told
    if step <= ESCALATE:
        row.escalated_at = clock.now()
    row.save()
    return told is not None


def people_for(record: Measure | Claim, *, escalate: bool) -> list[User]:
    """Who hears of a term: the handler; near its end the second person as well.

    Where nobody is named, or who was named has left, every jurist of the municipality hears it: a term
    of which nobody is told is a term that passes.
    """
    measure = record if isinstance(record, Measure) else record.measure
    named = [measure.handler, measure.second if escalate else None] if measure is not None else []
    active = [user for user in named if user is not None and user.is_active]
    if active and (len(active) > 1 or not escalate):
        return active
    others = [user for user in jurists(record) if user not in active]
    return active + others


def _tell(record: Measure | Claim, people: Sequence[User]) -> User | None:
    for user in people:
        url = f"{settings.BASE_URL.rstrip('/')}{record.address}"
        send_notice(user.email, "een termijn komt dichterbij", TEXT.format(number=record.number, url=url))
    return people[0] if people else None


def claims_unwatched() -> list[UUID]:
    """Open claims whose verjaring nobody watches: there must be none.

    A verjaring that passed and was explained is watched no more; the explanation stays.
    """
    watched = ClaimReminder.objects.filter(OPEN, code=VERJARING).unrestricted(why=WHY)
    told = ClaimReminder.objects.filter(code=VERJARING, explained_at__isnull=False).unrestricted(why=WHY)
    rows = Claim.objects.filter(balance__gt=0).unrestricted(why=WHY)
    rows = rows.exclude(Exists(watched.filter(claim=OuterRef("pk"), due_on=OuterRef("lapses_on"))))
    rows = rows.exclude(Exists(told.filter(claim=OuterRef("pk"), due_on=OuterRef("lapses_on"))))
    return list(rows.values_list("pk", flat=True))


def records_to_follow() -> Sequence[tuple[Callable[[UUID], None], UUID]]:
    """Every open claim and running measure: what follows from the mere passing of days."""
    claims = Claim.objects.filter(balance__gt=0).unrestricted(why=WHY).values_list("pk", flat=True)
    measures = Measure.objects.exclude(state__in=ENDED).unrestricted(why=WHY).values_list("pk", flat=True)
    return [(_follow_claim, pk) for pk in claims] + [(_follow_measure, pk) for pk in measures]


def _follow_claim(key: UUID) -> None:
    claim = Claim.objects.filter(pk=key).unrestricted(why=WHY).select_for_update(of=("self",)).first()
    if claim is not None:
        follow_claim(claim)


def _follow_measure(key: UUID) -> None:
    measure = Measure.objects.filter(pk=key).unrestricted(why=WHY).select_for_update(of=("self",)).first()
    if measure is not None:
        settle(measure)
