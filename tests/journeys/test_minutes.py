"""Minutes at the table: what says *bewaard* is stored, and what is typed without a line or beside another stays."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from accounts.models import User
from tests.browser import PHONE
from tests.cast import CAST
from tests.casustafel.running import Running
from tests.casustafel.table import Table
from tests.journeys.test_journeys import no_axe_complaints, sign_in, town

__all__ = ["town"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def running(town: str) -> Running:
    people = {user.email: user for user in User.objects.select_related("organisation")}
    return Running(Table({part: people[email] for part, email in CAST.items()}))


def at_table(open_page: Callable[..., Page], running: Running, email: str, size: dict | None = None) -> Page:
    """Signed in, with the minutes of the first item before him."""
    page = open_page(size) if size else open_page()
    sign_in(page, email)
    page.goto(f"/casustafel/overleg/{running.meeting.number}/live/?punt={running.shared.number}")
    expect(page.locator("body[data-minutes-ready]")).to_be_attached()
    return page


def blocks(page: Page) -> list[str]:
    """What stands in the blocks on the page."""
    return [box.input_value() for box in page.locator("[data-blocks] textarea").all()]


def test_what_is_typed_is_stored_without_pressing_anything(
    open_page: Callable[..., Page], running: Running
) -> None:
    page = at_table(open_page, running, CAST["chair"])
    page.get_by_role("button", name="Nieuw blok").click()
    page.keyboard.type("/b De gemeente pakt dit op.")
    expect(page.locator("[data-block-state]")).to_have_text(re.compile(r"bewaard \d\d:\d\d:\d\d · #\d+"))
    expect(page.locator("[data-block-kind]")).to_have_value("DECISION")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Tweede blok")
    expect(page.locator("[data-minutes-state]")).to_have_text("Alles is bewaard.")
    page.reload()
    assert blocks(page) == ["De gemeente pakt dit op.", "Tweede blok"]
    no_axe_complaints(page)


def test_without_a_line_typing_goes_on_and_a_crash_loses_nothing(
    open_page: Callable[..., Page], running: Running
) -> None:
    page = at_table(open_page, running, CAST["chair"])
    url = page.url

    def cut(route: Route) -> None:
        route.abort()

    page.route("**/live/bewaar/", cut)
    page.get_by_role("button", name="Nieuw blok").click()
    page.keyboard.type("Zonder verbinding getypt")
    expect(page.locator("[data-minutes-state]")).to_contain_text("Geen verbinding: 1 wijziging wacht")
    expect(page.locator("[data-block-state]")).not_to_contain_text("bewaard om")
    # The browser is killed: nobody is asked, the page is just gone.
    context = page.context
    page.close(run_before_unload=False)
    again = context.new_page()
    again.goto(url)
    expect(again.locator("[data-blocks] textarea")).to_have_value("Zonder verbinding getypt")
    expect(again.locator("[data-minutes-state]")).to_have_text("Alles is bewaard.")


def test_an_answer_that_never_came_stores_the_text_once(
    open_page: Callable[..., Page], running: Running
) -> None:
    page = at_table(open_page, running, CAST["chair"])
    heard: list[str] = []

    def deaf(route: Route) -> None:
        heard.append(route.request.post_data or "")
        route.fetch()
        route.abort()

    page.route("**/live/bewaar/", deaf, times=2)
    page.get_by_role("button", name="Nieuw blok").click()
    page.keyboard.type("Eenmaal")
    expect(page.locator("[data-block-state]")).to_have_text(re.compile("bewaard .* · #1$"), timeout=30_000)
    assert len(heard) == 2
    page.reload()
    assert blocks(page) == ["Eenmaal"]


def test_two_writers_in_one_block_see_both_texts_side_by_side(
    open_page: Callable[..., Page], running: Running
) -> None:
    chair = at_table(open_page, running, CAST["chair"])
    chair.get_by_role("button", name="Nieuw blok").click()
    chair.keyboard.type("Begin")
    expect(chair.locator("[data-minutes-state]")).to_have_text("Alles is bewaard.")
    second = at_table(open_page, running, CAST["coordinator"])
    # What the other writes does not come in here while it is typed over.
    for page in (chair, second):
        page.route("**/live/stand/**", lambda route: route.abort())
    for page, text in ((chair, "Begin van de voorzitter"), (second, "Begin van de ander")):
        page.locator("[data-blocks] textarea").fill(text)
        expect(page.locator("[data-minutes-state]")).to_have_text("Alles is bewaard.")
    for page in (chair, second):
        page.unroute("**/live/stand/**")
    expect(second.locator("[data-block-others]")).to_contain_text("Begin van de voorzitter")
    expect(chair.locator("[data-block-others]")).to_contain_text("Begin van de ander")
    second.get_by_role("button", name="Zet ze onder elkaar").click()
    both = re.compile("Begin van de ander\nBegin van de voorzitter")
    expect(second.locator("[data-blocks] textarea")).to_have_value(both)
    expect(chair.locator("[data-blocks] textarea")).to_have_value(both)
    expect(chair.locator("[data-block-others]")).to_be_hidden()


def test_on_a_phone_the_minutes_can_be_read_and_written(
    open_page: Callable[..., Page], running: Running
) -> None:
    page = at_table(open_page, running, CAST["chair"], PHONE)
    page.get_by_role("button", name="Nieuw blok").click()
    page.locator("[data-blocks] textarea").fill("Onderweg")
    expect(page.locator("[data-minutes-state]")).to_have_text("Alles is bewaard.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    no_axe_complaints(page)


def test_with_the_keyboard_alone_a_block_says_what_it_is_who_does_it_and_when(
    open_page: Callable[..., Page], running: Running
) -> None:
    page = at_table(open_page, running, CAST["chair"])
    organisation = running.table.people["police"].organisation.name
    page.get_by_role("button", name="Nieuw blok").click()
    box, options = page.locator("[data-blocks] textarea"), page.locator("#keuzes [role=option]")
    page.keyboard.type("/")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(options).to_have_text(
        [re.compile(name) for name in ("Informatie", "Besluit", "Actie", "Vervolg", "Datum", "Signaal")]
    )
    page.keyboard.type("act")
    page.keyboard.press("Enter")
    expect(page.locator("[data-block-kind]")).to_have_value("ACTION")
    expect(box).to_have_value("")
    page.keyboard.type(f"@{organisation[:5].lower()}")
    expect(options.filter(has_text="organisatie").first).to_be_visible()
    no_axe_complaints(page)
    page.keyboard.press("Enter")
    expect(box).to_have_value(f"@{organisation} ")
    page.keyboard.type("belt, uiterlijk volgende di")
    expect(options.first).to_contain_text("dinsdag")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value(re.compile(rf"^@{organisation} belt, uiterlijk \d+ [a-z]+ \d{{4}} $"))
    # Escape closes the list, and what was typed stays word for word; so does what no choice fits.
    page.keyboard.type("en /b")
    expect(page.locator("#keuzes")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keuzes")).to_be_hidden()
    page.keyboard.type(" #geen-casus")
    expect(page.locator("#keuzes")).to_be_hidden()
    expect(box).to_have_value(re.compile(r"\d{4} en /b #geen-casus$"))
    expect(page.locator("[data-minutes-state]")).to_have_text("Alles is bewaard.")
    page.reload()
    assert blocks(page)[0].endswith("en /b #geen-casus")
    page.get_by_role("link", name="besluit of actie").click()
    expect(page.get_by_label("Wie doet dit?").locator("option:checked")).to_have_text(organisation)
    expect(page.get_by_label("Uiterlijk klaar op")).to_have_value(re.compile(r"\d\d-\d\d-\d{4}"))


def test_without_the_choices_typing_goes_on(open_page: Callable[..., Page], running: Running) -> None:
    page = at_table(open_page, running, CAST["chair"])
    page.route("**/keuzes/**", lambda route: route.abort())
    page.get_by_role("button", name="Nieuw blok").click()
    page.keyboard.type("/besluit @politie gaat uiterlijk di langs")
    expect(page.locator("[data-blocks] textarea")).to_have_value("@politie gaat uiterlijk di langs")
    expect(page.locator("[data-block-kind]")).to_have_value("DECISION")
    expect(page.locator("[data-minutes-state]")).to_have_text("Alles is bewaard.")
    page.reload()
    assert blocks(page) == ["@politie gaat uiterlijk di langs"]
