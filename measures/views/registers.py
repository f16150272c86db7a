"""Pages of an old register: upload, columns, progress, result, foutenbak, and who is the same."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from access.lists import MendRowPage
from access.views import ListPage, RecordPage
from core import clock
from core.errors import Refused
from core.uploads import why_refused
from measures.forms.registers import DropForm, RegisterColumnsForm, RegisterForm, RegisterRowForm
from measures.intake.making import fields_to_mend, retry_row
from measures.intake.reading.columns import mapping_problems
from measures.intake.reading_file import read_register
from measures.intake.run import report_of, trial
from measures.models import RegisterRow, RegisterRun, RowState, RunState
from measures.operations.registers import (
    answer_question,
    discard_run,
    map_columns,
    receive_register,
    set_row_aside,
    start_run,
)
from measures.queries.registers import (
    ROWS_PAGE,
    doubts_of,
    examples_of,
    next_refused,
    question_of,
    register_runs,
    row_of,
    rows_in,
    waiting_cells,
)

PURPOSE: Final = "Inlezen van een oud register"
ACTION: Final = "measures.import"
LISTS: Final = {
    "foutenbak": RowState.REFUSED,
    "gemaakt": RowState.MADE,
    "bekend": RowState.KNOWN,
    "geen": RowState.IGNORED,
    "terzijde": RowState.DROPPED,
}
LABELS: Final = {
    "foutenbak": "Foutenbak",
    "gemaakt": "Maatregelen",
    "bekend": "Al bekend",
    "geen": "Geen maatregel",
    "terzijde": "Terzijde gelegd",
}


class RegistersPage(ListPage):
    """All registers of the municipality, and the form for a new file."""

    action = ACTION
    purpose = PURPOSE
    template_name = "measures/registers.html"

    def rows(self) -> list[RegisterRun]:
        """The newest registers."""
        return register_runs(self.actor)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """List and empty form."""
        return self._page(RegisterForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read the file and go on to its columns."""
        form = RegisterForm(request.POST, request.FILES)
        if form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                if sentence := why_refused(upload):
                    raise Refused(f"{sentence} Splits het in delen.", field="file")
                register = read_register(upload.file, today=clock.today())
                run = receive_register(
                    by=self.actor,
                    filename=upload.name or "",
                    headings=register.headings,
                    mapping=register.mapping,
                    rows=register.rows,
                )
            except Refused as refusal:
                form.add_error("file", refusal.message)
            else:
                if register.skipped:
                    messages.info(request, f"Overgeslagen bladen: {'; '.join(register.skipped)}.")
                return HttpResponseRedirect(run.address)
        return self._page(form, 422)

    def _page(self, form: RegisterForm, status: int = 200) -> HttpResponse:
        rows = self.rows()
        self.log_shown(rows)
        return self.show(status, rows=rows, form=form, upload_limit=settings.VIK_UPLOAD_MAX_BYTES)


class RegisterPage(RecordPage):
    """One register, by its state: columns to look at, progress, or the result."""

    action = ACTION
    purpose = PURPOSE
    model = RegisterRun

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, then show what belongs to the state."""
        self.log_read()
        return self._preview() if self.record.state == RunState.PREVIEW else self._result()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Correct the columns, start, go on, or throw away: by the button that was pressed."""
        act, run = request.POST.get("act", ""), self.record
        try:
            if act == "discard":
                discard_run(by=self.actor, run=run)
                messages.success(request, "Het bestand is weggegooid. Er is niets ingelezen.")
                return HttpResponseRedirect(reverse("measures:registers"))
            if run.state == RunState.PREVIEW:
                return self._map(start=act == "start")
            if act == "resume":
                start_run(by=self.actor, run=run)
        except Refused as refusal:
            messages.error(request, refusal.message)
        return HttpResponseRedirect(run.address)

    def _map(self, *, start: bool) -> HttpResponse:
        form = RegisterColumnsForm(
            self.request.POST, headings=self.record.headings, chosen=self.record.mapping
        )
        if not form.is_valid():
            return self._preview(form, 422)
        map_columns(by=self.actor, run=self.record, mapping=form.columns())
        if start:
            start_run(by=self.actor, run=self.record)
        else:
            messages.success(self.request, "De kolommen zijn aangepast.")
        return HttpResponseRedirect(self.record.address)

    def _preview(self, form: RegisterColumnsForm | None = None, status: int = 200) -> HttpResponse:
        run = self.record
        form = form or RegisterColumnsForm(headings=run.headings, chosen=run.mapping)
        examples = examples_of(run, self.actor)
        return self.show(
            status,
            template="measures/register_preview.html",
            form=form,
            columns=[(form.box(one), one, examples.get(one, [])) for one in run.headings],
            problems=mapping_problems(run.mapping),
            tally=trial(waiting_cells(run, self.actor), run.mapping, run.owner),
        )

    def _result(self) -> HttpResponse:
        doubts = doubts_of(self.record, self.actor)
        both = [side.subject for doubt in doubts for side in (doubt.new, doubt.known)]
        self.log_shown(both, record_type="subjects.subject")
        return self.show(
            template="measures/register.html",
            busy=self.record.state == RunState.RUNNING,
            report=report_of(self.record, self.actor),
            doubts=doubts,
        )


class RegisterRowsPage(RecordPage):
    """The rows of a register by what became of them."""

    action = ACTION
    purpose = PURPOSE
    model = RegisterRun
    template_name = "measures/register_rows.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One page of rows in the order of the file."""
        listed = request.GET.get("lijst", "foutenbak")
        if listed not in LISTS:
            raise Http404
        asked = request.GET.get("na", "")
        after = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else -1
        rows = rows_in(self.record, self.actor, LISTS[listed], after)
        self.log_read()
        self.log_shown(rows)
        here = reverse("measures:register_rows", args=[self.record.number])
        tabs = [
            {"label": label, "url": f"{here}?lijst={name}", "current": name == listed, "count": None}
            for name, label in LABELS.items()
        ]
        more = len(rows) > ROWS_PAGE
        return self.show(
            rows=rows[:ROWS_PAGE],
            listed=listed,
            label=LABELS[listed],
            tabs=tabs,
            next=f"{here}?lijst={listed}&na={rows[ROWS_PAGE - 1].position}" if more else "",
        )


class RegisterRowPage(MendRowPage):
    """One row of a register: what came in, what is wrong, mend and try again or set aside."""

    action = ACTION
    purpose = PURPOSE
    model = RegisterRun
    template_name = "measures/register_row.html"
    mend_form = RegisterRowForm
    aside_form = DropForm
    waiting = RowState.REFUSED

    def find_row(self, **kwargs: Any) -> RegisterRow | None:
        """The row of this register."""
        return row_of(self.record, self.actor, kwargs["register_row"])

    def given(self) -> dict[str, str]:
        """As the mapping of the register reads its cells."""
        return fields_to_mend(self.row)

    def set_aside(self, why: str) -> None:
        """It becomes no measure."""
        set_row_aside(by=self.actor, row=self.row, why=why)

    def retry(self, values: dict[str, str]) -> None:
        """It becomes a measure, or turns out to be one that is known."""
        row = retry_row(by=self.actor, row=self.row, values=values)
        made = row.measure.number if row.measure else ""
        was = "stond al in VIK als" if row.state == RowState.KNOWN else "is nu maatregel"
        messages.success(self.request, f"Regel {self.row.row_number} {was} {made}.")

    def onward(self) -> str:
        """The next row of the foutenbak, else the register."""
        following = next_refused(self.record, self.actor)
        if following is None:
            return str(self.record.address)
        return reverse("measures:register_row", args=[self.record.number, following.pk])


class AnswerPage(RecordPage):
    """Answer whether two registrations are the same; back to the register."""

    action = ACTION
    purpose = PURPOSE
    model = RegisterRun
    template_name = "measures/register.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A link is no answer."""
        return HttpResponseRedirect(self.record.address)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Judge by the button that was pressed."""
        question = question_of(self.record, self.actor, kwargs["match_question"])
        if question is None:
            raise Http404
        try:
            with transaction.atomic():
                answer_question(by=self.actor, question=question, verdict=request.POST.get("verdict", ""))
        except Refused as refusal:
            messages.error(request, refusal.message)
        return HttpResponseRedirect(f"{self.record.address}#vragen")
