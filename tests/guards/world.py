"""A small world with one record of each kind here and one at the neighbour, full of sentinel words.

A new kind of record must be added to ``MAKERS``, or the guards fail: that is their point.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from access.calendars import token_key
from access.contexts import SYSTEM, acting_as
from access.models import CalendarAddress, Disclosure
from accounts.models import Organisation, User
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
    MinutesCount,
    MinutesEdition,
    Pack,
    RoomScreen,
    Series,
    TableDecision,
    UsualInvitee,
)
from casustafel.queries.packs import content_for
from core import clock
from core.ids import uuid7
from core.levels import Confidentiality
from core.numbers import next_number
from desk.models import SavedSearch
from documents.models import Document, DocumentMark, DocumentWords
from documents.operations import Described, add_document, attach_to, store_file
from inspections.models import Finding, Inspection, InspectionStep, Line, Member, Participant, Stop
from measures.models import (
    Claim,
    ClaimEvent,
    ClaimReminder,
    Closure,
    Dossier,
    DrugFind,
    Ground,
    Letter,
    MatchQuestion,
    Measure,
    MeasureStep,
    Party,
    PenaltyOrder,
    Proportionality,
    RegisterRow,
    RegisterRun,
    Remedy,
    Reminder,
    SealCheck,
)
from measures.operations import NewMeasure, start_measure
from mreports.models import MReport
from reference.models import ControlType, LetterText, MeasureType
from reference.queries import by_code
from signals.models import (
    ImportRow,
    ImportRun,
    Involvement,
    RejectedMark,
    Report,
    ReportDraft,
    RowState,
    SavedFilter,
    Signal,
    SignalStep,
)
from signals.operations.register import NewSignal, Reporter, register_signal
from subjects.models import Judgement, Relation, Statement, Subject
from subjects.operations import NewFact, NewSubject, Source, judge, register_subject, relate

# Words that occur nowhere else; finding one where it may not be is a leak.
HERE, THERE = "Zwanenzang", "Vuurtorenlicht"
CAST_HERE = "analist@almelo.demo"


@dataclass
class World:
    """Records by model: those of Almelo and those of the neighbour."""

    people: dict[str, User]
    own: dict[type, Any] = field(default_factory=dict)
    foreign: dict[type, Any] = field(default_factory=dict)
    steps: dict[bool, Any] = field(default_factory=dict)


def build(people: dict[str, User]) -> World:
    """Make the world; call within a test with a database."""
    world = World(people)
    almelo = people["coordinator"].organisation
    twenterand = people["twenterand_analyst"].organisation
    with acting_as(SYSTEM, why="test world"):
        for store, owner, word, who in (
            (world.own, almelo, HERE, people["reporter"]),
            (world.foreign, twenterand, THERE, people["twenterand_analyst"]),
        ):
            for model, maker in MAKERS.items():
                store[model] = maker(owner, word, who, store)
        for foreign, store in ((False, world.own), (True, world.foreign)):
            steps = SignalStep.objects.filter(signal=store[Signal]).unrestricted(why="test world")
            world.steps[foreign] = steps.first().pk
    return world


def _signal(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Signal:
    return register_signal(
        by=None,
        new=NewSignal(
            title=f"Titel {word}",
            source_type="INTERNAL",
            narrative=f"Bij de loods met {word} kwamen elke avond drie busjes langs. Huurder is J. {word}.",
            received_at=clock.now(),
            owner=owner,
            team=f"Team{word}"[:30],
            location=f"{word}straat 12, Almelo",
            involved=f"{word} Jansen",
            external_number=f"Z-{word}",
        ),
        reporter=Reporter(user=who),
    )


def _report(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Report:
    return Report.objects.unrestricted(why="test world").get(signal=made[Signal])


def _draft(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> ReportDraft:
    draft = ReportDraft(
        number=f"D-{word}"[:20],
        owner=owner,
        regimes=["avg_internal"],
        confidentiality=Confidentiality.INTERN,
        reporter=who,
        content={"narrative": f"concept {word}"},
        saved_at=clock.now(),
    )
    draft.save()
    return draft


def _run(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> ImportRun:
    run = ImportRun(
        number=f"I-{word}"[:20],
        owner=owner,
        regimes=["avg_internal"],
        source_type="ODT",
        source_name="ODT",
        filename=f"{word}.csv",
        file_digest=word.encode(),
        by=who,
        state="DONE",
        rows_total=1,
        rows_seen=1,
        rows_refused=1,
    )
    run.save()
    row = ImportRow(
        run=run, row_number=2, original={"Waar": f"{word}weg 1"}, state=RowState.REFUSED, reason="geen tekst"
    )
    row.save()
    made[ImportRow] = row
    return run


def _m_report(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> MReport:
    report = MReport(
        number=f"MR-{word}"[:20],
        owner=owner,
        confidentiality=Confidentiality.GEHEIM,
        regimes=["m_report"],
        m_reference=f"M{word}",
        report_text=f"Ruwe tekst {word} over een pand.",
        topics=["drugsdelicten"],
        received_at=clock.now(),
    )
    report.save()
    return report


def _document(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Document:
    photo = io.BytesIO()
    Image.new("RGB", (8, 8)).save(photo, "JPEG", comment=word.encode())
    document = store_file(
        by=who,
        upload=SimpleUploadedFile(f"{word}.jpg", photo.getvalue()),
        owner=owner,
        audience=[who.pk],
        regimes=["avg_internal"],
        confidentiality=Confidentiality.ZAAKVERTROUWELIJK,
    )
    attach_to(document, made[Signal])
    made[DocumentWords] = DocumentWords.objects.filter(document=document).unrestricted(why="test").get()
    made[DocumentMark] = DocumentMark(
        document=document, page=1, x=0, y=0, width=9, height=9, ground="5.1.2e", marked_by=who
    )
    made[DocumentMark].save()
    return document


def _filter(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> SavedFilter:
    saved = SavedFilter(
        number=f"F-{word}"[:20],
        owner=owner,
        regimes=["avg_internal"],
        confidentiality=Confidentiality.INTERN,
        user=who,
        query="lane=nieuw",
    )
    saved.save()
    return saved


def _search(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> SavedSearch:
    analyst = User.objects.get(email=f"analist@{owner.code}.demo")
    saved = SavedSearch(
        number=f"ZV-{word}"[:20],
        owner=owner,
        regimes=["avg_internal"],
        confidentiality=Confidentiality.INTERN,
        user=analyst,
        name=f"Zoek {word}",
        question=f"{word} kvk:12345678",
        purpose="analyse",
        ends_on=clock.today() + timedelta(days=60),
    )
    saved.save()
    return saved


def _subject(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Subject:
    source = Source(kind="COLLEAGUE", number=f"K-{word}")

    def person(name: str, birth: str) -> Subject:
        facts = [
            NewFact("name", name),
            NewFact("birth_date", birth),
            NewFact("address", f"{word}straat 12, Almelo"),
            NewFact("phone", "06 12345678"),
        ]
        new = NewSubject(kind="PERSON", owner=owner, facts=facts, source=source)
        return register_subject(by=None, new=new)

    subject, other = person(f"Jan {word}", "1968"), person(f"J. {word}", "3-5-1968")
    analyst = User.objects.get(email=f"analist@{owner.code}.demo")
    with acting_as(analyst):
        made[Relation] = relate(by=analyst, subject=subject, other=other, kind="FAMILY", source=source)
        made[Judgement] = judge(
            by=analyst, subject=subject, other=other, verdict="SAME", why=f"zelfde {word}"
        )
    photo = io.BytesIO()
    Image.new("RGB", (8, 8)).save(photo, "JPEG")
    with acting_as(analyst):
        add_document(
            by=analyst,
            record=subject,
            upload=SimpleUploadedFile(f"{word}.jpg", photo.getvalue()),
            described=Described(kind="PHOTO", title=f"Gevel {word}", source="COLLEAGUE"),
        )
    made[Statement] = Statement.objects.filter(subject=subject, fact="phone").unrestricted(why="test").get()
    link = Involvement(signal=made[Signal], subject=subject, role="MAYBE", linked_at=clock.now())
    link.save()
    rejected = RejectedMark(
        signal=made[Signal], mark_key=word.encode(), rejected_by=analyst, rejected_at=clock.now()
    )
    rejected.save()
    return subject


def _measure(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Measure:
    kind = by_code(MeasureType, "closure_opiumwet")
    assert kind is not None
    today, now = clock.today(), clock.now()
    measure = start_measure(
        by=None,
        new=NewMeasure(
            type=kind,
            owner=owner,
            target="PREMISES",
            reason=f"Inval bij {word}.",
            breach=f"handel {word}",
            reported_on=today,
            report_number=f"PL-{word}",
            confidentiality=Confidentiality.ZAAKVERTROUWELIJK,
        ),
    )
    measure.decision_number, measure.months, measure.decided_on = f"B-{word}", 6, today
    measure.save()
    made[MeasureStep] = MeasureStep.objects.filter(measure=measure).unrestricted(why="test").get()
    made[Closure] = Closure.objects.filter(measure=measure).unrestricted(why="test").get()
    made[Closure].goods = f"weegschaal {word}"
    made[Closure].save()
    offender = register_subject(
        by=None,
        new=NewSubject(
            kind="PERSON",
            owner=owner,
            facts=[NewFact("name", f"Piet {word}")],
            source=Source(kind="DOCUMENT", number=measure.number),
            also_for=("LEGAL", "BIBOB"),
        ),
    )
    rows: list[Any] = [
        Party(measure=measure, subject=offender, role="OFFENDER", added_at=now),
        Ground(measure=measure, kind="POLICE_REPORT", reference=f"PL {word}", added_at=now),
        DrugFind(measure=measure, drug_list="I", substance=f"poeder {word}", amount=3, unit="GRAM"),
        Proportionality(measure=measure, suitable_facts=f"feit {word}"),
        PenaltyOrder(measure=measure, mode="PER_BREACH", amount=100, maximum=500, order=f"last {word}"),
        Remedy(measure=measure, kind="OBJECTION", filed_on=today, grounds=f"grond {word}", entered_at=now),
        Reminder(measure=measure, code="bezwaar", due_on=today),
        _letter(measure, offender, word),
        Dossier(measure=measure, edition=1, purpose="OWN", note=f"zaak {word}", asked_by=who, asked_at=now),
        SealCheck(
            measure=measure, seen_on=today, observer=f"boa {word}", note=f"lint {word}", entered_at=now
        ),
    ]
    for row in rows:
        row.save()
        made[type(row)] = row
    return measure


def _letter(measure: Measure, recipient: Subject, word: str) -> Letter:
    """The draft of a letter; of its text there is one for the whole world."""
    text, _ = LetterText.objects.get_or_create(
        code="guards",
        defaults={"label": "Brief", "letter_kind": "WARNING", "subject_line": "Brief", "body": "Tekst."},
    )
    return Letter(
        measure=measure,
        recipient=recipient,
        text=text,
        kind="WARNING",
        dated=clock.today(),
        address=f"Piet {word}",
        subject_line=f"Brief aan {word}",
        body=f"Beste {word}.",
        written_at=clock.now(),
    )


def _claim(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Claim:
    claim = Claim(
        number=f"V-2026-{'1' if word == HERE else '2'}0000",
        owner=owner,
        regimes=["avg_internal"],
        kind="PENALTY",
        measure=made[Measure],
        debtor=made[Party].subject,
        amount=100,
        balance=100,
        incurred_on=clock.today(),
        evidence=f"gezien {word}",
    )
    claim.save()
    made[ClaimEvent] = ClaimEvent(
        claim=claim, kind="INTENTION", happened_on=clock.today(), note=f"brief {word}", at=clock.now()
    )
    made[ClaimReminder] = ClaimReminder(claim=claim, code="verjaring", due_on=clock.today())
    made[ClaimEvent].save()
    made[ClaimReminder].save()
    return claim


def _feed(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> CalendarAddress:
    row = CalendarAddress(
        kind="TERMS",
        number=next_number("AG", 2026),
        owner=owner,
        regimes=["avg_internal"],
        by=_jurist(owner),
        token_key=token_key(word),
    )
    row.save()
    return row


def _jurist(owner: Organisation) -> User:
    """Whose calendar it is: the jurist here, somebody without that role at the neighbour."""
    email = "jurist@almelo.demo" if owner.code == "almelo" else "analist@twenterand.demo"
    return User.objects.get(email=email)


def _register(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> RegisterRun:
    run = RegisterRun(
        number=next_number("MI", 2026),
        owner=owner,
        regimes=["avg_internal"],
        filename=f"register {word}.xlsx",
        headings=["Naam"],
        mapping={"Naam": "name"},
        state="DONE",
        by=who,
    )
    run.save()
    made[RegisterRow] = RegisterRow(
        run=run,
        position=0,
        row_number=2,
        cells_key=word.encode(),
        original={"Naam": f"naam {word}"},
        state="REFUSED",
        reason="Er staat geen soort maatregel.",
    )
    made[RegisterRow].save()
    if Judgement in made:
        made[MatchQuestion] = MatchQuestion(
            run=run, subject=made[Judgement].subject, other=made[Judgement].other
        )
        made[MatchQuestion].save()
    return run


def _case(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Case:
    analyst = User.objects.get(email=f"analist@{owner.code}.demo")
    now = clock.now()
    row = Case(
        number=next_number("C", 2026),
        owner=owner,
        regimes=["avg_internal"],
        title=f"Code{word}",
        state="ON_TABLE",
        case_owner=analyst,
        named=[analyst.pk],
        legal_basis="AVG 6 lid 1 onder e",
        purpose="aanpak van ondermijning",
        summary=f"samenvatting {word}",
        evaluation=f"evaluatie {word}",
        compartmented=owner.code != "almelo",
        tabled=True,
    )
    row.save()
    parts: list[Any] = [
        CaseStep(case=row, kind="opened", why=f"reden {word}", by=analyst, at=now),
        CompartmentRequest(case=row, why=f"open {word}", asked_by=analyst, asked_at=now),
        CaseMember(case=row, user=analyst, added_by=analyst, added_at=now),
        CaseNote(case=row, text=f"notitie {word}", added_by=analyst, added_at=now),
    ]
    if Subject in made:
        document = MAKERS[Document](owner, f"{word}c", who, dict(made))
        attach_to(document, row)
        parts += [
            CaseSignal(case=row, signal=made[Signal], added_by=analyst, added_at=now),
            CaseSubject(case=row, subject=made[Subject], role="MAYBE", added_by=analyst, added_at=now),
        ]
    for part in parts:
        part.save()
        made[type(part)] = part
    return row


def _action(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> ActionItem:
    analyst = User.objects.get(email=f"analist@{owner.code}.demo")
    now = clock.now()
    row = ActionItem(
        number=next_number("A", 2026),
        owner=owner,
        regimes=["avg_internal"],
        case=made.get(Case),
        description=f"ga kijken bij {word}",
        assignee=analyst,
        organisation=owner,
        due_on=clock.today(),
        state="DONE",
        done_on=clock.today(),
        result=f"gezien {word}",
        compartmented=owner.code != "almelo",
        assigned_at=now,
    )
    row.save()
    made[ActionStep] = ActionStep(action=row, kind="message", note=f"bericht {word}", by=analyst, at=now)
    made[ActionStep].save()
    if Signal in made:
        document = MAKERS[Document](owner, f"{word}a", who, dict(made))
        attach_to(document, row)
    return row


def _disclosure(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Disclosure:
    neighbour = User.objects.get(email="analist@twenterand.demo" if owner.code == "almelo" else CAST_HERE)
    now = clock.now()
    row = Disclosure(
        number=next_number("VS", 2026),
        owner=owner,
        regimes=["avg_internal"],
        confidentiality=Confidentiality.INTERN,
        record_type="signals.signal",
        record_id=made[Signal].pk if Signal in made else uuid7(),
        record_number=made[Signal].number if Signal in made else "S-2026-99999",
        to_user=neighbour,
        to_organisation=neighbour.organisation,
        legal_basis="AVG 6 lid 1 onder e",
        purpose="eigen onderzoek",
        why=f"reden {word}",
        starts_at=now,
        ends_at=now + timedelta(days=30),
        by=User.objects.get(email=f"analist@{owner.code}.demo"),
    )
    row.save()
    return row


def _investigation(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Investigation:
    specialist = _specialist(owner)
    row = Investigation(
        number=next_number("BB", 2026),
        owner=owner,
        regimes=["bibob"],
        application=f"Z {word}",
        decision_kind="ALCOHOL",
        trigger="APPLICATION",
        outcome="SERIOUS",
        specialist=specialist,
    )
    row.save()
    parts: list[Any] = [
        Related(
            investigation=row,
            kind="APPLICANT",
            name=f"naam {word}",
            name_key=word.encode(),
            added_at=clock.now(),
            added_by=specialist,
        ),
        Pause(investigation=row, first=clock.today(), why=f"reden {word}"),
        InvestigationStep(
            investigation=row, target="TRIGGERED", note=f"noot {word}", by=specialist, at=clock.now()
        ),
    ]
    for part in parts:
        part.save()
        made[type(part)] = part
    return row


def _look_up(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> LookUp:
    row = LookUp(
        number=next_number("RV", 2026),
        owner=owner,
        regimes=["bibob"],
        application=f"Z {word}",
        decision_kind="ALCOHOL",
        question=f"vraag {word}",
        by=_specialist(owner),
    )
    row.save()
    return row


def _host(owner: Organisation) -> User:
    """Who keeps the meeting: the chair here, somebody named for it at the neighbour."""
    email = "voorzitter@almelo.demo" if owner.code == "almelo" else "analist@twenterand.demo"
    return User.objects.get(email=email)


def _series(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Series:
    row = Series(
        number=f"R-{word}"[:24],
        owner=owner,
        name=f"Tafel {word}",
        begins_at=time(9, 30),
        secretary=_host(owner) if owner.code != "almelo" else None,
    )
    row.save()
    made[FixedItem] = FixedItem(series=row, position=0, title=f"Vast {word}", question=f"Vraag {word}?")
    made[UsualInvitee] = UsualInvitee(series=row, user=who)
    made[FixedItem].save()
    made[UsualInvitee].save()
    return row


def _meeting(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Meeting:
    """A meeting that was sent, with a guest who accepted its secrecy."""
    now, host = clock.now(), _host(owner)
    row = Meeting(
        number=next_number("T", 2026),
        owner=owner,
        series=made[Series],
        name=f"Overleg {word}",
        place=f"Zaal {word}",
        starts_at=now + timedelta(days=3),
        access_until=now + timedelta(days=40),
        chair=host,
    )
    row.save()
    # Of the own municipality: in the guards' world a partner is an outsider (tests/casustafel has the guests).
    guest = User.objects.get(
        email="jurist@almelo.demo" if owner.code == "almelo" else "analist@twenterand.demo"
    )
    made[Invitation] = Invitation(meeting=row, user=guest, invited_by=host, invited_at=now, secrecy_at=now)
    made[Attendance] = Attendance(meeting=row, user=guest, arrived_at=now, noted_by=host)
    made[Invitation].save()
    made[Attendance].save()
    row.state, row.published_at, row.edition = "PUBLISHED", now, 1
    row.save()
    return row


def _item(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> AgendaItem:
    now, meeting = clock.now(), made[Meeting]
    row = AgendaItem(
        number=f"AP-{word}"[:24],
        owner=owner,
        meeting=meeting,
        position=1,
        kind="RUNNING_CASE",
        title=f"Casus {word}",
        question=f"Wat doen we met {word}?",
        note=f"Noot {word}",
        regimes=["avg_internal"],
        territory=[owner.municipality_code],
        first_asked_on=clock.today(),
    )
    row.save()
    made[ItemInvitee] = ItemInvitee(
        item=row,
        user=made[Invitation].user,
        why=f"Nodig {word}",
        legal_basis="AVG 6 lid 1 onder e",
        starts_at=now,
        ends_at=meeting.access_until,
        invited_by=meeting.chair,
        invited_at=now,
    )
    made[ItemInvitee].save()
    document = MAKERS[Document](owner, f"{word}t", who, dict(made))
    made[ItemDocument] = ItemDocument(
        item=row,
        document=document,
        caption=f"Foto {word}",
        added_by=meeting.chair,
        added_at=now,
        released_at=now,
    )
    made[ItemDocument].save()
    row.save()
    return row


def _pack(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Pack:
    meeting, guest = made[Meeting], made[Invitation].user
    row = Pack(
        number=f"PK-{word}"[:24],
        owner=owner,
        meeting=meeting,
        recipient=guest,
        edition=1,
        content=content_for(meeting, guest),
        sent_at=clock.now(),
    )
    row.save()
    return row


def _minutes(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Minutes:
    """Minutes that were proposed, so that the guest of the item reads along."""
    now, item = clock.now(), made[AgendaItem]
    meeting, host = made[Meeting], made[Meeting].chair
    made[MinutesCount] = MinutesCount(meeting=meeting, last=1)
    made[MinutesCount].save()
    made[RoomScreen] = RoomScreen(meeting=meeting, item=item, blank=False)
    made[RoomScreen].save()
    row = Minutes(number=next_number("V", 2026), owner=owner, item=item, regimes=["avg_internal"])
    row.save()
    made[Block] = Block(minutes=row, number=1, made_by=host)
    made[Block].save()
    made[BlockVersion] = BlockVersion(
        minutes=row, block=made[Block], kind="INFORMATION", text=f"Gezegd {word}", number=1, by=host, at=now
    )
    made[BlockVersion].save()
    made[TableDecision] = TableDecision(
        minutes=row,
        kind="TO_RIEC",
        reason=f"Besloten {word}",
        legal_basis="AVG 6",
        sent_on=clock.today(),
        recorded_by=host,
        recorded_at=now,
    )
    made[TableDecision].save()
    made[MinutesEdition] = MinutesEdition(
        minutes=row,
        edition=1,
        content={"title": f"Punt {word}", "blocks": [{"kind": "Informatie", "text": f"Vast {word}"}]},
        chair=host,
        chair_at=now,
        second=next(user for user in User.objects.order_by("pk") if user != host),
        second_at=now,
    )
    made[MinutesEdition].save()
    row.state = "PROPOSED"
    row.save()
    return row


def _specialist(owner: Organisation) -> User:
    """Whose file it is: the specialist here, somebody without that role at the neighbour."""
    email = "bibob@almelo.demo" if owner.code == "almelo" else "analist@twenterand.demo"
    return User.objects.get(email=email)


def _inspection(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Inspection:
    lead = _toezicht(owner)
    kind = by_code(ControlType, "business_premises")
    assert kind is not None
    control = Inspection(
        number=next_number("K", 2026),
        owner=owner,
        regimes=["avg_internal"],
        type=kind,
        state="RUNNING",
        reason="AREA",
        starts_at=clock.now(),
        aim=f"doel {word}",
        instruction=f"instructie {word}",
        meeting_point=f"plein {word}",
        lead=lead,
        team=[lead.pk],
    )
    control.save()
    partner = Participant(
        inspection=control,
        kind="MUNICIPALITY",
        name=f"Gemeente {word}",
        power="SUPERVISOR",
        purpose=f"nagaan {word}",
        basis="Awb 5:11",
    )
    stop = Stop(
        inspection=control,
        subject=made[Subject],
        place=f"{word}weg 3, Almelo",
        position=1,
        reason="AREA",
        chosen_why=f"verkeer {word}",
        entry="POWER",
        entry_by=f"eigenaar {word}",
        revisit_on=clock.today(),
        added_at=clock.now(),
    )
    partner.save()
    stop.save()
    rows: list[Any] = [
        Member(inspection=control, participant=partner, user=lead, name=f"Toezicht {word}"),
        InspectionStep(inspection=control, target="PREPARED", why=f"noot {word}", by=lead, at=clock.now()),
        Line(
            inspection=control,
            stop=stop,
            kind="NOTE",
            content={"text": f"gezien {word}"},
            token=uuid4(),
            by=lead,
            at=clock.now(),
        ),
    ]
    for row in rows:
        row.save()
    for row in (partner, stop, *rows):
        made[type(row)] = row
    return control


def _finding(owner: Organisation, word: str, who: User, made: dict[type, Any]) -> Finding:
    control, lead = made[Inspection], made[Inspection].lead
    finding = Finding(
        number=next_number("BV", 2026),
        owner=owner,
        regimes=["avg_internal"],
        inspection=control,
        stop=made[Stop],
        place=f"{word}weg 3, Almelo",
        what=f"vaten {word}",
        statement=f"verklaring {word}",
        breach=True,
        rule=f"regel {word}",
        seen_at=clock.now(),
        by=lead,
        token=uuid4(),
        team=control.team,
    )
    finding.save()
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "JPEG")
    document = store_file(
        by=lead,
        upload=SimpleUploadedFile(f"{word}.jpg", picture.getvalue()),
        owner=owner,
        audience=finding.acl,
        regimes=finding.regimes,
        confidentiality=finding.confidentiality,
    )
    attach_to(document, finding, by=lead)
    return finding


def _toezicht(owner: Organisation) -> User:
    """Who leads the control: the inspector here, somebody without that role at the neighbour."""
    email = "toezichthouder@almelo.demo" if owner.code == "almelo" else "analist@twenterand.demo"
    return User.objects.get(email=email)


MAKERS: dict[type, Callable[..., Any]] = {
    Signal: _signal,
    Report: _report,
    ReportDraft: _draft,
    ImportRun: _run,
    MReport: _m_report,
    Document: _document,
    SavedFilter: _filter,
    Subject: _subject,
    SavedSearch: _search,
    Case: _case,
    ActionItem: _action,
    Disclosure: _disclosure,
    Measure: _measure,
    Claim: _claim,
    CalendarAddress: _feed,
    RegisterRun: _register,
    Investigation: _investigation,
    LookUp: _look_up,
    Series: _series,
    Meeting: _meeting,
    AgendaItem: _item,
    Pack: _pack,
    Inspection: _inspection,
    Finding: _finding,
    Minutes: _minutes,
}
