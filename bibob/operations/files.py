"""Keep an investigation: open it, take its steps, name who is in it, stop the clock, report to the LBB."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from access.decisions import Denied, deny, require
from access.pressing import just_made
from access.records import locked
from access.roles import may, refusal
from accounts.models import Role, User
from audit.models import Action
from audit.record import record_event
from bibob.models import Investigation, InvestigationStep, Pause, Related
from bibob.queries.keys import identifier_key, name_key
from bibob.states import (
    DAY,
    FLOW,
    NEGATIVE,
    OUTCOME,
    REPORTED,
    RESULT,
    TO_REPORT,
    WHY,
    Outcome,
    RelationKind,
    Result,
    Stage,
)
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from core.numbers import next_number
from subjects.models import Kind
from subjects.queries.certain import known_by_number

if TYPE_CHECKING:
    from core.flow import Transition

REASON: Final = "the steps of one investigation"
# The day of a step goes into the field of its event.
DAY_OF: Final[dict[str, str]] = {
    Stage.CONCLUSION: "concluded_on",
    Stage.LBB_ASKED: "asked_on",
    Stage.LBB_RECEIVED: "advised_on",
    Stage.DECIDED: "decided_on",
    Stage.CLOSED: "closed_on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInvestigation:
    """An investigation as it starts."""

    application: str
    decision_kind: str
    trigger: str
    branch: str = ""
    applied_on: date | None = None
    decide_by: date | None = None
    deputy: User | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What the user fills in for a step."""

    to: str
    on: date | None = None
    outcome: str = ""
    result: str = ""
    lbb_number: str = ""
    note: str = ""


@transaction.atomic
def open_investigation(*, by: User, new: NewInvestigation) -> Investigation:
    """Open a file that only ``by`` and the deputy may see."""
    if not may(by, "bibob.edit"):
        raise Denied(deny(refusal("bibob.edit")))
    if not new.application.strip():
        raise Refused("Vul het zaak- of aanvraagnummer in.", field="application")
    if new.deputy is not None and (
        new.deputy == by
        or new.deputy.organisation_id != by.organisation_id
        or Role.BIBOB not in new.deputy.roles()
    ):
        raise Refused("De vervanger is een andere Bibob-specialist van uw gemeente.", field="deputy")
    number = next_number("BB", clock.today().year)
    # After the number: giving one out holds up the second press until the first is done.
    told = {
        "application": new.application.strip()[:60],
        "trigger": new.trigger,
        "branch": new.branch,
        "applied_on": new.applied_on,
        "decide_by": new.decide_by,
        "deputy": new.deputy,
    }
    rows = Investigation.objects.filter(specialist=by, decision_kind=new.decision_kind)
    if again := just_made(rows, **told):
        return again  # type: ignore[no-any-return]  # an investigation
    row = Investigation(
        number=number,
        owner=by.organisation,
        regimes=["bibob"],
        confidentiality=Confidentiality.VERTROUWELIJK,
        application=new.application.strip()[:60],
        decision_kind=new.decision_kind,
        branch=new.branch,
        trigger=new.trigger,
        applied_on=new.applied_on,
        decide_by=new.decide_by,
        specialist=by,
        deputy=new.deputy,
    )
    row.save()
    _step(row, by, "", new.applied_on, "")
    _log(row, Action.CREATE, {"trigger": str(new.trigger)})
    return row


@transaction.atomic
def take_step(*, by: User, investigation: Investigation, move: Move) -> Investigation:
    """Bring an investigation one step further; raises :class:`Refused` with the article when it can't."""
    row = _held(by, investigation)
    transition = FLOW.step(row.stage, move.to)
    require(by, transition.action, row)
    _check(row, transition, move)
    source, row.stage = row.stage, move.to
    if move.on is not None and (name := DAY_OF.get(move.to)):
        setattr(row, name, move.on)
    if OUTCOME in transition.needs:
        row.outcome = move.outcome
    if RESULT in transition.needs:
        row.result = move.result
    if move.lbb_number.strip():
        row.lbb_number = move.lbb_number.strip()[:40]
    if move.to == Stage.CLOSED and not row.result and not row.outcome:
        row.outcome = Outcome.WITHDRAWN if source != Stage.POLICY else Outcome.NOT_TREATED
    row.save()
    _step(row, by, source, move.on, move.note)
    _log(row, Action.TRANSITION, {"from": source, "to": str(row.stage)})
    return row


def _check(row: Investigation, transition: Transition, move: Move) -> None:
    article = transition.article
    if DAY in transition.needs and move.on is None:
        raise Refused("Vul de dag in.", field="on", article=article)
    if move.on is not None:
        last = InvestigationStep.objects.filter(investigation=row, happened_on__isnull=False)
        newest = last.unrestricted(why=REASON).order_by("-happened_on").first()
        if move.on > clock.today():
            raise Refused("Deze dag ligt in de toekomst.", field="on")
        if newest is not None and newest.happened_on and move.on < newest.happened_on:
            raise Refused("Deze dag ligt voor de vorige stap.", field="on")
    if OUTCOME in transition.needs:
        if move.outcome not in Outcome.values:
            raise Refused("Kies de conclusie.", field="outcome", article=article)
        if transition.source == Stage.FORM_REFUSED and move.outcome != Outcome.SERIOUS:
            raise Refused(
                "Het formulier weigeren telt als ernstig gevaar.", field="outcome", article="Bibob 4"
            )
    if RESULT in transition.needs:
        _check_result(row, transition, move)
    if WHY in transition.needs and not move.note.strip():
        raise Refused("Schrijf op waarom.", field="note")
    if REPORTED in transition.needs and row.outcome in TO_REPORT and row.reported_on is None:
        raise Refused(
            "Meld de conclusie eerst aan het LBB en vul de dag in.", article="Wet Bibob, sinds 1-10-2022"
        )


def _check_result(row: Investigation, transition: Transition, move: Move) -> None:
    if move.result not in Result.values:
        raise Refused("Kies wat er is besloten.", field="result", article=transition.article)
    negative = move.result in NEGATIVE
    if negative and transition.source in {Stage.CONCLUSION, Stage.LBB_RECEIVED}:
        raise Refused(
            "Voor een besluit ten nadele kan betrokkene eerst zijn zienswijze geven.",
            field="result",
            article="Bibob 33",
        )
    if row.outcome == Outcome.LESSER and move.result not in {Result.GRANT, Result.CONDITIONS}:
        raise Refused(
            "Bij mindere mate van gevaar kunnen alleen voorschriften.",
            field="result",
            article="Bibob 3 lid 7",
        )
    if row.outcome == Outcome.NONE and negative:
        raise Refused("Zonder gevaar is er geen grond voor dit besluit.", field="result", article="Bibob 3")


@transaction.atomic
def name_related(
    *,
    by: User,
    investigation: Investigation,
    kind: str,
    name: str,
    birth_date: str = "",
    identifier: str = "",
) -> Related:
    """Name somebody in an investigation; tied to a known record only when a number makes it certain."""
    row = _held(by, investigation)
    require(by, "bibob.edit", row)
    key = name_key(name)
    if kind not in RelationKind.values:
        raise Refused("Kies de verhouding.", field="kind", article="Bibob 3 lid 4")
    if key is None:
        raise Refused("Vul de naam in.", field="name")
    if identifier.strip() and identifier_key(identifier) is None:
        raise Refused("Dit is geen BSN of KvK-nummer.", field="identifier")
    digits = "".join(char for char in identifier if char.isdigit())
    known = None
    if digits:
        person = len(digits) == 9
        known = known_by_number(
            by, Kind.PERSON if person else Kind.ORGANISATION, "bsn" if person else "kvk", digits, name
        )
    told = {"kind": kind, "name": name.strip()[:200], "identifier": digits}
    if again := just_made(Related.objects.filter(investigation=row), **told):
        return again  # type: ignore[no-any-return]  # somebody in the file
    made = Related(
        investigation=row,
        kind=kind,
        name=name.strip()[:200],
        birth_date=birth_date,
        identifier=digits,
        name_key=key,
        identifier_key=identifier_key(identifier),
        subject=known,
        added_at=clock.now(),
        added_by=by,
    )
    made.save()
    _log(row, Action.CHANGE, {"related": kind})
    return made


@transaction.atomic
def stop_clock(
    *, by: User, investigation: Investigation, first: date, last: date | None = None, why: str = ""
) -> Pause:
    """Keep a time in which the clock of the LBB stands still, or end the one that is open (Bibob 15)."""
    row = _held(by, investigation)
    require(by, "bibob.edit", row)
    if last is not None and last < first:
        raise Refused("De opschorting eindigt voor zij begint.", field="last")
    if row.asked_on is None or first < row.asked_on:
        raise Refused("De klok van het LBB loopt dan nog niet.", field="first", article="Bibob 15")
    still = Pause.objects.filter(investigation=row, last=None).unrestricted(why=REASON).first()
    if still is not None and last is not None and first == still.first:
        still.last = last
        still.save()
        pause = still
    elif still is not None:
        raise Refused("Er loopt al een opschorting. Vul eerst in wanneer die eindigde.", field="first")
    else:
        pause = Pause(investigation=row, first=first, last=last, why=why.strip()[:200])
        pause.save()
    _log(row, Action.CHANGE, {"pause": True})
    return pause


@transaction.atomic
def report_to_lbb(*, by: User, investigation: Investigation, on: date) -> Investigation:
    """Keep on which day the conclusion was reported: at once, since 1 October 2022."""
    row = _held(by, investigation)
    require(by, "bibob.edit", row)
    if row.outcome not in TO_REPORT:
        raise Refused("Alleen ernstig gevaar en mindere mate worden gemeld.")
    if on > clock.today() or (row.concluded_on and on < row.concluded_on):
        raise Refused("Kies een dag na de conclusie, niet in de toekomst.", field="on")
    row.reported_on = on
    row.save()
    _log(row, Action.CHANGE, {"reported": True})
    return row


def _held(by: User, investigation: Investigation) -> Investigation:
    return locked(Investigation, by, investigation.pk)


def _step(row: Investigation, by: User, source: str, on: date | None, note: str) -> None:
    InvestigationStep(
        investigation=row,
        source=source,
        target=row.stage,
        happened_on=on,
        note=note.strip() or None,
        by=by,
        at=clock.now(),
    ).save()


def _log(row: Investigation, action: str, details: dict[str, Any]) -> None:
    record_event(
        Action(action),
        record_type=row._meta.label_lower,
        record_id=str(row.pk),
        regime=row.regimes,
        details=details,
    )
