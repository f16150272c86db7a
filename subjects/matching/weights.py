"""The weights of all evidence in one table, in log-odds: +1 makes *the same* almost three times as likely.

Set by reasoning about Dutch registers, checked on both halves of the invented pairs of ``bench/matching.py``.
"""

from __future__ import annotations

from typing import Final

from subjects.matching import addresses, dates, name_match

# Persons: before anything is known, two descriptions that came up together are more often different.
PERSON_START: Final = -2.5
SURNAME_EQUAL: Final = 2.2
SURNAME_CLOSE: Final = 1.9
SURNAME_LIKELY: Final = 0.35
SURNAME_OTHER: Final = -3.6
GIVEN: Final = {
    name_match.FULL: 2.2,
    name_match.VARIANT: 1.8,
    name_match.NEAR_NAME: 1.5,
    name_match.INITIALS: 1.6,
    name_match.INITIAL: 0.7,
    name_match.ELSEWHERE: 1.2,
    name_match.SECOND: 0.25,
    name_match.CONFLICT: -8.0,  # twins share everything but this
}
BIRTH: Final = {
    dates.EQUAL: 4.5,
    dates.SAME_MONTH: 3.0,
    dates.SLIP: 2.2,
    dates.SAME_YEAR: 2.2,
    dates.NEAR: 0.2,
    dates.OTHER: -6.0,
}
ADDRESS: Final = {
    addresses.SAME: 2.4,
    addresses.HOUSE: 1.8,
    addresses.PARTIAL: 1.3,
    addresses.SUFFIX: 0.2,
    addresses.NUMBER: -0.3,
    addresses.STREET: -0.3,  # people move
    addresses.TOWN: -0.4,
}
PHONE: Final = 3.0
EMAIL: Final = 3.0
PLATE: Final = 2.4
PLATE_READ_WRONG: Final = 1.5
BSN: Final = 9.0
BSN_OTHER: Final = -6.0
NUMBER: Final = 5.0
NUMBER_SLIP: Final = 1.5
NUMBER_OTHER: Final = -1.0
NUMBER_ONLY_ONE: Final = -4.0
NUMBER_FOR_LIFE: Final = 8.0
GENDER_OTHER: Final = -1.5
COUNTRY: Final = 0.3
COUNTRY_OTHER: Final = -0.5
# A pair that lacks a birth date never looks as certain as one with.
CAP_WITHOUT_BIRTH: Final = 0.90
CAP_OTHER_GIVEN: Final = 0.40

# Restaurants, shops and other things that stay where they are.
PLACE_ADDRESS: Final = {
    addresses.SAME: 2.4,
    addresses.HOUSE: 1.8,
    addresses.PARTIAL: 0.8,
    addresses.SUFFIX: 0.2,
    addresses.NUMBER: -1.2,
    addresses.STREET: -1.5,
    addresses.TOWN: -1.5,
}

# Companies: a name is what they carry on the wall, and it stands at an address.
COMPANY_START: Final = -1.2
COMPANY_NAME: Final = {
    "equal": 3.6,
    "close": 2.6,
    "kind_missing": 0.9,
    "part": 0.3,
    "most": 1.5,
    "acronym": 1.4,
    "other_kind": -4.5,
    "other_number": -5.0,
    "shared": -2.8,
    "other": -5.5,
}
COMPANY_ADDRESS: Final = {
    addresses.SAME: 2.6,
    addresses.HOUSE: 2.2,
    addresses.PARTIAL: 1.8,
    addresses.SUFFIX: 0.6,
    addresses.NUMBER: -2.0,
    addresses.STREET: -3.2,  # a chain has a branch in the next street too
    addresses.TOWN: -3.2,
}
FOREIGN_ADDRESS_OTHER: Final = -1.2
KVK: Final = 9.0
KVK_OTHER: Final = -8.0
PHONE_OTHER_COMPANY: Final = -1.6
WEBSITE: Final = 2.0

# Addresses on their own.
ADDRESS_ONLY: Final = {
    addresses.SAME: 3.5,
    addresses.PARTIAL: 1.2,
    addresses.HOUSE: -0.3,
    addresses.SUFFIX: -3.5,
    addresses.NUMBER: -4.0,
    addresses.STREET: -4.0,
    addresses.TOWN: -4.0,
    addresses.UNKNOWN: -1.0,
}
