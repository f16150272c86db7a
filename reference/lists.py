"""The lists that /beheer/ offers: which table, how it is called, which fields, from which file it is shipped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reference.models import (
    Area,
    ClosureRule,
    ControlCheck,
    ControlType,
    Entry,
    FreeDay,
    Indicator,
    LegalBasis,
    LegalRegime,
    Letterhead,
    LetterText,
    MeasureType,
    Phenomenon,
    RetentionTerm,
    Theme,
)


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """One list as it is managed: its address, its name, what it is for, and its own fields."""

    slug: str
    model: type[Entry]
    name: str
    purpose: str
    fields: tuple[str, ...]
    filter_by: str = ""

    @property
    def file(self) -> str:
        """The name of the file with the rows that VIK ships."""
        return FILES[self.model]


FILES: Final[dict[type[Entry], str]] = {
    Area: "areas",
    Theme: "themes",
    Phenomenon: "phenomena",
    Indicator: "indicators",
    LegalRegime: "regimes",
    LegalBasis: "legal_bases",
    MeasureType: "measure_types",
    ClosureRule: "closure_rules",
    FreeDay: "free_days",
    LetterText: "letter_texts",
    Letterhead: "letterheads",
    ControlType: "control_types",
    ControlCheck: "control_checks",
    RetentionTerm: "retention_terms",
}
# In the order in which they are loaded: a phenomenon needs its theme.
LISTS: Final = (
    ReferenceList("themas", Theme, "Thema's", "Waar een signaal over gaat.", ("priority",)),
    ReferenceList(
        "fenomenen", Phenomenon, "Fenomenen", "Wat er precies speelt binnen een thema.", ("theme",), "theme"
    ),
    ReferenceList(
        "indicatoren",
        Indicator,
        "Indicatoren",
        "Rode vlaggen. Eén vlag is nooit bewijs; geen vlag heeft een gewicht.",
        ("group", "explanation", "verified"),
        "group",
    ),
    ReferenceList(
        "gebieden",
        Area,
        "Gebieden",
        "Gemeenten, wijken, buurten en kernen. Grenzen veranderen per jaar.",
        ("kind", "municipality_code", "parent", "boundary_year"),
        "kind",
    ),
    ReferenceList(
        "regimes",
        LegalRegime,
        "Regimes",
        "Het juridische regime bepaalt wie iets mag zien en of het verder mag.",
        ("law", "seen_by", "onward", "extra"),
    ),
    ReferenceList(
        "grondslagen", LegalBasis, "Grondslagen", "Op welke wet delen en handelen rust.", ("article",)
    ),
    ReferenceList(
        "maatregelen",
        MeasureType,
        "Soorten maatregelen",
        "Wat kan worden opgelegd, op welke grondslag, door wie en waarop.",
        ("workflow", "article", "authorities", "targets", "default_amount", "duration_note", "verified"),
        "workflow",
    ),
    ReferenceList(
        "sluitingsbeleid",
        ClosureRule,
        "Sluitingsbeleid",
        "Het Damoclesbeleid per gemeente. De versie van de dag van constatering telt.",
        (
            "municipality_code",
            "policy_name",
            "publication",
            "premises",
            "drug_list",
            "amount_from",
            "amount_to",
            "unit",
            "occurrence",
            "outcome",
            "months",
            "weeks",
            "lookback_years",
        ),
    ),
    ReferenceList(
        "vrije-dagen",
        FreeDay,
        "Gelijkgestelde dagen",
        "Dagen die bij koninklijk besluit met een feestdag gelijkstaan: een termijn eindigt er niet op.",
        ("day",),
    ),
    ReferenceList(
        "brieven",
        LetterText,
        "Briefteksten",
        "De tekst van elke brief, met velden die VIK uit het dossier vult.",
        ("letter_kind", "workflows", "types", "only_for", "subject_line", "body", "objection", "check_note"),
        "letter_kind",
    ),
    ReferenceList(
        "briefhoofden",
        Letterhead,
        "Briefhoofden",
        "Naam, adressen en ondertekening van de gemeente op elke brief.",
        (
            "municipality_code",
            "department",
            "place",
            "visit",
            "post",
            "phone",
            "email",
            "website",
            "objection_address",
            "account",
            "mayor",
            "secretary",
            "fee_low",
            "fee_high",
        ),
    ),
    ReferenceList(
        "soorten-controles",
        ControlType,
        "Soorten controles",
        "Integrale controles: wie meestal meedoet, en hoeveel goederen de steekproef telt.",
        ("partners", "sample_size", "explanation"),
    ),
    ReferenceList(
        "controlepunten",
        ControlCheck,
        "Controlepunten",
        "Wat er op een adres wordt nagegaan, op welke regel, en wie dat mag.",
        ("control_type", "organisation", "article"),
        "control_type",
    ),
    ReferenceList(
        "bewaartermijnen",
        RetentionTerm,
        "Bewaartermijnen",
        "Hoe lang iets na het einde wordt bewaard. Een nieuwe termijn geldt voor wat daarna eindigt.",
        ("kept_months", "ground"),
    ),
)
