"""For each partner: everything he can reach, before publication, during, and after access ended, is what he may see.

A word that occurs nowhere else stands in each item, note, caption, reason and file. Every address of VIK that
his role lets him enter is visited, with every number of the world; what comes back is searched for the words.
"""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from access.calendars import make_address
from access.contexts import acting_as
from access.models import CalendarKind
from access.roles import may
from casustafel.models import AgendaItem, ItemDocument, Meeting
from casustafel.operations.documents import add_document
from tests.cast import sign_in
from tests.casustafel.table import GUESTS, Table
from tests.guards.routes import PAGES

pytestmark = pytest.mark.django_db
# Which items each is invited to; one word each.
INVITED = {
    "police": {"zwaan", "reiger"},
    "riec": {"reiger"},
    "odt": {"kievit"},
    "srt": set(),
    "twenterand_analyst": {"waterhoen"},
}
WORDS = {"zwaan", "reiger", "kievit", "waterhoen", "wulpje"}


class Reach:
    """A meeting with five items, their words and files."""

    def __init__(self, table: Table, meeting: Meeting) -> None:
        self.table, self.meeting = table, meeting
        self.items: dict[str, AgendaItem] = {}
        self.files: dict[str, str] = {}
        for word in sorted(WORDS):
            item = table.item(
                meeting,
                f"Codewoord {word}",
                question=f"Vraag {word}?",
                note=f"Noot {word}",
                territory=["GM0141", "GM1700"],
            )
            with acting_as(table.chair):
                linked = add_document(
                    by=table.chair, item=item, upload=photo(), caption=f"Foto {word}", regime="avg_internal"
                )
            self.files[word] = table.fresh(linked.document).number
            self.items[word] = table.fresh(item)
        for part, words in INVITED.items():
            for word in sorted(words):
                table.invite(self.items[word], part, why=f"Reden {word} {part}")

    def addresses(self, part: str) -> list[str]:
        """Every address of the room and of files, with every number; and those of lists and search."""
        found = ["/casustafel/", "/casustafel/acties/", "/casustafel/kalender/", "/zoeken/?q=zwaan", "/"]
        for route in PAGES:
            if not may(self.table.people[part], route.view.action):
                continue
            if route.name.startswith("casustafel:") and route.converters == ("number",):
                model = getattr(route.view, "model", None)
                numbers = (
                    [self.meeting.number]
                    if model is Meeting
                    else [item.number for item in self.items.values()]
                    if model is AgendaItem
                    else []
                )
                found += [reverse(route.name, args=[number]) for number in numbers]
            elif route.name.startswith("documents:") and route.converters == ("number",):
                found += [reverse(route.name, args=[number]) for number in self.files.values()]
        return found

    def told(self, part: str, client: Any) -> tuple[set[str], set[str]]:
        """The words that somebody gets to read anywhere, and the words of the files that open."""
        words: set[str] = set()
        opened: set[str] = set()
        for url in self.addresses(part):
            answer = client.get(url)
            assert answer.status_code in {200, 302, 403, 404, 405}, f"{url}: {answer.status_code}"
            text = text_of(answer)
            words |= {word for word in WORDS if word in text and "?q=" not in url}
            if answer.status_code == 200:
                opened |= {word for word, number in self.files.items() if f"/documenten/{number}/" in url}
        return words, opened


def photo() -> SimpleUploadedFile:
    """A small picture."""
    raw = io.BytesIO()
    Image.new("RGB", (60, 40), "grey").save(raw, "JPEG")
    return SimpleUploadedFile("foto.jpg", raw.getvalue())


def text_of(answer: Any) -> str:
    """What an answer says in words; of a PDF the text, of a picture nothing."""
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("application/pdf"):
        return pdf_text(answer.content)
    return "" if kind.startswith("image/") else answer.content.decode(errors="replace")


def pdf_text(raw: bytes) -> str:
    """All text of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(raw)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def reach(table: Table, meeting: Meeting) -> Reach:
    """The world of this file."""
    return Reach(table, meeting)


@pytest.mark.parametrize("part", GUESTS)
def test_what_a_partner_can_reach_is_what_he_may_see(
    part: str, reach: Reach, client: Any, django_capture_on_commit_callbacks: Any
) -> None:
    table, user = reach.table, reach.table.people[part]
    sign_in(client, user)
    mine = INVITED[part]

    assert reach.told(part, client) == (set(), set()), "before publication"
    assert reach.meeting.number not in client.get("/casustafel/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        table.send(reach.meeting)
    assert reach.told(part, client) == (set(), set()), "before secrecy was accepted"
    table.accept(reach.meeting, part)
    assert reach.told(part, client) == (mine, mine), "while access runs"
    letters = "".join(sent.subject + sent.body for sent in mail.outbox)
    assert not any(word in letters for word in WORDS)

    page = client.get(reach.meeting.address).content.decode()
    shown = [f"<b>{n}</b>" in page for n in range(1, 6)]
    assert shown == [n < len(mine) for n in range(5)], "no gaps and no count of what others have"
    with acting_as(user):
        key = make_address(by=user, kind=CalendarKind.MEETINGS)
    feed = client.get(f"/casustafel/kalender/{key}.ics").content.decode()
    assert reach.meeting.number in feed
    assert not any(word in feed.lower() for word in (*WORDS, "zaal", "lansink", "casustafel ond"))

    with time_machine.travel(reach.meeting.access_until + timedelta(minutes=1)):
        sign_in(client, user)
        assert reach.told(part, client) == (set(), set()), "after access ended by itself"
        assert client.get(reach.meeting.address).status_code == 404


def test_the_pack_is_tagged_and_carries_name_and_time(reach: Reach, client: Any) -> None:
    reach.table.send(reach.meeting)
    reach.table.accept(reach.meeting, "police")
    sign_in(client, reach.table.people["police"])
    raw = client.get(f"{reach.meeting.address}agenda.pdf").content
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("nl")
    text = pdf_text(raw)
    assert "Erik Slotman" in text and "Awb 2:5" in text and "Vraag reiger?" in text
    whole = client.get(f"{reach.meeting.address}stukken.pdf").content
    text = pdf_text(whole)
    assert "Foto zwaan" in text and "Foto kievit" not in text
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        assert len(pdf.pages) >= 3


def test_what_was_sent_stands_in_the_register_of_verstrekkingen(reach: Reach) -> None:
    from access.models import Disclosure

    reach.table.send(reach.meeting)
    lines = reach.table.all(Disclosure, record_type="casustafel.agendaitem")
    assert {(line.record_number, line.to_user.email) for line in lines} == {
        (reach.items[word].number, reach.table.people[part].email)
        for part, words in INVITED.items()
        for word in words
    }
    assert all(line.legal_basis and line.ends_at == reach.meeting.access_until for line in lines)


def test_a_file_opens_only_after_the_agenda_with_it_was_sent(reach: Reach, client: Any) -> None:
    table = reach.table
    table.send(reach.meeting)
    table.accept(reach.meeting, "police")
    with acting_as(table.chair):
        late = add_document(
            by=table.chair,
            item=reach.items["zwaan"],
            upload=photo(),
            caption="Later",
            regime="avg_internal",
        )
    url = f"/documenten/{table.fresh(late.document).number}/"
    sign_in(client, table.people["police"])
    assert client.get(url).status_code == 404
    table.send(table.fresh(reach.meeting))
    assert client.get(url).status_code == 200
    assert len(table.all(ItemDocument, item=reach.items["zwaan"])) == 2
