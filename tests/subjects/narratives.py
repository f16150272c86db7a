"""Reading the labelled narratives, and counting what the finder got right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from subjects.extraction.extract import extract

FOLDER = Path(__file__).parent / "data"
KINDS = {
    "per": "person", "org": "organisation", "adr": "address", "pc": "postcode", "plt": "plate", "tel": "phone",
    "kvk": "kvk", "bsn": "bsn", "iban": "iban", "amt": "amount", "dob": "date_of_birth",
}  # fmt: skip
Mark = tuple[str, int, int]


def narratives(part: str) -> list[tuple[str, list[Mark]]]:
    """The texts of ``dev`` or ``held`` with their marks (kind, start, end)."""
    whole = (FOLDER / f"narratives_{part}.txt").read_text(encoding="utf-8").split("\n", 1)[1]
    return [unmark(piece) for piece in whole.strip().split("\n%%%\n")]


def unmark(written: str) -> tuple[str, list[Mark]]:
    """``[per|Ali Demir]`` becomes the text and the place of its mark; marks may be nested."""
    text, marks, open_marks = "", [], []
    for token in re.split(r"(\[[a-z]+\||\])", written):
        if token.startswith("[") and token[1:-1] in KINDS:
            open_marks.append((KINDS[token[1:-1]], len(text)))
        elif token == "]" and open_marks:
            kind, start = open_marks.pop()
            marks.append((kind, start, len(text)))
        else:
            text += token
    return text, sorted(marks, key=lambda mark: mark[1])


@dataclass
class Tally:
    """Right, wrong and missed marks per kind; ``exact`` counts the right ones with the same bounds."""

    right: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)

    def precision(self, kind: str = "") -> float:
        """The part of the marks that is right."""
        right = self._right(kind)
        return right / max(1, right + sum(1 for other, _ in self.wrong if kind in ("", other)))

    def recall(self, kind: str = "") -> float:
        """The part of what is there that is marked."""
        right = self._right(kind)
        return right / max(1, right + sum(1 for other, _ in self.missed if kind in ("", other)))

    def _right(self, kind: str) -> int:
        return self.right[kind] if kind else sum(self.right.values())


def score(parts: Iterable[str], *, strict: bool = False) -> Tally:
    """Mark every narrative; a mark is right when kind and more than half of the stretch agree."""
    tally = Tally()
    for part in parts:
        for text, wanted in narratives(part):
            count(tally, text, wanted, strict=strict)
    return tally


def count(tally: Tally, text: str, wanted: list[Mark], *, strict: bool) -> None:
    """Mark one narrative and add to the tally what was right, wrong and missed."""
    left = list(wanted)
    for found in extract(text):
        fit = next((mark for mark in left if _fits(mark, found.kind, found.start, found.end, strict)), None)
        if fit is None:
            around = text[max(0, found.start - 25) : found.end + 15]
            tally.wrong.append((found.kind, f"{found.text}   << {around}"))
            continue
        left.remove(fit)
        tally.right[found.kind] += 1
        tally.exact[found.kind] += fit[1:] == (found.start, found.end)
    tally.missed += [
        (kind, f"{text[start:end]}   << {text[max(0, start - 25) : end + 15]}") for kind, start, end in left
    ]


def _fits(mark: Mark, kind: str, start: int, end: int, strict: bool) -> bool:
    if mark[0] != kind:
        return False
    if strict:
        return mark[1:] == (start, end)
    shared = min(mark[2], end) - max(mark[1], start)
    return shared * 2 > max(mark[2], end) - min(mark[1], start)
