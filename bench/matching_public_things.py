"""Companies, restaurants, products, papers, addresses and ships in the forms of public benchmarks. All invented."""

import random

from bench import matching_public_words as words
from bench.matching_public_persons import Pair, Record, other_than, typo


def company(rng: random.Random, *, listed: bool = False) -> Pair:
    """Companies of the world: forms, abbreviations, '&', 'The', scripts; sister companies as negatives."""
    if rng.random() < 0.15:
        row = rng.choice(words.CYRILLIC_COMPANIES)
        match = rng.random() < 0.5
        right = row if match else other_than(rng, words.CYRILLIC_COMPANIES, row)
        return company_pair(rng, row[0], rng.choice(right[1:]), match, listed)
    core, line, form = rng.choice(words.CORES), rng.choice(words.LINES), rng.choice(words.FORMS)
    left = f"{core} {line} {rng.choice(form)}"
    match = rng.random() < 0.5
    if match:
        forms = rng.choices([f" {rng.choice(form)}", "", f", {rng.choice(form)}"], [60, 20, 20])[0]
        right = f"{core.replace('&', 'and') if rng.random() < 0.4 else core} {line}{forms}"
        right = rng.choice([right, right.upper(), right, f"The {right}", typo(rng, right)])
    else:
        kind = rng.choice(["line", "line", "core", "number", "both"])
        core_b = other_than(rng, words.CORES, core) if kind in {"core", "both"} else core
        line_b = other_than(rng, words.LINES, line) if kind in {"line", "both"} else line
        if kind == "number":
            left, right = f"{core} Fund II {rng.choice(form)}", f"{core} Fund III {rng.choice(form)}"
        else:
            right = f"{core_b} {line_b} {rng.choice(form)}"
    return company_pair(rng, left, right, match, listed)


def company_pair(rng: random.Random, left: str, right: str, match: bool, listed: bool) -> Pair:
    """Two company records, with a country or in the property lists of FollowTheMoney."""
    here, there = rng.choice(words.COUNTRIES), rng.choice(words.COUNTRIES)
    there = here if match or rng.random() < 0.5 else there
    number = str(rng.randrange(10**9, 10**10))
    if listed:
        other = number if match else str(rng.randrange(10**9, 10**10))
        known = rng.random() < 0.3
        a: Record = {"schema": "Company", "name": [left], "jurisdiction": [here], "address": []}
        b: Record = {"schema": "Company", "name": [right], "country": [there], "alias": []}
        if known:
            a["registrationNumber"], b["registrationNumber"] = [number], [other]
        return a, b, match
    return (
        {"type": "company", "name": left, "kvk": None, "adres": None, "telefoon": None, "land": here},
        {"type": "company", "name": right, "kvk": None, "adres": None, "telefoon": None, "land": there},
        match,
    )


def body(rng: random.Random) -> Pair:
    """Public bodies: another order of the words, American spelling; another country or task as negative."""
    row, land, match = rng.choice(words.BODIES), rng.choice(words.COUNTRIES), rng.random() < 0.5
    forms = rng.sample(row, 2)
    if match:
        return (
            {"schema": "Organization", "name": forms[0].format(c=land)},
            {"name": forms[1].format(c=land)},
            True,
        )
    same = rng.random() < 0.5
    land_b = land if same else other_than(rng, words.COUNTRIES, land)
    other = rng.choice(other_than(rng, words.BODIES, row)) if same else forms[1]
    return (
        {"type": "company", "name": forms[0].format(c=land)},
        {"type": "company", "name": str(other).format(c=land_b)},
        False,
    )


def restaurant(rng: random.Random, *, mapped: bool = True) -> Pair:
    """Fodors and Zagat: same place told by two guides; same street or chain as negatives."""
    name, street, place = (
        rng.choice(words.EATERIES),
        rng.choice(words.US_STREETS),
        rng.choice(words.US_PLACES),
    )
    number, phone = rng.randrange(10, 9900), f"{rng.randrange(201, 990)}-{rng.randrange(200, 999)}-"
    line, match = rng.randrange(1000, 9999), rng.random() < 0.5
    a = [name, f"{number} {street}", place[0], f"{phone}{line}", rng.choice(words.CUISINES)]
    near = street.replace("Blvd.", "Boulevard").replace("Ave.", "Avenue").replace("St.", "Street")
    shown = rng.choice([name, name.lower(), name + " Restaurant", name.replace("&", "and"), f"The {name}"])
    b = [
        shown,
        f"{number} {near}",
        rng.choice(place),
        f"{phone.replace('-', '/', 1)}{line}",
        rng.choice(words.CUISINES),
    ]
    if not match:
        kind = rng.choice(["street", "chain", "city"])
        b[3] = f"{phone}{line % 8999 + 1000}"
        if kind == "chain":
            b[1] = f"{rng.randrange(10, 9900)} {rng.choice([s for s in words.US_STREETS if s != street])}"
        else:
            b[0] = other_than(rng, words.EATERIES, name)
            b[1] = (
                f"{number + rng.choice([2, 4, 30, 100])} {near}" if kind == "street" else f"{number} Main St."
            )
    if rng.random() < 0.2:
        b[3] = ""
    if mapped:
        a_row: Record = {
            "type": "company",
            "name": a[0],
            "adres": f"{a[1]}, {a[2]}",
            "telefoon": a[3],
            "kvk": None,
        }
        b_row: Record = {
            "type": "company",
            "name": b[0],
            "adres": f"{b[1]}, {b[2]}",
            "telefoon": b[3] or None,
        }
        return a_row, b_row, match
    keys = ("name", "addr", "city", "phone", "type")
    return dict(zip(keys, a, strict=True)), dict(zip(keys, b, strict=True)), match


def product(rng: random.Random) -> Pair:
    """Abt-Buy, Amazon-Google, Walmart: titles of shops; the next model or version as negative."""
    maker, match = rng.choice(words.MAKERS), rng.random() < 0.5
    price = rng.randrange(20, 900)
    price_b: object = rng.choice([None, f"${price + rng.randrange(-9, 9)}.99"])
    if rng.random() < 0.35:
        row, version = rng.choice(words.SOFT), rng.randrange(3, 12)
        a, b = f"{maker} {row[0]} {version}.0", f"{rng.choice(row)} {version}.0"
        if not match:
            b = rng.choice(
                [f"{row[0]} {version + 1}.0", f"{rng.choice(other_than(rng, words.SOFT, row))} {version}.0"]
            )
        return {"title": a, "manufacturer": maker, "price": price}, {"title": b, "manufacturer": maker}, match
    row, letters = rng.choice(words.THINGS), "".join(rng.sample("ABCDEHKLMPRSTVWX", 3))
    model = f"{letters}{rng.randrange(100, 9999)}"
    model_b = model
    if not match:
        if rng.random() < 0.5:
            model_b = f"{letters}{rng.randrange(100, 9999)}"
        else:
            row, model_b = other_than(rng, words.THINGS, row), f"{letters[::-1]}{rng.randrange(100, 9999)}"
    model_b = model_b if rng.random() < 0.5 else f"{model_b[:3]}-{model_b[3:]}"
    title = rng.choice(words.THINGS if not match and rng.random() < 0.3 else [row])[0]
    a, b = f"{maker} {title} - {model}", f"{maker} {model_b} {rng.choice(row)}"
    return {"name": a, "price": f"${price}.00"}, {"name": b, "description": maker, "price": price_b}, match


def paper(rng: random.Random) -> Pair:
    """DBLP and ACM: titles, authors, venue, year; another paper of the same authors as negative."""
    parts = [rng.choice(table) for table in (words.TOPICS_A, words.TOPICS_B, words.TOPICS_C)]
    people = [
        (rng.choice(words.WESTERN_GIVEN)[0], rng.choice(words.MIDDLES)[0], rng.choice(words.WESTERN_SURNAMES))
        for _ in range(3)
    ]
    venue, year, match = rng.choice(words.VENUES), rng.randrange(1994, 2004), rng.random() < 0.5
    title = " ".join(parts)
    title_b = rng.choice([title, title.lower(), title + ".", typo(rng, title)])
    if not match:
        at = rng.randrange(3)
        table = (words.TOPICS_A, words.TOPICS_B, words.TOPICS_C)[at]
        parts[at] = rng.choice([word for word in table if word != parts[at]])
        title_b = " ".join(
            parts if rng.random() < 0.5 else [rng.choice(words.TOPICS_A), rng.choice(words.TOPICS_B)]
        )
        title_b = "A Note on " + title_b if title_b.lower() == title.lower() else title_b
    authors = ", ".join(f"{g} {m}. {s}" for g, m, s in people)
    authors_b = rng.choice([", ".join(f"{g[0]}. {s}" for g, _, s in people), authors])
    year_b = year if match else rng.choice([year, year + 2, year - 1])
    return (
        {"title": title, "authors": authors, "venue": venue[0], "year": year},
        {"title": title_b, "authors": authors_b, "venue": rng.choice(venue), "year": str(year_b)},
        match,
    )


def address(rng: random.Random) -> Pair:
    """Addresses of the world in two notations; another number, street or place as negative."""
    street, place = rng.choice(words.WORLD_STREETS), rng.choice(words.WORLD_PLACES)
    number, match = rng.randrange(2, 180), rng.random() < 0.5
    number_b, street_b, place_b = number, street, place
    if not match:
        kind = rng.choice(["number", "number", "street", "place"])
        number_b = number + rng.choice([1, 2, 10, 100]) if kind == "number" else number
        street_b = other_than(rng, words.WORLD_STREETS, street) if kind == "street" else street
        place_b = other_than(rng, words.WORLD_PLACES, place) if kind == "place" else place
    left = f"{street[0].format(n=number)}, {place[0]}"
    shown = rng.choice(street_b)
    shown = typo(rng, shown.format(n=number_b)) if rng.random() < 0.1 and match else shown.format(n=number_b)
    right = f"{shown}, {rng.choice(place_b)}"
    return (
        {"type": "address", "adres": left},
        {"type": "address", "adres": rng.choice([right, right.upper()])},
        match,
    )


def vessel(rng: random.Random) -> Pair:
    """Ships: a name and an IMO number; a namesake with another number as negative."""
    name, imo, match = rng.choice(words.SHIPS), rng.randrange(9000000, 9900000), rng.random() < 0.5
    other = imo if match else rng.randrange(9000000, 9900000)
    name_b = rng.choice([name.upper(), f"M/V {name}", rng.choice(words.SHIPS)])
    known = not match or rng.random() < 0.5 or name.upper() not in name_b.upper()
    return (
        {"schema": "Vessel", "name": [name], "imoNumber": [f"IMO{imo}"], "flag": ["pa"]},
        {"schema": "Vessel", "name": [name_b], "imoNumber": [str(other)] if known else [], "flag": ["lr"]},
        match,
    )
