"""The real web server, in processes of its own, on the database that this process has open."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

PATIENCE = 60.0


class Server:
    """The web server in processes of its own, on the test database."""

    def __init__(self, *, workers: int = 1, threads: int = 8) -> None:
        self.size = ["--workers", str(workers), "--threads", str(threads)]
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port: int = found.getsockname()[1]
        name = connection.settings_dict["NAME"]
        self.environment = dict(os.environ) | {"VIK_TESTING": "1"}
        for variable in ("DATABASE_URL", "VIK_AUDIT_DATABASE_URL", "VIK_OWNER_DATABASE_URL"):
            if variable in self.environment:
                url = urlsplit(self.environment[variable])
                self.environment[variable] = urlunsplit(url._replace(path=f"/{name}"))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-m", "gunicorn", "vik.wsgi:application", "--no-control-socket"]
        command += [
            "--worker-class",
            "gthread",
            *self.size,
            "--bind",
            f"127.0.0.1:{self.port}",
        ]
        self.process = subprocess.Popen(
            command,
            env=self.environment,
            cwd=settings.BASE_DIR,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """No good-bye: every process of it is gone at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
