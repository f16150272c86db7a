"""Bring the persons of a register file in: each once, related to each other, whatever was there before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from django.db import connection

from access.contexts import acting_as
from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from subjects.intake.batch import Batch, Memory
from subjects.intake.lo3 import LoPerson, Reading, read_persons
from subjects.intake.reporting import Report

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User

BATCH: Final = 100
WHY: Final = "import_persons"
PURPOSE: Final = "Inlezen van personen"
# Two imports at once take turns, a batch each: neither makes what the other has just made.
_TURN: Final = "SELECT pg_advisory_xact_lock(hashtext('subjects.import_persons'))"


def import_persons(
    *, by: User, lines: Iterable[str], store: bool = True, today: date | None = None
) -> Report:
    """Register every person of a file with facts, relations and addresses; again changes nothing.

    ``lines`` is gone through twice, so it must be able to begin anew: first every person comes in, then
    relatives and addresses, because a parent may stand further down. Each batch is a transaction of its
    own: a run that broke off is completed by running it again. With ``store=False`` the same is counted
    and nothing is written. Raises :class:`Denied` without the right, ``NotLo3`` for another kind of file.
    """
    if not may(by, "subjects.import"):
        raise Denied(deny(refusal("subjects.import")))
    report = Report()
    memory = None if store else Memory()
    for chunk in _chunks(read_persons(lines, report.reading, today)):
        with acting_as(by, why=WHY, purpose=PURPOSE):
            _take_turns()
            batch = Batch(by, report, memory)
            batch.persons(chunk)
            batch.write()
    for chunk in _chunks(read_persons(lines, Reading(), today)):
        with acting_as(by, why=WHY, purpose=PURPOSE):
            _take_turns()
            batch = Batch(by, report, memory)
            batch.surroundings(chunk)
            batch.write()
    if store:
        with acting_as(by, why=WHY, purpose=PURPOSE):
            record_event(
                Action.IMPORT,
                record_type="subjects.subject",
                details={
                    "source": "BRP",
                    "persons": report.persons,
                    "made": report.made,
                    "related": report.related,
                    "premises": report.premises,
                    "refused": len(report.problems),
                },
            )
    return report


def _take_turns() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TURN)


def _chunks(persons: Iterator[LoPerson]) -> Iterator[Sequence[LoPerson]]:
    while chunk := list(islice(persons, BATCH)):
        yield chunk
