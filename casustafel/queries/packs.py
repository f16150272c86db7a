"""What somebody gets of an agenda: his items only, as one thing that can be kept, compared and printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from casustafel.models import AgendaItem, Invitation, ItemDocument, ItemInvitee, Meeting, Pack
from casustafel.queries.agenda import people_of
from casustafel.states import ON_AGENDA
from casustafel.wording import Difference, difference

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "the agenda of one recipient"


def contents_of(meeting: Meeting) -> dict[int, dict[str, Any]]:
    """Per guest the items to which he is invited, in order and numbered as if there were no others.

    For the moment of sending and its preview: call it as a host. Three queries.
    """
    invited = ItemInvitee.objects.filter(
        item__meeting=meeting, item__state__in=ON_AGENDA, withdrawn_at=None
    ).unrestricted(why=WHY)
    rows = AgendaItem.objects.filter(meeting=meeting, state__in=ON_AGENDA).unrestricted(why=WHY)
    items = {row.pk: row for row in rows.select_related("brought_by__organisation").order_by("position")}
    files: dict[Any, list[ItemDocument]] = {}
    attached = ItemDocument.objects.filter(item__in=list(items)).unrestricted(why=WHY)
    for file in attached.select_related("document").order_by("added_at"):
        files.setdefault(file.item_id, []).append(file)
    needs: dict[int, dict[Any, ItemInvitee]] = {}
    for row in invited:
        needs.setdefault(row.user_id, {})[row.item_id] = row
    found = {}
    for user, own in needs.items():
        mine = [item for key, item in items.items() if key in own]
        found[user] = {
            "items": [
                told(item, own[item.pk], files.get(item.pk, []), place)
                for place, item in enumerate(mine, start=1)
            ]
        }
    return found


def content_for(meeting: Meeting, user: User) -> dict[str, Any]:
    """What one guest gets of an agenda; nothing at all when he is invited to no item."""
    return contents_of(meeting).get(user.pk, {"items": []})


@dataclass(frozen=True, slots=True)
class Preview:
    """What one guest would get now, against what he got the last time."""

    invitation: Invitation
    content: dict[str, Any]
    last: Pack | None
    change: Difference

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The items; a template takes ``content.items`` for the pairs of the dict."""
        found: list[dict[str, Any]] = self.content["items"]
        return found

    @property
    def same(self) -> bool:
        """Nothing would reach him: he has this already."""
        return self.last is not None and not self.change


def previews_of(actor: User, meeting: Meeting) -> list[Preview]:
    """Per guest what sending would bring him. Five queries."""
    contents = contents_of(meeting)
    packs: dict[int, Pack] = {}
    for pack in Pack.objects.filter(meeting=meeting).visible_to(actor).order_by("edition"):
        packs[pack.recipient_id] = pack
    found = []
    for person in people_of(actor, meeting):
        content = contents.get(person.user_id, {"items": []})
        last = packs.get(person.user_id)
        found.append(Preview(person, content, last, difference(last.content if last else None, content)))
    return found


def told(item: AgendaItem, need: ItemInvitee, files: list[ItemDocument], place: int) -> dict[str, Any]:
    """One item as its invitee is told it."""
    return words(item, files, place) | {
        "why": need.why,
        "basis": need.legal_basis,
        "until": need.ends_at.isoformat(),
    }


def words(item: AgendaItem, files: list[ItemDocument], place: int) -> dict[str, Any]:
    """What an item says, apart from who reads it."""
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
        "documents": [{"number": file.document.number, "caption": file.caption} for file in files],
    }


def told_to_host(actor: User, meeting: Meeting) -> list[dict[str, Any]]:
    """The whole agenda in the same words, for a host to take along. Two queries."""
    rows = AgendaItem.objects.filter(meeting=meeting, state__in=ON_AGENDA).visible_to(actor)
    items = list(rows.select_related("brought_by__organisation").order_by("position"))
    files: dict[Any, list[ItemDocument]] = {}
    attached = ItemDocument.objects.filter(item__in=[item.pk for item in items]).visible_to(actor)
    for file in attached.select_related("document").order_by("added_at"):
        files.setdefault(file.item_id, []).append(file)
    return [
        words(item, files.get(item.pk, []), place) | {"why": "", "basis": "", "until": ""}
        for place, item in enumerate(items, start=1)
    ]
