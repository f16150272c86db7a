"""One measure can be opened for a colleague of another municipality, and closed again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from access.contexts import acting_as
from accounts.models import User
from core import clock
from measures.models import Measure
from tests.measures.making import NAME, notified

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(legal: User) -> Measure:
    return notified(legal, on=date(2026, 11, 2))


def test_a_measure_is_opened_for_a_neighbour_and_closed_again(
    legal: User, twenterand_analyst: User, measure: Measure, as_user: Any
) -> None:
    neighbour, client = as_user(twenterand_analyst), as_user(legal)
    assert neighbour.get(measure.address).status_code == 404
    until = f"{clock.today() + timedelta(days=30):%d-%m-%Y}"
    data = {
        "to": twenterand_analyst.pk,
        "why": "zelfde exploitant",
        "legal_basis": "AVG 6 lid 1 onder e · Taak van algemeen belang",
        "purpose": "toezicht op dezelfde exploitant",
        "until": until,
    }
    assert client.post(f"{measure.address}openzetten/", data).status_code == 302
    page = neighbour.get(measure.address)
    assert page.status_code == 200
    # The parties are registrations of their own: they were not opened.
    assert NAME not in page.content.decode()
    assert neighbour.post(f"{measure.address}bron/", {"kind": "CONTROL"}).status_code == 403
    assert neighbour.get(f"{measure.address}openzetten/").status_code == 403
    with acting_as(legal):
        grant = measure.user_grants.objects.get(content_object=measure)
    data = {"act": "intrekken", "recht": grant.pk, "waarom": "niet meer nodig"}
    assert client.post(f"{measure.address}openzetten/", data).status_code == 302
    assert neighbour.get(measure.address).status_code == 404


def test_what_the_law_binds_stays_here(
    legal: User, twenterand_analyst: User, measure: Measure, as_user: Any
) -> None:
    with acting_as(legal):
        row = Measure.objects.visible_to(legal).get(pk=measure.pk)
        row.regimes = ["wpg_received"]
        row.save()
    data = {"to": twenterand_analyst.pk, "why": "overleg", "until": "1-12-2026"}
    assert as_user(legal).post(f"{measure.address}openzetten/", data).status_code == 422
    assert as_user(twenterand_analyst).get(measure.address).status_code == 404
