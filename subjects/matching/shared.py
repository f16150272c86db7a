"""Evidence that persons and companies have in common: telephone, mail, plates, numbers, countries."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from subjects.matching import plates, weights
from subjects.matching.card import Balance
from subjects.matching.fields import Description

SHORTEST_NUMBER = 6  # in a shorter number another digit is another number
# Numbers that a thing or company keeps; a passport or a customer number is replaced.
ONE_FOR_LIFE = frozenset(
    (
        "imo",
        "imonumber",
        "lei",
        "leicode",
        "vin",
        "vinnumber",
        "chassisnummer",
        "ogrncode",
        "inncode",
        "rsin",
        "ean",
        "isbn",
    )
)


def weigh_contacts(balance: Balance, left: Description, right: Description) -> None:
    """Add what telephone numbers, mail, websites, plates and other numbers say."""
    if left.phones & right.phones:
        balance.add("phone", "zelfde telefoonnummer", weights.PHONE)
    if left.emails & right.emails:
        balance.add("email", "zelfde e-mailadres", weights.EMAIL)
    if left.websites & right.websites:
        balance.add("website", "zelfde website", weights.WEBSITE)
    if left.plates and right.plates:
        relation = plates.compare_plates(left.plates, right.plates)
        if relation == plates.EXACT:
            balance.add("plate", "zelfde kenteken", weights.PLATE)
        elif relation == plates.WITH_SIGN:
            balance.add(
                "plate", "zelfde kenteken, aan een kant met het landteken ervoor", weights.PLATE_READ_WRONG
            )
        elif relation == plates.READ_WRONG:
            balance.add("plate", "bijna hetzelfde kenteken", weights.PLATE_READ_WRONG)
    weigh_numbers(balance, left, right)


def weigh_numbers(balance: Balance, left: Description, right: Description) -> None:
    """Numbers of the same sort, such as a passport or account number, and countries."""
    for kind in sorted(left.numbers.keys() & right.numbers.keys()):
        if left.numbers[kind] & right.numbers[kind]:
            same = weights.NUMBER_FOR_LIFE if kind in ONE_FOR_LIFE else weights.NUMBER
            balance.add("number", "zelfde nummer van een document of register", same)
        elif any(
            OSA.distance(one, two, score_cutoff=1) <= 1
            for one in left.numbers[kind]
            for two in right.numbers[kind]
            if len(one) > SHORTEST_NUMBER and kind not in ONE_FOR_LIFE
        ):
            balance.add("number", "bijna hetzelfde nummer van een document of register", weights.NUMBER_SLIP)
        else:
            other = weights.NUMBER_ONLY_ONE if kind in ONE_FOR_LIFE else weights.NUMBER_OTHER
            balance.add("number", "ander nummer van een document of register", other)
    if left.countries and right.countries:
        if left.countries & right.countries:
            balance.add("country", "zelfde land", weights.COUNTRY)
        else:
            balance.add("country", "ander land", weights.COUNTRY_OTHER)
