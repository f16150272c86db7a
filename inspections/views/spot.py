"""The page of one address, made for a phone: arrive, check, write down, leave.

Every form posts to the page itself and names its act. The script of the page asks for JSON and gets the
time at which something was kept; without a script the page comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from access.roles import may
from accounts.models import User
from core import clock
from core.errors import Refused
from encryption.fields import readable
from inspections.forms import (
    CheckForm,
    DealerForm,
    EntryForm,
    FindingForm,
    GoodsForm,
    MetForm,
    NoteForm,
    OutcomeForm,
)
from inspections.models import Line, Stop
from inspections.operations import (
    NewFinding,
    NewLine,
    enter_stop,
    finish_stop,
    record_finding,
    withdraw_line,
    write_line,
)
from inspections.operations.findings import MOST_PHOTOS
from inspections.operations.settling import ON_THE_SPOT
from inspections.queries import stop_picture
from inspections.queries.stop import stamp_of
from inspections.states import LineKind
from inspections.views.base import InspectionOperation, InspectionRecordPage
from reference.models import ControlCheck
from reference.queries import by_code
from subjects.models import Subject

Sentences = list[str]


def _enter(by: User, stop: Stop, form: Any) -> Sentences:
    data = form.cleaned_data
    enter_stop(
        by=by, stop=stop, entry=data["entry"], who=data["who"], at=form.moment(), dwelling=data["dwelling"]
    )
    return []


def _check(by: User, stop: Stop, form: Any) -> Sentences:
    data = form.cleaned_data
    new = NewLine(
        token=data["token"], kind=LineKind.CHECK, code=data["code"], answer=data["answer"], content={}
    )
    write_line(by=by, stop=stop, new=new)
    return []


def _written(kind: LineKind) -> Callable[[User, Stop, Any], Sentences]:
    def write(by: User, stop: Stop, form: Any) -> Sentences:
        content = {name: value for name, value in form.cleaned_data.items() if name != "token"}
        if "in_register" in content:
            content["in_register"] = content["in_register"] == "ja"
        if "dol_on" in content:
            content["dol_on"] = f"{content['dol_on']:%d-%m-%Y}" if content["dol_on"] else ""
        write_line(
            by=by, stop=stop, new=NewLine(token=form.cleaned_data["token"], kind=kind, content=content)
        )
        return []

    return write


def _find(by: User, stop: Stop, form: Any) -> Sentences:
    data = dict(form.cleaned_data)
    photos = data.pop("photos")
    data["breach"] = data["breach"] == "ja"
    return record_finding(by=by, stop=stop, new=NewFinding(**data), photos=photos).refused


def _finish(by: User, stop: Stop, form: Any) -> Sentences:
    finish_stop(by=by, stop=stop, **form.cleaned_data)
    return []


# The act that a form names: its form, what it does, and where on the page it stands.
ACTS: Final[dict[str, tuple[type[BaseForm], Callable[[User, Stop, Any], Sentences], str]]] = {
    "binnen": (EntryForm, _enter, "binnen"),
    "punt": (CheckForm, _check, "punten"),
    "notitie": (NoteForm, _written(LineKind.NOTE), "notities"),
    "persoon": (MetForm, _written(LineKind.MET), "personen"),
    "goed": (GoodsForm, _written(LineKind.GOODS), "steekproef"),
    "handelaar": (DealerForm, _written(LineKind.DEALER), "handelaars"),
    "bevinding": (FindingForm, _find, "bevindingen"),
    "klaar": (OutcomeForm, _finish, "klaar"),
}


class StopPage(InspectionRecordPage):
    """One address on the spot."""

    template_name = "inspections/stop.html"
    stop: Stop

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the stop too."""
        super().prepare(**kwargs)
        self.stop = self.stop_of(kwargs["stop"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or only what colleagues changed since ``stand``."""
        if request.GET.get("deel") == "stand":
            if request.GET.get("stand") == stamp_of(self.actor, self.stop):
                return HttpResponse(status=204)
            return self._page(template="inspections/_stop_live.html")
        return self._page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One act: kept, or the sentence that says why not with everything that was typed."""
        act = request.POST.get("act", "")
        if act not in ACTS:
            return self._page(422)
        kind, operate, place = ACTS[act]
        form: Any = kind(request.POST, request.FILES)
        refused: Sentences = []
        if form.is_valid():
            try:
                with transaction.atomic():
                    refused = operate(self.actor, self.stop, form)
            except Refused as refusal:
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, refusal.message)
        json = "application/json" in request.headers.get("Accept", "")
        if form.errors:
            return self._refuse(form) if json else self._page(422, typed={act: form})
        if json:
            return JsonResponse({"saved": f"{timezone.localtime(clock.now()):%H:%M}", "refused": refused})
        for sentence in refused:
            messages.warning(request, sentence)
        return HttpResponseRedirect(f"{request.path}#{place}")

    def _refuse(self, form: Any) -> HttpResponse:
        told = [str(text) for errors in form.errors.values() for text in errors]
        return JsonResponse({"why": " ".join(told)}, status=422)

    def _page(
        self, status: int = 200, *, typed: dict[str, Any] | None = None, template: str = ""
    ) -> HttpResponse:
        self.log_read()
        picture = stop_picture(self.actor, self.record, self.stop)
        self.log_shown([one.row for one in picture.findings])
        can_write = self.may("inspections.visit") and self.record.state in ON_THE_SPOT
        return self.show(
            status,
            template=template,
            stop=self.stop,
            place=readable(self.stop, "place", otherwise="niet leesbaar"),
            picture=picture,
            forms=self._forms(typed or {}),
            problem=next(iter((typed or {}).values()), None),
            open_act=next(iter(typed or {}), ""),
            can_write=can_write,
            stamp=stamp_of(self.actor, self.stop),
            premises=self._premises() if not template else None,
            token=uuid4(),
            photo_limit=MOST_PHOTOS,
            photo_bytes=settings.VIK_UPLOAD_MAX_BYTES,
        )

    def _premises(self) -> Subject | None:
        """The registration of the premises, for who may read the register."""
        if self.stop.subject_id is None or not may(self.actor, "subjects.view"):
            return None
        found: Subject | None = Subject.objects.filter(pk=self.stop.subject_id).visible_to(self.actor).first()
        self.log_shown([found] if found else [])
        return found

    def _forms(self, typed: dict[str, Any]) -> dict[str, Any]:
        """The forms, each with what is known; the one that came back with what was typed."""
        row = self.stop
        initial: dict[str, dict[str, Any]] = {
            "binnen": {"entry": row.entry, "who": row.entry_by or "", "dwelling": row.dwelling},
            "klaar": {"outcome": row.outcome, "why": row.outcome_why or ""},
        }
        if row.entry_at:
            initial["binnen"]["hour"] = f"{timezone.localtime(row.entry_at):%H:%M}"
        check = self.request.GET.get("punt", "")[:60].replace("\x00", "")
        initial["bevinding"] = self._about(check)
        return {
            act: typed.get(act)
            or kind(initial={"token": uuid4(), **initial.get(act, {})}, auto_id=f"id_{act}_%s")
            for act, (kind, _, _) in ACTS.items()
        }

    def _about(self, code: str) -> dict[str, Any]:
        """A finding about a point starts with its rule."""
        check = by_code(ControlCheck, code) if code else None
        if check is None:
            return {}
        return {"check_code": code, "rule": check.article, "breach": "ja"}


class WithdrawLinePage(InspectionOperation):
    """Take back one's own line."""

    action = "inspections.visit"
    record_action = "inspections.visit"
    heading = "Regel intrekken"
    intro = "De regel telt niet meer mee. Dat hij er stond, blijft te zien."
    button = "Trek in"
    line: Line

    def prepare(self, **kwargs: Any) -> None:
        """Fetch stop and line; of another address it does not exist."""
        super().prepare(**kwargs)
        self.stop = self.stop_of(kwargs["stop"])
        rows = Line.objects.filter(pk=kwargs["line"], stop=self.stop).visible_to(self.actor)
        self.line = get_object_or_404(rows)

    def operate(self, form: Any) -> str:
        """Withdraw it."""
        withdraw_line(by=self.actor, line=self.line)
        return f"{self.record.address}adres/{self.stop.pk}/"
