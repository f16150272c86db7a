"""Before something is taken back the page says what, and that is on record."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from access.contexts import acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from subjects.models import RelationKind, Subject
from subjects.operations import Source, judge, relate
from tests.signals.test_involving import known_subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(analyst: User) -> tuple[Subject, Subject]:
    one, other = (known_subject(analyst, "PERSON", ("name", name)) for name in ("Klaas Vaak", "Piet Pieters"))
    return one, other


@pytest.fixture
def client_of(as_user: Any, analyst: User) -> Client:
    client: Client = as_user(analyst)
    return client


def shown_of(record: Subject) -> bool:
    lines = AuditEvent.objects.using("audit").filter(action=Action.LIST)
    return any(str(record.pk) in line.shown for line in lines)


def test_a_relation_is_named_before_it_is_taken_back(
    client_of: Client, analyst: User, two: tuple[Subject, Subject]
) -> None:
    one, other = two
    with acting_as(analyst):
        source = Source(kind="DOCUMENT", number="D-7")
        row = relate(by=analyst, subject=other, other=one, kind=RelationKind.TENANT, source=source)
    page = client_of.get(f"{one.address}relatie/{row.pk}/intrekken/").content.decode()
    assert "Piet Pieters huurder van Klaas Vaak" in page
    assert "Document D-7" in page
    assert shown_of(other)


def test_a_judgement_is_named_before_it_is_taken_back(
    client_of: Client, analyst: User, two: tuple[Subject, Subject]
) -> None:
    one, other = two
    with acting_as(analyst):
        row = judge(by=analyst, subject=one, other=other, verdict="SAME", why="Zelfde handtekening.")
    page = client_of.get(f"{one.address}oordeel/{row.pk}/intrekken/").content.decode()
    assert other.number in page and "Piet Pieters" in page
    assert f"dezelfde, volgens {analyst.name}: Zelfde handtekening." in page
    assert shown_of(other)
