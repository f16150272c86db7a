"""From a narrative to marks: every finder once, and of marks that overlap the strongest.

Priority, strongest first: IBAN, telephone, BSN, KvK, plate, amount, address, date of birth that is
announced, organisation, person, date of birth behind a person. A postcode may lie inside an address.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from subjects.extraction.addresses import find_addresses
from subjects.extraction.amounts import find_amounts
from subjects.extraction.dates import find_births
from subjects.extraction.identifiers import find_identifiers
from subjects.extraction.names import find_names
from subjects.extraction.organisation_again import find_again
from subjects.extraction.organisation_guesses import find_listed_names
from subjects.extraction.organisations import find_organisations
from subjects.extraction.spans import ADDRESS, POSTCODE, Span


def extract(text: str) -> list[Span]:
    """The marks in reading order. Never raises; the offsets count characters of ``text``."""
    kept = _Kept()
    kept.add(find_identifiers(text))
    kept.add(find_amounts(text))
    kept.add(sorted(find_addresses(text), key=lambda mark: (mark.kind, mark.start, -mark.end)))
    kept.add(find_births(text, ()))
    kept.add(find_listed_names(text))
    kept.add(sorted(find_organisations(text), key=lambda mark: (-(mark.end - mark.start), mark.start)))
    kept.add(find_again(text, kept.marks))
    kept.add(find_names(text, kept.marks))
    kept.add(find_births(text, kept.marks))
    return sorted(kept.marks)


class _Kept:
    """Marks that do not overlap, but for postcodes, which have a layer of their own."""

    def __init__(self) -> None:
        self.marks: list[Span] = []
        self._layers: dict[bool, list[tuple[int, int]]] = {True: [], False: []}

    def add(self, marks: Iterable[Span]) -> None:
        """Keep each mark whose place is still free."""
        for mark in list(marks):
            if mark.start >= mark.end:
                continue
            layer = self._layers[mark.kind == POSTCODE]
            if self._free(layer, mark) and self._may_lie_over(mark):
                insort(layer, (mark.start, mark.end))
                self.marks.append(mark)

    @staticmethod
    def _free(layer: list[tuple[int, int]], mark: Span) -> bool:
        place = bisect_left(layer, (mark.start, mark.end))
        before_free = place == 0 or layer[place - 1][1] <= mark.start
        after_free = place == len(layer) or layer[place][0] >= mark.end
        return before_free and after_free

    def _may_lie_over(self, mark: Span) -> bool:
        """A postcode lies free or inside an address; of the others only an address may hold one."""
        if mark.kind != POSTCODE:
            return mark.kind == ADDRESS or self._free(self._layers[True], mark)
        layer = self._layers[False]
        place = bisect_left(layer, (mark.start, mark.end))
        if place and layer[place - 1][1] > mark.start:
            return layer[place - 1][1] >= mark.end and self._kind_at(layer[place - 1]) == ADDRESS
        return place == len(layer) or layer[place][0] >= mark.end

    def _kind_at(self, place: tuple[int, int]) -> str:
        return next(
            mark.kind for mark in self.marks if (mark.start, mark.end) == place and mark.kind != POSTCODE
        )
