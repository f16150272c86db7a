"""Check that nobody changed the audit log."""

import json
import sys
from collections import Counter
from datetime import date
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit import checkpoints
from audit.verify import Verification

# A wholly rewritten log would give as many problems as it has lines.
SHOWN = 1000


class Command(BaseCommand):
    """``manage.py audit_verify [--json] [--from DATE]``; leaves with 1 on any finding."""

    help = "Controleert of iemand iets in het logboek heeft veranderd, verwijderd, toegevoegd of verplaatst."

    def add_arguments(self, parser: CommandParser) -> None:
        """From when, with which keys, and for whom the report is."""
        parser.add_argument("--json", action="store_true", help="machineleesbaar verslag")
        parser.add_argument(
            "--from", dest="since", type=date.fromisoformat, metavar="JJJJ-MM-DD", help="vanaf deze dag (UTC)"
        )
        parser.add_argument(
            "--public-key",
            action="append",
            default=[],
            metavar="SLEUTEL",
            help="ook deze oudere openbare sleutel geldt voor controlepunten (mag vaker)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, tell, and fail on any finding."""
        run = Verification(keys=self._keys(options["public_key"]), since=options["since"])
        found: Counter[str] = Counter()
        shown: list[dict[str, Any]] = []
        for problem in run.problems():
            found[problem.finding] += 1
            if found.total() > SHOWN:
                continue
            if options["json"]:
                shown.append({"code": problem.finding, "day": problem.day, "number": problem.number})
            else:
                self.stdout.write(f"{problem}")
        report = {"lines": run.lines, "days": run.days, "checkpoints": run.checkpoints}
        if options["json"]:
            self.stdout.write(json.dumps({"ok": not found, **report, "counts": found, "problems": shown}))
        else:
            if found.total() > SHOWN:
                self.stdout.write(f"… en nog {found.total() - SHOWN} bevindingen.")
            outcome = f"{found.total()} BEVINDINGEN" if found else "alles klopt"
            self.stdout.write(
                f"{run.lines} regels op {run.days} dagen en {run.checkpoints} controlepunten "
                f"nagekeken: {outcome}."
            )
        if found:
            sys.exit(1)

    @staticmethod
    def _keys(texts: list[str]) -> tuple[Any, ...]:
        try:
            return (checkpoints.private_key().public_key(), *map(checkpoints.public_key, texts))
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        except ValueError as error:
            raise CommandError("--public-key: dit is geen openbare sleutel") from error
