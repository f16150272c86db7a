"""Received lists, for the rooms that read them: the form of the columns, and the page that mends one row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from access.views import RecordPage
from core.errors import Refused


class ColumnsForm(forms.Form):
    """Per column of a file what it means. The room says which fields there are and what can't be missed."""

    choices_of: ClassVar[Mapping[str, str]] = {}
    joined: ClassVar[Collection[str]] = ()
    problems_of: ClassVar[Callable[[Mapping[str, str]], list[str]]]

    def __init__(
        self, data: Any = None, *, headings: Sequence[str], chosen: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.headings = list(headings)
        choices = [("", "niet gebruiken, wel bewaren"), *self.choices_of.items()]
        for position, heading in enumerate(self.headings):
            self.fields[f"kolom-{position}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=chosen.get(heading, "")
            )

    def box(self, heading: str) -> Any:
        """The bound field of one column."""
        return self[f"kolom-{self.headings.index(heading)}"]

    def columns(self) -> dict[str, str]:
        """Heading to field, without the columns that are not used."""
        chosen = (
            (heading, self.cleaned_data.get(f"kolom-{position}") or "")
            for position, heading in enumerate(self.headings)
        )
        return {heading: name for heading, name in chosen if name}

    def clean(self) -> dict[str, Any]:
        """What can't be missed is chosen, and no field is chosen twice."""
        data = super().clean() or self.cleaned_data
        columns = self.columns()
        for problem in type(self).problems_of(columns):
            self.add_error(None, problem)
        seen: set[str] = set()
        for position, heading in enumerate(self.headings):
            name = columns.get(heading, "")
            if name in seen and name not in self.joined:
                twice = f"“{self.choices_of[name]}” is al bij een andere kolom gekozen."
                self.add_error(f"kolom-{position}", twice)
            seen.add(name)
        return data


class MendForm(forms.Form):
    """The fields of one row, to mend; whether it is right is decided where rows are judged."""

    choices_of: ClassVar[Mapping[str, str]] = {}
    asked_first: ClassVar[Collection[str]] = ()
    long: ClassVar[Collection[str]] = ()
    explanations: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, wrong: str = "", **kwargs: Any) -> None:
        """``wrong`` is the field to mend; it stands first."""
        super().__init__(*args, **kwargs)
        for name in sorted(self.choices_of, key=lambda name: (name != wrong, name not in self.asked_first)):
            self.fields[name] = forms.CharField(
                label=self.choices_of[name],
                help_text=self.explanations.get(name, ""),
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 4}) if name in self.long else forms.TextInput(),
            )

    def values(self) -> dict[str, str]:
        """What was filled in, per field."""
        return {name: str(self.cleaned_data.get(name) or "") for name in self.choices_of}


class MendRowPage(RecordPage):
    """One row of a list: what came in, what is wrong; mend and try again, or set aside with a reason."""

    abstract = True
    mend_form: ClassVar[type[MendForm]]
    aside_form: ClassVar[type[forms.Form]]
    # The state in which a row can be mended: it waits in the foutenbak.
    waiting: ClassVar[str]
    row: Any

    def find_row(self, **kwargs: Any) -> Any:
        """The row that the address names, if the actor may see it; else None."""
        raise NotImplementedError

    def given(self) -> dict[str, str]:
        """What the columns gave, per field."""
        raise NotImplementedError

    def set_aside(self, why: str) -> None:
        """Set the row aside."""
        raise NotImplementedError

    def retry(self, values: dict[str, str]) -> None:
        """Try the mended fields, and say what became of the row; raises :class:`Refused`."""
        raise NotImplementedError

    def onward(self) -> str:
        """Where to go on: the next row that waits, or the list."""
        raise NotImplementedError

    def prepare(self, **kwargs: Any) -> None:
        """The row, besides the list."""
        super().prepare(**kwargs)
        self.row = self.find_row(**kwargs)
        if self.row is None:
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, filled with what the columns gave."""
        self.log_read()
        self.log_shown([self.row])
        return self._page(self._form(), self.aside_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Try again or set aside; then on to the next row."""
        aside = request.POST.get("act") == "aside"
        form = self._form() if aside else self._form(request.POST)
        why = self.aside_form(request.POST if aside else None)
        asked: forms.Form = why if aside else form
        if asked.is_valid():
            try:
                with transaction.atomic():
                    if aside:
                        self.set_aside(why.cleaned_data["why"])
                        messages.success(request, f"Regel {self.row.row_number} is terzijde gelegd.")
                    else:
                        self.retry(form.values())
            except Refused as refusal:
                asked.add_error(refusal.field if refusal.field in asked.fields else None, refusal.message)
            else:
                return HttpResponseRedirect(self.onward())
        return self._page(form, why, 422)

    def _form(self, data: Any = None) -> MendForm:
        return self.mend_form(data, initial=self.given(), wrong=self.row.field)

    def _page(self, form: MendForm, why: forms.Form, status: int = 200) -> HttpResponse:
        return self.show(
            status,
            row=self.row,
            form=form,
            aside=why,
            waiting=self.row.state == self.waiting,
            original=list((self.row.original or {}).items()),
            here=self.request.path,
        )
