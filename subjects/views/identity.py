"""With whom and what a record belongs together, and whether two records are the same."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404

from access.forms import WhyForm
from core.errors import Refused
from subjects.forms import JudgeForm, RelateForm
from subjects.models import Judgement, Relation, Subject
from subjects.operations import judge, relate, withdraw_judgement, withdraw_relation
from subjects.queries import by_number, candidates, cluster
from subjects.views.facts import SubjectOperation

UNKNOWN = "Dit nummer kent VIK niet, of u mag het niet zien."


def _ends(actor: Any, row: Relation | Judgement) -> tuple[Subject, Subject]:
    """The two records that a relation or judgement ties, as far as this page came: both can be seen."""
    rows = Subject.objects.visible_to(actor).in_bulk([row.subject_id, row.other_id])
    return rows[row.subject_id], rows[row.other_id]


class _OtherMixin:
    """Find the other record that a form names; hidden and absent read alike."""

    actor: Any

    def other(self, number: str) -> Subject:
        """The record, or a refusal at the field."""
        found = by_number(self.actor, number.strip().upper())
        if found is None:
            raise Refused(UNKNOWN, field="other")
        return found


class RelatePage(_OtherMixin, SubjectOperation):
    """Lay a relation from this record to another."""

    action = "subjects.edit"
    record_action = "subjects.edit"
    form_class = RelateForm
    heading = "Relatie vastleggen"

    def operate(self, form: Any) -> str:
        """Relate."""
        data = form.cleaned_data
        other = self.other(data["other"])
        relate(
            by=self.actor,
            subject=self.record,
            other=other,
            kind=data["kind"],
            certainty=data["certainty"],
            since=data["since"],
            until=data["until"],
            source=form.source(),
        )
        messages.success(self.request, f"De relatie met {other.label} is vastgelegd.")
        return str(self.record.address)


class WithdrawRelationPage(SubjectOperation):
    """Take a relation back."""

    action = "subjects.edit"
    record_action = "subjects.edit"
    form_class = WhyForm
    heading = "Relatie intrekken"
    intro = (
        "De relatie telt dan niet meer mee. Dat zij er stond en waarom zij is ingetrokken, blijft bewaard."
    )
    button = "Intrekken"
    relation: Relation
    ends: tuple[Subject, Subject]

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the relation too; it must touch this record."""
        super().prepare(**kwargs)
        row = Relation.objects.filter(pk=kwargs["relation"]).visible_to(self.actor).first()
        if row is None or self.record.pk not in {row.subject_id, row.other_id}:
            raise Http404
        self.relation = row
        self.ends = _ends(self.actor, row)

    def context(self, **extra: Any) -> dict[str, Any]:
        """Both ends stand on the page."""
        self.log_shown(self.ends, record_type="subjects.subject")
        return super().context(**extra)

    def about(self) -> list[tuple[str, str]]:
        """Which relation."""
        one, two = self.ends
        source = f"{self.relation.get_source_display()} {self.relation.source_number}".strip()
        return [
            ("Relatie", f"{one.label} {self.relation.get_kind_display()} {two.label}"),
            ("Bron", source),
        ]

    def operate(self, form: Any) -> str:
        """Withdraw."""
        withdraw_relation(by=self.actor, relation=self.relation, why=form.cleaned_data["why"])
        messages.success(self.request, "De relatie is ingetrokken.")
        return str(self.record.address)


class ComparePage(_OtherMixin, SubjectOperation):
    """Who may be the same, with the evidence for and against; a person judges."""

    action = "subjects.judge"
    record_action = "subjects.judge"
    form_class = JudgeForm
    template_name = "subjects/compare.html"
    heading = "Vergelijken"

    def context(self, **extra: Any) -> dict[str, Any]:
        """The candidates, logged before they are shown."""
        found = candidates(self.actor, self.record)
        self.log_shown([row.subject for row in found], record_type="subjects.subject")
        return super().context(candidates=found, **extra)

    def operate(self, form: Any) -> str:
        """Judge; what the card said at this moment is kept with it."""
        data = form.cleaned_data
        other = self.other(data["other"])
        card = next((row.card for row in candidates(self.actor, self.record) if row.subject == other), None)
        judge(
            by=self.actor,
            subject=self.record,
            other=other,
            verdict=data["verdict"],
            why=data["why"],
            evidence=[{"reason": reason} for reason in card.reasons] if card else None,
        )
        messages.success(self.request, f"Uw oordeel over {other.label} is vastgelegd.")
        return str(self.record.address)


class WithdrawJudgementPage(SubjectOperation):
    """Regret a judgement; what stood before it counts again."""

    action = "subjects.judge"
    record_action = "subjects.judge"
    form_class = WhyForm
    heading = "Oordeel intrekken"
    intro = "De registraties staan dan weer los van elkaar, zoals daarvoor. Er gaat niets verloren."
    button = "Intrekken"
    judgement: Judgement
    ends: tuple[Subject, Subject]

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the judgement too; it must be one of those that hold this record's cluster together."""
        super().prepare(**kwargs)
        row = Judgement.objects.filter(pk=kwargs["judgement"]).visible_to(self.actor).first()
        if row is None or not self._touches(row):
            raise Http404
        self.judgement = row
        self.ends = _ends(self.actor, row)

    def context(self, **extra: Any) -> dict[str, Any]:
        """Both ends stand on the page."""
        self.log_shown(self.ends, record_type="subjects.subject")
        return super().context(**extra)

    def about(self) -> list[tuple[str, str]]:
        """Which judgement."""
        one, two = self.ends
        row = self.judgement
        return [
            ("Registraties", f"{one.label} ({one.number}) en {two.label} ({two.number})"),
            ("Oordeel", f"{row.get_verdict_display()}, volgens {row.judged_by.name}: {row.why}"),
        ]

    def _touches(self, row: Judgement) -> bool:
        ends = {row.subject_id, row.other_id}
        return not ends.isdisjoint(member.pk for member in cluster(self.actor, self.record).members)

    def operate(self, form: Any) -> str:
        """Withdraw."""
        withdraw_judgement(by=self.actor, judgement=self.judgement, why=form.cleaned_data["why"])
        messages.success(self.request, "Het oordeel is ingetrokken.")
        return str(self.record.address)
