"""Send an agenda: one person says that it is ready, another sends it, each gets only his own.

What goes to somebody is kept as :class:`Pack`: the ledger of what was disclosed, by which later changes are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import transaction

from access.contexts import elevated
from access.decisions import require
from accounts.notices import send_notice
from audit.models import Action
from cases.operations.tabling import put_on_table
from casustafel.models import AgendaItem, Invitation, ItemDocument, ItemInvitee, Meeting, Pack
from casustafel.operations.disclosing import enter_register
from casustafel.operations.holding import WHY, derive_at, derive_now, held_meeting, log, opaque_number
from casustafel.queries.guests import guest_of, need_of
from casustafel.queries.packs import contents_of
from casustafel.rules import RULES, Agenda, first_broken, never_at_the_table
from casustafel.states import MEETING_FLOW, ON_AGENDA, ItemState, MeetingState
from core import clock
from core.errors import Refused

if TYPE_CHECKING:
    from accounts.models import User

TEXT: Final = (
    "Voor overleg {number} staat {what} voor u klaar.\n\nMeld u aan om die te lezen:\n\n{url}\n\n"
    "In deze mail staat met opzet niets over de inhoud."
)


@transaction.atomic
def release(*, by: User, meeting: Meeting, version: int | None = None) -> Meeting:
    """Say that an agenda is ready; a second person sends it."""
    row = held_meeting(by, meeting, version=version)
    if row.state not in {MeetingState.PREPARING, MeetingState.PUBLISHED}:
        raise Refused("Deze agenda kan niet meer worden verstuurd.")
    _require(row, Agenda(items=len(_items(row)), hindered=tuple(hindered(row)), released_by=by.pk))
    row.release_by, row.release_at, row.sent_by = by, clock.now(), None
    row.save()
    log(row, Action.TRANSITION, step="released")
    return row


@transaction.atomic
def take_release_back(*, by: User, meeting: Meeting) -> Meeting:
    """Go on arranging before anything was sent."""
    row = held_meeting(by, meeting)
    row.release_by, row.release_at = None, None
    row.save()
    log(row, Action.TRANSITION, step="release_taken_back")
    return row


@transaction.atomic
def send_agenda(*, by: User, meeting: Meeting, version: int | None = None) -> Meeting:
    """Send what a colleague released: from now on each reads his own items, until his access ends.

    Sending again gives everybody whose items changed a new version, and mails nobody else.
    """
    row = held_meeting(by, meeting, version=version)
    first = row.state == MeetingState.PREPARING
    step = MEETING_FLOW.step(MeetingState.PREPARING, MeetingState.PUBLISHED)
    require(by, step.action, row)
    if not first and row.state != MeetingState.PUBLISHED:
        raise Refused("Deze agenda kan niet meer worden verstuurd.")
    items = _items(row)
    facts = Agenda(
        items=len(items),
        hindered=tuple(hindered(row)),
        released_by=row.release_by_id,
        sender=by.pk,
    )
    RULES.require(step, facts)
    now = clock.now()
    row.state, row.sent_at, row.sent_by = MeetingState.PUBLISHED, now, by
    row.published_at = row.published_at or now
    row.edition += 1
    row.save()
    log(row, Action.TRANSITION, to=str(row.state), edition=row.edition)
    _open_items(by, items)
    _table_cases(by, row, items)
    told = _pack(row)
    derive_at(row, row.access_until)
    derive_now(row)
    row.refresh_from_db()
    # What was sent is done: the next change starts again with two people.
    row.release_by, row.release_at, row.sent_by = None, None, by
    row.save()
    transaction.on_commit(lambda: _tell(row.number, row.address, told, first=first))
    return row


def _table_cases(by: User, meeting: Meeting, items: list[AgendaItem]) -> None:
    """Put the cases of the items on the table; one that stays behind does not stop the agenda, and is shown on it."""
    keys = {item.case_id for item in items if item.case_id and item.state == ItemState.PLANNED}
    left = put_on_table(by=by, keys=keys, agenda=meeting.number)
    for key in sorted(left):
        log(meeting, Action.CHANGE, step="case_not_on_table", case=str(key))


def _require(meeting: Meeting, facts: Agenda) -> None:
    """The rules of sending that one person can already meet."""
    step = MEETING_FLOW.step(MeetingState.PREPARING, MeetingState.PUBLISHED)
    for rule in RULES.broken(step, facts):
        if rule.name != "two_people":
            raise Refused(rule.sentence())


def _items(meeting: Meeting) -> list[AgendaItem]:
    """The items as they are now: a case or signal may have got another regime or answer since."""
    with elevated(why="regimes of what an item is about"):
        rows = AgendaItem.objects.filter(meeting=meeting, state__in=ON_AGENDA).unrestricted(why=WHY)
        items = list(rows.select_related("case", "signal").order_by("position"))
        for item in items:
            before = (item.regimes, item.alignment, item.confidentiality)
            for linked in filter(None, (item.case, item.signal)):
                item.regimes = sorted({*item.regimes, *linked.regimes})
                item.confidentiality = max(item.confidentiality, linked.confidentiality)
            if item.signal is not None:
                item.alignment = item.signal.police_alignment
            if sentence := never_at_the_table(item.regimes):
                raise Refused(f"{item.title}: {sentence}")
            if (item.regimes, item.alignment, item.confidentiality) != before:
                item.save()
    return items


def hindered(meeting: Meeting) -> list[str]:
    """The numbers of items with a guest whom a rule keeps from it, as the item is now."""
    rows = ItemInvitee.objects.filter(
        item__meeting=meeting, item__state__in=ON_AGENDA, withdrawn_at=None
    ).unrestricted(why=WHY)
    return [
        row.item.number
        for row in rows.select_related("item", "user__organisation")
        if first_broken(guest_of(row.item, need_of(row))) is not None
    ]


def _open_items(by: User, items: list[AgendaItem]) -> None:
    now = clock.now()
    fresh = ItemInvitee.objects.filter(item__in=items, withdrawn_at=None, starts_at=None, ends_at__gt=now)
    for invitee in fresh.unrestricted(why=WHY).select_related("item", "user__organisation"):
        invitee.starts_at = now
        invitee.save()
        enter_register(by, invitee)
    files = ItemDocument.objects.filter(item__in=items, released_at=None).unrestricted(why=WHY)
    touched = set()
    for document in files:
        document.released_at = now
        document.save()
        touched.add(document.item_id)
    for item in items:
        if item.pk in touched:
            # The files follow the item when it is saved.
            item.save()


def _pack(meeting: Meeting) -> list[User]:
    """Keep what each gets, and say who must be told: who got something else than the last time."""
    told = []
    asked = Invitation.objects.filter(meeting=meeting, withdrawn_at=None).unrestricted(why=WHY)
    contents = contents_of(meeting)
    for invitation in asked.select_related("user__organisation"):
        content = contents.get(invitation.user_id, {"items": []})
        earlier = Pack.objects.filter(meeting=meeting, recipient=invitation.user).unrestricted(why=WHY)
        last = earlier.order_by("-edition").first()
        if last is not None and last.content == content:
            continue
        pack = Pack(
            number=opaque_number("PK"),
            owner=meeting.owner,
            meeting=meeting,
            recipient=invitation.user,
            edition=meeting.edition,
            confidentiality=max([meeting.confidentiality, *(item["level"] for item in content["items"])]),
            regimes=sorted({code for item in content["items"] for code in item["regimes"]}),
            content=content,
            sent_at=clock.now(),
        )
        pack.save()
        derive_at(pack, meeting.access_until)
        _disclosed(pack)
        invitation.told_edition = meeting.edition
        invitation.save()
        told.append(invitation.user)
    return told


def _disclosed(pack: Pack) -> None:
    """One line per person with what he was given; the bases stand in the pack itself."""
    items: list[dict[str, Any]] = pack.content["items"]
    log(
        pack,
        Action.DISCLOSE,
        recipient=pack.recipient_id,
        organisation=pack.recipient.organisation.code,
        items=[item["number"] for item in items],
    )


def _tell(number: str, address: str, people: list[User], *, first: bool) -> None:
    url = f"{settings.BASE_URL.rstrip('/')}{address}"
    what = "de agenda" if first else "een nieuwe versie van de agenda"
    for user in people:
        if user.is_active:
            send_notice(user.email, f"overleg {number}", TEXT.format(number=number, what=what, url=url))
