"""Companies, addresses and vehicles: another writing is the same, another number is not."""

import pytest

from subjects.matching.addresses import read_address
from subjects.matching.compare import compare


def score(left: dict, right: dict, kind: str) -> float:
    return compare(left, right, kind).score


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Thuiszorg Tarhan", "Thuiszorg Tarhan bv"),
        ("Stichting Hotel Delta", "Hotel Delta B.V"),
        ("Jager & Lopes Filipe N.V.", "jager en lopes filipe"),
        ("Belwinkel City V.O.F.", "City Belwinkel"),
        ("De Royal Transport Beheer B.V.", "DeRoyalTransport"),
        ("Import Export Çöpür C.V.", "Import/Export Copur"),
        ("Sloopbedrijf Kamp", "Sloop Kamp"),
        ("Thuiszorg El Kadari Holding B.V.", "Thuiszorg El Kadari"),
        ("Gazprom Neft PJSC", "Public Joint Stock Company Gazprom Neft"),
        ("ООО Ромашка", "Romashka LLC"),
        ("Deutsche Bank AG", "Deutsche Bank Aktiengesellschaft"),
        ("IBM", "International Business Machines"),
        ("J. Jansen h.o.d.n. Café De Kroon", "Café De Kroon"),
        ("Snackbar 't Hoekje", "Cafetaria Het Hoekje"),
    ],
)
def test_a_company_name_in_another_writing_is_recognised(one, two):
    assert score({"name": one}, {"name": two}, "company") >= 0.5


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Pizzeria Oosterhuis b.v.", "Pizzeria Boom C.V."),
        ("Recycling Haven", "Kapsalon Haven"),
        ("Point Star Avondwinkel B.V.", "Point Star Avondwinkel 2"),
        ("Apex Trading Ltd", "Apex Logistics Ltd"),
    ],
)
def test_another_owner_trade_or_number_is_another_company(one, two):
    assert score({"name": one}, {"name": two}, "company") < 0.5


def test_a_chain_has_branches_in_other_towns():
    left = {"name": "Fietsenzaak Atlas B.V.", "adres": "Elsholterweg 15, 7605 NN Almelo"}
    right = {"name": "Fietsenzaak Atlas B.V.", "adres": "Lodewijkstraat 71C, 7559 KR Hengelo"}
    assert score(left, right, "company") < 0.5


def test_the_town_behind_the_name_is_no_part_of_it():
    left = {"name": "Nagelstudio Arts", "adres": "Oosterweg 46, 7641 EJ Wierden"}
    assert score(left, {"name": "Nagelstudio Arts Wierden"}, "company") >= 0.5


def test_a_holding_at_the_same_address_has_its_own_number():
    home = {"adres": "Koolkamp 94, 7611 MT Almelo"}
    left = {"name": "Cafetaria Ben M'Hand", "kvk": "37790912", **home}
    right = {"name": "Ben M'Hand Holding B.V.", "kvk": "37790913", **home}
    assert score(left, right, "company") < 0.5


def test_the_same_kvk_number_weighs_more_than_a_new_name():
    left, right = {"name": "Café Venus", "kvk": "41486535"}, {"name": "Bar Stad", "kvk": "KvK 4148 6535"}
    assert score(left, right, "company") >= 0.5


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Vidarstraat 80 II, 7535 VR Enschede", "Vidarstraat 80 2hoog, 7535 VR Enschede"),
        ("Colenhoef 7 3, 7604 VE Almelo", "Colenhoef nr 7 3 te Almelo"),
        ("Gondulphusstraat 146 3, 7681 XE Vroomshoop", "Gondulphusstr. 146-3 Vroomshoop"),
        ("De Montelaan 44 12, 7576 AZ Oldenzaal", "DE MONTELAAN 4412, 7576 AZ OLDENZAAL"),
        ("Meloweg 50 12, 7605 GR Almelo", "7605GR 5012"),
        ("Het Haarspit 31A, 7553 HP Hengelo", "7553 31-A"),
        ("Schootakkerstraat 45C, 7412 PN Deventer", "Deventer, Schootakkerstr. 45-C"),
        ("Ruttensteeg 162 hs, 7551 AV Hengelo", "Ruttensteeg 162-huis Hengelo"),
        ("Krabbendijkestraat 40 bis, 7512 ZH Enschede", "Krabbendykestraat 40 bis, Enschede"),
        ("10 Meilaan 115A, 7773 DT Hardenberg", "10 meilaan 115-a hardenberg"),
        ("Burgemeester Tukkerhof 93, Vriezenveen", "Burg. Tukkerhof 93 Vriezenveen"),
        ("Lange Voorhout 8, 2514 ED 's-Gravenhage", "Lange Voorhout 8, Den Haag"),
        ("1e Esweg 5 Almelo", "Eerste Esweg 5, Almelo"),
        ("435 S. La Cienega Blvd., Los Angeles", "435 s la cienega blv, los angeles"),
    ],
)
def test_an_address_in_another_writing_is_the_same_house(one, two):
    assert score({"adres": one}, {"adres": two}, "address") >= 0.5


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Zuidergors 51, 7681 WC Vroomshoop", "Zuidergors 51 7, 7681wc"),
        ("Pieter Feddesstraat 79A, 7611 GC Almelo", "Pieter Feddesstr. 79/E, 7611 GC Almelo"),
        ("Wonsickhof 79 1, 7642 GR Wierden", "Wonsickhof 971 Wierden"),
        ("Luisch Hof 88, 7514 WB Enschede", "Luisch Hof nr 89 te Enschede"),
        ("De Bore 116, 7601 EJ Almelo", "De Bore 116, 7671pj"),
        ("Lappenafweg 6C, 7671 AR Vriezenveen", "Lappenafweg nr 6 c te Hengelo"),
        ("Oosterstraat 3, Almelo", "Westerstraat 3, Almelo"),
        ("Zinkseweg 23 1, 7602 HW Almelo", "Peerenboom 23 Almelo"),
        ("Uilendonk 10C, 7681 DG Vroomshoop", "7681 RP 10"),
    ],
)
def test_another_number_addition_street_or_town_is_another_house(one, two):
    assert score({"adres": one}, {"adres": two}, "address") < 0.5


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Korte Voorterweg 1, 7621 AA Borne", "Lange Voorterweg 1, 7621 AA Borne"),
        ("Oude Wal 3, 7607 GA Almelo", "Nieuwe Wal 3, 7607 GA Almelo"),
    ],
)
def test_streets_with_opposite_names_are_not_one_street(one, two):
    assert score({"adres": one}, {"adres": two}, "address") < 0.5


def test_the_colour_of_a_house_number_may_be_shortened():
    one, two = "Kromme Elleboog 9 zwart, 7511 EA Enschede", "Kromme Elleboog 9 zw, 7511 EA Enschede"
    assert score({"adres": one}, {"adres": two}, "address") >= 0.5
    assert score({"adres": one}, {"adres": one.replace("zwart", "rood")}, "address") < 0.5


def test_the_card_names_both_house_numbers():
    card = compare({"adres": "Haven 7, Almelo"}, {"adres": "Haven 9, Almelo"}, "address")
    assert card.reasons == ["huisnummer verschilt: 7 en 9"]


def test_the_parts_of_an_address_may_stand_in_fields_of_their_own():
    apart = {
        "straat": "Haven",
        "huisnummer": 7,
        "huisletter": "A",
        "postcode": "7607 AB",
        "woonplaats": "Almelo",
    }
    assert score(apart, {"adres": "Haven 7a, 7607AB Almelo"}, "address") >= 0.9


def test_a_postcode_of_four_digits_and_a_house_are_read_without_a_street():
    found = read_address("7681 7-C")
    assert (found.postcode, found.number, found.suffix) == ("7681", "7", "c")


@pytest.mark.parametrize(
    ("one", "two"), [("RC-LR-70", "rclr70"), ("86-TC-76", "B6 TC 76"), ("6-LSF-50", "6lsf5O")]
)
def test_a_plate_in_another_writing_or_read_wrong_is_the_same_car(one, two):
    assert score({"kenteken": one}, {"kenteken": two}, "vehicle") >= 0.5


@pytest.mark.parametrize(
    ("one", "two"), [("FK-RS-36", "FK RS 30"), ("25-ZZ-69", "25-CZ-69"), ("12-DD-JN", "92-DD-JN")]
)
def test_one_other_character_is_another_car(one, two):
    assert score({"kenteken": one}, {"kenteken": two}, "vehicle") < 0.5


def test_the_sign_of_the_country_is_no_part_of_the_plate():
    assert score({"kenteken": "NL GX-123-B"}, {"kenteken": "GX123B"}, "vehicle") >= 0.5


@pytest.mark.parametrize(
    ("one", "two"),
    [("PL WR 48210", "wr48210"), ("RO B 155 VIK", "B-155-VIK"), ("HO KL 1234 (D)", "HO-KL 1234")],
)
def test_the_sign_of_another_country_is_no_part_of_the_plate_either(one, two):
    assert score({"kenteken": one}, {"kenteken": two}, "vehicle") >= 0.5


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("B AB 123", "H AB 123"),
        ("H-O 1234", "HH-O 1234"),
        ("B-AB 123", "AB 123"),
        ("PL WR 48210", "CZ WR 48210"),
        ("XX WR 48210", "WR 48210"),
    ],
)
def test_the_letters_of_a_town_are_no_sign_of_a_country(one, two):
    assert score({"kenteken": one}, {"kenteken": two}, "vehicle") < 0.5


def test_the_number_of_the_chassis_speaks_when_the_plate_changed():
    left = {"kenteken": "GX-123-B", "vin": "WVWZZZ1JZXW000001"}
    assert score(left, {"kenteken": "12-AB-CD", "vin": "wvwzzz1jzxw000001"}, "vehicle") > score(
        {"kenteken": "GX-123-B"}, {"kenteken": "12-AB-CD"}, "vehicle"
    )
