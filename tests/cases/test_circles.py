"""Who sees a case: roles, the team, the compartment, another municipality, a partner."""

from __future__ import annotations

from datetime import timedelta

import pytest

from access.contexts import SYSTEM, acting_as
from access.disclosures import disclose, disclosures_of
from access.models import Disclosure
from cases.models import Case, CaseMember, CompartmentRequest
from cases.operations import (
    add_member,
    ask_opening,
    compartment_case,
    decide_opening,
    report_on_action,
    withdraw_member,
)
from core import clock
from core.errors import Refused
from documents.operations import Described, add_document
from tests.cases.making import NAME, accepted, asked, fresh, opened, tabled

pytestmark = pytest.mark.django_db


def seen_by(user, case):
    with acting_as(user):
        return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def test_keepers_see_a_case_and_others_only_when_they_are_named(cast):
    case = accepted(cast["coordinator"], cast["analyst"])
    seen = {part for part in cast if seen_by(cast[part], case)}
    assert seen == {"coordinator", "analyst"}
    with acting_as(cast["coordinator"]):
        add_member(by=cast["coordinator"], case=case, user=cast["legal"], why="Bereidt de maatregel voor.")
    assert seen_by(cast["legal"], case)
    with acting_as(cast["coordinator"]):
        member = CaseMember.objects.visible_to(cast["coordinator"]).get(case=case)
        withdraw_member(by=cast["coordinator"], member=member, why="Klaar.")
    assert not seen_by(cast["legal"], case)


@pytest.mark.parametrize("part", ["police", "twenterand_analyst", "admin", "reporter"])
def test_nobody_of_elsewhere_and_nobody_without_such_work_joins_a_team(cast, part):
    case = accepted(cast["coordinator"], cast["analyst"])
    with acting_as(cast["coordinator"]), pytest.raises(Refused):
        add_member(by=cast["coordinator"], case=case, user=cast[part], why="zo")


def test_of_a_compartmented_case_a_role_opens_nothing(cast, as_user):
    case = accepted(cast["coordinator"], cast["legal"])
    with acting_as(cast["coordinator"]):
        compartment_case(by=cast["coordinator"], case=case, why="Integriteit van een collega.")
    assert {part for part in cast if seen_by(cast[part], case)} == {"coordinator", "legal"}
    body = as_user(cast["analyst"]).get("/casussen/?alles=ja").content.decode()
    assert case.title not in body
    assert case.number not in body
    assert as_user(cast["analyst"]).get(case.address).status_code == 404


def test_a_compartment_of_one_is_refused(cast):
    case = opened(cast["coordinator"], case_owner=cast["coordinator"])
    with acting_as(cast["coordinator"]), pytest.raises(Refused, match="tweede persoon"):
        compartment_case(by=cast["coordinator"], case=case, why="zo")


def test_opening_a_compartment_takes_two(cast):
    coordinator, legal = cast["coordinator"], cast["legal"]
    case = accepted(coordinator, legal)
    with acting_as(coordinator):
        case = compartment_case(by=coordinator, case=case, why="Gevoelig.")
        request = ask_opening(by=coordinator, case=case, why="Het onderzoek is klaar.")
        with pytest.raises(Refused, match="zelf gevraagd"):
            decide_opening(by=coordinator, request=request, agree=True)
    with acting_as(cast["analyst"]), pytest.raises(CompartmentRequest.DoesNotExist):
        decide_opening(by=cast["analyst"], request=request, agree=True)
    with acting_as(legal):
        decide_opening(by=legal, request=request, agree=True)
        with pytest.raises(Refused, match="al beslist"):
            decide_opening(by=legal, request=request, agree=False)
    assert seen_by(cast["analyst"], case)


def test_the_chair_reads_the_summary_and_no_sources(cast, as_user, photo):
    case = tabled(cast["coordinator"], cast["analyst"])
    with acting_as(cast["coordinator"]):
        said = Described(kind="PHOTO", title="Gevel van het pand")
        file = add_document(by=cast["coordinator"], record=case, upload=photo, described=said)
    client = as_user(cast["chair"])
    body = client.get(case.address).content.decode()
    assert f"{NAME} huurt drie boxen." in body
    for part in ("signalen", "betrokken", "documenten", "tijdlijn"):
        seen = client.get(f"{case.address}?deel={part}").content.decode()
        assert "Gevel van het pand" not in seen
        assert "/subjecten/" not in seen
    assert client.get(f"/documenten/{file.number}/").status_code == 404
    assert client.get(f"{case.address}notitie/").status_code == 403
    assert set(fresh(file).acl) < set(fresh(case).acl)


def until(days=30):
    return clock.now() + timedelta(days=days)


def test_a_case_goes_to_a_partner_on_a_basis_and_on_record(cast, as_user):
    coordinator, riec = cast["coordinator"], cast["riec"]
    case = tabled(coordinator, cast["analyst"])
    page = f"{case.address}delen/"
    typed = {"to": riec.pk, "why": "Past bij het RIEC.", "until": f"{until():%d-%m-%Y}"}
    refused = as_user(coordinator).post(page, typed)
    assert refused.status_code == 422
    assert "grondslag" in refused.content.decode()
    typed |= {"legal_basis": "WGS 2.17 tot en met 2.24 · Samenwerking in het RIEC", "purpose": "beoordelen"}
    assert as_user(coordinator).post(page, typed).status_code == 302
    body = as_user(riec).get(case.address).content.decode()
    assert f"{NAME} huurt drie boxen." in body
    assert "Subject of object toevoegen" not in body
    assert as_user(riec).get(f"{case.address}?deel=betrokken").content.decode().count("/subjecten/") == 0
    register = as_user(cast["privacy_officer"]).get("/audit/verstrekkingen/").content.decode()
    assert case.number in register
    assert case.title not in register
    assert riec.name in register
    assert as_user(coordinator).get("/audit/verstrekkingen/").status_code == 403


def test_a_verstrekking_ends_and_its_line_stays(cast, as_user):
    coordinator, neighbour = cast["coordinator"], cast["twenterand_analyst"]
    case = tabled(coordinator, cast["analyst"])
    with acting_as(coordinator):
        line = disclose(
            by=coordinator,
            record=case,
            to=neighbour,
            why="Het pand staat op de grens.",
            ends_at=until(),
            legal_basis="AVG 6 lid 1 onder e",
            purpose="eigen onderzoek",
        )
    assert seen_by(neighbour, case)
    with acting_as(SYSTEM, why="test"):
        grant = case.user_grants.objects.get(content_object=case)
    as_user(coordinator).post(
        f"{case.address}delen/", {"act": "intrekken", "recht": grant.pk, "waarom": "klaar"}
    )
    assert not seen_by(neighbour, case)
    with acting_as(cast["privacy_officer"]):
        (kept,) = disclosures_of(cast["privacy_officer"], [case.pk])
    assert kept.number == line.number
    assert kept.ends_at <= clock.now()
    with acting_as(neighbour):
        assert not Disclosure.objects.visible_to(neighbour).exists()


def test_police_data_in_a_case_keeps_it_within_the_municipality(cast):
    coordinator = cast["coordinator"]
    case = tabled(coordinator, cast["analyst"])
    action = asked(coordinator, cast["police"], case)
    with acting_as(cast["police"]):
        report_on_action(by=cast["police"], action=action, note="De bus is bekend.")
    with acting_as(coordinator), pytest.raises(Refused, match="Wpg ontvangen"):
        disclose(
            by=coordinator,
            record=fresh(case),
            to=cast["twenterand_analyst"],
            why="zo",
            ends_at=until(),
            legal_basis="AVG 6",
            purpose="zo",
        )
    with acting_as(SYSTEM, why="test"):
        assert not Disclosure.objects.unrestricted(why="test").exists()
