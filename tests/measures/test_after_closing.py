"""After the decision: seals are looked at, a house reopens early on request, costs become a claim."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from access.contexts import acting_as
from accounts.models import User
from core import clock
from core.errors import Refused
from measures.models import Claim, Measure, Party, Remedy, SealCheck
from measures.operations import (
    Decision,
    Happening,
    NewCheck,
    NewRemedy,
    charge_costs,
    check_seals,
    enter_event,
    file_remedy,
    fill_closure,
    treat_remedy,
)
from reference.models import MeasureType
from tests.measures.making import notified, step
from tests.measures.test_money import incurred

pytestmark = pytest.mark.django_db
SHUT = date(2026, 9, 1)


@pytest.fixture
def closed(legal: User) -> Measure:
    """A house that is closed for six months."""
    measure = notified(legal, on=SHUT)
    return step(legal, measure, "CLOSED", on=SHUT)


def look(by: User, measure: Measure, **told: Any) -> SealCheck:
    new = NewCheck(**({"on": SHUT + timedelta(days=9), "observer": "boa 12"} | told))
    with acting_as(by):
        return check_seals(by=by, measure=measure, new=new)


def test_a_broken_seal_is_kept_with_what_was_seen(legal: User, closed: Measure, as_user: Any) -> None:
    with pytest.raises(Refused, match="zegels is gezien"):
        look(legal, closed, broken=True)
    with pytest.raises(Refused, match="niet gesloten"):
        look(legal, closed, on=SHUT - timedelta(days=1))
    with pytest.raises(Refused, match="verbroken zegel"):
        look(legal, closed, told_police_on=SHUT + timedelta(days=10))
    look(legal, closed)
    look(legal, closed, on=SHUT + timedelta(days=20), broken=True, note="lint door, slot geforceerd")
    page = as_user(legal).get(closed.address).content.decode()
    assert "Zegelverbreking vastgesteld" in page
    assert "slot geforceerd" in page
    assert "nog geen aangifte" in page


def test_the_same_look_sent_twice_is_one(legal: User, closed: Measure, as_user: Any) -> None:
    client = as_user(legal)
    data = {"on": "10-9-2026", "observer": "boa 12"}
    for _ in range(2):
        assert client.post(f"{closed.address}zegel/", data).status_code == 302
    with acting_as(legal):
        assert SealCheck.objects.filter(measure=closed).visible_to(legal).count() == 1


def test_nothing_is_looked_at_before_it_is_closed(legal: User) -> None:
    with pytest.raises(Refused, match="niets gesloten"):
        look(legal, notified(legal, on=SHUT))


def test_a_house_reopens_early_only_on_a_request_that_was_granted(legal: User, closed: Measure) -> None:
    with pytest.raises(Refused, match="duurt nog"):
        step(legal, closed, "REOPENED", on=SHUT + timedelta(days=30))
    with pytest.raises(Refused, match="toegewezen"):
        step(legal, closed, "REOPENED_EARLY", on=SHUT + timedelta(days=30), why="verzoek")
    with acting_as(legal):
        asked = {"early_request_on": SHUT + timedelta(days=20), "early_request_answer": "YES"}
        fill_closure(by=legal, measure=closed, values=asked)
    early = step(legal, closed, "REOPENED_EARLY", on=SHUT + timedelta(days=30), why="verzoek toegewezen")
    assert early.ended_on == SHUT + timedelta(days=30)
    done = step(legal, early, "COMPLETED")
    assert done.retention_until == date(2036, 10, 1)


def test_a_hearing_to_come_does_not_hold_up_a_step(legal: User, closed: Measure) -> None:
    with acting_as(legal):
        remedy = file_remedy(
            by=legal, measure=closed, new=NewRemedy(kind="OBJECTION", filed_on=SHUT + timedelta(days=5))
        )
        treat_remedy(by=legal, remedy=remedy, what=Decision(hearing_on=clock.today() + timedelta(days=20)))
    assert (
        step(legal, closed, "SUSPENDED_BY_COURT", on=SHUT + timedelta(days=8)).state == "SUSPENDED_BY_COURT"
    )


def test_costs_become_a_claim_with_its_own_terms(legal: User, closed: Measure, as_user: Any) -> None:
    with acting_as(legal):
        payer = Party.objects.filter(measure=closed, role="OFFENDER").visible_to(legal).get()
        house = Party.objects.filter(measure=closed, role="OBJECT").visible_to(legal).get()
    with acting_as(legal), pytest.raises(Refused, match="wie de kosten betaalt"):
        charge_costs(by=legal, measure=closed, debtor=house, amount=Decimal(1), decided_on=SHUT)
    client = as_user(legal)
    data = {"debtor": payer.pk, "amount": "1.250,50", "decided_on": "15-9-2026"}
    answers = [client.post(f"{closed.address}kosten/", data) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    with acting_as(legal):
        claim = Claim.objects.filter(measure=closed).visible_to(legal).get()
    assert (claim.kind, claim.amount) == ("COSTS", Decimal("1250.50"))
    assert (claim.due_on, claim.lapses_on) == (date(2026, 10, 27), date(2031, 10, 27))
    assert "1.250,50" in client.get(closed.address).content.decode()


def test_costs_can_not_be_charged_where_nothing_was_applied(legal: User) -> None:
    measure = notified(legal, "enforcement_order", on=SHUT)
    with acting_as(legal):
        payer = Party.objects.filter(measure=measure, role="OFFENDER").visible_to(legal).get()
        with pytest.raises(Refused, match="geen bestuursdwang"):
            charge_costs(by=legal, measure=measure, debtor=payer, amount=Decimal(1), decided_on=SHUT)


def test_a_bezwaar_against_the_collection_has_a_term_of_its_own(legal: User, as_user: Any) -> None:
    last = step(legal, notified(legal, "penalty_street_dealing", on=date(2026, 3, 2)), "ACTIVE")
    claim = incurred(legal, last, date(2026, 3, 10))
    with acting_as(legal), pytest.raises(Refused, match="invorderingsbeschikking"):
        new = NewRemedy(kind="OBJECTION", filed_on=date(2026, 11, 3))
        file_remedy(by=legal, measure=last, new=new, claim=claim)
    with acting_as(legal):
        enter_event(by=legal, claim=claim, new=Happening(kind="COLLECTION", on=date(2026, 10, 12)))
    answer = as_user(legal).post(
        f"{last.address}bezwaar/", {"against": claim.pk, "kind": "OBJECTION", "filed_on": "3-11-2026"}
    )
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(legal):
        assert Remedy.objects.filter(claim=claim).visible_to(legal).count() == 1
    page = as_user(legal).get(last.address).content.decode()
    # The bezwaar term ended on 23 November; six weeks later, moved for New Year and the weekend.
    assert f"Beslissen op bezwaar ({claim.number})" in page
    assert "2027-01-04" in page
    assert "tegen een invordering" in page
    with acting_as(legal):
        done = enter_event(
            by=legal, claim=claim, new=Happening(kind="PAYMENT", on=clock.today(), amount=Decimal(5000))
        )
    assert done.state == "PAID"
    assert f"Beslissen op bezwaar ({claim.number})" in as_user(legal).get(last.address).content.decode()


def test_a_payment_pressed_twice_is_one_payment(legal: User, as_user: Any) -> None:
    last = step(legal, notified(legal, "penalty_street_dealing", on=date(2026, 3, 2)), "ACTIVE")
    claim = incurred(legal, last, date(2026, 3, 10))
    client = as_user(legal)
    data = {"kind": "PAYMENT", "on": "1-6-2026", "amount": "1.000"}
    for _ in range(2):
        assert client.post(f"{claim.address}gebeurtenis/", data).status_code == 302
    with acting_as(legal):
        assert Claim.objects.visible_to(legal).get(pk=claim.pk).balance == Decimal(4000)
    data = {"on": "12-3-2026", "place": "Markt", "observer": "boa", "evidence": "gezien", "times": "1"}
    for _ in range(2):
        assert client.post(f"{last.address}verbeurte/", data).status_code == 302
    with acting_as(legal):
        assert Claim.objects.filter(measure=last).visible_to(legal).count() == 2


def test_a_start_sent_twice_is_one_measure(legal: User, as_user: Any) -> None:
    client = as_user(legal)
    page = client.get("/maatregelen/nieuw/").content.decode()
    token = page.split('name="token" value="')[1].split('"')[0]
    kind = MeasureType.objects.get(code="warning")
    data = {"type": kind.pk, "target": "PERSON", "authority": "MAYOR", "reason": "gezien", "token": token}
    made = {client.post("/maatregelen/nieuw/", data)["Location"] for _ in range(2)}
    assert len(made) == 1


def test_a_step_pressed_twice_is_taken_once(legal: User, as_user: Any) -> None:
    measure = notified(legal, on=SHUT)
    client = as_user(legal)
    for _ in range(2):
        assert client.post(f"{measure.address}stap/closed/", {"on": "1-9-2026"}).status_code == 302
    assert client.get(f"{measure.address}stap/closed/").status_code == 404


def test_of_two_tabs_the_second_sees_what_the_first_wrote(legal: User, closed: Measure, as_user: Any) -> None:
    client = as_user(legal)
    page = client.get(f"{closed.address}sluiting/").content.decode()
    version = page.split('name="version" value="')[1].split('"')[0]
    first = {"use": "DWELLING", "goods": "weegschaal", "version": version}
    second = {"use": "DWELLING", "goods": "geld", "locksmith": "Sleutel B.V.", "version": version}
    assert client.post(f"{closed.address}sluiting/", first).status_code == 302
    answer = client.post(f"{closed.address}sluiting/", second)
    assert answer.status_code == 409
    text = answer.content.decode()
    for words in ("weegschaal", "geld", "Sleutel B.V.", "intussen gewijzigd"):
        assert words in text
    fresh = text.split('name="version" value="')[1].split('"')[0]
    assert client.post(f"{closed.address}sluiting/", second | {"version": fresh}).status_code == 302
    assert "Sleutel B.V." in client.get(closed.address).content.decode()
