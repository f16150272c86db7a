"""Tell who owns an action that it is his, that its day comes near, and that it passed: by mail, without content."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from accounts.models import Role, RoleAssignment, User
from accounts.notices import send_notice
from cases.models import ActionItem
from cases.states import BUSY
from core import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

WHY: Final = "actions have a last day"
# Days before the last day on which a mail goes out; -1 is the day after it passed (domain 6.4).
LADDER: Final = (7, 1, -1)
NEW: Final = (
    "Actie {number} staat op uw naam.\n\nMeld u aan om te zien wat er wordt gevraagd:\n\n{url}\n\n"
    "In deze mail staat met opzet niets over de inhoud."
)
NEAR: Final = (
    "De laatste dag van actie {number} komt dichterbij of is voorbij.\n\nMeld u aan om te zien wat er wordt "
    "gevraagd, of om te berichten:\n\n{url}\n\nIn deze mail staat met opzet niets over de inhoud."
)


def step_due(due_on: date, today: date) -> int | None:
    """The lowest step of the ladder that was reached; None while the day is still far away."""
    left = (due_on - today).days
    reached = [step for step in LADDER if left <= step]
    return min(reached) if reached else None


def actions_due() -> list[UUID]:
    """The open actions of which a step of the ladder was not sent yet."""
    today = clock.today()
    rows = ActionItem.objects.filter(state__in=BUSY).unrestricted(why=WHY)
    found = []
    for row in rows.only("pk", "due_on", "days_sent"):
        step = step_due(row.due_on, today)
        if step is not None and (row.days_sent is None or step < row.days_sent):
            found.append(row.pk)
    return found


def remind(key: UUID) -> int:
    """Send what is due of one action; twice sends nothing. Returns to how many people."""
    rows = ActionItem.objects.filter(pk=key, state__in=BUSY).unrestricted(why=WHY)
    action = rows.select_for_update(of=("self",)).first()
    if action is None:
        return 0
    step = step_due(action.due_on, clock.today())
    if step is None or (action.days_sent is not None and step >= action.days_sent):
        return 0
    people = owners_of(action)
    action.days_sent = step
    action.save()
    for user in people:
        _send(user, action, "een actie komt dichterbij" if step > 0 else "een actie is te laat", NEAR)
    return len(people)


def tell_new(key: UUID) -> int:
    """Tell who got an action that it is his."""
    rows = ActionItem.objects.filter(pk=key, state__in=BUSY).unrestricted(why=WHY)
    action = rows.select_related("organisation").first()
    people = owners_of(action) if action is not None else []
    for user in people:
        assert action is not None
        if user.pk != action.assigned_by_id:
            _send(user, action, "een actie op uw naam", NEW)
    return len(people)


def owners_of(action: ActionItem) -> Sequence[User]:
    """The owner, or the table partners of the organisation that was asked."""
    if action.assignee_id is not None:
        return list(User.objects.filter(pk=action.assignee_id, is_active=True))
    held = RoleAssignment.objects.in_force(clock.today()).filter(
        role_group__organisation=action.organisation_id, role_group__role=Role.PARTICIPANT
    )
    able = Q(clearance__gte=action.confidentiality, is_active=True)
    return list(User.objects.filter(able, pk__in=held.values("user_id")).order_by("pk"))


def _send(user: User, action: ActionItem, subject: str, text: str) -> None:
    url = f"{settings.BASE_URL.rstrip('/')}{action.address}"
    send_notice(user.email, subject, text.format(number=action.number, url=url))
