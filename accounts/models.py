"""Organisations, people, roles with their ledger, and secrecy statements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower

from core import clock
from core.levels import Confidentiality
from core.models import UUIDModel


class OrganisationKind(models.TextChoices):
    """What kind of partner an organisation is."""

    MUNICIPALITY = "MUNICIPALITY", "Gemeente"
    POLICE = "POLICE", "Politie"
    SRT = "SRT", "Sociale recherche"
    RIEC = "RIEC", "RIEC"
    ODT = "ODT", "Omgevingsdienst"


class Organisation(models.Model):
    """A municipality or partner; municipalities own records."""

    code = models.SlugField("code", max_length=30, unique=True)
    name = models.CharField("naam", max_length=120)
    kind = models.CharField("soort", max_length=12, choices=OrganisationKind)
    municipality_code = models.CharField("gemeentecode", max_length=6, blank=True)

    class Meta:
        verbose_name = "organisatie"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="MUNICIPALITY") | Q(municipality_code__regex=r"^GM[0-9]{4}$"),
                name="accounts_municipality_has_code",
            ),
            # Two organisations for one municipality would each get two M.-gemachtigden.
            models.UniqueConstraint(
                fields=["municipality_code"],
                name="accounts_municipality_once",
                condition=~Q(municipality_code=""),
            ),
        ]


class Role(models.TextChoices):
    """What kind of work somebody does; what a role may do stands in ``access/roles.py``."""

    REPORTER = "REPORTER", "Melder"
    COORDINATOR = "COORDINATOR", "Coördinator ondermijning"
    ANALYST = "ANALYST", "Analist"
    M_AUTHORISED = "M_AUTHORISED", "M.-gemachtigde"
    CHAIR = "CHAIR", "Voorzitter casustafel"
    PARTICIPANT = "PARTICIPANT", "Deelnemer casustafel"
    LEGAL = "LEGAL", "Jurist / handhaver"
    INSPECTOR = "INSPECTOR", "Toezichthouder"
    BIBOB = "BIBOB", "Bibob-specialist"
    MANAGER = "MANAGER", "Management"
    PRIVACY_OFFICER = "PRIVACY_OFFICER", "Privacy officer / FG"
    AUDITOR = "AUDITOR", "Auditor"
    ADMIN = "ADMIN", "Functioneel beheerder"
    EXPORTER = "EXPORTER", "Mag lijsten exporteren"


# Rights that need a second person and are confirmed every quarter (BIO2 8.02.01).
SPECIAL_ROLES = frozenset({Role.M_AUTHORISED, Role.BIBOB, Role.PRIVACY_OFFICER, Role.EXPORTER})
# What somebody of a partner organisation can be at the table of a municipality (product, role table).
PARTNER_ROLES = frozenset({Role.PARTICIPANT, Role.REPORTER})
# How long a right holds without being confirmed (BIO2 5.18.02 and 8.02.01).
SPECIAL_TERM = timedelta(days=92)
YEAR_TERM = timedelta(days=366)


class UserManager(BaseUserManager["User"]):
    """Makes users; there are no superusers at run time."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user who signs in with his e-mail address."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account; nobody shares one (BIO2 5.16.02)."""

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=120)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="people", verbose_name="organisatie"
    )
    clearance = models.PositiveSmallIntegerField(
        "mag zien tot en met", choices=Confidentiality, default=Confidentiality.ZAAKVERTROUWELIJK
    )
    is_active = models.BooleanField("actief", default=True)
    joined_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = "gebruiker"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(is_superuser=False), name="accounts_no_superusers"),
            models.CheckConstraint(
                condition=Q(clearance__gte=1, clearance__lte=4), name="accounts_clearance"
            ),
            models.UniqueConstraint(Lower("email"), name="accounts_email_once"),
        ]

    # Django's own text of a user is his e-mail address, which would end up in logs.
    __str__ = models.Model.__str__

    def get_full_name(self) -> str:
        """The name as colleagues know it."""
        return self.name

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.name.split(" ")[0]

    @property
    def initials(self) -> str:
        """Two letters for lists."""
        words = [word for word in self.name.split() if word[:1].isupper()] or self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else "?"

    def _standing(self) -> list[tuple[str, int]]:
        """Role and group id of the assignments in force today; read once per instance."""
        known: list[tuple[str, int]] | None = self.__dict__.get("_standing_roles")
        if known is None:
            known = []
            if self.is_active:
                rows = RoleAssignment.objects.in_force(clock.today()).filter(user=self)
                known = list(rows.values_list("role_group__role", "role_group__group_id"))
            self.__dict__["_standing_roles"] = known
        return known

    def forget_roles(self) -> None:
        """Read the roles anew at the next question, after a change."""
        self.__dict__.pop("_standing_roles", None)

    def roles(self) -> frozenset[Role]:
        """The roles in force today; none for an inactive user."""
        return frozenset(Role(role) for role, _ in self._standing())

    def has_role(self, role: Role) -> bool:
        """Does the user hold this role today?"""
        return role in self.roles()

    def principals(self) -> tuple[int, ...]:
        """The numbers under which this user stands in an acl: himself, and his role groups (negative)."""
        if not self.is_active or self.pk is None:
            return ()
        return (self.pk, *sorted({-group for _, group in self._standing()}))


class RoleGroup(models.Model):
    """One role in one organisation, as a group that can stand in an acl."""

    group = models.OneToOneField(Group, models.PROTECT, primary_key=True, related_name="role_group")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="role_groups")
    role = models.CharField("rol", max_length=16, choices=Role)

    class Meta:
        verbose_name = "rolgroep"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "role"], name="accounts_rolegroup_once")
        ]


def role_group(organisation: Organisation, role: Role) -> RoleGroup:
    """The group of a role in an organisation, made when it is first needed."""
    found = RoleGroup.objects.filter(organisation=organisation, role=role).first()
    if found:
        return found
    group, _ = Group.objects.get_or_create(name=f"{organisation.code}:{role}")
    return RoleGroup.objects.get_or_create(
        group=group, defaults={"organisation": organisation, "role": role}
    )[0]


class AssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Questions to the ledger of roles."""

    def in_force(self, on: date) -> Self:
        """The assignments that hold on a day.

        A special right holds only once a second person agreed, and a M.-gemachtigde only as long as
        his statement of secrecy runs.
        """
        statement = SecrecyStatement.objects.on_record(on).filter(user=OuterRef("user"))
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=on),
            Q(second_by__isnull=False) | ~Q(role_group__role__in=[str(role) for role in SPECIAL_ROLES]),
            ~Q(role_group__role=Role.M_AUTHORISED) | Exists(statement),
            starts_on__lte=on,
            revoked_at=None,
            refused_at=None,
        )

    def proposals(self) -> Self:
        """Special rights that wait for a second person."""
        return self.filter(
            role_group__role__in=[str(role) for role in SPECIAL_ROLES],
            second_by=None,
            revoked_at=None,
            refused_at=None,
        )

    def of_roles(self, roles: Iterable[Role]) -> Self:
        """Only these roles."""
        return self.filter(role_group__role__in=[str(role) for role in roles])


class RoleAssignment(UUIDModel):
    """Who holds which role, from when to when, by whose decision; a ledger, rows are ended, not deleted."""

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    role_group = models.ForeignKey(RoleGroup, models.PROTECT, related_name="assignments")
    starts_on = models.DateField("vanaf", default=clock.today)
    ends_on = models.DateField("tot en met", null=True)
    reason = models.CharField("reden", max_length=300)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(default=clock.now)
    second_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    confirmed_on = models.DateField("bevestigd op", default=clock.today)
    refused_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = AssignmentQuerySet.as_manager()

    @property
    def role(self) -> Role:
        """The role of the group."""
        return Role(self.role_group.role)

    @property
    def is_special(self) -> bool:
        """Does this right need a second person?"""
        return self.role in SPECIAL_ROLES

    @property
    def is_proposal(self) -> bool:
        """Does it wait for the second person?"""
        return self.is_special and self.is_open and self.second_by_id is None

    @property
    def is_open(self) -> bool:
        """Neither refused nor revoked; it may lie in the future or be over."""
        return self.refused_at is None and self.revoked_at is None

    @property
    def confirm_before(self) -> date:
        """The last day on which this right holds without being confirmed again."""
        return self.confirmed_on + (SPECIAL_TERM if self.is_special else YEAR_TERM)

    class Meta:
        verbose_name = "roltoewijzing"
        indexes = [
            models.Index(fields=["user"], name="accounts_assignment_live", condition=Q(revoked_at=None))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=F("user")), name="accounts_no_right_to_himself"
            ),
            models.CheckConstraint(
                condition=Q(second_by=None) | (~Q(second_by=F("user")) & ~Q(second_by=F("granted_by"))),
                name="accounts_second_is_another",
            ),
            models.UniqueConstraint(
                fields=["user", "role_group"],
                name="accounts_role_held_once",
                condition=Q(revoked_at=None, refused_at=None),
            ),
        ]


class StatementQuerySet(models.QuerySet["SecrecyStatement"]):
    """Questions to the statements of secrecy."""

    def on_record(self, on: date) -> Self:
        """The statements that run on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), signed_on__lte=on)


class SecrecyStatement(UUIDModel):
    """A signed statement of secrecy; without it nobody is M.-gemachtigde (contract M.)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="secrecy_statements")
    signed_on = models.DateField("getekend op")
    ends_on = models.DateField("geldig tot en met", null=True)
    reference = models.CharField("kenmerk", max_length=80)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = "geheimhoudingsverklaring"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("signed_on")),
                name="accounts_statement_ends_after",
            )
        ]
