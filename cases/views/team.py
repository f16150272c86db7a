"""Who leads a case, who is named in it, and whether only they see it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from access.forms import WhyForm
from access.sharing import SharePage
from cases.forms import EntrustForm, MemberForm
from cases.models import Case, CaseMember, CompartmentRequest
from cases.operations import (
    add_member,
    ask_opening,
    compartment_case,
    decide_opening,
    entrust_case,
    withdraw_member,
)
from cases.queries.colleagues import leaders, possible_members
from cases.views.page import CaseOperation, CasePage
from cases.views.register import PURPOSE
from core.errors import Refused


class EntrustCasePage(CaseOperation):
    """Put somebody in charge."""

    action = "cases.decide"
    record_action = "cases.decide"
    form_class = EntrustForm
    heading = "Casuseigenaar kiezen"
    button = "Bewaar"
    done = "De casuseigenaar is vastgelegd."

    def form_kwargs(self) -> dict[str, Any]:
        """Who can lead it."""
        return {"people": leaders(self.record), "initial": {"case_owner": self.record.case_owner_id or ""}}

    def change(self, form: Any) -> None:
        """Entrust it."""
        data = form.cleaned_data
        entrust_case(by=self.actor, case=self.record, to=data["case_owner"], why=data["why"])


class AddMemberPage(CaseOperation):
    """Name a colleague in the case."""

    form_class = MemberForm
    heading = "Collega toevoegen"
    intro = "Deze collega kan de casus daarna zien, ook als zijn rol dat niet vanzelf geeft."
    button = "Voeg toe"
    done = "De collega is toegevoegd."

    def form_kwargs(self) -> dict[str, Any]:
        """Who is not named yet."""
        return {"people": possible_members(self.record)}

    def change(self, form: Any) -> None:
        """Name him."""
        data = form.cleaned_data
        add_member(by=self.actor, case=self.record, user=data["user"], why=data["why"])


class WithdrawMemberPage(CaseOperation):
    """A colleague who is no longer needed."""

    form_class = WhyForm
    heading = "Collega uit het team halen"
    button = "Haal weg"
    done = "De collega is uit het team gehaald."
    member: CaseMember

    def prepare(self, **kwargs: Any) -> None:
        """The member, of this case only."""
        super().prepare(**kwargs)
        rows = CaseMember.objects.filter(pk=kwargs["case_member"], case=self.record).visible_to(self.actor)
        found = rows.select_related("user").first()
        if found is None:
            raise Http404
        self.member = found

    @property
    def intro(self) -> str:  # type: ignore[override]
        """Who goes, and what that means."""
        return f"{self.member.user.name} ziet de casus daarna alleen nog als zijn rol dat geeft."

    def change(self, form: Any) -> None:
        """Take him out; by leaving oneself the page may be gone."""
        withdraw_member(by=self.actor, member=self.member, why=form.cleaned_data["why"])

    @property
    def back_url(self) -> str:
        """Somebody who took himself out may not see the case any more."""
        still = Case.objects.filter(pk=self.record.pk).visible_to(self.actor).exists()
        return str(self.record.address) if still else "/casussen/"


class CompartmentPage(CaseOperation):
    """Only who is named sees the case."""

    action = "cases.compartment"
    record_action = "cases.compartment"
    form_class = WhyForm
    heading = "Casus afschermen"
    intro = (
        "Daarna zien alleen de casuseigenaar en het team deze casus; rollen geven geen toegang meer, ook die van "
        "coördinator niet. U blijft zelf genoemd. Openstellen kan later alleen met twee genoemde personen."
    )
    button = "Scherm af"
    done = "De casus is afgeschermd."

    def change(self, form: Any) -> None:
        """Compartment it."""
        compartment_case(by=self.actor, case=self.record, why=form.cleaned_data["why"])


class AskOpeningPage(CaseOperation):
    """Ask to open a compartmented case for the roles."""

    form_class = WhyForm
    heading = "Vragen om open te stellen"
    intro = "Een tweede genoemd persoon beslist. Daarna zien de rollen de casus weer."
    button = "Vraag"
    done = "Gevraagd. Een ander genoemd persoon moet beslissen."

    def change(self, form: Any) -> None:
        """Ask."""
        ask_opening(by=self.actor, case=self.record, why=form.cleaned_data["why"])


class DecideOpeningPage(CasePage):
    """The second person agrees, or not."""

    action = "cases.edit"
    record_action = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide."""
        rows = CompartmentRequest.objects.filter(pk=kwargs["opening"], case=self.record)
        found = rows.visible_to(self.actor).first()
        if found is None:
            raise Http404
        agree = request.POST.get("besluit") == "akkoord"
        try:
            decide_opening(by=self.actor, request=found, agree=agree)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "De casus is opengesteld." if agree else "De casus blijft afgeschermd.")
        return HttpResponseRedirect(self.record.address)


class ShareCasePage(SharePage):
    """Show the summary of one case to another municipality or partner: a verstrekking."""

    action = "cases.share"
    reading = "cases.view"
    partners = True
    purpose = PURPOSE
    model = Case

    @property
    def back_url(self) -> str:
        """The page of the case."""
        return str(self.record.address)
