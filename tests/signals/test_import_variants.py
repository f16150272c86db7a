"""Files of the same kind with other columns, encodings and quirks, and files that are none."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest

from access.contexts import SYSTEM, acting_as
from core.errors import Refused
from core.sheets import kinds
from reference.models import Area, AreaKind
from signals.intake.receiving import preview_of
from signals.models import ColumnMapping, ImportRun
from tests.signals.importing import (
    HEADING,
    STORY,
    a_row,
    all_reports,
    all_signals,
    counts,
    csv_bytes,
    imported,
    kept_rows,
    received,
    xlsx_bytes,
)

pytestmark = pytest.mark.django_db
ENGLISH = {
    "Zaaknummer": "Case number",
    "Datum bezoek": "Visit date",
    "Locatie": "Address",
    "Bevindingen": "Findings",
    "Spoed": "Urgent",
    "Toezichthouder": "Inspector",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_survive_every_encoding(cast, encoding):
    told = "Café vol rookmachines; eigenaar zei dat het één keer per week zo is, om elf uur."
    run = imported(cast["coordinator"], csv_bytes([a_row(1, Bevindingen=told)], encoding=encoding))
    assert counts(run) == (1, 0, 0, 0)
    assert all_signals()[0].narrative.startswith(told)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_separator_is_found_out(cast, delimiter):
    run = imported(cast["coordinator"], csv_bytes([a_row(1), a_row(2)], delimiter=delimiter))
    assert counts(run) == (2, 0, 0, 0)
    assert all_signals()[1].location == "Windslaan 2, 7603 MH Almelo"


@pytest.mark.parametrize("called", [None, ENGLISH])
def test_columns_are_recognised_in_any_order_and_by_other_names(cast, called):
    order = ("Bevindingen", "Toezichthouder", "Spoed", "Locatie", "Zaaknummer", "Datum bezoek")
    run = imported(cast["coordinator"], csv_bytes([a_row(1, Spoed="ja")], order, called=called))
    assert counts(run) == (1, 0, 0, 0)
    (signal,) = all_signals()
    assert signal.external_number == "Z2026-00000001"
    assert signal.observed_from == date(2026, 8, 3)
    assert signal.urgency == "HIGH"
    assert all_reports()[0].reporter_name == "R. Wolbers"


def test_a_workbook_with_title_rows_dates_and_serial_numbers(cast):
    content = xlsx_bytes(
        [
            ("Overzicht signalen, vertrouwelijk",),
            (),
            HEADING,
            ("Z2026-1001", datetime(2026, 9, 8), "Windslaan 1", STORY.format(1), "nee", "A. de Wit"),
            ("Z2026-1002", 46273, "Windslaan 2", STORY.format(2), "ja", "A. de Wit"),
            ("Totaal: 2", None, None, None, None, None),
        ]
    )
    run = imported(cast["coordinator"], content, name="lijst.xlsx")
    assert counts(run) == (2, 0, 0, 1)
    assert [signal.observed_from for signal in all_signals()] == [date(2026, 9, 8), date(2026, 9, 8)]


def test_a_column_without_meaning_is_kept_with_the_signal(cast):
    rows = [a_row(1) | {"Milieubelastende activiteit": "opslag van banden"}]
    imported(cast["coordinator"], csv_bytes(rows, (*HEADING, "Milieubelastende activiteit")))
    assert "Milieubelastende activiteit: opslag van banden" in all_signals()[0].narrative


def test_a_column_that_names_the_reporter_never_comes_into_the_signal_even_when_unused(cast):
    rows = [a_row(1) | {"Melder": "Chantal Nijhuis"}]
    heading = (*HEADING[:5], "Melder")
    mapping = {"Bevindingen": "narrative", "Locatie": "location"}
    imported(cast["coordinator"], csv_bytes(rows, heading), mapping=mapping)
    assert "Chantal" not in all_signals()[0].narrative


def test_rows_with_an_impossible_date_or_no_text_wait_with_their_reason(cast):
    rows = [
        a_row(1, **{"Datum bezoek": "31-02-2026"}),
        a_row(2, Bevindingen=""),
        a_row(3, **{"Datum bezoek": "01-01-2031"}),
        a_row(4),
    ]
    run = imported(cast["coordinator"], csv_bytes(rows))
    assert counts(run) == (1, 0, 3, 0)
    impossible, silent, future = kept_rows(run)
    assert (impossible.field, "31-02-2026" in impossible.reason) == ("observed", True)
    assert silent.field == "narrative"
    assert "toekomst" in future.reason
    assert impossible.original["Bevindingen"] == STORY.format(1)


def test_without_a_column_for_the_text_the_preview_says_what_is_missing(cast):
    run = received(cast["coordinator"], csv_bytes([a_row(1), a_row(2)], ("Zaaknummer", "Locatie", "Spoed")))
    with acting_as(cast["coordinator"], why="test"):
        assert preview_of(run).problems == ["Wijs aan in welke kolom staat wat er is gezien of gehoord."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "leeg"),
        (b"\xef\xbb\xbf\r\n", "leeg"),
        (b"%PDF-1.7 nonsense", "pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "afbeelding"),
        (b"PK\x03\x04 but broken", "beschadigd"),
        (bytes(range(256)) * 20, "geen lijst"),
        (b"<!doctype html><table><tr><td>a", "webpagina"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(cast, content, sentence):
    with pytest.raises(Refused) as refusal:
        received(cast["coordinator"], content)
    assert sentence in refusal.value.message
    assert refusal.value.field == "file"


def test_a_refused_file_leaves_nothing_behind(cast, settings, tmp_path):
    settings.VIK_DOCUMENT_STORE = str(tmp_path)
    with pytest.raises(Refused):
        received(cast["coordinator"], b"%PDF-1.7 nonsense")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_workbook_that_swells_is_refused_before_it_is_unpacked(cast, monkeypatch):
    monkeypatch.setattr(kinds, "MOST_UNPACKED", 10_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 20_000)
    with pytest.raises(Refused, match="te groot"):
        received(cast["coordinator"], packed.getvalue())


def test_a_file_above_the_limit_is_refused_before_it_is_read(cast, settings):
    settings.VIK_UPLOAD_MAX_BYTES = 1024 * 1024
    with pytest.raises(Refused, match="hoogstens 1 MB"):
        received(cast["coordinator"], b"a;b\n" * 300_000)


def test_the_stored_file_can_not_be_read_without_the_key(cast, settings, tmp_path):
    settings.VIK_DOCUMENT_STORE = str(tmp_path)
    run = received(cast["coordinator"], csv_bytes([a_row(1)]))
    (stored,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert stored.name == run.file_key
    assert b"Windslaan" not in stored.read_bytes()


def test_a_corrected_mapping_is_remembered_for_this_source_and_heading(cast):
    coordinator = cast["coordinator"]
    heading = ("Kenmerk X", "Dag", "Toelichting A", "Toelichting B")
    rows = [
        {"Kenmerk X": f"K-{n}", "Dag": "3-8-2026", "Toelichting A": "kort", "Toelichting B": STORY.format(n)}
        for n in range(1, 4)
    ]
    chosen = {
        "Kenmerk X": "external_number",
        "Dag": "observed",
        "Toelichting A": "kind",
        "Toelichting B": "narrative",
    }
    imported(coordinator, csv_bytes(rows, heading), mapping=chosen)
    assert ColumnMapping.objects.get().columns == chosen
    again = received(coordinator, csv_bytes([rows[0] | {"Kenmerk X": "K-9"}], heading))
    assert again.mapping == chosen
    elsewhere = received(coordinator, csv_bytes([rows[0]], heading), source="INTERNAL")
    assert elsewhere.mapping != chosen


def test_a_place_that_is_named_gives_the_area_also_of_the_neighbour(cast):
    kern = Area.objects.create(
        code="kern-vriezenveen", label="Vriezenveen", kind=AreaKind.VILLAGE, municipality_code="GM1700"
    )
    rows = [a_row(1, Locatie="Dorpsweg 3, Vriezenveen"), a_row(2, Locatie="Vriezenveenseweg 3, Almelo")]
    imported(cast["coordinator"], csv_bytes(rows))
    first, second = all_signals()
    assert first.area == kern
    assert second.area is None


def test_information_of_the_police_comes_in_under_its_own_regime(cast):
    imported(cast["coordinator"], csv_bytes([a_row(1)]), source="POLICE")
    assert all_signals()[0].regimes == ["wpg_received"]


def test_reports_of_m_do_not_come_in_by_this_way(cast):
    with pytest.raises(Refused, match="eigen, afgeschermde weg"):
        received(cast["coordinator"], csv_bytes([a_row(1)]), source="ANONYMOUS")
    with acting_as(SYSTEM, why="test"):
        assert not ImportRun.objects.unrestricted(why="test").exists()
