"""One piece of work: a head of JSON and a file come in on stdin, a head and files go out on stdout."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from typing import Any, Final

from core.errors import Refused
from documents.workshop import redacting, rendering, taking

# What one piece of work may take. The address space is wide because libraries reserve more than they use.
MEMORY: Final = 2_000_000_000
SECONDS: Final = 40
FILES: Final = 64

Work = Callable[[bytes, dict[str, Any]], tuple[dict[str, Any], list[bytes]]]
WORK: Final[dict[str, Work]] = {
    "take": taking.take,
    "page": rendering.page,
    "copy": rendering.copy,
    "redact": redacting.redact,
}


def bound() -> None:
    """No more memory, time and open files than this, and nothing is ever written to disk."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, FILES),
    ):
        _, hard = resource.getrlimit(limit)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (wanted, wanted))


def main() -> None:
    """Do the one thing that is asked; a refusal is an answer like any other."""
    bound()
    head = json.loads(sys.stdin.buffer.readline())
    raw = sys.stdin.buffer.read()
    try:
        told, files = WORK[head["work"]](raw, head["asked"])
    except Refused as refusal:
        told, files = {"refused": refusal.message}, []
    told["sizes"] = [len(made) for made in files]
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    for made in files:
        sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
