"""Letters and bundles as PDF: readable by everybody, the same each time, and nothing else is reached."""

import io
import tempfile
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from core.errors import Refused
from core.prose import parse
from documents import typesetting
from documents.joining import NotJoined, Pages, Piece, as_pages, join_pieces, words_as_pages
from documents.letters import Paper, Sender, typeset_letter
from documents.reports import Sheet, facts, heading, plain, prose, small, table, typeset_sheet
from documents.typesetting import NotTypeset, compile_source, unprintable


def paper(text: str = "Geachte heer,\n\n# Besluit\n\nIk sluit **het pand**.", **other: Any) -> Paper:
    values: dict[str, Any] = {
        "sender": Sender(
            name="Gemeente Almelo", under="Veiligheid", lines=["Postbus 5100", "7600 GC Almelo"]
        ),
        "recipient": ["De heer K. op den Dries", "Grotestraat 12", "Almelo"],
        "subject": "Besluit tot sluiting",
        "references": [("Datum", "23 november 2026"), ("Ons kenmerk", "MA-2026-00012")],
        "blocks": parse(text),
        "signature": ["De burgemeester van Almelo,", "A. Voorbeeld"],
        "footer": "Gemeente Almelo",
    }
    return Paper(**(values | other))


def text_of(raw: bytes) -> str:
    pdf = pypdfium2.PdfDocument(raw)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()


def flat(text: str) -> str:
    return "".join(text.split())


def test_a_letter_is_a_tagged_pdf_with_a_title_in_dutch() -> None:
    raw = typeset_letter(paper())
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).startswith("nl")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == "Besluit tot sluiting"
            assert (meta["pdfuaid:part"], meta["pdfaid:part"]) == ("1", "2")


def test_everything_of_a_letter_can_be_read_from_it() -> None:
    text = text_of(typeset_letter(paper(manner="AANTEKENEN", enclosures=["Rapportage"])))
    for words in ("Gemeente Almelo", "De heer K. op den Dries", "MA-2026-00012", "Ik sluit het pand.",
                  "De burgemeester van Almelo,", "A. Voorbeeld", "Pagina 1 van 1", "AANTEKENEN", "Rapportage"):  # fmt: skip
        assert words in text
    assert "CONCEPT" in text_of(typeset_letter(paper(draft="CONCEPT")))
    assert "CONCEPT" not in text


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert typeset_letter(paper()) == typeset_letter(paper())


@pytest.mark.parametrize(
    "source",
    [
        '#read("/etc/passwd")',
        '#read("../../../etc/passwd")',
        '#import "@preview/cetz:0.3.0"',
        '#include "/a.typ"',
    ],
)
def test_a_template_reaches_no_file_and_no_network(source: str) -> None:
    with pytest.raises(NotTypeset):
        compile_source(source, {})


def test_a_template_that_never_ends_is_stopped() -> None:
    endless = "#let n = 0\n#while n < 100000000 { n = n + 1 }"
    with pytest.raises(NotTypeset):
        compile_source(endless, {}, seconds=1)


def test_a_failure_is_told_without_the_text(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    monkeypatch.setattr(typesetting, "template", lambda name: "#panic(json(bytes(sys.inputs.data)).name)")
    with pytest.raises(Refused, match="kon niet worden gemaakt"):
        typesetting.typeset("letter", {"name": "Kevin"})
    assert "Kevin" not in caplog.text


def test_nothing_is_left_behind_in_the_temporary_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    typeset_letter(paper())
    assert list(tmp_path.iterdir()) == []


def test_signs_that_no_font_has_are_shown_as_a_box_and_can_be_named() -> None:
    assert "Naam: □□ en □" in text_of(typeset_letter(paper("Naam: 中文 en 😀")))
    assert unprintable("Łódź Nguyễn Жуков € – 中") == "中"


@settings(max_examples=12, deadline=None)
@given(st.text(alphabet="#*-_$@<>[](){}\\`~=/&%\"'| ab1.,:;!?^+", min_size=1, max_size=80))
def test_no_text_breaks_out_into_code(text: str) -> None:
    """Typst shows each sign of the text, and does what none of them says."""
    blocks = parse(f"begin {text} eind")
    shown = flat(text_of(typeset_letter(paper(f"begin {text} eind"))))
    for block in blocks:
        for line in block.lines:
            for span in line:
                # Hyphens at the end of a line come out of a PDF as they please.
                assert _letters(span.text) in _letters(shown)


def _letters(text: str) -> str:
    return "".join(sign for sign in flat(text) if sign not in "-\u2010\u00ad\u0002\ufffe")


def test_a_sheet_shows_facts_tables_and_text() -> None:
    parts = [heading("Partijen"), *facts([("Naam", "Kevin"), ("Leeg", "")]), small("klein"),
             *table(("Nr", "Wat"), [("1", "#let x")], (12, 0)), *plain("een\n# twee"), *prose("**vet** woord")]  # fmt: skip
    text = text_of(typeset_sheet(Sheet(sender="Almelo", kicker="MA-1", title="Overzicht", parts=parts)))
    for words in ("Overzicht", "Partijen", "Kevin", "#let x", "# twee", "vet woord", "klein"):
        assert words in text
    assert "Leeg" not in text
    assert table(("a",), [], (0,)) == []


def sheet(title: str, lines: int = 3, text: str = "") -> bytes:
    parts = plain(text or "regel\n" * lines)
    return typeset_sheet(Sheet(sender="Almelo", kicker="stuk", title=title, parts=parts))


def turned(raw: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        for page in pdf.pages:
            page.obj.Rotate = 90
            page.obj.AA = pikepdf.Dictionary()
            page.obj.Annots = pikepdf.Array(
                [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary())]
            )
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def test_a_bundle_has_numbered_pages_bookmarks_and_an_inventory_that_is_right() -> None:
    told: list[Any] = []

    def cover(places: Any) -> bytes:
        told.append(list(places))
        lines = [f"stuk op {place.words}" for place in places]
        return sheet("Inventaris", text="\n".join(lines) + "\nregel" * 60)

    pieces = [
        Piece("1", "Voornemen", sheet("Voornemen", 120)),
        Piece("2", "Rapport", turned(sheet("Rapport"))),
    ]
    raw, places = join_pieces(title="Dossier MA-1", foot="MA-1", cover=cover, pieces=pieces)
    pdf = pypdfium2.PdfDocument(raw)
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    pdf.close()
    assert places == told[-1]
    for piece, place in zip(pieces, places, strict=True):
        assert piece.title in pages[place.first - 1]
        assert f"stuk op {place.words}" in "".join(pages)
    assert places[-1].last == len(pages)
    for number, text in enumerate(pages, 1):
        assert f"MA-1 · blz. {number} van {len(pages)}" in text
    with pikepdf.open(io.BytesIO(raw)) as pdf_file:
        with pdf_file.open_outline() as outline:
            assert [one.title for one in outline.root] == [
                "Voorblad en inventarislijst",
                "1. Voornemen",
                "2. Rapport",
            ]
        last = pdf_file.pages[-1].obj
        assert "/AA" not in last
        assert len(last.Annots) == 0
        assert str(pdf_file.Root.Lang) == "nl-NL"


def test_a_picture_and_a_text_become_pages_and_the_rest_does_not() -> None:
    for size, again in (((1200, 900), False), ((2400, 1800), True)):
        photo = io.BytesIO()
        Image.effect_noise(size, 60).convert("RGB").save(photo, "JPEG")
        raw = as_pages(photo.getvalue(), "image/jpeg")
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            picture = pdf.pages[0].obj.Resources.XObject.Picture
            # What is small enough for paper is not drawn again, so it stays as it was.
            assert (picture.read_raw_bytes() != photo.getvalue()) is again
        seen = pypdfium2.PdfDocument(raw)[0].render(scale=0.5).to_pil().convert("L")
        box = ImageOps.invert(seen).point(lambda dot: 255 if dot > 20 else 0).getbbox()
        assert box is not None
        left, top, right, bottom = box
        assert abs(left - (seen.width - right)) <= 2  # in the middle, at the top, in its own shape
        assert 20 <= top <= 40
        assert abs((right - left) / (bottom - top) - 4 / 3) < 0.05
    told = words_as_pages("Rapport #let x\n# geen kop", title="Rapport", sender="Almelo", format_name="Word")
    assert "Rapport #let x" in text_of(told)
    assert "# geen kop" in text_of(told)
    with pytest.raises(NotJoined, match="geen leesbare tekst"):
        words_as_pages(" ", title="x", sender="x", format_name="x")
    for raw, kind, why in (
        (b"PK", "application/vnd.ms-excel", "dit soort bestand"),
        (b"%PDF-1.7 kapot", "application/pdf", "beschadigd"),
        (b"kapot", "image/jpeg", "niet leesbaar"),
        (locked(), "application/pdf", "wachtwoord"),
    ):
        with pytest.raises(NotJoined, match=why):
            as_pages(raw, kind)


def locked() -> bytes:
    with pikepdf.open(io.BytesIO(sheet("geheim"))) as pdf:
        target = io.BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    return target.getvalue()


def test_pages_are_written_as_people_do() -> None:
    assert (Pages(4, 4).words, Pages(4, 7).words) == ("4", "4–7")
