"""What was imposed before: found through a former company, another name or a slip; silent about signals."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from bibob.models import LookUp
from bibob.operations.files import NewInvestigation, name_related, open_investigation
from bibob.queries.asking import read_question
from bibob.queries.lookup import answer_of
from core import clock
from measures.models import Measure
from measures.operations import involve_party, record_claim
from signals.operations.register import NewSignal, register_signal
from subjects.models import Subject
from subjects.operations import NewFact, NewSubject, Source, judge, register_subject, relate
from tests.measures.making import notified

pytestmark = pytest.mark.django_db
PAGE = "/bibob/"
BRP = Source(kind="REGISTER", number="BRP", reliability="A", credibility="1")


def known(owner: User, kind: str, **values: str) -> Subject:
    with acting_as(SYSTEM, why="test"):
        return register_subject(
            by=None,
            new=NewSubject(
                kind=kind,
                owner=owner.organisation,
                facts=[NewFact(code, value) for code, value in values.items()],
                source=BRP,
                also_for=("LEGAL", "BIBOB"),
            ),
        )


def tied(one: Subject, kind: str, other: Subject, until: str = "") -> None:
    analyst = User.objects.get(email="analist@almelo.demo")
    with acting_as(analyst):
        relate(by=analyst, subject=one, other=other, kind=kind, source=BRP, until=until)


def imposed(legal: User, on: Subject, role: str = "OFFENDER", code: str = "penalty_order") -> Measure:
    measure = notified(legal, code, on=clock.today())
    with acting_as(legal):
        involve_party(by=legal, measure=measure, subject=on, role=role)
    return measure


def answer(client: Any, question: str, application: str = "Z-1") -> str:
    data = {"application": application, "decision_kind": "ALCOHOL", "question": question}
    response = client.post(PAGE, data, follow=True)
    return str(response.content.decode())


def test_without_a_reason_nothing_is_searched(bibob: User, as_user: Any) -> None:
    known(bibob, "PERSON", name="Dennis Zoeker", bsn="999990019")
    client = as_user(bibob)
    body = answer(client, "999990019", application=" ")
    assert "Zonder reden zoekt VIK niet" in body and "Dennis Zoeker" not in body
    assert 'value="999990019"' in body
    with acting_as(bibob):
        assert not LookUp.objects.visible_to(bibob).exists()


def test_a_measure_is_found_through_a_former_company(bibob: User, legal: User, as_user: Any) -> None:
    person = known(bibob, "PERSON", name="Dennis Zoeker", bsn="999990019")
    company = known(bibob, "ORGANISATION", name="Oud Zeer B.V.", kvk="45678901")
    tied(person, "DIRECTOR", company, until="2021-05-00")
    measure = imposed(legal, company)
    body = answer(as_user(bibob), "999990019")
    assert measure.number in body
    assert "Dennis Zoeker bestuurder van Oud Zeer B.V., tot 5-2021" in body


def test_a_third_step_is_not_followed(bibob: User, legal: User, as_user: Any) -> None:
    chain = [known(bibob, "PERSON", name=f"Schakel {letter}") for letter in ("Een", "Twee", "Drie", "Vier")]
    for one, other in pairwise(chain):
        tied(one, "PARTNER", other)
    near, far = imposed(legal, chain[2]), imposed(legal, chain[3])
    body = answer(as_user(bibob), chain[0].number)
    assert near.number in body and far.number not in body


def test_a_measure_is_found_by_another_name_and_on_a_record_judged_the_same(
    bibob: User, legal: User, analyst: User, as_user: Any
) -> None:
    one = known(bibob, "PERSON", name="Mehmet Yıldız", alias="Memo", birth_date="1979-06-14")
    other = known(bibob, "PERSON", name="M. Jildiz")
    with acting_as(analyst):
        judge(by=analyst, subject=one, other=other, verdict="SAME", why="zelfde man")
    measure = imposed(legal, other)
    client = as_user(bibob)
    body = answer(client, "Mehmet Yildiz 14-6-1979")
    assert measure.number in body and "dezelfde als Mehmet Yıldız" in body
    for slip in ("Memo", "Mehmed Yildis", "Mehmet Yildiz 1-1-1980"):
        assert "Wie bedoelt u?" in answer(client, slip)
    assert "andere geboortedatum" in answer(client, "Mehmet Yildiz 1-1-1980")
    with acting_as(bibob):
        asked = LookUp.objects.visible_to(bibob).order_by("-created_at").first()
        assert asked is not None
    chosen = client.post(asked.address, {"wie": str(one.pk)}, follow=True).content.decode()
    assert measure.number in chosen
    assert "al beantwoord" in client.post(asked.address, {"wie": str(one.pk)}, follow=True).content.decode()


def test_the_choice_shows_only_whom_one_may_still_see_and_the_others_in_their_order(
    bibob: User, as_user: Any
) -> None:
    hidden, seen = (known(bibob, "PERSON", name=name) for name in ("Dennis Zoeker", "Dennis Zoekers"))
    client = as_user(bibob)
    data = {"application": "Z-9", "decision_kind": "ALCOHOL", "question": "dennis zoeker"}
    here = client.post(PAGE, data)["Location"]
    body = client.get(here).content.decode()
    assert body.index(hidden.number) < body.index(seen.number)
    with acting_as(SYSTEM, why="test"):
        row = Subject.objects.unrestricted(why="test").get(pk=hidden.pk)
        row.confidentiality = 4
        row.save()
    body = client.get(here).content.decode()
    assert hidden.number not in body
    assert seen.number in body


def test_an_address_tells_its_measures_and_who_ran_it(bibob: User, legal: User, as_user: Any) -> None:
    premises = known(bibob, "PREMISES", location="Nieuwstraat 173, Almelo")
    keeper = known(bibob, "PERSON", name="Karel Kastelein")
    tied(keeper, "PERMIT_HOLDER", premises)
    measure = imposed(legal, premises, "OBJECT", "closure_opiumwet")
    body = answer(as_user(bibob), "Nieuwstraat 173 Almelo")
    assert measure.number in body and "Karel Kastelein" in body and "vergunninghouder van" in body


def test_nothing_known_says_what_was_searched(bibob: User, as_user: Any) -> None:
    body = answer(as_user(bibob), "Niemand Bekendst")
    assert "Niets bekend" in body and "Wat is doorzocht" in body and "op klank" in body


def test_of_signals_only_that_there_is_something(bibob: User, as_user: Any) -> None:
    with acting_as(SYSTEM, why="test"):
        register_signal(
            by=None,
            new=NewSignal(
                title="Vuurtorenlicht",
                source_type="ODT",
                narrative="Vuurtorenlicht in de kelder.",
                received_at=clock.now(),
                owner=bibob.organisation,
                location="Grotestraat 99, Almelo",
            ),
        )
    client = as_user(bibob)
    body = answer(client, "Grotestraat 99, Almelo")
    assert "vraag de coördinator" in body and "Vuurtorenlicht" not in body
    assert "vraag de coördinator" not in answer(client, "Grotestraat 98, Almelo")


def test_an_investigation_of_a_colleague_is_only_a_name_to_ask(
    bibob: User, colleague: User, as_user: Any
) -> None:
    with acting_as(colleague):
        row = open_investigation(
            by=colleague, new=NewInvestigation(application="Z-77", decision_kind="SEX", trigger="APPLICATION")
        )
        name_related(
            by=colleague, investigation=row, kind="APPLICANT", name="Dennis Zoeker", identifier="999990019"
        )
    body = answer(as_user(bibob), "999990019")
    assert f"vraag {colleague.name}" in body and row.number not in body
    own = answer(as_user(colleague), "dennis zoeker")
    assert row.number in own and f"vraag {colleague.name}" not in own


def test_another_municipality_finds_nothing_of_it(
    bibob: User, legal: User, twenterand_bibob: User, as_user: Any
) -> None:
    company = known(bibob, "ORGANISATION", name="Oud Zeer B.V.", kvk="45678901")
    measure = imposed(legal, company)
    body = answer(as_user(twenterand_bibob), "45678901")
    assert "Niets bekend" in body and measure.number not in body


def test_each_look_up_stands_in_the_log_as_a_verstrekking_and_is_ones_own(
    bibob: User, legal: User, colleague: User, as_user: Any
) -> None:
    company = known(bibob, "ORGANISATION", name="Oud Zeer B.V.", kvk="45678901")
    measure = imposed(legal, company)
    answer(as_user(bibob), "45678901")
    lines = AuditEvent.objects.using("audit").filter(action=Action.DISCLOSE, actor_id=bibob.pk)
    told = {line.record_type: line.shown for line in lines}
    assert str(measure.pk) in told["measures.measure"] and str(company.pk) in told["subjects.subject"]
    assert "Oud Zeer" not in str([(line.details, line.context) for line in lines])
    with acting_as(bibob):
        row = LookUp.objects.visible_to(bibob).get()
    assert as_user(colleague).get(row.address).status_code == 404
    assert as_user(legal).get(row.address).status_code == 403


def test_the_number_of_queries_does_not_grow(
    bibob: User, legal: User, django_assert_max_num_queries: Any
) -> None:
    person = known(bibob, "PERSON", name="Dennis Zoeker")
    for number in range(8):
        company = known(bibob, "ORGANISATION", name=f"Firma {number}")
        tied(person, "DIRECTOR", company)
        imposed(legal, company)
    with acting_as(bibob), django_assert_max_num_queries(45):
        found = answer_of(bibob, read_question("Dennis Zoeker"), [person.pk])
    assert len(found["measures"]) == 8


def test_everything_that_an_answer_showed_stands_in_the_log_also_when_it_is_opened_again(
    bibob: User, legal: User, as_user: Any
) -> None:
    premises = known(bibob, "PREMISES", location="Nieuwstraat 173, Almelo")
    keeper = known(bibob, "PERSON", name="Karel Kastelein")
    tied(keeper, "PERMIT_HOLDER", premises)
    imposed(legal, premises, "OBJECT", "closure_opiumwet")
    with acting_as(legal):
        claim = record_claim(
            by=legal,
            owner=legal.organisation,
            kind="COSTS",
            debtor=keeper,
            amount=Decimal(100),
            incurred_on=clock.today(),
        )
    with acting_as(bibob):
        new = NewInvestigation(application="Z-77", decision_kind="SEX", trigger="APPLICATION")
        file = open_investigation(by=bibob, new=new)
        name_related(by=bibob, investigation=file, kind="APPLICANT", name="Nieuwstraat 173 Almelo")
    client = as_user(bibob)
    body = answer(client, "Nieuwstraat 173 Almelo")
    assert claim.number in body and file.number in body and "Karel Kastelein" in body

    def told(action: str) -> dict[str, set[str]]:
        lines = AuditEvent.objects.using("audit").filter(action=action, actor_id=bibob.pk)
        found: dict[str, set[str]] = {}
        for line in lines:
            found.setdefault(line.record_type, set()).update(line.shown)
        return found

    shown = {
        "measures.claim": str(claim.pk),
        "bibob.investigation": str(file.pk),
        "subjects.subject": str(keeper.pk),
    }
    for kind, key in shown.items():
        assert key in told(Action.DISCLOSE)[kind], kind
    with acting_as(bibob):
        row = LookUp.objects.visible_to(bibob).get()
    client.get(row.address)
    listed = told(Action.LIST)
    for kind, key in shown.items():
        assert key in listed[kind], kind


def test_an_earlier_file_is_found_by_a_name_in_another_writing(bibob: User, as_user: Any) -> None:
    with acting_as(bibob):
        new = NewInvestigation(application="Z-77", decision_kind="SEX", trigger="APPLICATION")
        file = open_investigation(by=bibob, new=new)
        name_related(by=bibob, investigation=file, kind="APPLICANT", name="Mehmet Yıldız")
    assert file.number in answer(as_user(bibob), "yildiz mehmet")
