"""The only base classes for pages: they ask the role table and the policy, or refuse to exist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from access.decisions import Denied, deny, log_denial
from access.records import ProtectedModel, Record
from access.roles import may, refusal
from accounts.models import User
from audit.models import Action
from audit.origin import current_origin, origin
from audit.record import is_code, record_event
from core.errors import Conflict, Refused


class Page(View):
    """A page for everybody whose role allows ``action``; others get 403 with a sentence.

    ``purpose`` is the doelbinding that reading this page has; it stands in every audit line.
    """

    action: ClassVar[str] = ""
    purpose: ClassVar[str] = ""
    template_name: ClassVar[str] = ""
    abstract: ClassVar[bool] = True
    request: HttpRequest

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.abstract = bool(cls.__dict__.get("abstract", False))
        if not cls.abstract and not cls.action:
            raise ImproperlyConfigured(f"{cls.__name__} needs an action from access.roles")

    @property
    def actor(self) -> User:
        """The signed-in user."""
        user = self.request.user
        assert isinstance(user, User)
        return user

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask the role table, then answer within a savepoint: an error leaves nothing half done."""
        if not may(self.actor, self.action):
            log_denial(self.action)
            raise Denied(deny(refusal(self.action)))
        here = replace(current_origin(), purpose=self.purpose) if self.purpose else current_origin()
        with origin(here), transaction.atomic():
            self.prepare(**kwargs)
            response = super().dispatch(request, *args, **kwargs)
        assert isinstance(response, HttpResponse)
        return response

    def prepare(self, **kwargs: Any) -> None:
        """Load what every method of the page needs; raises 404 or 403."""

    def context(self, **extra: Any) -> dict[str, Any]:
        """What the template gets."""
        return {"page": self, "purpose": self.purpose, **extra}

    def show(self, status: int = 200, *, template: str = "", **extra: Any) -> HttpResponse:
        """Render the page's template."""
        return render(self.request, template or self.template_name, self.context(**extra), status=status)

    def log_shown(
        self, rows: Iterable[ProtectedModel], *, search: bool = False, record_type: str = ""
    ) -> None:
        """Log which records a list shows, before it is shown (Wpg 32a: raadplegen)."""
        shown = list(rows)
        if shown or search:
            record_event(
                Action.SEARCH if search else Action.LIST,
                record_type=record_type or (shown[0]._meta.label_lower if shown else ""),
                shown=[str(row.pk) for row in shown],
                regime=sorted({regime for row in shown for regime in getattr(row, "regimes", ())}),
            )


class ListPage(Page):
    """A list of records: every row shown is logged before it is shown."""

    abstract = True

    def rows(self) -> Sequence[ProtectedModel]:
        """The rows of this page of the list, already visible to the actor."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fetch, log, show."""
        rows = self.rows()
        self.log_shown(rows)
        return self.show(rows=rows)


class RecordPage(Page):
    """One record; a record that the actor may not see does not exist (404, without a hint).

    ``record_action`` is asked of the record's policy. The read is logged before it is shown.
    """

    abstract = True
    model: ClassVar[type[Record]]
    record_action: ClassVar[str] = "view"
    lookup: ClassVar[str] = "number"
    record: Any

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.abstract and getattr(cls, "model", None) is None:
            raise ImproperlyConfigured(f"{cls.__name__} needs a model")

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the record through both locks and ask its policy."""
        # A NUL stands in no number, and the database takes none.
        key = str(kwargs[self.lookup]).replace("\x00", " ")
        queryset: Any = self.model.objects.visible_to(self.actor)
        record = self.select(queryset).filter(**{self.lookup: key}).first()
        if record is None:
            log_denial(self.record_action, self.model._meta.label_lower, key[:64] if is_code(key) else "")
            raise Http404
        decision = record.policy.decide(self.actor, self.record_action, record)
        if not decision:
            log_denial(self.record_action, self.model._meta.label_lower, str(record.pk))
            raise Denied(decision)
        self.record = record

    def select(self, queryset: Any) -> Any:
        """Hook: add ``select_related`` for what the page shows."""
        return queryset

    def named(self) -> Sequence[ProtectedModel]:
        """Hook: the records that the page names besides its own: in its heading, its choices, its way back."""
        return ()

    def log_read(self) -> None:
        """One audit line: this record was read; and one for each kind of record that is named beside it."""
        record_event(
            Action.READ,
            record_type=self.model._meta.label_lower,
            record_id=str(self.record.pk),
            regime=self.record.regimes,
        )
        named = self.named()
        for kind in dict.fromkeys(type(row) for row in named):
            self.log_shown([row for row in named if type(row) is kind])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, then show."""
        self.log_read()
        return self.show()

    def context(self, **extra: Any) -> dict[str, Any]:
        """The record is ``record`` in the template."""
        return super().context(record=self.record, **extra)


class FormPage(Page):
    """A page with one form that leads to one operation."""

    abstract = True
    form_class: ClassVar[type[BaseForm]]

    def form(self, data: Any = None, files: Any = None) -> BaseForm:
        """The form, filled with what was typed."""
        return self.form_class(data, files, **self.form_kwargs())

    def form_kwargs(self) -> dict[str, Any]:
        """Hook: what the form needs besides the data."""
        return {}

    def operate(self, form: Any) -> str:
        """Do the one operation of the page and return the address to go to."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An empty form."""
        return self.show(form=self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Validate, operate, go on; on refusal show the sentence and keep what was typed."""
        form: Any = self.form(request.POST, request.FILES)
        if form.is_valid():
            try:
                with transaction.atomic():
                    target = self.operate(form)
            except Conflict as conflict:
                return self.show(409, form=form, conflict=conflict.message)
            except Refused as refusal_:
                field = refusal_.field if refusal_.field in form.fields else None
                form.add_error(field, refusal_.message)
            else:
                return HttpResponseRedirect(target)
        return self.show(422, form=form)


class OperationPage(FormPage, RecordPage):
    """One operation on one record."""

    abstract = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log the read, then show the form."""
        self.log_read()
        return self.show(form=self.form())

    def show(self, status: int = 200, *, template: str = "", **extra: Any) -> HttpResponse:
        """The form that comes back shows the record too: nobody reads unseen by sending an empty form."""
        if self.request.method == "POST":
            self.log_read()
        return super().show(status, template=template, **extra)
