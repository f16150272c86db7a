"""One case: what belongs together, who leads it, on which basis, where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from access.grants import GroupGrant, UserGrant
from access.principals import groups_of
from access.records import Part
from cases.policy import FROM_OUTSIDE, CasePolicy
from cases.states import CASE_FLOW, ENDED, LED, RUNNING, CaseResult, CaseState
from core import clock
from core.levels import Confidentiality
from documents.models import Bearer, Document
from encryption.fields import EncryptedTextField
from reference.models import Area, Theme

if TYPE_CHECKING:
    from accounts.models import User


CASE_IS_CLOSED: Final = "Deze casus is gesloten. Heropen de casus eerst."


class Case(Bearer):
    """What belongs together under one code word.

    ``regimes`` and ``confidentiality`` are derived from the parts; ``level`` is what was chosen for the
    case itself. ``named`` repeats who leads it and who is in the team, so that the acl needs no query.
    """

    policy = CasePolicy()

    title = models.CharField("codewoord", max_length=60, help_text="Zonder namen: het staat in lijsten.")
    state = models.CharField("status", max_length=12, choices=CaseState, default=CASE_FLOW.initial)
    case_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="casuseigenaar"
    )
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+", verbose_name="thema")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", verbose_name="gebied")
    legal_basis = models.CharField("grondslag", max_length=200, blank=True)
    purpose = models.CharField("doel", max_length=200, blank=True)
    summary = EncryptedTextField("samenvatting", context="cases.case.summary", null=True)
    level = models.PositiveSmallIntegerField(
        "gekozen niveau", choices=Confidentiality, default=Confidentiality.ZAAKVERTROUWELIJK
    )
    named = ArrayField(models.IntegerField(), default=list, editable=False)
    compartmented = models.BooleanField("alleen genoemde personen", default=False, editable=False)
    tabled = models.BooleanField("op tafel geweest", default=False, editable=False)
    monitor_until = models.DateField("monitoren tot en met", null=True)
    result = models.CharField("resultaat", max_length=14, choices=CaseResult, blank=True)
    evaluation = EncryptedTextField("evaluatie", context="cases.case.evaluation", null=True)
    closed_on = models.DateField("gesloten op", null=True)
    retention_from = models.DateField("bewaartermijn loopt vanaf", null=True)
    retention_until = models.DateField("bewaren tot", null=True)
    retention_ground = models.CharField(max_length=200, blank=True)
    # The night proposes; two people agree before anything is destroyed. This is the first of them.
    destroy_proposed_at = models.DateTimeField("vernietiging voorgesteld op", null=True, editable=False)
    destroy_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    destroy_agreed_at = models.DateTimeField("eerste akkoord op", null=True, editable=False)
    destroyed_at = models.DateTimeField("vernietigd op", null=True, editable=False)
    # Somebody still needs it (bezwaar, beroep, klacht, Woo or inzage); why stands in the step.
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    held_at = models.DateTimeField("vastgehouden sinds", null=True, editable=False)

    class Meta(Bearer.Meta):
        verbose_name = "casus"
        verbose_name_plural = "casussen"
        default_permissions = ()
        indexes = [
            *Bearer.Meta.indexes,
            models.Index(
                fields=["-created_at", "-id"],
                include=["acl", "confidentiality", "state"],
                name="cases_case_list",
            ),
            models.Index(
                fields=["retention_until"], name="cases_case_retention", condition=~Q(retention_until=None)
            ),
        ]
        constraints = [
            *Bearer.Meta.constraints,
            models.CheckConstraint(
                condition=Q(confidentiality__gte=F("level")), name="cases_case_strictest_level"
            ),
            # Nobody collects without a leader, a basis and a purpose (AVG 5 lid 1 onder b).
            models.CheckConstraint(
                condition=~Q(state__in=[str(s) for s in LED])
                | (Q(case_owner__isnull=False) & ~Q(legal_basis="") & ~Q(purpose="")),
                name="cases_case_led_on_a_basis",
            ),
            models.CheckConstraint(
                condition=~Q(state="MONITORING") | Q(monitor_until__isnull=False),
                name="cases_case_monitoring_ends",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[str(s) for s in ENDED])
                | (
                    ~Q(result="")
                    & Q(closed_on__isnull=False, retention_from__isnull=False, retention_until__isnull=False)
                ),
                name="cases_case_closed_with_result",
            ),
            models.CheckConstraint(
                condition=~Q(state="DESTROYED")
                | Q(destroyed_at__isnull=False, destroy_agreed_by__isnull=False),
                name="cases_case_destroyed_by_two",
            ),
            models.CheckConstraint(
                condition=Q(held_at=None) | Q(destroy_proposed_at=None), name="cases_case_held_or_proposed"
            ),
        ]

    @property
    def documents_address(self) -> str:
        """A part of its page of their own."""
        return f"{self.address}?deel=documenten"

    def why_no_documents(self) -> str:
        """What is closed takes nothing more."""
        return "" if self.state in RUNNING else CASE_IS_CLOSED

    def heed(self, document: Document, *, step: str, by: User, why: str = "") -> None:
        """On the timeline; and one file of the police makes the whole case stay within the municipality."""
        CaseStep(case=self, kind=step, why=why or None, by=by, at=clock.now()).save()
        if not set(document.regimes) <= set(self.regimes):
            self.regimes = sorted({*self.regimes, *document.regimes})
            self.save()

    def readers_of(self, document: Document) -> list[int]:
        """The readers of a file: chair and privacy officer see the case, not its sources."""
        return self.reading_acl()

    def reading_acl(self) -> list[int]:
        """Who may read what lies in the case: chair and privacy officer only when named in it (domain 1.5)."""
        return sorted(set(self.acl) - groups_of(self.owner_id, FROM_OUTSIDE))

    @property
    def address(self) -> str:
        """Where the case is shown."""
        return f"/casussen/{self.number}/"


class CaseUserGrant(UserGrant):
    """A case opened for one person."""

    content_object = models.ForeignKey(Case, models.CASCADE, related_name="user_grant_rows")

    class Meta(UserGrant.Meta):
        pass


class CaseGroupGrant(GroupGrant):
    """A case opened for a role group."""

    content_object = models.ForeignKey(Case, models.CASCADE, related_name="group_grant_rows")

    class Meta(GroupGrant.Meta):
        pass


Case.user_grants = CaseUserGrant
Case.group_grants = CaseGroupGrant


class CaseStep(Part):
    """One step or event in the life of a case."""

    part_of: ClassVar[str] = "case"
    policy = CasePolicy()
    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    kind = models.CharField("soort", max_length=24)
    source = models.CharField(max_length=12, blank=True)
    target = models.CharField(max_length=12, blank=True)
    why = EncryptedTextField("toelichting", context="cases.casestep.why", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("ingevoerd")

    class Meta:
        verbose_name = "stap van een casus"
        verbose_name_plural = "stappen van een casus"
        indexes = [models.Index(fields=["case", "at"], name="cases_step_of_case")]


class CompartmentRequest(Part):
    """Somebody asks to open a compartmented case for the roles; a second named person must agree."""

    part_of: ClassVar[str] = "case"
    policy = CasePolicy()
    case = models.ForeignKey(Case, models.CASCADE, related_name="opening_requests")
    why = EncryptedTextField("reden", context="cases.compartmentrequest.why")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    class Meta:
        verbose_name = "verzoek om een casus open te stellen"
        verbose_name_plural = "verzoeken om een casus open te stellen"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(decided_at=None), name="cases_compartmentrequest_open_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="cases_compartmentrequest_second_is_another",
            ),
        ]
