"""The page of the one search box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse

from access.views import Page
from audit.models import Action
from audit.record import record_event
from desk.question import LONGEST, PARTS, Question
from desk.search import DOCUMENTS, SIGNALS, SUBJECTS, Results, search

PURPOSES: Final = {
    "weging": "Weging van een signaal",
    "analyse": "Vervolganalyse van een signaal",
    "casustafel": "Voorbereiden van de casustafel",
    "controle": "Voorbereiden van een controle",
    "rechten": "Verzoek van een betrokkene",
}
KEPT: Final = "search_purpose"


class PurposeField(forms.ChoiceField):
    """What a search is for: asked once, remembered until signing out, and on record with every search."""

    def __init__(self) -> None:
        super().__init__(
            label="Waarvoor?",
            help_text="Dit wordt vastgelegd. VIK onthoudt uw keuze tot u uitlogt.",
            choices=[("", "Kies een doel"), *PURPOSES.items()],
            error_messages={
                "required": "Kies waarvoor u zoekt.",
                "invalid_choice": "Kies een doel uit de lijst.",
            },
        )


class SearchForm(forms.Form):
    """What is sought, and what for."""

    q = forms.CharField(
        label="Wat zoekt u?",
        required=False,
        help_text="Naam, adres, kenteken, telefoon, KvK, BSN, nummer of woorden uit de tekst.",
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "spellcheck": "false", "maxlength": LONGEST}
        ),
    )
    doel = PurposeField()


def log_search(
    *,
    subjects: Iterable[Any],
    signals: Iterable[Any],
    details: Mapping[str, Any],
    documents: Iterable[Any] | None = None,
    bearers: Iterable[Any] = (),
) -> None:
    """Which parts were asked (never the words) and every record that is shown, of each room in its line."""
    asked = [("subjects.subject", list(subjects)), ("signals.signal", list(signals))]
    if documents is not None:
        asked.append(("documents.document", list(documents)))
    # The number of the record stands beside its document: that was shown as well.
    for label, kind in groupby(sorted(bearers, key=_label), _label):
        asked.append((label, list({row.pk: row for row in kind}.values())))
    for label, found in asked:
        record_event(
            Action.SEARCH,
            record_type=label,
            shown=[str(row.pk) for row in found],
            regime=sorted({regime for row in found for regime in row.regimes}),
            details={**details, "found": len(found)},
        )


def _label(row: Any) -> str:
    return str(row._meta.label_lower)


def log_results(question: Question, results: Results, purpose: str) -> None:
    """The lines of one search."""
    log_search(
        subjects=[row.subject for row in results.subjects.rows],
        signals=[row.signal for row in results.signals.rows],
        documents=[row.document for row in results.documents.rows] if results.with_documents else None,
        bearers=[row.bearer for row in results.documents.rows if row.bearer is not None],
        details={
            "parts": sorted([*question.parts, *(["text"] if question.text else [])]),
            "purpose": purpose,
        },
    )


class SearchPage(Page):
    """Ask every room at once; the question, its purpose and what it showed are on record."""

    action = "search.use"
    purpose = "Zoeken"
    template_name = "desk/search.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An empty page, or the answer to a link that holds no personal data."""
        return self._answer(request.GET.get("q", ""), "")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The answer to what was typed: in the body, so that no name stands in an address.

        A chip that was changed comes as its name and new value, with the rest of the question.
        """
        typed, part = request.POST.get("q", ""), request.POST.get("deel", "")
        if part in PARTS:
            value = request.POST.get("waarde", "").replace('"', " ").strip()
            typed = Question.read(typed).with_part(part, value)
        if "van" in request.POST:
            typed = Question.read(typed).between(request.POST["van"], request.POST.get("tot", ""))
        return self._answer(typed, request.POST.get("doel", ""))

    def _answer(self, typed: str, chosen: str) -> HttpResponse:
        question = Question.read(typed)
        purpose = chosen or self.request.session.get(KEPT, "")
        if question.empty:
            form = SearchForm(initial={"doel": purpose})
            return self.show(form=form, question=question, parts=PARTS)
        form = SearchForm({"q": question.typed, "doel": purpose})
        if not form.is_valid():
            return self.show(form=form, question=question)
        self.request.session[KEPT] = purpose
        results = search(self.actor, question, only=self._only(), start=self._start())
        log_results(question, results, purpose)
        return self.show(form=form, question=question, results=results)

    def _only(self) -> str:
        """The one group of which more is asked; empty for all."""
        asked = self.request.POST.get("groep", "")
        return asked if asked in {SUBJECTS, SIGNALS, DOCUMENTS} else ""

    def _start(self) -> int:
        """Where the asked page of that group begins."""
        asked = self.request.POST.get("vanaf", "")
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
