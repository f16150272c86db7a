"""The life of a meeting and of an item on its agenda, as tables: from, to, who, what must be true, which article."""

from __future__ import annotations

from typing import Final

from django.db import models

from core.flow import Flow, Transition


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    PREPARING = "PREPARING", "Voorbereiding"
    PUBLISHED = "PUBLISHED", "Gepubliceerd"
    RUNNING = "RUNNING", "Bezig"
    MINUTES_PROPOSED = "MINUTES_PROPOSED", "Verslag voorgesteld"
    ADOPTED = "ADOPTED", "Verslag vastgesteld"
    COMPLETED = "COMPLETED", "Afgerond"
    CANCELLED = "CANCELLED", "Afgelast"


class ItemState(models.TextChoices):
    """Where an item stands."""

    PLANNED = "PLANNED", "Op de agenda"
    DISCUSSED = "DISCUSSED", "Besproken"
    CARRIED = "CARRIED", "Doorgeschoven"
    PARKED = "PARKED", "Geparkeerd"
    WITHDRAWN = "WITHDRAWN", "Van de agenda"


class ItemKind(models.TextChoices):
    """What kind of item it is (domain 6.2)."""

    NEW_SIGNAL = "NEW_SIGNAL", "Nieuw signaal"
    M_ALIGNMENT = "M_ALIGNMENT", "Afstemming anonieme informatie"
    RUNNING_CASE = "RUNNING_CASE", "Lopende casus"
    FEEDBACK = "FEEDBACK", "Terugkoppeling"
    PHENOMENON = "PHENOMENON", "Fenomeen"
    PLAN_CONTROL = "PLAN_CONTROL", "Controle plannen"
    PROPOSAL = "PROPOSAL", "Bestuurlijk voorstel"
    ANNOUNCEMENT = "ANNOUNCEMENT", "Mededeling"


class Goal(models.TextChoices):
    """What the table is asked to do."""

    INFORM = "INFORM", "Informeren"
    WEIGH = "WEIGH", "Wegen"
    DECIDE = "DECIDE", "Besluiten"


class Answer(models.TextChoices):
    """What somebody answered to an invitation."""

    OPEN = "OPEN", "Nog geen antwoord"
    ACCEPTED = "ACCEPTED", "Komt"
    DECLINED = "DECLINED", "Komt niet"


class Rhythm(models.TextChoices):
    """How often a series meets."""

    NONE = "NONE", "Geen vast ritme"
    TWO_WEEKS = "TWO_WEEKS", "Elke twee weken"
    MONTH = "MONTH", "Elke vier weken"
    SIX_WEEKS = "SIX_WEEKS", "Elke zes weken"
    QUARTER = "QUARTER", "Elke twaalf weken"


WEEKS: Final = {Rhythm.TWO_WEEKS: 2, Rhythm.MONTH: 4, Rhythm.SIX_WEEKS: 6, Rhythm.QUARTER: 12}

M, I = MeetingState, ItemState  # noqa: E741 -- two tables below, one letter each
PREPARE, SEND, LEAD = "casustafel.prepare", "casustafel.send", "casustafel.lead"
# The names of rules in casustafel/rules.py.
TWO_PEOPLE, SOMETHING_TO_DISCUSS, EVERYONE_MAY, REASON = (
    "two_people",
    "something_to_discuss",
    "everyone_may",
    "reason_given",
)

MEETING_FLOW: Final = Flow(
    initial=M.PREPARING,
    transitions=(
        Transition(M.PREPARING, M.PUBLISHED, SEND, (SOMETHING_TO_DISCUSS, EVERYONE_MAY, TWO_PEOPLE)),
        Transition(M.PREPARING, M.CANCELLED, PREPARE, (REASON,)),
        Transition(M.PUBLISHED, M.RUNNING, LEAD),
        Transition(M.PUBLISHED, M.CANCELLED, PREPARE, (REASON,)),
        Transition(M.RUNNING, M.MINUTES_PROPOSED, LEAD),
        Transition(M.MINUTES_PROPOSED, M.RUNNING, LEAD),
        Transition(M.MINUTES_PROPOSED, M.ADOPTED, LEAD),
        Transition(M.ADOPTED, M.COMPLETED, LEAD),
    ),
    labels=dict(MeetingState.choices),
)

ITEM_FLOW: Final = Flow(
    initial=I.PLANNED,
    transitions=(
        Transition(I.PLANNED, I.DISCUSSED, LEAD),
        Transition(I.DISCUSSED, I.PLANNED, LEAD),
        Transition(I.PLANNED, I.CARRIED, PREPARE),
        Transition(I.PLANNED, I.PARKED, PREPARE, (REASON,)),
        Transition(I.PLANNED, I.WITHDRAWN, PREPARE, (REASON,)),
        Transition(I.PARKED, I.PLANNED, PREPARE),
        Transition(I.PARKED, I.WITHDRAWN, PREPARE, (REASON,)),
    ),
    labels=dict(ItemState.choices),
)

# The agenda can still be arranged.
ARRANGEABLE: Final = frozenset({M.PREPARING, M.PUBLISHED, M.RUNNING})
# Who was invited may read.
OPEN_TO_GUESTS: Final = frozenset(
    {M.PUBLISHED, M.RUNNING, M.MINUTES_PROPOSED, M.ADOPTED, M.COMPLETED, M.CANCELLED}
)
# What an agenda shows.
ON_AGENDA: Final = frozenset({I.PLANNED, I.DISCUSSED, I.CARRIED})
# A meeting that is not done, and an item of it that it has not passed on.
MEETING_OPEN: Final = frozenset({M.PREPARING, M.PUBLISHED, M.RUNNING, M.MINUTES_PROPOSED})
ITEM_OPEN: Final = frozenset({I.PLANNED, I.DISCUSSED})
