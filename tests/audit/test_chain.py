"""The chain holds under many writers at once, and its form depends on nothing but the line."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connections
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from audit.chain import COLUMNS, DayCheck, days, genesis, lines_of
from audit.models import Action, AuditEvent, Result
from audit.origin import Origin, origin
from audit.record import Line, record_event, record_many
from tests.audit.owner import Owner

pytestmark = pytest.mark.django_db

SESSIONS = [
    "SET TimeZone = 'Pacific/Kiritimati'",
    "SET TimeZone = 'America/Los_Angeles'",
    "SET DateStyle = 'German'",
    "SET bytea_output = 'escape'",
    "SET IntervalStyle = 'sql_standard'",
    "SET lc_time = 'C'",
    "SET standard_conforming_strings = off",
    "SET extra_float_digits = -15",
    "SET search_path = pg_temp",
]
# What PostgreSQL can hold as text: everything but NUL and halves of characters.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)
CODE = st.from_regex(r"[A-Za-z0-9_.:/\-]{1,20}", fullmatch=True).filter(
    lambda code: not code.isdigit() and not any(len(part) in {8, 9} for part in code.split(":"))
)


def problems() -> list[Any]:
    """Everything wrong with the chain itself."""
    found = []
    for day in days("audit"):
        check = DayCheck(day)
        for line in lines_of("audit", day):
            found += check.line(line)
        found += check.end()
    return found


def write_twenty(number: int) -> None:
    """One of many writers."""
    try:
        for step in range(20):
            record_event(Action.READ, record_id=f"{number}.{step}")
    finally:
        connections["audit"].close()


def test_six_writers_at_once_make_one_chain(empty_log: Owner) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write_twenty, range(6)))
    assert sorted(AuditEvent.objects.using("audit").values_list("seq", flat=True)) == list(range(1, 121))
    assert problems() == []


def test_the_first_line_of_a_day_hangs_on_the_day_itself(empty_log: Owner) -> None:
    record_event(Action.READ)
    first = AuditEvent.objects.using("audit").get()
    assert bytes(first.prev).hex() == genesis(first.day.isoformat())


@pytest.mark.parametrize("session", SESSIONS)
def test_no_setting_of_a_session_changes_what_is_hashed(session: str, empty_log: Owner) -> None:
    with origin(Origin(actor_id=1, actor_label='Ö. "Yıl\\maz"\t', roles=("ANALYST", "CHAIR"))):
        record_event(Action.READ, record_id="before", shown=["a", "b"], reason="wegens", details={"n": -1})
        with connections["audit"].cursor() as cursor:
            cursor.execute(session)
            record_event(Action.READ, record_id="during", shown=["a"], reason="wegens", details={"t": True})
            assert problems() == []
    connections["audit"].close()
    assert problems() == []


@rules(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    texts=st.lists(TEXT, min_size=6, max_size=6),
    details=st.dictionaries(
        CODE, st.one_of(CODE, st.integers(-(2**63) + 1, 2**63 - 1), st.booleans(), st.lists(CODE, max_size=3))
    ),
    shown=st.lists(CODE, max_size=4),
    actor=st.none() | st.integers(1, 2**62),
    result=st.sampled_from(Result),
)
def test_the_hashed_form_is_rebuilt_outside_the_database_to_the_letter(
    owner: Owner,
    texts: list[str],
    details: dict[str, Any],
    shown: list[str],
    actor: int | None,
    result: Result,
) -> None:
    here = Origin(actor, texts[0], (texts[1][:40],), texts[2], texts[3], texts[4], texts[5], "p", texts[0])
    with origin(here):
        record_event(Action.SEARCH, shown=shown, result=result, details=details)
    with connections["audit"].cursor() as cursor:
        cursor.execute(
            "SELECT audit_canonical(e), seq FROM audit_auditevent e ORDER BY day DESC, seq DESC LIMIT 1"
        )
        text, seq = cursor.fetchone()
    rebuilt = [line for line in lines_of("audit", json.loads(text)[1]) if line.seq == seq]
    assert rebuilt[0].canonical == text
    assert rebuilt[0].hash == rebuilt[0].true_hash


def test_every_column_is_part_of_the_hash() -> None:
    stored = {field.name for field in AuditEvent._meta.concrete_fields}
    assert set(COLUMNS) - {"version"} == stored - {"hash"}


def test_lines_written_in_one_statement_stand_in_their_order(empty_log: Owner) -> None:
    record_many([Line(action=Action.EXPORT, record_id=f"k-{number}") for number in range(50)])
    lines = list(AuditEvent.objects.using("audit").order_by("seq").values_list("record_id", flat=True))
    assert lines == [f"k-{number}" for number in range(50)]
    assert problems() == []


def test_the_forger_of_these_tests_makes_a_chain_like_the_real_one(empty_log: Owner) -> None:
    empty_log.invent(date(2026, 3, 1), 3)
    empty_log.invent(date(2026, 3, 3), 2)
    assert list(days("audit")) == ["2026-03-01", "2026-03-03"]
    assert list(days("audit", since=date(2026, 3, 2))) == ["2026-03-03"]
    assert problems() == []
