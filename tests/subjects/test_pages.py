"""The register and the page of one subject, as an analyst uses them."""

from typing import Any

import pytest
from django.test import Client

from access.contexts import acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from desk.demo.town import build_town
from subjects.models import Judgement, Statement, Subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(analyst: User) -> dict[str, Subject]:
    build_town(analyst)
    with acting_as(analyst):
        return {row.label: row for row in Subject.objects.visible_to(analyst)}


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_register_lists_searches_and_narrows(town: Any, as_user: Any, analyst: User) -> None:
    client: Client = as_user(analyst)
    assert "Mehmet Yıldız" in text(client.get("/subjecten/"))
    assert "DX951H" not in text(client.get("/subjecten/"))
    assert "DX951H" in text(client.get("/objecten/"))
    found = text(client.post("/subjecten/", {"q": "Yildis"}))
    assert "Mehmet Yıldız" in found and "Dennis" not in found
    assert "Thuisbest" not in text(client.get("/subjecten/?soort=person"))


def test_a_new_person_keeps_what_was_typed_when_something_is_wrong(as_user: Any, analyst: User) -> None:
    client: Client = as_user(analyst)
    typed = {
        "name": "Jan de Boer",
        "birth_date": "31-2-1980",
        "source_kind": "COLLEAGUE",
        "reliability": "C",
        "credibility": "3",
        "confidentiality": "2",
    }
    wrong = client.post("/subjecten/nieuw/?soort=person", typed)
    assert wrong.status_code == 422
    assert 'value="Jan de Boer"' in text(wrong)
    assert "begrijpt VIK niet" in text(wrong)
    right = client.post("/subjecten/nieuw/?soort=person", typed | {"birth_date": "2-1980"})
    assert right.status_code == 302
    assert "2-1980" in text(client.get(right.url))


def test_the_same_number_asks_whether_it_is_really_new(town: Any, as_user: Any, analyst: User) -> None:
    client: Client = as_user(analyst)
    typed = {
        "name": "Yildiz Autos",
        "kvk": "87654321",
        "source_kind": "COLLEAGUE",
        "reliability": "X",
        "credibility": "6",
        "confidentiality": "2",
    }
    asked = client.post("/subjecten/nieuw/?soort=organisation", typed)
    assert asked.status_code == 422
    assert "staat al bij" in text(asked)
    assert client.post("/subjecten/nieuw/?soort=organisation", typed | {"anyway": "on"}).status_code == 302


def test_the_page_shows_facts_relations_picture_and_cluster(town: Any, as_user: Any, analyst: User) -> None:
    page = text(as_user(analyst).get(town["Mehmet Yıldız"].address))
    for part in (
        "Samengesteld uit 2 registraties",
        "Elif Yıldız-Demir",
        "<svg",
        "partner van",
        "Basisregistratie",
    ):
        assert part in page
    assert "999990019" not in page
    assert "+31612345678" not in page


def test_a_masked_number_is_shown_on_request_and_that_is_on_record(
    town: Any, as_user: Any, analyst: User
) -> None:
    subject = town["Mehmet Yıldız"]
    with acting_as(analyst):
        bsn = Statement.objects.visible_to(analyst).get(subject=subject, fact="bsn")
    address = f"{subject.address}gegeven/{bsn.pk}/tonen/"
    client: Client = as_user(analyst)
    assert "999990019" not in text(client.get(address))
    assert client.post(address, {}).status_code == 422
    assert "999990019" in text(client.post(address, {"why": "identiteit vaststellen"}))
    lines = AuditEvent.objects.using("audit").filter(record_id=str(subject.pk), action=Action.READ)
    assert lines.filter(details__revealed="bsn").count() == 1


def test_a_contradiction_stands_side_by_side_and_can_be_withdrawn(
    town: Any, as_user: Any, analyst: User
) -> None:
    subject = town["Ali Demir"]
    client: Client = as_user(analyst)
    page = text(client.get(subject.address))
    assert '<td data-label="Waarde">1955</td>' in page and "1-1-1956" in page and "spreekt tegen" in page
    with acting_as(analyst):
        wrong = Statement.objects.visible_to(analyst).get(subject=subject, source="COLLEAGUE")
    address = f"{subject.address}gegeven/{wrong.pk}/intrekken/"
    assert client.post(address, {"why": ""}).status_code == 422
    assert client.post(address, {"why": "van zijn broer"}).status_code == 302
    page = text(client.get(subject.address))
    assert "spreekt tegen" not in page
    assert page.index("Ingetrokken (1)") < page.index("1-1-1956") < page.index("van zijn broer")


def test_candidates_are_judged_and_the_judgement_is_split_again(
    town: Any, as_user: Any, analyst: User
) -> None:
    one, other = town["Mehmet Yıldız"], town["M. Yildiz"]
    client: Client = as_user(analyst)
    with acting_as(analyst):
        judged = Judgement.objects.visible_to(analyst).get()
    split = f"{one.address}oordeel/{judged.pk}/intrekken/"
    assert client.post(split, {"why": "toch een neef"}).status_code == 302
    assert "Samengesteld" not in text(client.get(one.address))
    compare = f"{one.address}vergelijken/"
    assert "zelfde telefoonnummer" in text(client.get(compare))
    assert client.post(compare, {"other": other.number, "verdict": "SAME", "why": ""}).status_code == 422
    judgement = {"other": other.number, "verdict": "SAME", "why": "zelfde telefoon"}
    assert client.post(compare, judgement).status_code == 302
    assert "Samengesteld uit 2 registraties" in text(client.get(one.address))


def test_a_relation_is_laid_and_withdrawn(town: Any, as_user: Any, analyst: User) -> None:
    one, other = town["Piotr Nowak"], town["Yıldız Auto's"]
    client: Client = as_user(analyst)
    typed = {
        "kind": "WORKS_FOR",
        "other": other.number,
        "certainty": "LIKELY",
        "source_kind": "CONTROL",
        "reliability": "B",
        "credibility": "2",
    }
    assert client.post(f"{one.address}relatie/", typed | {"other": "SB-2026-99999"}).status_code == 422
    assert client.post(f"{one.address}relatie/", typed).status_code == 302
    assert "werkt voor" in text(client.get(one.address))


def test_a_day_in_the_past_shows_what_was_known_then(town: Any, as_user: Any, analyst: User) -> None:
    client: Client = as_user(analyst)
    page = text(client.get(town["Ali Demir"].address + "?op=1-10-2026"))
    assert "Zo kende VIK dit op 1-10-2026" in page
    assert "1-1-1956" not in page
    assert "begrijpt" in text(client.get(town["Ali Demir"].address + "?op=ooit"))


def test_for_somebody_else_it_does_not_exist(
    town: Any, as_user: Any, twenterand_analyst: User, reporter: User
) -> None:
    address = town["Ali Demir"].address
    assert as_user(twenterand_analyst).get(address).status_code == 404
    assert "Demir" not in text(as_user(twenterand_analyst).get("/subjecten/"))
    assert as_user(reporter).get(address).status_code == 403
