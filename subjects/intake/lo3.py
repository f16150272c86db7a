"""Persons in the columns of the Dutch register of persons (Logisch Ontwerp 3): category.group.element.

The first row of a person begins with a mark; the rows below it, without mark, hold per category what was
there before, or further marriages (05) and children (09). Columns are found by their heading, in any
order. Read by stream: one person in memory at a time. Pure.

Not kept, by decision 0008: nationality (04) and residence title (10), and what says nothing about who
somebody is: registration (07), custody (11), travel documents (12), voting rights (13).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

OWN, PARENT_1, PARENT_2, PARTNER, DEATH, HOME, CHILD = "01", "02", "03", "05", "06", "08", "09"
KEPT: Final = (OWN, PARENT_1, PARENT_2, PARTNER, DEATH, HOME, CHILD)
NETHERLANDS: Final = "6030"
LONGEST_CELL: Final = 10_000_000
_NO_DAY: Final = "00000000"
Row = Mapping[str, str]


class NotLo3(ValueError):
    """The file has no columns of the register; the text is the sentence for the user."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value with the days between which it held, in register notation, and whether it was marked wrong."""

    fact: str
    value: str
    since: str = ""
    until: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """Somebody who is named with a person: ``PARENT``, ``PARTNER`` or ``CHILD``."""

    role: str
    said: tuple[Said, ...]
    since: str = ""
    until: str = ""


@dataclass(slots=True)
class LoPerson:
    """One person of the file with everything that is kept of him."""

    mark: str
    line: int
    said: list[Said] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def read_persons(lines: Iterable[str]) -> Iterator[LoPerson]:
    """Every person of a semicolon file. Raises :class:`NotLo3` when the headings are not of the register."""
    csv.field_size_limit(LONGEST_CELL)
    # A stray end of line inside a cell, or a zero byte, is no reason to refuse a whole file.
    table = csv.reader((text.replace("\r", " ").replace("\0", "") for text in lines), delimiter=";")
    heading = [name.strip() for name in next(table, [])]
    if "01.02.40" not in heading and "01.01.20" not in heading:
        raise NotLo3("Dit bestand heeft geen kolommen van de BRP (zoals 01.02.40 en 01.01.20).")
    rows: list[dict[str, str]] = []
    mark, line = "", 0
    for number, cells in enumerate(table, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        begins = bool(cells[0].strip()) if heading[0] == "" else bool(_cell(heading, cells, "01.01.10"))
        if begins and rows:
            yield _person(mark, line, rows)
            rows = []
        if not rows:
            mark, line = (cells[0].strip() if heading[0] == "" else ""), number
        rows.append(
            {name: cell.strip() for name, cell in zip(heading, cells, strict=False) if name and cell.strip()}
        )
    if rows:
        yield _person(mark, line, rows)


def _cell(heading: list[str], cells: list[str], name: str) -> str:
    place = heading.index(name) if name in heading else -1
    return cells[place].strip() if 0 <= place < len(cells) else ""


def _person(mark: str, line: int, rows: list[dict[str, str]]) -> LoPerson:
    person = LoPerson(mark, line)
    stacks: dict[str, list[Row]] = {}
    for row in rows:
        for category in sorted({name[:2] for name in row}):
            part = {name[3:]: value for name, value in row.items() if name[:2] == category}
            if category in KEPT:
                stacks.setdefault(category, []).append(part)
            else:
                person.left_out[category] += 1
    person.said += _identity(stacks.get(OWN, []))
    person.said += _name_in_use(stacks)
    person.said += _homes(stacks.get(HOME, []))
    for death in stacks.get(DEATH, [])[:1]:
        person.said += _said(death, (("death_date", "08.10"),))
    person.left_out += _marked_wrong(stacks)
    for category, role in (
        (PARENT_1, "PARENT"),
        (PARENT_2, "PARENT"),
        (PARTNER, "PARTNER"),
        (CHILD, "CHILD"),
    ):
        person.related += _people(stacks.get(category, []), role)
    return person


_IDENTITY: Final = (
    ("administration_number", "01.10"),
    ("bsn", "01.20"),
    ("given_names", "02.10"),
    ("prefix", "02.30"),
    ("surname", "02.40"),
    ("birth_date", "03.10"),
    ("birth_place", "03.20"),
    ("birth_country", "03.30"),
    ("sex", "04.10"),
)


def _identity(stack: list[Row]) -> list[Said]:
    """The own data: what differs in an older row held until the newer one began."""
    found: list[Said] = []
    told: set[tuple[str, str]] = set()
    until = ""
    for place, part in enumerate(stack):
        wrong = "84.10" in part
        for said in _said(part, _IDENTITY, until=until if place else "", wrong=wrong):
            if wrong and said.fact == "bsn":  # need not even be a possible number
                said = replace(said, fact="former_bsn")  # noqa: PLW2901 -- the same statement under its own name
            if (said.fact, said.value) not in told:
                told.add((said.fact, said.value))
                found.append(said)
        if not wrong:
            until = _day(part.get("85.10", "")) or until
    return found


def _said(
    part: Row, facts: tuple[tuple[str, str], ...], until: str = "", *, wrong: bool = False
) -> list[Said]:
    found = []
    for fact, element in facts:
        value = _value(fact, part.get(element, ""))
        if value:
            found.append(Said(fact, value, until=until, wrong=wrong))
    return found


def _value(fact: str, raw: str) -> str:
    if fact in {"birth_date", "death_date"}:
        return _day(raw)
    if fact == "birth_place" and raw.isdigit() and len(raw) == 4:
        return f"gemeente {raw}"
    if fact == "birth_country":
        return "Nederland" if raw == NETHERLANDS else f"land {raw}" if raw.isdigit() else raw
    return raw


def _day(raw: str) -> str:
    """``19680000`` as ``1968-00-00``; nothing for no day at all."""
    if len(raw) != 8 or not raw.isdigit() or raw == _NO_DAY:
        return ""
    return f"{raw[:4]}-{raw[4:6]}-{raw[6:]}"


def _name_in_use(stacks: Mapping[str, list[Row]]) -> list[Said]:
    """Element 61.10: E own name, P of the partner, V partner before own, N own before partner."""
    stack = stacks.get(OWN, [])
    if not stack:
        return []
    own = stack[0]
    use = own.get("61.10", "E")
    partner = next((part for part in stacks.get(PARTNER, []) if part.get("02.40")), None)
    if use == "E" or partner is None or not own.get("02.40"):
        return []
    mine = " ".join(filter(None, (own.get("02.30"), own["02.40"])))
    theirs = " ".join(filter(None, (partner.get("02.30"), partner["02.40"])))
    surname = {"P": theirs, "V": f"{theirs}-{mine}", "N": f"{mine}-{theirs}"}.get(use, mine)
    return [Said("name_in_use", " ".join(filter(None, (own.get("02.10"), surname))))]


def _homes(stack: list[Row]) -> list[Said]:
    """Every address once, each until the next one began."""
    found: list[Said] = []
    until = ""
    for part in stack:
        address = _foreign(part) if part.get("13.10") else _address(part)
        since = _day(part.get("13.20", "") or part.get("10.30", ""))
        if not address:
            continue
        wrong = "84.10" in part
        if not any(row.since == since and _same_house(row.value, address) for row in found):
            found.append(Said("address", address, since, until if found else "", wrong=wrong))
            if not wrong and since:
                until = since
    return found


def _same_house(one: str, two: str) -> bool:
    """Older rows leave out the town: the same street, number and postcode is the same address."""
    return one == two or one.startswith(f"{two},") or two.startswith(f"{one},")


def _address(part: Row) -> str:
    if part.get("12.10"):
        return part["12.10"]
    street = part.get("11.15") or part.get("11.10", "")
    street = part.get("11.10", street) if part.get("11.10") else street
    if not street or street == ".":
        return ""
    suffix = f"{part.get('11.30', '')}{'-' + part['11.40'] if part.get('11.40') else ''}"
    marker = {"to": "tegenover ", "by": "bij "}.get(part.get("11.50", "").lower(), "")
    house = f"{marker}{street} {part.get('11.20', '').lstrip('0')}{suffix}".strip()
    postcode = part.get("11.60", "")
    place = " ".join(filter(None, (f"{postcode[:4]} {postcode[4:]}".strip(), part.get("11.70", ""))))
    return f"{house}, {place}" if place else house


def _foreign(part: Row) -> str:
    lines = (part.get(element, "") for element in ("13.30", "13.40", "13.50"))
    return ", ".join(filter(None, (*lines, _value("birth_country", part["13.10"]))))


def _marked_wrong(stacks: Mapping[str, list[Row]]) -> Counter[str]:
    """Relatives of which the register says that the row is wrong: not related, but told."""
    found: Counter[str] = Counter()
    for category in (PARENT_1, PARENT_2, PARTNER, CHILD):
        wrong = sum("84.10" in part for part in stacks.get(category, []))
        if wrong:
            found[f"{category} onjuist"] += wrong
    return found


def _people(stack: list[Row], role: str) -> list[Related]:
    """Each different person once; what is told of the same one later adds the end of a marriage."""
    found: list[Related] = []
    seen: dict[tuple[str, str, str], int] = {}
    for part in stack:
        if not (part.get("02.40") or part.get("02.10")) or "84.10" in part:
            continue
        key = (part.get("02.10", ""), part.get("02.40", ""), part.get("03.10", ""))
        since, until = _day(part.get("06.10", "")), _day(part.get("07.10", ""))
        if key in seen:
            old = found[seen[key]]
            found[seen[key]] = Related(role, old.said, old.since or since, old.until or until)
            continue
        seen[key] = len(found)
        found.append(Related(role, tuple(_said(part, _IDENTITY)), since, until))
    return found
