"""Read a file of signals from the command line: the same importer and the same report as the page."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from access.contexts import acting_as
from access.decisions import Denied, deny
from access.roles import may, refusal
from accounts.models import User
from core.errors import Refused
from signals.intake.files import forget_file
from signals.intake.reading.columns import header_signature, mapping_of, mapping_problems
from signals.intake.receiving import (
    SOURCE_NAMES,
    count_rows,
    headings_of,
    receive_stream,
    recognise_file,
    report_of,
)
from signals.intake.rows import Plan, judged_rows, open_file
from signals.intake.run import run_to_the_end
from signals.models import ImportRun
from signals.operations.imports import map_columns, start_run
from signals.queries.imports import remembered_mapping

PURPOSE = "Inlezen van signalen"


class Command(BaseCommand):
    """``import_signals FILE --source odt --as coordinator@almelo.demo``."""

    help = (
        "Leest een bestand met signalen in (xlsx, xls, ods, csv). Rijen in de foutenbak zijn geen "
        "mislukking; een bestand dat niet te lezen is wel."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """File, source, user, and how."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--source", required=True, choices=sorted(SOURCE_NAMES), help="van wie het komt")
        parser.add_argument(
            "--as", required=True, dest="user", metavar="USER", help="e-mailadres van wie inleest"
        )
        parser.add_argument("--mapping", help='JSON: {"kop": "veld", …}; anders worden de kolommen herkend')
        parser.add_argument("--dry-run", action="store_true", help="alleen tellen, niets opslaan")
        parser.add_argument("--json", action="store_true", help="het verslag als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or only count; print the report."""
        user = User.objects.filter(email__iexact=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(f"Er is geen actieve gebruiker {options['user']}.")
        source = SOURCE_NAMES[options["source"]]
        mapping = _mapping(options["mapping"])
        work = self._count if options["dry_run"] else self._import
        try:
            report = work(user, source, options["file"], mapping)
        except Denied as denied:
            raise CommandError(denied.decision.reason) from None
        except Refused as refused:
            raise CommandError(refused.message) from None
        except OSError as problem:
            raise CommandError(f"{options['file']}: {problem.strerror}") from None
        self._print(report, as_json=options["json"])

    def _count(
        self, user: User, source: str, path: Path, mapping: Mapping[str, str] | None
    ) -> dict[str, Any]:
        """What an import would do, without writing anything."""
        with acting_as(user, why="import_signals --dry-run", purpose=PURPOSE), path.open("rb") as stream:
            if not may(user, "signals.import"):
                raise Denied(deny(refusal("signals.import")))
            found = open_file(stream)
            signature = header_signature(headings_of(found))
            stored = remembered_mapping(user.organisation, source, signature)
            used = dict(mapping) if mapping is not None else mapping_of(recognise_file(found, stored))
            _check(used)
            plan = Plan.new(user.organisation, source, used)
            tally = count_rows(judged_rows(stream, plan), user.organisation, source)
        return {"file": path.name, "source": source, "dry_run": True, "mapping": used} | tally.as_json()

    def _import(
        self, user: User, source: str, path: Path, mapping: Mapping[str, str] | None
    ) -> dict[str, Any]:
        """Import in the foreground, chunk by chunk."""
        with acting_as(user, why="import_signals", purpose=PURPOSE), path.open("rb") as stream:
            run = receive_stream(by=user, source_type=source, source_name="", name=path.name, stream=stream)
            try:
                _check(run.mapping if mapping is None else mapping)
                if mapping is not None:
                    map_columns(by=user, run=run, mapping=mapping)
                start_run(by=user, run=run, at_once=True)
            except Refused:
                # The run is rolled back; its file must not stay behind.
                forget_file(run.file_key)
                raise
        run_to_the_end(run.pk)
        with acting_as(user, why="import_signals", purpose=PURPOSE):
            done = ImportRun.objects.visible_to(user).get(pk=run.pk)
            report = report_of(done, user)
        return {
            "file": path.name,
            "source": source,
            "dry_run": False,
            "mapping": done.mapping,
            "number": done.number,
        } | report

    def _print(self, report: Mapping[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        head = "Proef, er is niets opgeslagen" if report["dry_run"] else f"Import {report['number']}"
        self.stdout.write(f"{head}: {report['file']}")
        for name, label in (
            ("seen", "regels gelezen"),
            ("made", "signalen"),
            ("known", "al bekend"),
            ("refused", "in de foutenbak"),
            ("ignored", "geen signaal"),
        ):
            self.stdout.write(f"{report[name]:>8}  {label}")
            for line in report["reasons"].get(name, []):
                self.stdout.write(f"{line['rows']:>12} × {line['reason']}")


def _mapping(text: str | None) -> dict[str, str] | None:
    if text is None:
        return None
    try:
        mapping = json.loads(text)
    except ValueError:
        raise CommandError('--mapping is geen JSON. Voorbeeld: {"Bevindingen": "narrative"}') from None
    if not isinstance(mapping, dict):
        raise CommandError("--mapping is een JSON-object: kop → veld.")
    return {str(heading): str(name) for heading, name in mapping.items() if name}


def _check(mapping: Mapping[str, str]) -> None:
    problems = mapping_problems(mapping)
    if problems:
        raise Refused(" ".join(problems))
