"""By hand: precision and recall per kind on the labelled narratives, and the time for each.

``python -m bench.extraction [part ...] [--errors]``
"""

from __future__ import annotations

import statistics
import sys
import time

from subjects.extraction.extract import extract
from subjects.extraction.spans import KINDS
from tests.subjects.narratives import narratives, score

PARTS = (
    "dev",
    "held",
    "late",
    "fresh",
    "last",
    "street",
    "voices_a",
    "voices_b",
    "voices_c",
    "voices_d",
    "voices_e",
    "desk",
    "rough",
    "round",
    "corner",
    "evening",
    "closing",
    "look_a",
    "look_b",
    "look_c",
    "look_d",
    "look_e",
    "look_f",
)


def main(arguments: list[str]) -> None:
    """Print the table, with the errors when asked."""
    parts = [part for part in PARTS if part in arguments] or list(PARTS)
    loose, strict = score(parts), score(parts, strict=True)
    print(f"{'kind':15} {'P':>6} {'R':>6}   {'P exact':>7} {'R exact':>7}")
    for kind in (*KINDS, ""):
        print(
            f"{kind or 'all':15} {loose.precision(kind):6.3f} {loose.recall(kind):6.3f}   "
            f"{strict.precision(kind):7.3f} {strict.recall(kind):7.3f}"
        )
    times = []
    for part in parts:
        for text, _ in narratives(part):
            started = time.perf_counter()
            extract(text)
            times.append((time.perf_counter() - started) * 1000)
    print(f"{len(times)} narratives, median {statistics.median(times):.2f} ms, longest {max(times):.2f} ms")
    if "--errors" in arguments:
        for kind, what in strict.wrong:
            print("found ", kind, "|", what.replace("\n", "⏎"))
        for kind, what in strict.missed:
            print("missed", kind, "|", what.replace("\n", "⏎"))


if __name__ == "__main__":
    main(sys.argv[1:])
