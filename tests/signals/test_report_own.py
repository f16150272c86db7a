"""What a reporter sees afterwards: a short status, what is new, the questions to him, and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.contexts import SYSTEM, acting_as
from core import clock
from signals.models import Report, Signal, SignalStep
from signals.operations.reports import NewReport, submit_report
from signals.operations.triage import assign_signal, suspend_signal
from signals.queries.reports import count_own_news

pytestmark = pytest.mark.django_db
OWN = "/signalen/eigen/"
QUESTION = "Was het de ingang aan de straat of in de steeg?"


def report_by(user, text="Elke nacht wordt er geladen en gelost achter de loods."):
    with acting_as(user, why="test"):
        return submit_report(by=user, report=NewReport(narrative=text), token=str(clock.now()))


def ask(cast, report, question=QUESTION):
    coordinator = cast["coordinator"]
    with acting_as(coordinator, why="test"):
        signal = Signal.objects.visible_to(coordinator).get(pk=report.signal_id)
        suspend_signal(by=coordinator, signal=signal, why="Niet duidelijk genoeg.", question=question)


def fresh(report):
    with acting_as(SYSTEM, why="test"):
        return Report.objects.unrestricted(why="test").get(pk=report.pk)


@pytest.fixture
def melder(as_user, cast):
    return as_user(cast["reporter"])


@pytest.fixture
def report(cast):
    return report_by(cast["reporter"])


def test_the_list_shows_own_reports_with_their_short_status(melder, report, cast):
    report_by(cast["inspector"], "Iets heel anders bij de sluis gezien vandaag.")
    page = melder.get(OWN).content.decode()
    assert report.number in page
    assert "ontvangen" in page
    assert "sluis" not in page


def test_without_reports_the_list_says_what_to_do(melder):
    page = melder.get(OWN).content.decode()
    assert "U heeft nog niets gemeld" in page
    assert "Doe een melding" in page


def test_a_change_is_marked_until_the_reporter_has_looked(melder, report, cast):
    coordinator = cast["coordinator"]
    with acting_as(coordinator, why="test"):
        signal = Signal.objects.visible_to(coordinator).get(pk=report.signal_id)
        assign_signal(by=coordinator, signal=signal, to=cast["analyst"])
    assert fresh(report).short_status == "in behandeling"
    assert '"badge badge--info"' in melder.get(OWN).content.decode()
    with acting_as(cast["reporter"], why="test"):
        assert count_own_news(cast["reporter"]) == 1
    assert "nieuw" in melder.get(f"{OWN}{report.number}/").content.decode()
    with acting_as(cast["reporter"], why="test"):
        assert count_own_news(cast["reporter"]) == 0


def test_the_reporter_reads_neither_number_nor_state_nor_handler_of_the_signal(melder, report, cast):
    ask(cast, report)
    page = melder.get(f"{OWN}{report.number}/").content.decode()
    with acting_as(SYSTEM, why="test"):
        number = Signal.objects.unrestricted(why="test").get(pk=report.signal_id).number
    for hidden in (number, "Wacht op antwoord", "Sanne Broekhuis", "Niet duidelijk genoeg"):
        assert hidden not in page
    assert melder.get(f"/signalen/{number}/").status_code in {403, 404}
    assert melder.get("/signalen/").status_code == 403


@pytest.mark.parametrize("part", ["coordinator", "analyst", "inspector", "m_authorised"])
def test_nobody_else_sees_a_report(as_user, cast, report, part):
    other = as_user(cast[part])
    assert other.get(f"{OWN}{report.number}/").status_code == 404
    assert other.get(f"/signalen/nieuw/verzonden/{report.number}/").status_code == 404
    assert report.number not in other.get(OWN).content.decode()


def test_a_question_is_answered_once_and_the_answer_reaches_triage(melder, report, cast):
    ask(cast, report)
    page = melder.get(f"{OWN}{report.number}/")
    assert QUESTION in page.content.decode()
    (message,) = page.context["messages_of"]
    form = {"message": str(message.pk), "answer": "In de steeg, rond elf uur."}
    answer = melder.post(f"{OWN}{report.number}/", form, follow=True)
    assert "Uw antwoord is verstuurd." in answer.content.decode()
    again = melder.post(f"{OWN}{report.number}/", form | {"answer": "Toch niet."})
    assert again.status_code == 422
    with acting_as(cast["coordinator"], why="test"):
        steps = SignalStep.objects.filter(signal_id=report.signal_id, kind="ANSWERED")
        (step,) = steps.visible_to(cast["coordinator"])
    assert step.why == "In de steeg, rond elf uur."
    assert step.by_id is None


def test_an_empty_answer_is_asked_again(melder, report, cast):
    ask(cast, report)
    (message,) = melder.get(f"{OWN}{report.number}/").context["messages_of"]
    answer = melder.post(f"{OWN}{report.number}/", {"message": str(message.pk), "answer": "  "})
    assert answer.status_code == 422
    assert "Schrijf een antwoord, of: weet ik niet." in answer.content.decode()


def test_a_question_to_somebody_else_can_not_be_answered(melder, report, cast):
    other = report_by(cast["inspector"])
    ask(cast, other)
    with acting_as(cast["inspector"], why="test"):
        message = other.messages.visible_to(cast["inspector"]).get()
    answer = melder.post(f"{OWN}{report.number}/", {"message": str(message.pk), "answer": "Ik."})
    assert answer.status_code == 404


def test_the_list_takes_as_many_queries_for_three_reports_as_for_one(melder, report, cast):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert melder.get(OWN).status_code == 200
        return len(captured)

    queries()
    one = queries()
    for number in range(3):
        ask(cast, report_by(cast["reporter"], f"Weer iets anders gezien op straat, keer {number}."))
    assert queries() == one
