"""Redaction: the pixels under a mark are gone, and so is everything that was not a pixel."""

from __future__ import annotations

import io
from typing import Any, Final

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from documents.workshop.binding import bound_in_pdf
from documents.workshop.rendering import jpeg_of, picture_of, require_few

# 200 dots an inch on a letter: small print stays readable.
EDGE: Final = 2_340
BLACK: Final = (18, 18, 18)
WHITE: Final = (255, 255, 255)


def redact(raw: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """A PDF of pictures in which each mark is a black block with its ground.

    ``marks`` are {page, x, y, width, height, label}, in thousandths of the page.
    """
    pictures = []
    by_page: dict[int, list[dict[str, Any]]] = {}
    for mark in asked["marks"]:
        by_page.setdefault(mark["page"], []).append(mark)
    if asked["image"]:
        with Image.open(io.BytesIO(raw)) as image:
            pictures.append((jpeg_of(blocked(image.convert("RGB"), by_page.get(0, []))), 595.0))
        return {"pages": 1}, [bound_in_pdf(pictures), _small(pictures)]
    with pypdfium2.PdfDocument(raw) as document:
        require_few(document)
        for number in range(len(document)):
            width = document.get_page_size(number)[0]
            picture = blocked(picture_of(document, number, EDGE), by_page.get(number, []))
            pictures.append((jpeg_of(picture, 80), width))
    return {"pages": len(pictures)}, [bound_in_pdf(pictures), _small(pictures)]


def blocked(picture: Image.Image, marks: list[dict[str, Any]]) -> Image.Image:
    """The picture with blocks over the marked places; the old pixels are nowhere in it any more."""
    draw = ImageDraw.Draw(picture)
    for mark in marks:
        left = int(mark["x"] * picture.width / 1000)
        top = int(mark["y"] * picture.height / 1000)
        right = -(-(mark["x"] + mark["width"]) * picture.width // 1000)
        bottom = -(-(mark["y"] + mark["height"]) * picture.height // 1000)
        draw.rectangle((left, top, right, bottom), fill=BLACK)
        size = max(8, min(26, (bottom - top) * 2 // 3))
        font = ImageFont.load_default(size)
        if font.getlength(mark["label"]) + 6 < right - left and bottom - top >= 10:
            draw.text((left + 4, top + (bottom - top - size) // 2), mark["label"], font=font, fill=WHITE)
    return picture


def _small(pictures: list[tuple[bytes, float]]) -> bytes:
    with Image.open(io.BytesIO(pictures[0][0])) as image:
        image.thumbnail((320, 320), Image.Resampling.LANCZOS)
        return jpeg_of(image.convert("RGB"), 78)
