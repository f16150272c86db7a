"""The register: a list of subjects or objects, filtered, in pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet

from subjects import facts
from subjects.deriving import key_for
from subjects.models import Kind, Subject, SubjectKey
from subjects.queries.named import likest

if TYPE_CHECKING:
    from accounts.models import User

PAGE: Final = 50
MOST_HOLDERS: Final = 500
# What somebody types is tried as each of these; a value that can't be one of them is no key.
TRIED: Final = ("bsn", "rsin", "kvk", "phone", "iban", "plate", "address", "establishment", "bag_object")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the address of the list asks for."""

    kind: str = ""
    text: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        """From the query of an address; unknown values count as not asked."""
        kind = query.get("soort", "").upper()
        return cls(
            kind=kind if kind in Kind.values else "",
            text=" ".join(_plain(query.get("q", "")).split())[:80],
            after=_plain(query.get("na", ""))[:24],
        )

    def query(self, **changes: str) -> str:
        """The query of the address that asks for this."""
        asked = {"soort": self.kind.lower(), "q": self.text, "na": self.after} | changes
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the register and the number after which the next one starts."""

    rows: list[Subject]
    following: str = ""


def listing(actor: User, kinds: tuple[str, ...], filters: Filters) -> Listing:
    """At most 50 records of these kinds, newest first; a text finds names with typing errors and numbers."""
    wanted = (filters.kind,) if filters.kind in kinds else kinds
    rows = Subject.objects.visible_to(actor)
    if filters.text:
        rows = rows.filter(pk__in=_matching(actor, filters.text))
    if filters.after:
        last = Subject.objects.visible_to(actor).filter(number=filters.after)
        point = last.values_list("created_at", "pk").first()
        if point:
            rows = rows.filter(Q(created_at__lt=point[0]) | Q(created_at=point[0], pk__lt=point[1]))
    # The index has the newest of one kind in order, not those of several: asked together, all are sorted.
    newest = [rows.filter(kind=kind).order_by("-created_at", "-id")[: PAGE + 1] for kind in wanted]
    found = sorted(
        (row for one in newest for row in one), key=lambda row: (row.created_at, row.pk), reverse=True
    )
    return Listing(found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else "")


def _matching(actor: User, text: str) -> set[UUID]:
    """The keys of what a text may mean. Found first, each by its own index; asked together, none is used."""
    found = set(Subject.objects.visible_to(actor).filter(number=text.upper()).values_list("pk", flat=True))
    plain = facts.plain_name(text)
    if len(plain) > 2:
        found |= set(likest(plain))
    for kind, key in keys_in(text):
        holders = SubjectKey.objects.filter(kind=kind, key=key).visible_to(actor)
        found |= set(holders.values_list("subject_id", flat=True)[:MOST_HOLDERS])
    return found


def keys_in(text: str) -> list[tuple[str, bytes]]:
    """The search keys that a typed text may stand for."""
    found = []
    for code in TRIED:
        fact = facts.BY_CODE[code]
        try:
            value = fact.read(text)
        except facts.FactProblem:
            continue
        found += [(fact.key, key) for key in key_for(fact.key, value)]
    return found


def by_number(actor: User, number: str) -> Subject | None:
    """One record by its public number; None when hidden or absent."""
    number = _plain(number)
    rows: QuerySet[Subject] = Subject.objects.visible_to(actor)
    return rows.filter(number=number).first()


def _plain(text: str) -> str:
    """Without NUL: nobody types it, and the database takes none."""
    return text.replace("\x00", "")
