"""How are these two connected? The shortest chain of relations, each with its source."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from subjects.models import Subject
from subjects.queries import by_number
from subjects.queries.edges import MOST_TIES
from subjects.queries.path import MOST_STEPS, Chain, chain_between
from subjects.views.page import SubjectRecordPage

UNKNOWN = "Dit nummer kent VIK niet, of u mag het niet zien."


class PathPage(SubjectRecordPage):
    """Asked with the number of the other record: a number is no personal data, so it may be in an address."""

    action = "subjects.view"
    template_name = "subjects/path.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The question, and the answer when another record is named."""
        self.log_read()
        asked = request.GET.get("naar", "").strip().upper()[:24]
        goal, problem = self._goal(asked)
        chain = chain_between(self.actor, self.record, goal) if goal else Chain()
        shown = dict.fromkeys([*(step.end for step in chain.steps), *([goal] if goal else [])])
        self.log_shown(shown, record_type="subjects.subject")
        return self.show(
            422 if problem else 200,
            asked=asked,
            goal=goal,
            problem=problem,
            chain=chain,
            most_steps=MOST_STEPS,
            most_ties=MOST_TIES,
        )

    def _goal(self, asked: str) -> tuple[Subject | None, str]:
        """The other record; hidden and absent read alike."""
        if not asked:
            return None, ""
        found = by_number(self.actor, asked)
        if found is None:
            return None, UNKNOWN
        return (
            (None, "Kies een ander nummer dan dat van deze registratie.")
            if found == self.record
            else (found, "")
        )
