"""Photos as telephones make them, a store of one's own, and a file kept for the triage of Almelo."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from access.contexts import SYSTEM, acting_as
from access.principals import groups_of
from accounts.models import Organisation, Role, User
from core.levels import Confidentiality
from documents.models import Document
from documents.operations import store_file

# Stands in the metadata of the photo and nowhere else.
SENTINEL = b"Kraaiennest-camera-77"
GPS = 34853


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> Path:
    """Every test begins with empty stores of files and keys, and no scanner."""
    settings.VIK_DOCUMENT_STORE = str(tmp_path / "documents")
    settings.VIK_SEAL_STORE = str(tmp_path / "keys")
    settings.VIK_CLAMD = ""
    return tmp_path / "documents"


def photo(size: tuple[int, int] = (120, 80), kind: str = "JPEG", *, turned: bool = False) -> bytes:
    """A photo with place, camera, comment; red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    exif[271] = SENTINEL.decode()
    if turned:
        exif[274] = 6
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 21.0, 24.0), 3: "E", 4: (6.0, 39.0, 45.0)})
    target = io.BytesIO()
    extra = {"comment": SENTINEL} if kind == "JPEG" else {}
    image.save(target, kind, exif=exif, **extra)
    return target.getvalue()


def upload(raw: bytes, name: str = "IMG_0001.jpg") -> SimpleUploadedFile:
    """What a form hands over; the type that a browser claims is never believed."""
    return SimpleUploadedFile(name, raw, content_type="image/jpeg")


@pytest.fixture
def keep(db: None) -> Callable[..., Document]:
    """``keep(raw, name, owner=almelo, audience=[...])`` stores one file."""

    def kept(
        raw: bytes,
        name: str = "IMG_0001.jpg",
        *,
        owner: Organisation,
        audience: Any = None,
        by: User | None = None,
        level: int = Confidentiality.INTERN,
    ) -> Document:
        with acting_as(SYSTEM, why="test of documents"):
            return store_file(
                by=by,
                upload=upload(raw, name),
                owner=owner,
                audience=groups_of(owner.pk, (Role.COORDINATOR, Role.ANALYST))
                if audience is None
                else audience,
                regimes=["avg_internal"],
                confidentiality=level,
            )

    return kept


@pytest.fixture
def alone(db: None) -> Organisation:
    """A municipality without staff, for tests in which nobody signs in."""
    with acting_as(SYSTEM, why="test of documents"):
        return Organisation.objects.get_or_create(
            code="almelo", defaults={"name": "Almelo", "kind": "MUNICIPALITY", "municipality_code": "GM0141"}
        )[0]


def stored(document: Document) -> Document:
    """The row as it is now."""
    with acting_as(SYSTEM, why="test of documents"):
        return Document.objects.unrestricted(why="test").get(pk=document.pk)
