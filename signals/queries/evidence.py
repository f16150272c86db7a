"""What is known beside a signal: cards that say what agrees, differs and is missing. Never a score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format
from django.utils.timezone import localtime

from encryption.fields import readable
from legal import identifiers
from legal.addresses import Address, split_address
from signals.models import KeyKind, Signal
from signals.queries.inbox import week_label
from signals.queries.overlaps import overlap_counts
from signals.twins import SHINGLE, words_of

if TYPE_CHECKING:
    from accounts.models import User

MOST_SHOWN: Final = 40
# Below half of the word groups in common, two texts are about the same kind of thing, not the same thing.
ENOUGH_IN_COMMON: Final = 0.5
MANY: Final = 3


@dataclass(slots=True)
class Card:
    """One reason why something known may belong here, with the signals that it is about."""

    kind: str
    why: str
    title: str
    strong: bool = False
    agrees: str = ""
    differs: str = ""
    missing: str = ""
    items: list[dict[str, str]] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    forms: str = ""
    merge_url: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two signals have in common and what not, in words."""

    agrees: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    title: str = ""


def evidence_of(actor: User, signal: Signal, link: Callable[[str], str]) -> list[Card]:
    """The cards of one signal, strongest first, over signals that the actor sees.

    ``link`` gives the address of a signal by its number. Values that stand masked in the text
    (number plates, telephone numbers) are not named before weging 1 is yes.
    """
    kinds = overlap_counts(actor, [signal.pk]).kinds(signal.pk)
    ids = sorted({pk for group in kinds.values() for pk in group}, reverse=True)[:MOST_SHOWN]
    if not ids:
        return []
    rows = Signal.objects.filter(pk__in=ids).visible_to(actor).select_related("area")
    others = {row.pk: row for row in rows.order_by("-received_at", "-id")}
    cards: list[Card] = []
    for kind in (KeyKind.EXTERNAL, KeyKind.TWIN, KeyKind.LOCATION, KeyKind.PLATE, KeyKind.PHONE):
        alike = [other for pk, other in others.items() if pk in kinds.get(kind, ())]
        cards += _cards(kind, signal, alike, link)
    return cards


def _cards(kind: KeyKind, signal: Signal, others: list[Signal], link: Callable[[str], str]) -> list[Card]:
    """One card for all others that compare in the same way, so that no card says too much."""
    grouped: dict[Comparison, list[Signal]] = {}
    for other in others:
        comparison = COMPARE[kind](signal, other)
        if comparison is not None:
            grouped.setdefault(comparison, []).append(other)
    cards = []
    for comparison, group in grouped.items():
        cards.append(
            Card(
                kind=kind,
                why=WHY[kind],
                title=_title(kind, signal, group, comparison),
                strong=kind in {KeyKind.EXTERNAL, KeyKind.TWIN} or len(group) >= MANY,
                agrees=", ".join(comparison.agrees),
                differs=", ".join(comparison.differs),
                missing=", ".join(comparison.missing),
                items=[_item(other, link) for other in group],
                signals=group,
            )
        )
    return cards


WHY: Final = {
    KeyKind.EXTERNAL: "Zelfde nummer bij de bron",
    KeyKind.TWIN: "Vrijwel gelijke melding",
    KeyKind.LOCATION: "Zelfde plaats",
    KeyKind.PLATE: "Zelfde kenteken",
    KeyKind.PHONE: "Zelfde telefoonnummer",
}


def _title(kind: KeyKind, signal: Signal, group: list[Signal], comparison: Comparison) -> str:
    count = "1 ander signaal" if len(group) == 1 else f"{len(group)} andere signalen"
    if kind == KeyKind.LOCATION:
        address = split_address(_said(signal, "location"))
        return f"{count} op {address.street} {address.number}"
    if comparison.title and signal.weighed_yes:
        return f"{count} met {comparison.title}"
    return count[:1].upper() + count[1:]


def _item(other: Signal, link: Callable[[str], str]) -> dict[str, str]:
    moment = week_label(other) or date_format(localtime(other.received_at), "j M Y").lower()
    return {
        "number": other.number,
        "url": link(other.number),
        "text": other.title,
        "when": f"{moment} · {other.get_state_display().lower()}",
    }


# --- What agrees, differs and is missing, per kind -------------------------------------------------


def _compare_places(signal: Signal, other: Signal) -> Comparison | None:
    ours, theirs = split_address(_said(signal, "location")), split_address(_said(other, "location"))
    agrees, differs, missing = ["straat", "huisnummer"], [], []
    for label, one, two in (
        ("toevoeging", ours.suffix, theirs.suffix),
        ("postcode", ours.postcode, theirs.postcode),
        ("plaats", ours.place.casefold(), theirs.place.casefold()),
    ):
        if one == two:
            agrees += [label] if one else []
        elif one and two:
            differs.append(f"{label} {one} / {two}")
        elif label == "toevoeging":
            differs.append(f"toevoeging {one or '–'} / {two or '–'}")
        else:
            missing.append(f"{label} bij {'het andere' if one else 'dit signaal'}")
    return Comparison(tuple(agrees), tuple(differs), tuple(missing))


def _compare_sources(signal: Signal, other: Signal) -> Comparison | None:
    agrees: list[str] = ["nummer bij de bron"]
    differs: list[str] = []
    same = signal.source_type == other.source_type
    (agrees if same else differs).append("bron")
    place, gap = _same_house(signal, other)
    agrees += ["plaats"] if place is True else []
    differs += ["plaats"] if place is False else []
    return Comparison(tuple(agrees), tuple(differs), (gap,) if gap else ())


def _compare_texts(signal: Signal, other: Signal) -> Comparison | None:
    ours, theirs = _shingles(_said(signal, "narrative")), _shingles(_said(other, "narrative"))
    common = len(ours & theirs)
    smaller = min(len(ours), len(theirs))
    if not smaller or common / smaller < ENOUGH_IN_COMMON:
        return None
    tenths = min(10, round(common / smaller * 10))
    words = (
        "de hele tekst" if common == len(ours) == len(theirs) else f"ongeveer {tenths} van de 10 woordgroepen"
    )
    agrees: list[str] = [words]
    differs: list[str] = []
    same = signal.source_type == other.source_type and signal.team == other.team
    (agrees if same else differs).append("bron")
    place, gap = _same_house(signal, other)
    agrees += ["plaats"] if place is True else []
    differs += ["plaats"] if place is False else []
    return Comparison(tuple(agrees), tuple(differs), (gap,) if gap else ())


def _compare_plates(signal: Signal, other: Signal) -> Comparison | None:
    return _compare_identifiers(signal, other, identifiers.plates_in, "kenteken")


def _compare_phones(signal: Signal, other: Signal) -> Comparison | None:
    return _compare_identifiers(signal, other, identifiers.phones_in, "telefoonnummer")


def _compare_identifiers(
    signal: Signal, other: Signal, read: Callable[[str], set[str]], label: str
) -> Comparison | None:
    common = sorted(read(_text(signal)) & read(_text(other)))
    if not common:
        return None
    place, gap = _same_house(signal, other)
    agrees = (label, "plaats") if place is True else (label,)
    differs = ("plaats",) if place is False else ()
    return Comparison(agrees, differs, (gap,) if gap else (), f"{label} {', '.join(common)}")


COMPARE: Final[dict[KeyKind, Callable[[Signal, Signal], Comparison | None]]] = {
    KeyKind.EXTERNAL: _compare_sources,
    KeyKind.TWIN: _compare_texts,
    KeyKind.LOCATION: _compare_places,
    KeyKind.PLATE: _compare_plates,
    KeyKind.PHONE: _compare_phones,
}


def _same_house(signal: Signal, other: Signal) -> tuple[bool | None, str]:
    """Whether both lie at one house (None: can't be said), and what is missing to say so."""
    ours: Address = split_address(_said(signal, "location"))
    theirs: Address = split_address(_said(other, "location"))
    if not ours.house:
        return None, "adres bij dit signaal"
    if not theirs.house:
        return None, "adres bij het andere"
    return ours.house == theirs.house, ""


def _text(signal: Signal) -> str:
    return " ".join(filter(None, [_said(signal, "narrative"), _said(signal, "involved")]))


def _said(signal: Signal, name: str) -> str:
    """What a signal says; a damaged value of one signal must not take the page of another with it."""
    return readable(signal, name, otherwise="") or ""


def _shingles(text: str) -> set[str]:
    words = words_of(text)
    return {" ".join(words[i : i + SHINGLE]) for i in range(max(0, len(words) - SHINGLE + 1))}
