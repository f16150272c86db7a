"""Free wording of old registers: kinds, amounts, durations, days."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.intake.reading.columns import mapping_problems, recognise_columns
from measures.intake.reading.kinds import kind_meant, target_meant
from measures.intake.reading.money import Paid, Terms, read_incurred, read_paid, read_terms
from measures.intake.reading.rows import (
    NotAMeasure,
    ReceivedMeasure,
    RowProblem,
    RowReader,
    read_remedy,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "months", "weeks", "days"),
    [
        ("6 mnd", 6, None, None),
        ("zes maanden", 6, None, None),
        ("half jaar", 6, None, None),
        ("anderhalf jaar", 18, None, None),
        ("1 jaar", 12, None, None),
        ("12 weken", None, 12, None),
        ("begunst. 2 weken", None, 2, None),
        ("3 mnd.", 3, None, None),
        ("10 dagen", None, None, 10),
        ("onbepaalde tijd", None, None, None),
        ("€ 500 per week", None, None, None),
    ],
)
def test_a_duration(text: str, months: int | None, weeks: int | None, days: int | None) -> None:
    found = read_terms(text)
    assert (found.months, found.weeks, found.days) == (months, weeks, days)


@pytest.mark.parametrize(
    ("text", "amount", "mode", "maximum"),
    [
        ("€ 5.000,- per overtreding", "5000", "PER_BREACH", None),
        ("€ 10.000 ineens", "10000", "AT_ONCE", "10000"),
        ("2500", "2500", "", None),
        ("€ 1.000 per dag max € 10.000", "1000", "PER_PERIOD", "10000"),
        ("EUR 500 per week met een maximum van 5000", "500", "PER_PERIOD", "5000"),
        ("€ 2.500 (max. 3x)", "2500", "", "7500"),
        ("5k", "5000", "", None),
        ("5000,--", "5000", "", None),
        ("1.500,50", "1500.50", "", None),
        ("1,500.50", "1500.50", "", None),
        ("€5000 p/o tot 15.000", "5000", "PER_BREACH", "15000"),
        ("6 mnd; 5000", "5000", "", None),
    ],
)
def test_a_dwangsom(text: str, amount: str, mode: str, maximum: str | None) -> None:
    found = read_terms(text)
    assert (found.amount, found.mode) == (Decimal(amount), mode)
    assert found.maximum == (Decimal(maximum) if maximum else None)


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("2x 5000", [5000, 5000]),
        ("1x", [2500]),
        ("drie keer", [2500, 2500, 2500]),
        ("€ 2.500,00", [2500]),
        ("5000 + 2500", [5000, 2500]),
        ("5.000 (2x)", [2500, 2500]),
        ("ja", [2500]),
        ("nee", []),
        ("-", []),
        ("", []),
    ],
)
def test_what_was_incurred(text: str, sums: list[int]) -> None:
    assert list(read_incurred(text, Decimal(2500)).sums) == sums


def test_what_is_unclear_is_said_and_not_guessed() -> None:
    assert read_incurred("zie dossier", Decimal(2500)).unclear == "zie dossier"
    assert read_incurred("1x", None).unclear == "1x"
    assert read_paid("deels") == Paid(unclear="deels")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ja", Paid(everything=True)),
        ("volledig betaald", Paid(everything=True)),
        ("nee", Paid()),
        ("nog niet", Paid()),
        ("€ 1.250", Paid(amount=Decimal(1250))),
        ("deels (500)", Paid(amount=Decimal(500))),
    ],
)
def test_what_was_paid(text: str, found: Paid) -> None:
    assert read_paid(text) == found


@pytest.mark.parametrize(
    ("words", "reason", "code"),
    [
        ("sluiting art. 13b", "", "closure_opiumwet"),
        ("Woning gesloten o.g.v. Opiumwet", "", "closure_opiumwet"),
        ("sluiting", "hennepkwekerij", "closure_opiumwet"),
        ("sluiting pand", "wapenvondst", "closure_174a"),
        ("sluiting illegaal gokken", "", "closure_gambling"),
        ("Last onder dwangsom", "straathandel", "penalty_street_dealing"),
        ("LOD inbrekerswerktuig", "", "penalty_burglary_tools"),
        ("lod", "hond niet aangelijnd", "penalty_order"),
        ("spoedeisende bestuursdwang", "", "urgent_enforcement"),
        ("LOB", "autowrakken", "enforcement_order"),
        ("waarschuwing 13b", "", "warning_opiumwet"),
        ("bestuurlijke waarschuwing", "geluid", "warning"),
        ("intrekken exploitatievergunning (Bibob)", "", "permit_revocation"),
        ("Bibob weigering", "", "bibob_decision"),
        ("gebiedsverbod", "", "area_ban"),
        ("gedragsaanwijzing woonoverlast", "", "conduct_order"),
        ("boete", "afval naast container", "fine_public_space"),
    ],
)
def test_a_kind(words: str, reason: str, code: str) -> None:
    assert kind_meant(words, reason=reason).code == code


def test_a_kind_that_is_left_open_is_not_guessed() -> None:
    assert kind_meant("sluiting").code == ""
    assert kind_meant("gesprek gevoerd").code == ""
    assert kind_meant("Eigen naam", labels={"Eigen naam": "fine"}).code == "fine"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("lopend", ("RUNNING", False)),
        ("gegrond, ingetrokken", ("WELL_FOUNDED", True)),
        ("ongegrond", ("UNFOUNDED", False)),
        ("deels gegrond", ("PARTLY", False)),
        ("bezwaar ingetrokken", ("WITHDRAWN", False)),
        ("", ("", False)),
        ("geen", ("", False)),
        ("?!", ("", False)),
        ("mondeling", ("UNCLEAR", False)),
    ],
)
def test_a_remedy(text: str, remedy: tuple[str, bool]) -> None:
    assert read_remedy(text) == remedy


def read(**cells: object) -> ReceivedMeasure | RowProblem | NotAMeasure:
    names = {name: name for name in cells}
    return RowReader(names, TODAY, {}).read(cells)  # type: ignore[arg-type]


def test_a_month_is_no_day() -> None:
    row = read(kind="LOB", name="Jan Smit", decided_on="mrt 2020", notified_on="12-3-2020")
    assert isinstance(row, ReceivedMeasure)
    assert row.decided_on is None and row.notified_on == date(2020, 3, 12)
    assert "Besluit op: mrt 2020" in row.notes


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"kind": "LOB", "name": "Jan", "decided_on": "31-02-2020"}, "decided_on"),
        ({"kind": "LOB", "name": "Jan", "decided_on": "2-3-2020", "notified_on": "1-3-2020"}, "notified_on"),
        ({"kind": "LOB", "name": "Jan", "starts_on": "2-3-2020", "ends_on": "1-3-2020"}, "ends_on"),
        ({"kind": "sluiting", "address": "Grotestraat 1"}, "kind"),
        ({"kind": "LOB"}, "name"),
        ({"name": "Jan Smit"}, "kind"),
        ({"kind": "LOB", "name": "Jan", "birth_date": "1-1-2031"}, "birth_date"),
    ],
)
def test_a_row_that_can_not_be_says_where(cells: dict[str, str], field: str) -> None:
    row = read(**cells)
    assert isinstance(row, RowProblem)
    assert row.field == field and row.reason


def test_numbers_are_told_apart() -> None:
    row = read(kind="LOD", name="Jan Smit", identifier="999990019")
    assert isinstance(row, ReceivedMeasure) and row.bsn == "999990019" and row.is_person
    row = read(kind="LOD", name="Salon Bella", identifier="KvK 34567890")
    assert isinstance(row, ReceivedMeasure) and row.kvk == "34567890" and not row.is_person
    row = read(kind="LOD", name="Jan Smit", identifier="onbekend nr 12")
    assert isinstance(row, ReceivedMeasure) and "BSN/KvK: onbekend nr 12" in row.notes


def test_empty_lines_and_totals_are_no_measures() -> None:
    assert isinstance(read(kind="", name=""), NotAMeasure)
    assert isinstance(read(kind="Totaal sluitingen: 12", name=""), NotAMeasure)


def test_other_headings_in_another_order() -> None:
    headings = (
        "Dossiernr", "Verzenddatum", "Achternaam", "Tussenvoegsel", "Voornaam", "Straat", "Huisnr", "Plaats",
        "Sanctie", "Hoogte dwangsom", "Max.", "Opgelegd op", "KvK-nr", "Team",
    )  # fmt: skip
    cells = (
        "Z-12", "4-5-2022", "Hof", "van 't", "Dennis", "Grotestraat", "12", "Almelo",
        "LOD straathandel", "5000", "20000", "2-5-2022", "", "Noord",
    )  # fmt: skip
    row = dict(zip(headings, cells, strict=True))
    mapping = recognise_columns(headings, [row, row], today=TODAY)
    assert not mapping_problems(mapping)
    found = RowReader(mapping, TODAY, {}).read(row)
    assert isinstance(found, ReceivedMeasure)
    assert found.name == "Dennis van 't Hof"
    assert found.address == "Grotestraat 12 Almelo"
    assert (found.decided_on, found.notified_on) == (date(2022, 5, 2), date(2022, 5, 4))
    assert found.terms == Terms(amount=Decimal(5000), maximum=Decimal(20000))
    assert found.reference == "Z-12"
    assert "Team: Noord" in found.notes


def test_columns_without_a_known_heading_are_known_by_what_stands_in_them() -> None:
    headings = ("A", "B", "C", "D")
    rows = [
        {"A": "LOB", "B": "Jan Smit", "C": "Grotestraat 12, 7607 GA Almelo", "D": "999990019"},
        {"A": "sluiting 13b", "B": "Piet Bos", "C": "Nieuwstraat 3, Almelo", "D": "999990032"},
    ]
    mapping = recognise_columns(headings, rows, today=TODAY)
    assert mapping == {"A": "kind", "C": "address", "D": "identifier"}


NAMES = (
    "kind", "name", "address", "terms", "incurred", "paid", "remedy", "decided_on", "notified_on",
    "starts_on", "ends_on", "birth_date", "identifier", "target",
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40)))
def test_anything_can_stand_in_a_row(cells: dict[str, str]) -> None:
    found = read(**cells)
    assert isinstance(found, ReceivedMeasure | RowProblem | NotAMeasure)


@given(st.integers(1, 99_999_999), st.integers(0, 99))
def test_an_amount_in_dutch_writing_is_that_amount(euros: int, cents: int) -> None:
    text = f"€ {euros:,},{cents:02}".replace(",", ".", f"{euros:,}".count(","))
    assert read_terms(text).amount == Decimal(euros) + Decimal(cents) / 100


def test_on_what_it_rests() -> None:
    assert [target_meant(text) for text in ("woning", "persoon", "Bedrijf", "perceel", "", "x")] == [
        "PREMISES", "PERSON", "BUSINESS", "PREMISES", "", "",
    ]  # fmt: skip
