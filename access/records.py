"""The base of every table with case data: who may see a row stands on the row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from access.contexts import SYSTEM_PRINCIPAL
from access.sealed import SealedQuerySet, maintenance
from accounts.models import Organisation
from core.errors import Conflict
from core.levels import Confidentiality
from core.models import UUIDModel

if TYPE_CHECKING:
    from access.decisions import Decision
    from accounts.models import User


class Policy(Protocol):
    """Who may see a kind of record, and who may do what with it."""

    def principals(self, record: Any) -> set[int]:
        """Users (positive) and groups (negative) that may see the record by role or ownership."""

    def decide(self, actor: Any, action: str, record: Any) -> Decision:
        """May this actor do this with this record? Always with a reason in Dutch."""


class ProtectedModel(UUIDModel):
    """A table that stays shut without an actor."""

    policy: ClassVar[Any] = None
    # Field changes go to the field log (audit layer two) unless a kind says why not.
    track_changes: ClassVar[bool] = True
    objects: ClassVar[SealedQuerySet[Self]] = SealedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True

    @classmethod
    def visible_filter(cls, actor: User) -> Q:
        """The predicate of the first lock; the second lock says the same in SQL."""
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the field log compares with the stored row past the seal."""
        with maintenance("field log"):
            super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Validate; uniqueness is checked past the seal."""
        with maintenance("uniqueness"):
            super().full_clean(*args, **kwargs)


class Record(ProtectedModel):
    """One thing with an owner, a level, a set of legal regimes and the list of who may see it.

    ``acl`` is derived on every save from the policy and the grants in force, never typed.
    """

    number = models.CharField("nummer", max_length=24, unique=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="eigenaar")
    confidentiality = models.PositiveSmallIntegerField(
        "vertrouwelijkheid", choices=Confidentiality, default=Confidentiality.ZAAKVERTROUWELIJK
    )
    regimes = ArrayField(models.CharField(max_length=24), default=list, verbose_name="regimes")
    acl = ArrayField(models.IntegerField(), default=list, editable=False)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    # The two grant tables of the room (user, group), if records of this kind can be shared.
    user_grants: ClassVar[Any] = None
    group_grants: ClassVar[Any] = None

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["acl"], name="%(app_label)s_%(class)s_acl")]
        constraints = [
            models.CheckConstraint(
                condition=Q(acl__contains=[SYSTEM_PRINCIPAL]), name="%(app_label)s_%(class)s_acl_derived"
            ),
            models.CheckConstraint(
                condition=Q(confidentiality__gte=1, confidentiality__lte=4),
                name="%(app_label)s_%(class)s_level",
            ),
        ]

    @classmethod
    def visible_filter(cls, actor: User) -> Q:
        """Shares a principal with the actor, and is not above his clearance."""
        return Q(acl__overlap=list(actor.principals()), confidentiality__lte=actor.clearance)

    def derive_acl(self) -> list[int]:
        """Who may see this record now: policy, grants in force, and the system."""
        from access.grants import granted_principals  # noqa: PLC0415 -- grants build on records

        found = {SYSTEM_PRINCIPAL} | self.policy.principals(self)
        if not self._state.adding:
            found |= granted_principals(self)
        return sorted(found)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with a fresh acl; a changed record gets the next version."""
        self.acl = self.derive_acl()
        if not self._state.adding:
            self.version += 1
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "acl", "version", "changed_at"}
        super().save(*args, **kwargs)


class Part(ProtectedModel):
    """A row that belongs to one record and is exactly as visible as that record.

    A link between two records names the second in ``also_of``: it is visible where both are.
    """

    part_of: ClassVar[str] = ""
    also_of: ClassVar[str] = ""

    class Meta:
        abstract = True

    @classmethod
    def visible_filter(cls, actor: User) -> Q:
        """As visible as the record it belongs to, or as the less visible of two."""
        principals = list(actor.principals())
        found = Q()
        for end in filter(None, (cls.part_of, cls.also_of)):
            found &= Q(
                **{f"{end}__acl__overlap": principals, f"{end}__confidentiality__lte": actor.clearance}
            )
        return found


R = TypeVar("R", bound=Record)


def locked(model: type[R], actor: User, pk: Any, *, version: int | None = None) -> R:
    """Fetch one visible record for a change, and hold it until the transaction ends.

    ``version`` is what the user's page showed: a newer one raises :class:`core.errors.Conflict`,
    so that nobody overwrites what he has not seen. Raises ``DoesNotExist`` when hidden.
    """
    record: Any = model.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=pk)
    if version is not None and record.version != version:
        raise Conflict("Iemand anders heeft dit intussen gewijzigd. Vergelijk de twee versies.")
    found: R = record
    return found
