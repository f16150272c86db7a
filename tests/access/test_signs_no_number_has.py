"""Signs that stand in no number find nothing, as any wrong number does: it is no fault of VIK."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from audit.models import Action, AuditEvent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/zoeken/bewaard/Jan%20Bakker/wijzigen/",
        "/zoeken/bewaard/Y%C4%B1ld%C4%B1z/wijzigen/",
        "/zoeken/bewaard/ZV%001/wijzigen/",
        "/zoeken/bewaard/ZV%001/verwijderen/",
        "/signalen/import/I%001/",
        "/signalen/eigen/S%001/",
        "/signalen/nieuw/verzonden/S%001/",
    ],
)
def test_a_number_with_such_signs_does_not_exist_and_stands_in_no_log(
    as_user: Any, coordinator: User, address: str
) -> None:
    assert as_user(coordinator).get(address).status_code == 404
    denied = AuditEvent.objects.using("audit").filter(action=Action.DENIED).order_by("seq").last()
    assert denied is not None and denied.record_id == ""


def test_a_page_with_a_nul_was_not_printed(as_user: Any, analyst: User) -> None:
    answer = as_user(analyst).post("/afgedrukt/", {"pad": "/zoeken/bewaard/ZV\x001/"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "typed",
    [
        {"zoek_adres": "ja", "zoek-postcode": "7607\x00AB", "zoek-number": "1"},
        {"zoek_adres": "ja", "zoek-postcode": "7607AB", "zoek-number": "1", "zoek-addition": "\x00"},
        {"kies_adres": "\x00"},
    ],
)
def test_an_address_is_looked_up_without_a_nul(as_user: Any, analyst: User, typed: dict[str, str]) -> None:
    answer = as_user(analyst).post("/objecten/nieuw/?soort=premises", typed)
    assert answer.status_code == 200
