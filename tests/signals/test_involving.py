"""From a text to the picture: what is known comes up, is linked, registered or rejected by one press."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from access.contexts import SYSTEM, acting_as
from access.decisions import Denied
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from core.errors import Refused
from signals.models import Involvement, Signal
from signals.operations.involving import involve, register_mark, reject_mark
from signals.operations.register import NewSignal, register_signal
from signals.queries.involving import Picture, picture_of
from subjects.models import Statement, Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject
from tests.cast import sign_in

pytestmark = pytest.mark.django_db
TEXT = "Bij de loods stond een bus met kenteken VX-123-B van Mohamed El Amrani. Hij belt met 06-12345678."


def signal_of(owner: User, *, weighed: bool = True, text: str = TEXT) -> Signal:
    with acting_as(SYSTEM, why="test"):
        signal = register_signal(
            by=None,
            new=NewSignal(
                title="Bus bij loods",
                source_type="INTERNAL",
                narrative=text,
                received_at=clock.now(),
                owner=owner.organisation,
            ),
        )
        if weighed:
            signal.weighed_yes = True
            signal.save()
    return signal


def known_subject(by: User, kind: str, *values: tuple[str, str]) -> Subject:
    with acting_as(by):
        new = NewSubject(
            kind=kind, owner=by.organisation, facts=[NewFact(*value) for value in values], source=Source()
        )
        return register_subject(by=by, new=new)


def picture(by: User, signal: Signal) -> Picture:
    with acting_as(by):
        return picture_of(by, signal)


def test_what_is_known_comes_up_with_the_reason(analyst: User) -> None:
    van = known_subject(analyst, "VEHICLE", ("plate", "VX123B"))
    man = known_subject(analyst, "PERSON", ("name", "Mohammed el Amrani"))
    known_subject(analyst, "PERSON", ("name", "Klaas Bakker"))
    found = {hit.subject: hit.why for hit in picture(analyst, signal_of(analyst)).hits}
    assert found == {van: "zelfde kenteken", man: "naam lijkt hierop"}


def test_what_the_neighbour_knows_never_comes_up(analyst: User, twenterand_analyst: User) -> None:
    known_subject(twenterand_analyst, "VEHICLE", ("plate", "VX123B"))
    known_subject(twenterand_analyst, "PERSON", ("name", "Mohamed El Amrani"))
    assert picture(analyst, signal_of(analyst)).hits == []


def test_a_common_number_brings_nothing_up_until_it_is_reviewed(analyst: User) -> None:
    agency = known_subject(analyst, "ORGANISATION", ("name", "Uitzendbureau"), ("phone", "0612345678"))
    with acting_as(analyst):
        agency = Subject.objects.visible_to(analyst).get(pk=agency.pk)
        agency.common_until = clock.today() + timedelta(days=1)
        agency.save()
    assert picture(analyst, signal_of(analyst)).hits == []


def test_linking_takes_the_mark_off_the_list_and_can_be_undone(analyst: User, as_user: Any) -> None:
    van = known_subject(analyst, "VEHICLE", ("plate", "VX123B"))
    signal = signal_of(analyst)
    page = f"/signalen/{signal.number}/koppelen/"
    client: Client = as_user(analyst)
    assert "Koppel aan VX123B" in client.get(page).content.decode()
    assert client.post(page, {"act": "koppel", "subject": van.number}).status_code == 302
    again = client.get(page).content.decode()
    assert "Koppel aan VX123B" not in again
    assert "voertuig, nummer of rekening" in again
    twice = client.post(page, {"act": "koppel", "subject": van.number})
    assert twice.status_code == 422
    assert "al aan het signaal gekoppeld" in twice.content.decode()
    with acting_as(analyst):
        link = Involvement.objects.visible_to(analyst).get(signal=signal)
    assert client.post(page, {"act": "los", "link": str(link.pk)}).status_code == 302
    assert "Koppel aan VX123B" in client.get(page).content.decode()


def test_what_is_new_is_registered_with_the_signal_as_its_source(analyst: User) -> None:
    signal = signal_of(analyst)
    mark = next(row.mark for row in picture(analyst, signal).open if row.mark.kind == "person")
    with acting_as(analyst):
        link = register_mark(by=analyst, signal=signal, mark=mark)
        said = Statement.objects.visible_to(analyst).get(subject=link.subject)
    assert (said.value, said.source, said.source_number) == ("Mohamed El Amrani", "SIGNAL", signal.number)
    assert [row.subject for row in picture(analyst, signal).linked] == [link.subject]


def test_a_rejected_mark_stays_away_and_can_come_back(analyst: User, as_user: Any) -> None:
    signal = signal_of(analyst)
    row = next(row for row in picture(analyst, signal).open if row.mark.kind == "person")
    client: Client = as_user(analyst)
    page = f"/signalen/{signal.number}/koppelen/"
    client.post(page, {"act": "wijs-af", "mark": row.key})
    after = picture(analyst, signal)
    assert row.mark not in [one.mark for one in after.open]
    assert [one.mark for one in after.rejected] == [row.mark]
    client.post(page, {"act": "herstel", "mark": row.key})
    assert row.mark in [one.mark for one in picture(analyst, signal).open]


def test_before_weging_1_nothing_is_linked_and_no_name_is_shown(analyst: User) -> None:
    man = known_subject(analyst, "PERSON", ("name", "Mohammed el Amrani"))
    signal = signal_of(analyst, weighed=False)
    with acting_as(analyst), pytest.raises(Refused):
        involve(by=analyst, signal=signal, subject=man)
    body = sign_in(Client(), analyst).get(f"/signalen/{signal.number}/").content.decode()
    assert man.number in body
    assert "Amrani" not in body


def test_a_hidden_subject_cannot_be_linked_by_its_number(
    analyst: User, twenterand_analyst: User, as_user: Any
) -> None:
    theirs = known_subject(twenterand_analyst, "PERSON", ("name", "P. Pietersen"))
    signal = signal_of(analyst)
    answers = [
        as_user(analyst).post(f"/signalen/{signal.number}/koppelen/", {"act": "koppel", "subject": number})
        for number in (theirs.number, "SB-2026-99999")
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    bodies = [
        answer.content.decode().replace(theirs.number, "N").replace("SB-2026-99999", "N")
        for answer in answers
    ]
    assert "Pietersen" not in bodies[0]
    assert "of u mag het niet zien" in bodies[0] and "of u mag het niet zien" in bodies[1]


def test_who_may_not_edit_signals_links_nothing(analyst: User, chair: User) -> None:
    signal, man = signal_of(analyst), known_subject(analyst, "PERSON", ("name", "J. Jansen"))
    with acting_as(chair), pytest.raises((Denied, Signal.DoesNotExist)):
        involve(by=chair, signal=signal, subject=man)


def test_known_subjects_that_are_shown_are_logged(analyst: User, as_user: Any) -> None:
    van = known_subject(analyst, "VEHICLE", ("plate", "VX123B"))
    signal = signal_of(analyst)
    as_user(analyst).get(f"/signalen/{signal.number}/")
    lines = AuditEvent.objects.using("audit").filter(
        action=Action.LIST, record_type="subjects.subject", shown__contains=[str(van.pk)]
    )
    assert lines.exists()


def test_the_number_of_queries_does_not_grow_with_what_is_found(
    analyst: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        known_subject(analyst, "PERSON", ("name", f"Mohamed El Amrani {number}"), ("phone", "0612345678"))
    signal = signal_of(analyst, text=TEXT + " Ook Jan Jansen, Piet Pietersen en Klaas de Boer waren er.")
    with acting_as(analyst), django_assert_max_num_queries(7):
        picture_of(analyst, signal)


def test_a_mark_that_is_no_longer_in_the_text_is_refused(analyst: User, as_user: Any) -> None:
    signal = signal_of(analyst)
    answer = as_user(analyst).post(
        f"/signalen/{signal.number}/koppelen/", {"act": "nieuw", "mark": "00" * 18}
    )
    assert answer.status_code == 422
    assert "intussen gewijzigd" in answer.content.decode()


def test_rejecting_is_logged_without_the_text(analyst: User) -> None:
    signal = signal_of(analyst)
    mark = next(row.mark for row in picture(analyst, signal).open if row.mark.kind == "person")
    with acting_as(analyst):
        reject_mark(by=analyst, signal=signal, mark=mark)
    lines = AuditEvent.objects.using("audit").filter(record_id=str(signal.pk), action=Action.CHANGE)
    assert "Amrani" not in str([(line.details, line.context) for line in lines])
    assert lines.filter(details__step="mark_rejected").exists()
