"""A name of several words is sought by those that few records have, once the database knows which those are."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connections

from access.contexts import acting_as
from accounts.models import User
from subjects.models import Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject
from subjects.queries import named
from subjects.queries.finding import find_subjects
from subjects.queries.named import _telling, likest

OTHERS = ("Kamphuis", "Wolters", "Oude Nijhuis", "Slot", "Vos", "Ter Horst", "Pol", "Haverkate")


def company(by: User, name: str) -> Subject:
    with acting_as(by):
        facts = [NewFact("name", name)]
        new = NewSubject(kind="ORGANISATION", owner=by.organisation, facts=facts, source=Source())
        return register_subject(by=by, new=new)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "audit", "owner"])
def test_what_is_called_nearly_so_is_found_and_what_shares_a_common_word_only_is_not(
    analyst: User, twenterand_analyst: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of a register this small, a few records are a large share.
    monkeypatch.setattr(named, "COMMON_SHARE", 0.5)
    monkeypatch.setattr(named, "COMMON", 5)
    same, slip = company(analyst, "Autohandel Bruir B.V."), company(analyst, "Autohandel Bruin")
    elsewhere = company(twenterand_analyst, "Autohandel Bruir B.V.")
    for name in OTHERS:
        company(analyst, f"Autohandel {name} B.V.")
    plain = "autohandel bruir b v"
    with acting_as(analyst):
        assert _telling(plain.split()) == ""
        assert list(likest(plain))[:2] == [same.pk, slip.pk]
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE subjects_subject")
    cache.clear()
    with acting_as(analyst):
        assert _telling(plain.split()) == "bruir"
        assert list(likest(plain)) == [same.pk, slip.pk]
        # A slip in the very word that tells: found by the whole name, as ever.
        assert _telling(["autohandel", "burir"]) == "burir"
        assert same.pk in likest("autohandel burir b v")
        assert elsewhere.pk not in likest(plain)
        assert list(likest(plain, ["PERSON"])) == []
        # Where every word is common, or none is, the whole name is sought as ever.
        assert _telling(["autohandel"]) == ""
        assert _telling(["bruir", "kaas"]) == ""
        assert len(find_subjects(analyst, "autohandel")) == len(OTHERS) + 2
        found = [hit.subject.pk for hit in find_subjects(analyst, "Autohandel Bruir B.V.")]
        assert found[0] == same.pk
        assert slip.pk in found
