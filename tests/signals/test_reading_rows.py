"""A row becomes a signal, a problem with a reason, or is seen to be no signal."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.intake.reading.columns import mapping_of, recognise_columns
from signals.intake.reading.lists import open_tables
from signals.intake.reading.rows import (
    NotASignal,
    ReceivedSignal,
    RowProblem,
    RowReader,
    read_urgency,
    writes_month_first,
)

TODAY = date(2026, 11, 23)
DEMO = Path(__file__).parents[2] / "demo" / "intake"
MAPPING = {
    "Nr": "external_number",
    "Datum": "observed",
    "Waar": "location",
    "Wat": "narrative",
    "Spoed": "urgency",
}
READER = RowReader(MAPPING, TODAY)
CELLS = {"Nr": "Z-1", "Datum": "12/9/26", "Waar": "Windslaan 95", "Wat": "Sterke acetonlucht", "Spoed": "ja"}


def judged(name):
    with (DEMO / name).open("rb") as file:
        table = open_tables(file).tables[0]
        sample = [table.cells_of(row) for row in table.sample()]
        mapping = mapping_of(recognise_columns(table.headings, sample, today=TODAY))
        reader = RowReader(mapping, TODAY, from_text=table.from_text)
        return {row.number: reader.read(table.cells_of(row)) for row in table.rows()}


def test_the_odt_workbook_gives_forty_signals_a_remark_and_a_total():
    rows = judged("odt-signalen-2026-q3.xlsx")
    signals = [row for row in rows.values() if isinstance(row, ReceivedSignal)]
    assert len(signals) == 40
    assert {number: row for number, row in rows.items() if not isinstance(row, ReceivedSignal)} == {
        50: NotASignal("Losse opmerking, geen signaal."),
        52: NotASignal("Totaalregel, geen signaal."),
    }
    assert all(signal.observed.start.year == 2026 for signal in signals)
    assert rows[15].observed.precision == "WEEK"
    assert (rows[5].external_number, rows[5].violation, rows[6].inspector) == (
        "Z2026-00073247",
        "ja",
        "R. Wolbers",
    )


def test_the_internal_file_gives_thirty_signals_and_two_rows_for_the_foutenbak():
    rows = judged("intern-signalen-2026.csv")
    assert sum(isinstance(row, ReceivedSignal) for row in rows.values()) == 30
    what = "Er staat niet wat er is gezien (kolom “Wat heb je gezien of gehoord?” is leeg)."
    assert rows[32] == RowProblem(f"“31-02-2026” bestaat niet in de kalender. {what}", "received")
    assert rows[33] == RowProblem(what, "narrative")
    assert (rows[2].urgency, rows[3].urgency) == ("HIGH", "NORMAL")
    assert rows[2].received_on == date(2026, 10, 13)


def test_a_row_says_everything_it_knows():
    found = READER.read(CELLS)
    assert (found.narrative, found.external_number, found.location, found.urgency) == (
        "Sterke acetonlucht",
        "Z-1",
        "Windslaan 95",
        "HIGH",
    )
    assert found.observed.start == date(2026, 9, 12)


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"Wat": ""}, "Er staat niet wat er is gezien (kolom “Wat” is leeg).", "narrative"),
        ({"Wat": "???"}, "De beschrijving bevat geen woorden.", "narrative"),
        ({"Datum": "31-02-2026"}, "“31-02-2026” bestaat niet in de kalender.", "observed"),
        ({"Datum": "ooit"}, "“ooit” is geen datum die VIK begrijpt.", "observed"),
        ({"Datum": "24-11-2026"}, "Wanneer gezien: 24-11-2026 ligt in de toekomst.", "observed"),
    ],
)
def test_a_row_that_cannot_be_used_says_why_and_where(change, reason, field):
    assert READER.read(CELLS | change) == RowProblem(reason, field)


def test_a_separator_within_the_text_is_noticed_in_a_text_file_only():
    cells = CELLS | {"Extra cel 1": "rest van de zin"}
    problem = RowReader(MAPPING, TODAY, from_text=True).read(cells)
    assert isinstance(problem, RowProblem)
    assert problem.reason.startswith("Deze regel heeft 1 cel(len) meer dan de kop.")
    assert isinstance(READER.read(cells), ReceivedSignal)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Nr": "Totaal: 40 signalen"}, "Totaalregel, geen signaal."),
        ({"Nr": "Subtotaal", "Datum": 12.0}, "Totaalregel, geen signaal."),
        ({"Nr": "dubbel met regel 3?"}, "Losse opmerking, geen signaal."),
        ({"Wat": "* = nog te controleren"}, "Losse opmerking, geen signaal."),
        ({heading: heading.upper() for heading in MAPPING}, "Herhaling van de kopregel."),
        ({}, "Lege regel."),
    ],
)
def test_totals_remarks_and_repeated_headings_are_no_signals(cells, reason):
    assert READER.read(dict.fromkeys(MAPPING) | cells) == NotASignal(reason)


def test_a_real_report_that_begins_with_such_a_word_is_still_a_signal():
    text = "Totaal verwaarloosd pand, ramen afgeplakt, elke nacht wordt er geladen"
    assert isinstance(READER.read(CELLS | {"Wat": text}), ReceivedSignal)
    assert isinstance(READER.read(dict.fromkeys(MAPPING) | {"Wat": "Loods vol vaten"}), ReceivedSignal)


def test_parts_of_an_address_are_joined():
    mapping = {
        "Straat": "location",
        "Nr": "location",
        "Postcode": "location",
        "Plaats": "location",
        "Wat": "narrative",
    }
    found = RowReader(mapping, TODAY).read(
        {"Straat": "Windslaan", "Nr": 95.0, "Postcode": "7603 MH", "Plaats": "Almelo", "Wat": "acetonlucht"}
    )
    assert found.location == "Windslaan 95 7603 MH Almelo"


def test_months_that_come_first_are_noticed_only_when_several_dates_prove_it():
    def rows(*dates):
        return [{"D": text} for text in dates]

    assert writes_month_first(["D"], rows("9/30/2026", "10/13/2026", "1/2/2026"))
    assert not writes_month_first(["D"], rows("9/30/2026", "1/2/2026"))
    assert not writes_month_first(["D"], rows("9/30/2026", "10/13/2026", "30/9/2026"))
    found = RowReader(MAPPING, TODAY, month_first=True).read(CELLS | {"Datum": "9/30/2026 14:00"})
    assert found.observed.start == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("ja", "HIGH"),
        ("nee", "NORMAL"),
        ("", "NORMAL"),
        ("Hoog", "HIGH"),
        ("laag", "LOW"),
        ("direct gevaar!", "DANGER"),
        ("P1", "HIGH"),
        ("geen spoed", "LOW"),
        ("Normal", "NORMAL"),
        ("1", "HIGH"),
    ],
)
def test_urgency_is_understood_in_many_words(text, urgency):
    assert read_urgency(text) == (urgency, "")


def test_an_urgency_that_is_not_understood_is_normal_and_says_so():
    assert read_urgency("paars") == ("NORMAL", "Urgentie “paars” is niet begrepen en op normaal gezet.")


def test_the_same_report_has_the_same_fingerprint_however_it_is_written():
    one = READER.read(CELLS)
    other = READER.read(
        CELLS | {"Datum": date(2026, 9, 12), "Waar": "WINDSLAAN 95, 7603 MH Almelo", "Spoed": "nee"}
    )
    assert one.fingerprint("odt") == other.fingerprint("odt")
    assert one.fingerprint("odt") != one.fingerprint("intern")


@pytest.mark.parametrize(
    "change", [{"Nr": "Z-2"}, {"Datum": "13/9/26"}, {"Wat": "Iets anders"}, {"Waar": "Windslaan 96"}]
)
def test_another_report_has_another_fingerprint(change):
    assert READER.read(CELLS).fingerprint("odt") != READER.read(CELLS | change).fingerprint("odt")


def test_the_text_for_triage_never_tells_who_reported():
    mapping = MAPPING | {
        "Melder": "reporter_name",
        "Toezichthouder": "inspector",
        "Soort": "kind",
        "Noot": "remark",
    }
    cells = CELLS | {
        "Melder": "Jan Jansen",
        "Toezichthouder": "R. Wolbers",
        "Soort": "Vuurwerk",
        "Noot": "zie foto",
    }
    found = RowReader(mapping, TODAY).read(cells)
    assert found.full_text == "Sterke acetonlucht\n\nSoort: Vuurwerk\nOpmerking: zie foto"


CELL = st.one_of(
    st.none(), st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes()
)


@given(st.fixed_dictionaries(dict.fromkeys(MAPPING, CELL)))
def test_every_row_is_judged_and_every_problem_has_a_reason(cells):
    found = READER.read(cells)
    if isinstance(found, ReceivedSignal):
        assert found.narrative
        assert len(found.fingerprint("odt")) == 64
    else:
        assert found.reason.endswith(".")
