"""Every address of VIK, with what is needed to visit it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from access.roles import may
from access.views import Page, RecordPage
from accounts.models import User
from cases.models import CaseMember, CaseNote, CompartmentRequest
from casustafel.models import TableDecision
from inspections.models import Line, Member, Participant, Stop
from measures.models import (
    ClaimEvent,
    ClaimReminder,
    Dossier,
    Ground,
    Letter,
    MatchQuestion,
    Party,
    RegisterRow,
    Remedy,
    Reminder,
)
from reference.models import Theme
from signals.models import ImportRow, ImportRun, Signal
from subjects.models import Judgement, Relation, Statement
from tests.guards.world import World

# Addresses that are no Page, each with the reason why it may be so.
NOT_A_PAGE = {
    "healthz": "says only that the process lives",
    "readyz": "says only whether the parts answer",
    "casustafel:calendar_feed": "a secret address for calendar programs; tells numbers and times only",
    "session_lock": "the lock itself, reachable while locked",
    "measures:follow": "a calendar without a session: whoever has the address reads numbers and kinds of terms",
}
# allauth's own addresses: about the user's own account, styled by us.
ALLAUTH = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_", "social/")


@dataclass(frozen=True)
class Route:
    """One address: its name and the class that answers."""

    name: str
    view: Any
    converters: tuple[str, ...]

    @property
    def is_page(self) -> bool:
        return isinstance(self.view, type) and issubclass(self.view, Page)

    @property
    def is_record(self) -> bool:
        return self.is_page and issubclass(self.view, RecordPage)


# Rows that have an address below that of their record.
PART_OF_RECORD: dict[str, type] = {
    "statement": Statement,
    "relation": Relation,
    "judgement": Judgement,
    "party": Party,
    "ground": Ground,
    "remedy": Remedy,
    "letter": Letter,
    "dossier": Dossier,
    "watch": Reminder,
    "claim_watch": ClaimReminder,
    "event": ClaimEvent,
    "register_row": RegisterRow,
    "match_question": MatchQuestion,
    "case_part": CaseNote,
    "case_member": CaseMember,
    "opening": CompartmentRequest,
    "participant": Participant,
    "member": Member,
    "stop": Stop,
    "line": Line,
    "decision": TableDecision,
}


def every_route() -> list[Route]:
    """All addresses, named with their namespace."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            view = getattr(entry.callback, "view_class", entry.callback)
            name = f"{namespace}{entry.name or entry.pattern}"
            yield Route(name, view, tuple(entry.pattern.converters))
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner)


def address(route: Route, world: World, *, foreign: bool = False) -> str:
    """The address of a route in a world; a route with unknown parts must be taught here."""
    store = world.foreign if foreign else world.own
    values: dict[str, Any] = {}
    for part in route.converters:
        if part == "number" and route.is_record:
            values[part] = store[route.view.model].number
        elif part in PART_OF_RECORD:
            values[part] = store[PART_OF_RECORD[part]].pk
        elif part == "number":
            values[part] = (store[ImportRun] if "import" in route.name else store[Signal]).number
        elif part in {"row", "row_id"}:
            values[part] = store[ImportRow].pk
        elif part == "pk" and route.name.startswith("administration:"):
            values[part] = world.people["twenterand_analyst" if foreign else "analyst"].pk
        elif part == "assignment":
            who = world.people["twenterand_analyst" if foreign else "analyst"]
            values[part] = who.assignments.first().pk
        elif part == "step":
            values[part] = world.steps[foreign]
        elif part in EXTRA:
            values[part] = EXTRA[part](store)
        else:
            raise AssertionError(f"teach tests/guards/routes.py how to fill <{part}> of {route.name}")
    return reverse(route.name, kwargs=values)


def _a_theme(store: Any) -> Any:
    """The row of a reference list that the pages about lists are tried with."""
    return Theme.objects.get_or_create(code="drugs", defaults={"label": "Drugs"})[0].pk


EXTRA: dict[str, Any] = {
    "year": lambda store: 2026,
    "list": lambda store: "themas",
    # The guards' world holds a person; objects are answered by the same pages.
    "room": lambda store: "subjecten",
    "entry": _a_theme,
    # The step that the measure of the world can take.
    "state": lambda store: "assessing",
    "stage": lambda store: "policy",
    # The step that the case of the world can take.
    "case_state": lambda store: "enriching",
    "part_kind": lambda store: "notitie",
    "page": lambda store: 1,
    "control_state": lambda store: "finished",
    "finding_state": lambda store: "settled",
    "edition": lambda store: 1,
}


def open_to(user: User) -> list[Route]:
    """The pages that a user's roles let him enter; the others refuse before anything is read."""
    return [route for route in PAGES if may(user, route.view.action)]


PAGES = [route for route in every_route() if route.is_page]
RECORD_PAGES = [route for route in PAGES if route.is_record]
