"""What people send in never stands readable on the disk, and a file that is too large costs nothing typed."""

from __future__ import annotations

import tempfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as live
from django.core.files import uploadedfile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from signals.models import ImportRun
from tests.documents.conftest import photo
from tests.signals.importing import a_row, csv_bytes, fresh
from tests.signals.test_report_form import NEW, STORY, drafts, filled

pytestmark = pytest.mark.django_db
Cast = dict[str, User]
MEGABYTE = 1024 * 1024
IMPORTS = "/signalen/import/"
MAILS = "/m-meldingen/inlezen/"


@pytest.fixture(autouse=True)
def _stores(tmp_path: Path, settings: Any) -> None:
    settings.VIK_SEAL_STORE = str(tmp_path / "seals")
    settings.VIK_DOCUMENT_STORE = str(tmp_path / "documents")


@pytest.fixture
def no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no temporary file can be made, also none without a name."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(FileNotFoundError):
        tempfile.mkstemp()


def send_table(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("signalen.csv", content)
    return client.post(IMPORTS, {"source_type": "ODT", "source_name": "derde kwartaal", "file": file})


def large_table(least: int) -> bytes:
    rows = [a_row(number, Bevindingen="Busjes bij de loods. " * 500) for number in range(1, 20)]
    once = csv_bytes(rows)
    return once + csv_bytes(rows * (least // len(once) + 1))[len(once.splitlines()[0]) + 2 :]


@pytest.mark.usefixtures("no_disk")
def test_a_file_of_five_megabytes_is_taken_in_without_touching_the_disk(as_user: Any, cast: Cast) -> None:
    content = large_table(5 * MEGABYTE)
    assert len(content) > 5 * MEGABYTE
    client = as_user(cast["coordinator"])
    answer = send_table(client, content)
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
    with acting_as(SYSTEM, why="test"):
        run = ImportRun.objects.unrestricted(why="test").get()
    assert fresh(run).rows_total == content.count(b"\r\n") - 1
    kept = Path(live.VIK_DOCUMENT_STORE) / "imports" / run.file_key
    assert b"Busjes" not in kept.read_bytes()


def test_a_photo_of_five_megabytes_never_becomes_a_temporary_file(
    as_user: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("readable on disk")

    monkeypatch.setattr(uploadedfile.TemporaryUploadedFile, "__init__", refuse)
    file = SimpleUploadedFile("foto.jpg", photo() + b"\0" * 5 * MEGABYTE, "image/jpeg")
    answer = as_user(cast["reporter"]).post(NEW, filled(photos=file, act="keep"))
    assert answer.status_code == 302
    assert [len(draft.content["photos"]) for draft in drafts()] == [1]


@pytest.mark.usefixtures("no_disk")
def test_a_table_that_is_too_large_is_told_at_its_field_and_nothing_typed_is_lost(
    as_user: Any, cast: Cast, settings: Any
) -> None:
    settings.VIK_UPLOAD_MAX_BYTES = MEGABYTE
    answer = send_table(as_user(cast["coordinator"]), large_table(3 * MEGABYTE))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors == {"file": ["Dit bestand is te groot: hoogstens 1 MB. Splits het in delen."]}
    assert form["source_name"].value() == "derde kwartaal"
    with acting_as(SYSTEM, why="test"):
        assert not ImportRun.objects.unrestricted(why="test").exists()


@pytest.mark.usefixtures("no_disk")
def test_a_photo_that_is_too_large_is_told_at_its_field_and_nothing_typed_is_lost(
    as_user: Any, cast: Cast, settings: Any
) -> None:
    settings.VIK_UPLOAD_MAX_BYTES = MEGABYTE
    file = SimpleUploadedFile("foto.jpg", photo() + b"\0" * 3 * MEGABYTE, "image/jpeg")
    # The file stands between the fields, as a browser sends it.
    fields = filled()
    parts = {"token": fields.pop("token"), "narrative": fields.pop("narrative"), "photos": file, **fields}
    answer = as_user(cast["reporter"]).post(NEW, parts)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors["photos"] == ["foto.jpg: Dit bestand is te groot: hoogstens 1 MB."]
    assert (form["narrative"].value(), form["team"].value()) == (STORY, "Buitendienst")
    assert drafts()[0].content["fields"]["team"] == ["Buitendienst"]


@pytest.mark.usefixtures("no_disk")
def test_files_that_are_too_large_together_are_told_so_and_the_first_are_kept(
    as_user: Any, cast: Cast, settings: Any
) -> None:
    settings.VIK_REQUEST_MAX_BYTES = MEGABYTE
    files = [
        SimpleUploadedFile(f"foto-{n}.jpg", photo() + b"\0" * 400_000, "image/jpeg") for n in range(1, 4)
    ]
    answer = as_user(cast["reporter"]).post(NEW, filled(photos=files))
    assert answer.status_code == 422
    assert answer.context["form"].errors["photos"] == [
        "foto-3.jpg: Deze bestanden zijn samen te groot: hoogstens 1 MB in één keer. Stuur ze in delen."
    ]
    assert [photo["name"] for photo in drafts()[0].content["photos"]] == ["foto-1.jpg", "foto-2.jpg"]


@pytest.mark.usefixtures("no_disk")
def test_a_mail_that_is_too_large_is_told_at_its_field(as_user: Any, cast: Cast, settings: Any) -> None:
    settings.VIK_UPLOAD_MAX_BYTES = MEGABYTE
    file = SimpleUploadedFile("melding.eml", b"x" * 2 * MEGABYTE)
    answer = as_user(cast["m_authorised"]).post(MAILS, {"mails": file})
    assert answer.status_code == 422
    assert "melding.eml: Dit bestand is te groot: hoogstens 1 MB." in unescape(answer.content.decode())


def test_the_reverse_proxy_lets_through_what_vik_refuses_itself() -> None:
    text = (Path(__file__).parents[2] / "docker" / "Caddyfile").read_text()
    (limit,) = [int(line.split()[1][:-2]) for line in text.splitlines() if "max_size" in line]
    assert limit * 1_000_000 > live.VIK_REQUEST_MAX_BYTES > live.VIK_UPLOAD_MAX_BYTES
