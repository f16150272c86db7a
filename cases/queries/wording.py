"""Does the description of an action hold a person? Partners read it, so it may not."""

from __future__ import annotations

from typing import Final

from signals.queries.neutral import personal_words, title_problem

SHOWN: Final = 3


def description_problem(text: str) -> str:
    """The sentence when a description seems to hold personal data; otherwise empty."""
    found = personal_words(text)
    if found:
        words = ", ".join(f"“{word[:40]}”" for word in found[:SHOWN])
        return (
            f"Dit lijkt op een persoonsgegeven: {words}. Verwijs naar het nummer of codewoord van de casus."
        )
    return "Dit lijkt op een persoonsgegeven. Laat het weg." if title_problem(text) else ""
