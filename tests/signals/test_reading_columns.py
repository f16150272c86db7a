"""Columns are recognised by heading and content, with a why; a mapping made before wins."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.intake.reading.columns import (
    header_signature,
    mapping_of,
    mapping_problems,
    recognise_columns,
)
from signals.intake.reading.words import FIELDS, VOCABULARY, field_by_heading

TODAY = date(2026, 11, 23)
NARRATIVE = "Bij controle stond de roldeur open en roken wij een sterke acetonlucht in de hele straat."


def fields_of(headings, *rows, stored=None):
    cells = [dict(zip(headings, row, strict=False)) for row in rows]
    guesses = recognise_columns(headings, cells, today=TODAY, stored=stored)
    return {guess.heading: guess.field for guess in guesses}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Zaaknummer ODT", "external_number"),
        ("Datum bezoek", "observed"),
        ("Ingediend op", "received"),
        ("LOCATIE", "location"),
        ("Wat heb je gezien of gehoord?", "narrative"),
        ("Bevindingen toezichthouder", "narrative"),
        ("Overtreding j/n", "violation"),
        ("Toezichthouder", "inspector"),
        ("naam melder", "reporter_name"),
        ("Spoed (ja/nee)", "urgency"),
        ("Datum_van_controle", "observed"),
        ("datumBezoek", "observed"),
        ("Date of visit", "observed"),
        ("Findings", "narrative"),
        ("Address", "location"),
        ("Case number", "external_number"),
        ("Locatie – Straat", "location"),
        ("Soort overtreding", "kind"),
        ("Xyz", ""),
        ("", ""),
    ],
)
def test_a_heading_names_its_field(heading, field):
    assert field_by_heading(heading)[0] == field


def test_every_known_heading_is_found_as_a_whole():
    for headings in VOCABULARY.known.values():
        assert all(field_by_heading(heading)[1] for heading in headings.split(","))
    assert set(VOCABULARY.known) == set(FIELDS)


def test_the_order_of_columns_does_not_matter():
    headings = ["Opmerking", "Bevindingen", "Datum", "Zaaknummer", "Adres"]
    expected = {
        "Opmerking": "remark",
        "Bevindingen": "narrative",
        "Datum": "observed",
        "Zaaknummer": "external_number",
        "Adres": "location",
    }
    assert fields_of(headings) == expected
    assert fields_of(headings[::-1]) == expected


def test_english_headings_are_recognised():
    headings = [
        "Reference",
        "Date",
        "Address",
        "Category",
        "Description",
        "Violation (y/n)",
        "Inspector",
        "Remarks",
    ]
    assert list(fields_of(headings).values()) == [
        "external_number",
        "observed",
        "location",
        "kind",
        "narrative",
        "violation",
        "inspector",
        "remark",
    ]


def test_unknown_headings_are_recognised_by_their_content():
    headings = ["A", "B", "C", "D"]
    rows = [[f"Z2026-0007{n}24", f"{n + 1}-09-2026", f"Windslaan {n + 1}", NARRATIVE] for n in range(6)]
    assert list(fields_of(headings, *rows).values()) == [
        "external_number",
        "observed",
        "location",
        "narrative",
    ]


def test_street_number_and_place_together_say_where():
    headings = ["Straat", "Huisnummer", "Postcode", "Plaats", "Omschrijving"]
    assert list(fields_of(headings).values()) == ["location"] * 4 + ["narrative"]


def test_a_heading_that_its_content_contradicts_is_not_sure():
    guesses = recognise_columns(
        ["Datum", "Melding"], [{"Datum": "hallo", "Melding": NARRATIVE}] * 5, today=TODAY
    )
    assert not guesses[0].sure
    assert guesses[0].why.endswith("maar er staan geen data in")


def test_of_two_dates_one_is_seen_and_the_other_received():
    found = fields_of(["Datum controle", "Datum afsluiting", "Bevindingen"])
    assert found == {"Datum controle": "observed", "Datum afsluiting": "received", "Bevindingen": "narrative"}


def test_without_a_text_column_the_remark_tells_what_was_seen():
    assert fields_of(["Datum", "Adres", "Opmerkingen"])["Opmerkingen"] == "narrative"


def test_a_mapping_made_before_wins_for_the_same_headings():
    headings = ["Datum", "Tekst"]
    found = fields_of(headings, stored={"tekst": "remark", "DATUM": "narrative"})
    assert found == {"Datum": "narrative", "Tekst": "remark"}


def test_the_signature_ignores_order_capitals_and_signs():
    assert header_signature(["Datum bezoek", "Wat?"]) == header_signature(["wat", "DATUM-BEZOEK"])
    assert header_signature(["Datum"]) != header_signature(["Datum", "Wat"])
    assert len(header_signature(["Datum"])) == 64


def test_every_guess_says_why():
    guesses = recognise_columns(["Datum", "Xyz", "Melding"], [], today=TODAY)
    assert all(guess.why and guess.label for guess in guesses)
    assert mapping_of(guesses) == {"Datum": "observed", "Melding": "narrative"}


def test_a_mapping_without_text_or_with_one_field_twice_is_refused():
    assert mapping_problems({"A": "narrative", "B": "location", "C": "location"}) == []
    assert mapping_problems({"A": "observed"}) == [
        "Wijs aan in welke kolom staat wat er is gezien of gehoord."
    ]
    assert mapping_problems({"A": "narrative", "B": "observed", "C": "observed"}) == [
        "“Wanneer gezien” is bij meer dan één kolom gekozen. Kies één kolom."
    ]
    assert mapping_problems({"A": "narrative", "B": "x"}) == ["VIK kent dit veld niet: x."]


@given(
    st.permutations(
        ["Zaaknummer", "Datum bezoek", "Locatie", "Soort", "Bevindingen", "Toezichthouder", "Opmerking"]
    ),
    st.sampled_from(
        [str.upper, str.lower, str.title, lambda text: f" {text}: ", lambda text: text.replace(" ", "_")]
    ),
)
def test_order_and_writing_of_headings_change_nothing(headings, write):
    assert list(fields_of([write(heading) for heading in headings]).values()) == [
        field_by_heading(heading)[0] for heading in headings
    ]


@given(st.lists(st.text(max_size=20), max_size=8, unique=True), st.lists(st.text(max_size=40), max_size=8))
def test_any_headings_give_a_usable_guess(headings, cells):
    guesses = recognise_columns(headings, [dict(zip(headings, cells, strict=False))] * 3, today=TODAY)
    assert [guess.heading for guess in guesses] == headings
    assert not [problem for problem in mapping_problems(mapping_of(guesses)) if "meer dan één" in problem]
