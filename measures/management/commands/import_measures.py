"""Read an old register of measures from the command line: the same importer and report as the page."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from access.contexts import acting_as
from access.decisions import Denied, deny
from access.roles import may, refusal
from accounts.models import User
from core import clock
from core.errors import Refused
from measures.intake.reading.columns import mapping_problems
from measures.intake.reading_file import Register, read_register
from measures.intake.run import read_to_the_end, report_of, trial
from measures.models import RegisterRun
from measures.operations.registers import receive_register, start_run

PURPOSE: Final = "Inlezen van een oud register"
LABELS: Final = (
    ("seen", "regels gelezen"),
    ("made", "maatregelen"),
    ("known", "al bekend"),
    ("refused", "in de foutenbak"),
    ("ignored", "geen maatregel"),
)


class Command(BaseCommand):
    """``import_measures FILE [--as jurist@almelo.demo]``."""

    help = (
        "Leest een oud register van maatregelen in (xlsx, xls, ods, csv). Regels in de foutenbak zijn geen "
        "mislukking; een bestand dat niet te lezen is wel. Opnieuw inlezen verandert niets. "
        "Zie docs/import-measures.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """File, user, and how."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--as",
            dest="user",
            metavar="USER",
            help="e-mailadres van wie inleest; mag weg als er één iemand is die dat mag",
        )
        parser.add_argument("--mapping", help='JSON: {"kop": "veld", …}; anders worden de kolommen herkend')
        parser.add_argument("--dry-run", action="store_true", help="alleen tellen, niets opslaan")
        parser.add_argument("--json", action="store_true", help="het verslag als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or only count; print the report."""
        user = _user(options["user"])
        path: Path = options["file"]
        try:
            with path.open("rb") as stream:
                register = read_register(stream, today=clock.today())
            mapping = _mapping(options["mapping"], register)
            work = self._count if options["dry_run"] else self._import
            report = work(user, path, register, mapping)
        except Denied as denied:
            raise CommandError(denied.decision.reason) from None
        except Refused as refused:
            raise CommandError(refused.message) from None
        except OSError as problem:
            raise CommandError(f"{path}: {problem.strerror}") from None
        report = {
            "file": path.name,
            "dry_run": options["dry_run"],
            "mapping": mapping,
            "skipped": list(register.skipped),
        } | report
        self._print(report, as_json=options["json"])

    def _count(
        self, user: User, path: Path, register: Register, mapping: Mapping[str, str]
    ) -> dict[str, Any]:
        """What an import would do, without writing anything."""
        with acting_as(user, why="import_measures --dry-run", purpose=PURPOSE):
            if not may(user, "measures.import"):
                raise Denied(deny(refusal("measures.import")))
            return trial(register.rows, mapping, user.organisation)

    def _import(
        self, user: User, path: Path, register: Register, mapping: Mapping[str, str]
    ) -> dict[str, Any]:
        """Import in the foreground, row by row."""
        with acting_as(user, why="import_measures", purpose=PURPOSE):
            run = receive_register(
                by=user,
                filename=path.name,
                headings=register.headings,
                mapping=mapping,
                rows=register.rows,
            )
            start_run(by=user, run=run, at_once=True)
        read_to_the_end(run.pk)
        with acting_as(user, why="import_measures", purpose=PURPOSE):
            done = RegisterRun.objects.visible_to(user).get(pk=run.pk)
            return {"number": done.number} | report_of(done, user)

    def _print(self, report: Mapping[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        head = "Proef, er is niets opgeslagen" if report["dry_run"] else f"Register {report['number']}"
        self.stdout.write(f"{head}: {report['file']}")
        for name, label in LABELS:
            self.stdout.write(f"{report[name]:>8}  {label}")
            for line in report["reasons"]:
                if line["state"] == name:
                    self.stdout.write(f"{line['rows']:>12} × {line['reason']}")
        for sheet in report["skipped"]:
            self.stdout.write(f"Overgeslagen blad: {sheet}")
        if report.get("questions"):
            self.stdout.write(f"{report['questions']:>8}  vragen: is dit dezelfde?")


def _user(email: str | None) -> User:
    """Who imports: the named user, or the only one who may."""
    if email:
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise CommandError(f"Er is geen actieve gebruiker {email}.")
        return user
    able = [user for user in User.objects.filter(is_active=True) if may(user, "measures.import")]
    if len(able) != 1:
        raise CommandError("Zeg met --as wie inleest.")
    return able[0]


def _mapping(text: str | None, register: Register) -> dict[str, str]:
    mapping: Any = register.mapping
    if text is not None:
        try:
            mapping = json.loads(text)
        except ValueError:
            raise CommandError('--mapping is geen JSON. Voorbeeld: {"Maatregel": "kind"}') from None
        if not isinstance(mapping, dict):
            raise CommandError("--mapping is een JSON-object: kop → veld.")
        mapping = {str(heading): str(name) for heading, name in mapping.items() if name}
    if problems := mapping_problems(mapping):
        raise Refused(" ".join(problems))
    return dict(mapping)
