"""What a source says becomes a statement: beside the others, with its origin, never overwritten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.contexts import acting_as
from access.decisions import Denied
from accounts.models import User
from audit.models import Action, AuditEvent
from core.errors import Refused
from subjects import facts
from subjects.deriving import best_values, key_for
from subjects.models import Relation, Statement, Subject, SubjectKey
from subjects.operations import (
    NewFact,
    NewSubject,
    Source,
    register_subject,
    relate,
    state_fact,
    withdraw_fact,
    withdraw_relation,
)

pytestmark = pytest.mark.django_db
SEEN = Source(kind="COLLEAGUE", number="S-2026-00042", reliability="C", credibility="3")
REGISTER = Source(kind="REGISTER", number="BRP", reliability="A", credibility="1")


def person(by: User, *values: tuple[str, str], source: Source = SEEN) -> Subject:
    new = NewSubject(
        kind="PERSON", owner=by.organisation, facts=[NewFact(*value) for value in values], source=source
    )
    with acting_as(by):
        return register_subject(by=by, new=new)


def values(by: User, subject: Subject) -> dict[str, str]:
    with acting_as(by):
        return best_values(Statement.objects.filter(subject=subject, withdrawn_at=None).visible_to(by))


def test_a_person_with_an_incomplete_birth_date_is_registered(analyst: User) -> None:
    subject = person(analyst, ("name", "Özgür van der Véén"), ("birth_date", "1968-00-00"))
    assert subject.number.startswith("SB-")
    assert subject.label == "Özgür van der Véén"
    assert subject.names.split("|") == ["ozgur van der veen", "ozgur vanderveen"]
    assert values(analyst, subject)["birth_date"] == "1968-00-00"


def test_a_register_outranks_what_somebody_saw_and_both_stay(analyst: User) -> None:
    subject = person(analyst, ("name", "Mo El Amrani"), ("birth_date", "12-3-1984"))
    with acting_as(analyst):
        state_fact(by=analyst, subject=subject, fact=NewFact("birth_date", "1984-03-21"), source=REGISTER)
        state_fact(by=analyst, subject=subject, fact=NewFact("birth_date", "1985"), source=SEEN)
        assert Statement.objects.filter(subject=subject, fact="birth_date").visible_to(analyst).count() == 3
    assert values(analyst, subject)["birth_date"] == "1984-03-21"


def test_a_withdrawn_statement_no_longer_counts_and_is_no_longer_found(analyst: User) -> None:
    subject = person(analyst, ("name", "A. de Boer"), ("phone", "06 12345678"))
    key = key_for("PHONE", "+31612345678")[0]
    with acting_as(analyst):
        assert SubjectKey.objects.filter(kind="PHONE", key=key).visible_to(analyst).count() == 1
        wrong = Statement.objects.visible_to(analyst).get(subject=subject, fact="phone")
        with pytest.raises(Refused):
            withdraw_fact(by=analyst, statement=wrong, why="  ")
        withdraw_fact(by=analyst, statement=wrong, why="van een ander")
        assert not SubjectKey.objects.filter(kind="PHONE", key=key).visible_to(analyst).exists()
        kept = Statement.objects.visible_to(analyst).get(pk=wrong.pk)
    assert kept.withdrawn_why == "van een ander"
    assert kept.value == "+31612345678"


def test_the_shown_name_follows_the_statements(analyst: User) -> None:
    subject = person(analyst, ("name", "J. Jansen"))
    with acting_as(analyst):
        state_fact(by=analyst, subject=subject, fact=NewFact("name", "Johannes Janssen"), source=REGISTER)
        again = Subject.objects.visible_to(analyst).get(pk=subject.pk)
    assert again.label == "Johannes Janssen"
    assert set(again.names.split("|")) == {"j jansen", "johannes janssen"}


@pytest.mark.parametrize(
    ("code", "value"),
    [("bsn", "123456789"), ("birth_date", "31-2-1980"), ("phone", "99"), ("iban", "NL00RABO0123456789")],
)
def test_a_wrong_number_is_refused_with_a_sentence_at_its_field(analyst: User, code: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        person(analyst, ("name", "X"), (code, value))
    assert refused.value.field == code
    assert value not in refused.value.message


def test_a_foreign_plate_is_never_refused(analyst: User) -> None:
    new = NewSubject(
        kind="VEHICLE", owner=analyst.organisation, facts=[NewFact("plate", "wx·q 12 ä")], source=SEEN
    )
    with acting_as(analyst):
        assert register_subject(by=analyst, new=new).label


def test_the_same_row_of_a_source_never_comes_in_twice(analyst: User) -> None:
    new = NewSubject(
        kind="PERSON",
        owner=analyst.organisation,
        facts=[NewFact("name", "J. Jansen")],
        source=REGISTER,
        origin_key=b"row 1",
    )
    with acting_as(analyst):
        register_subject(by=analyst, new=new)
        with pytest.raises(Refused):
            register_subject(by=analyst, new=new)
        assert Subject.objects.visible_to(analyst).count() == 1


def test_who_may_not_register_is_refused(reporter: User, police: User) -> None:
    for user in (reporter, police):
        with pytest.raises(Denied):
            person(user, ("name", "J. Jansen"))


def test_a_relation_with_somebody_hidden_cannot_be_laid_nor_seen(
    analyst: User, twenterand_analyst: User
) -> None:
    ours = person(analyst, ("name", "J. Jansen"))
    theirs = person(twenterand_analyst, ("name", "P. Pietersen"))
    with acting_as(analyst), pytest.raises(Subject.DoesNotExist):
        relate(by=analyst, subject=ours, other=theirs, kind="FAMILY", source=SEEN)


def test_a_relation_is_withdrawn_and_may_then_be_laid_again(analyst: User) -> None:
    one, two = person(analyst, ("name", "J. Jansen")), person(analyst, ("name", "P. Pietersen"))
    with acting_as(analyst):
        row = relate(by=analyst, subject=one, other=two, kind="PARTNER", source=SEEN)
        with pytest.raises(Refused):
            relate(by=analyst, subject=one, other=two, kind="PARTNER", source=SEEN)
        withdraw_relation(by=analyst, relation=row, why="vergissing")
        relate(by=analyst, subject=one, other=two, kind="PARTNER", source=SEEN)
        assert Relation.objects.visible_to(analyst).count() == 2


def test_every_change_is_logged_without_its_value(analyst: User) -> None:
    subject = person(analyst, ("name", "Grasklokje Jansen"))
    with acting_as(analyst):
        state_fact(by=analyst, subject=subject, fact=NewFact("alias", "Grasklokje"), source=SEEN)
    lines = list(AuditEvent.objects.using("audit").filter(record_id=str(subject.pk)))
    assert [line.action for line in lines] == [Action.CREATE, Action.CHANGE]
    assert "Grasklokje" not in str([(line.details, line.context) for line in lines])


@given(st.text(max_size=40))
def test_an_incomplete_date_is_read_into_one_form_or_refused(text: str) -> None:
    try:
        read = facts.read_incomplete_date(text)
    except facts.FactProblem:
        return
    assert facts.read_incomplete_date(read) == read
