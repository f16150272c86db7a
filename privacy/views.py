"""The audit viewer: it starts from questions, and its own reads are on record too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from access.roles import may
from access.views import Page
from accounts.models import User
from audit import queries
from audit.models import Action, AuditEvent
from audit.queries import Cursor, Lines
from audit.reasons import read_reasons
from audit.record import record_event
from audit.sentences import describe, moment
from core import clock
from legal.dates import DateProblem, read_date
from privacy.numbers import keys_of_number, numbers_of, numbers_seen_by

QUESTIONS = {
    "dossier": "Wie heeft dit dossier gezien?",
    "gebruiker": "Wat deed deze gebruiker?",
    "dag": "Wat gebeurde er op deze dag?",
    "weigeringen": "Wat werd geweigerd of mislukte?",
    "uitvoer": "Wat ging er uit VIK?",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line as it is shown."""

    at: str
    text: str
    event: AuditEvent
    reason: str
    shown: tuple[str, ...]


class AuditViewer(Page):
    """``/audit/``: choose a question, read sentences."""

    action = "audit.view"
    purpose = "Toezicht op gebruik"
    template_name = "privacy/audit.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The answer to one question; without question only the questions."""
        question = request.GET.get("vraag", "")
        wanted = request.GET.get("over", "").strip()[:120]
        after = Cursor.read(request.GET.get("na", ""))
        lines, problem = self._answer(question, wanted, after)
        sentences: list[Sentence] = []
        if lines is not None:
            record_event(
                Action.SEARCH,
                record_type="audit.auditevent",
                shown=[str(event.id) for event in lines.events],
                details={"question": question},
            )
            sentences = self._sentences(lines)
        return self.show(
            questions=QUESTIONS,
            may_disclosures=may(self.actor, "privacy.disclosures"),
            question=question,
            wanted=wanted,
            problem=problem,
            sentences=sentences,
            following=lines.following if lines else None,
            answered=lines is not None,
            people=User.objects.filter(organisation=self.actor.organisation).order_by("name"),
            today=clock.today(),
        )

    def _answer(self, question: str, wanted: str, after: Cursor | None) -> tuple[Lines | None, str]:
        if question == "weigeringen":
            return queries.denials(after), ""
        if question == "uitvoer":
            return queries.exports(after), ""
        if question == "dag":
            return self._of_day(wanted, after)
        if question == "gebruiker":
            return self._of_user(wanted, after)
        if question == "dossier":
            keys = keys_of_number(wanted)
            if not keys:
                return None, "Er is geen dossier met dit nummer." if wanted else "Vul een nummer in."
            return queries.events_of_record(keys[0], after), ""
        return None, ""

    def _of_day(self, wanted: str, after: Cursor | None) -> tuple[Lines | None, str]:
        try:
            day = read_date(wanted or "vandaag", today=clock.today()).start
        except DateProblem as problem:
            return None, str(problem)
        return queries.events_of_day(day if isinstance(day, date) else clock.today(), after), ""

    def _of_user(self, wanted: str, after: Cursor | None) -> tuple[Lines | None, str]:
        match = Q(email__iexact=wanted) | Q(name__iexact=wanted)
        user = User.objects.filter(match).first() if wanted else None
        if user is None:
            return (
                None,
                "Er is geen gebruiker met deze naam of dit e-mailadres." if wanted else "Kies een gebruiker.",
            )
        return queries.events_of_user(user.pk, after), ""

    def _sentences(self, lines: Lines) -> list[Sentence]:
        keys = {event.record_id for event in lines.events} | {key for e in lines.events for key in e.shown}
        names = numbers_of(keys)
        reasons = read_reasons(lines.events)
        return [
            Sentence(
                at=moment(event),
                text=describe(event, names),
                event=event,
                reason=(reasons.get(event.id) or "niet meer leesbaar") if event.reason else "",
                shown=tuple(names[key] for key in event.shown if key in names),
            )
            for event in lines.events
        ]


class OwnLog(Page):
    """``/audit/eigen/``: everybody sees what VIK recorded about his own work."""

    action = "desk.own_log"
    purpose = "Eigen logboek"
    template_name = "privacy/own_log.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Own lines, newest first; only numbers of records that the user still sees."""
        lines = queries.events_of_user(self.actor.pk, Cursor.read(request.GET.get("na", "")))
        names = numbers_seen_by(self.actor, {event.record_id for event in lines.events})
        sentences = [(moment(event), describe(event, names, own=True)) for event in lines.events]
        return self.show(sentences=sentences, following=lines.following)
