"""Numbers that name a person, company, car, line or account."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.identifiers import (
    ibans_in,
    is_bsn,
    is_iban,
    is_kvk,
    normalise_phone,
    normalise_plate,
    normalise_postcode,
    phones_in,
    plates_in,
)


@pytest.mark.parametrize(
    "number",
    [
        "999990007",
        "999990019",
        "999990020",
        "999990032",
        "999990044",
        "999990056",
        "999990068",
        "999990081",
        "999990093",
        "999990111",
        "111222333",
        "123456782",
        "000000012",
    ],
)
def test_bsns_that_pass_the_elfproef(number):
    assert is_bsn(number)


@pytest.mark.parametrize("number", ["123456789", "000000000", "12345678", "99999000", "99999000a", ""])
def test_bsns_that_do_not(number):
    assert not is_bsn(number)


@given(st.integers(0, 10**9 - 1))
def test_changing_one_digit_of_a_bsn_is_always_noticed(number):
    text = f"{number:09d}"
    if is_bsn(text):
        others = [text[:i] + str((int(text[i]) + 1) % 10) + text[i + 1 :] for i in range(9)]
        assert not any(is_bsn(other) for other in others)


def test_kvk_numbers_have_eight_digits():
    assert is_kvk("01234567")
    assert not is_kvk("1234567")


@pytest.mark.parametrize(
    "plate",
    [
        "AB-12-34",
        "12-34-AB",
        "12-AB-34",
        "AB-12-CD",
        "AB-CD-12",
        "12-AB-CD",
        "12-ABC-3",
        "1-ABC-23",
        "AB-123-C",
        "A-123-BC",
        "ABC-12-D",
        "A-12-BCD",
        "1-AB-234",
        "123-AB-4",
    ],
)
def test_all_fourteen_dutch_sidecodes_are_found_with_and_without_hyphens(plate):
    bare = plate.replace("-", "")
    assert plates_in(f"Een bus met kenteken {plate} reed weg.") == {bare}
    # Without hyphens 1234AB is a postcode.
    assert plates_in(f"De bus {bare} reed weg.") == (set() if bare == "1234AB" else {bare})


def test_foreign_plates_are_found_when_announced():
    assert plates_in("kenteken met Duitse plaat BOR-KX 221.") == {"BORKX221"}
    assert plates_in("kenteken BOR-KX 221") == {"BORKX221"}


@pytest.mark.parametrize(
    "text",
    [
        "Z2026-00073247",
        "Drie auto's zonder kenteken",
        "12-09-2026",
        "7609NE",
        "tel. 06-12345678",
        "Cobra 6",
        "KvK 87654321",
    ],
)
def test_other_numbers_are_no_plates(text):
    assert plates_in(text) == set()


def test_plates_are_stored_bare_and_upper_case():
    assert normalise_plate("nx-807-l") == "NX807L"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("06-12345678", "+31612345678"),
        ("06 23456789", "+31623456789"),
        ("+31 6 8765 4321", "+31687654321"),
        ("0031 6 87654321", "+31687654321"),
        ("+31 (0)6 87654321", "+31687654321"),
        ("0546-541111", "+31546541111"),
        ("+49 2861 123456", "+492861123456"),
        ("12345", ""),
        ("0612", ""),
    ],
)
def test_telephone_numbers_become_e164(text, number):
    assert normalise_phone(text) == number
    assert phones_in(f"Bel {text}.") == ({number} if number else set())


def test_dates_and_case_numbers_are_no_telephone_numbers():
    assert phones_in("Op 02-07-2026 zaak Z2026-00073247, KvK 01234567, BSN 012345678") == set()


@pytest.mark.parametrize(
    ("text", "postcode"),
    [("7601 ab", "7601AB"), ("7609NE", "7609NE"), ("0601AB", ""), ("7601SS", ""), ("7601 A", ""), ("", "")],
)
def test_postcodes_are_stored_without_space(text, postcode):
    assert normalise_postcode(text) == postcode


def test_ibans_are_checked_and_found():
    assert is_iban("NL91 ABNA 0417 1643 00")
    assert not is_iban("NL91 ABNA 0417 1643 01")
    assert ibans_in("Betaal op NL91ABNA0417164300 of DE89 3704 0044 0532 0130 00.") == {
        "NL91ABNA0417164300",
        "DE89370400440532013000",
    }


@given(st.text(max_size=200))
def test_no_text_breaks_the_search(text):
    plates_in(text), phones_in(text), ibans_in(text), normalise_postcode(text)
