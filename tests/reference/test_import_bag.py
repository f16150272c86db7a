"""Extracts of the BAG: each address once, twice changes nothing, what vanished ends, bad rows told."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from reference.areas import import_areas
from reference.models import BagAddress, BagExtract
from reference.queries import address_by_id, addresses_at, extract_dates, places_of_addresses
from reference.reading.bag import BadRow, BagRow, EndedRow, read_bag
from reference.reading.files import NotReadable
from tests.reference.maps import HEADING, SOUTH, WEST, address, extract, geopackage, town

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = "2026-10-08", "2026-11-08"


def bring(*paths: Path, day: str = OCTOBER, options: tuple[str, ...] = ()) -> dict[str, Any]:
    out = StringIO()
    call_command("import_bag", *map(str, paths), "--date", day, "--json", *options, stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


@pytest.fixture
def street(tmp_path: Path) -> Path:
    return extract(tmp_path / "almelo.csv", [address(n) for n in range(1, 21)])


def test_each_address_comes_in_with_its_parts_and_ids(street: Path):
    told = bring(street)
    assert (told["made"], told["bad"], told["municipalities"]) == (20, 0, ["GM0141"])
    row = address_by_id("0141200000000007")
    assert (row.location, row.postcode, row.town) == ("Grotestraat 7", "7607CA", "Almelo")
    assert (row.object_id, row.building, row.kind) == (
        "0141010000000007",
        "0141100000000007",
        "Verblijfsobject",
    )
    assert (row.purposes, row.valid_from, row.valid_to) == ("woonfunctie", date(2026, 10, 8), None)
    assert extract_dates() == {"GM0141": date(2026, 10, 8)}


def test_the_same_extract_twice_changes_nothing(street: Path):
    bring(street)
    before = list(BagAddress.objects.order_by("pk").values())
    told = bring(street)
    assert (told["made"], told["changed"], told["same"], told["closed"]) == (0, 0, 20, 0)
    assert list(BagAddress.objects.order_by("pk").values()) == before


def test_a_newer_extract_ends_what_vanished_and_takes_over_what_changed(street: Path, tmp_path: Path):
    bring(street)
    later = [address(n) for n in range(1, 20)]
    later[0] |= {"verblijfsobjectgebruiksdoel": "winkelfunctie"}
    told = bring(extract(tmp_path / "later.csv", later), day=NOVEMBER)
    assert (told["changed"], told["closed"], told["same"]) == (1, 1, 18)
    assert address_by_id("0141200000000020").valid_to == date(2026, 11, 7)
    assert address_by_id("0141200000000001").purposes == "winkelfunctie"
    assert addresses_at("7607CA", 20) == []


def test_what_comes_back_holds_again(street: Path, tmp_path: Path):
    bring(street)
    bring(extract(tmp_path / "zonder.csv", [address(n) for n in range(1, 20)]))
    assert addresses_at("7607CA", 20) == []
    bring(street)
    assert len(addresses_at("7607CA", 20)) == 1


def test_another_municipality_is_left_alone(street: Path, tmp_path: Path):
    bring(street)
    elsewhere = [
        address(1, gemeente="Twenterand", nummeraanduiding="1700200000000001", woonplaats="Vriezenveen")
    ]
    told = bring(extract(tmp_path / "twenterand.csv", elsewhere), day=NOVEMBER)
    assert (told["made"], told["closed"]) == (1, 0)
    assert BagAddress.objects.filter(valid_to=None).count() == 21


def test_only_the_asked_municipalities_are_read(tmp_path: Path):
    rows = [address(1), address(2, gemeente="Twenterand")]
    told = bring(extract(tmp_path / "twee.csv", rows), options=("--municipality", "gm1700"))
    assert (told["made"], told["elsewhere"]) == (1, 1)


def test_an_older_extract_is_refused(street: Path):
    bring(street, day=NOVEMBER)
    with pytest.raises(CommandError, match="nieuwer uittreksel"):
        bring(street, day=OCTOBER)


def test_an_extract_that_lacks_much_is_refused_as_a_part_unless_it_says_so(tmp_path: Path):
    bring(extract(tmp_path / "heel.csv", [address(n) for n in range(1, 201)]))
    part = extract(tmp_path / "deel.csv", [address(n) for n in range(1, 101)])
    with pytest.raises(CommandError, match="--partial"):
        bring(part, day=NOVEMBER)
    assert bring(part, day=NOVEMBER, options=("--partial",))["closed"] == 0


def test_two_files_of_one_extract_are_read_as_one(tmp_path: Path):
    first = extract(tmp_path / "1.csv", [address(n) for n in range(1, 100)])
    second = extract(tmp_path / "2.csv", [address(n) for n in range(100, 200)])
    assert bring(first, second)["made"] == 199
    assert bring(first, second)["closed"] == 0


def test_a_second_building_of_one_address_is_told_as_double(tmp_path: Path):
    told = bring(extract(tmp_path / "panden.csv", [address(1), address(1, pandid="0141100000000999")]))
    assert (told["made"], told["double"]) == (1, 1)


def test_a_withdrawn_object_is_no_address(tmp_path: Path):
    rows = [address(1), address(2, verblijfsobjectstatus="Verblijfsobject ingetrokken")]
    told = bring(extract(tmp_path / "weg.csv", rows))
    assert (told["made"], told["ended"]) == (1, 1)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"nummeraanduiding": "0141100000000001"}, "nummeraanduiding"),
        ({"nummeraanduiding": "1.412E+14"}, "nummeraanduiding"),
        ({"object_id": "0141990000000001"}, "verblijfsobject"),
        ({"pandid": "12"}, "pand"),
        ({"huisnummer": "0"}, "huisnummer"),
        ({"huisnummer": "100000"}, "huisnummer"),
        ({"huisnummer": "²"}, "huisnummer"),
        ({"huisletter": "AB"}, "huisletter"),
        ({"huisnummertoevoeging": "bis-boven"}, "toevoeging"),
        ({"postcode": "0123 AB"}, "postcode"),
        ({"openbareruimte": ""}, "straat"),
        ({"openbareruimte": "Grote\x07straat"}, "tekens"),
        ({"gemeente": "Nergenshuizen"}, "Nergenshuizen"),
    ],
)
def test_a_bad_row_is_kept_out_with_its_reason(tmp_path: Path, wrong: dict[str, Any], reason: str):
    told = bring(extract(tmp_path / "fout.csv", [address(1), address(2, **wrong)]))
    assert (told["made"], told["bad"]) == (1, 1)
    assert reason in told["reasons"][0]


def test_a_bad_row_does_not_end_the_address_that_was_known(tmp_path: Path):
    bring(extract(tmp_path / "goed.csv", [address(1), address(2)]))
    bring(extract(tmp_path / "fout.csv", [address(1), address(2, huisletter="??")]), day=NOVEMBER)
    assert address_by_id("0141200000000002").valid_to is None


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separators_and_encodings_of_all_exports_are_read(tmp_path: Path, separator: str, encoding: str):
    rows = [address(1, openbareruimte="Burgemeester Raveslootstraat", woonplaats="Bornerbroek-Één")]
    bring(extract(tmp_path / "x.csv", rows, separator=separator, encoding=encoding))
    assert BagAddress.objects.get().town == "Bornerbroek-Één"


def test_other_names_of_the_columns_are_read(tmp_path: Path):
    heading = "NummeraanduidingID;Straatnaam;Huisnummer;Woonplaatsnaam;Gemeentecode;Latitude;Longitude"
    row = {
        "NummeraanduidingID": "141200000000001",  # a spreadsheet dropped the zero
        "Straatnaam": "Grotestraat",
        "Huisnummer": 1,
        "Woonplaatsnaam": "Almelo",
        "Gemeentecode": "141",
        "Latitude": "52,357",
        "Longitude": "6,6625",
    }
    bring(extract(tmp_path / "x.csv", [row], heading=heading, separator=";"))
    stored = BagAddress.objects.get()
    assert (stored.nummeraanduiding, stored.municipality_code) == ("0141200000000001", "GM0141")
    assert (stored.x, stored.y) == (241876, 486220)


def test_a_trial_keeps_nothing(street: Path):
    assert bring(street, options=("--dry-run",))["made"] == 20
    assert not BagAddress.objects.exists()
    assert not BagExtract.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"a;b;c\n1;2;3\n", b"PK\x03\x04zip", b"\x00\x01" * 40, b"\xff\xfea\x00"]
)
def test_a_file_of_something_else_is_refused_in_plain_words(tmp_path: Path, content: bytes):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"x\.csv"):
        bring(path)


def test_a_line_without_end_is_one_bad_row(tmp_path: Path):
    path = extract(tmp_path / "x.csv", [address(1), address(2)])
    path.write_bytes(path.read_bytes() + b"x" * 5_000_000 + b"\r\n" + b'"open;quote\r\n')
    told = bring(path)
    assert (told["made"], told["bad"]) == (2, 2)


def test_an_address_is_found_by_postcode_number_letter_and_addition(tmp_path: Path):
    rows = [
        address(12, nummeraanduiding="0141200000001001"),
        address(12, huisletter="A", nummeraanduiding="0141200000001002"),
        address(12, huisletter="A", huisnummertoevoeging="bis", nummeraanduiding="0141200000001003"),
    ]
    bring(extract(tmp_path / "x.csv", rows))
    assert [row.house for row in addresses_at("7607 ca", "12")] == ["12", "12 A", "12 A-bis"]
    assert [row.house for row in addresses_at("7607CA", 12, "a")] == ["12 A", "12 A-bis"]
    assert [row.house for row in addresses_at("7607CA", 12, "a", "BIS")] == ["12 A-bis"]
    assert addresses_at("7607CA", "12x") == addresses_at("geen", "12") == addresses_at("7607CA", "²") == []


def test_an_address_lies_in_the_buurt_of_the_asked_year(street: Path, tmp_path: Path):
    import_areas(geopackage(tmp_path / "2025.gpkg", town(["Centrum"])), year=2025, partial=True)
    import_areas(geopackage(tmp_path / "2026.gpkg", town(["Stad"])), year=2026, partial=True)
    bring(street)
    row = address_by_id("0141200000000007")
    assert places_of_addresses([row], date(2025, 7, 1))[0].neighbourhood.label == "Centrum"
    assert places_of_addresses([row], date(2026, 7, 1))[0].neighbourhood.label == "Stad"
    assert (row.x, row.y) == (WEST + 500, SOUTH + 500)


def test_an_address_without_a_place_lies_in_no_buurt(tmp_path: Path):
    bring(extract(tmp_path / "x.csv", [address(1, x="", y=""), address(2, x="9e999", y="nan")]))
    assert places_of_addresses([address_by_id("0141200000000001")])[0] is None
    assert places_of_addresses([address_by_id("0141200000000002")])[0] is None


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes):
    path = tmp_path_factory.mktemp("bag") / "x.csv"
    for head in (b"", HEADING.encode() + b"\n"):
        path.write_bytes(head + content)
        try:
            assert all(isinstance(row, BagRow | BadRow | EndedRow) for row in read_bag(path))
        except NotReadable as problem:
            assert str(problem)


@given(
    st.dictionaries(st.sampled_from(HEADING.split(";")), st.text(st.characters(codec="utf-8"), max_size=20))
)
def test_whatever_stands_in_a_row_it_fits_the_table_or_is_told(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, str]
):
    row = address(1) | {name: value.replace(";", "").replace('"', "") for name, value in values.items()}
    path = extract(tmp_path_factory.mktemp("bag") / "x.csv", [row])
    if "\x00" in path.read_text(encoding="utf-8"):
        return  # no text at all: refused, see above
    for found in read_bag(path):
        if isinstance(found, BagRow):
            assert 1 <= found.number <= 99_999
            assert len(found.letter) <= 1
            assert len(found.addition) <= 4
            assert all(text.isprintable() and "\x00" not in text for text in (found.street, found.town))
            assert all(len(text) <= 200 and "\x00" not in text for text in (found.purposes, found.status))
