"""Pages as pictures, with the name of who looks and the moment across them."""

from __future__ import annotations

import io
from typing import Any, Final

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from core.errors import Refused

EDGE: Final = 1_800
SMALL_EDGE: Final = 320
MOST_SCALE: Final = 4.0
JPEG: Final = "JPEG"
FAINT: Final = (24, 33, 43, 46)
# So many pages are drawn again in the time that a piece of work may take.
MOST_DRAWN: Final = 150


def picture_of(document: pypdfium2.PdfDocument, number: int, edge: int) -> Image.Image:
    """One page, its longest side as long as asked whatever size the page claims to have."""
    page = document[number]
    longest = max(*page.get_size(), 1.0)
    # Scaled by what is wanted, a page of a kilometre costs as much as a letter.
    bitmap = page.render(scale=min(MOST_SCALE, edge / longest), may_draw_forms=False)
    picture: Image.Image = bitmap.to_pil().convert("RGB")
    page.close()
    return picture


def jpeg_of(picture: Image.Image, quality: int = 84) -> bytes:
    """The bytes of a picture."""
    target = io.BytesIO()
    picture.save(target, JPEG, quality=quality, optimize=True)
    return target.getvalue()


def page(raw: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """One page of a document as a picture: ``number`` from 0, ``mark`` the text across it ("" for none)."""
    if asked["image"]:
        with Image.open(io.BytesIO(raw)) as image:
            image.draft("RGB", (EDGE, EDGE))
            image.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
            picture = image.convert("RGB")
    else:
        with pypdfium2.PdfDocument(raw) as document:
            if not 0 <= asked["number"] < len(document):
                raise Refused("Dit blad is er niet.")
            picture = picture_of(document, asked["number"], EDGE)
    if asked["mark"]:
        picture = marked(picture, asked["mark"])
    return {"width": picture.width, "height": picture.height}, [jpeg_of(picture)]


def marked(picture: Image.Image, text: str) -> Image.Image:
    """The picture with a faint line of text over its whole breadth, again and again, and one at the foot."""
    size = max(14, min(34, picture.width // 45))
    font = ImageFont.load_default(size)
    line = Image.new("RGBA", (int(font.getlength(text)) + size * 4, size * 2), (255, 255, 255, 0))
    ImageDraw.Draw(line).text((0, size // 3), text, font=font, fill=FAINT)
    turned = line.rotate(24, expand=True, resample=Image.Resampling.BICUBIC)
    # Only where there is ink: pasted through its own faintness it would be nearly gone.
    inked = turned.getchannel("A").point(lambda level: 255 if level else 0)
    layer = Image.new("RGBA", picture.size, (255, 255, 255, 0))
    for row, y in enumerate(range(-turned.height // 2, picture.height, turned.height)):
        shift = -(turned.width // 2) * (row % 2)
        for x in range(shift, picture.width, turned.width):
            layer.paste(turned, (x, y), inked)
    foot = ImageDraw.Draw(layer)
    foot.rectangle((0, picture.height - size * 2, picture.width, picture.height), fill=(255, 255, 255, 205))
    foot.text((size, picture.height - int(size * 1.6)), text, font=font, fill=(24, 33, 43, 255))
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def require_few(document: pypdfium2.PdfDocument) -> None:
    """Refuse to draw a whole book again."""
    if len(document) > MOST_DRAWN:
        raise Refused(f"Dit document heeft meer dan {MOST_DRAWN} bladen. Deel het eerst op in delen.")
