"""What is shown carries who looks and when; what leaves is asked for, and on record."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops

from access.contexts import acting_as
from accounts.models import User
from audit.models import AuditEvent
from documents import bench, storage
from documents.filetypes import Part
from documents.models import Document
from documents.operations import Described, add_document
from reference.models import LegalBasis
from subjects.models import Subject
from tests.documents import samples
from tests.signals.test_involving import known_subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def shed(analyst: User) -> Subject:
    return known_subject(analyst, "PREMISES", ("location", "Plesmanweg 12"), ("town", "Almelo"))


def added(record: Subject, by: User, raw: bytes, **how: Any) -> Document:
    upload = SimpleUploadedFile("rapport", raw)
    with acting_as(by):
        described = Described("REPORT", "Rapport", **how)
        return add_document(by=by, record=record, upload=upload, described=described)


@pytest.fixture
def report(shed: Subject, analyst: User) -> Document:
    return added(shed, analyst, samples.pdf(2, nasty=True))


def lines(user: User, document: Document) -> list[tuple[str, str]]:
    rows = AuditEvent.objects.using("audit").filter(actor_id=user.pk, record_id=str(document.pk))
    return [(row.action, row.details.get("part", "")) for row in rows.order_by("at", "seq")]


def test_the_viewer_shows_a_page_as_a_picture_in_a_sandbox_with_a_watermark(
    report: Document, analyst: User, as_user: Any
) -> None:
    client = as_user(analyst)
    page = client.get(f"{report.address}?blad=2").content.decode()
    assert f'src="{report.address}blad/2/"' in page and "Blad 2 van 2" in page
    answer = client.get(f"{report.address}blad/2/")
    assert answer["Content-Type"] == "image/jpeg"
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy and "allow-" not in policy and answer["X-Content-Type-Options"] == "nosniff"
    assert samples.HIDDEN.encode() not in answer.content
    raw = storage.read(report.pk, Part.SHOWN)
    _, (bare,) = bench.work("page", raw, number=1, image=False, mark="")
    differs = ImageChops.difference(Image.open(io.BytesIO(answer.content)), Image.open(io.BytesIO(bare)))
    left, top, right, bottom = differs.convert("L").point(lambda level: 255 * (level > 20)).getbbox()
    # Over the whole page, not in one corner.
    assert right - left > 900 and bottom - top > 1_300
    assert lines(analyst, report)[-2:] == [("READ", ""), ("READ", "page-2")]


@pytest.mark.parametrize("page", ["blad/0/", "blad/3/", "blad/99999/"])
def test_a_page_that_is_not_there_does_not_exist(
    page: str, report: Document, analyst: User, as_user: Any
) -> None:
    assert as_user(analyst).get(report.address + page).status_code == 404


@pytest.mark.parametrize("query", ["?blad=x", "?blad=-1", "?blad=9", "?blad=", "?alles=1", "?alles=2"])
def test_an_odd_question_shows_the_first_page(
    query: str, report: Document, analyst: User, as_user: Any
) -> None:
    answer = as_user(analyst).get(report.address + query)
    assert answer.status_code == 200 and f'src="{report.address}blad/1/"' in answer.content.decode()


def test_an_office_file_is_shown_as_its_text_only(shed: Subject, analyst: User, as_user: Any) -> None:
    letter = added(shed, analyst, samples.docx_file("Regel <script>alert(1)</script>"))
    client = as_user(analyst)
    page = client.get(letter.address).content.decode()
    assert "geen voorbeeld" in page and "Regel &lt;script&gt;" in page and analyst.name in page
    assert client.get(f"{letter.address}blad/1/").status_code == 404
    assert client.get(f"{letter.address}klein/").status_code == 404


def test_a_copy_carries_the_watermark_and_stands_on_record_with_its_ground(
    report: Document, coordinator: User, as_user: Any
) -> None:
    client, url = as_user(coordinator), f"{report.address}kopie/"
    typed = {"whereto": "OUTSIDE", "recipient": "Rechtbank", "why": "beroep", "basis": ""}
    answer = client.post(url, typed)
    assert answer.status_code == 422 and "op welke grondslag" in answer.content.decode()
    basis = LegalBasis.objects.order_by("position").first()
    assert basis is not None
    answer = client.post(url, typed | {"basis": basis.code})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{report.number}-kopie.pdf"'
    assert (
        "sandbox" in answer["Content-Security-Policy"] and "allow-" not in answer["Content-Security-Policy"]
    )
    with pypdfium2.PdfDocument(answer.content) as document:
        assert len(document) == 2
        assert document[0].get_textpage().get_text_bounded() == ""
    assert samples.HIDDEN.encode() not in answer.content
    (line,) = AuditEvent.objects.using("audit").filter(record_id=str(report.pk), action="DISCLOSE")
    assert line.details == {"part": "copy", "basis": basis.code, "secret": False}
    inside = client.post(
        url, {"whereto": "OWN", "recipient": "Juridische zaken", "why": "dossier", "basis": ""}
    )
    assert inside.status_code == 200
    assert ("EXPORT", "copy") in lines(coordinator, report)


def test_copies_and_originals_ask_for_the_right(report: Document, analyst: User, as_user: Any) -> None:
    client = as_user(analyst)
    for page in ("kopie/", "origineel/"):
        assert client.get(report.address + page).status_code == 403
        assert page not in client.get(report.address).content.decode()


def test_printing_stands_on_record_with_the_document(report: Document, analyst: User, as_user: Any) -> None:
    assert as_user(analyst).post("/afgedrukt/", {"pad": report.address}).status_code == 204
    assert ("PRINT", "") in lines(analyst, report)


def test_the_regime_tells_what_may_be_passed_on(shed: Subject, analyst: User, as_user: Any) -> None:
    mixed = added(shed, analyst, samples.pdf(1), regimes=["wpg_received"])
    page = as_user(analyst).get(mixed.address).content.decode()
    assert "Wpg ontvangen" in page and "Niet doorgeven zonder de politie" in page
