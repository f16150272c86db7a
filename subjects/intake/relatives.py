"""Who is named with a person: parents, partners and children, with what was told of them before. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from subjects.intake import words
from subjects.intake.elements import CATEGORIES, CHILD, PARENT_1, PARENT_2, PARTNER, name_of
from subjects.intake.rows import Part
from subjects.intake.said import BY_RELATIVE, FORMER, RIGHT, WRONG, Said, day_of, history

ROLES: Final = {PARENT_1: "PARENT", PARENT_2: "PARENT", PARTNER: "PARTNER", CHILD: "CHILD"}
IDENTITY: Final = (
    ("administration_number", "01.10"),
    ("bsn", "01.20"),
    ("given_names", "02.10"),
    ("title", "02.20"),
    ("prefix", "02.30"),
    ("surname", "02.40"),
    ("birth_date", "03.10"),
    ("birth_place", "03.20"),
    ("birth_country", "03.30"),
    ("sex", "04.10"),
)
_TELLING: Final = ("02.10", "02.40", "03.10", "03.20")
_ALIKE: Final = 2


@dataclass(frozen=True, slots=True)
class Related:
    """Somebody who is named with a person: ``PARENT``, ``PARTNER`` or ``CHILD``."""

    role: str
    said: tuple[Said, ...]
    since: str = ""
    until: str = ""


def people(parts: Sequence[Part], role: str) -> tuple[list[Said], list[Related]]:
    """What is told of the person himself (where he married, who was wrongly named), and the relatives."""
    told: list[Said] = []
    found: list[Related] = []
    for stack in _stacks(parts):
        for group in _groups(stack):
            right = [part for part in group if not part.wrong]
            if right:
                found.append(_related(group, stack, role))
                told += [said for part in right for said in _union(part)]
            told += [said for part in group if part.wrong for said in _mistake(part, right)]
        for part in stack:
            if not _is_somebody(part):
                told += _nobody(part)
    return told, found


def _nobody(part: Part) -> list[Said]:
    """A relative whose name the register does not know: no relation, but nothing of it is lost."""
    if part.wrong:
        return _mistake(part, ())
    rest = [
        f"{name_of(f'{part.category}.{code}')} {value}" for _, code in IDENTITY if (value := part.take(code))
    ]
    since = day_of(part.take("62.10"))
    found = (
        [Said("register_note", words.listed(*rest) or "ouder zonder naam", since, line=part.line)]
        if rest or since
        else []
    )
    return found + _union(part)


def _stacks(parts: Sequence[Part]) -> list[list[Part]]:
    """Rows about one marriage or one child together; H tells whether the next row begins another."""
    found: list[list[Part]] = []
    before: Part | None = None
    for part in parts:
        after = before.values.get("H", "") if before else ""
        fresh = before is None or after == part.category
        if before is not None and not after and part.category in {PARTNER, CHILD}:
            fresh = not _same(before, part, strict=True)
        if fresh:
            found.append([])
        found[-1].append(part)
        before = part
    return found


def _is_somebody(part: Part) -> bool:
    return any(part.look(code) for code in ("01.10", "01.20", "02.10", "02.40", "03.10"))


def _groups(stack: Sequence[Part]) -> list[list[Part]]:
    """The rows of a stack per person: a parent may have been replaced by another one."""
    groups: list[list[Part]] = []
    for part in filter(_is_somebody, stack):
        home = next((group for group in groups if any(_same(part, other) for other in group)), None)
        if home is None:
            groups.append([part])
        else:
            home.append(part)
    return groups


def _same(one: Part, two: Part, *, strict: bool = False) -> bool:
    """Are two rows about one person? Numbers decide; else most of name, day and place of birth."""
    for code in ("01.10", "01.20"):
        if one.look(code) and two.look(code):
            return one.look(code) == two.look(code)
    pairs = [(one.look(code), two.look(code)) for code in _TELLING]
    if strict:
        return all(first == second for first, second in (pairs[0], pairs[2]))
    same = sum(bool(first) and first == second for first, second in pairs)
    other = sum(bool(first and second) and first != second for first, second in pairs)
    return same >= _ALIKE or (same > 0 and not other)


def _related(group: Sequence[Part], stack: Sequence[Part], role: str) -> Related:
    said = [
        replace(one, credibility=BY_RELATIVE) if one.credibility == RIGHT else one
        for one in history(group, IDENTITY)
    ]
    right = [part for part in group if not part.wrong]
    for part in right:
        if note := part.take("89.10"):
            text = "levenloos geboren" if note == "L" else f"registratie betrekking {note}"
            said.append(Said("register_note", text, line=part.line))
    since = until = ""
    if role == "PARENT":
        since = _first(right, "62.10")
    elif role == "PARTNER":
        since, until = _first(right, "06.10"), _first(right, "07.10")
    for part in right:  # the day of a row that tells the beginning or the end says nothing more
        if part.look("85.10") and day_of(part.look("85.10")) in {since, until, day_of(part.look("03.10"))}:
            part.take("85.10")
    newer = [part for part in stack[: stack.index(group[0])] if not part.wrong]
    if not until and newer and group[0] is not stack[0]:
        # Somebody else, or nobody, has taken the place.
        until = day_of(newer[-1].look("62.10")) or day_of(newer[-1].take("85.10"))
        if not until:
            said = [replace(one, credibility=FORMER) for one in said]
    return Related(role, tuple(said), since, until)


def _first(parts: Sequence[Part], code: str) -> str:
    found = [day_of(part.take(code)) for part in parts]
    return next(filter(None, found), "")


def _union(part: Part) -> list[Said]:
    """Where and how a marriage or partnership began and ended; the days are those of the relation."""
    kind = words.UNIONS.get(part.take("15.10"), "")
    where = words.listed(words.place(part.take("06.20")), words.country(part.take("06.30")))
    ended = words.listed(words.place(part.take("07.20")), words.country(part.take("07.30")))
    why = part.take("07.40")
    found = []
    if part.category == PARTNER and (where or day_of(part.look("06.10"))):
        text = words.listed(kind or "verbintenis", where)
        found.append(Said("union", text, day_of(part.take("06.10")), line=part.line))
    if ended or why or part.look("07.10"):
        text = words.listed(kind or "verbintenis", words.ENDS.get(why, why), ended)
        found.append(Said("union_end", text, day_of(part.take("07.10")), line=part.line))
    return found


def _mistake(part: Part, right: Sequence[Part]) -> list[Said]:
    """A row that the register marks as wrong: what it said of another person, or of the relation."""
    found = []
    texts = []
    if not right:
        name = words.joined(
            words.TITLES.get(part.look("02.20"), ""),
            *(part.take(code) for code in ("02.10", "02.30", "02.40")),
        )
        part.take("02.20")
        born = words.value("birth_date", part.take("03.10"))
        where = words.listed(words.place(part.take("03.20")), words.country(part.take("03.30")))
        texts = [name, f"geboren op {words.day(born)}" if born else "", where]
        sex = part.take("04.10")
        texts.append(f"geslacht {sex}" if sex else "")
        numbers = [part.take("01.10"), part.take("01.20")]
        found = [
            Said("former_relative_number", f"{CATEGORIES[part.category]}: {number}", credibility=WRONG)
            for number in numbers
            if number
        ]
    texts += _mistaken_days(part, right)
    if any(texts):
        text = f"{CATEGORIES[part.category]}: {words.listed(*texts)}"
        since = day_of(part.take("85.10"))
        found.append(Said("former_relative", text, since, credibility=WRONG))
    return [replace(said, line=part.line) for said in found]


def _mistaken_days(part: Part, right: Sequence[Part]) -> list[str]:
    """The days and places of the relation in a wrong row that no right row tells."""
    names = {
        "62.10": "familiebetrekking vanaf",
        "06.10": "verbintenis vanaf",
        "06.20": "in",
        "06.30": "in",
        "07.10": "beëindigd op",
        "07.20": "in",
        "07.30": "in",
        "07.40": "door",
        "15.10": "soort",
    }
    found = []
    for code, name in names.items():
        value = part.take(code)
        if not value or any(other.look(code) == value for other in right):
            continue
        if code.endswith(".10") and code != "15.10":
            text = words.day(day_of(value)) or value
        elif code.endswith(".20"):
            text = words.place(value)
        elif code.endswith(".30"):
            text = words.country(value)
        else:
            text = words.UNIONS.get(value, words.ENDS.get(value, value))
        found.append(f"{name} {text}")
    return found
