"""How two licence plates relate.

A plate is read by people and cameras: O and 0, B and 8 change places; another letter is another car.
"""

from __future__ import annotations

from collections.abc import Set

_TWINS = frozenset({"O0", "Q0", "I1", "L1", "B8", "S5", "Z2", "G6", "D0", "T7", "A4"})
# The distinguishing signs of countries whose cars are seen here; a form writes them before the plate. Signs of one
# letter are not here: H-O 1234 is of Hannover and HH-O 1234 of Hamburg, not the same car from Hungary.
_SIGNS = frozenset(
    {
        "AL", "BG", "BIH", "BY", "CH", "CY", "CZ", "DK", "EST", "FIN", "GB", "GR", "HR", "IRL", "KOS", "LT", "LV", "MA",
        "MD", "MK", "MNE", "NL", "PL", "RO", "RUS", "SK", "SLO", "SRB", "TR", "UA", "UK",
    }
)  # fmt: skip
LONGEST_SIGN = 3
WHOLE_PLATE = 6
EXACT, WITH_SIGN, READ_WRONG, OTHER = "exact", "with_sign", "read_wrong", "other"


def compare_plates(left: Set[str], right: Set[str]) -> str:
    """The best relation of any two plates (normalised: capitals and digits only)."""
    if left & right:
        return EXACT
    if any(_signed(one, two) or _signed(two, one) for one in left for two in right):
        return WITH_SIGN
    if any(_read_wrong(one, two) for one in left for two in right):
        return READ_WRONG
    return OTHER


def _signed(long: str, short: str) -> bool:
    """The long one is the short one behind the sign of a country.

    Only one side may carry it: *B AB 123* and *H AB 123* are cars of two German towns. A short rest is left alone,
    because the sign may as well be the town.
    """
    extra = len(long) - len(short)
    if not 0 < extra <= LONGEST_SIGN or len(short) < WHOLE_PLATE or short.isalpha() or short.isdigit():
        return False
    return long.endswith(short) and long[:extra] in _SIGNS


def _read_wrong(one: str, two: str) -> bool:
    """Equal when a digit and the letter that looks like it count as one; two letters never do."""
    if len(one) != len(two):
        return False
    return all(a == b or f"{a}{b}" in _TWINS or f"{b}{a}" in _TWINS for a, b in zip(one, two, strict=True))
