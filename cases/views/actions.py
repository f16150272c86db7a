"""Actions: the board, the list, one action, and what one can do with it."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from access.forms import WhyForm
from access.roles import may
from access.views import FormPage, OperationPage, Page, RecordPage
from audit.models import Action
from audit.record import record_event
from cases.forms import ActionForm, NoteOnlyForm, ReportForm
from cases.models import ActionItem, Case
from cases.operations import (
    NewAction,
    assign_action,
    drop_action,
    reassign_action,
    report_on_action,
    return_action,
    verify_action,
)
from cases.policy import may_report
from cases.queries.actions import (
    Filters,
    action_list,
    board,
    next_states,
    numbers,
    picture_of,
)
from cases.queries.colleagues import partner_organisations, possible_assignees
from cases.queries.listing import case_by_number
from cases.states import ACTION_FLOW, BUSY, ActionState
from core.flow import IllegalTransition
from core.levels import Confidentiality
from documents.pages import documents_on
from encryption.fields import readable

PURPOSE: Final = "Acties van de casustafel"


class ActionBoardPage(Page):
    """Columns by state, or a list by day; a partner sees his own only."""

    action = "cases.action"
    purpose = PURPOSE
    template_name = "cases/board.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read, log what is shown, show."""
        filters = Filters.read(request.GET)
        columns = [] if filters.as_list else board(self.actor, filters)
        found = action_list(self.actor, filters) if filters.as_list else None
        cards = found.cards if found else [card for column in columns for card in column.cards]
        self.log_shown([card.action for card in cards], record_type="cases.actionitem")
        cases = {card.case.pk: card.case for card in cards if card.case is not None}
        self.log_shown(list(cases.values()), record_type="cases.case")
        here = reverse("actions:board")

        def link(**changes: str) -> str:
            query = filters.query(**({"na": ""} | changes))
            return f"{here}?{query}" if query else here

        chips = [
            ("Van mij", filters.whose == "mij", link(van="" if filters.whose == "mij" else "mij")),
            (
                "Van mijn organisatie",
                filters.whose == "ons",
                link(van="" if filters.whose == "ons" else "ons"),
            ),
            ("Te laat", filters.late, link(laat="" if filters.late else "ja")),
        ]
        tabs = [
            {"label": label, "url": link(als=kind, stand=""), "current": chosen, "count": None}
            for label, kind, chosen in (
                ("Bord", "", not filters.as_list),
                ("Lijst", "lijst", filters.as_list),
            )
        ]
        return self.show(
            columns=[
                (column, link(als="lijst", stand=column.state.lower()) if column.more else "")
                for column in columns
            ],
            cards=cards,
            as_list=filters.as_list,
            chips=chips,
            tabs=tabs,
            next_url=link(na=found.following) if found and found.following else "",
            may_assign=may(self.actor, "cases.assign_action"),
            may_count=may(self.actor, "cases.action_numbers"),
        )


class ActionNumbersPage(Page):
    """How the organisations stand; no actions, no persons."""

    action = "cases.action_numbers"
    purpose = PURPOSE
    template_name = "cases/numbers.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count, log that was counted, show."""
        rows, suppressed = numbers(self.actor)
        record_event(Action.LIST, record_type="cases.actionitem", details={"part": "numbers"})
        return self.show(rows=rows, suppressed=suppressed, may_board=may(self.actor, "cases.action"))


class AssignPage(FormPage):
    """Set out an action, within a case (``?casus=``) or on its own."""

    action = "cases.assign_action"
    purpose = PURPOSE
    template_name = "cases/assign.html"
    form_class = ActionForm
    case: Case | None = None

    def prepare(self, **kwargs: Any) -> None:
        """The case that was asked for; one that is hidden does not exist."""
        number = self.request.GET.get("casus", "")[:24]
        if number:
            self.case = case_by_number(self.actor, number)
            if self.case is None:
                raise Http404

    def form_kwargs(self) -> dict[str, Any]:
        """Whom one can ask."""
        return {
            "people": possible_assignees(Confidentiality.ZAAKVERTROUWELIJK, self.actor.organisation_id),
            "organisations": partner_organisations(),
            "home": self.actor.organisation_id,
        }

    def context(self, **extra: Any) -> dict[str, Any]:
        """The case is named above the form, and so it was read."""
        if self.case is not None:
            self.log_shown([self.case])
        return super().context(case=self.case, **extra)

    def operate(self, form: Any) -> str:
        """Set it out."""
        action = assign_action(
            by=self.actor, new=new_action(form), case=self.case, key=form.cleaned_data["key"]
        )
        messages.success(self.request, f"Actie {action.number} is uitgezet. De actiehouder krijgt bericht.")
        return f"{self.case.address}?deel=acties" if self.case else action.address


def new_action(form: ActionForm) -> NewAction:
    """What was typed, for an operation."""
    data = form.cleaned_data
    return NewAction(
        description=data["description"],
        due_on=data["due_on"],
        assignee=form.people.get(data["assignee"]),
        organisation=form.organisations.get(data["assignee"]),
        checked=data["checked"],
    )


class ActionRecordPage(RecordPage):
    """Base of every page of one action."""

    abstract = True
    action = "cases.action"
    purpose = PURPOSE
    model = ActionItem

    def select(self, queryset: Any) -> Any:
        """The people who are named on every page."""
        return queryset.select_related("assignee", "organisation", "assigned_by", "verified_by", "owner")

    def can(self, action: str) -> bool:
        """May the actor do this with this action?"""
        return bool(self.record.policy.decide(self.actor, action, self.record))


class ActionPage(ActionRecordPage):
    """What is asked, of whom, and everything that was said about it."""

    template_name = "cases/action.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read, log, show."""
        self.log_read()
        action = self.record
        picture = picture_of(self.actor, action)
        if picture.case is not None:
            self.log_shown([picture.case])
        done, busy = action.state == ActionState.DONE, action.state in BUSY
        return self.show(
            picture=picture,
            documents=documents_on(self.actor, action.pk),
            busy=busy,
            can_report=busy and may_report(self.actor, action),
            can_verify=done and self.can("cases.verify_action"),
            can_change=busy and self.can("cases.assign_action"),
            can_drop=(busy or done) and self.can("cases.drop_action"),
        )


class ActionOperation(ActionRecordPage, OperationPage):
    """One operation on one action, as a page with a form."""

    abstract = True
    template_name = "cases/action_step.html"
    heading: ClassVar[str] = ""
    intro: ClassVar[str] = ""
    button: ClassVar[str] = "Vastleggen"
    done: ClassVar[str] = "Vastgelegd."
    # The state that this goes to: where the table has no such step, the page does not exist.
    target: ClassVar[str] = ""

    def prepare(self, **kwargs: Any) -> None:
        """What the table does not have from here does not exist."""
        super().prepare(**kwargs)
        if self.target:
            try:
                ACTION_FLOW.step(self.record.state, self.target)
            except IllegalTransition as error:
                raise Http404 from error

    def change(self, form: Any) -> None:
        """The one operation of the page."""
        raise NotImplementedError

    def context(self, **extra: Any) -> dict[str, Any]:
        """What was asked stands above the form."""
        return super().context(asked=readable(self.record, "description"), **extra)

    def operate(self, form: Any) -> str:
        """Do it, and go back to the action."""
        self.change(form)
        messages.success(self.request, self.done)
        return str(self.record.address)


class ReportActionPage(ActionOperation):
    """Say how it goes."""

    action = "cases.report_action"
    record_action = "cases.report_action"
    form_class = ReportForm
    heading = "Bericht over deze actie"
    intro = "Wie de actie uitzette en de voorzitter lezen dit."
    button = "Verstuur"
    done = "Uw bericht is bewaard."

    def form_kwargs(self) -> dict[str, Any]:
        """Where it can go from here."""
        return {"states": next_states(self.record)}

    def change(self, form: Any) -> None:
        """Keep it."""
        data = form.cleaned_data
        report_on_action(
            by=self.actor,
            action=self.record,
            to=data["to"],
            note=data["note"],
            result=data["result"],
            upload=data["upload"],
        )


class ChangeActionPage(ActionOperation):
    """What, who or when becomes something else."""

    action = "cases.assign_action"
    record_action = "cases.assign_action"
    form_class = ActionForm
    heading = "Actie wijzigen"
    button = "Bewaar"
    done = "De actie is gewijzigd."

    def form_kwargs(self) -> dict[str, Any]:
        """As it stands now."""
        action = self.record
        holder = f"p{action.assignee_id}" if action.assignee_id else f"o{action.organisation_id}"
        return {
            "people": possible_assignees(action.confidentiality, action.owner_id),
            "organisations": partner_organisations(),
            "home": action.owner_id,
            "change": True,
            "initial": {
                "description": readable(action, "description"),
                "assignee": holder,
                "due_on": f"{action.due_on:%d-%m-%Y}",
                "version": action.version,
            },
        }

    def change(self, form: Any) -> None:
        """Change it."""
        data = form.cleaned_data
        reassign_action(
            by=self.actor,
            action=self.record,
            new=new_action(form),
            why=data["why"],
            version=data["version"],
        )


class VerifyActionPage(ActionOperation):
    """The chair agrees that it is done."""

    action = "cases.verify_action"
    record_action = "cases.verify_action"
    form_class = NoteOnlyForm
    target = ActionState.VERIFIED
    heading = "Actie verifiëren"
    intro = "U legt vast dat de actie echt gedaan is."
    button = "Akkoord"
    done = "De actie is geverifieerd."

    def change(self, form: Any) -> None:
        """Agree."""
        verify_action(by=self.actor, action=self.record, note=form.cleaned_data["why"])


class ReturnActionPage(ActionOperation):
    """The chair sends it back."""

    action = "cases.verify_action"
    record_action = "cases.verify_action"
    form_class = WhyForm
    target = ActionState.IN_PROGRESS
    heading = "Actie terugsturen"
    intro = "De actiehouder leest waarom het nog niet klaar is."
    button = "Stuur terug"
    done = "De actie is teruggestuurd."

    def change(self, form: Any) -> None:
        """Send it back."""
        return_action(by=self.actor, action=self.record, why=form.cleaned_data["why"])


class DropActionPage(ActionOperation):
    """It is no longer needed."""

    action = "cases.drop_action"
    record_action = "cases.drop_action"
    form_class = WhyForm
    target = ActionState.DROPPED
    heading = "Actie laten vervallen"
    button = "Laat vervallen"
    done = "De actie is vervallen."

    def change(self, form: Any) -> None:
        """Let it go."""
        drop_action(by=self.actor, action=self.record, why=form.cleaned_data["why"])
