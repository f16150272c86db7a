"""Read extracts of the BAG: the addresses of a municipality as its last extract has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from reference.models import Area, AreaKind, BagAddress, BagExtract
from reference.reading.bag import BadRow, BagRow, EndedRow, read_bag
from reference.reading.files import NotReadable

BATCH: Final = 5_000
MOST_TOLD: Final = 200
# So that memory stays bounded; the largest municipality has half a million addresses.
MOST_ADDRESSES: Final = 2_000_000
_DAY: Final = timedelta(days=1)
# An extract that misses so many known addresses is more likely a part of one.
_LIKELY_PART: Final = 0.1
_FEW: Final = 50
_FIELDS: Final = (
    "object_id",
    "building",
    "street",
    "number",
    "letter",
    "addition",
    "postcode",
    "town",
    "municipality_code",
    "purposes",
    "status",
    "secondary",
    "x",
    "y",
)
_WORDS: Final = {
    "made": "nieuw",
    "changed": "bijgewerkt",
    "same": "gelijk",
    "closed": "niet meer in het uittreksel, afgesloten",
    "elsewhere": "andere gemeente, overgeslagen",
    "ended": "ingetrokken of niet gerealiseerd, overgeslagen",
    "double": "dubbele regels (nog een pand van hetzelfde adres)",
    "bad": "niet ingelezen",
}


@dataclass(slots=True)
class BagReport:
    """What reading extracts did: counts, and each row that was kept out with its reason."""

    counts: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)
    municipalities: set[str] = field(default_factory=set)

    def as_json(self) -> dict[str, Any]:
        """For a machine."""
        return {
            **{name: self.counts[name] for name in _WORDS},
            "municipalities": sorted(self.municipalities),
            "reasons": self.bad,
        }

    def lines(self) -> list[str]:
        """For a reader."""
        told = [f"{words}: {self.counts[name]}" for name, words in _WORDS.items()]
        told.append(f"gemeenten: {', '.join(sorted(self.municipalities)) or 'geen'}")
        told += [f"niet ingelezen: {why}" for why in self.bad]
        if self.counts["bad"] > len(self.bad):
            told.append(f"en nog {self.counts['bad'] - len(self.bad)} regels die niet zijn ingelezen")
        return told

    def keep_out(self, where: str, why: str) -> None:
        """Note a row that can't be read."""
        self.counts["bad"] += 1
        if len(self.bad) < MOST_TOLD:
            self.bad.append(f"{where}: {why}")


def import_bag(
    paths: Sequence[Path],
    *,
    extract_date: date,
    municipalities: Collection[str] = (),
    partial: bool = False,
    trial: bool = False,
) -> BagReport:
    """Read the addresses of municipalities from one or more files of the same extract.

    The same extract twice changes nothing. What an extract of its municipality no longer has ends the
    day before, unless ``partial``. Raises Refused for a file that can't be read or is older than what
    is there.
    """
    if extract_date > clock.today():
        raise Refused("De datum van het uittreksel ligt in de toekomst.", field="extract_date")
    reading = _Reading(extract_date, frozenset(municipalities))
    try:
        with transaction.atomic():
            for path in paths:
                reading.read(path)
            if not reading.seen:
                reasons = f" {'; '.join(reading.report.bad[:3])}." if reading.report.bad else ""
                raise Refused(f"Er staan geen bruikbare adressen in.{reasons}")
            if not partial:
                reading.close()
            reading.note()
            if trial:
                transaction.set_rollback(True)
    except NotReadable as problem:
        raise Refused(str(problem)) from problem
    report = reading.report
    if not trial and any(report.counts[name] for name in ("made", "changed", "closed")):
        counts = {name: report.counts[name] for name in _WORDS}
        record_event(
            Action.IMPORT,
            record_type="reference.bagaddress",
            details={"municipalities": sorted(report.municipalities), **counts},
        )
    return report


class _Reading:
    """One extract, possibly in several files."""

    def __init__(self, day: date, wanted: frozenset[str]) -> None:
        self.day, self.wanted = day, wanted
        self.report = BagReport()
        self.seen: set[int] = set()
        self.present: set[int] = set()  # in the file, but not to be read: not gone
        self.last = dict(BagExtract.objects.values_list("municipality_code", "extract_date"))
        rows: Iterable[Any] = Area.objects.filter(kind=AreaKind.MUNICIPALITY).order_by("valid_from")
        self.codes: dict[str, str] = {area.label.casefold(): area.municipality_code for area in rows}

    def read(self, path: Path) -> None:
        """All rows of a file, in batches."""
        for batch in _batches(self._wanted(path), BATCH):
            self._store(batch)

    def _wanted(self, path: Path) -> Iterator[tuple[BagRow, str]]:
        """The addresses of the asked municipalities, each once, with the code of its municipality."""
        for row in read_bag(path):
            if isinstance(row, EndedRow):
                self.report.counts["ended"] += 1
            elif isinstance(row, BadRow):
                self.report.keep_out(f"{path.name}, regel {row.line}", row.why)
                if row.nummeraanduiding:
                    self.present.add(int(row.nummeraanduiding))
            else:
                code = self._municipality(row)
                if not code:
                    where = f"{path.name}, {row.nummeraanduiding}"
                    self.report.keep_out(where, f"de gemeente “{row.municipality[:40]}” kent VIK niet")
                    self.present.add(int(row.nummeraanduiding))
                elif self.wanted and code not in self.wanted:
                    self.report.counts["elsewhere"] += 1
                elif int(row.nummeraanduiding) in self.seen:
                    self.report.counts["double"] += 1
                else:
                    self._meet(row, code)
                    yield row, code

    def _meet(self, row: BagRow, code: str) -> None:
        self.seen.add(int(row.nummeraanduiding))
        if len(self.seen) + len(self.present) > MOST_ADDRESSES:
            raise Refused(f"Meer dan {MOST_ADDRESSES} adressen. Kies gemeenten met --municipality.")
        if code in self.report.municipalities:
            return
        self.report.municipalities.add(code)
        if code in self.last and self.day < self.last[code]:
            raise Refused(
                f"Van {code} staat er al een nieuwer uittreksel in VIK: {self.last[code]:%d-%m-%Y}.",
                field="extract_date",
            )

    def _municipality(self, row: BagRow) -> str:
        """By code, by name, or the only one that was asked for when the file names none."""
        if row.municipality_code:
            return row.municipality_code
        if row.municipality:
            return self.codes.get(row.municipality.casefold(), "")
        return next(iter(self.wanted)) if len(self.wanted) == 1 else ""

    def _store(self, batch: list[tuple[BagRow, str]]) -> None:
        """Add what is new and bring up to date what differs; what is the same is not touched."""
        ids = [row.nummeraanduiding for row, _ in batch]
        known = {row.nummeraanduiding: row for row in BagAddress.objects.filter(nummeraanduiding__in=ids)}
        new, changed = [], []
        for row, code in batch:
            values = asdict(row) | {"municipality_code": code}
            stored = known.get(row.nummeraanduiding)
            if stored is None:
                fields = {name: values[name] for name in ("nummeraanduiding", *_FIELDS)}
                new.append(BagAddress(**fields, valid_from=self.day))
            elif stored.valid_to is not None or any(
                getattr(stored, name) != values[name] for name in _FIELDS
            ):
                for name in _FIELDS:
                    setattr(stored, name, values[name])
                stored.valid_to, stored.changed_at = None, clock.now()
                changed.append(stored)
        BagAddress.objects.bulk_create(new)
        BagAddress.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["nummeraanduiding"],
            update_fields=[*_FIELDS, "valid_to", "changed_at"],
        )
        self.report.counts["made"] += len(new)
        self.report.counts["changed"] += len(changed)
        self.report.counts["same"] += len(batch) - len(new) - len(changed)

    def close(self) -> None:
        """End the addresses that the extract of their municipality no longer has."""
        rows = BagAddress.objects.filter(municipality_code__in=self.report.municipalities, valid_to=None)
        gone, known = [], 0
        for pk, address_id in rows.values_list("pk", "nummeraanduiding").iterator(chunk_size=BATCH):
            known += 1
            if int(address_id) not in self.seen and int(address_id) not in self.present:
                gone.append(pk)
        if len(gone) > _FEW and len(gone) > _LIKELY_PART * known:
            raise Refused(
                f"In dit uittreksel ontbreken {len(gone)} van de {known} adressen die VIK kent. Is het een "
                "deel? Lees het dan in met --partial; dan wordt er niets afgesloten om wat ontbreekt."
            )
        for some in _batches(gone, BATCH):
            BagAddress.objects.filter(pk__in=some, valid_from__lt=self.day).update(
                valid_to=self.day - _DAY, changed_at=clock.now()
            )
            # Added and gone on one day: a correction of that day's extract.
            BagAddress.objects.filter(pk__in=some, valid_from__gte=self.day).update(
                valid_to=self.day, changed_at=clock.now()
            )
        self.report.counts["closed"] += len(gone)

    def note(self) -> None:
        """Keep the date of the extract of each municipality."""
        for code in sorted(self.report.municipalities):
            held = BagAddress.objects.filter(municipality_code=code, valid_to=None).count()
            BagExtract.objects.update_or_create(
                municipality_code=code, defaults={"extract_date": self.day, "addresses": held}
            )


def _batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch
