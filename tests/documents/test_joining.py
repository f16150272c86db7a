"""A bundle keeps the tags of its first pages, whatever is laid over them or put behind them."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from documents.joining import Piece, join_pieces
from documents.reports import Sheet, heading, plain, small, typeset_sheet

WORDS = "Dit staat in het verslag. " * 250


def sheet(title: str) -> bytes:
    """A tagged document of two pages or more."""
    parts = [small("Geheim"), heading("Eerste punt"), *plain(WORDS), heading("Tweede punt"), *plain(WORDS)]
    return typeset_sheet(Sheet(sender="Gemeente Almelo", kicker="Overleg", title=title, parts=parts))


def join(made: bytes, *pieces: bytes) -> pikepdf.Pdf:
    joined, _ = join_pieces(
        title="Verslag overleg 1",
        foot="Geheim · Jan",
        cover=lambda _: made,
        pieces=[Piece(str(number), "Stuk", raw) for number, raw in enumerate(pieces, 1)],
    )
    return pikepdf.open(io.BytesIO(joined))


def tagged(pdf: pikepdf.Pdf) -> list[tuple[str, int, int]]:
    """What the tags point at: the kind of each tag, the page, and the number of the mark on it."""
    number = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    found: list[tuple[str, int, int]] = []

    def walk(node: Any, kind: str, page: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for one in node:
                walk(one, kind, page)
        elif isinstance(node, pikepdf.Dictionary):
            page = node.get("/Pg", page)
            if "/MCID" in node:
                found.append((kind, number[page.objgen], int(node.MCID)))
            elif "/K" in node:
                walk(node.K, str(node.get("/S", kind)), page)
        else:
            found.append((kind, number[page.objgen], int(node)))

    walk(pdf.Root.StructTreeRoot.K, "", None)
    return found


def marks(content: Any) -> list[int]:
    """The numbers of the marks in a page or in what is laid over it."""
    found = []
    for drawn in pikepdf.parse_content_stream(content):
        told = drawn.operands[1] if str(drawn.operator) == "BDC" else None
        if isinstance(told, pikepdf.Dictionary) and "/MCID" in told:
            found.append(int(told.MCID))
    return found


def test_what_is_stamped_stays_tagged_with_language_and_title() -> None:
    made = sheet("Verslag")
    with pikepdf.open(io.BytesIO(made)) as before, join(made) as after:
        assert tagged(after) == tagged(before)
        assert "/P" in {kind for kind, _, _ in tagged(after)}
        assert len(after.pages) > 1
        assert after.Root.MarkInfo.Marked
        assert str(after.Root.Lang).startswith("nl")
        assert str(after.docinfo["/Title"]) == "Verslag overleg 1"
        assert after.Root.ViewerPreferences.DisplayDocTitle
        with after.open_metadata() as meta:
            assert meta["dc:title"] == "Verslag overleg 1"
            assert meta["pdfuaid:part"] == "1"
        for place, page in enumerate(after.pages):
            assert "/StructParents" in page.obj
            assert sorted(marks(page)) == sorted(mark for _, at, mark in tagged(after) if at == place)


def test_what_is_laid_over_a_page_is_no_content_without_a_tag() -> None:
    with join(sheet("Verslag"), sheet("Stuk")) as bundle:
        for page in bundle.pages:
            [over] = page.obj.Resources.XObject.values()
            assert over.read_bytes().startswith(b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC")
            assert marks(over) == []
            assert "/StructParents" not in over


def test_pages_of_others_take_no_place_in_the_tags_of_the_bundle() -> None:
    made = sheet("Verslag")
    with pikepdf.open(io.BytesIO(made)) as before, join(made, sheet("Stuk")) as after:
        first = len(before.pages)
        assert tagged(after) == tagged(before)
        assert all("/StructParents" in page.obj for page in after.pages[:first])
        assert not any("/StructParents" in page.obj for page in after.pages[first:])
        assert after.Root.MarkInfo.Suspects
        with after.open_metadata() as meta:
            assert "pdfuaid:part" not in meta
