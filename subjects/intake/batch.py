"""One batch of an import of persons: find what is there, decide what is new, write it at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.levels import Confidentiality
from subjects import facts
from subjects.intake.finding import (
    NUMBER,
    REGIME,
    Book,
    Key,
    Slot,
    Who,
    which_house,
    who_is,
)
from subjects.intake.said import BY_RELATIVE, FORMER, RIGHT, Said
from subjects.models import Kind, Relation, RelationKind, SourceKind, Subject
from subjects.operations.bringing import Incoming, Link, bring_in
from subjects.operations.register import NewFact, Source

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from subjects.intake.homes import Home
    from subjects.intake.lo3 import LoPerson
    from subjects.intake.relatives import Related
    from subjects.intake.reporting import Report

# The register stands behind what it tells as far as the credibility of each value says.
SOURCES: Final = {
    weight: Source(kind=SourceKind.REGISTER, number=NUMBER, reliability="A", credibility=weight)
    for weight in "123456"
}
BRP: Final = SOURCES[RIGHT]
_WEAKER: Final = {BY_RELATIVE, FORMER}
_IDENTIFIES: Final = {"surname", "given_names", "name", "administration_number", "bsn", "birth_date"}
Pair = tuple["UUID", "UUID", str]


@dataclass(slots=True)
class Memory:
    """What a trial would have made, so that it counts as the real run would."""

    slots: dict[bytes, Slot] = field(default_factory=dict)
    keys: defaultdict[Key, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    spans: dict[Pair, list[tuple[str, str]]] = field(default_factory=dict)

    def remind(self, book: Book, wanted: Iterable[Who]) -> None:
        """Let the book find what an earlier batch of this trial made."""
        for who in wanted:
            slots = [self.slots.get(who.origin), *(slot for key in who.keys for slot in self.keys[key])]
            for slot in slots:
                if slot is not None and slot.subject.pk not in book.by_pk:
                    book.add(slot)

    def keep(self, slot: Slot, said: Iterable[Said]) -> None:
        """Remember a record, without what is said of it beyond what a second row is compared with."""
        slot.subject = Subject(pk=slot.subject.pk, kind=slot.subject.kind)
        slot.told = frozenset(hash((one.fact, one.value)) for one in said)
        self.slots[slot.origin] = slot
        for key in slot.keys:
            self.keys[key].append(slot)


class Batch:
    """Some persons of a file, and the records that they touch."""

    def __init__(self, by: User, report: Report, memory: Memory | None = None) -> None:
        self.by = by
        self.report = report
        self.memory = memory
        self.book = Book(by)
        self.incoming: dict[UUID, Incoming] = {}
        self.said: defaultdict[UUID, list[Said]] = defaultdict(list)
        self.spans: dict[Pair, list[_Span]] = {}

    # who is there

    def persons(self, people: Sequence[LoPerson]) -> None:
        """The own rows: a new record for each, or what is new about who is there."""
        wanted = [who_is(person.said) for person in people]
        self._open(wanted)
        for person, who in zip(people, wanted, strict=True):
            self.report.persons += 1
            slot = self.book.find(who)
            if slot is None and not _IDENTIFIES & {one.fact for one in person.said}:
                self.report.found.append((person.line, "Deze persoon heeft geen naam en geen nummer"))
                continue
            if slot is None:
                if self.book.contradicted(who):
                    reason = "Dit BSN staat ook bij iemand met een andere naam en geboortedatum of A-nummer"
                    self.report.found.append((person.line, reason))
                slot = self._make(who, Kind.PERSON)
                self.report.made += 1
                self._say(slot, person.said)
            else:
                self.book.learn(slot, who)
                self.report.known += 1
                self.report.completed += self._complete(slot, person.said)

    def surroundings(self, people: Sequence[LoPerson]) -> None:
        """Relatives and houses of persons who are all in."""
        named = [(person, who_is(person.said)) for person in people]
        family = [who_is(one.said, person.said, one.role) for person in people for one in person.related]
        houses = [who for person in people for home in person.homes if (who := which_house(home)) is not None]
        self._open([*(who for _, who in named), *family, *houses])
        for person, who in named:
            own = self.book.find(who)
            if own is None:
                continue
            for one in person.related:
                self._relative(own, person, one)
            for home in person.homes:
                self._stay(own, home)
            abroad = [said for said in person.said if said.fact == "address" and said.credibility == RIGHT]
            self.report.without_premises += max(0, len(abroad) - len(person.homes))

    def _open(self, wanted: Sequence[Who]) -> None:
        self.book.fetch(wanted)
        if self.memory is not None:
            self.memory.remind(self.book, wanted)

    def _make(self, who: Who, kind: str) -> Slot:
        origin = who.origin if who.origin not in self.book.by_origin else who.other_origin
        subject = Subject(
            kind=kind,
            owner=self.by.organisation,
            regimes=[REGIME],
            confidentiality=Confidentiality.ZAAKVERTROUWELIJK,
            origin_key=origin,
            label="",
        )
        slot = Slot(subject, True, origin=origin, keys=set(who.keys), traits=who.traits)
        self.book.add(slot)
        return slot

    # what is said

    def _incoming(self, slot: Slot) -> Incoming:
        return self.incoming.setdefault(slot.subject.pk, Incoming(slot.subject, slot.is_new))

    def _say(self, slot: Slot, said: Iterable[Said]) -> None:
        row = self._incoming(slot)
        for one in said:
            row.entries.append((NewFact(one.fact, one.value, one.since, one.until), SOURCES[one.credibility]))
            self.said[slot.subject.pk].append(one)

    def _complete(self, slot: Slot, said: Iterable[Said], *, by_relative: bool = False) -> bool:
        """Add what is new; what the same source said less fully is withdrawn. True when anything came."""
        if self.memory is not None and slot.told:
            fresh = [one for one in said if hash((one.fact, one.value)) not in slot.told]
            slot.told |= {hash((one.fact, one.value)) for one in fresh}
            return bool(fresh)
        fresh = []
        for one in said:
            if self._is_told(slot, one, by_relative=by_relative):
                continue
            fresh.append(one)
        self._say(slot, fresh)
        return bool(fresh)

    def _is_told(self, slot: Slot, one: Said, *, by_relative: bool) -> bool:
        pending = self.said[slot.subject.pk]
        same = [row for row in slot.standing if (row.fact, row.value) == (one.fact, one.value)]
        waiting = [row for row in pending if (row.fact, row.value) == (one.fact, one.value)]
        if by_relative or one.credibility in _WEAKER:
            return bool(same or waiting)
        if any(row.since == one.since and row.until == one.until for row in waiting):
            return True
        for row in same:
            if row.credibility in _WEAKER and one.credibility == RIGHT:
                self._outdate(slot, row)
            elif row.since == one.since and (row.until == one.until or not one.until):
                return True
            elif row.since == one.since and not row.until:
                self._outdate(slot, row)
        return False

    def _outdate(self, slot: Slot, row: object) -> None:
        held = self._incoming(slot).outdated
        if row not in held:
            held.append(row)  # type: ignore[arg-type]
        slot.standing.remove(row)  # type: ignore[arg-type]

    # who belongs to whom

    def _relative(self, own: Slot, person: LoPerson, one: Related) -> None:
        who = who_is(one.said, person.said, one.role)
        other = self.book.find(who)
        if other is None:
            if not _IDENTIFIES & {said.fact for said in one.said}:
                return
            other = self._make(who, Kind.PERSON)
            self.report.related += 1
            self._say(other, one.said)
        elif other is not own:
            self._complete(other, one.said, by_relative=True)
        if other.subject.pk == own.subject.pk:
            self.report.found.append((person.line, "Familielid met hetzelfde nummer als de persoon zelf"))
            return
        first, second = own, other
        kind = RelationKind.PARTNER if one.role == "PARTNER" else RelationKind.PARENT
        if one.role == "PARENT" or (one.role == "PARTNER" and str(other.subject.pk) < str(own.subject.pk)):
            first, second = other, own
        self._lay(first, second, kind, one.since, one.until)

    def _stay(self, own: Slot, home: Home) -> None:
        who = which_house(home)
        if who is None:
            return
        slot = self.book.find(who)
        if slot is None:
            slot = self._make(who, Kind.PREMISES)
            self.report.premises += 1
        elif who.keys and not slot.houses:  # an older row knew it without its identification
            self.book.learn(slot, who)
        self._complete(slot, _of_house(home, slot), by_relative=True)
        self._lay(own, slot, RelationKind.REGISTERED, home.since, home.until)

    def _lay(self, first: Slot, second: Slot, kind: str, since: str, until: str) -> None:
        """Note a relation, unless it is there: from either side, a file tells it twice."""
        pair = (first.subject.pk, second.subject.pk, str(kind))
        self.spans.setdefault(pair, []).append(_Span(first, second, since, until))

    # write

    def write(self) -> None:
        """Write the batch; a trial only counts and remembers."""
        links, outdated = self._links()
        if self.memory is not None:
            for pk in self.incoming:
                slot = self.book.by_pk[pk]
                if slot.is_new and slot.origin not in self.memory.slots:
                    self.memory.keep(slot, self.said[pk])
            return
        if self.incoming or links:
            bring_in(
                by=self.by,
                records=list(self.incoming.values()),
                links=links,
                source=BRP,
                outdated=outdated,
            )

    def _links(self) -> tuple[list[Link], list[Relation]]:
        standing: defaultdict[Pair, list[_Span]] = defaultdict(list)
        ends = {pk for first, second, _ in self.spans for pk in (first, second)}
        for row in self.book.relations(ends):
            pair = (row.subject_id, row.other_id, str(row.kind))
            standing[pair].append(_Span(None, None, row.since, row.until, row))
        links: list[Link] = []
        outdated: list[Relation] = []
        for pair, spans in self.spans.items():
            known = standing[pair]
            if self.memory is not None:
                known = [*known, *(_Span(None, None, *days) for days in self.memory.spans.get(pair, []))]
            merged = _merge([*known, *spans])
            fresh = [span for span in merged if not span.is_standing]
            outdated += [
                span.row for span in known if span.row is not None and not any(span is one for one in merged)
            ]
            links += [
                Link(spans[0].first.subject, spans[0].second.subject, pair[2], span.since, span.until)  # type: ignore[union-attr]
                for span in fresh
            ]
            count = max(0, len(merged) - len(known))
            if pair[2] == RelationKind.REGISTERED:
                self.report.stays += count
            else:
                self.report.relations += count
            if self.memory is not None:
                self.memory.spans[pair] = [(span.since, span.until) for span in merged]
        return links, outdated


@dataclass(slots=True, eq=False)
class _Span:
    """Between which days a relation held, as one row tells it."""

    first: Slot | None
    second: Slot | None
    since: str
    until: str
    row: Relation | None = None

    @property
    def is_standing(self) -> bool:
        return self.row is not None

    def joined(self, other: _Span) -> _Span | None:
        """Both as one, when they can be about the same time; None when they can't."""
        if self.since and other.since and self.since != other.since:
            return None
        if self.until and other.until and self.until != other.until:
            # One beginning with two ends: what came first stays.
            return self if self.since and self.since == other.since else None
        since, until = self.since or other.since, self.until or other.until
        if since and until and until < since:
            return None
        if (since, until) == (self.since, self.until):
            return self
        return _Span(self.first or other.first, self.second or other.second, since, until)


def _merge(spans: Sequence[_Span]) -> list[_Span]:
    """Each relation once: a row that only tells the end belongs to the one that tells the beginning."""
    found: list[_Span] = []
    # What tells most goes first, whatever the order of the rows or the files.
    for span in sorted(spans, key=lambda one: (not one.is_standing, not one.since, not one.until)):
        for place, other in enumerate(found):
            if (one := other.joined(span)) is not None:
                found[place] = one
                break
        else:
            found.append(span)
    return found


def _of_house(home: Home, slot: Slot) -> list[Said]:
    """What a stay tells of the house; the same street in other capitals is nothing new."""
    location = home.location
    told = [row.value for row in slot.standing if row.fact == "location"]
    same = next((one for one in told if one.casefold() == location.casefold()), location)
    values = {
        "location": same,
        "postcode": home.postcode,
        "town": home.town,
        "street_name": home.street_name,
        "bag_address": home.bag_address,
        "bag_object": home.bag_object,
    }
    return [
        Said(code, facts.read_fact(Kind.PREMISES, code, value)) for code, value in values.items() if value
    ]
