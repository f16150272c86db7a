"""After the retention period a measure goes, when two people agree and nothing still needs it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from core.errors import Refused
from measures.models import (
    Claim,
    Closure,
    DrugFind,
    Ground,
    Measure,
    MeasureStep,
    Party,
    Proportionality,
    Remedy,
    SealCheck,
)
from measures.operations import (
    Happening,
    NewRemedy,
    agree_destruction,
    enter_event,
    file_remedy,
    involve_party,
    keep_after_all,
    propose_destruction,
    record_claim,
    record_drugs,
)
from measures.queries.proposal import proposal_of
from subjects.models import Statement, Subject
from tests.measures.making import NAME, furnished, notified, started, step

pytestmark = pytest.mark.django_db
SHUT = date(2026, 3, 2)
WHY = "test"


@pytest.fixture
def over(legal: User) -> Measure:
    """A closure of the past that was completed."""
    measure = step(legal, notified(legal, on=SHUT), "CLOSED", on=SHUT)
    with acting_as(legal):
        finds = [{"drug_list": "I", "substance": "cocaïne", "amount": "340", "unit": "GRAM"}]
        record_drugs(by=legal, measure=measure, finds=finds)
    with acting_as(SYSTEM, why=WHY):
        held = Measure.objects.unrestricted(why=WHY).get(pk=measure.pk)
        held.ends_on = date(2026, 9, 2)
        held.save()
    reopened = step(legal, measure, "REOPENED", on=date(2026, 9, 2))
    return step(legal, reopened, "COMPLETED")


def years_later(monkeypatch: Any, day: date = date(2036, 9, 3)) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)


def fresh(measure: Measure) -> Measure:
    with acting_as(SYSTEM, why=WHY):
        return Measure.objects.unrestricted(why=WHY).select_related("owner", "type").get(pk=measure.pk)


def test_nothing_goes_before_its_time(legal: User, over: Measure, monkeypatch: Any) -> None:
    assert over.retention_until == date(2036, 9, 2)
    years_later(monkeypatch, date(2036, 9, 2))
    with acting_as(legal), pytest.raises(Refused, match="bewaartermijn"):
        propose_destruction(by=legal, measure=over)


def test_a_claim_that_belongs_to_no_measure_holds_none(
    legal: User, over: Measure, monkeypatch: Any, as_user: Any
) -> None:
    """What somebody owes for a benefit or a tax has no measure; its balance once hid every measure on the list."""
    with acting_as(legal):
        debtor = Subject.objects.visible_to(legal).filter(kind="PERSON").first()
        assert debtor is not None
        owed = record_claim(
            by=legal,
            owner=legal.organisation,
            kind="BENEFIT",
            debtor=debtor,
            amount=Decimal(900),
            incurred_on=SHUT,
        )
    assert (owed.measure_id, owed.balance) == (None, Decimal(900))
    years_later(monkeypatch)
    assert over.number in as_user(legal).get("/maatregelen/vernietigen/").content.decode()


def test_two_people_agree_and_everything_about_people_goes(
    legal: User, coordinator: User, over: Measure, monkeypatch: Any, as_user: Any
) -> None:
    with acting_as(SYSTEM, why=WHY):
        tied = list(
            Party.objects.filter(measure=over).unrestricted(why=WHY).values_list("subject_id", flat=True)
        )
    years_later(monkeypatch)
    client, second = as_user(legal), as_user(coordinator)
    assert over.number in client.get("/maatregelen/vernietigen/").content.decode()
    asked = client.post("/maatregelen/vernietigen/", {"act": "voorstellen", "nummer": over.number})
    assert asked.status_code == 302
    alone = client.post("/maatregelen/vernietigen/", {"act": "akkoord", "nummer": over.number})
    assert alone.status_code == 422
    assert "Een collega moet" in alone.content.decode()
    agreed = second.post("/maatregelen/vernietigen/", {"act": "akkoord", "nummer": over.number})
    assert agreed.status_code == 302
    row = fresh(over)
    assert (row.state, row.reason, row.breach, row.decision_number) == ("DESTROYED", "", "", None)
    with acting_as(SYSTEM, why=WHY):
        for model in (Party, Ground, Closure, DrugFind, Proportionality, Remedy, SealCheck):
            assert not model.objects.filter(measure=over).unrestricted(why=WHY).exists()
        steps = MeasureStep.objects.filter(measure=over).unrestricted(why=WHY)
        assert all(not one.why and not one.before for one in steps)
        assert not Subject.objects.filter(pk__in=tied).unrestricted(why=WHY).exists()
        assert not Statement.objects.filter(subject__in=tied).unrestricted(why=WHY).exists()
    page = second.get("/maatregelen/vernietigen/").content.decode()
    assert f"{legal.name} en {coordinator.name}" in page
    stone = client.get(over.address)
    assert stone.status_code == 200
    assert NAME not in stone.content.decode()
    assert "Vernietigd" in stone.content.decode()
    assert client.post(f"{over.address}terug/", {"why": "toch niet"}).status_code == 403
    assert client.post(f"{over.address}bron/", {"kind": "CONTROL", "reference": "1"}).status_code == 403
    assert AuditEvent.objects.using("audit").filter(action=Action.DESTROY, record_id=str(over.pk)).exists()


def test_who_is_in_another_measure_stays(
    legal: User, coordinator: User, over: Measure, monkeypatch: Any
) -> None:
    other = furnished(legal, started(legal))
    with acting_as(legal):
        kevin = Party.objects.filter(measure=over, role="OFFENDER").visible_to(legal).get().subject
        involve_party(by=legal, measure=other, subject=kevin, role="TENANT")
    years_later(monkeypatch)
    with acting_as(legal):
        propose_destruction(by=legal, measure=over)
    with acting_as(coordinator):
        agree_destruction(by=coordinator, measure=over)
    with acting_as(legal):
        assert Subject.objects.visible_to(legal).get(pk=kevin.pk).label == NAME


@pytest.mark.parametrize("what", ["remedy", "claim"])
def test_bezwaar_or_a_claim_holds_it(legal: User, over: Measure, monkeypatch: Any, what: str) -> None:
    with acting_as(legal):
        payer = Party.objects.filter(measure=over, role="OFFENDER").visible_to(legal).get()
        if what == "remedy":
            new = NewRemedy(kind="OBJECTION", filed_on=date(2026, 9, 20), late_excused="ziekenhuis")
            file_remedy(by=legal, measure=over, new=new)
        else:
            from measures.operations import charge_costs

            charge_costs(
                by=legal, measure=over, debtor=payer, amount=Decimal(900), decided_on=date(2026, 4, 1)
            )
    years_later(monkeypatch)
    with acting_as(legal), pytest.raises(Refused, match="bezwaar, beroep of een vordering"):
        propose_destruction(by=legal, measure=over)
    if what == "claim":
        with acting_as(legal):
            claim = Claim.objects.filter(measure=over).visible_to(legal).get()
            enter_event(by=legal, claim=claim, new=Happening(kind="LAPSED", on=clock.today(), note="te laat"))
            propose_destruction(by=legal, measure=over)


def test_a_proposal_can_be_taken_back_with_a_reason(legal: User, over: Measure, monkeypatch: Any) -> None:
    years_later(monkeypatch)
    with acting_as(legal):
        propose_destruction(by=legal, measure=over)
        with pytest.raises(Refused, match="waarom"):
            keep_after_all(by=legal, measure=over, why=" ")
        assert keep_after_all(by=legal, measure=over, why="Woo-verzoek loopt").destroy_asked_at is None


def test_recidive_is_not_counted_after_the_retention_period(
    legal: User, over: Measure, monkeypatch: Any
) -> None:
    new = furnished(legal, started(legal, found_on=date(2026, 11, 2)))
    with acting_as(legal):
        house = Party.objects.filter(measure=over, role="OBJECT").visible_to(legal).get().subject
        involve_party(by=legal, measure=new, subject=house, role="OBJECT")
        finds = [{"drug_list": "I", "substance": "cocaïne", "amount": "340", "unit": "GRAM"}]
        record_drugs(by=legal, measure=new, finds=finds)
        closure = Closure.objects.filter(measure=new).visible_to(legal).get()
        counted = proposal_of(new, closure)
        assert counted is not None
        assert counted.occurrence == 2
    with acting_as(SYSTEM, why=WHY):
        row = Measure.objects.unrestricted(why=WHY).get(pk=over.pk)
        row.retention_until = date(2026, 11, 1)
        row.save()
    with acting_as(legal):
        again = proposal_of(fresh(new), closure)
        assert again is not None
        assert again.occurrence == 1


def test_others_do_not_come_to_the_list(as_user: Any, analyst: User, over: Measure) -> None:
    assert as_user(analyst).get("/maatregelen/vernietigen/").status_code == 403
