"""Neutral code words for cases: trees, birds, weather and water. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

CODE_WORDS: Final = tuple(
    """
    Aalscholver Abeel Bergeend Beuk Bokaal Boomvalk Branding Brem Duinpan Dwingel Eider Els Esdoorn Fluiter
    Fuut Gaffel Geelgors Getij Grutto Haagbeuk Havik Hazelaar Hulst IJsvogel Iep Jeneverbes Kauw Kieviet
    Klaproos Kompas Kornoelje Kwartel Lariks Lepelaar Lijster Linde Marter Meerkoet Mistral Morgenrood
    Nachtzwaluw Nevel Noorderzon Oeverloper Parelgrijs Pijlstaart Plevier Populier Regenboog Rietgors
    Roerdomp Sleedoorn Smient Sperwer Stormvogel Taling Torenvalk Tureluur Veldspar Vlier Vuursteen
    Waterhoen Wielewaal Wilg Wulp Zandloper Zilverreiger Zomertaling
    """.split()  # noqa: SIM905 -- a list of words reads better as words
)


def propose_code_word(used: Collection[str], choose: Callable[[Sequence[str]], str]) -> str:
    """A word that none of ``used`` has; with all in use a second word comes behind it."""
    taken = {word.casefold() for word in used}
    free = [word for word in CODE_WORDS if word.casefold() not in taken]
    if free:
        return choose(free)
    return f"{choose(CODE_WORDS)} {choose(CODE_WORDS).lower()}"
