"""The Bibob specialist looks up what was imposed before, and takes an investigation one step further."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from core import clock
from measures.operations import involve_party
from subjects.operations import NewFact, NewSubject, Source, register_subject, relate
from tests.browser import PHONE
from tests.journeys.test_journeys import no_axe_complaints, sign_in, town
from tests.measures.making import notified

__all__ = ["town"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def former_company() -> str:
    """Somebody whose former company got a last; returns the number of that measure."""
    people = {
        user.email.split("@")[0]: user
        for user in User.objects.select_related("organisation")
        if "almelo" in user.email
    }
    legal, analyst = people["jurist"], people["analist"]
    source = Source(kind="REGISTER", number="KvK", reliability="A", credibility="1")
    made = []
    with acting_as(SYSTEM, why="test"):
        for kind, values in (
            ("PERSON", {"name": "Dennis Zoeker", "birth_date": "1980-02-01"}),
            ("ORGANISATION", {"name": "Oud Zeer B.V.", "kvk": "45678901"}),
        ):
            facts = [NewFact(code, value) for code, value in values.items()]
            new = NewSubject(
                kind=kind, owner=legal.organisation, facts=facts, source=source, also_for=("LEGAL", "BIBOB")
            )
            made.append(register_subject(by=None, new=new))
    with acting_as(analyst):
        relate(by=analyst, subject=made[0], other=made[1], kind="DIRECTOR", source=source, until="2021-05-00")
    measure = notified(legal, "penalty_order", on=clock.today())
    with acting_as(legal):
        involve_party(by=legal, measure=measure, subject=made[1], role="OFFENDER")
    return measure.number


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_a_look_up_finds_a_measure_through_a_former_company(
    town: str, open_page: Callable[..., Page], size: dict[str, int] | None
) -> None:
    number = former_company()
    page = sign_in(open_page(size) if size else open_page(), "bibob@almelo.demo")
    page.goto("/bibob/")
    no_axe_complaints(page)
    page.fill("[name=question]", "Denis Zoeker 1-2-1980")
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("Zonder reden zoekt VIK niet")
    page.fill("[name=application]", "Z-2026-77")
    page.select_option("[name=decision_kind]", "ALCOHOL")
    page.click("main form button[type=submit]")
    expect(page.locator("h1")).to_have_text("Wie bedoelt u?")
    no_axe_complaints(page)
    page.check("label:has-text('Dennis Zoeker')")
    page.click("text=Toon wat bekend is")
    expect(page.locator("h1")).to_have_text("Dit is bekend")
    expect(page.locator("section[aria-labelledby=maatregelen]")).to_contain_text(number)
    expect(page.locator("section[aria-labelledby=maatregelen]")).to_contain_text(
        "bestuurder van Oud Zeer B.V."
    )
    no_axe_complaints(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert "Zoeker" not in page.url

    page.goto("/bibob/onderzoeken/nieuw/")
    page.fill("[name=application]", "Z-2026-77")
    page.select_option("[name=decision_kind]", "ALCOHOL")
    page.select_option("[name=trigger]", "APPLICATION")
    page.click("main form button[type=submit]")
    page.click("text=Toets aan beleid")
    page.fill("[name=on]", "vandaag")
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("Formulier uitgereikt")
    no_axe_complaints(page)
