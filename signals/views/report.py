"""Pages of the reporter: report in two minutes, see what became of it, answer a question."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, ClassVar, Final

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from access.views import ListPage, Page, RecordPage
from core.errors import Refused
from legal.dates import DateProblem
from signals.forms.report import MOST_PHOTOS, AnswerForm, ReportForm, fresh_token, read_past_date
from signals.models import Report, ReportDraft
from signals.operations.drafts import discard_draft, keep_photos, save_draft, take_away_photos
from signals.operations.reports import answer_question, mark_seen, submit_report
from signals.queries.reports import draft_of, messages_of, own_message, own_reports, with_news
from signals.titles import propose_title, title_warning

PURPOSE: Final = "Melden van een signaal"
LARGEST_DRAFT_BODY: Final = 200_000
MAPS: Final = settings.BASE_DIR / "reference" / "maps"


class ReportPage(Page):
    """The form of a report; without JavaScript it is a plain form that keeps what was typed."""

    action = "signals.report"
    purpose = PURPOSE
    template_name = "signals/report.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, with the draft put back."""
        draft = draft_of(self.actor)
        form = ReportForm(initial=_from_draft(draft))
        return self._page(form, draft, restored=draft is not None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send, keep for later, or start again, by the button that was pressed."""
        form = ReportForm(request.POST, request.FILES)
        act = request.POST.get("act", "send")
        if act == "discard":
            discard_draft(by=self.actor)
            messages.success(request, "Uw concept is weggegooid.")
            return HttpResponseRedirect(reverse("signals:report"))
        take_away_photos(by=self.actor, photo_ids=request.POST.getlist("away"))
        refused = self._keep(form)
        if act == "keep":
            if not refused:
                messages.success(request, "Uw concept is bewaard. U vindt het hier terug.")
                return HttpResponseRedirect(reverse("signals:report"))
        elif form.is_valid() and not refused:
            try:
                report = submit_report(
                    by=self.actor, report=form.report(), token=str(form.cleaned_data["token"])
                )
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            else:
                return HttpResponseRedirect(reverse("signals:report_sent", args=[report.number]))
        form.is_valid()
        for sentence in refused:
            form.add_error("photos", sentence)
        return self._page(form, draft_of(self.actor), status=422)

    def _keep(self, form: ReportForm) -> list[str]:
        """Keep texts and photos before anything can go wrong; sentences about refused photos."""
        return keep_photos(by=self.actor, fields=form.typed(), uploads=form.uploads())

    def _page(
        self, form: ReportForm, draft: ReportDraft | None, *, status: int = 200, restored: bool = False
    ) -> HttpResponse:
        return self.show(
            status,
            form=form,
            draft=draft if restored else None,
            photos=draft.content.get("photos", []) if draft else [],
            photo_limit=MOST_PHOTOS,
            photo_bytes=settings.VIK_UPLOAD_MAX_BYTES,
        )


def _from_draft(draft: ReportDraft | None) -> dict[str, str]:
    fields: dict[str, Sequence[str]] = draft.content.get("fields", {}) if draft else {}
    initial = {
        name: values[0] for name, values in fields.items() if values and name in ReportForm.base_fields
    }
    return {"token": fresh_token(), **initial}


class DraftPage(Page):
    """Keeps what is being typed; answers JSON to the script of the form."""

    action = "signals.report"
    purpose = PURPOSE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the fields of the form as they stand."""
        if len(request.body) > LARGEST_DRAFT_BODY:
            return JsonResponse({"saved": False}, status=413)
        try:
            fields = json.loads(request.body)["fields"]
            known = {
                name: [str(value) for value in values]
                for name, values in fields.items()
                if name in ReportForm.base_fields and name != "photos"
            }
        except (ValueError, KeyError, TypeError, AttributeError):
            return JsonResponse({"saved": False}, status=422)
        try:
            with transaction.atomic():
                draft = save_draft(by=self.actor, fields=known)
        except Refused as refusal:
            return JsonResponse({"saved": False, "reason": refusal.message}, status=422)
        return JsonResponse({"saved": draft is not None})


class ReportTitlePage(Page):
    """Proposes a title from the text, and warns when a name stands in it (for htmx)."""

    action = "signals.report"
    purpose = PURPOSE
    template_name = "signals/_report_title.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The field of the title, filled when it was empty or still our own proposal."""
        typed = request.POST.get("title", "").strip()
        proposed = request.POST.get("proposed", "").strip()
        title = typed
        if not typed or typed == proposed:
            title = proposed = propose_title(request.POST.get("narrative", ""))
        form = ReportForm(initial={"title": title})
        return self.show(form=form, warning=title_warning(title), proposed=proposed)


class ReportDatePage(Page):
    """Says how a vague date is understood, while it is being typed."""

    action = "signals.report"
    purpose = PURPOSE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """JSON with the date in words, or nothing."""
        try:
            moment = read_past_date(request.GET.get("q", "")[:80])
        except DateProblem:
            return JsonResponse({"understood": ""})
        return JsonResponse({"understood": moment.sentence})


class AreaMapPage(Page):
    """The schematic map of the actor's municipality, for choosing a spot without any outside service."""

    action = "signals.report"
    purpose = PURPOSE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """GeoJSON; without areas when the municipality has no map yet."""
        code = self.actor.organisation.municipality_code
        path = MAPS / f"{code}.json"
        if not code or not path.exists():
            return JsonResponse({"type": "FeatureCollection", "features": []})
        return HttpResponse(path.read_bytes(), content_type="application/geo+json")


class OwnReportPage(RecordPage):
    """One own report with its short status, and the questions about it."""

    action = "signals.report"
    purpose = PURPOSE
    model = Report
    template_name = "signals/own_report.html"
    seen: ClassVar[bool] = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, show, and take the marker of something new away."""
        self.log_read()
        return self._page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer one question."""
        form = AnswerForm(request.POST)
        if form.is_valid():
            message = own_message(self.record, self.actor, form.cleaned_data["message"])
            if message is None:
                raise Http404
            try:
                answer_question(by=self.actor, message=message, answer=form.cleaned_data["answer"])
            except Refused as refusal:
                form.add_error("answer", refusal.message)
            else:
                messages.success(request, "Uw antwoord is verstuurd.")
                return HttpResponseRedirect(reverse("signals:own_report", args=[self.record.number]))
        return self._page(422, asked=form)

    def _page(self, status: int = 200, *, asked: AnswerForm | None = None) -> HttpResponse:
        rows = messages_of(self.record, self.actor)
        with_news(self.record, rows)
        for row in rows:
            row.__dict__["form"] = _answer_form(row.pk, asked)
        response = self.show(status, messages_of=rows)
        if self.seen:
            mark_seen(by=self.actor, report=self.record)
        return response


def _answer_form(pk: object, asked: AnswerForm | None) -> AnswerForm:
    if asked is not None and str(asked.data.get("message")) == str(pk):
        return asked
    return AnswerForm(initial={"message": pk}, auto_id=f"id_{pk}_%s")


class ReportSentPage(RecordPage):
    """Thanks, the number, and what happens next."""

    action = "signals.report"
    purpose = PURPOSE
    model = Report
    template_name = "signals/report_sent.html"


class OwnReportsPage(ListPage):
    """The reports that the actor sent in, newest first."""

    action = "signals.report"
    purpose = PURPOSE
    template_name = "signals/own_reports.html"

    def rows(self) -> Sequence[Report]:
        """All own reports with a marker where something changed."""
        return own_reports(self.actor)
