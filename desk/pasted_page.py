"""The page on which a list is pasted and looked up."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse

from access.views import Page
from desk.pasted import MOST_LINES, lines_in, look_up
from desk.search_page import KEPT, PurposeField, log_search

LONGEST: Final = 60_000


class PastedForm(forms.Form):
    """The list, and what for."""

    lijst = forms.CharField(
        label="Uw lijst",
        max_length=LONGEST,
        help_text=f"Eén naam, adres, kenteken, KvK, BSN, telefoon, rekening of nummer per regel. Ten hoogste "
        f"{MOST_LINES} regels.",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={
            "required": "Plak een lijst.",
            "max_length": "Deze lijst is te lang. Plak haar in delen.",
        },
    )
    doel = PurposeField()

    def clean_lijst(self) -> str:
        """At least one line with something on it."""
        text: str = self.cleaned_data["lijst"]
        if not any(lines_in(text)):
            raise forms.ValidationError("Plak een lijst.")
        return text


class PastedPage(Page):
    """Each line of the list with what is known of it; the list itself is kept nowhere."""

    action = "search.use"
    purpose = "Zoeken"
    template_name = "desk/pasted.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An empty box."""
        return self.show(form=PastedForm(initial={"doel": request.session.get(KEPT, "")}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look up, log what is shown, show the table."""
        purpose = request.POST.get("doel", "") or request.session.get(KEPT, "")
        form = PastedForm({"lijst": request.POST.get("lijst", ""), "doel": purpose})
        if not form.is_valid():
            return self.show(422, form=form)
        request.session[KEPT] = purpose
        batch = look_up(self.actor, form.cleaned_data["lijst"])
        log_search(
            subjects={row.subject.pk: row.subject for line in batch.lines for row in line.subjects}.values(),
            signals={row.signal.pk: row.signal for line in batch.lines for row in line.signals}.values(),
            details={"parts": ["list"], "purpose": purpose, "lines": len(batch.lines)},
        )
        return self.show(form=form, batch=batch, most=MOST_LINES)
