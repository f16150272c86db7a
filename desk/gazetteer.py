"""In which wijk and gemeente what was found lies, and which areas bear a name: read once for each search."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from accounts.models import Organisation
from reference.models import Area, AreaKind
from subjects.queries.place import Standing

# Areas that are shown as a wijk: a kern is to its people what a wijk is in town.
DISTRICTS: Final = (AreaKind.DISTRICT, AreaKind.VILLAGE)


@dataclass(frozen=True, slots=True)
class Spot:
    """The names of wijk and gemeente; empty where they are not known."""

    district: str = ""
    municipality: str = ""


NOWHERE: Final = Spot()


class Gazetteer:
    """The areas, also of years before, and the municipality of each organisation: two queries."""

    def __init__(self) -> None:
        rows: Iterable[Any] = Area.objects.select_related("parent")
        self._areas: dict[UUID, Area] = {row.pk: row for row in rows}
        self._codes = dict(
            Organisation.objects.exclude(municipality_code="").values_list("pk", "municipality_code")
        )
        # A name that changed is the one of today: the rows are in the order of their validity.
        towns = (row for row in self._areas.values() if row.kind == AreaKind.MUNICIPALITY)
        self._towns = {
            row.municipality_code: row.label for row in sorted(towns, key=lambda row: row.valid_from)
        }

    def of_signal(self, area: UUID | None, owner: int) -> Spot:
        """Where a signal lies: in its area, else in the municipality that keeps it."""
        if known := self._areas.get(area) if area else None:
            return self._spot(known)
        return Spot("", self._towns.get(self._codes.get(owner, ""), ""))

    def of_premises(self, standing: Standing | None) -> Spot:
        """Where premises lie: by their address, else by the name of their town."""
        if standing is None:
            return NOWHERE
        place = standing.place
        smallest = place and (place.neighbourhood or place.district or place.municipality)
        if smallest:
            return self._spot(self._areas.get(smallest.pk, smallest))
        return self._by_town.get(standing.town.casefold(), NOWHERE)

    def areas(self, districts: Collection[str], municipalities: Collection[str]) -> list[UUID]:
        """The areas that lie in one of these, as far as either was asked."""
        return [pk for pk, row in self._areas.items() if within(self._spot(row), districts, municipalities)]

    def owners(self, districts: Collection[str], municipalities: Collection[str]) -> list[int]:
        """The organisations of these municipalities: of a wijk nobody is the owner."""
        return [pk for pk in self._codes if within(self.of_signal(None, pk), districts, municipalities)]

    def unknown(self, districts: Collection[str], municipalities: Collection[str]) -> list[str]:
        """A sentence for each asked name (small letters) that no area bears."""
        spots = [self._spot(row) for row in self._areas.values()]
        wijken = {spot.district.casefold() for spot in spots}
        towns = {spot.municipality.casefold() for spot in spots}
        return [
            *(f"De wijk “{word}” kent VIK niet." for word in districts if word not in wijken),
            *(f"De gemeente “{word}” kent VIK niet." for word in municipalities if word not in towns),
        ]

    @cached_property
    def _by_town(self) -> dict[str, Spot]:
        named = (AreaKind.MUNICIPALITY, AreaKind.VILLAGE)
        return {row.label.casefold(): self._spot(row) for row in self._areas.values() if row.kind in named}

    def _spot(self, area: Area) -> Spot:
        town = self._towns.get(area.municipality_code, "")
        if area.kind == AreaKind.MUNICIPALITY:
            return Spot("", town)
        parent = area.parent
        if area.kind == AreaKind.NEIGHBOURHOOD and parent is not None and parent.kind in DISTRICTS:
            return Spot(parent.label, town)
        return Spot(area.label, town)


def within(spot: Spot, districts: Collection[str], municipalities: Collection[str]) -> bool:
    """Does it lie in one of these (small letters); what was not asked holds for everything."""
    return (not districts or spot.district.casefold() in districts) and (
        not municipalities or spot.municipality.casefold() in municipalities
    )
