"""The life of a measure, as tables that a jurist can read: from, to, who, what must be true, which article.

One table per workflow. The conditions in ``needs`` are the rules of the same name in ``measures/rules.py``.
The term for a zienswijze runs in the state *voornemen verzonden*; the end of that state says whether a
zienswijze came.
"""

from __future__ import annotations

from typing import Final

from django.db import models

from core.flow import Flow, Transition
from reference.models import Workflow


class MeasureState(models.TextChoices):
    """Where a measure stands."""

    REPORTED = "REPORTED", "Rapportage of constatering ontvangen"
    ASSESSING = "ASSESSING", "In beoordeling"
    WARNED = "WARNED", "Gewaarschuwd"
    INTENTION_SENT = "INTENTION_SENT", "Voornemen verzonden"
    VIEW_RECEIVED = "VIEW_RECEIVED", "Zienswijze ontvangen"
    NO_VIEW = "NO_VIEW", "Geen zienswijze"
    ACTED = "ACTED", "Spoedeisende bestuursdwang toegepast"
    DECIDED = "DECIDED", "Besluit genomen"
    NOTIFIED = "NOTIFIED", "Bekendgemaakt"
    COMPLIANCE_TERM = "COMPLIANCE_TERM", "Begunstigingstermijn loopt"
    CLOSED = "CLOSED", "Feitelijk gesloten"
    EXTENDED = "EXTENDED", "Verlengd"
    REOPENED = "REOPENED", "Heropend"
    REOPENED_EARLY = "REOPENED_EARLY", "Eerder heropend op verzoek"
    ACTIVE = "ACTIVE", "Van kracht"
    COMPLIED = "COMPLIED", "Last uitgevoerd"
    APPLIED = "APPLIED", "Bestuursdwang toegepast"
    MAXIMUM_REACHED = "MAXIMUM_REACHED", "Maximum bereikt"
    EXPIRED = "EXPIRED", "Looptijd verstreken"
    LIFTED = "LIFTED", "Opgeheven"
    WITHDRAWN = "WITHDRAWN", "Ingetrokken"
    SUSPENDED_BY_COURT = "SUSPENDED_BY_COURT", "Geschorst door de rechter"
    ANNULLED_BY_COURT = "ANNULLED_BY_COURT", "Vernietigd door de rechter"
    ABANDONED = "ABANDONED", "Van afgezien"
    COMPLETED = "COMPLETED", "Afgerond"
    DESTROYED = "DESTROYED", "Vernietigd na de bewaartermijn"


S = MeasureState
EDIT, DECIDE = "measures.edit", "measures.decide"

# The names of rules in measures/rules.py.
REASON, GROUNDS, NOT_ANONYMOUS = "reason_given", "grounds_given", "not_anonymous_alone"
AUTHORITY, RECIPIENTS = "authority_fits", "recipients_known"
PROPORTIONATE, DEVIATION = "proportionality_complete", "deviation_explained"
VIEW_OVER, HEARD, URGENT = "view_term_over", "heard_or_excused", "urgent"
ON, NOTICE, MAXIMUM, DURATION = "day_given", "notice_given", "maximum_given", "duration_given"
SENT, COMPLIED_OR_OVER = "view_term_given", "compliance_term_over"
OFFENDER = "offender_known"
OVER, EARLY = "closure_over", "early_granted"
KEPT, UNHELD = "kept_long_enough", "nothing_open"
# No user takes this step: it follows when two people agreed (measures/operations/destroying.py).
SYSTEM: Final = "system"

# Nothing more is to be done; the retention clock runs.
ENDED: Final = frozenset({S.WARNED, S.ABANDONED, S.COMPLETED, S.DESTROYED})
# The decision exists: from here it is a fact of the past that a look-up must find.
IMPOSED: Final = frozenset(
    {
        S.WARNED,
        S.ACTED,
        S.DECIDED,
        S.NOTIFIED,
        S.COMPLIANCE_TERM,
        S.CLOSED,
        S.EXTENDED,
        S.REOPENED,
        S.REOPENED_EARLY,
        S.ACTIVE,
        S.COMPLIED,
        S.APPLIED,
        S.MAXIMUM_REACHED,
        S.EXPIRED,
        S.LIFTED,
        S.WITHDRAWN,
        S.SUSPENDED_BY_COURT,
        S.ANNULLED_BY_COURT,
        S.COMPLETED,
    }
)


def _hearing() -> tuple[Transition, ...]:
    """Voornemen and zienswijze, the same for every burdening decision (Awb 4:8 to 4:11)."""
    return (
        Transition(S.REPORTED, S.ASSESSING, EDIT),
        Transition(S.ASSESSING, S.INTENTION_SENT, EDIT, (ON, SENT, GROUNDS, NOT_ANONYMOUS), "Awb 4:8"),
        Transition(S.INTENTION_SENT, S.VIEW_RECEIVED, EDIT, (ON,), "Awb 4:8"),
        Transition(S.INTENTION_SENT, S.NO_VIEW, EDIT, (VIEW_OVER,), "Awb 4:8"),
        Transition(S.ASSESSING, S.ABANDONED, DECIDE, (REASON,)),
        Transition(S.INTENTION_SENT, S.ABANDONED, DECIDE, (REASON,)),
        Transition(S.VIEW_RECEIVED, S.ABANDONED, DECIDE, (REASON,)),
        Transition(S.NO_VIEW, S.ABANDONED, DECIDE, (REASON,)),
    )


def _decision(*needs: str, article: str) -> tuple[Transition, ...]:
    """The decision and its bekendmaking; without a hearing only where Awb 4:11 allows it."""
    every = (ON, AUTHORITY, GROUNDS, NOT_ANONYMOUS, *needs)
    return (
        Transition(S.VIEW_RECEIVED, S.DECIDED, DECIDE, every, article),
        Transition(S.NO_VIEW, S.DECIDED, DECIDE, every, article),
        Transition(S.ASSESSING, S.DECIDED, DECIDE, (*every, HEARD), f"{article}; Awb 4:11"),
        Transition(S.DECIDED, S.NOTIFIED, EDIT, (ON, NOTICE, RECIPIENTS), "Awb 3:41"),
        Transition(S.DECIDED, S.WITHDRAWN, DECIDE, (REASON, ON)),
    )


def _ends(*running: str) -> tuple[Transition, ...]:
    """What a court or the authority itself may do to a decision that stands, and its end."""
    found: list[Transition] = []
    for state in running:
        found += [
            Transition(state, S.SUSPENDED_BY_COURT, EDIT, (ON,), "Awb 8:81"),
            Transition(state, S.ANNULLED_BY_COURT, EDIT, (ON,), "Awb 8:72"),
            Transition(state, S.WITHDRAWN, DECIDE, (REASON, ON)),
        ]
    found += [
        Transition(S.SUSPENDED_BY_COURT, S.ANNULLED_BY_COURT, EDIT, (ON,), "Awb 8:72"),
        Transition(S.SUSPENDED_BY_COURT, S.WITHDRAWN, DECIDE, (REASON, ON)),
        Transition(S.WITHDRAWN, S.COMPLETED, EDIT),
        Transition(S.ANNULLED_BY_COURT, S.COMPLETED, EDIT),
    ]
    return tuple(found)


def _destruction(*parts: tuple[Transition, ...]) -> tuple[Transition, ...]:
    """After the retention period nothing about anybody is kept, unless something still needs it."""
    ends = {step.target for part in parts for step in part} & ENDED
    return tuple(
        Transition(state, S.DESTROYED, SYSTEM, (KEPT, UNHELD), "Archiefwet 5; AVG 5 lid 1 onder e")
        for state in sorted(ends)
    )


def _flow(*parts: tuple[Transition, ...]) -> Flow:
    return Flow(
        initial=S.REPORTED,
        transitions=tuple(step for part in (*parts, _destruction(*parts)) for step in part),
        labels=dict(MeasureState.choices),
    )


CLOSURE: Final = _flow(
    _hearing(),
    (
        Transition(S.ASSESSING, S.WARNED, DECIDE, (ON, REASON), "beleidsregel"),
        # Spoed: act first, decide after (Awb 5:31 lid 2)
        Transition(S.REPORTED, S.ACTED, DECIDE, (URGENT, ON, REASON), "Awb 5:31 lid 2"),
        Transition(S.ASSESSING, S.ACTED, DECIDE, (URGENT, ON, REASON), "Awb 5:31 lid 2"),
        Transition(
            S.ACTED,
            S.DECIDED,
            DECIDE,
            (ON, AUTHORITY, GROUNDS, NOT_ANONYMOUS, PROPORTIONATE, DURATION, DEVIATION),
            "Awb 5:31 lid 2; 4:11 onder a",
        ),
    ),
    _decision(PROPORTIONATE, DURATION, DEVIATION, article="Awb 5:21; de grondslag van de sluiting"),
    (
        Transition(S.NOTIFIED, S.COMPLIANCE_TERM, EDIT, (), "Awb 5:24 lid 2"),
        Transition(S.NOTIFIED, S.CLOSED, EDIT, (ON, DURATION)),
        Transition(S.COMPLIANCE_TERM, S.CLOSED, EDIT, (ON, DURATION), "Awb 5:24 lid 2"),
        Transition(S.CLOSED, S.EXTENDED, DECIDE, (REASON, DURATION)),
        Transition(S.EXTENDED, S.EXTENDED, DECIDE, (REASON, DURATION)),
        Transition(S.CLOSED, S.REOPENED, EDIT, (ON, OVER)),
        Transition(S.EXTENDED, S.REOPENED, EDIT, (ON, OVER)),
        Transition(S.CLOSED, S.REOPENED_EARLY, DECIDE, (ON, REASON, EARLY)),
        Transition(S.EXTENDED, S.REOPENED_EARLY, DECIDE, (ON, REASON, EARLY)),
        Transition(S.SUSPENDED_BY_COURT, S.CLOSED, EDIT, (ON, REASON), "Awb 8:81"),
        Transition(S.SUSPENDED_BY_COURT, S.REOPENED, EDIT, (ON,), "Awb 8:81"),
        Transition(S.REOPENED, S.COMPLETED, EDIT),
        Transition(S.REOPENED_EARLY, S.COMPLETED, EDIT),
    ),
    _ends(S.NOTIFIED, S.COMPLIANCE_TERM, S.CLOSED, S.EXTENDED, S.REOPENED, S.REOPENED_EARLY),
)

PENALTY: Final = _flow(
    _hearing(),
    (Transition(S.ASSESSING, S.WARNED, DECIDE, (ON, REASON), "beleidsregel"),),
    _decision(OFFENDER, MAXIMUM, article="Awb 5:32; 5:32b"),
    (
        Transition(S.NOTIFIED, S.COMPLIANCE_TERM, EDIT, (), "Awb 5:32a lid 2"),
        # A last that only forbids a repeat may work at once.
        Transition(S.NOTIFIED, S.ACTIVE, EDIT),
        Transition(S.COMPLIANCE_TERM, S.ACTIVE, EDIT, (COMPLIED_OR_OVER,), "Awb 5:32a lid 2"),
        Transition(S.COMPLIANCE_TERM, S.COMPLIED, EDIT, (ON,)),
        Transition(S.ACTIVE, S.COMPLIED, EDIT, (ON,)),
        Transition(S.ACTIVE, S.MAXIMUM_REACHED, EDIT, (ON,), "Awb 5:32b lid 2"),
        Transition(S.ACTIVE, S.EXPIRED, EDIT, (ON,)),
        Transition(S.ACTIVE, S.LIFTED, DECIDE, (ON, REASON), "Awb 5:34"),
        Transition(S.MAXIMUM_REACHED, S.LIFTED, DECIDE, (ON, REASON), "Awb 5:34"),
        Transition(S.SUSPENDED_BY_COURT, S.ACTIVE, EDIT, (ON, REASON), "Awb 8:81"),
        *(
            Transition(state, S.COMPLETED, EDIT)
            for state in (S.COMPLIED, S.MAXIMUM_REACHED, S.EXPIRED, S.LIFTED)
        ),
    ),
    _ends(S.NOTIFIED, S.COMPLIANCE_TERM, S.ACTIVE, S.MAXIMUM_REACHED),
)

ENFORCEMENT: Final = _flow(
    _hearing(),
    (
        Transition(S.REPORTED, S.ACTED, DECIDE, (URGENT, ON, REASON), "Awb 5:31 lid 2"),
        Transition(S.ASSESSING, S.ACTED, DECIDE, (URGENT, ON, REASON), "Awb 5:31 lid 2"),
        Transition(S.ACTED, S.DECIDED, DECIDE, (ON, AUTHORITY, GROUNDS, NOT_ANONYMOUS), "Awb 5:31 lid 2"),
    ),
    _decision(article="Awb 5:21; 5:24"),
    (
        Transition(S.NOTIFIED, S.COMPLIANCE_TERM, EDIT, (), "Awb 5:24 lid 2"),
        Transition(S.NOTIFIED, S.COMPLETED, EDIT, (URGENT,), "Awb 5:31"),
        Transition(S.COMPLIANCE_TERM, S.COMPLIED, EDIT, (ON,)),
        Transition(S.COMPLIANCE_TERM, S.APPLIED, EDIT, (ON, COMPLIED_OR_OVER), "Awb 5:31a"),
        Transition(S.SUSPENDED_BY_COURT, S.COMPLIANCE_TERM, EDIT, (ON, REASON), "Awb 8:81"),
        Transition(S.COMPLIED, S.COMPLETED, EDIT),
        Transition(S.APPLIED, S.COMPLETED, EDIT),
    ),
    _ends(S.NOTIFIED, S.COMPLIANCE_TERM, S.APPLIED),
)

# Gebiedsverbod, gedragsaanwijzing, decisions on permits, boete: decided, in force for a time, over.
STANDING: Final = _flow(
    _hearing(),
    (Transition(S.ASSESSING, S.WARNED, DECIDE, (ON, REASON), "beleidsregel"),),
    _decision(OFFENDER, article="de grondslag van het besluit"),
    (
        Transition(S.NOTIFIED, S.ACTIVE, EDIT),
        Transition(S.ACTIVE, S.EXTENDED, DECIDE, (REASON, DURATION)),
        Transition(S.EXTENDED, S.EXTENDED, DECIDE, (REASON, DURATION)),
        Transition(S.ACTIVE, S.EXPIRED, EDIT, (ON,)),
        Transition(S.EXTENDED, S.EXPIRED, EDIT, (ON,)),
        Transition(S.ACTIVE, S.COMPLIED, EDIT, (ON,)),
        Transition(S.SUSPENDED_BY_COURT, S.ACTIVE, EDIT, (ON, REASON), "Awb 8:81"),
        Transition(S.EXPIRED, S.COMPLETED, EDIT),
        Transition(S.COMPLIED, S.COMPLETED, EDIT),
    ),
    _ends(S.NOTIFIED, S.ACTIVE, S.EXTENDED),
)

WARNING: Final = _flow(
    (
        Transition(S.REPORTED, S.ASSESSING, EDIT),
        Transition(S.ASSESSING, S.WARNED, DECIDE, (ON, REASON, GROUNDS, NOT_ANONYMOUS), "beleidsregel"),
        Transition(S.ASSESSING, S.ABANDONED, DECIDE, (REASON,)),
    ),
)

FLOWS: Final[dict[str, Flow]] = {
    Workflow.CLOSURE: CLOSURE,
    Workflow.PENALTY: PENALTY,
    Workflow.ENFORCEMENT: ENFORCEMENT,
    Workflow.ORDER: STANDING,
    Workflow.PERMIT: STANDING,
    Workflow.FINE: STANDING,
    Workflow.OTHER: STANDING,
    Workflow.WARNING: WARNING,
}

# What the form of a step asks besides its date and reason; names of fields of measures.models.Measure.
ASKED: Final[dict[str, tuple[str, ...]]] = {
    S.INTENTION_SENT: ("view_until",),
    S.DECIDED: ("decision_number", "unheard_ground", "months", "weeks", "ends_on"),
    S.NOTIFIED: ("notice", "sent_on"),
    S.COMPLIANCE_TERM: ("compliance_until",),
    S.CLOSED: ("starts_at",),
    S.ACTIVE: ("starts_at",),
    S.EXTENDED: ("ends_on",),
}
