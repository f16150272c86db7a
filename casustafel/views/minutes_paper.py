"""The minutes on paper: for one reader, with his name and the time on every page, as a tagged PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from audit.models import Action
from audit.record import record_event
from casustafel.minutes_states import DecisionKind
from casustafel.models import Attendance, Meeting, TableDecision
from casustafel.queries.minutes import there
from casustafel.queries.report import ReportPart, report_of
from casustafel.views.base import MeetingRecordPage
from casustafel.views.paper import mark_of
from casustafel.wording import SECRECY
from core import clock
from documents.joining import Piece, join_pieces
from documents.reports import Part, Sheet, facts, heading, plain, small, table, typeset_sheet

if TYPE_CHECKING:
    from accounts.models import User


def minutes_sheet(
    meeting: Meeting, parts: Sequence[ReportPart], people: Sequence[Attendance], reader: User, at: datetime
) -> bytes:
    """The minutes that this reader may see, with who was there."""
    body: list[Part] = [small(SECRECY)]
    body += table(
        ["Aanwezig", "Organisatie"], [[one.user.name, one.user.organisation.name] for one in people], [0, 70]
    )
    for part in parts:
        body += [heading(part.minutes.item.title), small(part.minutes.item.question)]
        for line in part.lines:
            body += plain(f"{line.head.label}. {line.head.text}")
        body += _decisions(part.decisions)
    made = typeset_sheet(
        Sheet(
            sender=meeting.owner.name,
            kicker=f"{meeting.number} · {timezone.localtime(meeting.starts_at):%d-%m-%Y}",
            title=f"Verslag overleg {meeting.number}",
            under=meeting.get_state_display(),
            parts=body,
        )
    )
    # Joined as a bundle of one, for the mark and the number on every page.
    foot = f"Geheim · {mark_of(reader, at)}"
    return join_pieces(
        title=f"Verslag overleg {meeting.number}", foot=foot, cover=lambda _: made, pieces=list[Piece]()
    )[0]


def _decisions(recorded: Sequence[TableDecision]) -> list[Part]:
    rows: list[tuple[str, str]] = []
    for one in recorded:
        if one.withdrawn_at is None:
            said = one.reason
            if one.until:
                said += f" Tot en met {one.until:%d-%m-%Y}."
            if one.action:
                who = one.action.assignee.name if one.action.assignee else one.action.organisation.name
                said += f" Actie {one.action.number}: {who}, uiterlijk {one.action.due_on:%d-%m-%Y}."
            rows.append((str(DecisionKind(one.kind).label), said))
    return facts(rows)


class ReportFile(MeetingRecordPage):
    """The report of one reader as PDF."""

    purpose = "verslag van het overleg"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log that it leaves VIK, make it, send it."""
        parts = report_of(self.actor, self.record)
        record_event(
            Action.DOWNLOAD,
            record_type=self.model._meta.label_lower,
            record_id=str(self.record.pk),
            regime=sorted({code for part in parts for code in part.minutes.regimes}),
            details={"items": [part.minutes.number for part in parts], "report": True},
        )
        made = minutes_sheet(self.record, parts, there(self.actor, self.record), self.actor, clock.now())
        response = HttpResponse(made, content_type="application/pdf")
        response.headers["Content-Disposition"] = str(
            content_disposition_header(True, f"{self.record.number}-verslag.pdf")
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return response
