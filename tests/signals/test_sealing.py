"""The sealed year: nothing readable in the columns, two people to open it, gone after the year."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from access.contexts import SYSTEM, acting_as
from access.decisions import Denied
from core.errors import Refused
from encryption import seals
from signals import tasks
from signals.models import Assessment, Report, SealedContent, SignalKey, SignalStep
from signals.operations.sealing import agree_opening, ask_opening, read_sealed, refuse_opening
from signals.operations.triage import decide_signal
from signals.operations.undoing import undo_step
from signals.queries.detail import openings_to_decide
from tests.signals.triage_world import STORY, fresh, make_signal, weigh

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(autouse=True)
def _seal_store(tmp_path, settings):
    settings.VIK_SEAL_STORE = str(tmp_path)


@pytest.fixture
def decided(almelo, cast, time_machine):
    """A signal that is no ondermijning, decided on 23 November 2026."""
    time_machine.move_to(datetime(2026, 11, 23, 10, 0, tzinfo=AMSTERDAM), tick=False)
    signal = make_signal(
        almelo, location="Plesmanweg 88, Almelo", involved="Henk de Vries", reporter=cast["reporter"]
    )
    weigh(cast["coordinator"], signal, W1=False)
    with acting_as(cast["coordinator"]):
        decide_signal(by=cast["coordinator"], signal=signal, outcome="NOT_UNDERMINING", why="gewone klacht")
    return signal


@pytest.fixture
def sealed(decided, time_machine):
    """The same, two minutes later."""
    time_machine.move_to(datetime(2026, 11, 23, 10, 2, tzinfo=AMSTERDAM), tick=False)
    tasks.seal_due()
    return fresh(decided)


def _texts(signal):
    with acting_as(SYSTEM, why="test"):
        answers = Assessment.objects.filter(signal=signal).unrestricted(why="test")
        steps = SignalStep.objects.filter(signal=signal).unrestricted(why="test")
        return [row.motivation for row in answers if row.motivation], [row.why for row in steps if row.why]


def test_within_the_minute_nothing_is_sealed_and_the_decision_can_be_taken_back(decided, cast):
    tasks.seal_due()
    assert fresh(decided).sealed_at is None
    with acting_as(cast["coordinator"]):
        step = SignalStep.objects.filter(signal=decided, kind="DECIDED").visible_to(cast["coordinator"]).get()
        undo_step(by=cast["coordinator"], step=step)
    assert fresh(decided).state == "WEIGHING"


def test_sealing_empties_every_column_and_key(sealed):
    assert {
        name: getattr(sealed, name) for name in ("narrative", "involved", "location", "interpretation")
    } == {
        "narrative": None,
        "involved": None,
        "location": None,
        "interpretation": None,
    }
    assert _texts(sealed) == ([], [])
    with acting_as(SYSTEM, why="test"):
        assert SignalKey.objects.filter(signal=sealed).unrestricted(why="test").count() == 0


def test_the_database_refuses_content_beside_a_seal(sealed):
    sealed.narrative = "toch nog iets"
    with acting_as(SYSTEM, why="test"), pytest.raises(IntegrityError), transaction.atomic():
        sealed.save()


def test_a_sealed_decision_can_no_longer_be_taken_back(sealed, cast):
    with acting_as(cast["coordinator"]):
        step = SignalStep.objects.filter(signal=sealed, kind="DECIDED").visible_to(cast["coordinator"]).get()
        with pytest.raises(Refused, match="verzegeld"):
            undo_step(by=cast["coordinator"], step=step)


def test_one_person_alone_opens_nothing(sealed, cast):
    coordinator = cast["coordinator"]
    with acting_as(coordinator):
        opening = ask_opening(by=coordinator, signal=sealed, why="nieuw feit")
        with pytest.raises(Refused, match="collega moet beslissen"):
            agree_opening(by=coordinator, opening=opening)
        with pytest.raises(Refused, match="verzegeld"):
            read_sealed(by=coordinator, signal=sealed)
    with acting_as(cast["analyst"]), pytest.raises(Denied):
        agree_opening(by=cast["analyst"], opening=opening)


def test_two_people_open_it_for_one_hour(sealed, cast, time_machine):
    coordinator, officer = cast["coordinator"], cast["privacy_officer"]
    with acting_as(coordinator):
        ask_opening(by=coordinator, signal=sealed, why="nieuw feit")
    with acting_as(officer):
        (asked,) = openings_to_decide(officer)
        agree_opening(by=officer, opening=asked)
    with acting_as(coordinator):
        content = read_sealed(by=coordinator, signal=sealed)
        assert (content["narrative"], content["location"]) == (STORY, "Plesmanweg 88, Almelo")
        assert sorted(content["reasons"].values()) == ["gewone klacht"]
        time_machine.shift(3601)
        with pytest.raises(Refused):
            read_sealed(by=coordinator, signal=sealed)


def test_a_refusal_keeps_it_shut(sealed, cast):
    coordinator, officer = cast["coordinator"], cast["privacy_officer"]
    with acting_as(coordinator):
        ask_opening(by=coordinator, signal=sealed, why="nieuw feit")
    with acting_as(officer):
        refuse_opening(by=officer, opening=openings_to_decide(officer)[0])
    with acting_as(coordinator), pytest.raises(Refused):
        read_sealed(by=coordinator, signal=sealed)


def test_after_exactly_one_year_key_and_content_are_gone_and_a_tombstone_stays(sealed, time_machine):
    with acting_as(SYSTEM, why="test"):
        row = SealedContent.objects.unrestricted(why="test").get(signal=sealed)
    time_machine.move_to(datetime(2027, 11, 23, 23, 59, tzinfo=AMSTERDAM), tick=False)
    tasks.destroy_expired_seals()
    assert fresh(sealed).state == "NOT_UNDERMINING"
    assert seals.seal_exists(str(row.pk))

    time_machine.move_to(datetime(2027, 11, 24, 0, 1, tzinfo=AMSTERDAM), tick=False)
    tasks.destroy_expired_seals()
    stone = fresh(sealed)
    assert (stone.state, stone.title, stone.number) == ("DESTROYED", "Vernietigd signaal", sealed.number)
    assert not seals.seal_exists(str(row.pk))
    assert [path for path in Path(settings.VIK_SEAL_STORE).rglob("*") if path.is_file()] == []
    with acting_as(SYSTEM, why="test"):
        gone = SealedContent.objects.unrestricted(why="test").get(signal=sealed)
        report = Report.objects.unrestricted(why="test").get(signal=sealed)
        assert (gone.ciphertext, gone.share) == (None, None)
        assert (report.text, report.reporter_id, report.title) == (None, None, "Vernietigde melding")


def test_destroying_twice_changes_nothing(sealed, time_machine):
    time_machine.move_to(datetime(2027, 11, 24, 3, 15, tzinfo=AMSTERDAM), tick=False)
    tasks.destroy_expired_seals()
    version = fresh(sealed).version
    tasks.destroy_expired_seals()
    assert fresh(sealed).version == version


def test_one_signal_that_fails_holds_up_no_other(almelo, cast, decided, time_machine, monkeypatch):
    other = make_signal(almelo)
    weigh(cast["coordinator"], other, W1=False)
    with acting_as(cast["coordinator"]):
        decide_signal(by=cast["coordinator"], signal=other, outcome="NOT_UNDERMINING", why="gewone klacht")
    time_machine.move_to(datetime(2026, 11, 23, 10, 5, tzinfo=AMSTERDAM), tick=False)
    real = tasks.seal_signal

    def breaks(pk):
        if pk == decided.pk:
            raise OSError("disk")
        return real(pk)

    monkeypatch.setattr(tasks, "seal_signal", breaks)
    with pytest.raises(RuntimeError):
        tasks.seal_due()
    assert [fresh(decided).sealed_at is None, fresh(other).sealed_at is not None] == [True, True]
