"""Opening one record for one person or role group: with a reason, a grantor and an end.

The ledger is django-guardian's: each room has two concrete tables with a real foreign key to its
record (:class:`UserGrant`, :class:`GroupGrant`). The acl of the record follows in the same
transaction, and at start and end by :func:`close_due_moments`.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, Q
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from access.contexts import elevated
from access.decisions import require
from access.models import GrantMoment
from access.records import locked
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from reference.models import LegalRegime

if TYPE_CHECKING:
    from access.records import Record
    from accounts.models import RoleGroup, User

# What a law, contract or protocol keeps with the organisation that received it (domain 1.10).
BINDING = frozenset({"avg_sector", "brp", "wpg_received", "wpg_own", "bibob", "m_report", "riec", "judicial"})
LONGEST_REASON = 300
PERMISSIONS = {"view": "inzien", "change": "wijzigen", "share": "delen"}


class Term(models.Model):
    """What every grant carries beside guardian's who, what and which record."""

    why = models.CharField("reden", max_length=300)
    source = models.CharField(max_length=60, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class UserGrant(Term, UserObjectPermissionBase):
    """A record opened for one person; rooms add ``content_object``."""

    class Meta(UserObjectPermissionBase.Meta):
        abstract = True
        unique_together = ()  # the ledger keeps ended grants beside new ones
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="%(class)s_ends"),
            models.CheckConstraint(condition=~Q(user=F("granted_by")), name="%(class)s_not_to_himself"),
        ]


class GroupGrant(Term, GroupObjectPermissionBase):
    """A record opened for a role group; rooms add ``content_object``."""

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = True
        unique_together = ()
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="%(class)s_ends")]


def binding(record: Record) -> list[str]:
    """The regimes of a record that keep it within its own organisation."""
    return sorted(BINDING.intersection(record.regimes))


def _names(regimes: list[str]) -> list[str]:
    """The names of regimes as the list has them."""
    known = dict(LegalRegime.objects.filter(code__in=regimes).values_list("code", "label"))
    return [known.get(code, code) for code in regimes]


def in_force(grants: Any, at: datetime) -> Any:
    """The grants that hold at a moment."""
    return grants.filter(starts_at__lte=at, ends_at__gt=at, revoked_at=None)


def granted_principals(record: Record) -> set[int]:
    """Principals that see a record by a grant in force."""
    found: set[int] = set()
    at = clock.now()
    if record.user_grants is not None:
        rows = in_force(record.user_grants._default_manager.filter(content_object=record), at)
        found |= set(rows.values_list("user_id", flat=True))
    if record.group_grants is not None:
        rows = in_force(record.group_grants._default_manager.filter(content_object=record), at)
        found |= {-pk for pk in rows.values_list("group_id", flat=True)}
    return found


@transaction.atomic
def grant(
    *,
    by: User,
    record: Record,
    to: User | RoleGroup,
    permission: str = "view",
    why: str,
    ends_at: datetime,
    starts_at: datetime | None = None,
    source: str = "",
) -> UserGrant | GroupGrant:
    """Open ``record`` for a user or role group until ``ends_at`` (aware moment).

    Raises :class:`access.decisions.Denied` without the right to share, :class:`Refused` without
    reason, with an end in the past, or for another organisation when a regime forbids that.
    """
    from accounts.models import User as UserModel  # noqa: PLC0415 -- accounts is loaded by then

    if to == by:
        raise Refused("U kunt niet uzelf toegang geven.")
    # As it is now, and held: of two grants at once the second must see the first, and what a colleague
    # changed since the page was opened must not be written back.
    record = locked(type(record), by, record.pk)
    require(by, "share", record)
    if to.organisation_id != record.owner_id and binding(record):
        raise Refused(
            "Het regime van dit dossier laat inzage door een andere organisatie niet toe: "
            f"{', '.join(_names(binding(record)))}.",
            field="to",
        )
    starts_at = starts_at or clock.now()
    _require_reason(why)
    if ends_at <= max(starts_at, clock.now()):
        raise Refused("De einddatum moet in de toekomst liggen.", field="ends_at")
    common = {
        "permission": _permission(record, permission),
        "content_object": record,
        "why": why.strip(),
        "source": source,
        "granted_by": by,
        "starts_at": starts_at,
        "ends_at": ends_at,
    }
    row: Any
    if isinstance(to, UserModel):
        row = record.user_grants._default_manager.create(user=to, **common)
        grantee = {"user": to.pk}
    else:
        row = record.group_grants._default_manager.create(group_id=to.group_id, **common)
        grantee = {"group": to.group_id}
    for moment in (starts_at, ends_at):
        GrantMoment.objects.create(record_type=record._meta.label_lower, record_id=record.pk, due_at=moment)
    record_event(
        Action.GRANT,
        record_type=record._meta.label_lower,
        record_id=str(record.pk),
        regime=record.regimes,
        reason=why.strip(),
        details={**grantee, "permission": permission, "until": ends_at.date().isoformat()},
    )
    record.save()
    return row  # type: ignore[no-any-return]  # the concrete class is the room's


@transaction.atomic
def revoke(*, by: User, record: Record, row: UserGrant | GroupGrant, why: str) -> None:
    """End a grant now; ending it again changes nothing."""
    record = locked(type(record), by, record.pk)
    require(by, "share", record)
    _require_reason(why)
    row.refresh_from_db()
    if row.revoked_at is not None:
        return
    row.revoked_at = clock.now()
    row.save(update_fields=["revoked_at"])
    record_event(
        Action.REVOKE,
        record_type=record._meta.label_lower,
        record_id=str(record.pk),
        regime=record.regimes,
        reason=why.strip(),
        details={"grant": str(row.pk)},
    )
    with elevated(why="the record may leave the actor's own view"):
        record.save()


def _require_reason(why: str) -> None:
    if not why.strip():
        raise Refused("Geef een reden.", field="why")
    if len(why.strip()) > LONGEST_REASON:
        raise Refused(f"Gebruik ten hoogste {LONGEST_REASON} tekens.", field="why")


def _permission(record: Record, code: str) -> Permission:
    if code not in PERMISSIONS:
        raise Refused("Dit recht bestaat niet.", field="permission")
    content_type = ContentType.objects.get_for_model(record)
    return Permission.objects.get_or_create(
        content_type=content_type,
        codename=f"{code}_{record._meta.model_name}",
        defaults={"name": f"Can {code} {record._meta.verbose_name}"},
    )[0]


def moments_due() -> bool:
    """Is there a grant whose start or end passed without its acl being derived? One index look-up."""
    return GrantMoment.objects.filter(done_at=None, due_at__lte=clock.now()).exists()


def close_due_moments() -> int:
    """Derive the acl anew of every record of which a grant started or ended; returns how many.

    Called whenever a user's context begins, so the predicate never answers with an expired grant.
    """
    at = clock.now()
    with elevated(why="a grant started or ended"):
        due = list(
            GrantMoment.objects.select_for_update(skip_locked=True).filter(done_at=None, due_at__lte=at)[:500]
        )
        for moment in due:
            model: Any = apps.get_model(moment.record_type)
            rows = model.objects.filter(pk=moment.record_id).unrestricted(why="derive acl")
            record = rows.select_for_update(of=("self",)).first()
            if record is not None:
                record.save()
        GrantMoment.objects.filter(pk__in=[m.pk for m in due]).update(done_at=at)
    return len(due)
