"""The legal regime of data: the label that decides who may see it and where it may go.

Domain rules per regime; the texts that users read are reference data.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Regime:
    """One regime; ``strictness`` orders them, the strictest wins for a mixed document."""

    code: str
    label: str
    law: str
    strictness: int
    onward: bool


REGIMES: Final = {
    regime.code: regime
    for regime in (
        Regime("open_source", "Open bron", "AVG art. 6 lid 1 onder e", 1, True),
        Regime("avg_internal", "AVG intern", "AVG art. 6 lid 1 onder e", 2, True),
        Regime("brp", "BRP", "Wet BRP art. 3.8 en 3.9", 3, False),
        Regime("avg_sector", "AVG sectoraal", "Participatiewet 65, Wmo, AWR 67", 4, False),
        Regime("riec", "RIEC", "WGS", 5, False),
        Regime("judicial", "Justitieel", "Wjsg", 6, False),
        Regime("wpg_received", "Wpg ontvangen", "Wpg 16–20; UAVG 33", 7, False),
        Regime("wpg_own", "Wpg eigen boa", "Wpg 46", 8, False),
        Regime("bibob", "Bibob", "Wet Bibob 28", 9, False),
        Regime("m_report", "M.-melding", "contract met M.", 10, False),
    )
}


def strictest_of(codes: Iterable[str]) -> Regime:
    """The regime that a mixed whole gets; raises ``ValueError`` for none, ``KeyError`` for an unknown one."""
    return max((REGIMES[code] for code in codes), key=lambda regime: regime.strictness)
