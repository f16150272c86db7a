"""Receive a file: keep it, look at its columns, and show what would become of its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from django.core.files.uploadedfile import UploadedFile

from access.contexts import elevated
from access.decisions import Denied, deny
from access.roles import may, refusal
from core import clock
from core.errors import Refused
from core.sheets.cells import text_of
from core.sheets.tables import ReceivedFile
from core.uploads import why_refused
from signals.intake.files import forget_file, keep_file, opened
from signals.intake.reading.columns import (
    ColumnGuess,
    header_signature,
    mapping_of,
    mapping_problems,
    recognise_columns,
)
from signals.intake.rows import JudgedRow, Plan, judged_rows, open_file
from signals.intake.run import CHUNK, Known
from signals.models import ImportRun, RowState, SourceType
from signals.operations.imports import NewRun, create_run
from signals.queries.imports import reasons_of, remembered_mapping

if TYPE_CHECKING:
    from accounts.models import Organisation, User

SHOWN: Final = 10
EXAMPLES: Final = 3
# So many rows are judged for the counts of the preview; a longer file is counted while it is read.
LOOKED_THROUGH: Final = 3000
# How a source is called on the command line.
SOURCE_NAMES: Final = {
    "odt": SourceType.ODT,
    "intern": SourceType.INTERNAL,
    "politie": SourceType.POLICE,
    "boa": SourceType.BOA,
    "gemeente": SourceType.MUNICIPALITY,
    "riec": SourceType.RIEC,
    "inwoner": SourceType.CITIZEN,
    "open-bron": SourceType.OPEN_SOURCE,
    "eigen": SourceType.OWN,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column for the preview: what it seems to mean, why, and a few of its cells."""

    guess: ColumnGuess
    examples: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What becomes of rows, counted, with the reasons."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, Counter[str]] = field(default_factory=dict)
    first: list[str] = field(default_factory=list)

    def add(self, state: str, reason: str = "") -> None:
        """One more row."""
        self.counts[state] += 1
        if len(self.first) < SHOWN:
            self.first.append(state)
        if reason:
            self.reasons.setdefault(state, Counter())[reason] += 1

    @property
    def seen(self) -> int:
        """All rows."""
        return sum(self.counts.values())

    def as_json(self) -> dict[str, Any]:
        """The same report for the page, the command and its machine-readable form."""
        names = {"made": RowState.MADE, "known": RowState.KNOWN, "refused": RowState.REFUSED}
        found: dict[str, Any] = {"seen": self.seen}
        found |= {name: self.counts[state] for name, state in names.items()}
        found["ignored"] = self.counts[RowState.IGNORED]
        found["reasons"] = {
            name: _sorted(self.reasons.get(state, Counter()))
            for name, state in (("refused", RowState.REFUSED), ("ignored", RowState.IGNORED))
        }
        return found


def _sorted(reasons: Counter[str]) -> list[dict[str, str | int]]:
    ordered = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"reason": reason, "rows": count} for reason, count in ordered]


@dataclass(frozen=True, slots=True)
class Preview:
    """A file before anything is made of it."""

    columns: list[Column]
    rows: list[tuple[JudgedRow, str]]
    tally: Tally
    complete: bool
    problems: list[str]
    skipped: tuple[str, ...] = ()


def receive_file(*, by: User, source_type: str, source_name: str, upload: UploadedFile[Any]) -> ImportRun:
    """Keep a file that was sent in and recognise its columns; nothing is made of it yet.

    Raises :class:`Refused` for a file that is too large, empty or no table.
    """
    if not may(by, "signals.import"):
        raise Denied(deny(refusal("signals.import")))
    if sentence := why_refused(upload):
        raise Refused(f"{sentence} Splits het in delen.", field="file")
    if upload.file is None:
        raise Refused("Er kwam geen bestand mee.", field="file")
    return receive_stream(
        by=by,
        source_type=source_type,
        source_name=source_name,
        name=upload.name or "",
        stream=cast(BinaryIO, upload.file),
    )


def receive_stream(*, by: User, source_type: str, source_name: str, name: str, stream: BinaryIO) -> ImportRun:
    """As :func:`receive_file`, for a file that is already open (the command)."""
    if source_type == SourceType.ANONYMOUS:
        raise Refused("M.-meldingen hebben een eigen, afgeschermde weg.", field="source_type")
    file_key, digest = keep_file(stream)
    try:
        with opened(file_key) as spool:
            found = open_file(spool)
            headings = headings_of(found)
            stored = remembered_mapping(by.organisation, source_type, header_signature(headings))
            guesses = recognise_file(found, stored)
            total = sum(1 for _ in found.rows())
        return create_run(
            by=by,
            new=NewRun(
                source_type=source_type,
                source_name=source_name or SourceType(source_type).label,
                filename=name,
                file_key=file_key,
                file_digest=digest,
                header_signature=header_signature(headings),
                mapping=mapping_of(guesses),
                rows_total=total,
            ),
        )
    except Exception:
        forget_file(file_key)
        raise


def headings_of(found: ReceivedFile) -> list[str]:
    """Every heading of the file once, in order."""
    return list(dict.fromkeys(heading for table in found.tables for heading in table.headings))


def recognise_file(found: ReceivedFile, stored: Mapping[str, str] | None = None) -> list[ColumnGuess]:
    """A guess per heading; a heading of several sheets is judged where it stands first."""
    guesses: dict[str, ColumnGuess] = {}
    for table in found.tables:
        sample = [table.cells_of(row) for row in table.sample()]
        for guess in recognise_columns(table.headings, sample, today=clock.today(), stored=stored):
            guesses.setdefault(guess.heading, guess)
    return list(guesses.values())


def preview_of(run: ImportRun) -> Preview:
    """The columns, the first rows as they would become signals, and what can't be read."""
    with opened(run.file_key) as spool:
        found = open_file(spool)
        columns = _columns(found, run)
        skipped = tuple(f"{sheet.sheet}: {sheet.reason}" for sheet in found.skipped)
        problems = mapping_problems(run.mapping)
        plan = Plan.of(run)
        rows = judged_rows(spool, plan)
        looked_at = list(islice(rows, LOOKED_THROUGH))
        complete = next(rows, None) is None
    tally = count_rows(looked_at, run.owner, run.source_type)
    shown = list(zip(looked_at, tally.first, strict=False))
    return Preview(columns, shown, tally, complete, problems, skipped)


def _columns(found: ReceivedFile, run: ImportRun) -> list[Column]:
    stored = remembered_mapping(run.owner, run.source_type, run.header_signature)
    guesses = recognise_file(found, stored)
    examples: dict[str, list[str]] = {}
    for table in found.tables:
        for row in table.sample(50):
            for heading, cell in table.cells_of(row).items():
                known = examples.setdefault(heading, [])
                text = text_of(cell)
                if text and text not in known and len(known) < EXAMPLES:
                    known.append(text)
    return [
        Column(_as_chosen(guess, run.mapping), tuple(examples.get(guess.heading, ()))) for guess in guesses
    ]


def _as_chosen(guess: ColumnGuess, mapping: Mapping[str, str]) -> ColumnGuess:
    """The guess, or what the user made of it."""
    chosen = mapping.get(guess.heading, "")
    if chosen == guess.field:
        return guess
    return ColumnGuess(guess.heading, chosen, 1.0, "zo door u gekozen")


def report_of(run: ImportRun, actor: User) -> dict[str, Any]:
    """The report of a finished run, in the form of :meth:`Tally.as_json`."""
    tally = Tally()
    tally.counts.update(
        {
            RowState.MADE: run.rows_made,
            RowState.KNOWN: run.rows_known,
            RowState.REFUSED: run.rows_refused,
            RowState.IGNORED: run.rows_ignored,
        }
    )
    for state in (RowState.REFUSED, RowState.IGNORED):
        tally.reasons[state] = Counter(dict(reasons_of(run, actor, (state,))))
    return tally.as_json()


def count_rows(rows: Iterable[JudgedRow], owner: Organisation, source_type: str) -> Tally:
    """What would become of rows, without making anything."""
    tally = Tally()
    seen = _Seen()
    for chunk in _chunks(rows):
        with elevated(why="is a row known already?"):
            known = Known(owner, source_type, chunk)
        seen.enter(known)
        for row in chunk:
            state, reason, _ = known.outcome(row)
            tally.add(state, reason if state != RowState.KNOWN else "")
    return tally


class _Seen:
    """Keys of earlier chunks: a real import would find those in the database."""

    def __init__(self) -> None:
        self.signals: set[bytes] = set()
        self.rows: dict[bytes, str] = {}

    def enter(self, known: Known) -> None:
        """Let the next chunk know what the former ones made."""
        self.signals |= known.signals
        self.rows |= known.rows
        known.signals, known.rows = self.signals, self.rows


def _chunks(rows: Iterable[JudgedRow]) -> Iterator[Sequence[JudgedRow]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
