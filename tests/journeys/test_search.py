"""Searching as an analyst does all day: from any page, narrowed, opened, kept, and with a pasted list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from core import clock
from desk.demo.town import build_town
from signals.operations.register import NewSignal, register_signal
from tests.browser import PHONE
from tests.journeys.test_journeys import no_axe_complaints, sign_in, town

__all__ = ["town"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def more_signals(owner: User, many: int) -> None:
    with acting_as(SYSTEM, why="test"):
        for number in range(many):
            register_signal(
                by=None,
                new=NewSignal(
                    title=f"Kabels {number}",
                    source_type="ODT" if number % 2 else "INTERNAL",
                    narrative="Weer koperkabels gevonden.",
                    received_at=clock.now().replace(year=2026, month=1 + number % 3, day=3),
                    owner=owner.organisation,
                ),
            )


def asked(page: Page, typed: str) -> None:
    """Ask from wherever the user is, with the key that always works."""
    page.keyboard.press("/")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/**")


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_an_analyst_searches_narrows_opens_keeps_and_asks_again(
    town: str, open_page: Callable[..., Page], size: dict[str, int] | None
) -> None:
    analyst = User.objects.get(email="analist@almelo.demo")
    build_town(analyst)
    more_signals(analyst, 53)
    page = sign_in(open_page(size) if size else open_page(), analyst.email)
    asked(page, "Yildis")
    page.select_option("main [name=doel]", "analyse")
    page.click("main .search-form button[type=submit]")
    found = page.locator("section[aria-labelledby=gevonden-subjecten]")
    expect(found).to_contain_text("Mehmet Yıldız")
    no_axe_complaints(page)
    page.click(".facet button:has-text('Organisatie')")
    expect(found).not_to_contain_text("Mehmet")
    expect(found).to_contain_text("Yıldız Auto's")
    page.click("text=Soort: Organisatie")
    page.click("text=Haal weg")
    expect(found).to_contain_text("Mehmet Yıldız")
    page.click("text=Mehmet Yıldız >> nth=0")
    expect(page.locator("h1")).to_contain_text("Mehmet")

    asked(page, "koperkabel")
    signals = page.locator("section[aria-labelledby=gevonden-signalen]")
    expect(signals).to_contain_text("1–50 van 53")
    page.click("text=Toon de volgende 3")
    expect(signals.locator("li")).to_have_count(3)
    no_axe_complaints(page)
    page.click("text=Terug naar alles")
    page.select_option("#maand-van", "2026-02")
    page.select_option("#maand-tot", "2026-03")
    page.click("text=Toon deze maanden")
    expect(page.locator("#gevonden-signalen")).to_have_text("Signalen (35)")

    page.click("text=Bewaar deze zoekvraag")
    page.fill("[name=name]", "Koper in het voorjaar")
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("Koper in het voorjaar")
    page.click("main table button:has-text('Zoek')")
    expect(page.locator("#gevonden-signalen")).to_have_text("Signalen (35)")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_pasted_list_of_five_hundred_lines_is_answered_line_by_line(
    town: str, open_page: Callable[..., Page]
) -> None:
    analyst = User.objects.get(email="analist@almelo.demo")
    build_town(analyst)
    page = sign_in(open_page(), analyst.email)
    page.goto("/zoeken/lijst/")
    lines = [
        "Mehmet Yildiz",
        "DX-951-H",
        "kvk 87654321",
        *(f"Onbekende naam {number}" for number in range(497)),
    ]
    page.fill("main textarea", "\n".join(lines))
    page.select_option("main [name=doel]", "controle")
    page.click("main form button[type=submit]")
    expect(page.locator("main table tbody tr")).to_have_count(500)
    expect(page.locator("main table tbody tr").nth(0)).to_contain_text("Mehmet Yıldız")
    expect(page.locator("main table tbody tr").nth(400)).to_contain_text("niets gevonden")
    no_axe_complaints(page)
