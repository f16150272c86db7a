"""Pairs in the forms of the public entity-resolution benchmarks, and how the engine does on them; run by hand:
``python -m bench.matching_public [--errors GROUP] [--out FILE] [--seed N]``.

The forms are written from knowledge of those benchmarks (name lists in several scripts, FEBRL persons, voters,
restaurants, products, papers, world-wide companies, foreign addresses); every name is an invented combination. Half
of the negatives of each group are hard: same surname, sister company, same street, next model number.
"""

import argparse
import json
import random
import statistics
import sys
import time
from pathlib import Path

from bench.matching import LINE, f1_of
from bench.matching_public_persons import Maker, febrl, voter, watchlist_person
from bench.matching_public_things import address, body, company, paper, product, restaurant, vessel
from subjects.matching.compare import compare

PER_GROUP = 400

GROUPS: dict[str, Maker] = {
    "person list": watchlist_person,
    "person name": lambda rng: watchlist_person(rng, bare=True),
    "person ftm": lambda rng: watchlist_person(rng, listed=True),
    "person febrl": febrl,
    "febrl columns": lambda rng: febrl(rng, mapped=False),
    "person voter": voter,
    "company": company,
    "company ftm": lambda rng: company(rng, listed=True),
    "public body": body,
    "restaurant": restaurant,
    "rest. columns": lambda rng: restaurant(rng, mapped=False),
    "product": product,
    "paper": paper,
    "address": address,
    "vessel": vessel,
}


def main() -> int:
    """Make pairs of every group, compare, print F1 by group."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", default="", help="show wrong pairs of this group, or 'all'")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="also write the pairs as JSON lines")
    options = parser.parse_args()
    rows: list[dict] = []
    times: list[float] = []
    for group, maker in GROUPS.items():
        rng = random.Random(f"{group}{options.seed}")
        for _ in range(PER_GROUP):
            left, right, match = maker(rng)
            start = time.perf_counter()
            card = compare(left, right, left.get("type", ""))
            times.append((time.perf_counter() - start) * 1000)
            rows.append(
                {
                    "group": group,
                    "a": left,
                    "b": right,
                    "match": match,
                    "score": card.score,
                    "reasons": card.reasons,
                }
            )
    for group in GROUPS:
        print(f"{group:16} {f1_of([row for row in rows if row['group'] == group])}")
    print(f"{'all':16} {f1_of(rows)}\nmedian {statistics.median(times):.3f} ms")
    for row in rows:
        if options.errors in {row["group"], "all"} and row["match"] != (row["score"] >= LINE):
            print(f"\n{row['group']} {'SAME' if row['match'] else 'diff'} {row['score']:.2f}")
            print(f"  {list(row['a'].values())}\n  {list(row['b'].values())}\n  {row['reasons']}")
    if options.out:
        options.out.write_text(
            "\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
