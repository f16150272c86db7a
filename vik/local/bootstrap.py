"""From a bare Python to a complete `.venv`; standard library only, for nothing is installed yet."""

import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
DEMO = ("requirements.txt", "requirements-local.txt")
TEST = (*DEMO, "requirements-dev.txt")


def enter(module: str, locks: Sequence[str], arguments: Sequence[str]) -> None:
    """Make sure that the locked packages are installed and go on as `module` inside the environment.

    :param module: the module with the rest of the work, run as `python -m module`
    :param locks: the lock files whose packages it needs
    :param arguments: passed on unchanged
    """
    prepare(locks)
    python = VENV / "bin" / "python"
    os.chdir(ROOT)
    # execv keeps the process id, so that whoever started the script can stop it.
    os.execv(python, [str(python), "-m", module, *arguments])


def prepare(locks: Sequence[str]) -> None:
    """Bring `.venv` up to the lock files; a stamp with their hash makes the next start immediate."""
    wanted = _fingerprint(locks)
    stamp = VENV / f"vik-{'-'.join(Path(name).stem for name in locks)}.stamp"
    if _is(stamp, wanted):
        return
    # Two scripts may be started in the same folder: the second waits and then finds the stamp.
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not _is(stamp, wanted):
            _make_environment()
            _install(locks)
            stamp.write_text(wanted)
    finally:
        os.close(folder)


def _fingerprint(locks: Sequence[str]) -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    whole = b"".join((ROOT / name).read_bytes() for name in locks)
    return hashlib.sha256(version.encode() + whole).hexdigest()


def _is(stamp: Path, wanted: str) -> bool:
    try:
        return stamp.read_text() == wanted and (VENV / "bin" / "python").exists()
    except OSError:
        return False


def _make_environment() -> None:
    python = VENV / "bin" / "python"
    if python.exists() and _quiet([str(python), "-c", _SAME.format(*sys.version_info[:2])]):
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise SystemExit(
            "Python's module venv is missing. On Debian or Ubuntu: apt-get install python3-venv. "
            "Then start again."
        )
    print("VIK: making .venv ...", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        raise SystemExit(
            "Making .venv failed (see above). On Debian or Ubuntu: apt-get install python3-venv. "
            "Is there room on the disk, and may you write in this folder?"
        )


_SAME = "import sys, pip; sys.exit(sys.version_info[:2] != ({}, {}))"


def _quiet(command: Sequence[str]) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _install(locks: Sequence[str]) -> None:
    print("VIK: installing the locked packages (the first time only) ...", flush=True)
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "-qq"]
    # The locks name every package, so nothing is left to resolve: an older pip looks for the newest version of
    # an extra (coverage[toml]) although the lock pins the package itself, and then misses its hash.
    command += ["--disable-pip-version-check", "--no-input", "--require-hashes", "--no-deps"]
    if os.geteuid() == 0:
        command.append("--root-user-action=ignore")
    for name in locks:
        command += ["-r", str(ROOT / name)]
    done = subprocess.run(command, check=False)
    if done.returncode:
        raise SystemExit(
            "Installing the packages failed (see above). Without network: point pip to a mirror or a folder "
            "with the packages (PIP_INDEX_URL, PIP_FIND_LINKS) and start again."
        )
