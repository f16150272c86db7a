"""What is sent twice, by a double press or from two tabs, happens once; what was meanwhile changed stays."""

from __future__ import annotations

import re
import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from access.contexts import acting_as
from access.records import locked
from accounts.models import User
from core import clock
from signals.models import Involvement
from signals.queries.involving import picture_of
from subjects.models import Judgement, RelationKind, Statement, Subject
from subjects.operations import NewFact, Source, judge, mark_common, relate, withdraw_judgement
from subjects.operations.bringing import Incoming, bring_in
from tests.signals.test_involving import known_subject, signal_of

pytestmark = pytest.mark.django_db
SOURCE = {"source_kind": "COLLEAGUE", "source_number": "", "reliability": "X", "credibility": "6"}
WHO = "Mohamed El Amrani"


@pytest.fixture
def client_of(as_user: Any, analyst: User) -> Client:
    client: Client = as_user(analyst)
    return client


@pytest.fixture
def two(analyst: User) -> tuple[Subject, Subject]:
    one, other = (known_subject(analyst, "PERSON", ("name", WHO)) for _ in range(2))
    return one, other


def test_one_form_of_a_new_person_makes_one_person(client_of: Client, analyst: User) -> None:
    page = client_of.get("/subjecten/nieuw/?soort=person").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token is not None
    typed = SOURCE | {"name": "Dubbel Klik", "bsn": "999990019", "confidentiality": "2", "token": token[1]}
    first, again = (client_of.post("/subjecten/nieuw/?soort=person", typed) for _ in range(2))
    assert first.status_code == again.status_code == 302
    assert first.url == again.url
    with acting_as(analyst):
        assert Subject.objects.visible_to(analyst).count() == 1


def test_the_token_of_another_names_nothing(client_of: Client, as_user: Any, coordinator: User) -> None:
    typed = SOURCE | {"name": "Dubbel Klik", "confidentiality": "2", "token": "t"}
    mine = client_of.post("/subjecten/nieuw/?soort=person", typed)
    theirs = as_user(coordinator).post("/subjecten/nieuw/?soort=person", typed)
    assert mine.url != theirs.url


def test_a_form_that_comes_back_keeps_its_token(client_of: Client) -> None:
    typed = SOURCE | {"name": "", "confidentiality": "2", "token": "een-formulier"}
    assert 'value="een-formulier"' in client_of.post("/subjecten/nieuw/?soort=person", typed).content.decode()
    looked = client_of.post("/objecten/nieuw/?soort=premises", typed | {"zoek_adres": "ja"})
    assert 'value="een-formulier"' in looked.content.decode()


def test_a_fact_of_one_person_and_one_source_stands_once(
    client_of: Client, as_user: Any, analyst: User, coordinator: User, two: tuple[Subject, Subject]
) -> None:
    person = two[0]
    typed = SOURCE | {"fact": "alias", "value": "De Chauffeur"}
    assert client_of.post(f"{person.address}gegeven/", typed).status_code == 302
    again = client_of.post(f"{person.address}gegeven/", typed)
    assert again.status_code == 422
    assert "heeft u al vastgelegd" in again.content.decode()
    # What a second source or colleague says is another statement.
    for client, other in ((client_of, {"source_kind": "CONTROL"}), (as_user(coordinator), {})):
        assert client.post(f"{person.address}gegeven/", typed | other).status_code == 302
    with acting_as(analyst):
        assert Statement.objects.filter(subject=person, fact="alias").visible_to(analyst).count() == 3


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("gegeven", {"fact": "alias", "value": "De Chauffeur"}),
        ("relatie", {"kind": "PARTNER", "certainty": "SUSPECTED"}),
    ],
)
def test_an_end_before_the_beginning_is_told(
    client_of: Client, two: tuple[Subject, Subject], step: str, typed: dict[str, str]
) -> None:
    days = {"since": "5-2024", "until": "2023", "other": two[1].number}
    answer = client_of.post(f"{two[0].address}{step}/", SOURCE | typed | days)
    assert answer.status_code == 422
    assert "Dit ligt voor de dag bij Vanaf." in answer.content.decode()
    possible = SOURCE | typed | days | {"until": "2024"}
    assert client_of.post(f"{two[0].address}{step}/", possible).status_code == 302


def test_a_judgement_stands_once_and_is_taken_back_by_one_press(
    client_of: Client, analyst: User, two: tuple[Subject, Subject]
) -> None:
    one, other = two
    typed = {"other": other.number, "verdict": "SAME", "why": "Zelfde handtekening."}
    assert client_of.post(f"{one.address}vergelijken/", typed).status_code == 302
    again = client_of.post(f"{one.address}vergelijken/", typed)
    assert again.status_code == 422
    assert "Zo heeft u dit al beoordeeld." in again.content.decode()
    with acting_as(analyst):
        row = Judgement.objects.visible_to(analyst).get()
        withdraw_judgement(by=analyst, judgement=row, why="toch niet")
    assert "Samengesteld uit" not in client_of.get(one.address).content.decode()


def test_a_colleague_may_judge_the_same_and_one_may_change_his_mind(
    analyst: User, coordinator: User, two: tuple[Subject, Subject]
) -> None:
    one, other = two
    for who, verdict in ((analyst, "SAME"), (coordinator, "SAME"), (analyst, "DIFFERENT"), (analyst, "SAME")):
        with acting_as(who):
            judge(by=who, subject=one, other=other, verdict=verdict, why="gezien")
    with acting_as(analyst):
        assert Judgement.objects.visible_to(analyst).count() == 4


def test_a_mark_in_a_signal_is_registered_once(client_of: Client, analyst: User) -> None:
    signal = signal_of(analyst)
    with acting_as(analyst):
        key = next(row.key for row in picture_of(analyst, signal).open if row.mark.text == WHO)
    address = f"/signalen/{signal.number}/koppelen/"
    first, again = (client_of.post(address, {"act": "nieuw", "mark": key}) for _ in range(2))
    assert (first.status_code, again.status_code) == (302, 422)
    assert "Dit is al vastgelegd en aan het signaal gekoppeld." in again.content.decode()
    with acting_as(analyst):
        assert Subject.objects.visible_to(analyst).count() == 1
        assert Involvement.objects.visible_to(analyst).count() == 1


def test_an_import_writes_nothing_older_back(coordinator: User) -> None:
    subject = known_subject(coordinator, "PERSON", ("name", WHO))
    with acting_as(coordinator):
        as_read = Subject.objects.visible_to(coordinator).get(pk=subject.pk)
        until = clock.today() + timedelta(days=30)
        mark_common(by=coordinator, subject=subject, until=until, why="Vaste bezoeker.")
        more = (NewFact("alias", "De Chauffeur"), Source())
        bring_in(by=coordinator, records=[Incoming(as_read, False, [more])], links=[], source=Source())
        kept = Subject.objects.visible_to(coordinator).get(pk=subject.pk)
    assert kept.common_until == until
    assert "chauffeur" in kept.names


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_relate_the_same_two_from_either_side_do_not_block_each_other(
    analyst: User, coordinator: User, two: tuple[Subject, Subject]
) -> None:
    one, other = sorted(two, key=lambda subject: subject.pk)
    problems: list[Exception] = []

    def from_the_other_side() -> None:
        try:
            with acting_as(coordinator):
                relate(by=coordinator, subject=other, other=one, kind=RelationKind.PARENT, source=Source())
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    thread = threading.Thread(target=from_the_other_side)
    with acting_as(analyst):
        locked(Subject, analyst, one.pk)
        thread.start()
        _until_somebody_waits()
        relate(by=analyst, subject=one, other=other, kind=RelationKind.PARTNER, source=Source())
    thread.join()
    assert problems == []


def _until_somebody_waits() -> None:
    """The other one has come as far as he can without us."""
    for _ in range(2000):
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.005)
    raise AssertionError("nobody waited")
