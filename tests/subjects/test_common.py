"""The noise list: what hangs with everybody is passed over until somebody looks again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from access.contexts import acting_as
from accounts.models import User
from core import clock
from subjects.models import RelationKind, Subject
from subjects.operations import Source, relate
from subjects.queries import candidates
from tests.signals.test_involving import known_subject, picture, signal_of

pytestmark = pytest.mark.django_db
PHONE = "06-12345678"


@pytest.fixture
def centre(analyst: User) -> Subject:
    return known_subject(analyst, "PHONE", ("phone", PHONE))


@pytest.fixture
def client_of(as_user: Any, analyst: User) -> Client:
    client: Client = as_user(analyst)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).strftime("%d-%m-%Y")


def comes_up(analyst: User) -> bool:
    signal = signal_of(analyst, text=f"Bel {PHONE}.")
    return any(found.hits for found in picture(analyst, signal).open)


def test_what_is_common_comes_up_no_more_until_its_day(
    client_of: Client, as_user: Any, analyst: User, centre: Subject
) -> None:
    assert comes_up(analyst)
    url = f"{centre.address}veelvoorkomend/"
    assert "Niet meer veelvoorkomend" not in text(client_of.get(url))
    typed = {"why": "Nummer van het wijkcentrum.", "until": day(30)}
    assert client_of.post(url, typed).status_code == 302
    assert not comes_up(analyst)
    page = text(client_of.get(centre.address))
    assert "Aangemerkt als veelvoorkomend" in page and "wijkcentrum" in page
    listed = text(client_of.get("/objecten/veelvoorkomend/"))
    assert "Nummer van het wijkcentrum." in listed and "<strong>nu</strong>" not in listed
    assert "wijkcentrum" not in text(client_of.get("/subjecten/veelvoorkomend/"))
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert "<strong>nu</strong>" in text(as_user(analyst).get("/objecten/veelvoorkomend/"))
        assert comes_up(analyst)


def test_it_is_renewed_and_ended_and_the_reasons_stay(
    client_of: Client, analyst: User, centre: Subject
) -> None:
    url = f"{centre.address}veelvoorkomend/"
    client_of.post(url, {"why": "wijkcentrum", "until": day(30)})
    client_of.post(url, {"act": "mark", "why": "nog steeds het wijkcentrum", "until": day(300)})
    assert client_of.post(url, {"act": "end", "why": "nummer is opgeheven", "until": ""}).status_code == 302
    assert client_of.post(url, {"act": "end", "why": "nog eens"}).status_code == 422
    assert comes_up(analyst)
    page = text(client_of.get(centre.address))
    assert "Ingetrokken (2)" in page and "nummer is opgeheven" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"why": "", "until": day(9)}, "Schrijf in één of twee zinnen waarom."),
        ({"why": "x", "until": ""}, "Vul een dag in."),
        ({"why": "x", "until": day(0)}, "Kies een dag na vandaag."),
        ({"why": "x", "until": day(400)}, "Kies een dag binnen een jaar."),
        ({"why": "x", "until": "ooit"}, "datum"),
    ],
)
def test_what_can_not_be_is_told_at_its_field(
    client_of: Client, centre: Subject, typed: dict[str, str], told: str
) -> None:
    answer = client_of.post(f"{centre.address}veelvoorkomend/", typed)
    assert answer.status_code == 422
    assert told in text(answer)


def test_of_a_common_record_no_candidate_is_made(client_of: Client, analyst: User, centre: Subject) -> None:
    other = known_subject(analyst, "PHONE", ("phone", "0612345678"))
    with acting_as(analyst):
        assert [row.subject.pk for row in candidates(analyst, other)] == [centre.pk]
    client_of.post(f"{centre.address}veelvoorkomend/", {"why": "wijkcentrum", "until": day(30)})
    with acting_as(analyst):
        assert candidates(analyst, other) == []


def test_nobody_elsewhere_sees_or_notes_it(as_user: Any, twenterand_analyst: User, centre: Subject) -> None:
    client = as_user(twenterand_analyst)
    assert client.post(f"{centre.address}veelvoorkomend/", {"why": "x", "until": day(9)}).status_code == 404
    assert "Niets aangemerkt" in text(client.get("/objecten/veelvoorkomend/"))


def test_on_its_day_it_comes_up_again(
    client_of: Client, as_user: Any, analyst: User, centre: Subject
) -> None:
    other = known_subject(analyst, "PHONE", ("phone", PHONE))
    both = [known_subject(analyst, "PERSON", ("name", name)) for name in ("Klaas Vaak", "Piet Pieters")]
    with acting_as(analyst):
        for person in both:
            relate(by=analyst, subject=person, other=centre, kind=RelationKind.USER, source=Source())
    for row in (centre, other):
        client_of.post(f"{row.address}veelvoorkomend/", {"why": "wijkcentrum", "until": day(30)})
    path = f"{both[0].address}pad/?naar={both[1].number}"
    assert "Geen verband gevonden" in text(client_of.get(path))
    with time_machine.travel(clock.now() + timedelta(days=30)):
        client = as_user(analyst)
        assert "<strong>nu</strong>" in text(client.get("/objecten/veelvoorkomend/"))
        assert comes_up(analyst)
        assert "2 stappen" in text(client.get(path))
        with acting_as(analyst):
            assert [row.subject.pk for row in candidates(analyst, other)] == [centre.pk]


def test_what_is_common_does_not_come_up_by_its_name_either(client_of: Client, analyst: User) -> None:
    agency = known_subject(analyst, "PERSON", ("name", "Mohamed El Amrani"))
    told = "Er kwam een bus van Mohamed El Amrani."
    assert picture(analyst, signal_of(analyst, text=told)).hits
    typed = {"why": "Vaste bezoeker van het wijkcentrum.", "until": day(30)}
    client_of.post(f"{agency.address}veelvoorkomend/", typed)
    assert not picture(analyst, signal_of(analyst, text=told)).hits
