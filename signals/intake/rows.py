"""From a judged row to a signal: what the readers found, put in the words of the room."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import IO, TYPE_CHECKING, Any, Final

from django.db.models import Q
from django.utils import timezone

from core import clock
from core.errors import Refused
from core.sheets.cells import SourceRow
from core.sheets.kinds import FileProblem
from core.sheets.tables import ReceivedFile, Table
from reference.models import Area, AreaKind
from signals.intake.reading.lists import open_tables
from signals.intake.reading.rows import (
    NotASignal,
    ReceivedSignal,
    RowProblem,
    RowReader,
    date_columns,
    writes_month_first,
)
from signals.intake.reading.words import FIELDS, field_by_heading
from signals.models import SourceType
from signals.operations.register import NewSignal, Reporter
from signals.operations.tokens import row_key
from signals.titles import propose_title, title_warning

if TYPE_CHECKING:
    from accounts.models import Organisation
    from signals.models import ImportRun

REGIME_OF: Final[dict[str, str]] = {
    SourceType.POLICE: "wpg_received",
    SourceType.RIEC: "riec",
    SourceType.OPEN_SOURCE: "open_source",
}
# Fields that tell who reported; they never become part of the signal.
IDENTITY: Final = frozenset({"reporter_name", "inspector"})
NOON: Final = time(12)
SMALL_AREAS: Final = (AreaKind.DISTRICT, AreaKind.NEIGHBOURHOOD, AreaKind.VILLAGE)


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of one file are to be read."""

    owner: Organisation
    source_type: str
    mapping: Mapping[str, str]
    received_at: datetime
    areas: Sequence[tuple[str, Area]] = field(default=(), repr=False)

    @classmethod
    def of(cls, run: ImportRun) -> Plan:
        """The plan of a run; dates are read as on the day that the file came in."""
        return cls.new(run.owner, run.source_type, run.mapping, run.created_at)

    @classmethod
    def new(
        cls,
        owner: Organisation,
        source_type: str,
        mapping: Mapping[str, str],
        received_at: datetime | None = None,
    ) -> Plan:
        """A plan with the areas that a row may name."""
        today = clock.today()
        holds = Q(valid_to=None) | Q(valid_to__gte=today)
        areas = Area._default_manager.filter(holds, valid_from__lte=today, kind__in=SMALL_AREAS)
        named: list[Any] = sorted(
            ((area.label.casefold(), area) for area in areas), key=lambda pair: -len(pair[0])
        )
        return cls(owner, source_type, dict(mapping), received_at or clock.now(), named)

    @property
    def today(self) -> date:
        """The day from which vague dates are counted."""
        return timezone.localdate(self.received_at)


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row of the file: ready to become a signal (``new``), no signal, or with a problem."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    new: NewSignal | None = None
    reporter: Reporter | None = None
    ignored: bool = False
    reason: str = ""
    field: str = ""


def open_file(stream: IO[bytes]) -> ReceivedFile:
    """The tables of a file; raises :class:`core.errors.Refused` with the reader's sentence."""
    try:
        return open_tables(stream)
    except FileProblem as problem:
        raise Refused(str(problem), field="file") from None


def judged_rows(stream: IO[bytes], plan: Plan) -> Generator[JudgedRow]:
    """Every written row of a file in its order, judged one at a time."""
    try:
        for table in open_file(stream).tables:
            reader = reader_of(table, plan)
            for row in table.rows():
                yield judge(reader, plan, table, row)
    except FileProblem as problem:
        raise Refused(str(problem), field="file") from None


def reader_of(table: Table, plan: Plan) -> RowReader:
    """The reader of one table: only its own columns, dates the way this table writes them."""
    mapping = {heading: name for heading, name in plan.mapping.items() if heading in table.headings}
    sample = [table.cells_of(row) for row in table.sample()]
    return RowReader(
        mapping,
        plan.today,
        month_first=writes_month_first(date_columns(mapping), sample),
        from_text=table.from_text,
    )


def judge(reader: RowReader, plan: Plan, table: Table, row: SourceRow) -> JudgedRow:
    """What one row is."""
    sheet, number = table.sheet, row.number
    cells = table.cells_of(row)
    originals = table.originals(row)
    found = reader.read(cells)
    if isinstance(found, NotASignal):
        return JudgedRow(sheet, number, originals, ignored=True, reason=found.reason)
    if isinstance(found, RowProblem):
        return JudgedRow(sheet, number, originals, reason=found.reason, field=found.field)
    unused = _unused(originals, plan.mapping)
    reporter = reporter_of(found)
    return JudgedRow(sheet, number, originals, new=signal_of(found, plan, unused), reporter=reporter)


def judge_mended(values: Mapping[str, str], plan: Plan, originals: Mapping[str, str]) -> JudgedRow:
    """Judge a row from the foutenbak by the fields that somebody filled in."""
    reader = RowReader({name: name for name in FIELDS}, plan.today)
    found = reader.read({name: values.get(name, "") or None for name in FIELDS})
    if not isinstance(found, ReceivedSignal):
        name = found.field if isinstance(found, RowProblem) else "narrative"
        return JudgedRow("", 0, originals, reason=found.reason, field=name)
    unused = _unused(originals, plan.mapping)
    return JudgedRow("", 0, originals, new=signal_of(found, plan, unused), reporter=reporter_of(found))


def fields_of(originals: Mapping[str, str], mapping: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row per field, for the form that mends it."""
    found: dict[str, list[str]] = {}
    for heading, text in originals.items():
        name = mapping.get(heading)
        if name and text:
            found.setdefault(name, []).append(text)
    return {name: (" " if name == "location" else "\n").join(texts) for name, texts in found.items()}


def signal_of(found: ReceivedSignal, plan: Plan, unused: Sequence[str] = ()) -> NewSignal:
    """The signal of a row; who reported it is not in it."""
    title, dropped = _title_of(found)
    narrative = "\n\n".join(filter(None, [dropped, found.full_text, "\n".join([*unused, *found.notes])]))
    received_at = plan.received_at
    if found.received_on is not None:
        received_at = timezone.make_aware(datetime.combine(found.received_on, NOON))
    return NewSignal(
        title=title,
        source_type=plan.source_type,
        narrative=narrative,
        received_at=received_at,
        owner=plan.owner,
        team=found.team,
        location=found.location,
        area=area_of(found.location, plan.areas),
        involved=found.involved,
        observed_from=found.observed.start,
        observed_to=found.observed.end,
        observed_precision=found.observed.precision,
        observed_text=found.observed.text,
        urgency=found.urgency,
        external_number=found.external_number,
        origin_key=row_key(plan.owner, plan.source_type, found.facts),
        regimes=(REGIME_OF.get(plan.source_type, "avg_internal"),),
    )


def reporter_of(found: ReceivedSignal) -> Reporter | None:
    """Who reported, to be kept apart."""
    name = found.reporter_name or found.inspector
    return Reporter(name=name) if name else None


def area_of(location: str, areas: Sequence[tuple[str, Area]]) -> Area | None:
    """The wijk, buurt or kern that a location names as a whole word; the longest name wins.

    Without a map of addresses nothing more can be known: a street alone has no area.
    """
    text = location.casefold()
    for name, area in areas:
        if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            return area
    return None


def _title_of(found: ReceivedSignal) -> tuple[str, str]:
    """A title without names, and the received title when it could not be one."""
    received = " ".join(found.title.split())
    if received and not title_warning(received):
        return received, ""
    title = propose_title(found.narrative) or found.kind or "Signaal zonder titel"
    if found.kind and len(title.split()) < 2 and title != found.kind:
        title = f"{found.kind}: {title[:1].lower()}{title[1:]}"
    return title, received


def _unused(originals: Mapping[str, str], mapping: Mapping[str, str]) -> list[str]:
    """What stands in columns without a meaning, so that nothing received is lost."""
    return [
        f"{heading}: {text}"
        for heading, text in originals.items()
        if text and not mapping.get(heading) and field_by_heading(heading)[0] not in IDENTITY
    ]
