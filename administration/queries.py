"""What the pages about people read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Prefetch, Q, QuerySet

from accounts.models import (
    SPECIAL_ROLES,
    Organisation,
    OrganisationKind,
    Role,
    RoleAssignment,
    User,
)
from core import clock

MOST_PEOPLE = 500
# How long before the last day a right appears on the list to confirm.
AHEAD_SPECIAL = timedelta(days=21)
AHEAD = timedelta(days=42)
STATES = (("", "Alle accounts"), ("open", "Actief"), ("leeg", "Zonder rol"), ("dicht", "Gesloten"))


def kept_by(actor: User) -> QuerySet[Organisation]:
    """The organisations whose accounts this user looks at: the own one and, for a municipality, partners."""
    own = Q(pk=actor.organisation_id)
    if actor.organisation.kind == OrganisationKind.MUNICIPALITY:
        own |= ~Q(kind=OrganisationKind.MUNICIPALITY)
    return Organisation.objects.filter(own)


def people(actor: User) -> QuerySet[User]:
    """The accounts that this user may look at, with the roles in force as ``live``."""
    live = RoleAssignment.objects.in_force(clock.today()).select_related("role_group")
    rows = User.objects.filter(organisation__in=kept_by(actor)).select_related("organisation")
    return rows.prefetch_related(Prefetch("assignments", live, to_attr="live"))


def found_people(actor: User, *, words: str = "", role: str = "", state: str = "") -> list[User]:
    """The list of people: active first, filtered on name or address, role and state of the account."""
    rows = people(actor)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(email__icontains=words))
    in_force = RoleAssignment.objects.in_force(clock.today())
    if role in Role.values:
        rows = rows.filter(pk__in=in_force.of_roles([Role(role)]).values("user"))
    if state == "open":
        rows = rows.filter(is_active=True)
    elif state == "dicht":
        rows = rows.filter(is_active=False)
    elif state == "leeg":
        rows = rows.filter(is_active=True).exclude(pk__in=in_force.values("user"))
    return list(rows.order_by("-is_active", "organisation__name", "name")[:MOST_PEOPLE])


@dataclass(frozen=True, slots=True)
class SignInFacts:
    """How somebody gets in: whether he can, with what, and where he is now. No secrets."""

    password: bool
    app: bool
    passkeys: int
    recovery_codes: bool
    sessions: list[UserSession]


def sign_in_facts(user: User) -> SignInFacts:
    """Password, second factors and open sessions of one account."""
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return SignInFacts(
        password=user.has_usable_password(),
        app=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        recovery_codes=Authenticator.Type.RECOVERY_CODES in kinds,
        sessions=list(UserSession.objects.filter(user=user).order_by("-last_seen_at")),
    )


def ledger_of(user: User) -> list[RoleAssignment]:
    """Everything the ledger of rights says about one person: what holds first, then newest first."""
    rows = user.assignments.select_related("role_group", "granted_by", "second_by", "revoked_by")
    return sorted(rows.order_by("-granted_at"), key=lambda row: not row.is_open)


def waiting_proposals(actor: User) -> list[RoleAssignment]:
    """Special rights in the own organisation that wait for a second person."""
    rows = RoleAssignment.objects.proposals().filter(user__organisation_id=actor.organisation_id)
    return list(rows.select_related("user", "role_group", "granted_by").order_by("granted_at"))


def to_confirm(actor: User) -> list[RoleAssignment]:
    """Rights of others that lapse soon unless confirmed (BIO2: yearly, special ones quarterly)."""
    today = clock.today()
    rows = RoleAssignment.objects.in_force(today).filter(user__organisation__in=kept_by(actor))
    rows = rows.exclude(user=actor).select_related("user__organisation", "role_group")
    due = [row for row in rows if row.confirm_before <= today + _ahead(row)]
    return sorted(due, key=lambda row: (row.confirm_before, row.user.name))


def _ahead(row: RoleAssignment) -> timedelta:
    return AHEAD_SPECIAL if row.role in SPECIAL_ROLES else AHEAD
