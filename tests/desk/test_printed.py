"""A print stands in the log: the foot of every printed page says so, and so it must be true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from signals.models import Signal
from signals.operations.register import NewSignal, register_signal
from tests.journeys.test_journeys import sign_in, town

__all__ = ["town"]


def signal_of(owner: User) -> Signal:
    with acting_as(SYSTEM, why="test"):
        new = NewSignal(
            title="Bus bij loods",
            source_type="INTERNAL",
            narrative="Bij de loods stond een bus.",
            received_at=clock.now(),
            owner=owner.organisation,
        )
        return register_signal(by=None, new=new)


def prints(user: User) -> list[AuditEvent]:
    rows = AuditEvent.objects.using("audit").filter(action=Action.PRINT, actor_id=user.pk)
    return list(rows.order_by("day", "seq"))


@pytest.mark.django_db
def test_a_printed_record_is_logged_as_that_record(as_user: Any, analyst: User) -> None:
    signal = signal_of(analyst)
    client, before = as_user(analyst), len(prints(analyst))
    assert client.post("/afgedrukt/", {"pad": f"/signalen/{signal.number}/"}).status_code == 204
    assert client.post("/afgedrukt/", {"pad": "/signalen/"}).status_code == 204
    record, page = prints(analyst)[before:]
    assert (record.record_type, record.record_id) == ("signals.signal", str(signal.pk))
    assert (page.record_id, page.details) == ("", {"page": "signals:inbox"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["", "nergens", "//elders.example/", "/beheer/gebruikers/", "/healthz", "x" * 5000]
)
def test_what_somebody_can_not_have_on_his_screen_is_not_logged_as_printed(
    as_user: Any, analyst: User, path: str
) -> None:
    before = len(prints(analyst))
    assert as_user(analyst).post("/afgedrukt/", {"pad": path}).status_code == 422
    assert len(prints(analyst)) == before


@pytest.mark.django_db
def test_of_a_hidden_record_the_answer_is_that_of_a_missing_one(
    as_user: Any, analyst: User, twenterand_analyst: User
) -> None:
    signal, client = signal_of(analyst), as_user(twenterand_analyst)
    for number in (signal.number, "S-2026-99999"):
        assert client.post("/afgedrukt/", {"pad": f"/signalen/{number}/"}).status_code == 422


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_opening_the_print_window_leaves_the_line(town: str, open_page: Callable[..., Page]) -> None:
    analyst = User.objects.get(email="analist@almelo.demo")
    signal = signal_of(analyst)
    page = sign_in(open_page(), analyst.email)
    page.goto(f"/signalen/{signal.number}/")
    before = len(prints(analyst))
    with page.expect_request("**/afgedrukt/"):
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for _ in range(50):
        if len(prints(analyst)) > before:
            break
        page.wait_for_timeout(100)
    (line,) = prints(analyst)[before:]
    assert line.record_id == str(signal.pk)
