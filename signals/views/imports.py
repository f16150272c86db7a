"""Pages of the imports: upload, columns, progress, result, and the foutenbak."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from access.decisions import log_denial
from access.lists import MendRowPage
from access.views import ListPage, Page, RecordPage
from core.errors import Refused
from signals.forms.imports import AsideForm, MappingForm, RowForm, UploadForm
from signals.intake.files import forget_file
from signals.intake.mending import fields_to_mend, retry_row
from signals.intake.receiving import Preview, preview_of, receive_file
from signals.models import ImportRow, ImportRun, RowState, RunState
from signals.operations.imports import discard_run, map_columns, set_row_aside, start_run
from signals.queries.imports import (
    BIN,
    LISTS,
    NO_SIGNAL,
    ROWS_PAGE,
    counts_of_rows,
    import_runs,
    next_refused,
    progress_of,
    reasons_of,
    row_of,
    rows_of,
    run_of,
    same_file,
)

PURPOSE: Final = "Inlezen van signalen"
BUSY: Final = (RunState.WAITING, RunState.RUNNING)
LIST_LABELS: Final = {
    BIN: "Foutenbak",
    NO_SIGNAL: "Geen signaal",
    "terzijde": "Terzijde gelegd",
    "hersteld": "Hersteld",
}


class ImportsPage(ListPage):
    """All imports of the municipality, and the form for a new file."""

    action = "signals.import"
    purpose = PURPOSE
    template_name = "signals/imports.html"

    def rows(self) -> Sequence[ImportRun]:
        """The newest imports."""
        return import_runs(self.actor)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """List and empty form."""
        return self._page(UploadForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the file and go on to its columns."""
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data
            try:
                with transaction.atomic():
                    run = receive_file(
                        by=self.actor,
                        source_type=data["source_type"],
                        source_name=data["source_name"],
                        upload=data["file"],
                    )
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            else:
                return HttpResponseRedirect(reverse("signals:import", args=[run.number]))
        return self._page(form, 422)

    def _page(self, form: UploadForm, status: int = 200) -> HttpResponse:
        rows = self.rows()
        self.log_shown(rows)
        return self.show(status, rows=rows, form=form, upload_limit=settings.VIK_UPLOAD_MAX_BYTES)


class ImportPage(RecordPage):
    """One import, by its state: columns to look at, progress, or the result."""

    action = "signals.import"
    purpose = PURPOSE
    model = ImportRun

    def select(self, queryset: Any) -> Any:
        """With who started it and whose it is."""
        return queryset.select_related("by", "owner")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, then show what belongs to the state."""
        self.log_read()
        if self.record.state == RunState.PREVIEW:
            return self._preview()
        return self._result()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Correct the columns, start, go on, or throw away: by the button that was pressed."""
        act = request.POST.get("act", "")
        here = reverse("signals:import", args=[self.record.number])
        try:
            if act == "discard":
                key = discard_run(by=self.actor, run=self.record)
                transaction.on_commit(lambda: forget_file(key))
                messages.success(request, "Het bestand is weggegooid. Er is niets ingelezen.")
                return HttpResponseRedirect(reverse("signals:imports"))
            if act == "resume":
                start_run(by=self.actor, run=self.record)
                return HttpResponseRedirect(here)
            if self.record.state != RunState.PREVIEW:
                return HttpResponseRedirect(here)
            return self._map(start=act == "start")
        except Refused as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(here)

    def _map(self, *, start: bool) -> HttpResponse:
        preview = preview_of(self.record)
        form = self._form(preview, self.request.POST)
        if not form.is_valid():
            return self._preview(preview, form, 422)
        map_columns(by=self.actor, run=self.record, mapping=form.columns())
        if start:
            start_run(by=self.actor, run=self.record)
        else:
            messages.success(self.request, "De kolommen zijn aangepast. Zo lezen we nu de eerste regels.")
        return HttpResponseRedirect(reverse("signals:import", args=[self.record.number]))

    def _form(self, preview: Preview, data: Any = None) -> MappingForm:
        headings = [column.guess.heading for column in preview.columns]
        return MappingForm(data, headings=headings, chosen=self.record.mapping)

    def _preview(
        self, preview: Preview | None = None, form: MappingForm | None = None, status: int = 200
    ) -> HttpResponse:
        preview = preview or preview_of(self.record)
        form = form or self._form(preview)
        columns = [(column, form.box(column.guess.heading)) for column in preview.columns]
        return self.show(
            status,
            template="signals/import_preview.html",
            preview=preview,
            form=form,
            columns=columns,
            earlier=same_file(self.record, self.actor),
            refused_reasons=preview.tally.reasons.get(RowState.REFUSED, {}).items(),
            tally=preview.tally.as_json(),
        )

    def _result(self) -> HttpResponse:
        return self.show(
            template="signals/import.html",
            busy=self.record.state in BUSY,
            progress=progress_of(self.record),
            lists=counts_of_rows(self.record, self.actor),
            refused_reasons=reasons_of(self.record, self.actor, (RowState.REFUSED,)),
            ignored_reasons=reasons_of(self.record, self.actor, (RowState.IGNORED,)),
        )


class ImportProgressPage(Page):
    """The progress of an import, asked for every two seconds by the page that was read (htmx).

    It shows counts and no content, so it is no reading of the record and leaves no line of its own.
    """

    action = "signals.import"
    purpose = PURPOSE
    template_name = "signals/_import_progress.html"
    run: ImportRun

    def prepare(self, **kwargs: Any) -> None:
        """The run, if the actor may see it."""
        run = run_of(self.actor, kwargs["number"])
        if run is None:
            log_denial("view", ImportRun._meta.label_lower, str(kwargs["number"])[:64])
            raise Http404
        self.run = run

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Counts only; when it is done, the whole page comes anew."""
        busy = self.run.state in BUSY
        response = self.show(record=self.run, busy=busy, progress=progress_of(self.run))
        if not busy:
            response["HX-Refresh"] = "true"
        return response


class ImportRowsPage(RecordPage):
    """The kept rows of an import: foutenbak, no signal, set aside, mended."""

    action = "signals.import"
    purpose = PURPOSE
    model = ImportRun
    template_name = "signals/import_rows.html"
    listed: str

    def prepare(self, **kwargs: Any) -> None:
        """Which list, besides the import."""
        super().prepare(**kwargs)
        self.listed = self.request.GET.get("lijst", BIN)
        if self.listed not in LISTS:
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One page of rows in the order of the file."""
        after = request.GET.get("na", "0")
        rows = rows_of(
            self.record, self.actor, self.listed, int(after) if after.isdecimal() and len(after) < 10 else 0
        )
        self.log_read()
        self.log_shown(rows)
        counts = counts_of_rows(self.record, self.actor)
        here = reverse("signals:import_rows", args=[self.record.number])
        more = len(rows) > ROWS_PAGE
        return self.show(
            rows=rows[:ROWS_PAGE],
            listed=self.listed,
            label=LIST_LABELS[self.listed],
            tabs=[
                {
                    "label": label,
                    "url": f"{here}?lijst={name}",
                    "current": name == self.listed,
                    "count": counts[name],
                }
                for name, label in LIST_LABELS.items()
            ],
            next=f"{here}?lijst={self.listed}&na={rows[ROWS_PAGE - 1].row_number}" if more else "",
        )


class ImportRowPage(MendRowPage):
    """One row of an import: what came in, what is wrong, mend and retry or set aside."""

    action = "signals.import"
    purpose = PURPOSE
    model = ImportRun
    template_name = "signals/import_row.html"
    mend_form = RowForm
    aside_form = AsideForm
    waiting = RowState.REFUSED

    def find_row(self, **kwargs: Any) -> ImportRow | None:
        """The kept row."""
        return row_of(self.record, self.actor, kwargs["row_id"])

    def given(self) -> dict[str, str]:
        """As the mapping of the import reads its cells."""
        return fields_to_mend(self.row)

    def set_aside(self, why: str) -> None:
        """It becomes no signal."""
        set_row_aside(by=self.actor, row=self.row, why=why)

    def retry(self, values: dict[str, str]) -> None:
        """It becomes a signal, or turns out to be one that is known."""
        row = retry_row(by=self.actor, row=self.row, values=values)
        if row.state == RowState.KNOWN:
            text = "was al bekend: er is geen tweede signaal gemaakt."
        else:
            text = f"is nu signaal {row.signal.number if row.signal else ''}."
        messages.success(self.request, f"Regel {self.row.row_number} {text}")

    def onward(self) -> str:
        """The next row of the foutenbak, else the import."""
        following = next_refused(self.record, self.actor)
        if following is None:
            return reverse("signals:import", args=[self.record.number])
        return reverse("signals:import_row", args=[self.record.number, following.pk])
