"""The cast of the demo, the tests, the screenshots and the manuals: one invented person per role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from accounts.models import (
    SPECIAL_ROLES,
    Organisation,
    OrganisationKind,
    Role,
    RoleAssignment,
    SecrecyStatement,
    User,
    role_group,
)
from core import clock
from core.levels import Confidentiality

PASSWORD = "demo-VIK-2026"  # noqa: S105 -- published on purpose; works only in the demo and in tests


@dataclass(frozen=True, slots=True)
class Person:
    """One demo account."""

    email: str
    name: str
    organisation: str
    roles: tuple[Role, ...]
    clearance: int = Confidentiality.ZAAKVERTROUWELIJK


ORGANISATIONS = (
    ("almelo", "Gemeente Almelo", OrganisationKind.MUNICIPALITY, "GM0141"),
    ("twenterand", "Gemeente Twenterand", OrganisationKind.MUNICIPALITY, "GM1700"),
    ("politie-oost", "Politie Oost-Nederland", OrganisationKind.POLICE, ""),
    ("srt", "Sociale Recherche Twente", OrganisationKind.SRT, ""),
    ("riec-oost", "RIEC Oost-Nederland", OrganisationKind.RIEC, ""),
    ("odt", "Omgevingsdienst Twente", OrganisationKind.ODT, ""),
)
TRUSTED, SECRET = Confidentiality.VERTROUWELIJK, Confidentiality.GEHEIM
PEOPLE = (
    Person("melder@almelo.demo", "Marloes Kuipers", "almelo", (Role.REPORTER,), Confidentiality.INTERN),
    Person(
        "coordinator@almelo.demo", "Sanne Broekhuis", "almelo", (Role.COORDINATOR, Role.EXPORTER), TRUSTED
    ),
    Person("analist@almelo.demo", "Tom Wessels", "almelo", (Role.ANALYST,), TRUSTED),
    Person("m-gemachtigde@almelo.demo", "Ingrid Scholten", "almelo", (Role.M_AUTHORISED,), SECRET),
    Person("voorzitter@almelo.demo", "Bas Oude Lansink", "almelo", (Role.CHAIR,), TRUSTED),
    Person("jurist@almelo.demo", "Femke Haverkort", "almelo", (Role.LEGAL,), TRUSTED),
    Person("toezichthouder@almelo.demo", "Ruud Olde Engberink", "almelo", (Role.INSPECTOR,)),
    Person("bibob@almelo.demo", "Nadia Verbeek", "almelo", (Role.BIBOB,), TRUSTED),
    Person("management@almelo.demo", "Peter Lammers", "almelo", (Role.MANAGER,)),
    Person("privacy@almelo.demo", "Karin Nijland", "almelo", (Role.PRIVACY_OFFICER,), SECRET),
    Person("auditor@almelo.demo", "Henk ten Cate", "almelo", (Role.AUDITOR,)),
    Person("beheer@almelo.demo", "Wouter Pots", "almelo", (Role.ADMIN,)),
    Person("analist@twenterand.demo", "Linda Dubbink", "twenterand", (Role.ANALYST,), TRUSTED),
    Person("politie@oost.demo", "Erik Slotman", "politie-oost", (Role.PARTICIPANT,), TRUSTED),
    Person("riec@oost.demo", "Judith Meijerink", "riec-oost", (Role.PARTICIPANT,), TRUSTED),
    Person("odt@twente.demo", "Arjan Wolters", "odt", (Role.PARTICIPANT,), TRUSTED),
    Person("srt@twente.demo", "Mirjam Vos", "srt", (Role.PARTICIPANT,), TRUSTED),
)


class OnlyInDemo(RuntimeError):
    """Demo accounts have a published password."""


@transaction.atomic
def make_demo_accounts() -> list[User]:
    """Make organisations, role groups and the seventeen accounts; doing it again changes nothing."""
    if not (settings.DEMO or settings.TESTING):
        raise OnlyInDemo("demo accounts exist only with VIK_DEMO=1")
    organisations = {
        code: Organisation.objects.get_or_create(
            code=code, defaults={"name": name, "kind": kind, "municipality_code": municipality}
        )[0]
        for code, name, kind, municipality in ORGANISATIONS
    }
    for organisation in organisations.values():
        if organisation.kind == OrganisationKind.MUNICIPALITY:
            for role in Role:
                role_group(organisation, role)
    users = [_make(person, organisations[person.organisation]) for person in PEOPLE]
    by_email = {user.email: user for user in users}
    keeper, second = by_email["beheer@almelo.demo"], by_email["privacy@almelo.demo"]
    for person in PEOPLE:
        _give(by_email[person.email], person.roles, keeper, second)
    return users


def _make(person: Person, organisation: Organisation) -> User:
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user = User.objects.create_user(
            person.email, PASSWORD, name=person.name, organisation=organisation, clearance=person.clearance
        )
    return user


def _give(user: User, roles: tuple[Role, ...], keeper: User, second: User) -> None:
    if Role.M_AUTHORISED in roles and not user.secrecy_statements.exists():
        SecrecyStatement.objects.create(user=user, signed_on=date(2021, 8, 1), reference="GHV-2021-001")
    for role in roles:
        group = role_group(user.organisation, role)
        if RoleAssignment.objects.filter(user=user, role_group=group).exists():
            continue
        special = role in SPECIAL_ROLES
        RoleAssignment.objects.create(
            user=user,
            role_group=group,
            starts_on=clock.today(),
            reason="demo",
            granted_by=keeper if user != keeper else None,
            second_by=(second if user != second else _other(user)) if special else None,
            second_at=clock.now() if special else None,
        )
        user.groups.add(group.group)
    user.forget_roles()


def _other(user: User) -> User:
    """Somebody who is neither the user nor the administrator: the auditor of the demo."""
    return User.objects.get(email="auditor@almelo.demo")
