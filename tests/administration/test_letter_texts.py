"""The functioneel beheerder writes the letters of the municipality, and sees what becomes of a text."""

import io
from typing import Any

import pypdfium2
import pytest

from accounts.models import User
from core.prose import check, fields_in
from reference.letter_fields import FIELDS
from reference.models import LetterKind, LetterText
from reference.queries import by_code, current

pytestmark = pytest.mark.django_db
BASE = "/beheer/lijsten/brieven/"


@pytest.fixture(autouse=True)
def shipped(reference_data: None) -> None:
    """The lists that VIK ships."""


def row(code: str = "warning") -> Any:
    found = by_code(LetterText, code)
    assert found is not None
    return found


def typed(entry: Any, **changes: Any) -> dict[str, Any]:
    values = {
        "label": entry.label,
        "letter_kind": entry.letter_kind,
        "workflows": entry.workflows,
        "types": entry.types,
        "only_for": entry.only_for,
        "subject_line": entry.subject_line,
        "body": entry.body,
        "check_note": entry.check_note,
        "position": entry.position,
        "why": "andere woorden",
    }
    return values | ({"objection": "on"} if entry.objection else {}) | changes


def test_every_kind_of_letter_has_a_text_of_which_every_field_exists() -> None:
    rows = list(current(LetterText))
    assert {entry.letter_kind for entry in rows} == set(LetterKind.values)
    for entry in rows:
        entry.full_clean()
        check(entry.body, FIELDS)
        assert entry.check_note


def test_no_shipped_text_mentions_m_or_a_person() -> None:
    for entry in current(LetterText):
        assert "Meld Misdaad" not in entry.body
        assert "anoniem" not in entry.body.casefold()
        assert not {name for name in fields_in(entry.body) if name.startswith("melder")}


def test_what_is_a_decision_ends_with_how_to_object() -> None:
    decisions = [
        entry
        for entry in current(LetterText)
        if entry.letter_kind in {"DECISION", "URGENT", "EXTENSION", "COLLECTION"}
    ]
    assert len(decisions) >= 10
    assert all(entry.objection for entry in decisions)
    clause = row("clause_objection").body
    for words in ("zes weken", "6:7", "6:16", "8:81", "{{ gemeente.bezwaaradres }}"):
        assert words in clause


def test_the_page_of_a_text_shows_the_letter_on_sample_data(as_user: Any, admin: User) -> None:
    page = as_user(admin).get(f"{BASE}{row('decision_penalty').pk}/").content.decode()
    for words in (
        "€ 5.000,00",
        "Gemeente Almelo",
        "op den Dries",
        "binnen zes weken",
        "De burgemeester van Almelo,",
    ):
        assert words in page
    assert "{{ dwangsom" not in page


def test_the_sample_can_be_had_as_a_pdf(as_user: Any, admin: User) -> None:
    answer = as_user(admin).get(f"{BASE}{row().pk}/voorbeeld/")
    assert answer["Content-Type"] == "application/pdf"
    pdf = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    text = pdf[0].get_textpage().get_text_bounded()
    pdf.close()
    assert "CONCEPT" in text
    assert "Waarschuwing" in text
    assert as_user(admin).get(f"/beheer/lijsten/themas/{row().pk}/voorbeeld/").status_code == 404


def test_an_unknown_field_is_told_at_the_text_and_nothing_typed_is_lost(as_user: Any, admin: User) -> None:
    entry = row()
    body = "Beste lezer,\n\nU krijgt {{ maatregel.numer }} en zo."
    for act in ({}, {"act": "preview"}):
        answer = as_user(admin).post(f"{BASE}{entry.pk}/verbeteren/", typed(entry, body=body, **act))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Bedoelt u {{ maatregel.nummer }}?" in page
        assert "id_body-fout" in page
        assert "U krijgt {{ maatregel.numer }} en zo." in page
    assert row().body == entry.body


def test_a_text_is_looked_at_before_it_is_kept(as_user: Any, admin: User) -> None:
    entry = row()
    data = typed(
        entry,
        body="# Kop\n\n**Let op** <script>alert(1)</script> {{ maatregel.nummer }}",
        why="",
        act="preview",
    )
    answer = as_user(admin).post(f"{BASE}{entry.pk}/verbeteren/", data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<strong>Let op</strong>" in page
    assert "MA-2026-00012" in page
    assert "<script>alert" not in page
    assert "Nog niet bewaard" in page
    assert row().body == entry.body


def test_a_text_is_renewed_from_a_day_and_the_old_one_stays(as_user: Any, admin: User) -> None:
    entry = row()
    answer = as_user(admin).post(
        f"{BASE}{entry.pk}/vernieuwen/", typed(entry, body="Nieuwe tekst.", from_day="01-01-2040")
    )
    assert answer.status_code == 302, answer.content.decode()
    texts = {one.valid_from.year: one.body for one in LetterText.objects.filter(code="warning")}
    assert texts[2040] == "Nieuwe tekst."
    assert row().body == entry.body


def test_a_field_that_is_not_a_field_never_gets_into_the_list(as_user: Any, admin: User) -> None:
    entry = row()
    answer = as_user(admin).post(f"{BASE}{entry.pk}/verbeteren/", typed(entry, subject_line="{{ x"))
    assert answer.status_code == 422
    assert "eindigt met }}" in answer.content.decode()


def test_a_letterhead_can_be_filled_in(as_user: Any, admin: User) -> None:
    client = as_user(admin)
    page = client.get("/beheer/lijsten/briefhoofden/").content.decode()
    assert "Gemeente Almelo" in page
    assert client.get(BASE).status_code == 200
    assert client.get(f"{BASE}?groep=REMINDER").content.decode().count("<tr>") == 2
