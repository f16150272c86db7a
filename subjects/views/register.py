"""The register: the list with its search box, and a new registration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from access.roles import may
from access.views import FormPage, Page
from core.errors import Refused
from subjects.facts import OBJECTS, PREMISES, SUBJECTS, facts_of
from subjects.forms import NewSubjectForm
from subjects.models import Kind
from subjects.operations import NewFact, NewSubject, form_key, register_subject, sent_before
from subjects.queries import Filters, Listing, listing
from subjects.queries.finding import FoundSubject, find_subjects
from subjects.views.lookup_address import AddressLookup

PURPOSE = "Subjecten en objecten"
TITLES = {"subjecten": "Subjecten", "objecten": "Objecten"}
SOUGHT = {"subjecten": "naam, adres, telefoon of nummer", "objecten": "adres, kenteken of nummer"}


def kinds_in(room: str) -> tuple[str, ...]:
    """The kinds that stand under an address."""
    return SUBJECTS if room == "subjecten" else OBJECTS


def telling(kind: str) -> set[str]:
    """The facts that two records of a kind rarely share unless they are about the same.

    People are born on the same day and live in one house; of premises the address is what they are.
    """
    shared = {"", "BIRTH"} if kind == PREMISES else {"", "BIRTH", "ADDRESS"}
    return {fact.code for fact in facts_of(kind) if fact.key not in shared}


class RegisterPage(Page):
    """Newest first; a text finds names with typing errors and exact numbers."""

    action = "subjects.view"
    purpose = PURPOSE
    template_name = "subjects/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; what was typed in the box comes by post, so that no name stands in an address."""
        return self._list(Filters.read(request.GET))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The same list, searched."""
        return self._list(Filters.read(request.POST))

    def _list(self, filters: Filters) -> HttpResponse:
        room = self.kwargs["room"]
        kinds = kinds_in(room)
        if filters.kind not in kinds:
            filters = replace(filters, kind="")
        found: Listing = listing(self.actor, kinds, filters)
        self.log_shown(found.rows, search=bool(filters.text), record_type="subjects.subject")
        here = reverse("subjects:list", args=[room])
        tabs = [{"label": "Alle", "url": here, "current": not filters.kind, "count": None}]
        tabs += [
            {
                "label": Kind(kind).label,
                "url": f"{here}?soort={kind.lower()}",
                "current": filters.kind == kind,
                "count": None,
            }
            for kind in kinds
        ]
        return self.show(
            room=room,
            title=TITLES[room],
            sought=SOUGHT[room],
            empty_icon="user-group" if room == "subjecten" else "home-modern",
            rows=found.rows,
            filters=filters,
            tabs=tabs,
            next_url=f"{here}?{filters.query(na=found.following)}"
            if found.following and not filters.text
            else "",
            more=bool(found.following and filters.text),
            kinds=[(kind.lower(), Kind(kind).label) for kind in kinds],
            may_add=may(self.actor, "subjects.edit"),
        )


class NewPage(AddressLookup, FormPage):
    """A new registration: what is known, and where it comes from."""

    action = "subjects.edit"
    purpose = PURPOSE
    template_name = "subjects/new.html"
    form_class = NewSubjectForm
    twins: Sequence[FoundSubject] = ()

    @property
    def kind(self) -> str:
        """What is being registered."""
        kinds = kinds_in(self.kwargs["room"])
        asked = (self.request.GET.get("soort") or kinds[0]).upper()
        if asked not in kinds:
            raise Http404
        return asked

    def lookup_kind(self) -> str:
        """An address can be looked up for what is registered by its address."""
        return self.kind if self.kind == PREMISES else ""

    def form_kwargs(self) -> dict[str, Any]:
        """Each kind has its own facts."""
        return {"kind": self.kind, "clearance": self.actor.clearance}

    def context(self, **extra: Any) -> dict[str, Any]:
        """The words around the form."""
        room = self.kwargs["room"]
        return super().context(
            room=room, title=TITLES[room], kind_label=Kind(self.kind).label, twins=self.twins, **extra
        )

    def operate(self, form: Any) -> str:
        """Register, unless something with the same number is there and nobody said that this is another."""
        key = form_key(by=self.actor, token=form.cleaned_data["token"])
        if sent := sent_before(by=self.actor, key=key):
            return str(sent.address)
        facts = [NewFact(code, value) for code, value in form.facts()]
        if not form.cleaned_data["anyway"]:
            self._refuse_twins(facts)
        subject = register_subject(
            by=self.actor,
            new=NewSubject(
                kind=self.kind,
                owner=self.actor.organisation,
                facts=facts,
                source=form.source(),
                confidentiality=form.cleaned_data["confidentiality"],
                origin_key=key,
            ),
        )
        messages.success(self.request, f"{subject.label} is vastgelegd.")
        return subject.address

    def _refuse_twins(self, facts: list[NewFact]) -> None:
        """Raise when something with the same number is there; only what the actor may see counts."""
        found: dict[str, FoundSubject] = {}
        for fact in facts:
            if fact.code in telling(self.kind):
                rows = find_subjects(
                    self.actor, fact.value, kinds=[self.kind], codes=(fact.code,), names=False
                )
                found |= {row.subject.number: row for row in rows}
        if found:
            self.twins = [row for _, row in sorted(found.items())]
            self.log_shown([row.subject for row in self.twins], record_type="subjects.subject")
            raise Refused(
                "Dit staat al bij een andere registratie. Is het toch iets anders? Kruis dan aan.",
                field="anyway",
            )
