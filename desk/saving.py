"""Keep a search, change it, ask it again, let it go: each in a transaction and on record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from access.decisions import Denied, deny, require
from access.records import locked
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from core.numbers import next_number
from desk.models import SavedSearch
from desk.question import Question

if TYPE_CHECKING:
    from accounts.models import User

# A search that is asked again for half a year without anybody weighing it anew is following somebody.
LONGEST: Final = timedelta(days=183)
MOST: Final = 50
WHY: Final = "a saved search ends"


@transaction.atomic
def save_search(*, by: User, name: str, question: str, purpose: str, ends_on: date) -> SavedSearch:
    """Keep a question under a name until a day; :class:`Refused` when empty, too long, or too many."""
    if not may(by, "search.use"):
        raise Denied(deny(refusal("search.use")))
    if Question.read(question).empty:
        raise Refused("Zoek eerst iets. Een lege zoekvraag kan niet worden bewaard.", field="name")
    if SavedSearch.objects.filter(user=by).visible_to(by).count() >= MOST:
        raise Refused(f"U heeft al {MOST} zoekvragen bewaard. Ruim er eerst een op.", field="name")
    row = SavedSearch(
        number=next_number("ZV", clock.today().year),
        owner=by.organisation,
        confidentiality=Confidentiality.INTERN,
        user=by,
        question=Question.read(question).typed,
    )
    _set(row, name, purpose, ends_on)
    _note(row, Action.CREATE, "saved")
    return row


@transaction.atomic
def change_search(*, by: User, search: SavedSearch, name: str, purpose: str, ends_on: date) -> SavedSearch:
    """Give it another name, or weigh purpose and end anew."""
    row = locked(SavedSearch, by, search.pk)
    require(by, "change", row)
    _set(row, name, purpose, ends_on)
    _note(row, Action.CHANGE, "changed")
    return row


@transaction.atomic
def ask_again(*, by: User, search: SavedSearch) -> Question:
    """The question, for the one who kept it and as long as it lasts; what it shows is logged by the page."""
    row = locked(SavedSearch, by, search.pk)
    require(by, "view", row)
    if row.ends_on < clock.today():
        raise Refused("Deze zoekvraag is verlopen. Kies een nieuwe einddatum als u haar nog nodig heeft.")
    row.asked_at = clock.now()
    row.save()
    _note(row, Action.CHANGE, "asked")
    return Question.read(row.question)


@transaction.atomic
def drop_search(*, by: User, search: SavedSearch) -> None:
    """Let it go; nothing of the question stays."""
    row = locked(SavedSearch, by, search.pk)
    require(by, "change", row)
    _note(row, Action.DESTROY, "dropped")
    row.delete()


def ended_searches() -> list[UUID]:
    """Searches whose last day was more than a month ago: by then nobody renews them."""
    rows = SavedSearch.objects.filter(ends_on__lt=clock.today() - timedelta(days=31))
    return list(rows.unrestricted(why=WHY).values_list("pk", flat=True)[:500])


@transaction.atomic
def end_searches() -> int:
    """Let ended searches go; returns how many. Runs in the context of the system."""
    found = 0
    for row in SavedSearch.objects.filter(pk__in=ended_searches()).unrestricted(why=WHY):
        _note(row, Action.DESTROY, "ended")
        row.delete()
        found += 1
    return found


def _set(row: SavedSearch, name: str, purpose: str, ends_on: date) -> None:
    if not name.strip():
        raise Refused("Geef de zoekvraag een naam.", field="name")
    if ends_on < clock.today():
        raise Refused("Deze dag is al voorbij.", field="ends_on")
    if ends_on > clock.today() + LONGEST:
        raise Refused("Kies een dag binnen een half jaar. Verlengen kan later.", field="ends_on")
    row.name, row.purpose, row.ends_on = name.strip()[:80], purpose, ends_on
    row.save()


def _note(row: SavedSearch, action: Action, step: str) -> None:
    record_event(
        action,
        record_type=row._meta.label_lower,
        record_id=str(row.pk),
        details={"step": step, "purpose": row.purpose, "until": row.ends_on.isoformat()},
    )
