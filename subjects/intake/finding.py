"""Find the records that rows of a register are about: by key, A-number, BSN or house, a batch at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from encryption.blind_index import blind_index
from subjects.deriving import key_for
from subjects.intake.said import BY_RELATIVE, FORMER, RIGHT
from subjects.models import Kind, Relation, SourceKind, Statement, Subject, SubjectKey

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from subjects.intake.homes import Home
    from subjects.intake.said import Said

REGIME: Final = "brp"
NUMBER: Final = "BRP"
ANUMBER, BSN, BAG = "ANUMBER", "BSN", "BAG"
_STANDS: Final = {RIGHT, BY_RELATIVE, FORMER}
Key = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Who:
    """By what a person or house of the register is found again."""

    origin: bytes
    # For when another record stands under the first: a BSN or house number that two have.
    other_origin: bytes
    keys: tuple[Key, ...]
    traits: tuple[str, str] = ("", "")
    has_number: bool = False
    kind: str = Kind.PERSON


@dataclass(slots=True)
class Slot:
    """A record of the register, there or still to be made, with what stands on it."""

    subject: Subject
    is_new: bool
    standing: list[Statement] = field(default_factory=list)
    origin: bytes = b""
    keys: set[Key] = field(default_factory=set)
    traits: tuple[str, str] = ("", "")
    told: frozenset[int] = frozenset()

    @property
    def numbers(self) -> set[bytes]:
        """Its A-numbers, as keys."""
        return {key for kind, key in self.keys if kind == ANUMBER}

    @property
    def houses(self) -> set[bytes]:
        """Its identifications in the BAG."""
        return {key for kind, key in self.keys if kind == BAG}


def who_is(said: Iterable[Said], beside: Sequence[Said] = (), role: str = "") -> Who:
    """Under which a person stays the same: A-number, else BSN, else name and birth beside whom he is named.

    Two strangers with one name and birth date are not tied together. A person judges that.
    """
    values = values_of(said)
    own = values.get("administration_number") or values.get("bsn")
    if not own:
        named = [values.get(code, "") for code in ("given_names", "prefix", "surname", "birth_date")]
        main = values_of(beside)
        of = main.get("administration_number") or main.get("bsn") or main.get("surname", "")
        own = "|".join([of, role, *named] if beside else named)
    keys = [
        (kind, key)
        for code, kind in (("administration_number", ANUMBER), ("bsn", BSN))
        if code in values
        for key in key_for(kind, values[code])
    ]
    traits = (values.get("birth_date", ""), values.get("surname", "").casefold())
    other = _origin("|".join([own, *traits]))
    return Who(_origin(own), other, tuple(keys), traits, "administration_number" in values)


def values_of(said: Iterable[Said]) -> dict[str, str]:
    """The value that stands of each fact."""
    return {one.fact: one.value for one in reversed(list(said)) if one.credibility in _STANDS}


def which_house(home: Home) -> Who | None:
    """By what a house is found: identification in the BAG, else postcode with number; None without both."""
    keys = tuple((BAG, key) for key in key_for(BAG, home.bag_address)) if home.bag_address else ()
    if not keys and not home.key:
        return None
    by_bag = _origin(f"adres|{home.bag_address}")
    return Who(_origin(f"adres|{home.key}") if home.key else by_bag, by_bag, keys, kind=Kind.PREMISES)


def _origin(plain: str) -> bytes:
    return blind_index(f"brp|{plain}", context="subjects.origin")


class Book:
    """The records behind a batch, fetched in a few queries, together with those being made in it."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.by_origin: dict[bytes, Slot] = {}
        self.by_key: defaultdict[Key, list[Slot]] = defaultdict(list)
        self.by_pk: dict[UUID, Slot] = {}

    def fetch(self, wanted: Iterable[Who]) -> None:
        """Load the records that any of these may be about, with what stands on them."""
        wanted = [who for who in wanted if who.origin not in self.by_origin]
        origins = {who.origin for who in wanted}
        keys = {key for who in wanted for _, key in who.keys}
        holders = SubjectKey.objects.filter(key__in=keys, kind__in=[ANUMBER, BSN, BAG]).visible_to(self.by)
        mine = Subject.objects.filter(owner=self.by.organisation, regimes__contains=[REGIME])
        mine = mine.filter(Q(origin_key__in=origins) | Q(pk__in=holders.values("subject_id")))
        rows = [row for row in mine.visible_to(self.by).select_related("owner") if row.pk not in self.by_pk]
        slots = {row.pk: Slot(row, False, origin=bytes(row.origin_key or b"")) for row in rows}
        for line in SubjectKey.objects.filter(subject__in=slots, kind__in=[ANUMBER, BSN, BAG]).visible_to(
            self.by
        ):
            slots[line.subject_id].keys.add((line.kind, bytes(line.key)))
        statements = Statement.objects.filter(
            subject__in=slots, source=SourceKind.REGISTER, source_number=NUMBER, withdrawn_at=None
        )
        for said in statements.visible_to(self.by).order_by("stated_at", "id"):
            slots[said.subject_id].standing.append(said)
        for slot in sorted(slots.values(), key=lambda one: one.subject.number):
            # A house is told apart by its address; the object in it has a number of the same kind.
            slot.keys -= {
                (BAG, key)
                for row in slot.standing
                if row.fact == "bag_object"
                for key in key_for(BAG, row.value)
            }
            told = {row.fact: row.value for row in slot.standing if row.credibility == RIGHT}
            slot.traits = (told.get("birth_date", ""), told.get("surname", "").casefold())
            self.add(slot)

    def add(self, slot: Slot) -> None:
        """Let a record be found."""
        self.by_pk[slot.subject.pk] = slot
        if slot.origin:
            self.by_origin.setdefault(slot.origin, slot)
        for key in slot.keys:
            self.by_key[key].append(slot)

    def learn(self, slot: Slot, who: Who) -> None:
        """A record turns out to have these numbers as well."""
        for key in set(who.keys) - slot.keys:
            slot.keys.add(key)
            self.by_key[key].append(slot)
        self.by_origin.setdefault(who.origin, slot)

    def find(self, who: Who) -> Slot | None:
        """The record that a row is about, or None."""
        if who.kind == Kind.PREMISES:
            return self._house(who)
        if (slot := self.by_origin.get(who.origin)) is not None and not self._another(who, slot):
            return slot
        for kind, key in who.keys:
            for slot in self.by_key[kind, key]:
                # Two A-numbers are two persons, also when the register once gave them one BSN.
                if kind == ANUMBER or not ((who.has_number and slot.numbers) or self._another(who, slot)):
                    return slot
        return None

    def contradicted(self, who: Who) -> bool:
        """Does somebody else carry the same BSN?"""
        return any(
            slot.origin != who.origin
            for kind, key in who.keys
            if kind == BSN
            for slot in self.by_key[kind, key]
        )

    def _another(self, who: Who, slot: Slot) -> bool:
        """Known by a BSN alone, but born on another day and with another name: that is somebody else."""
        if who.has_number or not who.keys:
            return False
        pairs = list(zip(who.traits, slot.traits, strict=True))
        return all(one and two and one != two for one, two in pairs)

    def _house(self, who: Who) -> Slot | None:
        for key in who.keys:
            for slot in self.by_key[key]:
                return slot
        same = self.by_origin.get(who.origin)
        if same is not None and who.keys and same.houses and not same.houses & {key for _, key in who.keys}:
            return None
        return same

    def relations(self, pks: Iterable[UUID]) -> list[Relation]:
        """The relations between these records that this source told before and that stand."""
        keys = [pk for pk in pks if not self.by_pk[pk].is_new]
        rows = Relation.objects.filter(
            subject__in=keys,
            other__in=keys,
            source=SourceKind.REGISTER,
            source_number=NUMBER,
            withdrawn_at=None,
        )
        return list(rows.visible_to(self.by).order_by("stated_at", "id")) if keys else []
