"""The life of a control and of a finding, as tables: from, to, what must be true, which article."""

from __future__ import annotations

from typing import Final

from django.db import models

from core.flow import Flow, Transition


class InspectionState(models.TextChoices):
    """Where a control stands."""

    PREPARED = "PREPARED", "Voorbereid"
    PLANNED = "PLANNED", "Gepland"
    RUNNING = "RUNNING", "In uitvoering"
    FINISHED = "FINISHED", "Afgerond"
    CALLED_OFF = "CALLED_OFF", "Afgeblazen"


class Reason(models.TextChoices):
    """Why there is a control."""

    SIGNAL = "SIGNAL", "signalen"
    BRANCH = "BRANCH", "branche"
    AREA = "AREA", "gebied"
    RANDOM = "RANDOM", "aselect"


class Power(models.TextChoices):
    """With which power an organisation takes part."""

    SUPERVISOR = "SUPERVISOR", "toezichthouder (Awb 5:11 tot en met 5:20)"
    BOA = "BOA", "buitengewoon opsporingsambtenaar"
    STRONG_ARM = "STRONG_ARM", "sterke arm"
    OTHER = "OTHER", "andere eigen bevoegdheid"


class Entry(models.TextChoices):
    """How the premises were entered."""

    POWER = "POWER", "als toezichthouder, geen woning"
    CONSENT = "CONSENT", "met toestemming"
    WARRANT = "WARRANT", "met een machtiging"
    REFUSED = "REFUSED", "toegang geweigerd"


class StopOutcome(models.TextChoices):
    """How the visit to one address ended."""

    DONE = "DONE", "gecontroleerd"
    NOBODY = "NOBODY", "niemand aangetroffen"
    NO_ACCESS = "NO_ACCESS", "geen toegang"
    SKIPPED = "SKIPPED", "niet bezocht"


class LineKind(models.TextChoices):
    """What an inspector wrote down on the spot."""

    CHECK = "CHECK", "controlepunt"
    NOTE = "NOTE", "notitie"
    MET = "MET", "aangetroffen persoon"
    GOODS = "GOODS", "goed uit de steekproef"
    DEALER = "DEALER", "handelaar"


class Answer(models.TextChoices):
    """The answer to one point; YES is a breach, because the questions ask for what is wrong."""

    YES = "YES", "ja"
    NO = "NO", "nee"
    UNCHECKED = "UNCHECKED", "niet nagegaan"


class Revisit(models.TextChoices):
    """What the second visit showed."""

    MENDED = "MENDED", "hersteld"
    PARTLY = "PARTLY", "deels hersteld"
    NOT_MENDED = "NOT_MENDED", "niet hersteld"


class FindingState(models.TextChoices):
    """What happens with a finding."""

    OPEN = "OPEN", "Vastgelegd"
    PROPOSED = "PROPOSED", "Voorgesteld voor maatregel"
    TAKEN = "TAKEN", "Maatregel gestart"
    DECLINED = "DECLINED", "Geen maatregel"
    SETTLED = "SETTLED", "Afgedaan"


S, F = InspectionState, FindingState
STILL_OPEN: Final = (S.PREPARED, S.PLANNED, S.RUNNING)
PURPOSE, PARTNERS, POLICE, TEAM = "own_purpose", "powers_given", "strong_arm", "team_named"
MOMENT, ROUTE, REASONS, DWELLINGS = "moment_given", "route_made", "reasons_given", "dwellings_covered"
OUTCOMES, WHY, BREACH, NUMBER = "outcomes_given", "reason_given", "is_breach", "measure_named"
READY: Final = (MOMENT, PURPOSE, PARTNERS, POLICE, TEAM, ROUTE, REASONS, DWELLINGS)

FLOW: Final = Flow(
    initial=S.PREPARED,
    transitions=(
        Transition(S.PREPARED, S.PLANNED, "inspections.plan", READY, "Awb 5:11 tot en met 5:20"),
        Transition(S.PREPARED, S.CALLED_OFF, "inspections.plan", (WHY,)),
        Transition(S.PLANNED, S.PREPARED, "inspections.plan", ()),
        Transition(S.PLANNED, S.RUNNING, "inspections.visit", READY, "Awb 5:15"),
        Transition(S.PLANNED, S.CALLED_OFF, "inspections.plan", (WHY,)),
        Transition(S.RUNNING, S.FINISHED, "inspections.visit", (OUTCOMES,)),
        Transition(S.RUNNING, S.CALLED_OFF, "inspections.plan", (WHY,)),
    ),
    labels=dict(S.choices),
)
FINDING_FLOW: Final = Flow(
    initial=F.OPEN,
    transitions=(
        Transition(F.OPEN, F.PROPOSED, "inspections.visit", (BREACH, WHY)),
        Transition(F.OPEN, F.SETTLED, "inspections.visit", (WHY,)),
        Transition(F.PROPOSED, F.TAKEN, "inspections.follow", (NUMBER,)),
        Transition(F.PROPOSED, F.DECLINED, "inspections.follow", (WHY,)),
        Transition(F.DECLINED, F.PROPOSED, "inspections.visit", (BREACH, WHY)),
        Transition(F.SETTLED, F.PROPOSED, "inspections.visit", (BREACH, WHY)),
    ),
    labels=dict(F.choices),
)
# What the button of a step says.
STEP_WORDS: Final[dict[str, str]] = {
    S.PREPARED: "Terug naar voorbereiden",
    S.PLANNED: "Plan de controle",
    S.RUNNING: "Begin de controle",
    S.FINISHED: "Rond af",
    S.CALLED_OFF: "Blaas af",
    F.PROPOSED: "Stel een maatregel voor",
    F.SETTLED: "Handel zelf af",
    F.TAKEN: "Maatregel is gestart",
    F.DECLINED: "Geen maatregel",
}
