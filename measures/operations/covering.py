"""The inventory of a procesdossier: its rows, the cover that shows them, and what changed since the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

from core import clock
from documents.house_style import day_of_letter
from documents.joining import Pages
from documents.reports import Part, Sheet, facts, heading, small, table, typeset_sheet
from measures.models import Dossier, DossierFor, Measure

FOR: Final = {
    DossierFor.COMMITTEE: "de bezwaarschriftencommissie (artikel 7:4 van de Awb)",
    DossierFor.COURT: "de rechter (artikel 8:42 van de Awb)",
    DossierFor.OWN: "eigen gebruik",
}
WIDTHS: Final = (12, 36, 0, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the inventory. ``told`` says why a piece has no pages here; ``mark`` knows it again."""

    number: str
    code: str
    on: str
    title: str
    mark: str
    told: str = ""
    pages: str = ""

    def as_data(self) -> dict[str, str]:
        """To keep with the edition."""
        return asdict(self)


def with_pages(rows: Sequence[Row], places: Mapping[str, Pages]) -> list[Row]:
    """The rows with the pages on which their pieces stand."""
    return [replace(row, pages=places[row.number].words) if row.number in places else row for row in rows]


def cover_of(
    dossier: Dossier, measure: Measure, rows: Sequence[Row], *, secret: bool, changes: Sequence[str]
) -> bytes:
    """Front page and inventory as a PDF."""
    title = "Geheime stukken bij het procesdossier" if secret else "Procesdossier"
    known = [
        ("Zaak", measure.number),
        ("Maatregel", measure.type.label),
        ("Grondslag", measure.article),
        ("Besluit", day_of_letter(measure.decided_on) if measure.decided_on else ""),
        ("Bekendgemaakt", day_of_letter(measure.notified_on) if measure.notified_on else ""),
        ("Ingediend", _filed(dossier)),
        ("Voor", FOR[DossierFor(dossier.purpose)]),
        ("Kenmerk", dossier.note),
        ("Gemaakt op", day_of_letter(clock.today())),
        ("Versie", str(dossier.edition)),
    ]
    parts: list[Part] = [*facts(known)]
    if secret:
        parts.append(
            small(
                "Deze stukken zijn alleen voor de rechter (artikel 8:29 van de Awb). Geef ze niet door aan partijen "
                "zolang de rechter daarover niet heeft beslist."
            )
        )
    parts += [heading("Inventarislijst"), *_listed(rows)]
    if changes and not secret:
        parts += [heading(f"Anders dan in versie {dossier.edition - 1}")]
        parts.append({"kind": "bullets", "lines": [[{"text": line, "bold": False}] for line in changes]})
    return typeset_sheet(
        Sheet(
            sender=measure.owner.name,
            kicker=measure.owner.name,
            title=title,
            under=f"{measure.type.label} · {measure.number}",
            parts=parts,
        )
    )


def _filed(dossier: Dossier) -> str:
    if dossier.remedy is None:
        return ""
    return f"{dossier.remedy.get_kind_display()} van {day_of_letter(dossier.remedy.filed_on)}"


def _listed(rows: Sequence[Row]) -> list[Part]:
    cells = [
        (row.number, row.on, f"{row.title}. {row.told}" if row.told else row.title, row.pages or "–")
        for row in rows
    ]
    return table(("Nr", "Datum", "Omschrijving", "Blz."), cells, WIDTHS)


def changes_between(before: Sequence[Mapping[str, Any]], now: Sequence[Row]) -> list[str]:
    """What is new, other or gone since the edition before, a sentence for each piece."""
    old = {str(row["code"]): row for row in before}
    new = {row.code: row for row in now}
    found = []
    for code, row in new.items():
        if code not in old:
            found.append(f"Nieuw: {row.number}. {row.title}.")
        elif old[code]["mark"] != row.mark:
            found.append(f"Gewijzigd: {row.number}. {row.title}.")
    found += [f"Niet meer opgenomen: {row['title']}." for code, row in old.items() if code not in new]
    return found


def dated(on: date | None) -> str:
    """The day of a piece as the inventory writes it."""
    return day_of_letter(on) if on else day_of_letter(clock.today())
