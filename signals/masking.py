"""Hide person data in a text until weging 1 says that it may be seen.

When in doubt, hide: a word too many behind a block is an inconvenience, a name too many is a
breach. What is hidden never leaves the server. Pure: text in, segments out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from legal import identifiers

_PREFIX: Final = r"(?:van|von|de|den|der|des|het|ten|ter|te|op|in|aan|bij|la|le|el|al|ben|bin|du|da|dos|del|'t|’t|'s|d'|d’|l')"
_CAP: Final = r"(?:d['’]|[’']t )?[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’\-]*"
_INITIALS: Final = r"(?:[A-ZÀ-ÞĀ-Ž]\.\s?){1,5}"
_RUN: Final = rf"(?:{_CAP}|{_INITIALS})(?:\s+(?:{_PREFIX}\s+)*(?:{_CAP}|{_INITIALS}))*"
_TITLE: Final = r"(?:(?i:mw|dhr|mevr|mevrouw|meneer|de heer|heer|fam|familie)|mr|dr|drs|ing|ir)\.?"

_RUNS = re.compile(rf"(?<![\w@]){_RUN}")
_TITLED = re.compile(rf"\b{_TITLE}\s+(?:{_PREFIX}\s+)*({_RUN}|(?:{_PREFIX}\s+)+{_CAP})")
_PREFIXED = re.compile(rf"\b(?i:(?:van|de|den|der|ten|ter|op|'t|’t)\s+)+{_CAP}(?:[- ]{_CAP})*")
_QUOTED = re.compile(rf"['‘’\"“]({_CAP}(?:\s+{_CAP})?)['’\"”]")
_NAMED = re.compile(
    r"(?i:\b(?:heet|heten|genaamd|noemt zich|naam is|alias|bijnaam|bekend als|ene|zekere|roepnaam)\b)"
    r"(?:\s+(?i:waarschijnlijk|mogelijk|vermoedelijk|ook|zich|wel))*\s+([\w'’\-]+(?:\s+[A-ZÀ-Þ][\w'’\-]*)*)"
)
_BIRTH = re.compile(
    r"(?i:\b(?:geb\.?|geboren(?:\s+op)?|geboortedatum|geb\.\s?datum))[\s:]*"
    r"(\d{1,2}[-/. ](?:\d{1,2}|[a-z]+)[-/. ]\d{2,4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d{2})"
)
_AGE = re.compile(r"\b(?:ongeveer\s+)?\d{1,2}\s+jaar(?:\s+oud)?\b")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(
    r"(?<![\w@])@\w{2,}|\b(?i:t\.me|instagram\.com|snapchat\.com|facebook\.com|tiktok\.com)/\S+"
)
_NINE = re.compile(r"(?<!\d)\d{9}(?!\d)")
_LEGAL_FORM: Final = r"(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|C\.?V\.?|GmbH|Ltd|BVBA|Stichting|Vereniging|Holding)"
_COMPANY = re.compile(
    rf"(?i:\b(?:stichting|vereniging|bedrijf|firma|uitzendbureau|coöperatie|café|restaurant|garage|winkel))"
    rf"(?:\s*:)?\s+{_RUN}|{_CAP}(?:\s+(?:&\s+)?(?:{_PREFIX}\s+)?(?:{_CAP}|Zn))*\s+{_LEGAL_FORM}(?![\w])"
)
_STREET_END: Final = (
    r"(?:straat|laan|weg|plein|kade|singel|dijk|pad|hof|markt|gracht|steeg|park|dreef|ring|kamp|"
    r"esch|veld|zijde|wal|plantsoen|erf|ceintuurbaan|baan|haven|noord|zuid|oost|west)"
)
_STREET = re.compile(
    rf"(?i:(?:\b[\w'’\-]+\s+){{0,2}}?\b[\w'’\-]*{_STREET_END}\b)(?=\s*(?:,?\s*(?:nr\.?|no\.?|nummer)?\s*\d))"
    rf"|\b[A-ZÀ-Þ][\w'’\-]*(?i:{_STREET_END})\b"
)
_HOUSE_NUMBER = re.compile(
    rf"{_RUN}(?=\s+(?:nr\.?\s*)?\d{{1,5}}(?:\s?[a-zA-Z]|[-\s]\d+|\s+bis)?\b(?!\s*(?:jaar|euro|kg|l\b|cm|m\b)))"
)

PLACES: Final = frozenset(
    "almelo twenterand vriezenveen vroomshoop den ham westerhaar westerhaar-vriezenveensewijk geerdijk pollen "
    "bruinehaar weitemanslanden westerhoeven aadorp bornerbroek enschede hengelo borne wierden nijverdal rijssen "
    "oldenzaal delden haaksbergen twente overijssel nederland duitsland belgië polen turkije marokko roemenië "
    "bulgarije spanje amsterdam rotterdam utrecht deventer zwolle apeldoorn europa riet schelfhorst windmolenbroek "
    "sluitersveld ossenkoppelerhoek noorderkwartier hofkamp nieuwstraat-kwartier binnenstad dollegoor".split()
)
# Words that are often written with a capital and name no person.
COMMON: Final = frozenset(
    """de het een er en of als al ook op in aan bij na om uit van voor met door over onder zonder tegen tot te
    ik wij we hij zij ze u je jij men dit dat deze die wat wie waar wanneer hoe waarom niet geen nog dan toen nu
    bel mij mijn zijn haar hun ons bezoek loods pand bedrijf zaak man vrouw mannen vrouwen buurman kind kinderen
    eigenaar huurder verhuurder verkoper koper exploitant bestuurder directeur leidinggevende chauffeur vervoerder
    klant cliënt aanvrager aanvraag aanwezige bewoner voorman monster bus auto scooter vaten vuurwerk grond partij
    asbest asbestverwijdering autodemontage recyclingbedrijf horecazaak kapperszaak winkel garage garagebox huur
    zorgaanbieder hondenbelasting-controleur financiering begeleid derde drie vier vijf zes twee politie gemeente
    brandweer omgevingsdienst belastingdienst handhaving toezichthouder coördinator burgemeester rolluiken olie
    huis woning kelder schuur zolder achterin volgens tijdens sinds elke elk iedere daar hier bij afgeplakte ramen
    hennepgeur brandgevaarlijk gokzuil afvoerpijp gezoem hun paspoorten zelfde zou kan moet mag gaat ging komt kwam
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
    september oktober november december kvk bsn brp bibob apv ov id snapchat instagram facebook whatsapp telegram
    marktplaats telefoon kenteken postcode nr stichting vereniging bv vof mercedes bmw audi volkswagen golf polo
    opel ford renault peugeot citroën toyota kia seat skoda tesla porsche amg vw fiat volvo mazda nissan suzuki
    nederlands engels duits pools turks arabisch nederlandse duitse poolse cobra dor dol pgb wmo riec odt co
    euro mogelijk waarschijnlijk vermoedelijk onbekend vandaag gisteren nadat omdat terwijl hierbij daarbij
    opslag handel contant contanten meerdere enkele veel weinig meestal soms vaak altijd nooit""".split()
)
LEGAL_FORMS: Final = frozenset({"v.o.f", "b.v", "n.v", "c.v"})
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|\n\s*|[•\-–]\s+)$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text; a masked one must not be sent, only its length in blocks."""

    text: str
    masked: bool
    kind: str = ""

    @property
    def blocks(self) -> str:
        """What is shown instead: blocks, one word for one word, of a length that tells little."""
        return " ".join("▇" * min(max(len(word), 3), 8) for word in self.text.split()) or "▇▇▇"


def mask(text: str) -> list[Segment]:
    """Cut a text into shown and hidden segments; together they are exactly the text."""
    spans = _merged(_spans(text))
    segments: list[Segment] = []
    position = 0
    for start, end, kind in spans:
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


def _spans(text: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for pattern, kind, group in (
        (_MAIL, "e-mail", 0),
        (_HANDLE, "account", 0),
        (_BIRTH, "geboortedatum", 1),
        (_AGE, "leeftijd", 0),
        (_NINE, "nummer", 0),
        (_TITLED, "naam", 1),
        (_QUOTED, "naam", 1),
        (_NAMED, "naam", 1),
    ):
        found += [(*match.span(group), kind) for match in pattern.finditer(text)]
    found += [(start, end, "kenteken") for start, end in identifiers.plate_spans(text)]
    found += [(start, end, "telefoon") for start, end in identifiers.phone_spans(text)]
    found += [
        (*match.span(), "rekening")
        for match in re.finditer(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}\b", text)
    ]
    open_spans = _shown_names(text)
    for match in (*_RUNS.finditer(text), *_PREFIXED.finditer(text)):
        found += _names_in(text, *match.span(), open_spans)
    return found


def _shown_names(text: str) -> list[tuple[int, int]]:
    """Streets with or before a number, and companies: names that are no persons."""
    spans = [match.span() for match in _COMPANY.finditer(text)]
    spans += [match.span() for match in _STREET.finditer(text)]
    spans += [match.span() for match in _HOUSE_NUMBER.finditer(text) if _looks_like_street(match[0])]
    return spans


def _looks_like_street(words: str) -> bool:
    return bool(re.search(rf"(?i:{_STREET_END})\b", words)) or words.isupper()


def _names_in(text: str, start: int, end: int, shown: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The parts of a capitalised run that may be a name."""
    found: list[tuple[int, int, str]] = []
    first: int | None = None
    last = start
    for word in re.finditer(r"\S+", text[start:end]):
        left, right = start + word.start(), start + word.end()
        bare = word[0].strip(".,;:()'\"’‘").casefold()
        harmless = (
            bare in COMMON
            or bare in PLACES
            or any(a <= left and right <= b for a, b in shown)
            or bare in LEGAL_FORMS
            or (len(bare) == 1 and "." not in word[0] and text[:left].rstrip()[-1:].isdigit())
            or (
                len(bare) > 1 and word[0].isupper() and len(word[0].strip(".,;:")) <= 4 and "." not in word[0]
            )
        )
        if harmless:
            if first is not None:
                found.append((first, last, "naam"))
            first = None
        elif word[0][0].isupper() or first is not None or word[0][0] in "'’d":
            first = left if first is None else first
            last = right
    if first is not None:
        found.append((first, last, "naam"))
    return [span for span in found if not _only_starts_sentence(text, *span[:2])]


def _only_starts_sentence(text: str, start: int, end: int) -> bool:
    """A single ordinary word at the start of a sentence, followed by a small word."""
    word = text[start:end].rstrip(".,;:")
    if " " in word or "." in word or not _SENTENCE_START.search(text[:start] or ""):
        return False
    following = re.match(r"\s+([^\W\d_]+)", text[end:])
    return word.casefold().endswith(
        ("en", "ers", "ing", "heid", "baar", "lijk", "isch", "bedrijf", "zaak")
    ) and bool(following and following[1].islower())


def _merged(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Overlapping spans as one, in order."""
    merged: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(spans):
        if merged and start < merged[-1][1]:
            left, right, first = merged[-1]
            merged[-1] = (left, max(right, end), first)
        elif end > start:
            merged.append((start, end, kind))
    return merged
