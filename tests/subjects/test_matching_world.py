"""Names, firms, addresses and things from elsewhere: other scripts, other orders, the fields of public lists."""

import pytest

from subjects.matching.compare import compare

LINE = 0.5


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Сергей Щербаков", "Shcherbakov, Sergei"),
        ("Jurij Tschernyschew", "Yuri Chernyshev"),
        ("Wladimir Schewtschenko", "Volodymyr Shevchenko"),
        ("Zhang Jian Guo", "Jianguo Zhang"),
        ("Papadopulos Giorgos", "Georgios Papadopoulos"),
        ("Sadeghi Reza", "Rida Sadeqi"),
        ("El Amrani Mohamed", "Mohammed el Amrani"),
        ("جمال العمري", "al-Omari Djamal"),
    ],
)
def test_one_person_in_another_script_spelling_or_order_is_recognised(one, two):
    assert compare({"name": one}, {"name": two}, "person").score >= LINE


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Zhang Wei", "Wang Wei"),
        ("Zhao Lihua", "Zhou Lihua"),
        ("Sergei Zaitsev", "Andrei Zaitsev"),
        ("Jan-Willem Smit", "Jan-Peter Smit"),
        ("Sergey Ivanovich Lebedev", "Sergey Petrovich Lebedev"),
    ],
)
def test_two_persons_with_nearly_the_same_name_are_two(one, two):
    assert compare({"name": one}, {"name": two}, "person").score < LINE


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("10 West Sunset Boulevard, London EC4V 4BY", "10 W Sunset Blvd, London"),
        ("Schillerstraße 111, 50667 Köln", "Schillerstr. 111, Cologne, Germany"),
        ("ulica Marszałkowska 6, 1000-205 Lisboa", "MARSZALKOWSKA 6, LISBON, PORTUGAL"),
        ("32 rue de la République, 75011 Paris", "32, r. de la Republique, Paris, France"),
        ("ul. Lenina, d. 153, Moskva", "153 Lenina St., Moscow, Russia"),
    ],
)
def test_one_foreign_address_in_two_notations_is_one(one, two):
    assert compare({"adres": one}, {"adres": two}, "address").score >= LINE


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("10 Main Street, London", "12 Main St, London"),
        ("10 Main Street, London", "10 Main St, Leeds"),
        ("10 Main Street, London", "10 Church St, London"),
        ("144 rue de la République, 50667 Köln", "144 rue de la Republique, Los Angeles"),
    ],
)
def test_another_number_street_or_town_abroad_is_another_address(one, two):
    assert compare({"adres": one}, {"adres": two}, "address").score < LINE


def test_the_schema_of_a_public_list_tells_the_kind():
    one = {"schema": "Person", "name": ["Ioannis Hatzis"], "birthDate": ["1948-04-22"]}
    two = {"schema": "Person", "name": ["Giannis Chatzis"], "birthDate": ["1948"]}
    assert compare(one, two).score >= LINE
    assert compare(one, {**two, "name": ["Kostas Chatzis"]}).score < LINE


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Ferrum Real Estate Società a responsabilità limitata", "FERRUM REAL ESTATE S.R.L.", True),
        ("Halcyon Foods Sendirian Berhad", "The Halcyon Foods Sdn. Bhd.", True),
        ("Ferrum Trading GmbH", "Ferrum Energy GmbH", False),
        ("Golden Lotus Fund II Ltd", "Golden Lotus Fund III Ltd", False),
        ("Ministry of Defence of Peru", "Kenya Ministry of Defense", False),
        ("Ministry of Defence of Peru", "Peru Ministry of Defense", True),
    ],
)
def test_firms_of_the_world_are_told_apart_by_what_they_do_and_not_by_their_legal_form(one, two, same):
    assert (compare({"name": one}, {"name": two}, "company").score >= LINE) is same


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Canova 8-Port Gigabit Switch - XHV5572", "Canova XHV-5572 8 Port Gigabit Ethernet Switch", True),
        ("Canova 8-Port Gigabit Switch - XHV5572", "Canova 8-Port Gigabit Switch - XHV5580", False),
        ("Photo Studio Deluxe 9.0", "Photo Studio Deluxe 10.0", False),
    ],
)
def test_a_thing_is_known_by_its_type_number_or_version(one, two, same):
    assert (compare({"title": one}, {"title": two}).score >= LINE) is same


def test_a_ship_keeps_its_number_whatever_it_is_called():
    one = {"schema": "Vessel", "name": "Ocean Pearl", "imoNumber": "IMO9459925"}
    assert compare(one, {"name": "Sea Falcon", "imoNumber": "9459925"}).score >= LINE
    assert compare(one, {"name": "M/V Ocean Pearl"}).score >= LINE
    assert compare(one, {"name": "Ocean Pearl", "imoNumber": "9459111"}).score < LINE


def test_a_branch_in_another_street_with_another_telephone_is_another_restaurant():
    one = {"name": "Mesa Verde", "addr": "4546 Geary St.", "city": "San Francisco", "phone": "415-761-9572"}
    moved = {"name": "mesa verde", "addr": "99 Mission St.", "city": "San Francisco", "phone": "415-200-1111"}
    spelled = {
        "name": "The Mesa Verde",
        "addr": "4546 Geary Street",
        "city": "San Francisco",
        "phone": "415/761-9572",
    }
    assert compare(one, moved).score < LINE
    assert compare(one, spelled).score >= LINE
