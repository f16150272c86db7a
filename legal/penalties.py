"""What is incurred under a last onder dwangsom: amounts, and never more than the maximum (Awb 5:32b)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

CENT: Final = Decimal("0.01")
MODES: Final = ("AT_ONCE", "PER_PERIOD", "PER_BREACH")


@dataclass(frozen=True, slots=True)
class Incurred:
    """What one breach costs, and what may still be incurred after it, in euros."""

    amount: Decimal
    left: Decimal
    capped: bool

    @property
    def maximum_reached(self) -> bool:
        """Can nothing more be incurred?"""
        return self.left == 0


def incur(mode: str, amount: Decimal, maximum: Decimal, before: Decimal, *, times: int = 1) -> Incurred:
    """What is incurred by a breach under a last with ``maximum``, of which ``before`` was incurred already.

    ``mode`` is AT_ONCE (once only), PER_PERIOD or PER_BREACH; ``times`` the number of periods or
    breaches. What would pass the maximum is cut off (Awb 5:32b lid 2). Raises ``ValueError`` for an
    unknown mode, a negative sum or a number below one.
    """
    if mode not in MODES or times < 1 or min(amount, maximum, before) < 0:
        raise ValueError("no such last onder dwangsom")
    asked = amount * (1 if mode == "AT_ONCE" else times)
    if mode == "AT_ONCE" and before > 0:
        asked = Decimal(0)
    room = max(maximum - before, Decimal(0))
    taken = min(asked, room).quantize(CENT)
    return Incurred(
        taken, (room - taken).quantize(CENT) if mode != "AT_ONCE" else Decimal("0.00"), taken < asked
    )
