"""The pages on which a signal is assigned, decided about, sharpened, merged, put on hold, or put back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from core.errors import Refused
from signals.forms.triage import DecideForm, EditForm, MergeForm, SuspendForm, WhyForm
from signals.models import Verification
from signals.operations.editing import CREDIBILITY, RELIABILITY, edit_signal
from signals.operations.revealing import reveal_reporter
from signals.operations.steps import facts_of
from signals.operations.triage import (
    DECISIONS,
    assign_signal,
    decide_signal,
    merge_signal,
    release_signal,
    resume_signal,
    suspend_signal,
)
from signals.operations.undoing import undo_step
from signals.queries.detail import correspondence_of, signal_by_number, step_by_id
from signals.queries.inbox import next_in_lane
from signals.rules import broken
from signals.states import FLOW, SignalState
from signals.views.panes import PostPage, SignalOperation, inbox_url, toast


class AssignPage(PostPage):
    """Take a signal, lay it back, or go on with it: one press each."""

    action = "signals.assign"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says."""
        act = request.POST.get("act", "nemen")
        number = self.record.number
        try:
            with transaction.atomic():
                if act == "loslaten":
                    step = release_signal(by=self.actor, signal=self.record)
                    text = f"{number} is van niemand meer."
                elif act == "hervatten":
                    step = resume_signal(by=self.actor, signal=self.record)
                    text = f"{number} is hervat."
                else:
                    step = assign_signal(by=self.actor, signal=self.record, to=self.actor)
                    text = f"{number} is nu van u."
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            toast(request, text, step)
        return self.go(self.back(number))


class UndoPage(PostPage):
    """Take one step back."""

    action = "signals.view"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Undo, or say why not."""
        step = step_by_id(self.actor, self.record, kwargs["step"])
        if step is None:
            raise Http404
        number = self.record.number
        try:
            with transaction.atomic():
                undo_step(by=self.actor, step=step)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            toast(request, f"{number} is teruggezet.")
        return self.go(self.back(number))


class DecidePage(SignalOperation):
    """What becomes of the signal; afterwards the next one of the list."""

    action = "signals.decide"
    record_action = "signals.decide"
    form_class = DecideForm
    form_template = "signals/_form_decide.html"
    heading = "Besluiten"
    button = "Besluit vastleggen"

    def outcomes(self) -> tuple[list[str], list[tuple[str, str]]]:
        """What can be decided now, and what not, with the sentence why."""
        can: list[str] = []
        cannot: list[tuple[str, str]] = []
        facts = facts_of(self.record)
        for step in FLOW.steps_from(self.record.state):
            if step.target not in DECISIONS:
                continue
            unmet = broken(step, facts, typed=False)
            if unmet:
                cannot.append((SignalState(step.target).label, unmet[0].sentence()))
            else:
                can.append(step.target)
        return can, cannot

    def form_kwargs(self) -> dict[str, Any]:
        """Only outcomes that the answers allow."""
        can, self.cannot = self.outcomes()
        return {"outcomes": can, "initial": {"version": self.record.version}}

    def context(self, **extra: Any) -> dict[str, Any]:
        """Also what can't be decided yet, and why."""
        return super().context(cannot=getattr(self, "cannot", []), **extra)

    def operate(self, form: Any) -> str:
        """Decide, and go to the next signal of the list."""
        number, filters = self.record.number, self.filters
        step = decide_signal(
            by=self.actor,
            signal=self.record,
            outcome=form.cleaned_data["outcome"],
            why=form.cleaned_data["why"],
            basis=form.basis(),
            version=form.cleaned_data["version"],
        )
        toast(self.request, f"{number}: {SignalState(form.cleaned_data['outcome']).label.lower()}.", step)
        if filters is None:
            return self.back(number)
        return inbox_url(filters, next_in_lane(self.actor, filters, self.record))


class EditPage(SignalOperation):
    """Title, theme, place and duiding; a conflict shows both versions."""

    action = "signals.edit"
    record_action = "signals.edit"
    form_class = EditForm
    form_template = "signals/_form_edit.html"
    heading = "Signaal aanvullen"
    button = "Bewaren"

    def form_kwargs(self) -> dict[str, Any]:
        """The values as they are; the duiding only when persons may be seen."""
        return {"signal": self.record}

    def operate(self, form: Any) -> str:
        """Write what was filled in."""
        step = edit_signal(
            by=self.actor, signal=self.record, new=form.sharpened(), version=form.cleaned_data["version"]
        )
        number = self.record.number
        toast(self.request, f"{number} is aangevuld." if step else f"{number}: er is niets gewijzigd.")
        return self.back(number)

    def context(self, **extra: Any) -> dict[str, Any]:
        """After a conflict the two versions side by side, and a form that keeps what was typed."""
        context = super().context(**extra)
        if extra.get("conflict"):
            fresh = signal_by_number(self.actor, self.record.number) or self.record
            form = extra["form"]
            mine, theirs = form.cleaned_data, EditForm.initial_of(fresh)
            rows = []
            for name, field in form.fields.items():
                if name == "version":
                    continue
                pair = [_shown(name, values.get(name)) for values in (mine, theirs)]
                rows.append(
                    {"label": field.label, "mine": pair[0], "theirs": pair[1], "differs": pair[0] != pair[1]}
                )
            # The next press saves over the version that the user has now seen.
            form.data = form.data.copy()
            form.data["version"] = str(fresh.version)
            context |= {"rows": rows, "who": "een collega", "at": fresh.changed_at}
        return context


def _shown(name: str, value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, list):
        return ", ".join(sorted(value))
    labels = {
        "source_reliability": RELIABILITY,
        "content_credibility": CREDIBILITY,
        "verification": dict(Verification.choices),
    }.get(name, {})
    return str(labels.get(value, getattr(value, "code", value) or ""))


class MergePage(SignalOperation):
    """The same report twice: this one points to the other."""

    action = "signals.edit"
    record_action = "signals.edit"
    form_class = MergeForm
    form_template = "signals/_form_merge.html"
    heading = "Samenvoegen"
    button = "Samenvoegen"

    def form_kwargs(self) -> dict[str, Any]:
        """The other signal may be named in the address."""
        met = self.request.GET.get("met", "")[:24]
        return {"initial": {"into": met, "version": self.record.version}}

    def operate(self, form: Any) -> str:
        """Merge, and show the signal that stays."""
        number = self.record.number
        into = signal_by_number(self.actor, form.cleaned_data["into"])
        if into is None:
            raise Refused("Dit signaal is niet gevonden.", field="into")
        step = merge_signal(
            by=self.actor,
            signal=self.record,
            into=into,
            why=form.cleaned_data["why"],
            version=form.cleaned_data["version"],
        )
        toast(self.request, f"{number} is samengevoegd met {into.number}.", step)
        return self.back(into.number)


class SuspendPage(SignalOperation):
    """Wait for an answer, perhaps of the reporter."""

    action = "signals.assess"
    record_action = "signals.assess"
    form_class = SuspendForm
    form_template = "signals/_form_plain.html"
    heading = "In de wacht zetten"
    button = "In de wacht zetten"

    def form_kwargs(self) -> dict[str, Any]:
        """A question only when there is a reporter with an account."""
        can_ask = correspondence_of(self.record).can_ask
        return {"can_ask": can_ask, "initial": {"version": self.record.version}}

    def operate(self, form: Any) -> str:
        """Put it in the lane of what waits."""
        number = self.record.number
        step = suspend_signal(
            by=self.actor,
            signal=self.record,
            why=form.cleaned_data["why"],
            question=form.cleaned_data.get("question", ""),
            version=form.cleaned_data["version"],
        )
        toast(self.request, f"{number} wacht op antwoord.", step)
        return self.back(number)


class RevealPage(SignalOperation):
    """Who reported this: with a reason, for a moment, told to the privacy officer."""

    action = "signals.reveal_reporter"
    record_action = "signals.reveal_reporter"
    form_class = WhyForm
    form_template = "signals/_form_reveal.html"
    heading = "Melder tonen"
    button = "Toon de melder"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the name in the answer itself: no address leads to it, nothing keeps it."""
        form = WhyForm(request.POST)
        if form.is_valid():
            try:
                with transaction.atomic():
                    name = reveal_reporter(by=self.actor, signal=self.record, why=form.cleaned_data["why"])
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            else:
                return self.show(form=form, reporter=name)
        return self.show(422, form=form)
