"""After its retention period a case goes, when two people agree and nothing still needs it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from access.contexts import SYSTEM, acting_as
from access.decisions import Denied
from accounts.models import Role, RoleAssignment, User, role_group
from audit.models import Action, AuditEvent
from cases.models import (
    ActionItem,
    ActionStep,
    Case,
    CaseNote,
    CaseSignal,
    CaseStep,
    CaseSubject,
)
from cases.operations import (
    Closing,
    add_note,
    add_signal,
    agree_destruction,
    close_case,
    compartment_case,
    keep_case,
    let_case_go,
    open_case,
    reopen_case,
    report_on_action,
    verify_action,
)
from cases.operations.opening import NewCase
from cases.tasks import propose_destructions
from core import clock
from core.errors import Refused
from documents.models import Document
from documents.operations import Described, add_document
from legal.retention import add_months
from measures.models import Measure
from reference.lists import LISTS
from reference.models import RetentionTerm
from reference.operations import add_entry
from signals.models import Signal
from subjects.models import Subject
from tests.cases.making import BASIS, NAME, accepted, analysed, asked, fresh
from tests.casustafel.table import Table
from tests.measures.making import started

pytestmark = pytest.mark.django_db
PAGE = "/casussen/vernietigen/"
WHY = "test"
SAID = Described(kind="PHOTO", title="Voorgevel")
TERMS = next(known for known in LISTS if known.model is RetentionTerm)


def closed(by: User, case: Case) -> Case:
    closing = Closing(result="SUCCEEDED", evaluation=f"{NAME} is weg.", retention_from=clock.today())
    with acting_as(by):
        return close_case(by=by, case=fresh(case), closing=closing)


@pytest.fixture
def over(cast: dict[str, User], photo: Any) -> Case:
    """A case with a signal, a person, a file, a note and an action, that was closed."""
    by = cast["coordinator"]
    case = accepted(by, cast["analyst"])
    action = asked(by, cast["analyst"], case)
    signal = analysed(by)
    with acting_as(by):
        add_signal(by=by, case=fresh(case), signal=signal, why="Hoort erbij.")
        add_document(by=by, record=fresh(case), upload=photo, described=SAID)
        add_note(by=by, case=fresh(case), text=f"{NAME} betaalt contant.")
    with acting_as(cast["analyst"]):
        report_on_action(
            by=cast["analyst"], action=fresh(action), to="DONE", note="Gezien.", result=f"{NAME} was er."
        )
    with acting_as(cast["chair"]):
        verify_action(by=cast["chair"], action=fresh(action))
    return closed(by, case)


def nights_later(monkeypatch: Any, day: date | None = None) -> None:
    """The night after the last day of keeping."""
    when = day or add_months(clock.today(), 60) + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: when)
    propose_destructions.run()


def rows(model: Any, **which: Any) -> list[Any]:
    with acting_as(SYSTEM, why=WHY):
        return list(model.objects.filter(**which).unrestricted(why=WHY))


def test_the_term_of_a_case_is_the_one_that_the_municipality_set(cast: dict[str, User]) -> None:
    with acting_as(cast["admin"]):
        RetentionTerm.objects.filter(code="case_closed").delete()
        values = {
            "code": "case_closed",
            "label": "Casus",
            "kept_months": 24,
            "ground": "protocol Almelo 2026",
            "position": 1,
            "valid_from": clock.today(),
        }
        add_entry(by=cast["admin"], known=TERMS, values=values, why="Nieuw protocol.")
    case = closed(cast["coordinator"], accepted(cast["coordinator"], cast["analyst"]))
    assert case.retention_until == add_months(clock.today(), 24)
    assert case.retention_ground == "protocol Almelo 2026"


def test_the_night_proposes_only_after_the_last_day(over: Case, monkeypatch: Any) -> None:
    assert over.retention_until == add_months(clock.today(), 60)
    nights_later(monkeypatch, over.retention_until)
    assert fresh(over).destroy_proposed_at is None
    nights_later(monkeypatch, over.retention_until + timedelta(days=1))
    assert fresh(over).destroy_proposed_at is not None
    propose_destructions.run()
    kinds = [step.kind for step in rows(CaseStep, case=over)]
    assert kinds.count("destruction_proposed") == 1


def test_two_people_agree_and_everything_that_says_something_goes(
    over: Case, cast: dict[str, User], monkeypatch: Any, as_user: Any
) -> None:
    tied = [row.subject_id for row in rows(CaseSubject, case=over)]
    signals = [row.signal_id for row in rows(CaseSignal, case=over)]
    files = [row.pk for row in rows(Document, record_id=over.pk)]
    assert (len(tied), len(signals), len(files)) == (1, 1, 1)
    nights_later(monkeypatch)
    first, second = as_user(cast["coordinator"]), as_user(cast["privacy_officer"])
    assert over.number in first.get(PAGE).content.decode()
    assert "Casus lang genoeg bewaard" in second.get("/").content.decode()
    agreed = first.post(PAGE, {"act": "akkoord", "nummer": over.number})
    assert agreed.status_code == 302
    assert fresh(over).state == "CLOSED"
    alone = first.post(PAGE, {"act": "akkoord", "nummer": over.number})
    assert alone.status_code == 422
    assert "Een collega moet ook akkoord geven" in alone.content.decode()
    assert second.post(PAGE, {"act": "akkoord", "nummer": over.number}).status_code == 302
    row = fresh(over)
    assert (row.state, row.title, row.summary, row.evaluation, row.purpose) == (
        "DESTROYED",
        "Vernietigde casus",
        None,
        None,
        "",
    )
    for model in (CaseSignal, CaseSubject, CaseNote):
        assert rows(model, case=over) == []
    assert all(step.why is None for step in rows(CaseStep, case=over))
    assert [one.destroyed_at is not None for one in rows(Document, pk__in=files)] == [True]
    actions = rows(ActionItem, case=over)
    assert [(one.description, one.result) for one in actions] == [("Vernietigd na de bewaartermijn",) * 2]
    assert all(step.note is None for step in rows(ActionStep, action__in=actions))
    assert [one.state for one in rows(Signal, pk__in=signals)] == ["DESTROYED"]
    page = second.get(PAGE).content.decode()
    assert f"{cast['coordinator'].name} en {cast['privacy_officer'].name}" in page
    stone = first.get(over.address)
    assert stone.status_code == 200
    assert NAME not in stone.content.decode()
    assert first.post(f"{over.address}heropenen/", {"why": "toch niet"}).status_code in {403, 404}
    lines = AuditEvent.objects.using("audit").filter(action=Action.DESTROY, record_id=str(over.pk))
    proof = lines.get().details
    assert (proof["agreed_first"], proof["documents"], proof["signals"]) == (cast["coordinator"].pk, 1, 1)


def test_the_privacy_officer_is_one_of_the_two(over: Case, cast: dict[str, User], monkeypatch: Any) -> None:
    group = role_group(cast["analyst"].organisation, Role.COORDINATOR)
    RoleAssignment.objects.create(
        user=cast["analyst"], role_group=group, reason="test", granted_by=cast["admin"]
    )
    second = User.objects.get(pk=cast["analyst"].pk)
    nights_later(monkeypatch)
    with acting_as(cast["coordinator"]):
        agree_destruction(by=cast["coordinator"], case=over)
    with acting_as(second), pytest.raises(Refused, match="privacy officer"):
        agree_destruction(by=second, case=over)
    with acting_as(cast["privacy_officer"]):
        assert agree_destruction(by=cast["privacy_officer"], case=over).state == "DESTROYED"


def test_the_privacy_officer_sees_the_list_but_not_the_case(
    over: Case, cast: dict[str, User], monkeypatch: Any, as_user: Any
) -> None:
    client = as_user(cast["privacy_officer"])
    assert over.number not in client.get(PAGE).content.decode()
    nights_later(monkeypatch)
    page = client.get(PAGE).content.decode()
    assert over.number in page
    assert NAME not in page
    assert client.get(over.address).status_code == 403
    [file] = rows(Document, record_id=over.pk)
    with acting_as(cast["privacy_officer"]):
        assert not Document.objects.filter(pk=file.pk).visible_to(cast["privacy_officer"]).exists()


def test_others_do_not_come_to_the_list(over: Case, cast: dict[str, User], as_user: Any) -> None:
    assert as_user(cast["analyst"]).get(PAGE).status_code == 403
    assert as_user(cast["chair"]).get(PAGE).status_code == 403
    with acting_as(cast["analyst"]), pytest.raises(Denied):
        agree_destruction(by=cast["analyst"], case=over)


def test_nothing_goes_that_was_not_proposed(over: Case, cast: dict[str, User]) -> None:
    with acting_as(cast["coordinator"]), pytest.raises(Refused, match="niet voorgesteld"):
        agree_destruction(by=cast["coordinator"], case=over)


@pytest.mark.parametrize("what", ["hold", "measure", "agenda"])
def test_what_still_needs_a_case_keeps_it(
    over: Case, cast: dict[str, User], monkeypatch: Any, what: str
) -> None:
    by = cast["coordinator"]
    if what == "hold":
        with acting_as(by):
            keep_case(by=by, case=over, why="Er loopt een Woo-verzoek.")
    elif what == "measure":
        measure = started(cast["legal"])
        with acting_as(SYSTEM, why=WHY):
            row = Measure.objects.unrestricted(why=WHY).get(pk=measure.pk)
            row.case = over
            row.save()
    else:
        table = Table(cast)
        table.item(table.plan(), case=over)
    nights_later(monkeypatch)
    assert fresh(over).destroy_proposed_at is None


def test_what_comes_up_after_the_proposal_stops_it(
    over: Case, cast: dict[str, User], monkeypatch: Any
) -> None:
    table = Table(cast)
    planned = table.plan()
    nights_later(monkeypatch)
    table.item(planned, case=fresh(over))
    with acting_as(cast["coordinator"]), pytest.raises(Refused, match="nog nodig"):
        agree_destruction(by=cast["coordinator"], case=over)


def test_a_case_is_held_with_a_reason_and_proposed_again_when_let_go(
    over: Case, cast: dict[str, User], monkeypatch: Any, as_user: Any
) -> None:
    nights_later(monkeypatch)
    client = as_user(cast["privacy_officer"])
    empty = client.post(PAGE, {"act": "vasthouden", "nummer": over.number, "waarom": " "})
    assert empty.status_code == 422
    assert "waarom de casus nog nodig is" in empty.content.decode()
    held = client.post(PAGE, {"act": "vasthouden", "nummer": over.number, "waarom": "Klacht loopt."})
    assert held.status_code == 302
    assert (fresh(over).held_by, fresh(over).destroy_proposed_at) == (cast["privacy_officer"], None)
    assert "Klacht loopt." in client.get(PAGE).content.decode()
    propose_destructions.run()
    assert fresh(over).destroy_proposed_at is None
    gone = client.post(PAGE, {"act": "loslaten", "nummer": over.number, "waarom": "Klacht is klaar."})
    assert gone.status_code == 302
    propose_destructions.run()
    assert fresh(over).destroy_proposed_at is not None
    with acting_as(cast["coordinator"]), pytest.raises(Refused, match="niet vastgehouden"):
        let_case_go(by=cast["coordinator"], case=over, why="toch")


def test_reopening_ends_the_proposal(over: Case, cast: dict[str, User], monkeypatch: Any) -> None:
    nights_later(monkeypatch)
    by = cast["coordinator"]
    with acting_as(by):
        agree_destruction(by=by, case=over)
        case = reopen_case(by=by, case=fresh(over), why="Nieuw signaal.")
    assert (case.destroy_proposed_at, case.destroy_agreed_by) == (None, None)


def test_a_compartmented_case_is_decided_by_who_is_named_and_the_privacy_officer(
    cast: dict[str, User], monkeypatch: Any
) -> None:
    by = cast["coordinator"]
    case = accepted(by, cast["analyst"])
    with acting_as(by):
        compartment_case(by=by, case=case, why="Lek vermoed.")
    case = closed(by, case)
    nights_later(monkeypatch)
    with acting_as(by):
        agree_destruction(by=by, case=case)
    with acting_as(cast["privacy_officer"]):
        agree_destruction(by=cast["privacy_officer"], case=case)
    assert fresh(case).state == "DESTROYED"
    with acting_as(cast["chair"]):
        assert not Case.objects.filter(pk=case.pk).visible_to(cast["chair"]).exists()


def destroyed(case: Case, cast: dict[str, User], monkeypatch: Any) -> None:
    nights_later(monkeypatch)
    for who in ("coordinator", "privacy_officer"):
        with acting_as(cast[who]):
            agree_destruction(by=cast[who], case=case)
    assert fresh(case).state == "DESTROYED"


def test_a_signal_and_a_person_in_another_case_stay(
    over: Case, cast: dict[str, User], monkeypatch: Any
) -> None:
    by = cast["coordinator"]
    [signal] = rows(Signal, pk=rows(CaseSignal, case=over)[0].signal_id)
    [subject] = rows(Subject, pk=rows(CaseSubject, case=over)[0].subject_id)
    with acting_as(by):
        other = open_case(by=by, new=NewCase(**BASIS, title="Roerdomp"), signal=fresh(signal), why="Ook.")
        link = CaseSubject(case=other, subject=subject, role="MAYBE", added_by=by, added_at=clock.now())
        link.save()
    destroyed(over, cast, monkeypatch)
    assert fresh(signal).state == "JOINED_TO_CASE"
    assert [one.label for one in rows(Subject, pk=subject.pk)] == [NAME]


def test_what_is_only_known_from_the_signals_of_a_case_goes_with_it(
    over: Case, cast: dict[str, User], monkeypatch: Any
) -> None:
    [signal] = rows(Signal, pk=rows(CaseSignal, case=over)[0].signal_id)
    destroyed(over, cast, monkeypatch)
    stone = fresh(signal)
    assert (stone.state, stone.title, stone.narrative) == ("DESTROYED", "Vernietigd signaal", None)
