"""Send an agenda with two people; and what a reader takes away of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from audit.models import Action
from audit.record import record_event
from casustafel.models import ItemDocument
from casustafel.operations import release, send_agenda, take_release_back
from casustafel.operations.reading import open_pack
from casustafel.queries.agenda import agenda_of
from casustafel.queries.packs import previews_of, told_to_host
from casustafel.queries.reading import reading_of
from casustafel.states import MeetingState
from casustafel.views.base import MeetingRecordPage, redirect_to
from casustafel.views.lint import linted
from casustafel.views.paper import agenda_sheet, whole_pack
from core import clock
from core.errors import Conflict, Refused
from documents.models import Document

ACTS = {"klaar": release, "verstuur": send_agenda}


class SendPage(MeetingRecordPage):
    """Who gets what, against the last time; one person releases, another sends."""

    action = "casustafel.send"
    record_action = "casustafel.send"
    template_name = "casustafel/send.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What each guest would get now."""
        self.log_read()
        return self.page()

    def page(self, status: int = 200, **extra: Any) -> HttpResponse:
        """The previews, and what stands in the way."""
        agenda = agenda_of(self.actor, self.record)
        self.log_shown([line.item for line in agenda.lines])
        return self.show(
            status,
            previews=previews_of(self.actor, self.record),
            agenda=agenda,
            blocked=[row for row in linted(agenda) if row.blocked],
            released=self.record.release_by_id is not None,
            mine=self.record.release_by_id == self.actor.pk,
            can_send=self.record.state in {MeetingState.PREPARING, MeetingState.PUBLISHED},
            **extra,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Release, take that back, or send what a colleague released."""
        act, typed = request.POST.get("act", ""), request.POST.get("version", "")
        version = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
        try:
            with transaction.atomic():
                if act == "terug":
                    take_release_back(by=self.actor, meeting=self.record)
                elif act in ACTS:
                    ACTS[act](by=self.actor, meeting=self.record, version=version)
                else:
                    raise Refused("Kies wat u wilt doen.")
        except Conflict as conflict:
            self.record.refresh_from_db()
            return self.page(409, conflict=conflict.message)
        except Refused as refusal:
            return self.page(422, problem=refusal.message)
        said = {
            "klaar": "De agenda staat klaar. Een tweede persoon verstuurt haar.",
            "verstuur": "De agenda is verstuurd. Wie iets nieuws kreeg, krijgt een mail zonder inhoud.",
        }.get(act, "U kunt verder met de agenda.")
        messages.success(request, said)
        return redirect_to(self.record.address if act == "verstuur" else request.path)


class PackFile(MeetingRecordPage):
    """The reader's own agenda as a tagged PDF, with his name and the time on every page."""

    with_documents: ClassVar[bool] = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log that it leaves VIK, make it, send it."""
        at = clock.now()
        if self.host:
            items = told_to_host(self.actor, self.record)
        else:
            reading = reading_of(self.actor, self.record)
            items = list(reading.items)
            if reading.pack is not None:
                open_pack(by=self.actor, pack=reading.pack)
        record_event(
            Action.DOWNLOAD,
            record_type=self.model._meta.label_lower,
            record_id=str(self.record.pk),
            regime=sorted({code for item in items for code in item["regimes"]}),
            details={"items": [item["number"] for item in items], "documents": self.with_documents},
        )
        if self.with_documents:
            files = self.documents([item["number"] for item in items])
            self.log_shown(files)
            made = whole_pack(self.record, items, self.actor, at, files)
        else:
            made = agenda_sheet(self.record, items, self.actor, at)
        response = HttpResponse(made, content_type="application/pdf")
        name = f"{self.record.number}{'-stukken' if self.with_documents else ''}.pdf"
        response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return response

    def documents(self, numbers: list[str]) -> list[Document]:
        """The files of these items that the reader may open, in the order of the agenda."""
        rows = ItemDocument.objects.filter(item__number__in=numbers, item__meeting=self.record)
        found = (
            rows.visible_to(self.actor)
            .select_related("document", "item")
            .order_by("item__position", "added_at")
        )
        shown = [row.document for row in found if row.document.hidden_at is None]
        return [row for row in shown if row.destroyed_at is None]


class WholePackFile(PackFile):
    """The same with all documents behind it."""

    with_documents = True
