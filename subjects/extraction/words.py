"""The word lists, each read once, when first asked for."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "lists"
_SHARED = Path(__file__).parents[1] / "lists"  # the matching reads these too
_ROLE_ENDINGS = (
    "werker", "werkster", "coach", "houder", "houdster", "adviseur", "eigenaar", "eigenaresse", "medewerker",
    "manager", "directeur", "agent", "chauffeur", "ondernemer", "consulent", "begeleider", "bewoner", "verhuurder",
    "vriend", "vriendin", "inspecteur", "controleur", "coördinator", "accountant", "receptioniste", "monteur",
    "journalist", "ambtenaar", "verpleegkundige", "buurman", "buurvrouw", "nemer", "neemster",
)  # fmt: skip
_WITH_A_MEANING = (
    "not_names", "towns", "roles", "company_before", "company_after", "authorities", "not_persons", "titles",
    "before_a_street", "street_suffixes", "prefixes", "streets",
)  # fmt: skip


@cache
def _listed(name: str) -> frozenset[str]:
    """The entries of ``lists/<name>.txt``: lower case, comma separated; lines with # are remarks."""
    folder = _SHARED if name.startswith("given_") else _FOLDER
    lines = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = ",".join(line for line in lines if not line.startswith("#")).split(",")
    return frozenset(entry.strip() for entry in entries if entry.strip())


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a list; surnames include those of the package."""
    return _listed(name) | _packaged_surnames() if name == "surnames" else _listed(name)


@cache
def given_names() -> frozenset[str]:
    """Given names and call names of every background."""
    return words("given_dutch") | words("given_foreign") | _packaged_given_names()


@cache
def _packaged(language: str) -> dict[str, Any]:
    """What the package ``mimesis`` knows of names; read as data, so that nothing of it is imported."""
    package = find_spec("mimesis")
    if package is None or package.origin is None:
        return {"names": {}, "surnames": []}
    file = Path(package.origin).parent / "datasets" / language / "person.json"
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read


@cache
def _packaged_given_names() -> frozenset[str]:
    names = (name.lower() for listed in _packaged("nl")["names"].values() for name in listed)
    return frozenset(name for name in names if len(name) > 2) - _ordinary()


@cache
def frequent_surnames() -> frozenset[str]:
    """Surnames that may be marked alone at the start of a sentence: not those of the package only."""
    return _listed("surnames")


@cache
def _packaged_surnames() -> frozenset[str]:
    """Without prefixes; a very short one is more often a word."""
    names = (name.lower().split()[-1] for name in _packaged("nl")["surnames"])
    return frozenset(name for name in names if len(name) > 3) - _ordinary()


@cache
def _ordinary() -> frozenset[str]:
    """Words with a meaning in these texts, which a name from the package must not be."""
    return frozenset().union(*(words(name) for name in _WITH_A_MEANING))


def is_role(word: str) -> bool:
    """Whether a name often stands behind the word: *eigenaar*, *jongerenwerker*, *wijkcoach*."""
    return word in words("roles") or (len(word) > 8 and word.endswith(_ROLE_ENDINGS))


@cache
def known_names() -> frozenset[str]:
    """Given names and surnames together."""
    return given_names() | words("surnames")


@cache
def only_given() -> frozenset[str]:
    """Given names that are no surnames."""
    return given_names() - words("surnames")


@cache
def never_a_name() -> frozenset[str]:
    """Words that are no name in any place (a word that is also a name is not among these)."""
    return words("not_names") - given_names() - words("surnames")


def doubtful(word: str) -> bool:
    """A name that is mostly an ordinary word (*Mark*, *Wil*): on its own it is not marked."""
    return word.lower() in words("not_names")
