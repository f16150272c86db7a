"""Sign how the audit log stands now."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit import checkpoints


class Command(BaseCommand):
    """``manage.py audit_checkpoint [--public-key]``."""

    help = "Ondertekent hoe het logboek er nu voor staat, buiten de database."

    def add_arguments(self, parser: CommandParser) -> None:
        """What an auditor needs."""
        parser.add_argument(
            "--public-key", action="store_true", help="toon alleen de openbare sleutel, voor de auditor"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and say what was signed."""
        try:
            if options["public_key"]:
                self.stdout.write(checkpoints.public_text(checkpoints.private_key().public_key()))
                return
            written = checkpoints.write_checkpoint()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        except checkpoints.CheckpointMismatch as error:
            raise CommandError(
                f"Het logboek is niet meer wat eerder is ondertekend ({error}). Draai audit_verify."
            ) from error
        for point in written:
            self.stdout.write(f"{point.day}: {point.count} regels ondertekend")
