"""Put an item on an agenda and change what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Max

from access.contexts import elevated
from audit.models import Action
from cases.models import Case
from casustafel.models import AgendaItem, ItemDocument, Meeting
from casustafel.operations.holding import WHY, arrangeable, changed, form_key, held_item, log, opaque_number
from casustafel.rules import never_at_the_table
from casustafel.states import Goal
from core.errors import Refused
from legal.regimes import REGIMES
from signals.models import PoliceAlignment, Signal

if TYPE_CHECKING:
    from accounts.models import User

GAP: Final = 1 << 16
# From here on stands what closes a meeting, so that what is added later comes before it.
CLOSING: Final = 1 << 40


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """An item as it is written. ``regimes`` are those of what it tells, besides those of what it is about."""

    title: str
    question: str
    kind: str
    goal: str = Goal.WEIGH
    minutes: int = 10
    note: str = ""
    brought_by: User | None = None
    regimes: Sequence[str] = ()
    case: Case | None = None
    signal: Signal | None = None
    about: str = ""
    territory: Sequence[str] = ()
    token: str = ""


@transaction.atomic
def put_on_agenda(*, by: User, meeting: Meeting, new: NewItem) -> AgendaItem:
    """Add an item at the end; nobody is invited to it."""
    row = arrangeable(by, meeting)
    key = form_key(by, new.token)
    before = AgendaItem.objects.filter(owner=row.owner_id, origin_key=key).visible_to(by).first()
    if key is not None and before is not None:
        return before
    item = add(by, row, new)
    changed(row)
    return item


def add(
    by: User, meeting: Meeting, new: NewItem, *, fixed: bool = False, closing: bool = False
) -> AgendaItem:
    """Add an item to a meeting that ``by`` already holds: before what closes it, unless it is ``closing`` itself."""
    item = AgendaItem(
        number=opaque_number("AP"),
        owner=meeting.owner,
        meeting=meeting,
        confidentiality=meeting.confidentiality,
        first_asked_on=meeting.held_on,
        position=last_place(meeting, closing=closing) + GAP,
        fixed=fixed,
        origin_key=form_key(by, new.token),
    )
    fill(by, item, new)
    item.save()
    log(item, Action.CREATE, kind=str(item.kind))
    return item


@transaction.atomic
def change_item(*, by: User, item: AgendaItem, new: NewItem, version: int) -> AgendaItem:
    """Change what an item says. Who was invited gets it at the next sending."""
    row = held_item(by, item, version=version)
    fill(by, row, _kept(by, row, new))
    row.save()
    changed(row.meeting)
    log(row, Action.CHANGE)
    return row


def _kept(by: User, item: AgendaItem, new: NewItem) -> NewItem:
    """The signal stays; a case that ``by`` may not see himself stays too, for he could not choose it."""
    with elevated(why="what an item is about can lie outside its host's sight"):
        signal = (
            Signal.objects.filter(pk__in=[key for key in (item.signal_id,) if key])
            .unrestricted(why=WHY)
            .first()
        )
        case = (
            Case.objects.filter(pk__in=[key for key in (item.case_id,) if key]).unrestricted(why=WHY).first()
        )
    hidden = case is not None and not Case.objects.filter(pk=case.pk).visible_to(by).exists()
    return replace(
        new,
        signal=signal,
        about=item.about or new.about,
        case=case if hidden and new.case is None else new.case,
    )


def fill(by: User, item: AgendaItem, new: NewItem) -> None:
    """Put the words of ``new`` on an item; refuses what can't be on an agenda at all."""
    if not new.question.strip():
        raise Refused("Schrijf de vraag aan de tafel in één zin. Zonder vraag geen punt.", field="question")
    if not new.title.strip():
        raise Refused("Vul een codewoord of nummer in.", field="title")
    if not 1 <= new.minutes <= 240:
        raise Refused("Vul 1 tot 240 minuten in.", field="minutes")
    item.title, item.question = new.title.strip()[:80], new.question.strip()[:300]
    item.kind, item.goal, item.minutes = new.kind, new.goal, new.minutes
    item.note = new.note.strip() or None
    item.brought_by = new.brought_by
    item.about = new.about.strip()[:24]
    item.territory = sorted(set(new.territory)) or [item.owner.municipality_code]
    item.case, item.signal = new.case, new.signal
    if new.signal is not None:
        item.alignment = new.signal.police_alignment
    elif item.split_from_id is None:
        item.alignment = PoliceAlignment.NOT_NEEDED
    item.regimes = regimes_of(item, new.regimes)
    linked = [record.confidentiality for record in (new.case, new.signal) if record is not None]
    item.confidentiality = max([item.confidentiality, *linked])


def regimes_of(item: AgendaItem, told: Sequence[str]) -> list[str]:
    """The set of regimes of an item: of its words, its case or signal, and its files; refuses those of the vaults."""
    found = set(told)
    with elevated(why="an item has the regimes of what it is about and of its files"):
        for linked in (item.case, item.signal):
            found |= set(linked.regimes) if linked is not None else set()
        files = ItemDocument.objects.filter(item=item).unrestricted(why=WHY)
        for row in files.select_related("document") if not item._state.adding else ():
            found |= set(row.document.regimes)
    if sentence := never_at_the_table(sorted(found)):
        raise Refused(sentence, field="regimes")
    if strange := found - REGIMES.keys():
        raise Refused(f"Dit regime bestaat niet: {', '.join(sorted(strange))}.", field="regimes")
    return sorted(found)


def last_place(meeting: Meeting, *, closing: bool = False) -> int:
    """The highest position in use before what closes a meeting, or with ``closing`` of all."""
    with elevated(why="the next free place on an agenda"):
        rows = AgendaItem.objects.filter(meeting=meeting).unrestricted(why=WHY)
        if closing:
            return max(CLOSING, int(rows.aggregate(last=Max("position"))["last"] or 0))
        return int(rows.filter(position__lt=CLOSING).aggregate(last=Max("position"))["last"] or 0)
