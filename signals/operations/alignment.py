"""What the police answered about an anonymous signal; without *akkoord* nothing follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.contexts import elevated
from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from signals.models import PoliceAlignment, Signal, SignalStep, SourceType
from signals.states import FOLLOW_UP, SignalState

if TYPE_CHECKING:
    from accounts.models import User


# Who records what the police said: an M.-gemachtigde from his vault, or who leads the table where it was said.
ALIGNING: Final = ("mreports.align", "casustafel.align")


@transaction.atomic
def record_police_alignment(*, by: User, signal: Signal, answer: str) -> Signal:
    """Put the answer of the police on the derived signal; *akkoord* releases it for triage.

    ``by`` is an M.-gemachtigde, who does not see signals himself, or who leads the meeting at which the
    police answered. A later objection is refused once follow-up has begun: then it must be discussed,
    not recorded away.
    """
    if not any(may(by, action) for action in ALIGNING):
        raise Denied(deny(refusal("mreports.align")))
    if signal.source_type != SourceType.ANONYMOUS:
        raise Refused("Afstemming met de politie hoort alleen bij anonieme informatie.")
    if answer != PoliceAlignment.AGREED and signal.state in FOLLOW_UP:
        raise Refused("Er is al vervolg gegeven aan dit signaal. Bespreek dit met de coördinator.")
    before = {"police_alignment": signal.police_alignment, "state": signal.state}
    with elevated(why="the M.-gemachtigde does not see signals"):
        signal.police_alignment = answer
        if answer == PoliceAlignment.AGREED and signal.state == SignalState.AWAITING_POLICE:
            signal.state = SignalState.NEW
        elif answer != PoliceAlignment.AGREED and signal.state == SignalState.NEW:
            signal.state = SignalState.AWAITING_POLICE
        signal.save()
        SignalStep.objects.create(
            signal=signal,
            kind="ALIGNMENT",
            source=before["state"],
            target=signal.state,
            before=before,
            by=None,
            at=clock.now(),
        )
    record_event(
        Action.TRANSITION,
        record_type=signal._meta.label_lower,
        record_id=str(signal.pk),
        regime=signal.regimes,
        details={"from": before["state"], "to": signal.state, "alignment": answer},
    )
    return signal
