"""A form that comes back shows the record as well: that is a read, whoever opened the page before."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from access.contexts import acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from subjects.models import Statement, Subject
from tests.signals.test_involving import known_subject, signal_of

pytestmark = pytest.mark.django_db
WHO = "Klaas Vaak"


@pytest.fixture
def person(analyst: User) -> Subject:
    return known_subject(analyst, "PERSON", ("name", WHO), ("birth_place", "Vriezenveen"))


@pytest.fixture
def client_of(as_user: Any, analyst: User) -> Client:
    client: Client = as_user(analyst)
    return client


def reads(record: Any) -> int:
    lines = AuditEvent.objects.using("audit").filter(record_id=str(record.pk), action=Action.READ)
    return lines.count()


@pytest.mark.parametrize("step", ["gegeven", "relatie", "vergelijken", "veelvoorkomend", "document"])
def test_an_empty_form_sent_to_a_record_is_a_read_of_it(
    client_of: Client, person: Subject, step: str
) -> None:
    answer = client_of.post(f"{person.address}{step}/", {})
    assert answer.status_code == 422
    assert person.number in answer.content.decode()
    assert reads(person) == 1


def test_a_fact_shown_with_a_form_that_comes_back_is_a_read(
    client_of: Client, analyst: User, person: Subject
) -> None:
    with acting_as(analyst):
        fact = Statement.objects.visible_to(analyst).get(subject=person, fact="birth_place")
    answer = client_of.post(f"{person.address}gegeven/{fact.pk}/intrekken/", {})
    assert "Vriezenveen" in answer.content.decode()
    assert reads(person) == 1


def test_an_address_looked_up_on_the_form_of_a_record_is_a_read(client_of: Client, person: Subject) -> None:
    answer = client_of.post(f"{person.address}gegeven/", {"zoek_adres": "ja"})
    assert WHO in answer.content.decode()
    assert reads(person) == 1


def test_an_empty_form_sent_to_a_signal_is_a_read_of_it(client_of: Client, analyst: User) -> None:
    signal = signal_of(analyst)
    assert client_of.post(f"/signalen/{signal.number}/koppelen/", {}).status_code == 422
    assert reads(signal) == 1


def test_what_is_done_at_once_shows_nothing_and_is_no_read(client_of: Client, person: Subject) -> None:
    typed = {"fact": "alias", "value": "De Zandman", "source_kind": "COLLEAGUE", "reliability": "X"}
    answer = client_of.post(f"{person.address}gegeven/", typed | {"credibility": "6"})
    assert answer.status_code == 302
    assert reads(person) == 0
