"""Actions as a board, as a list, on a page of their own, and as numbers per organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q

from access.contexts import elevated
from access.roles import may
from cases.models import ActionItem, ActionStep, Case
from cases.states import ACTION_FLOW, BUSY, UNVERIFIED, ActionState
from core import clock
from encryption.fields import readable

if TYPE_CHECKING:
    from accounts.models import User

PAGE: Final = 50
COLUMN: Final = 30
# Cells smaller than this are not shown to management (product, role table).
SMALLEST: Final = 5
WHY: Final = "numbers per organisation, without what the actions say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the address of the board or list asks for."""

    whose: str = ""
    late: bool = False
    as_list: bool = False
    state: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        """From the query of an address; unknown values count as not asked."""
        state = query.get("stand", "").upper()
        whose = query.get("van", "")
        return cls(
            whose=whose if whose in {"mij", "ons"} else "",
            late=query.get("laat", "") == "ja",
            as_list=query.get("als", "") == "lijst",
            state=state if state in ActionState.values else "",
            after=query.get("na", "").replace("\x00", "")[:24],
        )

    def query(self, **changes: str) -> str:
        """The query of the address that asks for this."""
        asked = {
            "van": self.whose,
            "laat": "ja" if self.late else "",
            "als": "lijst" if self.as_list else "",
            "stand": self.state.lower(),
            "na": self.after,
        } | changes
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class Card:
    """An action as the board shows it; the case only for who may see that."""

    action: ActionItem
    text: str
    case: Case | None

    @property
    def late(self) -> bool:
        """Did its last day pass?"""
        return self.action.state in BUSY and self.action.due_on < clock.today()


@dataclass(frozen=True, slots=True)
class Column:
    """One state of the board."""

    state: str
    label: str
    cards: Sequence[Card]
    more: bool


@dataclass(frozen=True, slots=True)
class ActionList:
    """A page of the list, and the number after which the next one starts."""

    cards: Sequence[Card]
    following: str = ""


def _asked(actor: User, filters: Filters) -> Any:
    rows = ActionItem.objects.visible_to(actor).select_related("assignee", "organisation")
    if filters.whose == "mij":
        rows = rows.filter(mine(actor))
    elif filters.whose == "ons":
        rows = rows.filter(organisation=actor.organisation_id)
    if filters.late:
        rows = rows.filter(state__in=BUSY, due_on__lt=clock.today())
    return rows


def mine(actor: User) -> Q:
    """What this user must do: given to him, or to his organisation as a table partner."""
    return Q(assignee=actor) | Q(assignee=None, organisation=actor.organisation_id)


def board(actor: User, filters: Filters) -> list[Column]:
    """The columns of the board, the nearest day first; the newest on top of what is over."""
    columns = []
    for state in ActionState:
        order = ("due_on", "id") if state in BUSY else ("-changed_at", "-id")
        rows = list(_asked(actor, filters).filter(state=state).order_by(*order)[: COLUMN + 1])
        columns.append((state, rows[:COLUMN], len(rows) > COLUMN))
    cards = _cards(actor, [row for _, rows, _ in columns for row in rows])
    return [
        Column(str(state), str(state.label), [cards[row.pk] for row in rows], more)
        for state, rows, more in columns
    ]


def action_list(actor: User, filters: Filters) -> ActionList:
    """At most 50 actions by last day, in pages."""
    rows = _asked(actor, filters)
    rows = rows.filter(state=filters.state) if filters.state else rows
    if filters.after:
        last = ActionItem.objects.visible_to(actor).filter(number=filters.after)
        point = last.values_list("due_on", "pk").first()
        if point:
            rows = rows.filter(Q(due_on__gt=point[0]) | Q(due_on=point[0], pk__gt=point[1]))
    found = list(rows.order_by("due_on", "id")[: PAGE + 1])
    cards = _cards(actor, found[:PAGE])
    return ActionList(
        [cards[row.pk] for row in found[:PAGE]], found[PAGE - 1].number if len(found) > PAGE else ""
    )


def _cards(actor: User, rows: Sequence[ActionItem]) -> dict[UUID, Card]:
    cases = cases_of(actor, rows)
    return {
        row.pk: Card(row, readable(row, "description"), cases.get(row.case_id) if row.case_id else None)
        for row in rows
    }


def cases_of(actor: User, actions: Sequence[ActionItem]) -> dict[UUID, Case]:
    """The cases of these actions that the actor may see."""
    keys = {row.case_id for row in actions if row.case_id}
    if not keys or not may(actor, "cases.list"):
        return {}
    return Case.objects.visible_to(actor).only("pk", "number", "title", "regimes").in_bulk(keys)


@dataclass(frozen=True, slots=True)
class Message:
    """One line in the life of an action."""

    step: ActionStep
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class ActionPicture:
    """What the page of an action shows."""

    description: str
    result: str
    case: Case | None
    messages: Sequence[Message]


WORDS: Final = {"assigned": "Actie uitgezet", "reassigned": "Actie gewijzigd", "message": "Bericht"}


def picture_of(actor: User, action: ActionItem) -> ActionPicture:
    """The action and its messages; of the case nothing but its name, for who may see it."""
    steps = ActionStep.objects.filter(action=action).visible_to(actor).select_related("by")
    labels = dict(ActionState.choices)
    return ActionPicture(
        description=readable(action, "description"),
        result=readable(action, "result") or "",
        case=cases_of(actor, [action]).get(action.case_id) if action.case_id else None,
        messages=[
            Message(step, WORDS.get(step.kind) or labels.get(step.target, ""), readable(step, "note") or "")
            for step in steps.order_by("-at", "-id")[:200]
        ],
    )


def next_states(action: ActionItem) -> list[tuple[str, str]]:
    """The states that its owner can bring it to."""
    labels = dict(ActionState.choices)
    return [
        (step.target, labels[step.target])
        for step in ACTION_FLOW.steps_from(action.state)
        if step.action == "cases.report_action"
    ]


def my_actions(actor: User, most: int) -> list[Card]:
    """What this user must still do, the nearest day first."""
    found = list(busy(actor).select_related("organisation", "assignee").order_by("due_on", "id")[:most])
    cards = _cards(actor, found)
    return [cards[row.pk] for row in found]


def to_verify(actor: User) -> Any:
    """Actions that wait for the chair."""
    return ActionItem.objects.visible_to(actor).filter(state=ActionState.DONE)


def busy(actor: User) -> Any:
    """What this user must still do, to be counted."""
    return ActionItem.objects.visible_to(actor).filter(mine(actor), state__in=BUSY)


def late(rows: Any) -> Any:
    """Those of which the last day passed."""
    return rows.filter(due_on__lt=clock.today())


@dataclass(frozen=True, slots=True)
class OrganisationNumbers:
    """How one organisation stands; a cell is None where it is too small to be shown."""

    name: str
    running: int | None
    late: int | None
    done: int | None


def numbers(actor: User, *, since: date | None = None) -> tuple[list[OrganisationNumbers], bool]:
    """Actions that the actor's municipality set out, per organisation; and whether small cells are left out.

    Management does not see the actions themselves: for it, cells below five are suppressed, and with one
    cell the total of that organisation can't be told either, so none is given.
    """
    begin = since or clock.today() - timedelta(days=365)
    small = not may(actor, "cases.action")
    rows = _counted(actor, small=small).filter(
        Q(state__in=UNVERIFIED) | Q(done_on__gte=begin), owner=actor.organisation_id
    )
    today = clock.today()
    counted = rows.values("organisation__name").annotate(
        running=Count("pk", filter=Q(state__in=BUSY)),
        late=Count("pk", filter=Q(state__in=BUSY, due_on__lt=today)),
        done=Count("pk", filter=Q(state__in=["DONE", "VERIFIED"])),
    )

    def cell(value: int) -> int | None:
        return None if small and 0 < value < SMALLEST else value

    if small:
        with elevated(why=WHY):
            found = list(counted.order_by("organisation__name"))
    else:
        found = list(counted.order_by("organisation__name"))
    return [
        OrganisationNumbers(
            row["organisation__name"], cell(row["running"]), cell(row["late"]), cell(row["done"])
        )
        for row in found
    ], small


def _counted(actor: User, *, small: bool) -> Any:
    if small:
        # A compartmented case leaves no trace, not even in a number.
        return ActionItem.objects.filter(compartmented=False).unrestricted(why=WHY)
    return ActionItem.objects.visible_to(actor)
