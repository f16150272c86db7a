"""How long something is kept, and which regime is the strictest."""

from datetime import date

import pytest

from legal.regimes import REGIMES, strictest_of
from legal.retention import RULES, add_months, retention_until


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 23), 6, date(2027, 5, 23)),  # a Sunday: not moved
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(start, months, end):
    assert add_months(start, months) == end


def test_the_sealed_year_is_exactly_one_calendar_year():
    kept = retention_until("signal_no_follow_up", date(2026, 11, 23))
    assert kept.until == date(2027, 11, 23)
    assert retention_until("signal_no_follow_up", date(2028, 2, 29)).until == date(2029, 2, 28)
    assert kept.explanation.startswith("1 jaar na het besluit op 23-11-2026")
    assert "CCV" in kept.ground


def test_the_sealed_year_cannot_be_changed_by_a_setting_other_terms_can():
    assert retention_until("signal_no_follow_up", date(2026, 1, 1), months=3).until == date(2027, 1, 1)
    assert retention_until("signal_handled", date(2026, 1, 1), months=18).until == date(2027, 7, 1)
    assert retention_until("signal_handled", date(2026, 1, 1)).until == date(2031, 1, 1)


def test_every_rule_has_a_ground():
    assert all(rule.ground and rule.event and rule.months > 0 for rule in RULES.values())


def test_an_unknown_kind_is_an_error_not_an_endless_term():
    with pytest.raises(KeyError):
        retention_until("something", date(2026, 1, 1))


def test_there_are_ten_regimes_each_with_its_own_rank():
    assert len(REGIMES) == 10
    assert len({regime.strictness for regime in REGIMES.values()}) == 10


def test_a_mixed_document_takes_the_strictest_regime():
    assert strictest_of({"open_source", "avg_internal"}).code == "avg_internal"
    assert strictest_of({"avg_internal", "wpg_received", "riec"}).code == "wpg_received"
    assert strictest_of({"bibob", "m_report"}).code == "m_report"


def test_only_open_and_internal_data_may_go_on():
    assert {regime.code for regime in REGIMES.values() if regime.onward} == {"avg_internal", "open_source"}
