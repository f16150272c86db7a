"""What belongs to the texts of letters in /beheer/: the fields there are, and the letter on sample data."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse

from core import clock
from core.prose import ProseProblem, check, fill
from documents.house_style import paper_of
from documents.letters import Paper, typeset_letter
from reference.letter_fields import FIELDS, label_of, samples
from reference.models import Authority, Letterhead, LetterText
from reference.queries import by_code, letterhead_of

if TYPE_CHECKING:
    from administration.reference_views import OfList

CLAUSE = "clause_objection"


def sample_paper(*, kind: str, subject: str, text: str, objection: bool, only_for: str = "") -> Paper:
    """A letter of this text, filled with the examples of the fields. Raises :class:`ProseProblem`."""
    for one in (subject, text):
        check(one, FIELDS)
    clause = by_code(LetterText, CLAUSE) if objection else None
    whole = "\n\n".join([text, *([clause.body] if clause else [])])
    values = samples()
    head = letterhead_of(only_for or "GM0141") or Letterhead(label="Gemeente Voorbeeld", place="Voorbeeld")
    return paper_of(
        head,
        kind=kind,
        authority=Authority.MAYOR,
        recipient=["De heer K. op den Dries", "Grotestraat 12", "7607 AA Almelo"],
        subject=fill(subject, values, label_of),
        text=fill(whole, values, label_of),
        on=clock.today(),
        number=values["maatregel.nummer"],
        handler=values["maatregel.behandelaar"],
        draft=True,
    )


def field_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The fields by what they are about, with what each means."""
    rows = [(name, field.label) for name, field in FIELDS.items()]
    return [(group, list(found)) for group, found in groupby(rows, key=lambda row: row[0].partition(".")[0])]


class Previewing:
    """A step with the text of a letter can be looked at before it is kept."""

    known: Any
    request: HttpRequest

    def context(self, **extra: Any) -> dict[str, Any]:
        """The list of fields stands below the text."""
        if self.known.model is LetterText:
            extra.setdefault("field_groups", field_groups())
        return super().context(**extra)  # type: ignore[misc, no-any-return]  # of the page beside it

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The button says whether to look or to keep."""
        if self.known.model is LetterText and request.POST.get("act") == "preview":
            return self._preview(request)
        return super().post(request, *args, **kwargs)  # type: ignore[misc, no-any-return]  # as above

    def _preview(self: Any, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        asked = {"subject_line", "body"}
        for name in [name for name in form.errors if name not in asked]:
            del form.errors[name]
        text = {name: request.POST.get(name, "").replace("\x00", "") for name in asked}
        paper = None
        for name, value in text.items():
            try:
                check(value, FIELDS)
            except ProseProblem as problem:
                form.add_error(name, str(problem))
        if not form.errors:
            paper = sample_paper(
                kind=request.POST.get("letter_kind", ""),
                subject=text["subject_line"],
                text=text["body"],
                objection=bool(request.POST.get("objection")),
                only_for=form.cleaned_data.get("only_for") or "",
            )
        response: HttpResponse = self.show(422 if form.errors else 200, form=form, paper=paper)
        return response


def preview_of(entry: Any) -> Paper | None:
    """The letter of a kept text on sample data; None for rows of other lists."""
    if not isinstance(entry, LetterText):
        return None
    return sample_paper(
        kind=entry.letter_kind,
        subject=entry.subject_line,
        text=entry.body,
        objection=entry.objection,
        only_for=entry.only_for,
    )


def preview_file(page: OfList, entry: Any) -> HttpResponse:
    """The same as a PDF to keep."""
    paper = preview_of(entry)
    if paper is None:
        raise Http404
    response = HttpResponse(typeset_letter(paper), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="voorbeeld-{entry.code}.pdf"'
    return response
