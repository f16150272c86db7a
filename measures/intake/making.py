"""One row of an old register becomes a measure: read, judged, linked and kept; or refused with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from django.db import DataError, IntegrityError, transaction

from access.contexts import elevated
from core import clock
from core.errors import Refused
from measures.intake.linking import linked
from measures.intake.reading.rows import NotAMeasure, ReceivedMeasure, RowProblem, RowReader
from measures.intake.reading.words import FIELDS
from measures.models import Measure, PremisesUse, RegisterRow, RegisterRun, RowState
from measures.operations.past import PastMeasure, PastMoney, record_past
from measures.operations.registers import (
    ask_whether_same,
    facts_key,
    known_row,
    log_row,
    refused_row,
    settle_row,
)
from reference.models import MeasureType
from reference.queries import by_code

if TYPE_CHECKING:
    from accounts.models import Organisation, User

WHY: Final = "the same measure in an earlier file"
ALREADY_KNOWN: Final = "Deze maatregel staat al in VIK."
ALREADY_READ: Final = "Deze regel was al ingelezen."
UNREADABLE: Final = "Deze regel kon niet worden opgeslagen. Kijk de velden na."


def reader_of(mapping: Mapping[str, str], today: date) -> RowReader:
    """The reader for a mapping, with the names of the types as the municipality has them."""
    labels = dict(MeasureType.objects.current(today).values_list("label", "code"))
    return RowReader(mapping, today, labels)


def do_row(*, by: User, row: RegisterRow, reader: RowReader) -> RegisterRow:
    """Make what a row tells, and write down what became of it. For one row, in its own transaction."""
    run = row.run
    if known := known_row(row, run.owner):
        if known.state == RowState.REFUSED:
            return settle_row(row, RowState.KNOWN, by=by, reason="Deze regel staat al in de foutenbak.")
        return settle_row(row, RowState.KNOWN, by=by, measure=known.measure, reason=ALREADY_READ)
    found = reader.read(row.original or {})
    if isinstance(found, NotAMeasure):
        return settle_row(row, RowState.IGNORED, by=by, reason=found.reason)
    if isinstance(found, RowProblem):
        return settle_row(row, RowState.REFUSED, by=by, reason=found.reason, field=found.field)
    try:
        with transaction.atomic():
            measure, new = _made(by, run, found)
    except Refused as refusal:
        return settle_row(
            row, RowState.REFUSED, by=by, reason=refusal.message, field=_field_of(refusal.field or "")
        )
    except (DataError, IntegrityError, ValueError):
        return settle_row(row, RowState.REFUSED, by=by, reason=UNREADABLE)
    if new:
        return settle_row(row, RowState.MADE, by=by, measure=measure)
    return settle_row(row, RowState.KNOWN, by=by, measure=measure, reason=ALREADY_KNOWN)


@transaction.atomic
def retry_row(*, by: User, row: RegisterRow, values: Mapping[str, str]) -> RegisterRow:
    """Make a measure of a row with mended fields; raises :class:`Refused` with what is still wrong.

    What stands in columns without a meaning goes along as it came in.
    """
    row = refused_row(by=by, row=row)
    cells = dict(values) | {
        heading: text for heading, text in (row.original or {}).items() if not row.run.mapping.get(heading)
    }
    found = reader_of({name: name for name in FIELDS}, clock.today()).read(cells)
    if isinstance(found, NotAMeasure):
        raise Refused(found.reason, field="kind")
    if isinstance(found, RowProblem):
        raise Refused(found.reason, field=found.field or None)
    try:
        measure, new = _made(by, row.run, found)
    except Refused as refusal:
        raise Refused(refusal.message, field=_field_of(refusal.field or "") or None) from None
    except IntegrityError:
        raise Refused("Een collega heeft deze regel net ingelezen. Laad de pagina opnieuw.") from None
    settle_row(row, RowState.MADE if new else RowState.KNOWN, by=by, measure=measure)
    log_row(row)
    return row


def fields_to_mend(row: RegisterRow) -> dict[str, str]:
    """The cells of a row per field, for the form that mends it."""
    found: dict[str, list[str]] = {}
    for heading, text in (row.original or {}).items():
        name = row.run.mapping.get(heading)
        if name and text:
            found.setdefault(name, []).append(text)
    return {name: (" " if name in {"name", "address"} else "; ").join(texts) for name, texts in found.items()}


def _made(by: User, run: RegisterRun, found: ReceivedMeasure) -> tuple[Measure, bool]:
    """The measure of a row, and whether it is new."""
    key = facts_key(run.owner, found.facts)
    with elevated(why=WHY):
        before = Measure.objects.filter(owner=run.owner, origin_key=key).unrestricted(why=WHY).first()
    if before is not None:
        return before, False
    kind = by_code(MeasureType, found.code)
    if kind is None:
        raise Refused("Deze soort maatregel staat niet in de lijst van uw gemeente.", field="kind")
    parties = linked(by, found, kind.workflow, run.number)
    measure = record_past(by=by, new=_past(found, kind, run.owner, key), parties=parties.parties)
    for subject, near in parties.doubts:
        ask_whether_same(run, subject, near)
    return measure, True


def _past(found: ReceivedMeasure, kind: MeasureType, owner: Organisation, key: bytes) -> PastMeasure:
    terms = found.terms
    return PastMeasure(
        type=kind,
        owner=owner,
        origin_key=key,
        target=found.target,
        reason=found.reason,
        article=found.article,
        reference=found.reference,
        reported_on=found.reported_on,
        decided_on=found.decided_on,
        notified_on=found.notified_on,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        months=terms.months,
        weeks=terms.weeks,
        days=terms.days,
        remedy=found.remedy,
        revoked=found.revoked,
        use=_use(found.target_words),
        money=PastMoney(
            amount=terms.amount,
            mode=terms.mode,
            maximum=terms.maximum,
            period=terms.period,
            incurred=found.incurred.sums,
            paid_all=found.paid.everything,
            paid=found.paid.amount,
        ),
        notes="\n".join([f"In het oude register: {found.words}", *found.notes]),
    )


def _use(words: str) -> str:
    text = words.casefold()
    if "woning" in text or "huis" in text:
        return PremisesUse.DWELLING
    if any(word in text for word in ("perceel", "erf", "terrein")):
        return PremisesUse.YARD
    return PremisesUse.ROOM if text else PremisesUse.DWELLING


def _field_of(name: str) -> str:
    """The field of the row behind a field of a subject, so that the sentence stands beside it."""
    return {"location": "address", "postcode": "address", "kvk": "identifier", "bsn": "identifier"}.get(
        name, name if name in FIELDS else ""
    )
