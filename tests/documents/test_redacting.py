"""What is redacted is gone from the redacted version, and from nothing else."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.contexts import acting_as
from accounts.models import User
from audit.models import AuditEvent
from core.errors import Refused
from documents import storage
from documents.filetypes import Part
from documents.models import Document
from documents.operations import Described, add_document
from documents.operations.redacting import Place, add_mark, redact
from documents.queries import document_keys, marks_on, redactions_of
from subjects.models import Subject
from tests.documents import samples
from tests.documents.conftest import photo
from tests.signals.test_involving import known_subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def shed(analyst: User) -> Subject:
    return known_subject(analyst, "PREMISES", ("location", "Plesmanweg 12"), ("town", "Almelo"))


@pytest.fixture
def report(shed: Subject, analyst: User) -> Document:
    """Two pages, each with a line of text near the top."""
    return added(shed, analyst, samples.pdf(2, nasty=True))


def added(shed: Subject, by: User, raw: bytes) -> Document:
    upload = SimpleUploadedFile("rapport.pdf", raw)
    with acting_as(by):
        return add_document(by=by, record=shed, upload=upload, described=Described("REPORT", "Rapport"))


def picture(raw: bytes, page: int = 0) -> Any:
    with pypdfium2.PdfDocument(raw) as document:
        return document[page].render(scale=1).to_pil().convert("RGB")


def test_the_pixels_under_a_mark_are_gone_and_there_is_no_text_left(report: Document, analyst: User) -> None:
    original = storage.read(report.pk, Part.ORIGINAL)
    with acting_as(analyst):
        add_mark(by=analyst, document=report, place=Place(1, 90, 60, 800, 60), ground="5.1.2e")
        made = redact(by=analyst, document=report)
    raw = storage.read(made.pk, Part.SHOWN)
    assert storage.read(made.pk, Part.ORIGINAL) == raw
    shown = picture(raw)
    block = shown.crop((60, 58, 520, 95))
    # A black block with at most the ground in it: nothing of what was there.
    assert max(high for _, high in block.crop((120, 5, 450, 30)).getextrema()) < 60
    assert picture(raw, 1).tobytes() != picture(raw, 0).tobytes()
    with pypdfium2.PdfDocument(raw) as document:
        assert all(page.get_textpage().get_text_bounded() == "" for page in document)
    with pikepdf.open(io.BytesIO(raw)) as document:
        assert len(document.attachments) == 0
        assert set(document.pages[0].Resources.keys()) == {"/XObject"}
    for word in (samples.WORD, samples.HIDDEN):
        assert word.encode() not in raw
    assert storage.read(report.pk, Part.ORIGINAL) == original


def test_the_redacted_version_stands_beside_the_document_with_its_grounds(
    report: Document, analyst: User, as_user: Any
) -> None:
    client, url = as_user(analyst), f"{report.address}lakken/"
    assert "Wijs eerst aan" in client.get(url).content.decode()
    place = {"x": "10", "y": "6", "width": "80", "height": "6"}
    answer = client.post(f"{url}?blad=2", {"ground": "5.1.1e", **place})
    assert answer["Location"] == f"{url}?blad=2&grond=5.1.1e"
    page = client.get(f"{url}?blad=2").content.decode()
    assert "1 plek op blad" in page and "nummers zoals het BSN" in page
    answer = client.post(url, {"act": "make"})
    assert answer.status_code == 302
    made = client.get(answer["Location"]).content.decode()
    assert "Gelakte versie van" in made and report.number in made and "5.1 lid 1 onder e" in made
    assert "Gelakte versies" in client.get(report.address).content.decode()
    lines = AuditEvent.objects.using("audit").filter(record_id=str(report.pk), details__step="redacted")
    assert [line.details["grounds"] for line in lines] == [["5.1.1e"]]


def test_without_a_mark_or_a_ground_nothing_is_made(report: Document, analyst: User, as_user: Any) -> None:
    client, url = as_user(analyst), f"{report.address}lakken/"
    answer = client.post(url, {"act": "make"})
    assert answer.status_code == 422 and "Wijs eerst aan" in answer.content.decode()
    whole = {"x": 0, "y": 0, "width": 100, "height": 100}
    assert "Kies een grond." in client.post(url, {"ground": "", **whole}).content.decode()
    assert client.post(url, {"ground": "5.2", **whole, "width": 0}).status_code == 422
    assert client.post(url, {"act": "away", "mark": "geen sleutel"}).status_code == 422


def test_a_mark_is_put_once_stays_on_the_page_and_can_be_taken_back(
    report: Document, analyst: User, as_user: Any
) -> None:
    with acting_as(analyst):
        one = add_mark(by=analyst, document=report, place=Place(1, 900, 900, 500, 500), ground="5.2")
        two = add_mark(by=analyst, document=report, place=Place(1, 900, 900, 500, 500), ground="5.2")
        assert (one.pk, one.x + one.width, one.y + one.height) == (two.pk, 1000, 1000)
        with pytest.raises(Refused, match="blad"):
            add_mark(by=analyst, document=report, place=Place(3), ground="5.2")
    as_user(analyst).post(f"{report.address}lakken/", {"act": "away", "mark": str(one.pk)})
    with acting_as(analyst):
        assert marks_on(analyst, report) == []


def test_redacting_again_makes_the_next_version_of_the_redaction(report: Document, analyst: User) -> None:
    with acting_as(analyst):
        add_mark(by=analyst, document=report, place=Place(1, 0, 0, 100, 100), ground="5.2")
        first = redact(by=analyst, document=report)
        add_mark(by=analyst, document=report, place=Place(2), ground="5.1.2i")
        second = redact(by=analyst, document=report)
        assert (second.series, second.edition) == (first.series, 2)
        assert [row.pk for row in redactions_of(analyst, report)] == [second.pk]
        with pytest.raises(Refused, match="al een gelakte"):
            redact(by=analyst, document=second)


def test_a_redacted_version_is_not_found_by_the_words_that_are_gone(report: Document, analyst: User) -> None:
    with acting_as(analyst):
        add_mark(by=analyst, document=report, place=Place(1), ground="5.2")
        made = redact(by=analyst, document=report)
        assert made.pk not in document_keys(analyst, samples.WORD)
        assert report.pk in document_keys(analyst, samples.WORD)


def test_a_photo_can_be_redacted_and_an_office_file_not(shed: Subject, analyst: User) -> None:
    snapshot = added(shed, analyst, photo((600, 400)))
    letter = added(shed, analyst, samples.docx_file())
    with acting_as(analyst):
        add_mark(by=analyst, document=snapshot, place=Place(1, 0, 0, 500, 1000), ground="5.1.2e")
        made = redact(by=analyst, document=snapshot)
        with pytest.raises(Refused, match="als PDF"):
            add_mark(by=analyst, document=letter, place=Place(1), ground="5.1.2e")
    left = picture(storage.read(made.pk, Part.SHOWN)).getpixel((60, 300))
    assert max(left) < 60
