"""The page of one subject or object: what is known, by whom, with whom, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from access.explain import explain, level_sentence
from access.roles import may
from access.views import RecordPage
from audit.models import Action
from audit.queries import readers_of
from audit.record import record_event
from core import clock
from documents.pages import DocumentList, documents_on
from legal.dates import DateProblem, read_date
from subjects.drawing import Dot, draw
from subjects.drawing_spans import draw_spans
from subjects.facts import PREMISES
from subjects.models import Subject
from subjects.queries import Panel, Profile, panels_for, profile
from subjects.queries.network import Neighbour
from subjects.queries.place import FoundAddress, place_of
from subjects.queries.timeline import KINDS, timeline, with_gaps
from subjects.views.register import PURPOSE, TITLES, kinds_in


class SubjectRecordPage(RecordPage):
    """Every page about one record: the address names room and number."""

    abstract = True
    model = Subject
    purpose = PURPOSE

    def select(self, queryset: Any) -> Any:
        """Only under its own address."""
        return queryset.select_related("owner").filter(kind__in=kinds_in(self.kwargs["room"]))

    def context(self, **extra: Any) -> dict[str, Any]:
        """Where the page stands."""
        room = self.record.room
        return super().context(room=room, title=TITLES[room], back_url=self.record.address, **extra)


class SubjectPage(SubjectRecordPage):
    """Facts with their sources, relations as picture and table, events in time, who has read."""

    action = "subjects.view"
    template_name = "subjects/page.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As it is now, or as VIK knew it on a day (``?op=``)."""
        self.log_read()
        moment, problem = self._moment()
        found = profile(self.actor, self.record, moment, self._number("relaties"))
        panels = panels_for(self.actor, list(found.labels), moment)
        self._log_others(found, panels)
        by_event = request.GET.get("tijd") == "gebeurd"
        events = timeline(found, by_event=by_event)
        kind = request.GET.get("soort", "")
        return self.show(
            profile=found,
            panels=panels,
            documents=self._documents(found, moment),
            place=self._place(found, moment),
            lasting=draw_spans([span for panel in panels for span in panel.spans], self._day(moment)),
            picture=draw(found.label, [_dot(tie) for tie in found.network.ties]),
            # Of one kind alone a gap would say that nothing is known where other kinds know something.
            events=[event for event in events if event.kind == kind] if kind in KINDS else with_gaps(events),
            kinds={event.kind for event in events},
            kind=kind if kind in KINDS else "",
            kind_links=[
                (one.capitalize() or "Alles", f"{self._link(soort=one)}#tijdlijn", one == kind)
                for one in ("", *KINDS)
            ],
            kept=[(name, value) for name, value in request.GET.items() if name in {"tijd", "soort"}],
            pager=f"{found.network.first}–{found.network.last} van {found.network.total}",
            by_event=by_event,
            moment=moment,
            day=request.GET.get("op", "")[:20],
            problem=problem,
            links=self._links(found),
            rail=self._rail(),
            can_edit=self._can("subjects.edit") and moment is None,
            can_judge=self._can("subjects.judge") and moment is None,
            can_reveal=self._can("subjects.reveal"),
            can_share=self._can("subjects.share"),
        )

    def _moment(self) -> tuple[datetime | None, str]:
        """The end of the day that was asked for; a sentence when it is no day that has been."""
        asked = self.request.GET.get("op", "").strip()[:20]
        if not asked:
            return None, ""
        try:
            day = read_date(asked, today=clock.today()).start
        except DateProblem as problem:
            return None, str(problem)
        if day is None or day > clock.today():
            return None, "Deze dag is nog niet geweest. Kies een dag tot en met vandaag."
        if day == clock.today():
            return None, ""
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)), ""

    @staticmethod
    def _day(moment: datetime | None) -> date:
        """The day that is looked at; the moment is the end of it."""
        return timezone.localtime(moment - timedelta(seconds=1)).date() if moment else clock.today()

    def _place(self, found: Profile, moment: datetime | None) -> FoundAddress | None:
        """In which buurt and wijk premises stand, by the boundaries of the day that is looked at."""
        if found.subject.kind != PREMISES:
            return None
        values = {line.fact.code: line.best.value for line in found.facts}
        return place_of(values, timezone.localtime(moment).date() if moment else None)

    def _documents(self, found: Profile, moment: datetime | None) -> DocumentList:
        """Those of every registration of this one; added to the registration that is looked at."""
        here = reverse("subjects:attach", args=[self.record.room, self.record.number])
        add_url = here if self._can("subjects.edit") and moment is None else ""
        return documents_on(self.actor, *found.labels, add_url=add_url, at=moment)

    def _number(self, name: str) -> int:
        """A page number; anything else is the first."""
        asked = self.request.GET.get(name, "")
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1

    def _links(self, found: Profile) -> dict[str, str]:
        """The same page with one thing changed; everything else that was asked for stays."""
        page = found.network.page
        return {
            "recorded": self._link(tijd=""),
            "happened": self._link(tijd="gebeurd"),
            "now": self._link(op=""),
            "previous": self._link(relaties=page - 1) if page > 1 else "",
            "next": self._link(relaties=page + 1) if page < found.network.pages else "",
        }

    def _link(self, **changed: object) -> str:
        query = self.request.GET.copy()
        for name, value in changed.items():
            query.pop(name, None)
            if value:
                query[name] = str(value)
        return f"?{query.urlencode()}"

    def _can(self, action: str) -> bool:
        return may(self.actor, action) and bool(self.record.policy.decide(self.actor, action, self.record))

    def _log_others(self, found: Profile, panels: Sequence[Panel]) -> None:
        """The other records whose names stand on the page were seen as well."""
        ties = [*found.network.ties, *found.network.rows]
        others = {tie.subject.pk for tie in ties} | {row.pk for row in found.cluster.members}
        others.discard(self.record.pk)
        seen = [("subjects.subject", sorted(str(pk) for pk in others), "network")]
        seen += [(panel.record_type, list(panel.shown), panel.code) for panel in panels]
        for record_type, shown, part in seen:
            if shown:
                record_event(Action.LIST, record_type=record_type, shown=shown, details={"part": part})

    def _rail(self) -> dict[str, Any]:
        reads = readers_of(str(self.record.pk))
        everybody = may(self.actor, "audit.view")
        own = [line for line in reads if everybody or line.actor_id == self.actor.pk]
        told = explain(self.actor, self.record)
        return {
            "told": told,
            "level": level_sentence(self.actor, self.record),
            "reads": own,
            "everybody": everybody,
        }


def _dot(tie: Neighbour) -> Dot:
    """A tie for the picture: what it is, how sure, and from which source."""
    relation, end = tie.relation, tie.subject
    source = " ".join(filter(None, [relation.get_source_display(), relation.source_number]))
    said = f"{relation.get_kind_display()}, {relation.get_certainty_display()} ({source})"
    return Dot(tie.key, end.kind, end.get_kind_display(), tie.label, said, end.address)
