"""Content under a key of its own: with its share destroyed it is gone, from every backup as well."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from encryption import keyring, seals
from encryption.keyring import DecryptionError
from encryption.seals import SealExists, SealGone, SealStoreMissing

ROW = "0192f0c1-2345-7abc-8def-0123456789ab"
PLAIN = b"Bij Kraaiennest kwamen busjes langs."


def seal(row: str = ROW) -> seals.SealedBlob:
    return seals.seal(PLAIN, context="sealed", row=row)


def open_(blob: seals.SealedBlob, row: str = ROW, context: str = "sealed") -> bytes:
    return seals.open_seal(blob.ciphertext, blob.share, context=context, row=row)


def test_sealed_content_opens_while_its_key_exists() -> None:
    blob = seal()
    assert open_(blob) == PLAIN
    assert seals.seal_exists(ROW)
    assert b"Kraaiennest" not in blob.ciphertext + blob.share


def test_destroyed_content_is_gone_even_with_an_old_row_of_the_database() -> None:
    backup = seal()
    seals.destroy_seal(ROW)
    assert not seals.seal_exists(ROW)
    with pytest.raises(SealGone):
        open_(backup)


def test_destroying_twice_changes_nothing() -> None:
    seal()
    seals.destroy_seal(ROW)
    seals.destroy_seal(ROW)


def test_a_new_seal_does_not_open_what_the_destroyed_one_closed() -> None:
    backup = seal()
    seals.destroy_seal(ROW)
    seal()
    with pytest.raises(DecryptionError):
        open_(backup)


def test_the_database_alone_opens_nothing(settings: Any, tmp_path: Path) -> None:
    blob = seal()
    (tmp_path / "elsewhere").mkdir()
    settings.VIK_SEAL_STORE = str(tmp_path / "elsewhere")
    with pytest.raises(SealGone, match="destroyed, or VIK_SEAL_STORE names another store"):
        open_(blob)


def test_a_store_that_is_not_there_is_no_destruction(settings: Any, tmp_path: Path) -> None:
    blob, store = seal(), settings.VIK_SEAL_STORE
    settings.VIK_SEAL_STORE = str(tmp_path / "not mounted")
    with pytest.raises(SealStoreMissing):
        open_(blob)
    settings.VIK_SEAL_STORE = store
    assert open_(blob) == PLAIN


def test_a_second_seal_can_not_destroy_the_first() -> None:
    blob = seal()
    with pytest.raises(SealExists):
        seal()
    assert open_(blob) == PLAIN


def test_destroying_takes_along_what_a_crash_left_of_the_key(settings: Any) -> None:
    seal()
    (path,) = [path for path in Path(settings.VIK_SEAL_STORE).rglob("*") if path.is_file()]
    left = path.with_name(f".{path.name}.0badcafe")
    left.write_bytes(path.read_bytes())
    seals.destroy_seal(ROW)
    assert [path for path in Path(settings.VIK_SEAL_STORE).rglob("*") if path.is_file()] == []


def test_a_full_disk_leaves_no_half_of_a_key(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(seals.os, "fsync", full)
    Path(settings.VIK_SEAL_STORE, "ab").mkdir(parents=True)
    with pytest.raises(OSError, match="no space"):
        seal()
    assert [path for path in Path(settings.VIK_SEAL_STORE).rglob("*") if path.is_file()] == []


def test_a_key_for_what_is_sealed_elsewhere_opens_until_it_is_destroyed() -> None:
    key = seals.make_key(ROW, context="files")
    assert len(key) == seals.SHARE_BYTES
    assert seals.open_key(ROW, context="files") == key
    with pytest.raises(DecryptionError):
        seals.open_key(ROW, context="sealed")
    seals.destroy_seal(ROW)
    with pytest.raises(SealGone):
        seals.open_key(ROW, context="files")


def test_the_two_halves_can_not_stand_for_each_other() -> None:
    blob = seal()
    store_half = seals.stored_share(ROW)
    with pytest.raises(DecryptionError):
        seals.open_seal(blob.ciphertext, store_half, context="sealed", row=ROW)


def test_content_of_another_row_or_kind_is_refused() -> None:
    blob, elsewhere = seal(), str(uuid.UUID(int=5))
    seals.seal(b"", context="sealed", row=elsewhere)
    for row, context in ((elsewhere, "sealed"), (ROW, "other")):
        with pytest.raises(DecryptionError):
            open_(blob, row, context)


def test_changed_content_is_refused() -> None:
    blob = seal()
    changed = seals.SealedBlob(blob.ciphertext[:-1] + bytes([blob.ciphertext[-1] ^ 1]), blob.share)
    with pytest.raises(DecryptionError):
        open_(changed)


def test_the_share_is_readable_for_its_owner_only(settings: Any) -> None:
    seal()
    (path,) = [path for path in Path(settings.VIK_SEAL_STORE).rglob("*") if path.is_file()]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("row", ["../../etc/passwd", "", "/tmp/x", "not-a-uuid"])
def test_only_a_row_key_becomes_a_file_name(row: str) -> None:
    with pytest.raises(ValueError):
        seals.seal(PLAIN, context="sealed", row=row)


def test_the_share_follows_the_active_key(turn_ring: Any) -> None:
    blob = seal()
    turn_ring(active=2, keys=(1, 2))
    assert seals.reseal_store(ROW, context="sealed") is True
    assert seals.reseal_store(ROW, context="sealed") is False
    assert keyring.key_id(seals.stored_share(ROW)) == 2
    assert open_(blob) == PLAIN
