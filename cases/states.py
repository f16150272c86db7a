"""The life of a case and of an action, as tables that a jurist can read: from, to, who, what must be true.

The conditions in ``needs`` are the rules of the same name in ``cases/rules.py``.
"""

from __future__ import annotations

from typing import Final

from django.db import models

from core.flow import Flow, Transition


class CaseState(models.TextChoices):
    """Where a case stands."""

    PROPOSED = "PROPOSED", "Voorgesteld"
    ACCEPTED = "ACCEPTED", "Geaccepteerd"
    ENRICHING = "ENRICHING", "Verrijken"
    ON_TABLE = "ON_TABLE", "Op tafel"
    IN_PROGRESS = "IN_PROGRESS", "In uitvoering"
    MONITORING = "MONITORING", "Monitoren"
    CLOSED = "CLOSED", "Gesloten"
    REOPENED = "REOPENED", "Heropend"
    DESTROYED = "DESTROYED", "Vernietigd"


class CaseResult(models.TextChoices):
    """What came of a case (domain 1.8)."""

    SUCCEEDED = "SUCCEEDED", "Interventie geslaagd"
    PARTLY = "PARTLY", "Interventie deels geslaagd"
    NO_EFFECT = "NO_EFFECT", "Interventie zonder resultaat"
    TO_RIEC = "TO_RIEC", "Overgedragen aan het RIEC"
    TO_PROSECUTOR = "TO_PROSECUTOR", "Overgedragen aan het OM"
    TOO_LITTLE = "TOO_LITTLE", "Onvoldoende aanwijzingen"
    NO_TASK = "NO_TASK", "Geen taak voor de gemeente"


class ActionState(models.TextChoices):
    """Where an action stands (domain 6.4)."""

    OPEN = "OPEN", "Open"
    IN_PROGRESS = "IN_PROGRESS", "In uitvoering"
    WAITING = "WAITING", "Wacht op ander"
    DONE = "DONE", "Gereed"
    VERIFIED = "VERIFIED", "Geverifieerd"
    DROPPED = "DROPPED", "Vervallen"


S, A = CaseState, ActionState
PROTOCOL = "model privacyprotocol CCV"
EDIT, DECIDE = "cases.edit", "cases.decide"
REPORT, VERIFY, DROP = "cases.report_action", "cases.verify_action", "cases.drop_action"

# The names of rules in cases/rules.py.
REASON, OWNER, BASIS, PARTS = "reason_given", "owner_chosen", "basis_given", "parts_present"
END, RESULT, EVALUATION = "end_given", "result_given", "evaluation_given"
START, ACTIONS_OVER = "retention_start_given", "actions_over"
RETENTION, UNHELD = "retention_over", "unheld"
CLOSING: Final = (RESULT, EVALUATION, START, ACTIONS_OVER)

# Work goes on in these; the parts can be changed.
RUNNING: Final = (S.PROPOSED, S.ACCEPTED, S.ENRICHING, S.ON_TABLE, S.IN_PROGRESS, S.MONITORING, S.REOPENED)
# Somebody leads the case, on a basis and for a purpose.
LED: Final = (S.ACCEPTED, S.ENRICHING, S.ON_TABLE, S.IN_PROGRESS, S.MONITORING, S.REOPENED)
ENDED: Final = (S.CLOSED, S.DESTROYED)


def _closing(*states: str) -> tuple[Transition, ...]:
    return tuple(Transition(state, S.CLOSED, DECIDE, CLOSING, f"{PROTOCOL}, stap 4") for state in states)


CASE_FLOW: Final = Flow(
    initial=S.PROPOSED,
    labels=dict(CaseState.choices),
    transitions=(
        # Somebody is put in charge, on a basis and for a purpose, before anything is collected
        Transition(S.PROPOSED, S.ACCEPTED, DECIDE, (OWNER, BASIS, REASON), f"{PROTOCOL}, beslismoment d"),
        Transition(S.ACCEPTED, S.ENRICHING, EDIT, (), f"{PROTOCOL}, stap 3"),
        # The table gets a case with something in it
        Transition(S.ACCEPTED, S.ON_TABLE, EDIT, (PARTS,), f"{PROTOCOL}, stap 3"),
        Transition(S.ENRICHING, S.ON_TABLE, EDIT, (PARTS,), f"{PROTOCOL}, stap 3"),
        Transition(S.REOPENED, S.ENRICHING, EDIT, (), f"{PROTOCOL}, stap 3"),
        Transition(S.REOPENED, S.ON_TABLE, EDIT, (PARTS,), f"{PROTOCOL}, stap 3"),
        # The table asks for more, has it done, or has it watched until a day
        Transition(S.ON_TABLE, S.ENRICHING, DECIDE, (REASON,), f"{PROTOCOL}, stap 3"),
        Transition(S.ON_TABLE, S.IN_PROGRESS, DECIDE, (REASON,), f"{PROTOCOL}, stap 4"),
        Transition(S.REOPENED, S.IN_PROGRESS, DECIDE, (REASON,), f"{PROTOCOL}, stap 4"),
        Transition(S.ON_TABLE, S.MONITORING, DECIDE, (REASON, END), "AVG 5 lid 1 onder e"),
        Transition(S.IN_PROGRESS, S.MONITORING, DECIDE, (REASON, END), "AVG 5 lid 1 onder e"),
        # Longer watching is a new decision with a new end
        Transition(S.MONITORING, S.MONITORING, DECIDE, (REASON, END), "AVG 5 lid 1 onder e"),
        Transition(S.IN_PROGRESS, S.ON_TABLE, EDIT, (REASON,), f"{PROTOCOL}, stap 4"),
        Transition(S.MONITORING, S.ON_TABLE, EDIT, (REASON,), f"{PROTOCOL}, stap 4"),
        Transition(S.MONITORING, S.IN_PROGRESS, DECIDE, (REASON,), f"{PROTOCOL}, stap 4"),
        # Closing, from everywhere; and after it
        *_closing(*RUNNING),
        Transition(S.CLOSED, S.REOPENED, DECIDE, (REASON, OWNER, BASIS)),
        Transition(S.CLOSED, S.DESTROYED, "system", (RETENTION, UNHELD), "Archiefwet 5; AVG 5 lid 1 onder e"),
    ),
)

# Where an action still asks something of somebody.
BUSY: Final = (A.OPEN, A.IN_PROGRESS, A.WAITING)
UNVERIFIED: Final = (*BUSY, A.DONE)

ACTION_FLOW: Final = Flow(
    initial=A.OPEN,
    labels=dict(ActionState.choices),
    transitions=(
        Transition(A.OPEN, A.IN_PROGRESS, REPORT),
        Transition(A.OPEN, A.WAITING, REPORT, (REASON,)),
        Transition(A.OPEN, A.DONE, REPORT, (RESULT,)),
        Transition(A.IN_PROGRESS, A.WAITING, REPORT, (REASON,)),
        Transition(A.IN_PROGRESS, A.DONE, REPORT, (RESULT,)),
        Transition(A.WAITING, A.IN_PROGRESS, REPORT),
        Transition(A.WAITING, A.DONE, REPORT, (RESULT,)),
        # The chair agrees, or sends it back with a reason
        Transition(A.DONE, A.VERIFIED, VERIFY, ("verified_by_another",)),
        Transition(A.DONE, A.IN_PROGRESS, VERIFY, (REASON,)),
        *(Transition(state, A.DROPPED, DROP, (REASON,)) for state in UNVERIFIED),
    ),
)
