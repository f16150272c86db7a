"""All checks and tests, with their own throw-away database and queue: `script/test`."""

import configparser
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from vik.local import account, browser, processes, template
from vik.local.bootstrap import ROOT
from vik.local.lock import FolderLock, Taken
from vik.local.postgres import Cluster
from vik.local.valkey import NoValkey, Valkey

PREFIX = "vik-test-"
TEST_DATABASE = "test database"
_KEYRING = (
    '{"active":"1","keys":{"1":"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="},'
    '"index":{"active":"1","keys":{"1":"YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY="}}}'
)


class Stopped(Exception):
    """Somebody asked us to stop."""


def main(arguments: Sequence[str]) -> int:
    """Run everything and return the exit code: 0 only when nothing failed."""
    if {"-h", "--help"} & set(arguments):
        print(_HELP)
        return 0
    fast = "--fast" in arguments
    wanted = [argument for argument in arguments if argument not in {"--fast", "--"}]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    _clear_leftovers()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_where()))
    folder.chmod(0o711)  # the database's account has to get through
    lock = FolderLock(folder)
    cluster = Cluster(folder / "postgres", throw_away=True)
    valkey = Valkey(folder / "valkey")
    try:
        lock.take()
        cluster.start()
        environment = _environment(folder, cluster)
        try:
            valkey.start()
            environment["VIK_TEST_REDIS_URL"] = valkey.url
        except NoValkey as reason:
            print(f"VIK: no queue server for the tests ({reason}); the tests that need it will fail.")
        return _run(fast, wanted, environment, cluster)
    except Stopped:
        print("VIK: stopped.", file=sys.stderr)
        return 130
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # cleaning up takes a moment; let it finish
        valkey.stop()
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


_HELP = """script/test [--fast] [--] [arguments for pytest]

Checks style, types, layers and templates, then runs the tests with pytest.
  --fast     in about a minute: no types, and of the tests the rules only, which need no database;
             with arguments all tests that they name but those marked slow or browser
  arguments  for instance: script/test --fast -- tests/signals -k triage"""


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _where() -> Path:
    # A socket's path must be short, and as root another account must be able to reach it.
    return Path("/var/tmp") if account.is_root() else Path(tempfile.gettempdir())


def _clear_leftovers() -> None:
    """Remove what a killed run left; a folder whose lock is held belongs to a run at work."""
    for folder in _where().glob(f"{PREFIX}*"):
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            continue
        if time.time() - folder.stat().st_mtime < 60:
            continue  # may be about to take its lock
        try:
            FolderLock(folder).take()
        except (Taken, OSError):
            continue
        shutil.rmtree(folder, ignore_errors=True)


def _environment(folder: Path, cluster: Cluster) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("VIK_", "REDIS_", "PG"))
    }
    for name in ("VIK_TEST_SUFFIX", "VIK_LOG_LEVEL", "VIK_CHROMIUM", "VIK_CHAOS_EDITS"):
        if name in os.environ:
            kept[name] = os.environ[name]
    return (
        kept
        | cluster.environment()
        | {
            "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "DJANGO_SETTINGS_MODULE": "vik.settings",
            "VIK_TESTING": "1",
            "VIK_TEST_TEMPLATE": template.NAME,
            # Fixed and public on purpose: they protect made-up data in a cluster that lives for minutes.
            "VIK_SECRET_KEY": "test-only-secret-key-of-sufficient-length-0123456789abcdef",
            "VIK_KEYRING": _KEYRING,
            "VIK_CHECKPOINT_KEY": "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=",
            "VIK_SEAL_STORE": str(account.make_folder(folder / "seals")),
            "VIK_DOCUMENT_STORE": str(account.make_folder(folder / "documents")),
            "VIK_CHECKPOINT_DIR": str(account.make_folder(folder / "checkpoints")),
            "VIK_STATIC_ROOT": str(account.make_folder(folder / "static")),
            "VIK_TEST_FOLDER": str(account.make_folder(folder / "scratch")),
        }
    )


def _run(fast: bool, wanted: Sequence[str], environment: Mapping[str, str], cluster: Cluster) -> int:
    rules_only = fast and not any(map(_names_tests, wanted))
    failed = _checks(fast, environment, None if rules_only else cluster)
    if TEST_DATABASE in failed:
        print("VIK: without a database there are no tests (see above)")
        return 1
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *_workers(wanted)]
    if fast:
        command += ["-m", "not slow and not browser" + (" and not django_db" if rules_only else "")]
    else:
        browser.make_sure()
    code = _child([*command, *wanted], environment)
    if failed:
        print(f"VIK: failed before the tests: {', '.join(failed)} (see above)")
    return code or (1 if failed else 0)


def _names_tests(argument: str) -> bool:
    """Does this argument choose tests, and not only how they are shown?"""
    return argument.startswith(("-k", "-m")) or (ROOT / argument.partition("::")[0]).exists()


def _workers(wanted: Sequence[str]) -> list[str]:
    if any(argument.startswith("-n") or argument == "--pdb" for argument in wanted):
        return []
    return ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def _checks(fast: bool, environment: Mapping[str, str], cluster: Cluster | None) -> list[str]:
    """Run the checks, two at a time, and return the names of those that failed.

    In ``cluster`` the database is made from which the tests copy theirs.
    """
    python = sys.executable
    checks: dict[str, list[str]] = {}
    if cluster:
        checks[TEST_DATABASE] = [python, "-m", "vik.local.template", str(cluster.folder)]
    checks |= {
        "ruff check": [python, "-m", "ruff", "check", "--no-cache", "."],
        "ruff format": [python, "-m", "ruff", "format", "--no-cache", "--check", "."],
        "lint-imports": [str(Path(python).parent / "lint-imports"), "--no-cache"],
        "pip check": [python, "-m", "pip", "--disable-pip-version-check", "check"],
        "manage.py check": [python, "manage.py", "check", "--fail-level", "WARNING"],
        "makemigrations --check": [python, "manage.py", "makemigrations", "--check", "--dry-run"],
    }
    if not fast:
        checks["djlint"] = [python, "-m", "djlint", "templates", "--lint", "--quiet"]
        checks["mypy"] = [python, "-m", "mypy", *_house()]

    waiting = list(checks.items())
    running: list[_Check] = []
    failed = []
    try:
        while waiting or running:
            while waiting and len(running) < 2:
                name, command = waiting.pop(0)
                running.append(_Check(name, command, environment))
            for check in [check for check in running if check.process.poll() is not None]:
                running.remove(check)
                if not check.report():
                    failed.append(check.name)
            time.sleep(0.05)
    finally:
        for check in running:
            processes.stop(check.process)
    return failed


def _house() -> list[str]:
    """Every app, as the building plan lists them: a new room is checked from its first day."""
    plan = configparser.ConfigParser()
    plan.read(ROOT / ".importlinter")
    return plan["importlinter"]["root_packages"].split()


class _Check:
    """One check at work, with what it prints kept apart."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self.began = time.monotonic()
        self.output = tempfile.TemporaryFile()
        self.process = processes.start(command, output=self.output, env=environment, cwd=ROOT)

    def report(self) -> bool:
        """Print how it went, and all it said when it failed."""
        good = self.process.returncode == 0
        seconds = time.monotonic() - self.began
        print(f"VIK: {self.name}: {'ok' if good else 'FAILED'} ({seconds:.1f} s)", flush=True)
        if not good:
            self.output.seek(0)
            print(self.output.read().decode(errors="replace").strip(), flush=True)
        self.output.close()
        return good


def _child(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run pytest on our own terminal; whatever stops us stops it first."""
    child = processes.start(command, output=None, env=environment, cwd=ROOT)
    try:
        return child.wait()
    finally:
        processes.stop(child, ask=signal.SIGINT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
