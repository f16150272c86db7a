"""The procesdossier: every piece with its number and page, secret ones apart, M. never."""

import io
from datetime import timedelta
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import AuditEvent
from core import clock
from core.errors import Refused
from documents import storage
from documents.filetypes import Part
from documents.models import Document
from documents.operations import Described, add_document
from documents.reports import Sheet, plain, typeset_sheet
from measures.models import Dossier, Measure
from measures.operations import NewRemedy, add_ground, bundling, file_remedy
from measures.operations.bundling import ask_dossier, make_dossier, try_dossier_again
from measures.operations.covering import Row, changes_between
from measures.tasks import resume_dossiers
from tests.measures.making import NAME, furnished, notified, started

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def pdf(title: str, text: str = "tekst") -> bytes:
    return typeset_sheet(Sheet(sender="Politie", kicker="stuk", title=title, parts=plain(text)))


def attached(by: User, measure: Measure, name: str, raw: bytes, **described: Any) -> None:
    with acting_as(by):
        add_document(
            by=by,
            record=measure,
            upload=SimpleUploadedFile(name, raw),
            described=Described(**({"kind": "REPORT", "title": name.partition(".")[0]} | described)),
        )


def word(text: str) -> bytes:
    target = io.BytesIO()
    file = docx.Document()
    file.add_paragraph(text)
    file.save(target)
    return target.getvalue()


def made(by: User, measure: Measure, purpose: str = "COMMITTEE", **other: Any) -> Dossier:
    with acting_as(by):
        dossier = ask_dossier(by=by, measure=measure, purpose=purpose, **other)
    make_dossier(dossier.pk)
    return again(dossier)


def again(dossier: Dossier) -> Dossier:
    with acting_as(SYSTEM, why="test"):
        rows = Dossier.objects.filter(pk=dossier.pk).unrestricted(why="test")
        return rows.select_related("document", "secret_document", "measure").get()


def pages(document: Any) -> list[str]:
    with acting_as(SYSTEM, why="test"):
        raw = storage.read(document.pk, Part.ORIGINAL)
    found = pypdfium2.PdfDocument(raw)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in found]
    finally:
        found.close()


def test_every_piece_stands_in_one_file_with_its_number_and_pages(legal: User) -> None:
    measure = notified(legal, on=TODAY - timedelta(days=5))
    with acting_as(legal):
        remedy = file_remedy(
            by=legal,
            measure=measure,
            new=NewRemedy(kind="OBJECTION", filed_on=TODAY, grounds="Te lang.", committee=True),
        )
    attached(legal, measure, "Bestuurlijke rapportage.pdf", pdf("Rapportage", "Gevonden: 340 gram."))
    attached(legal, measure, "Zienswijze.docx", word("Ik wist van niets."))
    attached(legal, measure, "Cijfers.csv", b"a;b\n1;2\n")
    dossier = made(legal, measure, remedy=remedy, note="2026/12")
    assert (dossier.state, dossier.failure) == ("READY", "")
    assert dossier.secret_document is None
    found = pages(dossier.document)
    front = " ".join(found[:2])
    for words in ("Procesdossier", measure.number, "Inventarislijst", "bezwaarschriftencommissie (artikel 7:4 van de Awb)",
                  "bezwaar van", "2026/12", "Bestuurlijke rapportage", "Zienswijze"):  # fmt: skip
        assert words in front
    for number, text in enumerate(found, 1):
        assert f"{measure.number} · versie 1 · blz. {number} van {len(found)}" in text
    whole = " ".join(found)
    for words in ("Gevonden: 340 gram.", "Ik wist van niets.", "Te lang.", NAME, "Bekendgemaakt", "suitable facts",
                  "Dit is de tekst van een bestand (Word-document)"):  # fmt: skip
        assert words in whole
    rows = {row["title"]: row for row in dossier.inventory}
    first = int(rows["Bestuurlijke rapportage"]["pages"].partition("–")[0])
    assert "Gevonden: 340 gram." in found[first - 1]
    assert "Vorderingen en betalingen" not in rows


def test_secret_pieces_go_apart_with_the_reason_in_the_first(legal: User) -> None:
    measure = furnished(legal, started(legal))
    why = "veiligheid van een getuige"
    proof = pdf("Proces", "Verklaring van een getuige.")
    attached(legal, measure, "Proces.pdf", proof, secret=True, secret_why=why)
    dossier = made(legal, measure, "COURT")
    assert dossier.secret_document is not None
    plain_text, secret_text = " ".join(pages(dossier.document)), " ".join(pages(dossier.secret_document))
    assert "Verklaring van een getuige." not in plain_text
    assert "Verklaring van een getuige." in secret_text
    assert (
        "Alleen voor de rechter (Awb 8:29), apart gevoegd als G1. Reden: veiligheid van een getuige"
        in plain_text
    )
    assert "Geheime stukken bij het procesdossier" in secret_text
    assert "· geheim · blz. 1 van" in secret_text
    assert "Proces" not in plain_text.replace("Procesdossier", "")
    assert dossier.secret_document.secret
    assert [row["number"] for row in dossier.inventory if row["number"].startswith("G")] == ["G1"]


def test_m_never_stands_in_it(legal: User) -> None:
    measure = furnished(legal, started(legal, reason="Een M.-melding via Meld Misdaad Anoniem."))
    with acting_as(legal):
        add_ground(by=legal, measure=measure, kind="ANONYMOUS", reference="MMA-77123", dated=TODAY)
    attached(legal, measure, "Brief.pdf", pdf("Brief", "Uit een melding bij Meld Misdaad Anoniem blijkt."))
    dossier = made(legal, measure)
    whole = " ".join(pages(dossier.document))
    for words in ("Misdaad", "MMA", "77123", "M.-melding"):
        assert words not in whole
    assert "anonieme informatie" in whole
    assert len(dossier.left_out) == 1
    assert "Brief" in dossier.left_out[0]
    assert "niet opgenomen" not in whole


def test_a_file_that_can_not_be_joined_is_a_loose_annex(legal: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import Workbook

    measure = furnished(legal, started(legal))
    book, target = Workbook(), io.BytesIO()
    book.active["A1"] = "bedrag"
    book.save(target)
    attached(legal, measure, "Bedragen.xlsx", target.getvalue())
    dossier = made(legal, measure)
    row = next(row for row in dossier.inventory if row["title"] == "Bedragen")
    assert "Losse bijlage" in row["told"]
    assert row["pages"] == ""
    assert "Losse bijlage" in " ".join(pages(dossier.document))


def test_a_new_dossier_is_a_new_edition_that_tells_what_changed(legal: User) -> None:
    measure = furnished(legal, started(legal))
    attached(legal, measure, "Een.pdf", pdf("Een"))
    first = made(legal, measure)
    attached(legal, measure, "Twee.pdf", pdf("Twee"))
    second = made(legal, measure)
    assert (first.edition, second.edition) == (1, 2)
    assert first.changes == []
    assert any("Nieuw" in line and "Twee" in line for line in second.changes)
    assert not any("Een" in line for line in second.changes)
    assert "Anders dan in versie 1" in " ".join(pages(second.document))
    # What was bundled before is no piece of the next bundle.
    assert "Procesdossier MA" not in {row["title"] for row in second.inventory}


def test_changes_are_new_other_and_gone() -> None:
    def row(code: str, mark: str) -> Row:
        return Row(number="1", code=code, on="", title=code, mark=mark)

    before = [row("a", "1").as_data(), row("b", "1").as_data(), row("c", "1").as_data()]
    assert changes_between(before, [row("a", "1"), row("b", "2"), row("d", "1")]) == [
        "Gewijzigd: 1. b.",
        "Nieuw: 1. d.",
        "Niet meer opgenomen: c.",
    ]


def test_it_is_on_record_to_whom_it_goes_and_on_which_article(legal: User) -> None:
    measure = furnished(legal, started(legal))
    with acting_as(legal):
        ask_dossier(by=legal, measure=measure, purpose="COURT")
    line = AuditEvent.objects.using("audit").filter(action="DISCLOSE", record_id=str(measure.pk)).get()
    assert line.details["basis"] == "awb-8:42"
    assert line.details["recipient"] == "COURT"
    with acting_as(legal), pytest.raises(Refused, match="Er wordt al een dossier gemaakt"):
        ask_dossier(by=legal, measure=measure, purpose="OWN")
    with acting_as(legal), pytest.raises(Refused, match="voor wie"):
        ask_dossier(by=legal, measure=furnished(legal, started(legal)), purpose="x")


def test_a_failure_is_told_and_can_be_tried_again(legal: User, monkeypatch: pytest.MonkeyPatch) -> None:
    measure = furnished(legal, started(legal))

    def fail(*args: Any, **kwargs: Any) -> Any:
        raise ValueError("Kevin")

    with monkeypatch.context() as broken:
        broken.setattr(bundling, "join_pieces", fail)
        dossier = made(legal, measure)
    assert dossier.state == "FAILED"
    assert "Kevin" not in dossier.failure
    with acting_as(legal):
        try_dossier_again(by=legal, dossier=dossier)
    make_dossier(dossier.pk)
    assert again(dossier).state == "READY"
    with acting_as(legal), pytest.raises(Refused, match="al klaar"):
        try_dossier_again(by=legal, dossier=dossier)
    make_dossier(dossier.pk)  # twice changes nothing
    with acting_as(SYSTEM, why="test"):
        assert Dossier.objects.filter(measure=measure).unrestricted(why="test").count() == 1


def test_a_dossier_whose_worker_fell_away_is_taken_up_again_and_one_at_work_is_not(
    legal: User, monkeypatch: pytest.MonkeyPatch, after_commit: Any
) -> None:
    lost, busy = (furnished(legal, started(legal)) for _ in range(2))
    with acting_as(legal):
        dossiers = [ask_dossier(by=legal, measure=measure, purpose="OWN") for measure in (lost, busy)]
    long_ago, now = clock.now() - timedelta(minutes=20), clock.now()
    with acting_as(SYSTEM, why="test"):
        for dossier, moved in zip(dossiers, (long_ago, now), strict=True):
            rows = Dossier.objects.filter(pk=dossier.pk).unrestricted(why="test")
            rows.update(state="RUNNING", asked_at=long_ago, moved_at=moved)
    with after_commit():
        resume_dossiers()
    assert [again(dossier).state for dossier in dossiers] == ["READY", "RUNNING"]


def test_who_may_no_longer_make_it_holds_up_nobody(legal: User) -> None:
    measure = furnished(legal, started(legal))
    with acting_as(legal):
        dossier = ask_dossier(by=legal, measure=measure, purpose="OWN")
    User.objects.filter(pk=legal.pk).update(is_active=False)
    make_dossier(dossier.pk)
    row = again(dossier)
    assert row.state == "FAILED"
    assert "mag het niet meer maken" in row.failure


def test_of_two_makers_only_the_first_keeps_what_he_made(
    legal: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = furnished(legal, started(legal))
    with acting_as(legal):
        dossier = ask_dossier(by=legal, measure=measure, purpose="OWN")
    place = bundling._place

    def second_comes_between(*args: Any) -> None:
        monkeypatch.setattr(bundling, "_place", place)
        make_dossier(dossier.pk)  # somebody is at work: nothing happens
        assert again(dossier).state == "RUNNING"
        with acting_as(SYSTEM, why="test"):
            rows = Dossier.objects.filter(pk=dossier.pk).unrestricted(why="test")
            rows.update(moved_at=clock.now() - timedelta(minutes=20))
        make_dossier(dossier.pk)  # the first seemed lost
        assert again(dossier).state == "READY"
        place(*args)

    monkeypatch.setattr(bundling, "_place", second_comes_between)
    make_dossier(dossier.pk)
    assert again(dossier).state == "READY"
    with acting_as(SYSTEM, why="test"):
        assert Document.objects.unrestricted(why="test").count() == 1


def test_a_bundle_is_as_strict_as_its_pieces(legal: User) -> None:
    measure = furnished(legal, started(legal))
    attached(legal, measure, "Politie.pdf", pdf("Politie"), level=3, regimes=["wpg_received"])
    dossier = made(legal, measure)
    assert dossier.document is not None
    assert dossier.document.confidentiality == 3
    assert "wpg_received" in dossier.document.regimes


def test_a_jurist_makes_it_with_one_click_and_sees_how_far_it_is(
    as_user: Any, legal: User, after_commit: Any, cast: dict[str, User]
) -> None:
    measure = notified(legal, on=TODAY - timedelta(days=5))
    with acting_as(legal):
        file_remedy(by=legal, measure=measure, new=NewRemedy(kind="OBJECTION", filed_on=TODAY))
    attached(legal, measure, "Rapport.pdf", pdf("Rapport"))
    client = as_user(legal)
    page = client.get(f"{measure.address}dossier/").content.decode()
    assert "Rapport" in page
    assert "checked" in page.split('value="COMMITTEE"')[1][:80]
    answer = client.post(f"{measure.address}dossier/", {"purpose": "COMMITTEE"})
    assert answer.status_code == 302
    here = answer["Location"]
    busy = client.get(here).content.decode()
    assert "Wacht op een vrije plek" in busy
    with acting_as(SYSTEM, why="test"):
        key = Dossier.objects.filter(measure=measure).unrestricted(why="test").get().pk
    progress = client.get(f"/maatregelen/dossiers/{key}/voortgang/")
    assert progress.status_code == 200
    assert "HX-Refresh" not in progress
    make_dossier(key)
    assert client.get(f"/maatregelen/dossiers/{key}/voortgang/")["HX-Refresh"] == "true"
    done = client.get(here).content.decode()
    assert "Open het dossier" in done
    assert "Inventarislijst" in done
    assert "Rapport" in done
    assert client.post(f"{measure.address}dossier/", {}).status_code == 422
    assert as_user(cast["coordinator"]).get(here).status_code == 403
    assert as_user(cast["twenterand_analyst"]).get(here).status_code == 403


def test_who_may_not_see_the_bundle_sees_no_inventory(as_user: Any, legal: User) -> None:
    legal.clearance = 4
    legal.save()
    measure = furnished(legal, started(legal))
    attached(legal, measure, "Zeer geheim.pdf", pdf("Zeer geheim"), level=4)
    dossier = made(legal, measure)
    assert dossier.state == "READY"
    assert dossier.document is not None
    assert dossier.document.confidentiality == 4
    legal.clearance = 3
    legal.save()
    answer = as_user(legal).get(f"{measure.address}dossier/{dossier.pk}/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Zeer geheim" not in page
    assert "U mag de stukken van deze versie niet zien" in page


def test_the_joined_file_has_bookmarks_and_a_title(legal: User) -> None:
    measure = furnished(legal, started(legal))
    dossier = made(legal, measure)
    assert dossier.document is not None
    with acting_as(SYSTEM, why="test"):
        raw = storage.read(dossier.document.pk, Part.ORIGINAL)
    with pikepdf.open(io.BytesIO(raw)) as found, found.open_outline() as outline:
        titles = [one.title for one in outline.root]
        assert titles[0] == "Voorblad en inventarislijst"
        assert titles[1] == "1. Overzicht van de maatregel en het verloop"
        assert str(found.docinfo["/Title"]) == f"Procesdossier {measure.number}, versie 1"
