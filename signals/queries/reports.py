"""What a reporter reads: his own reports, their short status, and the questions to him."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from signals.models import Report, ReportDraft, ReportMessage

if TYPE_CHECKING:
    from accounts.models import User

OWN_REPORTS_PAGE = 50
# Something happened since the reporter looked: a new status, or a question.
CHANGED = Q(status_changed_at__isnull=False) & (Q(seen_at=None) | Q(status_changed_at__gt=F("seen_at")))
# A short status in one colour; always with its word.
TONES = {"opgepakt": "ok", "doorgegeven": "ok", "afgerond": "ok", "in behandeling": "info"}


def own_reports(actor: User) -> list[Report]:
    """The newest reports of the actor, each with ``open_questions`` and ``news``."""
    rows = (
        _with_news(Report.objects.filter(reporter=actor).visible_to(actor))
        .defer("text", "reporter_name")
        .order_by("-reported_at", "-id")[:OWN_REPORTS_PAGE]
    )
    found = list(rows)
    for report in found:
        _mark(report)
    return found


def count_own_news(actor: User) -> int:
    """How many own reports have news, for the desk."""
    rows = _with_news(Report.objects.filter(reporter=actor).visible_to(actor))
    return rows.filter(CHANGED | Q(open_questions__gt=0)).count()


def with_news(report: Report, messages: list[ReportMessage]) -> Report:
    """Add to one report what the list adds to each."""
    report.__dict__["open_questions"] = sum(message.answered_at is None for message in messages)
    _mark(report)
    return report


def messages_of(report: Report, actor: User) -> list[ReportMessage]:
    """The questions about one report and their answers, oldest first."""
    return list(ReportMessage.objects.filter(report=report).visible_to(actor).order_by("asked_at"))


def own_message(report: Report, actor: User, pk: UUID) -> ReportMessage | None:
    """One question about this report."""
    return (
        ReportMessage.objects.filter(report=report, pk=pk).visible_to(actor).select_related("report").first()
    )


def draft_of(actor: User) -> ReportDraft | None:
    """What the actor was typing."""
    return ReportDraft.objects.filter(reporter=actor).visible_to(actor).first()


def _with_news(rows: QuerySet[Report]) -> QuerySet[Report]:
    return rows.annotate(open_questions=Count("messages", filter=Q(messages__answered_at=None)))


def _mark(report: Report) -> None:
    changed, seen = report.status_changed_at, report.seen_at
    report.__dict__["news"] = bool(changed and (seen is None or changed > seen))
    report.__dict__["tone"] = TONES.get(report.short_status, "neutral")
