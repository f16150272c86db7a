"""Read in mails of M. from files."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.contexts import SYSTEM, acting_as
from accounts.models import Organisation
from core.errors import Refused
from mreports.intake.mails import UnreadableMail
from mreports.views import receive_mail


class Command(BaseCommand):
    """``manage.py import_m FILE… [--owner almelo] [--json]``."""

    help = "Lees M.-meldingen (.eml) in. Hetzelfde nummer nog eens verandert niets."

    def add_arguments(self, parser: CommandParser) -> None:
        """Files, and for whom."""
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--owner", default="almelo", help="code van de gemeente")
        parser.add_argument("--json", action="store_true", help="machineleesbaar verslag")

    def handle(self, *args: Any, **options: Any) -> None:
        """Each file in its own transaction; one unreadable file makes the exit code 1."""
        owner = Organisation.objects.filter(code=options["owner"]).first()
        if owner is None:
            raise CommandError("Deze gemeente bestaat niet.")
        report: dict[str, Any] = {"new": 0, "known": 0, "flagged": 0, "unreadable": []}
        for file in options["files"]:
            try:
                with acting_as(SYSTEM, why="M.-melding inlezen"):
                    found, fresh = receive_mail(owner, file.read_bytes())
            except (OSError, UnreadableMail, Refused) as problem:
                report["unreadable"].append({"file": file.name, "reason": str(problem)})
                continue
            report["new" if fresh else "known"] += 1
            report["flagged"] += int(fresh and found.leak_suspected)
        self.stdout.write(
            json.dumps(report)
            if options["json"]
            else f"{report['new']} nieuw, {report['known']} al bekend, {report['flagged']} met mogelijk "
            f"meldergegevens, {len(report['unreadable'])} onleesbaar"
        )
        if report["unreadable"]:
            raise CommandError("; ".join(row["reason"] for row in report["unreadable"]))
