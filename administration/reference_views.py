"""Pages about the lists that a municipality edits itself: overview, list, one row, and each change."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from access.roles import may
from access.views import FormPage, Page
from administration.letters import Previewing, preview_file, preview_of
from administration.reference_forms import AddForm, EndForm, EntryForm, RenewForm, own_fields
from audit.models import Action
from audit.queries import events_of_record
from core import clock
from core.errors import Refused
from reference.lists import LISTS, ReferenceList
from reference.models import Entry
from reference.operations import add_entry, correct_entry, end_entry, renew_entry
from reference.queries import current, entries, groups, list_by_slug, periods

PURPOSE = "Beheer van lijsten"
PER_PAGE = 100
CHANGES = (Action.CREATE, Action.CHANGE)


class Lists(Page):
    """All lists, with how many rows hold today."""

    action = "administration.reference_read"
    purpose = PURPOSE
    template_name = "administration/reference_lists.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One tile per list."""
        return self.show(lists=[(known, current(known.model).count()) for known in LISTS])


class OfList(Page):
    """Base of pages about one list."""

    abstract = True
    action = "administration.reference"
    purpose = PURPOSE
    known: ReferenceList

    def prepare(self, **kwargs: Any) -> None:
        """The list, or 404."""
        known = list_by_slug(kwargs["list"])
        if known is None:
            raise Http404
        self.known = known

    def context(self, **extra: Any) -> dict[str, Any]:
        """The list is ``known``."""
        return super().context(known=self.known, **extra)


class OneList(OfList):
    """The rows of one list."""

    action = "administration.reference_read"
    template_name = "administration/reference_list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """``?q=`` seeks, ``?groep=`` filters, ``?ook=vervallen`` shows what no longer holds."""
        wanted = request.GET.get("q", "").replace("\x00", "").strip()[:80]
        group = request.GET.get("groep", "").replace("\x00", "")[:60]
        ended = request.GET.get("ook") == "vervallen"
        found = entries(self.known, text=wanted, group=group, ended=ended)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
        return self.show(
            rows=[(row, standing(row, clock.today())) for row in page],
            pages=page,
            total=len(found),
            wanted=wanted,
            group=group,
            ended=ended,
            groups=groups(self.known),
            may_edit=may(self.actor, "administration.reference"),
        )


class OfEntry(OfList):
    """Base of pages about one row."""

    abstract = True
    entry: Entry

    def prepare(self, **kwargs: Any) -> None:
        """The row, or 404."""
        super().prepare(**kwargs)
        entry: Entry | None = self.known.model.objects.filter(pk=kwargs["entry"]).first()
        if entry is None:
            raise Http404
        self.entry = entry

    def context(self, **extra: Any) -> dict[str, Any]:
        """The row is ``entry``."""
        return super().context(entry=self.entry, **extra)

    def here(self, entry: Entry | None = None) -> str:
        """The page of a row."""
        row = entry or self.entry
        return reverse("administration:reference_entry", kwargs={"list": self.known.slug, "entry": row.pk})


class OneEntry(OfEntry):
    """One row: what it says, when it holds, how it read before, who changed it."""

    action = "administration.reference_read"
    template_name = "administration/reference_entry.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Everything about one row."""
        today = clock.today()
        return self.show(
            facts=facts(self.known, self.entry),
            standing=standing(self.entry, today),
            periods=[(row, standing(row, today)) for row in periods(self.entry)],
            changes=changes(self.entry),
            paper=preview_of(self.entry),
            may_edit=may(self.actor, "administration.reference"),
        )


class Sample(OfEntry):
    """The letter of a text, on sample data, as a PDF."""

    action = "administration.reference_read"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file; other lists have none."""
        return preview_file(self, self.entry)


class Add(Previewing, FormPage, OfList):
    """Add a row."""

    template_name = "administration/reference_step.html"
    form_class: ClassVar[type[BaseForm]] = AddForm
    title = "Regel toevoegen"
    intro = "De regel kan worden gekozen zolang hij geldt."
    button = "Toevoegen"

    def form_kwargs(self) -> dict[str, Any]:
        """The fields of this list."""
        return {"known": self.known}

    def operate(self, form: Any) -> str:
        """Add."""
        made = add_entry(by=self.actor, known=self.known, values=form.values, why=form.cleaned_data["why"])
        messages.success(self.request, f"“{made.label}” is toegevoegd.")
        return reverse("administration:reference_entry", kwargs={"list": self.known.slug, "entry": made.pk})


class EntryStep(Previewing, FormPage, OfEntry):
    """One change of one row; afterwards back to it."""

    abstract = True
    template_name = "administration/reference_step.html"
    form_class: ClassVar[type[BaseForm]] = EntryForm
    title = ""
    intro = ""
    button = "Vastleggen"

    def form_kwargs(self) -> dict[str, Any]:
        """The fields of this list, filled with the row."""
        return {"known": self.known, "entry": self.entry}


class Correct(EntryStep):
    """Mend a mistake."""

    title = "Fout verbeteren"
    intro = (
        "De verbetering geldt ook voor wat al is vastgelegd. Verandert de betekenis? "
        "Kies dan “Vernieuwen vanaf een dag”."
    )

    def operate(self, form: Any) -> str:
        """Correct."""
        correct_entry(by=self.actor, entry=self.entry, values=form.values, why=form.cleaned_data["why"])
        messages.success(self.request, "De regel is verbeterd.")
        return self.here()


class Renew(EntryStep):
    """From a day on it reads differently."""

    form_class: ClassVar[type[BaseForm]] = RenewForm
    title = "Vernieuwen vanaf een dag"
    intro = "Wat al is vastgelegd, houdt de oude regel. Vanaf de gekozen dag geldt de nieuwe."

    def operate(self, form: Any) -> str:
        """Renew."""
        day = form.cleaned_data["from_day"]
        if not isinstance(day, date):
            raise Refused("Vul een dag in.", field="from_day")
        why = form.cleaned_data["why"]
        made = renew_entry(by=self.actor, entry=self.entry, values=form.values, from_day=day, why=why)
        messages.success(self.request, f"De nieuwe regel geldt vanaf {day:%d-%m-%Y}.")
        return self.here(made)


class End(EntryStep):
    """Say until when it holds."""

    form_class: ClassVar[type[BaseForm]] = EndForm
    title = "Laten vervallen"
    intro = "Na deze dag kan niemand de regel meer kiezen. Wat al is vastgelegd, blijft leesbaar."

    def form_kwargs(self) -> dict[str, Any]:
        """Only a day and a reason."""
        return {}

    def operate(self, form: Any) -> str:
        """End, or hold again."""
        day, why = form.cleaned_data["last_day"], form.cleaned_data["why"]
        end_entry(by=self.actor, entry=self.entry, last_day=day, why=why)
        said = f"De regel geldt tot en met {day:%d-%m-%Y}." if day else "De regel geldt weer zonder einde."
        messages.success(self.request, said)
        return self.here()


def standing(entry: Entry, today: date) -> tuple[str, str]:
    """Does a row hold, as a word and a tone?"""
    if entry.valid_from > today:
        return "nog niet", "info"
    if entry.valid_to is not None and entry.valid_to < today:
        return "vervallen", "neutral"
    return ("geldt", "ok") if entry.valid_to is None else ("loopt af", "warn")


def facts(known: ReferenceList, entry: Entry) -> list[tuple[str, str]]:
    """What a row says, as terms and values in Dutch."""
    found = []
    for name, field in own_fields(known).items():
        value = getattr(entry, name)
        if isinstance(value, Entry):
            text = value.label
        elif isinstance(value, bool):
            text = "ja" if value else "nee"
        elif isinstance(value, list):
            labels = dict(getattr(field, "choices", ()))
            text = ", ".join(str(labels.get(code, code)) for code in value)
        elif isinstance(value, date):
            text = f"{value:%d-%m-%Y}"
        elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            text = str(getattr(entry, f"get_{name}_display")())
        else:
            text = "" if value is None else str(value)
        found.append((str(field.label), text or "–"))
    return found


def changes(entry: Entry) -> list[dict[str, Any]]:
    """Who changed a row and when, the latest first; the reasons stay in the sealed audit line."""
    return [
        {
            "at": line.at,
            "who": line.actor_label,
            "title": "Toegevoegd" if line.action == Action.CREATE else "Gewijzigd",
            "text": ", ".join(_named(line.details)),
        }
        for line in events_of_record(str(entry.pk)).events
        if line.action in CHANGES
    ]


def _named(details: dict[str, Any]) -> list[str]:
    """What a change touched, in words."""
    if "ended" in details:
        return ["einddatum gezet" if details["ended"] else "einddatum weggehaald"]
    labels = {name: str(field.label).lower() for known in LISTS for name, field in own_fields(known).items()}
    return [labels.get(name, name) for name in details.get("fields", [])]
