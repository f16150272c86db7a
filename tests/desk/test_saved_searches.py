"""A search is kept with its purpose and its end, for its maker alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connections
from django.test import Client

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from desk.demo.town import build_town
from desk.models import SavedSearch
from desk.saving import MOST
from desk.tasks import forget_ended_searches
from subjects.models import Kind
from subjects.operations import NewFact, NewSubject, Source, destroy_records, register_subject

pytestmark = pytest.mark.django_db
LIST = "/zoeken/bewaard/"


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).strftime("%d-%m-%Y")


def typed(**more: str) -> dict[str, str]:
    return {"q": "Yildis", "name": "Familie Y", "purpose": "analyse", "ends_on": day(60)} | more


def mine(user: User) -> SavedSearch:
    with acting_as(user):
        return SavedSearch.objects.visible_to(user).latest("created_at")


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def client_of(as_user: Any, analyst: User) -> Client:
    build_town(analyst)
    client: Client = as_user(analyst)
    return client


def test_a_search_is_kept_from_its_results_and_asked_again_under_its_purpose(
    client_of: Client, analyst: User
) -> None:
    results = text(client_of.post("/zoeken/", {"q": "Yildis", "doel": "controle"}))
    assert "Bewaar deze zoekvraag" in results
    asked = text(client_of.post("/zoeken/bewaren/", {"q": "Yildis"}))
    assert "Zoekvraag: Yildis" in asked
    assert '<option value="controle" selected>' in asked
    assert client_of.post("/zoeken/bewaren/", typed(purpose="casustafel")).status_code == 302
    row = mine(analyst)
    assert "Familie Y" in text(client_of.get(LIST))
    assert client_of.get(f"{LIST}{row.number}/").status_code == 302  # a link searches nothing
    again = text(client_of.post(f"{LIST}{row.number}/"))
    assert "Mehmet Yıldız" in again
    line = AuditEvent.objects.using("audit").filter(action=Action.SEARCH, actor_id=analyst.pk).latest("at")
    assert line.details["purpose"] == "casustafel"
    assert "Yildis" not in str([*AuditEvent.objects.using("audit").values_list("details", "context")])
    assert mine(analyst).asked_at is not None


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"name": " "}, "Geef de zoekvraag een naam."),
        ({"purpose": ""}, "Kies waarvoor u zoekt."),
        ({"ends_on": day(-1)}, "Deze dag is al voorbij."),
        ({"ends_on": day(300)}, "Kies een dag binnen een half jaar."),
        ({"ends_on": "ooit"}, "datum"),
        ({"q": "  "}, "Een lege zoekvraag kan niet worden bewaard."),
    ],
)
def test_what_can_not_be_is_told_and_what_was_typed_stays(
    client_of: Client, more: dict[str, str], told: str
) -> None:
    answer = client_of.post("/zoeken/bewaren/", typed(**more))
    assert answer.status_code == 422
    assert told in text(answer)
    if "q" not in more:
        assert 'name="q" value="Yildis"' in text(answer)


def test_after_its_end_it_searches_nothing_until_it_is_weighed_anew(
    client_of: Client, as_user: Any, analyst: User
) -> None:
    client_of.post("/zoeken/bewaren/", typed())
    row = mine(analyst)
    with time_machine.travel(clock.now() + timedelta(days=61)):
        client = as_user(analyst)
        assert "verlopen" in text(client.get(LIST))
        refused = client.post(f"{LIST}{row.number}/", follow=True)
        assert "Deze zoekvraag is verlopen" in text(refused)
        assert "Mehmet" not in text(refused)
        renewed = {"name": "Familie Y", "purpose": "controle", "ends_on": day(30)}
        assert client.post(f"{LIST}{row.number}/wijzigen/", renewed).status_code == 302
        assert "Mehmet" in text(client.post(f"{LIST}{row.number}/"))


def test_a_month_after_its_end_it_is_gone(client_of: Client, analyst: User) -> None:
    client_of.post("/zoeken/bewaren/", typed())
    row = mine(analyst)
    for days, left in ((61 + 29, 1), (61 + 32, 0)):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            forget_ended_searches()
        with acting_as(SYSTEM, why="test"):
            assert SavedSearch.objects.unrestricted(why="test").count() == left
    lines = AuditEvent.objects.using("audit").filter(record_id=str(row.pk), action=Action.DESTROY)
    assert lines.get().details["step"] == "ended"


def test_it_is_dropped_after_a_question(client_of: Client, analyst: User) -> None:
    client_of.post("/zoeken/bewaren/", typed())
    url = f"{LIST}{mine(analyst).number}/verwijderen/"
    assert "“Familie Y” verwijderen?" in text(client_of.get(url))
    assert client_of.post(url).status_code == 302
    assert client_of.post(url).status_code == 404
    assert "Nog geen zoekvragen bewaard" in text(client_of.get(LIST))


def test_nobody_else_sees_or_asks_it(
    client_of: Client, as_user: Any, analyst: User, coordinator: User, twenterand_analyst: User
) -> None:
    client_of.post("/zoeken/bewaren/", typed())
    row = mine(analyst)
    for other in (coordinator, twenterand_analyst):
        client = as_user(other)
        assert "Familie Y" not in text(client.get(LIST))
        for url in ("", "wijzigen/", "verwijderen/"):
            assert client.post(f"{LIST}{row.number}/{url}").status_code == 404


def test_no_word_of_it_stands_readable_in_the_database(client_of: Client) -> None:
    client_of.post("/zoeken/bewaren/", typed(q="Zwanenzang", name="Zwaan"))
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT convert_from(question, 'LATIN1'), convert_from(name, 'LATIN1') FROM desk_savedsearch"
        )
        assert "Zwa" not in str(cursor.fetchall())


def test_there_is_an_end_to_how_many(client_of: Client, analyst: User) -> None:
    with acting_as(SYSTEM, why="test"):
        for number in range(MOST):
            SavedSearch(
                number=f"ZV-{number}",
                owner=analyst.organisation,
                confidentiality=1,
                user=analyst,
                name="x",
                question="y",
                purpose="analyse",
                ends_on=clock.today(),
            ).save()
    assert "Ruim er eerst een op" in text(client_of.post("/zoeken/bewaren/", typed()))


def somebody(by: User, *facts: NewFact) -> Any:
    new = NewSubject(kind=Kind.PERSON, owner=by.organisation, facts=facts, source=Source())
    with acting_as(by):
        return register_subject(by=by, new=new)


@pytest.mark.parametrize(
    ("asked", "named", "left"),
    [
        ("Zwanenbeek", "Kijk later", 0),  # nobody else is called so
        ("Roelof Swanenbeek garage", "Kijk later", 0),  # as it sounds
        ("kenteken:DX951H na:1-1-2026", "Kijk later", 1),
        ("telefoon:0611223344", "Kijk later", 0),
        ("koperkabel", "Over Roelof Zwanenbeek", 0),  # also in its own name
        ("Roelof", "Kijk later", 1),  # somebody else is still called so
        ("koperkabel", "Kijk later", 1),
    ],
)
def test_a_search_about_somebody_goes_when_his_record_is_destroyed(
    client_of: Client, analyst: User, asked: str, named: str, left: int
) -> None:
    gone = somebody(analyst, NewFact("name", "Roelof Zwanenbeek"), NewFact("phone", "06-11223344"))
    somebody(analyst, NewFact("name", "Roelof Bakker"))
    client_of.post("/zoeken/bewaren/", typed(q=asked, name=named))
    row = mine(analyst)
    with acting_as(SYSTEM, why="test"):
        destroy_records([gone.pk])
        assert SavedSearch.objects.unrestricted(why="test").filter(pk=row.pk).count() == left
    lines = AuditEvent.objects.using("audit").filter(record_id=str(row.pk), action=Action.DESTROY)
    assert [line.details["step"] for line in lines] == ["forgotten"] * (1 - left)
