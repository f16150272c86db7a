"""What can be chosen while the minutes are typed: who does it, which record, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cases.models import Case
from cases.queries import running_cases
from casustafel.mentions import BY, DOER, in_full, ways_to_say
from casustafel.queries.live import guests_of
from casustafel.queries.owners import owners_for
from legal.terms import written
from signals.models import Signal
from signals.states import FOLLOW_UP, OPEN

if TYPE_CHECKING:
    from accounts.models import User
    from casustafel.models import Minutes

MOST_SIGNALS: Final = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list: what it puts in the text, how it reads, and what one types to find it."""

    text: str
    label: str
    hint: str = ""
    words: Sequence[str] = ()

    def told(self) -> dict[str, Any]:
        """For the page that is open."""
        return {"text": self.text, "label": self.label, "hint": self.hint, "words": list(self.words)}


def doers(actor: User, minutes: Minutes) -> tuple[list[Choice], list[User]]:
    """Organisations and persons who can be given an action, those of this meeting first; and the persons."""
    people, organisations = owners_for(actor, minutes)
    meeting = minutes.item.meeting
    asked = {guest.user.pk for guest in guests_of(actor, meeting)} if meeting else set()
    near = sorted(people, key=lambda user: user.pk not in asked)
    found = [Choice(f"{DOER}{one.name}", one.name, "organisatie") for one in organisations]
    return found + [Choice(f"{DOER}{one.name}", one.name, one.organisation.name) for one in near], near


def records(actor: User, minutes: Minutes) -> tuple[list[Choice], list[Case], list[Signal]]:
    """Running cases and signals that the writer may see, the case of this item first; and those records."""
    own = minutes.item.case_id
    cases = sorted(running_cases(actor), key=lambda case: case.pk != own)
    rows = Signal.objects.visible_to(actor).filter(state__in=[*OPEN, *FOLLOW_UP])
    signals = list(
        rows.only("pk", "number", "title", "regimes").order_by("-received_at", "-pk")[:MOST_SIGNALS]
    )
    found = [Choice(one.number, one.number, f"casus · {one.title}") for one in cases]
    found += [Choice(one.number, one.number, f"signaal · {one.title}") for one in signals]
    return found, cases, signals


def days(today: date) -> list[Choice]:
    """The days to come, each with what people say for it."""
    return [
        Choice(f"{BY} {in_full(day)}", written(day), ways[0], ways)
        for day, ways in ways_to_say(today).items()
    ]
