"""What an import of persons did, for people and for machines: nothing is left out without a line here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from subjects.intake import elements
from subjects.intake.rows import Reading


@dataclass(slots=True)
class Report:
    """What an import did, or would do."""

    persons: int = 0
    made: int = 0
    known: int = 0
    completed: int = 0
    related: int = 0
    relations: int = 0
    premises: int = 0
    stays: int = 0
    without_premises: int = 0
    reading: Reading = field(default_factory=Reading)
    found: list[tuple[int, str]] = field(default_factory=list)

    @property
    def problems(self) -> list[tuple[int, str]]:
        """Each row or value that could not be read or used, with its line."""
        return sorted({*self.reading.problems, *self.found})

    def left_out(self) -> list[tuple[str, int, str]]:
        """Column with its name, number of filled cells, and why they were not taken over."""
        found = []
        for column, count in sorted(self.reading.left_out.items()):
            name = elements.name_of(column)
            told = column if name == column else f"{column} {name}"
            found.append((told, count, elements.why_left_out(column)))
        return found

    def as_json(self) -> dict[str, object]:
        """For machines."""
        reading = self.reading
        return {
            "persons": self.persons,
            "made": self.made,
            "already_there": self.known,
            "completed": self.completed,
            "related_persons_made": self.related,
            "relations": self.relations,
            "premises_made": self.premises,
            "stays": self.stays,
            "addresses_without_premises": self.without_premises,
            "cells": {
                "filled": reading.cells,
                "kept": sum(reading.kept.values()),
                "left_out": sum(reading.left_out.values()),
                "saying_nothing": sum(reading.empty.values()),
                "unknown": sum(reading.unknown.values()),
                "in_refused_rows": reading.refused_cells,
            },
            "left_out": [
                {"column": column, "cells": count, "reason": reason}
                for column, count, reason in self.left_out()
            ],
            "saying_nothing": dict(sorted(reading.empty.items())),
            "unknown_columns": dict(sorted(reading.unknown.items())),
            "refused": [{"line": line, "reason": reason} for line, reason in self.problems],
        }

    def lines(self) -> Iterator[str]:
        """For people."""
        reading = self.reading
        yield (
            f"{self.persons} personen gelezen: {self.made} nieuw, {self.known} al bekend, "
            f"{self.completed} aangevuld."
        )
        yield f"{self.related} familieleden zonder eigen regel, {self.relations} familierelaties."
        yield (
            f"{self.premises} panden nieuw, {self.stays} inschrijvingen op een pand. "
            f"{self.without_premises} adressen zonder BAG-nummer en zonder postcode met huisnummer, of in het "
            "buitenland: die staan alleen bij de persoon."
        )
        yield (
            f"{reading.cells} gevulde cellen: {sum(reading.kept.values())} overgenomen, "
            f"{sum(reading.left_out.values())} bewust niet, {sum(reading.empty.values())} zeggen niets, "
            f"{sum(reading.unknown.values())} in een onbekende kolom, {reading.refused_cells} in een regel die "
            "niet kon worden gelezen."
        )
        for column, count, reason in self.left_out():
            yield f"niet overgenomen: {column}, {count} keer: {reason}"
        if reading.empty:
            yield f"zegt niets, {sum(reading.empty.values())} keer: {elements.UNKNOWN_VALUE}"
        for name, count in sorted(reading.unknown.items()):
            yield f"onbekende kolom: {name}, {count} gevulde cellen"
        for line, reason in self.problems:
            yield f"regel {line}: {reason}"
