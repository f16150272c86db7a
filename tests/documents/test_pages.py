"""Who may see the record may see its files; the bytes leave logged, harmless, and not as a page of ours."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections
from PIL import Image

from access.contexts import SYSTEM, acting_as
from accounts.models import Organisation, User
from audit.models import AuditEvent
from core.levels import Confidentiality
from documents.models import Document
from documents.operations import destroy_document, hide_document
from tests.documents.conftest import SENTINEL, photo

pytestmark = pytest.mark.django_db
HTML = b"<html><script>alert(document.cookie)</script></html>"


@pytest.fixture
def document(keep: Callable[..., Document], almelo: Organisation) -> Document:
    """A photo with a page glued behind it, for the triage of Almelo."""
    return keep(photo() + HTML, "Zwanenzang.jpg", owner=almelo)


def show(document: Document) -> str:
    return f"/documenten/{document.number}/"


def original_of(document: Document) -> str:
    return f"/documenten/{document.number}/origineel/"


def page_of(document: Document) -> str:
    return f"/documenten/{document.number}/blad/1/"


def lines(user: User, document: Document) -> list[tuple[str, str]]:
    rows = AuditEvent.objects.using("audit").filter(actor_id=user.pk, record_id=str(document.pk))
    return list(rows.order_by("at", "seq").values_list("action", "result"))


@pytest.mark.parametrize(("page", "size"), [("blad/1/", (120, 80)), ("klein/", (120, 80))])
def test_triage_sees_the_copy_without_place_or_camera(
    page: str, size: tuple[int, int], document: Document, coordinator: User, as_user: Any
) -> None:
    answer = as_user(coordinator).get(show(document) + page)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(answer.content)).size == size
    assert SENTINEL not in answer.content
    assert b"script" not in answer.content
    assert lines(coordinator, document) == [("READ", "OK")]


def test_the_copy_can_do_nothing_in_a_browser(document: Document, coordinator: User, as_user: Any) -> None:
    headers = as_user(coordinator).get(page_of(document)).headers
    policy = headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "allow-" not in policy
    assert "default-src 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Disposition"] == f'inline; filename="{document.number}-1.jpg"'


def test_the_original_is_a_download_of_the_very_file(
    document: Document, coordinator: User, as_user: Any
) -> None:
    answer = as_user(coordinator).get(original_of(document))
    assert answer.content == photo() + HTML
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Zwanenzang.jpg"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert lines(coordinator, document) == [("DOWNLOAD", "OK")]


def test_the_original_asks_for_a_coordinator(document: Document, analyst: User, as_user: Any) -> None:
    client = as_user(analyst)
    assert client.get(show(document)).status_code == 200
    answer = client.get(original_of(document))
    assert answer.status_code == 403
    assert "Coördinator" in answer.content.decode()


@pytest.mark.parametrize("part", ["reporter", "inspector", "m_authorised", "twenterand_analyst"])
def test_for_others_the_file_does_not_exist(
    part: str, document: Document, cast: dict[str, User], as_user: Any
) -> None:
    client = as_user(cast[part])
    assert client.get(show(document)).status_code == 404
    assert client.get("/documenten/DOC-1999-00001/").status_code == 404


@pytest.mark.parametrize("part", ["admin", "auditor", "manager"])
def test_roles_without_files_are_told_so(
    part: str, document: Document, cast: dict[str, User], as_user: Any
) -> None:
    assert as_user(cast[part]).get(show(document)).status_code == 403


def test_a_level_above_the_clearance_hides_the_file(
    keep: Callable[..., Document], almelo: Organisation, analyst: User, as_user: Any
) -> None:
    secret = keep(photo(), owner=almelo, level=Confidentiality.GEHEIM)
    assert analyst.clearance < Confidentiality.GEHEIM
    assert as_user(analyst).get(show(secret)).status_code == 404


def test_a_reporter_sees_the_photo_of_his_draft(
    keep: Callable[..., Document], almelo: Organisation, inspector: User, as_user: Any
) -> None:
    own = keep(photo(), owner=almelo, audience=[inspector.pk], by=inspector)
    assert as_user(inspector).get(show(own)).status_code == 200


@pytest.mark.parametrize("end", [hide_document, destroy_document])
def test_a_hidden_or_destroyed_file_is_shown_to_nobody(
    end: Any, document: Document, coordinator: User, as_user: Any, after_commit: Any
) -> None:
    with after_commit(), acting_as(SYSTEM, why="test"):
        end(by=None, document=document, why="verzegeld")
    client = as_user(coordinator)
    for url in (show(document), page_of(document), show(document) + "klein/", original_of(document)):
        answer = client.get(url)
        assert answer.status_code == 403
        assert answer.content.find(b"\xff\xd8\xff") == -1


def test_without_the_log_no_byte_leaves(
    document: Document, coordinator: User, as_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("no audit today")

    client = as_user(coordinator)
    monkeypatch.setattr(connections["audit"], "cursor", refuse)
    for url in (show(document), page_of(document), original_of(document)):
        answer = client.get(url)
        assert answer.status_code in {409, 503}
        assert b"JFIF" not in answer.content


def test_a_file_that_is_gone_from_the_store_is_a_sentence(
    document: Document, coordinator: User, as_user: Any, own_store: Path
) -> None:
    for path in own_store.rglob("*.shown"):
        path.unlink()
    answer = as_user(coordinator).get(page_of(document))
    assert answer.status_code == 409
    assert "staat niet meer in VIK" in answer.content.decode()


def test_a_file_that_was_damaged_or_exchanged_is_a_sentence_and_an_alarm(
    document: Document, coordinator: User, as_user: Any, own_store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (shown,) = own_store.rglob("*.shown")
    (original,) = own_store.rglob("*.original")
    shown.write_bytes(shown.read_bytes()[:-1])
    original.write_bytes(shown.read_bytes())
    for url in (page_of(document), original_of(document)):
        answer = as_user(coordinator).get(url)
        assert answer.status_code == 409
        assert "onleesbaar geworden" in answer.content.decode()
    assert caplog.text.count(f"unreadable: document {document.pk}") == 2


def test_a_key_store_that_is_not_mounted_is_a_sentence_and_destroys_nothing(
    document: Document, coordinator: User, as_user: Any, settings: Any
) -> None:
    client, store = as_user(coordinator), settings.VIK_SEAL_STORE
    settings.VIK_SEAL_STORE = store + "-not-mounted"
    assert "onleesbaar geworden" in client.get(page_of(document)).content.decode()
    settings.VIK_SEAL_STORE = store
    assert client.get(page_of(document)).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_file_is_only_looked_at(method: str, document: Document, coordinator: User, as_user: Any) -> None:
    assert getattr(as_user(coordinator), method)(show(document)).status_code == 405


def test_without_signing_in_there_is_no_file(document: Document, client: Any) -> None:
    assert client.get(show(document)).headers["Location"].startswith("/account/login/")
