"""Register what a source says about somebody or something, add to it, withdraw what was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from access.decisions import Denied, deny, require
from access.records import locked
from access.roles import may, refusal
from audit.bulk import create_logged
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from core.numbers import next_number
from core.sources import kept_number
from encryption.blind_index import blind_index
from subjects import facts
from subjects.models import Kind, SourceKind, Statement, Subject
from subjects.operations.keys import follow_statements
from subjects.standing import ends_before

if TYPE_CHECKING:
    from accounts.models import Organisation, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something comes from: kind, its number there, reliability A-E or X, credibility 1-6."""

    kind: str = SourceKind.COLLEAGUE
    number: str = ""
    reliability: str = "X"
    credibility: str = "6"

    @property
    def kept_number(self) -> str:
        """The number as it is kept: of a signal in its one form, so that it is found when that shuts."""
        return kept_number(self.kind, self.number)


@dataclass(frozen=True, slots=True)
class NewFact:
    """A value as typed or read, with the incomplete days between which it held."""

    code: str
    value: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubject:
    """One registration as it comes in."""

    kind: str
    owner: Organisation
    facts: Sequence[NewFact]
    source: Source
    regimes: Sequence[str] = ("avg_internal",)
    confidentiality: int = Confidentiality.ZAAKVERTROUWELIJK
    origin_key: bytes | None = None
    # Roles of the owner that may see the registration besides coordinator and analyst.
    also_for: Sequence[str] = ()
    # What the same source tells with another weight, such as values that it marks as wrong.
    doubtful: Sequence[NewFact] = ()
    doubtful_source: Source | None = None


@transaction.atomic
def register_subject(*, by: User | None, new: NewSubject, action: str = "subjects.edit") -> Subject:
    """Make a record of one registration with all its statements.

    ``by`` is the user at work (None: the system). Raises :class:`Denied` without the right,
    :class:`Refused` at a value that can't be, when there is no name, plate or address, and when the
    same row of the same source is there already.
    """
    if by is not None and not may(by, action):
        raise Denied(deny(refusal(action)))
    read = [_read(new.kind, fact) for fact in new.facts]
    if not any(facts.BY_CODE[fact.code].named or fact.code in {"surname", "phone", "iban"} for fact in read):
        raise Refused("Vul een naam, adres, kenteken of nummer in.", field="name")
    at = clock.now()
    subject = Subject(
        number=next_number("SB" if new.kind in facts.SUBJECTS else "OB", at.year),
        owner=new.owner,
        kind=new.kind,
        regimes=list(new.regimes),
        confidentiality=new.confidentiality,
        origin_key=new.origin_key,
        also_for=list(new.also_for),
        label="",
    )
    try:
        with transaction.atomic():
            subject.save()
    except IntegrityError as error:
        if "origin_once" not in str(error):
            raise
        raise Refused("Deze registratie staat al in VIK.") from None
    statements = [_statement(subject, fact, new.source, by) for fact in read]
    weight = new.doubtful_source or new.source
    statements += [_statement(subject, _read(new.kind, fact), weight, by) for fact in new.doubtful]
    create_logged(Statement.objects.unrestricted(why="the first statements of a new record"), statements)
    follow_statements(subject)
    record_event(
        Action.CREATE,
        record_type=subject._meta.label_lower,
        record_id=str(subject.pk),
        regime=subject.regimes,
        details={"kind": str(new.kind), "facts": len(statements)},
    )
    return subject


def form_key(*, by: User, token: str) -> bytes | None:
    """The key of one form sent by one person; None for a form without a name."""
    return blind_index(f"{by.pk}|{token}", context="subjects.form") if token else None


def sent_before(*, by: User, key: bytes | None) -> Subject | None:
    """What the same form made when it was sent before: pressing *Vastleggen* twice makes one record."""
    if key is None:
        return None
    return Subject.objects.filter(owner=by.organisation, origin_key=key).visible_to(by).first()


@transaction.atomic
def state_fact(*, by: User, subject: Subject, fact: NewFact, source: Source) -> Statement:
    """Add what a source says; what stood before stays beside it."""
    subject = locked(Subject, by, subject.pk)
    require(by, "change", subject)
    row = _statement(subject, _read(subject.kind, fact), source, by)
    if _said_before(by, row):
        raise Refused("Dit gegeven heeft u al vastgelegd, van dezelfde bron.", field="value")
    row.save()
    follow_statements(subject)
    _changed(subject, "stated", fact.code)
    return row


def _said_before(by: User, row: Statement) -> bool:
    """Did the same person say the same of the same source before? Pressed twice, it is one."""
    same = {
        name: getattr(row, name)
        for name in ("subject", "fact", "since", "until", "source", "source_number", "stated_by")
    }
    rows = Statement.objects.filter(**same, withdrawn_at=None).visible_to(by)
    return any(other.value == row.value for other in rows)


@transaction.atomic
def withdraw_fact(*, by: User, statement: Statement, why: str) -> Subject:
    """Take back a wrong statement: it no longer counts, and stays to be seen with the reason."""
    subject = locked(Subject, by, statement.subject_id)
    require(by, "change", subject)
    row = Statement.objects.filter(pk=statement.pk).visible_to(by).select_for_update(of=("self",)).get()
    if not why.strip():
        raise Refused("Schrijf op waarom dit gegeven niet klopt.", field="why")
    if row.withdrawn_at is not None:
        raise Refused("Dit gegeven is al ingetrokken.")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = clock.now(), by, why.strip()
    row.save()
    follow_statements(subject)
    _changed(subject, "withdrawn", row.fact, why)
    return subject


def _read(kind: str, fact: NewFact) -> NewFact:
    if kind not in Kind.values:
        raise Refused("Kies wat u vastlegt.", field="kind")
    try:
        value = facts.read_fact(kind, fact.code, fact.value)
        days = [facts.read_incomplete_date(day) if day else "" for day in (fact.since, fact.until)]
    except facts.FactProblem as problem:
        raise Refused(str(problem), field=fact.code) from problem
    require_order(*days)
    return NewFact(fact.code, value, *days)


def require_order(since: str, until: str) -> None:
    """Refuse an end that lies before the beginning, as far as both days are known."""
    if since and until and ends_before(since, until):
        raise Refused("Dit ligt voor de dag bij Vanaf.", field="until")


def _statement(subject: Subject, fact: NewFact, source: Source, by: User | None) -> Statement:
    return Statement(
        subject=subject,
        fact=fact.code,
        value=fact.value,
        since=fact.since,
        until=fact.until,
        source=source.kind,
        source_number=source.kept_number,
        reliability=source.reliability,
        credibility=source.credibility,
        stated_by=by,
        stated_at=clock.now(),
    )


def _changed(subject: Subject, step: str, code: str, why: str = "") -> None:
    record_event(
        Action.CHANGE,
        record_type=subject._meta.label_lower,
        record_id=str(subject.pk),
        regime=subject.regimes,
        reason=why.strip()[:500],
        details={"step": step, "fact": code},
    )


def facts_from(values: Iterable[tuple[str, str]]) -> list[NewFact]:
    """The facts that were filled in; empty fields say nothing."""
    return [NewFact(code, value) for code, value in values if value.strip()]
