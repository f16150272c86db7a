"""The board of terms: what runs, for whom, until when, in columns of the next legal step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from measures.deadlines.terms import COLUMNS, OpenTerm, claim_terms, open_terms
from measures.models import Claim, ClaimEvent, Closure, Measure, Party, Remedy
from measures.queries.ledgers import ledgers
from measures.queries.register import parties_by_measure
from measures.states import ENDED
from reference.models import Workflow
from reference.queries import free_days

if TYPE_CHECKING:
    from accounts.models import User

# More measures at once are no board but a list; the page says that there are more.
MOST: Final = 400
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
    def lane(self) -> str:
        """The swimlane: the kind of measure."""
        return self.measure.workflow if self.measure is not None else ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One swimlane with its columns."""

    label: str
    columns: list[tuple[str, list[Card]]]

    @property
    def size(self) -> int:
        """How many cards."""
        return sum(len(cards) for _, cards in self.columns)


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that runs, the first term first."""

    cards: list[Card] = field(default_factory=list)
    more: bool = False

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
                columns = [
                    (name, [card for card in mine if card.term.column == name]) for name in COLUMN_NAMES
                ]
                found.append(Lane(str(label), columns))
        return found

    def weeks(self) -> list[tuple[date, list[Card]]]:
        """The cards by the Monday of their week."""
        found: defaultdict[date, list[Card]] = defaultdict(list)
        for card in self.cards:
            found[date.fromordinal(card.term.on.toordinal() - card.term.on.weekday())].append(card)
        return sorted(found.items())


def board(actor: User, *, today: date, workflow: str = "", mine: bool = False) -> Board:
    """Every open term that the actor may see: a constant number of queries."""
    rows = Measure.objects.visible_to(actor).exclude(state__in=ENDED).select_related("type")
    if workflow:
        rows = rows.filter(workflow=workflow)
    if mine:
        rows = rows.filter(Q(handler=actor) | Q(second=actor))
    # What has a term of ours comes first; the rest only has to be known.
    measures = list(rows.order_by("next_on", "id")[: MOST + 1])
    shown = measures[:MOST]
    keys = [row.pk for row in shown]
    claims = _claims(actor, keys, alone=not workflow and not mine)
    keys_of_claims = [claim.pk for claim in claims]
    events = ledgers(ClaimEvent.objects.filter(claim__in=keys_of_claims).visible_to(actor))
    remedies = _by_measure(Remedy.objects.filter(measure__in=keys).visible_to(actor))
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
                Card(row, None, claim, [], today) for row in claim_terms(claim, events[claim.pk], decreed)
            ]
    cards.sort(key=lambda card: (card.term.on, card.address))
    return Board(cards, len(measures) > MOST)


def _claims(actor: User, measures: Sequence[UUID], *, alone: bool) -> list[Claim]:
    wanted = Q(measure__in=measures) | (Q(measure=None) if alone else Q(pk__in=[]))
    rows = Claim.objects.filter(wanted, balance__gt=0).visible_to(actor).select_related("debtor")
    return list(rows.order_by("lapses_on", "id")[: MOST * 4])


def _by_measure(rows: Collection[Remedy]) -> defaultdict[UUID, list[Remedy]]:
    found: defaultdict[UUID, list[Remedy]] = defaultdict(list)
    for row in rows:
        found[row.measure_id].append(row)
    return found
