"""Bestuurlijk afpakken: debtors, one claim, a verbeurte, what happened, the file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from access.forms import WhyForm
from access.roles import may
from access.views import FormPage, OperationPage, Page, RecordPage
from core import clock
from core.errors import Refused
from core.money import euros
from core.tables import TYPES
from encryption.fields import readable
from measures.claims import missed_instalments
from measures.forms import BreachForm, ClaimForm, HappeningForm
from measures.models import Claim, ClaimEvent, ClaimKind, ClaimReminder
from measures.operations import Breach, Happening, enter_event, incur_penalty, record_claim, withdraw_event
from measures.operations.claiming import events_of
from measures.operations.exporting import MOST, export_claims
from measures.operations.lapsing import lapse_of
from measures.queries.claims import ClaimFilters, claims_to_export, debtors, ledger, totals
from measures.queries.letters import letters_of
from measures.queries.watches import overdue_watches
from measures.views.page import MeasureOperation
from subjects.queries import by_number

PURPOSE = "Invordering"


class DebtorsPage(Page):
    """Per debtor: what is open, since when, what lapses first."""

    action = "measures.view"
    purpose = PURPOSE
    template_name = "measures/debtors.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; what was typed comes by post."""
        return self._list(ClaimFilters.read(request.GET))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The same list, searched."""
        return self._list(ClaimFilters.read(request.POST))

    def _list(self, filters: ClaimFilters) -> HttpResponse:
        today = clock.today()
        rows, more = debtors(self.actor, filters, today)
        self.log_shown(
            [row.subject for row in rows], search=bool(filters.text), record_type="subjects.subject"
        )
        claims = [claim for row in rows for claim in row.rows]
        self.log_shown(claims, record_type="measures.claim")
        here = "?{}".format
        chips = [
            (
                "Ook wat is afgesloten",
                filters.closed,
                here(filters.query(stand="" if filters.closed else "alles")),
            )
        ]
        chips += [
            (
                label,
                filters.kind == code,
                here(filters.query(soort="" if filters.kind == code else code.lower())),
            )
            for code, label in ClaimKind.choices
        ]
        following = filters.query(pagina=str(filters.page + 1)) if more and not filters.text else ""
        return self.show(
            rows=rows,
            filters=filters,
            totals=totals(self.actor, today),
            next_url=f"?{following}" if following else "",
            chips=chips,
            may_add=may(self.actor, "measures.collect"),
            may_export=may(self.actor, "measures.export"),
        )


class ClaimsExport(Page):
    """The claims behind the list as a file; by a press, never by a link alone."""

    action = "measures.export"
    purpose = "Export van vorderingen"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        kind = request.POST.get("bestand", "csv")
        kind = kind if kind in TYPES else "csv"
        rows = claims_to_export(self.actor, ClaimFilters.read(request.POST), MOST)
        content = export_claims(by=self.actor, claims=rows, kind=kind)
        name = f"vorderingen-{clock.today():%Y%m%d}.{kind}"
        return HttpResponse(
            content,
            content_type=TYPES[kind],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class ClaimRecordPage(RecordPage):
    """Base of every page of one claim."""

    abstract = True
    action = "measures.view"
    purpose = PURPOSE
    model = Claim

    def select(self, queryset: Any) -> Any:
        """The debtor and the measure are named on every page."""
        return queryset.select_related("debtor", "measure__type", "owner")


class ClaimPage(ClaimRecordPage):
    """One claim: what is open, until when, why, and everything that happened."""

    template_name = "measures/claim.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read, log who is shown, show."""
        self.log_read()
        claim = self.record
        self.log_shown([claim.debtor], record_type="subjects.subject")
        self.log_shown([claim.measure] if claim.measure else [])
        events = events_of(claim)
        lapse = lapse_of(claim, events) if claim.balance > 0 else None
        letters = letters_of(self.actor, claim.measure, claim) if claim.measure else []
        self.log_shown([row.recipient for row in letters], record_type="subjects.subject")
        return self.show(
            letters=letters,
            can_write=bool(claim.policy.decide(self.actor, "measures.write", claim)),
            lines=ledger(self.actor, claim),
            lapse=lapse,
            watches=overdue_watches(ClaimReminder.objects.filter(claim=claim).visible_to(self.actor)),
            missed=missed_instalments(claim.amount, events, clock.today()),
            facts=[
                ("Plaats", readable(claim, "place", otherwise="") or ""),
                ("Vastgesteld door", readable(claim, "observer", otherwise="") or ""),
                ("Constatering", readable(claim, "evidence", otherwise="") or ""),
            ],
            can_collect=bool(claim.policy.decide(self.actor, "measures.collect", claim)),
        )


class ClaimOperation(ClaimRecordPage, OperationPage):
    """One operation on one claim, as a page with a form."""

    abstract = True
    action = "measures.collect"
    record_action = "measures.collect"
    template_name = "measures/claim_step.html"
    button = "Vastleggen"


class RecordEventPage(ClaimOperation):
    """What happened to a claim."""

    form_class = HappeningForm
    heading = "Gebeurtenis vastleggen"
    intro = "Betaling, aanmaning, regeling of iets anders. Stand en verjaring volgen vanzelf."

    def operate(self, form: Any) -> str:
        """Add the line."""
        claim = enter_event(by=self.actor, claim=self.record, new=Happening(**form.cleaned_data))
        messages.success(self.request, f"Vastgelegd. Open: {euros(claim.balance)}.")
        return str(self.record.address)


class WithdrawEventPage(ClaimOperation):
    """Take a wrong line back."""

    form_class = WhyForm
    heading = "Regel intrekken"
    intro = "De regel telt dan niet meer mee en blijft met uw reden te zien."
    button = "Trek in"
    event: ClaimEvent

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the line too; of another claim it does not exist."""
        super().prepare(**kwargs)
        rows = ClaimEvent.objects.filter(pk=kwargs["event"], claim=self.record).visible_to(self.actor)
        self.event = get_object_or_404(rows)

    def operate(self, form: Any) -> str:
        """Withdraw."""
        withdraw_event(by=self.actor, event=self.event, why=form.cleaned_data["why"])
        messages.success(self.request, "De regel is ingetrokken.")
        return str(self.record.address)


class RecordClaimPage(FormPage):
    """A claim of another kind, on somebody who is known."""

    action = "measures.collect"
    purpose = PURPOSE
    template_name = "measures/record_claim.html"
    form_class = ClaimForm

    def operate(self, form: Any) -> str:
        """Keep it, and go to it."""
        data = dict(form.cleaned_data)
        debtor = by_number(self.actor, data.pop("debtor").strip().upper())
        if debtor is None:
            raise Refused("Dit nummer is er niet, of u mag het niet zien.", field="debtor")
        claim = record_claim(by=self.actor, owner=self.actor.organisation, debtor=debtor, **data)
        messages.success(self.request, f"{claim.number} is vastgelegd.")
        return claim.address


class IncurPage(MeasureOperation):
    """A breach of a last: a verbeurte of its own."""

    action = "measures.collect"
    record_action = "measures.collect"
    form_class = BreachForm
    heading = "Verbeurte vastleggen"
    intro = "Een dwangsom wordt van rechtswege verbeurd op de dag van de overtreding (Awb 5:33)."

    def operate(self, form: Any) -> str:
        """Keep it, and go to the claim."""
        claim = incur_penalty(by=self.actor, measure=self.record, breach=Breach(**form.cleaned_data))
        messages.success(
            self.request, f"{euros(claim.amount)} is verbeurd; te betalen tot en met {claim.due_on:%d-%m-%Y}."
        )
        return claim.address
