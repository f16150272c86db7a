"""What comes in is known by its content; what is shown holds the picture and nothing else."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.errors import Refused
from documents import images
from tests.documents.conftest import GPS, SENTINEL, photo

HTML = b"<html><script>alert(document.cookie)</script></html>"


def copies(raw: bytes) -> images.Copies:
    media_type = images.media_type_of(raw)
    images.require_image(media_type)
    return images.make_copies(raw, media_type)


def png_of(width: int, height: int) -> bytes:
    """A tiny file that claims to be a picture of this size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_known_by_its_content(kind: str) -> None:
    raw = photo(kind=kind)
    assert images.media_type_of(raw) == f"image/{kind.lower()}"
    assert Image.open(io.BytesIO(copies(raw).shown)).size == (120, 80)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_camera_and_comment_are_gone_from_what_is_shown(kind: str) -> None:
    raw = photo(kind=kind)
    original = Image.open(io.BytesIO(raw))
    assert original.getexif().get_ifd(GPS)[1] == "N"
    assert SENTINEL in raw
    for copy in (copies(raw).shown, copies(raw).small):
        shown = Image.open(io.BytesIO(copy))
        assert shown.format == "JPEG"
        assert dict(shown.getexif()) == {}
        assert not {"exif", "icc_profile", "comment", "xmp", "photoshop"} & set(shown.info)
        assert SENTINEL not in copy
        assert b"Exif" not in copy


def test_what_is_glued_behind_a_photo_is_gone_from_what_is_shown() -> None:
    made = copies(photo() + HTML)
    assert b"script" not in made.shown + made.small


def test_a_turned_photo_stands_upright() -> None:
    shown = Image.open(io.BytesIO(copies(photo(turned=True)).shown))
    assert shown.size == (80, 120)
    red, _, blue = shown.convert("RGB").getpixel((40, 5))
    assert red > blue


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_turned_photo_stands_upright_too(kind: str) -> None:
    shown = Image.open(io.BytesIO(copies(photo((3000, 2500), kind, turned=True)).shown))
    assert shown.size == (2000, 2400)
    red, _, blue = shown.convert("RGB").getpixel((1000, 50))
    assert red > blue


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1"])
def test_every_way_of_colouring_can_be_shown_when_it_is_large(mode: str) -> None:
    target, exif = io.BytesIO(), Image.Exif()
    exif[274] = 6
    Image.new(mode, (2600, 1300)).save(target, "PNG", exif=exif)
    shown = Image.open(io.BytesIO(copies(target.getvalue()).shown))
    assert (shown.mode, shown.size) == ("RGB", (1200, 2400))


def test_large_photos_become_smaller_and_small_ones_stay() -> None:
    large = copies(photo((4000, 1000)))
    assert Image.open(io.BytesIO(large.shown)).size == (2400, 600)
    assert Image.open(io.BytesIO(large.small)).size == (320, 80)
    assert Image.open(io.BytesIO(copies(photo((50, 40))).small)).size == (50, 40)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16"])
def test_every_way_of_colouring_can_be_shown(mode: str) -> None:
    target = io.BytesIO()
    Image.new(mode, (40, 30)).save(target, "PNG")
    assert Image.open(io.BytesIO(copies(target.getvalue()).shown)).mode == "RGB"


def test_what_is_see_through_becomes_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (40, 30), (255, 0, 0, 0)).save(target, "PNG")
    assert Image.open(io.BytesIO(copies(target.getvalue()).shown)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "raw",
    [
        HTML,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"MZ\x90\0" + b"\0" * 200,
        b"%PDF-1.7\n1 0 obj\n",
        b"GIF89a" + b"\0" * 50,
        b"PK\x03\x04" + b"\0" * 50,
        b"tekst",
        b"\0" * 50,
    ],
)
def test_anything_else_is_refused_with_the_kinds_that_are_welcome(raw: bytes) -> None:
    with pytest.raises(Refused, match="JPEG, PNG of WebP"):
        copies(raw)


def test_a_photo_of_an_iphone_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="HEIC"):
        copies(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 80)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_photo_is_refused(kind: str, part: float) -> None:
    raw = photo((600, 400), kind)
    cut = max(40, int(len(raw) * part))
    with pytest.raises(Refused):
        copies(raw[:cut])


@pytest.mark.parametrize("size", [(30_000, 30_000), (9_500, 9_500), (5_001, 5_000), (2**31 - 1, 2)])
def test_a_picture_that_would_fill_the_memory_is_refused_unopened(size: tuple[int, int]) -> None:
    with pytest.raises(Refused):
        copies(png_of(*size))


def test_a_text_that_would_fill_the_memory_is_refused() -> None:
    bomb = zlib.compress(b"\0" * 200_000_000, 9)
    body = b"zTXt" + b"Comment\0\0" + bomb
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    raw = photo(kind="PNG")
    with pytest.raises(Refused):
        copies(raw[:33] + chunk + raw[33:])


def test_a_photo_with_the_head_of_another_kind_is_refused() -> None:
    with pytest.raises(Refused):
        copies(b"\x89PNG\r\n\x1a\n" + photo())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_photo_is_shown_or_refused_and_never_an_error(data: st.DataObject) -> None:
    raw = bytearray(photo((64, 48), data.draw(st.sampled_from(["JPEG", "PNG", "WEBP"]))))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        made = copies(bytes(raw))
    except Refused:
        return
    assert SENTINEL not in made.shown
