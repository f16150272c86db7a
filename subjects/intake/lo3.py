"""Persons in the columns of the Dutch register of persons (Logisch Ontwerp 3): category.group.element. Pure.

The first row of a person begins with a mark; the rows below it, without mark, hold per category what was
there before, or further marriages (05) and children (09); column H tells which of the two comes next.
Read by stream: one person in memory at a time. What is kept stands in :mod:`subjects.intake.elements`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from subjects import facts
from subjects.intake import elements, relatives, words
from subjects.intake.elements import DEATH, ENTRY, HOME, KEPT_CATEGORIES, OWN, PARTNER
from subjects.intake.homes import Home, homes_of
from subjects.intake.relatives import Related
from subjects.intake.rows import NotLo3, Part, PersonRows, Reading, people_in
from subjects.intake.said import DOUBTED, UNREAD, WRONG, Said, day_of, history

__all__ = ["Home", "LoPerson", "NotLo3", "Reading", "Related", "Said", "read_persons"]

# What about an own record may change over time, and where it stands.
_IDENTITY: Final = (*relatives.IDENTITY, ("name_use", "61.10"))
_MASKED: Final = {"01.10": "doubtful_bsn", "01.20": "doubtful_bsn", "20.10": "doubtful_bsn"}


@dataclass(slots=True)
class LoPerson:
    """One person of the file with everything that is kept of him."""

    mark: str
    line: int
    said: list[Said] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)


def read_persons(
    lines: Iterable[str], reading: Reading | None = None, today: date | None = None
) -> Iterator[LoPerson]:
    """Every person of a file; ``reading`` keeps the account of every cell and what could not be read.

    A day of birth or death after ``today`` can't be. Raises :class:`NotLo3` when the headings are not of
    the register.
    """
    account = reading if reading is not None else Reading()
    for rows in people_in(lines, account):
        person = _person(rows, account)
        _check(person, account, today)
        for parts in rows.parts.values():
            for part in parts:
                account.count(part)
        yield person


def _person(rows: PersonRows, reading: Reading) -> LoPerson:
    person = LoPerson(rows.mark, rows.line)
    for category in KEPT_CATEGORIES:
        for part in rows.parts.get(category, []):
            person.said += _unfit(part, reading)
            part.take("H")
    own = rows.parts.get(OWN, [])
    person.said += history(own, _IDENTITY, anchor="surname")
    person.said += _name_in_use(own, rows.parts.get(PARTNER, []))
    for part in own:
        person.said += [
            Said("other_a_number", number, line=part.line)
            for number in (part.take("20.10"), part.take("20.20"))
            if number
        ]
    person.said += _death(rows.parts.get(DEATH, []))
    person.said += _entry(rows.parts.get(ENTRY, []))
    told, person.homes = homes_of(rows.parts.get(HOME, []))
    person.said += told
    for category, role in relatives.ROLES.items():
        told, related = relatives.people(rows.parts.get(category, []), role)
        person.said += told
        person.related += related
    parts = [part for category in KEPT_CATEGORIES for part in rows.parts.get(category, [])]
    person.said += _deeds(parts)
    for part in parts:
        person.said += _inquiries(part)
    person.said = list(dict.fromkeys(person.said))
    return person


def _unfit(part: Part, reading: Reading) -> list[Said]:
    """Values that can't be of their column, as after a shift of cells: kept as unread, and told."""
    found = []
    for code, value in list(part.values.items()):
        column = f"{part.category}.{code}"
        element = elements.ELEMENTS.get(column)
        if element is None or not element.kept or element.fits(value) or elements.is_unknown(code, value):
            continue
        name = elements.name_of(column)
        reading.problems.append((part.line, f"{name} kan niet worden gelezen"))
        reading.kept[column] += 1
        del part.values[code]
        fact = _MASKED.get(code, "unread")
        text = value if fact != "unread" else f"{name}: {value}"
        found.append(Said(fact, text[: facts.LONGEST], credibility=UNREAD, line=part.line))
    return found


def _name_in_use(own: list[Part], partners: list[Part]) -> list[Said]:
    """Element 61.10: E own name, P of the partner, V partner before own, N own before partner."""
    now = next((part for part in own if not part.wrong), None)
    partner = next((part for part in partners if part.look("02.40") and not part.wrong), None)
    if now is None or partner is None or not now.look("02.40"):
        return []
    mine = words.joined(now.look("02.30"), now.look("02.40"))
    theirs = words.joined(partner.look("02.30"), partner.look("02.40"))
    surname = {"P": theirs, "V": f"{theirs}-{mine}", "N": f"{mine}-{theirs}"}.get(now.look("61.10"))
    return (
        [Said("name_in_use", words.joined(now.look("02.10"), surname or ""), line=now.line)]
        if surname
        else []
    )


def _death(parts: list[Part]) -> list[Said]:
    """The death that stands; one that was taken back must never look as if somebody died."""
    codes = (("death_date", "08.10"), ("death_place", "08.20"), ("death_country", "08.30"))
    found = history([part for part in parts if not part.wrong], codes)
    for part in parts:
        if part.wrong:
            day, place, country = (words.value(fact, part.take(code)) for fact, code in codes)
            text = words.listed(f"overleden op {words.day(day)}" if day else "overleden", place, country)
            found.append(Said("retracted", text, credibility=WRONG, line=part.line))
        elif day_of(part.look("85.10")) == day_of(part.look("08.10")):
            part.take("85.10")
    return found


def _entry(parts: list[Part]) -> list[Said]:
    found = []
    for part in parts:
        reason, since = part.take("67.20"), day_of(part.take("67.10"))
        if reason or since:
            found.append(Said("register_status", words.SUSPENDED.get(reason, reason) or "opgeschort", since))
        if secret := part.take("70.10"):
            found.append(Said("secrecy", f"ja (code {secret})"))
    return [replace(said, line=parts[0].line) for said in found]


def _deeds(parts: list[Part]) -> list[Said]:
    """Each deed once, with what stands in it: one deed of birth tells of child and parents."""
    found: dict[tuple[str, str], list[str]] = {}
    for part in parts:
        deed, place = part.take("81.20"), words.place(part.take("81.10"))
        if deed or place:
            found.setdefault((deed, place), []).append(elements.CATEGORIES[part.category])
    return [
        Said(
            "register_deed",
            f"{words.listed(f'akte {deed}'.rstrip(), place)} ({', '.join(dict.fromkeys(about))})",
        )
        for (deed, place), about in found.items()
    ]


def _inquiries(part: Part) -> list[Said]:
    """What the register is looking into, or has."""
    since, until = day_of(part.take("83.20")), day_of(part.take("83.30"))
    code = part.take("83.10")
    if not code and not since and not until:
        return []
    about = words.inquiry(code) if code else elements.CATEGORIES[part.category]
    return [Said("register_inquiry", about, since, until, line=part.line)]


def _check(person: LoPerson, reading: Reading, today: date | None) -> None:
    """What can't be is told with its line, without the value, and kept as what it is."""
    person.said = [good for said in person.said for good in _checked(said, person.line, reading, today)]
    person.related = [
        replace(
            one,
            said=tuple(good for said in one.said for good in _checked(said, person.line, reading, today)),
            since=_possible(one.since),
            until=_possible(one.until),
        )
        for one in person.related
    ]
    homes = []
    for one in person.homes:
        home, unread = _checked_home(one, person.line, reading)
        homes.append(home)
        person.said += unread
    person.homes = homes


def _checked_home(home: Home, line: int, reading: Reading) -> tuple[Home, list[Said]]:
    """A house without what can't be of a house."""
    unread = []
    for name in ("postcode", "bag_address", "bag_object"):
        value = getattr(home, name)
        try:
            if value:
                facts.read_fact(facts.PREMISES, name, value)
        except facts.FactProblem:
            label = facts.BY_CODE[name].label
            reading.problems.append((line, f"{label} kan niet worden gelezen"))
            unread.append(Said("unread", f"{label}: {value}", credibility=UNREAD, line=line))
            home = replace(home, **{name: ""})
    return replace(home, since=_possible(home.since), until=_possible(home.until)), unread


def _checked(said: Said, line: int, reading: Reading, today: date | None) -> list[Said]:
    label, where = facts.BY_CODE[said.fact].label, said.line or line
    days = tuple(_possible(day) for day in (said.since, said.until))
    found = []
    if days != (said.since, said.until):
        reading.problems.append((where, f"{label}: een dag bestaat niet en telt niet mee"))
        wrong = [day for day, good in zip((said.since, said.until), days, strict=True) if day != good]
        text = f"{label}: {' en '.join(wrong)}"
        found.append(Said("unread", text, credibility=UNREAD, line=where))
    said = replace(said, since=days[0], until=days[1])
    late = said.fact in {"birth_date", "death_date"} and today is not None and said.value > today.isoformat()
    try:
        if late:
            raise facts.FactProblem("in the future")
        return [replace(said, value=facts.read_fact(facts.PERSON, said.fact, said.value)), *found]
    except facts.FactProblem:
        reading.problems.append((where, f"{label} kan niet worden gelezen"))
    if said.fact == "bsn":
        return [replace(said, fact="doubtful_bsn", credibility=DOUBTED), *found]
    text = f"{label}: {said.value}"[: facts.LONGEST]
    return [Said("unread", text, said.since, said.until, UNREAD, where), *found]


def _possible(day: str) -> str:
    try:
        return facts.read_incomplete_date(day) if day else ""
    except facts.FactProblem:
        return ""
