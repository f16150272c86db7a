"""What was observed and what a colleague thinks of it stand apart, each with how sure it is (AVG 5(1)(d))."""

from __future__ import annotations

import pytest

from access.contexts import acting_as
from core.errors import Refused
from signals.operations.editing import Sharpened, edit_signal
from tests.signals.triage_world import STORY, fresh, make_signal

pytestmark = pytest.mark.django_db
OPINION = "Dit lijkt op een opslag voor een laboratorium."


@pytest.fixture
def signal(almelo):
    return make_signal(almelo)


def sharpen(user, signal, **changes):
    new = Sharpened(title=signal.title, **changes)
    with acting_as(user):
        return edit_signal(by=user, signal=signal, new=new, version=signal.version)


def test_an_opinion_never_changes_what_was_observed(signal, cast):
    sharpen(cast["coordinator"], signal, interpretation=OPINION)
    kept = fresh(signal)
    assert (kept.narrative, kept.interpretation) == (STORY, OPINION)


def test_the_page_shows_both_apart(signal, cast, as_user):
    sharpen(cast["coordinator"], signal, interpretation=OPINION)
    page = as_user(cast["coordinator"]).get(f"/signalen/{signal.number}/")
    assert "jerrycans" in str(page.context["narrative"])
    assert OPINION not in str(page.context["narrative"])
    assert OPINION in page.content.decode()


def test_a_signal_is_unverified_until_somebody_says_otherwise(signal, cast):
    assert fresh(signal).verification == "UNVERIFIED"
    sharpen(
        cast["coordinator"], signal, verification="CONFIRMED", source_reliability="B", content_credibility="2"
    )
    kept = fresh(signal)
    assert (kept.verification, kept.source_reliability, kept.content_credibility) == ("CONFIRMED", "B", "2")


def test_how_sure_it_is_comes_from_the_scale_of_the_protocol(signal, cast):
    with pytest.raises(Refused, match="Kies een waarde"):
        sharpen(cast["coordinator"], signal, source_reliability="Z")
