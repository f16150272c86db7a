"""What every calendar has: the page of one's own address, and the answer to a program that has no session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from access.calendars import HOUR, TooOften, address_of, end_address, make_address, open_address
from access.contexts import SYSTEM, acting_as
from access.models import CalendarAddress, CalendarKind
from access.views import Page
from audit.origin import Origin, current_origin

WHY: Final = "agenda"
TOO_MANY: Final = 429


class CalendarAddressPage(Page):
    """One's own address for a calendar: make it, see when it was last read, take it back."""

    abstract = True
    kind: ClassVar[CalendarKind]
    # The name of the address that a program reads.
    followed: ClassVar[str] = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What there is."""
        return self.show(feed=address_of(self.actor, self.kind))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make a new address, which is shown once, or take the present one back."""
        if request.POST.get("act") == "intrekken":
            found = address_of(self.actor, self.kind)
            if found is not None:
                end_address(by=self.actor, address=found)
            messages.success(request, "Het adres is ingetrokken: uw agenda krijgt niets meer.")
            return HttpResponseRedirect(request.path)
        token = make_address(by=self.actor, kind=self.kind, mine=request.POST.get("van") != "alle")
        url = request.build_absolute_uri(reverse(self.followed, args=[token]))
        return self.show(feed=address_of(self.actor, self.kind), url=url)


def answer_program(
    token: str, kind: CalendarKind, *, purpose: str, read: Callable[[CalendarAddress], HttpResponse]
) -> HttpResponse:
    """Answer who asks for a secret address: ``read`` runs as its owner, through both locks, and writes its line."""
    here = current_origin()
    try:
        with acting_as(SYSTEM, why=WHY, source=here):
            found = open_address(token=token, kind=kind)
    except TooOften:
        wait = str(int(HOUR.total_seconds()))
        return HttpResponse("Te vaak opgehaald.", status=TOO_MANY, headers={"Retry-After": wait})
    if found is None:
        raise Http404
    source = replace(Origin.of_user(found.by), address=here.address, request_id=here.request_id)
    with acting_as(found.by, purpose=purpose, why=WHY, source=source):
        return read(found)
