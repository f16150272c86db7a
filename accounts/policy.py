"""Who may manage whom: administrators of the same organisation, never themselves."""

from __future__ import annotations

from accounts.models import (
    PARTNER_ROLES,
    SPECIAL_ROLES,
    Organisation,
    OrganisationKind,
    Role,
    RoleAssignment,
    User,
)
from core.errors import Refused

SECONDERS = frozenset({Role.ADMIN, Role.PRIVACY_OFFICER})


def must_manage(by: User, user: User) -> None:
    """Raise :class:`Refused` unless ``by`` may change this user's account and rights."""
    if by.pk == user.pk:
        raise Refused("U kunt uw eigen account en rechten niet wijzigen. Vraag een collega-beheerder.")
    must_keep(by, user.organisation)


def must_keep(by: User, organisation: Organisation) -> None:
    """Raise :class:`Refused` unless ``by`` is the administrator for this organisation."""
    if not by.has_role(Role.ADMIN):
        raise Refused("Alleen een functioneel beheerder kan gebruikers beheren.")
    own = by.organisation_id == organisation.pk
    # A municipality's administrator also keeps the accounts of the partners at its table.
    partner = is_municipality(by.organisation) and not is_municipality(organisation)
    if not (own or partner):
        raise Refused("Deze organisatie beheert haar eigen gebruikers.")


def must_fit(role: Role, organisation: Organisation) -> None:
    """Raise :class:`Refused` when people of this organisation can't hold the role."""
    if not is_municipality(organisation) and role not in PARTNER_ROLES:
        raise Refused(
            f"Iemand van {organisation.name} kan alleen deelnemer of melder zijn.",
            field="role",
        )


def is_municipality(organisation: Organisation) -> bool:
    """Municipalities own records and appoint people to them; partners take part."""
    return organisation.kind == OrganisationKind.MUNICIPALITY


def must_second(by: User, assignment: RoleAssignment) -> None:
    """Raise :class:`Refused` unless ``by`` may be the second person for a special right."""
    if assignment.role_group.role not in SPECIAL_ROLES:
        raise Refused("Voor deze rol is geen tweede persoon nodig.")
    if by.pk == assignment.user_id:
        raise Refused("U kunt niet over uw eigen recht beslissen.")
    if by.pk == assignment.granted_by_id:
        raise Refused("U stelde dit zelf voor. Een ander moet het goedkeuren.")
    if by.roles().isdisjoint(SECONDERS) or by.organisation_id != assignment.user.organisation_id:
        raise Refused("Alleen een beheerder of de privacy officer van dezelfde organisatie keurt dit goed.")
