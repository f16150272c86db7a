"""Point out what may not be read, and make the redacted version."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from core.errors import Refused
from documents.forms import MarkForm
from documents.operations.redacting import add_mark, redact, take_mark_away
from documents.queries import marks_on
from documents.views.base import ChangeDocumentPage


class RedactPage(ChangeDocumentPage):
    """One page at a time: a mark is added, taken away, or all marks become a redacted version."""

    action = "documents.redact"
    record_action = "redact"
    purpose = "Document lakken"
    template_name = "documents/redact.html"
    form_class = MarkForm
    heading = "Lakken"

    def form(self, data: Any = None, files: Any = None) -> Any:
        """The ground that was used last is proposed for the next place."""
        return MarkForm(data, initial={"ground": self.request.GET.get("grond", "")[:8]})

    def context(self, **extra: Any) -> dict[str, Any]:
        """The page, its marks, and how many there are in all."""
        page, pages = self._page(), self.record.pages or 1
        everything = marks_on(self.actor, self.record)
        return super().context(
            page_number=page,
            pages=pages,
            marks=[mark for mark in everything if mark.page == page],
            marked=everything,
            marked_pages=sorted({mark.page for mark in everything}),
            **extra,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Three buttons: add a mark, take one away, make the version."""
        act = request.POST.get("act", "mark")
        if act == "away":
            return self._away(request.POST.get("mark", ""))
        if act == "make":
            return self._make()
        form: Any = self.form(request.POST)
        if form.is_valid():
            ground = form.cleaned_data["ground"]
            try:
                place = form.place(self._page())
                add_mark(by=self.actor, document=self.record, place=place, ground=ground)
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            else:
                return HttpResponseRedirect(f"{self._here()}&grond={ground}")
        return self.show(422, form=form)

    def _make(self) -> HttpResponse:
        try:
            made = redact(by=self.actor, document=self.record)
        except Refused as refusal:
            form = self.form()
            return self.show(422, form=form, problem=refusal.message)
        messages.success(self.request, "De gelakte versie is gemaakt. Het origineel is niet veranderd.")
        return HttpResponseRedirect(made.address)

    def _away(self, asked: str) -> HttpResponse:
        try:
            key = UUID(asked)
        except ValueError:
            return self.show(422, form=self.form(), problem="Deze plek is er niet.")
        take_mark_away(by=self.actor, document=self.record, pk=key)
        return HttpResponseRedirect(self._here())

    def _here(self) -> str:
        return f"{reverse('documents:redact', args=[self.record.number])}?blad={self._page()}"

    def _page(self) -> int:
        asked = self.request.GET.get("blad", "")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
        return number if 1 <= number <= (self.record.pages or 1) else 1
