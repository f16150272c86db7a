"""One integral control: its plan, who takes part with which power, and who is in the team."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from access.records import Part, Record
from encryption.fields import EncryptedCharField, EncryptedTextField
from inspections.policy import InspectionPolicy
from inspections.states import InspectionState, Power, Reason
from reference.models import ControlType, PartnerKind

WHY: Final = "findings follow their control"


class Inspection(Record):
    """A control of one or more premises at one moment, by organisations that each use their own power.

    ``team`` repeats the colleagues among the members: it is what decides who may see the control.
    """

    policy = InspectionPolicy()
    type = models.ForeignKey(ControlType, models.PROTECT, related_name="+", verbose_name="soort controle")
    state = models.CharField(
        "stand", max_length=12, choices=InspectionState, default=InspectionState.PREPARED
    )
    reason = models.CharField("aanleiding", max_length=8, choices=Reason)
    starts_at = models.DateTimeField("begin", null=True)
    # What the municipality itself wants to know: never only that the police may look.
    aim = EncryptedTextField("eigen doel van de gemeente", context="inspections.inspection.aim")
    instruction = EncryptedTextField(
        "instructie", context="inspections.inspection.instruction", default="", blank=True
    )
    meeting_point = EncryptedCharField(
        "verzamelen", max_length=200, context="inspections.inspection.meeting_point", default="", blank=True
    )
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="leiding"
    )
    team = ArrayField(models.IntegerField(), default=list, editable=False)
    started_at = models.DateTimeField("begonnen", null=True)
    finished_at = models.DateTimeField("afgerond", null=True)
    called_off_why = EncryptedTextField(
        "afgeblazen omdat", context="inspections.inspection.called_off_why", null=True
    )

    class Meta(Record.Meta):
        verbose_name = "controle"
        verbose_name_plural = "controles"
        default_permissions = ()
        indexes = [
            *Record.Meta.indexes,
            models.Index(
                fields=["-created_at", "-id"],
                include=["acl", "confidentiality"],
                name="inspections_inspection_list",
            ),
        ]
        constraints = [
            *Record.Meta.constraints,
            # Only what was prepared has no moment.
            models.CheckConstraint(
                condition=Q(state__in=["PREPARED", "CALLED_OFF"]) | Q(starts_at__isnull=False),
                name="inspections_inspection_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="FINISHED") | Q(finished_at__isnull=False),
                name="inspections_inspection_finished",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The findings follow: who is in the team sees them, and what is finished counts for Bibob."""
        rows: list[Any] = []
        if not self._state.adding:
            model = self.findings.model._default_manager
            rows = list(model.filter(inspection=self).unrestricted(why=WHY))
        super().save(*args, **kwargs)
        final = self.state == InspectionState.FINISHED
        for row in rows:
            if (row.team, row.final) != (self.team, final):
                row.team, row.final = list(self.team), final
                row.save()

    @property
    def address(self) -> str:
        """Where it is shown."""
        return f"/controles/{self.number}/"


class Participant(Part):
    """One organisation in one control: its own power, purpose and legal basis."""

    part_of: ClassVar[str] = "inspection"
    policy = InspectionPolicy()
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="participants")
    kind = models.CharField("organisatie", max_length=14, choices=PartnerKind)
    name = EncryptedCharField(
        "naam van de organisatie", max_length=120, context="inspections.participant.name", default=""
    )
    power = models.CharField("bevoegdheid", max_length=12, choices=Power)
    purpose = EncryptedCharField(
        "eigen doel", max_length=300, context="inspections.participant.purpose", default="", blank=True
    )
    basis = EncryptedCharField(
        "grondslag", max_length=200, context="inspections.participant.basis", default="", blank=True
    )
    # After the day: what this organisation gave back. Of the tax authority only that it was there.
    feedback = EncryptedTextField("terugkoppeling", context="inspections.participant.feedback", null=True)
    feedback_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "deelnemende organisatie"
        verbose_name_plural = "deelnemende organisaties"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "kind"],
                condition=~Q(kind="OTHER"),
                name="inspections_participant_once",
            ),
            # The police supports, and only the police does.
            models.CheckConstraint(
                condition=(
                    Q(kind="POLICE", power="STRONG_ARM") | (~Q(kind="POLICE") & ~Q(power="STRONG_ARM"))
                ),
                name="inspections_participant_strong_arm",
            ),
            # What the tax authority finds stays there (AWR 67).
            models.CheckConstraint(
                condition=~Q(kind="TAX") | Q(feedback__isnull=True), name="inspections_participant_tax_keeps"
            ),
        ]


class Member(Part):
    """Somebody in the team: a colleague with an account, or a name with the organisation."""

    part_of: ClassVar[str] = "inspection"
    policy = InspectionPolicy()
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="members")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = EncryptedCharField("naam", max_length=120, context="inspections.member.name")
    task = EncryptedCharField(
        "taak", max_length=120, context="inspections.member.task", default="", blank=True
    )

    class Meta:
        verbose_name = "lid van het team"
        verbose_name_plural = "leden van het team"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "user"], condition=~Q(user=None), name="inspections_member_once"
            ),
        ]


class InspectionStep(Part):
    """One step in the life of a control."""

    part_of: ClassVar[str] = "inspection"
    policy = InspectionPolicy()
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="steps")
    source = models.CharField(max_length=12, blank=True)
    target = models.CharField(max_length=12)
    why = EncryptedTextField("toelichting", context="inspections.inspectionstep.why", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "stap van een controle"
        verbose_name_plural = "stappen van een controle"

    @property
    def label(self) -> str:
        """The state that was reached."""
        return str(InspectionState(self.target).label)
