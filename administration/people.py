"""Pages about people and rights: list, one person, invite, and each change."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from access.views import FormPage, Page
from accounts import operations
from accounts.models import SPECIAL_ROLES, Organisation, OrganisationKind, RoleAssignment, User
from administration.forms import AssignForm, ChangeForm, InviteForm, StatementForm, WhyForm
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused

PURPOSE = "Gebruikersbeheer"


def kept_by(actor: User) -> Any:
    """The organisations whose accounts this user may look at: his own; a municipality keeps partners too."""
    own = Q(pk=actor.organisation_id)
    if actor.organisation.kind == OrganisationKind.MUNICIPALITY:
        own |= ~Q(kind=OrganisationKind.MUNICIPALITY)
    return Organisation.objects.filter(own)


def people(actor: User) -> Any:
    """The accounts that this user may look at, with the roles in force."""
    live = RoleAssignment.objects.in_force(clock.today()).select_related("role_group")
    rows = User.objects.filter(organisation__in=kept_by(actor)).select_related("organisation")
    return rows.prefetch_related(Prefetch("assignments", live, to_attr="live"))


class People(Page):
    """Everybody with an account."""

    action = "administration.users_read"
    purpose = PURPOSE
    template_name = "administration/people.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Active accounts first; ``?q=`` filters on name or address."""
        wanted = request.GET.get("q", "").strip()[:80]
        rows = people(self.actor)
        if wanted:
            rows = rows.filter(Q(name__icontains=wanted) | Q(email__icontains=wanted))
        rows = list(rows.order_by("-is_active", "organisation__name", "name")[:500])
        record_event(Action.LIST, record_type="accounts.user", shown=[str(row.pk) for row in rows])
        return self.show(rows=rows, wanted=wanted)


class PersonPage(Page):
    """Base of pages about one account."""

    abstract = True
    action = "administration.users"
    purpose = PURPOSE
    person: User

    def prepare(self, **kwargs: Any) -> None:
        """The account, or 404."""
        person = people(self.actor).filter(pk=kwargs["pk"]).first()
        if person is None:
            raise Http404
        self.person = person

    def context(self, **extra: Any) -> dict[str, Any]:
        """The account is ``person``."""
        return super().context(person=self.person, **extra)


class Person(PersonPage):
    """One account: roles, proposals, statements, history."""

    action = "administration.users_read"
    template_name = "administration/person.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Everything about the rights of one person."""
        record_event(Action.READ, record_type="accounts.user", record_id=str(self.person.pk))
        history = self.person.assignments.select_related(
            "role_group", "granted_by", "second_by", "revoked_by"
        )
        return self.show(
            proposals=RoleAssignment.objects.proposals()
            .filter(user=self.person)
            .select_related("role_group"),
            history=history.order_by("-granted_at"),
            statements=self.person.secrecy_statements.order_by("-signed_on"),
            special=SPECIAL_ROLES,
            mine=self.person == self.actor,
        )


class Invite(FormPage):
    """Make an account."""

    action = "administration.users"
    purpose = PURPOSE
    template_name = "administration/step.html"
    form_class = InviteForm
    title = "Gebruiker uitnodigen"
    intro = "De gebruiker krijgt een e-mail met een link om een wachtwoord te kiezen. Rollen geeft u daarna."
    button = "Uitnodigen"

    def form_kwargs(self) -> dict[str, Any]:
        """Only organisations that the actor keeps."""
        return {"organisations": kept_by(self.actor)}

    def operate(self, form: Any) -> str:
        """Invite."""
        user = operations.invite_user(by=self.actor, **form.cleaned_data)
        messages.success(self.request, "De uitnodiging is verstuurd.")
        return reverse("administration:person", kwargs={"pk": user.pk})


class PersonStep(FormPage, PersonPage):
    """One change of one account; afterwards back to it."""

    abstract = True
    template_name = "administration/step.html"
    form_class: ClassVar[type[BaseForm]] = WhyForm
    title = ""
    intro = ""
    button = "Vastleggen"

    def back(self) -> str:
        """The page of the account."""
        return reverse("administration:person", kwargs={"pk": self.person.pk})


class Change(PersonStep):
    """Name and clearance."""

    form_class = ChangeForm
    title = "Gegevens wijzigen"

    def form(self, data: Any = None, files: Any = None) -> Any:
        """Filled with what is known."""
        return ChangeForm(data, initial={"name": self.person.name, "clearance": self.person.clearance})

    def operate(self, form: Any) -> str:
        """Change."""
        operations.change_user(by=self.actor, user=self.person, **form.cleaned_data)
        return self.back()


class Assign(PersonStep):
    """Give a role."""

    form_class = AssignForm
    title = "Rol geven"
    intro = (
        "M.-gemachtigde, Bibob-specialist en privacy officer gelden pas als een tweede persoon ze goedkeurt."
    )
    button = "Rol geven"

    def operate(self, form: Any) -> str:
        """Assign, or propose."""
        assignment = operations.assign_role(by=self.actor, user=self.person, **form.cleaned_data)
        waits = assignment.role_group.role in SPECIAL_ROLES
        messages.success(
            self.request, "Het voorstel wacht op een tweede persoon." if waits else "De rol is gegeven."
        )
        return self.back()


class Deactivate(PersonStep):
    """Close an account."""

    title = "Account sluiten"
    intro = "Alle rollen en sessies eindigen meteen. Het account blijft bewaard voor het logboek."
    button = "Account sluiten"

    def operate(self, form: Any) -> str:
        """Close."""
        operations.deactivate_user(by=self.actor, user=self.person, why=form.cleaned_data["why"])
        return self.back()


class Reactivate(PersonStep):
    """Open a closed account again."""

    title = "Account weer openen"
    intro = "Het account heeft daarna nog geen rollen."
    button = "Account openen"

    def operate(self, form: Any) -> str:
        """Open."""
        operations.reactivate_user(by=self.actor, user=self.person, why=form.cleaned_data["why"])
        return self.back()


class EndSessions(PersonStep):
    """Sign somebody out everywhere."""

    title = "Overal uitloggen"
    button = "Overal uitloggen"

    def operate(self, form: Any) -> str:
        """End."""
        operations.end_all_sessions(by=self.actor, user=self.person, why=form.cleaned_data["why"])
        messages.success(self.request, "De gebruiker is overal uitgelogd.")
        return self.back()


class Statement(PersonStep):
    """Put a statement of secrecy on record."""

    form_class = StatementForm
    title = "Geheimhoudingsverklaring vastleggen"

    def operate(self, form: Any) -> str:
        """Record."""
        operations.record_secrecy_statement(by=self.actor, user=self.person, **form.cleaned_data)
        return self.back()


class AssignmentStep(PersonStep):
    """A change of one assignment of the person."""

    abstract = True
    assignment: RoleAssignment

    def prepare(self, **kwargs: Any) -> None:
        """The assignment must be this person's."""
        super().prepare(**kwargs)
        rows = self.person.assignments.select_related("role_group", "user")
        found = rows.filter(pk=kwargs["assignment"]).first()
        if found is None:
            raise Http404
        self.assignment = found


class Revoke(AssignmentStep):
    """Take a role away."""

    title = "Rol intrekken"
    intro = "De rol eindigt meteen; de gebruiker wordt uitgelogd."
    button = "Rol intrekken"

    def operate(self, form: Any) -> str:
        """Revoke."""
        operations.revoke_role(by=self.actor, assignment=self.assignment, why=form.cleaned_data["why"])
        return self.back()


class Proposals(Page):
    """Special rights that wait for a second person."""

    action = "administration.second"
    purpose = PURPOSE
    template_name = "administration/proposals.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The proposals of the own organisation, with those that the actor can't decide on marked."""
        found = RoleAssignment.objects.proposals().filter(user__organisation_id=self.actor.organisation_id)
        rows = list(found.select_related("user", "role_group", "granted_by").order_by("granted_at"))
        record_event(Action.LIST, record_type="accounts.roleassignment", shown=[str(row.pk) for row in rows])
        return self.show(rows=rows)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve or refuse one proposal."""
        rows = RoleAssignment.objects.proposals().filter(user__organisation_id=self.actor.organisation_id)
        try:
            assignment = rows.select_related("user", "role_group").get(pk=request.POST.get("proposal", ""))
        except (RoleAssignment.DoesNotExist, ValidationError) as error:
            raise Http404 from error
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
