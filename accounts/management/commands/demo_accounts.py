"""Say who can sign in to the demo."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.demo import PASSWORD, PEOPLE


class Command(BaseCommand):
    """``manage.py demo_accounts``: the table that script/demo prints."""

    help = "Toon de accounts van de demo."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line per account."""
        width = max(len(person.email) for person in PEOPLE)
        self.stdout.write(f"Demo accounts, all with password {PASSWORD}:")
        for person in PEOPLE:
            roles = ", ".join(role.label for role in person.roles)
            self.stdout.write(f"  {person.email:<{width}}  {person.name} ({roles})")
