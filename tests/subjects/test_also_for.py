"""A registration that another room makes is also seen by the roles that it is made for, and by nobody else."""

from typing import Any

import pytest

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from subjects.models import Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject

pytestmark = pytest.mark.django_db


def made(owner_of: User, also_for: tuple[str, ...]) -> Subject:
    new = NewSubject(
        kind="PERSON",
        owner=owner_of.organisation,
        facts=[NewFact("name", "Kevin op den Dries")],
        source=Source(kind="DOCUMENT", number="MA-2026-00001"),
        also_for=also_for,
    )
    with acting_as(SYSTEM, why="test"):
        return register_subject(by=None, new=new)


def sees(who: User, subject: Subject) -> bool:
    with acting_as(who):
        return Subject.objects.filter(pk=subject.pk).visible_to(who).exists()


def test_a_party_of_a_measure_is_seen_by_jurist_and_bibob_specialist(
    analyst: User, legal: User, bibob: User, inspector: User, twenterand_analyst: User
) -> None:
    subject = made(analyst, ("LEGAL", "BIBOB"))
    assert [sees(who, subject) for who in (analyst, legal, bibob)] == [True] * 3
    assert [sees(who, subject) for who in (inspector, twenterand_analyst)] == [False] * 2


def test_what_came_from_a_signal_stays_with_triage(analyst: User, legal: User, bibob: User) -> None:
    subject = made(analyst, ())
    assert [sees(who, subject) for who in (analyst, legal, bibob)] == [True, False, False]


def test_the_page_opens_for_the_jurist_without_what_he_may_not_do(
    analyst: User, legal: User, as_user: Any
) -> None:
    subject = made(analyst, ("LEGAL",))
    client = as_user(legal)
    page = client.get(subject.address)
    assert page.status_code == 200
    assert "Kevin op den Dries" in page.content.decode()
    assert client.get(made(analyst, ()).address).status_code == 404
