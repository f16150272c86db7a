"""The list of meetings, a new one, a series."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse

from access.forms import WhyForm
from access.roles import may
from access.views import FormPage, OperationPage, Page
from casustafel.forms.meetings import MeetingForm, SeriesForm, of_meeting, of_series
from casustafel.models import FixedItem, Series, UsualInvitee
from casustafel.operations import (
    cancel_meeting,
    change_meeting,
    change_series,
    open_meeting,
    open_series,
)
from casustafel.queries.meetings import board, hosts_for, invitable, next_start, series_of
from casustafel.views.base import PURPOSE, MeetingOperation, TwoVersions


class HomePage(Page):
    """Coming and past meetings: one's own to prepare, and those one is invited to."""

    action = "casustafel.view"
    purpose = PURPOSE
    template_name = "casustafel/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fetch, log, show."""
        found = board(self.actor)
        self.log_shown([row.meeting for row in (*found.coming, *found.past)])
        can_open = may(self.actor, "casustafel.open")
        series = series_of(self.actor) if can_open else []
        self.log_shown(series)
        return self.show(board=found, can_open=can_open, series=series)


class OpenMeetingPage(FormPage):
    """Plan a meeting; ``?reeks=`` fills in what a series knows."""

    action = "casustafel.open"
    purpose = PURPOSE
    template_name = "casustafel/meeting_form.html"
    form_class = MeetingForm
    series: Series | None = None

    def prepare(self, **kwargs: Any) -> None:
        """The series, if one is named and may be seen."""
        number = str(self.request.GET.get("reeks", "")).replace("\x00", "")[:24]
        if number:
            self.series = Series.objects.filter(number=number).visible_to(self.actor).first()
            if self.series is None:
                raise Http404

    def form_kwargs(self) -> dict[str, Any]:
        """Who can lead it, and what the series says."""
        series = self.series
        initial: dict[str, Any] = {"minutes": 90, "access_days": 42, "chair": str(self.actor.pk)}
        if series is not None:
            start = next_start(series, self.actor)
            initial |= {
                "name": series.name,
                "day": start.strftime("%d-%m-%Y"),
                "begins_at": series.begins_at,
                "minutes": series.minutes,
                "secretary": str(series.secretary_id or ""),
                "place": series.place,
                "video": series.video,
                "access_days": series.access_days,
            }
        return {"hosts": hosts_for(self.actor.organisation), "initial": initial}

    def context(self, **extra: Any) -> dict[str, Any]:
        """From which series."""
        return super().context(series=self.series, heading="Nieuw overleg", back="/casustafel/", **extra)

    def operate(self, form: Any) -> str:
        """Open it, with all that the series brings."""
        return open_meeting(by=self.actor, new=form.new(), series=self.series).address


class ChangeMeetingPage(TwoVersions, MeetingOperation):
    """Another day, place, chair or secretary."""

    template_name = "casustafel/meeting_form.html"
    form_class = MeetingForm
    heading = "Overleg wijzigen"

    def form_kwargs(self) -> dict[str, Any]:
        """The meeting as it is."""
        hosts = hosts_for(self.record.owner)
        named = [user for user in (self.record.chair, self.record.secretary) if user and user not in hosts]
        return {"hosts": [*hosts, *named], "initial": of_meeting(self.record)}

    def context(self, **extra: Any) -> dict[str, Any]:
        """After a conflict both versions."""
        if "conflict" in extra:
            self.record.refresh_from_db()
            extra["present"] = self.present_beside(extra["form"], self.record, of_meeting(self.record))
        return super().context(**extra)

    def operate(self, form: Any) -> str:
        """Change it."""
        version = form.cleaned_data["version"] or 0
        change_meeting(by=self.actor, meeting=self.record, new=form.new(), version=version)
        messages.success(
            self.request, "Het overleg is gewijzigd. Genodigden horen dit als u opnieuw verstuurt."
        )
        return str(self.record.address)


class CancelMeetingPage(MeetingOperation):
    """Call a meeting off."""

    form_class = WhyForm
    heading = "Overleg afgelasten"
    intro = "Genodigden houden het overleg in hun lijst, als afgelast, en zien de agendapunten niet meer."
    button = "Gelast af"
    danger = True

    def operate(self, form: Any) -> str:
        """Cancel it."""
        return cancel_meeting(by=self.actor, meeting=self.record, why=form.cleaned_data["why"]).address


class OpenSeriesPage(FormPage):
    """Start a series."""

    action = "casustafel.open"
    purpose = PURPOSE
    template_name = "casustafel/series.html"
    form_class = SeriesForm

    def form_kwargs(self) -> dict[str, Any]:
        """Who can be asked, and the usual values."""
        own = self.actor.organisation
        return {
            "hosts": hosts_for(own),
            "people": invitable(own),
            "initial": {"minutes": 90, "access_days": 42, "rhythm": "SIX_WEEKS"},
        }

    def context(self, **extra: Any) -> dict[str, Any]:
        """What it is for."""
        return super().context(heading="Nieuwe reeks", back="/casustafel/", **extra)

    def operate(self, form: Any) -> str:
        """Open it."""
        series = open_series(by=self.actor, new=form.new())
        messages.success(self.request, "De reeks is bewaard. Plan nu het eerste overleg.")
        return f"/casustafel/nieuw/?reeks={series.number}"


class SeriesPage(TwoVersions, OperationPage):
    """Change a series."""

    action = "casustafel.open"
    record_action = "casustafel.open"
    purpose = PURPOSE
    model = Series
    template_name = "casustafel/series.html"
    form_class = SeriesForm

    def select(self, queryset: Any) -> Any:
        """The owner decides who can lead."""
        return queryset.select_related("owner")

    def now(self) -> dict[str, Any]:
        """The series as it is."""
        usual = UsualInvitee.objects.filter(series=self.record).visible_to(self.actor)
        fixed = FixedItem.objects.filter(series=self.record).visible_to(self.actor)
        return of_series(self.record, list(usual), list(fixed.order_by("at_the_end", "position")))

    def form_kwargs(self) -> dict[str, Any]:
        """Who can be asked, and the series as it is."""
        return {
            "hosts": hosts_for(self.record.owner),
            "people": invitable(self.record.owner),
            "initial": self.now(),
        }

    def context(self, **extra: Any) -> dict[str, Any]:
        """What it is for; after a conflict both versions."""
        if "conflict" in extra:
            self.record.refresh_from_db()
            extra["present"] = self.present_beside(extra["form"], self.record, self.now())
        return super().context(heading="Reeks", back="/casustafel/", **extra)

    def operate(self, form: Any) -> str:
        """Change it."""
        version = form.cleaned_data["version"] or 0
        change_series(by=self.actor, series=self.record, new=form.new(), version=version)
        messages.success(self.request, "De reeks is bewaard.")
        return "/casustafel/"
