"""One finding: what was seen, its photos, and what follows."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from access.decisions import require
from access.roles import may
from access.views import OperationPage, RecordPage
from core.flow import IllegalTransition, Transition
from documents.pages import DocumentList, documents_on
from encryption.fields import readable
from inspections.forms import PhotosForm, StepForm
from inspections.models import Finding, Inspection
from inspections.operations import add_photos, start_signal, step_finding
from inspections.operations.findings import MOST_PHOTOS
from inspections.queries import photos_in
from inspections.states import FINDING_FLOW, STEP_WORDS, FindingState
from inspections.views.base import PURPOSE

UNREADABLE = "niet leesbaar"


class FindingRecordPage(RecordPage):
    """Base of every page of one finding."""

    abstract = True
    action = "inspections.findings"
    purpose = PURPOSE
    model = Finding

    def select(self, queryset: Any) -> Any:
        """Who wrote it is named on every page."""
        return queryset.select_related("by", "owner")

    def may(self, action: str) -> bool:
        """May the actor do this with this finding?"""
        return bool(self.record.policy.decide(self.actor, action, self.record))


class FindingPage(FindingRecordPage):
    """What was found, for the team and for the jurist who must act on it."""

    template_name = "inspections/finding.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, show; the control itself is linked only for who may see it."""
        self.log_read()
        found = documents_on(self.actor, self.record.pk).rows
        photos = photos_in(found)
        control = Inspection.objects.filter(pk=self.record.inspection_id).visible_to(self.actor).first()
        self.log_shown([control] if control else [])
        texts = {
            name: readable(self.record, name, otherwise=UNREADABLE)
            for name in ("place", "what", "statement", "rule", "proposal", "answer", "measure_number")
        }
        return self.show(
            texts=texts,
            handed_over=self._handed_over(texts),
            photos=photos,
            documents=DocumentList([row for row in found if row not in photos]),
            control=control,
            steps=[
                (STEP_WORDS[step.target], step.target.lower())
                for step in FINDING_FLOW.steps_from(self.record.state)
                if self.may(step.action) and (self.record.breach or step.target == FindingState.SETTLED)
            ],
            can_change=self.may("change"),
            can_signal=self.may("change") and self.record.signalled_at is None,
            starts_measures=self.may("inspections.follow") and may(self.actor, "measures.edit"),
        )

    def _handed_over(self, texts: dict[str, str]) -> dict[str, str]:
        """What the form of a new measure opens with (its names), so that the jurist types nothing twice."""
        told = {name: text for name, text in texts.items() if text and text != UNREADABLE}
        if "statement" in told:
            told["statement"] = f"Verklaring: “{told['statement']}”"
        return {
            "found_on": f"{timezone.localdate(self.record.seen_at):%d-%m-%Y}",
            "report_number": self.record.number,
            "breach": ", ".join(told[name] for name in ("rule", "place") if name in told)[:200],
            "reason": "\n".join(told[name] for name in ("what", "statement", "proposal") if name in told)[
                :4000
            ],
        }


class FindingOperation(FindingRecordPage, OperationPage):
    """One operation on one finding, as a page with a form."""

    abstract = True
    action = "inspections.visit"
    record_action = "change"
    template_name = "inspections/step.html"
    form_class: ClassVar[type[forms.BaseForm]] = forms.Form
    heading = ""
    intro = ""
    button = "Bewaar"

    @property
    def back_url(self) -> str:
        """Where *Terug* leads."""
        return str(self.record.address)


class FindingStepPage(FindingOperation):
    """Propose a measure, settle it, or answer as a jurist."""

    action = "inspections.findings"
    record_action = "view"
    form_class = StepForm
    transition: Transition

    def prepare(self, **kwargs: Any) -> None:
        """A step that the table does not have from here does not exist."""
        super().prepare(**kwargs)
        try:
            self.transition = FINDING_FLOW.step(self.record.state, kwargs["finding_state"].upper())
        except IllegalTransition as error:
            raise Http404 from error
        require(self.actor, self.transition.action, self.record)

    @property
    def heading(self) -> str:  # type: ignore[override]
        """What the button said."""
        return STEP_WORDS[self.transition.target]

    @property
    def button(self) -> str:  # type: ignore[override]
        """The same words."""
        return STEP_WORDS[self.transition.target]

    @property
    def intro(self) -> str:  # type: ignore[override]
        """What this step does."""
        return _INTROS[FindingState(self.transition.target)]

    def form_kwargs(self) -> dict[str, Any]:
        """What this step asks."""
        return {"needs": self.transition.needs}

    def operate(self, form: Any) -> str:
        """Take it."""
        data = form.cleaned_data
        row = step_finding(
            by=self.actor,
            finding=self.record,
            to=self.transition.target,
            why=data["why"],
            number=data.get("number", ""),
        )
        messages.success(self.request, f"{row.number}: {row.get_state_display().lower()}.")
        return row.address


_INTROS = {
    FindingState.PROPOSED: "De jurist ziet daarna deze bevinding, met de foto’s, en niet de rest van de controle.",
    FindingState.SETTLED: "Bijvoorbeeld: ter plekke hersteld, of gewaarschuwd.",
    FindingState.TAKEN: "Start de maatregel bij Maatregelen en vul hier het nummer in.",
    FindingState.DECLINED: "De toezichthouder ziet uw antwoord bij de bevinding.",
}


class AddPhotosPage(FindingOperation):
    """More photos with a finding."""

    form_class = PhotosForm
    template_name = "inspections/photos.html"
    heading = "Foto’s toevoegen"
    button = "Voeg toe"

    def context(self, **extra: Any) -> dict[str, Any]:
        """The bounds, told before sending."""
        return super().context(photo_limit=MOST_PHOTOS, photo_bytes=settings.VIK_UPLOAD_MAX_BYTES, **extra)

    def operate(self, form: Any) -> str:
        """Keep them; what can't be kept is told."""
        for sentence in add_photos(by=self.actor, finding=self.record, photos=form.cleaned_data["photos"]):
            messages.warning(self.request, sentence)
        return str(self.record.address)


class StartSignalPage(FindingOperation):
    """Make a signal of a finding."""

    heading = "Signaal maken"
    intro = (
        "De coördinator krijgt de bevinding als signaal, met adres en regel. U ziet het terug bij uw meldingen. "
        "Namen en foto’s blijven bij de bevinding."
    )
    button = "Maak een signaal"

    def operate(self, form: Any) -> str:
        """Make it."""
        row = start_signal(by=self.actor, finding=self.record)
        messages.success(self.request, "Het signaal is gemaakt.")
        return row.address
