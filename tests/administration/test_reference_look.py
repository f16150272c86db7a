"""The pages about the lists in a real browser: no axe violation, no overflow, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import reverse

from accounts.demo import make_demo_accounts
from accounts.models import User
from reference.models import Theme
from tests.browser import DESK, PHONE
from tests.cast import cookies_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (DESK, "dark"), (PHONE, "light")])
def test_the_pages_of_the_lists_are_whole(live_vik, open_page, client, size, scheme):

    make_demo_accounts()
    call_command("load_reference", verbosity=0)
    sign_in(client, User.objects.get(email="beheer@almelo.demo"))
    theme = Theme.objects.get(code="drugs")
    page = open_page(size, color_scheme=scheme)
    page.context.add_cookies(cookies_of(client, live_vik))
    for name, kwargs in (
        ("reference", {}),
        ("reference_list", {"list": "fenomenen"}),
        ("reference_list", {"list": "gebieden"}),
        ("reference_entry", {"list": "themas", "entry": theme.pk}),
        ("reference_renew", {"list": "themas", "entry": theme.pk}),
        ("reference_add", {"list": "indicatoren"}),
    ):
        page.goto(live_vik + reverse(f"administration:{name}", kwargs=kwargs))
        found = Axe().run(page, options={"preload": False})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
