"""A newer version stands in the place of the older one, which stays to be seen; hidden is hidden with all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.contexts import SYSTEM, acting_as
from accounts.models import Organisation, User
from core.errors import Refused
from documents import storage
from documents.filetypes import Part
from documents.models import Document, DocumentWords
from documents.operations import Described, add_document, destroy_document
from documents.operations.versions import add_version
from documents.storage import FileGone
from subjects.models import Subject
from tests.documents import samples
from tests.documents.conftest import stored
from tests.signals.test_involving import known_subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def shed(analyst: User) -> Subject:
    return known_subject(analyst, "PREMISES", ("location", "Plesmanweg 12"), ("town", "Almelo"))


@pytest.fixture
def report(shed: Subject, analyst: User) -> Document:
    """A report with the premises."""
    with acting_as(analyst):
        return add_document(by=analyst, record=shed, upload=a_pdf("Rapport een"), described=SAID)


SAID = Described("REPORT", "Rapportage loods", "DOCUMENT", "BR-7")


def a_pdf(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("rapport.pdf", samples.pdf(1, text))


def test_the_newest_version_is_shown_and_the_older_stays(
    report: Document, shed: Subject, analyst: User, as_user: Any
) -> None:
    client = as_user(analyst)
    assert client.get(f"{report.address}versie/").status_code == 200
    answer = client.post(f"{report.address}versie/", {"upload": a_pdf("Rapport twee")})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Versie 2" in page and f'href="{report.address}"' in page
    older = client.get(report.address).content.decode()
    assert "er is een nieuwere" in older and "Nieuwe versie" not in older
    on_record = client.get(shed.address).content.decode()
    assert "versie 2" in on_record and report.number not in on_record


def test_a_version_keeps_what_was_said_of_the_document(report: Document, analyst: User) -> None:
    with acting_as(analyst):
        newer = add_version(by=analyst, document=report, upload=a_pdf("Rapport twee"))
    assert (newer.kind, newer.title, newer.source_number, newer.edition, newer.series) == (
        "REPORT",
        "Rapportage loods",
        "BR-7",
        2,
        report.pk,
    )


def test_the_same_file_is_no_new_version_and_an_old_one_gets_none(report: Document, analyst: User) -> None:
    with acting_as(analyst):
        with pytest.raises(Refused, match="precies gelijk"):
            add_version(by=analyst, document=report, upload=a_pdf("Rapport een"))
        add_version(by=analyst, document=report, upload=a_pdf("Rapport twee"))
        with pytest.raises(Refused, match="nieuwere versie"):
            add_version(by=analyst, document=report, upload=a_pdf("Rapport drie"))


def test_destruction_takes_every_version_and_every_word(
    report: Document, analyst: User, after_commit: Callable[..., Any]
) -> None:
    with acting_as(analyst):
        newer = add_version(by=analyst, document=report, upload=a_pdf("Rapport twee"))
    with after_commit(), acting_as(SYSTEM, why="test"):
        destroy_document(by=None, document=report, why="bewaartermijn voorbij")
    for row in (stored(report), stored(newer)):
        assert row.destroyed_at is not None
        assert (row.title, row.filename, row.digest, row.size) == (None, None, None, 0)
        for part in Part:
            with pytest.raises(FileGone):
                storage.read(row.pk, part)
    with acting_as(SYSTEM, why="test"):
        assert not DocumentWords.objects.unrestricted(why="test").exists()


def test_other_words_about_a_document_are_kept_and_a_conflict_is_told(
    report: Document, analyst: User, as_user: Any
) -> None:
    client, url = as_user(analyst), f"{report.address}gegevens/"
    page = client.get(url).content.decode()
    assert 'value="Rapportage loods"' in page and 'value="BR-7"' in page
    typed = {"kind": "LETTER", "title": "Brief eigenaar", "version": report.version}
    assert client.post(url, typed).status_code == 302
    assert (stored(report).kind, stored(report).title) == ("LETTER", "Brief eigenaar")
    late = client.post(url, typed | {"title": "Te laat"})
    assert late.status_code == 409
    assert "Te laat" in late.content.decode()


def test_hiding_asks_for_a_reason_and_hides_every_version(
    report: Document, shed: Subject, analyst: User, as_user: Any
) -> None:
    with acting_as(analyst):
        newer = add_version(by=analyst, document=report, upload=a_pdf("Rapport twee"))
    client = as_user(analyst)
    assert client.post(f"{newer.address}verbergen/", {"why": ""}).status_code == 422
    assert client.post(f"{newer.address}verbergen/", {"why": "verkeerd pand"}).status_code == 302
    assert "Rapportage loods" not in client.get(shed.address).content.decode()
    for row in (report, newer):
        assert client.get(row.address).status_code == 403
        assert client.get(f"{row.address}blad/1/").status_code == 403


@pytest.mark.parametrize("page", ["versie/", "gegevens/", "verbergen/", "lakken/"])
def test_who_may_not_change_the_record_changes_no_document(
    page: str, report: Document, twenterand_analyst: User, reporter: User, as_user: Any, almelo: Organisation
) -> None:
    assert as_user(twenterand_analyst).get(report.address + page).status_code == 404
    assert as_user(reporter).post(report.address + page).status_code == 403
