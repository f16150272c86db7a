"""What the law asks of a document: its regime, its secrecy. Pure; each docstring is what the user reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

# From the narrowest circle of readers to the widest (the list of regimes says who that is).
STRICTEST_FIRST: Final = (
    "m_report",
    "bibob",
    "wpg_received",
    "judicial",
    "riec",
    "wpg_own",
    "brp",
    "avg_sector",
    "avg_internal",
    "open_source",
)
# These stand in a vault of their own: a record outside it may not carry their content.
IN_A_VAULT: Final = frozenset({"m_report", "bibob"})


def strictest(regimes: Iterable[str]) -> str:
    """A mixed document takes the strictest of its regimes; "" without any."""
    found = set(regimes)
    for code in STRICTEST_FIRST:
        if code in found:
            return code
    return min(found, default="")


class VaultStaysShut:
    """Dit regime hoort in een afgesloten kluis. Voeg het document daar toe, niet bij dit dossier."""

    @staticmethod
    def holds(asked: Collection[str], of_record: Collection[str]) -> bool:
        """A vault's regime only on a record that stands in it (Bibob 28; contract M.)."""
        return not (set(asked) & IN_A_VAULT) - set(of_record)


class SectorContentStaysOut:
    """Neem de inhoud van dit bestand niet over: van een sectorteam legt u alleen de uitkomst vast, ja of nee."""

    @staticmethod
    def holds(asked: Collection[str], of_record: Collection[str]) -> bool:
        """Participatiewet 65, Wmo 5.1 and 5.2, AWR 67, WOZ 40: no content."""
        return "avg_sector" not in asked


class SecretSaysWhy:
    """Schrijf welke gewichtige redenen er zijn om dit stuk geheim te houden (Awb 8:29)."""

    @staticmethod
    def holds(secret: bool, why: str) -> bool:
        """Awb 8:29: keep parts secret with reasons."""
        return not secret or bool(why.strip())


OF_REGIMES: Final = (VaultStaysShut, SectorContentStaysOut)
