"""On the spot: how one came in, what was written down, what follows from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail

from access.contexts import SYSTEM, acting_as
from access.decisions import Denied
from accounts.models import User
from core import clock
from core.errors import Refused
from documents.models import Document
from documents.queries import documents_of
from documents.storage import Part, read
from inspections.models import Finding, Inspection, Line, Stop
from inspections.operations import (
    NewFinding,
    NewLine,
    add_photos,
    enter_stop,
    finish_stop,
    note_revisit,
    plan_revisit,
    record_finding,
    start_signal,
    step_finding,
    take_step,
    withdraw_line,
    write_line,
)
from inspections.operations.reminding import LADDER, remind, revisits_due, step_due
from inspections.queries import breaches_at, stop_picture
from inspections.tasks import remind_of_revisits
from signals.models import Report, Signal
from tests.inspections.making import WATCHED, breach, finished, photo, prepared, running, stops_of

pytestmark = pytest.mark.django_db
DRUMS = "business_premises_drums"


def line(kind: str, content: dict[str, Any] | None = None, **values: Any) -> NewLine:
    return NewLine(**({"token": uuid4(), "kind": kind, "content": content or {}} | values))


def entered(by: User, control: Inspection) -> Stop:
    stop = stops_of(by, control)[0]
    with acting_as(by):
        return enter_stop(by=by, stop=stop, entry="POWER")


def test_nothing_is_written_down_before_the_control_began(inspector: User) -> None:
    from tests.inspections.making import furnished

    stop = stops_of(inspector, furnished(inspector, prepared(inspector)))[0]
    with acting_as(inspector), pytest.raises(Refused, match="Begin eerst"):
        enter_stop(by=inspector, stop=stop, entry="POWER")


def test_a_home_is_entered_only_with_consent_or_machtiging(inspector: User) -> None:
    stop = stops_of(inspector, running(inspector))[0]
    with acting_as(inspector):
        with pytest.raises(Refused, match="woning") as refused:
            enter_stop(by=inspector, stop=stop, entry="POWER", dwelling=True)
        assert "5:15" in refused.value.article
        with pytest.raises(Refused, match="wie toestemming gaf"):
            enter_stop(by=inspector, stop=stop, entry="CONSENT", dwelling=True)
        with pytest.raises(Refused, match="toekomst"):
            enter_stop(
                by=inspector, stop=stop, entry="CONSENT", who="bewoner", at=clock.now() + timedelta(hours=1)
            )
        row = enter_stop(by=inspector, stop=stop, entry="CONSENT", who="de bewoonster", dwelling=True)
    assert (row.dwelling, row.entry_by, row.entry) == (True, "de bewoonster", "CONSENT")
    assert row.entry_at is not None


def test_points_are_answered_only_inside_and_within_ones_own_power(inspector: User) -> None:
    control = running(inspector, code="horeca")
    stop = stops_of(inspector, control)[0]
    with acting_as(inspector):
        with pytest.raises(Refused, match="hoe u binnenkwam"):
            write_line(by=inspector, stop=stop, new=line("CHECK", code="horeca_permit", answer="YES"))
        enter_stop(by=inspector, stop=stop, entry="POWER")
        with pytest.raises(Refused, match="AWR 67"):
            write_line(by=inspector, stop=stop, new=line("CHECK", code="horeca_excise", answer="YES"))
        write_line(by=inspector, stop=stop, new=line("CHECK", code="horeca_hygiene", answer="NO"))
        with pytest.raises(Refused, match="er niet meer"):
            write_line(by=inspector, stop=stop, new=line("CHECK", code="onzin", answer="YES"))
        with pytest.raises(Refused, match="Kies ja"):
            write_line(by=inspector, stop=stop, new=line("CHECK", code="horeca_permit", answer="MISSCHIEN"))


def test_a_point_of_somebody_who_is_not_there_is_refused(inspector: User) -> None:
    stop = entered(inspector, running(inspector))
    from inspections.models import Participant
    from inspections.operations import drop_participant

    with acting_as(inspector):
        odt = Participant.objects.filter(inspection=stop.inspection, kind="ODT").visible_to(inspector).get()
        drop_participant(by=inspector, participant=odt)
        with pytest.raises(Refused, match="doet niet mee"):
            write_line(
                by=inspector, stop=stop, new=line("CHECK", code="business_premises_cars", answer="YES")
            )


def test_what_is_sent_twice_stands_once(inspector: User) -> None:
    stop = entered(inspector, running(inspector))
    new = line("NOTE", {"text": "Geur van aceton"})
    found = NewFinding(token=uuid4(), what="vaten", breach=True, rule="Opiumwet 13b")
    with acting_as(inspector):
        assert (
            write_line(by=inspector, stop=stop, new=new).pk == write_line(by=inspector, stop=stop, new=new).pk
        )
        one = record_finding(by=inspector, stop=stop, new=found, photos=[photo()])
        two = record_finding(by=inspector, stop=stop, new=found, photos=[photo()])
        assert one.finding.pk == two.finding.pk
        assert Document.objects.visible_to(inspector).count() == 1


def test_two_inspectors_see_each_others_lines_and_that_they_disagree(
    inspector: User, coordinator: User
) -> None:
    control = running(coordinator, inspector)
    stop = entered(coordinator, control)
    for user, answer in ((coordinator, "YES"), (inspector, "NO")):
        with acting_as(user):
            write_line(by=user, stop=stop, new=line("CHECK", code=DRUMS, answer=answer))
            write_line(by=user, stop=stop, new=line("NOTE", {"text": f"van {user.name}"}))
    with acting_as(coordinator):
        picture = stop_picture(coordinator, control, stop)
    point = next(one for one in picture.points if one.check.code == DRUMS)
    assert (point.answer, point.contradicted) == ("NO", True)
    assert [one.content["text"] for one in picture.notes] == [
        f"van {user.name}" for user in (coordinator, inspector)
    ]


def test_only_the_writer_takes_a_line_back_and_it_stays_to_be_seen(
    inspector: User, coordinator: User
) -> None:
    control = running(coordinator, inspector)
    stop = entered(coordinator, control)
    with acting_as(coordinator):
        row = write_line(by=coordinator, stop=stop, new=line("NOTE", {"text": "fout"}))
    with acting_as(inspector), pytest.raises(Refused, match="wie dit opschreef"):
        withdraw_line(by=inspector, line=row)
    with acting_as(coordinator):
        withdraw_line(by=coordinator, line=row)
        picture = stop_picture(coordinator, control, stop)
    assert picture.notes[0].row.withdrawn_at is not None


@pytest.mark.parametrize("word", ["Nationaliteit: onbekend", "van buitenlandse afkomst", "etniciteit"])
def test_nobodys_origin_is_written_down(inspector: User, word: str) -> None:
    stop = entered(inspector, running(inspector))
    with acting_as(inspector):
        for new in (line("NOTE", {"text": word}), line("MET", {"name": "Jan", "statement": word})):
            with pytest.raises(Refused, match="nationaliteit of afkomst"):
                write_line(by=inspector, stop=stop, new=new)
        with pytest.raises(Refused, match="nationaliteit of afkomst"):
            record_finding(by=inspector, stop=stop, new=NewFinding(token=uuid4(), what=word, breach=False))


def test_a_person_met_is_kept_by_name_function_and_statement(inspector: User) -> None:
    stop = entered(inspector, running(inspector))
    with acting_as(inspector):
        with pytest.raises(Refused, match="naam of een functie"):
            write_line(by=inspector, stop=stop, new=line("MET", {"statement": "ik weet van niets"}))
        row = write_line(
            by=inspector,
            stop=stop,
            new=line(
                "MET", {"name": "J. de Boer", "function": "huurder", "id_seen": True, "nationality": "x"}
            ),
        )
    assert row.content == {"name": "J. de Boer", "function": "huurder", "statement": "", "id_seen": True}


def test_the_sample_of_a_dealer_counts_five_goods(inspector: User) -> None:
    stop = entered(inspector, running(inspector, code="dor_dol"))
    with acting_as(inspector):
        for number in range(5):
            write_line(by=inspector, stop=stop, new=line("GOODS", {"what": f"fiets {number}"}))
        with pytest.raises(Refused, match="telt 5 goederen"):
            write_line(by=inspector, stop=stop, new=line("GOODS", {"what": "fiets 6"}))
    other = entered(inspector, running(inspector))
    with acting_as(inspector), pytest.raises(Refused, match="geen steekproef"):
        write_line(by=inspector, stop=other, new=line("GOODS", {"what": "fiets"}))


def test_a_dealer_is_kept_with_how_he_stands_in_dol_and_dor(inspector: User) -> None:
    stop = entered(inspector, running(inspector, code="dor_dol"))
    with acting_as(inspector):
        with pytest.raises(Refused, match="8 cijfers"):
            write_line(by=inspector, stop=stop, new=line("DEALER", {"name": "Tweede Kans", "kvk": "12"}))
        row = write_line(
            by=inspector,
            stop=stop,
            new=line("DEALER", {"name": "Tweede Kans", "kvk": "12345678", "dor_number": "D-9"}),
        )
    assert row.content == {"name": "Tweede Kans", "kvk": "12345678", "dol_on": "", "dor_number": "D-9"}
    other = entered(inspector, running(inspector))
    with acting_as(inspector), pytest.raises(Refused, match="geen opkoper"):
        write_line(by=inspector, stop=other, new=line("DEALER", {"name": "Tweede Kans"}))


def test_a_breach_has_an_article(inspector: User) -> None:
    stop = entered(inspector, running(inspector))
    with acting_as(inspector), pytest.raises(Refused, match="artikel"):
        record_finding(by=inspector, stop=stop, new=NewFinding(token=uuid4(), what="vaten", breach=True))


def test_a_photo_is_shown_without_metadata_and_a_bad_one_does_not_hold_up_the_rest(inspector: User) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    stop = entered(inspector, running(inspector))
    bad = SimpleUploadedFile("brief.docx", b"geen foto")
    with acting_as(inspector):
        kept = record_finding(
            by=inspector,
            stop=stop,
            new=NewFinding(token=uuid4(), what="vaten", breach=False),
            photos=[photo(), bad],
        )
        assert len(kept.refused) == 1
        assert kept.refused[0].startswith("brief.docx")
        (document,) = documents_of(inspector, [kept.finding.pk])
        assert (document.kind, document.name) == ("PHOTO", f"Foto 1 bij {kept.finding.number}")
        assert (document.source, document.source_number) == ("CONTROL", kept.finding.number)
        assert document.stored_by == inspector
        assert b"geheime plek" in read(document.pk, Part.ORIGINAL)
        assert b"geheime plek" not in read(document.pk, Part.SHOWN)


def test_a_term_to_mend_sets_the_second_visit_on_the_day_after(inspector: User) -> None:
    control = running(inspector)
    stop = stops_of(inspector, control)[0]
    day = clock.today() + timedelta(days=14)
    breach(inspector, stop, mend_until=day)
    stop = stops_of(inspector, control)[0]
    assert stop.revisit_on == day + timedelta(days=1)
    with acting_as(inspector):
        with pytest.raises(Refused, match="toekomst"):
            note_revisit(by=inspector, stop=stop, on=day, result="MENDED")
        done = note_revisit(by=inspector, stop=stop, on=clock.today(), result="NOT_MENDED")
        assert (done.revisited_on, done.revisit_result) == (clock.today(), "NOT_MENDED")
        again = plan_revisit(by=inspector, stop=stop, on=day)
        assert (again.revisit_on, again.revisited_on) == (day, None)


def test_a_reminder_of_a_second_visit_goes_out_once_a_step_and_says_nothing(inspector: User) -> None:
    control = running(inspector)
    stop = stops_of(inspector, control)[0]
    with acting_as(inspector):
        plan_revisit(by=inspector, stop=stop, on=clock.today() + timedelta(days=5))
    with acting_as(SYSTEM, why="test"):
        assert revisits_due() == [stop.pk]
    remind_of_revisits()
    remind_of_revisits()
    assert len(mail.outbox) == 1
    sent = mail.outbox[0]
    assert sent.to == [inspector.email]
    assert control.number in sent.body
    for word in ("Bornsestraat", "Almelo", "garagebox"):
        assert word not in sent.subject + sent.body
    with acting_as(SYSTEM, why="test"):
        assert remind(stop.pk) is False


def test_the_ladder_of_reminders() -> None:
    today = clock.today()
    steps = [step_due(today + timedelta(days=left), today) for left in (20, 8, 7, 2, 1, 0, -1, -30)]
    assert steps == [None, None, 7, 7, 1, 1, -1, -1]
    assert LADDER == (7, 1, -1)


def test_a_control_ends_when_each_address_has_an_outcome(inspector: User) -> None:
    control = running(inspector)
    one, other = stops_of(inspector, control)
    with acting_as(inspector):
        with pytest.raises(Refused, match="hoe u binnenkwam"):
            finish_stop(by=inspector, stop=one, outcome="DONE")
        enter_stop(by=inspector, stop=one, entry="POWER")
        finish_stop(by=inspector, stop=one, outcome="DONE")
        with pytest.raises(Refused, match="elk adres een uitkomst"):
            take_step(by=inspector, inspection=control, to="FINISHED")
        with pytest.raises(Refused, match="waarom"):
            finish_stop(by=inspector, stop=other, outcome="SKIPPED")
        finish_stop(by=inspector, stop=other, outcome="NOBODY")
        control = take_step(by=inspector, inspection=control, to="FINISHED")
        # Written down without a line, and sent afterwards: it is not lost.
        write_line(by=inspector, stop=one, new=line("NOTE", {"text": "na afloop verstuurd"}))
    assert control.finished_at is not None


def test_a_jurist_sees_a_finding_from_the_proposal_on_and_never_the_control(
    inspector: User, legal: User, cast: dict[str, User]
) -> None:
    control = running(inspector)
    row = breach(inspector, stops_of(inspector, control)[0], photos=[photo()])
    mine = Finding.objects.filter(pk=row.pk)
    with acting_as(legal):
        assert not mine.visible_to(legal).exists()
    with acting_as(inspector):
        with pytest.raises(Refused, match="waarom"):
            step_finding(by=inspector, finding=row, to="PROPOSED")
        step_finding(by=inspector, finding=row, to="PROPOSED", why="tweede keer")
    with acting_as(legal):
        seen = mine.visible_to(legal).get()
        assert seen.place == WATCHED
        assert len(documents_of(legal, [seen.pk])) == 1
        assert not Inspection.objects.visible_to(legal).exists()
        assert not Line.objects.visible_to(legal).exists()
        with pytest.raises(Refused, match="MA-2026"):
            step_finding(by=legal, finding=seen, to="TAKEN", number="later")
        taken = step_finding(by=legal, finding=seen, to="TAKEN", number="ma-2026-00012")
        assert (taken.state, taken.measure_number) == ("TAKEN", "MA-2026-00012")
    with acting_as(inspector), pytest.raises(Denied):
        again = breach(inspector, stops_of(inspector, control)[1])
        step_finding(by=inspector, finding=again, to="PROPOSED", why="x")
        step_finding(by=inspector, finding=again, to="DECLINED", why="x")


def test_what_is_no_breach_leads_to_no_measure(inspector: User) -> None:
    row = breach(inspector, stops_of(inspector, running(inspector))[0], breach=False, rule="")
    with acting_as(inspector):
        with pytest.raises(Refused, match="alleen bij een overtreding"):
            step_finding(by=inspector, finding=row, to="PROPOSED", why="toch")
        assert step_finding(by=inspector, finding=row, to="SETTLED", why="in orde").state == "SETTLED"


def test_photos_come_later_too_and_go_with_the_finding(inspector: User, legal: User) -> None:
    row = breach(inspector, stops_of(inspector, running(inspector))[0])
    with acting_as(inspector):
        assert add_photos(by=inspector, finding=row, photos=[photo()]) == []
        (told,) = add_photos(by=inspector, finding=row, photos=[photo()])
        assert told == "gevel.jpg: Dit bestand staat al bij dit dossier."
        (document,) = documents_of(inspector, [row.pk])
    with acting_as(legal):
        assert not Document.objects.filter(pk=document.pk).visible_to(legal).exists()


def test_a_finding_becomes_a_signal_once(inspector: User, coordinator: User) -> None:
    row = breach(inspector, stops_of(inspector, running(inspector))[0])
    with acting_as(inspector):
        row = start_signal(by=inspector, finding=row)
        with pytest.raises(Refused, match="al een signaal"):
            start_signal(by=inspector, finding=row)
        assert not Signal.objects.visible_to(inspector).exists()
        assert Report.objects.visible_to(inspector).count() == 1
    with acting_as(coordinator):
        signal = Signal.objects.visible_to(coordinator).get()
        assert "matrassen" in signal.narrative
        assert row.number in signal.narrative
        assert signal.location == WATCHED
        assert "Bornsestraat" not in signal.title


def test_bibob_hears_of_a_breach_when_the_control_is_over(
    inspector: User, cast: dict[str, User], coordinator: User
) -> None:
    bibob = cast["bibob"]
    control = running(inspector)
    breach(inspector, stops_of(inspector, control)[0])
    with acting_as(bibob):
        assert breaches_at(bibob, [], "Bornsestraat 12") == []
    finished(inspector, control)
    with acting_as(bibob):
        found = breaches_at(bibob, [], "bornsestraat 12, almelo")
        assert [(one.place, one.rule) for one in found] == [(WATCHED, "Omgevingsplan")]
        assert breaches_at(bibob, [], "Bornsestraat 13") == []
        assert breaches_at(bibob, [], "Jansen") == []


def test_the_neighbour_sees_nothing(inspector: User, cast: dict[str, User]) -> None:
    neighbour = cast["twenterand_analyst"]
    control = running(inspector)
    breach(inspector, stops_of(inspector, control)[0])
    finished(inspector, control)
    with acting_as(neighbour):
        for model in (Inspection, Finding, Stop, Line, Document):
            assert not model.objects.visible_to(neighbour).exists()
        assert breaches_at(neighbour, [], "Bornsestraat 12, Almelo") == []
