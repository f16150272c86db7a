"""Terms, claims and remedies as the jurist sees them."""

from datetime import date
from typing import Any

import pytest

from access.contexts import acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from measures.models import Claim, Measure, Remedy
from tests.measures.making import NAME, notified, step
from tests.measures.test_money import incurred

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 2)


@pytest.fixture
def last(legal: User) -> Measure:
    return step(legal, notified(legal, "penalty_street_dealing", on=MARCH), "ACTIVE")


def test_a_breach_becomes_a_claim_that_is_paid(as_user: Any, legal: User, last: Measure) -> None:
    client = as_user(legal)
    typed = {
        "on": "10-3-2026",
        "place": "Marktplein",
        "observer": "agent 12",
        "evidence": "drie bolletjes",
        "times": "1",
    }
    wrong = client.post(f"{last.address}verbeurte/", typed | {"on": "1-1-2026"})
    assert wrong.status_code == 422
    assert "nog niet bekendgemaakt" in wrong.content.decode()
    assert "drie bolletjes" in wrong.content.decode()
    made = client.post(f"{last.address}verbeurte/", typed)
    assert made.status_code == 302
    here = made["Location"]
    page = client.get(here).content.decode()
    for text in ("5.000,00", "Marktplein", "woensdag 10 maart 2027", "erekend, controleer", NAME):
        assert text in page
    early = client.post(f"{here}gebeurtenis/", {"kind": "REMINDER", "on": "1-5-2026"})
    assert early.status_code == 422
    assert "5:37 lid 1" in early.content.decode()
    paid = client.post(f"{here}gebeurtenis/", {"kind": "PAYMENT", "on": "1-4-2026", "amount": "5.000"})
    assert paid.status_code == 302
    assert "Betaald" in client.get(here).content.decode()


def test_the_board_shows_what_runs_with_why_and_never_a_name_in_the_calendar(
    as_user: Any, legal: User, last: Measure
) -> None:
    claim = incurred(legal, last, date(2026, 3, 10))
    client = as_user(legal)
    for view in ("bord", "lijst", "week"):
        page = client.get(f"/maatregelen/termijnen/?als={view}").content.decode()
        assert claim.number in page
        assert "Verjaring" in page
        assert "10 maart 2027" in page
    assert "te laat" in page
    assert "Awb 5:35 lid 1" in page
    calendar = client.get("/maatregelen/termijnen/agenda.ics")
    text = calendar.content.decode()
    assert "BEGIN:VEVENT" in text
    assert claim.number in text
    assert "Dries" not in text
    assert client.get("/maatregelen/termijnen/?als=onzin&soort=onzin").status_code == 200


def test_the_payment_term_leaves_the_board_when_collection_began(
    as_user: Any, legal: User, last: Measure
) -> None:
    claim = incurred(legal, last, date(2026, 3, 10))
    client = as_user(legal)
    assert "Betalen" in client.get("/maatregelen/termijnen/").content.decode()
    client.post(f"{claim.address}gebeurtenis/", {"kind": "COLLECTION", "on": "1-6-2026"})
    page = client.get("/maatregelen/termijnen/").content.decode()
    assert "Betalen" not in page
    assert "Verjaring" in page


def test_the_start_page_of_the_jurist_tells_what_is_late(as_user: Any, legal: User, last: Measure) -> None:
    incurred(legal, last, date(2026, 3, 10))
    page = as_user(legal).get("/").content.decode()
    for words in ("Termijn voorbij", "Termijn binnen 14 dagen", "Verjaart binnen 90 dagen"):
        assert words in page


def test_what_if_answers_for_later_days_too(as_user: Any, legal: User) -> None:
    client = as_user(legal)
    page = client.get("/maatregelen/termijnen/wat-als/?term=bezwaar&start=24-3-2026").content.decode()
    assert "6 mei 2026" in page
    assert "Bevrijdingsdag" in page
    assert client.get("/maatregelen/termijnen/wat-als/?term=bezwaar&start=ooit").status_code == 422
    assert client.get("/maatregelen/termijnen/wat-als/?term=x&start=24-3-1026").status_code == 422


def test_debtors_are_listed_by_what_lapses_first_and_the_file_is_on_record(
    as_user: Any, legal: User, last: Measure
) -> None:
    claim = incurred(legal, last, date(2026, 3, 10))
    client = as_user(legal)
    page = client.get("/maatregelen/vorderingen/").content.decode()
    assert NAME in page
    assert claim.number in page
    assert claim.number in client.post("/maatregelen/vorderingen/", {"q": "op den Dries"}).content.decode()
    for kind in ("csv", "xlsx"):
        file = client.post("/maatregelen/vorderingen/export/", {"bestand": kind})
        assert file.status_code == 200
        assert "attachment" in file["Content-Disposition"]
    line = AuditEvent.objects.using("audit").filter(action=Action.EXPORT, actor_id=legal.pk).latest("at")
    assert line.shown == [str(claim.pk)]


def test_an_objection_is_kept_and_decided_on_the_page(as_user: Any, legal: User, last: Measure) -> None:
    client = as_user(legal)
    late = client.post(f"{last.address}bezwaar/", {"kind": "OBJECTION", "filed_on": "1-6-2026"})
    assert late.status_code == 422
    assert "te laat ingesteld" in late.content.decode()
    assert (
        client.post(f"{last.address}bezwaar/", {"kind": "OBJECTION", "filed_on": "20-3-2026"}).status_code
        == 302
    )
    assert "Er loopt bezwaar" in client.get(last.address).content.decode()
    with acting_as(legal):
        remedy = Remedy.objects.visible_to(legal).get()
    here = f"{last.address}bezwaar/{remedy.pk}/"
    assert client.post(here, {"decided_on": "1-5-2026"}).status_code == 422
    done = client.post(here, {"decided_on": "1-5-2026", "notified_on": "4-5-2026", "outcome": "UNFOUNDED"})
    assert done.status_code == 302
    page = client.get(last.address).content.decode()
    assert "ongegrond op 1 mei 2026" in page
    assert "onherroepelijk sinds 16 jun 2026" in page


def test_others_do_not_collect(
    as_user: Any, legal: User, analyst: User, inspector: User, last: Measure
) -> None:
    claim = incurred(legal, last, date(2026, 3, 10))
    assert as_user(analyst).get(claim.address).status_code == 200
    assert as_user(analyst).get(f"{claim.address}gebeurtenis/").status_code == 403
    assert as_user(analyst).post("/maatregelen/vorderingen/export/").status_code == 403
    assert as_user(inspector).get(claim.address).status_code == 403
    with acting_as(legal):
        assert Claim.objects.visible_to(legal).get().balance == 5000
    assert clock.today() > MARCH
