"""One owner per folder: a lock that the kernel drops when its owner dies."""

import fcntl
import os
from pathlib import Path


class Taken(Exception):
    """Somebody else works in this folder; the message is the id of that process."""


class FolderLock:
    """Hold a folder for this process; leaves no file behind."""

    def __init__(self, folder: Path, name: str = "lock") -> None:
        """Name the lock file; nothing is locked yet."""
        self.path = folder / name
        self._file: int | None = None

    def take(self) -> None:
        """Take the lock or raise `Taken`."""
        while True:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                owner = os.read(file, 20).decode().strip()
                os.close(file)
                raise Taken(owner) from None
            # The former owner may have removed the file between our opening and our locking.
            if self._is_the_one_in_the_folder(file):
                os.ftruncate(file, 0)
                os.write(file, f"{os.getpid()}\n".encode())
                self._file = file
                return
            os.close(file)

    def _is_the_one_in_the_folder(self, file: int) -> bool:
        try:
            return self.path.stat().st_ino == os.fstat(file).st_ino
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Give the folder back."""
        if self._file is not None:
            self.path.unlink(missing_ok=True)
            os.close(self._file)
            self._file = None
