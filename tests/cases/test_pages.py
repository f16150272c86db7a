"""The pages: list, case, forms that keep what was typed, presses that happen twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from access.contexts import SYSTEM, acting_as
from audit.models import AuditEvent
from cases.models import ActionItem, Case, CaseNote
from cases.operations import Closing, add_subject, close_case, edit_case
from cases.operations.opening import NewCase
from core import clock
from core.ids import uuid7
from measures.models import Measure
from tests.cases.making import BASIS, NAME, accepted, analysed, asked, fresh, opened, person, tabled
from tests.measures.making import started
from tests.signals.triage_world import make_signal

pytestmark = pytest.mark.django_db


def typed(**more):
    basis = "AVG 6 lid 1 onder e · Taak van algemeen belang"
    return {"title": "Wulp", "legal_basis": basis, "purpose": "nagaan", "level": "2", "key": uuid7()} | more


def every(model):
    """All rows of a table."""
    with acting_as(SYSTEM, why="test"):
        return list(model.objects.unrestricted(why="test"))


def test_a_case_is_opened_from_the_page_of_a_signal_and_shows_there(cast, as_user):
    signal, client = analysed(cast["coordinator"]), as_user(cast["coordinator"])
    page = f"/signalen/{signal.number}/"
    assert f"/casussen/nieuw/?signaal={signal.number}" in client.get(page).content.decode()
    answer = client.post(f"/casussen/nieuw/?signaal={signal.number}", typed(title=""))
    assert answer.status_code == 302
    (case,) = every(Case)
    assert answer.headers["Location"] == case.address
    body = client.get(page).content.decode()
    assert case.number in body
    assert case.title in body
    assert case.title in client.get(f"{case.address}?deel=signalen").content.decode()


def test_who_may_not_decide_about_a_signal_is_not_offered_a_case(cast, as_user, almelo):
    analysed(cast["coordinator"])
    signal = analysed(cast["coordinator"])
    assert "Casus openen" not in as_user(cast["analyst"]).get(f"/signalen/{signal.number}/").content.decode()
    new = make_signal(almelo)
    assert "Casus openen" not in as_user(cast["coordinator"]).get(f"/signalen/{new.number}/").content.decode()


def test_a_hidden_signal_opens_no_case(cast, as_user, twenterand):
    signal = make_signal(twenterand)
    assert as_user(cast["coordinator"]).get(f"/casussen/nieuw/?signaal={signal.number}").status_code == 404


def test_pressing_twice_opens_one_case_and_sets_out_one_action(cast, as_user):
    client, sent = as_user(cast["coordinator"]), typed()
    first, second = client.post("/casussen/nieuw/", sent), client.post("/casussen/nieuw/", sent)
    assert first.headers["Location"] == second.headers["Location"]
    (case,) = every(Case)
    action = {
        "description": "Vraag de huurlijst op.",
        "assignee": f"p{cast['police'].pk}",
        "due_on": f"{clock.today() + timedelta(days=9):%d-%m-%Y}",
        "key": uuid7(),
    }
    for _ in range(2):
        client.post(f"/casustafel/acties/nieuw/?casus={case.number}", action)
        client.post(f"{case.address}notitie/", {"text": "De huurlijst is binnen."})
    assert len(every(ActionItem)) == 1
    assert len(every(CaseNote)) == 1


def test_the_key_of_another_persons_case_opens_a_new_one(cast, as_user):
    theirs = opened(cast["twenterand_analyst"])
    answer = as_user(cast["coordinator"]).post("/casussen/nieuw/", typed(key=theirs.pk))
    assert answer.status_code == 302
    assert len(every(Case)) == 2


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"title": "Henk de Vries"}, "Dit lijkt op een naam"),
        ({"legal_basis": ""}, "Kies een grondslag."),
        ({"purpose": " "}, "Vul het doel in."),
        ({"level": "4"}, "Selecteer"),
    ],
)
def test_what_can_not_be_is_told_at_its_field_and_what_was_typed_stays(cast, as_user, more, told):
    sent = typed(summary="Dit typte ik met moeite.", **more)
    answer = as_user(cast["coordinator"]).post("/casussen/nieuw/", sent)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert told in body
    assert "Dit typte ik met moeite." in body


def test_two_people_who_rewrite_a_case_see_both_versions(cast, as_user):
    case = opened(cast["coordinator"])
    with acting_as(cast["analyst"]):
        edit_case(by=cast["analyst"], case=case, new=NewCase(**BASIS, title="Fuut"))
    client = as_user(cast["coordinator"])
    sent = typed(title="Wulp", version=case.version)
    answer = client.post(f"{case.address}gegevens/", sent)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Fuut" in body
    assert 'value="Wulp"' in body
    assert f'name="version" value="{fresh(case).version}"' in body
    assert client.post(f"{case.address}gegevens/", sent | {"version": fresh(case).version}).status_code == 302
    assert fresh(case).title == "Wulp"


def test_the_list_filters_and_a_neighbour_sees_nothing(cast, as_user):
    case, other = tabled(cast["coordinator"], cast["analyst"]), opened(cast["coordinator"], title="Wielewaal")
    client = as_user(cast["coordinator"])
    for query, seen, hidden in (
        ("?stand=on_table", case, other),
        ("?stand=proposed", other, case),
        ("?q=wiele", other, case),
        (f"?q={case.number}", case, other),
    ):
        body = client.get(f"/casussen/{query}").content.decode()
        assert seen.number in body
        assert hidden.number not in body
    neighbour = as_user(cast["twenterand_analyst"])
    assert case.title not in neighbour.get("/casussen/").content.decode()
    assert neighbour.get(case.address).status_code == 404
    assert neighbour.get("/casussen/?na=" + case.number).status_code == 200


def test_what_a_case_shows_is_logged_before_it_is_shown(cast, as_user):
    case = accepted(cast["coordinator"], cast["analyst"])
    subject = person(cast["coordinator"].organisation, "Wim Pot")
    with acting_as(cast["coordinator"]):
        add_subject(by=cast["coordinator"], case=case, subject=subject, role="OWNER")
    as_user(cast["analyst"]).get(f"{case.address}?deel=betrokken")
    lines = AuditEvent.objects.using("audit").filter(
        actor_id=cast["analyst"].pk, shown__contains=[str(subject.pk)]
    )
    assert lines.exists()


def test_a_case_stands_on_the_page_of_its_subject_for_who_may_see_both(cast, as_user):
    case = accepted(cast["coordinator"], cast["analyst"])
    subject = person(cast["coordinator"].organisation, "Wim Pot")
    with acting_as(cast["coordinator"]):
        add_subject(by=cast["coordinator"], case=case, subject=subject, role="OWNER")
    assert case.title in as_user(cast["analyst"]).get(subject.address).content.decode()
    assert as_user(cast["legal"]).get(subject.address).status_code == 404


def test_a_jurist_reads_only_the_number_of_the_case_of_a_measure(cast, as_user):
    case, measure = tabled(cast["coordinator"], cast["analyst"]), started(cast["legal"])
    page = f"/maatregelen/{measure.number}/casus/"
    assert as_user(cast["coordinator"]).post(page, {"number": "C-2026-99999"}).status_code == 422
    assert as_user(cast["coordinator"]).post(page, {"number": case.number}).status_code == 302
    body = as_user(cast["legal"]).get(measure.address).content.decode()
    assert case.number in body
    assert case.title not in body
    seen = as_user(cast["coordinator"]).get(f"{case.address}?deel=maatregelen").content.decode()
    assert measure.number in seen
    assert every(Measure)[0].case_id == case.pk


def test_the_paper_has_every_part_and_is_logged_as_a_print(cast, as_user):
    case = accepted(cast["coordinator"], cast["analyst"])
    body = as_user(cast["analyst"]).get(f"{case.address}?als=papier").content.decode()
    for heading in ("Samenvatting", "Signalen", "Wie en wat", "Documenten", "Acties", "Tijdlijn"):
        assert f">{heading}</h2>" in body
    lines = AuditEvent.objects.using("audit").filter(actor_id=cast["analyst"].pk, action="PRINT")
    assert lines.exists()


def test_a_closed_case_shows_its_result_and_offers_only_to_reopen(cast, as_user):
    case = accepted(cast["coordinator"], cast["analyst"])
    long_ago = clock.today() - timedelta(days=6 * 366)
    closing = Closing(result="PARTLY", evaluation="De helft werkte.", retention_from=long_ago)
    with acting_as(cast["coordinator"]):
        case = close_case(by=cast["coordinator"], case=case, closing=closing)
    client = as_user(cast["coordinator"])
    body = client.get(case.address).content.decode()
    assert "De helft werkte." in body
    assert "heropenen/" in body
    assert "Gegevens wijzigen" not in body
    assert case.number not in client.get("/casussen/").content.decode()
    assert case.number in client.get("/casussen/?bewaren=voorbij").content.decode()


@pytest.mark.parametrize("path", ["", "bericht/", "wijzigen/", "verifieren/", "terugsturen/", "vervallen/"])
def test_a_guessed_number_of_an_action_is_no_action(cast, as_user, path):
    action = asked(cast["coordinator"], cast["police"])
    number = int(action.number[-5:])
    assert as_user(cast["odt"]).get(f"{action.address}{path}").status_code in {403, 404}
    guessed = f"/casustafel/acties/A-{clock.today().year}-{number + 1:05}/{path}"
    assert (
        as_user(cast["odt"]).get(guessed).status_code
        == as_user(cast["odt"]).get(f"{action.address}{path}").status_code
    )


def test_odd_addresses_are_no_error(cast, as_user):
    case, client = accepted(cast["coordinator"], cast["analyst"]), as_user(cast["coordinator"])
    for odd in ("?deel=%00", "?deel=onzin", "stap/onzin/", "stap/closed/", "zoek/terug/"):
        assert client.get(f"{case.address}{odd}").status_code in {200, 404}
    assert client.get("/casustafel/acties/?na=%00&stand=x&van=y").status_code == 200
    assert client.post("/casussen/nieuw/", typed(key="x")).status_code == 422
    body = client.get(f"{case.address}?deel=betrokken").content.decode()
    assert NAME in body
