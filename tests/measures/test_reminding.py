"""Who handles a term hears of it in time, once per step, without a word of content; the second person too."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from core import clock
from measures.models import Claim, ClaimReminder, Measure
from measures.operations.reminding import LADDER, remind, step_due, watches_due
from measures.tasks import follow_terms, remind_of_terms
from tests.measures.making import notified, step
from tests.measures.test_money import incurred

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("left", "due"),
    [(91, None), (90, 90), (31, 90), (30, 30), (8, 14), (7, 7), (1, 1), (0, 1), (-1, -1), (-400, -1)],
)
def test_the_ladder(left: int, due: int | None) -> None:
    assert step_due(TODAY + timedelta(days=left), TODAY) == due
    assert due is None or due in LADDER


def test_the_handler_is_told_once_and_the_second_when_it_is_late(
    legal: User, coordinator: User, monkeypatch: Any
) -> None:
    last = step(legal, notified(legal, "penalty_street_dealing", on=date(2026, 3, 2)), "ACTIVE")
    claim = incurred(legal, last, date(2026, 3, 10))
    with acting_as(SYSTEM, why="test"):
        held = Measure.objects.unrestricted(why="test").get(pk=last.pk)
        held.second = coordinator
        held.save()
    remind_of_terms()
    sent = list(mail.outbox)
    assert {message.to[0] for message in sent} == {legal.email, coordinator.email}
    for message in sent:
        assert claim.number in message.body
        assert "Dries" not in message.body + message.subject
        assert "5000" not in message.body
    mail.outbox.clear()
    remind_of_terms()
    assert mail.outbox == []
    with acting_as(SYSTEM, why="test"):
        row = ClaimReminder.objects.filter(claim=claim, code="betaling").unrestricted(why="test").get()
        assert row.escalated_at is not None
        assert watches_due() == []
        assert not remind("ClaimReminder", row.pk)


def test_what_follows_from_the_days_alone_follows(legal: User, monkeypatch: Any) -> None:
    last = step(legal, notified(legal, "penalty_street_dealing", on=clock.today()), "ACTIVE")
    claim = incurred(legal, last, clock.today())
    assert claim.state == "DUE"
    later = clock.today() + timedelta(days=60)
    monkeypatch.setattr(clock, "today", lambda: later)
    follow_terms()
    with acting_as(SYSTEM, why="test"):
        assert Claim.objects.unrestricted(why="test").get(pk=claim.pk).state == "UNPAID"
        assert Measure.objects.unrestricted(why="test").get(pk=last.pk).irrevocable_on is not None
