"""Letters: choose one, write it, look at it, make it, and begin a new edition."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from access.forms import WhyForm
from core.errors import Conflict, Refused
from core.prose import gaps_in, sections
from measures.forms.letters import ChooseLetterForm, DraftForm
from measures.letters import choices_for, recipients_for
from measures.models import Letter, Measure, PartyRole
from measures.operations.letter_warnings import warnings_of
from measures.operations.writing import (
    draft_letters,
    drop_letter,
    edit_letter,
    make_letter,
    next_edition,
    paper_of_letter,
)
from measures.queries.letters import editions_of, letter_of
from measures.queries.register import parties_by_measure
from measures.views.claims import ClaimOperation
from measures.views.page import MeasureOperation, MeasureRecordPage
from reference.models import LetterKind

WRITE = "measures.write"


def address_of_letter(letter: Letter) -> str:
    """The page of a letter."""
    return reverse("measures:letter", args=[letter.measure.number, letter.pk])


class ChooseLetterPage(MeasureOperation):
    """Which letter, to which parties."""

    action = WRITE
    record_action = WRITE
    form_class = ChooseLetterForm
    template_name = "measures/choose_letter.html"
    heading = "Brief maken"
    intro = "Kies een brief en wie hem krijgt. VIK vult in wat bekend is; daarna past u de tekst aan."
    button = "Maak concept"

    def prepare(self, **kwargs: Any) -> None:
        """The parties too: who gets a letter stands on this page."""
        super().prepare(**kwargs)
        self.parties = parties_by_measure(self.actor, [self.record.pk])[self.record.pk]

    def log_read(self) -> None:
        """The parties are read as well."""
        super().log_read()
        self.log_shown([row.subject for row in self.parties], record_type="subjects.subject")

    def form_kwargs(self) -> dict[str, Any]:
        """What fits this measure, and who may get it."""
        people = [
            (subject, [str(PartyRole(role).label) for role in roles])
            for subject, roles in recipients_for(self.parties, LetterKind.DECISION)
        ]
        return {"choices": choices_for(self.record), "people": people}

    def operate(self, form: Any) -> str:
        """Make the drafts, and go to the first."""
        text = form.texts[form.cleaned_data["text"]]
        found = recipients_for(self.parties, text.letter_kind)
        if text.letter_kind == LetterKind.NOTICE:
            if not found:
                raise Refused(
                    "Leg eerst vast om welk pand het gaat: voeg het toe als object van de maatregel."
                )
        else:
            chosen = set(form.cleaned_data.get("recipients", ()))
            found = [row for row in found if str(row[0].pk) in chosen]
        letters = draft_letters(by=self.actor, measure=self.record, text=text, recipients=found)
        told = (
            "Het concept staat klaar." if len(letters) == 1 else f"Er staan {len(letters)} concepten klaar."
        )
        messages.success(self.request, told)
        return address_of_letter(letters[0]) if len(letters) == 1 else f"{self.record.address}#brieven"


class ChooseClaimLetterPage(ClaimOperation):
    """A letter about one claim, to its debtor."""

    action = WRITE
    record_action = WRITE
    form_class = ChooseLetterForm
    template_name = "measures/claim_step.html"
    heading = "Brief maken"
    intro = "VIK vult in wat bekend is; daarna past u de tekst aan."
    button = "Maak concept"

    def prepare(self, **kwargs: Any) -> None:
        """A claim without a measure has no decision to write about."""
        super().prepare(**kwargs)
        rows = Measure.objects.filter(pk=self.record.measure_id).visible_to(self.actor)
        found = rows.select_related("type", "owner", "handler").first()
        if found is None:
            raise Http404
        self.measure = found

    def form_kwargs(self) -> dict[str, Any]:
        """What fits this claim; the recipient is its debtor."""
        return {"choices": choices_for(self.measure, self.record), "people": ()}

    def operate(self, form: Any) -> str:
        """Make the draft, and go to it."""
        text = form.texts[form.cleaned_data["text"]]
        measure, debtor = self.measure, self.record.debtor
        parties = parties_by_measure(self.actor, [measure.pk])[measure.pk]
        roles = [party.role for party in parties if party.subject_id == debtor.pk]
        made = draft_letters(
            by=self.actor,
            measure=measure,
            text=text,
            recipients=[(debtor, roles or [PartyRole.OFFENDER])],
            claim=self.record,
        )
        messages.success(self.request, "Het concept staat klaar.")
        return address_of_letter(made[0])


class OfLetter(MeasureRecordPage):
    """Base of the pages of one letter; of another measure it does not exist."""

    abstract = True
    letter: Letter

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the letter too."""
        super().prepare(**kwargs)
        letter = letter_of(self.actor, self.record, kwargs["letter"])
        if letter is None:
            raise Http404
        letter.measure = self.record
        self.letter = letter

    def log_read(self) -> None:
        """Who gets the letter is shown with it."""
        super().log_read()
        self.log_shown([self.letter.recipient], record_type="subjects.subject")
        if self.letter.claim is not None:
            self.log_shown([self.letter.claim], record_type="measures.claim")

    def context(self, **extra: Any) -> dict[str, Any]:
        """The letter is ``letter``."""
        return super().context(letter=self.letter, **extra)


class LetterPage(OfLetter):
    """A letter as it will be on paper, with what is still missing; or as it was made."""

    template_name = "measures/letter.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, show."""
        self.log_read()
        return self._page()

    def _page(self, status: int = 200, problem: str = "") -> HttpResponse:
        letter = self.letter
        may_write = bool(self.record.policy.decide(self.actor, WRITE, self.record))
        gaps = list(
            dict.fromkeys([*gaps_in(letter.address), *gaps_in(f"{letter.subject_line}\n{letter.body}")])
        )
        return self.show(
            status,
            paper=None if letter.state == "DROPPED" else self._paper(),
            warnings=warnings_of(letter) if letter.is_draft and may_write else [],
            gaps=gaps if letter.is_draft else [],
            editions=editions_of(self.actor, letter),
            may_write=may_write,
            problem=problem,
        )

    def _paper(self) -> Any:
        try:
            return paper_of_letter(self.letter, draft=self.letter.is_draft)
        except Refused:
            return None


class MakeLetterPage(LetterPage):
    """Make the PDF; by a press only. What stands in the way is told on the page of the letter."""

    action = WRITE
    record_action = WRITE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it and go back; a second press finds it made."""
        version = request.POST.get("version", "")
        try:
            make_letter(
                by=self.actor,
                letter=self.letter,
                version=int(version) if version.isascii() and version.isdigit() else None,
            )
        except Refused as refused:
            self.log_read()
            return self._page(409 if isinstance(refused, Conflict) else 422, refused.message)
        messages.success(request, "De brief is gemaakt en bewaard bij de maatregel.")
        return HttpResponseRedirect(address_of_letter(self.letter))


class NextEditionPage(OfLetter):
    """A new edition of a letter that was made; by a press only."""

    action = WRITE
    record_action = WRITE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin it, and go to its draft."""
        try:
            fresh = next_edition(by=self.actor, letter=self.letter)
        except Refused as refused:
            messages.warning(request, refused.message)
            return HttpResponseRedirect(address_of_letter(self.letter))
        messages.success(request, f"Versie {fresh.edition} staat klaar als concept.")
        return HttpResponseRedirect(address_of_letter(fresh))


class EditLetterPage(OfLetter, MeasureOperation):
    """Write a draft, in its sections."""

    action = WRITE
    record_action = WRITE
    form_class = DraftForm
    template_name = "measures/edit_letter.html"
    heading = "Concept schrijven"

    def prepare(self, **kwargs: Any) -> None:
        """What was made is not written any more."""
        super().prepare(**kwargs)
        if not self.letter.is_draft:
            raise Http404

    def form(self, data: Any = None, files: Any = None) -> Any:
        """Filled with the draft as it is."""
        letter = self.letter
        initial = {
            "dated": f"{letter.dated:%d-%m-%Y}",
            "address": letter.address,
            "subject_line": letter.subject_line,
            "version": letter.version,
        }
        return DraftForm(data, initial=initial, sections=sections(letter.body))

    def show(self, status: int = 200, *, template: str = "", **extra: Any) -> HttpResponse:
        """After a conflict both versions stand on the page."""
        if status == 409:
            extra["theirs"] = sections(self.letter.body)
        return super().show(status, template=template, **extra)

    def context(self, **extra: Any) -> dict[str, Any]:
        """What is still open stands above the form."""
        return super().context(warnings=warnings_of(self.letter), **extra)

    def operate(self, form: Any) -> str:
        """Keep it."""
        edited = form.edited()
        try:
            edit_letter(by=self.actor, letter=self.letter, new=edited)
        except Refused as refused:
            raise _at_its_field(refused, form) from None
        messages.success(self.request, "Het concept is bewaard.")
        return address_of_letter(self.letter)


def _at_its_field(refused: Refused, form: Any) -> Refused:
    """A sentence about the text belongs to the section in which the words stand."""
    if isinstance(refused, Conflict) or refused.field != "body":
        return refused
    said = refused.message.split("“")[-1].split("”")[0].casefold()
    for place in range(form.count):
        words = " ".join(
            (form.cleaned_data[f"title_{place}"] + " " + form.cleaned_data[f"body_{place}"]).split()
        )
        if said in words.casefold():
            return Refused(refused.message, field=f"body_{place}", article=refused.article)
    return refused


class DropLetterPage(OfLetter, MeasureOperation):
    """Let a draft go, with a reason."""

    action = WRITE
    record_action = WRITE
    form_class = WhyForm
    heading = "Concept laten vervallen"
    intro = "De tekst verdwijnt. Dat het concept er was en waarom het verviel, blijft te zien."
    button = "Laat vervallen"

    def operate(self, form: Any) -> str:
        """Drop it."""
        drop_letter(by=self.actor, letter=self.letter, why=form.cleaned_data["why"])
        messages.success(self.request, "Het concept is vervallen.")
        return f"{self.record.address}#brieven"
