"""Two descriptions that differ only in writing, or that share a valid BSN, stand above the line."""

import random
from collections.abc import Callable
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from legal.identifiers import is_bsn
from subjects.matching.compare import compare

LINE = 0.5
GIVEN = [
    "Jan",
    "Fatima",
    "Zoë",
    "Björn",
    "Sjoerd",
    "Ömer",
    "Agnieszka",
    "Mohammed",
    "Anne-Marie",
    "Đorđe",
    "Li",
]
SURNAMES = [
    "Jansen", "de Vries", "van den Berg", "van 't Hof", "El Khattabi", "Yıldız", "Müller", "O'Brien", "Kowalczyk",
    "Groot-Wassink", "Nguyen", "Ait Ben Haddou", "Şahin",
]  # fmt: skip
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
PREFIXES = {"de", "van", "den", "'t"}
CORES = [
    "Bakkerij Oost",
    "Café De Kroon",
    "Yıldız Transport",
    "Autobedrijf Gebr. Smit",
    "Kestrel Energy",
    "H&M Bouw",
]
FORMS = [
    ["B.V.", "BV", "bv", "b.v."],
    ["N.V.", "NV"],
    ["V.O.F.", "vof", "VOF"],
    ["Ltd.", "Limited"],
    ["GmbH", "G.m.b.H."],
]
STREETS = ["Grotestraat", "Van Goghlaan", "1e Dwarsstraat", "Burgemeester Röellstraat", "Haven"]
TOWNS = ["Almelo", "'s-Gravenhage", "Borne", "Hengelo"]
PLAIN = str.maketrans("ëöÖüŞşıđĐéÉ", "eoOuSsidDeE")
seeds = st.integers(0, 2**32).map(random.Random)


def valid_bsn(rng: random.Random) -> str:
    """A number that passes the eleven test."""
    while True:
        number = rng.choice([f"9999{rng.randrange(10**5):05}", f"0{rng.randrange(10**7, 10**8)}"])
        if is_bsn(number):
            return number


def in_other_case(rng: random.Random, text: str) -> str:
    """Capitals, small letters, no accents, double spaces: the same words."""
    changes: list[Callable[[str], str]] = [
        str.upper, str.lower, lambda same: same, lambda same: same.translate(PLAIN),
        lambda same: same.replace(" ", "  "), lambda same: f" {same} ", lambda same: same.translate(PLAIN).upper(),
    ]  # fmt: skip
    return rng.choice(changes)(text)


def date_in_other_writing(rng: random.Random, day: date) -> object:
    """The notations of registers and people."""
    return rng.choice(
        [
            day.isoformat(), f"{day:%d-%m-%Y}", f"{day:%Y%m%d}", f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}",
            f"{day.day} {MONTHS[day.month - 1]} {day.year}", f"{day:%d.%m.%Y}", int(f"{day:%Y%m%d}"),
        ]
    )  # fmt: skip


def name_in_other_order(rng: random.Random, given_name: str, surname: str) -> str:
    """*Jan de Vries*, *de Vries, Jan* and *Vries, Jan de*."""
    words = surname.split()
    prefix = [word for word in words if word in PREFIXES]
    core = " ".join(word for word in words if word not in PREFIXES)
    return rng.choice(
        [f"{given_name} {surname}", f"{surname}, {given_name}", " ".join([f"{core},", given_name, *prefix])]
    )


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_a_person_in_another_writing_is_above_the_line(rng: random.Random) -> None:
    given_name, surname = rng.choice(GIVEN), rng.choice(SURNAMES)
    day = date(rng.randrange(1940, 2008), rng.randrange(1, 13), rng.randrange(1, 29))
    a: dict[str, object] = {
        "type": "person",
        "name": f"{given_name} {surname}",
        "geboortedatum": day.isoformat(),
    }
    b: dict[str, object] = {"name": in_other_case(rng, name_in_other_order(rng, given_name, surname))}
    if rng.random() < 0.2:
        a["telefoon"], b["telefoon"] = (
            "+31 6 12345678",
            rng.choice(["0612345678", "06-12 34 56 78", "0031612345678"]),
        )
    if rng.random() < 0.5:
        b["geboortedatum"] = date_in_other_writing(rng, day)
    assert compare(a, b, "person").score >= LINE, (a, b)


@settings(max_examples=200, deadline=None)
@given(seeds)
def test_a_company_in_another_writing_is_above_the_line(rng: random.Random) -> None:
    core, form = rng.choice(CORES), rng.choice(FORMS)
    name = f"{core} {rng.choice(form)}"
    other = in_other_case(rng, f"{core} {rng.choice(form)}")
    if rng.random() < 0.3:
        other = other.replace("&", " & ").replace("-", " ")
    assert compare({"name": name}, {"name": other}, "company").score >= LINE, (name, other)


@settings(max_examples=200, deadline=None)
@given(seeds)
def test_an_address_in_another_writing_is_above_the_line(rng: random.Random) -> None:
    street, town, number = rng.choice(STREETS), rng.choice(TOWNS), rng.randrange(1, 300)
    letter = rng.choice(["", "a", "B"])
    postcode = f"{rng.randrange(1000, 9999)}", rng.choice(["AB", "XZ", "KN"])
    one = f"{street} {number}{letter}, {postcode[0]} {postcode[1]} {town}"
    two = rng.choice(
        [
            f"{street} {number}{letter} {postcode[0]}{postcode[1]} {town}",
            f"{street} {number} {letter}, {postcode[0]}{postcode[1].lower()}, {town}",
            f"{postcode[0]}{postcode[1]} {number}{letter}",
        ]
    )
    two = in_other_case(rng, two)
    assert compare({"adres": one}, {"adres": two}, "address").score >= LINE, (one, two)


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_who_shares_a_valid_bsn_is_above_the_line_whatever_else_differs(rng: random.Random) -> None:
    number = valid_bsn(rng)
    shown = rng.choice([number, f"{number[:4]}.{number[4:6]}.{number[6:]}", f" {number} ", int(number)])

    def someone(bsn: object) -> dict[str, object]:
        fields: dict[str, object] = {
            "name": rng.choice([None, "", f"{rng.choice(GIVEN)} {rng.choice(SURNAMES)}", "NN"]),
            "geboortedatum": rng.choice([None, "1984", "1991-02-03", "onbekend", 19700101]),
            "adres": rng.choice([None, "Haven 7, Almelo", "1 Main Street, Springfield"]),
            "telefoon": rng.choice([None, "0612345678", "0546-123456"]),
            "geslacht": rng.choice([None, "m", "v"]),
            "paspoort": rng.choice([None, "NX12345", "BR00001"]),
            "passportnumber": rng.choice([None, "NX12345", "BR00001"]),
        }
        return {**fields, "bsn": bsn}

    kind = rng.choice(["person", "", "natural_person", "iets anders"])
    a, b = someone(number), someone(shown)
    assert compare(a, b, kind).score >= LINE, (a, b)
