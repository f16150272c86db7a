"""The page on which what is in a signal is linked, registered or rejected, each by one key."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from access.roles import may
from audit.models import Action
from audit.record import record_event
from core.errors import Refused
from signals.forms.involving import InvolveForm
from signals.models import Involvement
from signals.operations.involving import (
    involve,
    register_mark,
    reject_mark,
    restore_mark,
    withdraw_involvement,
)
from signals.queries.involving import Picture, mark_by_key, picture_of
from signals.views.panes import SignalOperation, toast
from subjects.queries import by_number

GONE = "De tekst van het signaal is intussen gewijzigd. Bekijk de vondsten opnieuw."


class InvolvePage(SignalOperation):
    """Every mark in the text with what is known of it; each press does one thing."""

    action = "signals.edit"
    record_action = "signals.edit"
    form_class = InvolveForm
    form_template = "signals/_form_involve.html"
    heading = "Wie en wat"
    said = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """In the pane the next mark comes up at once; on a page of its own by a redirect."""
        response = super().post(request, *args, **kwargs)
        if self.said and self.pane:
            return self.show(form=self.form(), said=self.said)
        if self.said:
            toast(request, self.said)
        return response

    def context(self, **extra: Any) -> dict[str, Any]:
        """The picture, logged before it is shown: names of known subjects stand in it."""
        picture = picture_of(self.actor, self.record) if self.record.weighed_yes else Picture([], [], [])
        self._log(picture)
        return super().context(
            picture=picture,
            current=picture.open[0].key if picture.open else "",
            may_register=may(self.actor, "subjects.edit"),
            **extra,
        )

    def operate(self, form: Any) -> str:
        """Link, register, reject, restore or unlink; then the same page for the next mark."""
        act, data = form.cleaned_data["act"], form.cleaned_data
        self.said = {
            "koppel": self._link,
            "nieuw": self._register,
            "wijs-af": self._reject,
            "herstel": self._restore,
            "los": self._unlink,
        }[act](data)
        return self.request.get_full_path()

    def _link(self, data: dict[str, Any]) -> str:
        subject = by_number(self.actor, data["subject"].strip().upper())
        if subject is None:
            raise Refused("Dit nummer kent VIK niet, of u mag het niet zien.", field="subject")
        row = involve(
            by=self.actor,
            signal=self.record,
            subject=subject,
            role=data["role"],
            certainty=data["certainty"] or "SUSPECTED",
        )
        return f"{subject.label} is gekoppeld als {row.get_role_display()}."

    def _register(self, data: dict[str, Any]) -> str:
        row = register_mark(by=self.actor, signal=self.record, mark=self._mark(data))
        return f"{row.subject.label} is vastgelegd en gekoppeld als {row.get_role_display()}."

    def _reject(self, data: dict[str, Any]) -> str:
        mark = self._mark(data)
        reject_mark(by=self.actor, signal=self.record, mark=mark)
        return f"“{mark.text}” is afgewezen."

    def _restore(self, data: dict[str, Any]) -> str:
        mark = self._mark(data)
        restore_mark(by=self.actor, signal=self.record, mark=mark)
        return f"“{mark.text}” staat weer open."

    def _unlink(self, data: dict[str, Any]) -> str:
        row = Involvement.objects.filter(pk=data["link"], signal=self.record).visible_to(self.actor).first()
        if row is None:
            raise Refused("Deze koppeling is er niet meer.")
        withdraw_involvement(by=self.actor, involvement=row)
        return f"{row.subject.label} is losgekoppeld."

    def _mark(self, data: dict[str, Any]) -> Any:
        mark = mark_by_key(self.record, data["mark"])
        if mark is None:
            raise Refused(GONE)
        return mark

    @staticmethod
    def _log(picture: Picture) -> None:
        if picture.subjects:
            record_event(
                Action.LIST,
                record_type="subjects.subject",
                shown=sorted(str(pk) for pk in picture.subjects),
                details={"part": "involved"},
            )
