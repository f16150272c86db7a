"""A text becomes part of a picture: linked, registered and rejected by keyboard, then found from one box."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from core import clock
from desk.demo.town import build_town
from signals.models import Signal
from signals.operations.register import NewSignal, register_signal
from subjects.models import Subject
from tests.journeys.test_journeys import no_axe_complaints, sign_in, town, wait_until_settled

__all__ = ["town"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


def weighed_signal(owner: User) -> Signal:
    with acting_as(SYSTEM, why="test"):
        signal = register_signal(
            by=None,
            new=NewSignal(
                title="Bus bij loods",
                source_type="INTERNAL",
                narrative="Bij de loods stond een bus met kenteken DX-951-H van Klaas Bakker. Bel 06-55512345.",
                received_at=clock.now(),
                owner=owner.organisation,
            ),
        )
        signal.weighed_yes, signal.state = True, "WEIGHING"
        signal.save()
        return signal


def press(page: Page, key: str) -> None:
    wait_until_settled(page)
    page.keyboard.press(key)


def test_an_analyst_links_by_keyboard_and_finds_it_from_one_box(
    town: str, open_page: Callable[..., Page]
) -> None:
    analyst = User.objects.get(email="analist@almelo.demo")
    build_town(analyst)
    signal = weighed_signal(analyst)
    page = sign_in(open_page(), analyst.email)
    page.goto(f"/signalen/?bak=nieuw&signaal={signal.number}")
    page.keyboard.press("l")
    expect(page.locator("#bewerking")).to_have_text("Wie en wat")
    expect(page.locator(".mark-row--current")).to_contain_text("DX-951-H")
    no_axe_complaints(page)
    press(page, "y")
    expect(page.locator("#signaal")).to_contain_text("voertuig, nummer of rekening")
    expect(page.locator(".mark-row--current")).to_contain_text("Klaas Bakker")
    press(page, "m")
    expect(page.locator("#signaal")).to_contain_text("mogelijk betrokkene")
    expect(page.locator(".mark-row--current")).to_contain_text("06-55512345")
    press(page, "n")
    expect(page.locator("#signaal")).to_contain_text("Alles uit de tekst is bekeken.")
    press(page, "/")
    page.keyboard.type("klaas baker")
    page.keyboard.press("Enter")
    page.select_option("main [name=doel]", "analyse")
    page.click("main button[type=submit]")
    expect(page.locator("main")).to_contain_text("Klaas Bakker")
    expect(page.locator("main")).to_contain_text("Bus bij loods")
    assert "klaas" not in page.url
    no_axe_complaints(page)


def test_an_answer_that_comes_in_while_writing_leaves_the_cursor(
    town: str, open_page: Callable[..., Page]
) -> None:
    analyst = User.objects.get(email="analist@almelo.demo")
    signal = weighed_signal(analyst)
    page = sign_in(open_page(), analyst.email)
    page.goto(f"/signalen/?bak=nieuw&signaal={signal.number}")
    page.route("**/koppelen/**", lambda route: (page.wait_for_timeout(600), route.continue_()))
    press(page, "l")
    page.keyboard.press("/")
    page.keyboard.type("klaas")
    expect(page.locator("#bewerking")).to_have_text("Wie en wat")
    wait_until_settled(page)
    page.keyboard.type(" baker")
    expect(page.get_by_role("searchbox").first).to_have_value("klaas baker")


def test_linking_fits_a_phone(town: str, open_page: Callable[..., Page]) -> None:
    analyst = User.objects.get(email="analist@almelo.demo")
    signal = weighed_signal(analyst)
    page = sign_in(open_page(PHONE), analyst.email)
    page.goto(f"/signalen/{signal.number}/koppelen/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("text=Nieuw vastleggen >> nth=0")
    expect(page.locator("main")).to_contain_text("is vastgelegd en gekoppeld")
    no_axe_complaints(page)


def test_what_belongs_to_one_neighbour_stays_clear_by_pointer_and_by_keyboard(
    town: str, open_page: Callable[..., Page]
) -> None:
    analyst = User.objects.get(email="analist@almelo.demo")
    build_town(analyst)
    page = sign_in(open_page(), analyst.email)
    with acting_as(analyst):
        mehmet = Subject.objects.visible_to(analyst).get(names__contains="mehmet yildiz")
    page.goto(mehmet.address)
    event = page.locator(".timeline li[data-tie]", has_text="Elif")
    event.hover()
    clear = page.locator("[data-tie][data-lit]")
    # The line and the dot of the picture, the row of the table, and the event.
    expect(clear).to_have_count(4)
    expect(page.locator("svg g[data-lit]")).to_contain_text("Elif")
    expect(page.locator("svg g[data-tie]:not([data-lit])")).to_have_count(2)
    page.locator("h1").hover()
    expect(clear).to_have_count(0)
    page.locator("tr[data-tie]").get_by_role("link", name="Yıldız Auto's", exact=True).focus()
    expect(page.locator(".timeline li[data-lit]")).to_contain_text("eigenaar van Yıldız Auto's")
    no_axe_complaints(page)
