"""Read the map of CBS into the list of areas: each year has its own rows, and none is overwritten."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import shapely
from django.db import transaction

from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from reference.models import Area, AreaShape
from reference.reading.areas import KINDS, Broken, Feature, Water, read_areas
from reference.reading.files import NotReadable

FIRST_YEAR: Final = 1995
MOST_TOLD: Final = 200
_DAY: Final = timedelta(days=1)
_LAST: Final = 9999
# A map that misses so many of the known areas is more likely a part of the map.
_LIKELY_PART: Final = 0.5
_FEW: Final = 4


@dataclass(slots=True)
class AreaReport:
    """What reading a map did: counts, the grids that it was written in, and what was kept out and why."""

    counts: Counter[str] = field(default_factory=Counter)
    grids: set[str] = field(default_factory=set)
    kept_out: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For a machine."""
        return {
            **{name: self.counts[name] for name in _WORDS},
            "grid": sorted(self.grids),
            "reasons": [f"{where}: {why}" for where, why in self.kept_out[:MOST_TOLD]],
            "notes": self.notes[:MOST_TOLD],
        }

    def lines(self) -> list[str]:
        """For a reader."""
        told = [f"{words}: {self.counts[name]}" for name, words in _WORDS.items()]
        told.append(f"coördinaten: {', '.join(sorted(self.grids)) or 'geen'}")
        told += [f"niet ingelezen: {where}: {why}" for where, why in self.kept_out[:MOST_TOLD]]
        if len(self.kept_out) > MOST_TOLD:
            told.append(f"en nog {len(self.kept_out) - MOST_TOLD} vlakken die niet zijn ingelezen")
        return [*told, *self.notes[:MOST_TOLD]]


_WORDS: Final = {
    "made": "nieuw",
    "same": "al bekend",
    "closed": "afgesloten",
    "kept": "in beheer gewijzigd en zo gelaten",
    "mended": "met een herstelde grens",
    "water": "alleen water, overgeslagen",
    "broken": "niet ingelezen",
}


def import_areas(
    path: Path,
    *,
    year: int,
    municipalities: Collection[str] = (),
    partial: bool = False,
    trial: bool = False,
) -> AreaReport:
    """Read municipalities, wijken and buurten as they are from 1 January of a year.

    The same map twice changes nothing. A code that the map of its municipality no longer has ends the
    day before, unless ``partial``. Raises Refused for a file that can't be read.
    """
    if not FIRST_YEAR <= year <= clock.today().year + 1:
        raise Refused(f"Kies een jaar van {FIRST_YEAR} tot en met {clock.today().year + 1}.", field="year")
    report = AreaReport()
    try:
        with transaction.atomic():
            for kind in KINDS:
                _Kind(kind, date(year, 1, 1), report).read(path, frozenset(municipalities), partial)
            if not any(report.counts[name] for name in ("made", "same", "kept")):
                raise Refused(_nothing(report, municipalities))
            if trial:
                transaction.set_rollback(True)
    except NotReadable as problem:
        raise Refused(str(problem)) from problem
    if not trial and (report.counts["made"] or report.counts["closed"]):
        counts = {name: report.counts[name] for name in _WORDS}
        record_event(Action.IMPORT, record_type="reference.area", details={"year": year, **counts})
    return report


def _nothing(report: AreaReport, municipalities: Collection[str]) -> str:
    where = f" van {', '.join(sorted(municipalities))}" if municipalities else ""
    reasons = "; ".join(f"{place}: {why}" for place, why in report.kept_out[:3])
    return f"In dit bestand staan geen bruikbare gebieden{where}.{f' {reasons}.' if reasons else ''}"


class _Kind:
    """The areas of one kind: what is known, what the map says, what ends."""

    def __init__(self, kind: str, day: date, report: AreaReport) -> None:
        self.kind, self.day, self.report = kind, day, report
        self.known: defaultdict[str, list[Area]] = defaultdict(list)
        rows: Iterable[Any] = Area.objects.filter(kind=kind).order_by("valid_from")
        for area in rows:
            self.known[area.code].append(area)
        around: Iterable[Any] = Area.objects.exclude(kind=kind).current(day)
        self.parents: dict[str, Any] = {area.code: area for area in around}
        self.with_shape = set(AreaShape.objects.filter(area__kind=kind).values_list("area_id", flat=True))
        self.drawn_now: set[Any] = set()
        self.seen: set[str] = set()

    def read(self, path: Path, municipalities: frozenset[str], partial: bool) -> None:
        """Everything that the map has of this kind."""
        starts = self._later_starts()
        for item in read_areas(path, self.kind, municipalities):
            if isinstance(item, Water):
                self.report.counts["water"] += 1
            elif isinstance(item, Broken):
                self.report.counts["broken"] += 1
                self.report.kept_out.append((f"{item.where} {item.code}".strip(), item.why))
                self.seen.add(item.code)  # it is there, so it does not end
            else:
                self._place(item, starts.get(item.municipality))
        if not partial:
            self._close()

    def _later_starts(self) -> dict[str, date]:
        """Per municipality the day from which a later map is already there."""
        starts: dict[str, date] = {}
        for rows in self.known.values():
            for area in rows:
                if area.boundary_year and area.valid_from > self.day:
                    before = starts.get(area.municipality_code, date.max)
                    starts[area.municipality_code] = min(before, area.valid_from)
        return starts

    def _place(self, item: Feature, later: date | None) -> None:
        self.report.grids.add(item.grid)
        self.report.counts["mended"] += item.mended
        rows = self.known[item.code]
        same = next((row for row in rows if row.valid_from == self.day), None)
        if item.code in self.seen:
            # A municipality on two islands comes as two rows: one area of both.
            if same is not None and same.pk in self.drawn_now:
                self._widen(same, item)
            return
        self.seen.add(item.code)
        holding = next((row for row in rows if _holds(row, self.day)), None)
        if same is not None:
            self.report.counts["same"] += 1
            if same.label != item.name and not same.edited:
                self.report.notes.append(
                    f"{item.code} heet al “{same.label}” in {self.day.year}; zo gelaten ({item.name})"
                )
            self._draw(same, item)
        elif holding is not None and holding.edited:
            self.report.counts["kept"] += 1
            self.report.notes.append(f"{item.code} is in beheer gewijzigd en zo gelaten")
            self._draw(holding, item)
        else:
            self._draw(self._make(item, holding, later), item)

    def _make(self, item: Feature, holding: Area | None, later: date | None) -> Area:
        """The row of this year; what held before ends the day before."""
        following = [row.valid_from for row in self.known[item.code] if row.valid_from > self.day]
        ends = [day - _DAY for day in (*following, later) if day is not None]
        if holding is not None:
            ends += [holding.valid_to] if holding.valid_to else []
            self._end(holding)
        parent = self.parents.get(item.parent)
        if item.parent and parent is None:
            self.report.notes.append(f"{item.code}: het gebied {item.parent} staat niet in de lijst")
        area = Area(
            code=item.code,
            label=item.name,
            kind=self.kind,
            municipality_code=item.municipality,
            parent=parent,
            boundary_year=self.day.year,
            position=holding.position if holding else _LAST,
            valid_from=self.day,
            valid_to=min(ends, default=None),
        )
        area.save()
        self.known[item.code].append(area)
        self.report.counts["made"] += 1
        return area

    def _draw(self, area: Area, item: Feature) -> None:
        """Keep the boundary; one that is there stays."""
        if area.pk in self.with_shape:
            return
        AreaShape.objects.create(area=area, **_shape(item.geometry))
        self.with_shape.add(area.pk)
        self.drawn_now.add(area.pk)

    def _widen(self, area: Area, item: Feature) -> None:
        drawn = AreaShape.objects.get(area=area)
        both = shapely.union(shapely.from_wkb(bytes(drawn.wkb)), item.geometry)
        AreaShape.objects.filter(pk=drawn.pk).update(**_shape(both))

    def _close(self) -> None:
        """End what the map of its municipality no longer has."""
        read = {f"GM{code[2:6]}" for code in self.seen if code}
        here = [
            row
            for rows in self.known.values()
            for row in rows
            if row.municipality_code in read and _holds(row, self.day) and row.valid_from < self.day
        ]
        gone = [row for row in here if row.code not in self.seen and not row.edited]
        if len(gone) > _FEW and len(gone) > _LIKELY_PART * (len(self.seen) + len(gone)):
            raise Refused(
                f"In dit bestand ontbreken {len(gone)} gebieden die VIK kent. Is het een deel van de kaart? "
                "Lees het dan in met --partial; dan wordt er niets afgesloten om wat ontbreekt."
            )
        for row in gone:
            self._end(row)

    def _end(self, area: Area) -> None:
        area.valid_to = self.day - _DAY
        area.save(update_fields=["valid_to", "changed_at"])
        self.report.counts["closed"] += 1


def _holds(area: Area, day: date) -> bool:
    return bool(area.valid_from <= day and (area.valid_to is None or area.valid_to >= day))


def _shape(geometry: Any) -> dict[str, Any]:
    """The boundary as it is kept: to the centimetre, with whole metres around it."""
    rounded = shapely.transform(geometry, lambda points: points.round(2))
    kept = rounded if rounded.is_valid else geometry
    west, south, east, north = kept.bounds
    return {
        "min_x": math.floor(west),
        "min_y": math.floor(south),
        "max_x": math.ceil(east),
        "max_y": math.ceil(north),
        "wkb": shapely.to_wkb(kept),
    }
