"""Tables of access: when a grant starts or ends, what others were shown, and the addresses of calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.decisions import Decision, allow, deny
from access.principals import groups_of
from access.records import Record
from access.roles import may, refusal
from accounts.models import Organisation, Role
from core.models import UUIDModel
from encryption.fields import EncryptedTextField

if TYPE_CHECKING:
    from accounts.models import User

REGISTER: Final = "privacy.disclosures"


class GrantMoment(UUIDModel):
    """A moment at which the acl of one record changes by itself, because a grant starts or ends.

    One small table over all rooms: asking "is anything due?" costs one index look-up per request,
    so an expired grant never depends on a job having run.
    """

    record_type = models.CharField(max_length=60)
    record_id = models.UUIDField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="access_grantmoment_due", condition=Q(done_at=None))]


class DisclosurePolicy:
    """The register of verstrekkingen is the privacy officer's; whoever disclosed sees his own line."""

    def principals(self, record: Any) -> set[int]:
        """The privacy officers of the municipality that disclosed, and who did it."""
        return groups_of(record.owner_id, (Role.PRIVACY_OFFICER,)) | {record.by_id}

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """Read only: a line in the register is written by disclosing."""
        if action == "view" and (may(actor, REGISTER) or record.by_id == actor.pk):
            return allow("register van verstrekkingen")
        return deny(refusal(REGISTER))


class Disclosure(Record):
    """One verstrekking: which record was shown to whom, on which basis, for what, from when to when.

    Kept apart from the grant that opens the record: the grant may go with its record, the line stays (the
    person concerned may ask for recipients over four years, Wpg 25; the register is of Wpg 32).
    """

    policy = DisclosurePolicy()

    record_type = models.CharField("soort", max_length=60)
    record_id = models.UUIDField()
    record_number = models.CharField("dossier", max_length=24)
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="aan wie"
    )
    to_organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    legal_basis = models.CharField("grondslag", max_length=200)
    purpose = models.CharField("doel", max_length=200)
    why = EncryptedTextField("reden", context="access.disclosure.why")
    starts_at = models.DateTimeField("vanaf")
    ends_at = models.DateTimeField("tot")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="door")

    class Meta(Record.Meta):
        verbose_name = "verstrekking"
        verbose_name_plural = "verstrekkingen"
        default_permissions = ()
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["record_id", "starts_at"], name="access_disclosure_of_record"),
            models.Index(fields=["-starts_at", "-id"], name="access_disclosure_list"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="access_disclosure_ends"),
            models.CheckConstraint(
                condition=~Q(legal_basis="") & ~Q(purpose=""), name="access_disclosure_on_a_basis"
            ),
        ]


class CalendarKind(models.TextChoices):
    """What a calendar follows at a secret address."""

    TERMS = "TERMS", "Termijnen van maatregelen"
    MEETINGS = "MEETINGS", "Overleggen"


# What its owner must be allowed, when it is made and each time it is read.
CALENDAR_ACTIONS: Final = {
    CalendarKind.TERMS: "measures.view",
    CalendarKind.MEETINGS: "casustafel.view",
}


class CalendarPolicy:
    """The address of one's own calendar."""

    def principals(self, record: Any) -> set[int]:
        """Whose it is."""
        return {record.by_id}

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """One's own, as long as the role lasts."""
        asked = CALENDAR_ACTIONS[CalendarKind(record.kind)]
        if record.by_id == actor.pk and may(actor, asked):
            return allow("eigen agenda")
        return deny(refusal(asked))


class CalendarAddress(Record):
    """One address of one person at which a calendar program follows something, without a session.

    Only a keyed hash of it is kept; whoever has it reads numbers, kinds and times.
    """

    policy = CalendarPolicy()
    kind = models.CharField("soort", max_length=8, choices=CalendarKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="van")
    token_key = models.BinaryField(unique=True, editable=False)
    mine = models.BooleanField("alleen van mij", default=True)
    read_at = models.DateTimeField("laatst opgehaald", null=True, editable=False)
    # How often it was read since the hour began: a calendar asks a few times an hour.
    hour_began_at = models.DateTimeField(null=True, editable=False)
    reads = models.PositiveIntegerField(default=0, editable=False)
    revoked_at = models.DateTimeField("ingetrokken op", null=True)

    class Meta(Record.Meta):
        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"
        default_permissions = ()
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["by", "kind"], condition=Q(revoked_at=None), name="access_calendaraddress_one_each"
            ),
        ]
