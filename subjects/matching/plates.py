"""How two licence plates relate.

A plate is read by people and cameras: O and 0, B and 8 change places; another letter is another car.
"""

from __future__ import annotations

from collections.abc import Set

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
