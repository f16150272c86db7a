"""What the page of one signal shows, beside the signal itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from access.contexts import elevated
from encryption.fields import readable
from reference.models import Indicator, Phenomenon
from signals.masking import Segment, mask
from signals.models import (
    Assessment,
    Report,
    ReportMessage,
    Routing,
    SealOpening,
    Signal,
    SignalStep,
)

if TYPE_CHECKING:
    from accounts.models import User


def signal_by_number(actor: User, number: str) -> Signal | None:
    """One visible signal with what its page shows of other tables."""
    return (
        Signal.objects.filter(number=number)
        .visible_to(actor)
        .select_related("handler", "area", "theme", "owner")
        .first()
    )


def shown_text(signal: Signal, text: str | None) -> list[Segment]:
    """A text as it may leave the server: persons hidden until weging 1 is yes."""
    if not text:
        return []
    return [Segment(text, masked=False)] if signal.weighed_yes else mask(text)


def shown_involved(signal: Signal) -> list[str]:
    """Who or what was involved, one per line; nothing of it before weging 1 is yes."""
    lines = [line.strip() for line in (readable(signal, "involved") or "").splitlines() if line.strip()]
    return lines if signal.weighed_yes else [""] * len(lines)


def assessments_of(signal: Signal, actor: User) -> dict[str, Assessment]:
    """The answers that stand, by question."""
    rows = Assessment.objects.filter(signal=signal, withdrawn_at=None).visible_to(actor)
    return {row.question: row for row in rows.select_related("answered_by")}


def steps_of(signal: Signal, actor: User) -> list[SignalStep]:
    """The log of a signal, newest first."""
    rows = SignalStep.objects.filter(signal=signal).visible_to(actor)
    return list(rows.select_related("by", "undone_by").order_by("-at", "-id")[:200])


def step_by_id(actor: User, signal: Signal, pk: Any) -> SignalStep | None:
    """One line of the log."""
    rows = SignalStep.objects.filter(pk=pk, signal=signal).visible_to(actor)
    return rows.select_related("signal").first()


def routings_of(signal: Signal, actor: User) -> list[Routing]:
    """Where it went, without what was taken back."""
    return list(Routing.objects.filter(signal=signal, undone_at=None).visible_to(actor).order_by("-at"))


def merged_into(signal: Signal, actor: User) -> Signal | None:
    """The signal that this one was merged into."""
    if signal.merged_into_id is None:
        return None
    return Signal.objects.filter(pk=signal.merged_into_id).visible_to(actor).only("number", "title").first()


def merged_here(signal: Signal, actor: User) -> list[Signal]:
    """The signals that were merged into this one."""
    rows = Signal.objects.filter(merged_into=signal).visible_to(actor).only("number", "title", "received_at")
    return list(rows.order_by("number"))


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Questions to the reporter with their answers; never who he is."""

    can_ask: bool
    known: bool
    messages: list[ReportMessage]


def correspondence_of(signal: Signal) -> Correspondence:
    """What was asked of the reporter; the one who reads it sees the signal itself."""
    with elevated(why="questions to the reporter, without who he is"):
        report = (
            Report.objects.filter(signal=signal)
            .unrestricted(why="questions to the reporter")
            .only("pk", "reporter_id", "reporter_name")
            .first()
        )
        if report is None:
            return Correspondence(False, False, [])
        rows = ReportMessage.objects.filter(report=report).unrestricted(why="questions to the reporter")
        known = report.reporter_id is not None or (
            "reporter_name" in report.__dict__ and report.reporter_name
        )
        return Correspondence(report.reporter_id is not None, bool(known), list(rows.order_by("-asked_at")))


def labels_of(signal: Signal) -> tuple[list[str], list[str]]:
    """The names of the phenomena and of the indicators of a signal."""
    phenomena = Phenomenon.objects.filter(code__in=signal.phenomena).values_list("label", flat=True)
    indicators = Indicator.objects.filter(code__in=signal.indicators).values_list("label", flat=True)
    return list(dict.fromkeys(phenomena)), list(dict.fromkeys(indicators))


def openings_of(signal: Signal, actor: User) -> list[SealOpening]:
    """Who asked to open the seal, and what became of it; newest first."""
    rows = SealOpening.objects.filter(signal=signal).visible_to(actor)
    return list(rows.select_related("asked_by", "agreed_by").order_by("-asked_at")[:20])


def openings_to_decide(actor: User) -> list[SealOpening]:
    """Requests of colleagues that wait for a second person: number and reason, nothing of the content."""
    with elevated(why="the second person need not see the signal itself"):
        rows = (
            SealOpening.objects.filter(signal__owner=actor.organisation, agreed_at=None, refused_at=None)
            .exclude(asked_by=actor)
            .unrestricted(why="requests that wait for a second person")
            .select_related("asked_by", "signal")
            .order_by("asked_at")
        )
        return list(rows[:50])
