"""In which buurt and wijk premises stand: derived from their address, never stored with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from legal.addresses import Address, split_address
from legal.identifiers import normalise_postcode
from reference.models import BagAddress
from reference.queries import Place, extract_dates, places_of_addresses
from subjects.deriving import best_values
from subjects.models import Statement

if TYPE_CHECKING:
    from accounts.models import User

# The facts of premises that tell where they stand.
TOLD_BY: Final = ("bag_address", "location", "postcode", "town")


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


@dataclass(frozen=True, slots=True)
class Standing:
    """Where premises stand: the areas of their address, and the town as it was written."""

    place: Place | None
    town: str


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
    known = _addresses_of([values])[0]
    return found_addresses([known], on)[0] if known else None


def standing_of_many(actor: User, premises: Collection[UUID]) -> dict[UUID, Standing]:
    """Where each of these stands today, of what the actor may see: four queries, however many."""
    said: defaultdict[UUID, list[Statement]] = defaultdict(list)
    rows = Statement.objects.filter(subject__in=premises, fact__in=TOLD_BY, withdrawn_at=None)
    for row in rows.visible_to(actor):
        said[row.subject_id].append(row)
    values = {pk: best_values(statements) for pk, statements in said.items()}
    addresses = _addresses_of(list(values.values()))
    places = iter(places_of_addresses([one for one in addresses if one]))
    return {
        pk: Standing(next(places) if address else None, one.get("town") or _parts(one).place)
        for (pk, one), address in zip(values.items(), addresses, strict=True)
    }


def _addresses_of(asked: Sequence[Mapping[str, str]]) -> list[BagAddress | None]:
    """The address of the BAG of each, where it is certain: two queries."""
    ids = {values["bag_address"] for values in asked if values.get("bag_address")}
    by_id = {row.nummeraanduiding: row for row in BagAddress.objects.filter(nummeraanduiding__in=ids)}
    houses = [_house(values) for values in asked]
    codes, numbers = {code for code, _ in houses if code}, {number for code, number in houses if code}
    at: defaultdict[tuple[str, int], list[BagAddress]] = defaultdict(list)
    for row in BagAddress.objects.filter(postcode__in=codes, number__in=numbers, valid_to=None):
        at[row.postcode, row.number].append(row)
    return [
        by_id.get(values.get("bag_address", "")) or _only_one(at[house], _parts(values))
        for values, house in zip(asked, houses, strict=True)
    ]


def _parts(values: Mapping[str, str]) -> Address:
    return split_address(values.get("location", ""))


def _house(values: Mapping[str, str]) -> tuple[str, int]:
    """Postcode and number; an empty postcode when there are not both."""
    parts = _parts(values)
    code = normalise_postcode(values.get("postcode", "") or parts.postcode)
    number = parts.number.strip()
    fits = code and number.isascii() and number.isdigit() and len(number) <= 5
    return (str(code), int(number)) if fits else ("", 0)


def _only_one(rows: Sequence[BagAddress], parts: Address) -> BagAddress | None:
    """The address with this letter and addition, when it is certain which."""
    letter, addition = parts.letter.upper(), parts.addition.upper()
    near = [
        row
        for row in rows
        if (not letter or row.letter.upper() == letter) and (not addition or row.addition.upper() == addition)
    ]
    same = [row for row in near if (row.letter.upper(), row.addition.upper()) == (letter, addition)]
    return same[0] if len(same) == 1 else near[0] if len(near) == 1 else None
