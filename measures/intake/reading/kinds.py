"""Which type of measure free words mean, and on what it rests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.sheets.headings import plain

PREMISES, PERSON, BUSINESS, AREA = "PREMISES", "PERSON", "BUSINESS", "AREA"
_TARGETS: Final = (
    (AREA, r"gebied|straat|wijk|branche"),
    (PERSON, r"persoon|personen|natuurlijk|dealer|overtreder|man|vrouw"),
    (BUSINESS, r"bedrijf|onderneming|rechtspersoon|organisatie|vergunning|horecabedrijf|exploitant"),
    (
        PREMISES,
        r"woning|huis|lokaal|pand|perceel|erf|loods|garage|garagebox|box|gebouw|adres|winkel|kamer|object|schuur",
    ),
)
_DRUGS: Final = (
    r"13 ?b|opium|damocles|drug|hennep|wiet|hasj|coca|harddrug|softdrug|xtc|kwekerij|handelshoeveelheid"
)
_SEX: Final = r"prostitu|seks|escort|3 2\b|3 3\b"
# In this order: the first that fits is meant. Each line: what the words of the kind must hold, and what
# they or the reason must hold besides.
_RULES: Final[tuple[tuple[str, str, str], ...]] = (
    ("warning_opiumwet", r"waarschuw", _DRUGS),
    ("warning", r"waarschuw|vooraankondiging", ""),
    (
        "penalty_street_dealing",
        r"dwangsom|\blod\b",
        r"straathandel|straatdeal|dealen op straat|drugshandel op straat|2 74\b",
    ),
    ("penalty_opiumwet", r"dwangsom|\blod\b", _DRUGS),
    ("penalty_burglary_tools", r"dwangsom|\blod\b", r"inbre|inbraak|werktuig|2 44\b"),
    ("penalty_sex", r"dwangsom|\blod\b", _SEX),
    ("preventive_order", r"preventie", r"dwangsom|\blod\b|last"),
    ("penalty_order", r"dwangsom|\blod\b|\blast od\b", ""),
    ("urgent_enforcement", r"spoed", r"bestuursdwang|\blob\b"),
    ("enforcement_order", r"bestuursdwang|\blob\b", ""),
    ("permit_revocation_alcohol", r"alcohol|drank|\bdhw\b", r"vergunning|intrek|schors|weiger"),
    ("permit_revocation_env", r"omgevingsvergunning|bouwvergunning|milieuvergunning", ""),
    (
        "permit_revocation",
        r"exploitatie|(?:intrek|ingetrokken|weiger|geweigerd|schors).*vergunning|vergunning.*(?:intrek|ingetrokken|weiger|geweigerd|schors)",
        "",
    ),
    ("bibob_decision", r"bibob", ""),
    ("restraining_order", r"huisverbod", ""),
    ("area_ban", r"gebiedsverbod|gebiedsontzegging|groepsverbod|meldplicht|172 ?a", ""),
    ("conduct_order", r"gedragsaanwijzing|woonoverlast|151 ?d", ""),
    ("risk_area", r"veiligheidsrisico|151 ?b", ""),
    ("designated_area", r"aangewezen|aanwijzing|2 81 ?b", ""),
    ("public_order_command", r"noodbevel|bevel|172 lid 3", ""),
    ("forced_management", r"beheer", r"overname|beheer"),
    ("closure_gambling", r"sluit|gesloten|dicht", r"gok|kansspel|poker|speelautoma"),
    ("closure_sex", r"sluit|gesloten|dicht", r"prostitu|seks|escort"),
    ("closure_opiumwet", r"sluit|gesloten|dicht", _DRUGS),
    ("closure_174a", r"sluit|gesloten|dicht", r"174 ?a|overlast|geweld|wapen|beschiet|explosie|verstoring"),
    ("closure_housing", r"sluit|gesloten|dicht", r"woningwet|bouwregel|brandveilig|bouwtoezicht"),
    ("closure_public", r"sluit|gesloten|dicht", r"174\b|openbar|publiek|horeca|cafe|inrichting"),
    ("closure_opiumwet", r"^(?:wet )?damocles|13 ?b\b", ""),
    ("fine_public_space", r"boete", r"apv|afval|154 ?b|openbare ruimte"),
    ("fine", r"boete", ""),
    ("brp_investigation", r"\bbrp\b|uitschrijv|adresonderzoek", ""),
    ("recovery", r"terugvorder|stopzet|uitkering|subsidie|pgb", ""),
)


@dataclass(frozen=True, slots=True)
class Meant:
    """The code of a type of measure; empty with the reason when the words leave it open."""

    code: str
    why: str = ""


def kind_meant(
    text: str, *, reason: str = "", article: str = "", labels: Mapping[str, str] | None = None
) -> Meant:
    """The type that free words mean; reason and legal basis decide where the words are general.

    ``labels`` has the municipality's own list, label to code: a name from it is that type, unless it is a
    general one.
    """
    words = plain(text)
    if not words:
        return Meant("", "Er staat geen soort maatregel.")
    own = next((code for label, code in (labels or {}).items() if words == plain(label)), "")
    if own and own not in _GENERAL:
        return Meant(own)
    for besides in (words, f"{words} {plain(article)}", f"{words} {plain(article)} {plain(reason)}"):
        for code, must, also in _RULES:
            if code not in _GENERAL and re.search(must, words) and (not also or re.search(also, besides)):
                return Meant(code)
    if own:
        return Meant(own)
    for code, must, _ in _RULES:
        if code in _GENERAL and re.search(must, words):
            return Meant(code)
    if re.search(r"sluit|gesloten|dicht", words):
        return Meant("", "Een sluiting, maar waarom staat er niet: kies de grondslag.")
    # The words themselves may hold a name: they stay with the row.
    return Meant("", "Dit is geen soort maatregel die VIK kent.")


# Words so general that legal basis and reason are asked first which of them is meant.
_GENERAL: Final = frozenset({"penalty_order", "warning", "fine"})


def target_meant(text: str) -> str:
    """On what a measure rests by the words of the register; empty when they don't say."""
    words = plain(text)
    for code, form in _TARGETS:
        if any(re.fullmatch(rf"(?:{form})(?:en|s)?", word) for word in words.split()):
            return code
    return ""
