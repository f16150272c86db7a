"""Measure the comparison engine on labelled pairs; run by hand: ``python -m bench.matching PAIRS [--errors KIND]``.

Prints precision, recall and F1 at 0.5 on decidable pairs by kind, for all and for each half, and the time a pair.
"""

import argparse
import json
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

from subjects.matching.compare import compare

PAIRS = Path("../shared/data/matching/dev_pairs.jsonl")
LINE = 0.5


def f1_of(rows: list[dict]) -> str:
    """Precision, recall and F1 of scored rows as one text."""
    right = sum(row["match"] and row["score"] >= LINE for row in rows)
    wrong = sum(not row["match"] and row["score"] >= LINE for row in rows)
    missed = sum(row["match"] and row["score"] < LINE for row in rows)
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  n {len(rows)}"


def main() -> int:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, nargs="?", default=PAIRS)
    parser.add_argument("--errors", default="", help="show the wrong pairs of this kind, or 'all'")
    options = parser.parse_args()
    rows, times = [], []
    for line in options.pairs.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        start = time.perf_counter()
        row.setdefault("type", str(row["a"].get("type", "")))
        card = compare(row["a"], row["b"], row["type"])
        times.append((time.perf_counter() - start) * 1000)
        row |= {"score": card.score, "reasons": card.reasons}
        rows.append(row)
    decidable = [row for row in rows if row.get("decidable", True)]
    groups = defaultdict(list)
    for number, row in enumerate(decidable):
        kind = row.get("group") or row["type"]
        for name in (kind, "all", f"half {number % 2} {kind}"):
            groups[name].append(row)
    for name in sorted(groups, key=lambda text: ("half" in text, text)):
        print(f"{name:16} {f1_of(groups[name])}")
    print(f"median {statistics.median(times):.3f} ms, 95% {sorted(times)[int(len(times) * 0.95)]:.3f} ms")
    for row in decidable:
        if options.errors in {row["type"], "all"} and row["match"] != (row["score"] >= LINE):
            a, b = ({k: v for k, v in row[side].items() if v and k != "type"} for side in "ab")
            said = [row.get("id", ""), "SAME" if row["match"] else "diff", row["score"]]
            print("\n", *said, row.get("relation"), row.get("noise"))
            print(f"  {list(a.values())}\n  {list(b.values())}\n  {row['reasons']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
