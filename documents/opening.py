"""What VIK makes of a file that comes in: its type by its content, and the parts that are stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.errors import Refused
from documents import bench, images
from documents.filetypes import IMAGES, WELCOME, Part, parts_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that could be opened wholly: what it is, and every part but the original."""

    media_type: str
    pages: int | None = None
    parts: dict[Part, bytes] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words that stand in it, as far as they can be read by a machine."""
        return self.parts.get(Part.TEXT, b"").decode()


def open_file(raw: bytes) -> Opened:
    """Open a file; raises :class:`Refused` for what VIK does not keep or can't open."""
    media_type = images.media_type_of(raw)
    if media_type in IMAGES:
        images.require_image(media_type)
        copies = images.make_copies(raw, media_type)
        return Opened(media_type, 1, {Part.SHOWN: copies.shown, Part.SMALL: copies.small})
    if media_type.startswith(("image/", "audio/", "video/")) and not media_type.endswith("xml"):
        raise Refused(f"Dit soort bestand neemt VIK niet aan. Stuur een {WELCOME}.")
    told, files = bench.work("take", raw)
    kept = [part for part in parts_of(told["media_type"]) if part is not Part.ORIGINAL]
    return Opened(told["media_type"], told["pages"], dict(zip(kept, files, strict=True)))
