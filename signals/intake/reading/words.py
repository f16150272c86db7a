"""The fields of a signal and the headings by which senders call them, in Dutch and English."""

from __future__ import annotations

from typing import Final

from core.sheets.headings import Vocabulary

FIELDS: Final[dict[str, str]] = {
    "external_number": "Nummer bij de bron",
    "observed": "Wanneer gezien",
    "received": "Wanneer ingediend",
    "location": "Waar",
    "narrative": "Wat is gezien of gehoord",
    "involved": "Wie of wat is betrokken",
    "title": "Titel",
    "kind": "Soort",
    "urgency": "Spoed",
    "violation": "Overtreding",
    "team": "Team of afdeling",
    "reporter_name": "Melder",
    "inspector": "Toezichthouder",
    "remark": "Opmerking",
}
# Several columns together may fill one of these: street, number and place; findings and explanation.
JOINED: Final = frozenset({"location", "narrative", "involved", "remark"})

# Whole headings, as normalised by `plain`. The first field that knows a heading wins.
_KNOWN: Final[dict[str, str]] = {
    "external_number": """
        zaaknummer, zaaknr, zaak nr, zaakid, zaak id, zaaknummer odt, nummer, nr, kenmerk, ons
        kenmerk, uw kenmerk, referentie, referentienummer, meldingsnummer, meldnummer, meldingnr,
        melding nr, meldingid, melding id, signaalnummer, signaal nr, dossiernummer, dossiernr,
        registratienummer, volgnummer, id, identificatie, case number, case id, case no, reference,
        reference number, ref, ref no, report number, ticket, number, nummer bij de bron
    """,
    "received": """
        ingediend op, ingediend, ingekomen, ingekomen op, datum ingekomen, binnengekomen, datum
        binnenkomst, ontvangen, ontvangen op, datum ontvangst, ontvangstdatum, meldingsdatum, datum
        melding, melddatum, gemeld op, aangemaakt, aangemaakt op, aanmaakdatum, registratiedatum,
        datum registratie, invoerdatum, tijdstempel, timestamp, submitted, submitted on, date
        submitted, received, received on, date received, created, created at, created on, reported
        on, wanneer ingediend
    """,
    "observed": """
        datum, datum bezoek, bezoekdatum, datum controle, controledatum, datum waarneming,
        waarnemingsdatum, waargenomen op, datum constatering, constatering, geconstateerd op, datum
        incident, incidentdatum, wanneer, wanneer gezien, pleegdatum, datum voorval, dag, periode,
        datum en tijd, datum tijd, tijdstip, date, date of visit, visit date, inspection date,
        observed, observed on, date observed, incident date, when, date of inspection
    """,
    "location": """
        locatie, adres, waar, plaats, plek, object, pand, objectadres, locatieadres, adres object,
        locatie adres, adresgegevens, straat, straatnaam, huisnummer, huisnr, nummer huis,
        huisletter, huisnummertoevoeging, toevoeging, toev, postcode, pc, woonplaats, plaatsnaam,
        gemeente, location, address, where, street, street name, house number, postal code, zip, zip
        code, zipcode, postcode en plaats, city, town, site, premises, straat en huisnummer
    """,
    "kind": """
        soort, type, categorie, onderwerp, thema, rubriek, soort signaal, type signaal, soort
        melding, aard, aard van de melding, aard signaal, soort overtreding, branche, kind,
        category, topic, subject, theme, activiteit, type of signal
    """,
    "narrative": """
        bevindingen, bevinding, bevindingen toezichthouder, omschrijving, beschrijving, toelichting,
        wat heb je gezien of gehoord, wat heeft u gezien of gehoord, wat is gezien of gehoord, wat,
        signaal, melding, tekst, inhoud, verslag, relaas, waarneming, waarnemingen, feiten,
        constateringen, situatie, verhaal, signaalomschrijving, omschrijving signaal, omschrijving
        melding, uitleg, inhoud melding, inhoud signaal, wat is er aan de hand, wat is er gezien,
        description, findings, finding, observation, observations, details, narrative, report, text,
        what, what did you see or hear, summary
    """,
    "involved": """
        betrokkene, betrokkenen, betrokken, wie, wie of wat, wie of wat is betrokken, naam
        betrokkene, bedrijf, bedrijfsnaam, naam bedrijf, kenteken, kentekens, kvk, kvk nummer,
        personen, eigenaar, exploitant, persons involved, persons, company, plate, license plate,
        subject name, inrichting
    """,
    "title": """
        titel, kop, korte omschrijving, samenvatting, title, headline, short description
    """,
    "urgency": """
        spoed, urgentie, urgent, prioriteit, prio, haast, spoedeisend, ernst, urgency, priority,
        spoed j n, spoed ja nee
    """,
    "violation": """
        overtreding, overtreding j n, overtreding ja nee, overtreding geconstateerd, in overtreding,
        violation, violation y n, breach
    """,
    "team": """
        team, afdeling, vakteam, cluster, dienst, organisatieonderdeel, domein, team of afdeling,
        team melder, afdeling melder, department, unit, division, bron
    """,
    "reporter_name": """
        melder, naam melder, gemeld door, ingediend door, indiener, aangemeld door, medewerker, naam
        medewerker, naam, ingevuld door, invuller, contactpersoon, collega, reporter, reported by,
        submitted by, name, employee, author
    """,
    "inspector": """
        toezichthouder, inspecteur, controleur, naam toezichthouder, handhaver, boa, behandelaar,
        uitgevoerd door, bezocht door, inspector, officer, inspected by
    """,
    "remark": """
        opmerking, opmerkingen, bijzonderheden, notitie, notities, aantekening, aantekeningen,
        overig, vervolg, actie, remark, remarks, comment, comments, note, notes
    """,
}
# Words within a longer heading that give it away, tried in this order.
_HINTS: Final[dict[str, str]] = {
    "inspector": "toezichthouder inspecteur inspector",
    "violation": "overtreding violation",
    "urgency": "spoed urgent urgency prioriteit",
    "reporter_name": "melder reporter indiener",
    "received": "ingediend ontvang submitted registratiedatum",
    "observed": "datum date wanneer when",
    "location": "adres address locatie location straat street huisn postcode waar",
    "external_number": "zaaknummer kenmerk referen nummer number",
    "narrative": "bevinding omschrijving beschrijving gezien gehoord description findings observation toelichting",
    "remark": "opmerking bijzonderhe comment remark",
    "team": "afdeling department team",
    "involved": "betrokken kenteken bedrijf company",
    "kind": "soort categorie category thema type",
    "title": "titel title",
}
VOCABULARY: Final = Vocabulary(_KNOWN, _HINTS)
field_by_heading: Final = VOCABULARY.field_by_heading
