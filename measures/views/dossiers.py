"""The procesdossier: what goes into it, one click, how far it is, and every edition."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.decisions import log_denial
from access.views import Page
from core.errors import Refused
from documents.models import Document
from measures.forms.letters import DossierForm
from measures.models import Dossier, Measure, Remedy, RemedyKind
from measures.operations.bundling import ask_dossier, try_dossier_again
from measures.queries.pieces import dossiers_of, pieces_of
from measures.views.page import MeasureOperation, MeasureRecordPage

ACTION = "measures.dossier"
PURPOSE = "Procesdossier"


def address_of_dossier(dossier: Dossier, measure: Measure) -> str:
    """The page of one edition."""
    return reverse("measures:dossier", args=[measure.number, dossier.pk])


class DossiersPage(MeasureOperation):
    """Every piece in its order, and the button."""

    action = ACTION
    record_action = ACTION
    form_class = DossierForm
    template_name = "measures/dossiers.html"
    heading = "Procesdossier"
    button = "Maak procesdossier"

    def form_kwargs(self) -> dict[str, Any]:
        """The remedies of this measure; the newest one that runs is proposed with its recipient."""
        self.remedies = list(
            Remedy.objects.filter(measure=self.record).visible_to(self.actor).order_by("filed_on", "id")
        )
        running = [row for row in self.remedies if not row.outcome]
        initial: dict[str, Any] = {"purpose": "OWN"}
        if running:
            initial["remedy"] = str(running[-1].pk)
            initial["purpose"] = "COMMITTEE" if running[-1].kind == RemedyKind.OBJECTION else "COURT"
        asked = self.request.GET.get("bij", "")
        if asked in {str(row.pk) for row in self.remedies}:
            initial["remedy"] = asked
        return {"remedies": self.remedies, "initial": initial}

    def context(self, **extra: Any) -> dict[str, Any]:
        """The pieces, logged before they are shown."""
        pieces = pieces_of(self.actor, self.record)
        documents = [one.document for one in pieces if one.document is not None]
        self.log_shown(documents, record_type="documents.document")
        editions = dossiers_of(self.actor, self.record)
        return super().context(pieces=pieces, editions=editions, **extra)

    def operate(self, form: Any) -> str:
        """Ask for it, and go to where its progress stands."""
        data = form.cleaned_data
        made = ask_dossier(
            by=self.actor,
            measure=self.record,
            purpose=data["purpose"],
            remedy=form.remedies.get(data["remedy"]),
            note=data["note"],
        )
        return address_of_dossier(made, self.record)


class DossierPage(MeasureRecordPage):
    """One edition: how far it is, or what it holds."""

    action = ACTION
    record_action = ACTION
    purpose = PURPOSE
    template_name = "measures/dossier.html"
    dossier: Dossier

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the edition too; of another measure it does not exist."""
        super().prepare(**kwargs)
        rows = Dossier.objects.filter(pk=kwargs["dossier"], measure=self.record).visible_to(self.actor)
        self.dossier = get_object_or_404(rows.select_related("asked_by", "remedy"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, show; the inventory only to who may see the bundle itself."""
        self.log_read()
        dossier = self.dossier
        files = [row for row in (dossier.document_id, dossier.secret_document_id) if row]
        seen = Document.objects.filter(pk__in=files).visible_to(self.actor)
        found = {row.pk: row for row in seen}
        self.log_shown(list(found.values()), record_type="documents.document")
        rows = dossier.inventory or []
        may_secret = dossier.secret_document_id in found
        return self.show(
            dossier=dossier,
            document=found.get(dossier.document_id) if dossier.document_id else None,
            secret_document=found.get(dossier.secret_document_id) if dossier.secret_document_id else None,
            inventory=[
                row
                for row in rows
                if dossier.document_id in found and (may_secret or not row["number"].startswith("G"))
            ],
            address=address_of_dossier(dossier, self.record),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Try again after a failure."""
        try:
            try_dossier_again(by=self.actor, dossier=self.dossier)
        except Refused as refused:
            messages.warning(request, refused.message)
        return HttpResponseRedirect(address_of_dossier(self.dossier, self.record))


class DossierProgressPage(Page):
    """How far an edition is, asked for every two seconds by the page that was read (htmx): counts only."""

    action = ACTION
    purpose = PURPOSE
    template_name = "measures/_dossier_progress.html"
    dossier: Dossier

    def prepare(self, **kwargs: Any) -> None:
        """The edition, if the actor may see it."""
        rows = Dossier.objects.filter(pk=kwargs["dossier"])
        found = rows.visible_to(self.actor).select_related("measure").first()
        if found is None:
            log_denial("view", Dossier._meta.label_lower, str(kwargs["dossier"]))
            raise Http404
        self.dossier = found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Counts; when it is done, the whole page comes anew."""
        response = self.show(dossier=self.dossier, record=self.dossier.measure)
        if not self.dossier.busy:
            response["HX-Refresh"] = "true"
        return response
