"""Photos as they come in: known by their content, shown as a fresh copy that holds the picture only.

The copy is drawn anew from the pixels, so nothing else of the file survives: no place, camera,
serial number, thumbnail, comment, colour profile, or second file glued behind the first.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

import puremagic
from PIL import Image, ImageOps

from core.errors import Refused
from documents.filetypes import JPEG

SHOWN_EDGE: Final = 2400
SMALL_EDGE: Final = 320
# A JPEG unpacks at the size in which it is shown, so it may be what any telephone takes by default.
# The other kinds unpack wholly, up to twenty bytes for each point: half a gigabyte at most.
MOST_PIXELS_JPEG: Final = 64_000_000
MOST_PIXELS: Final = 25_000_000
HEAD: Final = 4096

HEIC: Final = "image/heif"
# Media type to the names that Pillow gives it (MPO is a JPEG with more than one picture).
_READERS: Final = {
    JPEG: ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/webp": ("WEBP",),
    HEIC: ("HEIF",),
}
KINDS: Final = "JPEG, PNG of WebP"
SHOWN_MEDIA: Final = JPEG
BROKEN: Final = (
    "Deze foto is beschadigd of niet helemaal aangekomen. Probeer het opnieuw, of kies een andere foto."
)


@dataclass(frozen=True, slots=True)
class Copies:
    """The copy that is shown and its thumbnail, both JPEG."""

    shown: bytes
    small: bytes


def media_type_of(raw: bytes) -> str:
    """What a file is by its content, whatever it is called; "" when unknown."""
    try:
        found: str = puremagic.from_string(raw[:HEAD], mime=True)
    except (puremagic.PureError, ValueError):
        return ""
    return HEIC if found in {"image/heic", "image/heif"} else found


def require_image(media_type: str) -> None:
    """Refuse what VIK can't show, naming what it can."""
    names = _READERS.get(media_type, ())
    if names and _readable(names):
        return
    if media_type == HEIC:
        raise Refused(
            f"Dit is een HEIC-foto, zoals een iPhone die maakt. VIK kan die niet lezen. Stuur {KINDS}."
        )
    raise Refused(f"Dit is geen foto die VIK kan lezen. Stuur {KINDS}.")


def _readable(names: tuple[str, ...]) -> bool:
    Image.init()
    return any(name in Image.OPEN for name in names)


def make_copies(raw: bytes, media_type: str) -> Copies:
    """Draw the two copies of a photo; raises :class:`Refused` when it can't be read wholly."""
    names = _READERS[media_type]
    try:
        # Only the reader of the kind that was recognised meets the file.
        with Image.open(io.BytesIO(raw), formats=names) as image:
            if image.format not in names:
                raise Refused(BROKEN)
            if image.width * image.height > (MOST_PIXELS_JPEG if media_type == JPEG else MOST_PIXELS):
                raise _too_large()
            image.draft("RGB", (SHOWN_EDGE, SHOWN_EDGE))
            image.load()
            picture = _flat(ImageOps.exif_transpose(_smaller(image)))
    except Image.DecompressionBombError:
        raise _too_large() from None
    except Refused:
        raise
    except Exception as error:
        # A hostile file can make a parser raise nearly anything; the answer is the same.
        raise Refused(BROKEN) from error
    return Copies(_jpeg(picture, SHOWN_EDGE, 86), _jpeg(picture, SMALL_EDGE, 78))


def _too_large() -> Refused:
    return Refused("Deze foto heeft te veel beeldpunten. Maak de foto kleiner en probeer het opnieuw.")


def _smaller(image: Image.Image) -> Image.Image:
    """The picture at the size in which it is shown: what follows then costs little memory."""
    if max(image.size) <= SHOWN_EDGE:
        return image
    if image.mode not in {"RGB", "RGBA", "L", "CMYK"}:
        # A palette can't be averaged.
        orientation = image.getexif()
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        image.info["exif"] = orientation.tobytes()
    image.thumbnail((SHOWN_EDGE, SHOWN_EDGE), Image.Resampling.LANCZOS)
    return image


def _flat(image: Image.Image) -> Image.Image:
    """The pixels alone, on white, in a picture that never saw the file."""
    clean = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        clean.paste(layer, mask=layer.getchannel("A"))
    else:
        clean.paste(image.convert("RGB"))
    return clean


def _jpeg(picture: Image.Image, edge: int, quality: int) -> bytes:
    copy = picture.copy()
    copy.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    copy.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()
