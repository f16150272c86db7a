"""What the pages of triage have in common: the way back to the list, and the parts of one signal."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django_htmx.http import HttpResponseLocation

from access.explain import explain, level_sentence
from access.roles import may
from access.views import OperationPage, RecordPage
from accounts.models import User
from audit.models import Action
from audit.queries import readers_of
from audit.record import record_event
from documents.pages import DocumentList, documents_on
from encryption.fields import readable
from legal.weighing import QUESTIONS, Question, weigh
from signals.forms.triage import AssessForm
from signals.models import Signal, SignalStep, SourceType
from signals.operations.triage import DECISIONS
from signals.operations.undoing import RIGHT_OF, last_step, why_not
from signals.queries import detail as queries
from signals.queries.beside import beside
from signals.queries.evidence import Card, evidence_of
from signals.queries.inbox import Filters, week_label
from signals.queries.involving import Picture, picture_of
from signals.queries.panels import SignalPanel, panels_for
from signals.states import FLOW, OPEN, SignalState

PURPOSE: Final = "Weging van signalen"
S = SignalState
STATE_TONES: Final[dict[str, str]] = {
    S.NEW: "info",
    S.AWAITING_POLICE: "warn",
    S.SUSPENDED: "warn",
    S.NOT_UNDERMINING: "sealed",
    S.NO_FOLLOW_UP: "sealed",
    S.DESTROYED: "neutral",
    S.HANDLED: "ok",
}
STEP_LABELS: Final = {
    "REGISTERED": "Ontvangen",
    "ALIGNMENT": "Afstemming met de politie",
    "ANSWERED": "De melder gaf antwoord",
    "ASSIGNED": "Toegewezen",
    "RELEASED": "Losgelaten",
    "ASSESSED": "Gewogen",
    "SUSPENDED": "In de wacht gezet",
    "RESUMED": "Hervat",
    "DECIDED": "Besloten",
    "MERGED": "Samengevoegd",
    "RECEIVED": "Een ander signaal is hiermee samengevoegd",
    "EDITED": "Aangevuld",
    "REVEALED": "Melder getoond",
    "JOINED": "Gekoppeld aan een casus",
    "LEFT_CASE": "Losgemaakt van een casus",
    "KEPT_WITH_CASE": "Bewaartermijn volgt de casus",
    "SEALED": "Verzegeld",
    "OPENING_ASKED": "Opening van het zegel gevraagd",
    "OPENING_AGREED": "Opening van het zegel toegestaan",
    "OPENING_REFUSED": "Opening van het zegel geweigerd",
    "DESTROYED": "Inhoud en sleutel vernietigd",
}


def inbox_url(filters: Filters, number: str = "") -> str:
    """The address of the list as it was asked for, with one signal chosen."""
    query = filters.query()
    chosen = f"&signaal={number}" if number else ""
    return f"{reverse('signals:inbox')}?{query}{chosen}"


def toast(request: HttpRequest, text: str, step: SignalStep | None = None) -> None:
    """Say what was done, on the next page, with the way to take it back."""
    undo = ""
    if step is not None and step.kind in RIGHT_OF:
        undo = reverse("signals:undo", args=[step.signal.number, step.pk])
    messages.success(request, text, extra_tags=undo)


class TriageMixin:
    """The list that the user came from, and answers that suit htmx or a plain form."""

    request: HttpRequest
    actor: User

    @property
    def filters(self) -> Filters | None:
        """The list behind the pane; None on the full page of a signal."""
        kept = self.request.POST.get("terug") or self.request.GET.get("terug")
        return Filters.read(QueryDict(kept).dict()) if kept else None

    @property
    def pane(self) -> bool:
        """Is only the middle pane asked for?"""
        return bool(self.htmx) and self.htmx.target == "signaal"

    @property
    def htmx(self) -> Any:
        """What htmx said about the request."""
        return self.request.htmx  # type: ignore[attr-defined]  # set by HtmxMiddleware

    def back(self, number: str) -> str:
        """Where the user goes after an operation: the list as it was, or the page of the signal."""
        filters = self.filters
        return inbox_url(filters, number) if filters else reverse("signals:detail", args=[number])

    def go(self, url: str) -> HttpResponse:
        """To an address, by redirect or by htmx."""
        if self.htmx and self.filters:
            return HttpResponseLocation(url, target="#inhoud", swap="outerHTML")
        return HttpResponseRedirect(url)


def signal_context(page: TriageMixin, signal: Signal, *, typed: Any = None) -> dict[str, Any]:
    """Everything that the panes of one signal show. Logs which other signals the evidence shows."""
    actor = page.actor
    answers = queries.assessments_of(signal, actor)
    weighed = weigh({code: row.answer for code, row in answers.items()})
    filters = page.filters
    link = (lambda number: inbox_url(filters, number)) if filters else _page_of
    cards = evidence_of(actor, signal, link) if signal.sealed_at is None else []
    _log_evidence(cards)
    for card in cards:
        _offer_merge(card, signal, actor, filters)
    picture = picture_of(actor, signal)
    _log_picture(picture)
    panels = panels_for(actor, signal)
    _log_panels(panels)
    known_above = beside(actor, picture.subjects)
    for one in known_above:
        record_event(
            Action.LIST,
            record_type=one.record_type,
            shown=sorted(one.shown),
            details={"part": "evidence"},
        )
    sealed = signal.sealed_at is not None
    phenomena, indicators = queries.labels_of(signal)
    open_for_answers = signal.state in {S.NEW, S.INTAKE, S.WEIGHING, S.WEIGHING_3}
    return {
        "signal": signal,
        "panels": panels,
        "week": week_label(signal),
        "state_tone": STATE_TONES.get(signal.state, "neutral"),
        "narrative": queries.shown_text(signal, readable(signal, "narrative")),
        "interpretation": queries.shown_text(signal, readable(signal, "interpretation")),
        "involved": queries.shown_involved(signal),
        "location": readable(signal, "location"),
        "external_number": readable(signal, "external_number"),
        "masked_now": not signal.weighed_yes and not sealed,
        "sealed": sealed,
        "destroyed": signal.state == S.DESTROYED,
        "questions": _questions(signal, answers, weighed.next_question if open_for_answers else "", typed),
        "weighed": weighed,
        "cards": cards,
        "above": [card for one in known_above for card in one.cards],
        "picture": picture,
        "known": len({row.pk for card in cards for row in card.signals}),
        "phenomena": phenomena,
        "indicators": indicators,
        "routings": queries.routings_of(signal, actor),
        "documents": _documents(page, signal),
        "correspondence": queries.correspondence_of(signal),
        "merged_into": queries.merged_into(signal, actor),
        "merged_here": queries.merged_here(signal, actor),
        "log": log_of(signal, actor),
        "rail": rail_of(signal, actor),
        "can": abilities(signal, actor, decided_next=not weighed.next_question),
        "back_query": filters.query() if filters else "",
        "list_url": inbox_url(filters) if filters else reverse("signals:inbox"),
    }


def _documents(page: TriageMixin, signal: Signal) -> DocumentList:
    """Nothing of a sealed signal; of the others, with the way to add to it when that may."""
    if signal.sealed_at is not None:
        return DocumentList([])
    may_add = bool(signal.policy.decide(page.actor, "change", signal)) and not signal.why_no_documents()
    add_url = reverse("signals:attach", args=[signal.number]) if may_add else ""
    return documents_on(page.actor, signal.pk, add_url=add_url)


def _page_of(number: str) -> str:
    return reverse("signals:detail", args=[number])


def _log_evidence(cards: list[Card]) -> None:
    shown = {str(row.pk): row for card in cards for row in card.signals}
    if shown:
        record_event(
            Action.LIST,
            record_type="signals.signal",
            shown=sorted(shown),
            regime=sorted({regime for row in shown.values() for regime in row.regimes}),
            details={"part": "evidence"},
        )


def _log_picture(picture: Picture) -> None:
    if picture.subjects:
        record_event(
            Action.LIST,
            record_type="subjects.subject",
            shown=sorted(str(pk) for pk in picture.subjects),
            details={"part": "evidence"},
        )


def _offer_merge(card: Card, signal: Signal, actor: User, filters: Filters | None) -> None:
    """Two reports of the same thing can be merged from the card."""
    mergeable = signal.state in {S.NEW, S.INTAKE, S.WEIGHING} and may(actor, "signals.edit")
    target = next((row for row in card.signals if row.state in OPEN), None)
    if card.kind in {"TWIN", "EXTERNAL"} and mergeable and target is not None:
        query = QueryDict(mutable=True)
        query["met"] = target.number
        if filters:
            query["terug"] = filters.query()
        card.merge_url = f"{reverse('signals:merge', args=[signal.number])}?{query.urlencode()}"
        card.forms = "signals/_card_actions.html"


def _questions(signal: Signal, answers: dict[str, Any], current: str, typed: Any) -> list[dict[str, Any]]:
    """The four questions with their answer, or the form of the one whose turn it is."""
    rows = []
    for question in QUESTIONS:
        row = answers.get(question.code)
        mine = typed if typed is not None and typed.data.get("question") == question.code else None
        rows.append(
            {
                "question": question,
                "row": row,
                "current": question.code == current,
                "labels": [
                    i.label for g in question.groups for i in g.items if row and i.code in row.checked
                ],
                "form": mine or AssessForm(initial={"question": question.code, "version": signal.version}),
                "ticked": mine.data.getlist("checked") if mine else [],
                "note": _note(question.code, signal),
                "start": _start(question),
            }
        )
    return rows


def _start(question: Question) -> str:
    """The group at which the keyboard begins: the one without which there is no yes."""
    needed = [group.label for group in question.groups if group.minimum]
    return next(iter(needed or [group.label for group in question.groups]), "")


def _note(code: str, signal: Signal) -> str:
    """What the machine can say about a question; the answer stays with a person."""
    if code != "W2B" or signal.area is None:
        return ""
    here = signal.area.municipality_code == signal.owner.municipality_code
    place = f"{signal.area.label} ligt in {signal.owner.name}"
    return f"{place}." if here else f"{signal.area.label} ligt niet in {signal.owner.name}."


def log_of(signal: Signal, actor: User) -> list[dict[str, Any]]:
    """The log, each line with whether it can be taken back now."""
    last = last_step(signal)
    rows = []
    for step in queries.steps_of(signal, actor):
        label = STEP_LABELS.get(step.kind, step.kind)
        if step.kind == "ASSESSED":
            answer = "ja" if step.before.get("answer") else "nee"
            label = f"Weging {step.before.get('question', '')[1:]}: {answer}"
        elif step.kind == "DECIDED":
            label = f"Besloten: {FLOW.labels.get(step.target, step.target).lower()}"
        # The moment of receipt of anonymous information is nobody's business.
        hide_time = signal.source_type == SourceType.ANONYMOUS and step.kind in {"REGISTERED", "ALIGNMENT"}
        may_undo = not why_not(signal, step, last) and may(actor, RIGHT_OF[step.kind])
        rows.append({"step": step, "label": label, "hide_time": hide_time, "may_undo": may_undo})
    return rows


def rail_of(signal: Signal, actor: User) -> dict[str, Any]:
    """*Waarom zie ik dit? Wie kan dit zien?* and how long it is kept."""
    told = explain(actor, signal)
    reads = readers_of(str(signal.pk))
    everybody = may(actor, "audit.view")
    own = [line for line in reads if everybody or line.actor_id == actor.pk]
    return {"told": told, "level": level_sentence(actor, signal), "reads": own, "everybody": everybody}


def abilities(signal: Signal, actor: User, *, decided_next: bool) -> dict[str, bool]:
    """Which buttons make sense now; ``decided_next``: no question is left, so a decision comes next."""
    decided_next = decided_next and signal.state in {S.WEIGHING, S.WEIGHING_3}
    targets = {step.target for step in FLOW.steps_from(signal.state)}
    active = signal.state in OPEN and signal.sealed_at is None
    # What another municipality opened for you can only be read.
    own = signal.owner_id == actor.organisation_id
    able = {
        "assign": may(actor, "signals.assign") and active and signal.handler_id != actor.pk,
        "release": may(actor, "signals.assign") and active and signal.handler_id is not None,
        "decide": may(actor, "signals.decide") and bool(targets & set(DECISIONS)),
        "next": may(actor, "signals.decide") and decided_next,
        "edit": may(actor, "signals.edit") and signal.sealed_at is None and signal.state != S.DESTROYED,
        "merge": may(actor, "signals.edit") and S.MERGED in targets,
        "involve": may(actor, "signals.edit") and signal.weighed_yes and signal.sealed_at is None,
        "suspend": may(actor, "signals.assess") and S.SUSPENDED in targets,
        "resume": may(actor, "signals.assess") and signal.state == S.SUSPENDED,
        "reveal": may(actor, "signals.reveal_reporter") and signal.state != S.DESTROYED,
        "open_seal": may(actor, "signals.open_seal")
        and signal.sealed_at is not None
        and signal.state != S.DESTROYED,
        "share": may(actor, "signals.share"),
    }
    return {name: own and value for name, value in able.items()}


class SignalPage(TriageMixin, RecordPage):
    """A page about one signal."""

    abstract = True
    model = Signal

    def select(self, queryset: Any) -> Any:
        """With what its panes show of other tables."""
        return queryset.select_related("handler", "area", "theme", "owner")


class SignalOperation(TriageMixin, OperationPage):
    """One operation on one signal, as a page or in the middle pane."""

    abstract = True
    model = Signal
    purpose = PURPOSE
    template_name = "signals/operation.html"
    form_template: ClassVar[str] = ""
    heading: ClassVar[str] = ""
    button: ClassVar[str] = "Vastleggen"

    def select(self, queryset: Any) -> Any:
        """With what its panes show of other tables."""
        return queryset.select_related("handler", "area", "theme", "owner")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As every form page; after success htmx is told where to go."""
        response = super().post(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect):
            return self.go(response.url)
        return response

    def show(self, status: int = 200, *, template: str = "", **extra: Any) -> HttpResponse:
        """The form alone in the pane, or a page around it."""
        template = template or ("signals/_operation.html" if self.pane else self.template_name)
        return super().show(status, template=template, **extra)

    def context(self, **extra: Any) -> dict[str, Any]:
        """The form's own partial, and the way back."""
        filters = self.filters
        return super().context(
            signal=self.record,
            week=week_label(self.record),
            heading=self.heading,
            button=self.button,
            form_template=self.form_template,
            pane=filters is not None,
            back_query=filters.query() if filters else "",
            back_url=self.back(self.record.number),
            **extra,
        )


class PostPage(SignalPage):
    """An operation of one press: no form to show."""

    abstract = True
    purpose = PURPOSE
    http_method_names: ClassVar[list[str]] = ["post"]  # type: ignore[misc]  # Django declares an instance list


def _log_panels(panels: list[SignalPanel]) -> None:
    for panel in panels:
        if panel.shown:
            record_event(
                Action.LIST,
                record_type=panel.record_type,
                shown=list(panel.shown),
                details={"part": "panel"},
            )
