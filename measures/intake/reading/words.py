"""The fields of a measure in an old register, and the headings by which municipalities call them."""

from __future__ import annotations

from typing import Final

from core.sheets.headings import Vocabulary

FIELDS: Final[dict[str, str]] = {
    "kind": "Soort maatregel",
    "target": "Waarop (woning, persoon, bedrijf)",
    "name": "Naam of bedrijf",
    "company": "Bedrijf, naast een persoon",
    "birth_date": "Geboortedatum",
    "identifier": "BSN of KvK",
    "address": "Adres",
    "reason": "Reden",
    "article": "Grondslag",
    "terms": "Duur of bedrag",
    "maximum": "Maximum van de dwangsom",
    "reference": "Kenmerk",
    "reported_on": "Rapportage op",
    "decided_on": "Besluit op",
    "notified_on": "Bekendgemaakt op",
    "starts_on": "Ingang",
    "ends_on": "Einde",
    "incurred": "Verbeurd",
    "paid": "Betaald",
    "remedy": "Bezwaar",
    "remark": "Bijzonderheden",
}
DATES: Final = ("reported_on", "decided_on", "notified_on", "starts_on", "ends_on")
# Several columns together may fill one of these: voornaam and achternaam, straat and huisnummer.
JOINED: Final = frozenset({"name", "identifier", "address", "reason", "terms", "remark"})

_KNOWN: Final[dict[str, str]] = {
    "kind": """
        soort maatregel, maatregel, soort, type, type maatregel, maatregeltype, besluitsoort, soort besluit, categorie,
        instrument, sanctie, omschrijving maatregel, aard, aard maatregel, measure, measure type, type of measure
    """,
    "target": "op, waarop, object, soort object, betreft, objecttype, soort pand, pandsoort, gericht op, target",
    "company": """
        bedrijf, bedrijfsnaam, naam bedrijf, handelsnaam, onderneming, naam onderneming, naam rechtspersoon,
        rechtspersoon, company, company name
    """,
    "name": """
        naam, naam of bedrijf, persoon, betrokkene, overtreder, geadresseerde, naam betrokkene, naam overtreder,
        voornaam, voornamen, voorletters, roepnaam, tussenvoegsel, tussenvoegsels, voorvoegsel, achternaam,
        familienaam, geslachtsnaam, exploitant, naam persoon, naam persoon bedrijf, naam bedrijf persoon,
        aangeschrevene, wie, name, subject
    """,
    "birth_date": """
        geb datum, gebdatum, geboortedatum, geboren, geboren op, datum geboorte, geb, gebdat, date of birth, birth date
    """,
    "identifier": """
        bsn kvk, bsn, kvk, kvk nummer, kvknummer, kvknr, kvk nr, burgerservicenummer, sofinummer, bsn of kvk, kvk bsn,
        inschrijfnummer, handelsregisternummer, nummer kvk, bsnnummer, bsn nummer, rsin
    """,
    "address": """
        adres, locatie, pand, straat, straatnaam, huisnummer, huisnr, huisletter, toevoeging, huisnummertoevoeging,
        postcode, pc, plaats, woonplaats, objectadres, adres pand, adres object, locatieadres, plaatsnaam, address,
        straat en huisnummer, postcode en plaats, waar, perceel
    """,
    "reason": """
        reden, aanleiding, grond, constatering, bevinding, bevindingen, overtreding, feit, feiten, wat, omschrijving,
        toelichting overtreding, reden maatregel, aangetroffen, reason, feitelijke constatering
    """,
    "article": "grondslag, wettelijke grondslag, artikel, wetsartikel, juridische grondslag, wet, bevoegdheid, article",
    "terms": """
        duur of bedrag, duur, bedrag, duur bedrag, bedrag of duur, termijn, looptijd, sluitingsduur, duur sluiting,
        hoogte, hoogte dwangsom, dwangsom, dwangsombedrag, bedrag dwangsom, periode, begunstiging,
        begunstigingstermijn, duration, amount, duur maatregel, boetebedrag, boete
    """,
    "maximum": "maximum, max, maximum dwangsom, max dwangsom, maximaal, maximaal te verbeuren, maximum bedrag, max bedrag",
    "reference": """
        kenmerk, zaaknummer, zaaknr, dossiernummer, dossiernr, nummer, nr, besluitnummer, registratienummer, referentie,
        kenmerk besluit, ons kenmerk, volgnummer, id, reference, zaak
    """,
    "reported_on": """
        rapportage, bestuurlijke rapportage, datum rapportage, rapportdatum, rapport, rapportage op, datum rapport,
        rapportage ontvangen, ontvangen rapportage, datum bestuurlijke rapportage, datum constatering, report
    """,
    "decided_on": """
        besluit, besluitdatum, datum besluit, besluit op, besloten op, dagtekening, datum beschikking, beschikking,
        datum, datum maatregel, opgelegd op, datum oplegging, opgelegd, decision, decision date, datum waarschuwing
    """,
    "notified_on": """
        bekend gemaakt, bekendgemaakt, bekendmaking, datum bekendmaking, bekendgemaakt op, verzonden, verzonden op,
        verzenddatum, datum verzending, uitgereikt, uitgereikt op, bekend gemaakt op, datum verzonden, notified
    """,
    "starts_on": """
        ingang, ingangsdatum, datum ingang, ingaand, ingang op, vanaf, start, startdatum, begin, begindatum, van,
        gesloten op, datum sluiting, sluitingsdatum, gesloten vanaf, ingangsdatum sluiting, in werking, start date
    """,
    "ends_on": """
        einde, einddatum, datum einde, tot, tot en met, t m, tm, eind, gesloten tot, heropening, datum heropening,
        heropend op, vervaldatum, geldig tot, loopt tot, einde sluiting, einddatum sluiting, end date
    """,
    "incurred": """
        verbeurd, verbeurte, verbeurde dwangsom, verbeurde dwangsommen, verbeurd bedrag, verbeurten, aantal verbeurd,
        verbeurd op, forfeited
    """,
    "paid": "betaald, betaling, voldaan, betaald bedrag, betaalstatus, ontvangen, geind, ingevorderd, paid",
    "remedy": """
        bezwaar, bezwaar beroep, bezwaar of beroep, rechtsmiddel, rechtsmiddelen, bezwaarschrift, status bezwaar, beroep,
        uitkomst bezwaar, bezwaar en beroep, objection, appeal
    """,
    "remark": """
        bijzonderheden, opmerking, opmerkingen, notitie, notities, toelichting, aantekening, aantekeningen, overig,
        memo, commentaar, remarks, notes, status, stand van zaken
    """,
}
_HINTS: Final[dict[str, str]] = {
    "birth_date": "geboren geboorte gebdat",
    "identifier": "bsn kvk burgerservice handelsregister",
    "incurred": "verbeur",
    "paid": "betaald voldaan betaling",
    "remedy": "bezwaar beroep rechtsmiddel",
    "maximum": "maximum maximaal",
    "notified_on": "bekend verzend verzonden uitgereikt",
    "reported_on": "rapport",
    "ends_on": "einde eind heropen",
    "starts_on": "ingang ingaand start begin",
    "article": "grondslag artikel",
    "kind": "maatregel sanctie",
    "decided_on": "besluit beschikking opgelegd",
    "terms": "duur bedrag dwangsom termijn looptijd",
    "name": "naam overtreder betrokkene exploitant",
    "company": "bedrijf onderneming",
    "address": "adres straat huisn postcode woonplaats locatie",
    "reason": "reden aanleiding overtreding constatering omschrijving",
    "reference": "kenmerk zaak dossier",
    "remark": "opmerking bijzonderhe toelichting notitie",
}
VOCABULARY: Final = Vocabulary(_KNOWN, _HINTS)
field_by_heading: Final = VOCABULARY.field_by_heading
