"""A raw report of which something fell over keeps its page, says so, and yields no neutral text."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from access.contexts import SYSTEM, acting_as
from accounts.models import Organisation, User
from core import clock
from core.errors import Refused
from encryption.fields import UNREADABLE
from mreports.models import MReport
from mreports.operations import ReceivedReport, align_with_police, receive_report, record_feedback
from signals.models import Signal

pytestmark = pytest.mark.django_db
PLACES = "/m-meldingen/"


@pytest.fixture
def m_authorised(cast: dict[str, User]) -> User:
    return cast["m_authorised"]


@pytest.fixture
def client(as_user: Any, m_authorised: User) -> Client:
    found: Client = as_user(m_authorised)
    return found


@pytest.fixture
def damaged(almelo: Organisation, m_authorised: User) -> MReport:
    """A report of which one bit of every sealed value fell over."""
    with acting_as(m_authorised, why="test"):
        received = ReceivedReport(
            reference="700001", text="In het café wordt gegokt.", received_at=clock.now()
        )
        report, _ = receive_report(owner=almelo, received=received)
        align_with_police(
            by=m_authorised,
            report=report,
            answer="AGREED",
            held_on=clock.today(),
            spoken_with="teamchef",
            note="geen bezwaar",
        )
    with acting_as(SYSTEM, why="test"), connection.cursor() as cursor:
        for table, name in (
            ("mreport", "report_text"),
            ("mreport", "m_reference"),
            ("alignment", "note"),
        ):
            cursor.execute(
                f"UPDATE mreports_{table} SET {name} = set_byte({name}, 25, get_byte({name}, 25) # 1)"
            )
    return report


def test_the_page_says_per_field_that_it_can_not_be_opened(damaged: MReport, client: Client) -> None:
    answer = client.get(f"{PLACES}{damaged.number}/")
    assert answer.status_code == 200
    assert unescape(answer.content.decode()).count(UNREADABLE) == 3
    assert "teamchef" in answer.content.decode()


@pytest.mark.parametrize("step", ["afstemmen", "signaal", "niet-gebruiken", "resultaat", "vernietigen"])
def test_the_forms_stay(damaged: MReport, client: Client, step: str) -> None:
    assert client.get(f"{PLACES}{damaged.number}/{step}/").status_code == 200


def test_the_list_and_the_yearly_account_stay(damaged: MReport, client: Client) -> None:
    assert client.get(PLACES).status_code == 200
    assert client.get(f"{PLACES}verslag/").status_code == 200


def test_no_neutral_text_is_made_that_can_not_be_checked(damaged: MReport, client: Client) -> None:
    typed = {"title": "Gokken in een café", "narrative": "In het café wordt gegokt.", "urgency": "NORMAL"}
    answer = client.post(f"{PLACES}{damaged.number}/signaal/", typed)
    assert answer.status_code == 422
    assert "onleesbaar geworden" in answer.content.decode()
    assert answer.context["form"]["narrative"].value() == typed["narrative"]
    with acting_as(SYSTEM, why="test"):
        assert not Signal.objects.unrestricted(why="test").exists()


def test_what_can_not_be_opened_can_be_destroyed_and_gets_its_result(
    damaged: MReport, client: Client
) -> None:
    place = f"{PLACES}{damaged.number}/"
    assert client.post(f"{place}resultaat/", {"result": "NOT_USED"}).status_code == 302
    assert client.post(f"{place}vernietigen/", {"why": "onleesbaar"}).status_code == 302
    assert UNREADABLE not in unescape(client.get(place).content.decode())


def test_a_result_needs_no_score_and_no_topics(damaged: MReport, client: Client, m_authorised: User) -> None:
    place = f"{PLACES}{damaged.number}/resultaat/"
    typed = {"result": "CONFIRMED", "usefulness": "", "verified_by": ""}
    assert client.post(place, typed).status_code == 302
    assert client.post(place, typed | {"usefulness": "5"}).status_code == 302
    with acting_as(m_authorised, why="test"):
        row = MReport.objects.visible_to(m_authorised).get(pk=damaged.pk)
        assert (row.result, row.usefulness) == ("CONFIRMED", 5)
        with pytest.raises(Refused, match="1 tot en met 5"):
            record_feedback(by=m_authorised, report=row, result="CONFIRMED", usefulness=6, verified_by="")
