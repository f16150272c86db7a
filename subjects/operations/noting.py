"""Note that a record is common, so that it stops tying everybody to everybody until somebody looks again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.decisions import require
from access.records import locked
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from subjects.models import SourceKind, Statement, Subject
from subjects.operations.keys import follow_statements

if TYPE_CHECKING:
    from accounts.models import User

FACT: Final = "common"
LONGEST: Final = timedelta(days=366)
RENEWED: Final = "Opnieuw bekeken"


@transaction.atomic
def mark_common(*, by: User, subject: Subject, until: date, why: str) -> Subject:
    """Note a flat, an agency or a shared number as common until a day on which somebody looks again.

    Until then it brings nothing up beside a signal and no chain runs through it. The reason is kept as a
    fact of the record, with who noted it and when.
    """
    subject = locked(Subject, by, subject.pk)
    require(by, "subjects.judge", subject)
    if not why.strip():
        raise Refused("Schrijf op waarom dit veel voorkomt.", field="why")
    if until <= clock.today():
        raise Refused("Kies een dag na vandaag.", field="until")
    if until > clock.today() + LONGEST:
        raise Refused("Kies een dag binnen een jaar. Dan kijkt iemand er opnieuw naar.", field="until")
    _withdraw(by, subject, RENEWED)
    at = clock.now()
    Statement(
        subject=subject,
        fact=FACT,
        value=why.strip()[:300],
        until=until.isoformat(),
        source=SourceKind.COLLEAGUE,
        stated_by=by,
        stated_at=at,
    ).save()
    subject.common_until = until
    follow_statements(subject)
    _note(subject, "common", until)
    return subject


@transaction.atomic
def end_common(*, by: User, subject: Subject, why: str) -> Subject:
    """It no longer is: from now on it comes up again."""
    subject = locked(Subject, by, subject.pk)
    require(by, "subjects.judge", subject)
    if subject.common_until is None:
        raise Refused("Dit staat niet meer als veelvoorkomend.")
    if not why.strip():
        raise Refused("Schrijf op waarom dit niet meer zo is.", field="why")
    _withdraw(by, subject, why.strip()[:500])
    subject.common_until = None
    follow_statements(subject)
    _note(subject, "no_longer_common", None)
    return subject


def _withdraw(by: User, subject: Subject, why: str) -> None:
    rows = Statement.objects.filter(subject=subject, fact=FACT, withdrawn_at=None).visible_to(by)
    for row in rows.select_for_update(of=("self",)):
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = clock.now(), by, why
        row.save()


def _note(subject: Subject, step: str, until: date | None) -> None:
    record_event(
        Action.CHANGE,
        record_type=subject._meta.label_lower,
        record_id=str(subject.pk),
        regime=subject.regimes,
        details={"step": step, "until": until.isoformat() if until else ""},
    )
