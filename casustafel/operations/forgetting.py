"""What the table keeps about a case goes with the case (domain 1.9): items, minutes, decisions, files, what was sent."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from audit.models import AuditEvent
from audit.reasons import destroy_reasons
from cases.models import Case
from casustafel.models import (
    AgendaItem,
    BlockVersion,
    ItemDocument,
    ItemInvitee,
    Minutes,
    MinutesEdition,
    Pack,
    TableDecision,
)
from documents.models import Document
from documents.operations import destroy_document

WHY: Final = "what the table keeps about a case goes with the case"
TITLE: Final = "Vernietigde casus"
GONE: Final = "Vernietigd na de bewaartermijn"
# Of an item in what was sent to somebody: that he got it, and on which basis, stays.
EMPTIED: Final = {"title": TITLE, "question": GONE, "note": "", "why": GONE, "documents": []}


def forget_case(case: Case) -> None:
    """Empty every item about a case, also what was split off from one; place, days, kinds and names of readers stay.

    Runs in the context of the system, within the destruction of the case.
    """
    about = AgendaItem.objects.filter(Q(case=case) | Q(split_from__case=case)).unrestricted(why=WHY)
    items = list(about.select_related("meeting").select_for_update(of=("self",)).order_by("pk"))
    keys = [item.pk for item in items]
    _empty_files(keys)
    for item in items:
        item.title, item.question = TITLE, GONE
        item.note = item.stopped_why = None
        item.save()
    for invitee in ItemInvitee.objects.filter(item__in=keys).unrestricted(why=WHY):
        invitee.why, invitee.consent = GONE, None
        invitee.save()
    minutes = _empty_minutes(keys)
    _empty_packs({item.number for item in items}, {item.meeting_id for item in items if item.meeting_id})
    lines = AuditEvent.objects.using("audit").filter(record_id__in=[str(key) for key in (*keys, *minutes)])
    destroy_reasons(list(lines.exclude(reason=b"").values_list("id", flat=True)))


def _empty_files(items: list[UUID]) -> None:
    """The files of these items, unless another item still shows them."""
    rows = ItemDocument.objects.filter(item__in=items).unrestricted(why=WHY)
    files = set(rows.values_list("document_id", flat=True))
    rows.delete()
    left = ItemDocument.objects.filter(document__in=files).unrestricted(why=WHY)
    files -= set(left.values_list("document_id", flat=True))
    for document in Document.objects.filter(pk__in=files, destroyed_at=None).unrestricted(why=WHY):
        destroy_document(by=None, document=document, why="bewaartermijn voorbij")


def _empty_minutes(items: list[UUID]) -> list[UUID]:
    """What was said and decided at these items, in every edition."""
    whole = list(Minutes.objects.filter(item__in=items).unrestricted(why=WHY))
    keys = [minutes.pk for minutes in whole]
    BlockVersion.objects.filter(minutes__in=keys).unrestricted(why=WHY).update(text=None)
    for minutes in whole:
        minutes.correcting_why = None
        minutes.save()
    for one in TableDecision.objects.filter(minutes__in=keys).unrestricted(why=WHY):
        one.reason = GONE
        one.recipient = one.answer = one.withdrawn_why = None
        one.save()
    for edition in MinutesEdition.objects.filter(minutes__in=keys).unrestricted(why=WHY):
        edition.why = None
        if edition.content is not None:
            edition.content = {
                "item": edition.content["item"],
                "title": TITLE,
                "question": GONE,
                "blocks": [],
                "decisions": [],
                "present": edition.content["present"],
            }
        edition.save()
    return keys


def _empty_packs(numbers: set[str], meetings: set[UUID]) -> None:
    for pack in Pack.objects.filter(meeting__in=meetings).unrestricted(why=WHY):
        told: list[dict[str, Any]] = pack.content["items"]
        if any(item["number"] in numbers for item in told):
            pack.content = {"items": [item | EMPTIED if item["number"] in numbers else item for item in told]}
            pack.save()
