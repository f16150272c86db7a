"""The triage inbox: lanes and list, the chosen signal, what is known about it; and the saved view."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property

from access.roles import may
from access.views import Page
from audit.models import Action
from audit.record import record_event
from core import clock
from reference.models import Area, AreaKind, Theme
from signals.models import SourceType
from signals.operations.saving import save_view
from signals.queries.detail import openings_to_decide, signal_by_number
from signals.queries.inbox import (
    LANE_LABELS,
    OLDER,
    WHO,
    Filters,
    count_label,
    inbox,
    lane_counts,
    saved_filter,
    week_numbers,
)
from signals.views.panes import PURPOSE, TriageMixin, inbox_url, signal_context, toast


class InboxPage(TriageMixin, Page):
    """Three panes; with htmx only the part that changes."""

    action = "signals.view"
    purpose = PURPOSE
    template_name = "signals/inbox.html"

    @cached_property
    def filters(self) -> Filters:
        """What the address asks for."""
        return Filters.read(self.request.GET)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list with the chosen signal; the standard view when the address asks for nothing."""
        if not request.GET and not self.htmx:
            kept = saved_filter(self.actor)
            if kept is not None and kept.query:
                return HttpResponseRedirect(f"{reverse('signals:inbox')}?{kept.query}")
        chosen = self._chosen()
        if self.pane and chosen:
            return self.show(template="signals/_chosen.html", **chosen)
        template = "signals/_panes.html" if self.htmx and self.htmx.target == "inhoud" else ""
        return self.show(template=template, **self._list(), **chosen)

    def _chosen(self) -> dict[str, Any]:
        """Everything about the chosen signal, after the line that says it was read."""
        number = self.request.GET.get("signaal", "")[:24].replace("\x00", "")
        signal = signal_by_number(self.actor, number) if number else None
        if signal is None:
            return {"missing": bool(number)}
        record_event(
            Action.READ, record_type="signals.signal", record_id=str(signal.pk), regime=signal.regimes
        )
        return signal_context(self, signal) | {"pane": True}

    def _list(self) -> dict[str, Any]:
        found = inbox(self.actor, self.filters)
        self.log_shown([row.signal for row in found.rows], search=bool(self.filters.text))
        counts = lane_counts(self.actor)
        tabs = [
            {
                "label": label,
                "url": inbox_url(self.filters_of(lane=lane)),
                "current": lane == self.filters.lane,
                "count": count_label(counts[lane]),
            }
            for lane, label in LANE_LABELS.items()
        ]
        following = inbox_url(self.filters_of(after=found.following)) if found.following else ""
        return {
            "rows": found.rows,
            "following": following,
            "first_page": inbox_url(self.filters_of(after="")) if self.filters.after else "",
            "tabs": tabs,
            "total": count_label(counts[self.filters.lane]),
            "lane_label": LANE_LABELS[self.filters.lane],
            "chips": self._chips(),
            "menus": self._menus(),
            "week_numbers": week_numbers(self.actor),
            "requests": openings_to_decide(self.actor) if may(self.actor, "signals.open_seal") else [],
            "query": self.filters.query(),
            "asked": self.filters,
            "can_export": may(self.actor, "signals.export"),
            "can_bulk_decide": may(self.actor, "signals.decide"),
            "chosen_number": self.request.GET.get("signaal", ""),
        }

    def filters_of(self, **changes: Any) -> Filters:
        """The filters with changes, from the first page on."""
        values = {name: getattr(self.filters, name) for name in Filters.__slots__}
        return Filters(**(values | {"after": ""} | changes))

    def _chips(self) -> list[dict[str, str]]:
        """The filters in force, each with the address without it."""
        asked = self.filters
        chips = []
        for name, label in (
            ("source", SourceType(asked.source).label if asked.source else ""),
            ("theme", self._labels.get(asked.theme, asked.theme)),
            ("area", self._labels.get(asked.area, asked.area)),
            ("older", f"Ouder dan {asked.older} dagen" if asked.older else ""),
            ("who", WHO[asked.who].capitalize() if asked.who else ""),
            ("text", "Gezocht op tekst" if asked.text else ""),
        ):
            if label:
                empty = 0 if name == "older" else ""
                chips.append({"label": label, "remove": inbox_url(self.filters_of(**{name: empty}))})
        return chips

    @cached_property
    def _themes(self) -> list[Theme]:
        rows: Any = Theme.objects.current(clock.today())
        return list(rows)

    @cached_property
    def _areas(self) -> list[Area]:
        kinds = (AreaKind.DISTRICT, AreaKind.VILLAGE)
        rows: Any = Area.objects.current(clock.today())
        code = self.actor.organisation.municipality_code
        return list(rows.filter(kind__in=kinds, municipality_code=code))

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {entry.code: entry.label for entry in (*self._themes, *self._areas)}

    def _menus(self) -> list[dict[str, Any]]:
        """What can be asked for, each choice as an address."""
        asked = self.filters
        return [
            self._menu("Bron", "source", asked.source, SourceType.choices),
            self._menu("Thema", "theme", asked.theme, [(row.code, row.label) for row in self._themes]),
            self._menu("Wijk", "area", asked.area, [(row.code, row.label) for row in self._areas]),
            self._menu("Oud", "older", asked.older, [(days, f"Ouder dan {days} dagen") for days in OLDER]),
            self._menu("Wie", "who", asked.who, [(key, text.capitalize()) for key, text in WHO.items()]),
        ]

    def _menu(self, label: str, name: str, now: Any, choices: Any) -> dict[str, Any]:
        links = [
            {"label": text, "url": inbox_url(self.filters_of(**{name: value})), "current": value == now}
            for value, text in choices
        ]
        return {"label": label, "links": links, "on": bool(now)}

    def context(self, **extra: Any) -> dict[str, Any]:
        """Commands of the palette: the lanes."""
        commands = [
            {"label": f"Bak: {tab['label']}", "url": tab["url"], "group": "Signalen"}
            for tab in extra.get("tabs", [])
        ]
        return super().context(commands=commands, **extra)


class SaveViewPage(TriageMixin, Page):
    """Keep the filters of this moment as one's standard view."""

    action = "signals.view"
    purpose = PURPOSE
    http_method_names: ClassVar[list[str]] = ["post"]  # type: ignore[misc]  # Django declares an instance list

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, and back to the list."""
        filters = self.filters or Filters()
        save_view(by=self.actor, query=Filters.query(filters, text="", after=""))
        toast(request, "Deze weergave is nu uw begin.")
        return self.go(inbox_url(filters))
