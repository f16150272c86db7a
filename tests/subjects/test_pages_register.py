"""The register, a new registration, one fact more and one fact less: through HTTP, as users meet them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.contexts import acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core.levels import Confidentiality
from subjects.models import Statement, Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject, state_fact, withdraw_fact

pytestmark = pytest.mark.django_db
SOURCE = {"source_kind": "COLLEAGUE", "reliability": "C", "credibility": "3", "confidentiality": "2"}
A_NUMBER = {"administration_number": "1234567890"}
NEW_PERSON = "/subjecten/nieuw/?soort=person"


def known(by: User, kind: str, **values: str) -> Subject:
    """A record of this user's municipality."""
    new = NewSubject(
        kind=kind,
        owner=by.organisation,
        facts=[NewFact(code, value) for code, value in values.items()],
        source=Source(),
        confidentiality=Confidentiality.INTERN,
    )
    with acting_as(by):
        return register_subject(by=by, new=new)


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_row_shows_name_kind_and_number_and_nothing_else(as_user: Any, analyst: User) -> None:
    one = known(analyst, "PERSON", name="Anna Jansen", bsn="999990019", birth_date="1968")
    page = text(as_user(analyst).get("/subjecten/"))
    for part in ("Anna Jansen", "Persoon", one.number):
        assert part in page
    assert "999990019" not in page and "1968" not in page


def test_every_row_shown_is_on_record_and_what_was_sought_is_not(as_user: Any, analyst: User) -> None:
    one = known(analyst, "PERSON", name="Klaas Zoekmij")
    client: Client = as_user(analyst)
    client.get("/subjecten/")
    client.post("/subjecten/", {"q": "Zoekmij"})
    lines = AuditEvent.objects.using("audit").filter(shown__contains=[str(one.pk)])
    assert {line.action for line in lines} == {Action.LIST, Action.SEARCH}
    assert "Zoekmij" not in str(list(lines.values()))


def test_a_long_register_goes_on_after_its_last_row(as_user: Any, analyst: User) -> None:
    for place in range(53):
        known(analyst, "VEHICLE", plate=f"AB-{place:03}-C")
    client: Client = as_user(analyst)
    first = text(client.get("/objecten/?soort=vehicle"))
    assert first.count('data-label="Nummer"') == 50
    following = next(part.split('"')[0] for part in first.split('href="') if "na=" in part.split('"')[0])
    second = text(client.get(following.replace("&amp;", "&")))
    assert second.count('data-label="Nummer"') == 3


def test_a_kind_of_the_other_register_narrows_nothing(as_user: Any, analyst: User) -> None:
    known(analyst, "VEHICLE", plate="KL-123-M")
    assert "KL123M" in text(as_user(analyst).get("/objecten/?soort=person"))
    assert as_user(analyst).get("/objecten/nieuw/?soort=person").status_code == 404


def test_the_register_asks_as_many_queries_for_thirty_rows_as_for_three(as_user: Any, analyst: User) -> None:
    client: Client = as_user(analyst)
    counts = []
    for more in (3, 27):
        for place in range(more):
            known(analyst, "PERSON", name=f"Persoon {more} {place}")
        client.get("/subjecten/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/subjecten/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_all_that_is_wrong_is_said_at_once_at_its_own_field(as_user: Any, analyst: User) -> None:
    typed = SOURCE | {
        "name": "Jan de Boer",
        "bsn": "123456789",
        "birth_date": "31-2-1980",
        "phone": "bel mij",
    }
    page = as_user(analyst).post(NEW_PERSON, typed)
    assert page.status_code == 422
    for code in ("bsn", "birth_date", "phone"):
        assert f'id="id_{code}-fout"' in text(page)
        assert f'value="{typed[code]}"' in text(page)
    assert 'value="Jan de Boer"' in text(page)
    with acting_as(analyst):
        assert not Subject.objects.visible_to(analyst).exists()


def test_without_a_name_nothing_is_registered(as_user: Any, analyst: User) -> None:
    page = as_user(analyst).post(NEW_PERSON, SOURCE | {"birth_place": "Almelo"})
    assert page.status_code == 422
    assert "Vul een naam" in text(page) and 'value="Almelo"' in text(page)


def test_the_source_is_kept_with_each_fact(as_user: Any, analyst: User) -> None:
    typed = SOURCE | {"plate": "bor-kx 221", "colour": "Wit", "source_number": "S-2026-00042"}
    answer = as_user(analyst).post("/objecten/nieuw/?soort=vehicle", typed)
    assert answer.status_code == 302
    with acting_as(analyst):
        rows = Statement.objects.visible_to(analyst).filter(subject__number=answer.url.split("/")[2])
        said = {(r.fact, r.source, r.source_number, r.reliability, r.credibility) for r in rows}
    assert said == {(fact, "COLLEAGUE", "S-2026-00042", "C", "3") for fact in ("plate", "colour")}


@pytest.mark.parametrize(
    ("kind", "before", "typed"),
    [
        ("PERSON", {"name": "Jan", "bsn": "999990019"}, {"name": "J. de Boer", "bsn": "9999 90 019"}),
        ("PERSON", {"name": "Jan"} | A_NUMBER, {"name": "J."} | A_NUMBER),
        ("PREMISES", {"location": "Windslaan 62", "town": "Almelo"}, {"location": "windslaan 62 "}),
        ("VEHICLE", {"plate": "DX-951-H"}, {"plate": "dx951h"}),
        ("PHONE", {"phone": "06 12345678"}, {"phone": "+31612345678"}),
    ],
)  # fmt: skip
def test_what_is_there_already_is_shown_before_it_comes_in_twice(
    kind: str, before: dict[str, str], typed: dict[str, str], as_user: Any, analyst: User
) -> None:
    one = known(analyst, kind, **before)
    client: Client = as_user(analyst)
    address = f"/{one.room}/nieuw/?soort={kind.lower()}"
    asked = client.post(address, SOURCE | typed)
    assert asked.status_code == 422
    assert f'href="{one.address}"' in text(asked)
    assert "Toch als nieuw vastleggen" in text(asked)
    assert client.post(address, SOURCE | typed | {"anyway": "on"}).status_code == 302


def test_sharing_a_house_or_a_birthday_makes_nobody_the_same(as_user: Any, analyst: User) -> None:
    shared = {"birth_date": "3-5-1968", "address": "Windslaan 62, Almelo"}
    known(analyst, "PERSON", name="Jan", **shared)
    assert as_user(analyst).post(NEW_PERSON, SOURCE | {"name": "Piet"} | shared).status_code == 302


def test_a_hidden_record_does_not_betray_that_it_exists(
    as_user: Any, analyst: User, twenterand_analyst: User
) -> None:
    known(analyst, "PERSON", name="Verborgen Vogel", bsn="999990019")
    client: Client = as_user(twenterand_analyst)
    found = client.post("/subjecten/", {"q": "999990019"})
    assert "Verborgen" not in text(found) and "Niets gevonden" in text(found)
    answer = client.post(NEW_PERSON, SOURCE | {"name": "Iemand", "bsn": "999990019"})
    assert answer.status_code == 302


def test_nobody_puts_a_record_above_his_own_sight(as_user: Any, analyst: User) -> None:
    analyst.clearance = Confidentiality.VERTROUWELIJK
    analyst.save()
    client: Client = as_user(analyst)
    assert "Geheim" not in text(client.get(NEW_PERSON))
    secret = SOURCE | {"name": "Jan", "confidentiality": str(int(Confidentiality.GEHEIM))}
    assert client.post(NEW_PERSON, secret).status_code == 422


def test_a_fact_more_stands_beside_what_was_there(as_user: Any, analyst: User) -> None:
    one = known(analyst, "PERSON", name="Jan de Boer", birth_place="Almelo")
    typed = SOURCE | {"fact": "birth_place", "value": "Vriezenveen", "since": "", "until": ""}
    client: Client = as_user(analyst)
    assert client.post(f"{one.address}gegeven/", typed).status_code == 302
    page = text(client.get(one.address))
    assert "Almelo" in page and "Vriezenveen" in page and "spreekt tegen" in page


def test_a_wrong_day_is_told_at_the_day_and_a_wrong_value_at_the_value(as_user: Any, analyst: User) -> None:
    one = known(analyst, "PERSON", name="Jan de Boer")
    client: Client = as_user(analyst)
    typed = SOURCE | {"fact": "phone", "value": "0612345678", "since": "ooit"}
    page = text(client.post(f"{one.address}gegeven/", typed))
    assert 'id="id_since-fout"' in page and 'id="id_value-fout"' not in page
    assert 'value="0612345678"' in page
    page = text(client.post(f"{one.address}gegeven/", typed | {"value": "nul zes", "since": "5-2021"}))
    assert 'id="id_value-fout"' in page and 'id="id_since-fout"' not in page
    assert 'value="5-2021"' in page


def test_withdrawing_shows_which_value_but_not_a_masked_one(as_user: Any, analyst: User) -> None:
    one = known(analyst, "PERSON", name="Jan de Boer", bsn="999990019")
    with acting_as(analyst):
        rows = {row.fact: row for row in Statement.objects.visible_to(analyst).filter(subject=one)}
    client: Client = as_user(analyst)
    assert "Jan de Boer" in text(client.get(f"{one.address}gegeven/{rows['name'].pk}/intrekken/"))
    assert "999990019" not in text(client.get(f"{one.address}gegeven/{rows['bsn'].pk}/intrekken/"))


def test_only_a_masked_fact_of_this_record_is_revealed(as_user: Any, analyst: User) -> None:
    one = known(analyst, "PERSON", name="Jan de Boer", bsn="999990019")
    other = known(analyst, "PERSON", name="Piet", bsn="999990032")
    with acting_as(analyst):
        rows = {(row.subject_id, row.fact): row for row in Statement.objects.visible_to(analyst)}
    client: Client = as_user(analyst)
    for row in (rows[one.pk, "name"], rows[other.pk, "bsn"]):
        answer = client.post(f"{one.address}gegeven/{row.pk}/tonen/", {"why": "nodig"})
        assert answer.status_code == 404
    answer = client.post(f"{one.address}gegeven/{rows[one.pk, 'bsn'].pk}/tonen/", {"why": "nodig"})
    assert "999990019" in text(answer)
    assert "no-store" in answer["Cache-Control"]


def test_a_fact_of_another_municipality_is_not_there_to_change(
    as_user: Any, analyst: User, twenterand_analyst: User, reporter: User
) -> None:
    one = known(analyst, "PERSON", name="Jan de Boer", bsn="999990019")
    with acting_as(analyst):
        row = Statement.objects.visible_to(analyst).get(subject=one, fact="bsn")
    for step in ("", f"{row.pk}/tonen/", f"{row.pk}/intrekken/"):
        address = f"{one.address}gegeven/{step}"
        assert as_user(twenterand_analyst).post(address, {"why": "nodig"}).status_code == 404
        assert as_user(reporter).post(address, {"why": "nodig"}).status_code == 403


def test_who_may_see_subjects_finds_both_registers_in_the_rail(
    as_user: Any, analyst: User, reporter: User
) -> None:
    home = text(as_user(analyst).get("/subjecten/"))
    assert 'href="/subjecten/"' in home and 'href="/objecten/"' in home
    assert "/objecten/" not in text(as_user(reporter).get("/"))


def test_a_record_stands_only_under_its_own_address(as_user: Any, analyst: User) -> None:
    one = known(analyst, "PERSON", name="Anna Jansen")
    client = as_user(analyst)
    assert client.get(one.address).status_code == 200
    for step in ("", "gegeven/", "pad/"):
        assert client.get(f"/objecten/{one.number}/{step}").status_code == 404


def test_the_page_asks_as_much_however_many_facts_were_withdrawn(as_user: Any, analyst: User) -> None:
    one = known(analyst, "PERSON", name="Anna Jansen")
    client = as_user(analyst)

    def questions(more: int) -> int:
        with acting_as(analyst):
            for place in range(more):
                fact = NewFact("alias", f"Naam {more} {place}")
                row = state_fact(by=analyst, subject=one, fact=fact, source=Source())
                withdraw_fact(by=analyst, statement=row, why="klopt niet")
        client.get(one.address)
        with CaptureQueriesContext(connection) as asked:
            client.get(one.address)
        return len(asked)

    assert questions(1) == questions(5)
