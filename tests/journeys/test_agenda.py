"""The chair prepares a meeting in minutes, a second person sends it, the police open exactly their item."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from core import clock
from tests.browser import PHONE
from tests.journeys.test_journeys import no_axe_complaints, sign_in, town

__all__ = ["town"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fits(page: Page) -> bool:
    """Nothing sticks out at the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def add_item(page: Page, title: str, question: str) -> None:
    """One item with a question, and nobody invited."""
    page.click("main >> text=Nieuw punt")
    page.fill("[name=title]", title)
    page.fill("[name=question]", question)
    page.check("label:has-text('Besluiten')")
    page.check("label:has-text('AVG intern')")
    page.click("main form button[type=submit]")
    expect(page.locator("h1")).to_contain_text("Wie mag dit horen?")


def plan(page: Page) -> str:
    """A meeting in two weeks; returns its address."""
    page.goto("/casustafel/")
    no_axe_complaints(page)
    page.click("main >> text=Nieuw overleg")
    page.fill("[name=name]", "Casustafel")
    page.fill("[name=day]", (clock.today() + timedelta(days=14)).strftime("%d-%m-%Y"))
    page.fill("[name=begins_at]", "09:30")
    no_axe_complaints(page)
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("Nog geen punten")
    return page.url


def test_the_chair_prepares_and_the_police_open_exactly_their_item(
    town: str, open_page: Callable[..., Page]
) -> None:
    page = sign_in(open_page(), "voorzitter@almelo.demo")
    meeting = plan(page)
    page.click("main >> text=Genodigden (0)")
    for name in ("Erik Slotman", "Arjan Wolters"):
        page.check(f"label:has-text('{name}')")
    page.click("main form button[type=submit]")

    add_item(page, "Zilvermeeuw", "Gaan we samen controleren?")
    police = User.objects.get(email="politie@oost.demo")
    page.check(f"[name=in-{police.pk}]")
    page.fill(f"[name=why-{police.pk}]", "Gaat mee bij de controle")
    no_axe_complaints(page)
    page.click("main form button[type=submit]")
    add_item(page, "Kievit", "Wat doen we met de loods?")
    page.click("main a:has-text('Terug')")

    items = page.locator(".agenda__item")
    expect(items).to_have_count(2)
    no_axe_complaints(page)
    items.nth(1).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-agenda-said]")).to_have_text("Kievit staat nu op plaats 1 van 2.")
    expect(items.first).to_contain_text("Kievit")
    expect(items.first).to_be_focused()

    page.click("main >> text=Versturen")
    no_axe_complaints(page)
    page.click("text=Zet klaar voor een tweede persoon")
    expect(page.locator("main")).to_contain_text("U heeft de agenda klaargezet")
    second = sign_in(open_page(), "coordinator@almelo.demo")
    second.goto(f"{meeting}versturen/")
    second.click("main form >> button:has-text('Verstuur')")
    expect(second.locator("main")).to_contain_text("De agenda is verstuurd")

    guest = sign_in(open_page(PHONE), "politie@oost.demo")
    guest.goto("/casustafel/")
    no_axe_complaints(guest)
    guest.click("main a:has-text('Casustafel')")
    expect(guest.locator("main")).not_to_contain_text("Zilvermeeuw")
    guest.click("text=Lees en aanvaard")
    no_axe_complaints(guest)
    guest.check("[name=agreed]")
    guest.click("main form button[type=submit]")
    expect(guest.locator("main")).to_contain_text("Gaan we samen controleren?")
    expect(guest.locator("main")).not_to_contain_text("Kievit")
    expect(guest.locator(".agenda__item")).to_have_count(1)
    assert fits(guest)
    no_axe_complaints(guest)
    guest.click(".agenda__item a")
    expect(guest.locator("main")).to_contain_text("Gaat mee bij de controle")
    assert fits(guest)


def test_without_javascript_items_move_by_plain_buttons(town: str, open_page: Callable[..., Page]) -> None:
    page = sign_in(open_page(), "voorzitter@almelo.demo")
    meeting = plan(page)
    for title in ("Een", "Twee"):
        add_item(page, title, f"Wat doen we met {title}?")
        page.goto(meeting)
    plain = open_page(PHONE, java_script_enabled=False)
    plain.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]  # the same cookies
    plain.goto(meeting)
    plain.click("button:has-text('Twee omhoog')")
    expect(plain.locator(".agenda__item").first).to_contain_text("Twee")
