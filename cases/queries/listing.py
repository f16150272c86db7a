"""The list of cases: newest first, filtered, in pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.db.models import Q

from cases.models import Case
from cases.states import ENDED, CaseState
from core import clock
from reference.models import Theme

if TYPE_CHECKING:
    from accounts.models import User

PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the address of the list asks for."""

    state: str = ""
    ended: bool = False
    over: bool = False
    mine: bool = False
    theme: str = ""
    text: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        """From the query of an address; unknown values count as not asked."""
        state = query.get("stand", "").upper()
        return cls(
            state=state if state in CaseState.values else "",
            ended=query.get("alles", "") == "ja",
            over=query.get("bewaren", "") == "voorbij",
            mine=query.get("van", "") == "mij",
            theme=query.get("thema", "").replace("\x00", "")[:60],
            text=" ".join(query.get("q", "").replace("\x00", "").split())[:60],
            after=query.get("na", "").replace("\x00", "")[:24],
        )

    def query(self, **changes: str) -> str:
        """The query of the address that asks for this."""
        asked = {
            "stand": self.state.lower(),
            "alles": "ja" if self.ended else "",
            "bewaren": "voorbij" if self.over else "",
            "van": "mij" if self.mine else "",
            "thema": self.theme,
            "q": self.text,
            "na": self.after,
        } | changes
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list, and the number after which the next page starts."""

    rows: Sequence[Case]
    following: str = ""


def listing(actor: User, filters: Filters) -> Listing:
    """At most 50 cases, newest first; a text finds the number or a part of the code word."""
    rows = Case.objects.visible_to(actor)
    if filters.state:
        rows = rows.filter(state=filters.state)
    elif not (filters.ended or filters.over):
        rows = rows.exclude(state__in=ENDED)
    if filters.over:
        rows = past_retention(rows)
    if filters.mine:
        rows = rows.filter(Q(case_owner=actor) | Q(named__contains=[actor.pk]))
    if filters.theme:
        rows = rows.filter(theme__code=filters.theme)
    if filters.text:
        rows = rows.filter(Q(title__icontains=filters.text) | Q(number=filters.text.upper()))
    if filters.after:
        last = Case.objects.visible_to(actor).filter(number=filters.after)
        point = last.values_list("created_at", "pk").first()
        if point:
            rows = rows.filter(Q(created_at__lt=point[0]) | Q(created_at=point[0], pk__lt=point[1]))
    rows = rows.select_related("case_owner", "theme", "owner").defer("summary", "evaluation")
    found = list(rows.order_by("-created_at", "-id")[: PAGE + 1])
    return Listing(found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else "")


def past_retention(rows: Any) -> Any:
    """Of these cases the closed ones whose last day of keeping passed: two people propose and approve."""
    return rows.filter(state=CaseState.CLOSED, retention_until__lt=clock.today())


def themes_in(actor: User) -> list[Theme]:
    """The themes of the cases that the actor sees, for the filter."""
    codes = Case.objects.visible_to(actor).exclude(theme=None).values("theme_id").distinct()
    rows: Any = Theme.objects.filter(pk__in=codes).order_by("position", "label")
    return list(rows)


def case_by_number(actor: User, number: str) -> Case | None:
    """One visible case."""
    return Case.objects.visible_to(actor).filter(number=number.strip().upper().replace("\x00", "")).first()


def running_cases(actor: User) -> list[Case]:
    """The running cases that the actor sees, for a choice in a form."""
    rows = Case.objects.visible_to(actor).exclude(state__in=ENDED).filter(owner=actor.organisation_id)
    return list(rows.only("pk", "number", "title", "regimes").order_by("-created_at")[:200])
