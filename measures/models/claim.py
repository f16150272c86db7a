"""Money that somebody owes the municipality, and everything that happened to it.

A verbeurte of a dwangsom is a claim of its own; so are costs of bestuursdwang, a boete, and, as a
balance only, what other teams claim. The row holds what is owed since when; the events are the ledger
from which state, balance and verjaring are derived (:mod:`measures.claims`).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.records import Part, Record
from encryption.fields import EncryptedCharField, EncryptedTextField
from measures.models.measure import Measure
from measures.policy import ClaimPolicy
from subjects.models import Subject


class ClaimKind(models.TextChoices):
    """What the money is for; of benefit and tax only the balance is kept (Participatiewet 65, AWR 67)."""

    PENALTY = "PENALTY", "verbeurde dwangsom"
    COSTS = "COSTS", "kosten van bestuursdwang"
    FINE = "FINE", "bestuurlijke boete"
    BENEFIT = "BENEFIT", "uitkering (alleen saldo)"
    TAX = "TAX", "belasting (alleen saldo)"
    FEES = "FEES", "leges"
    SUBSIDY = "SUBSIDY", "subsidie"
    RENT = "RENT", "huur van gemeentelijk vastgoed"


class ClaimState(models.TextChoices):
    """Where the collection stands; derived from the events."""

    DUE = "DUE", "betaaltermijn loopt"
    UNPAID = "UNPAID", "betaaltermijn voorbij"
    INTENTION = "INTENTION", "voornemen tot invordering"
    COLLECTION = "COLLECTION", "invorderingsbeschikking"
    REMINDED = "REMINDED", "aangemaand"
    WRIT = "WRIT", "dwangbevel"
    EXECUTION = "EXECUTION", "bij de deurwaarder"
    ARRANGEMENT = "ARRANGEMENT", "betalingsregeling"
    PAID = "PAID", "betaald"
    REMITTED = "REMITTED", "kwijtgescholden"
    WAIVED = "WAIVED", "afgezien van invordering"
    UNCOLLECTABLE = "UNCOLLECTABLE", "oninbaar"
    LAPSED = "LAPSED", "verjaard"


class Claim(Record):
    """One sum that one debtor owes; ``state``, ``balance`` and ``lapses_on`` follow the events."""

    policy = ClaimPolicy()

    kind = models.CharField("soort", max_length=10, choices=ClaimKind)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="claims")
    debtor = models.ForeignKey(Subject, models.PROTECT, related_name="claims", verbose_name="schuldenaar")
    amount = models.DecimalField("bedrag", max_digits=12, decimal_places=2)
    incurred_on = models.DateField("verbeurd of ontstaan op")
    # An old register often tells no day: then it is the first day on which it can have been.
    day_estimated = models.BooleanField("dag niet bekend", default=False, editable=False)
    incurred_time = models.TimeField("tijd", null=True)
    place = EncryptedCharField("plaats", max_length=200, context="measures.claim.place", null=True)
    observer = EncryptedCharField(
        "vastgesteld door", max_length=120, context="measures.claim.observer", null=True
    )
    evidence = EncryptedTextField("constatering", context="measures.claim.evidence", null=True)
    due_on = models.DateField("te betalen voor of op", null=True)
    state = models.CharField(
        "status", max_length=14, choices=ClaimState, default=ClaimState.DUE, editable=False
    )
    paid = models.DecimalField("betaald", max_digits=12, decimal_places=2, default=0, editable=False)
    balance = models.DecimalField("open", max_digits=12, decimal_places=2, editable=False)
    lapses_on = models.DateField("verjaart na", null=True, editable=False)
    origin_key = models.BinaryField(null=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = "vordering"
        verbose_name_plural = "vorderingen"
        default_permissions = ()
        indexes = [
            *Record.Meta.indexes,
            models.Index(
                fields=["lapses_on", "id"],
                include=["acl", "confidentiality"],
                condition=Q(balance__gt=0),
                name="measures_claim_open",
            ),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gt=0), name="measures_claim_amount"),
            models.CheckConstraint(
                condition=Q(balance__gte=0) & Q(balance__lte=F("amount")), name="measures_claim_balance"
            ),
            # A verbeurte belongs to its last, and rests on a constatering.
            models.CheckConstraint(
                condition=~Q(kind=ClaimKind.PENALTY) | Q(measure__isnull=False),
                name="measures_claim_penalty_of_measure",
            ),
            models.UniqueConstraint(
                fields=["owner", "origin_key"],
                condition=~Q(origin_key=None),
                name="measures_claim_origin_once",
            ),
        ]

    @property
    def address(self) -> str:
        """Where the claim is shown."""
        return f"/maatregelen/vorderingen/{self.number}/"


class ClaimEventKind(models.TextChoices):
    """What can happen to a claim. Which of them interrupt or extend verjaring stands in legal.limitation."""

    INTENTION = "INTENTION", "voornemen tot invordering"
    COLLECTION = "COLLECTION", "invorderingsbeschikking bekendgemaakt"
    REMINDER = "REMINDER", "aanmaning verzonden"
    WRIT = "WRIT", "dwangbevel betekend"
    EXECUTION = "EXECUTION", "daad van tenuitvoerlegging"
    SETOFF = "SETOFF", "verrekeningsbeschikking"
    LEGAL_ACTION = "LEGAL_ACTION", "daad van rechtsvervolging"
    ACKNOWLEDGEMENT = "ACKNOWLEDGEMENT", "erkenning door de schuldenaar"
    PAYMENT = "PAYMENT", "betaling"
    DEFERMENT = "DEFERMENT", "uitstel van betaling"
    ARRANGEMENT = "ARRANGEMENT", "betalingsregeling"
    SUSPENSION_OF_PAYMENTS = "SUSPENSION", "surseance van betaling"
    BANKRUPTCY = "BANKRUPTCY", "faillissement"
    DEBT_RESCHEDULING = "WSNP", "schuldsanering (WSNP)"
    WRIT_SUSPENDED = "WRIT_SUSPENDED", "dwangbevel geschorst"
    REMISSION = "REMISSION", "kwijtschelding"
    WAIVER = "WAIVER", "afgezien van invordering"
    UNCOLLECTABLE = "UNCOLLECTABLE", "oninbaar verklaard"
    LAPSED = "LAPSED", "afgesloten als verjaard"


SPANS = (
    ClaimEventKind.DEFERMENT,
    ClaimEventKind.ARRANGEMENT,
    ClaimEventKind.SUSPENSION_OF_PAYMENTS,
    ClaimEventKind.BANKRUPTCY,
    ClaimEventKind.DEBT_RESCHEDULING,
    ClaimEventKind.WRIT_SUSPENDED,
)
WRITE_OFFS = (
    ClaimEventKind.REMISSION,
    ClaimEventKind.WAIVER,
    ClaimEventKind.UNCOLLECTABLE,
    ClaimEventKind.LAPSED,
)


class ClaimEvent(Part):
    """One line of the ledger of a claim. Withdrawn with a reason when wrong, never rewritten."""

    part_of = "claim"
    policy = ClaimPolicy()
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="events")
    kind = models.CharField("wat", max_length=16, choices=ClaimEventKind)
    happened_on = models.DateField("op")
    until = models.DateField("tot en met", null=True)
    amount = models.DecimalField("bedrag", max_digits=12, decimal_places=2, null=True)
    instalments = models.PositiveSmallIntegerField("aantal termijnen", null=True)
    note = EncryptedTextField("toelichting", context="measures.claimevent.note", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("ingevoerd")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_why = EncryptedTextField(context="measures.claimevent.withdrawn_why", null=True)

    class Meta:
        verbose_name = "gebeurtenis bij een vordering"
        verbose_name_plural = "gebeurtenissen bij een vordering"
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=ClaimEventKind.PAYMENT) | Q(amount__gt=0), name="measures_event_payment"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("happened_on")), name="measures_event_span"
            ),
        ]
