"""The sealed year: put content under its own key, open it with two people, destroy it in time."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction

from access.contexts import elevated
from access.decisions import Denied, deny, require
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from documents.operations import hide_documents_of
from encryption import seals
from signals.models import Assessment, SealedContent, SealOpening, Signal, SignalKey, SignalStep
from signals.operations.forgetting import empty_rows_of
from signals.operations.letting_go import let_go
from signals.operations.steps import before_of, write_step
from signals.operations.triage import GRACE
from signals.states import SEALED

if TYPE_CHECKING:
    from accounts.models import User

CONTEXT: Final = "signals.sealedcontent"
CONTENT: Final = ("narrative", "interpretation", "involved", "location", "spot", "external_number")
OPEN_FOR: Final = timedelta(hours=1)
WHY: Final = "sealed year"


def due_for_sealing() -> list[UUID]:
    """Signals without follow-up whose decision can no longer be taken back."""
    rows = Signal.objects.filter(
        state__in=SEALED, sealed_at=None, decided_at__lte=clock.now() - GRACE
    ).unrestricted(why=WHY)
    return list(rows.order_by("decided_at").values_list("pk", flat=True)[:500])


@transaction.atomic
def seal_signal(pk: UUID) -> bool:
    """Move the content of one signal under a key of its own; False when it is no longer due.

    Runs in the context of the system. Afterwards no column, search key or attachment tells anything.
    """
    signal = (
        Signal.objects.filter(pk=pk, state__in=SEALED, sealed_at=None, decided_at__lte=clock.now() - GRACE)
        .unrestricted(why=WHY)
        .select_for_update(of=("self",))
        .first()
    )
    if signal is None or signal.retention_until is None:
        return False
    at = clock.now()
    row = SealedContent(signal=signal, sealed_at=at, destroy_on=signal.retention_until + timedelta(days=1))
    blob = seals.seal(_dump(signal, let_go(signal)), context=CONTEXT, row=str(row.pk))
    row.ciphertext, row.share = blob.ciphertext, blob.share
    row.save()
    empty_content(signal)
    signal.sealed_at = at
    signal.save()
    hide_documents_of(signal, why="verzegeld")
    write_step(by=None, signal=signal, kind="SEALED", before=before_of(signal))
    record_event(
        Action.SEAL,
        record_type=signal._meta.label_lower,
        record_id=str(signal.pk),
        regime=signal.regimes,
        details={"until": signal.retention_until.isoformat()},
    )
    return True


def _dump(signal: Signal, subjects: list[str]) -> bytes:
    """Everything that says something, as one JSON document; ``subjects`` who was in it, in words."""
    answers = Assessment.objects.filter(signal=signal).unrestricted(why=WHY)
    steps = SignalStep.objects.filter(signal=signal).unrestricted(why=WHY)
    content = {
        **{name: getattr(signal, name) for name in CONTENT},
        "subjects": "\n".join(subjects),
        "motivations": {str(row.pk): row.motivation for row in answers if row.motivation},
        "reasons": {str(row.pk): row.why for row in steps if row.why},
    }
    return json.dumps(content, ensure_ascii=False).encode()


def empty_content(signal: Signal) -> None:
    """Empty every column that says something, the search keys, and what an import holds of it.

    The signal itself is not saved.
    """
    for name in CONTENT:
        setattr(signal, name, None)
    Assessment.objects.filter(signal=signal).unrestricted(why=WHY).update(motivation=None)
    SignalStep.objects.filter(signal=signal).unrestricted(why=WHY).update(why=None)
    SignalKey.objects.filter(signal=signal).unrestricted(why=WHY).delete()
    empty_rows_of(signal)


@transaction.atomic
def ask_opening(*, by: User, signal: Signal, why: str) -> SealOpening:
    """Ask to look into sealed content; nothing opens until somebody else agrees."""
    require(by, "signals.open_seal", signal)
    if signal.sealed_at is None:
        raise Refused("Dit signaal is niet verzegeld.")
    if not why.strip():
        raise Refused("Schrijf waarom u de inhoud moet zien.", field="why")
    waiting = SealOpening.objects.filter(signal=signal, asked_by=by, agreed_at=None, refused_at=None)
    if waiting.visible_to(by).exists():
        raise Refused("U heeft dit al gevraagd. Een collega moet nog beslissen.")
    opening = SealOpening(signal=signal, why=why.strip(), asked_by=by, asked_at=clock.now())
    opening.save()
    write_step(by=by, signal=signal, kind="OPENING_ASKED", before=before_of(signal))
    return opening


@transaction.atomic
def agree_opening(*, by: User, opening: SealOpening) -> SealOpening:
    """The second person agrees: the one who asked may look for one hour."""
    opening = _decide_opening(by, opening)
    opening.agreed_by, opening.agreed_at = by, clock.now()
    opening.ends_at = opening.agreed_at + OPEN_FOR
    return _save_opening(by, opening, "OPENING_AGREED")


@transaction.atomic
def refuse_opening(*, by: User, opening: SealOpening) -> SealOpening:
    """The second person says no; the content stays shut."""
    opening = _decide_opening(by, opening)
    opening.refused_at = clock.now()
    return _save_opening(by, opening, "OPENING_REFUSED")


def _decide_opening(by: User, opening: SealOpening) -> SealOpening:
    if not may(by, "signals.open_seal"):
        raise Denied(deny(refusal("signals.open_seal")))
    with elevated(why="the second person need not see the signal itself"):
        row = (
            SealOpening.objects.filter(pk=opening.pk, signal__owner=by.organisation)
            .unrestricted(why=WHY)
            .select_for_update(of=("self",))
            .select_related("signal")
            .first()
        )
    if row is None:
        raise Refused("Deze aanvraag bestaat niet.")
    if row.asked_by_id == by.pk:
        raise Refused("U heeft dit zelf gevraagd. Een collega moet beslissen.")
    if row.agreed_at is not None or row.refused_at is not None:
        raise Refused("Over deze aanvraag is al beslist.")
    return row


def _save_opening(by: User, opening: SealOpening, kind: str) -> SealOpening:
    with elevated(why="the second person need not see the signal itself"):
        opening.save()
        write_step(by=by, signal=opening.signal, kind=kind, before=before_of(opening.signal))
    return opening


def read_sealed(*, by: User, signal: Signal) -> dict[str, Any]:
    """The content, for the one who asked and while the hour lasts; every reading is an audit line."""
    require(by, "signals.open_seal", signal)
    opening = (
        SealOpening.objects.filter(signal=signal, asked_by=by, refused_at=None, ends_at__gt=clock.now())
        .visible_to(by)
        .first()
    )
    if opening is None:
        raise Refused("De inhoud is verzegeld. Vraag om opening; een collega moet het daarmee eens zijn.")
    row = SealedContent.objects.visible_to(by).get(signal=signal)
    if row.ciphertext is None or row.share is None:
        raise Refused("De inhoud is vernietigd en kan niet meer worden geopend.")
    record_event(
        Action.OPEN_SEAL,
        record_type=signal._meta.label_lower,
        record_id=str(signal.pk),
        regime=signal.regimes,
        details={"opening": str(opening.pk)},
    )
    raw = seals.open_seal(bytes(row.ciphertext), bytes(row.share), context=CONTEXT, row=str(row.pk))
    content: dict[str, Any] = json.loads(raw)
    return content | {"until": opening.ends_at}
