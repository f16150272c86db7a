"""Look up what was imposed before: only with a reason, each look-up on record with what it showed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from access.decisions import Denied, deny, require
from access.pressing import just_made
from access.records import locked
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from bibob.models import LookUp
from bibob.queries.asking import candidates_for, chosen_at_once, read_question
from bibob.queries.lookup import answer_of
from bibob.states import DecisionKind
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from core.numbers import next_number
from subjects.models import Subject

if TYPE_CHECKING:
    from accounts.models import User

SHORTEST = 3


@transaction.atomic
def look_up(*, by: User, application: str, decision_kind: str, question: str) -> LookUp:
    """Ask for one application. What a number makes certain is answered at once, else there is a choice.

    Raises :class:`Refused` without a reason: no application, no search.
    """
    if not may(by, "bibob.lookup"):
        raise Denied(deny(refusal("bibob.lookup")))
    if not application.strip():
        raise Refused("Vul het zaak- of aanvraagnummer in. Zonder reden zoekt VIK niet.", field="application")
    if decision_kind not in DecisionKind.values:
        raise Refused("Kies voor welk besluit u zoekt.", field="decision_kind")
    asked = read_question(question)
    if len(asked.text) < SHORTEST:
        raise Refused("Typ een naam, nummer, adres of kenteken.", field="question")
    number = next_number("RV", clock.today().year)
    told = {
        "application": application.strip()[:60],
        "question": " ".join(question.replace("\x00", " ").split())[:200],
    }
    if again := just_made(LookUp.objects.filter(by=by, decision_kind=decision_kind), **told):
        return again  # type: ignore[no-any-return]  # the same question, pressed twice
    row = LookUp(
        number=number,
        owner=by.organisation,
        regimes=["bibob"],
        confidentiality=Confidentiality.VERTROUWELIJK,
        application=application.strip()[:60],
        decision_kind=decision_kind,
        question=" ".join(question.replace("\x00", " ").split())[:200],
        by=by,
    )
    found = candidates_for(by, asked)
    certain = chosen_at_once(found)
    row.candidates = [str(one.subject.pk) for one in found]
    if certain or not found:
        row.answer = answer_of(by, asked, certain)
    row.save()
    record_event(
        Action.SEARCH,
        record_type=row._meta.label_lower,
        record_id=str(row.pk),
        shown=row.candidates,
        regime=row.regimes,
        details={"kind": decision_kind, "found": len(found), "certain": len(certain)},
    )
    if row.answer is not None:
        _log_answer(row)
    return row


@transaction.atomic
def choose(*, by: User, look: LookUp, chosen: Sequence[UUID]) -> LookUp:
    """Say who is meant (nobody: none of them), and get the answer; it stays as it was then."""
    row = locked(LookUp, by, look.pk)
    require(by, "bibob.lookup", row)
    if row.answer is not None:
        raise Refused("Deze raadpleging is al beantwoord. Begin een nieuwe.")
    if not {str(key) for key in chosen} <= set(row.candidates):
        raise Refused("Kies uit de lijst.")
    seen = Subject.objects.filter(pk__in=list(chosen)).visible_to(by).values_list("pk", flat=True)
    row.answer = answer_of(by, read_question(row.question), list(seen))
    row.save()
    _log_answer(row)
    return row


def _log_answer(row: LookUp) -> None:
    """A look-up gives data for another purpose than they were kept for: each is a verstrekking."""
    log_shown(row, Action.DISCLOSE)


def log_shown(row: LookUp, action: Action) -> None:
    """One line for each kind of record that an answer shows: when it is given, and when it is opened again."""
    for label, keys in (row.answer or {}).get("shown", {}).items():
        record_event(
            action,
            record_type=label,
            shown=keys,
            regime=row.regimes,
            details={"lookup": row.number, "found": len(keys)},
        )
