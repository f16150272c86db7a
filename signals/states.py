"""The life of a signal, as a table (model protocol of the CCV, steps 1 to 3).

A jurist can read it: from, to, who may do it, what must be true first. The conditions in ``needs``
are the rules of the same name in ``signals/rules.py``.
"""

from django.db import models

from core.flow import Flow, Transition


class SignalState(models.TextChoices):
    """Where a signal stands."""

    NEW = "NEW", "Nieuw"
    INTAKE = "INTAKE", "In behandeling"
    WEIGHING = "WEIGHING", "In weging"
    WEIGHING_3 = "WEIGHING_3", "Weging 3"
    AWAITING_POLICE = "AWAITING_POLICE", "Wacht op afstemming politie"
    SUSPENDED = "SUSPENDED", "Wacht op antwoord"
    NOT_UNDERMINING = "NOT_UNDERMINING", "Geen ondermijning"
    REFERRED = "REFERRED", "Doorverwezen"
    NO_FOLLOW_UP = "NO_FOLLOW_UP", "Geen vervolg"
    WITH_DEPARTMENT = "WITH_DEPARTMENT", "Bij afdeling"
    WITH_RIEC = "WITH_RIEC", "Bij RIEC"
    FURTHER_ANALYSIS = "FURTHER_ANALYSIS", "Vervolganalyse"
    JOINED_TO_CASE = "JOINED_TO_CASE", "Gekoppeld aan casus"
    MERGED = "MERGED", "Samengevoegd"
    HANDLED = "HANDLED", "Afgehandeld"
    DESTROYED = "DESTROYED", "Vernietigd"


S = SignalState

# Outcomes that do something with a signal: for M. only after alignment with the police.
FOLLOW_UP = (S.WITH_DEPARTMENT, S.WITH_RIEC, S.FURTHER_ANALYSIS, S.JOINED_TO_CASE, S.REFERRED)
# Outcomes after which the content is sealed for one year and then destroyed.
SEALED = (S.NO_FOLLOW_UP, S.NOT_UNDERMINING)
OPEN = (S.NEW, S.INTAKE, S.WEIGHING, S.WEIGHING_3, S.AWAITING_POLICE, S.SUSPENDED)


class Lane(models.TextChoices):
    """The columns of the triage inbox."""

    NEW = "nieuw", "Nieuw"
    WAITING = "wacht", "Wacht op antwoord"
    WEIGHING_3 = "weging-3", "Weging 3"
    FOLLOW_UP = "vervolg", "Vervolg"
    SEALED = "verzegeld", "Verzegeld"
    DONE = "klaar", "Afgehandeld"


LANES: dict[str, str] = {
    S.NEW: Lane.NEW,
    S.INTAKE: Lane.NEW,
    S.WEIGHING: Lane.NEW,
    S.WEIGHING_3: Lane.WEIGHING_3,
    S.AWAITING_POLICE: Lane.WAITING,
    S.SUSPENDED: Lane.WAITING,
    S.NOT_UNDERMINING: Lane.SEALED,
    S.NO_FOLLOW_UP: Lane.SEALED,
    S.REFERRED: Lane.DONE,
    S.WITH_DEPARTMENT: Lane.FOLLOW_UP,
    S.WITH_RIEC: Lane.FOLLOW_UP,
    S.FURTHER_ANALYSIS: Lane.FOLLOW_UP,
    S.JOINED_TO_CASE: Lane.FOLLOW_UP,
    S.MERGED: Lane.DONE,
    S.HANDLED: Lane.DONE,
    S.DESTROYED: Lane.DONE,
}

# What the reporter reads; never more than this.
SHORT_STATUS: dict[str, str] = {
    S.NEW: "ontvangen",
    S.INTAKE: "in behandeling",
    S.WEIGHING: "in behandeling",
    S.WEIGHING_3: "in behandeling",
    S.AWAITING_POLICE: "in behandeling",
    S.SUSPENDED: "in behandeling",
    S.NOT_UNDERMINING: "geen vervolg",
    S.NO_FOLLOW_UP: "geen vervolg",
    S.REFERRED: "doorgegeven",
    S.WITH_DEPARTMENT: "opgepakt",
    S.WITH_RIEC: "opgepakt",
    S.FURTHER_ANALYSIS: "opgepakt",
    S.JOINED_TO_CASE: "opgepakt",
    S.MERGED: "in behandeling",
    S.HANDLED: "afgerond",
    S.DESTROYED: "afgerond",
}

PROTOCOL = "model privacyprotocol CCV"
ASSESS, DECIDE, ASSIGN = "signals.assess", "signals.decide", "signals.assign"
W1_YES, W1_NO = "first_weighing_yes", "first_weighing_no"
NO_TASK_OR_TERRITORY = "second_weighing_no"
TASK_AND_TERRITORY = "second_weighing_yes"
W3_DONE, REASON, POLICE = "third_weighing_answered", "reason_given", "police_agreed"
BASIS = "legal_basis_given"

FLOW = Flow(
    initial=S.NEW,
    labels=dict(SignalState.choices),
    transitions=(
        # Step 1: receipt and intake
        Transition(S.NEW, S.INTAKE, ASSIGN, article=f"{PROTOCOL}, stap 1"),
        Transition(S.INTAKE, S.NEW, ASSIGN),
        Transition(S.NEW, S.WEIGHING, ASSESS, article=f"{PROTOCOL}, stap 1"),
        Transition(S.INTAKE, S.WEIGHING, ASSESS, article=f"{PROTOCOL}, stap 1"),
        # Weging 1: does it concern ondermijning?
        Transition(S.WEIGHING, S.NOT_UNDERMINING, DECIDE, (W1_NO, REASON), f"{PROTOCOL}, weging 1"),
        # Weging 2A and 2B: a municipal task, on our own territory?
        Transition(
            S.WEIGHING,
            S.REFERRED,
            DECIDE,
            (NO_TASK_OR_TERRITORY, REASON, BASIS, POLICE),
            f"{PROTOCOL}, weging 2",
        ),
        Transition(
            S.WEIGHING,
            S.WEIGHING_3,
            ASSESS,
            (W1_YES, TASK_AND_TERRITORY),
            f"{PROTOCOL}, weging 2",
        ),
        # Weging 3 and the moment of decision (a, b, c, d)
        Transition(
            S.WEIGHING_3,
            S.NO_FOLLOW_UP,
            DECIDE,
            (W3_DONE, REASON),
            f"{PROTOCOL}, beslismoment a",
        ),
        Transition(
            S.WEIGHING_3,
            S.WITH_DEPARTMENT,
            DECIDE,
            (W3_DONE, REASON, BASIS, POLICE),
            f"{PROTOCOL}, beslismoment b",
        ),
        Transition(
            S.WEIGHING_3,
            S.WITH_RIEC,
            DECIDE,
            (W3_DONE, REASON, BASIS, POLICE),
            f"{PROTOCOL}, beslismoment c",
        ),
        Transition(
            S.WEIGHING_3,
            S.FURTHER_ANALYSIS,
            DECIDE,
            (W3_DONE, REASON, BASIS, POLICE),
            f"{PROTOCOL}, beslismoment d",
        ),
        # Step 3: after further analysis the same decisions again
        Transition(S.FURTHER_ANALYSIS, S.NO_FOLLOW_UP, DECIDE, (REASON,), f"{PROTOCOL}, stap 3"),
        Transition(
            S.FURTHER_ANALYSIS,
            S.WITH_DEPARTMENT,
            DECIDE,
            (REASON, BASIS, POLICE),
            f"{PROTOCOL}, stap 3",
        ),
        Transition(
            S.FURTHER_ANALYSIS,
            S.WITH_RIEC,
            DECIDE,
            (REASON, BASIS, POLICE),
            f"{PROTOCOL}, stap 3",
        ),
        Transition(S.FURTHER_ANALYSIS, S.JOINED_TO_CASE, DECIDE, (REASON, POLICE), f"{PROTOCOL}, stap 3"),
        # Taken out of its last case, a signal is decided upon anew
        Transition(S.JOINED_TO_CASE, S.FURTHER_ANALYSIS, DECIDE, (REASON, POLICE), f"{PROTOCOL}, stap 3"),
        # Waiting: for the police (M. only) or for an answer
        Transition(S.AWAITING_POLICE, S.NEW, "mreports.align", (POLICE,), "contract M."),
        Transition(S.AWAITING_POLICE, S.NO_FOLLOW_UP, DECIDE, (REASON,), "contract M."),
        Transition(S.NEW, S.SUSPENDED, ASSESS, (REASON,)),
        Transition(S.INTAKE, S.SUSPENDED, ASSESS, (REASON,)),
        Transition(S.WEIGHING, S.SUSPENDED, ASSESS, (REASON,)),
        Transition(S.WEIGHING_3, S.SUSPENDED, ASSESS, (REASON,)),
        Transition(S.SUSPENDED, S.WEIGHING, ASSESS),
        # The same report twice
        Transition(S.NEW, S.MERGED, "signals.edit", (REASON,)),
        Transition(S.INTAKE, S.MERGED, "signals.edit", (REASON,)),
        Transition(S.WEIGHING, S.MERGED, "signals.edit", (REASON,)),
        # Closing and destruction
        Transition(S.WITH_DEPARTMENT, S.HANDLED, DECIDE, (REASON,)),
        Transition(S.WITH_RIEC, S.HANDLED, DECIDE, (REASON,)),
        Transition(S.JOINED_TO_CASE, S.HANDLED, DECIDE, (REASON,)),
        Transition(
            S.NO_FOLLOW_UP, S.DESTROYED, "system", ("sealed_year_over",), f"{PROTOCOL}, beslismoment a"
        ),
        Transition(S.NOT_UNDERMINING, S.DESTROYED, "system", ("sealed_year_over",), "AVG 5 lid 1 onder e"),
        Transition(S.MERGED, S.DESTROYED, "system", ("sealed_year_over",), "AVG 5 lid 1 onder e"),
        Transition(S.REFERRED, S.DESTROYED, "system", ("sealed_year_over",), "AVG 5 lid 1 onder e"),
        Transition(S.HANDLED, S.DESTROYED, "system", ("retention_over",), "AVG 5 lid 1 onder e"),
        # With its last case
        Transition(S.JOINED_TO_CASE, S.DESTROYED, "system", ("retention_over",), "AVG 5 lid 1 onder e"),
    ),
)
