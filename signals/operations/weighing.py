"""Answer a question of the weging: kept with who, when and why, and never rewritten."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from django.db import transaction

from core import clock
from core.errors import Refused
from legal.weighing import BY_CODE, missing_for_yes, unknown_codes, weigh
from signals.models import Assessment, Question, Signal, SignalStep
from signals.operations.steps import (
    answers_of,
    ask_table,
    before_of,
    enter,
    facts_of,
    for_change,
    stamp,
    write_step,
)
from signals.states import SignalState

if TYPE_CHECKING:
    from accounts.models import User

S = SignalState
# Why a question can't be answered now, by state.
CLOSED: Final[dict[str, str]] = {
    S.AWAITING_POLICE: "Dit is anonieme informatie. Eerst stemt de M.-gemachtigde af met de politie.",
    S.SUSPENDED: "Dit signaal wacht op antwoord. Hervat het eerst.",
    S.MERGED: "Dit signaal is samengevoegd met een ander signaal.",
}


@transaction.atomic
def assess_signal(
    *,
    by: User,
    signal: Signal,
    question: str,
    answer: bool,
    checked: Collection[str] = (),
    motivation: str = "",
    version: int | None = None,
) -> SignalStep:
    """Record one answer; the signal moves on by itself when the answers allow it.

    A yes to weging 1 uncovers the persons in the text. An earlier answer to the same question is
    withdrawn, not overwritten. Raises :class:`Refused` with what is still missing.
    """
    signal = for_change(by, "signals.assess", signal, version=version)
    answers = answers_of(signal)
    _may_be_asked(signal, question, answers)
    _is_complete(question, answer, set(checked), motivation)
    before = before_of(signal)
    if signal.state in {S.NEW, S.INTAKE}:
        ask_table(signal, S.WEIGHING, facts_of(signal))
        enter(signal, S.WEIGHING)
    at = clock.now()
    earlier = Assessment.objects.filter(signal=signal, question=question, withdrawn_at=None).visible_to(by)
    superseded = [str(pk) for pk in earlier.values_list("pk", flat=True)]
    stamp(Assessment.objects.filter(pk__in=superseded).visible_to(by), withdrawn_at=at)
    row = Assessment(
        signal=signal,
        question=question,
        answer=answer,
        checked=sorted(checked),
        motivation=motivation.strip() or None,
        answered_by=by,
        answered_at=at,
    )
    row.save()
    if question == Question.W1:
        signal.weighed_yes = answer
    answers[question] = answer
    if signal.state == S.WEIGHING and all(answers.get(code) for code in ("W1", "W2A", "W2B")):
        ask_table(signal, S.WEIGHING_3, facts_of(signal))
        enter(signal, S.WEIGHING_3)
    signal.save()
    return write_step(
        by=by,
        signal=signal,
        kind="ASSESSED",
        before=before
        | {"question": question, "answer": answer, "assessment": str(row.pk), "superseded": superseded},
    )


def _may_be_asked(signal: Signal, question: str, answers: dict[str, bool]) -> None:
    """Is it this question's turn?"""
    if question not in BY_CODE:
        raise Refused("Deze vraag bestaat niet.")
    if signal.state in CLOSED:
        raise Refused(CLOSED[signal.state])
    if signal.state not in {S.NEW, S.INTAKE, S.WEIGHING, S.WEIGHING_3}:
        raise Refused("Over dit signaal is al besloten: de wegingen staan vast.")
    if signal.state == S.WEIGHING_3 and question != Question.W3:
        raise Refused(
            "Weging 1 en 2 staan vast zodra weging 3 begint. Maak de laatste stap ongedaan om ze te wijzigen."
        )
    following = weigh(answers).next_question
    if question in answers or question == following:
        return
    if following:
        raise Refused(f"Beantwoord eerst weging {BY_CODE[following].short}.")
    raise Refused(weigh(answers).reason + " Neem nu een besluit.")


def _is_complete(question: str, answer: bool, checked: set[str], motivation: str) -> None:
    """Does the answer say enough to be understood a year from now?"""
    if unknown_codes(question, checked):
        raise Refused("Een van de aangekruiste punten hoort niet bij deze vraag.", field="checked")
    if not answer:
        if not motivation.strip():
            raise Refused("Schrijf in één zin waarom niet.", field="motivation")
        return
    if missing := missing_for_yes(question, checked):
        raise Refused(missing, field="checked")
    if BY_CODE[question].groups and not checked and not motivation.strip():
        raise Refused("Kruis minstens één punt aan, of schrijf in één zin waarom.", field="checked")
