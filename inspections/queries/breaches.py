"""Breaches that controls found at an address: for who looks up what happened there before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from encryption.fields import readable
from inspections.models import Finding
from subjects.models import Kind, SubjectKey
from subjects.queries.finding import keys_in

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 100
# Whose address counts: a person's home is on no route.
AT: Final = (Kind.PREMISES, Kind.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Breach:
    """One breach as it may be told."""

    finding: Finding
    place: str
    rule: str
    what: str


def breaches_at(actor: User, subjects: Sequence[UUID], text: str = "") -> list[Breach]:
    """What finished controls found at the addresses of these records, or at the address in ``text``; newest first.

    An address is the house: another door of the same building comes with it, and says which. Two queries.
    """
    holders = SubjectKey.objects.filter(kind="ADDRESS", subject__in=list(subjects), subject__kind__in=AT)
    keys = {bytes(key) for key in holders.visible_to(actor).values_list("key", flat=True)}
    if asked := keys_in(text, ("location",)).get("ADDRESS"):
        keys.add(asked)
    if not keys:
        return []
    rows = Finding.objects.filter(place_key__in=list(keys), breach=True, final=True).visible_to(actor)
    return [
        Breach(
            row,
            readable(row, "place", otherwise="niet leesbaar"),
            readable(row, "rule", otherwise="niet leesbaar"),
            readable(row, "what", otherwise="niet leesbaar"),
        )
        for row in rows.order_by("-seen_at", "-id")[:MOST]
    ]
