"""Make the first administrator of a fresh installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts import notices
from accounts.models import Organisation, OrganisationKind, Role, RoleAssignment, User, role_group
from audit.models import Action
from audit.origin import Origin, origin
from audit.record import record_event


class Command(BaseCommand):
    """``manage.py first_admin EMAIL NAME CODE ORGANISATION GMCODE``."""

    help = "Maak de eerste functioneel beheerder. Kan alleen zolang er nog geen is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and of which municipality."""
        parser.add_argument("email")
        parser.add_argument("name", help="naam van de beheerder")
        parser.add_argument("code", help="korte code van de gemeente, bijvoorbeeld almelo")
        parser.add_argument("organisation", help="naam van de gemeente")
        parser.add_argument("municipality_code", help="CBS-code, bijvoorbeeld GM0141")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Organisation, role groups, account and role; the link to set a password goes by mail."""
        if RoleAssignment.objects.filter(role_group__role=Role.ADMIN, revoked_at=None).exists():
            raise CommandError("Er is al een functioneel beheerder. Die nodigt anderen uit.")
        organisation, _ = Organisation.objects.get_or_create(
            code=options["code"],
            defaults={
                "name": options["organisation"],
                "kind": OrganisationKind.MUNICIPALITY,
                "municipality_code": options["municipality_code"],
            },
        )
        for role in Role:
            role_group(organisation, role)
        user = User.objects.create_user(
            options["email"], None, name=options["name"], organisation=organisation
        )
        RoleAssignment.objects.create(
            user=user,
            role_group=role_group(organisation, Role.ADMIN),
            reason="eerste beheerder bij de inrichting",
        )
        with origin(Origin.system()):
            record_event(
                Action.GRANT,
                record_type="accounts.user",
                record_id=str(user.pk),
                details={"role": "ADMIN", "first": True},
            )
        transaction.on_commit(lambda: notices.invitation(user))
        self.stdout.write("De beheerder is gemaakt; de link om een wachtwoord te kiezen is gemaild.")
