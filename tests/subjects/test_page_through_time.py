"""The page of a subject keeps what was asked, tells nothing of later, and nothing of what is hidden."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from core.levels import Confidentiality
from subjects.models import Judgement, Relation, Statement, Subject
from subjects.operations import NewFact, NewSubject, Source, judge, register_subject, relate, state_fact
from subjects.queries.network import PER_PAGE
from subjects.queries.timeline import Event, with_gaps

pytestmark = pytest.mark.django_db
SPRING, SUMMER = datetime(2026, 4, 1, 10, tzinfo=UTC), datetime(2026, 7, 1, 10, tzinfo=UTC)
REGISTER = Source(kind="REGISTER", number="BRP", reliability="A", credibility="1")


def person(by: User, name: str, *more: NewFact, level: int = 2) -> Subject:
    with acting_as(by):
        new = NewSubject(
            kind="PERSON",
            owner=by.organisation,
            facts=[NewFact("name", name), *more],
            source=Source(),
            confidentiality=level,
        )
        return register_subject(by=by, new=new)


def tie(by: User, one: Subject, other: Subject, kind: str = "BUSINESS", since: str = "") -> Relation:
    with acting_as(by):
        return relate(by=by, subject=one, other=other, kind=kind, since=since, source=Source())


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def client_of(as_user: Any, analyst: User) -> Client:
    client: Client = as_user(analyst)
    return client


def test_on_a_day_in_the_past_names_are_those_of_that_day(client_of: Client, analyst: User) -> None:
    with time_machine.travel(SPRING):
        one, other = person(analyst, "Klaas Bakker"), person(analyst, "P. Smit")
        tie(analyst, one, other)
    with time_machine.travel(SUMMER), acting_as(analyst):
        for subject, name in ((one, "Nicolaas Bakker"), (other, "Pieter Smit")):
            state_fact(by=analyst, subject=subject, fact=NewFact("name_in_use", name), source=REGISTER)
    now = text(client_of.get(one.address))
    assert "<h1>Nicolaas Bakker</h1>" in now and "Ook bekend als Klaas Bakker" in now
    assert "Pieter Smit" in now
    then = text(client_of.get(f"{one.address}?op=1-5-2026"))
    assert "<h1>Klaas Bakker</h1>" in then
    assert "P. Smit" in then
    assert "Nicolaas" not in then and "Pieter" not in then


def test_the_best_value_of_a_day_is_the_one_that_held_on_that_day(client_of: Client, analyst: User) -> None:
    with time_machine.travel(SPRING):
        one = person(
            analyst,
            "Klaas Bakker",
            NewFact("address", "Oudeweg 1, Almelo", until="2026-06-01"),
            NewFact("address", "Nieuweweg 2, Almelo", since="2026-06-01"),
        )
    then, now = text(client_of.get(f"{one.address}?op=1-5-2026")), text(client_of.get(one.address))
    assert then.index("Oudeweg 1") < then.index("Nieuweweg 2")
    assert now.index("Nieuweweg 2") < now.index("Oudeweg 1")


def test_what_was_asked_stays_when_something_else_is_changed(client_of: Client, analyst: User) -> None:
    with time_machine.travel(SPRING):
        one = person(analyst, "Klaas Bakker", NewFact("address", "Oudeweg 1, Almelo", since="2020-01-00"))
        tie(analyst, one, person(analyst, "Piet Smit"))
    page = text(client_of.get(f"{one.address}?op=1-5-2026&tijd=gebeurd&soort=gegevens"))
    assert "?op=1-5-2026&amp;soort=gegevens#tijdlijn" in page  # wanneer vastgelegd
    assert '<input type="hidden" name="tijd" value="gebeurd">' in page
    assert 'href="?tijd=gebeurd&amp;soort=gegevens"' in page  # terug naar nu
    assert "zakelijk" not in page.split('id="tijdlijn"')[1]


def test_a_day_that_has_not_been_or_before_anything_is_told_plainly(client_of: Client, analyst: User) -> None:
    with time_machine.travel(SPRING):
        one = person(analyst, "Klaas Bakker")
    later = (clock.today() + timedelta(days=3)).strftime("%d-%m-%Y")
    assert "Deze dag is nog niet geweest" in text(client_of.get(f"{one.address}?op={later}"))
    assert "Op die dag was nog niets bekend" in text(client_of.get(f"{one.address}?op=1-3-2026"))
    with acting_as(SYSTEM, why="test"):
        for row in Statement.objects.filter(subject=one).unrestricted(why="test"):
            row.withdrawn_at = clock.now()
            row.save()
    page = text(client_of.get(one.address))
    assert "Er is geen gegeven dat nog telt" in page
    assert "Op die dag" not in page


def test_every_relation_can_be_reached_and_withdrawn_ones_take_no_place(
    client_of: Client, analyst: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = person(analyst, "Klaas Bakker")
    with acting_as(SYSTEM, why="test"):
        others = [person(analyst, f"Neef {number}") for number in range(PER_PAGE + 5)]
        for place, other in enumerate(others):
            row = Relation(subject=one, other=other, kind="FAMILY", source="COLLEAGUE", stated_at=clock.now())
            if place < 3:
                row.withdrawn_at = clock.now()
            row.save()
    first, second = text(client_of.get(one.address)), text(client_of.get(f"{one.address}?relaties=2"))
    assert "1–60 van 62" in first
    assert "61–62 van 62" in second
    assert f"<strong>{PER_PAGE + 2}</strong> relaties" in first
    table = [page.split('aria-label="Relaties"')[1].split("</table>")[0] for page in (first, second)]
    assert sum(part.count("<tr data-tie=") for part in table) == PER_PAGE + 2
    with monkeypatch.context() as patch:
        # More than are drawn: the table goes on, and every one is counted and logged.
        patch.setattr("subjects.queries.network.MOST_RELATIONS", PER_PAGE)
        beyond = text(client_of.get(f"{one.address}?relaties=2"))
        assert "61–62 van 62" in beyond
        assert f"<strong>{PER_PAGE + 2}</strong> relaties" in beyond
        assert f"in de tabel alle {PER_PAGE + 2}" in beyond
        for name in ("Neef 63", "Neef 64"):
            assert name in beyond.split('aria-label="Relaties"')[1].split("</table>")[0]
        lines = AuditEvent.objects.using("audit").filter(action=Action.LIST, details__part="network")
        assert {str(other.pk) for other in others[-2:]} <= set(lines.latest("at").shown)
    assert client_of.get(f"{one.address}?relaties=rommel").status_code == 200
    assert client_of.get(f"{one.address}?relaties=9999").status_code == 200


def test_a_withdrawn_fact_says_what_it_was_and_stays_masked(client_of: Client, analyst: User) -> None:
    one = person(analyst, "Klaas Bakker", NewFact("bsn", "999990019"), NewFact("alias", "Kale Klaas"))
    for fact in ("bsn", "alias"):
        with acting_as(analyst):
            row = Statement.objects.visible_to(analyst).get(subject=one, fact=fact)
        url = f"{one.address}gegeven/{row.pk}/intrekken/"
        assert client_of.post(url, {"why": "verkeerde man"}).status_code == 302
        again = client_of.post(url, {"why": "nog eens"})  # the same form in a second tab
        assert again.status_code == 422 and "al ingetrokken" in text(again)
    page = text(client_of.get(one.address))
    listed = page.split("Ingetrokken (2)")[1].split("</details>")[0]
    assert "Kale Klaas" in listed and "BSN" in listed
    assert "999990019" not in page


def test_only_the_year_known_is_no_contradiction(client_of: Client, analyst: User) -> None:
    one = person(analyst, "Klaas Bakker", NewFact("birth_date", "3-5-1968"), NewFact("birth_date", "1968"))
    assert "spreekt tegen" not in text(client_of.get(one.address))
    with acting_as(analyst):
        state_fact(by=analyst, subject=one, fact=NewFact("birth_date", "6-1968"), source=Source())
    page = text(client_of.get(one.address))
    assert page.count("spreekt tegen") == 1
    assert "<strong>1</strong> tegenspraak" in page


def test_a_relation_is_withdrawn_with_its_reason(client_of: Client, analyst: User) -> None:
    one, other = person(analyst, "Klaas Bakker"), person(analyst, "Piet Smit")
    row = tie(analyst, one, other)
    url = f"{one.address}relatie/{row.pk}/intrekken/"
    assert client_of.post(url, {"why": ""}).status_code == 422
    assert client_of.post(url, {"why": "verwisseld"}).status_code == 302
    assert "Nog geen relaties" in text(client_of.get(one.address))
    assert client_of.post(url, {"why": "verwisseld"}).status_code == 422
    third = person(analyst, "Jan de Wit")
    assert client_of.get(f"{third.address}relatie/{row.pk}/intrekken/").status_code == 404


def test_a_judgement_is_withdrawn_only_from_a_record_that_it_binds(client_of: Client, analyst: User) -> None:
    one, other, third = (person(analyst, name) for name in ("Klaas Bakker", "K. Bakker", "Jan de Wit"))
    with acting_as(analyst):
        judged = judge(by=analyst, subject=one, other=other, verdict="SAME", why="zelfde man")
    assert client_of.post(f"{third.address}oordeel/{judged.pk}/intrekken/", {"why": "x"}).status_code == 404
    with acting_as(SYSTEM, why="test"):
        assert Judgement.objects.unrestricted(why="test").get(pk=judged.pk).withdrawn_at is None
    assert client_of.post(f"{other.address}oordeel/{judged.pk}/intrekken/", {"why": "x"}).status_code == 302


def hidden_beside(analyst: User, one: Subject) -> Subject:
    """A secret record, tied to this one and judged the same."""
    with acting_as(SYSTEM, why="test"):
        new = NewSubject(
            kind="PERSON",
            owner=analyst.organisation,
            facts=[NewFact("name", "Zwanenzang")],
            source=Source(),
            confidentiality=Confidentiality.GEHEIM,
        )
        secret = register_subject(by=None, new=new)
        at = clock.now()
        Relation(subject=one, other=secret, kind="FAMILY", source="COLLEAGUE", stated_at=at).save()
        Judgement(
            subject=one, other=secret, verdict="SAME", why="zelfde", judged_by=analyst, judged_at=at
        ).save()
    return secret


def test_a_hidden_neighbour_or_member_is_not_even_counted(client_of: Client, analyst: User) -> None:
    one = person(analyst, "Klaas Bakker")
    hidden_beside(analyst, one)
    page = text(client_of.get(one.address))
    assert "Zwanenzang" not in page
    assert "Samengesteld" not in page
    assert "<strong>0</strong> relaties" in page


def test_the_shortest_chain_is_shown_with_its_sources(client_of: Client, analyst: User) -> None:
    one, two, three, four = (person(analyst, f"Man {number}") for number in "1234")
    for pair in ((one, two), (three, two), (three, four)):
        tie(analyst, *pair)
    page = text(client_of.get(f"{one.address}pad/?naar={four.number.lower()}"))
    assert "3 stappen van Man 1 naar Man 4" in page
    tie(analyst, four, one)
    assert "1 stap van Man 1 naar Man 4" in text(client_of.get(f"{one.address}pad/?naar={four.number}"))
    line = AuditEvent.objects.using("audit").filter(action=Action.LIST, actor_id=analyst.pk).latest("at")
    assert str(four.pk) in line.shown


def test_no_chain_runs_over_what_is_hidden_or_common(client_of: Client, analyst: User) -> None:
    one, other = person(analyst, "Klaas Bakker"), person(analyst, "Piet Smit")
    url = f"{one.address}pad/?naar={other.number}"
    nothing = text(client_of.get(url))
    assert "Geen verband gevonden" in nothing
    secret = hidden_beside(analyst, one)
    with acting_as(SYSTEM, why="test"):
        Relation(subject=secret, other=other, kind="FAMILY", source="COLLEAGUE", stated_at=clock.now()).save()
    assert "Geen verband gevonden" in text(client_of.get(url))
    flat = person(analyst, "Uitzendbureau")
    tie(analyst, one, flat)
    tie(analyst, other, flat)
    assert "2 stappen" in text(client_of.get(url))
    with acting_as(SYSTEM, why="test"):
        flat.refresh_from_db()
        flat.common_until = clock.today() + timedelta(days=30)
        flat.save()
    assert "Geen verband gevonden" in text(client_of.get(url))


@pytest.mark.parametrize("asked", ["SB-2026-99999", "rommel", "<script>", "SB\x00"])
def test_a_number_that_is_not_there_is_told_at_its_field(
    client_of: Client, analyst: User, asked: str
) -> None:
    one = person(analyst, "Klaas Bakker")
    answer = client_of.get(f"{one.address}pad/", {"naar": asked})
    assert answer.status_code == 422
    assert "kent VIK niet, of u mag het niet zien" in text(answer)
    assert "<script>" not in text(answer).split("<main", 1)[1].split("</main>")[0]
    assert client_of.get(f"{one.address}pad/", {"naar": one.number}).status_code == 422


def test_years_without_anything_known_stand_between_two_events() -> None:
    days = ["2026-01-05", "2024-12-01", "2020-00-00", "1999-05-03", "0000-00-00"]
    gaps = [event.gap for event in with_gaps([Event(day, "x", "y") for day in days])]
    # A year and a month; from December 2020 at the latest; from 1999; to an unknown year nothing.
    assert gaps == [0, 4, 20, 0, 0]


def test_of_a_cluster_only_ties_of_this_record_are_withdrawn_here(client_of: Client, analyst: User) -> None:
    one, other, third = (person(analyst, name) for name in ("Klaas Bakker", "K. Bakker", "Jan de Wit"))
    row = tie(analyst, other, third)
    with acting_as(analyst):
        judge(by=analyst, subject=one, other=other, verdict="SAME", why="zelfde man")
    url = f"relatie/{row.pk}/intrekken/"
    assert "Jan de Wit" in text(client_of.get(one.address))
    assert url not in text(client_of.get(one.address))
    assert url in text(client_of.get(other.address))


def test_no_chain_runs_over_a_judgement_that_a_later_one_undid(client_of: Client, analyst: User) -> None:
    one, other = person(analyst, "Klaas Bakker"), person(analyst, "K. Bakker")
    url = f"{one.address}pad/?naar={other.number}"
    with acting_as(analyst):
        judge(by=analyst, subject=one, other=other, verdict="SAME", why="zelfde man")
    assert "1 stap" in text(client_of.get(url))
    with acting_as(analyst):
        judge(by=analyst, subject=other, other=one, verdict="DIFFERENT", why="toch zijn broer")
    assert "Geen verband gevonden" in text(client_of.get(url))
