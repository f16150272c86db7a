"""One piece of work: a head of JSON and a file come in on stdin, a head and files go out on stdout."""

from __future__ import annotations

import importlib
import json
import resource
import sys
from collections.abc import Callable
from typing import Any, Final

from core.errors import Refused

# What one piece of work may take. The address space is wide because libraries reserve more than they use.
MEMORY: Final = 2_000_000_000
FILES: Final = 64

Work = Callable[[bytes, dict[str, Any]], tuple[dict[str, Any], list[bytes]]]
# Only what a piece of work needs is loaded: that takes longer than most of the work itself.
WORK: Final = {
    "take": "taking",
    "page": "rendering",
    "copy": "binding",
    "redact": "redacting",
}


def bound(seconds: int) -> None:
    """No more memory, seconds of computing and open files than this; nothing is ever written to disk."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, FILES),
    ):
        _, hard = resource.getrlimit(limit)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (wanted, wanted))


def find(name: str) -> Work:
    """The function that does this work: it has the name of the work, in its own module."""
    module = importlib.import_module(f"documents.workshop.{WORK[name]}")
    found: Work = getattr(module, name)
    return found


def main() -> None:
    """Do the one thing that is asked; a refusal is an answer like any other."""
    head = json.loads(sys.stdin.buffer.readline())
    bound(head["seconds"])
    raw = sys.stdin.buffer.read()
    try:
        told, files = find(head["work"])(raw, head["asked"])
    except Refused as refusal:
        told, files = {"refused": refusal.message}, []
    told["sizes"] = [len(made) for made in files]
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    for made in files:
        sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
