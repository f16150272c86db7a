"""Start a database of its own, fill it to each size, measure, and print ratios to the floor of the same run."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from vik.local import account
from vik.local.bootstrap import ROOT
from vik.local.postgres import Cluster
from vik.local.secret_store import secret_settings

# A quarter of the memory of a server of 8 GB, as docs/operations.md asks.
BUFFERS = "2GB"
MODULES = {
    "signals": "bench.measure",
    "subjects": "bench.register",
    "measures": "bench.imposed",
    "agenda": "bench.agenda",
    "minutes": "bench.minutes",
}


def main() -> int:
    """Everything in a throw-away folder; the measuring itself is a child with Django in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--of", choices=tuple(MODULES), default="signals", help="what is measured")
    parser.add_argument(
        "--sizes",
        default="10000,100000,1000000",
        help="numbers of signals and subjects; agenda and minutes know small",
    )
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="vik-bench-", dir="/var/tmp"))
    folder.chmod(0o711)
    # Durable settings as in production: a bench without fsync would flatter the audit log.
    cluster = Cluster(folder / "postgres", buffers=BUFFERS)
    try:
        cluster.start()
        environment = (
            {
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("VIK_", "PG", "REDIS"))
            }
            | cluster.environment()
            | secret_settings(account.make_folder(folder / "secrets"))
            | {
                name: str(account.make_folder(folder / part))
                for name, part in {
                    "VIK_SEAL_STORE": "seals",
                    "VIK_DOCUMENT_STORE": "documents",
                    "VIK_CHECKPOINT_DIR": "checkpoints",
                    "VIK_STATIC_ROOT": "static",
                }.items()
            }
            | {"DJANGO_SETTINGS_MODULE": "vik.settings", "VIK_TESTING": "1", "VIK_LOG_LEVEL": "ERROR"}
        )
        manage = [sys.executable, "manage.py"]
        subprocess.run(
            [*manage, "migrate", "--database", "owner", "-v0"], check=True, env=environment, cwd=ROOT
        )
        subprocess.run([*manage, "load_reference", "-v0"], check=True, env=environment, cwd=ROOT)
        arguments = [options.sizes, *([str(options.json)] if options.json else [])]
        child = subprocess.run(
            [sys.executable, "-m", MODULES[options.of], *arguments], check=False, env=environment, cwd=ROOT
        )
        return child.returncode
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
