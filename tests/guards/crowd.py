"""More of everything: fills the lists of the pages about Almelo's records, so that an N+1 shows.

A new kind of row that belongs to a record must be added to ``ADDERS``, or to ``NEVER_LISTED`` with a
reason; otherwise test_query_count fails: that is its point.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db.models import Q

from access.contexts import SYSTEM, acting_as
from access.grants import grant
from access.models import Disclosure
from access.records import Part
from accounts.models import Role, RoleAssignment, SecrecyStatement, User, role_group
from bibob.models import Investigation, InvestigationStep, LookUp, Pause, Related
from cases.models import (
    ActionItem,
    ActionStep,
    Case,
    CaseMember,
    CaseNote,
    CaseSignal,
    CaseStep,
    CaseSubject,
    CompartmentRequest,
)
from casustafel.models import (
    AgendaItem,
    Attendance,
    Block,
    BlockVersion,
    FixedItem,
    Invitation,
    ItemDocument,
    ItemInvitee,
    Meeting,
    Minutes,
    MinutesEdition,
    Pack,
    Series,
    TableDecision,
    UsualInvitee,
)
from core import clock
from core.ids import uuid7
from desk.models import SavedSearch
from documents.models import Document, DocumentMark
from documents.operations import attach_to
from inspections.models import Finding, Inspection, InspectionStep, Line, Member, Participant, Stop
from measures.models import (
    Claim,
    ClaimEvent,
    ClaimReminder,
    Dossier,
    DrugFind,
    Ground,
    Letter,
    MatchQuestion,
    Measure,
    MeasureStep,
    Party,
    RegisterRow,
    RegisterRun,
    Remedy,
    Reminder,
    SealCheck,
)
from mreports.models import Alignment, MReport
from reference.models import Entry
from signals.models import (
    Assessment,
    ImportRow,
    ImportRun,
    Involvement,
    RejectedMark,
    Report,
    ReportMessage,
    Routing,
    RowState,
    SealOpening,
    Signal,
    SignalStep,
)
from signals.operations.register import NewSignal, Reporter, register_signal
from signals.operations.sealing import seal_signal
from signals.states import SignalState
from subjects.models import Subject
from subjects.operations import NewFact, NewSubject, Source, judge, register_subject, relate, state_fact
from tests.guards.world import HERE, MAKERS, World

WHY = "test crowd"
# Rows of which a record has one, or that no page lists, each with the reason.
NEVER_LISTED: dict[str, str] = {
    "documents.documentwords": "found by their hashes, never shown",
    "signals.sealedcontent": "one per signal, opened on a page of its own",
    "signals.signalkey": "found by its hash, never shown",
    "subjects.subjectkey": "found by its hash, never shown",
    "measures.closure": "one per measure",
    "access.calendaraddress": "one of a kind per person",
    "casustafel.roomscreen": "one per meeting",
    "casustafel.minutescount": "one per meeting, a number",
    "measures.proportionality": "one per measure",
    "measures.penaltyorder": "one per measure",
}


class Crowd:
    """Adds equals to the records of a world, all visible to the same persons."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.people = world.people
        self.owner = self.people["coordinator"].organisation
        self.size = 0
        self.latest: Any = None  # the newest double of the visited signal
        self.latest_case: Any = None
        with acting_as(SYSTEM, why=WHY):
            self.sealed = _sealed_signal(self)

    def grow(self, by: int) -> None:
        """One more of every kind, ``by`` times."""
        with acting_as(SYSTEM, why=WHY):
            for _ in range(by):
                self.size += 1
                for adder in ADDERS.values():
                    adder(self, self.size)
                _add_entries(self.size)
                _add_people(self, self.size)
        # A person's roles are remembered per instance.
        for user in self.people.values():
            user.forget_roles()

    def own(self, model: type) -> Any:
        """The record whose page is visited."""
        return self.world.own[model]


def rows_beside(world: World) -> dict[str, int]:
    """How many rows of each kind of part belong to the records that are visited."""
    found = {}
    with acting_as(SYSTEM, why=WHY):
        for model in apps.get_models():
            if issubclass(model, Part):
                mine = Q()
                for end in filter(None, (model.part_of, model.also_of)):
                    mine |= Q(**{end: world.own[model._meta.get_field(end).related_model]})
                rows = model.objects.filter(mine).unrestricted(why=WHY)
                found[model._meta.label_lower] = rows.count()
    return found


def _signal(crowd: Crowd, n: int) -> None:
    """A double of the visited signal: same words and place, merged into it, in hand of the coordinator."""
    own = crowd.own(Signal)
    signal = register_signal(
        by=None,
        new=NewSignal(
            title=own.title,
            source_type="INTERNAL",
            narrative=own.narrative,
            received_at=clock.now() - timedelta(days=n),
            owner=crowd.owner,
            location=own.location,
            involved=own.involved,
            external_number=own.external_number,
        ),
        reporter=Reporter(user=crowd.people["reporter"]),
    )
    signal.handler, signal.merged_into = crowd.people["coordinator"], own
    signal.save()
    crowd.latest = signal
    for report in Report.objects.filter(signal=signal).unrestricted(why=WHY):
        ReportMessage(report=report, question=f"vraag {n}", asked_at=clock.now()).save()


def _sealed_signal(crowd: Crowd) -> Signal:
    """A signal in its sealed year: the pages about seals show nothing else."""
    new = NewSignal(
        title="Verzegeld",
        source_type="INTERNAL",
        narrative="Er stond een bus.",
        received_at=clock.now(),
        owner=crowd.owner,
    )
    signal = register_signal(by=None, new=new)
    signal.state, signal.decided_at = SignalState.NO_FOLLOW_UP, clock.now() - timedelta(days=30)
    signal.retention_until = clock.today() + timedelta(days=300)
    signal.save()
    assert seal_signal(signal.pk)
    return Signal.objects.unrestricted(why=WHY).get(pk=signal.pk)


def _message(crowd: Crowd, n: int) -> None:
    ReportMessage(report=crowd.own(Report), question=f"vraag {n}", asked_at=clock.now()).save()


def _assessment(crowd: Crowd, n: int) -> None:
    at = clock.now()
    Assessment(
        signal=crowd.own(Signal),
        question="W1",
        answer=True,
        motivation=f"want {n}",
        answered_by=crowd.people["analyst"],
        answered_at=at,
        withdrawn_at=at,
    ).save()


def _step(crowd: Crowd, n: int) -> None:
    SignalStep(
        signal=crowd.own(Signal),
        kind="EDITED",
        why=f"reden {n}",
        by=crowd.people[("analyst", "coordinator")[n % 2]],
        at=clock.now(),
        undone_at=clock.now() if n % 3 == 0 else None,
        undone_by=crowd.people["coordinator"] if n % 3 == 0 else None,
    ).save()


def _routing(crowd: Crowd, n: int) -> None:
    Routing(
        signal=crowd.own(Signal),
        target="POLICE",
        recipient=f"Afdeling {n}",
        legal_basis="wet",
        purpose="doel",
        by=crowd.people["coordinator"],
        at=clock.now(),
    ).save()


def _opening(crowd: Crowd, n: int) -> None:
    for signal in (crowd.own(Signal), crowd.latest, crowd.sealed):
        SealOpening(
            signal=signal, why=f"reden {n}", asked_by=crowd.people["analyst"], asked_at=clock.now()
        ).save()


def _document(crowd: Crowd, n: int) -> None:
    document = MAKERS[Document](crowd.owner, f"{HERE}{n}", crowd.people["reporter"], crowd.world.own)
    attach_to(document, crowd.own(Signal), by=crowd.people[("analyst", "coordinator")[n % 2]])


def _run(crowd: Crowd, n: int) -> None:
    MAKERS[ImportRun](crowd.owner, f"{HERE}{n}", crowd.people["coordinator"], {})


def _row(crowd: Crowd, n: int) -> None:
    ImportRow(
        run=crowd.own(ImportRun),
        row_number=n + 2,
        original={"Waar": f"weg {n}"},
        state=RowState.REFUSED,
        reason="geen tekst",
    ).save()


def _m_report(crowd: Crowd, n: int) -> None:
    report = MAKERS[MReport](crowd.owner, f"{HERE}{n}", crowd.people["m_authorised"], {})
    report.derived_signal = crowd.latest
    report.hidden_by = crowd.people["m_authorised"]
    report.save()


def _alignment(crowd: Crowd, n: int) -> None:
    Alignment(
        report=crowd.own(MReport),
        answer="ASKED",
        held_on=clock.today(),
        spoken_with="functie",
        note=f"notitie {n}",
        by=crowd.people["m_authorised"],
        at=clock.now(),
    ).save()


def _subject(crowd: Crowd, n: int) -> None:
    """Somebody else, tied to the visited subject and judged to be another; and one more fact about that one."""
    own, analyst = crowd.own(Subject), crowd.people["analyst"]
    other = MAKERS[Subject](crowd.owner, f"{HERE}{n}", crowd.people["reporter"], {Signal: crowd.latest})
    source = Source(kind="COLLEAGUE", number=f"K-{n}")
    document = MAKERS[Document](crowd.owner, f"{HERE}d{n}", crowd.people["reporter"], crowd.world.own)
    attach_to(document, own, by=analyst)
    Involvement(
        signal=crowd.own(Signal), subject=other, role="INVOLVED", linked_by=analyst, linked_at=clock.now()
    ).save()
    RejectedMark(
        signal=crowd.own(Signal), mark_key=bytes([n]), rejected_by=analyst, rejected_at=clock.now()
    ).save()
    with acting_as(analyst):
        relate(by=analyst, subject=own, other=other, kind="FAMILY", source=source)
        judge(by=analyst, subject=own, other=other, verdict="DIFFERENT", why=f"reden {n}")
        state_fact(by=analyst, subject=own, fact=NewFact("phone", f"06 1234{n:04}"), source=source)


def _register(crowd: Crowd, n: int) -> None:
    """One register more, and one row and one question more on the one that is visited."""
    MAKERS[RegisterRun](crowd.owner, f"{HERE}{n}", crowd.people["legal"], {})
    run = crowd.own(RegisterRun)
    RegisterRow(
        run=run,
        position=n,
        row_number=n + 2,
        cells_key=bytes([n]),
        original={"Naam": f"naam {n}"},
        state="REFUSED",
        reason="Er staat geen soort maatregel.",
    ).save()
    seen = Subject.objects.exclude(pk=crowd.own(Subject).pk).unrestricted(why=WHY).order_by("-created_at")
    MatchQuestion(run=run, subject=crowd.own(Subject), other=seen[0]).save()


def _investigation(crowd: Crowd, n: int) -> None:
    """One file and one look-up more, and one more of every part of the file that is visited."""
    MAKERS[Investigation](crowd.owner, f"{HERE}{n}", crowd.people["bibob"], {})
    MAKERS[LookUp](crowd.owner, f"{HERE}{n}", crowd.people["bibob"], {})
    own, bibob = crowd.own(Investigation), crowd.people["bibob"]
    Related(
        investigation=own,
        kind="LEADS",
        name=f"naam {n}",
        name_key=bytes([n]),
        added_at=clock.now(),
        added_by=bibob,
    ).save()
    Pause(investigation=own, first=clock.today(), last=clock.today()).save()
    InvestigationStep(investigation=own, target="TRIGGERED", by=bibob, at=clock.now()).save()


def _search(crowd: Crowd, n: int) -> None:
    MAKERS[SavedSearch](crowd.owner, f"{HERE}{n}", crowd.people["analyst"], {})


def _add_entries(n: int) -> None:
    """One more row in every reference list."""
    for model in apps.get_models():
        if issubclass(model, Entry):
            row = copy.copy(model.objects.order_by("code").first())
            assert row is not None, f"{model._meta.label} is empty: load_reference"
            row.pk, row.code, row._state = uuid7(), f"menigte-{n}", copy.copy(row._state)
            row._state.adding = True
            row.save(force_insert=True)


def _add_people(crowd: Crowd, n: int) -> None:
    """One more colleague, with a role to confirm, a proposal and a grant; and more about the analyst."""
    admin, analyst = crowd.people["admin"], crowd.people["analyst"]
    user = User.objects.create_user(
        f"menigte{n}@almelo.demo", None, name=f"Menigte {n}", organisation=crowd.owner
    )
    long_ago = clock.today() - timedelta(days=360)
    common: dict[str, Any] = {
        "reason": "test",
        "granted_by": admin,
        "starts_on": long_ago,
        "confirmed_on": long_ago,
    }
    RoleAssignment.objects.create(user=user, role_group=role_group(crowd.owner, Role.INSPECTOR), **common)
    RoleAssignment.objects.create(user=user, role_group=role_group(crowd.owner, Role.EXPORTER), **common)
    over = {"revoked_at": clock.now(), "revoked_by": crowd.people["admin"]}
    RoleAssignment.objects.create(
        user=analyst, role_group=role_group(crowd.owner, Role.INSPECTOR), **common, **over
    )
    SecrecyStatement.objects.create(user=analyst, signed_on=long_ago, reference=f"G-{n}", recorded_by=admin)
    UserSession.objects.create(
        user=analyst, session_key=f"menigte{n}", ip="127.0.0.1", user_agent="test", data={}
    )
    with acting_as(crowd.people["coordinator"]):
        grant(
            by=crowd.people["coordinator"],
            record=crowd.own(Signal),
            to=user,
            why="test",
            ends_at=clock.now() + timedelta(days=30),
        )


def _measure(crowd: Crowd, n: int) -> None:
    """One measure more in the lists, and one more of every part on the page that is visited."""
    store = dict(crowd.world.own)
    made = MAKERS[Measure](crowd.owner, f"{HERE}{n}", crowd.people["reporter"], store)
    own = crowd.own(Measure)
    made.handler = crowd.people["legal"]
    made.case = crowd.own(Case)
    made.save()
    for model in (MeasureStep, DrugFind, Remedy):
        row = store[model]
        row.measure = own
        row.save()
    letter = store[Letter]
    letter.measure = own
    letter.save()
    Dossier(
        measure=own, edition=n + 1, purpose="OWN", asked_by=crowd.people["legal"], asked_at=clock.now()
    ).save()
    Ground(measure=own, kind="CONTROL", reference=f"controle {n}", added_at=clock.now()).save()
    Party(measure=own, subject=_someone(crowd, n), role="TENANT", added_at=clock.now()).save()
    Reminder(measure=own, code=f"termijn {n}", due_on=clock.today()).save()
    look = {"observer": f"boa {n}", "entered_at": clock.now()}
    SealCheck(measure=own, seen_on=clock.today(), **look).save()


def _someone(crowd: Crowd, n: int) -> Subject:
    new = NewSubject(
        kind="PERSON",
        owner=crowd.owner,
        facts=[NewFact("name", f"Buurman {n}")],
        source=Source(kind="COLLEAGUE"),
    )
    return register_subject(by=None, new=new)


def _claim(crowd: Crowd, n: int) -> None:
    store = dict(crowd.world.own)
    claim = Claim(
        number=f"V-2026-3{n:04}",
        owner=crowd.owner,
        regimes=["avg_internal"],
        kind="PENALTY",
        measure=store[Measure],
        debtor=store[Party].subject,
        amount=100,
        balance=100,
        incurred_on=clock.today(),
    )
    claim.save()
    own = crowd.own(Claim)
    ClaimEvent(claim=own, kind="REMINDER", happened_on=clock.today(), at=clock.now()).save()
    ClaimReminder(claim=own, code=f"termijn {n}", due_on=clock.today()).save()


def _meeting(crowd: Crowd, n: int) -> None:
    """One series and meeting more, and on the visited one a guest, an item and a pack more."""
    who = crowd.people["reporter"]
    store = dict(crowd.world.own)
    store[Series] = MAKERS[Series](crowd.owner, f"{HERE}r{n}", who, store)
    store[Meeting] = MAKERS[Meeting](crowd.owner, f"{HERE}m{n}", who, store)
    series, meeting, item = crowd.own(Series), crowd.own(Meeting), crowd.own(AgendaItem)
    chair, now = crowd.people["chair"], clock.now()
    guest = User.objects.create_user(
        f"gast{n}@almelo.demo", None, name=f"Gast {n}", organisation=crowd.people["police"].organisation
    )
    RoleAssignment.objects.create(
        user=guest,
        role_group=role_group(guest.organisation, Role.PARTICIPANT),
        reason="test",
        granted_by=crowd.people["admin"],
    )
    document = MAKERS[Document](crowd.owner, f"{HERE}a{n}", who, crowd.world.own)
    rows: list[Any] = [
        FixedItem(series=series, position=n, title=f"Vast {n}", question="Vraag?"),
        UsualInvitee(series=series, user=guest),
        Invitation(meeting=meeting, user=guest, invited_by=chair, invited_at=now, secrecy_at=now),
        Attendance(meeting=meeting, user=guest, arrived_at=now, noted_by=chair),
        ItemInvitee(
            item=item,
            user=guest,
            why=f"nodig {n}",
            legal_basis="AVG 6",
            starts_at=now,
            ends_at=meeting.access_until,
            invited_by=chair,
            invited_at=now,
        ),
        ItemDocument(
            item=item, document=document, caption=f"foto {n}", added_by=chair, added_at=now, released_at=now
        ),
    ]
    for row in rows:
        row.save()
    for place, on in ((n + 1, meeting), (n, store[Meeting])):
        AgendaItem(
            number=f"AP-{HERE}{n}{place}"[:24],
            owner=crowd.owner,
            meeting=on,
            position=place,
            kind="RUNNING_CASE",
            title=f"Casus {n}",
            question="Wat nu?",
            regimes=["avg_internal"],
            territory=["GM0141"],
            brought_by=chair,
            first_asked_on=clock.today(),
        ).save()
    Pack(
        number=f"PK-{HERE}{n}"[:24],
        owner=crowd.owner,
        meeting=meeting,
        recipient=guest,
        edition=1,
        content={"items": []},
        sent_at=now,
    ).save()


def _case(crowd: Crowd, n: int) -> None:
    """One case more in the lists, and one more of every part on the page that is visited."""
    store = dict(crowd.world.own)
    made, own = MAKERS[Case](crowd.owner, f"{HERE}{n}", crowd.people["reporter"], store), crowd.own(Case)
    analyst, now = crowd.people["analyst"], clock.now()
    crowd.latest_case = made
    user = User.objects.create_user(f"team{n}@almelo.demo", None, name=f"Team {n}", organisation=crowd.owner)
    for row in (
        CaseStep(case=own, kind="edited", why=f"want {n}", by=analyst, at=now),
        CaseMember(case=own, user=user, added_by=analyst, added_at=now),
        CaseNote(case=own, text=f"notitie {n}", added_by=analyst, added_at=now),
        CaseNote(case=own, text=f"weg {n}", added_by=analyst, added_at=now, withdrawn_at=now),
        CaseSignal(case=own, signal=crowd.latest, added_by=analyst, added_at=now),
        CaseSubject(case=own, subject=_someone(crowd, n), role="TENANT", added_by=analyst, added_at=now),
        CompartmentRequest(
            case=own,
            why=f"open {n}",
            asked_by=analyst,
            asked_at=now,
            decided_by=crowd.people["coordinator"],
            decided_at=now,
        ),
    ):
        row.save()
    document = MAKERS[Document](crowd.owner, f"{HERE}cd{n}", crowd.people["reporter"], crowd.world.own)
    attach_to(document, own, by=crowd.people[("analyst", "coordinator")[n % 2]])


def _action(crowd: Crowd, n: int) -> None:
    """One open action more for the case that is visited, and more on the action that is."""
    store = dict(crowd.world.own)
    made = MAKERS[ActionItem](crowd.owner, f"{HERE}{n}", crowd.people["reporter"], store)
    made.state, made.done_on, made.result = "OPEN", None, None
    made.case = crowd.latest_case if n % 2 else crowd.own(Case)
    made.due_on = clock.today() - timedelta(days=1)
    made.save()
    own = crowd.own(ActionItem)
    step = store[ActionStep]
    step.action = own
    step.save()
    document = MAKERS[Document](crowd.owner, f"{HERE}ad{n}", crowd.people["reporter"], crowd.world.own)
    attach_to(document, own, by=crowd.people["analyst"])


def _disclosure(crowd: Crowd, n: int) -> None:
    MAKERS[Disclosure](crowd.owner, f"{HERE}{n}", crowd.people["reporter"], crowd.world.own)


def _mark(crowd: Crowd, n: int) -> None:
    """One place more to redact, one version more, one redacted version more of the visited document."""
    own, analyst = crowd.own(Document), crowd.people["analyst"]
    DocumentMark(document=own, page=1, x=n, y=0, width=5, height=5, ground="5.1.2e", marked_by=analyst).save()
    for changed in (
        {"series": own.series, "edition": n + 1, "current": False},
        {"redacts": own, "marks": []},
    ):
        other = MAKERS[Document](crowd.owner, f"{HERE}v{n}", crowd.people["reporter"], dict(crowd.world.own))
        for name, value in changed.items():
            setattr(other, name, value)
        attach_to(other, crowd.own(Signal), by=analyst)


def _inspection(crowd: Crowd, n: int) -> None:
    """One control more in the lists, and one more of every part on the control that is visited."""
    MAKERS[Inspection](crowd.owner, f"{HERE}{n}", crowd.people["inspector"], dict(crowd.world.own))
    own, by = crowd.own(Inspection), crowd.people["inspector"]
    partner = Participant(inspection=own, kind="OTHER", name=f"dienst {n}", power="OTHER")
    stop = Stop(
        inspection=own,
        place=f"Dorpsweg {n + 2}, Almelo",
        position=n + 2,
        reason="AREA",
        revisit_on=clock.today(),
        added_at=clock.now(),
    )
    partner.save()
    stop.save()
    Member(inspection=own, participant=partner, name=f"naam {n}").save()
    InspectionStep(inspection=own, target="PLANNED", by=by, at=clock.now()).save()
    for kind, content in (
        ("NOTE", {"text": f"noot {n}"}),
        ("MET", {"name": f"naam {n}", "function": "", "statement": "", "id_seen": True}),
        ("GOODS", {"what": f"fiets {n}", "serial": "", "in_register": True}),
        ("CHECK", {"label": "punt", "article": ""}),
    ):
        answer, code = ("YES", "business_premises_living") if kind == "CHECK" else ("", "")
        Line(
            inspection=own,
            stop=crowd.own(Stop),
            kind=kind,
            content=content,
            code=code,
            answer=answer,
            token=uuid7(),
            by=by,
            at=clock.now(),
        ).save()


def _finding(crowd: Crowd, n: int) -> None:
    """One finding more at the stop that is visited, and one more photo with the finding that is visited."""
    store = dict(crowd.world.own)
    made = MAKERS[Finding](crowd.owner, f"{HERE}{n}", crowd.people["inspector"], store)
    made.state = "PROPOSED"
    made.save()
    extra = MAKERS[Document](crowd.owner, f"{HERE}f{n}", crowd.people["inspector"], crowd.world.own)
    own = crowd.own(Finding)
    attach_to(extra, own, by=crowd.people["inspector"])


def _minutes(crowd: Crowd, n: int) -> None:
    """One block, decision and edition more, and minutes of one item more on the same meeting."""
    own, host, now = crowd.own(Minutes), crowd.people["chair"], clock.now()
    item = AgendaItem.objects.filter(number=f"AP-{HERE}{n}{n + 1}"[:24]).unrestricted(why="test").get()
    other = Minutes(number=f"V-{HERE}{n}", owner=crowd.owner, item=item, regimes=["avg_internal"])
    other.save()
    for minutes in (own, other):
        block = Block(minutes=minutes, number=100 + n, made_by=host)
        block.save()
        for row in (
            BlockVersion(
                minutes=minutes,
                block=block,
                kind="INFORMATION",
                text=f"nog {n}",
                number=100 + n,
                by=host,
                at=now,
            ),
            TableDecision(
                minutes=minutes, kind="NO_ACTION", reason=f"nee {n}", recorded_by=host, recorded_at=now
            ),
            MinutesEdition(minutes=minutes, edition=100 + n, content={"blocks": []}),
        ):
            row.save()


ADDERS: dict[type, Callable[[Crowd, int], None]] = {
    Signal: _signal,
    ReportMessage: _message,
    Assessment: _assessment,
    SignalStep: _step,
    Routing: _routing,
    SealOpening: _opening,
    Document: _document,
    DocumentMark: _mark,
    ImportRun: _run,
    ImportRow: _row,
    MReport: _m_report,
    Alignment: _alignment,
    Subject: _subject,
    SavedSearch: _search,
    Case: _case,
    ActionItem: _action,
    Disclosure: _disclosure,
    Measure: _measure,
    Claim: _claim,
    RegisterRun: _register,
    Investigation: _investigation,
    Meeting: _meeting,
    Inspection: _inspection,
    Finding: _finding,
    Minutes: _minutes,
}
