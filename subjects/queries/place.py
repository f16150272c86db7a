"""In which buurt and wijk premises stand: derived from their address, never stored with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from legal.addresses import split_address
from reference.models import BagAddress
from reference.queries import Place, address_by_id, addresses_at, extract_dates, places_of_addresses


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """An address of the BAG with the areas that it lies in and how old the extract is."""

    address: BagAddress
    place: Place | None
    extract_date: date | None

    @property
    def area(self) -> str:
        """``buurt Centrum, wijk Binnenstad (grenzen van 2026)``; empty when it is not known."""
        if self.place is None:
            return ""
        named = (("buurt", self.place.neighbourhood), ("wijk", self.place.district))
        told = ", ".join(f"{word} {area.label}" for word, area in named if area is not None)
        year = self.place.boundary_year
        return f"{told} (grenzen van {year})" if told and year else told


def found_addresses(addresses: list[BagAddress], on: date | None = None) -> list[FoundAddress]:
    """Addresses with their areas on a day."""
    if not addresses:
        return []
    dates = extract_dates(sorted({row.municipality_code for row in addresses}))
    places = places_of_addresses(addresses, on)
    return [
        FoundAddress(row, place, dates.get(row.municipality_code))
        for row, place in zip(addresses, places, strict=True)
    ]


def place_of(values: Mapping[str, str], on: date | None = None) -> FoundAddress | None:
    """Where premises with these facts stand (code of the fact to its shown value).

    By the id of the BAG, else by postcode and house when exactly one address of the BAG answers to it.
    """
    known = address_by_id(values["bag_address"]) if values.get("bag_address") else None
    if known is None:
        parts = split_address(values.get("location", ""))
        rows = addresses_at(
            values.get("postcode", "") or parts.postcode, parts.number, parts.letter, parts.addition
        )
        same = [
            row
            for row in rows
            if (row.letter.upper(), row.addition.upper()) == (parts.letter.upper(), parts.addition.upper())
        ]
        known = same[0] if len(same) == 1 else rows[0] if len(rows) == 1 else None
    return found_addresses([known], on)[0] if known else None
