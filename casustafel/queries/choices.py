"""What the forms of an item offer: legal bases, cases, municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from accounts.models import Organisation, OrganisationKind
from cases.models import Case
from casustafel.queries.stock import RUNNING
from core import clock
from reference.models import LegalBasis

if TYPE_CHECKING:
    from accounts.models import User
    from casustafel.models import AgendaItem

# On which the table of a municipality usually rests, first.
USUAL: Final = ("avg_6_1_e", "avg_6_4", "uavg_33", "wpg_20")


def bases() -> list[tuple[str, str]]:
    """The legal bases that hold today, those of the table first; value and label are the same words."""
    rows: Any = LegalBasis.objects.current(clock.today())
    known = {row.code: f"{row.label} ({row.article})" for row in rows}
    first = [known[code] for code in USUAL if code in known]
    return [(text, text) for text in [*first, *(text for text in known.values() if text not in first)]]


def cases_to_choose(actor: User, item: AgendaItem | None) -> list[Case]:
    """The running cases that somebody may see, and the one that an item is about already."""
    rows = Case.objects.filter(owner=actor.organisation, state__in=RUNNING).visible_to(actor)
    found = list(rows.order_by("title")[:200])
    kept = item.case if item is not None else None
    return [*found, kept] if kept is not None and kept not in found else found


def municipalities() -> list[Organisation]:
    """The municipalities on whose ground something can play."""
    rows = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY)
    return list(rows.order_by("name"))
