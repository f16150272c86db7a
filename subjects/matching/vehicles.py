"""Compares two vehicles by their plate, and by the number of the chassis when both have it."""

from __future__ import annotations

from subjects.matching import plates
from subjects.matching.card import Balance
from subjects.matching.fields import Description
from subjects.matching.shared import weigh_numbers


def weigh_vehicles(left: Description, right: Description) -> Balance:
    """The evidence about two vehicles."""
    balance = Balance(start=-1.0)
    if left.plates and right.plates:
        relation = plates.compare_plates(left.plates, right.plates)
        if relation == plates.EXACT:
            balance.add("plate", "zelfde kenteken", 5.0)
        elif relation == plates.WITH_SIGN:
            balance.add("plate", "zelfde kenteken, aan een kant met het landteken ervoor", 3.0)
        elif relation == plates.READ_WRONG:
            balance.add(
                "plate", "zelfde kenteken als een letter en cijfer die op elkaar lijken zijn verwisseld", 3.0
            )
        else:
            pair = " en ".join((sorted(left.plates)[0], sorted(right.plates)[0]))
            balance.add("plate", f"kenteken verschilt: {pair}", -5.0)
    else:
        balance.lack("plate", "van een van beide is geen kenteken bekend")
    weigh_numbers(balance, left, right)
    return balance
