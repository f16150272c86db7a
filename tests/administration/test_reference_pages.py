"""The lists in /beheer/: who may look, who may change, and what stays readable afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from reference.lists import LISTS
from reference.models import MeasureType, Theme
from reference.queries import by_code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists(reference_data):
    """The shipped lists."""


def url(name, entry=None, list_="themas"):
    kwargs = {"list": list_} | ({"entry": entry.pk} if entry else {})
    return reverse(f"administration:{name}", kwargs=kwargs)


def typed(**values):
    return {"label": "Drugs", "position": "1", "priority": "on", "why": "nieuw beleid"} | values


def test_all_lists_are_offered_with_their_count(as_user, admin):
    answer = as_user(admin).get(reverse("administration:reference"))
    assert answer.status_code == 200
    assert [(known.slug, count) for known, count in answer.context["lists"]] == [
        ("themas", 20),
        ("fenomenen", 89),
        ("indicatoren", 68),
        ("gebieden", 31),
        ("regimes", 10),
        ("grondslagen", 23),
        ("maatregelen", 31),
        ("sluitingsbeleid", 4),
        ("vrije-dagen", 10),
        ("brieven", 22),
        ("briefhoofden", 2),
        ("soorten-controles", 7),
        ("controlepunten", 42),
        ("bewaartermijnen", 2),
    ]


@pytest.mark.parametrize("known", LISTS, ids=lambda known: known.slug)
def test_every_list_and_its_rows_can_be_opened(known, as_user, admin):
    client = as_user(admin)
    answer = client.get(url("reference_list", list_=known.slug))
    assert answer.status_code == 200
    first = answer.context["rows"][0][0]
    for page in ("reference_entry", "reference_correct", "reference_renew", "reference_end"):
        assert client.get(url(page, first, known.slug)).status_code == 200
    assert client.get(url("reference_add", list_=known.slug)).status_code == 200


def test_a_type_of_measure_tells_who_may_impose_it_on_what(as_user, admin):
    row = by_code(MeasureType, "penalty_order")
    page = as_user(admin).get(url("reference_entry", row, "maatregelen")).content.decode()
    for text in ("burgemeester, college van B en W", "persoon", "Last onder dwangsom", "Awb 5:31d"):
        assert text in page


def test_a_list_is_searched_and_filtered(as_user, admin):
    client = as_user(admin)
    found = client.get(url("reference_list", list_="indicatoren"), {"q": "gokzuil"})
    assert [row.code for row, _ in found.context["rows"]] == ["i33"]
    found = client.get(url("reference_list", list_="fenomenen"), {"groep": "gambling"})
    assert found.context["total"] == 4


def test_a_correction_changes_the_row_itself(as_user, admin):
    # A row of its own: lines of the log outlive a test.
    theme = Theme.objects.create(code="proef", label="Drugs", position=1, priority=True)
    answer = as_user(admin).post(url("reference_correct", theme), typed(label="Drugs en precursoren"))
    assert answer.status_code == 302
    page = as_user(admin).get(answer["Location"])
    assert page.context["entry"].label == "Drugs en precursoren"
    assert [(change["title"], change["text"]) for change in page.context["changes"]] == [
        ("Gewijzigd", "naam")
    ]


def test_a_renewal_keeps_the_old_row_for_the_past(as_user, admin):
    theme = by_code(Theme, "drugs")
    day = clock.today() + timedelta(days=10)
    answer = as_user(admin).post(
        url("reference_renew", theme), typed(label="Drugs breed", from_day=f"{day:%d-%m-%Y}")
    )
    page = as_user(admin).get(answer["Location"])
    assert [(row.label, word[0]) for row, word in page.context["periods"]] == [
        ("Drugs breed", "nog niet"),
        ("Drugs", "loopt af"),
    ]


def test_an_ended_row_is_shown_only_when_asked_for(as_user, admin):
    client, theme = as_user(admin), by_code(Theme, "youth")
    yesterday = clock.today() - timedelta(days=1)
    client.post(url("reference_end", theme), {"last_day": f"{yesterday:%d-%m-%Y}", "why": "samengevoegd"})
    codes = {row.code for row, _ in client.get(url("reference_list")).context["rows"]}
    also = {row.code for row, _ in client.get(url("reference_list"), {"ook": "vervallen"}).context["rows"]}
    assert "youth" not in codes
    assert also == codes | {"youth"}


def test_a_row_is_added_with_a_lasting_code(as_user, admin):
    answer = as_user(admin).post(url("reference_add"), typed(code="ports", label="Havens"))
    assert answer.status_code == 302
    assert by_code(Theme, "ports").valid_from == clock.today()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": "drugs"}, "geldt al in deze periode"),
        ({"code": "met spatie"}, "Gebruik letters, cijfers"),
        ({"code": "x", "valid_from": "31-02-2026"}, "bestaat niet in de kalender"),
        ({"code": "x", "why": ""}, "Dit veld is verplicht"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(as_user, admin, change, sentence):
    answer = as_user(admin).post(url("reference_add"), typed(label="Mijn naam") | change)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert "Mijn naam" in text


def test_the_auditor_looks_but_does_not_change(as_user, auditor):
    client, theme = as_user(auditor), by_code(Theme, "drugs")
    page = client.get(url("reference_entry", theme))
    assert page.status_code == 200
    assert "Fout verbeteren" not in page.content.decode()
    assert client.get(url("reference_correct", theme)).status_code == 403
    assert client.post(url("reference_end", theme), {"why": "x"}).status_code == 403


def test_others_do_not_see_the_lists_and_a_wrong_address_is_no_page(as_user, coordinator, admin):
    assert as_user(coordinator).get(reverse("administration:reference")).status_code == 403
    assert as_user(admin).get(url("reference_list", list_="onbekend")).status_code == 404
    other = by_code(Theme, "drugs")
    assert as_user(admin).get(url("reference_entry", other, "gebieden")).status_code == 404
