"""Get a demo's database ready in one process: starting Django four times would cost the user four waits."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.core.management import call_command


def main(arguments: Sequence[str]) -> None:
    """Bring tables, lists and static files up to date; fill the town and write down its people when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fill", action="store_true", help="load the demo data into an empty database")
    parser.add_argument("--accounts", type=Path, required=True, help="file for the table of demo accounts")
    options = parser.parse_args(arguments)
    django.setup()
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    call_command("load_reference", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if options.fill:
        call_command("demo_data", size="small", verbosity=0)
        # The next one comes within the hour; until then the log of a new demo would look unsigned.
        call_command("audit_checkpoint", verbosity=0)
    with options.accounts.open("w") as output:
        call_command("demo_accounts", stdout=output)


if __name__ == "__main__":
    main(sys.argv[1:])
