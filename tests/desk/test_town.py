"""The invented town of the demo: whole, linked, and made once."""

import pytest

from access.contexts import acting_as
from accounts.models import User
from desk.demo.town import RELATIONS, TOWN, build_town
from subjects.models import Relation, Subject
from subjects.queries import cluster

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
