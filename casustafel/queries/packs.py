"""What somebody gets of an agenda: his items only, as one thing that can be kept, compared and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from casustafel.models import AgendaItem, ItemDocument, ItemInvitee, Meeting
from casustafel.states import ON_AGENDA

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "the agenda of one recipient"


def content_for(meeting: Meeting, user: User) -> dict[str, Any]:
    """The items of an agenda to which somebody is invited, in order and numbered as if there were no others.

    For the moment of sending and its preview: call it as a host. Three queries.
    """
    invited = ItemInvitee.objects.filter(
        item__meeting=meeting, item__state__in=ON_AGENDA, user=user, withdrawn_at=None
    ).unrestricted(why=WHY)
    needs = {row.item_id: row for row in invited}
    rows = AgendaItem.objects.filter(pk__in=list(needs)).unrestricted(why=WHY)
    files: dict[Any, list[ItemDocument]] = {}
    attached = ItemDocument.objects.filter(item__in=list(needs)).unrestricted(why=WHY)
    for file in attached.select_related("document").order_by("added_at"):
        files.setdefault(file.item_id, []).append(file)
    items = rows.select_related("brought_by__organisation").order_by("position")
    return {
        "items": [
            told(item, needs[item.pk], files.get(item.pk, []), place) for place, item in enumerate(items, 1)
        ]
    }


def told(item: AgendaItem, need: ItemInvitee, files: list[ItemDocument], place: int) -> dict[str, Any]:
    """One item as its invitee is told it."""
    by = item.brought_by
    return {
        "number": item.number,
        "place": place,
        "title": item.title,
        "question": item.question,
        "note": item.note or "",
        "kind": item.get_kind_display(),
        "goal": item.get_goal_display(),
        "minutes": item.minutes,
        "brought_by": by.organisation.name if by is not None else "",
        "regimes": sorted(item.regimes),
        "level": int(item.confidentiality),
        "why": need.why,
        "basis": need.legal_basis,
        "until": need.ends_at.isoformat(),
        "documents": [{"number": file.document.number, "caption": file.caption} for file in files],
    }
