"""Fresh pairs of companies, addresses and vehicles (see ``bench.matching_fresh``)."""

from __future__ import annotations

import random
from typing import Any, Final

from bench import matching_fresh_noise as noise
from subjects.extraction.words import words

FRONTS: Final = (
    "Abel", "Acacia", "Adelaar", "Anjer", "Appel", "Bakkers", "Berken", "Boeg", "Brouwers", "Buizerd",
    "Cederhout", "Dahlia", "Dok", "Duinroos", "Eiken", "Elzen", "Fazant", "Gans", "Gerst", "Goudsbloem",
    "Haver", "Hazelaar", "Heide", "Hout", "Iepen", "Jasmijn", "Kastanje", "Kerk", "Klaver", "Kolen",
    "Korenbloem", "Kruis", "Leeuwerik", "Linde", "Lijster", "Markt", "Meidoorn", "Merel", "Molen", "Narcis",
    "Noorder", "Olmen", "Ooievaar", "Ooster", "Parallel", "Patrijs", "Populieren", "Reiger", "Rozen",
    "Schippers", "Sering", "Sleutelbloem", "Spaar", "Spoor", "Tarwe", "Tulpen", "Veld", "Vissers", "Vlas",
    "Wester", "Wilgen", "Wolters", "Zaagmolen", "Zilver", "Zuider", "Zwaluw", "Burgemeester Raveslootstr",
    "Jan Steen", "Prins Maurits", "De Genestet", "Dr. Kuyper", "Van Galen", "Generaal Spoor", "Oude Haven",
    "Nieuwe Bleek", "Lange Nering", "Korte Nering", "Sint Jans",
)  # fmt: skip
ENDS: Final = ("straat", "laan", "weg", "pad", "plein", "hof", "dreef", "kade", "steeg", "singel", "dijk")
BARE: Final = (
    "De Bongerd",
    "Het Kolkje",
    "Achterom",
    "Zonnedauw",
    "'t Veer",
    "De Hooge Kamp",
    "Wilgenroos",
    "Waterhoen",
    "De Els",
)
TOWNS: Final = (
    ("Almelo", 7601), ("Almelo", 7604), ("Almelo", 7607), ("Almelo", 7609), ("Hengelo", 7551), ("Hengelo", 7555),
    ("Enschede", 7511), ("Enschede", 7523), ("Borne", 7622), ("Wierden", 7641), ("Vriezenveen", 7671), ("Rijssen", 7462),
    ("Tubbergen", 7651), ("Vroomshoop", 7681), ("Deventer", 7411), ("Den Haag", 2511), ("Zwolle", 8011),
)  # fmt: skip
EXTRAS: Final = ("", "", "", "", "", "A", "B", "C", "D", "hs", "bis", "II", "1", "2", "3", "12")
KINDS: Final = (
    "Autobedrijf", "Avondwinkel", "Bakkerij", "Barbershop", "Belwinkel", "Bewindvoering", "Café", "Cafetaria",
    "Fietsenzaak", "Grillroom", "Growshop", "Hotel", "Installatiebedrijf", "Juwelier", "Kapsalon",
    "Massagesalon", "Metaalhandel", "Nagelstudio", "Opslag", "Pizzeria", "Restaurant", "Schoonmaakbedrijf",
    "Shishalounge", "Slijterij", "Sloopbedrijf", "Supermarkt", "Telecomshop", "Thuiszorg", "Transport",
    "Uitzendbureau", "Vastgoed", "Zorgbureau", "Aannemersbedrijf", "Autodemontage", "Kamerverhuur",
)  # fmt: skip
FORMS: Final = ("", "", "B.V.", "BV", "b.v.", "V.O.F.", "VOF", "N.V.", "C.V.", "Holding B.V.", "Beheer B.V.")
CORES: Final = (
    "Aurora", "Baraka", "Bosrand", "Capri", "Diamant", "Elite", "Europa", "Flamingo", "Galaxy", "Horizon",
    "Ideal", "Jupiter", "Kompas", "Luxor", "Medina", "Mistral", "Nieuwe Tijd", "Olympia", "Orient", "Paradijs",
    "Quick", "Regenboog", "Sahara", "Saturn", "Tropica", "Twente", "Unicum", "Vesta", "Waterpoort", "Zenith",
    "De Korenaar", "De Linde", "Het Anker",
)  # fmt: skip
CONSONANTS: Final = "BDFGHJKLNPRSTVXZ"


def make_address(rng: random.Random) -> dict[str, str]:
    """The parts of an address."""
    town, four = rng.choice(TOWNS)
    front = rng.choice(FRONTS)
    street = rng.choice(BARE) if rng.random() < 0.15 else front + rng.choice(ENDS)
    if front[-1:].islower() and " " in front and rng.random() < 0.3:
        street = f"{front} {rng.choice(ENDS)}"
    letters = "".join(rng.choice("ABCDEGHJKLMNPRSTVWXZ") for _ in range(2))
    letters = letters if letters not in {"SA", "SD", "SS"} else "KL"
    return {
        "street": street, "number": str(rng.randint(1, 220)), "extra": rng.choice(EXTRAS),
        "postcode": f"{four + rng.randint(0, 3)} {letters}", "town": town,
    }  # fmt: skip


def make_plate(rng: random.Random) -> str:
    """A Dutch plate of one of the series."""
    form = rng.choice(
        [
            "LL-00-00",
            "00-00-LL",
            "00-LL-00",
            "LL-LL-00",
            "00-LL-LL",
            "00-LLL-0",
            "0-LLL-00",
            "LL-000-L",
            "L-000-LL",
            "LLL-00-L",
        ]
    )
    return "".join(
        rng.choice(CONSONANTS) if sign == "L" else str(rng.randint(0, 9)) if sign == "0" else sign
        for sign in form
    )


def register_address(parts: dict[str, str]) -> str:
    """An address as the register writes it."""
    gap = "" if len(parts["extra"]) == 1 and parts["extra"].isalpha() else " "
    house = f"{parts['number']}{gap}{parts['extra']}".strip()
    return f"{parts['street']} {house}, {parts['postcode']} {parts['town']}"


def vehicle_pair(rng: random.Random) -> dict[str, Any]:
    """The same plate written otherwise or read by a camera, or another plate that differs in one sign."""
    written = make_plate(rng)
    drawn = rng.random()
    if drawn < 0.4:
        return {
            "a": {"kenteken": written},
            "b": {"kenteken": noise.plate(written, rng)},
            "match": True,
            "how": ["writing"],
        }
    if drawn < 0.5:
        twins = {"0": "O", "1": "I", "8": "B", "5": "S", "2": "Z"}
        at = [place for place, sign in enumerate(written) if sign in twins]
        if at:
            place = rng.choice(at)
            read = written[:place] + twins[written[place]] + written[place + 1 :]
            return {
                "a": {"kenteken": written},
                "b": {"kenteken": noise.plate(read, rng)},
                "match": True,
                "how": ["camera"],
            }
    places = [place for place, sign in enumerate(written) if sign != "-"]
    place = rng.choice(places)
    pool = "0123456789" if written[place].isdigit() else CONSONANTS
    sign = rng.choice([other for other in pool if other != written[place]])
    read = written[:place] + sign + written[place + 1 :]
    return {
        "a": {"kenteken": written},
        "b": {"kenteken": noise.plate(read, rng)},
        "match": False,
        "how": ["one_sign"],
    }


def address_pair(rng: random.Random) -> dict[str, Any] | None:
    """The same address written otherwise, or one beside it."""
    parts, match = make_address(rng), rng.random() < 0.5
    left = register_address(parts)
    other, how = dict(parts), "same"
    if not match:
        how = rng.choice(
            ["other_letter", "other_addition", "other_number", "digit_swap", "other_street", "other_town"]
        )
        fresh = make_address(rng)
        if how == "other_letter":
            other["extra"] = rng.choice([letter for letter in "ABCDEF" if letter != parts["extra"]])
        elif how == "other_addition":
            other["extra"] = rng.choice(
                [
                    extra
                    for extra in ("1", "2", "3", "4", "7", "12")
                    if extra not in (parts["extra"], "2" if parts["extra"] == "II" else "")
                ]
            )
        elif how == "other_number":
            other["number"] = str(int(parts["number"]) + rng.choice((1, 2, 10, 100)))
        elif how == "digit_swap":
            other["number"] = parts["number"][::-1]
        elif how == "other_street":
            other |= {"street": fresh["street"], "postcode": parts["postcode"][:5] + fresh["postcode"][5:]}
        else:
            other |= {"town": fresh["town"], "postcode": fresh["postcode"]}
    right, dropped = noise.address(other, rng)
    same_kept = all(other[key] == parts[key] for key in ("street", "number", "extra", "town", "postcode"))
    bare = parts["town"].lower() not in right.lower() and other["postcode"][:4] not in right
    if dropped or (
        not match and (same_kept or (how == "other_town" and (bare or other["town"] == parts["town"])))
    ):
        return None
    return {"a": {"adres": left}, "b": {"adres": right}, "match": match, "how": [how]}


def _company(rng: random.Random) -> dict[str, Any]:
    surnames = sorted(name for name in words("surnames") if len(name) > 3 and name.isalpha())
    core = (
        rng.choice(CORES)
        if rng.random() < 0.45
        else rng.choice(["", "", "", "Van ", "De ", "El "]) + rng.choice(surnames).title()
    )
    return {
        "core": core, "kind": rng.choice(KINDS), "front": rng.random() < 0.7, "form": rng.choice(FORMS),
        "kvk": str(rng.randint(10_000_000, 95_000_000)), "address": make_address(rng),
        "phone": f"06{rng.randint(10_000_000, 99_999_999)}",
        "and": rng.choice(["", "", "", "", " en Zonen", " & Partners"]) if core not in CORES else "",
    }  # fmt: skip


def _company_name(company: dict[str, Any], rng: random.Random | None = None) -> str:
    core, kind, form = company["core"] + company["and"], company["kind"], company["form"]
    name = f"{kind} {core}" if company["front"] else f"{core} {kind}"
    if rng is None:
        return f"{name} {form}".strip()
    drawn = rng.random()
    if drawn < 0.12:
        name = f"{core} {kind}" if company["front"] else f"{kind} {core}"
    elif drawn < 0.27:
        name = noise.typo(name, rng)
    elif drawn < 0.35:
        name = name.replace(" ", "", 1)
    elif drawn < 0.45:
        name = f"{name} {company['address']['town']}"
    elif drawn < 0.5:
        return core
    form = rng.choice([form, form, "", form.replace(".", ""), form.lower()])
    name = f"{name} {form}".strip()
    return rng.choice([name, name, name, name.upper(), name.lower()])


def _other_company(company: dict[str, Any], how: str, rng: random.Random) -> dict[str, Any]:
    """Another company that is easily taken for this one."""
    other, fresh = dict(company), _company(rng)
    if how == "chain":
        other |= {"kvk": fresh["kvk"], "address": fresh["address"], "phone": fresh["phone"]}
    elif how == "holding":
        other |= {
            "kvk": str(int(company["kvk"]) + 1),
            "kind": rng.choice(["Holding", "Beheer"]),
            "front": False,
            "form": "B.V.",
        }
    elif how == "successor":
        other = fresh | {"address": company["address"]}
    elif how == "same_kind":
        other = fresh | {"kind": company["kind"]}
    elif how == "same_owner":
        other = fresh | {"core": company["core"], "and": company["and"]}
    else:
        other = fresh | {"core": company["core"][0] + fresh["core"][1:], "kind": company["kind"]}
    return other


def company_pair(rng: random.Random) -> dict[str, Any] | None:
    """The same company written otherwise, a branch, a holding beside it, a successor or one of the same kind."""
    company, match = _company(rng), rng.random() < 0.5
    other, how = dict(company), "same"
    if not match:
        how = rng.choice(["chain", "holding", "successor", "same_kind", "same_owner", "similar"])
        other = _other_company(company, how, rng)
        if (other["core"], other["kind"]) == (company["core"], company["kind"]) and how not in {
            "chain",
            "holding",
        }:
            return None
    left = {
        "name": _company_name(company),
        "kvk": company["kvk"],
        "adres": register_address(company["address"]),
        "telefoon": company["phone"],
    }
    right = {
        "name": _company_name(other, rng if how != "holding" else None),
        "kvk": other["kvk"],
        "adres": noise.address(other["address"], rng)[0],
        "telefoon": noise.phone(other["phone"], rng),
    }
    for key, share in (("kvk", 0.4), ("adres", 0.6), ("telefoon", 0.25)):
        if rng.random() > share:
            right[key] = ""
        if rng.random() > share + 0.35:
            left[key] = ""
    both = {key for key in left if left[key] and right[key]} - {"name"}
    whole = right["name"].lower() not in {other["core"].lower(), (other["core"] + other["and"]).lower()}
    if how in {"chain", "holding"} and not both & {"kvk", "adres"}:
        return None
    if how == "holding" and "kvk" not in both:
        return None
    if (not whole) and not both:
        return None
    return {"a": left, "b": right, "match": match, "how": [how]}
