"""Give a piece of work to the workshop, and believe only a whole answer."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from typing import Any, Final

from django.conf import settings

from core.errors import Refused

log = logging.getLogger("vik.documents")
PATIENCE: Final = 45.0
# Seconds of computing; on a busy machine they take longer than on the clock.
SECONDS: Final = {"take": 15, "page": 10, "copy": 30, "redact": 30}
# Of one web process; each piece may take as much memory as documents.workshop allows.
AT_ONCE: Final = 2
BROKEN: Final = (
    "Dit bestand is beschadigd, te zwaar of anders dan het lijkt. VIK kan het niet openen. "
    "Sla het opnieuw op, of stuur het als PDF."
)
_benches = threading.BoundedSemaphore(AT_ONCE)


def work(name: str, raw: bytes, **asked: Any) -> tuple[dict[str, Any], list[bytes]]:
    """Have a file taken in, shown, copied or redacted; raises :class:`Refused` for what can't be opened.

    The process gets no environment of ours, so no keys. The file travels through a pipe, never over a disk.
    """
    head = json.dumps({"work": name, "seconds": SECONDS[name], "asked": asked}).encode() + b"\n"
    try:
        with _benches:
            done = subprocess.run(
                [sys.executable, "-s", "-m", "documents.workshop"],
                input=head + raw,
                capture_output=True,
                timeout=PATIENCE,
                cwd=settings.BASE_DIR,
                env={"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"},
                check=False,
            )
    except subprocess.TimeoutExpired:
        log.warning("the workshop gave up on a file of %s bytes: %s took too long", len(raw), name)
        raise Refused(BROKEN) from None
    if done.returncode != 0:
        # What a parser says may quote the file: only the last line's kind of error is kept.
        log.warning(
            "the workshop gave up on a file of %s bytes: %s ended %s", len(raw), name, done.returncode
        )
        raise Refused(BROKEN)
    return _read(done.stdout)


def _read(answer: bytes) -> tuple[dict[str, Any], list[bytes]]:
    first, _, rest = answer.partition(b"\n")
    told: dict[str, Any] = json.loads(first)
    if "refused" in told:
        raise Refused(told["refused"])
    files, start = [], 0
    for size in told.pop("sizes"):
        files.append(rest[start : start + size])
        start += size
    return told, files
