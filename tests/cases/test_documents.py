"""Documents of a case and of an action: as closed as these are, and as every other document otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.contexts import SYSTEM, acting_as
from access.decisions import Denied
from access.disclosures import disclose
from accounts.models import User
from cases.models import Case
from cases.operations import (
    Closing,
    add_member,
    add_note,
    close_case,
    compartment_case,
    report_on_action,
)
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from documents.models import Bearer, Document
from documents.operations import Described, add_document
from documents.operations.versions import change_description, take_out_of_sight
from documents.queries import documents_of
from tests.cases.making import accepted, asked, fresh, tabled

pytestmark = pytest.mark.django_db
SAID = Described(kind="REPORT", title="Rapportage van de boxen")


def paper(word: str = "boxen") -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{word}.txt", f"Verslag over {word}.".encode())


def added(by: User, record: Bearer, described: Described = SAID, word: str = "boxen") -> Document:
    with acting_as(by):
        return add_document(by=by, record=record, upload=paper(word), described=described)


def sees(user: User, document: Document) -> bool:
    with acting_as(user):
        return Document.objects.filter(pk=document.pk).visible_to(user).exists()


@pytest.fixture
def case(cast: dict[str, User]) -> Case:
    """A case of a coordinator, led by an analyst."""
    return accepted(cast["coordinator"], cast["analyst"])


def test_a_document_is_added_on_the_page_and_stands_on_its_tab_and_on_the_timeline(
    case: Case, cast: dict[str, User], as_user: Any
) -> None:
    client = as_user(cast["analyst"])
    tab = f"{case.address}?deel=documenten"
    assert f"{case.address}documenten/" in client.get(tab).content.decode()
    typed = {"kind": "REPORT", "title": "Rapportage van de boxen", "upload": paper()}
    answer = client.post(f"{case.address}documenten/", typed)
    assert (answer.status_code, answer["Location"]) == (302, tab)
    page = client.get(tab).content.decode()
    assert "Rapportage van de boxen" in page
    assert cast["analyst"].name in page
    told = client.get(f"{case.address}?deel=tijdlijn").content.decode()
    assert "Document toegevoegd" in told
    assert "Rapportage van de boxen" not in told
    with acting_as(cast["analyst"]):
        (document,) = documents_of(cast["analyst"], [case.pk])
    page = client.get(document.address).content.decode()
    assert f'href="{tab}"' in page


def test_in_a_compartment_a_document_is_as_closed_as_the_case(
    case: Case, cast: dict[str, User], as_user: Any
) -> None:
    coordinator, legal = cast["coordinator"], cast["legal"]
    with acting_as(coordinator):
        add_member(by=coordinator, case=case, user=legal, why="Bereidt de maatregel voor.")
    own = fresh(case)
    document = added(coordinator, own)
    with acting_as(coordinator):
        compartment_case(by=coordinator, case=own, why="Integriteit van een collega.")
    late = added(coordinator, fresh(case), word="lijst")
    for row in (document, late):
        named = {part for part in cast if sees(cast[part], row)}
        assert named == {"coordinator", "legal", "analyst"}
    outsider = cast["twenterand_analyst"]
    assert as_user(outsider).get(document.address).status_code == 404
    assert as_user(outsider).get(f"{case.address}documenten/").status_code == 404


def test_who_leaves_a_compartmented_case_leaves_its_documents(case: Case, cast: dict[str, User]) -> None:
    coordinator = cast["coordinator"]
    case = accepted(coordinator, cast["legal"])
    document = added(coordinator, case)
    assert sees(cast["analyst"], document)
    with acting_as(coordinator):
        compartment_case(by=coordinator, case=fresh(case), why="Gevoelig.")
    assert not sees(cast["analyst"], document)


@pytest.mark.parametrize("described_later", [False, True])
def test_one_document_of_the_police_keeps_the_whole_case_within_the_municipality(
    cast: dict[str, User], described_later: bool
) -> None:
    coordinator = cast["coordinator"]
    case = tabled(coordinator, cast["analyst"])
    other = added(coordinator, case, word="ander")
    police = Described(kind="REPORT", title="Van de politie", regimes=["wpg_received"])
    document = added(coordinator, fresh(case), SAID if described_later else police)
    if described_later:
        with acting_as(coordinator):
            change_description(by=coordinator, document=document, described=police, version=document.version)
    assert "wpg_received" in fresh(case).regimes
    assert "wpg_received" in fresh(other).regimes
    with acting_as(coordinator), pytest.raises(Refused, match="Wpg ontvangen"):
        disclose(
            by=coordinator,
            record=fresh(case),
            to=cast["riec"],
            why="zo",
            ends_at=clock.now(),
            legal_basis="AVG 6",
            purpose="zo",
        )


def test_a_stricter_document_is_closed_to_who_reads_the_case_and_leaves_the_case_as_it_is(
    case: Case, cast: dict[str, User]
) -> None:
    coordinator, analyst = cast["coordinator"], cast["analyst"]
    before = fresh(case).confidentiality
    with acting_as(SYSTEM, why="test"):
        User.objects.filter(pk=analyst.pk).update(clearance=before)
    analyst.refresh_from_db()
    document = added(coordinator, case, Described(kind="REPORT", level=Confidentiality.VERTROUWELIJK))
    assert sees(coordinator, document)
    assert not sees(analyst, document)
    with acting_as(coordinator):
        add_note(by=coordinator, case=fresh(case), text="Gebeld met de verhuurder.")
    assert fresh(case).confidentiality == before
    assert fresh(document).confidentiality == Confidentiality.VERTROUWELIJK


def test_a_document_holds_the_level_at_which_it_came(case: Case, cast: dict[str, User]) -> None:
    """As long as it lies in the case; what is hidden no longer counts."""
    coordinator = cast["coordinator"]
    with acting_as(SYSTEM, why="test"):
        Case.objects.filter(pk=case.pk).unrestricted(why="test").update(
            confidentiality=Confidentiality.VERTROUWELIJK
        )
    document = added(coordinator, fresh(case))
    with acting_as(coordinator):
        add_note(by=coordinator, case=fresh(case), text="Eerste.")
    assert fresh(case).confidentiality == Confidentiality.VERTROUWELIJK
    with acting_as(coordinator):
        take_out_of_sight(by=coordinator, document=fresh(document), why="Verkeerd bestand.")
        add_note(by=coordinator, case=fresh(case), text="Tweede.")
    assert fresh(case).confidentiality == fresh(case).level


def test_what_goes_out_of_sight_stands_on_the_timeline_with_the_reason(
    case: Case, cast: dict[str, User], as_user: Any
) -> None:
    coordinator = cast["coordinator"]
    document = added(coordinator, case)
    client = as_user(coordinator)
    answer = client.post(f"{document.address}verbergen/", {"why": "Verkeerd bestand."})
    assert (answer.status_code, answer["Location"]) == (302, f"{case.address}?deel=documenten")
    told = client.get(f"{case.address}?deel=tijdlijn").content.decode()
    assert "Document verborgen" in told and "Verkeerd bestand." in told
    assert "Rapportage van de boxen" not in client.get(f"{case.address}?deel=documenten").content.decode()
    assert added(coordinator, fresh(case)).hidden_at is None  # put back by adding it again


def test_a_closed_case_takes_nothing_and_lets_nothing_go(
    case: Case, cast: dict[str, User], as_user: Any
) -> None:
    coordinator = cast["coordinator"]
    document = added(coordinator, case)
    closing = Closing(result="TOO_LITTLE", evaluation="Niets gevonden.", retention_from=clock.today())
    with acting_as(coordinator):
        close_case(by=coordinator, case=fresh(case), closing=closing)
        with pytest.raises(Refused, match="gesloten"):
            take_out_of_sight(by=coordinator, document=fresh(document), why="Opruimen.")
    client = as_user(coordinator)
    assert f"{case.address}documenten/" not in client.get(f"{case.address}?deel=documenten").content.decode()
    answer = client.post(f"{case.address}documenten/", {"kind": "REPORT", "upload": paper("later")})
    assert answer.status_code == 422
    assert "Heropen de casus eerst." in answer.content.decode()


def test_a_partner_adds_to_his_action_and_sees_its_documents_and_no_other(
    cast: dict[str, User], as_user: Any
) -> None:
    coordinator, police = cast["coordinator"], cast["police"]
    case = tabled(coordinator, cast["analyst"])
    in_case = added(coordinator, case, word="casus")
    action, foreign = asked(coordinator, police, fresh(case)), asked(coordinator, cast["odt"], fresh(case))
    client = as_user(police)
    answer = client.post(
        f"{action.address}bericht/",
        {"to": "DONE", "result": "Gezien.", "upload": paper("gezien")},
    )
    assert answer.status_code == 302
    with acting_as(police):
        (document,) = documents_of(police, [action.pk])
    assert (document.kind, document.stored_by_id) == ("EVIDENCE", police.pk)
    assert "wpg_received" in document.regimes
    assert fresh(action).state == "DONE"
    assert "gezien.txt" in client.get(action.address).content.decode()
    assert client.get(document.address).status_code == 200
    assert client.get(in_case.address).status_code == 404
    assert not sees(cast["odt"], document)
    assert fresh(document).acl == fresh(action).acl
    assert as_user(cast["odt"]).get(foreign.address).content.decode().count("/documenten/") == 0
    assert "gezien.txt" in as_user(coordinator).get(action.address).content.decode()


def test_only_who_carries_an_action_out_adds_to_it_and_not_when_it_is_done(cast: dict[str, User]) -> None:
    coordinator, riec, odt = cast["coordinator"], cast["riec"], cast["odt"]
    action = asked(coordinator, odt)
    with acting_as(riec), pytest.raises(type(action).DoesNotExist):
        add_document(by=riec, record=action, upload=paper(), described=SAID)
    document = added(odt, action)
    with acting_as(odt), pytest.raises(Denied):
        take_out_of_sight(by=odt, document=document, why="Toch niet.")
    with acting_as(odt):
        report_on_action(by=odt, action=fresh(action), to="DONE", result="Gedaan.")
        with pytest.raises(Refused, match="al afgerond"):
            add_document(by=odt, record=fresh(action), upload=paper("later"), described=SAID)
    with acting_as(coordinator), pytest.raises(Refused, match="al afgerond"):
        take_out_of_sight(by=coordinator, document=fresh(document), why="Opruimen.")


def test_who_only_sees_an_action_adds_nothing_to_it(cast: dict[str, User]) -> None:
    """A colleague who is named in the case sees its actions; he carries out only his own."""
    coordinator, bibob = cast["coordinator"], cast["bibob"]
    action = asked(coordinator, cast["odt"])
    action = fresh(action)
    action.named = [bibob.pk]
    with acting_as(SYSTEM, why="test"):
        action.save()
    with acting_as(bibob), pytest.raises(Denied, match="Alleen de actiehouder"):
        add_document(by=bibob, record=action, upload=paper(), described=SAID)


def test_the_same_file_comes_once(cast: dict[str, User], as_user: Any) -> None:
    coordinator, odt = cast["coordinator"], cast["odt"]
    action = asked(coordinator, odt)
    client = as_user(odt)
    for status in (302, 422):
        answer = client.post(f"{action.address}bericht/", {"note": "Zie het verslag.", "upload": paper()})
        assert answer.status_code == status
    assert "Dit bestand staat al bij dit dossier." in answer.content.decode()
    assert "Zie het verslag." in answer.content.decode()
