"""Documents come to a record by a plain form or one by one, and take its regimes or stricter ones."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.contexts import SYSTEM, acting_as
from accounts.models import Organisation, User
from audit.models import AuditEvent
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from documents.models import Document
from documents.operations import Described, add_document, store_made
from documents.rules import strictest
from measures.models import Measure
from measures.operations import NewMeasure, start_measure
from reference.models import MeasureType
from reference.queries import by_code
from signals.models import Signal
from signals.operations.register import NewSignal, register_signal
from tests.documents import samples
from tests.documents.conftest import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def signal(almelo: Organisation) -> Signal:
    """A signal of Almelo."""
    new = NewSignal(
        title="Busjes bij een loods",
        source_type="INTERNAL",
        narrative="Elke avond drie busjes.",
        received_at=clock.now(),
        owner=almelo,
    )
    with acting_as(SYSTEM, why="test"):
        return register_signal(by=None, new=new)


@pytest.fixture
def measure(almelo: Organisation) -> Measure:
    """A measure of Almelo."""
    kind = by_code(MeasureType, "closure_opiumwet")
    assert kind is not None
    with acting_as(SYSTEM, why="test"):
        return start_measure(
            by=None,
            new=NewMeasure(
                type=kind,
                owner=almelo,
                target="PREMISES",
                reason="Inval.",
                breach="handel",
                reported_on=clock.today(),
                confidentiality=Confidentiality.ZAAKVERTROUWELIJK,
            ),
        )


def a_pdf(name: str = "rapport.pdf", **how: Any) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, samples.pdf(**how))


def stored_all() -> list[Document]:
    with acting_as(SYSTEM, why="test"):
        return list(Document.objects.unrestricted(why="test").order_by("created_at", "pk"))


def test_several_files_come_at_once_and_stand_on_the_page_of_the_measure(
    measure: Measure, legal: User, as_user: Any
) -> None:
    client = as_user(legal)
    files = [a_pdf(), SimpleUploadedFile("brief.docx", samples.docx_file())]
    typed = {"kind": "REPORT", "title": "Bestuurlijke rapportage", "upload": files}
    answer = client.post(f"/maatregelen/{measure.number}/documenten/", typed)
    assert answer.status_code == 302
    assert answer["Location"] == f"{measure.address}#documenten"
    page = client.get(measure.address).content.decode()
    assert page.count("Bestuurlijke rapportage") == 2
    assert "Rapportage" in page and "Word-document" in page and "Niet gescand" in page
    assert [(row.kind, row.record_id, row.stored_by_id) for row in stored_all()] == [
        ("REPORT", measure.pk, legal.pk)
    ] * 2


def test_of_several_files_the_good_ones_are_kept_and_the_others_named(
    signal: Signal, analyst: User, as_user: Any
) -> None:
    files = [a_pdf(), SimpleUploadedFile("virus.exe", b"MZ\x90\0\0\0"), a_pdf("nogmaals.pdf")]
    typed = {"kind": "EVIDENCE", "title": "Bewijs", "upload": files}
    answer = as_user(analyst).post(f"{signal.address}documenten/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "virus.exe: Dit soort bestand neemt VIK niet aan." in page
    assert "nogmaals.pdf: Dit bestand staat al bij dit dossier." in page
    assert "Wel bewaard" in page and "<li>rapport.pdf</li>" in page
    assert 'value="Bewijs"' in page
    assert len(stored_all()) == 1


def test_a_script_that_sends_one_file_is_answered_without_a_page(
    signal: Signal, analyst: User, as_user: Any
) -> None:
    client, url = as_user(analyst), f"{signal.address}documenten/"
    kept = client.post(url, {"kind": "REPORT", "upload": a_pdf()}, headers={"X-Vik-Upload": "1"})
    assert (kept.status_code, kept.json()) == (200, {"kept": True, "back": f"{signal.address}#documenten"})
    again = client.post(url, {"kind": "REPORT", "upload": a_pdf()}, headers={"X-Vik-Upload": "1"})
    assert again.status_code == 422
    assert again.json()["sentences"] == ["rapport.pdf: Dit bestand staat al bij dit dossier."]


def test_who_may_only_read_the_measure_adds_nothing(measure: Measure, analyst: User, as_user: Any) -> None:
    client = as_user(analyst)
    assert "Documenten toevoegen" not in client.get(measure.address).content.decode()
    answer = client.post(f"/maatregelen/{measure.number}/documenten/", {"kind": "REPORT", "upload": a_pdf()})
    assert answer.status_code == 403
    assert stored_all() == []


def test_a_document_may_be_stricter_than_its_record_and_never_looser(
    measure: Measure, legal: User, coordinator: User
) -> None:
    strict = Described(kind="REPORT", level=Confidentiality.VERTROUWELIJK, regimes=["wpg_received"])
    with acting_as(legal):
        document = add_document(by=legal, record=measure, upload=a_pdf(), described=strict)
        loose = Described(kind="OTHER", level=Confidentiality.INTERN)
        other = add_document(by=legal, record=measure, upload=a_pdf(pages=1), described=loose)
    assert document.confidentiality == Confidentiality.VERTROUWELIJK
    assert document.regimes == ["avg_internal", "wpg_received"]
    assert strictest(document.regimes) == "wpg_received"
    assert (other.confidentiality, other.regimes) == (measure.confidentiality, measure.regimes)
    with acting_as(SYSTEM, why="test"):
        row = Measure.objects.unrestricted(why="test").get(pk=measure.pk)
        row.regimes, row.confidentiality = ["avg_internal", "riec"], Confidentiality.GEHEIM
        row.save()
    mixed, plain = stored_all()
    assert mixed.regimes == ["avg_internal", "riec", "wpg_received"]
    assert plain.regimes == ["avg_internal", "riec"]
    assert mixed.confidentiality == plain.confidentiality == Confidentiality.GEHEIM


@pytest.mark.parametrize(
    ("regimes", "sentence"),
    [
        (["bibob"], "afgesloten kluis"),
        (["m_report"], "afgesloten kluis"),
        (["avg_sector"], "alleen de uitkomst"),
    ],
)
def test_content_that_belongs_elsewhere_stays_out(
    regimes: list[str], sentence: str, measure: Measure, legal: User
) -> None:
    with acting_as(legal), pytest.raises(Refused, match=sentence):
        add_document(by=legal, record=measure, upload=a_pdf(), described=Described("REPORT", regimes=regimes))


def test_a_secret_piece_says_why(measure: Measure, legal: User, as_user: Any) -> None:
    client, url = as_user(legal), f"/maatregelen/{measure.number}/documenten/"
    typed = {"kind": "REPORT", "secret": "on", "upload": a_pdf()}
    answer = client.post(url, typed)
    assert answer.status_code == 422
    assert "gewichtige redenen" in answer.content.decode()
    typed |= {"secret_why": "bron kan bekend worden", "upload": a_pdf()}
    assert client.post(url, typed).status_code == 302
    (document,) = stored_all()
    page = client.get(document.address).content.decode()
    assert "Awb 8:29" in page and "bron kan bekend worden" in page
    assert "Geheim stuk" in client.get(measure.address).content.decode()


def test_a_sealed_signal_takes_nothing_more(signal: Signal, coordinator: User) -> None:
    with acting_as(SYSTEM, why="test"):
        row = Signal.objects.unrestricted(why="test").get(pk=signal.pk)
        row.sealed_at = clock.now()
        row.narrative = row.interpretation = row.involved = row.location = None
        row.save()
    with acting_as(coordinator), pytest.raises(Refused, match="verzegeld"):
        add_document(by=coordinator, record=row, upload=a_pdf(), described=Described("REPORT"))


def test_what_vik_makes_is_kept_with_the_record_at_once(measure: Measure, legal: User) -> None:
    with acting_as(legal):
        document = store_made(
            by=legal,
            raw=samples.pdf(),
            filename="besluit.pdf",
            media_type="application/pdf",
            record=measure,
            kind="DECISION",
            title="Besluit tot sluiting",
        )
    assert (document.made_by_vik, document.kind, document.record_id) == (True, "DECISION", measure.pk)
    assert document.get_scan_state_display() == "Door VIK gemaakt"
    with acting_as(legal), pytest.raises(ValueError, match="not application/pdf"):
        store_made(
            by=legal,
            raw=photo(),
            filename="x.pdf",
            media_type="application/pdf",
            record=measure,
            kind="DECISION",
            title="",
        )


def test_coming_in_leaves_a_line_at_the_record_and_at_the_document(measure: Measure, legal: User) -> None:
    with acting_as(legal):
        document = add_document(by=legal, record=measure, upload=a_pdf(), described=Described("REPORT"))
    lines = AuditEvent.objects.using("audit")
    assert lines.filter(record_id=str(document.pk), action="CREATE").count() == 1
    (line,) = lines.filter(record_id=str(measure.pk), action="CHANGE", details__step="document_added")
    assert line.details["document"] == document.number
