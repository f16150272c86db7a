"""One box over all rooms: what it understands, what it finds, what it never tells."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from desk.demo.town import build_town
from desk.search import Question
from signals.operations.register import NewSignal, register_signal

pytestmark = pytest.mark.django_db
PAGE = "/zoeken/"


@pytest.fixture
def town(analyst: User) -> None:
    build_town(analyst)
    with acting_as(SYSTEM, why="test"):
        signal = register_signal(
            by=None,
            new=NewSignal(
                title="Vaten in loods",
                source_type="ODT",
                narrative="In de loods staan vaten zonder etiket.",
                received_at=clock.now(),
                owner=analyst.organisation,
                location="Plesmanweg 95 bis, 7607 GA Almelo",
            ),
        )
        signal.save()


def answer(client: Client, typed: str, doel: str = "analyse") -> str:
    response = client.post(PAGE, {"q": typed, "doel": doel})
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Mehmet Yildiz", "Mehmet Yıldız"),
        ("Yildis", "Mehmet Yıldız"),
        ("999990019", "zelfde BSN"),
        ("06-12345678", "zelfde telefoonnummer"),
        ("kvk:87654321", "Yıldız Auto&#x27;s"),
        ("dx951h", "zelfde kenteken"),
        ("adres: Plesmanweg 95 bis", "zelfde adres"),
        ("loodsen vaten", "woorden in de tekst"),
    ],
)
def test_one_box_finds_names_numbers_places_and_words(
    town: None, as_user: Any, analyst: User, typed: str, expected: str
) -> None:
    assert expected in answer(as_user(analyst), typed)


def test_somebody_of_another_municipality_finds_nothing_of_it(
    town: None, as_user: Any, twenterand_analyst: User
) -> None:
    client = as_user(twenterand_analyst)
    for typed in ("Yildiz", "999990019", "kvk:87654321", "loodsen vaten", "adres: Plesmanweg 95 bis"):
        assert "Niets gevonden" in answer(client, typed)


def test_without_a_purpose_nothing_is_searched_and_what_was_typed_stays(
    town: None, as_user: Any, analyst: User
) -> None:
    client = as_user(analyst)
    body = answer(client, "Yildiz", doel="")
    assert "Kies waarvoor u zoekt." in body
    assert "Mehmet" not in body
    assert 'value="Yildiz"' in body
    answer(client, "Yildiz", doel="controle")
    assert "Mehmet" in answer(client, "Yildiz", doel="")  # remembered in the session


def test_the_question_is_logged_by_its_parts_with_all_that_was_shown(
    town: None, as_user: Any, analyst: User
) -> None:
    answer(as_user(analyst), "Yildiz kvk:87654321")
    line = AuditEvent.objects.using("audit").filter(action=Action.SEARCH, actor_id=analyst.pk).latest("at")
    lines = AuditEvent.objects.using("audit").filter(request_id=line.request_id, action=Action.SEARCH)
    told = {row.record_type: row for row in lines}
    assert len(told["subjects.subject"].shown) == 1
    assert told["subjects.subject"].details["parts"] == ["kvk", "text"]
    assert "Yildiz" not in str([(row.details, row.context, row.purpose) for row in lines])


def test_a_question_for_one_part_is_narrowed_by_the_others(town: None, as_user: Any, analyst: User) -> None:
    client = as_user(analyst)
    assert "Vaten in loods" in answer(client, "vaten na:gisteren")
    assert "Vaten in loods" not in answer(client, "vaten voor:1-1-2020")
    assert "begrijpt VIK niet" in answer(client, "vaten na:ooit")


def test_who_may_not_search_gets_no_box(as_user: Any, reporter: User) -> None:
    client = as_user(reporter)
    assert client.get(PAGE).status_code == 403
    assert 'action="/zoeken/"' not in client.get("/").content.decode()


def test_the_number_of_queries_does_not_grow_with_what_is_found(
    town: None,
    as_user: Any,
    analyst: User,
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    client = as_user(analyst)
    answer(client, "Yildiz")
    with django_assert_max_num_queries(40):
        answer(client, "Almelo")


def test_the_parts_of_a_question() -> None:
    question = Question.read("bus adres: Plesmanweg 95 bis kenteken:VX-123-B na:1-1-2026")
    assert question.text == "bus"
    assert question.parts == {"adres": "Plesmanweg 95 bis", "kenteken": "VX-123-B", "na": "1-1-2026"}
    assert Question.read(question.without("adres")).parts == {"kenteken": "VX-123-B", "na": "1-1-2026"}
    assert Question.read('adres:"Nieuwstraat 1, Almelo" jan').parts == {"adres": "Nieuwstraat 1, Almelo"}


@given(st.text(max_size=250))
def test_anything_can_be_typed(text: str) -> None:
    question = Question.read(text)
    for chip in question.chips():
        Question.read(chip.rest)
