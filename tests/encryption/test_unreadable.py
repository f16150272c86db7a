"""One damaged value is told where it stands; the rest of the page, and every other page, stays."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import connection

from access.contexts import SYSTEM, acting_as
from accounts.models import Organisation, User
from encryption.fields import UNREADABLE, readable
from signals.models import Signal
from tests.encryption.conftest import make_signal, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def damaged(almelo: Organisation, coordinator: User) -> Signal:
    """A signal of which one bit of every sealed value fell over."""
    with acting_as(SYSTEM, why="test"):
        signal = make_signal(almelo, "Kraaiennest")
        for name in ("narrative", "location", "involved"):
            damage(signal, name)
    return signal


def damage(signal: Signal, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE signals_signal SET {name} = set_byte({name}, 25, get_byte({name}, 25) # 1) WHERE id = %s",
            [signal.pk],
        )


def test_the_page_shows_the_sentence_and_the_rest(damaged: Signal, coordinator: User, as_user: Any) -> None:
    answer = as_user(coordinator).get(f"/signalen/{damaged.number}/")
    assert answer.status_code == 200
    assert UNREADABLE in answer.content.decode()
    assert "Busjes bij een loods" in answer.content.decode()


def test_the_page_of_another_signal_stays(
    damaged: Signal, almelo: Organisation, coordinator: User, as_user: Any
) -> None:
    with acting_as(SYSTEM, why="test"):
        neighbour = make_signal(almelo, "Kraaiennest")
    answer = as_user(coordinator).get(f"/signalen/{neighbour.number}/")
    assert answer.status_code == 200
    assert UNREADABLE not in answer.content.decode()


def test_the_list_stays(damaged: Signal, coordinator: User, as_user: Any) -> None:
    assert as_user(coordinator).get("/signalen/").status_code == 200


def test_the_log_gets_an_alarm_without_content(damaged: Signal, caplog: pytest.LogCaptureFixture) -> None:
    with acting_as(SYSTEM, why="test"), caplog.at_level(logging.ERROR, "vik.encryption"):
        row = stored(damaged)
        assert readable(row, "narrative") == UNREADABLE
        assert readable(row, "external_number") is None
    assert [record.getMessage() for record in caplog.records] == [
        f"unreadable: signals.signal {damaged.pk} narrative"
    ]
