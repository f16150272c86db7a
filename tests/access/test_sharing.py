"""Opening one record for a colleague of another municipality, from the page, and ending it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from signals.models import Signal
from signals.models.signal import SignalUserGrant
from signals.operations.register import NewSignal, register_signal
from subjects.models import Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject

pytestmark = pytest.mark.django_db


def signal_of(owner: User, **more: Any) -> Signal:
    with acting_as(SYSTEM, why="test"):
        new = NewSignal(
            title="Bus bij loods",
            source_type="INTERNAL",
            narrative="Bij de loods stond een bus.",
            received_at=clock.now(),
            owner=owner.organisation,
            **more,
        )
        return register_signal(by=None, new=new)


def grant_of(signal: Signal) -> Any:
    with acting_as(SYSTEM, why="test"):
        return SignalUserGrant.objects.get(content_object=signal)


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).strftime("%d-%m-%Y")


def typed(to: User, **more: str) -> dict[str, Any]:
    sent = {
        "to": to.pk,
        "why": "Het pand staat op de grens.",
        "until": day(30),
        "legal_basis": "AVG 6 lid 1 onder e · Taak van algemeen belang",
        "purpose": "eigen onderzoek naar hetzelfde pand",
    }
    return sent | more


def test_a_signal_is_opened_for_a_colleague_elsewhere_and_closed_again(
    as_user: Any, coordinator: User, twenterand_analyst: User
) -> None:
    signal = signal_of(coordinator)
    here, there = as_user(coordinator), as_user(twenterand_analyst)
    page, theirs = f"/signalen/{signal.number}/openzetten/", f"/signalen/{signal.number}/"
    assert there.get(theirs).status_code == 404
    assert "Openzetten voor een collega elders" in here.get(theirs).content.decode()

    assert here.post(page, typed(twenterand_analyst)).status_code == 302
    seen = there.get(theirs).content.decode()
    assert "Bus bij loods" in seen
    assert "Aanvullen" not in seen
    assert "Openzetten voor" not in seen
    body = here.get(page).content.decode()
    assert "Het pand staat op de grens." in body
    assert twenterand_analyst.name in body

    row = grant_of(signal)
    refused = here.post(page, {"act": "intrekken", "recht": row.pk, "waarom": " "})
    assert refused.status_code == 422
    assert "Geef een reden." in refused.content.decode()
    assert here.post(page, {"act": "intrekken", "recht": row.pk, "waarom": "klaar"}).status_code == 302
    assert there.get(theirs).status_code == 404
    assert "ingetrokken" in here.get(page).content.decode()
    log = AuditEvent.objects.using("audit").filter(record_id=str(signal.pk))
    assert {line.action for line in log} >= {Action.GRANT, Action.REVOKE}


def test_a_second_press_on_an_old_page_ends_nothing_twice(
    as_user: Any, coordinator: User, twenterand_analyst: User
) -> None:
    signal, client = signal_of(coordinator), as_user(coordinator)
    page = f"/signalen/{signal.number}/openzetten/"
    client.post(page, typed(twenterand_analyst))
    again = client.post(page, typed(twenterand_analyst))
    assert again.status_code == 422
    assert "Kies een collega uit de lijst." in again.content.decode()
    row = grant_of(signal)
    for _ in range(2):
        client.post(page, {"act": "intrekken", "recht": row.pk, "waarom": "klaar"})
    assert "is er niet meer" in client.get(page).content.decode()


def test_a_subject_is_opened_in_the_same_way(
    as_user: Any, coordinator: User, twenterand_analyst: User
) -> None:
    with acting_as(coordinator):
        new = NewSubject(
            kind="PERSON",
            owner=coordinator.organisation,
            facts=[NewFact("name", "Klaas Bakker")],
            source=Source(),
        )
        subject: Subject = register_subject(by=coordinator, new=new)
    there = as_user(twenterand_analyst)
    assert there.get(subject.address).status_code == 404
    as_user(coordinator).post(f"{subject.address}openzetten/", typed(twenterand_analyst))
    assert "Klaas Bakker" in there.get(subject.address).content.decode()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"until": "1-1-2020"}, "Deze dag is al voorbij."),
        ({"until": "1-1-2099"}, "Kies een dag binnen een jaar."),
        ({"until": "ooit"}, "datum"),
        ({"why": " "}, "Schrijf in één of twee zinnen waarom."),
    ],
)
def test_what_can_not_be_is_told_at_its_field_and_what_was_typed_stays(
    as_user: Any, coordinator: User, twenterand_analyst: User, more: dict[str, str], told: str
) -> None:
    signal = signal_of(coordinator)
    answer = as_user(coordinator).post(
        f"/signalen/{signal.number}/openzetten/", typed(twenterand_analyst, **more)
    )
    body = answer.content.decode()
    assert answer.status_code == 422
    assert told in body
    assert f'value="{twenterand_analyst.pk}" selected' in body


@pytest.mark.parametrize("regime", ["wpg_received", "riec", "brp"])
def test_what_the_law_binds_stays_within_the_organisation(
    as_user: Any, coordinator: User, twenterand_analyst: User, regime: str
) -> None:
    signal, client = signal_of(coordinator, regimes=["avg_internal", regime]), as_user(coordinator)
    page = f"/signalen/{signal.number}/openzetten/"
    body = client.get(page).content.decode()
    assert "Dit blijft binnen de eigen organisatie" in body
    assert twenterand_analyst.name not in body
    assert client.post(page, typed(twenterand_analyst)).status_code == 422


def test_only_who_reads_such_records_at_that_level_can_be_chosen(as_user: Any, cast: dict[str, User]) -> None:
    signal = signal_of(cast["coordinator"], confidentiality=4)
    body = as_user(cast["coordinator"]).get(f"/signalen/{signal.number}/openzetten/")
    # The page of a secret signal opens only for who may see it himself.
    assert body.status_code == 404
    open_one = signal_of(cast["coordinator"])
    body = as_user(cast["coordinator"]).get(f"/signalen/{open_one.number}/openzetten/").content.decode()
    assert cast["twenterand_analyst"].name in body
    for part in ("police", "riec", "chair", "admin"):
        assert f'<option value="{cast[part].pk}"' not in body


def test_who_may_not_share_gets_no_page(as_user: Any, coordinator: User, analyst: User) -> None:
    signal = signal_of(coordinator)
    assert as_user(analyst).get(f"/signalen/{signal.number}/openzetten/").status_code == 403


def test_many_colleagues_cost_no_more_questions(
    as_user: Any, coordinator: User, twenterand_analyst: User
) -> None:
    signal, client = signal_of(coordinator), as_user(coordinator)
    page = f"/signalen/{signal.number}/openzetten/"
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    assignment = twenterand_analyst.assignments.get()
    for n in range(8):
        user = User.objects.create_user(
            f"buur{n}@twenterand.demo", None, name=f"Buur {n}", organisation=twenterand_analyst.organisation
        )
        user.clearance = twenterand_analyst.clearance
        user.save()
        assignment.__class__.objects.create(
            user=user,
            role_group=assignment.role_group,
            reason="test",
            starts_on=assignment.starts_on,
            granted_by=assignment.granted_by,
        )
    with CaptureQueriesContext(connection) as many:
        assert "Buur 7" in client.get(page).content.decode()
    assert len(many) == len(few)


def test_a_reason_that_is_too_long_is_told_and_kept(
    as_user: Any, coordinator: User, twenterand_analyst: User
) -> None:
    signal = signal_of(coordinator)
    client, page = as_user(coordinator), f"/signalen/{signal.number}/openzetten/"
    client.post(page, typed(twenterand_analyst))
    long = "te lang " * 70
    answer = client.post(page, {"act": "intrekken", "recht": grant_of(signal).pk, "waarom": long})
    assert answer.status_code == 422
    assert "ten hoogste 300 tekens" in answer.content.decode()
    assert long in answer.content.decode()
    assert grant_of(signal).revoked_at is None
