"""The list of measures: newest first, filtered, in pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q

from measures.models import Measure, Party, PartyRole
from measures.states import ENDED
from reference.models import Workflow
from subjects.queries.finding import find_subjects

if TYPE_CHECKING:
    from accounts.models import User

PAGE: Final = 50
MOST_FOUND: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the address of the list asks for."""

    workflow: str = ""
    open_only: bool = False
    mine: bool = False
    text: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        """From the query of an address; unknown values count as not asked."""
        workflow = query.get("soort", "").upper()
        return cls(
            workflow=workflow if workflow in Workflow.values else "",
            open_only=query.get("stand", "") == "lopend",
            mine=query.get("van", "") == "mij",
            text=" ".join(query.get("q", "").replace("\x00", "").split())[:80],
            after=query.get("na", "").replace("\x00", "")[:24],
        )

    def query(self, **changes: str) -> str:
        """The query of the address that asks for this, without what was typed."""
        asked = {
            "soort": self.workflow.lower(),
            "stand": "lopend" if self.open_only else "",
            "van": "mij" if self.mine else "",
            "na": self.after,
        } | changes
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class Row:
    """A measure in the list with on whom or what it rests."""

    measure: Measure
    parties: list[Party] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list, and the number after which the next page starts."""

    rows: list[Row]
    following: str = ""


def listing(actor: User, filters: Filters) -> Listing:
    """At most 50 measures, newest first; a text finds numbers, names, addresses and identifiers of parties."""
    rows = Measure.objects.visible_to(actor)
    if filters.workflow:
        rows = rows.filter(workflow=filters.workflow)
    if filters.open_only:
        rows = rows.exclude(state__in=ENDED)
    if filters.mine:
        rows = rows.filter(Q(handler=actor) | Q(second=actor))
    if filters.text:
        found = find_subjects(actor, filters.text)[:MOST_FOUND]
        parties = Party.objects.filter(subject__in=[hit.subject.pk for hit in found], withdrawn_at=None)
        keys = set(parties.visible_to(actor).values_list("measure_id", flat=True))
        rows = rows.filter(Q(pk__in=keys) | Q(number=filters.text.upper()))
    if filters.after:
        last = Measure.objects.visible_to(actor).filter(number=filters.after)
        point = last.values_list("created_at", "pk").first()
        if point:
            rows = rows.filter(Q(created_at__lt=point[0]) | Q(created_at=point[0], pk__lt=point[1]))
    found_rows = list(rows.select_related("type").order_by("-created_at", "-id")[: PAGE + 1])
    shown = found_rows[:PAGE]
    parties_of = parties_by_measure(actor, [row.pk for row in shown])
    return Listing(
        [Row(row, parties_of[row.pk]) for row in shown],
        shown[-1].number if len(found_rows) > PAGE else "",
    )


def parties_by_measure(actor: User, measures: Sequence[UUID]) -> defaultdict[UUID, list[Party]]:
    """The parties that stand, offender first, each with its subject: one query."""
    order = {role: place for place, role in enumerate(PartyRole.values)}
    found: defaultdict[UUID, list[Party]] = defaultdict(list)
    rows = Party.objects.filter(measure__in=measures, withdrawn_at=None).visible_to(actor)
    for row in sorted(rows.select_related("subject"), key=lambda row: (order[row.role], row.added_at)):
        found[row.measure_id].append(row)
    return found
