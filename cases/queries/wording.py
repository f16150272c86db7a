"""Does the description of an action hold a person? Partners read it, so it may not."""

from __future__ import annotations

from typing import Final

from subjects.queries import marks_in

SHOWN: Final = 3
# What tells a person or his home; a company or an amount may be named.
PERSONAL: Final = frozenset({"person", "address", "plate", "phone", "bsn", "iban", "date_of_birth"})


def description_problem(text: str) -> str:
    """The sentence when a description seems to hold personal data; otherwise empty."""
    found = [mark.text for mark in marks_in(text) if mark.kind in PERSONAL]
    if not found:
        return ""
    words = ", ".join(f"“{word[:40]}”" for word in found[:SHOWN])
    return f"Dit lijkt op een persoonsgegeven: {words}. Verwijs naar het nummer of codewoord van de casus."
