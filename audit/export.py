"""Write the log to a file that the stand-alone verifier can check: one JSON line per audit line.

The part after ``"event":`` is, byte for byte, what the hash was taken of.
"""

from __future__ import annotations

import json
from datetime import UTC, date
from typing import TextIO

from audit.chain import COLUMNS, VERSION, days, lines_of
from audit.record import ALIAS
from core import clock


def write_export(target: TextIO, *, since: date | None = None) -> int:
    """Write all lines from ``since`` on; returns how many. Memory does not grow with the log."""
    header = {
        "vik-audit-export": VERSION,
        "made": clock.now().astimezone(UTC).isoformat(timespec="microseconds"),
        "from": since.isoformat() if since else None,
        "columns": COLUMNS,
    }
    target.write(json.dumps(header) + "\n")
    count = 0
    for day in days(ALIAS, since=since):
        for line in lines_of(ALIAS, day):
            target.write(f'{{"hash":"{line.hash}","event":{line.canonical}}}\n')
            count += 1
    return count
