"""What somebody was asked to do, by when, and what came of it."""

from __future__ import annotations

from typing import ClassVar, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from access.records import Part
from accounts.models import Organisation
from cases.models.case import Case
from cases.policy import ActionPolicy
from cases.states import ACTION_FLOW, BUSY, ActionState
from documents.models import Bearer
from encryption.fields import EncryptedCharField, EncryptedTextField

ACTION_IS_DONE: Final = "Deze actie is al afgerond."


class ActionItem(Bearer):
    """One action: described without personal data, owned by one person or by one partner.

    ``named`` and ``compartmented`` repeat those of the case, so that the acl needs no query. Who may see
    the action does not see the case by it. What it carries was added by who carries it out.
    """

    policy = ActionPolicy()
    documents_action: ClassVar[str] = "evidence"

    case = models.ForeignKey(
        Case, models.PROTECT, null=True, related_name="action_items", verbose_name="casus"
    )
    description = EncryptedCharField("wat", max_length=300, context="cases.actionitem.description")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="actiehouder"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie van de actiehouder"
    )
    due_on = models.DateField("uiterlijk")
    state = models.CharField("status", max_length=12, choices=ActionState, default=ACTION_FLOW.initial)
    result = EncryptedTextField("resultaat", context="cases.actionitem.result", null=True)
    named = ArrayField(models.IntegerField(), default=list, editable=False)
    compartmented = models.BooleanField(default=False, editable=False)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    assigned_at = models.DateTimeField()
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_on = models.DateField("gereed op", null=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    # The last step of the ladder of reminders that was sent, in days before the last day.
    days_sent = models.SmallIntegerField(null=True, editable=False)

    class Meta(Bearer.Meta):
        verbose_name = "actie"
        verbose_name_plural = "acties"
        default_permissions = ()
        indexes = [
            *Bearer.Meta.indexes,
            models.Index(
                fields=["due_on", "id"], include=["acl", "confidentiality", "state"], name="cases_action_due"
            ),
            models.Index(fields=["assignee", "due_on"], name="cases_action_of"),
            models.Index(
                fields=["due_on"],
                condition=Q(state__in=[str(s) for s in BUSY]),
                name="cases_action_busy",
            ),
        ]
        constraints = [
            *Bearer.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state="VERIFIED") | Q(verified_by__isnull=False),
                name="cases_action_verified_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | Q(assignee=None) | ~Q(verified_by=F("assignee")),
                name="cases_action_verified_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["DONE", "VERIFIED"]) | Q(result__isnull=False, done_on__isnull=False),
                name="cases_action_done_with_result",
            ),
        ]

    @property
    def address(self) -> str:
        """Where the action is shown."""
        return f"/casustafel/acties/{self.number}/"

    def why_no_documents(self) -> str:
        """What was agreed to be done is not shown otherwise afterwards."""
        return "" if self.state in BUSY else ACTION_IS_DONE


class ActionStep(Part):
    """One step or message in the life of an action."""

    part_of: ClassVar[str] = "action"
    policy = ActionPolicy()
    action = models.ForeignKey(ActionItem, models.CASCADE, related_name="steps")
    kind = models.CharField("soort", max_length=24)
    source = models.CharField(max_length=12, blank=True)
    target = models.CharField(max_length=12, blank=True)
    note = EncryptedTextField("bericht", context="cases.actionstep.note", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("ingevoerd")

    class Meta:
        verbose_name = "stap van een actie"
        verbose_name_plural = "stappen van een actie"
        indexes = [models.Index(fields=["action", "at"], name="cases_step_of_action")]
