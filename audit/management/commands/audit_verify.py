"""Check the audit log."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.checkpoints import verify


class Command(BaseCommand):
    """``manage.py audit_verify [--json]``."""

    help = "Controleer of het logboek nog is zoals het werd geschreven. Exitcode 1 bij een bevinding."

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch."""
        parser.add_argument("--json", action="store_true", help="machineleesbaar verslag")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check and report."""
        outcome = verify()
        if options["json"]:
            self.stdout.write(json.dumps(outcome.as_dict()))
        else:
            self.stdout.write(
                f"{outcome.lines} regels op {outcome.days} dagen, {outcome.checkpoints} ijkpunten, "
                f"laatste {outcome.last or 'geen'}"
            )
            for finding in outcome.findings:
                self.stdout.write(f"{finding.code} {finding.where}: {finding.text}")
        if not outcome.clean:
            raise CommandError(
                f"{len(outcome.findings)} bevindingen: het logboek is niet zoals het werd geschreven"
            )
