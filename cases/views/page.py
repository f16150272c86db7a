"""The page of one case, and what every page about one case shares."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from access.explain import explain, level_sentence
from access.roles import may
from access.views import OperationPage, RecordPage
from audit.models import Action
from audit.queries import readers_of
from audit.record import record_event
from cases.forms import CaseForm
from cases.models import Case
from cases.operations import edit_case
from cases.operations.moving import facts_of
from cases.queries import panels_for
from cases.queries.page import picture_of
from cases.rules import broken
from cases.states import CASE_FLOW, RUNNING, CaseState
from cases.views.register import PURPOSE, new_case
from core import clock
from documents.pages import DocumentList
from encryption.fields import readable

TABS: Final = (
    ("overzicht", "Overzicht"),
    ("signalen", "Signalen"),
    ("betrokken", "Wie en wat"),
    ("maatregelen", "Maatregelen"),
    ("documenten", "Documenten"),
    ("acties", "Acties"),
    ("tijdlijn", "Tijdlijn"),
)
# What the chair and a partner read: the summary, what is being done and the steps (domain 1.5).
SUMMARY_TABS: Final = ("overzicht", "acties", "tijdlijn")

PARTS_NAMED: Final = (
    ("signal", "signals.signal"),
    ("subject", "subjects.subject"),
)
# What a button says that brings a case into a state.
VERBS: Final = {
    CaseState.ACCEPTED: "Accepteren",
    CaseState.ENRICHING: "Verrijken",
    CaseState.ON_TABLE: "Op tafel zetten",
    CaseState.IN_PROGRESS: "In uitvoering nemen",
    CaseState.MONITORING: "Monitoren",
    CaseState.CLOSED: "Sluiten",
    CaseState.REOPENED: "Heropenen",
}


class CaseRecordPage(RecordPage):
    """Base of every page of one case."""

    abstract = True
    action = "cases.view"
    purpose = PURPOSE
    model = Case

    def select(self, queryset: Any) -> Any:
        """The people and lists that are named on every page."""
        return queryset.select_related("case_owner", "theme", "area", "owner")

    def can(self, action: str) -> bool:
        """May the actor do this with this case?"""
        return bool(self.record.policy.decide(self.actor, action, self.record))


class CasePage(CaseRecordPage):
    """Where the case stands, what may follow, what belongs to it, who does what."""

    template_name = "cases/page.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read, log who and what is shown, show one tab; on paper all of them."""
        self.log_read()
        case = self.record
        parts = self.can("cases.parts")
        picture = picture_of(self.actor, case, parts=parts)
        panels = panels_for(self.actor, case) if parts else []
        allowed = [tab for tab in TABS if parts or tab[0] in SUMMARY_TABS]
        asked = request.GET.get("deel", "")
        tab = asked if asked in dict(allowed) else "overzicht"
        paper = request.GET.get("als") == "papier"
        self._log(picture, panels, tab, whole=paper)
        counts = {
            "signalen": len(picture.signals),
            "betrokken": len(picture.subjects),
            "maatregelen": sum(len(panel.rows) for panel in panels),
            "documenten": len(picture.documents),
            "acties": len(picture.actions),
        }
        return self.show(
            picture=picture,
            panels=panels,
            documents=DocumentList(picture.documents, self._attach_url()),
            tabs=[
                {
                    "label": label,
                    "url": f"{case.address}?deel={code}" if code != "overzicht" else case.address,
                    "current": code == tab,
                    "count": counts.get(code),
                }
                for code, label in allowed
            ],
            shown=[code for code, _ in allowed] if paper else [tab],
            paper=paper,
            parts=parts,
            summary=readable(case, "summary") or "",
            evaluation=readable(case, "evaluation") or "",
            steps=self._steps(),
            rail=self._rail(),
            running=case.state in RUNNING,
            monitoring_over=case.monitor_until is not None and case.monitor_until < clock.today(),
            can_list=may(self.actor, "cases.list"),
            can_edit=self.can("change") and case.state in RUNNING,
            can_decide=self.can("cases.decide"),
            can_share=self.can("share"),
            can_compartment=self.can("cases.compartment") and case.state in RUNNING,
            can_ask=self.can("cases.assign_action") and case.state in RUNNING,
        )

    def _attach_url(self) -> str:
        may_add = self.can("change") and not self.record.why_no_documents()
        return reverse("cases:attach", args=[self.record.number]) if may_add else ""

    def _steps(self) -> list[dict[str, Any]]:
        """The steps that the actor may take, with what still stands in the way."""
        facts = facts_of(self.record)
        found = []
        for step in CASE_FLOW.steps_from(self.record.state):
            if step.action == "system" or not self.can(step.action):
                continue
            missing = [
                rule.sentence()
                for rule in broken(step, facts, typed=False)
                # The owner is chosen on the form of the step itself.
                if rule.name != "owner_chosen"
            ]
            code = {CaseState.CLOSED: "sluiten", CaseState.REOPENED: "heropenen"}.get(
                CaseState(step.target), f"stap/{step.target.lower()}"
            )
            again = step.target == self.record.state
            label = "Langer monitoren" if again else VERBS[CaseState(step.target)]
            found.append({"label": label, "url": f"{self.record.address}{code}/", "missing": missing})
        return found

    def _log(self, picture: Any, panels: list[Any], tab: str, *, whole: bool) -> None:
        """Only what stands on the page was seen."""
        seen = []
        if whole or tab == "tijdlijn":
            # What was taken out is listed there, to be put back.
            for name, label in PARTS_NAMED:
                keys = [getattr(row, f"{name}_id", None) for row in picture.withdrawn]
                seen.append((label, [str(key) for key in keys if key is not None]))
        if whole or tab == "signalen":
            seen.append(("signals.signal", [str(row.signal_id) for row in picture.signals]))
        if whole or tab == "betrokken":
            seen.append(("subjects.subject", [str(row.subject_id) for row in picture.subjects]))
        if whole or tab == "documenten":
            seen.append(("documents.document", [str(row.pk) for row in picture.documents]))
        if whole or tab in {"acties", "overzicht"}:
            seen.append(("cases.actionitem", [str(row.pk) for row in picture.actions]))
        if whole or tab == "maatregelen":
            seen += [(panel.record_type, list(panel.shown)) for panel in panels]
        for record_type, shown in seen:
            if shown:
                record_event(
                    Action.PRINT if whole else Action.LIST,
                    record_type=record_type,
                    shown=sorted(shown),
                    details={"part": tab},
                )

    def _rail(self) -> dict[str, Any]:
        reads = readers_of(str(self.record.pk))
        everybody = may(self.actor, "audit.view")
        return {
            "told": explain(self.actor, self.record),
            "level": level_sentence(self.actor, self.record),
            "reads": [line for line in reads if everybody or line.actor_id == self.actor.pk],
            "everybody": everybody,
        }


class CaseOperation(CaseRecordPage, OperationPage):
    """One operation on one case, as a page with a form."""

    abstract = True
    action = "cases.edit"
    record_action = "change"
    template_name = "cases/step.html"
    heading = ""
    intro = ""
    button = "Vastleggen"
    tab: ClassVar[str] = ""
    done: ClassVar[str] = "Vastgelegd."

    def change(self, form: Any) -> None:
        """The one operation of the page."""
        raise NotImplementedError

    def operate(self, form: Any) -> str:
        """Do it, and go back to the part of the page where it shows."""
        self.change(form)
        messages.success(self.request, self.done)
        return self.back_url

    @property
    def back_url(self) -> str:
        """The case, at the tab that this is about."""
        return f"{self.record.address}?deel={self.tab}" if self.tab else str(self.record.address)

    def context(self, **extra: Any) -> dict[str, Any]:
        """Where the page stands."""
        return super().context(back_url=self.back_url, **extra)


class EditCasePage(CaseOperation):
    """Rewrite what the case says of itself."""

    form_class = CaseForm
    heading = "Gegevens van de casus"
    button = "Bewaar"
    done = "De casus is bijgewerkt."

    def form_kwargs(self) -> dict[str, Any]:
        """As it stands now."""
        case = self.record
        return {
            "user": self.actor,
            "kept": case.legal_basis,
            "initial": {
                "title": case.title,
                "summary": readable(case, "summary") or "",
                "theme": case.theme_id,
                "area": case.area_id,
                "legal_basis": case.legal_basis,
                "purpose": case.purpose,
                "level": case.level,
                "version": case.version,
            },
        }

    def change(self, form: Any) -> None:
        """Write it, unless somebody else was first."""
        data = form.cleaned_data
        edit_case(by=self.actor, case=self.record, new=new_case(data), version=data["version"])

    def context(self, **extra: Any) -> dict[str, Any]:
        """On a conflict both versions, side by side; sending again writes one's own."""
        form = extra.get("form")
        if extra.get("conflict") and form is not None:
            case = self.record
            theirs = {
                "title": case.title,
                "summary": readable(case, "summary") or "",
                "legal_basis": case.legal_basis,
                "purpose": case.purpose,
            }
            extra["rows"] = [
                {
                    "label": form[name].label,
                    "mine": form.cleaned_data.get(name, ""),
                    "theirs": value,
                    "differs": form.cleaned_data.get(name, "") != value,
                }
                for name, value in theirs.items()
            ]
            form.data = form.data.copy()
            form.data["version"] = str(case.version)
        return super().context(**extra)
