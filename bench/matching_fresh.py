"""Fresh labelled pairs of Dutch context, with the relations and the noise of the invented pairs but other names; run by
hand: ``python -m bench.matching_fresh [--seed N] [--count N] [--errors KIND]``.

Names come from the lists of the finder of names, streets are put together here, so that hardly any pair repeats one of
the development pairs. A pair counts as decidable when what both sides hold could tell a careful reader.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time

from bench.matching import LINE, f1_of
from bench.matching_fresh_persons import person_pair
from bench.matching_fresh_things import address_pair, company_pair, vehicle_pair
from subjects.matching.compare import compare

MAKERS = {"person": person_pair, "company": company_pair, "address": address_pair, "vehicle": vehicle_pair}


def main() -> int:
    """Make pairs of every kind, compare, print F1 by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", default="", help="show wrong pairs of this kind, or 'all'")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    rows: list[dict] = []
    times: list[float] = []
    for kind, maker in MAKERS.items():
        rng = random.Random(f"{kind}{options.seed}")
        made = 0
        while made < options.count:
            pair = maker(rng)
            if pair is None:
                continue  # nobody could decide it
            made += 1
            started = time.perf_counter()
            card = compare({"type": kind} | pair["a"], {"type": kind} | pair["b"], kind)
            times.append((time.perf_counter() - started) * 1000)
            rows.append({"kind": kind, "score": card.score, "reasons": card.reasons} | pair)
    for kind in MAKERS:
        print(f"{kind:10} {f1_of([row for row in rows if row['kind'] == kind])}")
    print(f"{'all':10} {f1_of(rows)}\nmedian {statistics.median(times):.3f} ms")
    for row in rows:
        if options.errors in {row["kind"], "all"} and row["match"] != (row["score"] >= LINE):
            print(f"\n{row['kind']} {'SAME' if row['match'] else 'diff'} {row['score']:.2f} {row['how']}")
            print(f"  {list(row['a'].values())}\n  {list(row['b'].values())}\n  {row['reasons']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
