"""Fill VIK with invented data: accounts, lists, the sample files, a mix of work, and bulk."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from access.contexts import SYSTEM, acting_as
from accounts.demo import make_demo_accounts
from accounts.models import User
from desk.demo.bulk import fill_up
from desk.demo.casework import casework
from desk.demo.controls import make_controls
from desk.demo.imposed import impose
from desk.demo.letters import letters
from desk.demo.mix import (
    ask_the_reporter,
    derive_from_m,
    seal_what_is_due,
    send_own_reports,
    spread_over_months,
    work_on_signals,
)
from desk.demo.papers import add_papers
from desk.demo.research import research
from desk.demo.table import table
from desk.demo.town import build_town, work_out_signals
from signals.intake.files import digest_of
from signals.models import ImportRun, RunState

SAMPLES: Final = Path(settings.BASE_DIR) / "demo" / "intake"
PLACES: Final = Path(settings.BASE_DIR) / "demo" / "places" / "bag-almelo-verzonnen.csv"
EXTRACTED: Final = date(2026, 10, 1)
COORDINATOR: Final = "coordinator@almelo.demo"
ADMIN: Final = "beheer@almelo.demo"
BIBOB: Final = "bibob@almelo.demo"
LEGAL: Final = "jurist@almelo.demo"
REGISTER: Final = "maatregelenregister-2019-2026.xlsx"
M_AUTHORISED: Final = "m-gemachtigde@almelo.demo"
FILES: Final = (("odt-signalen-2026-q3.xlsx", "odt"), ("intern-signalen-2026.csv", "intern"))
TOTALS: Final = {"small": 0, "large": 10_000, "huge": 100_000}


class Command(BaseCommand):
    """``demo_data --size small``: doing it again changes nothing."""

    help = "Vult VIK met verzonnen gegevens. Alleen in de demo en in tests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much."""
        parser.add_argument("--size", choices=sorted(TOTALS), default="small")
        parser.add_argument("--total", type=int, help="zoveel signalen in plaats van de maat")

    def handle(self, *args: Any, **options: Any) -> None:
        """Accounts and lists first, then files, work, and bulk."""
        if not (settings.DEMO or settings.TESTING):
            raise CommandError("Proefdata bestaat alleen in de demo (VIK_DEMO=1).")
        make_demo_accounts()
        call_command("load_reference", verbosity=0)
        people = {user.email: user for user in User.objects.select_related("organisation")}
        coordinator, analyst = people[COORDINATOR], people["analist@almelo.demo"]
        new_files = [
            self._import(name, source) for name, source in FILES if not _was_read(SAMPLES / name, coordinator)
        ]
        if new_files:
            where = {"municipality": ["GM0141"], "date": EXTRACTED}
            call_command("import_bag", str(PLACES), stdout=self.stdout, **where)
            self._mails()
            self._say(f"{derive_from_m(people[M_AUTHORISED])} signalen afgeleid van M.-meldingen")
            reports = send_own_reports(people["melder@almelo.demo"])
            ask_the_reporter(coordinator, reports)
            self._say(f"{work_on_signals(coordinator, analyst)} signalen gewogen, besloten of toegewezen")
            self._say(f"{build_town(analyst)} subjecten en objecten")
            self._say(f"{work_out_signals(analyst)} keer iets gekoppeld aan een signaal")
            call_command("import_measures", str(SAMPLES / REGISTER), user=LEGAL, stdout=self.stdout)
            self._say(f"{add_papers(people[LEGAL])} documenten bij een maatregel")
            self._say(f"{impose(people[LEGAL])} maatregelen in behandeling")
            self._say(f"{research(people[BIBOB])} Bibob-onderzoeken")
            self._say(f"{casework(people)} casussen")
            self._say(f"{letters(people[LEGAL], people[ADMIN])} brieven bij een maatregel")
            self._say(f"{table(people)} overleggen van de casustafel")
            inspector = people["toezichthouder@almelo.demo"]
            self._say(f"{make_controls(inspector, coordinator)} controles")
            spread_over_months(Random(2026))  # noqa: S311 -- invented data, no secret
            self._say(f"{seal_what_is_due()} signalen verzegeld")
        total = options["total"] or TOTALS[options["size"]]
        made = fill_up(coordinator.organisation, analyst, total, lambda n: self._say(f"{n} signalen"))
        self._say(f"proefdata staat klaar ({len(new_files)} bestanden ingelezen, {made} signalen bijgemaakt)")

    def _import(self, name: str, source: str) -> str:
        """One sample file through the real importer."""
        call_command(
            "import_signals", str(SAMPLES / name), source=source, user=COORDINATOR, stdout=self.stdout
        )
        return name

    def _mails(self) -> None:
        """The sample reports of M., through their own way in."""
        mails = sorted(str(path) for path in SAMPLES.glob("m-melding-*.eml"))
        if mails:
            call_command("import_m", *mails, stdout=self.stdout)

    def _say(self, text: str) -> None:
        self.stdout.write(text)


def _was_read(path: Path, coordinator: User) -> bool:
    """Was exactly this file read to its end before?"""
    with path.open("rb") as stream:
        digest = digest_of(stream)
    with acting_as(SYSTEM, why="is de proefdata er al?"):
        runs = ImportRun.objects.filter(file_digest=digest, owner=coordinator.organisation)
        return runs.filter(state=RunState.DONE).unrestricted(why="proefdata").exists()
