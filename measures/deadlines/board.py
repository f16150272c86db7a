"""The board of terms: what runs, for whom, until when, in columns of the next legal step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from legal.limitation import Limitation
from measures.claims import Event
from measures.deadlines.lapsing import lapse
from measures.deadlines.terms import COLUMNS, OpenTerm, claim_terms, open_terms
from measures.models import Claim, ClaimEvent, Closure, Measure, Party, PartyRole, Remedy
from measures.queries.ledgers import ledgers
from measures.queries.register import parties_by_measure
from measures.states import ENDED
from reference.models import Workflow
from reference.queries import free_days
from subjects.models import Kind

if TYPE_CHECKING:
    from accounts.models import User

# More measures at once are no board but a list; the page says that there are more.
MOST: Final = 400
# The first of a column; the list has them all.
MOST_IN_COLUMN: Final = 6
COLUMN_NAMES: Final = tuple(dict.fromkeys(COLUMNS.values()))


@dataclass(frozen=True, slots=True)
class Card:
    """One term of one measure or claim."""

    term: OpenTerm
    measure: Measure | None
    claim: Claim | None
    parties: list[Party]
    today: date

    @property
    def days(self) -> int:
        """Days left; negative when it passed."""
        return self.term.days_left(self.today)

    @property
    def address(self) -> str:
        """Where the term is dealt with."""
        if self.claim is not None:
            return self.claim.address
        assert self.measure is not None
        return self.measure.address

    @property
    def number(self) -> str:
        """The public number of what the term is about."""
        record = self.claim or self.measure
        assert record is not None
        return record.number

    @property
    def on(self) -> str:
        """On what it rests: the object first, since a card names no more than it must."""
        objects = [row.subject.label for row in self.parties if row.role == PartyRole.OBJECT]
        return ", ".join(objects[:2])

    @property
    def people(self) -> int:
        """How many people it is about; their names stand on the page of the measure."""
        return len({row.subject_id for row in self.parties if row.subject.kind == Kind.PERSON})

    @property
    def keeper(self) -> str:
        """Who is told, and who after him when it is late."""
        if self.measure is None or self.measure.handler is None:
            return "alle juristen"
        second = self.measure.second.name if self.measure.second else "alle juristen"
        return f"{self.measure.handler.name}, daarna {second}"

    @property
    def lane(self) -> str:
        """The swimlane: the kind of measure."""
        return self.measure.workflow if self.measure is not None else ""


@dataclass(frozen=True, slots=True)
class Column:
    """One legal step of a swimlane: the first cards, and how many more there are."""

    name: str
    cards: list[Card]
    rest: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One swimlane with its columns."""

    code: str
    label: str
    size: int
    columns: list[Column]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that runs, the first term first."""

    cards: list[Card] = field(default_factory=list)
    more: bool = False

    @property
    def measures(self) -> list[Measure]:
        """The measures that are shown, each once."""
        return list({card.measure.pk: card.measure for card in self.cards if card.measure}.values())

    @property
    def claims(self) -> list[Claim]:
        """The claims that are shown, each once."""
        return list({card.claim.pk: card.claim for card in self.cards if card.claim}.values())

    @property
    def overdue(self) -> list[Card]:
        """What passed and was ours to do."""
        return [card for card in self.cards if card.days < 0 and card.term.ours]

    def lanes(self) -> list[Lane]:
        """The swimlanes that hold something, each with every column."""
        found = []
        for workflow, label in (*Workflow.choices, ("", "Andere vorderingen")):
            mine = [card for card in self.cards if card.lane == workflow]
            if mine:
                columns = [_column(name, mine) for name in COLUMN_NAMES]
                found.append(Lane(str(workflow).lower(), str(label), len(mine), columns))
        return found

    def weeks(self) -> list[tuple[date, list[Card]]]:
        """The cards by the Monday of their week."""
        found: defaultdict[date, list[Card]] = defaultdict(list)
        for card in self.cards:
            found[date.fromordinal(card.term.on.toordinal() - card.term.on.weekday())].append(card)
        return sorted(found.items())


def _column(name: str, cards: Sequence[Card]) -> Column:
    here = [card for card in cards if card.term.column == name]
    return Column(name, here[:MOST_IN_COLUMN], max(len(here) - MOST_IN_COLUMN, 0))


def board(actor: User, *, today: date, workflow: str = "", mine: bool = False) -> Board:
    """Every open term that the actor may see: a constant number of queries."""
    rows = Measure.objects.visible_to(actor).exclude(state__in=ENDED)
    rows = rows.select_related("type", "handler", "second")
    if workflow:
        rows = rows.filter(workflow=workflow)
    if mine:
        rows = rows.filter(Q(handler=actor) | Q(second=actor))
    # What has a term of ours comes first; the rest only has to be known.
    measures = list(rows.order_by("next_on", "id")[: MOST + 1])
    shown = measures[:MOST]
    keys = [row.pk for row in shown]
    remedies = _by_measure(Remedy.objects.filter(measure__in=keys).visible_to(actor))
    fought = [row.claim_id for rows_ in remedies.values() for row in rows_ if row.decided_on is None]
    claims = _claims(actor, keys, fought, alone=not workflow and not mine)
    keys_of_claims = [claim.pk for claim in claims]
    events = ledgers(ClaimEvent.objects.filter(claim__in=keys_of_claims).visible_to(actor))
    closures = {row.measure_id: row for row in Closure.objects.filter(measure__in=keys).visible_to(actor)}
    parties = parties_by_measure(actor, keys)
    decreed = free_days()
    cards = []
    for measure in shown:
        own = [claim for claim in claims if claim.measure_id == measure.pk]
        terms = open_terms(
            measure,
            closure=closures.get(measure.pk),
            remedies=remedies[measure.pk],
            claims=[(claim, events[claim.pk]) for claim in own],
            decreed=decreed,
            today=today,
        )
        by_number = {claim.number: claim for claim in own}
        cards += [Card(row, measure, by_number.get(row.claim), parties[measure.pk], today) for row in terms]
    for claim in claims:
        if claim.measure_id is None:
            cards += [
                Card(row, None, claim, [], today)
                for row in claim_terms(
                    claim, events[claim.pk], decreed, lapses=_alone(claim, events, decreed, today)
                )
            ]
    cards.sort(key=lambda card: (card.term.on, card.address))
    return Board(cards, len(measures) > MOST)


def _alone(
    claim: Claim, events: Mapping[UUID, list[Event]], decreed: Collection[date], today: date
) -> Limitation:
    """The verjaring of a claim without a measure: no remedy in VIK bears on it."""
    return lapse(claim, events[claim.pk], measure=None, remedies=[], decreed=decreed, today=today)


def _claims(
    actor: User, measures: Sequence[UUID], fought: Collection[UUID | None], *, alone: bool
) -> list[Claim]:
    wanted = Q(measure__in=measures) | (Q(measure=None) if alone else Q(pk__in=[]))
    still = Q(balance__gt=0) | Q(pk__in=[key for key in fought if key])
    rows = Claim.objects.filter(wanted, still).visible_to(actor).select_related("debtor")
    return list(rows.order_by("lapses_on", "id")[: MOST * 4])


def _by_measure(rows: Collection[Remedy]) -> defaultdict[UUID, list[Remedy]]:
    found: defaultdict[UUID, list[Remedy]] = defaultdict(list)
    for row in rows:
        found[row.measure_id].append(row)
    return found
