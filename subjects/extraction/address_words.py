"""Small words that stand in, before and behind an address."""

from __future__ import annotations

from typing import Final

# Measures: *7000 kg* is no postcode.
UNITS: Final = frozenset((
    "kg", "km", "pk", "cm", "mm", "ml", "kw", "gr", "cc", "tb", "gb", "mb", "db", "hz", "va", "ah",
    "wh", "nm", "u", "m2", "xl", "st", "uu", "jr", "ex",
))  # fmt: skip
# Words of the sentence: *in 2019 is* is no postcode.
SMALL_WORDS: Final = frozenset((
    "te", "in", "is", "en", "of", "op", "om", "al", "de", "er", "nu", "zo", "we", "ze", "me", "je",
    "hij", "uw", "ik", "na", "ga", "bv", "nv", "eu", "nl", "an", "af", "as", "ja", "tv", "pv", "km",
    "kg", "at",
))  # fmt: skip
# Small words inside a street.
SMALL: Final = frozenset((
    "van", "de", "het", "op", "aan", "te", "en", "der", "den",
))  # fmt: skip
# What stands before a *van* in a street named after somebody.
OFFICES: Final = frozenset((
    "burgemeester", "burg.", "prins", "pastoor", "graaf", "gravin", "baron", "hof", "laan", "park",
))  # fmt: skip
BETWEEN: Final = frozenset((
    "van", "von", "de",
))  # fmt: skip
# Words of place, behind which a small *van* belongs to the street.
PLACES: Final = frozenset((
    "aan", "op", "bij", "in", "achter", "naast", "nabij", "tegenover", "wonende", "de", "het", "voor",
    "van",
))  # fmt: skip
SIDES: Final = frozenset((
    "noord", "zuid", "oost", "west", "noordzijde", "zuidzijde", "oostzijde", "westzijde",
))  # fmt: skip
