"""A pasted list: every line answered, in its order, with few questions to the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from desk.demo.town import build_town
from desk.pasted import MOST_LINES, look_up
from signals.operations.register import NewSignal, register_signal

pytestmark = pytest.mark.django_db
PAGE = "/zoeken/lijst/"
LIST = (
    """Mehmet Yildiz
dx-951-h
kvk 87654321
87654321

999990019
Dennis van t Hof
xy
mehmet yildiz
Onbekende Naam
Plesmanweg 95 bis, Almelo
Thuisbest Twente
"""
    + "z" * 200
)


@pytest.fixture
def town(analyst: User) -> None:
    build_town(analyst)
    with acting_as(SYSTEM, why="test"):
        register_signal(
            by=None,
            new=NewSignal(
                title="Vaten in loods",
                source_type="ODT",
                narrative="In de loods staan vaten.",
                received_at=clock.now(),
                owner=analyst.organisation,
                location="Plesmanweg 95 bis, 7607 GA Almelo",
            ),
        )


def text(response: Any) -> str:
    return str(response.content.decode())


def test_each_line_has_its_answer_in_its_place(town: None, analyst: User) -> None:
    with acting_as(analyst):
        batch = look_up(analyst, LIST)
    told = {
        line.text[:20]: [*(row.subject.label for row in line.subjects)] or line.outcome
        for line in batch.lines
    }
    assert [line.number for line in batch.lines] == list(range(1, 13))
    assert "Mehmet Yıldız" in told["Mehmet Yildiz"]
    assert told["dx-951-h"] == ["DX951H"]
    assert told["87654321"] == ["Yıldız Auto's"]
    assert told["999990019"] == ["Mehmet Yıldız"]
    assert "Dennis Hendrik van 't Hof" in told["Dennis van t Hof"]
    assert told["xy"] == "te kort om te zoeken"
    assert told["mehmet yildiz"] == "staat ook op regel 1"
    assert told["Onbekende Naam"] == "niets gevonden"
    assert "Thuisbest Twente B.V." in told["Thuisbest Twente"]
    assert "te lang" in told["z" * 20]
    place = next(line for line in batch.lines if line.text.startswith("Plesmanweg"))
    assert [row.signal.title for row in place.signals] == ["Vaten in loods"]


def test_the_page_asks_a_purpose_keeps_what_was_pasted_and_logs_what_it_shows(
    town: None, as_user: Any, analyst: User
) -> None:
    client: Client = as_user(analyst)
    refused = client.post(PAGE, {"lijst": "Mehmet Yildiz", "doel": ""})
    assert refused.status_code == 422
    assert "Kies waarvoor u zoekt." in text(refused)
    assert "Mehmet Yildiz</textarea>" in text(refused)
    assert "Plak een lijst." in text(client.post(PAGE, {"lijst": " \n ", "doel": "analyse"}))
    page = text(client.post(PAGE, {"lijst": LIST, "doel": "analyse"}))
    assert "van 12 regels met een treffer" in page
    lines = AuditEvent.objects.using("audit").filter(action=Action.SEARCH, actor_id=analyst.pk)
    line = lines.filter(record_type="subjects.subject").latest("at")
    assert line.details["parts"] == ["list"]
    assert len(line.shown) == line.details["found"] > 3
    assert "Yildiz" not in str(list(lines.values_list("details", "context", "purpose")))


def test_too_many_lines_are_told_and_not_lost_silently(town: None, as_user: Any, analyst: User) -> None:
    pasted = "\n".join(f"Niemand{number}" for number in range(MOST_LINES + 7))
    page = text(as_user(analyst).post(PAGE, {"lijst": pasted, "doel": "analyse"}))
    assert "7 regels te veel" in page
    assert f"{MOST_LINES} regels met een treffer" in page


def test_somebody_elsewhere_finds_nothing(town: None, as_user: Any, twenterand_analyst: User) -> None:
    page = text(as_user(twenterand_analyst).post(PAGE, {"lijst": LIST, "doel": "analyse"}))
    assert "<strong>0</strong> van 12 regels" in page


def test_a_long_list_costs_no_more_questions_than_a_short_one(town: None, analyst: User) -> None:
    costs = []
    for times in (2, 60):
        pasted = "\n".join(
            f"Jan Smit{n}\nAB{n:03}C\n0612345{n:03}\nStraatweg {n}, Almelo" for n in range(100, 100 + times)
        )
        with acting_as(analyst), CaptureQueriesContext(connection) as asked:
            look_up(analyst, pasted)
        costs.append(len(asked))
    assert costs[0] == costs[1]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pasted=st.text(max_size=300))
def test_any_text_is_answered(analyst: User, pasted: str) -> None:
    with acting_as(analyst):
        batch = look_up(analyst, pasted)
    assert len(batch.lines) == sum(1 for line in pasted.splitlines() if line.replace("\x00", "").split())
