"""When a signal shuts: let go of who was in it, and of what only it told about them."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db.models import Q

from access.contexts import elevated
from signals.models import Involvement, RejectedMark, Signal
from signals.states import SignalState
from subjects.models import Subject
from subjects.operations import destroy_records, forget_told, numbers_behind, told_by

WHY: Final = "a signal that shuts"
SHUT: Final = Q(sealed_at__isnull=False) | Q(state=SignalState.DESTROYED)


def let_go(signal: Signal) -> list[str]:
    """Untie everybody from a signal, and destroy what only it told; returns that in words.

    A record that is in another signal that may still be read keeps what it has until that one shuts
    too. Runs in the context of the system, for sealing and destroying.
    """
    with elevated(why=WHY):
        links = Involvement.objects.filter(signal=signal).unrestricted(why=WHY)
        tied = {*links.values_list("subject_id", flat=True), *told_by(signal.number)}
        labels = dict(_labels(tied))
        roles = {row.subject_id: row.get_role_display() for row in links.filter(withdrawn_at=None)}
        links.delete()
        RejectedMark.objects.filter(signal=signal).unrestricted(why=WHY).delete()
        free = tied - _in_open_signals(tied)
        gone = forget_told(numbers=_shut(free) | {signal.number}, subjects=free)
        # Links that were taken back before hold nothing any more.
        Involvement.objects.filter(subject__in=gone.bare).unrestricted(why=WHY).delete()
        destroy_records(gone.bare)
    return [_line(label, roles.get(pk, ""), gone.said.get(pk, [])) for pk, label in labels.items()]


def _labels(subjects: set[UUID]) -> list[tuple[UUID, str]]:
    rows = Subject.objects.filter(pk__in=subjects).unrestricted(why=WHY).order_by("number")
    return [(row.pk, row.label) for row in rows]


def _in_open_signals(subjects: set[UUID]) -> set[UUID]:
    rows = Involvement.objects.filter(subject__in=subjects, withdrawn_at=None)
    shut = Signal.objects.filter(SHUT).unrestricted(why=WHY).values("pk")
    return set(rows.exclude(signal__in=shut).unrestricted(why=WHY).values_list("subject_id", flat=True))


def _shut(subjects: set[UUID]) -> set[str]:
    rows = Signal.objects.filter(SHUT, number__in=numbers_behind(subjects))
    return set(rows.unrestricted(why=WHY).values_list("number", flat=True))


def _line(label: str, role: str, said: list[str]) -> str:
    """One record as the seal keeps it: ``Jan Bakker (betrokkene). Telefoon: +31 6 …``."""
    return ". ".join(filter(None, [f"{label} ({role})" if role else label, "; ".join(said)]))
