"""What the tests of the local servers look at: processes and folders of this machine."""

import contextlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def short_folder() -> Iterator[Path]:
    """Give a folder that the database's account can reach and whose path is short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="vik-try-", dir="/var/tmp"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        kill_all(folder)
        shutil.rmtree(folder, ignore_errors=True)


def processes_of(folder: Path) -> list[int]:
    """Return the living processes that mention the folder in their command, their folder or their settings."""
    needle = str(folder).encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        pid = int(process.name)
        with contextlib.suppress(OSError, IndexError):
            state = (process / "stat").read_text().rpartition(")")[2].split()[0]
            known = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            known += bytes((process / "cwd").readlink())
            if state != "Z" and pid != os.getpid() and needle in known:
                found.append(pid)
    return found


def kill_all(folder: Path) -> None:
    """Kill everything at once, as a power cut would."""
    for pid in processes_of(folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def wait_until_nobody_is_left(folder: Path, seconds: float = 30) -> None:
    """Return as soon as no process of the folder lives; fail when that takes too long."""
    deadline = time.monotonic() + seconds
    while left := processes_of(folder):
        assert time.monotonic() < deadline, f"still there: {left}"
        time.sleep(0.05)
