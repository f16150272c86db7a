"""Under which account, and where, the local servers keep their files."""

import contextlib
import hashlib
import os
import pwd
from pathlib import Path

from vik.local.bootstrap import ROOT


def is_root() -> bool:
    """Tell whether this process may do everything; PostgreSQL then refuses to run as we do."""
    return os.geteuid() == 0


def state_folder() -> Path:
    """Return where the demo keeps its data when nobody names a folder.

    As root it lies outside the project: the folders above a clone are often closed (`/root`), and the
    unprivileged account under which PostgreSQL runs must be able to get there.
    """
    if not is_root():
        return ROOT / ".local"
    return Path("/var/tmp") / f"vik-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}"


def server_account() -> tuple[int, int]:
    """Return the user and group id under which PostgreSQL runs."""
    if not is_root():
        return os.geteuid(), os.getegid()
    for name in ("nobody", "postgres", "daemon"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
    raise SystemExit("PostgreSQL refuses to run as root, and this machine has no account 'nobody'.")


def make_folder(folder: Path, *, mode: int = 0o700, owner: tuple[int, int] | None = None) -> Path:
    """Make a folder of our own, or refuse one that belongs to somebody else.

    :param mode: the rights it gets, also when it was there already
    :param owner: user and group id it is given to (only root can)
    """
    folder.mkdir(parents=True, exist_ok=True)
    info = folder.lstat()
    if folder.is_symlink() or info.st_uid not in {os.geteuid(), (owner or (os.geteuid(), 0))[0]}:
        raise SystemExit(f"{folder} belongs to another user; name another folder with --state.")
    folder.chmod(mode)
    if owner and is_root():
        os.chown(folder, *owner)
    return folder
