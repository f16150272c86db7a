"""Hide person data in a text until weging 1 says that it may be seen.

When in doubt, hide: a word too many behind a block is an inconvenience, a name too many is a
breach. What is hidden never leaves the server. Pure: text in, segments out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from legal import identifiers

_PREFIX: Final = (
    r"(?i:van|von|de|den|der|des|het|ten|ter|te|op|in|aan|bij|la|le|el|al|ben|bin|ibn|abu|du|da|dos|del|di|"
    r"['’][ts]|d['’]|l['’])"
)
_CAP: Final = r"(?:[dlo]['’]|['’]t )?[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’\-]*"
_INITIALS: Final = r"(?:[A-ZÀ-ÞĀ-Ž]\.\s?){1,5}"
_PART: Final = rf"(?:{_INITIALS}|{_CAP})"
_NAME: Final = rf"{_PART}(?:\s*(?:(?<=[\s.]){_PREFIX}\s+)*{_PART})*"
_TITLE: Final = (
    r"(?:[Dd]r|(?i:mw|dhr|mevr|mevrouw|meneer|de heer|heer|fam|familie|mr|drs|ing|ir|oom|tante))\.?"
)

_RUNS = re.compile(rf"(?<![\w@])(?:{_PREFIX}\s+)*{_NAME}")
_TITLED = re.compile(rf"\b{_TITLE}\s+((?:{_PREFIX}\s+)*{_NAME})")
_QUOTED = re.compile(rf"(?<!\w)['‘’\"“]({_CAP}(?:\s+{_CAP})?)['’\"”](?!\w)")
_NAMED = re.compile(
    r"(?i:\b(?:heet|heten|genaamd|noemt zich|naam is|alias|bijnaam|bekend als|ene|zekere|roepnaam|voornaam|"
    r"achternaam)\b)[:\s]+(?:(?i:waarschijnlijk|mogelijk|vermoedelijk|ook|zich|wel|de|naam)\s+)*"
    r"([\w'’\-]+(?:\s+[A-ZÀ-Þ][\w'’\-]*)*)"
)
_BIRTH = re.compile(
    r"(?i:\b(?:geb(?:oren)?\.?(?:\s+op)?|geboortedatum|geb\.?\s?datum|geboortejaar|bouwjaar|dob))[\s:]*"
    r"(\d{1,2}[-/. ](?:\d{1,2}|[a-z]+)[-/. ]\d{2,4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d{2})"
)
# A full date long ago is a date of birth, announced or not.
_LONG_AGO = re.compile(
    r"(?<!\d)(?:\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ](?:19\d{2}|200\d)"
    r"|(?:19\d{2}|200\d)-\d{2}-\d{2})(?!\d)"
)
_AGE = re.compile(r"\b(?:ongeveer\s+|circa\s+|rond de\s+)?\d{1,2}\s+jaar(?:\s+oud)?\b|\b\d{2}[- ]jarige?\b")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(
    r"(?<![\w@])@\w{2,}[\w.]*|\b(?:https?://)?(?:www\.)?"
    r"(?i:t\.me|instagram\.com|snapchat\.com|facebook\.com|tiktok\.com)/\S+"
)
_ACCOUNT = re.compile(
    r"(?i:\b(?:snapchat|snap|insta|instagram|telegram|tiktok|facebook|gebruikersnaam|username|account(?:naam)?))"
    r"(?:\s+(?i:account|naam|is|heet|onder|als|met))*\s*[:=]?\s+['\"]?((?=[\w.-]*[\d_.])[\w][\w.-]{2,}\w)"
)
_NINE = re.compile(r"(?<!\d)\d{3}[. ]?\d{3}[. ]?\d{3}(?!\d)|(?<!\d)\d{4}[. ]\d{2}[. ]\d{3}(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b")
_FOREIGN_PLATE = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}(?![\w-])")

_LEGAL_FORM: Final = (
    r"(?:B\.\s?V\.?|BV|N\.\s?V\.?|NV|V\.\s?O\.\s?F\.?|VOF|C\.\s?V\.?|GmbH|Ltd|BVBA|Holding)(?!\w)"
)
_COMPANY = re.compile(
    rf"(?i:\b(?:stichting|vereniging|uitzendbureau|coöperatie))\s+(?:(?:de|het|voor)\s+)?{_CAP}(?:\s+{_CAP})*"
    rf"|(?:(?i:van|de|den|der)\s+)*{_CAP}(?:\s+(?:&|en)?\s*(?:{_PREFIX}\s+)*(?:{_CAP}|Zn))*\s+{_LEGAL_FORM}"
)
_STREET_WORD: Final = (
    r"(?i:straat|str\.|laan|weg|plein|kade|singel|gracht|steeg|dreef|plantsoen|ceintuurbaan|zijde|boulevard)"
)
# These end surnames too (Veldkamp, van Dijk, Westerhof): a street only with a house number behind it.
_STREET_OR_NAME: Final = (
    r"(?i:dijk|pad|hof|markt|park|ring|kamp|esch|es|veld|wal|erf|baan|haven|brink|berg|bos|horst)"
)
_NUMBER_BEHIND: Final = (
    r"(?=\s*,?\s*(?:(?i:nr|no|nummer)\.?\s*)?\d{1,5}"
    r"(?!\d|[-/.]\d|\s*(?i:jaar|euro|kg|keer|maal|uur|man|personen)))"
)
_BEFORE_STREET: Final = (
    r"(?:(?i:van|de|den|der|ten|ter|het|burgemeester|burg\.|dr\.|pastoor|haven|nieuwe|oude|grote|kleine|eerste|"
    r"tweede|korte|lange|noord|zuid|oost|west)\s+){0,3}"
)
_STREET = re.compile(
    rf"{_BEFORE_STREET}\b(?=[A-ZÀ-Þ])[\w'’\-]*{_STREET_WORD}(?!\w)"
    rf"|{_BEFORE_STREET}\b(?=[A-ZÀ-Þ])[\w'’\-]*{_STREET_OR_NAME}\b{_NUMBER_BEHIND}"
)
_SUFFIX = re.compile(r"\s*,?\s*(?:(?:nr|no)\.?\s*)?\d{1,5}\s?([A-Za-z]|[Bb]is)?(?!\w)")
_POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3}\s?[A-Z]{2}(?!\w)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|\n\s*|[•–-]\s+|[\"“(]\s*)$")

PLACES: Final = frozenset(
    """almelo twenterand vriezenveen vroomshoop ham westerhaar westerhaar-vriezenveensewijk geerdijk pollen
    bruinehaar weitemanslanden westerhoeven aadorp bornerbroek mariaparochie azelo tusveld bavinkel
    enschede hengelo borne wierden nijverdal rijssen oldenzaal delden haaksbergen losser tubbergen
    ootmarsum dinkelland hellendoorn twente overijssel salland achterhoek gelderland nederland duitsland
    belgië polen turkije marokko roemenië bulgarije spanje frankrijk italië albanië syrië amsterdam
    rotterdam utrecht deventer zwolle apeldoorn arnhem nijmegen gronau nordhorn europa riet schelfhorst
    windmolenbroek sluitersveld ossenkoppelerhoek noorderkwartier hofkamp nieuwstraat-kwartier
    binnenstad dollegoor haghoek
    """.split()  # noqa: SIM905 -- a list of words reads as a text
)
ABBREVIATIONS: Final = frozenset(
    """kvk bsn brp bibob apv ov id bv nv vof cv ggd ggz gps usb dvd cd tv bmw amg vw gti pgb wmo wlz riec liec
    odt srt dor dol ind uwv svb coa dna nvwa rdw boa om co ppm ph nps thc xtc ghb mdma lsd pin atm iban
    ecli woz bag kg wok aivd fiod rcf omg ok ja nee
    """.split()  # noqa: SIM905
)
# Words that are written with a capital at the start of a sentence, and brands; none names a person.
COMMON: Final = frozenset(
    """de het een er en of als al ook op in aan bij na om uit van voor met door over onder zonder tegen tot te
    naar ik wij we hij zij ze u je jij jullie men dit dat deze die wat wie waar wanneer hoe waarom
    waarbij waarvan daarvan niet geen nog dan toen nu alle allemaal beide alleen samen veel weinig meer
    meest minder enkele meerdere sommige iedereen iemand niemand niets iets alles elk elke ieder iedere
    andere ander dezelfde hetzelfde zelfde eerste tweede derde laatste vorige volgende nieuwe oude grote
    kleine hele ongeveer circa ruim bijna zeker soms vaak altijd nooit meestal steeds weer weken week
    dagen dag maand maanden jaar jaren nacht avond ochtend middag vanmorgen vanavond bel belt mail app
    mijn zijn haar hun ons onze jouw uw bezoek loods pand panden bedrijf bedrijven zaak man vrouw mannen
    vrouwen jongen jongens meisje meisjes jongeren buurman buurvrouw buren kind kinderen mensen personen
    persoon eigenaar eigenaren huurder huurders verhuurder verkoper verkopers koper kopers exploitant
    bestuurder bestuurders directeur leidinggevende chauffeur vervoerder klant klanten cliënt cliënten
    aanvrager aanvraag aanwezige bewoner bewoners voorman werknemer werknemers medewerker monster bus
    bestelbus auto auto's busje scooter fiets vrachtwagen aanhanger vaten jerrycans vuurwerk grond
    partij partijen asbest asbestverwijdering autodemontage recyclingbedrijf horecazaak kapperszaak
    winkel garage garages garagebox garageboxen huur zorgaanbieder zorgverlener
    hondenbelasting-controleur financiering begeleid begeleiding één twee drie vier vijf zes zeven acht
    negen tien politie gemeente brandweer omgevingsdienst belastingdienst handhaving toezichthouder
    toezichthouders coördinator burgemeester wethouder college raad corporatie rolluiken ramen raam deur
    deuren olie huis huizen woning woningen kelder schuur schuren zolder achterin voorin boven beneden
    buiten binnen volgens tijdens sinds daar hier bovenbuurman onderbuurvrouw afgeplakte hennepgeur
    hennep wiet cocaïne drugs geld contant contanten brandgevaarlijk gokzuil gokken afvoerpijp gezoem
    paspoorten paspoort zou zouden kan kon kunnen moet moest mag mocht gaat ging gingen komt kwam komen
    heeft hebben had hadden is was waren wordt worden werd werden wil wilde staat stond stonden ligt lag
    zit zat zag zagen hoor hoorde ruik ruikt rook rijdt reed woont wonen gebruikt levert betaalt vraagt
    verkoopt handelt maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart
    april mei juni juli augustus september oktober november december kerst pasen snapchat instagram
    facebook whatsapp telegram signal marktplaats tiktok google telefoon kenteken postcode nr stichting
    vereniging mercedes audi volkswagen golf polo passat opel corsa astra ford fiesta focus transit
    renault clio megane peugeot citroën toyota kia seat ibiza skoda octavia tesla porsche fiat volvo
    mazda nissan suzuki vespa piaggio iveco daf scania nederlands engels duits pools turks arabisch
    roemeens bulgaars nederlandse duitse poolse turkse roemeense bulgaarse syrische marokkaanse albanese
    cobra euro mogelijk waarschijnlijk vermoedelijk onbekend onbekende vandaag gisteren eergisteren
    nadat omdat terwijl hierbij daarbij daarnaast verder opslag handel advies vader moeder broer zus
    zoon dochter oom tante neef nicht gezin familielid betaald gezien gehoord gemeld aangetroffen
    gevonden bezoekers bezoeker leveranciers gasten betalingen verkocht rond volgend controle controles
    melding meldingen signaal signalen foto foto's post plaats locatie adres achter naast tegenover
    langs tussen vooral mevrouw meneer mw dhr heer fam familie bron let graag dank groet vriendelijke
    hartelijk s'nachts overlast stank lawaai geur lucht afval grondstromen bodem bouw verbouwing
    vergunning inschrijving inschrijvingen uitkering zorg school café kroeg hotel restaurant horeca
    kapper salon sportschool belwinkel supermarkt markt haven kanaal station centrum bedrijventerrein
    industrieterrein park lijkt blijkt verhuur inkoop verkoop bezorgers koeriers
    """.split()  # noqa: SIM905
)
# Frequent first names, for texts without capitals; words that mean something else are left out.
FIRST_NAMES: Final = frozenset(
    """jan piet klaas henk kees gerrit hans willem johan peter kevin dennis mike danny ricardo patrick marco
    mark erik rob tom tim bas jeroen martijn sander stefan michael thomas daan sem lucas milan jayden
    ali mehmet mustafa hüseyin huseyin ahmed ahmet mohammed mohamed mohammad hassan hasan ibrahim ismail
    yusuf youssef omar abdullah murat emre can burak fatih serkan osman kemal ayşe ayse fatma fatima
    zeynep elif emine hatice samira yasmin nadia karima latifa rachid said khalid bilal hamza anouar
    piotr pawel tomasz marek krzysztof andrzej jakub kamil agnieszka katarzyna radu ion andrei mihai
    gheorghe ivan dimitri sergei vladimir georgi bogdan mircea chantal linda samantha kim sandra monique
    petra ingrid anja marieke esther maria anna johanna elisabeth wendy melissa sharon priscilla
    jennifer jessica naomi romy emma julia sophie lisa eva lotte femke dylan jordy rico giovanni tyrone
    shaquille rodney winston jefferson
    """.split()  # noqa: SIM905
)
_LOWER_NAME = re.compile(
    rf"(?<![\w@'’-])(?:{'|'.join(sorted(FIRST_NAMES - {'can', 'ion'}, key=len, reverse=True))})"
    rf"(?:\s+(?:van|de|den|der|ten|ter|el|op|'t)\s+(?:(?:de|den|der|'t)\s+)?[^\W\d_]+)?(?![\w'’])",
    re.IGNORECASE,
)
_MONTH_JAN = re.compile(r"\d\s*[-./ ]?\s*$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text; a masked one must not be sent, only its blocks."""

    text: str
    masked: bool
    kind: str = ""

    @property
    def blocks(self) -> str:
        """What is shown instead: blocks, one word for one word, of a length that tells little."""
        return " ".join("▇" * min(max(len(word), 3), 8) for word in self.text.split()) or "▇▇▇"


def mask(text: str) -> list[Segment]:
    """Cut a text into shown and hidden segments; together they are exactly the text."""
    segments: list[Segment] = []
    position = 0
    for start, end, kind in _merged(text, [*_marked(text), *_names(text)]):
        if start > position:
            segments.append(Segment(text[position:start], masked=False))
        segments.append(Segment(text[start:end], masked=True, kind=kind))
        position = end
    if position < len(text):
        segments.append(Segment(text[position:], masked=False))
    return segments


def masked_text(text: str) -> str:
    """The text as it may be shown: hidden segments as blocks."""
    return "".join(segment.blocks if segment.masked else segment.text for segment in mask(text))


def _marked(text: str) -> Iterator[tuple[int, int, str]]:
    """What is recognised by its own form or by the words before it."""
    for pattern, kind, group in (
        (_MAIL, "e-mail", 0),
        (_HANDLE, "account", 0),
        (_ACCOUNT, "account", 1),
        (_BIRTH, "geboortedatum", 1),
        (_LONG_AGO, "geboortedatum", 0),
        (_AGE, "leeftijd", 0),
        (_NINE, "nummer", 0),
        (_IBAN, "rekening", 0),
        (_FOREIGN_PLATE, "kenteken", 0),
        (_TITLED, "naam", 1),
        (_QUOTED, "naam", 1),
        (_NAMED, "naam", 1),
    ):
        for match in pattern.finditer(text):
            yield (*match.span(group), kind)
    for start, end in identifiers.plate_spans(text):
        yield start, end, "kenteken"
    for start, end in identifiers.phone_spans(text):
        yield start, end, "telefoon"
    for match in _LOWER_NAME.finditer(text):
        month = match[0].lower() == "jan" and _MONTH_JAN.search(text[: match.start()])
        if not month:
            yield (*match.span(), "naam")


def _names(text: str) -> Iterator[tuple[int, int, str]]:
    """Capitalised words that are no street, company, place, abbreviation or ordinary word."""
    shown = [match.span() for match in _COMPANY.finditer(text)]
    for match in _STREET.finditer(text):
        number = _SUFFIX.match(text, match.end())
        shown.append((match.start(), number.end() if number else match.end()))
    shown += [match.span() for match in _POSTCODE.finditer(text)]
    for run in _RUNS.finditer(text):
        yield from _names_in(text, *run.span(), shown)


def _names_in(
    text: str, start: int, end: int, shown: list[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """The parts of a capitalised run that may be a name, with the small words between them."""
    group: list[tuple[int, int]] = []
    before: list[tuple[int, int]] = []
    for word in [*re.finditer(r"\S+", text[start:end]), None]:
        if word is None:
            left = right = end
        else:
            left, right = start + word.start(), start + word.end()
        if word is not None and re.fullmatch(_PREFIX, word[0]) and not _within(left, right, shown):
            before.append((left, right))
            continue
        if word is not None and not _is_harmless(text, left, right, shown):
            if group or word[0][0].isupper() or word[0][0] in "'’dlo":
                group += [*before, (left, right)] if group or _belongs(text, before) else [(left, right)]
            before = []
            continue
        if group and not (len(group) == 1 and _starts_sentence(text, *group[0])):
            yield group[0][0], group[-1][1], "naam"
        group, before = [], []


def _belongs(text: str, before: list[tuple[int, int]]) -> bool:
    """Do small words before a name belong to it (*Van den Brink*)? Only when written with a capital."""
    return bool(before) and text[before[0][0]].isupper()


def _is_harmless(text: str, left: int, right: int, shown: list[tuple[int, int]]) -> bool:
    word = text[left:right].strip(".,;:()'\"’‘“”?!")
    bare = word.casefold()
    if _within(left, left + len(text[left:right].rstrip(".,;:()?!")), shown):
        return True
    if bare in FIRST_NAMES:
        return False
    if bare in COMMON or bare in PLACES or bare in ABBREVIATIONS or not re.search(r"[^\W\d_]", bare):
        return True
    # Bibob-formulier, ODT-controle, Wmo-melding: the first part is known, the rest is an ordinary word.
    first, hyphen, rest = word.partition("-")
    return bool(hyphen) and rest.islower() and first.casefold() in ABBREVIATIONS | COMMON


def _within(left: int, right: int, shown: list[tuple[int, int]]) -> bool:
    return any(start <= left and right <= end for start, end in shown)


def _starts_sentence(text: str, start: int, end: int) -> bool:
    """An ordinary word at the start of a sentence: by its ending, and a small word behind it."""
    word = text[start:end].rstrip(".,;:")
    if not _SENTENCE_START.search(text[:start]) or not word[1:].islower():
        return False
    following = re.match(r"\s+([^\W\d_]+)", text[end:])
    ordinary = word.endswith(
        (
            "ing",
            "ingen",
            "heid",
            "baar",
            "lijk",
            "lijke",
            "isch",
            "ische",
            "bedrijf",
            "zaak",
            "ende",
            "tie",
            "tegen",
        )
    )
    return ordinary and bool(following and following[1].islower())


def _merged(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans as one where they overlap or only a space or a point lies between two names; in order."""
    merged: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(spans):
        if end <= start:
            continue
        if merged:
            left, right, first = merged[-1]
            between = text[right:start]
            near = first == kind == "naam" and between and not between.strip(" .-")
            if start < right or near:
                merged[-1] = (left, max(right, end), first)
                continue
        merged.append((start, end, kind))
    return merged
