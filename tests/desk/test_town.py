"""The invented town of the demo: whole, linked, and made once."""

import io
from typing import Any

import pytest
from django.core.management import call_command

from access.contexts import acting_as
from accounts.models import User
from desk.demo.town import RELATIONS, TOWN, build_town
from desk.management.commands.demo_data import PLACES
from reference.models import BagAddress
from subjects.models import Relation, Subject
from subjects.queries import cluster
from subjects.queries.place import place_of

pytestmark = pytest.mark.django_db


def test_the_town_is_registered_and_related_once(analyst: User) -> None:
    assert build_town(analyst) == len(TOWN)
    assert build_town(analyst) == 0
    with acting_as(analyst):
        assert Subject.objects.visible_to(analyst).count() == len(TOWN)
        assert Relation.objects.visible_to(analyst).count() == len(RELATIONS)
        mehmet = Subject.objects.visible_to(analyst).get(names__contains="mehmet yildiz")
        assert {member.label for member in cluster(analyst, mehmet).members} == {
            "Mehmet Yıldız",
            "M. Yildiz",
        }


def test_the_addresses_of_the_town_stand_in_the_invented_extract(analyst: User, as_user: Any) -> None:
    told = io.StringIO()
    for _ in range(2):
        call_command("import_bag", str(PLACES), municipality=["GM0141"], stdout=told)
    assert BagAddress.objects.count() == 140
    assert told.getvalue().count("niet ingelezen: 0") == 2
    for entry in TOWN.values():
        facts = dict(entry.facts)
        if entry.kind == "PREMISES" and "postcode" in facts:
            assert place_of(facts) is not None, facts["location"]
    sought = {"zoek_adres": "ja", "zoek-postcode": "7607 GA", "zoek-number": "97", "soort": "premises"}
    page = as_user(analyst).post("/objecten/nieuw/?soort=premises", sought).content.decode()
    for letter in "ABC":
        assert f"Plesmanweg 97 {letter}" in page
