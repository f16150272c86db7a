"""Child processes that end with the process that started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

_PR_SET_PDEATHSIG = 1


def start(
    command: Sequence[str | Path],
    *,
    output: IO[bytes] | None,
    env: Mapping[str, str] | None = None,
    account: tuple[int, int] | None = None,
    cwd: Path | None = None,
    last_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a child in its own session, so that Ctrl-C reaches only us and we end it in our order.

    :param output: where it writes, both what it prints and its errors; nothing: our own terminal
    :param account: user and group id to run as (only root can)
    :param last_signal: what the kernel sends it when we die unexpectedly (Linux)
    """
    options: dict[str, Any] = {}
    if account and os.geteuid() == 0:
        options = {"user": account[0], "group": account[1], "extra_groups": []}
    return subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        env=dict(env) if env is not None else None,
        cwd=cwd,
        start_new_session=True,
        preexec_fn=follow_parent(last_signal),
        **options,
    )


def follow_parent(last_signal: signal.Signals = signal.SIGTERM) -> Callable[[], None] | None:
    """Return what a child runs first, so that the kernel signals it when we die (Linux)."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def follow() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(last_signal))
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return follow


def stop(
    process: subprocess.Popen[bytes], *, ask: signal.Signals = signal.SIGTERM, patience: float = 10
) -> None:
    """End a child: ask first, after `patience` seconds take the whole session down."""
    if process.poll() is None:
        process.send_signal(ask)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    # What the child left behind in its session ends too; usually nothing is there any more.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
