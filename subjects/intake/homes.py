"""Where a person was registered, and from when to when. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from subjects.intake import words
from subjects.intake.rows import Part
from subjects.intake.said import RIGHT, WRONG, Said, day_of

_ABROAD: Final = ("13.10", "13.30", "13.40", "13.50")


@dataclass(frozen=True, slots=True)
class Home:
    """A Dutch house in which somebody was registered, with its parts and identification in the BAG."""

    location: str
    postcode: str = ""
    town: str = ""
    suffix: str = ""
    number: str = ""
    street_name: str = ""
    bag_address: str = ""
    bag_object: str = ""
    since: str = ""
    until: str = ""

    @property
    def key(self) -> str:
        """The same for two writings of one house; empty without postcode or number."""
        plain = "".join(sign for sign in self.suffix.casefold() if sign.isalnum())
        return f"{self.postcode}|{self.number}|{plain}" if self.postcode and self.number else ""


def homes_of(stack: Sequence[Part]) -> tuple[list[Said], list[Home]]:
    """What is said of each stay, newest first, each until the next one began; and the houses."""
    found: list[Said] = []
    houses: list[Home] = []
    next_began = ""
    for part in stack:
        found += _settled(part)
        abroad = any(part.values.get(code) for code in _ABROAD)
        address = _foreign(part) if abroad else _address(part)
        since = day_of(part.take("13.20")) or day_of(part.take("10.30"))
        part.take("10.30")
        if not since or day_of(part.look("85.10")) == since:
            since = since or day_of(part.look("85.10"))
            part.take("85.10")
        # A letter address is where post goes to: nobody lives there.
        fact = "postal_address" if part.take("10.10") == "B" else "address"
        if not address:
            continue
        until = next_began if next_began != since else _until_of(found, since)
        house = None if abroad else _house(part, since, until)
        known = next((one for one in found if one.fact == fact and one.since == since
                      and _same_house(one.value, address)), None)  # fmt: skip
        if known is None or (part.wrong and known.credibility == RIGHT and known.value != address):
            weight = WRONG if part.wrong else RIGHT
            found.append(Said(fact, address, since, until, weight, part.line))
        if house is not None and not part.wrong:
            _add(houses, house)
        if since and not part.wrong:
            next_began = since
    return found + _municipalities(stack), houses


def _until_of(found: Sequence[Said], since: str) -> str:
    """Two rows about one stay end on the same day."""
    return next((one.until for one in found if one.since == since and "address" in one.fact), "")


def _add(houses: list[Home], house: Home) -> None:
    """Each stay once; an older row of the same stay may lack town and identification."""
    for place, other in enumerate(houses):
        if other.since == house.since and other.key == house.key and other.location == house.location:
            full = {
                name: getattr(other, name) or getattr(house, name)
                for name in ("town", "street_name", "bag_address", "bag_object")
            }
            if not (other.bag_address and house.bag_address and other.bag_address != house.bag_address):
                houses[place] = replace(other, **full)
                return
    houses.append(house)


def _same_house(one: str, two: str) -> bool:
    """Older rows leave out the town: the same street, number and postcode is the same address."""
    return one == two or one.startswith((f"{two},", f"{two} ")) or two.startswith((f"{one},", f"{one} "))


def _parts(part: Part) -> tuple[str, str, str, str, str]:
    """Street with number, number, suffix, postcode and town."""
    full, short = part.take("11.15"), part.take("11.10")
    street = short or full
    number = part.take("11.20").lstrip("0")
    letter, addition = part.take("11.30"), part.take("11.40")
    suffix = f"{letter}-{addition}" if addition else letter
    marker = {"to": "tegenover", "by": "bij"}.get(part.take("11.50").lower(), part.look("11.50"))
    postcode = part.take("11.60").replace(" ", "").upper()
    town, district = part.take("11.70"), part.take("10.20")
    if town and district and district != town:
        town = f"{town} ({district})"
    location = words.joined(marker, street, f"{number}{suffix}") if street else ""
    return location, number, suffix, postcode, town or district


def _address(part: Part) -> str:
    location, _, _, postcode, town = _parts(part)
    place = words.joined(f"{postcode[:4]} {postcode[4:]}".strip(), town)
    described = part.take("12.10")
    first = words.listed(location, described)
    return words.listed(first, place) if first or place else ""


def _foreign(part: Part) -> str:
    lines = (part.take(code) for code in _ABROAD[1:])
    return words.listed(*lines, words.country(part.take("13.10")))


def _house(part: Part, since: str, until: str) -> Home | None:
    location, number, suffix, postcode, town = _parts(part)
    if not location or part.look("11.50"):  # opposite a house is not that house
        return None
    full = part.look("11.15")
    return Home(
        location=location,
        postcode=postcode,
        town=town,
        suffix=suffix,
        number=number,
        street_name=full if full != part.look("11.10") else "",
        bag_object=part.take("11.80"),
        bag_address=part.take("11.90"),
        since=since,
        until=until,
    )


def _settled(part: Part) -> list[Said]:
    origin, since = part.take("14.10"), day_of(part.take("14.20"))
    if not origin and not since:
        return []
    text = words.country(origin) if origin else "land onbekend"
    return [Said("settled_from", text, since, credibility=WRONG if part.wrong else RIGHT, line=part.line)]


def _municipalities(stack: Sequence[Part]) -> list[Said]:
    found: list[Said] = []
    for part in stack:
        code, since = part.take("09.10"), day_of(part.take("09.20"))
        if not code and not since:
            continue
        value = words.place(code) if code else "gemeente onbekend"
        weight = WRONG if part.wrong else RIGHT
        right = [one for one in found if one.credibility == RIGHT]
        if any((one.value, one.since) == (value, since) for one in right):
            continue
        until = right[-1].since if right and right[-1].since > since else ""
        found.append(Said("municipality", value, since, until, weight, part.line))
    return found
