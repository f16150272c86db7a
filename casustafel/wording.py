"""What changed between two versions of somebody's agenda, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

TOLD: Final = {
    "title": "titel",
    "question": "vraag",
    "note": "toelichting",
    "kind": "soort",
    "goal": "bespreekdoel",
    "minutes": "minuten",
    "brought_by": "inbrenger",
    "basis": "grondslag",
    "why": "waarom u",
    "until": "inzage tot",
}


SECRECY: Final = (
    "Wat u over deze agendapunten leest en hoort, houdt u geheim. Dat geldt voor iedereen die aan deze taak "
    "meewerkt en daarbij vertrouwelijke gegevens krijgt (Awb 2:5). Voor politiegegevens geldt ook Wpg 7 lid 2. "
    "Wie het geheim schendt, kan strafbaar zijn (Wetboek van Strafrecht 272)."
)
SECRECY_SHORT: Final = "Geheimhouding: Awb 2:5, Wpg 7 lid 2, Wetboek van Strafrecht 272."


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads otherwise than before."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One agenda against an earlier one: which items are new, what changed in which, how many are gone."""

    new: frozenset[str]
    changed: Mapping[str, tuple[Change, ...]]
    gone: tuple[str, ...]
    moved: bool
    first: bool = False

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.moved)


def difference(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Difference:
    """Compare what somebody has with what he had; without anything before all is new."""
    old = {item["number"]: item for item in (before or {}).get("items", ())}
    now = {item["number"]: item for item in after["items"]}
    changed = {}
    for number in now.keys() & old.keys():
        if rows := _changes(old[number], now[number]):
            changed[number] = rows
    stayed_before = [number for number in old if number in now]
    stayed_now = [number for number in now if number in old]
    return Difference(
        new=frozenset(now.keys() - old.keys()),
        changed=changed,
        gone=tuple(number for number in old if number not in now),
        moved=stayed_before != stayed_now,
        first=before is None,
    )


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    found = [
        Change(label, str(before.get(name, "")), str(after.get(name, "")))
        for name, label in TOLD.items()
        if before.get(name, "") != after.get(name, "")
    ]
    had = {row["number"]: row["caption"] for row in before.get("documents", ())}
    has = {row["number"]: row["caption"] for row in after.get("documents", ())}
    found += [Change("stuk erbij", "", has[number]) for number in has if number not in had]
    found += [Change("stuk eraf", had[number], "") for number in had if number not in has]
    return tuple(found)
