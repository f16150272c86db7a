"""What the pages of a meeting and of an item share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any, ClassVar, Final

from django.http import HttpResponse, HttpResponseRedirect

from access.records import ProtectedModel
from access.views import OperationPage, RecordPage
from casustafel.models import AgendaItem, Meeting
from casustafel.policy import is_host
from casustafel.wording import SECRECY_SHORT

PURPOSE: Final = "Casustafel"


class TwoVersions:
    """After a conflict: what a colleague saved beside what was typed; saving again then means to."""

    def present_beside(self, form: Any, record: Any, now: dict[str, Any]) -> list[tuple[str, str]]:
        """The fields that read otherwise now, and the version that the form carries from here."""
        form.data = form.data.copy()
        form.data["version"] = str(record.version)
        found = []
        for name, value in now.items():
            if name in form.fields and name != "version":
                field = form.fields[name]
                typed = form.cleaned_data.get(name)
                words = _shown(field, value)
                if words != _shown(field, typed):
                    found.append((str(field.label), words or "leeg"))
        return found


def _shown(field: Any, value: Any) -> str:
    """A value as the form would show it."""
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(choices.get(str(one), str(one)) for one in value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return choices.get(str(value), str(value or "")) if value or choices else ""


class MeetingRecordPage(RecordPage):
    """Base of every page of one meeting."""

    abstract = True
    action = "casustafel.view"
    purpose = PURPOSE
    model = Meeting

    def select(self, queryset: Any) -> Any:
        """Who keeps it is named on every page."""
        return queryset.select_related("chair", "secretary", "owner", "series", "release_by", "sent_by")

    @property
    def host(self) -> bool:
        """Does the reader keep this meeting?"""
        return is_host(self.actor, self.record)

    def context(self, **extra: Any) -> dict[str, Any]:
        """Host or guest, and what stands on top of all content."""
        return super().context(host=self.host, secrecy=SECRECY_SHORT, **extra)


class MeetingOperation(MeetingRecordPage, OperationPage):
    """One operation of a host on a meeting."""

    abstract = True
    action = "casustafel.prepare"
    record_action = "change"
    template_name = "casustafel/form.html"
    heading: ClassVar[str] = ""
    intro: ClassVar[str] = ""
    button: ClassVar[str] = "Leg vast"
    danger: ClassVar[bool] = False

    def context(self, **extra: Any) -> dict[str, Any]:
        """What the form is about."""
        return super().context(
            heading=self.heading,
            intro=self.intro,
            button=self.button,
            danger=self.danger,
            back=self.record.address,
            **extra,
        )


class ItemRecordPage(RecordPage):
    """Base of every page of one item."""

    abstract = True
    action = "casustafel.view"
    purpose = PURPOSE
    model = AgendaItem

    def select(self, queryset: Any) -> Any:
        """The meeting and what it is about."""
        return queryset.select_related(
            "meeting__chair", "owner", "brought_by__organisation", "case", "signal"
        )

    def named(self) -> Sequence[ProtectedModel]:
        """The meeting that it is on."""
        return [self.record.meeting] if self.record.meeting is not None else []

    @property
    def host(self) -> bool:
        """Does the reader keep the meeting of this item?"""
        return is_host(self.actor, self.record)

    @property
    def back(self) -> str:
        """The agenda that the item is on, at its place; without one the list of meetings."""
        meeting = self.record.meeting
        return f"{meeting.address}#punt-{self.record.number}" if meeting is not None else "/casustafel/"

    def context(self, **extra: Any) -> dict[str, Any]:
        """Host or guest, and the way back."""
        return super().context(host=self.host, secrecy=SECRECY_SHORT, back=self.back, **extra)


class ItemOperation(ItemRecordPage, OperationPage):
    """One operation of a host on an item."""

    abstract = True
    action = "casustafel.prepare"
    record_action = "change"
    template_name = "casustafel/item_form.html"
    heading: ClassVar[str] = ""
    intro: ClassVar[str] = ""
    button: ClassVar[str] = "Leg vast"
    danger: ClassVar[bool] = False

    def context(self, **extra: Any) -> dict[str, Any]:
        """What the form is about."""
        return super().context(
            heading=self.heading, intro=self.intro, button=self.button, danger=self.danger, **extra
        )


def redirect_to(url: str) -> HttpResponse:
    """After a button: back to where it stood."""
    return HttpResponseRedirect(url)
