"""Fresh narratives in the manner of the sample lists, filled with the people, companies and addresses of the labelled
pairs; run by hand: ``python -m bench.extraction_fresh [--seed N] [--count N] [--errors KIND]``.

The sentences are invented; what stands in their gaps is taken from the labelled pairs in every form they show
(surname first, initials, capitals, no capitals, number before addition, town before street), so that names and streets
that no list of the finder holds are tried by the hundred.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
import time
from pathlib import Path

from bench.extraction_sentences import SENTENCES
from subjects.extraction.extract import extract
from tests.subjects.narratives import KINDS, Tally, count, unmark

PAIRS = Path("tests/subjects/data/matching_pairs.jsonl")
BANKS = ("RABO", "INGB", "ABNA", "SNSB", "KNAB", "BUNQ", "TRIO")
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
          "november", "december")  # fmt: skip
SHORT = ("jan", "feb", "mrt", "apr", "mei", "juni", "juli", "aug", "sept", "okt", "nov", "dec")
GAP = re.compile(r"\{(\w+)\}")


class Filler:
    """What may stand in a gap of a sentence, by the name of the gap."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
        sides = [row[side] for row in rows for side in "ab"]
        self.persons = sorted({row["a"]["name"] for row in rows if row["type"] == "person"})
        self.companies = sorted({row["a"]["name"] for row in rows if row["type"] == "company"})
        self.addresses = sorted({side["adres"] for side in sides if side.get("adres")})
        self.plates = sorted({side["kenteken"] for side in sides if side.get("kenteken")})
        self.addresses = [text for text in self.addresses if not re.match(r"\d{4}", text)]

    def text(self, gap: str) -> str:
        """The marked text for one gap."""
        kind = gap.rstrip("0123456789")
        return f"[{kind}|{getattr(self, kind)()}]"

    def per(self) -> str:
        """A person in one of the ways people are written."""
        name = re.sub(r"^(mevr|mw|dhr|de heer)\.? ", "", self.rng.choice(self.persons))
        return self.rng.choice(
            [name, name, name, name.title() if name.islower() else name, self._initials(name)]
        )

    @staticmethod
    def _initials(name: str) -> str:
        if "," in name or name.islower() or len(name.split()) < 2:
            return name
        first, *rest = name.split()
        return f"{first[0]}. {' '.join(word for word in rest if word)}"

    def org(self) -> str:
        """A company."""
        return self.rng.choice(self.companies)

    def adr(self) -> str:
        """An address in one of the forms of the pairs, its postcode marked within."""
        text = self.rng.choice(self.addresses)
        return re.sub(r"\b([1-9]\d{3} ?[A-Za-z]{2})\b(?=$|[ ,])", r"[pc|\1]", text)

    def plt(self) -> str:
        """A plate of the pairs."""
        return self.rng.choice(self.plates)

    def tel(self) -> str:
        """A telephone number."""
        digits = "".join(self.rng.choice("123456789") for _ in range(8))
        area = self.rng.choice(("0546", "0548", "0523"))
        return self.rng.choice(
            [f"06{digits}", f"06-{digits}", f"06 {digits}", f"+31 6 {digits[:4]} {digits[4:]}", f"+316{digits}",
             f"{area}-{digits[:6]}", f"{area} {digits[:2]} {digits[2:4]} {digits[4:6]}", f"(06) {digits}",
             f"0031 6 {digits}"]
        )  # fmt: skip

    def kvk(self) -> str:
        """A number of the trade register."""
        digits = str(self.rng.randint(10_000_000, 95_000_000))
        return self.rng.choice([digits, digits, f"{digits[:4]} {digits[4:]}"])

    def bsn(self) -> str:
        """A number in the range that is never given out and that passes the proof."""
        while True:
            digits = f"9999{self.rng.randint(0, 99_999):05d}"
            weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
            if sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0:
                return self.rng.choice([digits, digits, f"{digits[:4]}.{digits[4:6]}.{digits[6:]}"])

    def iban(self) -> str:
        """A Dutch account with right check digits."""
        account = self.rng.choice(BANKS) + f"0{self.rng.randint(100_000_000, 999_999_999)}"
        number = int("".join(str(int(sign, 36)) for sign in account + "NL00"))
        whole = f"NL{98 - number % 97:02d}{account}"
        return self.rng.choice([whole, " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))])

    def amt(self) -> str:
        """An amount of money."""
        number = self.rng.choice([25, 150, 475, 1250, 3400, 12_500, 87_000, 310_000])
        dotted = f"{number:,}".replace(",", ".")
        return self.rng.choice(
            [f"€ {dotted}", f"€ {dotted},-", f"€{number}", f"{dotted} euro", f"{number} euro", f"€ {dotted},50",
             f"EUR {dotted}", f"€ {number / 1000:g}k".replace(".", ",") if number > 900 else f"€ {number}"]
        )  # fmt: skip

    def dob(self) -> str:
        """A day of birth."""
        year, month, day = self.rng.randint(1945, 2007), self.rng.randint(1, 12), self.rng.randint(1, 28)
        return self.rng.choice(
            [f"{day:02d}-{month:02d}-{year}", f"{day}-{month}-{year}", f"{day:02d}/{month:02d}/{year}",
             f"{day} {MONTHS[month - 1]} {year}", f"{year}-{month:02d}-{day:02d}", f"{day}.{month}.{year}",
             f"{day} {SHORT[month - 1]}. '{year % 100:02d}", f"{year}"]
        )  # fmt: skip


def texts(seed: int, number: int) -> list[str]:
    """Marked narratives of two to four sentences."""
    rng = random.Random(seed)
    filler = Filler(rng)
    made = []
    for _ in range(number):
        sentences = rng.sample(SENTENCES, rng.randint(2, 4))
        made.append(" ".join(GAP.sub(lambda gap: filler.text(gap[1]), sentence) for sentence in sentences))
    return made


def main() -> int:
    """Make, read, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--errors", default="", help="show the errors of this kind, or 'all'")
    options = parser.parse_args()
    loose, strict, times = Tally(), Tally(), []
    for written in texts(options.seed, options.count):
        text, marks = unmark(written)
        started = time.perf_counter()
        extract(text)
        times.append((time.perf_counter() - started) * 1000)
        count(loose, text, marks, strict=False)
        count(strict, text, marks, strict=True)
    for kind in (*KINDS.values(), ""):
        print(
            f"{kind or 'all':15} {loose.precision(kind):6.3f} {loose.recall(kind):6.3f}   "
            f"{strict.precision(kind):7.3f} {strict.recall(kind):7.3f}"
        )
    print(f"median {statistics.median(times):.2f} ms, longest {max(times):.2f} ms")
    for what, errors in (("found ", loose.wrong), ("missed", loose.missed)):
        for kind, where in errors:
            if options.errors in {kind, "all"}:
                print(what, kind, "|", where.replace("\n", "⏎"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
