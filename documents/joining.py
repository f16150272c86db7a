"""Join pieces into one bundle: a cover, the pieces behind each other, a number on each page, bookmarks.

The cover tells on which pages each piece stands, so it is made when the lengths are known. Pages of
others come in without what can act by itself (scripts, forms that send, attached files).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from PIL import Image

from core.errors import Refused
from documents import images
from documents.filetypes import PDF
from documents.reports import Sheet, plain, small, typeset_sheet
from documents.typesetting import typeset

# As many as a document may have (documents.workshop).
MOST_PAGES: Final = 1000
# A4 in points (72 to an inch), with a margin that leaves room for the number of the page.
PAPER: Final = (595.28, 841.89)
MARGIN: Final = 57.6
# Enough dots for paper (some 200 to an inch over the width): a larger picture is drawn smaller.
MOST_DOTS: Final = 1600
PAPER_QUALITY: Final = 82
COLOURS: Final = {"RGB": pikepdf.Name.DeviceRGB, "L": pikepdf.Name.DeviceGray}
LONGEST_TEXT: Final = 200_000
# The operators with which content is marked for the tags.
MARKS: Final = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})


class NotJoined(Exception):
    """This file can't become pages; the message is a Dutch half-sentence that says why."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a bundle: the number and title of its bookmark, and its pages as a PDF."""

    number: str
    title: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Pages:
    """From which to which page of the bundle a piece stands, the first page of all being 1."""

    first: int
    last: int

    @property
    def words(self) -> str:
        """As the inventory writes it: ``4–7``."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def join_pieces(
    *, title: str, foot: str, cover: Callable[[Sequence[Pages]], bytes], pieces: Sequence[Piece]
) -> tuple[bytes, list[Pages]]:
    """The bundle as a PDF, and where each piece stands in it.

    ``cover`` makes the first pages from where the pieces will stand. ``foot`` stands before the number of
    each page. Raises :class:`Refused` for more pages than anybody reads.
    """
    lengths = [_length(piece.raw) for piece in pieces]
    if sum(lengths) > MOST_PAGES:
        raise Refused(
            f"Dit wordt langer dan {MOST_PAGES} bladzijden. Laat grote bestanden als losse bijlage."
        )
    front, places = _cover(cover, lengths)
    with pikepdf.open(io.BytesIO(front)) as bundle:
        covers = len(bundle.pages)
        for piece in pieces:
            with pikepdf.open(io.BytesIO(piece.raw)) as source:
                for page in source.pages:
                    _calm(page)
                    bundle.pages.append(page)
        _stamp(bundle, foot)
        with bundle.open_outline() as outline:
            outline.root.clear()
            outline.root.append(pikepdf.OutlineItem("Voorblad en inventarislijst", 0))
            for piece, place in zip(pieces, places, strict=True):
                named = f"{piece.number}. {piece.title}"
                outline.root.append(pikepdf.OutlineItem(named, place.first - 1))
        bundle.Root.PageMode = pikepdf.Name.UseOutlines
        _name(bundle, title, tagged=covers == len(bundle.pages))
        target = io.BytesIO()
        bundle.save(target)
    return target.getvalue(), places


def _cover(cover: Callable[[Sequence[Pages]], bytes], lengths: Sequence[int]) -> tuple[bytes, list[Pages]]:
    """Make the cover until the numbers in it are those that follow from its own length."""
    before = 1
    for _ in range(4):
        places = _places(lengths, before)
        front = cover(places)
        if (long := _length(front)) == before:
            break
        before = long
    return front, places


def _places(lengths: Sequence[int], before: int) -> list[Pages]:
    found, at = [], before
    for length in lengths:
        found.append(Pages(at + 1, at + length))
        at += length
    return found


def _length(raw: bytes) -> int:
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        return len(pdf.pages)


def _calm(page: Any) -> None:
    """Take out of a page what acts by itself, and its place in the tags of a document that it leaves."""
    for key in ("/AA", "/Metadata", "/PieceInfo", "/StructParents"):
        if key in page.obj:
            del page.obj[key]
    kept = [one for one in page.obj.get("/Annots", []) if _is_quiet(one)]
    if "/Annots" in page.obj:
        page.obj.Annots = pikepdf.Array(kept)


def _is_quiet(annotation: Any) -> bool:
    kind = str(annotation.get("/Subtype", ""))
    if kind not in {
        "/Highlight",
        "/Underline",
        "/StrikeOut",
        "/Square",
        "/Circle",
        "/Line",
        "/Ink",
        "/FreeText",
    }:
        return False
    return not any(key in annotation for key in ("/A", "/AA"))


def _stamp(bundle: pikepdf.Pdf, foot: str) -> None:
    """Lay the number over the foot of each page; the tags of the page stay as they are."""
    total = len(bundle.pages)
    sheets = []
    for number, page in enumerate(bundle.pages, 1):
        width, height = _seen_size(page)
        sheets.append({"width": width, "height": height, "text": f"{foot} · blz. {number} van {total}"})
    numbers = typeset("stamp", {"title": "Bladzijden", "pages": sheets})
    with pikepdf.open(io.BytesIO(numbers)) as over:
        for page, stamp in zip(bundle.pages, over.pages, strict=True):
            _beside_content(over, stamp)
            page.add_overlay(stamp, pikepdf.Rectangle(page.cropbox))


def _beside_content(pdf: pikepdf.Pdf, page: Any) -> None:
    """Mark all of a page as an artifact, a footer: laid over a tagged page it is no content without a tag.

    What typst marked in it goes: those marks point into the tags of a document that is thrown away.
    """
    drawn = [one for one in pikepdf.parse_content_stream(page) if str(one[1]) not in MARKS]
    inner = pikepdf.unparse_content_stream(drawn)
    page.obj.Contents = pdf.make_stream(
        b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n" + inner + b"\nEMC"
    )
    if "/StructParents" in page.obj:
        del page.obj["/StructParents"]


def _seen_size(page: Any) -> tuple[float, float]:
    left, low, right, high = (float(one) for one in page.cropbox)
    width, height = right - left, high - low
    turned = int(page.obj.get("/Rotate", 0)) % 180 != 0
    return (height, width) if turned else (width, height)


def _name(bundle: pikepdf.Pdf, title: str, *, tagged: bool) -> None:
    """Title and language; that it is tagged throughout is only said where it is so."""
    with bundle.open_metadata(set_pikepdf_as_editor=False) as meta:
        meta["dc:title"] = title
        for key in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance"):
            if not tagged and key in meta:
                del meta[key]
    bundle.docinfo["/Title"] = title
    if "/Lang" not in bundle.Root:
        bundle.Root.Lang = pikepdf.String("nl")
    if not tagged and "/MarkInfo" in bundle.Root:
        # Pages of others came in without tags: who reads aloud shouldn't rely on the tags alone.
        bundle.Root.MarkInfo.Suspects = True


def as_pages(raw: bytes, media_type: str) -> bytes:
    """A file as a PDF: itself, or a picture on paper.

    Of a picture ``raw`` is the copy that VIK drew to show it (:data:`documents.images.SHOWN_MEDIA`), in which
    nothing but pixels is left. Raises :class:`NotJoined` for what can only go along as text or as a file of
    its own.
    """
    if media_type == PDF:
        return _sound(raw)
    if media_type == images.SHOWN_MEDIA:
        return _picture(raw)
    raise NotJoined("dit soort bestand kan niet worden samengevoegd")


def _sound(raw: bytes) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            if not len(pdf.pages):
                raise NotJoined("het bestand heeft geen bladzijden")
            target = io.BytesIO()
            pdf.save(target)
    except pikepdf.PasswordError:
        raise NotJoined("het bestand is met een wachtwoord gesloten") from None
    except pikepdf.PdfError:
        raise NotJoined("het bestand is beschadigd") from None
    return target.getvalue()


def _picture(raw: bytes) -> bytes:
    """The picture at the top of a page; one that is small enough goes in as it is, without being drawn again."""
    try:
        with Image.open(io.BytesIO(raw), formats=("JPEG",)) as shown:
            (width, height), mode = shown.size, shown.mode
            if max(width, height) > MOST_DOTS or mode not in COLOURS:
                shown.draft("RGB", (MOST_DOTS, MOST_DOTS))
                smaller = shown.convert("RGB")
                smaller.thumbnail((MOST_DOTS, MOST_DOTS), Image.Resampling.LANCZOS)
                target = io.BytesIO()
                smaller.save(target, "JPEG", quality=PAPER_QUALITY)
                raw, (width, height), mode = target.getvalue(), smaller.size, smaller.mode
    except (OSError, ValueError):
        raise NotJoined("de foto is niet leesbaar") from None
    return _on_paper(raw, width, height, COLOURS[mode])


def _on_paper(raw: bytes, width: int, height: int, colours: pikepdf.Name) -> bytes:
    # A small picture is not blown up: at least 150 dots to an inch.
    scale = min((PAPER[0] - 2 * MARGIN) / width, (PAPER[1] - 2 * MARGIN) / height, 72 / 150)
    wide, high = width * scale, height * scale
    with pikepdf.new() as pdf:
        picture = pikepdf.Stream(
            pdf,
            raw,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=width,
            Height=height,
            ColorSpace=colours,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        page = pdf.add_blank_page(page_size=PAPER)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=picture))
        place = f"{wide:.2f} 0 0 {high:.2f} {(PAPER[0] - wide) / 2:.2f} {PAPER[1] - MARGIN - high:.2f}"
        page.Contents = pikepdf.Stream(pdf, f"q {place} cm /Picture Do Q".encode())
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def words_as_pages(text: str, *, title: str, sender: str, format_name: str) -> bytes:
    """The text of a file of words as a PDF. Raises :class:`NotJoined` without any text."""
    if not text.strip():
        raise NotJoined("het bestand heeft geen leesbare tekst")
    note = (
        f"Dit is de tekst van een bestand ({format_name}). Opmaak en afbeeldingen staan in het bestand zelf."
    )
    parts = [small(note), *plain(text[:LONGEST_TEXT])]
    return typeset_sheet(Sheet(sender=sender, kicker="Tekst van een bestand", title=title, parts=parts))
