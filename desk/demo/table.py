"""A series with one meeting of yesterday and one to come, made through the operations that people use. All invented."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from access.contexts import acting_as
from cases.models import Case
from casustafel.models import AgendaItem, Meeting, Series
from casustafel.operations import (
    Need,
    NewFixedItem,
    NewItem,
    NewMeeting,
    NewSeries,
    accept_secrecy,
    answer_invitation,
    ask_to_meeting,
    invite_to_item,
    open_meeting,
    open_series,
    put_on_agenda,
    release,
    send_agenda,
    split_item,
)
from core import clock
from core.errors import Refused

if TYPE_CHECKING:
    from accounts.models import User

PURPOSE: Final = "Proefdata"
BASIS: Final = "Taak van algemeen belang (AVG 6 lid 1 onder e)"
PARTNERS: Final = (
    "politie@oost.demo",
    "riec@oost.demo",
    "odt@twente.demo",
    "srt@twente.demo",
    "analist@twenterand.demo",
)


def table(people: Mapping[str, User]) -> int:
    """Make the meetings, unless there are some; how many."""
    chair = people["voorzitter@almelo.demo"]
    with acting_as(chair, why="proefdata", purpose=PURPOSE):
        if Meeting.objects.visible_to(chair).exists():
            return 0
    with transaction.atomic():
        series = _series(people)
        _yesterday(people, series)
        _coming(people, series)
    return 2


def _series(people: Mapping[str, User]) -> Series:
    chair = people["voorzitter@almelo.demo"]
    with acting_as(chair, why="proefdata", purpose=PURPOSE):
        return open_series(
            by=chair,
            new=NewSeries(
                name="Casustafel ondermijning",
                begins_at=time(9, 30),
                minutes=90,
                place="Zaal Schelfhorst, stadhuis",
                secretary=people["analist@almelo.demo"],
                invitees=[people[email] for email in PARTNERS],
                fixed_items=[
                    NewFixedItem(
                        title="Verslag vorige keer", question="Stelt de tafel het verslag vast?", minutes=5
                    ),
                    NewFixedItem(
                        title="Rondvraag",
                        question="Is er iets dat niet kan wachten?",
                        minutes=5,
                        at_the_end=True,
                    ),
                ],
            ),
        )


def _plan(people: Mapping[str, User], series: Series, starts_at: datetime) -> Meeting:
    chair = people["voorzitter@almelo.demo"]
    return open_meeting(
        by=chair,
        series=series,
        new=NewMeeting(
            name=series.name,
            starts_at=starts_at,
            chair=chair,
            minutes=90,
            secretary=people["analist@almelo.demo"],
            place=series.place,
        ),
    )


def _item(by: User, meeting: Meeting, title: str, question: str, **words: Any) -> AgendaItem:
    new = NewItem(title=title, question=question, brought_by=by, **words)
    return put_on_agenda(by=by, meeting=meeting, new=new)


def _invite(
    by: User, item: AgendaItem, people: Mapping[str, User], why: str, *emails: str, **need: Any
) -> None:
    for email in emails:
        asked = Need(user=people[email], why=why, **({"legal_basis": BASIS} | need))
        # Who may not hear it is left out, as the chair would: the page says why.
        with suppress(Refused):
            invite_to_item(by=by, item=item, need=asked)


def _send(people: Mapping[str, User], meeting: Meeting) -> None:
    chair, second = people["voorzitter@almelo.demo"], people["coordinator@almelo.demo"]
    with acting_as(chair, why="proefdata", purpose=PURPOSE):
        release(by=chair, meeting=meeting)
    with acting_as(second, why="proefdata", purpose=PURPOSE):
        send_agenda(by=second, meeting=meeting)


def _yesterday(people: Mapping[str, User], series: Series) -> None:
    """A meeting that is over; one question was not reached, and waits in the stock."""
    chair = people["voorzitter@almelo.demo"]
    starts_at = datetime.combine(clock.today() - timedelta(days=1), series.begins_at)
    with acting_as(chair, why="proefdata", purpose=PURPOSE):
        meeting = _plan(people, series, timezone.make_aware(starts_at))
        item = _item(
            chair,
            meeting,
            "Autobedrijven",
            "Welke drie straten controleren we dit voorjaar samen?",
            kind="PHENOMENON",
            goal="WEIGH",
            minutes=20,
        )
        _invite(chair, item, people, "Doet mee aan de controles", "odt@twente.demo", "politie@oost.demo")
    _send(people, meeting)


def _coming(people: Mapping[str, User], series: Series) -> None:
    """A meeting in nine days with the cases; sent, and read by the police."""
    coordinator = people["coordinator@almelo.demo"]
    day = clock.today() + timedelta(days=9)
    with acting_as(people["voorzitter@almelo.demo"], why="proefdata", purpose=PURPOSE):
        meeting = _plan(people, series, timezone.make_aware(datetime.combine(day, time(9, 30))))
    with acting_as(coordinator, why="proefdata", purpose=PURPOSE):
        ask_to_meeting(by=coordinator, meeting=meeting, user=people["jurist@almelo.demo"])
        _cases(people, coordinator, meeting)
        lanes = _item(
            coordinator,
            meeting,
            "Bedrijventerrein Dollegoor",
            "Controleren we het terrein in maart, en wie gaat er mee?",
            kind="PLAN_CONTROL",
            goal="DECIDE",
            minutes=10,
            note="Drie loodsen staan leeg volgens de omgevingsdienst, en er komt ’s nachts verkeer.",
            regimes=["avg_internal"],
        )
        _invite(coordinator, lanes, people, "Doet mee aan de controle", "odt@twente.demo", "srt@twente.demo")
        shared = _item(
            coordinator,
            meeting,
            "Vakantiepark op de grens",
            "Trekken we hier samen op met Twenterand?",
            kind="PHENOMENON",
            goal="WEIGH",
            minutes=10,
            note="Het park ligt in beide gemeenten. Er wonen mensen die nergens staan ingeschreven.",
            regimes=["avg_internal"],
            territory=["GM0141", "GM1700"],
        )
        _invite(coordinator, shared, people, "Ligt ook in uw gemeente", "analist@twenterand.demo")
    _send(people, meeting)
    for email in ("politie@oost.demo", "analist@twenterand.demo"):
        guest = people[email]
        with acting_as(guest, why="proefdata", purpose=PURPOSE):
            answer_invitation(by=guest, meeting=meeting, answer="ACCEPTED")
            accept_secrecy(by=guest, meeting=meeting)


def _cases(people: Mapping[str, User], by: User, meeting: Meeting) -> None:
    """The running cases, by code word; the first with the police and the RIEC, the second with the ODT."""
    guests = (("politie@oost.demo", "riec@oost.demo"), ("odt@twente.demo",), ("srt@twente.demo",))
    rows = Case.objects.visible_to(by).order_by("number")[:3]
    for case, emails in zip(rows, guests, strict=False):
        item = _item(
            by,
            meeting,
            case.title,
            f"Welke stap zetten we in casus {case.title}, en wie doet wat?",
            kind="RUNNING_CASE",
            goal="DECIDE",
            minutes=15,
            case=case,
        )
        if set(item.regimes) <= {"avg_internal", "open_source"}:
            _invite(by, item, people, "Werkt mee aan deze casus", *emails)
            continue
        # What the case holds under stricter laws stays here: the guests get the part that they may hear.
        first, *others = emails
        part = split_item(
            by=by,
            item=item,
            question=f"Wat kunt u bijdragen aan de controle bij {case.title}?",
            regimes=["avg_internal"],
            minutes=10,
            need=Need(user=people[first], why="Gaat mee bij de controle", legal_basis=BASIS),
        )
        _invite(by, part, people, "Gaat mee bij de controle", *others)
