"""The life of minutes, the kinds of blocks, and what the table can decide with what must follow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models

from core.flow import Flow, Transition


class MinutesState(models.TextChoices):
    """Where the minutes of an item stand."""

    CONCEPT = "CONCEPT", "Concept"
    PROPOSED = "PROPOSED", "Voorgesteld"
    ADOPTED = "ADOPTED", "Vastgesteld"
    CORRECTING = "CORRECTING", "Wordt verbeterd"


class BlockKind(models.TextChoices):
    """What a block is."""

    INFORMATION = "INFORMATION", "Informatie"
    DECISION = "DECISION", "Besluit"
    ACTION = "ACTION", "Actie"
    FOLLOW_UP = "FOLLOW_UP", "Vervolg"


class DecisionKind(models.TextChoices):
    """What the table can decide (domain 6.3)."""

    ADOPT = "ADOPT", "Oppakken door de gemeente"
    ADMINISTRATIVE = "ADMINISTRATIVE", "Bestuurlijke maatregel voorbereiden"
    TO_RIEC = "TO_RIEC", "Inbrengen bij het RIEC"
    TO_POLICE = "TO_POLICE", "Doorzetten naar de politie"
    TO_PROSECUTOR = "TO_PROSECUTOR", "Doorzetten naar het OM"
    TO_TAX = "TO_TAX", "Doorzetten naar de Belastingdienst"
    TO_LABOUR = "TO_LABOUR", "Doorzetten naar de Arbeidsinspectie"
    TO_ODT = "TO_ODT", "Doorzetten naar de omgevingsdienst"
    TO_OTHER = "TO_OTHER", "Doorzetten naar een ander"
    JOINT_CONTROL = "JOINT_CONTROL", "Integrale controle plannen"
    MONITOR = "MONITOR", "Monitoren"
    MORE_INFO = "MORE_INFO", "Aanvullende informatie vragen"
    INFORM_MAYOR = "INFORM_MAYOR", "Burgemeester informeren"
    NO_ACTION = "NO_ACTION", "Geen actie"
    CLOSE = "CLOSE", "Afsluiten"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What must be there before a decision counts: fields of its form, and whether an action hangs on it."""

    fields: tuple[str, ...] = ()
    action: bool = False
    hint: str = ""


K = DecisionKind
_PASS_ON: Final = FollowUp(
    ("legal_basis", "sent_on"), hint="Op welke grondslag, en wanneer gaat het naar de ontvanger?"
)
FOLLOW_UPS: Final[dict[str, FollowUp]] = {
    K.ADOPT: FollowUp(action=True, hint="Wie doet wat, en wanneer is het klaar?"),
    K.ADMINISTRATIVE: FollowUp(action=True, hint="De jurist start hiermee de maatregel."),
    K.TO_RIEC: FollowUp(("legal_basis", "sent_on"), hint="Wanneer gaat het formulier naar het RIEC?"),
    K.TO_POLICE: _PASS_ON,
    K.TO_PROSECUTOR: _PASS_ON,
    K.TO_TAX: _PASS_ON,
    K.TO_LABOUR: _PASS_ON,
    K.TO_ODT: _PASS_ON,
    K.TO_OTHER: FollowUp(("recipient", "legal_basis", "sent_on"), hint=_PASS_ON.hint),
    K.JOINT_CONTROL: FollowUp(action=True, hint="Wie plant de controle?"),
    K.MONITOR: FollowUp(("until",), hint="Monitoren heeft altijd een einddatum."),
    K.MORE_INFO: FollowUp(("legal_basis",), action=True, hint="Wie vraagt wat op, en op welke grondslag?"),
    K.INFORM_MAYOR: FollowUp(),
    K.NO_ACTION: FollowUp(hint="De bewaartermijn gaat lopen."),
    K.CLOSE: FollowUp(hint="Geef bij de casus het resultaat en de evaluatie."),
}

S, LEAD, ADOPT = MinutesState, "casustafel.lead", "casustafel.adopt"
OUTCOMES, OWNERS, TWO_READERS, REASON = (
    "every_item_an_outcome",
    "every_action_an_owner",
    "two_readers",
    "reason_given",
)

MINUTES_FLOW: Final = Flow(
    initial=S.CONCEPT,
    labels=dict(MinutesState.choices),
    transitions=(
        Transition(S.CONCEPT, S.PROPOSED, LEAD, (OUTCOMES, OWNERS)),
        Transition(S.PROPOSED, S.CONCEPT, LEAD),
        # Two people read it in the next meeting; then it is locked
        Transition(S.PROPOSED, S.ADOPTED, ADOPT, (TWO_READERS,)),
        # What was adopted stays as it is: a correction becomes the next edition
        Transition(S.ADOPTED, S.CORRECTING, LEAD, (REASON,)),
        Transition(S.CORRECTING, S.PROPOSED, LEAD, (OUTCOMES, OWNERS)),
    ),
)
WRITABLE: Final = frozenset({S.CONCEPT, S.CORRECTING})
