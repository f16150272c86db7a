"""The calendar that follows one's terms: numbers and kinds, never a name; an address that can be taken back."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any

import icalendar
import pytest
from django.test import Client

from access.calendars import MOST_AN_HOUR
from access.contexts import SYSTEM, acting_as
from access.models import CalendarAddress
from accounts.models import User
from audit.models import AuditEvent
from measures.models import Measure
from tests.measures.making import HOUSE, NAME, notified, step
from tests.measures.test_money import incurred

pytestmark = pytest.mark.django_db
PAGE = "/maatregelen/termijnen/agenda/"


@pytest.fixture
def last(legal: User) -> Measure:
    measure = step(legal, notified(legal, "penalty_street_dealing", on=date(2026, 3, 2)), "ACTIVE")
    incurred(legal, measure, date(2026, 3, 10))
    return measure


def made(client: Any, **data: str) -> str:
    """A new address, as the page shows it once."""
    answer = client.post(PAGE, {"act": "maken", "van": "mij"} | data)
    assert answer.status_code == 200
    found = re.search(r'value="(http[^"]+\.ics)"', answer.content.decode())
    assert found
    return re.sub(r"https?://[^/]+", "", found[1])


def test_a_calendar_reads_numbers_and_kinds_without_a_session(
    legal: User, last: Measure, as_user: Any
) -> None:
    url = made(as_user(legal))
    calendar = Client()
    answer = calendar.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    text = answer.content.decode()
    assert "Verjaring" in text
    for secret in (NAME, HOUSE, "Dries", "Grotestraat", "5000", "Twentewonen"):
        assert secret not in text
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert {str(row["summary"]).split(":")[0][:2] for row in events} <= {"V-", "MA"}
    assert date(2027, 3, 10) in {row["dtstart"].dt for row in events}
    lines = AuditEvent.objects.using("audit").filter(record_type="measures.claim", actor_id=legal.pk)
    assert any("calendar" in (line.details or {}) for line in lines)


def test_the_page_shows_an_address_once_and_takes_it_back(legal: User, last: Measure, as_user: Any) -> None:
    client = as_user(legal)
    first = made(client)
    assert first not in client.get(PAGE).content.decode()
    second = made(client)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert client.post(PAGE, {"act": "intrekken"}).status_code == 302
    assert Client().get(second).status_code == 404
    with acting_as(SYSTEM, why="test"):
        rows = CalendarAddress.objects.unrestricted(why="test")
        assert rows.count() == 2
        assert not rows.filter(revoked_at=None).exists()


def test_it_is_read_only_and_not_more_often_than_a_calendar_asks(
    legal: User, last: Measure, as_user: Any
) -> None:
    url = made(as_user(legal))
    assert Client().post(url).status_code in {403, 405}
    for _ in range(MOST_AN_HOUR):
        assert Client().get(url).status_code == 200
    late = Client().get(url)
    assert late.status_code == 429
    assert late["Retry-After"] == "3600"


def test_it_ends_with_the_account_and_shows_no_more_than_its_owner_sees(
    legal: User, coordinator: User, last: Measure, as_user: Any
) -> None:
    url = made(as_user(coordinator), van="alle")
    assert "Verjaring" in Client().get(url).content.decode()
    assert "VEVENT" not in Client().get(made(as_user(coordinator))).content.decode()
    url = made(as_user(legal))
    legal.is_active = False
    legal.save()
    assert Client().get(url).status_code == 404


@pytest.mark.parametrize("token", ["x" * 43, "A-_" * 14 + "a"])
def test_a_guessed_address_is_not_there(token: str) -> None:
    assert Client().get(f"/maatregelen/termijnen/{token}.ics").status_code == 404


def test_who_reads_no_measures_has_no_calendar(as_user: Any, reporter: User) -> None:
    assert as_user(reporter).get(PAGE).status_code == 403


def test_an_address_of_meetings_is_no_address_of_terms(legal: User, as_user: Any) -> None:
    answer = as_user(legal).post("/casustafel/kalender/", {"act": "maken"})
    found = re.search(r'value="(http[^"]+)/casustafel/kalender/([^"]+)\.ics"', answer.content.decode())
    assert found
    token = found[2]
    assert Client().get(f"/casustafel/kalender/{token}.ics").status_code == 200
    assert Client().get(f"/maatregelen/termijnen/{token}.ics").status_code == 404
    terms = made(as_user(legal))
    assert Client().get(f"/casustafel/kalender/{token}.ics").status_code == 200
    assert Client().get(terms).status_code == 200


def test_an_address_of_meetings_from_before_it_was_hashed_with_a_key_still_works(
    legal: User, as_user: Any
) -> None:
    as_user(legal).post("/casustafel/kalender/", {"act": "maken"})
    with acting_as(SYSTEM, why="test"):
        row = CalendarAddress.objects.unrestricted(why="test").get(by=legal, kind="MEETINGS")
        row.token_key = hashlib.sha256(b"an-old-address").digest()
        row.save()
    assert Client().get("/casustafel/kalender/an-old-address.ics").status_code == 200
    client = as_user(legal)
    assert client.post("/casustafel/kalender/", {"act": "intrekken"}).status_code == 302
    assert Client().get("/casustafel/kalender/an-old-address.ics").status_code == 404
