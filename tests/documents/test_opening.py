"""Every kind of file is known by its content, shown as a harmless copy, or refused in a sentence."""

from __future__ import annotations

import io
import time

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.errors import Refused
from documents import bench, filetypes
from documents.filetypes import Part
from documents.opening import open_file
from tests.documents import samples
from tests.documents.conftest import photo
from tests.documents.samples import HIDDEN, WORD

# Made once: an office file holds the moment at which it was made.
WHOLE = [samples.pdf(), samples.docx_file(), samples.xlsx_file(), samples.mail()]


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (photo(), filetypes.JPEG),
        (samples.pdf(), filetypes.PDF),
        (samples.docx_file(), filetypes.DOCX),
        (samples.xlsx_file(), filetypes.XLSX),
        (samples.odf_file("text"), filetypes.ODT),
        (samples.odf_file("spreadsheet"), filetypes.ODS),
        (f"Notitie over {WORD}.\nTweede regel.".encode(), filetypes.TEXT),
        (f"naam;adres\n{WORD};Plein 1\n".encode(), filetypes.CSV),
        (f"Eén {WORD}".encode("cp1252"), filetypes.TEXT),
        (f"Eén {WORD}".encode("utf-16"), filetypes.TEXT),
        (samples.mail(), filetypes.MAIL),
    ],
)
def test_a_file_is_known_by_its_content_and_its_words_are_read(raw: bytes, media_type: str) -> None:
    opened = open_file(raw)
    assert opened.media_type == media_type
    assert {Part.ORIGINAL, *opened.parts} == set(filetypes.parts_of(media_type))
    if media_type not in filetypes.IMAGES:
        assert WORD in opened.text


def test_a_mail_tells_what_came_with_it_and_opens_nothing_of_that() -> None:
    text = open_file(samples.mail()).text
    assert "Van: a@example.org" in text and "factuur.exe" in text and "Zie de bijlage." in text


def test_of_a_word_document_the_table_and_the_header_are_read_too() -> None:
    text = open_file(samples.docx_file()).text
    assert "Tabelcel" in text and "Koptekst" in text and HIDDEN not in text


def test_the_copy_of_a_pdf_only_shows() -> None:
    raw = samples.pdf(nasty=True)
    assert HIDDEN.encode() in raw
    opened = open_file(raw)
    shown = opened.parts[Part.SHOWN]
    assert opened.pages == 2
    with pikepdf.open(io.BytesIO(shown)) as copy:
        unpacked = io.BytesIO()
        copy.save(unpacked, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        assert len(copy.attachments) == 0
        assert set(copy.Root.keys()) <= {"/Type", "/Pages"}
        assert "/Annots" not in copy.pages[0] and "/AA" not in copy.pages[0]
    everything = unpacked.getvalue()
    for word in (HIDDEN.encode(), b"JavaScript", b"/URI", b"EmbeddedFile", b"PieceInfo", b"Metadata"):
        assert word not in everything
    assert Image.open(io.BytesIO(opened.parts[Part.SMALL])).size[1] == 320


def test_the_pages_of_the_copy_look_as_those_of_the_original() -> None:
    raw = samples.pdf(nasty=True)
    pictures = [
        pypdfium2.PdfDocument(one)[0].render(scale=0.5).to_pil().tobytes()
        for one in (raw, open_file(raw).parts[Part.SHOWN])
    ]
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (samples.locked_pdf(), "wachtwoord"),
        (samples.pdf()[:400], "beschadigd"),
        (b"%PDF-1.7\n" + b"\0" * 500, "beschadigd"),
        (b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>", "beschadigd"),
        (samples.pdf() + samples.zipped({"a.txt": "b"}), "twee soorten"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "oud Office-bestand"),
        (samples.zipped({"a.exe": b"MZ"}), "neemt VIK niet aan"),
        (samples.zipped({}), "neemt VIK niet aan"),
        (b"PK\x03\x04" + b"\0" * 60, "neemt VIK niet aan"),
        (samples.docx_file()[:-300], "neemt VIK niet aan"),
        (b"x" + samples.docx_file(), "neemt VIK niet aan"),
        (b"MZ\x90\0" + b"\0" * 200, "neemt VIK niet aan"),
        (b"MZ net tekst", "neemt VIK niet aan"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "neemt VIK niet aan"),
        (b"  <svg xmlns='http://www.w3.org/2000/svg'/>", "neemt VIK niet aan"),
        (b"#!/bin/sh\nrm -rf /", "neemt VIK niet aan"),
        (b"GIF89a" + b"\0" * 50, "neemt VIK niet aan"),
        (b"\0" * 50, "neemt VIK niet aan"),
        (samples.laughing_odt(), "kan het niet openen|neemt VIK niet aan"),
        (
            samples.zipped({"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": ""}),
            "macro",
        ),
        (samples.zipped({"[Content_Types].xml": "", "word/document.xml": "<a"}), "niet openen"),
    ],
)
def test_what_can_not_be_is_refused_in_a_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        open_file(raw)


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused_unopened() -> None:
    raw = samples.zip_bomb()
    assert len(raw) < 1_000_000
    with pytest.raises(Refused, match="veel te groot"):
        open_file(raw)


@pytest.mark.slow
def test_a_pdf_that_never_ends_costs_no_more_than_its_share() -> None:
    raw = samples.pdf_bomb()
    assert len(raw) < 5_000_000
    began = time.monotonic()
    with pytest.raises(Refused, match="te zwaar"):
        open_file(raw)
    assert time.monotonic() - began < bench.PATIENCE + 10


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    made = pikepdf.new()
    for _ in range(1_001):
        made.add_blank_page()
    target = io.BytesIO()
    made.save(target)
    with pytest.raises(Refused, match="hoogstens 1000"):
        open_file(target.getvalue())


def test_a_page_of_a_kilometre_is_shown_no_larger_than_another() -> None:
    made = pikepdf.new()
    made.add_blank_page().MediaBox = pikepdf.Array([0, 0, 14_400_000, 300])
    target = io.BytesIO()
    made.save(target)
    opened = open_file(target.getvalue())
    told, (picture,) = bench.work("page", opened.parts[Part.SHOWN], number=0, image=False, mark="x")
    assert max(told["width"], told["height"]) <= 1_800
    assert Image.open(io.BytesIO(picture)).format == "JPEG"


def test_the_workshop_has_no_key_and_can_write_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs there gets no environment of ours."""
    seen = {}

    def run(command: list[str], **how: object) -> object:
        seen.update(how)
        raise AssertionError

    monkeypatch.setattr(bench.subprocess, "run", run)
    with pytest.raises(AssertionError):
        open_file(samples.pdf())
    assert set(seen["env"]) == {"LANG", "PYTHONDONTWRITEBYTECODE", "OMP_NUM_THREADS"}
    assert seen["timeout"] == bench.PATIENCE


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_damaged_file_is_opened_or_refused_and_never_an_error(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(WHOLE)))
    for _ in range(data.draw(st.integers(1, 12))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        open_file(bytes(raw))
    except Refused:
        return


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_refused(raw: bytes) -> None:
    from documents.workshop import taking

    try:
        told, parts = taking.take(raw, {})
    except Refused:
        return
    assert told["media_type"] in filetypes.EXTENSIONS and len(parts) == 1
