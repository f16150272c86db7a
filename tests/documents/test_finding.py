"""Documents are found by the words in them, by who may see them, and no text stands readable anywhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import AuditEvent
from core.levels import Confidentiality
from documents.models import Document, DocumentWords
from documents.operations import Described, add_document, hide_document
from documents.operations.versions import add_version
from documents.queries import document_keys, found_documents
from subjects.models import Subject
from tests.documents import samples
from tests.signals.test_involving import known_subject

pytestmark = pytest.mark.django_db
WORD = "Kwikstaartenpad"


@pytest.fixture
def shed(analyst: User) -> Subject:
    return known_subject(analyst, "PREMISES", ("location", "Plesmanweg 12"), ("town", "Almelo"))


def added(record: Subject, by: User, raw: bytes, name: str = "x", title: str = "Rapport") -> Document:
    upload = SimpleUploadedFile(name, raw)
    with acting_as(by):
        return add_document(by=by, record=record, upload=upload, described=Described("REPORT", title))


@pytest.mark.parametrize(
    "raw",
    [samples.pdf(1, f"Aan het {WORD}"), samples.docx_file(f"Aan het {WORD}"), f"Aan het {WORD}.".encode()],
    ids=["pdf", "docx", "text"],
)
def test_a_document_is_found_by_a_word_in_it(raw: bytes, shed: Subject, analyst: User, as_user: Any) -> None:
    document = added(shed, analyst, raw)
    answer = as_user(analyst).post("/zoeken/", {"q": WORD.lower(), "doel": "weging"})
    page = answer.content.decode()
    assert "Documenten (1)" in page
    assert document.number in page and shed.number in page
    (line,) = AuditEvent.objects.using("audit").filter(
        actor_id=analyst.pk, action="SEARCH", record_type="documents.document", shown=[str(document.pk)]
    )
    assert line.details["found"] == 1


def test_a_title_and_a_number_find_it_too(shed: Subject, analyst: User) -> None:
    document = added(shed, analyst, samples.xlsx_file(), title=f"Lijst {WORD}")
    with acting_as(analyst):
        assert document_keys(analyst, WORD) == {document.pk: "woorden in het document"}
        assert document_keys(analyst, document.number.lower()) == {document.pk: "nummer"}
        (found,) = found_documents(analyst, [document.pk], {document.pk: "nummer"})
        assert found.bearer == shed


def test_who_may_not_see_it_finds_nothing(
    shed: Subject, analyst: User, twenterand_analyst: User, as_user: Any
) -> None:
    document = added(shed, analyst, samples.pdf(1, WORD))
    page = as_user(twenterand_analyst).post("/zoeken/", {"q": WORD, "doel": "weging"}).content.decode()
    assert "Documenten (" not in page or "Documenten (0)" in page
    with acting_as(SYSTEM, why="test"):
        row = Subject.objects.unrestricted(why="test").get(pk=shed.pk)
        row.confidentiality = Confidentiality.GEHEIM
        row.save()
    with acting_as(analyst):
        assert document.pk not in document_keys(analyst, WORD)


def test_an_older_version_and_a_hidden_document_are_not_found(shed: Subject, analyst: User) -> None:
    document = added(shed, analyst, samples.pdf(1, WORD))
    with acting_as(analyst):
        newer = add_version(
            by=analyst, document=document, upload=SimpleUploadedFile("x", samples.pdf(1, f"Nieuw {WORD}"))
        )
        assert list(document_keys(analyst, WORD)) == [newer.pk]
    with acting_as(SYSTEM, why="test"):
        hide_document(by=None, document=newer, why="test")
        assert not DocumentWords.objects.unrestricted(why="test").exists()
    with acting_as(analyst):
        assert document_keys(analyst, WORD) == {}


def test_no_word_of_a_text_stands_readable_in_the_database(shed: Subject, analyst: User) -> None:
    added(shed, analyst, samples.pdf(1, WORD), "kwikstaart.pdf", "Over het kwikstaartenpad")
    with acting_as(SYSTEM, why="test"), connection.cursor() as cursor:
        for table in ("documents_document", "documents_documentwords"):
            cursor.execute(f"SELECT string_agg(row::text, '') FROM {table} row")
            assert "kwikstaart" not in cursor.fetchone()[0].lower()


def test_words_are_read_anew_from_the_sealed_text(shed: Subject, analyst: User, capsys: Any) -> None:
    document = added(shed, analyst, samples.pdf(1, WORD))
    with acting_as(SYSTEM, why="test"):
        DocumentWords.objects.unrestricted(why="test").update(tokens=[])
    call_command("index_documents")
    call_command("index_documents")
    told = capsys.readouterr().out.splitlines()
    assert told == ["1 documenten bijgewerkt, 0 onleesbaar", "0 documenten bijgewerkt, 0 onleesbaar"]
    with acting_as(analyst):
        assert list(document_keys(analyst, WORD)) == [document.pk]
