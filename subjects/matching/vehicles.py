"""Compares two vehicles by their plate and whatever else is known.

A plate is read by people and cameras: O and 0, B and 8 change places; another letter is another car.
"""

from __future__ import annotations

from collections.abc import Set

from subjects.matching.card import Balance
from subjects.matching.fields import Description

_LOOKALIKES = str.maketrans({"O": "0", "Q": "0", "I": "1", "L": "1", "B": "8", "S": "5", "Z": "2", "G": "6"})
_TWINS = frozenset({"O0", "Q0", "I1", "L1", "B8", "S5", "Z2", "G6", "D0", "T7", "A4"})
EXACT, READ_WRONG, OTHER = "exact", "read_wrong", "other"


def compare_plates(left: Set[str], right: Set[str]) -> str:
    """The best relation of any two plates (normalised: capitals and digits only)."""
    if left & right:
        return EXACT
    if any(_read_wrong(one, two) for one in left for two in right):
        return READ_WRONG
    return OTHER


def _read_wrong(one: str, two: str) -> bool:
    """Equal when a digit and the letter that looks like it count as one; two letters never do."""
    if len(one) != len(two):
        return False
    return all(a == b or f"{a}{b}" in _TWINS or f"{b}{a}" in _TWINS for a, b in zip(one, two, strict=True))


def weigh_vehicles(left: Description, right: Description) -> Balance:
    """The evidence about two vehicles."""
    balance = Balance(start=-1.0)
    if left.plates and right.plates:
        relation = compare_plates(left.plates, right.plates)
        if relation == EXACT:
            balance.add("plate", "zelfde kenteken", 5.0)
        elif relation == READ_WRONG:
            balance.add(
                "plate", "zelfde kenteken als een letter en cijfer die op elkaar lijken zijn verwisseld", 3.0
            )
        else:
            pair = " en ".join((sorted(left.plates)[0], sorted(right.plates)[0]))
            balance.add("plate", f"kenteken verschilt: {pair}", -5.0)
    else:
        balance.lack("plate", "van een van beide is geen kenteken bekend")
    return balance
