"""The word lists, each read once, when first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "lists"


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``lists/<name>.txt``: lower case, comma separated; lines with # are remarks."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = ",".join(line for line in lines if not line.startswith("#")).split(",")
    return frozenset(entry.strip() for entry in entries if entry.strip())


@cache
def given_names() -> frozenset[str]:
    """Given names and call names of every background."""
    return words("given_dutch") | words("given_foreign")


@cache
def never_a_name() -> frozenset[str]:
    """Words that are no name in any place (a word that is also a name is not among these)."""
    return words("not_names") - given_names() - words("surnames")


def doubtful(word: str) -> bool:
    """A name that is mostly an ordinary word (*Mark*, *Wil*): on its own it is not marked."""
    return word.lower() in words("not_names")
