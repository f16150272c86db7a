"""Persons in the forms of public benchmarks: watch lists in several scripts, FEBRL, voters. All invented."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from bench import matching_public_words as words

Record = dict[str, object]
Pair = tuple[Record, Record, bool]
Maker = Callable[[random.Random], Pair]
SCRIPTS = (
    (words.CYRILLIC_GIVEN, words.CYRILLIC_SURNAMES),
    (words.ARABIC_GIVEN, words.ARABIC_SURNAMES),
    (words.PERSIAN_GIVEN, words.PERSIAN_SURNAMES),
    (words.CHINESE_GIVEN, words.CHINESE_SURNAMES),
    (words.GREEK_GIVEN, words.GREEK_SURNAMES),
)


def typo(rng: random.Random, text: str) -> str:
    """One slip of the keyboard: a letter dropped, doubled, replaced or swapped with the next."""
    if len(text) < 4:
        return text
    at = rng.randrange(1, len(text) - 1)
    other = rng.choice("aeioustnrl" if text[at].isalpha() else "0123456789")
    return rng.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + other + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        ]
    )


def other_than(rng: random.Random, rows: list, taken: object) -> list:
    """Another row of a table."""
    return rng.choice([row for row in rows if row != taken])


def birth(rng: random.Random) -> date:
    """A day of birth."""
    return date(1935, 1, 1) + timedelta(days=rng.randrange(25000))


def written(rng: random.Random, day: date, slip: float = 0.0) -> str | None:
    """A day of birth as sources write it: mostly whole, sometimes the year, sometimes not there."""
    if rng.random() < slip:
        day = date(day.year, day.day, day.month) if day.day <= 12 else day.replace(day=day.day % 10 + 10)
    return rng.choices([day.isoformat(), f"{day.year}", f"{day:%Y-%m}", None], [55, 20, 5, 20])[0]


def script_names(
    rng: random.Random, given: list[str], surname: list[str], native: bool, middle: list[str]
) -> str:
    """A name from one of the scripts, in that script or in one of its Latin forms, in one of its orders."""
    pick = (lambda row: row[0]) if native else (lambda row: rng.choice(row[1:]))
    first, last = pick(given), pick(surname)
    between = [pick(middle)] if middle else []
    if surname in words.CHINESE_SURNAMES:
        return last + first if native else " ".join([last, first] if rng.random() < 0.7 else [first, last])
    order = rng.choices(["plain", "reversed", "comma", "upper"], [60, 15, 15, 10])[0]
    plain = " ".join([first, *between, last])
    return {
        "plain": plain,
        "reversed": " ".join([last, first, *between]),
        "comma": f"{last}, {' '.join([first, *between])}",
        "upper": " ".join([first, *between, last.upper()]),
    }[order]


def watchlist_person(rng: random.Random, *, bare: bool = False, listed: bool = False) -> Pair:
    """Persons of lists as OpenSanctions has them: scripts, orders, patronymics, partial dates, countries."""
    givens, surnames = rng.choice(SCRIPTS)
    given, surname, day = rng.choice(givens), rng.choice(surnames), birth(rng)
    patronymic = rng.choice(words.PATRONYMICS) if givens is words.CYRILLIC_GIVEN else []
    match, country = rng.random() < 0.5, rng.choice(["ru", "ir", "cn", "sy", "gr", "eg"])
    given_b, surname_b, day_b, patronymic_b = given, surname, day, patronymic
    if not match:
        kind = rng.choice(
            ["given", "given", "surname", "both"] if bare else ["given", "surname", "date", "both"]
        )
        given_b = other_than(rng, givens, given) if kind in {"given", "both"} else given
        surname_b = other_than(rng, surnames, surname) if kind in {"surname", "both"} else surname
        patronymic_b = (
            other_than(rng, words.PATRONYMICS, patronymic) if patronymic and kind != "given" else patronymic
        )
        day_b = birth(rng)
    native = rng.random() < 0.25
    names_a = [script_names(rng, given, surname, native, patronymic if rng.random() < 0.7 else [])]
    names_b = [script_names(rng, given_b, surname_b, False, patronymic_b if rng.random() < 0.5 else [])]
    if listed:
        names_a.append(script_names(rng, given, surname, False, patronymic))
        names_b.append(script_names(rng, given_b, surname_b, False, []))
        a: Record = {"schema": "Person", "name": names_a, "alias": [], "nationality": [country]}
        b: Record = {"schema": "Person", "name": names_b[:1], "alias": names_b[1:], "country": [country]}
        certain = not match and (given_b, surname_b) == (given, surname)
        a["birthDate"], b["birthDate"] = (
            [day.isoformat()],
            [day_b.isoformat() if certain else written(rng, day_b)],
        )
        return a, b, match
    a, b = {"type": "person", "name": names_a[0]}, {"type": "person", "name": names_b[0]}
    if not bare:
        sure = not match and (given_b, surname_b) == (given, surname)
        a |= {"geboortedatum": day.isoformat() if sure else written(rng, day), "land": country, "bsn": None}
        b |= {
            "geboortedatum": day_b.isoformat() if sure else written(rng, day_b, 0.05),
            "nationaliteit": country,
        }
    return a, b, match


def westerner(rng: random.Random) -> dict[str, str]:
    """A person of the English-speaking world with an address."""
    suburb = rng.choice(words.SUBURBS)
    return {
        "given": rng.choice(words.WESTERN_GIVEN)[0],
        "middle": rng.choice(words.MIDDLES),
        "surname": rng.choice(words.WESTERN_SURNAMES),
        "number": str(rng.randrange(1, 300)),
        "street": rng.choice(words.AU_STREETS),
        "suburb": suburb[0],
        "postcode": suburb[1],
        "state": suburb[2],
        "birth": f"{birth(rng):%Y%m%d}",
        "ssid": str(rng.randrange(1000000, 9999999)),
    }


def febrl(rng: random.Random, *, mapped: bool = True) -> Pair:
    """FEBRL: an original and a duplicate with up to four slips, swapped or missing fields."""
    a = westerner(rng)
    b, match = dict(a), rng.random() < 0.5
    if not match:
        b = westerner(rng)
        for key in rng.choice(
            [["surname"], ["given"], ["surname", "suburb", "postcode", "state"], ["given", "surname"]]
        ):
            b[key] = a[key]
    for key in rng.sample(["given", "surname", "street", "suburb", "postcode", "birth", "number", "ssid"], 3):
        b[key] = "" if rng.random() < 0.2 and key not in {"given", "surname"} else typo(rng, b[key])
    if rng.random() < 0.1:
        b["given"], b["surname"] = b["surname"], b["given"]
    return febrl_record(a, mapped), febrl_record(b, mapped), match


def febrl_record(row: dict[str, str], mapped: bool) -> Record:
    """One FEBRL row in its own columns or in the columns of the labelled pairs."""
    if not mapped:
        return {
            "type": "person", "given_name": row["given"].lower(), "surname": row["surname"].lower(),
            "street_number": row["number"], "address_1": row["street"].lower(), "suburb": row["suburb"].lower(),
            "postcode": row["postcode"], "state": row["state"], "date_of_birth": row["birth"],
            "soc_sec_id": row["ssid"],
        }  # fmt: skip
    return {
        "type": "person", "name": f"{row['given']} {row['surname']}".lower(), "geboortedatum": row["birth"] or None,
        "adres": f"{row['number']} {row['street']}, {row['suburb']} {row['postcode']} {row['state']}".lower(),
        "telefoon": None, "kenteken": None, "bsn": None,
    }  # fmt: skip


def voter(rng: random.Random) -> Pair:
    """Voters and customers: call names, middle names or letters, birth years, a move, a married name."""
    a = westerner(rng)
    match = rng.random() < 0.5
    b = dict(a) if match else westerner(rng)
    given_b = rng.choice(next(row for row in words.WESTERN_GIVEN if row[0] == b["given"]))
    if not match:
        for key in rng.choice(
            [["surname", "street", "number", "suburb", "postcode"], ["surname", "middle"], ["given"]]
        ):
            b[key] = a[key]
        given_b = b["given"]
        if (b["given"], b["surname"]) == (a["given"], a["surname"]):
            given_b = b["given"] = other_than(rng, words.WESTERN_GIVEN, [a["given"]])[0]
    middle = rng.choice([b["middle"], b["middle"][0] + ".", ""])
    moved = rng.random() < 0.3
    a_name = rng.choice(["{s}, {g} {m}", "{g} {m} {s}"]).format(s=a["surname"], g=a["given"], m=a["middle"])
    b_name = " ".join(f"{given_b} {middle} {b['surname']}".split())
    where = f"{b['number']} {words.SHORT_STREETS.get(b['street'].split()[-1], '')} {b['suburb']}"
    short = " ".join([b["number"], *b["street"].split()[:-1], words.SHORT_STREETS[b["street"].split()[-1]]])
    where = f"{short}, {b['suburb']}" if not moved else None
    a_adres = f"{a['number']} {a['street']}, {a['suburb']} {a['postcode']}"
    return (
        {"type": "person", "name": a_name.upper(), "geboortedatum": a["birth"][:4], "adres": a_adres},
        {"type": "person", "name": b_name, "geboortedatum": b["birth"][:4], "adres": where},
        match,
    )
