"""The closed list of what a letter can have filled in from the record: name, meaning and an example. Pure.

A text that names another field is refused when it is written. What fills them stands with the measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class LetterField:
    """One field: what it is called for people, and what it would read in an example."""

    label: str
    sample: str


F = LetterField
FIELDS: Final[dict[str, LetterField]] = {
    "gemeente.naam": F("naam van de gemeente", "Almelo"),
    "gemeente.plaats": F("plaats van ondertekening", "Almelo"),
    "gemeente.bezoekadres": F("bezoekadres van de gemeente", "Stadsplein 1, Almelo"),
    "gemeente.postadres": F("postadres van de gemeente", "Postbus 1000, 7600 AA Almelo"),
    "gemeente.telefoon": F("telefoonnummer van de gemeente", "14 0546"),
    "gemeente.email": F("e-mailadres van de gemeente", "handhaving@almelo.example"),
    "gemeente.website": F("website van de gemeente", "www.almelo.example"),
    "gemeente.bezwaaradres": F("waar bezwaar heen gaat", "Postbus 1000, 7600 AA Almelo"),
    "gemeente.rekening": F("rekeningnummer van de gemeente", "NL00 BANK 0123 4567 89"),
    "brief.datum": F("datum van de brief", "23 november 2026"),
    "ontvanger.naam": F("naam van de ontvanger", "de heer K. op den Dries"),
    "ontvanger.adres": F("adres van de ontvanger", "Grotestraat 12, Almelo"),
    "ontvanger.rol": F("rol van de ontvanger", "overtreder"),
    "ontvanger.waarom": F("waarom deze ontvanger de brief krijgt", "u eigenaar bent van het pand"),
    "maatregel.nummer": F("nummer van de maatregel", "MA-2026-00012"),
    "maatregel.soort": F("soort maatregel", "Sluiting woning of lokaal wegens drugs"),
    "maatregel.grondslag": F("grondslag", "artikel 13b van de Opiumwet"),
    "maatregel.gezag": F("wie beslist", "de burgemeester van Almelo"),
    "maatregel.pand": F("adres van het pand", "Grotestraat 12, Almelo"),
    "maatregel.overtreding": F("de overtreding in enkele woorden", "handel in drugs vanuit Grotestraat 12"),
    "maatregel.reden": F(
        "wat er is gebeurd", "Op 1 november 2026 vond de politie in de woning 340 gram cocaïne."
    ),
    "maatregel.bronnen": F(
        "waar het besluit op rust", "de bestuurlijke rapportage van de politie van 2 november 2026"
    ),
    "maatregel.geconstateerd": F("dag van constatering", "1 november 2026"),
    "maatregel.rapportage": F("dag van de rapportage", "2 november 2026"),
    "maatregel.rapportagenummer": F("nummer van de rapportage", "PL0500-2026012345"),
    "maatregel.duur": F("duur", "6 maanden"),
    "maatregel.ingang": F("ingang met uur", "7 december 2026 om 10.00 uur"),
    "maatregel.einde": F("laatste dag met uur", "7 juni 2027 om 24.00 uur"),
    "maatregel.verlenging": F("reden van de verlenging", "De rust in de buurt is nog niet terug."),
    "maatregel.behandelaar": F("naam van de behandelaar", "S. Jurist"),
    "voornemen.datum": F("dag van het voornemen", "3 november 2026"),
    "zienswijze.uiterlijk": F("laatste dag voor een zienswijze", "17 november 2026"),
    "zienswijze.verloop": F(
        "hoe het met de zienswijze ging", "U hebt op 16 november 2026 een zienswijze gegeven."
    ),
    "besluit.datum": F("dag van het besluit", "20 november 2026"),
    "besluit.toegepast": F("dag van ingrijpen bij spoed", "19 november 2026"),
    "besluit.kenmerk": F("kenmerk van het besluit", "B-2026-118"),
    "besluit.bekendgemaakt": F("dag van bekendmaking", "20 november 2026"),
    "bezwaar.uiterlijk": F("laatste dag voor bezwaar", "4 januari 2027"),
    "begunstiging.uiterlijk": F("einde van de begunstigingstermijn", "4 december 2026 om 23.59 uur"),
    "dwangsom.last": F("de last", "U mag niet meer handelen in drugs op of aan de weg in Almelo."),
    "dwangsom.bedrag": F("bedrag van de dwangsom", "€ 5.000,00"),
    "dwangsom.wijze": F("wijze van verbeuren", "per overtreding"),
    "dwangsom.maximum": F("maximum van de dwangsom", "€ 20.000,00"),
    "dwangsom.vanaf": F(
        "vanaf wanneer de last werkt", "De last werkt meteen na de bekendmaking van dit besluit."
    ),
    "sluiting.wat": F("wat wordt gesloten", "woning"),
    "sluiting.deel": F("deel van het pand", "de schuur achter de woning"),
    "sluiting.middelen": F("gevonden middelen", "340 gram cocaïne van lijst I (harddrugs)"),
    "sluiting.goederen": F("gevonden goederen", "Een weegschaal en gripzakjes."),
    "sluiting.wapens": F("gevonden wapens", "Een stroomstootwapen."),
    "sluiting.beleid": F("wat het beleid voorstelt", "Het beleid stelt voor: sluiting voor 6 maanden."),
    "sluiting.afwijking": F(
        "reden van afwijken van het beleid", "Vanwege de drie kinderen kies ik voor 4 maanden."
    ),
    "sluiting.zegels": F("zegelnummers", "A-1201 en A-1202"),
    "evenredigheid.geschikt": F(
        "conclusie: geschikt", "De sluiting maakt de woning onbekend als plek voor drugs."
    ),
    "evenredigheid.noodzakelijk": F(
        "conclusie: noodzakelijk", "Een waarschuwing of dwangsom is bij deze hoeveelheid niet genoeg."
    ),
    "evenredigheid.evenwichtig": F(
        "conclusie: evenwichtig",
        "De gevolgen voor de bewoner wegen niet op tegen het belang van de sluiting.",
    ),
    "evenredigheid.woonruimte": F("vervangende woonruimte", "De bewoner kan tijdelijk bij familie wonen."),
    "heropening.datum": F("dag van heropening", "8 juni 2027"),
    "vordering.nummer": F("nummer van de vordering", "V-2026-00031"),
    "vordering.soort": F("waarvoor het geld is", "verbeurde dwangsom"),
    "vordering.bedrag": F("bedrag van de vordering", "€ 5.000,00"),
    "vordering.open": F("wat nog open staat", "€ 5.000,00"),
    "vordering.verbeurd": F("dag van verbeuren", "14 november 2026"),
    "vordering.plaats": F("waar het is gezien", "Marktplein, Almelo"),
    "vordering.waarnemer": F("wie het zag", "een toezichthouder van de gemeente"),
    "vordering.constatering": F(
        "wat er is gezien", "U verkocht om 21.40 uur twee gripzakjes aan een voorbijganger."
    ),
    "vordering.betalen_voor": F("laatste dag om te betalen", "28 december 2026"),
    "vordering.zienswijze": F("laatste dag voor een zienswijze op de invordering", "18 januari 2027"),
    "vordering.voornemen": F("dag van het voornemen tot invordering", "4 januari 2027"),
    "vordering.beschikking": F("dag van de invorderingsbeschikking", "18 januari 2027"),
    "vordering.aanmaning": F("dag van de aanmaning", "8 maart 2027"),
    "vordering.aanmaning_voor": F("laatste dag na de aanmaning", "22 maart 2027"),
    "vordering.aanmaningskosten": F("kosten van de aanmaning", "€ 19,00"),
}


def label_of(name: str) -> str:
    """What a field is called for people."""
    return FIELDS[name].label if name in FIELDS else name


def samples() -> dict[str, str]:
    """An example of every field, for a preview."""
    return {name: field.sample for name, field in FIELDS.items()}
