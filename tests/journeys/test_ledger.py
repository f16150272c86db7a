"""What is known of somebody through time: merged, split again, and seen as it was known before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from playwright.sync_api import Page, expect

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from core import clock
from desk.demo.town import build_town
from subjects.models import Judgement, Relation, Statement, Subject
from tests.browser import PHONE
from tests.journeys.test_journeys import no_axe_complaints, sign_in, town

__all__ = ["town"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def found(label: str) -> Subject:
    with acting_as(SYSTEM, why="test"):
        everybody = Subject.objects.unrestricted(why="test").all()
        return next(row for row in everybody if row.label == label)


def standing() -> set[tuple[str, UUID]]:
    """Everything of each source record: what a judgement must leave where it was."""
    with acting_as(SYSTEM, why="test"):
        return {
            (model.__name__, row.pk)
            for model in (Statement, Relation, Subject)
            for row in model.objects.unrestricted(why="test").all()
        }


def test_an_analyst_judges_two_records_the_same_regrets_it_and_finds_all_as_it_was(
    town: str, open_page: Callable[..., Page]
) -> None:
    analyst = User.objects.get(email="analist@almelo.demo")
    build_town(analyst)
    before = standing()
    one, other = found("R. Wolbers"), found("Piotr Nowak")
    page = sign_in(open_page(), analyst.email)
    page.goto(one.address)
    expect(page.locator("main")).not_to_contain_text("Samengesteld uit")
    page.keyboard.press("v")
    page.wait_for_url("**/vergelijken/")
    page.click("text=Een andere registratie beoordelen")
    page.fill("form:has([name=verdict][type=radio]) [name=other]", other.number)
    page.check("[name=verdict][value=SAME]")
    page.fill("textarea[name=why]", "Zelfde man volgens de wijkagent.")
    page.click("text=Oordeel vastleggen")
    expect(page.locator("main")).to_contain_text("Samengesteld uit 2 registraties")
    expect(page.locator("#gegevens ~ * tbody")).to_contain_text("Piotr Nowak")
    no_axe_complaints(page)

    page.click("main a:text-is('splits')")
    page.fill("[name=why]", "Blijkt een ander te zijn.")
    page.click("main form button[type=submit]")
    expect(page.locator("main")).not_to_contain_text("Samengesteld uit")
    expect(page.locator("main")).not_to_contain_text("Piotr Nowak")
    assert standing() == before
    with acting_as(SYSTEM, why="test"):
        kept = Judgement.objects.unrestricted(why="test").get(subject=one, other=other)
    assert kept.withdrawn_why == "Blijkt een ander te zijn."


def test_what_was_known_on_a_day_is_shown_without_what_came_later(
    town: str, open_page: Callable[..., Page]
) -> None:
    analyst = User.objects.get(email="analist@almelo.demo")
    with time_machine.travel(clock.now() - timedelta(days=10)):
        build_town(analyst)
    page = sign_in(open_page(PHONE), analyst.email)
    page.goto(found("R. Wolbers").address)
    page.click("text=Gegeven toevoegen")
    page.select_option("[name=fact]", "alias")
    page.fill("[name=value]", "Rooie Rob")
    page.click("main .form-actions button[type=submit]")
    expect(page.locator("main")).to_contain_text("Rooie Rob")
    page.fill("[name=op]", (clock.today() - timedelta(days=5)).strftime("%d-%m-%Y"))
    page.click("text=Toon wat VIK toen wist")
    expect(page.locator("main")).to_contain_text("Zo kende VIK dit op")
    expect(page.locator("main")).to_contain_text("R. Wolbers")
    expect(page.locator("main")).not_to_contain_text("Rooie Rob")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    no_axe_complaints(page)
    page.click("text=Terug naar nu")
    expect(page.locator("main")).to_contain_text("Rooie Rob")
    page.fill("[name=op]", (clock.today() - timedelta(days=15)).strftime("%d-%m-%Y"))
    page.click("text=Toon wat VIK toen wist")
    expect(page.locator("main")).to_contain_text("Op die dag was nog niets bekend")
