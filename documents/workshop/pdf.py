"""PDF: a clean copy that only shows, its first page as a small picture, and its text."""

from __future__ import annotations

import contextlib
import io
import zipfile
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
import pypdfium2

from core.errors import Refused
from documents.workshop.jpeg import without_metadata
from documents.workshop.rendering import SMALL_EDGE, jpeg_of, picture_of

MOST_PAGES: Final = 1_000
MOST_OBJECTS: Final = 400_000
LONGEST_TEXT: Final = 2_000_000
# What does something, or tells something that is not on the page.
DOING: Final = frozenset({
    "/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/Metadata", "/PieceInfo",
    "/Thumb", "/Alternates", "/OPI", "/Ref", "/LastModified", "/B", "/SpiderInfo", "/Collection",
    "/TemplateInstantiated", "/PresSteps", "/Measure", "/PtData", "/StructParents", "/StructParent",
})  # fmt: skip
BROKEN: Final = (
    "Deze PDF is beschadigd of niet helemaal aangekomen. Sla hem opnieuw op en stuur hem nog eens."
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What VIK keeps of a PDF besides its original."""

    pages: int
    shown: bytes
    small: bytes
    text: str


def take(raw: bytes) -> Taken:
    """Open a PDF wholly; raises :class:`Refused` when it can't be, or is more than it seems."""
    # A reader mends what is missing, so a half of a file would come in as a whole with empty pages.
    if b"%%EOF" not in raw[-2048:]:
        raise Refused(BROKEN)
    if _is_also_a_zip(raw):
        raise Refused("Dit bestand is twee soorten bestanden tegelijk. VIK neemt het niet aan.")
    shown, pages = cleaned(raw)
    try:
        with pypdfium2.PdfDocument(shown) as document:
            small = jpeg_of(picture_of(document, 0, SMALL_EDGE), 78)
            return Taken(pages, shown, small, _text(document))
    except pypdfium2.PdfiumError as error:
        raise Refused(BROKEN) from error


def cleaned(raw: bytes) -> tuple[bytes, int]:
    """The pages alone in a new file, as they look on paper; with their number."""
    try:
        with pikepdf.open(io.BytesIO(raw), suppress_warnings=True) as found:
            pages = len(found.pages)
            if pages > MOST_PAGES or len(found.objects) > MOST_OBJECTS:
                raise Refused(f"Deze PDF heeft te veel bladen: hoogstens {MOST_PAGES}. Stuur hem in delen.")
            if not pages:
                raise Refused(BROKEN)
            return _copied(found), pages
    except pikepdf.PasswordError as error:
        raise Refused(
            "Deze PDF heeft een wachtwoord. Sla hem op zonder wachtwoord en stuur hem opnieuw."
        ) from error
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError) as error:
        raise Refused(BROKEN) from error


def _copied(found: pikepdf.Pdf) -> bytes:
    # What was filled in or drawn on a page becomes part of the page; then nothing of it is left to press.
    with contextlib.suppress(pikepdf.PdfError, RuntimeError, ValueError, AttributeError):
        found.generate_appearance_streams()
    with contextlib.suppress(pikepdf.PdfError, RuntimeError, ValueError):
        found.flatten_annotations("print")
    clean = pikepdf.new()
    for page in found.pages:
        if "/Annots" in page:
            del page["/Annots"]
        clean.pages.append(page)
    for thing in clean.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            _strip(thing)
    clean.remove_unreferenced_resources()
    target = io.BytesIO()
    clean.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _strip(thing: Any) -> None:
    for name in DOING.intersection(thing.keys()):
        del thing[name]
    plain = isinstance(thing, pikepdf.Stream) and "/DecodeParms" not in thing
    if plain and thing.get("/Filter") == pikepdf.Name.DCTDecode:
        raw = thing.read_raw_bytes()
        bare = without_metadata(raw)
        if len(bare) < len(raw):
            thing.write(bare, filter=pikepdf.Name.DCTDecode)


def _is_also_a_zip(raw: bytes) -> bool:
    """A reader of zips begins at the end: that is how one file is two."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return False


def _text(document: pypdfium2.PdfDocument) -> str:
    texts: list[str] = []
    length = 0
    for page in document:
        textpage = page.get_textpage()
        texts.append(textpage.get_text_bounded())
        textpage.close()
        page.close()
        length += len(texts[-1])
        if length > LONGEST_TEXT:
            break
    return "\n".join(texts)[:LONGEST_TEXT]
