"""Measures where rooms below show records: a section on the pages of subjects and cases, cards beside a signal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localtime

from access.roles import may
from measures.models import Measure, Party, PartyRole
from measures.states import ENDED, IMPOSED
from signals.queries.beside import Beside
from signals.queries.evidence import Card
from subjects.queries import Panel, Span
from subjects.queries.edges import edges_by_judgement

if TYPE_CHECKING:
    from accounts.models import User
    from cases.models import Case

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Appearance:
    """A record in one measure: as what."""

    measure: Measure
    roles: str


def measures_with(actor: User, subjects: Sequence[UUID], at: datetime | None) -> Panel:
    """The measures that these records were part of at a moment, the newest first, ended ones included."""
    stood = Q(withdrawn_at=None)
    if at is not None:
        stood = Q(added_at__lte=at) & (Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))
    rows = Party.objects.filter(stood, subject__in=subjects).visible_to(actor)
    rows = rows.select_related("measure__type").order_by("-measure__created_at", "-id")
    together: dict[UUID, list[Party]] = {}
    for row in rows[:MOST]:
        together.setdefault(row.measure_id, []).append(row)
    found = [
        Appearance(
            links[0].measure, ", ".join(dict.fromkeys(str(PartyRole(row.role).label) for row in links))
        )
        for links in together.values()
    ]
    return Panel(
        code="maatregelen",
        title="Maatregelen",
        template="measures/_panel.html",
        counted="maatregel,maatregelen",
        empty="Hierop rust geen maatregel die u kunt zien.",
        rows=found,
        record_type="measures.measure",
        shown=sorted({str(row.measure.pk) for row in found}),
        spans=[span for row in found if (span := _span(row.measure, at)) is not None],
    )


def _span(measure: Measure, at: datetime | None) -> Span | None:
    """From the day on which it works, else on which it was decided, to its end; None when neither is there."""
    first = localtime(measure.starts_at).date() if measure.starts_at else measure.decided_on
    if first is None or (at is not None and first > localtime(at).date()):
        return None
    last = measure.ended_on or measure.ends_on
    return Span(
        f"{measure.type.label} {measure.number}", first, max(first, last) if last else None, measure.address
    )


def measures_of(actor: User, case: Case) -> Panel:
    """The measures that came out of a case, the newest first."""
    rows = Measure.objects.filter(case=case).visible_to(actor).select_related("type")
    found = [Appearance(row, "") for row in rows.order_by("-created_at", "-id")[:MOST]]
    return Panel(
        code="maatregelen",
        title="Maatregelen",
        template="measures/_case_panel.html",
        counted="maatregel,maatregelen",
        empty="Uit deze casus kwam nog geen maatregel die u kunt zien.",
        rows=found,
        record_type="measures.measure",
        shown=sorted(str(row.measure.pk) for row in found),
    )


def measures_beside(actor: User, subjects: Collection[UUID]) -> Beside | None:
    """What was imposed on who and what a signal is about, and what is being prepared. Two queries.

    Who was judged the same counts too: the registration of a measure is another than that of triage.
    """
    if not may(actor, "measures.view"):
        return None
    keys = set(subjects)
    keys |= {other for _, other, _ in edges_by_judgement(actor, keys)}
    rows = Party.objects.filter(subject__in=keys, withdrawn_at=None).visible_to(actor)
    rows = rows.select_related("measure__type", "subject").order_by("-measure__created_at", "-id")
    together: dict[UUID, list[Party]] = {}
    for row in rows[:MOST]:
        together.setdefault(row.measure_id, []).append(row)
    lanes: defaultdict[bool, list[list[Party]]] = defaultdict(list)
    for parties in together.values():
        state = parties[0].measure.state
        if state in IMPOSED or state not in ENDED:
            lanes[state in IMPOSED].append(parties)
    cards = []
    if lanes[True]:
        cards.append(_card("Al opgelegd", "opgelegd", lanes[True]))
    if lanes[False]:
        cards.append(_card("Komt eraan", "in voorbereiding", lanes[False]))
    shown = [str(parties[0].measure_id) for lane in lanes.values() for parties in lane]
    return Beside(cards, "measures.measure", shown)


def _card(why: str, word: str, found: list[list[Party]]) -> Card:
    count = "1 maatregel" if len(found) == 1 else f"{len(found)} maatregelen"
    return Card(
        kind="MEASURE",
        why=why,
        title=f"{count} {word}",
        strong=True,
        items=[_item(parties) for parties in found],
    )


def _item(parties: list[Party]) -> dict[str, str]:
    measure = parties[0].measure
    on = ", ".join(
        dict.fromkeys(f"{row.subject.get_kind_display().lower()} {row.subject.number}" for row in parties)
    )
    day = f" · {measure.decided_on:%d-%m-%Y}" if measure.decided_on else ""
    return {
        "number": measure.number,
        "url": measure.address,
        "text": measure.type.label,
        "when": f"{measure.get_state_display().lower()}{day} · {on}",
    }
