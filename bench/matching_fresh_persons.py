"""Fresh pairs of persons (see ``bench.matching_fresh``)."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Any, Final

from bench import matching_fresh_noise as noise
from bench.matching_fresh_things import make_address, make_plate, register_address
from subjects.extraction.words import words

PREFIXES: Final = (
    "van",
    "de",
    "van der",
    "van den",
    "ten",
    "ter",
    "van de",
    "op den",
    "in 't",
    "van 't",
    "den",
)
INFIXES: Final = {
    "van der": ("v.d.", "vd", "van de", "Van der"), "van den": ("v.d.", "vd", "van de"), "van de": ("vd", "v.d."),
    "van": ("v", "v.", "Van"), "de": ("De", "d'"), "op den": ("op de",), "van 't": ("van het",), "in 't": ("in het",),
}  # fmt: skip
CALLED: Final = (
    ("Hendrik", "Henk"), ("Johannes", "Jan"), ("Johannes", "Hans"), ("Wilhelmus", "Wim"), ("Gerardus", "Gerard"),
    ("Cornelis", "Kees"), ("Petrus", "Piet"), ("Adrianus", "Ad"), ("Jacobus", "Jaap"), ("Antonius", "Toon"),
    ("Franciscus", "Frans"), ("Theodorus", "Theo"), ("Hermanus", "Herman"), ("Martinus", "Tinus"), ("Lambertus", "Bert"),
    ("Elisabeth", "Els"), ("Johanna", "Annie"), ("Maria", "Mieke"), ("Wilhelmina", "Willy"), ("Catharina", "Toos"),
    ("Geertruida", "Truus"), ("Margaretha", "Greet"), ("Hendrika", "Riek"), ("Cornelia", "Corrie"), ("Petronella", "Nel"),
    ("Aleksandra", "Ola"), ("Katarzyna", "Kasia"), ("Małgorzata", "Gosia"), ("Krzysztof", "Krzysiek"), ("Tomasz", "Tomek"),
    ("Mohammed", "Mohamed"), ("Mohammed", "Mo"), ("Youssef", "Yusuf"), ("Abdelkader", "Kader"), ("Fatima", "Fatma"),
    ("Khadija", "Chadija"), ("Rachid", "Rashid"), ("Said", "Saïd"), ("Mustapha", "Mustafa"), ("Hüseyin", "Huseyin"),
    ("İbrahim", "Ibrahim"), ("Ayşe", "Ayse"), ("Mehmet", "Mehmed"), ("Alexander", "Sander"), ("Nicolaas", "Klaas"),
    ("Albertus", "Bert"), ("Bernardus", "Ben"), ("Gijsbertus", "Gijs"), ("Dirk", "Dick"), ("Arnoldus", "Nol"),
)  # fmt: skip


@lru_cache(maxsize=1)
def _names() -> tuple[list[str], list[str], list[str]]:
    given = sorted(name for name in words("given_dutch") if len(name) > 3 and name.isalpha())
    foreign = sorted(name for name in words("given_foreign") if len(name) > 3 and name.isalpha())
    surnames = sorted(name for name in words("surnames") if len(name) > 3 and name.isalpha())
    return given, foreign, surnames


def _given(rng: random.Random) -> str:
    dutch, foreign, _ = _names()
    return rng.choice(dutch if rng.random() < 0.65 else foreign).title()


def _surname(rng: random.Random) -> tuple[str, str]:
    name = rng.choice(_names()[2]).title()
    drawn = rng.random()
    if drawn < 0.2:
        return rng.choice(PREFIXES), name
    if drawn < 0.3:
        return rng.choice(("El", "Ait", "Ben")), name
    return "", name


def _born(rng: random.Random) -> str:
    return f"{rng.randint(1942, 2006)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def _bsn(rng: random.Random) -> str:
    while True:
        digits = f"999{rng.randint(0, 999_999):06d}"
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        if sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0:
            return digits


def make_person(rng: random.Random) -> dict[str, Any]:
    """A whole person, before anything is left out."""
    prefix, surname = _surname(rng)
    return {
        "given": [_given(rng) for _ in range(rng.choices((1, 2, 3), (5, 3, 1))[0])], "prefix": prefix,
        "surname": surname, "born": _born(rng), "address": make_address(rng),
        "phone": f"06{rng.randint(10_000_000, 99_999_999)}", "plate": make_plate(rng), "bsn": _bsn(rng),
    }  # fmt: skip


def _other(person: dict[str, Any], relation: str, rng: random.Random) -> dict[str, Any]:
    """Somebody else, who is easily taken for this person."""
    other = make_person(rng)
    first = person["given"][0]
    if relation in {"sibling", "twin", "parent"}:
        other |= {key: person[key] for key in ("prefix", "surname", "address")}
    if relation == "twin":
        other["born"] = person["born"]
    if relation == "parent":
        year = int(person["born"][:4]) + rng.choice((-1, 1)) * rng.randint(22, 38)
        other["born"] = f"{year}{other['born'][4:]}"
    if relation in {"parent", "same_initials"}:
        same = [
            name
            for name in (*_names()[0], *_names()[1])
            if name[0] == first[0].lower() and name != first.lower()
        ]
        other["given"] = [rng.choice(same).title()] if same else other["given"]
    if relation in {"same_initials", "namesake"}:
        other |= {key: person[key] for key in ("prefix", "surname")}
    if relation == "namesake":
        other["given"] = list(person["given"])
    if relation == "same_given":
        other["given"] = [first, *other["given"][1:]]
    if relation in {"neighbour", "partner"}:
        other["address"] = dict(person["address"])
    if relation == "neighbour":
        other["address"]["number"] = str(int(person["address"]["number"]) + 2)
    return other


def _written(person: dict[str, Any]) -> str:
    return " ".join(part for part in (*person["given"], person["prefix"], person["surname"]) if part)


def _noted(person: dict[str, Any], rng: random.Random, how: list[str]) -> str:
    """The name as somebody else noted it; what was done is added to ``how``."""
    given, prefix, surname = list(person["given"]), person["prefix"], person["surname"]
    drawn = rng.random()
    if drawn < 0.45:
        surname = noise.heard(surname, rng) if rng.random() < 0.7 else noise.typo(surname, rng)
        how.append("surname")
    if prefix in INFIXES and rng.random() < 0.35:
        prefix = rng.choice(INFIXES[prefix])
        how.append("infix")
    first = given[0]
    called = [short for long, short in CALLED if long == first] + [
        long for long, short in CALLED if short == first
    ]
    drawn = rng.random()
    if called and drawn < 0.6:
        first, given = rng.choice(called), given[:1]
        how.append("called")
    elif drawn < 0.35:
        first = rng.choice([" ", ""]).join(f"{name[0]}." for name in given)
        how.append("initials")
    elif drawn < 0.45 and len(first) > 4:
        first = noise.typo(first, rng)
        how.append("given_typo")
    if rng.random() < 0.08:
        partner = rng.choice(_names()[2]).title()
        surname = rng.choice([f"{partner}-{f'{prefix} ' if prefix else ''}{surname}", f"{surname}-{partner}",
                              f"{surname} e/v {partner}"])  # fmt: skip
        prefix = "" if surname.startswith(partner) else prefix
        how.append("partner")
        return " ".join(part for part in (first, prefix, surname) if part)
    drawn = rng.random()
    if drawn < 0.06:
        how.append("surname_only")
        return f"{rng.choice(('dhr', 'mw', 'fam.'))} {prefix} {surname}".replace("  ", " ")
    if drawn < 0.1 and "initials" not in how:
        how.append("given_only")
        return first
    if drawn < 0.28:
        return f"{surname}, {first} {prefix}".strip()
    name = " ".join(part for part in (first, prefix, surname) if part)
    return rng.choice(
        [name, name, name, name.lower(), name.upper(), f"dhr. {name}" if "initials" in how else name]
    )


def person_pair(rng: random.Random) -> dict[str, Any] | None:
    """One pair; None when nobody could decide it."""
    person, match = make_person(rng), rng.random() < 0.5
    if rng.random() < 0.25:
        person["given"][0] = rng.choice(rng.choice(CALLED[:]))
    relation = "same" if match else rng.choice(
        ["sibling", "twin", "parent", "neighbour", "partner", "same_initials", "namesake", "same_given", "random"]
    )  # fmt: skip
    other = person if match else _other(person, relation, rng)
    how = [relation]
    left = {"name": _written(person), "geboortedatum": person["born"],
            "adres": register_address(person["address"]),
            "telefoon": person["phone"], "kenteken": person["plate"], "bsn": person["bsn"]}  # fmt: skip
    right = {
        "name": _noted(other, rng, how),
        "geboortedatum": "",
        "adres": "",
        "telefoon": "",
        "kenteken": "",
        "bsn": "",
    }
    right["geboortedatum"], born_how = noise.birth(other["born"], rng)
    moved = match and rng.random() < 0.15
    right["adres"], _ = noise.address(make_address(rng) if moved else other["address"], rng)
    right["telefoon"] = noise.phone(other["phone"] if rng.random() < 0.6 else make_person(rng)["phone"], rng)
    right["kenteken"] = noise.plate(other["plate"] if rng.random() < 0.6 else make_plate(rng), rng)
    right["bsn"] = other["bsn"]
    odds = {"geboortedatum": 0.5, "adres": 0.5, "telefoon": 0.3, "kenteken": 0.25, "bsn": 0.1}
    for key, share in odds.items():
        if rng.random() > share:
            right[key] = ""
        if rng.random() > share + 0.35:
            left[key] = ""
    how += ["moved"] if moved else []
    if not _decidable(left, right, match=match, how=how):
        return None
    return {"a": left, "b": right, "match": match, "how": [*how, born_how]}


def _decidable(left: dict[str, str], right: dict[str, str], *, match: bool, how: list[str]) -> bool:
    """Whether something that both sides hold tells the two apart or together."""
    both, relation, moved = (
        {key for key in left if left[key] and right[key]} - {"name"},
        how[0],
        "moved" in how,
    )
    told = both & {"geboortedatum", "bsn"}
    bare = {"initials", "surname_only", "given_only"} & set(how)
    if match:
        shared = told | (both & {"adres"} if not moved else set())
        return bool(shared) or not bare
    if relation in {"random", "same_given", "neighbour", "partner"}:
        return not {"given_only"} & set(how) or bool(told)
    if relation in {"namesake"}:
        return (
            bool(told) and left["geboortedatum"][:4] not in right["geboortedatum"]
            if "bsn" not in both
            else True
        )
    return bool(told - ({"geboortedatum"} if relation == "twin" else set())) or not bare
