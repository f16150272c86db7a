"""Pages about people and rights: list, one person, invite, and each change."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from access.roles import may
from access.views import FormPage, Page
from accounts import operations
from accounts.models import SPECIAL_ROLES, Role, RoleAssignment, User
from accounts.policy import is_municipality
from administration.forms import AssignForm, ChangeForm, InviteForm, NothingForm, StatementForm, WhyForm
from administration.operations import close_account
from administration.queries import STATES, found_people, kept_by, ledger_of, people, sign_in_facts
from audit.models import Action
from audit.record import record_event
from core import clock

PURPOSE = "Gebruikersbeheer"


class People(Page):
    """Everybody with an account."""

    action = "administration.users_read"
    purpose = PURPOSE
    template_name = "administration/people.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Active accounts first; ``?q=``, ``?rol=`` and ``?stand=`` filter."""
        wanted = request.GET.get("q", "").replace("\x00", "").strip()[:80]
        role, state = request.GET.get("rol", ""), request.GET.get("stand", "")
        rows = found_people(self.actor, words=wanted, role=role, state=state)
        record_event(Action.LIST, record_type="accounts.user", shown=[str(row.pk) for row in rows])
        return self.show(
            rows=rows,
            wanted=wanted,
            role=role,
            state=state,
            roles=Role.choices,
            states=STATES,
            may_change=may(self.actor, "administration.users"),
        )


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
    """One account: roles, proposals, statements, sessions, history."""

    action = "administration.users_read"
    template_name = "administration/person.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Everything about the rights of one person."""
        record_event(Action.READ, record_type="accounts.user", record_id=str(self.person.pk))
        mine = self.person == self.actor
        return self.show(
            ledger=ledger_of(self.person),
            statements=self.person.secrecy_statements.order_by("-signed_on"),
            facts=sign_in_facts(self.person),
            municipality=is_municipality(self.person.organisation),
            today=clock.today(),
            mine=mine,
            may_change=may(self.actor, "administration.users") and not mine,
            second=may(self.actor, "administration.second"),
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
        messages.success(self.request, "De uitnodiging is verstuurd. Geef nu een rol.")
        return reverse("administration:user", kwargs={"pk": user.pk})


class PersonStep(FormPage, PersonPage):
    """One change of one account; afterwards back to it."""

    abstract = True
    template_name = "administration/step.html"
    form_class: ClassVar[type[BaseForm]] = WhyForm
    title = ""
    intro = ""
    button = "Vastleggen"
    danger = False

    def back(self) -> str:
        """The page of the account."""
        return reverse("administration:user", kwargs={"pk": self.person.pk})


class InviteAgain(PersonStep):
    """Send a new link to who never set a password."""

    form_class = NothingForm
    title = "Uitnodiging opnieuw sturen"
    intro = "De gebruiker krijgt een nieuwe link om een wachtwoord te kiezen. De link werkt drie dagen."
    button = "Opnieuw sturen"

    def operate(self, form: Any) -> str:
        """Send."""
        operations.invite_again(by=self.actor, user=self.person)
        messages.success(self.request, "De uitnodiging is opnieuw verstuurd.")
        return self.back()


class Change(PersonStep):
    """Name and clearance."""

    form_class = ChangeForm
    title = "Gegevens wijzigen"
    intro = "Verandert wat de gebruiker mag zien? Dan wordt hij overal afgemeld."

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
        "M.-gemachtigde, Bibob-specialist, privacy officer en het recht om te exporteren gelden pas als een "
        "tweede persoon ze goedkeurt. Bij een nieuwe rol meldt de gebruiker zich opnieuw aan."
    )
    button = "Rol geven"

    def form_kwargs(self) -> dict[str, Any]:
        """Only roles that people of this organisation can hold."""
        return {"municipality": is_municipality(self.person.organisation)}

    def operate(self, form: Any) -> str:
        """Assign, or propose."""
        assignment = operations.assign_role(by=self.actor, user=self.person, **form.cleaned_data)
        waits = assignment.role in SPECIAL_ROLES
        messages.success(
            self.request, "Het voorstel wacht op een tweede persoon." if waits else "De rol is gegeven."
        )
        return self.back()


class Deactivate(PersonStep):
    """Close an account."""

    title = "Account sluiten"
    intro = (
        "Alle rollen, alle toegang tot losse dossiers en alle sessies eindigen meteen. Het account blijft "
        "bewaard voor het logboek."
    )
    button = "Account sluiten"
    danger = True

    def operate(self, form: Any) -> str:
        """Close."""
        close_account(by=self.actor, user=self.person, why=form.cleaned_data["why"])
        messages.success(self.request, "Het account is gesloten.")
        return self.back()


class Reactivate(PersonStep):
    """Open a closed account again."""

    title = "Account weer openen"
    intro = "Het account heeft daarna nog geen rollen."
    button = "Account openen"

    def operate(self, form: Any) -> str:
        """Open."""
        operations.reactivate_user(by=self.actor, user=self.person, why=form.cleaned_data["why"])
        messages.success(self.request, "Het account is weer open. Geef nu een rol.")
        return self.back()


class EndSessions(PersonStep):
    """Sign somebody out everywhere."""

    title = "Overal afmelden"
    intro = "De gebruiker wordt op elk apparaat afgemeld, bijvoorbeeld na het verlies van een telefoon."
    button = "Overal afmelden"
    danger = True

    def operate(self, form: Any) -> str:
        """End."""
        operations.end_all_sessions(by=self.actor, user=self.person, why=form.cleaned_data["why"])
        messages.success(self.request, "De gebruiker is overal afgemeld.")
        return self.back()


class Statement(PersonStep):
    """Put a statement of secrecy on record."""

    form_class = StatementForm
    title = "Geheimhoudingsverklaring vastleggen"
    intro = (
        "Zonder getekende verklaring kan niemand M.-gemachtigde zijn. Een verklaring wordt niet gewijzigd."
    )

    def operate(self, form: Any) -> str:
        """Record."""
        operations.record_secrecy_statement(by=self.actor, user=self.person, **form.cleaned_data)
        messages.success(self.request, "De verklaring is vastgelegd.")
        return self.back()


class AssignmentStep(PersonStep):
    """A change of one assignment of the person."""

    abstract = True
    assignment: RoleAssignment

    def prepare(self, **kwargs: Any) -> None:
        """The assignment must be this person's."""
        super().prepare(**kwargs)
        rows = self.person.assignments.select_related("role_group", "user__organisation")
        found = rows.filter(pk=kwargs["assignment"]).first()
        if found is None:
            raise Http404
        self.assignment = found

    def context(self, **extra: Any) -> dict[str, Any]:
        """The assignment is ``assignment``."""
        return super().context(assignment=self.assignment, **extra)


class Revoke(AssignmentStep):
    """Take a role away."""

    title = "Rol intrekken"
    intro = "De rol eindigt meteen; de gebruiker wordt afgemeld."
    button = "Rol intrekken"
    danger = True

    def operate(self, form: Any) -> str:
        """Revoke."""
        operations.revoke_role(by=self.actor, assignment=self.assignment, why=form.cleaned_data["why"])
        messages.success(self.request, "De rol is ingetrokken.")
        return self.back()
