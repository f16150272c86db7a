"""Saved searches: keep one from the results, ask it again, change or drop it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from access.forms import DutchDateField
from access.views import FormPage, OperationPage, Page, RecordPage
from core import clock
from core.errors import Refused
from desk.models import SavedSearch
from desk.question import LONGEST as LONGEST_QUESTION
from desk.question import PARTS
from desk.saving import LONGEST, ask_again, change_search, drop_search, save_search
from desk.search import search
from desk.search_page import KEPT, PURPOSES, PurposeField, SearchForm, log_results

USUAL: Final = timedelta(days=61)


class SaveForm(forms.Form):
    """Name, purpose and end."""

    name = forms.CharField(
        label="Naam",
        max_length=80,
        help_text="Zo herkent u de zoekvraag. Alleen u ziet haar.",
        error_messages={"required": "Geef de zoekvraag een naam."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    purpose = PurposeField()
    ends_on = DutchDateField(
        label="Tot en met",
        max_length=20,
        help_text="Ten hoogste een half jaar. Daarna zoekt VIK er niet meer mee, tot u verlengt.",
        error_messages={"required": "Vul een einddatum in."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].help_text = "Dit wordt bij elke keer zoeken vastgelegd."
        self.initial.setdefault("ends_on", (clock.today() + USUAL).strftime("%d-%m-%Y"))

    def clean_ends_on(self) -> date:
        """A day from today on, within half a year."""
        day: date = self.cleaned_data["ends_on"]
        if day < clock.today():
            raise forms.ValidationError("Deze dag is al voorbij.")
        if day > clock.today() + LONGEST:
            raise forms.ValidationError("Kies een dag binnen een half jaar. Verlengen kan later.")
        return day


class SavedSearchesPage(Page):
    """One's own saved searches, the newest first."""

    action = "search.use"
    purpose = "Zoeken"
    template_name = "desk/saved.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; ended ones can still be renewed for a month."""
        rows = list(SavedSearch.objects.visible_to(self.actor).order_by("-created_at"))
        self.log_shown(rows)
        today = clock.today()
        lines = [(row, PURPOSES.get(row.purpose, row.purpose), row.ends_on < today) for row in rows]
        return self.show(lines=lines)


class SaveSearchPage(FormPage):
    """Keep the question of the results; the question itself travels in the body."""

    action = "search.use"
    purpose = "Zoeken"
    template_name = "desk/save_search.html"
    form_class = SaveForm

    def form(self, data: Any = None, files: Any = None) -> SaveForm:
        """The first press comes from the results and brings only the question."""
        if data is not None and "name" not in data:
            data = None
        return SaveForm(data, initial={"purpose": self.request.session.get(KEPT, "")})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for a name first, then keep."""
        if "name" not in request.POST:
            return self.show(form=self.form())
        return super().post(request, *args, **kwargs)

    def context(self, **extra: Any) -> dict[str, Any]:
        """The question that is kept."""
        return super().context(question=self._question(), heading="Zoekvraag bewaren", **extra)

    def operate(self, form: Any) -> str:
        """Keep it."""
        row = save_search(by=self.actor, question=self._question(), **form.cleaned_data)
        messages.success(self.request, f"“{row.name}” is bewaard.")
        return reverse("desk:saved_searches")

    def _question(self) -> str:
        return self.request.POST.get("q", "")[:LONGEST_QUESTION]


class AskAgainPage(RecordPage):
    """Ask a saved search again, by a press: what it shows is logged with the purpose it was kept for."""

    action = "search.use"
    purpose = "Zoeken"
    template_name = "desk/search.html"
    model = SavedSearch

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A link is no press."""
        return HttpResponseRedirect(reverse("desk:saved_searches"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The results, on the page of the search box."""
        try:
            question = ask_again(by=self.actor, search=self.record)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(reverse("desk:saved_searches"))
        results = search(self.actor, question)
        log_results(question, results, self.record.purpose)
        form = SearchForm({"q": question.typed, "doel": self.record.purpose})
        form.is_valid()
        return self.show(form=form, question=question, results=results, saved=self.record, parts=PARTS)


class ChangeSearchPage(OperationPage):
    """Another name, purpose or end."""

    action = "search.use"
    purpose = "Zoeken"
    template_name = "desk/save_search.html"
    form_class = SaveForm
    model = SavedSearch

    def form(self, data: Any = None, files: Any = None) -> SaveForm:
        """As it stands; an ended one with a new end."""
        row, ends_on = self.record, self.record.ends_on
        initial: dict[str, Any] = {"name": row.name, "purpose": row.purpose}
        if ends_on >= clock.today():
            initial["ends_on"] = ends_on.strftime("%d-%m-%Y")
        return SaveForm(data, initial=initial)

    def context(self, **extra: Any) -> dict[str, Any]:
        """The question that is kept."""
        return super().context(question=self.record.question, heading="Zoekvraag wijzigen", **extra)

    def operate(self, form: Any) -> str:
        """Change it."""
        row = change_search(by=self.actor, search=self.record, **form.cleaned_data)
        messages.success(self.request, f"“{row.name}” is gewijzigd.")
        return reverse("desk:saved_searches")


class DropSearchPage(RecordPage):
    """Let a saved search go."""

    action = "search.use"
    purpose = "Zoeken"
    template_name = "desk/drop_search.html"
    model = SavedSearch

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Gone, after it was asked on the page before."""
        name = self.record.name
        drop_search(by=self.actor, search=self.record)
        messages.success(request, f"“{name}” is verwijderd.")
        return HttpResponseRedirect(reverse("desk:saved_searches"))
