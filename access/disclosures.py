"""Showing one record to another organisation: on a legal basis, for a purpose, until a day, on record.

A grant opens the record; the line of the verstrekking outlives it (Wpg 25 and 32, AVG 15).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction

from access.contexts import elevated
from access.grants import GroupGrant, UserGrant, grant, revoke
from access.models import Disclosure
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from core.numbers import next_number

if TYPE_CHECKING:
    from access.records import Record
    from accounts.models import User

WHY: Final = "the register of verstrekkingen is the privacy officer's"
# How far back the person concerned may ask who received his data (Wpg 25 lid 1).
LOOK_BACK: Final = timedelta(days=4 * 366)
PAGE: Final = 50


@transaction.atomic
def disclose(
    *,
    by: User,
    record: Record,
    to: User,
    why: str,
    ends_at: datetime,
    legal_basis: str,
    purpose: str,
) -> Disclosure:
    """Open ``record`` for somebody of another organisation until ``ends_at``, and write it in the register.

    Raises :class:`access.decisions.Denied` without the right to share; :class:`Refused` without basis or
    purpose, and when a regime of the record keeps it within the organisation (domain 1.10).
    """
    if not legal_basis.strip():
        raise Refused("Kies op welke grondslag u dit verstrekt.", field="legal_basis", article="AVG 6")
    if not purpose.strip():
        raise Refused(
            "Vul in waarvoor de ontvanger dit nodig heeft.", field="purpose", article="AVG 5 lid 1 onder b"
        )
    row = grant(by=by, record=record, to=to, why=why, ends_at=ends_at, source="disclosure")
    line = Disclosure(
        owner_id=record.owner_id,
        regimes=list(record.regimes),
        # The line says that and to whom, not what the record holds.
        confidentiality=Confidentiality.INTERN,
        record_type=record._meta.label_lower,
        record_id=record.pk,
        record_number=record.number,
        to_user=to,
        to_organisation=to.organisation,
        legal_basis=legal_basis.strip()[:200],
        purpose=purpose.strip()[:200],
        why=why.strip(),
        starts_at=row.starts_at,
        ends_at=ends_at,
        by=by,
    )
    with elevated(why=WHY):
        line.number = next_number("VS", clock.today().year)
        line.save()
    record_event(
        Action.DISCLOSE,
        record_type=record._meta.label_lower,
        record_id=str(record.pk),
        regime=record.regimes,
        reason=why.strip(),
        details={
            "disclosure": line.number,
            "organisation": to.organisation.code,
            "user": to.pk,
            "until": ends_at.date().isoformat(),
        },
    )
    return line


@transaction.atomic
def end_disclosure(*, by: User, record: Record, row: UserGrant | GroupGrant, why: str) -> None:
    """End what was opened; the line in the register gets its real last moment."""
    revoke(by=by, record=record, row=row, why=why)
    if not isinstance(row, UserGrant):
        return
    at = clock.now()
    with elevated(why=WHY):
        lines = Disclosure.objects.filter(record_id=record.pk, to_user=row.user_id, ends_at__gt=at)
        for line in lines.unrestricted(why=WHY).select_for_update(of=("self",)):
            line.ends_at = max(line.starts_at, at)
            line.save()


def disclosures_of(
    actor: User, records: Collection[UUID], *, since: datetime | None = None
) -> list[Disclosure]:
    """Who received these records over the last four years, as far as the actor may know; newest first."""
    begin = since or clock.now() - LOOK_BACK
    rows = Disclosure.objects.filter(record_id__in=records, ends_at__gte=begin).visible_to(actor)
    return list(rows.select_related("to_user", "to_organisation", "by").order_by("-starts_at", "-id"))


def register_of(actor: User, *, organisation: str = "", after: str = "") -> tuple[list[Disclosure], str]:
    """A page of the register, newest first, and the number after which the next page starts."""
    rows: Any = Disclosure.objects.visible_to(actor)
    if organisation:
        rows = rows.filter(to_organisation__code=organisation)
    if after:
        last = Disclosure.objects.visible_to(actor).filter(number=after).first()
        if last is not None:
            rows = rows.filter(starts_at__lte=last.starts_at).exclude(
                starts_at=last.starts_at, pk__gte=last.pk
            )
    found = list(
        rows.select_related("to_user", "to_organisation", "by").order_by("-starts_at", "-id")[: PAGE + 1]
    )
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else ""
