"""The agenda page and a pack of 40 items with 200 documents, each beside its floor."""

import io
import json
import sys
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.test import Client  # noqa: E402
from PIL import Image  # noqa: E402

from access.contexts import SYSTEM, acting_as  # noqa: E402
from accounts.demo import make_demo_accounts  # noqa: E402
from accounts.models import User  # noqa: E402
from bench.measure import median_ms  # noqa: E402
from casustafel.models import AgendaItem, Meeting  # noqa: E402
from casustafel.operations import (  # noqa: E402
    Need,
    NewItem,
    NewMeeting,
    accept_secrecy,
    ask_to_meeting,
    invite_to_item,
    open_meeting,
    put_on_agenda,
    release,
    send_agenda,
)
from casustafel.operations.documents import add_document  # noqa: E402
from core import clock  # noqa: E402
from documents.typesetting import typeset  # noqa: E402
from tests.cast import sign_in  # noqa: E402

# "small" only shows that it works.
ITEMS, DOCUMENTS = (4, 8) if sys.argv[1:2] == ["small"] else (40, 200)
GUESTS = ("politie@oost.demo", "riec@oost.demo", "odt@twente.demo", "srt@twente.demo")
BASIS = "AVG 6 lid 1 onder e"


def photo(number: int) -> SimpleUploadedFile:
    """A picture of the size that a phone's copy has."""
    raw = io.BytesIO()
    Image.effect_noise((1200, 800), 40 + number % 20).convert("RGB").save(raw, "JPEG", quality=80)
    return SimpleUploadedFile(f"foto-{number}.jpg", raw.getvalue())


def world() -> tuple[dict[str, User], Meeting]:
    """A meeting that was sent, with everybody invited to every item."""
    make_demo_accounts()
    people = {user.email: user for user in User.objects.select_related("organisation")}
    chair, second = people["voorzitter@almelo.demo"], people["coordinator@almelo.demo"]
    with acting_as(chair):
        new = NewMeeting(name="Meting", starts_at=clock.now() + timedelta(days=7), chair=chair, minutes=480)
        meeting = open_meeting(by=chair, new=new)
        for email in GUESTS:
            ask_to_meeting(by=chair, meeting=meeting, user=people[email])
        for number in range(ITEMS):
            item = _item(chair, meeting, number)
            for email in GUESTS:
                need = Need(user=people[email], why="Meting", legal_basis=BASIS)
                invite_to_item(by=chair, item=item, need=need)
        release(by=chair, meeting=meeting)
    with acting_as(second):
        send_agenda(by=second, meeting=meeting)
    for email in GUESTS:
        with acting_as(people[email]):
            accept_secrecy(by=people[email], meeting=meeting)
    return people, meeting


def _item(chair: User, meeting: Meeting, number: int) -> AgendaItem:
    item = put_on_agenda(
        by=chair,
        meeting=meeting,
        new=NewItem(
            title=f"Codewoord {number}",
            question="Welke stap zetten we, en wie doet wat?",
            kind="RUNNING_CASE",
            note="Er staan drie loodsen leeg. " * 20,
            regimes=["avg_internal"],
        ),
    )
    for extra in range(DOCUMENTS // ITEMS):
        add_document(
            by=chair,
            item=item,
            upload=photo(number * 7 + extra),
            caption=f"Foto {extra}",
            regime="avg_internal",
        )
    return item


def run() -> dict[str, Any]:
    """All figures, in milliseconds (the pack once, in seconds)."""
    with acting_as(SYSTEM, why="bench"):
        people, meeting = world()
    client = Client(headers={"host": "127.0.0.1"})
    chair, guest = people["voorzitter@almelo.demo"], people["politie@oost.demo"]
    found: dict[str, Any] = {"items": ITEMS, "documents": DOCUMENTS}
    sign_in(client, chair)
    found["floor_list_page_ms"] = median_ms(lambda: client.get("/casustafel/"), 7)
    found["agenda_page_ms"] = median_ms(lambda: client.get(meeting.address), 7)
    found["send_preview_ms"] = median_ms(lambda: client.get(f"{meeting.address}versturen/"), 5)
    sign_in(client, guest)
    found["guest_page_ms"] = median_ms(lambda: client.get(meeting.address), 7)
    empty = {"title": "Leeg", "pages": [{"width": 595, "height": 842, "text": "x"}]}
    found["floor_typesetting_ms"] = median_ms(lambda: typeset("stamp", empty), 3)
    found["agenda_pdf_ms"] = median_ms(lambda: client.get(f"{meeting.address}agenda.pdf"), 3)
    found["whole_pack_ms"] = median_ms(lambda: client.get(f"{meeting.address}stukken.pdf"), 1)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(), indent=2) + "\n")
