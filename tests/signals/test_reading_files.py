"""Received files are read whatever their encoding, separator, title rows and other oddities."""

import csv
import io
import tracemalloc
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sheets.cells import SourceRow, text_of
from core.sheets.kinds import FileProblem
from core.sheets.textfiles import TextTable, encoding_of, quote_is_open
from signals.intake.reading.lists import open_tables

DEMO = Path(__file__).parents[2] / "demo" / "intake"
HEADINGS = ["Zaaknummer", "Datum", "Locatie", "Bevindingen"]
ROW = ["Z-1", "12-09-2026", "Windslaan 95", "Sterke acetonlucht in de garagebox bij café Zoë, € 50 contant"]


def stream(text, encoding="utf-8"):
    return io.BytesIO(text.encode(encoding))


def csv_text(rows, separator=";"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def workbook(*sheets, merged=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def only_table(source):
    received = open_tables(source)
    assert len(received.tables) == 1
    return received.tables[0]


def contents(source):
    table = only_table(source)
    return [list(table.originals(row).values()) for row in table.rows()]


def test_the_workbook_of_the_odt_has_its_heading_below_the_titles():
    with (DEMO / "odt-signalen-2026-q3.xlsx").open("rb") as file:
        table = only_table(file)
        assert (table.sheet, table.heading_row) == ("signalen Q3", 4)
        assert table.headings[0] == "Zaaknummer ODT"
        assert table.titles[0].startswith("Omgevingsdienst Twente")
        rows = list(table.rows())
    assert len(rows) == 42
    assert (rows[0].number, rows[-1].number) == (5, 52)


def test_the_internal_csv_is_read_in_its_old_encoding():
    with (DEMO / "intern-signalen-2026.csv").open("rb") as file:
        table = only_table(file)
        texts = [table.originals(row) for row in table.rows()]
    assert len(texts) == 32
    assert "9 cliënten" in texts[5]["Wat heb je gezien of gehoord?"]
    assert texts[28]["Melder"] == "Hüseyin van 't Hof"
    assert texts[31] == {"Team": "Onbekend team"} | dict.fromkeys(list(texts[31])[1:], "")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_separator_and_encoding_gives_the_same_rows(separator, encoding):
    assert contents(stream(csv_text([HEADINGS, ROW, ROW], separator), encoding)) == [ROW, ROW]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Zoë en André bij café Één; 9 cliënten, geïnd; ën", "cp1252"),
        ("Zoë en André bij café Één; 9 cliënten, geïnd; ën", "cp850"),
        ("Zoë en André bij café Één; 9 cliënten, geïnd; ën", "mac_roman"),
        ("Ayşe Yıldız en Işık Güneş, ağa Şahin", "cp1254"),
        ("‘aangehaald’ voor € 100 – contant…", "cp1252"),
    ],
)
def test_old_encodings_are_told_apart_by_their_letters(text, encoding):
    assert text.encode(encoding).decode(encoding_of(stream(text, encoding))) == text


def test_a_letter_far_down_the_file_decides_about_the_encoding():
    text = "kop a;kop b\n" + "gewoon;regel\n" * 20_000 + "café;Zoë\n"
    assert encoding_of(stream(text, "cp1252")) == "cp1252"
    assert encoding_of(stream(text, "utf-8")) == "utf-8"


def test_a_line_that_names_the_separator_is_no_row():
    assert contents(stream("sep=,\r\n" + csv_text([HEADINGS, ROW], ","))) == [ROW]


def test_text_may_hold_separators_quotes_and_line_ends():
    row = ["Z-1", "12-09-2026", "Windslaan 95", 'Hij zei "kom; nu",\nen liep weg']
    assert contents(stream(csv_text([HEADINGS, row, ROW]))) == [row, ROW]


def test_a_quotation_mark_that_never_closes_swallows_only_its_own_line():
    lines = [";".join(HEADINGS), 'Z-1;12-09-2026;Windslaan 95;"buis van 5 cm', *[";".join(ROW)] * 100]
    found = contents(stream("\r\n".join(lines)))
    assert found[0] == ["Z-1", "12-09-2026", "Windslaan 95", '"buis van 5 cm']
    assert found[1:] == [ROW] * 100


def test_an_inch_mark_within_a_text_opens_nothing():
    assert not quote_is_open('Z-1;buis van 5" dik;', ";")
    row = ["Z-1", "12-09-2026", "Windslaan 95", 'buis van 5" dik']
    assert contents(stream("\r\n".join([";".join(HEADINGS), ";".join(row), ";".join(ROW)]))) == [row, ROW]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one(end):
    assert contents(stream(end.join([";".join(HEADINGS), ";".join(ROW), "", ";".join(ROW)]))) == [ROW, ROW]


def test_rows_keep_the_number_that_a_spreadsheet_shows():
    table = only_table(
        stream("\n".join(["Lijst Q3", "", ";".join(HEADINGS), ";".join(ROW), "", ";".join(ROW)]))
    )
    assert [row.number for row in table.rows()] == [4, 6]
    assert table.titles == ("Lijst Q3",)


def test_cells_beyond_the_heading_are_kept():
    table = only_table(stream(csv_text([HEADINGS, [*ROW, "nog iets"]])))
    row = next(table.rows())
    assert table.originals(row)["Extra cel 1"] == "nog iets"


def test_columns_with_the_same_or_no_name_get_their_own():
    table = only_table(
        stream(csv_text([["Datum", "Locatie", "", "Opmerking", "opmerking"], ["1", "2", "3", "4", "5"]]))
    )
    assert table.headings == ("Datum", "Locatie", "Kolom 3", "Opmerking", "opmerking (2)")


def test_two_heading_rows_become_one():
    rows = [
        ["Melding", None, "Plaats van het voorval", None, None],
        ["Nummer", "Datum", "Straat", "Huisnummer", "Omschrijving"],
        ["1", "12-09-2026", "Windslaan", "95", "Sterke geur"],
    ]
    table = only_table(workbook(("Blad1", rows), merged=["A1:B1", "C1:D1"]))
    assert table.heading_row == 2
    assert table.headings[0] == "Melding – Nummer"
    assert table.headings[3] == "Plaats van het voorval – Huisnummer"


def test_titles_in_merged_cells_are_no_heading():
    rows = [["Overzicht signalen, derde kwartaal"], [], ["Aan: gemeente Almelo", "versie 2"], HEADINGS, ROW]
    table = only_table(workbook(("Blad1", rows), merged=["A1:D1"]))
    assert table.heading_row == 4
    assert [row.number for row in table.rows()] == [5]


def test_a_value_merged_over_several_rows_counts_for_each():
    rows = [HEADINGS, ROW, ["Z-2", None, "Windslaan 97", "Zelfde dag, ander pand"], ROW]
    table = only_table(workbook(("Blad1", rows), merged=["B2:B3"]))
    assert [table.originals(row)["Datum"] for row in table.rows()] == ["12-09-2026"] * 3


def test_sheets_without_signals_are_left_out_with_a_reason():
    source = workbook(
        ("Toelichting", [["Zo vult u dit in"], ["Kies uit", "een lijst"], ["rood", "groen"]]),
        ("Signalen", [HEADINGS, ROW]),
        ("Leeg", []),
        ("Meer", [HEADINGS, ROW]),
    )
    received = open_tables(source)
    assert [table.sheet for table in received.tables] == ["Signalen", "Meer"]
    assert {(skipped.sheet, skipped.reason) for skipped in received.skipped} == {
        ("Toelichting", "geen kolommen van signalen"),
        ("Leeg", "leeg"),
    }
    assert len(list(received.rows())) == 2


def test_a_file_without_known_headings_is_still_shown():
    table = only_table(stream(csv_text([["a", "b"], ["x", "y"], ["p", "q"]])))
    assert (table.headings, table.recognised) == (("a", "b"), 0)


def test_a_file_without_a_heading_gets_numbered_columns():
    table = only_table(stream(csv_text([ROW, ROW, ROW])))
    assert table.headings == ("Kolom 1", "Kolom 2", "Kolom 3", "Kolom 4")
    assert len(list(table.rows())) == 3


def test_an_ods_workbook_is_read_too():
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    day = '<table:table-cell office:value-type="date" office:date-value="2026-09-12"><text:p>x</text:p></table:table-cell>'
    rows = [
        [cell.format(text) for text in HEADINGS],
        [cell.format("Z-1"), day, *(cell.format(t) for t in ROW[2:])],
    ]
    table = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    sheet = f'<table:table table:name="Blad1">{table}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content{spaces}>{body}</office:document-content>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    assert contents(out) == [ROW]


def test_cells_of_a_workbook_read_as_a_person_would():
    rows = [
        HEADINGS,
        [73247.0, datetime(2026, 9, 12, 14, 30), 12.5, True],
        [1, date(2026, 9, 12), None, " a\xa0b "],
    ]
    assert contents(workbook(("Blad1", rows))) == [
        ["73247", "12-09-2026 14:30", "12.5", "ja"],
        ["1", "12-09-2026", "", "a b"],
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Dit bestand is leeg."),
        (b" \r\n\r\n", "Dit bestand is leeg."),
        (b"\xff\xfe", "Dit bestand is leeg."),
        (b"%PDF-1.7 ...", "Dit is een pdf, geen lijst."),
        (b"\x89PNG\r\n\x1a\n....", "Dit is een afbeelding, geen lijst."),
        (b"\xff\xd8\xff\xe0....", "Dit is een foto, geen lijst."),
        (b"PK\x03\x04 stuk", "Dit bestand is beschadigd"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "Dit bestand is beschadigd"),
        (b"<html><table><tr><td>a</td></tr></table>", "Dit is een webpagina"),
        (b"<?xml version='1.0'?><Workbook/>", "Dit is een oud soort werkblad"),
        (b"From: a@b.example\r\nSubject: x\r\n\r\ntekst", "Dit is een e-mail"),
        (bytes(range(256)) * 20, "Dit bestand is geen lijst die VIK kan lezen."),
        (b"alleen maar tekst\nzonder kolommen\n", "In dit bestand staan geen kolommen."),
    ],
)
def test_another_kind_of_file_is_refused_with_what_it_is(content, sentence):
    with pytest.raises(FileProblem) as problem:
        open_tables(io.BytesIO(content))
    assert str(problem.value).startswith(sentence)


def test_a_word_document_and_a_bare_zip_are_told_apart():
    for name, sentence in (
        ("word/document.xml", "Dit is een Word-document"),
        ("a.txt", "Dit is een ingepakt"),
    ):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, "x")
        with pytest.raises(FileProblem, match=sentence):
            open_tables(out)


def test_a_workbook_that_unpacks_to_gigabytes_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "x")
        with archive.open("xl/worksheets/sheet1.xml", "w") as entry:
            for _ in range(410):
                entry.write(b"\0" * 1024 * 1024)
    with pytest.raises(FileProblem, match="te groot"):
        open_tables(out)


def test_an_empty_workbook_holds_no_list():
    with pytest.raises(FileProblem, match="staat geen lijst"):
        open_tables(workbook(("Blad1", [])))


def test_a_line_without_end_is_refused_before_it_fills_the_memory():
    with pytest.raises(FileProblem, match="regel zonder einde"):
        open_tables(io.BytesIO(b"a;b;" + b"x" * 3_000_000))


def test_memory_does_not_grow_with_the_length_of_a_text_file():
    def peak(rows):
        text = csv_text(
            [HEADINGS, *([f"Z-{n}", "12-09-2026", "Windslaan 95", "tekst " * 60] for n in range(rows))]
        )
        source = stream(text)
        del text
        tracemalloc.start()
        table = only_table(source)
        count = sum(1 for _ in table.rows())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert count == rows
        return most

    small, large = peak(500), peak(10_000)
    assert large < small * 1.5 + 200_000


def test_rows_can_be_read_again():
    table = only_table(stream(csv_text([HEADINGS, ROW, ROW])))
    assert len(list(table.rows())) == len(list(table.rows())) == len(table.sample()) == 2


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).filter(
    lambda text: text == text.strip()
)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=12),
    separator=st.sampled_from([";", "\t", ",", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_as_csv_is_read_back(rows, separator, encoding):
    written = [list(row) for row in rows if any(text_of(cell) for cell in row)]
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([HEADINGS, *rows])
    table = TextTable(stream(out.getvalue(), encoding))
    read = [[text_of(cell) for cell in row.cells] for row in table.rows() if not row.blank]
    assert read[1:] == [[text_of(cell) for cell in row] for row in written]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_dutch_sentence(content):
    try:
        for table, row in open_tables(io.BytesIO(content)).rows():
            table.originals(row)
    except FileProblem as problem:
        assert str(problem).endswith(".")


def test_a_blank_row_has_nothing_written_in_it():
    assert SourceRow(1, (None, "", " \xa0 ")).blank
    assert not SourceRow(1, (None, 0)).blank
