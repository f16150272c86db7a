"""What was found at one address: the rule, whether it is a breach, and what follows."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from documents.models import Bearer
from encryption.fields import EncryptedCharField, EncryptedTextField
from inspections.models.inspection import Inspection
from inspections.models.stop import Stop
from inspections.policy import FindingPolicy
from inspections.states import FindingState
from signals.models import Signal


class Finding(Bearer):
    """A finding; a record of its own, because a jurist sees it without the control around it."""

    policy = FindingPolicy()
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="findings")
    stop = models.ForeignKey(Stop, models.CASCADE, related_name="findings")
    # As on the stop: a jurist sees the finding and not the route.
    place = EncryptedCharField("adres", max_length=200, context="inspections.finding.place")
    place_key = models.BinaryField(null=True, editable=False)
    what = EncryptedTextField("wat is gezien", context="inspections.finding.what")
    statement = EncryptedTextField(
        "verklaring", context="inspections.finding.statement", default="", blank=True
    )
    breach = models.BooleanField("overtreding")
    rule = EncryptedCharField("artikel", max_length=120, context="inspections.finding.rule", default="")
    check_code = models.CharField("controlepunt", max_length=60, blank=True)
    seen_at = models.DateTimeField("gezien op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    mend_until = models.DateField("hersteltermijn tot en met", null=True)
    state = models.CharField("stand", max_length=10, choices=FindingState, default=FindingState.OPEN)
    proposal = EncryptedTextField("voorstel", context="inspections.finding.proposal", null=True)
    answer = EncryptedTextField("antwoord van de jurist", context="inspections.finding.answer", null=True)
    # The number that the jurist gave: measures are another room.
    measure_number = EncryptedCharField(
        "nummer van de maatregel", max_length=24, context="inspections.finding.measure_number", null=True
    )
    signal = models.ForeignKey(Signal, models.SET_NULL, null=True, related_name="+")
    signalled_at = models.DateTimeField("signaal gemaakt", null=True)
    token = models.UUIDField(editable=False)
    # As on the control, which not everybody who sees a finding may see.
    team = ArrayField(models.IntegerField(), default=list, editable=False)
    final = models.BooleanField("controle is afgerond", default=False, editable=False)

    class Meta(Bearer.Meta):
        verbose_name = "bevinding"
        verbose_name_plural = "bevindingen"
        default_permissions = ()
        indexes = [
            *Bearer.Meta.indexes,
            models.Index(fields=["place_key"], name="inspections_finding_place"),
            models.Index(
                fields=["-seen_at", "-id"],
                include=["acl", "confidentiality", "state"],
                name="inspections_finding_list",
            ),
        ]
        constraints = [
            *Bearer.Meta.constraints,
            models.UniqueConstraint(fields=["stop", "token"], name="inspections_finding_once"),
            models.CheckConstraint(
                condition=Q(breach=True) | ~Q(state__in=["PROPOSED", "TAKEN", "DECLINED"]),
                name="inspections_finding_only_breaches",
            ),
            models.CheckConstraint(
                condition=Q(breach=True) | Q(mend_until=None), name="inspections_finding_mend_what"
            ),
        ]

    @property
    def address(self) -> str:
        """Where it is shown."""
        return f"/controles/bevindingen/{self.number}/"

    @property
    def documents_address(self) -> str:
        """Its documents are photos."""
        return f"{self.address}#fotos"
