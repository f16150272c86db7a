"""A row of the foutenbak tells nothing any more once the signal that came from it is shut."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from access.contexts import SYSTEM, acting_as
from signals import tasks
from signals.intake.mending import fields_to_mend, retry_row
from signals.models import ImportRow, Signal
from signals.operations.triage import decide_signal
from tests.signals.importing import STORY, a_row, all_signals, csv_bytes, imported, kept_rows
from tests.signals.triage_world import fresh, weigh

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BROKEN = a_row(7, **{"Datum bezoek": "31-02-2026"})


@pytest.fixture(autouse=True)
def _stores(tmp_path, settings):
    settings.VIK_SEAL_STORE = str(tmp_path / "seals")
    settings.VIK_DOCUMENT_STORE = str(tmp_path / "documents")


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM)


def mend(user, run, number=7) -> ImportRow:
    (row,) = kept_rows(run, "REFUSED")
    with acting_as(user, why="test"):
        values = fields_to_mend(row) | {"observed": "03-08-2026", "narrative": STORY.format(number)}
        return retry_row(by=user, row=row, values=values)


def set_aside(user, signal: Signal) -> None:
    weigh(user, signal, W1=False)
    with acting_as(user):
        decide_signal(by=user, signal=signal, outcome="NOT_UNDERMINING", why="gewone klacht")


@pytest.fixture
def mended(cast, time_machine):
    """A run of which one row was mended and its signal decided on 23 November 2026."""
    time_machine.move_to(at("2026-11-23T10:00"), tick=False)
    run = imported(cast["coordinator"], csv_bytes([BROKEN]))
    mend(cast["coordinator"], run)
    (signal,) = all_signals()
    set_aside(cast["coordinator"], signal)
    return run


def held(run) -> list[tuple[object, ...]]:
    return [(row.original, row.corrected, row.reason) for row in kept_rows(run)]


def test_until_the_signal_is_sealed_the_row_shows_what_came_in(mended):
    ((original, corrected, reason),) = held(mended)
    assert original["Datum bezoek"] == "31-02-2026"
    assert corrected["observed"] == "03-08-2026"
    assert reason


def test_sealing_a_signal_empties_the_row_it_came_from(mended, time_machine):
    time_machine.move_to(at("2026-11-23T10:02"), tick=False)
    tasks.seal_due()
    (signal,) = all_signals()
    assert signal.sealed_at is not None
    assert held(mended) == [(None, None, "")]
    (row,) = kept_rows(mended)
    assert (row.row_number, row.state, row.field, row.signal_id) == (2, "MADE", "observed", signal.pk)


def test_destroying_a_signal_that_was_never_sealed_empties_its_row_too(mended, time_machine):
    time_machine.move_to(at("2027-11-24T03:15"), tick=False)
    tasks.destroy_expired_seals()
    (signal,) = all_signals()
    assert signal.state == "DESTROYED"
    assert held(mended) == [(None, None, "")]


def test_a_row_that_turns_out_to_be_a_sealed_signal_keeps_nothing(mended, cast, time_machine):
    time_machine.move_to(at("2026-11-23T10:02"), tick=False)
    tasks.seal_due()
    again = imported(cast["coordinator"], csv_bytes([BROKEN | {"Spoed": "onbekend"}]), name="weer.csv")
    with acting_as(SYSTEM, why="test"):
        assert [row.state for row in kept_rows(again)] == ["REFUSED"]
    row = mend(cast["coordinator"], again)
    assert row.state == "KNOWN"
    assert held(again) == [(None, None, "")]


def test_the_page_of_the_row_says_that_nothing_is_kept(mended, cast, as_user, time_machine):
    time_machine.move_to(at("2026-11-23T10:02"), tick=False)
    tasks.seal_due()
    (row,) = kept_rows(mended)
    client = as_user(cast["coordinator"])
    for address in (f"foutenbak/{row.pk}/", "foutenbak/?lijst=hersteld"):
        page = client.get(f"/signalen/import/{mended.number}/{address}")
        assert page.status_code == 200
        assert "niet meer bewaard" in page.content.decode()
        assert "31-02-2026" not in page.content.decode()
    assert fresh(all_signals()[0]).sealed_at is not None
