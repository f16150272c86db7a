"""Triage sees what was imposed and what is being prepared on who and what a signal is about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from signals.models import Signal
from signals.operations.register import NewSignal, register_signal
from tests.measures.making import HOUSE, NAME, furnished, notified, started

pytestmark = pytest.mark.django_db


def signal_at(by: User, place: str) -> Signal:
    with acting_as(SYSTEM, why="test"):
        new = NewSignal(
            title="Loop naar het huis",
            source_type="INTERNAL",
            narrative=f"Steeds korte bezoeken aan {place}.",
            location=place,
            received_at=clock.now(),
            owner=by.organisation,
        )
        return register_signal(by=None, new=new)


def test_measures_stand_beside_a_signal_without_a_name(legal: User, coordinator: User, as_user: Any) -> None:
    imposed = notified(legal, on=date(2026, 11, 2))
    coming = furnished(legal, started(legal))
    signal = signal_at(coordinator, HOUSE)
    page = as_user(coordinator).get(f"/signalen/{signal.number}/").content.decode()
    assert "1 maatregel opgelegd" in page
    assert "1 maatregel in voorbereiding" in page
    assert imposed.address in page
    assert coming.address in page
    assert NAME not in page
    lines = AuditEvent.objects.using("audit").filter(record_type="measures.measure", action=Action.LIST)
    assert any({str(imposed.pk), str(coming.pk)} <= set(line.shown) for line in lines)


def test_a_house_elsewhere_brings_nothing_up(legal: User, coordinator: User, as_user: Any) -> None:
    notified(legal, on=date(2026, 11, 2))
    signal = signal_at(coordinator, "Bornsestraat 3, Almelo")
    assert (
        "maatregel opgelegd" not in as_user(coordinator).get(f"/signalen/{signal.number}/").content.decode()
    )
