"""The demo: everything VIK needs on one machine, started, watched and stopped together."""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from vik.local import account, processes
from vik.local.bootstrap import ROOT
from vik.local.commands import KEPT, keep_environment
from vik.local.lock import FolderLock, Taken
from vik.local.postgres import Cluster
from vik.local.secret_store import secret_settings
from vik.local.valkey import NoValkey, Valkey

READY_WITHIN = 120
# Written once the demo data is complete; a first start that was cut off begins anew.
FILLED = "filled"


class Stopped(Exception):
    """Somebody asked us to stop."""


class Trouble(Exception):
    """The demo can't go on; the message says what to do."""


def main(arguments: Sequence[str]) -> int:
    """Start everything, say where it is, and wait until somebody stops it."""
    options = _options(arguments)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    folder = (options.state or account.state_folder()).resolve()
    if _is_for_something_else(folder):
        print(
            f"VIK: {folder} holds other things; name an empty or a new folder with --state.", file=sys.stderr
        )
        return 1
    # As root the database has an account of its own, which has to get through.
    account.make_folder(folder, mode=0o711 if account.is_root() else 0o700)
    lock = FolderLock(folder)
    try:
        lock.take()
    except Taken as owner:
        print(f"VIK: the demo already runs on this state (process {owner}); stop it, or name --state DIR.")
        return 1
    demo = Demo(folder, options.port)
    try:
        _must_be_free(options.port)
        demo.run(fresh=options.fresh)
    except Stopped:
        print("\nVIK: stopping …", flush=True)
    except Trouble as trouble:
        print(f"VIK: {trouble}", file=sys.stderr)
        return 1
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # cleaning up takes a moment; let it finish
        demo.stop()
        lock.release()
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/demo", description="Start VIK with a fictional town.")
    parser.add_argument("--port", type=int, default=8000, help="port on the loopback address (8000)")
    parser.add_argument("--state", type=Path, help="folder for the state of this demo")
    parser.add_argument("--fresh", action="store_true", help="throw the data away and begin anew")
    return parser.parse_args(arguments)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _is_for_something_else(folder: Path) -> bool:
    """Tell whether somebody else's files are here, whose rights we would change and next to which we'd write."""
    inside = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    return bool(inside) and not inside & {"postgres", "logs", "lock"}


def _must_be_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Trouble(f"port {port} is in use; stop what uses it, or start with --port N.") from error


class Demo:
    """The servers of one demo, in the order in which they start."""

    def __init__(self, folder: Path, port: int) -> None:
        """Only remember where; `run` does the work."""
        self.folder = folder
        self.port = port
        self.url = f"http://127.0.0.1:{port}/"
        self.cluster = Cluster(folder / "postgres")
        self.valkey = Valkey(folder / "valkey")
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.logs = account.make_folder(folder / "logs")
        self.accounts = self.logs / "accounts.txt"
        self.environment: dict[str, str] = {}

    def run(self, *, fresh: bool) -> None:
        """Start, announce, and watch until something ends."""
        if fresh:
            self._forget()
        self.cluster.start()
        queue = self._start_queue()
        self.environment = self._environment()
        keep_environment(self.folder, self.environment)
        self._prepare()
        bind = ["--bind", f"127.0.0.1:{self.port}"]
        self._start("web", [ROOT / "script" / "web", *bind])
        self._wait_until_ready()
        if queue:
            self._start("worker", [ROOT / "script" / "worker", "--beat", "--schedule", self.folder / "beat"])
        self._announce(queue)
        self._watch()

    def stop(self) -> None:
        """End everything, the last started first."""
        (self.folder / KEPT).unlink(missing_ok=True)
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()  # all at once, so that they end side by side
        for child in reversed(self.children.values()):
            processes.stop(child, patience=15)
        self.children.clear()
        self.valkey.stop()
        self.cluster.stop()

    def _forget(self) -> None:
        """Throw data and keys away; sealed content without its keys would only be in the way."""
        for name in ("postgres", "seals", "documents", "checkpoints", "secrets", FILLED):
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def _start_queue(self) -> bool:
        try:
            self.valkey.start()
        except NoValkey as reason:
            print(f"VIK: no queue server here ({reason}); background work is done at once instead.")
            return False
        return True

    def _environment(self) -> dict[str, str]:
        private = {
            name: str(account.make_folder(self.folder / folder))
            for name, folder in {
                "VIK_SEAL_STORE": "seals",
                "VIK_DOCUMENT_STORE": "documents",
                "VIK_CHECKPOINT_DIR": "checkpoints",
                "VIK_STATIC_ROOT": "static",
            }.items()
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("VIK_", "PG"))}
        kept.pop("REDIS_URL", None)
        queue = {"REDIS_URL": self.valkey.url} if self.valkey.url else {}
        return (
            kept
            | self.cluster.environment()
            | secret_settings(account.make_folder(self.folder / "secrets"))
            | private
            | queue
            | {
                "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
                "DJANGO_SETTINGS_MODULE": "vik.settings",
                "VIK_DEMO": "1",
                "VIK_BASE_URL": self.url.rstrip("/"),
                "VIK_LOG_LEVEL": os.environ.get("VIK_LOG_LEVEL", "WARNING"),
            }
        )

    def _prepare(self) -> None:
        """Tables, lists, static files; and the town, when it is not there yet."""
        filled = self.folder / FILLED
        if not filled.exists():
            self.cluster.recreate_database()
            print("VIK: first start: making the database and the fictional town …", flush=True)
        log = self.logs / "setup.log"
        command: list[str | Path] = [sys.executable, "-m", "vik.local.prepare", "--accounts", self.accounts]
        if not filled.exists():
            command.append("--fill")
        with log.open("wb") as output:
            child = processes.start(command, output=output, env=self.environment, cwd=ROOT)
            self.children["setup"] = child
            code = child.wait()
            del self.children["setup"]
        if code:
            raise Trouble(f"getting the database ready failed:\n{_tail(log)}")
        filled.touch(mode=0o600)

    def _start(self, name: str, command: Sequence[str | Path]) -> None:
        with (self.logs / f"{name}.log").open("ab") as output:
            self.children[name] = processes.start(command, output=output, env=self.environment, cwd=ROOT)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            self._must_live()
            try:
                with urllib.request.urlopen(f"{self.url}readyz", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise Trouble(f"VIK does not get ready; the end of its log:\n{_tail(self.logs / 'web.log')}")

    def _announce(self, queue: bool) -> None:
        print(f"\nVIK is ready: {self.url}\n\n{self.accounts.read_text().rstrip()}")
        if not queue:
            print("\nThere is no queue server: background work is done at once.")
        print("\nStop with Ctrl-C.", flush=True)

    def _watch(self) -> None:
        while True:
            time.sleep(0.5)
            self._must_live()

    def _must_live(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None:
                raise Trouble(f"“{name}” ended unexpectedly:\n{_tail(self.logs / f'{name}.log')}")
        if self.cluster.died():
            raise Trouble(f"PostgreSQL ended unexpectedly:\n{self.cluster.log_end()}")
        if self.valkey.died():
            raise Trouble("the queue server ended unexpectedly; start the demo again.")


def _tail(log: Path, size: int = 3000) -> str:
    try:
        return log.read_text(errors="replace")[-size:].strip()
    except OSError:
        return "(no log)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
