"""A file is kept sealed, bound to its row, and gone when it is destroyed."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from PIL import Image

from access.contexts import SYSTEM, acting_as
from accounts.models import Organisation
from audit.models import AuditEvent
from core.errors import Refused
from documents import storage, tasks
from documents.filetypes import Part
from documents.models import Document, ScanState
from documents.operations import clean_name, destroy_document, hide_document, storing
from documents.storage import FileGone
from encryption import seals
from encryption.files import FileTampered
from encryption.keyring import DecryptionError
from tests.documents.conftest import SENTINEL, photo, stored

pytestmark = pytest.mark.django_db
Keep = Callable[..., Document]


def files_in(store: Path) -> list[Path]:
    return sorted(path for path in store.rglob("*") if path.is_file())


def actions_on(document: Document) -> list[str]:
    lines = AuditEvent.objects.using("audit").filter(record_id=str(document.pk)).order_by("at", "seq")
    return list(lines.values_list("action", flat=True))


def test_the_original_is_kept_as_it_was_sent(keep: Keep, alone: Organisation) -> None:
    raw = photo()
    document = keep(raw, owner=alone)
    assert storage.read(document.pk, Part.ORIGINAL) == raw
    row = stored(document)
    assert (row.media_type, row.size, row.filename) == ("image/jpeg", len(raw), "IMG_0001.jpg")
    assert row.number.startswith("DOC-")
    assert row.scan_state == ScanState.NOT_SCANNED
    assert actions_on(document) == ["CREATE"]


def test_nothing_of_a_file_can_be_read_on_disk(keep: Keep, alone: Organisation, own_store: Path) -> None:
    keep(photo(), owner=alone)
    found = files_in(own_store)
    assert len(found) == 3
    for path in found:
        content = path.read_bytes()
        assert SENTINEL not in content
        assert b"JFIF" not in content
        assert path.stat().st_mode & 0o777 == 0o600
        assert "IMG" not in path.name


def test_what_is_shown_is_a_picture(keep: Keep, alone: Organisation) -> None:
    document = keep(photo((1000, 500), "PNG"), owner=alone)
    assert Image.open(io.BytesIO(storage.read(document.pk, Part.SHOWN))).size == (1000, 500)
    assert Image.open(io.BytesIO(storage.read(document.pk, Part.SMALL))).size == (320, 160)


def test_files_can_not_be_exchanged_on_disk(keep: Keep, alone: Organisation, own_store: Path) -> None:
    ours, theirs = keep(photo(), owner=alone), keep(photo((90, 90)), owner=alone)
    (original,) = own_store.rglob(f"{ours.pk.hex}.original")
    (shown,) = own_store.rglob(f"{ours.pk.hex}.shown")
    (foreign,) = own_store.rglob(f"{theirs.pk.hex}.original")
    kept = original.read_bytes()
    for other in (foreign, shown):
        original.write_bytes(other.read_bytes())
        with pytest.raises(DecryptionError):
            storage.read(ours.pk, Part.ORIGINAL)
    original.write_bytes(kept[:-1])
    with pytest.raises(FileTampered):
        storage.read(ours.pk, Part.ORIGINAL)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "leeg"),
        (b"<html><script>alert(1)</script>", "neemt VIK niet aan"),
        (photo()[:300], "beschadigd"),
    ],
)
def test_a_refused_file_leaves_nothing(
    raw: bytes, sentence: str, keep: Keep, alone: Organisation, own_store: Path
) -> None:
    with pytest.raises(Refused, match=sentence):
        keep(raw, "vakantie.jpg", owner=alone)
    assert files_in(own_store) == files_in(own_store.parent / "keys") == []
    with acting_as(SYSTEM, why="test"):
        assert Document.objects.unrestricted(why="test").count() == 0


def test_a_file_that_is_too_large_is_refused_with_the_limit(
    keep: Keep, alone: Organisation, settings: Any
) -> None:
    settings.VIK_UPLOAD_MAX_BYTES = 1024 * 1024
    with pytest.raises(Refused, match="hoogstens 1 MB"):
        keep(photo() + b"\0" * 1024 * 1024, owner=alone)


def test_a_failing_database_leaves_no_file(
    keep: Keep, alone: Organisation, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> str:
        raise RuntimeError("no number today")

    monkeypatch.setattr(storing, "next_number", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        keep(photo(), owner=alone)
    assert files_in(own_store) == files_in(own_store.parent / "keys") == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("IMG_0001.JPG", "IMG_0001.jpg"),
        ("foto.jpeg", "foto.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\j\\foto.png", "foto.png.jpg"),
        ("foto.jpg.exe", "foto.jpg.exe.jpg"),
        ("evil\r\nSet-Cookie: a=b.jpg", "evilSet-Cookie  a=b.jpg"),
        ("foto\u202egpj.exe", "fotogpj.exe.jpg"),
        ("...", "bestand.jpg"),
        ("", "bestand.jpg"),
        ("\0", "bestand.jpg"),
        ("é" * 400 + ".jpg", "é" * 120 + ".jpg"),
    ],
)
def test_a_name_can_do_no_harm(given: str, kept: str) -> None:
    assert clean_name(given, "image/jpeg") == kept


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "", "0" * 32 + ".exe", "a" * 32 + ".shown/.."])
def test_only_names_of_our_own_making_reach_the_folder(name: str) -> None:
    for act in (storage.store().get, storage.store().remove):
        with pytest.raises(ValueError):
            act(name)


def test_a_destroyed_file_is_a_tombstone(
    keep: Keep, alone: Organisation, own_store: Path, after_commit: Callable[..., Any]
) -> None:
    document = keep(photo(), owner=alone)
    with after_commit(), acting_as(SYSTEM, why="test"):
        destroy_document(by=None, document=document, why="bewaartermijn voorbij")
    assert files_in(own_store) == []
    row = stored(document)
    assert (row.filename, row.digest, row.size, row.stored_by) == (None, None, 0, None)
    assert row.destroyed_at is not None
    assert row.number == document.number
    assert actions_on(document) == ["CREATE", "DESTROY"]


def test_no_backup_of_the_files_opens_after_destruction(
    keep: Keep, alone: Organisation, own_store: Path, after_commit: Callable[..., Any]
) -> None:
    raw = photo()
    document, other = keep(raw, owner=alone), keep(raw, owner=alone)
    backup = {path: path.read_bytes() for path in files_in(own_store)}
    with after_commit(), acting_as(SYSTEM, why="test"):
        destroy_document(by=None, document=document, why="bewaartermijn voorbij")
    for path, content in backup.items():
        path.write_bytes(content)
    for part in document.parts:
        with pytest.raises(FileGone, match="key of this document was destroyed"):
            storage.read(document.pk, part)
        assert storage.read(other.pk, part)


def test_the_key_of_one_file_does_not_open_another(keep: Keep, alone: Organisation) -> None:
    ours, theirs = keep(photo(), owner=alone), keep(photo(), owner=alone)
    seals.destroy_seal(str(ours.pk))
    storage.make_key(ours.pk)
    with pytest.raises(FileTampered):
        storage.read(ours.pk, Part.ORIGINAL)
    assert storage.read(theirs.pk, Part.ORIGINAL)


def test_destroying_twice_changes_nothing(
    keep: Keep, alone: Organisation, after_commit: Callable[..., Any]
) -> None:
    document = keep(photo(), owner=alone)
    for _ in range(2):
        with after_commit(), acting_as(SYSTEM, why="test"):
            destroy_document(by=None, document=document, why="bewaartermijn voorbij")
    assert actions_on(document) == ["CREATE", "DESTROY"]


def test_a_destruction_that_is_taken_back_loses_no_file(
    keep: Keep, alone: Organisation, after_commit: Callable[..., Any]
) -> None:
    raw = photo()
    document = keep(raw, owner=alone)
    with after_commit(), acting_as(SYSTEM, why="test"), pytest.raises(RuntimeError), transaction.atomic():
        destroy_document(by=None, document=document, why="bewaartermijn voorbij")
        raise RuntimeError
    assert storage.read(document.pk, Part.ORIGINAL) == raw
    assert stored(document).destroyed_at is None


def test_a_hidden_file_is_kept(keep: Keep, alone: Organisation) -> None:
    document = keep(photo(), owner=alone)
    with acting_as(SYSTEM, why="test"):
        hide_document(by=None, document=document, why="verzegeld")
        hide_document(by=None, document=document, why="nog eens")
    assert stored(document).hidden_at is not None
    assert storage.read(document.pk, Part.ORIGINAL)
    assert actions_on(document) == ["CREATE", "CHANGE"]


def test_the_same_file_can_be_found_twice_without_its_hash(keep: Keep, alone: Organisation) -> None:
    one, two, three = keep(photo(), owner=alone), keep(photo(), owner=alone), keep(photo((9, 9)), owner=alone)
    assert bytes(stored(one).digest) == bytes(stored(two).digest) != bytes(stored(three).digest)


def test_the_sweep_removes_what_belongs_to_nothing(
    keep: Keep, alone: Organisation, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, gone = keep(photo(), owner=alone), keep(photo(), owner=alone)
    with acting_as(SYSTEM, why="test"):
        # A crash right after the commit: the row is a tombstone, the files are still there.
        destroy_document(by=None, document=gone, why="bewaartermijn voorbij")
    broken_off = uuid.uuid4()
    storage.make_key(broken_off)
    storage.keep(broken_off, Part.ORIGINAL, b"an upload that was broken off")
    (own_store / "aa").mkdir(exist_ok=True)
    (own_store / "aa" / "notes.txt").write_text("not ours")
    tasks.remove_orphans()
    assert len(files_in(own_store)) == 8
    monkeypatch.setattr(tasks, "GRACE", tasks.GRACE * 0)
    tasks.remove_orphans()
    left = [path.name for path in files_in(own_store)]
    assert sorted(left) == sorted([*(f"{document.pk.hex}.{part}" for part in document.parts), "notes.txt"])
    assert [path.name for path in files_in(own_store.parent / "keys")] == [document.pk.hex]
    assert storage.read(document.pk, Part.ORIGINAL)
