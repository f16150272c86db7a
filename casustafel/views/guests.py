"""Who is asked to a meeting, and what a guest answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages

from access.views import OperationPage
from casustafel.forms.guests import AnswerForm, AskForm, SecrecyForm
from casustafel.operations import (
    accept_secrecy,
    answer_invitation,
    ask_to_meeting,
    withdraw_invitation,
)
from casustafel.queries.agenda import people_of
from casustafel.queries.meetings import invitable, own_invitation
from casustafel.views.base import MeetingOperation, MeetingRecordPage
from casustafel.wording import SECRECY


class AskPage(MeetingOperation):
    """Who is asked to the meeting; each item is opened apart."""

    template_name = "casustafel/ask.html"
    form_class = AskForm
    heading = "Genodigden bij het overleg"

    def prepare(self, **kwargs: Any) -> None:
        """Who is asked already."""
        super().prepare(**kwargs)
        self.asked = people_of(self.actor, self.record)

    def form_kwargs(self) -> dict[str, Any]:
        """Everybody who can be asked, and who was."""
        there = [row.user for row in self.asked]
        people = invitable(self.record.owner)
        people += [user for user in there if user not in people]
        return {"people": people, "initial": {"people": [str(user.pk) for user in there]}}

    def context(self, **extra: Any) -> dict[str, Any]:
        """What each answered."""
        return super().context(asked=self.asked, **extra)

    def operate(self, form: Any) -> str:
        """Ask who is new, ask no more who was left out."""
        chosen = form.chosen()
        there = [row.user for row in self.asked]
        for user in there:
            if user not in chosen:
                withdraw_invitation(by=self.actor, meeting=self.record, user=user)
        for user in chosen:
            if user not in there:
                ask_to_meeting(by=self.actor, meeting=self.record, user=user)
        return str(self.record.address)


class GuestPage(MeetingRecordPage, OperationPage):
    """One act of a guest on his own invitation."""

    abstract = True
    record_action = "answer"
    template_name = "casustafel/guest_form.html"

    def context(self, **extra: Any) -> dict[str, Any]:
        """His invitation."""
        found = own_invitation(self.actor, self.record)
        return super().context(invitation=found, back=self.record.address, **extra)


class AnswerPage(GuestPage):
    """Say whether one comes."""

    form_class = AnswerForm

    def context(self, **extra: Any) -> dict[str, Any]:
        """What is asked."""
        return super().context(heading="Komt u?", button="Antwoord", **extra)

    def operate(self, form: Any) -> str:
        """Keep the answer."""
        answer = form.cleaned_data["answer"]
        answer_invitation(by=self.actor, meeting=self.record, answer=answer)
        messages.success(self.request, "Uw antwoord is doorgegeven.")
        return str(self.record.address)


class SecrecyPage(GuestPage):
    """Accept the text about secrecy, once per meeting; then one's items open."""

    form_class = SecrecyForm

    def context(self, **extra: Any) -> dict[str, Any]:
        """The text itself."""
        return super().context(heading="Geheimhouding", intro=SECRECY, button="Ga verder", **extra)

    def operate(self, form: Any) -> str:
        """Keep that it was accepted."""
        accept_secrecy(by=self.actor, meeting=self.record)
        return str(self.record.address)
