"""What happens to a name, a date or an address when people write it down (see ``bench.matching_fresh``)."""

from __future__ import annotations

import random
import re
from typing import Final

KEYS: Final = {
    "a": "qsz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xs",
}  # fmt: skip
SOUNDS: Final = (
    ("ij", "y"), ("y", "ij"), ("ks", "x"), ("kx", "x"), ("ck", "k"), ("k", "ck"), ("ei", "ij"), ("ou", "au"),
    ("z", "s"), ("s", "z"), ("v", "f"), ("f", "v"), ("dt", "d"), ("d", "t"), ("t", "th"), ("c", "k"), ("g", "ch"),
    ("aa", "a"), ("ee", "e"), ("oo", "o"), ("oe", "u"), ("ou", "oe"), ("ll", "l"), ("n", "nn"), ("s", "ss"),
    ("ö", "o"), ("ü", "u"), ("ş", "s"), ("ç", "c"), ("ğ", "g"), ("ı", "i"), ("ö", "oe"), ("ü", "ue"), ("ł", "l"),
    ("ż", "z"), ("ę", "e"), ("ń", "n"), ("sz", "s"), ("w", "v"), ("dj", "j"), ("ch", "sh"), ("q", "k"), ("i", "ie"),
)  # fmt: skip


def typo(text: str, rng: random.Random) -> str:
    """One slip of the fingers behind the first letter."""
    places = [at for at in range(1, len(text) - 1) if text[at].isalpha() and text[at + 1].isalpha()]
    if not places:
        return text
    at = rng.choice(places)
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at] + text[at:]
    return text[:at] + rng.choice(KEYS.get(text[at].lower(), "e")) + text[at + 1 :]


def heard(text: str, rng: random.Random) -> str:
    """Another spelling of the same sound."""
    options = [pair for pair in SOUNDS if pair[0] in text[1:].lower()]
    if not options:
        return typo(text, rng)
    old, new = rng.choice(options)
    return text[0] + re.sub(old, new, text[1:], count=1)


def birth(iso: str, rng: random.Random) -> tuple[str, str]:
    """A date of birth as the other register has it, and what happened to it."""
    year, month, day = iso.split("-")
    kind = rng.choices(
        ["exact", "year", "month", "digit", "swap", "year_typo", "same"], [10, 4, 2, 1, 1, 2, 6]
    )[0]
    if kind == "swap" and int(day) <= 12:
        return f"{year}-{day}-{month}", kind
    if kind == "digit":
        return (
            f"{int(day) % 27 + 1:02d}-{month}-{year}" if rng.random() < 0.5 else f"{day}-{month}-{year}",
            kind,
        )
    if kind == "year_typo":
        return f"{day}-{month}-{int(year) + rng.choice((-1, 1, 10, -10))}", kind
    shown = {"year": year, "month": f"{month}-{year}", "same": iso}
    return shown.get(kind, f"{day}-{month}-{year}"), kind


def address(parts: dict[str, str], rng: random.Random, *, drop: bool = True) -> tuple[str, bool]:
    """An address as it is noted in another list, and whether the addition was left out."""
    street, number, extra = parts["street"], parts["number"], parts["extra"]
    postcode, town = parts["postcode"], parts["town"]
    dropped = bool(extra) and drop and rng.random() < 0.15
    extra = "" if dropped else extra
    if rng.random() < 0.2:
        street = typo(street, rng) if rng.random() < 0.5 else heard(street, rng)
    elif rng.random() < 0.2:
        for long, short in (
            ("straat", "str."),
            ("laan", "ln"),
            ("weg", "wg"),
            ("singel", "sngl"),
            ("plein", "pln"),
        ):
            if street.endswith(long):
                street = street.removesuffix(long) + short
                break
    if extra:
        extra = rng.choice(["{}", " {}", "-{}", "/{}"] if extra.isalpha() and len(extra) == 1 else
                           [" {}", "-{}", "/{}"]).format(extra)  # fmt: skip
    house = f"{number}{extra}"
    short = f"{postcode[:4]}{postcode[5:]}"
    text = rng.choice(
        [f"{street} {house}, {postcode} {town}", f"{street} {house}, {short} {town}", f"{street} {house} {town}",
         f"{street} {house}, {town}", f"{street} nr {house} te {town}", f"{town}, {street} {house}",
         f"{street} {house}, {short}", f"{street} {house}", f"{short} {house}", f"{street} {house}, {postcode[:4]} {town}"]
    )  # fmt: skip
    return rng.choice([text, text, text, text.lower(), text.upper()]), dropped


def phone(number: str, rng: random.Random) -> str:
    """The same telephone number in another way."""
    rest = number[2:]
    return rng.choice(
        [number, f"06-{rest}", f"+316{rest}", f"+31 6 {rest}", f"(06) {rest}", f"0031 6 {rest}",
         f"06 {rest[:2]} {rest[2:4]} {rest[4:6]} {rest[6:]}"]
    )  # fmt: skip


def plate(written: str, rng: random.Random) -> str:
    """The same plate in another way."""
    return rng.choice(
        [
            written,
            written.lower(),
            written.replace("-", ""),
            written.replace("-", " "),
            written.replace("-", "").lower(),
        ]
    )
