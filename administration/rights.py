"""Pages about rights of many people: what waits for a second person, what must be confirmed again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from access.views import Page
from accounts import operations
from accounts.models import RoleAssignment
from administration.queries import to_confirm, waiting_proposals
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused

PURPOSE = "Gebruikersbeheer"


class RightsPage(Page):
    """Base of a list of assignments on which one answers row by row."""

    abstract = True
    purpose = PURPOSE

    def rows(self) -> list[RoleAssignment]:
        """The rows that the actor may answer on."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """On record which rows are shown, then show."""
        rows = self.rows()
        record_event(Action.LIST, record_type="accounts.roleassignment", shown=[str(row.pk) for row in rows])
        return self.show(rows=rows, today=clock.today())

    def chosen(self) -> RoleAssignment:
        """The row that was answered on; one that is not on the actor's list does not exist."""
        try:
            wanted = UUID(self.request.POST.get("assignment", ""))
        except ValueError as error:
            raise Http404 from error
        for row in self.rows():
            if row.pk == wanted:
                return row
        raise Http404


class Proposals(RightsPage):
    """Special rights that wait for a second person."""

    action = "administration.second"
    template_name = "administration/proposals.html"

    def rows(self) -> list[RoleAssignment]:
        """Those of the own organisation; on some the actor can't decide, and the page says so."""
        return waiting_proposals(self.actor)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve or refuse one proposal."""
        assignment = self.chosen()
        try:
            if request.POST.get("answer") == "approve":
                operations.approve_role(by=self.actor, assignment=assignment)
                messages.success(request, "Goedgekeurd. Het recht geldt nu.")
            else:
                operations.refuse_role(by=self.actor, assignment=assignment, why=request.POST.get("why", ""))
                messages.success(request, "Afgewezen.")
        except Refused as refusal:
            messages.error(request, refusal.message)
        return redirect("administration:proposals")


class Recertify(RightsPage):
    """Rights that lapse unless somebody says that they are still needed."""

    action = "administration.users"
    template_name = "administration/recertify.html"

    def rows(self) -> list[RoleAssignment]:
        """Those of others in the organisations that the actor keeps."""
        return to_confirm(self.actor)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Confirm one right."""
        assignment = self.chosen()
        try:
            operations.confirm_role(by=self.actor, assignment=assignment)
            messages.success(request, "Bevestigd.")
        except Refused as refusal:
            messages.error(request, refusal.message)
        return redirect("administration:recertify")
