"""A sealed file opens wholly or not at all: cut, longer, changed, reordered or moved is refused."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encryption import files
from encryption.files import CHUNK, TAG, FileTampered
from encryption.keyring import DecryptionError

PLAIN = b"Kraaiennest " * (3 * CHUNK // 12)
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5]


def seal(plain: bytes, *, context: str = "photo", row: str = "row-1") -> bytes:
    target = io.BytesIO()
    assert files.encrypt_stream(io.BytesIO(plain), target, context=context, row=row) == len(plain)
    return target.getvalue()


def open_(sealed: bytes, *, context: str = "photo", row: str = "row-1") -> bytes:
    return b"".join(files.decrypt_stream(io.BytesIO(sealed), context=context, row=row))


def header_length(sealed: bytes) -> int:
    return len(files.MAGIC) + 2 + int.from_bytes(sealed[5:7], "big") + files.PREFIX


@pytest.mark.parametrize("size", SIZES)
def test_a_file_of_any_size_survives(size: int) -> None:
    plain = bytes(i % 251 for i in range(size))
    assert open_(seal(plain)) == plain


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_survive(plain: bytes) -> None:
    assert open_(seal(plain)) == plain


def test_nothing_of_the_content_stands_in_the_file() -> None:
    assert b"Kraaiennest" not in seal(PLAIN)


class Trickle(io.BytesIO):
    """A source that gives less than is asked, as a pipe or the network does."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(size if size is None or size < 0 else min(size, 1000))


def test_a_source_that_trickles_is_sealed_and_opened_wholly() -> None:
    target = io.BytesIO()
    assert files.encrypt_stream(Trickle(PLAIN), target, context="photo", row="row-1") == len(PLAIN)
    assert open_(target.getvalue()) == PLAIN
    assert b"".join(files.decrypt_stream(Trickle(target.getvalue()), context="photo", row="row-1")) == PLAIN


@pytest.mark.parametrize("secret", [b"", b"x" * 32])
def test_a_file_with_a_secret_opens_with_that_secret_only(secret: bytes) -> None:
    target = io.BytesIO()
    files.encrypt_stream(io.BytesIO(PLAIN), target, context="photo", row="row-1", secret=b"s" * 32)
    sealed = target.getvalue()
    with pytest.raises(FileTampered):
        b"".join(files.decrypt_stream(io.BytesIO(sealed), context="photo", row="row-1", secret=secret))
    fresh = io.BytesIO()
    files.rewrap(io.BytesIO(sealed), fresh, context="photo", row="row-1", secret=b"s" * 32)
    fresh.seek(0)
    assert b"".join(files.decrypt_stream(fresh, context="photo", row="row-1", secret=b"s" * 32)) == PLAIN


def test_two_seals_of_one_file_differ() -> None:
    assert seal(PLAIN)[200:] != seal(PLAIN)[200:]


def test_a_file_cut_anywhere_is_refused() -> None:
    sealed = seal(PLAIN)
    start = header_length(sealed)
    cuts = {0, 1, 4, 5, 6, 7, 30, start - 1, start, start + 1, start + CHUNK + TAG, len(sealed) - 1}
    for cut in cuts:
        with pytest.raises((FileTampered, DecryptionError)):
            open_(sealed[:cut])


def test_a_longer_file_is_refused() -> None:
    sealed = seal(PLAIN)
    for tail in (b"\0", b"x" * (CHUNK + TAG), sealed[header_length(sealed) :]):
        with pytest.raises(FileTampered):
            open_(sealed + tail)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_changed_bit_anywhere_is_refused(data: st.DataObject) -> None:
    sealed = bytearray(seal(b"Kraaiennest" * 9))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((FileTampered, DecryptionError)):
        open_(bytes(sealed))


def test_exchanged_pieces_are_refused() -> None:
    sealed = seal(PLAIN)
    start, piece = header_length(sealed), CHUNK + TAG
    first, second = sealed[start : start + piece], sealed[start + piece : start + 2 * piece]
    with pytest.raises(FileTampered):
        open_(sealed[:start] + second + first + sealed[start + 2 * piece :])


def test_a_piece_left_out_is_refused() -> None:
    sealed = seal(PLAIN)
    start, piece = header_length(sealed), CHUNK + TAG
    with pytest.raises(FileTampered):
        open_(sealed[:start] + sealed[start + piece :])


def test_the_head_of_another_file_is_refused() -> None:
    ours, theirs = seal(PLAIN), seal(PLAIN)
    with pytest.raises(FileTampered):
        open_(theirs[: header_length(theirs)] + ours[header_length(ours) :])


@pytest.mark.parametrize(("context", "row"), [("photo", "row-2"), ("letter", "row-1")])
def test_a_file_of_another_row_or_kind_is_refused(context: str, row: str) -> None:
    with pytest.raises(DecryptionError):
        open_(seal(PLAIN), context=context, row=row)


def test_a_file_is_rewrapped_wholly() -> None:
    target = io.BytesIO()
    files.rewrap(io.BytesIO(seal(PLAIN)), target, context="photo", row="row-1")
    assert open_(target.getvalue()) == PLAIN
    assert files.file_key_id(io.BytesIO(target.getvalue())) == 1
