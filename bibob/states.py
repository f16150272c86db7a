"""The life of an investigation under the Wet Bibob, as a table: from, to, what must be true, which article."""

from __future__ import annotations

from typing import Final

from django.db import models

from core.flow import Flow, Transition


class Stage(models.TextChoices):
    """Where an investigation stands."""

    TRIGGERED = "TRIGGERED", "Aanleiding"
    POLICY = "POLICY", "Toets aan beleid"
    FORM_OUT = "FORM_OUT", "Formulier uitgereikt"
    FORM_INCOMPLETE = "FORM_INCOMPLETE", "Formulier onvolledig"
    FORM_REFUSED = "FORM_REFUSED", "Formulier geweigerd"
    FORM_IN = "FORM_IN", "Formulier ontvangen"
    LIGHT = "LIGHT", "Eigen onderzoek, open bronnen"
    DEEP = "DEEP", "Eigen onderzoek, politie en justitie"
    CONCLUSION = "CONCLUSION", "Conclusie eigen onderzoek"
    LBB_ASKED = "LBB_ASKED", "Advies LBB gevraagd"
    LBB_SUPPLEMENTED = "LBB_SUPPLEMENTED", "Advies LBB aangevuld"
    LBB_RECEIVED = "LBB_RECEIVED", "Advies LBB ontvangen"
    INTENTION = "INTENTION", "Voornemen"
    VIEW = "VIEW", "Zienswijze ontvangen"
    DECIDED = "DECIDED", "Besluit genomen"
    OBJECTION = "OBJECTION", "Bezwaar of beroep"
    CLOSED = "CLOSED", "Afgesloten"


class Trigger(models.TextChoices):
    """Why somebody looks."""

    APPLICATION = "APPLICATION", "aanvraag"
    TIP_PROSECUTOR = "TIP_PROSECUTOR", "tip van de officier van justitie (Bibob 26)"
    TIP_AUTHORITY = "TIP_AUTHORITY", "tip van een ander bestuursorgaan"
    SIGNAL = "SIGNAL", "signaal"
    CHANGE = "CHANGE", "wijziging"


class DecisionKind(models.TextChoices):
    """For which decision the research is (domain 5.3)."""

    ALCOHOL = "ALCOHOL", "Alcoholwet 3"
    ENVIRONMENT = "ENVIRONMENT", "omgevingsvergunning"
    OPERATING = "OPERATING", "exploitatievergunning (APV 2:28)"
    GAMING = "GAMING", "speelgelegenheid (APV 2:39)"
    DESIGNATED = "DESIGNATED", "aangewezen gebied, straat of gebouw (APV 2:81b)"
    SEX = "SEX", "seksinrichting (APV 3:2)"
    SUBSIDY = "SUBSIDY", "subsidie beschermd wonen"
    PROPERTY = "PROPERTY", "vastgoedtransactie"
    OTHER = "OTHER", "ander besluit met Bibob-toets"


class Branch(models.TextChoices):
    """The branch of the application; never a property of a person."""

    WASTE = "WASTE", "afvalverwerking"
    ASBESTOS = "ASBESTOS", "asbestsanering"
    CARS = "CARS", "auto"
    DRUGS = "DRUGS", "drugs"
    ENERGY = "ENERGY", "energie"
    SOIL = "SOIL", "grondverzet en sanering"
    CATERING = "CATERING", "horeca"
    ROOMS = "ROOMS", "kamerverhuur"
    GAMBLING = "GAMBLING", "kansspel"
    HAIRDRESSERS = "HAIRDRESSERS", "kappers"
    PROSTITUTION = "PROSTITUTION", "prostitutie"
    RECYCLING = "RECYCLING", "recycling"
    WORSHIP = "WORSHIP", "gebedshuizen en stichtingen"
    BEAUTY = "BEAUTY", "schoonheidsverzorging"
    DEMOLITION = "DEMOLITION", "sloop"
    TELECOM = "TELECOM", "telecom"
    FIREWORKS = "FIREWORKS", "vuurwerk"


class Outcome(models.TextChoices):
    """What the research concluded."""

    NONE = "NONE", "geen gevaar"
    LESSER = "LESSER", "mindere mate van gevaar"
    SERIOUS = "SERIOUS", "ernstig gevaar"
    WITHDRAWN = "WITHDRAWN", "aanvraag ingetrokken"
    UNKNOWN = "UNKNOWN", "niet vast te stellen"
    NOT_TREATED = "NOT_TREATED", "buiten behandeling"


class Result(models.TextChoices):
    """What was decided."""

    GRANT = "GRANT", "verlenen"
    CONDITIONS = "CONDITIONS", "verlenen met voorschriften"
    REFUSE = "REFUSE", "weigeren"
    REVOKE = "REVOKE", "intrekken"
    NO_CONTRACT = "NO_CONTRACT", "niet aangaan of ontbinden"


class RelationKind(models.TextChoices):
    """How somebody stands to the activity (Bibob 3 lid 4)."""

    APPLICANT = "APPLICANT", "betrokkene: de aanvrager"
    LEADS = "LEADS", "geeft leiding"
    CONTROLS = "CONTROLS", "heeft zeggenschap"
    FINANCES = "FINANCES", "verschaft vermogen"
    PARTNERSHIP = "PARTNERSHIP", "zakelijk samenwerkingsverband"


S = Stage
DAY, OUTCOME, RESULT, REPORTED, WHY = "day", "outcome", "result", "reported", "why"
NEGATIVE: Final = frozenset({Result.CONDITIONS, Result.REFUSE, Result.REVOKE, Result.NO_CONTRACT})
# What must be told to the LBB at once, since 1 October 2022.
TO_REPORT: Final = frozenset({Outcome.LESSER, Outcome.SERIOUS})

_STEPS: Final = (
    (S.TRIGGERED, S.POLICY, (DAY,), "beleidsregel"),
    (S.POLICY, S.FORM_OUT, (DAY,), "Bibob 30"),
    (S.POLICY, S.CLOSED, (DAY, WHY), "beleidsregel"),
    (S.FORM_OUT, S.FORM_IN, (DAY,), "Bibob 30 lid 2"),
    (S.FORM_OUT, S.FORM_INCOMPLETE, (DAY,), "Bibob 30"),
    (S.FORM_OUT, S.FORM_REFUSED, (DAY,), "Bibob 4"),
    (S.FORM_INCOMPLETE, S.FORM_IN, (DAY,), "Bibob 30 lid 2"),
    (S.FORM_INCOMPLETE, S.FORM_REFUSED, (DAY,), "Bibob 4"),
    (S.FORM_REFUSED, S.CONCLUSION, (DAY, OUTCOME), "Bibob 4"),
    (S.FORM_IN, S.LIGHT, (DAY,), "Bibob 7a"),
    (S.LIGHT, S.DEEP, (DAY,), "Bibob 7a"),
    (S.LIGHT, S.CONCLUSION, (DAY, OUTCOME), "Bibob 3"),
    (S.DEEP, S.CONCLUSION, (DAY, OUTCOME), "Bibob 3"),
    (S.CONCLUSION, S.LBB_ASKED, (DAY,), "Bibob 15; 31; 32"),
    (S.CONCLUSION, S.INTENTION, (DAY,), "Bibob 33"),
    (S.CONCLUSION, S.DECIDED, (DAY, RESULT), "Bibob 3"),
    (S.LBB_ASKED, S.LBB_SUPPLEMENTED, (DAY,), "Bibob 15"),
    (S.LBB_ASKED, S.LBB_RECEIVED, (DAY, OUTCOME), "Bibob 15"),
    (S.LBB_SUPPLEMENTED, S.LBB_RECEIVED, (DAY, OUTCOME), "Bibob 15"),
    (S.LBB_RECEIVED, S.INTENTION, (DAY,), "Bibob 33"),
    (S.LBB_RECEIVED, S.DECIDED, (DAY, RESULT), "Bibob 3"),
    (S.INTENTION, S.VIEW, (DAY,), "Bibob 33"),
    (S.INTENTION, S.DECIDED, (DAY, RESULT), "Bibob 3"),
    (S.VIEW, S.DECIDED, (DAY, RESULT), "Bibob 3"),
    (S.DECIDED, S.OBJECTION, (DAY,), "Awb 6:4"),
    (S.DECIDED, S.CLOSED, (DAY, REPORTED), ""),
    (S.OBJECTION, S.CLOSED, (DAY, REPORTED), ""),
)
# Who applies may withdraw as long as nothing was decided; that he did is a fact for later.
_BEFORE_DECISION: Final = (
    S.TRIGGERED, S.FORM_OUT, S.FORM_INCOMPLETE, S.FORM_REFUSED, S.FORM_IN, S.LIGHT, S.DEEP,
    S.CONCLUSION, S.LBB_ASKED, S.LBB_SUPPLEMENTED, S.LBB_RECEIVED, S.INTENTION, S.VIEW,
)  # fmt: skip

FLOW: Final = Flow(
    initial=S.TRIGGERED,
    transitions=(
        *(
            Transition(source, target, "bibob.edit", needs, article)
            for source, target, needs, article in _STEPS
        ),
        *(
            Transition(source, S.CLOSED, "bibob.edit", (DAY, WHY, REPORTED), "")
            for source in _BEFORE_DECISION
        ),
    ),
    labels=dict(Stage.choices),
)
