"""Files as people send them, and as an attacker would."""

from __future__ import annotations

import io
import zipfile
import zlib
from email.message import EmailMessage

import docx
import openpyxl
import pikepdf
from PIL import Image

WORD = "Kraaiennest"  # stands in the text of every sample
HIDDEN = "Zilvermeeuw"  # stands in metadata, scripts and attachments only


def pdf(pages: int = 2, text: str = f"Rapportage over pand {WORD}", *, nasty: bool = False) -> bytes:
    """A PDF with a line of text on each page; ``nasty`` with all that a PDF can carry besides."""
    made = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for number in range(1, pages + 1):
        page = made.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        line = f"BT /F1 24 Tf 60 760 Td ({text}, blad {number}) Tj ET"
        page.Contents = made.make_stream(line.encode("cp1252"))
    if nasty:
        _make_nasty(made)
    target = io.BytesIO()
    made.save(target, deterministic_id=True)
    return target.getvalue()


def _make_nasty(made: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(f"app.alert('{HIDDEN}')"))
    made.Root.OpenAction = script
    made.Root.AA = pikepdf.Dictionary(WC=script)
    made.attachments["geheim.txt"] = pikepdf.AttachedFileSpec(made, HIDDEN.encode())
    made.docinfo["/Author"] = HIDDEN
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = [HIDDEN]
    page = made.pages[0]
    page.AA = pikepdf.Dictionary(O=script)
    page.PieceInfo = pikepdf.Dictionary(Vik=pikepdf.Dictionary(Private=pikepdf.String(HIDDEN)))
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 100, 100],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(f"https://example.org/{HIDDEN}")),
    )
    page.Annots = made.make_indirect(pikepdf.Array([made.make_indirect(link)]))
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[271] = HIDDEN
    Image.new("RGB", (40, 40), "green").save(picture, "JPEG", exif=exif, comment=HIDDEN.encode())
    shown = made.make_stream(
        b"",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=40,
        Height=40,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
    )
    shown.write(picture.getvalue(), filter=pikepdf.Name.DCTDecode)
    page.Resources.XObject = pikepdf.Dictionary(P=shown)
    page.Contents = made.make_stream(page.Contents.read_bytes() + b" q 40 0 0 40 60 600 cm /P Do Q")


def locked_pdf() -> bytes:
    """A PDF with a password."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as made:
        made.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    return target.getvalue()


def docx_file(text: str = f"Brief over {WORD}") -> bytes:
    """A Word document with a paragraph, a table and a header."""
    made = docx.Document()
    made.add_paragraph(text)
    made.add_table(1, 2).rows[0].cells[1].text = "Tabelcel"
    made.sections[0].header.paragraphs[0].text = "Koptekst"
    made.core_properties.author = HIDDEN
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def xlsx_file() -> bytes:
    """A workbook with a row."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Adres", WORD, 12])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def odf_file(kind: str, *, body: str = "") -> bytes:
    """An ODT ("text") or ODS ("spreadsheet")."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    )
    cell = f"<table:table-cell><text:p>{WORD}</text:p></table:table-cell>"
    rows = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    inside = rows if kind == "spreadsheet" else f"<text:p>Brief over {WORD}</text:p>"
    content = f"<office:document-content {spaces}><office:body>{body or inside}</office:body></office:document-content>"
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A zip with these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def mail() -> bytes:
    """An e-mail with a programme attached."""
    made = EmailMessage()
    made["From"], made["To"] = "a@example.org", "b@example.org"
    made["Subject"], made["Date"] = f"Over {WORD}", "Mon, 02 Nov 2026 10:00:00 +0100"
    made.set_content("Zie de bijlage.")
    made.add_attachment(b"MZ\0\0", maintype="application", subtype="octet-stream", filename="factuur.exe")
    return bytes(made)


def zip_bomb() -> bytes:
    """A Word document that unpacks to more than any document is."""
    big = b"\0" * 310_000_000
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": big})


def pdf_bomb() -> bytes:
    """A PDF whose page unpacks, in layers, to far more than it is."""
    once = zlib.compress(b"0 0 m 100 100 l S\n" * 12_000_000, 1)
    made = pikepdf.new()
    page = made.add_blank_page()
    stream = made.make_stream(b"")
    stream.write(zlib.compress(once, 9), filter=pikepdf.Array([pikepdf.Name.FlateDecode] * 2))
    page.Contents = stream
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def laughing_odt() -> bytes:
    """An ODT with entities that grow a billion times."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><x>&a11;</x>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": body})
