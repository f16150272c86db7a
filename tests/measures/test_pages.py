"""The pages of measures, as the jurist uses them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.contexts import acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core.templatetags.ui import field
from measures.forms import StepForm
from measures.models import Closure, DrugFind, Measure, Party, Proportionality
from measures.states import ASKED
from reference.models import MeasureType
from reference.queries import by_code
from tests.measures.making import HOUSE, NAME, furnished, notified, started, step

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 2)


def test_a_jurist_starts_a_measure_and_fills_it(as_user: Any, legal: User) -> None:
    client = as_user(legal)
    kind = by_code(MeasureType, "closure_opiumwet")
    assert kind is not None
    wrong = client.post("/maatregelen/nieuw/", {"type": kind.pk, "target": "PERSON", "reason": "inval"})
    assert wrong.status_code == 422
    assert "kan daar niet op rusten" in wrong.content.decode()
    assert "inval" in wrong.content.decode()
    made = client.post(
        "/maatregelen/nieuw/",
        {
            "type": kind.pk,
            "target": "PREMISES",
            "use": "DWELLING",
            "reason": "inval",
            "reported_on": "1-11-2026",
        },
    )
    assert made.status_code == 302
    here = made["Location"]
    for part, data in (
        ("partij/", {"role": "OFFENDER", "kind": "PERSON", "name": NAME, "birth_date": "27-10-1985"}),
        ("partij/", {"role": "OWNER", "kind": "PREMISES", "name": HOUSE}),
        ("bron/", {"kind": "POLICE_REPORT", "reference": "PL0500-2026012345", "dated": "1-11-2026"}),
        (
            "middelen/",
            {"list_0": "I", "substance_0": "cocaïne", "amount_0": "12,5", "unit_0": "GRAM", "unit_1": "GRAM"},
        ),
        ("sluiting/", {"use": "DWELLING", "minors": "yes", "costs": "1.250,50"}),
        ("stap/assessing/", {}),
    ):
        answer = client.post(here + part, data)
        assert answer.status_code == 302, answer.content.decode()
    page = client.get(here).content.decode()
    for text in (
        NAME,
        HOUSE,
        "PL0500-2026012345",
        "12,5 gram cocaïne",
        "Het beleid stelt voor: sluiting voor 6 maanden",
        "In beoordeling",
        "Minderjarigen",
    ):
        assert text in page
    with acting_as(legal):
        assert Closure.objects.visible_to(legal).get().costs is not None
        assert DrugFind.objects.visible_to(legal).count() == 1


@pytest.mark.parametrize(
    ("part", "data", "sentence"),
    [
        ("partij/", {"role": "OFFENDER", "kind": "PERSON"}, "Vul een nummer in"),
        (
            "partij/",
            {"role": "OFFENDER", "kind": "PERSON", "number": "SB-2026-99999"},
            "Dit nummer is er niet",
        ),
        (
            "partij/",
            {"role": "OFFENDER", "kind": "PERSON", "name": "Jan", "identifier": "123456789"},
            "BSN",
        ),
        ("bron/", {"kind": "POLICE_REPORT", "reference": ""}, "Vul het kenmerk in"),
        ("bron/", {"kind": "CONTROL", "reference": "x", "dated": "31-2-2026"}, "31"),
        (
            "middelen/",
            {"list_0": "I", "substance_0": "coke", "amount_0": "veel"},
            "Vul een getal boven nul in",
        ),
        ("middelen/", {"list_0": "I", "substance_0": "coke"}, "of niets"),
        ("sluiting/", {"use": "DWELLING", "wkpb_on": "1-1-2030"}, "toekomst"),
        ("sluiting/", {"use": "DWELLING", "costs": "veel"}, "Vul een bedrag in"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    as_user: Any, legal: User, part: str, data: dict[str, str], sentence: str
) -> None:
    measure = started(legal)
    answer = as_user(legal).post(f"{measure.address}{part}", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert all(value in page for value in data.values())


def test_the_form_of_a_step_says_what_is_still_needed_before_anything_is_typed(
    as_user: Any, legal: User
) -> None:
    measure = started(legal)
    step(legal, measure, "ASSESSING")
    page = as_user(legal).get(f"{measure.address}stap/decided/").content.decode()
    assert "Vul eerst de evenredigheidstoets in" in page
    assert "Leg eerst vast waar de maatregel op rust" in page
    assert as_user(legal).get(f"{measure.address}stap/closed/").status_code == 404
    assert as_user(legal).get(f"{measure.address}stap/onzin/").status_code == 404


@pytest.mark.parametrize("state", ["closed", "compliance_term"])
def test_a_step_with_an_hour_shows_its_form_and_says_what_is_wrong(
    as_user: Any, legal: User, state: str
) -> None:
    measure = notified(legal, on=MONDAY)
    client = as_user(legal)
    here = f"{measure.address}stap/{state}/"
    assert client.get(here).status_code == 200
    name = "starts_at" if state == "closed" else "compliance_until"
    wrong = client.post(here, {"on": "3-11-2026", name: "3-11-2026", f"{name}_hour": "25:99"})
    assert wrong.status_code == 422
    assert "25:99" in wrong.content.decode()
    right = client.post(here, {"on": "3-11-2026", name: "3-11-2026", f"{name}_hour": "10:30"})
    assert right.status_code == 302
    with acting_as(legal):
        moment = getattr(Measure.objects.visible_to(legal).get(pk=measure.pk), name)
    assert f"{timezone.localtime(moment):%d-%m-%Y %H:%M}" == "03-11-2026 10:30"


@pytest.mark.parametrize("target", ASKED)
def test_the_form_of_every_step_can_be_drawn(target: str) -> None:
    for bound in StepForm(asked=ASKED[target], needs=()):
        assert str(field(bound)["control"])


def test_why_nobody_was_heard_is_asked_only_where_nobody_was(as_user: Any, legal: User) -> None:
    client = as_user(legal)
    unheard = furnished(legal, started(legal))
    step(legal, unheard, "ASSESSING")
    here = f"{unheard.address}stap/decided/"
    assert "Zonder zienswijze, omdat" in client.get(here).content.decode()
    assert "Kies waarom niemand is gehoord" in client.post(here, {"on": "2-11-2026"}).content.decode()
    step(legal, unheard, "INTENTION_SENT", on=MONDAY, view_until=MONDAY)
    step(legal, unheard, "VIEW_RECEIVED", on=MONDAY)
    assert "Zonder zienswijze, omdat" not in client.get(here).content.decode()


def test_a_half_filled_test_is_kept(as_user: Any, legal: User) -> None:
    measure = started(legal)
    client = as_user(legal)
    answer = client.post(
        f"{measure.address}evenredigheid/", {"suitable_facts": "De woning was een dealpand."}
    )
    assert answer.status_code == 302
    assert "De woning was een dealpand." in client.get(f"{measure.address}evenredigheid/").content.decode()
    with acting_as(legal):
        assert not Proportionality.objects.visible_to(legal).get().complete


def test_steps_are_taken_and_taken_back_on_the_page(as_user: Any, legal: User) -> None:
    measure = notified(legal, on=MONDAY)
    client = as_user(legal)
    closed = client.post(
        f"{measure.address}stap/closed/",
        {"on": "3-11-2026", "starts_at": "3-11-2026", "starts_at_hour": "10:00"},
    )
    assert closed.status_code == 302
    page = client.get(measure.address).content.decode()
    assert "Feitelijk gesloten" in page
    with acting_as(legal):
        assert Measure.objects.visible_to(legal).get(pk=measure.pk).ends_on == date(2027, 5, 3)
    assert client.post(f"{measure.address}terug/", {"why": "verkeerd pand"}).status_code == 302
    page = client.get(measure.address).content.decode()
    assert "teruggenomen" in page
    assert "verkeerd pand" in page


def test_a_search_finds_by_party_and_keeps_the_name_out_of_the_address(as_user: Any, legal: User) -> None:
    measure = furnished(legal, started(legal))
    client = as_user(legal)
    for text in ("op den Dries", "Grotestraat 12", measure.number):
        found = client.post("/maatregelen/", {"q": text})
        assert measure.number in found.content.decode(), text
        assert "Dries" not in found.request["QUERY_STRING"]
    assert "Niets gevonden" in client.post("/maatregelen/", {"q": "Zonneveld"}).content.decode()
    assert measure.number not in client.get("/maatregelen/?soort=penalty").content.decode()
    assert measure.number in client.get("/maatregelen/?soort=closure&stand=lopend&van=mij").content.decode()


def test_the_page_of_a_person_shows_the_measures_on_him(as_user: Any, legal: User, analyst: User) -> None:
    measure = notified(legal, on=MONDAY)
    with acting_as(legal):
        person = Party.objects.filter(measure=measure, role="OFFENDER").visible_to(legal).get().subject
    for who in (legal, analyst):
        assert measure.number in as_user(who).get(person.address).content.decode()


def test_who_saw_which_person_by_a_measure_is_on_record(as_user: Any, bibob: User, legal: User) -> None:
    measure = furnished(legal, started(legal))
    assert as_user(bibob).get(measure.address).status_code == 200
    lines = AuditEvent.objects.using("audit").filter(actor_id=bibob.pk)
    assert lines.filter(action=Action.READ, record_id=str(measure.pk)).exists()
    with acting_as(legal):
        parties = Party.objects.filter(measure=measure).visible_to(legal)
        subjects = {str(pk) for pk in parties.values_list("subject_id", flat=True)}
    shown = set(lines.filter(action=Action.LIST, record_type="subjects.subject").latest("at").shown)
    assert shown == subjects


def test_others_see_nothing_and_readers_change_nothing(
    as_user: Any, legal: User, inspector: User, analyst: User, twenterand_analyst: User
) -> None:
    measure = furnished(legal, started(legal))
    assert as_user(inspector).get(measure.address).status_code == 403
    assert as_user(twenterand_analyst).get(measure.address).status_code == 404
    client = as_user(analyst)
    page = client.get(measure.address).content.decode()
    assert "Partij toevoegen" not in page
    assert "stap/" not in page
    for part in ("partij/", "bron/", "sluiting/", "evenredigheid/", "stap/assessing/", "terug/"):
        assert client.get(measure.address + part).status_code == 403


def test_two_herstelsancties_on_one_breach_are_warned_about(as_user: Any, legal: User) -> None:
    one = started(legal, "penalty_order", breach="handel vanuit Grotestraat 12")
    other = started(legal, "enforcement_order", breach="Handel vanuit  grotestraat 12")
    for measure in (one, other):
        assert "Awb 5:6" in as_user(legal).get(measure.address).content.decode()


def test_more_rows_ask_no_more_queries(as_user: Any, legal: User) -> None:
    client = as_user(legal)
    measure = furnished(legal, started(legal))

    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    queries("/maatregelen/")
    few = queries("/maatregelen/"), queries(measure.address)
    for _ in range(3):
        furnished(legal, started(legal, "penalty_order"))
    furnished(legal, measure)
    assert (queries("/maatregelen/"), queries(measure.address)) == few
