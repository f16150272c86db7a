"""Pictures of pages bound in a PDF: nothing of the file itself is in it but what is seen."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from documents.workshop.rendering import EDGE, jpeg_of, marked, picture_of, require_few


def copy(raw: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """A PDF of every page with the mark in its pixels."""
    pictures = []
    if asked["image"]:
        with Image.open(io.BytesIO(raw)) as image:
            image.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
            pictures.append((jpeg_of(marked(image.convert("RGB"), asked["mark"])), 595.0))
        return {}, [bound_in_pdf(pictures)]
    with pypdfium2.PdfDocument(raw) as document:
        require_few(document)
        for number in range(len(document)):
            width = document.get_page_size(number)[0]
            picture = marked(picture_of(document, number, EDGE), asked["mark"])
            pictures.append((jpeg_of(picture, 76), width))
    return {}, [bound_in_pdf(pictures)]


def bound_in_pdf(pictures: list[tuple[bytes, float]]) -> bytes:
    """A PDF with a JPEG on each page; with each its width in points."""
    target = io.BytesIO()
    with pikepdf.new() as made:
        for raw, points in pictures:
            with Image.open(io.BytesIO(raw)) as image:
                width, height = image.size
            wide = max(72.0, min(points, 2_000.0))
            tall = wide * height / width
            shown = made.make_stream(
                raw,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=width,
                Height=height,
                ColorSpace=pikepdf.Name.DeviceRGB,
                BitsPerComponent=8,
            )
            shown.write(raw, filter=pikepdf.Name.DCTDecode)
            page = made.add_blank_page(page_size=(wide, tall))
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Blad=shown))
            page.Contents = made.make_stream(f"q {wide:.2f} 0 0 {tall:.2f} 0 0 cm /Blad Do Q".encode())
        made.save(target, deterministic_id=True)
    return target.getvalue()
