"""The migrated database that test databases are copied from: made once, and kept until a migration changes.

Bringing an empty database up to date takes most of a minute and every worker needs one, so it is done once per
run. What the migrations made is also kept as a dump beside the packages, under a name that hangs on every
file that could change it; a clean clone has none and really migrates.
"""

import ast
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from vik.local.bootstrap import ROOT, TEST
from vik.local.postgres import Cluster

NAME = "test_vik_template"
ROLE = "vik_owner"


def fill(cluster: Cluster) -> None:
    """Make the template in a running cluster, from the kept dump or else by migrating.

    :raises SystemExit: when the migrations fail
    """
    _make_empty(cluster)
    kept = _kept()
    if kept.exists():
        try:
            cluster.tool("psql", "-U", ROLE, "-d", NAME, "-f", str(kept))
        except SystemExit as reason:
            print(f"VIK: {kept.name} can't be read, so we migrate ({reason})")
            kept.unlink(missing_ok=True)
            _make_empty(cluster)
        else:
            return
    migrate = [sys.executable, "manage.py", "migrate", "--database", "owner", "-v0", "--no-input"]
    done = subprocess.run(migrate, check=False, env=os.environ | cluster.environment(NAME), cwd=ROOT)
    if done.returncode:
        raise SystemExit("The migrations failed (see above).")
    _keep(cluster, kept)


def _make_empty(cluster: Cluster) -> None:
    cluster.sql(f"DROP DATABASE IF EXISTS {NAME}")
    cluster.sql(f"CREATE DATABASE {NAME} OWNER {ROLE}")


def _keep(cluster: Cluster, kept: Path) -> None:
    for old in kept.parent.glob("vik-test-database-*.sql"):
        old.unlink(missing_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    half.write_text(cluster.tool("pg_dump", "-U", ROLE, "-d", NAME), encoding="utf-8")
    half.rename(kept)


def _kept() -> Path:
    return Path(sys.prefix) / f"vik-test-database-{_fingerprint()}.sql"


def _fingerprint() -> str:
    """A name that changes with the migrations, with what they lean on, and with the locked packages."""
    whole = hashlib.sha256(sys.version.encode())
    for path in sorted({*_migrations_and_what_they_use(), *(ROOT / name for name in TEST)}):
        whole.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:16]


def _migrations_and_what_they_use() -> set[Path]:
    waiting = [
        *ROOT.glob("*/migrations/*.py"),
        *(ROOT / "vik" / name for name in ("settings.py", "local/postgres.py")),
    ]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imported_by(path)
    return found


def _imported_by(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_text())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            module = ROOT.joinpath(*name.split("."))
            yield from (
                file for file in (module.with_suffix(".py"), module / "__init__.py") if file.is_file()
            )


if __name__ == "__main__":
    fill(Cluster(Path(sys.argv[1])))
