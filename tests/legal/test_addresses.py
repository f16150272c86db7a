"""Addresses as people type them, and the key by which the same house is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.addresses import split_address


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("VRIEZENVEENSEWEG 169a (7609NE)", ("VRIEZENVEENSEWEG", "169", "a", "7609NE", "")),
        ("Plesmanweg nr. 84 bis te Almelo", ("Plesmanweg", "84", "bis", "", "Almelo")),
        ("Haven Noordzijde 71 H", ("Haven Noordzijde", "71", "h", "", "")),
        ("Windslaan 95, 7603 MH Almelo", ("Windslaan", "95", "", "7603MH", "Almelo")),
        ("Deldensestraat 159-2", ("Deldensestraat", "159", "2", "", "")),
        ("Vriezenveenseweg 65-2, 7602 PG Almelo", ("Vriezenveenseweg", "65", "2", "7602PG", "Almelo")),
        ("Vriezenveenseweg nr. 115-2 te Almelo", ("Vriezenveenseweg", "115", "2", "", "Almelo")),
        ("DELDENSESTRAAT 43 (7608XN)", ("DELDENSESTRAAT", "43", "", "7608XN", "")),
        ("Haven Noordzijde 94, 7606 WW Almelo", ("Haven Noordzijde", "94", "", "7606WW", "Almelo")),
        ("Windslaan nr. 146 H te Almelo", ("Windslaan", "146", "h", "", "Almelo")),
        ("PLESMANWEG 81 H (7607JR)", ("PLESMANWEG", "81", "h", "7607JR", "")),
        ("Bornsestraat 23 H, 7602 GR Almelo", ("Bornsestraat", "23", "h", "7602GR", "Almelo")),
        ("Deldensestraat 113 bis, 7608 XP Almelo", ("Deldensestraat", "113", "bis", "7608XP", "Almelo")),
        ("Dorpsstraat 1 Den Ham", ("Dorpsstraat", "1", "", "", "Den Ham")),
        ("Dorpsstraat 1, Den Ham", ("Dorpsstraat", "1", "", "", "Den Ham")),
        ("in de Nieuwstraat 12 in Almelo", ("Nieuwstraat", "12", "", "", "Almelo")),
        ("1e Esweg 5", ("1e Esweg", "5", "", "", "")),
        ("Windslaan 1000 te Almelo", ("Windslaan", "1000", "", "", "Almelo")),
        ("Windslaan 10, 7601 TE Almelo", ("Windslaan", "10", "", "7601TE", "Almelo")),
        ("Nieuwstraat 5 7601AA Almelo", ("Nieuwstraat", "5", "", "7601AA", "Almelo")),
        ("Nieuwstraat 5a-2", ("Nieuwstraat", "5", "a2", "", "")),
        ("'t Kolkje 7", ("'t Kolkje", "7", "", "", "")),
        ("", ("", "", "", "", "")),
        ("achter het station", ("", "", "", "", "")),
    ],
)
def test_an_address_is_taken_apart(text, parts):
    found = split_address(text)
    assert (found.street, found.number, found.suffix, found.postcode, found.place) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VRIEZENVEENSEWEG 169a (7609NE)", "Vriezenveenseweg 169 A, 7609 NE Almelo"),
        ("Plesmanweg nr. 84 bis te Almelo", "plesmanweg 84-bis"),
        ("Nieuwstr. 5", "Nieuwstraat nr 5"),
        ("Haven Noordzijde 71 H", "HAVEN-NOORDZIJDE 71H, Almelo"),
        ("Deldensestraat 159-2", "Deldensestraat 159 2"),
    ],
)
def test_two_writings_of_one_house_have_the_same_key(one, other):
    assert split_address(one).key == split_address(other).key != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Windslaan 95", "Windslaan 96"),
        ("Windslaan 95", "Windslaan 95a"),
        ("Windslaan 95a", "Windslaan 95b"),
        ("Windslaan 9", "Windslaan 95"),
        ("Windslaan 95", "Twentelaan 95"),
    ],
)
def test_another_house_has_another_key(one, other):
    assert split_address(one).key != split_address(other).key


def test_another_door_of_the_same_building_shares_the_house():
    assert split_address("Windslaan 95a").house == split_address("Windslaan 95-2").house


@given(st.text(max_size=150))
def test_no_text_breaks_it_and_a_key_needs_a_street_and_a_number(text):
    found = split_address(text)
    assert bool(found.key) <= bool(found.street and found.number)


@given(
    street=st.sampled_from(
        ["Windslaan", "Haven Noordzijde", "Deldensestraat", "Van Rechteren Limpurgsingel"]
    ),
    number=st.integers(1, 99999),
    suffix=st.sampled_from(["", "a", " H", " bis", "-2"]),
    tail=st.sampled_from(["", " te Almelo", ", 7603 MH Almelo", " (7603MH)", ", Almelo"]),
    shout=st.booleans(),
)
def test_the_key_does_not_depend_on_how_the_address_ends_or_on_capitals(street, number, suffix, tail, shout):
    text = f"{street} {number}{suffix}{tail}"
    plain = split_address(f"{street} {number}{suffix}").key
    assert split_address(text.upper() if shout else text).key == plain != ""
