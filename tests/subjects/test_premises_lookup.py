"""*Zoek adres op*: an address of the BAG as a suggestion, and nothing typed is ever lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from access.contexts import acting_as
from accounts.models import User
from core.levels import Confidentiality
from reference.areas import import_areas
from reference.bag import import_bag
from reference.queries import address_by_id
from subjects.models import Statement, Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject
from subjects.queries.place import place_of
from subjects.views.lookup_address import suggested_type
from tests.reference.maps import address, extract, geopackage, town

pytestmark = pytest.mark.django_db
NEW = "/objecten/nieuw/?soort=premises"
SOURCE = {"source_kind": "COLLEAGUE", "reliability": "C", "credibility": "3", "confidentiality": "2"}
SEEK = {"zoek_adres": "ja"}
SHOP = "0141200000001002"


@pytest.fixture
def bag(db: None, tmp_path: Path) -> None:
    """A street with a house, and a number with two doors; all in one buurt."""
    rows = [
        address(7),
        address(12, nummeraanduiding="0141200000001001"),
        address(12, huisletter="A", nummeraanduiding=SHOP, verblijfsobjectgebruiksdoel="winkelfunctie"),
    ]
    import_areas(geopackage(tmp_path / "kaart.gpkg", town(["Centrum"])), year=2026, partial=True)
    import_bag([extract(tmp_path / "bag.csv", rows)], extract_date=date(2026, 11, 8))


def sought(postcode: str = "7607 ca", number: str = "7", **other: str) -> dict[str, str]:
    return SOURCE | {"zoek-postcode": postcode, "zoek-number": number} | other


def text(response: Any) -> str:
    return str(response.content.decode())


def filled(response: Any) -> dict[str, str]:
    """What stands in the form."""
    return {bound.name: str(bound.value() or "") for bound in response.context["form"]}


def known(by: User, kind: str, **values: str) -> Subject:
    new = NewSubject(
        kind=kind,
        owner=by.organisation,
        facts=[NewFact(code, value) for code, value in values.items()],
        source=Source(),
        confidentiality=Confidentiality.INTERN,
    )
    with acting_as(by):
        return register_subject(by=by, new=new)


def test_one_address_fills_the_form_and_nothing_is_registered_yet(
    bag: None, as_user: Any, analyst: User
) -> None:
    page = as_user(analyst).post(NEW, sought() | SEEK)
    values = filled(page)
    assert page.status_code == 200
    assert (values["location"], values["postcode"], values["town"]) == ("Grotestraat 7", "7607CA", "Almelo")
    assert (values["bag_address"], values["bag_object"]) == ("0141200000000007", "0141010000000007")
    assert (values["bag_building"], values["premises_type"]) == ("0141100000000007", "woning")
    assert "buurt Centrum, wijk Binnenstad (grenzen van 2026)" in text(page)
    with acting_as(analyst):
        assert not Subject.objects.visible_to(analyst).exists()


def test_what_was_filled_in_can_be_registered_as_it_stands(bag: None, as_user: Any, analyst: User) -> None:
    client = as_user(analyst)
    values = filled(client.post(NEW, sought() | SEEK))
    assert client.post(NEW, values).status_code == 302
    with acting_as(analyst):
        facts = list(
            Statement.objects.visible_to(analyst).filter(fact="bag_address").select_related("subject")
        )
    assert [row.value for row in facts] == ["0141200000000007"]
    (place,) = {row.subject for row in facts}
    assert "buurt Centrum, wijk Binnenstad (grenzen van 2026)" in text(client.get(place.address))


def test_of_several_doors_one_is_chosen(bag: None, as_user: Any, analyst: User) -> None:
    client = as_user(analyst)
    page = client.post(NEW, sought(number="12") | SEEK)
    assert "Welk adres is het?" in text(page)
    assert [found.address.house for found in page.context["addresses"]] == ["12", "12 A"]
    assert filled(page)["location"] == ""
    values = filled(client.post(NEW, sought(number="12") | {"kies_adres": SHOP}))
    assert (values["location"], values["premises_type"]) == ("Grotestraat 12 A", "lokaal")


def test_a_letter_narrows_it_to_one(bag: None, as_user: Any, analyst: User) -> None:
    page = as_user(analyst).post(NEW, sought(number="12", **{"zoek-letter": "a"}) | SEEK)
    assert filled(page)["location"] == "Grotestraat 12 A"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"postcode": "7607CA", "number": "99"}, "staat niet in de BAG"),
        ({"postcode": "48683", "number": "3"}, "ook in het buitenland"),
        ({"postcode": "", "number": ""}, "Vul een postcode en een huisnummer in."),
        ({"postcode": "7607CA\x00", "number": "7\x00"}, "staat niet in de BAG"),
    ],
)
def test_an_unknown_address_is_said_and_nothing_typed_is_lost(
    bag: None, as_user: Any, analyst: User, asked: dict[str, str], said: str
) -> None:
    typed = {"location": "Bahnhofstrasse 3", "town": "Ahaus", "premises_type": "erf", "source_number": "S-1"}
    page = as_user(analyst).post(NEW, sought(**asked) | typed | SEEK)
    assert page.status_code == 200
    assert said in text(page)
    values = filled(page)
    assert {name: values[name] for name in typed} == typed
    assert (values["reliability"], values["confidentiality"]) == ("C", "2")


def test_without_an_extract_it_says_so(as_user: Any, analyst: User) -> None:
    assert "nog geen uittreksel" in text(as_user(analyst).post(NEW, sought() | SEEK))


def test_a_foreign_address_is_registered_by_hand(bag: None, as_user: Any, analyst: User) -> None:
    typed = SOURCE | {"location": "Bahnhofstrasse 3", "postcode": "48683", "town": "Ahaus"}
    assert as_user(analyst).post(NEW, typed).status_code == 302


def test_one_address_does_not_replace_what_was_typed_without_asking(
    bag: None, as_user: Any, analyst: User
) -> None:
    page = as_user(analyst).post(NEW, sought() | {"location": "Grotestraat 7 achter"} | SEEK)
    assert filled(page)["location"] == "Grotestraat 7 achter"
    assert "Welk adres is het?" in text(page)


def test_enter_in_the_lookup_looks_up_when_nothing_else_was_typed(
    bag: None, as_user: Any, analyst: User
) -> None:
    page = as_user(analyst).post(NEW, sought())
    assert (page.status_code, filled(page)["location"]) == (200, "Grotestraat 7")


def test_a_chosen_address_that_does_not_exist_is_not_found(bag: None, as_user: Any, analyst: User) -> None:
    assert "staat niet in de BAG" in text(as_user(analyst).post(NEW, sought() | {"kies_adres": "x" * 40}))


def test_the_address_of_a_person_is_filled_in_as_one_fact(bag: None, as_user: Any, analyst: User) -> None:
    client, one = as_user(analyst), known(analyst, "PERSON", name="Anna Jansen")
    page = client.post(f"{one.address}gegeven/", sought(since="5-2021") | SEEK)
    values = filled(page)
    assert (values["fact"], values["value"]) == ("address", "Grotestraat 7, 7607CA Almelo")
    assert values["since"] == "5-2021"
    assert client.post(f"{one.address}gegeven/", values).status_code == 302


def test_a_vehicle_has_no_lookup(bag: None, as_user: Any, analyst: User) -> None:
    one = known(analyst, "VEHICLE", plate="AB-123-C")
    assert "Zoek adres op" not in text(as_user(analyst).get(f"{one.address}gegeven/"))
    assert "Zoek adres op" not in text(as_user(analyst).get("/objecten/nieuw/?soort=vehicle"))


def test_premises_stand_in_the_buurt_of_the_asked_day(bag: None) -> None:
    by_id = place_of({"bag_address": "0141200000000007"}, date(2026, 6, 1))
    assert by_id is not None and by_id.area == "buurt Centrum, wijk Binnenstad (grenzen van 2026)"
    by_house = place_of({"location": "Grotestraat 12A", "postcode": "7607CA"}, date(2026, 6, 1))
    assert by_house is not None and by_house.address.nummeraanduiding == SHOP
    assert place_of({"location": "Bahnhofstrasse 3", "postcode": "48683"}) is None
    assert place_of({}) is None


@pytest.mark.parametrize(
    ("uses", "kind"),
    [
        ("woonfunctie", "woning"),
        ("winkelfunctie, kantoorfunctie", "lokaal"),
        ("woonfunctie|winkelfunctie", ""),
        ("", ""),
    ],
)
def test_the_use_suggests_the_kind_of_premises(bag: None, uses: str, kind: str) -> None:
    found = address_by_id(SHOP)
    assert found is not None
    found.purposes = uses
    assert suggested_type(found) == kind
