"""Whatever somebody puts in an address or a form, VIK answers: no page breaks on what is typed."""

from __future__ import annotations

import itertools
import re

import pytest
from django.test import Client

from accounts.models import User
from tests.cast import sign_in
from tests.guards.routes import address, open_to
from tests.guards.undone import undone
from tests.guards.world import World, build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ODD = (
    "\x00",
    "9" * 5000,
    "-1",
    "²",
    "1-1-0001",
    "31-12-9999",
    "00000000-0000-0000-0000-000000000000",
    "\u202egnp.exe \U0001f4a9 Yıldız \u0130",
    "x" * 20_000,
)
# Every name that a page reads from an address.
ASKED = {
    *("q", "na", "soort", "terug", "signaal", "op", "nummers", "next", "doel", "wijk", "thema", "stand"),
    *("rol", "pagina", "over", "ouder", "groep", "deel", "code", "tijd", "relaties", "naar", "met", "bak"),
    *("bron", "wie", "wat", "act", "pad", "ook"),
}
# What leads to another form or belongs to every page.
LEFT_ALONE = {"act", "csrfmiddlewaretoken"}


@pytest.fixture
def world(cast: dict[str, User]) -> World:
    return build(cast)


def fields_of(page: str) -> dict[str, str]:
    """The fields of the forms of a page itself, with what stands in them or the first choice."""
    own = page.partition("<main")[2].partition("</main")[0]
    found = dict.fromkeys(re.findall(r'<(?:input|textarea|button)[^>]*? name="([^"]+)"', own), "")
    for name, value in re.findall(r'<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', own):
        found[name] = found[name] or value
    for name, body in re.findall(r'<select[^>]*? name="([^"]+)".*?>(.*?)</select>', own, re.S):
        options = [value for value in re.findall(r'<option value="([^"]*)"', body) if value]
        found[name] = options[0] if options else ""
    return found


@pytest.mark.parametrize("who", ["coordinator", "legal", "admin", "m_authorised", "reporter"])
def test_no_page_breaks_on_what_is_typed(world: World, who: str) -> None:
    client = sign_in(Client(raise_request_exception=False), world.people[who])
    broken = []
    for route in open_to(world.people[who]):
        here = address(route, world)
        for odd in ODD:
            if client.get(here, dict.fromkeys(ASKED, odd)).status_code >= 500:
                broken.append(f"{route.name} in the address: {odd[:20]!r}")
        shown = client.get(here)
        if shown.status_code != 200 or not shown.headers["Content-Type"].startswith("text/html"):
            continue
        fields = fields_of(shown.content.decode())
        for name, odd in itertools.product(fields.keys() - LEFT_ALONE, ODD):
            with undone():
                status = client.post(here, fields | {name: odd}).status_code
            if status >= 500:
                broken.append(f"{route.name} in {name}: {odd[:20]!r}")
            if status in {403, 405}:
                break  # nothing that is typed is read
    assert not broken, "\n".join(broken)
