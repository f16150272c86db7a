"""The page of one subject or object: what is known, by whom, with whom, and since when."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from access.explain import explain, level_sentence
from access.roles import may
from access.views import RecordPage
from audit.models import Action
from audit.queries import readers_of
from audit.record import record_event
from core import clock
from legal.dates import DateProblem, read_date
from subjects.drawing import draw
from subjects.models import Subject
from subjects.queries import Profile, profile
from subjects.queries.timeline import timeline
from subjects.views.register import PURPOSE, TITLES


class SubjectRecordPage(RecordPage):
    """Every page about one record: the address names room and number."""

    abstract = True
    model = Subject
    purpose = PURPOSE

    def select(self, queryset: Any) -> Any:
        """Only under its own address."""
        return queryset.select_related("owner")

    def context(self, **extra: Any) -> dict[str, Any]:
        """Where the page stands."""
        room = self.record.room
        return super().context(room=room, title=TITLES[room], back_url=self.record.address, **extra)


class SubjectPage(SubjectRecordPage):
    """Facts with their sources, relations as picture and table, events in time, who has read."""

    action = "subjects.view"
    template_name = "subjects/page.html"
    revealed: str = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As it is now, or as VIK knew it on a day (``?op=``)."""
        self.log_read()
        moment, problem = self._moment()
        found = profile(self.actor, self.record, moment)
        self._log_others(found)
        by_event = request.GET.get("tijd") == "gebeurd"
        return self.show(
            profile=found,
            picture=draw(
                found.subject.label,
                [
                    (n.subject.label, n.relation.get_kind_display(), n.subject.address)
                    for n in found.neighbours
                ],
            ),
            events=timeline(found, by_event=by_event),
            by_event=by_event,
            moment=moment,
            day=request.GET.get("op", "")[:20],
            problem=problem,
            rail=self._rail(),
            can_edit=self._can("subjects.edit") and moment is None,
            can_judge=self._can("subjects.judge") and moment is None,
            can_reveal=self._can("subjects.reveal"),
        )

    def _moment(self) -> tuple[datetime | None, str]:
        """The end of the day that was asked for; a sentence when it is no day."""
        asked = self.request.GET.get("op", "").strip()[:20]
        if not asked:
            return None, ""
        try:
            day = read_date(asked, today=clock.today()).start
        except DateProblem as problem:
            return None, str(problem)
        if day is None or day >= clock.today():
            return None, ""
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)), ""

    def _can(self, action: str) -> bool:
        return may(self.actor, action) and bool(self.record.policy.decide(self.actor, action, self.record))

    def _log_others(self, found: Profile) -> None:
        """The other records whose names stand on the page were seen as well."""
        others = {row.subject.pk for row in found.neighbours} | {row.pk for row in found.cluster.members}
        others.discard(self.record.pk)
        if others:
            record_event(
                Action.LIST,
                record_type="subjects.subject",
                shown=sorted(str(pk) for pk in others),
                details={"part": "network"},
            )

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
