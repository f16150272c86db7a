"""What the contract with M. asks: two people, no follow-up without the police, a yearly account of numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from access.contexts import acting_as
from access.decisions import Denied
from accounts.models import Organisation, User
from core import clock
from core.errors import Refused
from mreports.models import MReport
from mreports.operations import (
    ReceivedReport,
    align_with_police,
    derive_signal,
    destroy_report,
    hide_report,
    receive_report,
    record_feedback,
    set_aside,
)
from mreports.queries import yearly_account
from signals.models import Signal

pytestmark = pytest.mark.django_db
TEXT = "In café Zoë wordt elke vrijdag gegokt om geld."
LEAK = "Bel mij maar, ik ben de buurman van nummer twaalf."


def moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def receive(
    owner: Organisation, by: User, reference: str, text: str = TEXT, at: datetime | None = None
) -> MReport:
    with acting_as(by, why="test"):
        received = ReceivedReport(reference=reference, text=text, received_at=at or clock.now())
        return receive_report(owner=owner, received=received)[0]


def align(by: User, report: MReport, answer: str) -> MReport:
    return align_with_police(
        by=by, report=report, answer=answer, held_on=clock.today(), spoken_with="teamchef Almelo"
    )


def derive(by: User, report: MReport) -> Signal:
    return derive_signal(by=by, report=report, title="Gokken", narrative="Mogelijk wordt er gespeeld.")


def test_a_neutral_signal_waits_for_the_police_and_goes_on_when_they_agree(
    almelo: Organisation, cast: dict[str, User]
) -> None:
    by = cast["m_authorised"]
    report = receive(almelo, by, "700001")
    with acting_as(by, why="test"):
        signal = derive(by, report)
        assert (signal.state, signal.police_alignment) == ("AWAITING_POLICE", "NONE")
        align(by, report, "AGREED")
    with acting_as(cast["coordinator"], why="test"):
        seen = Signal.objects.visible_to(cast["coordinator"]).get(pk=signal.pk)
        assert (seen.state, seen.police_alignment) == ("NEW", "AGREED")


@pytest.mark.parametrize(
    "part", ["coordinator", "analyst", "privacy_officer", "admin", "police", "neighbour"]
)
def test_nobody_else_sees_or_handles_a_raw_report(
    almelo: Organisation, cast: dict[str, User], as_user: Any, part: str
) -> None:
    report = receive(almelo, cast["m_authorised"], "700001")
    user = cast.get(part) or cast["reporter"]
    assert as_user(user).get(f"/m-meldingen/{report.number}/").status_code in {403, 404}
    with acting_as(user, why="test"):
        assert not MReport.objects.visible_to(user).exists()
        with pytest.raises(Denied):
            set_aside(by=user, report=report, why="nieuwsgierig")


def test_a_report_with_data_of_the_reporter_is_destroyed_only_after_m_was_told(
    almelo: Organisation, cast: dict[str, User]
) -> None:
    by = cast["m_authorised"]
    report = receive(almelo, by, "700002", LEAK)
    assert report.leak_suspected
    with acting_as(by, why="test"):
        hide_report(by=by, report=report)
        with pytest.raises(Refused, match="geïnformeerd"):
            destroy_report(by=by, report=report, why="meldergegevens")
        destroy_report(by=by, report=report, why="meldergegevens", m_informed_on=clock.today())
        stone = MReport.objects.visible_to(by).get(pk=report.pk)
    assert (stone.report_text, stone.m_reference, stone.state) == (None, None, "DESTROYED")
    assert stone.number == report.number


def test_the_yearly_account_counts_what_came_of_the_reports_of_one_year(
    almelo: Organisation, cast: dict[str, User], as_user: Any
) -> None:
    by = cast["m_authorised"]
    receive(almelo, by, "600001", at=moment("2025-12-31T23:30"))
    used, unused, leaked = (
        receive(almelo, by, number, text, moment("2026-01-01T00:30"))
        for number, text in (("700001", TEXT), ("700002", TEXT), ("700003", LEAK))
    )
    with acting_as(by, why="test"):
        derive(by, used)
        align(by, used, "AGREED")
        align(by, leaked, "OBJECTION")
        set_aside(by=by, report=unused, why="te vaag")
        record_feedback(by=by, report=used, result="CONTROL", usefulness=4, verified_by="eigen controle")
        account = yearly_account(by, almelo, 2026)
    assert (account.received, account.derived, account.set_aside, account.aligned) == (3, 1, 1, 1)
    assert (account.verified, account.leaks, account.usefulness) == (1, 1, 4.0)
    assert account.results == {"Controle uitgevoerd": 1, "Nog niet bekend": 2}
    page = as_user(by).get("/m-meldingen/verslag/2026/").content.decode()
    assert "Controle uitgevoerd" in page or "controle uitgevoerd" in page
    for word in ("700001", "Zoë", "MR-2026"):
        assert word not in page
