"""The search box gives who is called just so, or nearly so; what only looks like it comes up when asked."""

from __future__ import annotations

from unittest import mock

import pytest

from access.contexts import acting_as
from accounts.models import User
from subjects.models import Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject
from subjects.queries import named
from subjects.queries.finding import find_subjects, subject_keys
from subjects.queries.named import called_just_so, near
from subjects.queries.named_why import why_of_name

pytestmark = pytest.mark.django_db


def record(by: User, name: str, kind: str = "PERSON", fact: str = "name") -> Subject:
    with acting_as(by):
        new = NewSubject(kind=kind, owner=by.organisation, facts=[NewFact(fact, name)], source=Source())
        return register_subject(by=by, new=new)


def found(by: User, text: str, **asked: object) -> list[str]:
    with acting_as(by):
        return [
            Subject.objects.visible_to(by).get(pk=pk).label
            for pk in subject_keys(by, text, wide=False, **asked)
        ]


def narrowed(by: User, text: str) -> bool:
    with acting_as(by):
        return subject_keys(by, text, wide=False).narrowed


def test_who_is_called_just_so_comes_with_who_is_nearly(analyst: User) -> None:
    for name in ("Jan van der Noon", "Klaas Jan van der Noon", "Jan van der Noonn", "Jan van der Steen"):
        record(analyst, name)
    assert set(found(analyst, "Jan van der Noon")) == {
        "Jan van der Noon",
        "Klaas Jan van der Noon",
        "Jan van der Noonn",
    }
    assert found(analyst, "Noon, Jan van der")[0] == "Jan van der Noon"
    assert narrowed(analyst, "Jan van der Noon")
    with acting_as(analyst):
        wide = subject_keys(analyst, "Jan van der Noon", wide=True)
    assert len(wide) == 4
    assert not wide.narrowed


def test_of_nobody_for_sure_all_that_looks_like_it_comes_up(analyst: User) -> None:
    record(analyst, "Jan van der Steen")
    assert found(analyst, "Jan van der Moo") == ["Jan van der Steen"]
    assert not narrowed(analyst, "Jan van der Moo")


def test_one_word_is_sought_as_ever(analyst: User) -> None:
    record(analyst, "Noon"), record(analyst, "Noons")
    assert set(found(analyst, "noon")) == {"Noon", "Noons"}
    assert not narrowed(analyst, "noon")


def test_a_letter_stands_for_the_given_name(analyst: User) -> None:
    for name in ("M. Yildiz", "A. Yildiz", "M. Yilmaz", "J.P. Thijssen"):
        record(analyst, name)
    assert found(analyst, "Mehmet Yildiz") == ["M. Yildiz"]
    assert found(analyst, "Yıldız, Mehmet") == ["M. Yildiz"]
    assert found(analyst, "Hans Thijssen") == ["J.P. Thijssen"]  # a letter of the name in full counts
    full = record(analyst, "Mehmet Yildiz")
    assert found(analyst, "Mehmet Yildiz") == ["Mehmet Yildiz", "M. Yildiz"]
    assert {"M. Yildiz", "Mehmet Yildiz"} <= set(found(analyst, "M. Yildiz"))
    with acting_as(analyst):
        [why] = [
            hit.why for hit in find_subjects(analyst, "Mehmet Yildiz") if hit.subject.label == "M. Yildiz"
        ]
        assert why == "voorletter past"
        assert full.pk in subject_keys(analyst, "Mehmet Yildiz", wide=True)


def test_the_reason_says_to_which_name_the_letter_belongs(analyst: User) -> None:
    whys = [
        why_of_name("Mehmet Yildiz", "M. Yildiz", ["M. Yildiz"]),
        why_of_name("Mehmet Yildiz", "Ahmet Demir", ["Ahmet Demir", "M. Yildiz"]),
        why_of_name("J. de Vries", "Jachtwerf de Vries", ["Jachtwerf de Vries"], person=False),
    ]
    assert whys == ["voorletter past", "voorletter past bij M. Yildiz, zoals ook bekend", "naam lijkt hierop"]
    record(analyst, "Jachtwerf de Vries", "ORGANISATION")
    with acting_as(analyst):
        assert [hit.why for hit in find_subjects(analyst, "J. de Vries")] == ["naam lijkt hierop"]


def test_a_letter_that_fits_is_nobody_for_sure(analyst: User) -> None:
    record(analyst, "M. Yildiz")
    record(analyst, "Mehmet Kayayildiz")
    assert set(found(analyst, "Mehmet Yildiz")) == {"M. Yildiz", "Mehmet Kayayildiz"}
    assert not narrowed(analyst, "Mehmet Yildiz")


def test_a_company_and_a_house_with_a_slip_are_near(analyst: User) -> None:
    record(analyst, "Autohandel Bruir B.V.", "ORGANISATION")
    record(analyst, "Oude Vaart 12, Almelo", "PREMISES", "location")
    with acting_as(analyst):
        assert len(near("Autohandel Burir B.V.")) == 1
        assert len(near("Autohandel Burir B.V.", ["ORGANISATION"])) == 1
        assert near("Autohandel Burir B.V.", ["VEHICLE"]) == {}
        assert len(near("Oude Vart 12, Almelo")) == 1
        assert near("Oude Vart 14, Almelo") == {}
        for odd in (
            "",
            "a b",
            "12 34",
            "\x00 \x00",
            "van de",
            "x" * 200 + " y",
            "² ٣ 12",
            "\ud800 12".encode(errors="ignore").decode(),
        ):
            near(odd)
            called_just_so(odd)


def test_who_is_called_just_so_is_there_whatever_his_namesakes(analyst: User) -> None:
    with mock.patch.object(named, "MOST_LIKE", 3):
        for letter in "abcdefgh":
            record(analyst, f"J{letter}nnie de Vries")
        record(analyst, "J. de Vries")
        assert found(analyst, "J. de Vries", most=6)[0] == "J. de Vries"


def test_a_hidden_namesake_changes_nothing(analyst: User, twenterand_analyst: User) -> None:
    for name in ("Jan van der Noonn", "Jan van der Steen", "Klaas Jan van der Noon"):
        record(analyst, name)
    before = found(analyst, "Jan van der Noon"), narrowed(analyst, "Jan van der Noon")
    hidden = [
        record(twenterand_analyst, name) for name in ("Jan van der Noon", "Jan van der Noon", "J. Noon")
    ]
    assert (found(analyst, "Jan van der Noon"), narrowed(analyst, "Jan van der Noon")) == before
    with acting_as(analyst):
        assert called_just_so("Jan van der Noon") == []
        assert {row.pk for row in hidden}.isdisjoint(near("Jan van der Noon"))
    with acting_as(twenterand_analyst):
        assert set(called_just_so("Jan van der Noon")) == {hidden[0].pk, hidden[1].pk}
