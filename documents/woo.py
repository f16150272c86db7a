"""The grounds of the Woo on which a part of a document is made unreadable. Pure."""

from __future__ import annotations

from typing import Final

# Woo 5.1 lid 1 is absolute, lid 2 is weighed; 5.2 is about intern beraad; 8.8 lets other secrecy go first.
GROUNDS: Final[dict[str, str]] = {
    "5.1.1c": "5.1 lid 1 onder c: bedrijfs- en fabricagegegevens",
    "5.1.1d": "5.1 lid 1 onder d: bijzondere en strafrechtelijke persoonsgegevens",
    "5.1.1e": "5.1 lid 1 onder e: nummers zoals het BSN",
    "5.1.2c": "5.1 lid 2 onder c: opsporing en vervolging",
    "5.1.2d": "5.1 lid 2 onder d: inspectie, controle en toezicht",
    "5.1.2e": "5.1 lid 2 onder e: persoonlijke levenssfeer",
    "5.1.2h": "5.1 lid 2 onder h: beveiliging",
    "5.1.2i": "5.1 lid 2 onder i: goed functioneren van de overheid",
    "5.2": "5.2: persoonlijke beleidsopvattingen in intern beraad",
    "8.8": "8.8: een bijzondere geheimhoudingsplicht gaat voor",
}
# What stands on the black block.
SHORT: Final = {code: f"Woo {code}" for code in GROUNDS}
