"""Who may be the same: found by key and by name, hidden records never, the card says why."""

import pytest

from access.contexts import acting_as
from accounts.models import User
from subjects.models import Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject
from subjects.queries import Filters, candidates, listing

pytestmark = pytest.mark.django_db


def person(by: User, *values: tuple[str, str]) -> Subject:
    facts = [NewFact(*value) for value in values]
    with acting_as(by):
        new = NewSubject(kind="PERSON", owner=by.organisation, facts=facts, source=Source())
        return register_subject(by=by, new=new)


def test_a_namesake_with_the_same_birth_date_comes_first_with_reasons(analyst: User) -> None:
    one = person(analyst, ("name", "Mohammed El Amrani"), ("birth_date", "12-3-1984"))
    same = person(analyst, ("name", "Mohamed el Amrani"), ("birth_date", "1984-03-12"))
    person(analyst, ("name", "Mohammed El Amrani"), ("birth_date", "1-9-1961"))
    with acting_as(analyst):
        found = candidates(analyst, one)
    assert found[0].subject == same
    assert found[0].card.score > found[-1].card.score
    assert found[0].card.reasons


def test_a_shared_telephone_finds_somebody_with_quite_another_name(analyst: User) -> None:
    one = person(analyst, ("name", "J. Jansen"), ("phone", "0612345678"))
    other = person(analyst, ("name", "Wilhelmina Oude Kempers"), ("phone", "+31 6 12345678"))
    with acting_as(analyst):
        assert [row.subject for row in candidates(analyst, one)] == [other]


def test_a_record_of_the_neighbour_is_never_suggested_or_listed(
    analyst: User, twenterand_analyst: User
) -> None:
    one = person(analyst, ("name", "Mohammed El Amrani"), ("phone", "0612345678"))
    person(twenterand_analyst, ("name", "Mohammed El Amrani"), ("phone", "0612345678"))
    with acting_as(analyst):
        assert candidates(analyst, one) == []
        for text in ("El Amrani", "0612345678"):
            assert listing(analyst, ("PERSON",), Filters(text=text)).rows == [one]


@pytest.mark.parametrize(
    "typed", ["ozgur vanderveen", "Ozgur v.d. Veen", "06-12345678", "özgür", "Özgür van der Ven"]
)
def test_a_name_with_typing_errors_or_a_number_finds_the_record(analyst: User, typed: str) -> None:
    one = person(analyst, ("name", "Özgür van der Veen"), ("phone", "0612345678"))
    person(analyst, ("name", "Klaas Bakker"))
    with acting_as(analyst):
        assert listing(analyst, ("PERSON",), Filters(text=typed)).rows == [one]


def test_pages_of_the_list_follow_each_other_without_gap_or_double(analyst: User) -> None:
    for number in range(53):
        person(analyst, ("name", f"Persoon {number}"))
    with acting_as(analyst):
        first = listing(analyst, ("PERSON",), Filters())
        second = listing(analyst, ("PERSON",), Filters(after=first.following))
    assert len(first.rows) == 50
    assert len({row.pk for row in first.rows + second.rows}) == 53
    assert second.following == ""
