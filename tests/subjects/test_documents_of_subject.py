"""Documents of a record: seen by who sees the record, hidden with a reason, gone with the record."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from core import clock
from core.levels import Confidentiality
from documents.models import Document
from subjects.models import Subject
from subjects.operations import destroy_records
from tests.signals.test_involving import known_subject

pytestmark = pytest.mark.django_db
SOURCE = {"source_kind": "CONTROL", "source_number": "C-12"}


def photo() -> SimpleUploadedFile:
    raw = io.BytesIO()
    Image.new("RGB", (16, 16), "gray").save(raw, "JPEG")
    return SimpleUploadedFile("gevel.jpg", raw.getvalue())


@pytest.fixture
def shed(analyst: User) -> Subject:
    return known_subject(analyst, "PREMISES", ("location", "Plesmanweg 12"), ("town", "Almelo"))


@pytest.fixture
def client_of(as_user: Any, analyst: User) -> Client:
    client: Client = as_user(analyst)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def add(client: Client, shed: Subject, **more: Any) -> Any:
    typed = SOURCE | {"kind": "PHOTO", "title": "Afgeplakte ramen", "upload": photo()} | more
    return client.post(f"{shed.address}document/", typed)


def only() -> Document:
    with acting_as(SYSTEM, why="test"):
        return Document.objects.unrestricted(why="test").get()


def test_a_photo_is_kept_with_the_record_and_seen_by_who_sees_that(
    client_of: Client, as_user: Any, shed: Subject, twenterand_analyst: User
) -> None:
    assert add(client_of, shed).status_code == 302
    page = text(client_of.get(shed.address))
    assert "Afgeplakte ramen" in page and "Controle" in page and "C-12" in page
    shown = f"/documenten/{only().number}/"
    assert client_of.get(f"{shown}blad/1/")["Content-Type"].startswith("image/")
    assert as_user(twenterand_analyst).get(shown).status_code == 404


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"kind": ""}, "Kies wat voor document dit is."),
        ({"upload": ""}, "Kies een bestand."),
        ({"upload": SimpleUploadedFile("x.jpg", b"<script>")}, "Dit soort bestand neemt VIK niet aan."),
        ({"source_kind": "SIGNAL", "source_number": ""}, "Vul het nummer van het signaal in."),
    ],
)
def test_what_can_not_be_is_told_and_what_was_typed_stays(
    client_of: Client, shed: Subject, more: dict[str, Any], told: str
) -> None:
    answer = add(client_of, shed, **more)
    assert answer.status_code == 422
    assert told in text(answer)
    assert 'value="Afgeplakte ramen"' in text(answer)


def test_it_is_hidden_with_a_reason(client_of: Client, shed: Subject) -> None:
    add(client_of, shed)
    url = f"/documenten/{only().number}/verbergen/"
    assert client_of.post(url, {"why": ""}).status_code == 422
    assert client_of.post(url, {"why": "verkeerd pand"}).status_code == 302
    assert client_of.post(url, {"why": "nog eens"}).status_code == 403
    assert "Afgeplakte ramen" not in text(client_of.get(shed.address))
    assert client_of.get(f"/documenten/{only().number}/").status_code in {403, 404}


def test_it_follows_the_level_of_the_record(client_of: Client, shed: Subject) -> None:
    add(client_of, shed)
    with acting_as(SYSTEM, why="test"):
        row = Subject.objects.unrestricted(why="test").get(pk=shed.pk)
        row.confidentiality = Confidentiality.GEHEIM
        row.save()
    assert client_of.get(f"/documenten/{only().number}/").status_code == 404


def test_it_goes_with_the_record(client_of: Client, shed: Subject) -> None:
    add(client_of, shed)
    document = only()
    with acting_as(SYSTEM, why="test"):
        destroy_records([shed.pk])
        gone = Document.objects.unrestricted(why="test").get(pk=document.pk)
        assert gone.destroyed_at is not None
        assert not Subject.objects.filter(pk=shed.pk).unrestricted(why="test").exists()


def test_on_an_earlier_day_it_was_not_there(client_of: Client, shed: Subject) -> None:
    add(client_of, shed)
    before = (clock.today() - timedelta(days=1)).strftime("%d-%m-%Y")
    assert "Afgeplakte ramen" not in text(client_of.get(f"{shed.address}?op={before}"))


def test_the_same_photo_comes_once_and_again_after_it_was_hidden(client_of: Client, shed: Subject) -> None:
    assert add(client_of, shed).status_code == 302
    again = add(client_of, shed, title="Nog eens")
    assert again.status_code == 422
    assert "Dit bestand staat al bij dit dossier." in text(again)
    hide = f"/documenten/{only().number}/verbergen/"
    page = text(client_of.get(hide))
    assert "Afgeplakte ramen" in page and only().number in page
    client_of.post(hide, {"why": "verkeerd pand"})
    assert add(client_of, shed, title="Nog eens").status_code == 302
