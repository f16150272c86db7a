"""Office files: a zip with a bounded content, without macros; its text, never its layout."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any, Final

from lxml import etree

from core.errors import Refused
from documents.filetypes import DOCX, ODS, ODT, XLSX
from documents.workshop.plain import unknown

MOST_ENTRIES: Final = 5_000
MOST_UNPACKED: Final = 300_000_000
MOST_RATIO: Final = 200
MOST_ROWS: Final = 20_000
MOST_CELLS: Final = 200
LONGEST: Final = 2_000_000
ODF: Final = {ODT.encode(): ODT, ODS.encode(): ODS}
TEXT_SPACE: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ROW: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row"


def take(raw: bytes) -> tuple[str, str]:
    """The media type and the text of an office file; raises :class:`Refused`."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = _checked(archive)
            media_type = _media_type(archive, names)
            content = archive.read("content.xml") if media_type in {ODT, ODS} else b""
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise unknown() from error
    if media_type == DOCX:
        return media_type, "\n".join(_of_docx(raw))[:LONGEST]
    if media_type == XLSX:
        return media_type, "\n".join(_of_xlsx(raw))[:LONGEST]
    return media_type, "\n".join(_of_odf(content))[:LONGEST]


def _checked(archive: zipfile.ZipFile) -> set[str]:
    """Refuse what unpacks to more than a document can be, or what is two files in one."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or (unpacked > 10_000_000 and unpacked / packed > MOST_RATIO)
    ):
        raise Refused("Dit bestand wordt bij het openen veel te groot. VIK neemt het niet aan.")
    if not entries or min(entry.header_offset for entry in entries) != 0:
        raise unknown()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord en stuur het opnieuw.")
    names = {entry.filename for entry in entries}
    if any(name.endswith("vbaProject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Refused("In dit bestand staan macro’s. Sla het op zonder macro’s, of als PDF.")
    return names


def _media_type(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return DOCX
        if "xl/workbook.xml" in names:
            return XLSX
    if "mimetype" in names and "content.xml" in names:
        found = ODF.get(archive.read("mimetype").strip())
        if found:
            return found
    raise unknown()


def _of_docx(raw: bytes) -> Iterable[str]:
    import docx  # noqa: PLC0415 -- loading it takes longer than reading
    from docx.table import Table  # noqa: PLC0415 -- as above

    document = docx.Document(io.BytesIO(raw))
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(cell.text for cell in row.cells)
        else:
            yield block.text
    for section in document.sections:
        for margin in (section.header, section.footer):
            yield from (paragraph.text for paragraph in margin.paragraphs if paragraph.text.strip())


def _of_xlsx(raw: bytes) -> Iterable[str]:
    import openpyxl  # noqa: PLC0415 -- loading it takes longer than reading

    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        yield f"Blad: {sheet.title}"
        rows: Any = sheet.iter_rows(values_only=True, max_row=MOST_ROWS, max_col=MOST_CELLS)
        for row in rows:
            cells = [str(cell) for cell in row if cell is not None]
            if cells:
                yield " | ".join(cells)


def _of_odf(content: bytes) -> Iterable[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(content, parser)
    for row in root.iter(ROW, f"{TEXT_SPACE}p", f"{TEXT_SPACE}h"):
        if row.tag == ROW:
            cells = ["".join(cell.itertext()).strip() for cell in row]
            if any(cells):
                yield " | ".join(cell for cell in cells if cell)
        elif not any(parent.tag == ROW for parent in row.iterancestors()):
            yield "".join(row.itertext())
